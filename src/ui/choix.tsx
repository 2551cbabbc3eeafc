/** Choices: radios, boxes, yes or no, and the place found among namesakes. */
import type { ComponentChildren } from 'preact'
import { Groupe, attributs, erreurDe, idChamp, valeurDe, valeursDe, Champ, type ChampProps } from './champ.tsx'
import type { Option } from './champs.tsx'
import { Bouton } from './formulaire.tsx'

type ChoixProps = ChampProps & {
  options: readonly Option[]
  valeur?: string | null
  /** `deux` puts them in two columns on a wide screen, `ligne` in one segmented line for two or three short words. */
  forme?: 'liste' | 'deux' | 'ligne'
  /** Legend for screen readers only, when a title just above says the same. */
  sansLegende?: boolean
  children?: ComponentChildren
}

/** One among several. The first radio carries the field's id, so the error summary leads to it. */
export function Choix(props: ChoixProps) {
  const id = props.id ?? idChamp(props.nom)
  const valeur = valeurDe(props.vue, props.nom, props.valeur)
  const invalide = erreurDe(props.vue, props.nom) ? 'true' : undefined
  const forme = props.forme === 'ligne' ? 'tri' : props.forme === 'deux' ? 'choix choix--2' : 'choix'
  return (
    <Groupe {...props}>
      <div class={forme}>
        {props.options.map((o, i) => (
          <label key={o.valeur}>
            <input type="radio" name={props.nom} value={o.valeur} id={i === 0 ? id : undefined} checked={o.valeur === valeur} aria-invalid={invalide && i === 0 ? 'true' : undefined} />{' '}
            <span>
              {o.libelle}
              {o.aide ? <small> {o.aide}</small> : null}
            </span>
          </label>
        ))}
      </div>
      {props.children}
    </Groupe>
  )
}

/** « Oui » or « Non », nothing chosen in advance; values `oui` and `non`. */
export function OuiNon(props: ChampProps & { valeur?: boolean | null; oui?: string; non?: string }) {
  const valeur = props.valeur === true ? 'oui' : props.valeur === false ? 'non' : undefined
  const options = [
    { valeur: 'oui', libelle: props.oui ?? 'Oui' },
    { valeur: 'non', libelle: props.non ?? 'Non' },
  ]
  return <Choix {...props} valeur={valeur} options={options} forme="deux" />
}

/** Several among several: all boxes send the same name. */
export function Cases(props: ChampProps & { options: readonly Option[]; valeurs?: readonly string[] }) {
  const id = props.id ?? idChamp(props.nom)
  const valeurs = valeursDe(props.vue, props.nom, props.valeurs)
  return (
    <Groupe {...props}>
      <div class="choix">
        {props.options.map((o, i) => (
          <label key={o.valeur}>
            <input type="checkbox" name={props.nom} value={o.valeur} id={i === 0 ? id : undefined} checked={valeurs.includes(o.valeur)} />{' '}
            <span>
              {o.libelle}
              {o.aide ? <small> {o.aide}</small> : null}
            </span>
          </label>
        ))}
      </div>
    </Groupe>
  )
}

/** One box alone (« Je certifie… »), value `oui`. The sentence is the label; `libelle` is the legend, for screen readers. */
export function CaseSeule(props: ChampProps & { phrase: ComponentChildren; coche?: boolean }) {
  const id = props.id ?? idChamp(props.nom)
  const coche = valeursDe(props.vue, props.nom, props.coche ? ['oui'] : []).includes('oui')
  return (
    <Groupe {...props} sansLegende>
      <div class="choix">
        <label>
          <input type="checkbox" name={props.nom} value="oui" id={id} checked={coche} aria-invalid={erreurDe(props.vue, props.nom) ? 'true' : undefined} /> <span>{props.phrase}</span>
        </label>
      </div>
    </Groupe>
  )
}

export type LieuTrouve = { valeur: string; nom: string; chemin: string }

/**
 * A place: one box to write its name (`nom.recherche`), « Chercher » (submits `_chercher` = `nom`), then radios (`nom`)
 * with the full path of each namesake. No chained lists, no script.
 */
export function Lieu(props: ChampProps & { recherche?: string | null; valeur?: string | null; resultats?: readonly LieuTrouve[]; autre?: boolean; /** Legend of what was found, when it is not places. */ trouves?: string }) {
  const { vue, nom } = props
  const texte = `${nom}.recherche`
  const resultats = props.resultats ?? []
  const champ = { ...props, nom: resultats.length > 0 ? texte : nom }
  const options: Option[] = resultats.map((r) => ({ valeur: r.valeur, libelle: r.nom, aide: r.chemin }))
  if (props.autre) options.push({ valeur: 'autre', libelle: 'Ce n’est aucun de ces lieux', aide: 'Écrivez-le autrement, ou dites-le au guichet' })
  const a = attributs(champ)
  return (
    <>
      <Champ {...champ}>
        <div class="prefixe cherche">
          <input {...a} name={texte} class={a['aria-invalid'] ? 'txt err' : 'txt'} type="text" autocomplete="off" value={valeurDe(vue, texte, props.recherche)} />
          <Bouton ton="second" nom="_chercher" valeur={nom}>
            Chercher
          </Bouton>
        </div>
      </Champ>
      {resultats.length > 0 ? (
        <Choix vue={vue} nom={nom} libelle={props.trouves ?? (resultats.length === 1 ? 'Un lieu porte ce nom' : `${resultats.length} lieux portent ce nom`)} options={options} valeur={props.valeur ?? (resultats.length === 1 ? resultats[0]!.valeur : undefined)} />
      ) : null}
    </>
  )
}
