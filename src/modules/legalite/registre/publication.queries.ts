import { sql } from '../../../kernel/db/index.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'
import type { Portee } from '../../../kernel/identite/portee.ts'
import type { Publication } from './publication.ts'

const CHAMPS = sql`p.id, p.acte_id, p.commune, p.nature, p.matiere, p.numero, p.date_acte::text as date_acte, p.mode, p.objet, p.texte, p.reference_id, p.sha256, p.taille, p.source, p.passages, p.choix, p.preparee_le,
  p.publiee_le, p.publiee_par_nom, p.retiree_le, p.retiree_par_nom, p.retrait_motif`
const parmi = ({ codes }: Portee) => (codes === null ? sql`true` : sql`p.commune = any(${codes}::text[])`)

/** What is being prepared for an act of these communes, not published yet. */
export async function findPreparee(db: Db, acteId: string, portee: Portee): Promise<Publication | undefined> {
  const { rows } = await sql<Publication>`select ${CHAMPS} from legalite.publication p where p.acte_id = ${acteId} and p.publiee_le is null and ${parmi(portee)}`.execute(db)
  return rows[0]
}

/** What everybody reads of an act of these communes now. */
export async function findPubliee(db: Db, acteId: string, portee: Portee): Promise<Publication | undefined> {
  const { rows } = await sql<Publication>`select ${CHAMPS} from legalite.publication p where p.acte_id = ${acteId} and p.publiee_le is not null and p.retiree_le is null and ${parmi(portee)}`.execute(db)
  return rows[0]
}

/** What was published of an act and taken back, latest first. */
export async function listRetirees(db: Db, acteId: string, portee: Portee): Promise<Publication[]> {
  const { rows } = await sql<Publication>`select ${CHAMPS} from legalite.publication p where p.acte_id = ${acteId} and p.retiree_le is not null and ${parmi(portee)} order by p.retiree_le desc limit 20`.execute(db)
  return rows
}

/** Forgets what was being prepared for an act. Its public file goes with it: the reference is returned. */
export async function removePreparee(tx: Tx, acteId: string): Promise<string[]> {
  const { rows } = await sql<{ referenceId: string }>`delete from legalite.publication where acte_id = ${acteId} and publiee_le is null returning reference_id`.execute(tx)
  return rows.map((r) => r.referenceId)
}

export type Preparee = Omit<Publication, 'prepareeLe' | 'publieeLe' | 'publieeParNom' | 'retireeLe' | 'retireeParNom' | 'retraitMotif'> & { par: string; maintenant: Date }
/** Keeps what was prepared, to be seen as it will be. */
export async function insertPreparee(tx: Tx, p: Preparee): Promise<void> {
  await sql`insert into legalite.publication (id, acte_id, commune, nature, matiere, numero, date_acte, mode, objet, texte, reference_id, sha256, taille, source, passages, choix, preparee_le, preparee_par)
    values (${p.id}, ${p.acteId}, ${p.commune}, ${p.nature}, ${p.matiere}, ${p.numero}, ${p.dateActe}, ${p.mode}, ${p.objet}, ${p.texte}, ${p.referenceId}, ${p.sha256}, ${p.taille}, ${p.source}, ${JSON.stringify(p.passages)}::jsonb,
      ${p.choix === null ? null : JSON.stringify(p.choix)}::jsonb, ${p.maintenant}, ${p.par})`.execute(tx)
}

/** Publishes what was prepared; the passages that were chosen are forgotten there. */
export async function updatePubliee(tx: Tx, id: string, p: { par: string; parNom: string; maintenant: Date }): Promise<void> {
  await sql`update legalite.publication set publiee_le = ${p.maintenant}, publiee_par = ${p.par}, publiee_par_nom = ${p.parNom}, choix = null where id = ${id} and publiee_le is null`.execute(tx)
}

/** Takes a publication back: it stays, with the reason. */
export async function updateRetiree(tx: Tx, id: string, r: { motif: string; par: string; parNom: string; maintenant: Date }): Promise<void> {
  await sql`update legalite.publication set retiree_le = ${r.maintenant}, retiree_par = ${r.par}, retiree_par_nom = ${r.parNom}, retrait_motif = ${r.motif} where id = ${id} and retiree_le is null`.execute(tx)
}
