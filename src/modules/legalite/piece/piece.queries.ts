import { sql } from '../../../kernel/db/index.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'
import type { PieceLue } from '../acte/anomalie.ts'

/** A paper of an act. `lecture`: whether its words could be read; `signatures`: what the PDF says of its electronic signatures. */
export type Piece = PieceLue & { id: string; acteId: string; rang: number; referenceId: string; sha256: string; signatures: SignatureLue[]; ajouteeLe: Date; retireeLe: Date | null }
/** An electronic signature found in a PDF. Days are ISO 8601. */
export type SignatureLue = { nom: string | null; le: string | null; couvreTout: boolean; integre: boolean; certificat: { sujet: string; emetteur: string; du: string; au: string } | null; valideAlors: boolean }

const CHAMPS = sql`p.id, p.acte_id, p.role, p.code, p.titre, p.rang, p.reference_id, p.sha256, p.nom, p.type, p.taille, p.pages, p.lecture, p.signatures, p.ajoutee_le, p.retiree_le`

/** The papers of an act that are there, the main one first. */
export async function listPieces(db: Db, acteId: string): Promise<Piece[]> {
  const { rows } = await sql<Piece>`select ${CHAMPS} from legalite.piece p where p.acte_id = ${acteId} and p.retiree_le is null order by p.role <> 'principal', p.rang, p.id`.execute(db)
  return rows
}

/** One paper of an act, also when it has been taken away. */
export async function findPiece(db: Db, acteId: string, id: string): Promise<Piece | undefined> {
  const { rows } = await sql<Piece>`select ${CHAMPS} from legalite.piece p where p.id = ${id} and p.acte_id = ${acteId}`.execute(db)
  return rows[0]
}

/** Adds a paper after the others. */
export async function insertPiece(tx: Tx, p: Omit<Piece, 'rang' | 'ajouteeLe' | 'retireeLe'> & { texte: string; maintenant: Date }): Promise<void> {
  await sql`insert into legalite.piece (id, acte_id, role, code, titre, rang, reference_id, sha256, nom, type, taille, pages, lecture, signatures, texte, ajoutee_le)
    values (${p.id}, ${p.acteId}, ${p.role}, ${p.code}, ${p.titre}, (select coalesce(max(rang), 0) + 1 from legalite.piece where acte_id = ${p.acteId}), ${p.referenceId}, ${p.sha256}, ${p.nom}, ${p.type}, ${p.taille}, ${p.pages}, ${p.lecture},
      ${JSON.stringify(p.signatures)}::jsonb, ${p.texte}, ${p.maintenant})`.execute(tx)
}

/** Takes a paper away; it stays known. */
export async function removePiece(tx: Tx, id: string, maintenant: Date): Promise<void> {
  await sql`update legalite.piece set retiree_le = ${maintenant} where id = ${id} and retiree_le is null`.execute(tx)
}

/** What a machine has read in a paper. */
export async function updateLecture(tx: Tx, id: string, lu: { lecture: Piece['lecture']; texte: string }): Promise<void> {
  await sql`update legalite.piece set lecture = ${lu.lecture}, texte = ${lu.texte} where id = ${id}`.execute(tx)
}

/** The words of the papers of an act, in their order. */
export async function listTextes(db: Db, acteId: string): Promise<{ id: string; role: Piece['role']; nom: string; texte: string }[]> {
  const { rows } = await sql<{ id: string; role: Piece['role']; nom: string; texte: string }>`select id, role, nom, texte from legalite.piece where acte_id = ${acteId} and retiree_le is null order by role <> 'principal', rang`.execute(db)
  return rows
}

/** Makes the words of a received act findable: its object first, then what its papers say. */
export async function indexer(tx: Tx, acteId: string): Promise<void> {
  await sql`insert into legalite.texte (acte_id, commune, mots)
    select a.id, a.commune, legalite.mots_de(a.objet, coalesce((select string_agg(p.texte, ' ' order by p.role <> 'principal', p.rang) from legalite.piece p where p.acte_id = a.id and p.retiree_le is null), ''), a.date_acte, a.commune)
    from legalite.acte a where a.id = ${acteId}
    on conflict (acte_id) do update set mots = excluded.mots`.execute(tx)
}
