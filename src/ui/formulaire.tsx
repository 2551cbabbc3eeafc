/** The form, its error summary, its buttons. Everything works without a script. */
import type { ComponentChildren } from 'preact'
import { hrefSur } from '../lib/url.ts'
import { idChamp } from './champ.tsx'
import { Ico, type NomIco } from './ico.tsx'
import type { Vue } from './vue.ts'

/**
 * A form. POST forms carry the CSRF token (`_jeton`) and a fresh idempotency key (`_cle`) before anything else, so that a
 * multipart body shows them first. `parDefaut` is what the Enter key sends when other submit buttons come earlier in
 * the form (« Ajouter », « Retirer », « Chercher »). `garde` warns before leaving a changed form (with the script only).
 */
export function Formulaire(props: {
  vue: Vue
  action: string
  methode?: 'post' | 'get'
  multipart?: boolean
  libelle?: string
  classe?: string
  id?: string
  role?: 'search'
  garde?: boolean
  /** Where a heavy file is sent by pieces, with the script of that page. */
  depot?: string
  parDefaut?: { nom: string; valeur: string }
  children: ComponentChildren
}) {
  const { vue, methode = 'post' } = props
  return (
    <form
      action={hrefSur(props.action)}
      method={methode}
      encType={props.multipart ? 'multipart/form-data' : undefined}
      class={props.classe}
      id={props.id}
      role={props.role}
      aria-label={props.libelle}
      data-garde={props.garde ? '' : undefined}
      data-depot={props.depot === undefined ? undefined : hrefSur(props.depot)}
      noValidate
    >
      {methode === 'post' ? (
        <>
          <input type="hidden" name="_jeton" value={vue.jeton} />
          <input type="hidden" name="_cle" value={vue.cle()} />
        </>
      ) : null}
      {props.parDefaut ? <button class="sr" name={props.parDefaut.nom} value={props.parDefaut.valeur} tabIndex={-1} aria-hidden="true" /> : null}
      {props.children}
    </form>
  )
}

/**
 * The list of what must be corrected, at the top of the page, each line linked to its field. Nothing when there is
 * no error. `ids` renames the target of a field whose id is not `champ-<nom>`.
 */
export function ResumeErreurs({ vue, ids = {} }: { vue: Vue; ids?: Readonly<Record<string, string>> }) {
  const erreurs = Object.entries(vue.erreurs)
  if (erreurs.length === 0) return null
  const points = erreurs.length === 1 ? '1 point' : `${erreurs.length} points`
  return (
    <div class="erreurs" role="alert" aria-labelledby="titre-erreurs" tabIndex={-1} id="erreurs">
      <h2 id="titre-erreurs">{erreurs.every(([nom]) => nom === '') ? 'Cela n’a pas été fait' : `Il reste ${points} à corriger`}</h2>
      <ul>
        {erreurs.map(([nom, phrase]) => (
          <li key={nom}>{nom === '' ? phrase : <a href={`#${encodeURI(ids[nom] ?? idChamp(nom))}`}>{phrase}</a>}</li>
        ))}
      </ul>
    </div>
  )
}

export type TonBouton = 'plein' | 'second' | 'danger' | 'ocre' | 'lien'
const CLASSES_BOUTON: Record<TonBouton, string> = { plein: '', second: ' btn--2', danger: ' btn--danger', ocre: ' btn--ocre', lien: ' btn--lien' }

/**
 * A button that sends its form, or a link that looks like one when `href` is given. One filled button a screen; the
 * verb says what will happen. `pourquoi` disables it and says why beside it.
 */
export function Bouton(props: {
  children: ComponentChildren
  href?: string
  nom?: string
  valeur?: string
  ton?: TonBouton
  taille?: 'grand' | 'petit'
  bloc?: boolean
  ico?: NomIco
  icoApres?: NomIco
  formulaire?: string
  telecharger?: boolean
  pourquoi?: string
}) {
  const taille = props.taille ? ` btn--${props.taille}` : ''
  const classe = `btn${CLASSES_BOUTON[props.ton ?? 'plein']}${taille}${props.bloc ? ' bloc' : ''}`
  const dedans = (
    <>
      {props.ico ? <Ico nom={props.ico} /> : null}
      <span>{props.children}</span>
      {props.icoApres ? <Ico nom={props.icoApres} /> : null}
    </>
  )
  if (props.pourquoi)
    return (
      <span class="rang">
        <button class={classe} type="button" disabled>
          {dedans}
        </button>
        <span class="petit discret">{props.pourquoi}</span>
      </span>
    )
  if (props.href !== undefined)
    return (
      <a class={classe} href={hrefSur(props.href)} download={props.telecharger ? '' : undefined}>
        {dedans}
      </a>
    )
  return (
    <button class={classe} name={props.nom} value={props.nom ? (props.valeur ?? '1') : undefined} form={props.formulaire}>
      {dedans}
    </button>
  )
}

/** The row of buttons that ends a form: full width on a small phone. */
export function Actions({ children }: { children: ComponentChildren }) {
  return <div class="actions">{children}</div>
}

/** One gesture that needs only a button: a POST form with its token and key (« Me l’affecter », « Révoquer cette session »). */
export function BoutonSeul(props: {
  vue: Vue
  action: string
  children: ComponentChildren
  champs?: Readonly<Record<string, string>>
  ton?: TonBouton
  taille?: 'grand' | 'petit'
  ico?: NomIco
}) {
  return (
    <Formulaire vue={props.vue} action={props.action} classe="seul">
      {Object.entries(props.champs ?? {}).map(([nom, valeur]) => (
        <input key={nom} type="hidden" name={nom} value={valeur} />
      ))}
      <Bouton ton={props.ton ?? 'second'} taille={props.taille} ico={props.ico}>
        {props.children}
      </Bouton>
    </Formulaire>
  )
}
