/** Text-like fields. Each shows what was typed after a 422, and its error beside it. */
import { finir } from '../lib/francais.ts'
import { Champ, attributs, valeurDe, type ChampProps } from './champ.tsx'

export type TexteProps = ChampProps & {
  valeur?: string | number | null
  type?: 'text' | 'email' | 'search' | 'url'
  inputmode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email' | 'search'
  autocomplete?: string
  /** Width in signs expected: the box says how much to write. */
  largeur?: 2 | 4 | 8 | 14 | 20
  max?: number
  lectureSeule?: boolean
  /** What was checked about the value, in green under the box. */
  ok?: string
  /** For codes and numbers: no correction, no capital, fixed pitch. */
  code?: boolean
  /** Texts offered while typing; anything else may be written. */
  propositions?: readonly string[]
  /** The field where typing begins: for one form opened tens of times a morning, never on a page one reads first. */
  debut?: boolean
}

/** `txt`, its width, and the mark of an error. */
function classeTexte(largeur: number | undefined, erreur: unknown, code?: boolean) {
  return `txt${largeur ? ` l${largeur}` : ''}${erreur ? ' err' : ''}${code ? ' code' : ''}`
}

/** One line of text. */
export function Texte(props: TexteProps) {
  const a = attributs(props)
  return (
    <Champ {...props}>
      <input
        {...a}
        class={classeTexte(props.largeur, a['aria-invalid'], props.code)}
        // One literal for the type checker, whose union of inputs wants one type at a time.
        type={(props.type ?? 'text') as 'text'}
        inputMode={props.inputmode ?? (props.type === 'email' ? 'email' : undefined)}
        autocomplete={props.autocomplete ?? (props.type === 'email' ? 'email' : undefined)}
        spellcheck={props.code || props.type === 'email' ? false : undefined}
        autocapitalize={props.code || props.type === 'email' ? 'none' : undefined}
        maxLength={props.max}
        readOnly={props.lectureSeule}
        value={valeurDe(props.vue, props.nom, props.valeur)}
        list={props.propositions ? `${a.id}-liste` : undefined}
        autoFocus={props.debut}
      />
      {props.propositions ? (
        <datalist id={`${a.id}-liste`}>
          {props.propositions.map((texte) => (
            <option key={texte} value={texte} />
          ))}
        </datalist>
      ) : null}
    </Champ>
  )
}

/** Several lines. The limit `max` is said, not enforced by the browser: a cut paste would lose text in silence. */
export function ZoneTexte(props: ChampProps & { valeur?: string | null; lignes?: number; max?: number }) {
  const aide = props.max ? (
    <>
      {typeof props.aide === 'string' ? finir(props.aide) : props.aide} {props.max} signes au plus.
    </>
  ) : (
    props.aide
  )
  const tout = { ...props, aide }
  const a = attributs(tout)
  return (
    <Champ {...tout}>
      <textarea {...a} class={classeTexte(undefined, a['aria-invalid'])} rows={props.lignes ?? 4} data-max={props.max} value={valeurDe(props.vue, props.nom, props.valeur)} />
    </Champ>
  )
}

/** A Benin phone number, national part. Accepts any typing; the server reads 8 digits and offers the 01 form. */
export function Telephone(props: ChampProps & { valeur?: string | null; ok?: string; autocomplete?: string }) {
  const a = attributs(props)
  return (
    <Champ {...props}>
      <div class="prefixe">
        <span aria-hidden="true">+229</span>
        <input {...a} class={classeTexte(14, a['aria-invalid'])} type="tel" inputMode="tel" autocomplete={props.autocomplete ?? 'tel-national'} value={valeurDe(props.vue, props.nom, props.valeur)} />
      </div>
    </Champ>
  )
}

/** An amount in FCFA, whole francs. */
export function Montant(props: ChampProps & { valeur?: number | string | null }) {
  const a = attributs(props)
  return (
    <Champ {...props}>
      <div class="prefixe prefixe--fin">
        <input {...a} class={classeTexte(8, a['aria-invalid'])} type="text" inputMode="numeric" autocomplete="off" value={valeurDe(props.vue, props.nom, props.valeur)} />
        <span>FCFA</span>
      </div>
    </Champ>
  )
}

/** A one-time code: wide digits, offered by the phone from its last SMS. Never shown again after an error. */
export function Code(props: ChampProps & { longueur?: number }) {
  const a = attributs(props)
  return (
    <Champ {...props}>
      <input {...a} class={`${classeTexte(8, a['aria-invalid'])} code code--unique`} type="text" inputMode="numeric" autocomplete="one-time-code" maxLength={(props.longueur ?? 6) + 4} spellcheck={false} />
    </Champ>
  )
}

/** A password; `nouveau` asks the browser to propose one. The value is never sent back to the page. */
export function MotDePasse(props: ChampProps & { nouveau?: boolean }) {
  const a = attributs(props)
  return (
    <Champ {...props}>
      <input {...a} class={classeTexte(20, a['aria-invalid'])} type="password" autocomplete={props.nouveau ? 'new-password' : 'current-password'} spellcheck={false} autocapitalize="none" />
    </Champ>
  )
}

export type Option = { valeur: string; libelle: string; aide?: string; groupe?: string }

/** A list to unroll, with an empty first line; `groupe` gathers options that follow each other. */
export function Selection(props: ChampProps & { options: readonly Option[]; valeur?: string | null; vide?: string | false }) {
  const a = attributs(props)
  const valeur = valeurDe(props.vue, props.nom, props.valeur)
  const option = (o: Option) => (
    <option key={o.valeur} value={o.valeur} selected={o.valeur === valeur}>
      {o.libelle}
    </option>
  )
  const groupes = Map.groupBy(props.options, (o) => o.groupe ?? '')
  return (
    <Champ {...props}>
      <select {...a} class={a['aria-invalid'] ? 'sel err' : 'sel'}>
        {props.vide === false ? null : <option value="">{props.vide ?? 'Choisissez…'}</option>}
        {[...groupes].map(([nom, options]) =>
          nom ? (
            <optgroup key={nom} label={nom}>
              {options.map(option)}
            </optgroup>
          ) : (
            options.map(option)
          ),
        )}
      </select>
    </Champ>
  )
}
