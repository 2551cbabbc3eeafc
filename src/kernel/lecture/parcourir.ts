/*
 * Reads a PDF with pdf.js, in the process of lecteur.ts only: what it is given is hostile. pdf.js compiles no code out of
 * the file, runs no script of it, and finds its tables of characters, fonts and decoders on the disk.
 */
import { createRequire } from 'node:module'
import { dirname, join, sep } from 'node:path'
import { InvalidPDFException, PasswordException, VerbosityLevel, getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { completer, inventorier } from './objets.ts'
import { Illisible, LETTRES_DUNE_PAGE, OCTETS_AU_PLUS, PAGES_AU_PLUS, POINTS_AU_PLUS, TEXTE_AU_PLUS, estPdf } from './pdf-lu.ts'
import type { PdfLu } from './pdf-lu.ts'
import { examinerSignatures } from './signatures.ts'

const PAQUET = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
const dossier = (nom: string): string => join(PAQUET, nom) + sep
/** What pdf.js says, at its level of warnings, when it had to rebuild the table of objects or to count the pages itself. */
const REPARATION = /Indexing all PDF objects|invalid \/Pages tree/
/** How V8 says that the kernel, or its own bounds, gave no more memory. */
const MEMOIRE_REFUSEE = /allocation failed|Invalid (?:typed )?array (?:buffer )?length|out of memory/i
/** Signs no database or screen wants: controls, unpaired surrogates, byte order mark, places left for private use. */
const SIGNES = /[\p{Cc}\p{Cs}\p{Co}\ufeff\ufffd\u00ad]+/gu
const LETTRE = /[\p{L}\p{N}]/gu

function nettoyer(texte: string): string {
  return texte.normalize('NFC').replace(/\s+/g, ' ').replace(SIGNES, '').trim()
}

async function charger(octets: Uint8Array): Promise<PDFDocumentProxy> {
  // A copy: pdf.js takes the bytes away from whoever gives them.
  return getDocument({
    data: Uint8Array.from(octets),
    cMapUrl: dossier('cmaps'), standardFontDataUrl: dossier('standard_fonts'), wasmUrl: dossier('wasm'),
    useWorkerFetch: false, useSystemFonts: false, disableFontFace: true, enableXfa: false,
    maxImageSize: POINTS_AU_PLUS * 2, canvasMaxAreaInBytes: POINTS_AU_PLUS * 4, verbosity: VerbosityLevel.WARNINGS,
  }).promise
}

async function ouvrir(octets: Uint8Array): Promise<PDFDocumentProxy> {
  if (octets.length === 0) throw new Illisible('vide')
  if (octets.length > OCTETS_AU_PLUS) throw new Illisible('trop-long')
  if (!estPdf(octets)) throw new Illisible('pas-un-pdf')
  try {
    return await charger(octets).catch(async (erreur: unknown) => {
      const complet = erreur instanceof InvalidPDFException && (await completer(octets))
      if (!complet) throw erreur
      return charger(complet)
    })
  } catch (erreur) {
    throw erreur instanceof PasswordException ? new Illisible('chiffre') : erreur
  }
}

/** Opens, works, and closes; any fault of pdf.js on a file means that the file is damaged. */
async function avec<T>(octets: Uint8Array, travail: (document: PDFDocumentProxy, repare: () => boolean) => Promise<T>): Promise<T> {
  const { warn } = console
  let repare = false
  console.warn = (...mots: unknown[]) => void (repare ||= REPARATION.test(mots.join(' ')))
  let document: PDFDocumentProxy | undefined
  try {
    document = await ouvrir(octets)
    if (document.numPages === 0) throw new Illisible('vide')
    if (document.numPages > PAGES_AU_PLUS) throw new Illisible('trop-de-pages')
    return await travail(document, () => repare)
  } catch (erreur) {
    if (erreur instanceof Illisible) throw erreur
    throw new Illisible(erreur instanceof Error && MEMOIRE_REFUSEE.test(erreur.message) ? 'trop-long' : 'abime')
  } finally {
    await document?.loadingTask.destroy().catch(() => undefined)
    console.warn = warn
  }
}

type Morceau = { str?: string; hasEOL?: boolean; transform: number[]; width: number; height: number }

/** Whether `b` starts away from where `a` ends: pdf.js marks the ends of lines, but not the passage from one drawing to the next. */
function separes(a: Morceau, b: Morceau): boolean {
  const [cos = 1, sin = 0, , , x = 0, y = 0] = a.transform
  const pas = a.width / (Math.hypot(cos, sin) || 1)
  return Math.hypot(b.transform[4]! - x - pas * cos, b.transform[5]! - y - pas * sin) > Math.max(a.height, b.height)
}

/** At most `reste` characters of the page, or little more: a stream that inflates without end is left as soon as they are had. */
async function texteDe(page: PDFPageProxy, reste: number): Promise<string> {
  const lecture = (page.streamTextContent({}) as ReadableStream<{ items: Morceau[] }>).getReader()
  let texte = ''
  let avant: Morceau | undefined
  for (;;) {
    const { done, value } = await lecture.read()
    if (done) return nettoyer(texte)
    for (const morceau of value.items) {
      if (morceau.str === undefined) continue
      if (avant && separes(avant, morceau)) texte += ' '
      texte += morceau.hasEOL ? `${morceau.str} ` : morceau.str
      avant = morceau.hasEOL ? undefined : morceau
    }
    if (texte.length > reste * 2) {
      await lecture.cancel(new Error('assez')).catch(() => undefined)
      return nettoyer(texte)
    }
  }
}

type Textes = Pick<PdfLu, 'textes' | 'aTexte' | 'sansTexte' | 'tronque'> & { manquantes: number; javascript: boolean }

async function lireTextes(document: PDFDocumentProxy): Promise<Textes> {
  const lu: Textes = { textes: [], aTexte: false, sansTexte: [], tronque: false, manquantes: 0, javascript: false }
  let reste = TEXTE_AU_PLUS
  let pleines = 0
  for (let numero = 1; numero <= document.numPages; numero++) {
    if (reste <= 0) {
      lu.textes.push('')
      continue
    }
    let texte = ''
    try {
      const page = await document.getPage(numero)
      texte = await texteDe(page, reste)
      lu.javascript ||= (await page.getJSActions()) !== null
      page.cleanup()
    } catch {
      lu.manquantes++
    }
    if (texte.length > reste) texte = texte.slice(0, reste).toWellFormed()
    reste -= texte.length
    const lettres = texte.match(LETTRE)?.length ?? 0
    if (lettres === 0) lu.sansTexte.push(numero)
    if (lettres >= LETTRES_DUNE_PAGE) pleines++
    lu.textes.push(texte)
  }
  lu.tronque = reste <= 0
  lu.aTexte = pleines > 0 && (lu.tronque || pleines * 2 >= document.numPages)
  return lu
}

const estChiffre = async (document: PDFDocumentProxy): Promise<boolean> => Boolean(((await document.getMetadata()).info as { EncryptFilterName?: string | null }).EncryptFilterName)

/** Reads a whole PDF. Throws `Illisible`. */
export async function lirePdf(octets: Uint8Array): Promise<PdfLu> {
  return avec(octets, async (document, repare) => {
    const { manquantes, javascript, ...textes } = await lireTextes(document)
    if (manquantes === document.numPages) throw new Illisible('abime')
    const inventaire = await inventorier(octets)
    // What pdf.js finds by following the tables, and can decipher, completes what lies in the file.
    const scripts = await document.hasJSActions().catch(() => false)
    const auDocument = await document.getJSActions().catch(() => null)
    const joints = await document.getAttachments().catch(() => null)
    return {
      pages: document.numPages,
      ...textes,
      chiffre: await estChiffre(document),
      javascript: javascript || scripts || auDocument !== null || inventaire.javascript,
      fichiersJoints: Math.max(inventaire.fichiersJoints, joints?.size ?? 0),
      signatures: await examinerSignatures(octets, inventaire.signatures),
      abime: repare() || manquantes > 0,
    }
  })
}

/** What the canvas of pdf.js gives back under Node (`@napi-rs/canvas`). */
type Toile = { canvas: HTMLCanvasElement & { toBuffer: (type: 'image/png') => Buffer } }

/** Draws a page, from 1, on white, as a PNG. A page beyond `POINTS_AU_PLUS` is drawn smaller. Throws `Illisible`. */
export async function rendrePage(octets: Uint8Array, numero: number, pointsParPouce: number): Promise<Uint8Array> {
  return avec(octets, async (document) => {
    if (numero < 1 || numero > document.numPages) throw new Illisible('vide')
    const page = await document.getPage(numero)
    const voulu = page.getViewport({ scale: pointsParPouce / 72 })
    const trop = Math.min(1, Math.sqrt(POINTS_AU_PLUS / (voulu.width * voulu.height)))
    const viewport = page.getViewport({ scale: (pointsParPouce / 72) * trop })
    const fabrique = document.canvasFactory as { create: (largeur: number, hauteur: number) => Toile }
    const { canvas } = fabrique.create(Math.max(1, Math.floor(viewport.width)), Math.max(1, Math.floor(viewport.height)))
    await page.render({ canvas, viewport, background: '#ffffff' }).promise
    return canvas.toBuffer('image/png')
  })
}
