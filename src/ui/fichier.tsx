/** Files: what is kept, what is refused, what may be added; and a block that repeats. */
import type { ComponentChildren } from 'preact'
import { momentRelatif, taille } from '../lib/francais.ts'
import { hrefSur } from '../lib/url.ts'
import { Groupe, attributs, valeurDe, type ChampProps } from './champ.tsx'
import { Bouton } from './formulaire.tsx'
import { Ico } from './ico.tsx'

export type FichierGarde = {
  nom: string
  /** Bytes. */
  taille: number
  genre: 'image' | 'pdf' | 'autre'
  recuLe?: Date
  /** Where to see it. */
  href?: string
  /** A small picture of it, on this site. */
  apercu?: string
  /** Sent as `_retirer` by the button « Retirer ce fichier ». */
  retirer?: string
  /** Why it was refused: shown in red, and not kept. */
  refus?: string
}

const GENRES = { image: 'Photo', pdf: 'PDF', autre: 'Fichier' }

function Vignette({ f }: { f: FichierGarde }) {
  if (f.apercu) return <img class="vign" src={hrefSur(f.apercu)} alt="" width="64" height="64" loading="lazy" />
  if (f.refus)
    return (
      <svg class="vign" viewBox="0 0 64 64" aria-hidden="true" focusable="false">
        <path d="M18 10h20l10 10v34H18z" fill="none" stroke="currentColor" stroke-width="2" />
        <path d="m24 30 16 16m0-16L24 46" stroke="currentColor" stroke-width="4" />
      </svg>
    )
  return (
    <svg class="vign" viewBox="0 0 64 64" aria-hidden="true" focusable="false">
      {f.genre === 'image' ? (
        <>
          <path d="M8 16h48v32H8z" fill="#e1eee4" stroke="#2c7d5a" stroke-width="2" />
          <circle cx="20" cy="28" r="5" />
          <path d="M12 43c0-6 4-8 8-8s8 2 8 8zM34 25h16v3H34zM34 32h16v3H34zM34 39h10v3H34z" />
        </>
      ) : (
        <>
          <path d="M18 10h20l10 10v34H18z" fill="#e1eee4" stroke="#2c7d5a" stroke-width="2" />
          <path d="M24 30h18v3H24zM24 38h18v3H24z" />
        </>
      )}
    </svg>
  )
}

/** One file with its name, size and time, and what may be done with it. */
export function Fichier({ f, maintenant }: { f: FichierGarde; maintenant: Date }) {
  const faits = `${GENRES[f.genre]}, ${taille(f.taille)}.`
  return (
    <div class={f.refus ? 'fichier fichier--non' : 'fichier'}>
      <Vignette f={f} />
      <div>
        <b>{f.nom}</b>
        <span class="petit">
          {faits} {f.refus ?? (f.recuLe ? `Reçu ${momentRelatif(f.recuLe, maintenant)}.` : '')}
        </span>
      </div>
      {f.href || f.retirer ? (
        <ul class="liens petit">
          {f.href ? (
            <li>
              <a href={hrefSur(f.href)}>
                Voir<span class="sr"> {f.nom}</span>
              </a>
            </li>
          ) : null}
          {f.retirer ? (
            <li>
              <button class="lien" name="_retirer" value={f.retirer}>
                Retirer ce fichier<span class="sr"> {f.nom}</span>
              </button>
            </li>
          ) : null}
        </ul>
      ) : null}
    </div>
  )
}

/** A file that came with a form still to be corrected: it waits on the server, and can be left out. */
function Attend({ f, multiple }: { f: NonNullable<ChampProps['vue']['gardes']>[number]; multiple: boolean | undefined }) {
  return (
    <>
      <p class="ok">
        <Ico nom="coche" />
        <span>
          « {f.nom} », {taille(f.taille)}, est gardé et partira avec ce formulaire. Un autre fichier choisi ici {multiple ? 's’y ajoute' : 'le remplace'}.
        </span>
      </p>
      <div class="choix">
        <label>
          <input type="checkbox" name="_sans" value={f.sha256} />{' '}
          <span>
            Ne pas envoyer ce fichier<span class="sr"> {f.nom}</span>
          </span>
        </label>
      </div>
    </>
  )
}

