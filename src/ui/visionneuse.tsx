/** Papers of a file, looked at without leaving it. */
import type { ComponentChildren } from 'preact'
import { momentRelatif, taille } from '../lib/francais.ts'
import { avecParametres, hrefSur } from '../lib/url.ts'
import { Ico } from './ico.tsx'
import { Onglets } from './etats.tsx'
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
  /** What it should show: « Carte d’identité, recto ». */
  titre: string
  /** The one it replaces. */
  avant?: string
}

const QUARTS = [0, 90, 180, 270] as const

/**
 * One paper. « Tourner » adds `tour` to the page's address and « Agrandir » opens the file in its own tab, so both work
 * without a script. A PDF without a picture is offered as a link: browsers of small phones cannot show it in a page.
 */
export function Visionneuse({ vue, piece, tour = 0, id = 'piece', children }: { vue: Vue; piece: Piece; tour?: number; id?: string; children?: ComponentChildren }) {
  const quart = QUARTS.find((q) => q === ((tour % 360) + 360) % 360) ?? 0
  const suivant = (quart + 90) % 360
  const src = piece.apercu ?? (piece.genre === 'image' ? piece.href : undefined)
  return (
    <figure class="visionneuse sombre" id={id}>
      <figcaption class="barre-outils">
        <span>
          {piece.nom}, {taille(piece.taille)}
          {piece.recuLe ? `, reçu ${momentRelatif(piece.recuLe, vue.maintenant)}` : ''}
        </span>
        <span class="pousse liens">
          <a href={hrefSur(piece.href)} target="_blank" rel="noopener">
            {piece.genre === 'pdf' ? 'Ouvrir' : 'Agrandir'}
            <span class="sr"> {piece.nom} dans un nouvel onglet</span>
          </a>
          {src ? <a href={`${avecParametres(vue.chemin, { tour: suivant === 0 ? undefined : String(suivant) })}#${id}`}>Tourner</a> : null}
          {piece.avant ? <a href={hrefSur(piece.avant)}>Version d’avant</a> : null}
        </span>
      </figcaption>
      <div class="page">
        {src ? (
          <img class={quart === 0 ? undefined : `tour-${quart}`} src={hrefSur(src)} alt={`${piece.titre}, fichier ${piece.nom}`} />
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

/** Several papers, one at a time: tabs change the `piece` parameter. */
export function Pieces({ vue, pieces, ici, tour }: { vue: Vue; pieces: readonly Piece[]; ici: number; tour?: number }) {
  const piece = pieces[ici] ?? pieces[0]
  if (!piece) return <p class="discret">Aucun papier n’est joint à ce dossier.</p>
  const onglets = pieces.map((p, i) => ({ libelle: p.titre, href: avecParametres(vue.chemin, { piece: String(i), tour: undefined }), actif: p === piece }))
  return (
    <>
      {pieces.length > 1 ? <Onglets libelle="Papiers du dossier" onglets={onglets} /> : null}
      <Visionneuse vue={vue} piece={piece} tour={tour ?? 0} />
    </>
  )
}
