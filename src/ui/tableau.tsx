/** Tables: rows grouped by urgency, sorted and paged by links, filtered by a GET form, exported as they are shown. */
import type { ComponentChildren } from 'preact'
import { avecParametres, hrefSur, parametresDe } from '../lib/url.ts'
import { Formulaire } from './formulaire.tsx'
import { Ico } from './ico.tsx'
import type { Vue } from './vue.ts'

export type Colonne<L> = {
  titre: string
  cellule: (ligne: L) => ComponentChildren
  /** Figures: aligned right. */
  nombre?: boolean
  /** Value of the `tri` parameter that sorts by this column; `-tri` is the other way. */
  tri?: string
  /** Header of its row: give it to exactly one column. */
  entete?: boolean
  /** Place on the compact card of a small screen (`fiche`). */
  place?: 'fort' | 'lieu' | 'delai' | 'etat'
  /** Hidden on small screens, when the row's link does the same (« Ouvrir »). */
  fin?: boolean
}

export type GroupeLignes<L> = { titre: string; ton?: 'tard' | 'att'; id?: string; lignes: readonly L[] }

export type TableauProps<L> = {
  vue: Vue
  /** What the table holds; for screen readers unless `titreVisible`. */
  legende: string
  titreVisible?: boolean
  colonnes: readonly Colonne<L>[]
  lignes?: readonly L[]
  groupes?: readonly GroupeLignes<L>[]
  cle: (ligne: L) => string
  /** Compact cards under 896 px instead of label and value. */
  fiche?: boolean
  dense?: boolean
  /** Boxes to choose rows; the table must then be inside a form. */
  choix?: { nom: string; valeur: (ligne: L) => string; libelle: (ligne: L) => string; coches?: readonly string[] }
  /** Row being looked at or chosen. */
  choisi?: (ligne: L) => boolean
  /** Shown instead of the table when there is no row: a `Vide`. */
  vide: ComponentChildren
}

/** The `tri` parameter of the page: column and direction. */
export function triDe(vue: Vue): { cle: string; sens: 'ascending' | 'descending' } | undefined {
  const tri = parametresDe(vue.chemin).find(([nom]) => nom === 'tri')?.[1]
  if (!tri) return undefined
  return tri.startsWith('-') ? { cle: tri.slice(1), sens: 'descending' } : { cle: tri, sens: 'ascending' }
}

function Tete<L>({ props }: { props: TableauProps<L> }) {
  const tri = triDe(props.vue)
  return (
    <thead role="rowgroup">
      <tr role="row">
        {props.choix ? (
          <td role="cell" class="coin">
            <span class="sr">Choisir</span>
          </td>
        ) : null}
        {props.colonnes.map((c) => {
          const actif = c.tri !== undefined && tri?.cle === c.tri
          const vers = actif && tri.sens === 'ascending' ? `-${c.tri}` : c.tri
          const classe = [c.nombre ? 'n' : '', c.fin ? 'fin' : ''].filter(Boolean).join(' ')
          return (
            <th key={c.titre} role="columnheader" scope="col" class={classe || undefined} aria-sort={actif ? tri.sens : undefined}>
              {c.tri ? <a href={avecParametres(props.vue.chemin, { tri: vers, apres: undefined, avant: undefined })}>{c.titre}</a> : c.titre}
            </th>
          )
        })}
      </tr>
    </thead>
  )
}

function Ligne<L>({ props, ligne }: { props: TableauProps<L>; ligne: L }) {
  const { choix } = props
  const coche = choix?.coches?.includes(choix.valeur(ligne)) ?? false
  return (
    <tr role="row" id={`l-${props.cle(ligne)}`} class={coche || props.choisi?.(ligne) ? 'choisi' : undefined}>
      {choix ? (
        <td role="cell" class="coin">
          <label class="case">
            <input type="checkbox" name={choix.nom} value={choix.valeur(ligne)} checked={coche} />
            <span class="sr">Choisir {choix.libelle(ligne)}</span>
          </label>
        </td>
      ) : null}
      {props.colonnes.map((c) => {
        const classe = [c.nombre ? 'n' : '', c.fin ? 'fin' : '', c.place ? `c-${c.place}` : ''].filter(Boolean).join(' ') || undefined
        return c.entete ? (
          <th key={c.titre} role="rowheader" scope="row" class={classe}>
            {c.cellule(ligne)}
          </th>
        ) : (
          <td key={c.titre} role="cell" class={classe} data-l={c.fin ? undefined : c.titre}>
            {c.cellule(ligne)}
          </td>
        )
      })}
    </tr>
  )
}

