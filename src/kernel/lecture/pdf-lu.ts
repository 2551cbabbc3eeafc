import type { Signature } from './signatures.ts'

/** Files of more bytes are refused: what reads them holds them four times in memory. */
export const OCTETS_AU_PLUS = 150_000_000
/** Documents of more pages are refused. */
export const PAGES_AU_PLUS = 2_000
/** Characters kept of one document, all pages together: 1,300 dense pages. What follows is left aside (`tronque`). */
export const TEXTE_AU_PLUS = 4_000_000
/** Points of a drawn page: A3 at 300 dots an inch has 17 million. A larger page is drawn smaller. */
export const POINTS_AU_PLUS = 40_000_000
/** A page of fewer letters is a picture with, at most, a page number or a stamp over it. */
export const LETTRES_DUNE_PAGE = 30

/** Exit code of the reading process when a file broke its reader in a way that no answer could tell. */
export const SORTIE_SUR_FAUTE = 70

/** What a PDF says of itself and holds. */
export type PdfLu = {
  pages: number
  /** One text a page: NFC, no control character, one space between words. */
  textes: string[]
  /** At least half of the pages hold `LETTRES_DUNE_PAGE` letters: the file is a text, not pictures of one. */
  aTexte: boolean
  /** Pages, from 1, without a single letter or figure. Those left aside by `tronque` are not among them. */
  sansTexte: number[]
  /** The text went beyond `TEXTE_AU_PLUS`: the last texts are cut or empty. */
  tronque: boolean
  /** Encrypted, with no password asked to open it. */
  chiffre: boolean
  /** A script is somewhere in it: at opening, on a page, a field, a link, or in the names of the document. */
  javascript: boolean
  fichiersJoints: number
  signatures: Signature[]
  /** Could only be read by rebuilding its table of objects, or some page of it could not be. */
  abime: boolean
}

/**
 * Why a file is not read: `chiffre` asks for a password, `abime` cannot be put together again, `vide` has no byte or no
 * page, `trop-long` takes more time, memory or bytes than one file may.
 */
export type Empechement = 'chiffre' | 'abime' | 'vide' | 'trop-de-pages' | 'trop-long' | 'pas-un-pdf'
export type RefusDePdf = { refus: Empechement }

/** Thrown where reading stops for a reason that is told, not logged. */
export class Illisible extends Error {
  readonly refus: Empechement
  constructor(refus: Empechement) {
    super(refus)
    this.refus = refus
  }
}

/** ISO 32000-1 annex H.3.4.1: readers look for the header in the first 1,024 bytes. */
export function estPdf(octets: Uint8Array): boolean {
  return Buffer.from(octets.buffer, octets.byteOffset, Math.min(octets.byteLength, 1024)).includes('%PDF-')
}
