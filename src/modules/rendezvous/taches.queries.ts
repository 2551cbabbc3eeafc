import { sql } from '../../kernel/db/index.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'

const aRappeler = (de: Date, a: Date, aujourdhui: Date) => sql`r.etat = 'pris' and r.debut >= ${de} and r.debut < ${a} and r.rappele_le is null and r.efface_le is null
  and (r.telephone is not null or r.courriel is not null or r.titulaire is not null) and r.change_le < ${aujourdhui}`

/** Appointments to be recalled, between two moments; whoever took or moved his since `aujourdhui` (midnight) has just been told. */
export async function listARappeler(db: Db, de: Date, a: Date, aujourdhui: Date, limite: number): Promise<{ id: string; agendaId: string }[]> {
  const { rows } = await sql<{ id: string; agendaId: string }>`select r.id, r.agenda_id from rendezvous.rendezvous r where ${aRappeler(de, a, aujourdhui)} order by r.debut, r.id limit ${limite}`.execute(db)
  return rows
}

/** Marks it as recalled, if it still is to be: whether it was. Two runs at once never both say yes. */
export async function updateRappele(tx: Tx, id: string, de: Date, a: Date, aujourdhui: Date, maintenant: Date): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`update rendezvous.rendezvous r set rappele_le = ${maintenant} where r.id = ${id} and ${aRappeler(de, a, aujourdhui)} returning r.id`.execute(tx)
  return rows.length > 0
}

/** Those whose day is over and of whom nobody said anything. Returns how many. */
export async function updatePasses(tx: Tx, avant: Date): Promise<number> {
  const { rows } = await sql<{ id: string }>`update rendezvous.rendezvous set etat = 'passe' where etat = 'pris' and debut < ${avant} returning id`.execute(tx)
  return rows.length
}

/** The appointments to come of a file. */
export async function listPrisDuDossier(db: Db, dossierId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from rendezvous.rendezvous where dossier_id = ${dossierId} and etat = 'pris' order by agenda_id`.execute(db)
  return rows.map((ligne) => ligne.id)
}

const VIDE = sql`nom = null, telephone = null, courriel = null, titulaire = null, dossier_id = null, note = '', motif = null`

/** Empties what is personal in the appointments of a file that is erased, and returns their ids. */
export async function viderDuDossier(tx: Tx, dossierId: string, maintenant: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`update rendezvous.rendezvous set ${VIDE}, efface_le = ${maintenant} where dossier_id = ${dossierId} and efface_le is null returning id`.execute(tx)
  return rows.map((ligne) => ligne.id)
}

/** The same for those older than a moment, a thousand at a time. */
export async function viderAnciens(tx: Tx, avant: Date, maintenant: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`update rendezvous.rendezvous set ${VIDE}, efface_le = ${maintenant}
    where id in (select id from rendezvous.rendezvous where efface_le is null and debut < ${avant} order by debut limit 1000) returning id`.execute(tx)
  return rows.map((ligne) => ligne.id)
}

/** Empties the words of their stories: a reason may name somebody. What happened, when, and which agent did it, stay. */
export async function viderEvenements(tx: Tx, ids: readonly string[]): Promise<void> {
  await sql`update rendezvous.evenement set texte = '' where rendezvous_id = any(${[...ids]}::uuid[]) and texte <> ''`.execute(tx)
}

/** Forgets the demands of before a moment: given, or never come back for. */
export async function deleteDemandes(tx: Tx, avant: Date): Promise<void> {
  await sql`delete from rendezvous.demande where cree_le < ${avant}`.execute(tx)
}
