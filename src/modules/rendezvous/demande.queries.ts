import { Introuvable } from '../../lib/erreurs.ts'
import { sql } from '../../kernel/db/index.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'

/** Somebody without a file who wants an hour: it holds no place until the phone is proved, so that nobody empties an agenda with invented phones. */
export type Demande = { id: string; agendaId: string; debut: Date; nom: string; telephone: string; note: string; codeId: string; creeLe: Date; prouveLe: Date | null; rendezvousId: string | null }

const CHAMPS = sql`id, agenda_id, debut, nom, telephone, note, code_id, cree_le, prouve_le, rendezvous_id`

/** A demand. Throws `Introuvable`. */
export async function getDemande(db: Db, id: string): Promise<Demande> {
  const { rows } = await sql<Demande>`select ${CHAMPS} from rendezvous.demande where id = ${id}`.execute(db)
  if (!rows[0]) throw new Introuvable()
  return rows[0]
}

/** The same, for writing. */
export async function lockDemande(tx: Tx, id: string): Promise<Demande> {
  const { rows } = await sql<Demande>`select ${CHAMPS} from rendezvous.demande where id = ${id} for update`.execute(tx)
  if (!rows[0]) throw new Introuvable()
  return rows[0]
}

/** Writes a demand. */
export async function insertDemande(tx: Tx, d: Omit<Demande, 'creeLe' | 'prouveLe' | 'rendezvousId'> & { maintenant: Date }): Promise<void> {
  await sql`insert into rendezvous.demande (id, agenda_id, debut, nom, telephone, note, code_id, cree_le) values (${d.id}, ${d.agendaId}, ${d.debut}, ${d.nom}, ${d.telephone}, ${d.note}, ${d.codeId}, ${d.maintenant})`.execute(tx)
}

/** Another code was sent, the phone is proved, or the hour is given. */
export async function updateDemande(tx: Tx, id: string, change: { codeId: string } | { prouveLe: Date } | { rendezvousId: string }): Promise<void> {
  const [nom, valeur] = 'codeId' in change ? [sql`code_id`, sql`${change.codeId}::uuid`] : 'prouveLe' in change ? [sql`prouve_le`, sql`${change.prouveLe}::timestamptz`] : [sql`rendezvous_id`, sql`${change.rendezvousId}::uuid`]
  await sql`update rendezvous.demande set ${nom} = ${valeur} where id = ${id}`.execute(tx)
}
