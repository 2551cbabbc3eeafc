/** What every form field shares: label, help, error, and the value that survives a refused submission. */
import type { ComponentChildren } from 'preact'
import { Ico } from './ico.tsx'
import type { Vue } from './vue.ts'

/** Props common to all fields. `id` only when two forms of one page hold a field of the same name. */
export type ChampProps = {
  vue: Vue
  nom: string
  libelle: ComponentChildren
  aide?: ComponentChildren
  facultatif?: boolean
  /** When it must be filled in: « si vous refusez », shown instead of « facultatif ». */
  si?: string
  id?: string
}

/** The id of the field `nom`: what `ResumeErreurs` links to. */
export const idChamp = (nom: string) => `champ-${nom}`

/** What was typed under `nom` before a 422: a flat key (`enfants.0.nom`) or the same path through objects and arrays. */
export function saisi(vue: Vue, nom: string): unknown {
  if (Object.hasOwn(vue.saisie, nom)) return vue.saisie[nom]
  let ici: unknown = vue.saisie
  for (const cle of nom.split('.')) {
    if (typeof ici !== 'object' || ici === null || !Object.hasOwn(ici, cle)) return undefined
    ici = (ici as Record<string, unknown>)[cle]
  }
  return ici
}

/** The text to show in the field: what was typed after a 422, else `valeur`, else ''. */
export function valeurDe(vue: Vue, nom: string, valeur?: string | number | null): string {
  const v = saisi(vue, nom)
  if (typeof v === 'string' || typeof v === 'number') return String(v)
  return valeur === undefined || valeur === null ? '' : String(valeur)
}

/** Checked values of a list of boxes; after a 422 an absent list means that nothing was checked. */
export function valeursDe(vue: Vue, nom: string, valeurs: readonly string[] = []): string[] {
  const v = saisi(vue, nom)
  if (Array.isArray(v)) return v.map(String)
  if (typeof v === 'string') return [v]
  return Object.keys(vue.saisie).length > 0 ? [] : [...valeurs]
}

/** The sentence about `nom`, or about one of its parts (`nom.mois`). */
export function erreurDe(vue: Vue, nom: string): string | undefined {
  if (Object.hasOwn(vue.erreurs, nom)) return vue.erreurs[nom]
  const partie = Object.keys(vue.erreurs).find((cle) => cle.startsWith(`${nom}.`))
  return partie === undefined ? undefined : vue.erreurs[partie]
}

/** `aria-describedby` of the field: its help, then its error. */
export function decrit(id: string, aide: unknown, erreur: unknown): string | undefined {
  const ids = [aide ? `${id}-aide` : '', erreur ? `${id}-erreur` : ''].filter(Boolean)
  return ids.length > 0 ? ids.join(' ') : undefined
}

/** The error sentence, beside the field and named « Erreur » for those who do not see the colour. */
export function Erreur({ id, children }: { id: string; children?: ComponentChildren }) {
  if (!children) return null
  return (
    <p class="msg" id={`${id}-erreur`}>
      <Ico nom="alerte" />
      <span>
        <span class="sr">Erreur{'\u00a0'}: </span>
        {children}
      </span>
    </p>
  )
}

/** « (facultatif) », or the case that asks for it, after a label. We mark what may be skipped, not what is required. */
function Facultatif({ facultatif, si }: Pick<ChampProps, 'facultatif' | 'si'>) {
  const mot = si ?? (facultatif ? 'facultatif' : undefined)
  return mot ? <span class="normal"> ({mot})</span> : null
}

/** The help under a label. */
export function Aide({ id, children }: { id: string; children?: ComponentChildren }) {
  return children ? (
    <span class="aide" id={`${id}-aide`}>
      {children}
    </span>
  ) : null
}

/** Attributes of the one input of a field: id, name, description, error. */
export function attributs(props: ChampProps) {
  const id = props.id ?? idChamp(props.nom)
  const erreur = erreurDe(props.vue, props.nom)
  return {
    id,
    name: props.nom,
    'aria-describedby': decrit(id, props.aide, erreur),
    'aria-invalid': erreur ? ('true' as const) : undefined,
  }
}

/** Label, help and error around one input; `ok` is a sentence about what has been checked (« Numéro confirmé par SMS »). */
export function Champ(props: ChampProps & { ok?: string; children: ComponentChildren }) {
  const id = props.id ?? idChamp(props.nom)
  const erreur = erreurDe(props.vue, props.nom)
  return (
    <div class={erreur ? 'champ champ--err' : props.ok ? 'champ champ--ok' : 'champ'}>
      <label class="lab" for={id}>
        {props.libelle}
        <Facultatif {...props} />
      </label>
      <Aide id={id}>{props.aide}</Aide>
      <Erreur id={id}>{erreur}</Erreur>
      {props.children}
      {props.ok && !erreur ? (
        <p class="ok">
          <Ico nom="coche" />
          <span>{props.ok}</span>
        </p>
      ) : null}
    </div>
  )
}

/**
 * The same around a group of inputs. `focusable`: the fieldset itself carries the field's id and receives the focus of
 * the error summary's link. `sansParties`: errors of its parts (`nom.0.age`) are left to the fields inside.
 */
export function Groupe(props: ChampProps & { classe?: string; focusable?: boolean; sansLegende?: boolean; sansParties?: boolean; children: ComponentChildren }) {
  const id = props.id ?? idChamp(props.nom)
  const erreur = props.sansParties ? props.vue.erreurs[props.nom] : erreurDe(props.vue, props.nom)
  const classes = ['champ', erreur ? 'champ--err' : '', props.classe ?? ''].filter(Boolean).join(' ')
  return (
    <fieldset
      class={classes}
      id={props.focusable ? id : undefined}
      tabIndex={props.focusable ? -1 : undefined}
      aria-describedby={decrit(id, props.aide, erreur)}
    >
      <legend class={props.sansLegende ? 'sr' : 'lab'}>
        {props.libelle}
        <Facultatif {...props} />
      </legend>
      <Aide id={id}>{props.aide}</Aide>
      <Erreur id={id}>{erreur}</Erreur>
      {props.children}
    </fieldset>
  )
}
