/** Dates in three boxes, whole or only partly known. Parts are sent as `nom.jour`, `nom.mois`, `nom.annee`, `nom.precision`. */
import { Groupe, idChamp, valeurDe, type ChampProps } from './champ.tsx'
import type { Vue } from './vue.ts'

export type PartiesDate = { jour?: string | number; mois?: string | number; annee?: string | number; precision?: Precision }
export type Precision = 'jour' | 'mois' | 'annee' | 'vers'
type DateProps = ChampProps & {
  /** Parts, or ISO 8601 (« 1958-04-14 », « 1958-04 », « 1958 »; « ~1958 » for about). */
  valeur?: PartiesDate | string | null
  /** Birth date of the person who fills the form: the browser may offer it. */
  naissance?: boolean
}

/** Reads an ISO 8601 date of reduced precision (EDTF's « ~ » for approximate) into the boxes. */
export function partiesDe(valeur: PartiesDate | string | null | undefined): PartiesDate {
  if (!valeur) return {}
  if (typeof valeur !== 'string') return valeur
  const m = /^(~?)(\d{4})(?:-(\d\d)(?:-(\d\d))?)?/.exec(valeur)
  if (!m) return {}
  const precision: Precision = m[1] ? 'vers' : m[4] ? 'jour' : m[3] ? 'mois' : 'annee'
  return { annee: m[2], mois: m[3], jour: m[4], precision }
}

/** Which of the three boxes an error concerns: the one named, else the empty ones, else all. */
function fautives(vue: Vue, nom: string, valeurs: Record<string, string>): Set<string> {
  const nommees = ['jour', 'mois', 'annee'].filter((p) => Object.hasOwn(vue.erreurs, `${nom}.${p}`))
  if (nommees.length > 0) return new Set(nommees)
  if (!Object.hasOwn(vue.erreurs, nom)) return new Set()
  const vides = Object.keys(valeurs).filter((p) => valeurs[p] === '')
  return new Set(vides.length > 0 ? vides : Object.keys(valeurs))
}

function Boites({ props, parties }: { props: DateProps; parties: PartiesDate }) {
  const { vue, nom } = props
  const id = props.id ?? idChamp(nom)
  const valeurs = { jour: valeurDe(vue, `${nom}.jour`, parties.jour), mois: valeurDe(vue, `${nom}.mois`, parties.mois), annee: valeurDe(vue, `${nom}.annee`, parties.annee) }
  const rouges = fautives(vue, nom, valeurs)
  const boite = (partie: 'jour' | 'mois' | 'annee', libelle: string, largeur: string, suffixe: string) => (
    <div class={`d-${partie}`}>
      <label for={`${id}.${partie}`}>{libelle}</label>
      <input
        class={`txt ${largeur}${rouges.has(partie) ? ' err' : ''}`}
        id={`${id}.${partie}`}
        name={`${nom}.${partie}`}
        inputMode="numeric"
        autocomplete={props.naissance ? `bday-${suffixe}` : 'off'}
        value={valeurs[partie]}
        aria-invalid={rouges.has(partie) ? 'true' : undefined}
        aria-describedby={rouges.has(partie) ? `${id}-erreur` : undefined}
      />
    </div>
  )
  return (
    <div class="date">
      {boite('jour', 'Jour', 'l2', 'day')}
      {boite('mois', 'Mois', 'l2', 'month')}
      {boite('annee', 'Année', 'l4', 'year')}
    </div>
  )
}

/** A whole date: day, month, year. */
export function DateChamp(props: DateProps) {
  return (
    <Groupe {...props} focusable>
      <Boites props={props} parties={partiesDe(props.valeur)} />
    </Groupe>
  )
}

const PRECISIONS: { valeur: Precision; libelle: string }[] = [
  { valeur: 'jour', libelle: 'Je connais le jour' },
  { valeur: 'mois', libelle: 'Le mois et l’année' },
  { valeur: 'annee', libelle: 'L’année seulement' },
  { valeur: 'vers', libelle: 'Né ou née vers…' },
]

/** A date known to the day, the month, the year, or about: the radios hide useless boxes through `:has()`; without it all stay. */
export function DatePrecision(props: DateProps & { vers?: string }) {
  const parties = partiesDe(props.valeur)
  const choisie = valeurDe(props.vue, `${props.nom}.precision`, parties.precision ?? 'jour')
  return (
    <Groupe {...props} classe="precision" focusable>
      <div class="choix choix--2">
        {PRECISIONS.map((p) => (
          <label key={p.valeur}>
            <input type="radio" name={`${props.nom}.precision`} value={p.valeur} checked={p.valeur === choisie} /> <span>{p.valeur === 'vers' ? (props.vers ?? p.libelle) : p.libelle}</span>
          </label>
        ))}
      </div>
      <Boites props={props} parties={parties} />
    </Groupe>
  )
}