/** The table. `role` attributes stay: CSS `display` on small screens would drop the table's meaning (ARIA in HTML). */
export function Tableau<L>(props: TableauProps<L>) {
  const groupes: readonly GroupeLignes<L>[] = props.groupes ?? [{ titre: '', lignes: props.lignes ?? [] }]
  const pleins = groupes.filter((g) => g.lignes.length > 0)
  if (pleins.length === 0) return <>{props.vide}</>
  const largeur = props.colonnes.length + (props.choix ? 1 : 0)
  const classe = ['tab', 'tab--pile', props.fiche ? 'tab--fiche' : '', props.dense ? 'tab--dense' : ''].filter(Boolean).join(' ')
  return (
    <div class="defile">
      <table class={classe} role="table">
        <caption class={props.titreVisible ? undefined : 'sr'}>{props.legende}</caption>
        <Tete props={props} />
        {pleins.map((g) => (
          <tbody key={g.titre} role="rowgroup" id={g.id}>
            {g.titre ? (
              <tr role="row" class={g.ton ? `g g--${g.ton}` : 'g'}>
                <th role="rowheader" colSpan={largeur} scope="rowgroup">
                  {g.titre}
                  {'\u00a0'}: {g.lignes.length}
                </th>
              </tr>
            ) : null}
            {g.lignes.map((l) => (
              <Ligne key={props.cle(l)} props={props} ligne={l} />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  )
}

/** Filters: a GET form to this page. Hidden fields repeat `tri`; « Effacer » goes back to the bare page. */
export function Filtres({ vue, libelle, children, bouton = 'Filtrer' }: { vue: Vue; libelle: string; children: ComponentChildren; bouton?: string }) {
  const chemin = vue.chemin.split('?', 1)[0]!
  const tri = parametresDe(vue.chemin).find(([nom]) => nom === 'tri')
  const filtre = parametresDe(vue.chemin, ['tri', 'apres', 'avant']).some(([, v]) => v !== '')
  return (
    <Formulaire vue={vue} action={chemin} methode="get" classe="filtres" libelle={libelle}>
      {tri ? <input type="hidden" name="tri" value={tri[1]} /> : null}
      {children}
      <div class="rang">
        <button class="btn btn--2">{bouton}</button>
        {filtre ? <a href={chemin}>Effacer</a> : null}
      </div>
    </Formulaire>
  )
}

/** One text box or list of a filter form; its value is read from the page's address. */
export function Filtre(props: { vue: Vue; nom: string; libelle: string; options?: readonly { valeur: string; libelle: string }[]; tous?: string; type?: 'search' | 'date' }) {
  const valeur = parametresDe(props.vue.chemin).find(([nom]) => nom === props.nom)?.[1] ?? ''
  const id = `filtre-${props.nom}`
  return (
    <div>
      <label class="lab" for={id}>
        {props.libelle}
      </label>
      {props.options ? (
        <select class="sel" id={id} name={props.nom}>
          <option value="">{props.tous ?? 'Tous'}</option>
          {props.options.map((o) => (
            <option key={o.valeur} value={o.valeur} selected={o.valeur === valeur}>
              {o.libelle}
            </option>
          ))}
        </select>
      ) : (
        <input class="txt" id={id} name={props.nom} type={(props.type ?? 'search') as 'search'} value={valeur} />
      )}
    </div>
  )
}

/** Keyset pages: no numbers, because a queue moves; the sentence says how much is shown. */
export function Pages({ vue, avant, apres, phrase }: { vue: Vue; avant?: string | undefined; apres?: string | undefined; phrase?: string }) {
  if (!avant && !apres && !phrase) return null
  return (
    <div class="rang">
      {phrase ? <p class="discret">{phrase}</p> : null}
      {avant || apres ? (
        <nav class="pousse" aria-label="Pages">
          <ul class="pages">
            {avant ? (
              <li>
                <a rel="prev" href={avecParametres(vue.chemin, { avant, apres: undefined })}>
                  Précédente
                </a>
              </li>
            ) : null}
            {apres ? (
              <li>
                <a rel="next" href={avecParametres(vue.chemin, { apres, avant: undefined })}>
                  Suivante
                </a>
              </li>
            ) : null}
          </ul>
        </nav>
      ) : null}
    </div>
  )
}

/** The same rows, filters and order as a file: adds `format=csv|xlsx` to the page's address, and `liste` where a page has several. */
export function Exports({ vue, formats = ['csv', 'xlsx'], liste, libelle = 'Exporter cette liste' }: { vue: Vue; formats?: readonly ('csv' | 'xlsx' | 'json')[]; liste?: string; libelle?: string }) {
  const noms = { csv: 'CSV', xlsx: 'Excel (XLSX)', json: 'JSON' }
  return (
    <p class="rang petit exports">
      <Ico nom="telecharger" />
      <span>
        {libelle}
        {'\u00a0'}:
      </span>
      {formats.map((f) => (
        <a key={f} href={hrefSur(avecParametres(vue.chemin, { format: f, liste, apres: undefined, avant: undefined }))} download>
          {noms[f]}
        </a>
      ))}
    </p>
  )
}