/** A file field. Kept files are shown and never asked for again after an error; the form must be `multipart`. */
export function FichierChamp(
  props: ChampProps & {
    fichiers?: readonly FichierGarde[]
    /** How many may be kept; the box disappears when reached. */
    max?: number
    accept?: string
    multiple?: boolean
    /** Opens the camera at once on a phone: only for a proof taken on the spot. */
    camera?: boolean
    /** Label of the box once a file is kept. */
    ajouter?: string
    /** Another way to give the file, before the box. */
    children?: ComponentChildren
  },
) {
  const fichiers = props.fichiers ?? []
  const gardes = fichiers.filter((f) => !f.refus).length
  const a = attributs(props)
  const attendent = (props.vue.gardes ?? []).filter((f) => f.champ === props.nom)
  return (
    <Groupe {...props}>
      {fichiers.map((f) => (
        <Fichier key={f.nom} f={f} maintenant={props.vue.maintenant} />
      ))}
      {gardes > 0 ? (
        <p class="ok">
          <Ico nom="coche" />
          <span>{gardes === 1 ? 'Fichier gardé. Inutile de l’envoyer à nouveau.' : 'Fichiers gardés. Inutile de les envoyer à nouveau.'}</span>
        </p>
      ) : null}
      {attendent.map((f) => (
        <Attend key={f.sha256} f={f} multiple={props.multiple} />
      ))}
      {props.multiple && attendent.length > 0 ? <input type="hidden" name="_cumule" value={props.nom} /> : null}
      {gardes < (props.max ?? 1) ? (
        <>
          {props.children}
          <label class={gardes > 0 ? 'lab sous' : 'sr'} for={a.id}>
            {gardes > 0 ? (props.ajouter ?? 'Ajouter un autre fichier (facultatif)') : 'Choisir un fichier'}
          </label>
          <input {...a} type="file" accept={props.accept ?? 'image/jpeg,image/png,image/webp,image/heic,application/pdf'} multiple={props.multiple} capture={props.camera ? 'environment' : undefined} />
        </>
      ) : null}
    </Groupe>
  )
}

/**
 * A block that repeats (children, parties, witnesses). Fields inside are named `nom.<i>.<champ>`. « Ajouter » submits
 * `_ajouter` = `nom`, « Retirer » submits `_retirer` = `nom.<i>`; the server redraws the form with one more or one less.
 * Give `Formulaire` its `parDefaut`, or the Enter key would press the first « Retirer ».
 */
export function RepeteBloc(
  props: ChampProps & {
    nombre: number
    /** Title of one block, e.g. (i) => `Enfant ${i + 1}`. */
    titre: (i: number) => string
    ajouter: string
    min?: number
    max?: number
    /** One line an element on a wide screen: for elements of a few short fields. On a phone they stay cards. */
    tableau?: boolean
    children: (i: number) => ComponentChildren
  },
) {
  const { nombre, min = 0, max = 20 } = props
  return (
    <Groupe {...props} focusable sansParties classe={props.tableau ? 'bloc-tableau' : undefined}>
      {nombre === 0 ? <p class="discret rien">Rien pour l’instant.</p> : null}
      {Array.from({ length: nombre }, (_, i) => (
        <fieldset class="bloc-repete" key={i}>
          <legend>{props.titre(i)}</legend>
          {props.children(i)}
          {nombre > min ? (
            <button class="lien" name="_retirer" value={`${props.nom}.${i}`}>
              Retirer<span class="sr"> {props.titre(i)}</span>
            </button>
          ) : null}
        </fieldset>
      ))}
      {nombre < max ? (
        <p class="ajoute">
          <Bouton ton="second" ico="plus" nom="_ajouter" valeur={props.nom}>
            {props.ajouter}
          </Bouton>
        </p>
      ) : null}
    </Groupe>
  )
}

function Toile({ decrit }: { decrit?: string | undefined }) {
  return (
    <>
      <canvas class="toile" width="900" height="300" role="img" aria-label="Cadre où signer" aria-describedby={decrit} />
      <p>
        <button class="lien" type="button">
          Effacer et signer de nouveau
        </button>
      </p>
    </>
  )
}

/**
 * A frame to sign in, hidden until the page's script `signature.js` shows it; the drawing goes, as a PNG file, into the
 * field of files `nom` of the same form.
 */
export function CadreSignature({ nom }: { nom: string }) {
  return (
    <div data-signature data-champ={nom} hidden>
      <Toile />
    </div>
  )
}

/**
 * A signature drawn on the screen, sent as a PNG in the field `nom`. Needs the page's script `signature.js`; without it
 * nothing shows, so the page always offers another way.
 */
export function SignatureChamp(props: ChampProps) {
  const a = attributs(props)
  return (
    <div data-signature data-champ={props.nom} hidden>
      <Groupe {...props} focusable>
        <input type="hidden" name={props.nom} value={valeurDe(props.vue, props.nom)} />
        <Toile decrit={a['aria-describedby']} />
      </Groupe>
    </div>
  )
}
