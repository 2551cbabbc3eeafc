import { z } from 'zod'
import { trouverOcr } from '../../../kernel/lecture/ocr.ts'
import { job } from '../../../kernel/module.ts'
import { lockActeDe } from '../acte/acte.queries.ts'
import { insertEvenement } from '../acte/evenement.queries.ts'
import { indexer, listPieces, updateLecture } from '../piece/piece.queries.ts'
import type { Piece } from '../piece/piece.queries.ts'
import type { Maison } from '../../../kernel/maison.ts'
import type { Ocr } from '../../../kernel/lecture/ocr.ts'

/** Pages read in one paper, at most: a machine takes a second or two a page. */
const PAGES_AU_PLUS = 60
/** Dots an inch: a typed page is read without fault from 200 on. */
const FINESSE = 220

async function lire(ocr: Ocr, maison: Maison, piece: Piece): Promise<string> {
  const octets = await maison.depot.lire(piece.sha256)
  if (piece.type !== 'application/pdf') return ocr.lire(octets)
  const pages: string[] = []
  for (let n = 1; n <= Math.min(piece.pages ?? 1, PAGES_AU_PLUS); n++) pages.push(await ocr.lire(await maison.lecteur.rendrePage(octets, n, FINESSE)))
  return pages.join('\f')
}

/** Reads the words of scanned papers, where a reading machine is installed; without one, the papers stay pictures and say so. */
export const lireImage = job({
  nom: 'legalite.lire-image',
  titre: 'Lecture des actes numérisés',
  schema: z.object({ id: z.uuid() }),
  run: async ({ donnees, db, maison, maintenant, ecrire }) => {
    const ocr = await trouverOcr()
    if (!ocr) return
    for (const piece of await listPieces(db, donnees.id)) {
      if (piece.lecture !== 'scan' && piece.lecture !== 'image') continue
      const texte = (await lire(ocr, maison, piece)).normalize('NFC').replaceAll('\0', '')
      if (texte.trim() === '') continue
      await ecrire(async (tx) => {
        if (!(await lockActeDe(tx, donnees.id))) return {}
        await updateLecture(tx, piece.id, { lecture: 'ocr', texte })
        await indexer(tx, donnees.id)
        await insertEvenement(tx, { acteId: donnees.id, genre: 'ocr', le: maintenant, par: 'systeme:legalite.lire-image', parNom: 'Iroko', texte: piece.nom, interne: true })
        return {}
      })
    }
  },
})
