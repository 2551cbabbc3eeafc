/** A schematic map: one cell a territory, drawn beside a table of the same content. The geometry is given. */
import type { ComponentChildren } from 'preact'
import { hrefSur } from '../lib/url.ts'

/** A cell of the map: its outline and where its short code is written, in the units of `viewBox`. */
export type Cellule = { code: string; nom: string; d: string; x: number; y: number; sigle?: string }
/** A border drawn over the cells, with the name of what it surrounds. */
export type Contour = { code: string; nom: string; d: string; x: number; y: number; ancre?: 'start' | 'end' }
/** Class 1 (low) to 5 (high), 0 without data; `texte` is what the table and the tooltip say. */
export type ValeurCellule = { classe: 0 | 1 | 2 | 3 | 4 | 5; texte: string }

export type CarteProps = {
  viewBox: string
  cellules: readonly Cellule[]
  contours?: readonly Contour[]
  /** By code of cell; without values the map is plain and only leads somewhere. */
  valeurs?: Readonly<Record<string, ValeurCellule>>
  /** Where a cell leads: by default its row in the table. */
  lien?: (c: Cellule) => string
  choisie?: string
  /** The five classes and « pas de donnée », in words. */
  legende?: readonly { classe: ValeurCellule['classe']; texte: string }[]
  /** Under the drawing: source and date. */
  source?: ComponentChildren
}

const ligneDe = (c: Cellule) => `c-${c.code}`

/** The drawing alone, hidden from screen readers and out of the tab order: its twin is the table (`TableCarte`). */
export function Carte(props: CarteProps) {
  const choisie = props.cellules.find((c) => c.code === props.choisie)
  return (
    <figure class="carte pile">
      <svg viewBox={props.viewBox} aria-hidden="true" focusable="false">
        {props.cellules.map((c) => {
          const v = props.valeurs?.[c.code]
          const classe = v ? v.classe : props.valeurs ? 0 : 3
          const texte = classe >= 4 ? 't-c' : classe === 0 ? 't-h' : undefined
          return (
            <a key={c.code} href={hrefSur(props.lien?.(c) ?? `#${ligneDe(c)}`)} tabIndex={-1}>
              <path class={classe === 0 ? 'h' : `h q${classe}`} fill={classe === 0 ? 'url(#hach)' : undefined} d={c.d}>
                <title>{v ? `${c.nom}\u00a0: ${v.texte}` : c.nom}</title>
              </path>
              {c.sigle ? (
                <text x={c.x} y={c.y} class={texte}>
                  {c.sigle}
                </text>
              ) : null}
            </a>
          )
        })}
        {(props.contours ?? []).map((k) => (
          <g key={k.code}>
            <path class="dep" d={k.d} />
            <text class={k.ancre === 'end' ? 'nom der' : 'nom'} x={k.x} y={k.y}>
              {k.nom}
            </text>
          </g>
        ))}
        {choisie ? <path class="sel-h" d={choisie.d} /> : null}
      </svg>
      {props.legende ? (
        <ul class="legende">
          {props.legende.map((l) => (
            <li key={l.texte}>
              <svg viewBox="0 0 10 10" aria-hidden="true" focusable="false">
                <path class={l.classe === 0 ? undefined : `q${l.classe}`} fill={l.classe === 0 ? 'url(#hach)' : undefined} d="M0 0h10v10H0z" />
              </svg>
              {l.texte}
            </li>
          ))}
        </ul>
      ) : null}
      {props.source ? <figcaption class="petit discret">{props.source}</figcaption> : null}
    </figure>
  )
}

export type GroupeCarte = { titre: string; cellules: readonly Cellule[] }

/** The table of equal content: one row a cell, grouped (by département), each row the target of its cell. */
export function TableCarte(props: { legende: string; colonne: string; groupes: readonly GroupeCarte[]; valeurs?: CarteProps['valeurs']; lien?: (c: Cellule) => string; titreValeur?: string }) {
  return (
    <div class="haut" role="region" tabIndex={0} aria-label={props.legende}>
      <table class="tab tab--dense">
        <caption class="sr">{props.legende}</caption>
        <thead>
          <tr>
            <th scope="col">{props.colonne}</th>
            {props.valeurs ? (
              <th scope="col" class="n">
                {props.titreValeur ?? 'Valeur'}
              </th>
            ) : null}
          </tr>
        </thead>
        {props.groupes.map((g) => (
          <tbody key={g.titre}>
            <tr class="g">
              <th scope="rowgroup" colSpan={props.valeurs ? 2 : 1}>
                {g.titre}
              </th>
            </tr>
            {g.cellules.map((c) => (
              <tr key={c.code} id={ligneDe(c)}>
                <th scope="row">{props.lien ? <a href={hrefSur(props.lien(c))}>{c.nom}</a> : c.nom}</th>
                {props.valeurs ? <td class="n">{props.valeurs[c.code]?.texte ?? 'pas de donnée'}</td> : null}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  )
}
