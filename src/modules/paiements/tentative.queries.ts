import { uuidv7 } from '../../lib/uuid.ts'
import { sql } from '../../kernel/db/index.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'
import type { Portee } from '../../kernel/identite/portee.ts'

/** A payment tried at a provider. */
export type Tentative = { id: string; paiementId: string; prestataire: string; reference: string | null; url: string | null; montant: number; etat: 'ouverte' | 'reussie' | 'echouee' | 'expiree'; ouverteLe: Date; ouvertePar: string; finieLe: Date | null }

const CHAMPS = sql`t.id, t.paiement_id, t.prestataire, t.reference, t.url, t.montant, t.etat, t.ouverte_le, t.ouverte_par, t.finie_le`

/** Opens an attempt, before the provider is asked: what it answers is never lost. */
export async function insertTentative(tx: Tx, t: { paiementId: string; prestataire: string; montant: number; par: string; maintenant: Date }): Promise<string> {
  const id = uuidv7(t.maintenant.getTime())
  await sql`insert into paiements.tentative (id, paiement_id, prestataire, montant, ouverte_le, ouverte_par) values (${id}, ${t.paiementId}, ${t.prestataire}, ${t.montant}, ${t.maintenant}, ${t.par})`.execute(tx)
  return id
}

/** What the provider answered. */
export async function updateOuverte(tx: Tx, id: string, { reference, url }: { reference: string; url: string }): Promise<void> {
  await sql`update paiements.tentative set reference = ${reference}, url = ${url} where id = ${id} and reference is null`.execute(tx)
}

/** Ends an attempt. A success counts even after a failure was told: the money is there. */
export async function updateFinie(tx: Tx, id: string, etat: 'reussie' | 'echouee' | 'expiree', reference: string | null, maintenant: Date): Promise<void> {
  await sql`update paiements.tentative set etat = ${etat}, reference = coalesce(reference, ${reference}), finie_le = ${maintenant} where id = ${id} and etat <> 'reussie'`.execute(tx)
}

/** An attempt by the provider's reference, or by our own name when the provider repeats it. */
export async function findTentative(db: Db, prestataire: string, reference: string, id: string | undefined): Promise<Tentative | undefined> {
  const sienne = id && /^[0-9a-f-]{36}$/.test(id) ? id : null
  const { rows } = await sql<Tentative>`select ${CHAMPS} from paiements.tentative t where t.prestataire = ${prestataire} and (t.reference = ${reference} or (t.reference is null and t.id = ${sienne}::uuid)) order by t.reference nulls last limit 1`.execute(db)
  return rows[0]
}

/** The same, held until the end of the transaction. */
export async function lockTentative(tx: Tx, id: string): Promise<Tentative | undefined> {
  const { rows } = await sql<Tentative>`select ${CHAMPS} from paiements.tentative t where t.id = ${id} for update`.execute(tx)
  return rows[0]
}

/** Every attempt at a payment, latest first. */
export async function listTentatives(db: Db, paiementId: string): Promise<Tentative[]> {
  const { rows } = await sql<Tentative>`select ${CHAMPS} from paiements.tentative t where t.paiement_id = ${paiementId} order by t.ouverte_le desc, t.id desc`.execute(db)
  return rows
}

/** Attempts still open that began before this moment, oldest first, a hundred at a time after `apres`. */
export async function listOuvertes(db: Db, avant: Date, apres: string | null = null): Promise<Tentative[]> {
  const { rows } = await sql<Tentative>`select ${CHAMPS} from paiements.tentative t where t.etat = 'ouverte' and t.ouverte_le < ${avant} and (${apres}::uuid is null or t.id > ${apres}::uuid) order by t.id limit 100`.execute(db)
  return rows
}

/** Attempts that succeeded since this moment, a hundred at a time after `apres`. */
export async function listReussies(db: Db, depuis: Date, apres: string | null = null): Promise<Tentative[]> {
  const { rows } = await sql<Tentative>`select ${CHAMPS} from paiements.tentative t where t.etat = 'reussie' and t.finie_le >= ${depuis} and (${apres}::uuid is null or t.id > ${apres}::uuid) order by t.id limit 100`.execute(db)
  return rows
}

export type TentativeEnAttente = Tentative & { libelle: string; bureau: string }

/** Attempts of a territory that nobody has confirmed yet, oldest first. */
export async function listEnAttente(db: Db, portee: Portee, avant: Date): Promise<TentativeEnAttente[]> {
  const { rows } = await sql<TentativeEnAttente>`select ${CHAMPS}, p.libelle, p.bureau from paiements.tentative t join paiements.paiement p on p.id = t.paiement_id
    where t.etat = 'ouverte' and t.ouverte_le < ${avant} and ${portee.codes === null ? sql`true` : sql`p.territoire = any(${portee.codes})`} order by t.ouverte_le limit 200`.execute(db)
  return rows
}
