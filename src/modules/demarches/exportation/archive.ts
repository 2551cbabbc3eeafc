import { findDocument, listDocuments } from '../../../kernel/documents/queries.ts'
import type { Db } from '../../../kernel/db/index.ts'
import { listReferences } from '../../../kernel/fichiers/index.ts'
import type { Maison } from '../../../kernel/maison.ts'
import { nomSur } from '../../../lib/zip.ts'
import type { EntreeZip } from '../../../lib/zip.ts'
import type { Message } from '../echange/echange.ts'
import { listMessages } from '../echange/echange.queries.ts'
import { objetLettres } from '../lettre/lettre.ts'
import { duBureau } from '../papiers.ts'
import { objetRecepisse } from '../recepisse.ts'
import type { DossierExporte } from './exportation.queries.ts'

/** A file as a program reads it back; the same in JSON lines and in archives. */
export function versJson(d: DossierExporte, lieu: string, messages: readonly Message[] = []): object {
  const { id, documentId: _, ...reste } = d
  return { id, ...reste, lieu, messages: messages.map(({ cote, parNom, texte, fichiers, le, luLe }) => ({ cote, par: parNom, texte, fichiers, le, luLe })) }
}

/** What an archive holds of a file: its answers, its papers, its receipt once sealed, its document, its letters. The holder has neither the papers of the office nor its initials. A paper whose bytes are gone is named in a note, and stops nothing. */
export async function* entreesDe(db: Db, maison: Pick<Maison, 'depot' | 'territoires'>, d: DossierExporte, pour: 'bureau' | 'titulaire' = 'bureau'): AsyncIterable<EntreeZip> {
  const dossier = nomSur(d.numero)
  const fil = await listMessages(db, d.id)
  const messages = pour === 'bureau' ? fil : fil.map((m) => ({ ...m, parNom: m.qualite }))
  yield { nom: `${dossier}/dossier.json`, octets: Buffer.from(JSON.stringify(versJson(d, maison.territoires.chemin(d.territoire ?? ''), messages), null, 2)), le: d.deposeLe, serrer: true }
  let rang = 0
  for (const papier of (await listReferences(db, `dossier:${d.id}`)).filter((p) => pour === 'bureau' || !duBureau(p.champ))) yield await entree(maison, papier.sha256, `${dossier}/papiers/${String(++rang).padStart(2, '0')}-${nomSur(papier.nom)}`, papier.creeLe)
  for (const recepisse of await listDocuments(db, objetRecepisse(d.id))) yield await entree(maison, recepisse.sha256, `${dossier}/recepisse.pdf`, recepisse.emisLe)
  const document = d.documentId ? await findDocument(db, d.documentId) : undefined
  if (document) yield await entree(maison, document.sha256, `${dossier}/document.pdf`, document.emisLe)
  for (const lettre of await listDocuments(db, objetLettres(d.id))) yield await entree(maison, lettre.sha256, `${dossier}/lettres/${nomSur(lettre.numero)}.pdf`, lettre.emisLe)
}

async function entree({ depot }: Pick<Maison, 'depot'>, sha256: string, nom: string, le: Date): Promise<EntreeZip> {
  try {
    return { nom, octets: await depot.lire(sha256), le, serrer: false }
  } catch (erreur) {
    if ((erreur as NodeJS.ErrnoException).code !== 'ENOENT') throw erreur
    return { nom: `${nom}.introuvable.txt`, octets: Buffer.from('Le contenu de ce fichier n’est plus gardé.\n'), le, serrer: false }
  }
}
