/** Papers of a file, looked at without leaving it. */
import type { ComponentChildren } from 'preact'
import { momentRelatif, taille } from '../lib/francais.ts'
import { avecParametres, hrefSur } from '../lib/url.ts'
import { Ico } from './ico.tsx'
import type { Vue } from './vue.ts'

export type Piece = {
  nom: string
  genre: 'image' | 'pdf'
  taille: number
  recuLe?: Date
  /** The file itself, on this site. */
  href: string
  /** A picture of it: the image, reduced, or the first page of the PDF. */
  apercu?: string
  /** What it should show: « Carte d’identité, recto ». Two papers of one page have two titles. */
  titre: string
  /** The one it replaces. */
  avant?: string
}

const QUARTS = [0, 90, 180, 270] as const

/**
 * One paper. « Tourner » opens the page at `tourner` (by default its own address with another `tour`) and « Agrandir » opens
 * the file in its own tab, so both work without a script; `attend` loads the picture only when it comes in sight. A PDF without a picture is offered as a link: browsers of small
 * phones cannot show it in a page.
 */
export function Visionneuse({ vue, piece, tour = 0, tourner, attend, id = 'piece', children }: { vue: Vue; piece: Piece; tour?: number; tourner?: string; attend?: boolean; id?: string; children?: ComponentChildren }) {
  const quart = QUARTS.find((q) => q === ((tour % 360) + 360) % 360) ?? 0
  const suivant = (quart + 90) % 360
  const adresseTournee = tourner ?? avecParametres(vue.chemin, { tour: suivant === 0 ? undefined : String(suivant) })
  const src = piece.apercu ?? (piece.genre === 'image' ? piece.href : undefined)
  return (
    <figure class="visionneuse sombre" id={id}>
      <figcaption class="barre-outils">
        <span>
          <b>{piece.titre}</b>, {piece.nom}, {taille(piece.taille)}
          {piece.recuLe ? `, reçu ${momentRelatif(piece.recuLe, vue.maintenant)}` : ''}
        </span>
        <span class="pousse liens">
          <a href={hrefSur(piece.href)} target="_blank" rel="noopener">
            {piece.genre === 'pdf' ? 'Ouvrir' : 'Agrandir'}
            <span class="sr"> {piece.titre} dans un nouvel onglet</span>
          </a>
          {src ? (
            <a href={`${adresseTournee}#${id}`}>
              Tourner<span class="sr"> {piece.titre}</span>
            </a>
          ) : null}
          {piece.avant ? <a href={hrefSur(piece.avant)}>Version d’avant</a> : null}
        </span>
      </figcaption>
      <div class="page">
        {src ? (
          <img class={quart === 0 ? undefined : `tour-${quart}`} src={hrefSur(src)} alt={`${piece.titre}, fichier ${piece.nom}`} loading={attend ? 'lazy' : undefined} />
        ) : (
          <a class="btn btn--ocre" href={hrefSur(piece.href)} target="_blank" rel="noopener">
            <Ico nom="papier" />
            <span>Ouvrir le PDF</span>
          </a>
        )}
      </div>
      {children}
    </figure>
  )
}

/** Quarter turns of the papers of a page, by rank: `0:90,2:180`. Anything else turns nothing. */
export function lireTours(texte: string | undefined): ReadonlyMap<number, number> {
  const paires = [...(texte ?? '').matchAll(/(\d{1,2}):(90|180|270)(?=,|$)/g)]
  return new Map(paires.map(([, rang, tour]) => [Number(rang), Number(tour)]))
}

/** The papers of a file, all on the page so that two of them can be compared, each turned on its own by the parameter `tours`. */
export function Pieces({ vue, pieces, tours }: { vue: Vue; pieces: readonly Piece[]; tours?: string | undefined }) {
  const lus = lireTours(tours)
  return (
    <div class="pieces">
      {pieces.map((piece, rang) => {
        const suite = new Map(lus).set(rang, ((lus.get(rang) ?? 0) + 90) % 360)
        const texte = [...suite].filter(([, tour]) => tour > 0).map(([r, tour]) => `${r}:${tour}`).join(',')
        return <Visionneuse key={piece.href} vue={vue} piece={piece} id={`papier-${rang + 1}`} tour={lus.get(rang) ?? 0} tourner={avecParametres(vue.chemin, { tours: texte })} attend={rang > 0} />
      })}
    </div>
  )
}
