import { Etiquette, Panneau } from '../../../../ui/index.ts'
import type { Changement } from '../diff.ts'

const GRAVITES = { mots: { mot: 'Mots', ton: 'neutre' }, regle: { mot: 'Règle', ton: 'info' }, retrait: { mot: 'Retrait', ton: 'non' } } as const

/** What two versions differ by, part by part. Nothing when nothing differs. */
export function Changements({ changements, titre }: { changements: readonly Changement[]; titre: string }) {
  if (changements.length === 0) return null
  return (
    <Panneau titre={titre} id="changements">
      {[...Map.groupBy(changements, (c) => c.partie)].map(([partie, siens]) => (
        <section key={partie}>
          <h3>{partie}</h3>
          <ul class="simple">
            {siens.map((c, n) => (
              <li key={n}>
                <Etiquette ton={GRAVITES[c.gravite].ton}>{GRAVITES[c.gravite].mot}</Etiquette> {c.phrase}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Panneau>
  )
}
