import { momentRelatif } from '../../../lib/francais.ts'
import { estFichier } from '../../../kernel/formulaires/index.ts'
import type { Etape } from '../../../kernel/formulaires/index.ts'
import { Avis } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/vue.ts'
import type { Dossier } from '../dossier.ts'
import { empreinteEtape, marqueDe } from '../saisie.ts'

type Props = { vue: Vue; brouillon: Dossier; etape: Etape }

/** The page shows something else than the text kept in the draft: what has just been refused, or what was kept when a session ended. */
const montreAutreChose = ({ vue, brouillon, etape }: Props): boolean => Object.keys(vue.saisie).length > 0 && marqueDe(brouillon.saisie, etape.code) !== undefined

/** Says that what is shown was typed and kept, and that nobody has sent it. */
export function AvisGarde(props: Props) {
  const { vue, brouillon, etape } = props
  const marque = marqueDe(brouillon.saisie, etape.code)
  if (!marque || vue.erreurs[''] !== undefined) return null
  const quand = momentRelatif(new Date(marque.le), vue.maintenant)
  if (montreAutreChose(props))
    return (
      <Avis ton="att" titre="Un autre texte est gardé" niveau={2}>
        <p>Il a été tapé {quand} dans cette étape. Si vous envoyez ce que vous voyez ici, il le remplace.</p>
      </Avis>
    )
  return (
    <Avis titre="Gardé, pas encore envoyé" niveau={2}>
      <p>Voici ce qui a été tapé, gardé {quand}. Relisez, puis continuez : l’étape compte quand vous l’envoyez.{etape.champs.some(estFichier) ? ' Les papiers choisis et pas envoyés sont à choisir de nouveau.' : null}</p>
    </Avis>
  )
}

/** Lets the script keep the form of a step as it is typed; without it, nothing changes. Never over a text that this page does not show. */
export function GardeSeule(props: Props) {
  const { vue, brouillon, etape } = props
  const base = empreinteEtape(etape, brouillon)
  if (montreAutreChose(props)) return <input type="hidden" name="_base" value={base} />
  return (
    <>
      <input type="hidden" name="_base" value={base} data-garder={`/brouillons/${brouillon.id}/${etape.code}/garder`} />
      <script type="module" src={vue.actif('garder-saisie.js')} />
    </>
  )
}
