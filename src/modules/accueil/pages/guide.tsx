import { ouvert, page } from '../../../kernel/module.ts'
import { Gabarit, Guide } from '../../../ui/index.ts'

/** The living style sheet: every component in every state. */
export const guide = page({
  path: '/ui',
  may: ouvert,
  titre: 'Guide d’interface',
  load: async () => ({}),
  view: (_, vue) => (
    <Gabarit vue={vue} titre="Guide d’interface" feuilles={['agent.css']} scripts={['signature.js']} ariane={[]}>
      <Guide vue={vue} />
    </Gabarit>
  ),
})
