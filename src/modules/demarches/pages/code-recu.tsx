import { FormulaireCode } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/vue.ts'

/** Where the code sent to a personal link's own phone is typed. `base` is the address of the link, `id` the code's. */
export function CodeRecu({ vue, base, id }: { vue: Vue; base: string; id: string }) {
  return (
    <FormulaireCode vue={vue} action={`${base}/ouvrir`} bouton="Continuer" autre={base}>
      <input type="hidden" name="id" value={id} />
    </FormulaireCode>
  )
}
