import { DateChamp, FichierChamp, Montant, Selection, Texte, ZoneTexte } from '../../../../ui/index.ts'
import type { Option, Vue } from '../../../../ui/index.ts'
import type { Acte } from '../acte.ts'
import { TOTAUX } from '../saisie.ts'

type Depart = Partial<Pick<Acte, 'nature' | 'matiere' | 'objet' | 'dateActe' | 'signatairePoste' | 'montant' | 'exercice' | 'numero' | 'budget' | 'pointId'>>
type Props = { vue: Vue; depart: Depart; natures: readonly Option[]; matieres: readonly Option[]; signataires: readonly Option[]; communes?: readonly Option[]; fichier?: boolean }

const BUDGET = TOTAUX.map((t) => t.champ as string)

/** The fields of an act, in the order a clerk has them in hand: what it is, when, who signs; then what is rare, folded. */
export function ChampsActe({ vue, depart: d, natures, matieres, signataires, communes = [], fichier }: Props) {
  const total = (t: (typeof TOTAUX)[number]) => d.budget?.find((l) => l.section === t.section && l.sens === t.sens)?.montant ?? null
  const ouvert = Object.keys(vue.erreurs).some((c) => [...BUDGET, 'montant', 'exercice', 'numero'].includes(c)) || Boolean(d.budget ?? d.montant)
  return (
    <>
      {communes.length > 1 ? <Selection vue={vue} nom="commune" libelle="Commune" options={communes} /> : null}
      <Selection vue={vue} nom="nature" libelle="Nature de l’acte" options={natures} valeur={d.nature ?? null} />
      <ZoneTexte vue={vue} nom="objet" libelle="Objet" aide="Comme il est écrit en tête de l’acte." valeur={d.objet ?? null} lignes={2} max={500} />
      <Selection vue={vue} nom="matiere" libelle="Matière" aide="Ce dont parle l’acte. La préfecture s’en sert pour répartir et comparer." options={matieres} valeur={d.matiere ?? null} facultatif />
      <DateChamp vue={vue} nom="dateActe" libelle="Date de l’acte" aide="Le jour de la séance pour une délibération, de la signature pour les autres." valeur={d.dateActe ?? null} facultatif />
      <Selection vue={vue} nom="signataire" libelle="Signataire" options={signataires} valeur={d.signatairePoste ?? null} facultatif />
      {fichier ? <FichierChamp vue={vue} nom="principal" libelle="Texte de l’acte" facultatif aide="Un PDF, 60 Mo au plus. Il peut aussi venir plus tard, comme les annexes." /> : null}
      <details open={ouvert}>
        <summary>Numéro, montant, totaux d’un budget</summary>
        {d.pointId ? null : <Texte vue={vue} nom="numero" libelle="Numéro" facultatif aide="Laissez vide : la plateforme donne le suivant à la signature. 15 signes au plus." valeur={d.numero ?? null} largeur={14} code max={15} />}
        <Montant vue={vue} nom="montant" libelle="Montant en francs CFA" facultatif valeur={d.montant ?? null} />
        <fieldset class="pile-s">
          <legend class="lab">Totaux d’un document budgétaire</legend>
          <Texte vue={vue} nom="exercice" libelle="Exercice" facultatif valeur={d.exercice === null || d.exercice === undefined ? null : String(d.exercice)} largeur={4} max={4} />
          {TOTAUX.map((t) => (
            <Montant key={t.champ} vue={vue} nom={t.champ} libelle={t.libelle} facultatif valeur={total(t)} />
          ))}
        </fieldset>
      </details>
    </>
  )
}
