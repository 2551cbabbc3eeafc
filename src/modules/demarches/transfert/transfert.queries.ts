import { sql } from '../../../kernel/db/index.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'
import type { Transfert } from './transfert.ts'

const CHAMPS = sql`id, dossier_id, destination, demande_le, demande_par, expire_le, accepte_le, clos_le, clos_comment`
const OUVERT = sql`accepte_le is null and clos_le is null`

/** The proposal that a link opens. */
export async function findTransfertParLien(db: Db, empreinte: Buffer): Promise<Transfert | undefined> {
  const { rows } = await sql<Transfert>`select ${CHAMPS} from demarches.transfert where empreinte = ${empreinte}`.execute(db)
  return rows[0]
}

/** The proposal in course on a file, expired or not. */
export async function findTransfertOuvert(db: Db, dossierId: string): Promise<Transfert | undefined> {
  const { rows } = await sql<Transfert>`select ${CHAMPS} from demarches.transfert where dossier_id = ${dossierId} and ${OUVERT}`.execute(db)
  return rows[0]
}

/** When proposals were made on a file since a date, the latest first. */
export async function listPropositions(db: Db, dossierId: string, depuis: Date): Promise<Date[]> {
  const { rows } = await sql<{ le: Date }>`select demande_le as le from demarches.transfert where dossier_id = ${dossierId} and demande_le > ${depuis} order by demande_le desc`.execute(db)
  return rows.map((r) => r.le)
}

/** Proposes; the former proposal, if any, must have been closed. */
export async function insertTransfert(tx: Tx, t: Pick<Transfert, 'id' | 'dossierId' | 'destination' | 'demandeLe' | 'demandePar' | 'expireLe'> & { empreinte: Buffer }): Promise<void> {
  await sql`insert into demarches.transfert (id, dossier_id, destination, empreinte, demande_le, demande_par, expire_le)
    values (${t.id}, ${t.dossierId}, ${t.destination}, ${t.empreinte}, ${t.demandeLe}, ${t.demandePar}, ${t.expireLe})`.execute(tx)
}

/** Ends the proposal in course without a transfer; false when there was none. */
export async function closeTransfert(tx: Tx, dossierId: string, comment: NonNullable<Transfert['closComment']>, maintenant: Date): Promise<boolean> {
  const fait = await sql`update demarches.transfert set clos_le = ${maintenant}, clos_comment = ${comment} where dossier_id = ${dossierId} and ${OUVERT}`.execute(tx)
  return (fait.numAffectedRows ?? 0n) > 0n
}

/** The proposal is accepted: its link serves no more. False when it ended meanwhile. */
export async function acceptTransfert(tx: Tx, id: string, par: string, maintenant: Date): Promise<boolean> {
  const fait = await sql`update demarches.transfert set accepte_le = ${maintenant}, accepte_par = ${par} where id = ${id} and ${OUVERT} and expire_le > ${maintenant}`.execute(tx)
  return (fait.numAffectedRows ?? 0n) > 0n
}

export type NouveauTitulaire = { titulaire: string | null; telephone: string | null; courriel: string | null; suivi: Buffer; serie: number; maintenant: Date }

/** A file changes hands: another holder, another contact, another tracking code; what the former one held opens nothing any more. */
export async function updateMains(tx: Tx, dossierId: string, n: NouveauTitulaire): Promise<void> {
  await sql`update demarches.dossier set titulaire = ${n.titulaire}, telephone = ${n.telephone}, courriel = ${n.courriel}, suivi = ${n.suivi}, serie = ${n.serie},
    modifie_le = ${n.maintenant}, revision = revision + 1 where id = ${dossierId}`.execute(tx)
}
