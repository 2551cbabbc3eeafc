import { sql } from '../../../kernel/db/index.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'
import type { Qualite } from './membre.ts'
import type { Presence, Venue } from './quorum.ts'

export type ModeEnvoi = 'courriel' | 'sms' | 'porteur' | 'main-propre'
export const MODES_ENVOI: Readonly<Record<ModeEnvoi, string>> = { courriel: 'Courrier électronique', sms: 'SMS', porteur: 'Par porteur', 'main-propre': 'En main propre' }
/** Ways whose proof is written by hand. */
export const aLaMain = (mode: ModeEnvoi | null): boolean => mode === 'porteur' || mode === 'main-propre'

/** A member called to a session: how and when he was told, whether he came. `mode` null: nobody told him. */
export type Appele = Venue & {
  nom: string; qualite: Qualite; rang: number; telephone: string | null; courriel: string | null; mode: ModeEnvoi | null; envoyeeLe: Date | null; preuve: string; messageId: string | null
}

/** The members called to a session who still sit on its day (YYYY-MM-DD), in their rank. */
export async function listAppeles(db: Db, seanceId: string, jour: string): Promise<Appele[]> {
  const { rows } = await sql<Appele>`select c.membre_id, m.nom, m.qualite, m.rang, m.telephone, m.courriel, c.mode, c.envoyee_le, c.preuve, c.message_id, c.presence, c.mandataire
    from legalite.convocation c join legalite.membre m on m.id = c.membre_id where c.seance_id = ${seanceId} and (m.au is null or m.au >= ${jour}::date) order by m.rang, m.nom, m.id`.execute(db)
  return rows
}

/** Calls members to a session; one who is already called stays as he is. */
export async function insertConvocations(tx: Tx, seanceId: string, appeles: readonly { membreId: string; mode: ModeEnvoi | null; envoyeeLe: Date | null; preuve: string; messageId: string | null }[]): Promise<void> {
  if (appeles.length === 0) return
  await sql`insert into legalite.convocation (seance_id, membre_id, mode, envoyee_le, preuve, message_id)
    select ${seanceId}::uuid, a."membreId", a.mode, a."envoyeeLe", a.preuve, a."messageId"
    from jsonb_to_recordset(${JSON.stringify(appeles)}::jsonb) as a("membreId" uuid, mode text, "envoyeeLe" timestamptz, preuve text, "messageId" uuid) on conflict do nothing`.execute(tx)
}

/** Keeps when a convocation was handed over, and what proves it. */
export async function updateRemise(tx: Tx, seanceId: string, membreId: string, r: { mode: ModeEnvoi; le: Date; preuve: string }): Promise<void> {
  await sql`update legalite.convocation set mode = ${r.mode}, envoyee_le = ${r.le}, preuve = ${r.preuve} where seance_id = ${seanceId} and membre_id = ${membreId}`.execute(tx)
}

/** Writes who came, in one question: nobody is represented by somebody who has just left. */
export async function updatePresences(tx: Tx, seanceId: string, venues: readonly { membreId: string; presence: Presence; mandataire: string | null }[]): Promise<void> {
  await sql`update legalite.convocation c set presence = v.presence, mandataire = v.mandataire
    from jsonb_to_recordset(${JSON.stringify(venues)}::jsonb) as v("membreId" uuid, presence text, mandataire uuid) where c.seance_id = ${seanceId} and c.membre_id = v."membreId"`.execute(tx)
}
