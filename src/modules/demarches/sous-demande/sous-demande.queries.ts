import { sql } from '../../../kernel/db/index.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'
import type { EtatSousDemande, SousDemande } from './sous-demande.ts'

const CHAMPS = sql`s.id, s.dossier_id, s.objet, s.bureau, s.territoire, s.cles, s.partage, s.papiers, s.demandee_le, s.demandee_par, s.demandee_par_nom, s.echeance, s.arrete, s.etat, s.reponse, s.fermee_le, s.fermee_par, s.fermee_par_nom, s.a_temps`

/** One question to another office. */
export async function findSousDemande(db: Db, id: string): Promise<SousDemande | undefined> {
  const { rows } = await sql<SousDemande>`select ${CHAMPS} from demarches.sous_demande s where s.id = ${id}`.execute(db)
  return rows[0]
}

/** Those of a file, in order. */
export async function listSousDemandes(db: Db, dossierId: string): Promise<SousDemande[]> {
  const { rows } = await sql<SousDemande>`select ${CHAMPS} from demarches.sous_demande s where s.dossier_id = ${dossierId} order by s.demandee_le, s.id`.execute(db)
  return rows
}

export type LigneSousDemande = SousDemande & { numero: string; demarche: string; version: number; deBureau: string }

/** Those that these posts must answer (`attendue`), most urgent first; or the last ones answered. Those of closed files, archived ones, and those called off are nobody's any more. */
export async function listPourPostes(db: Db, cles: readonly string[], attendues: boolean, limite: number): Promise<LigneSousDemande[]> {
  if (cles.length === 0) return []
  const { rows } = await sql<LigneSousDemande>`select ${CHAMPS}, d.numero, d.demarche, d.version, d.bureau as de_bureau from demarches.sous_demande s join demarches.dossier d on d.id = s.dossier_id
    where s.cles && ${[...cles]}::text[] and ${attendues ? sql`s.etat = 'attendue' and d.station is not null` : sql`s.etat in ('repondue', 'refusee') and d.archive_le is null and d.efface_le is null`}
    order by ${attendues ? sql`s.echeance, s.id` : sql`s.fermee_le desc`} limit ${limite}`.execute(db)
  return rows
}

/** How many these posts must answer, and whether one is late on `jour` (YYYY-MM-DD). */
export async function compterAttendues(db: Db, cles: readonly string[], jour: string): Promise<{ n: number; tard: boolean }> {
  if (cles.length === 0) return { n: 0, tard: false }
  const { rows } = await sql<{ n: number; tard: boolean }>`select count(*)::int as n, coalesce(bool_or(s.echeance < ${jour}::date), false) as tard from demarches.sous_demande s join demarches.dossier d on d.id = s.dossier_id
    where s.cles && ${[...cles]}::text[] and s.etat = 'attendue' and d.station is not null`.execute(db)
  return rows[0]!
}

export type MesureSousDemandes = { recues: number; repondues: number; aTemps: number; tard: number; mediane: number | null }
/** How these posts have answered since a date: answers in time, late answers and what is late now, and the median in calendar days. `jour` is YYYY-MM-DD. */
export async function mesurerSousDemandes(db: Db, cles: readonly string[], depuis: Date, jour: string): Promise<MesureSousDemandes> {
  const { rows } = await sql<MesureSousDemandes>`select count(*)::int as recues, count(*) filter (where s.etat in ('repondue', 'refusee'))::int as repondues, count(*) filter (where s.a_temps)::int as a_temps,
      count(*) filter (where s.a_temps = false or (s.etat = 'attendue' and d.station is not null and s.echeance < ${jour}::date))::int as tard,
      percentile_cont(0.5) within group (order by extract(epoch from s.fermee_le - s.demandee_le) / 86400) filter (where s.etat in ('repondue', 'refusee')) as mediane
    from demarches.sous_demande s join demarches.dossier d on d.id = s.dossier_id where s.cles && ${[...cles]}::text[] and s.demandee_le >= ${depuis} and s.etat <> 'annulee'`.execute(db)
  return rows[0]!
}

/** Asks. */
export async function insertSousDemande(tx: Tx, s: Pick<SousDemande, 'id' | 'dossierId' | 'objet' | 'bureau' | 'territoire' | 'cles' | 'partage' | 'papiers' | 'demandeeLe' | 'demandeePar' | 'demandeeParNom' | 'echeance' | 'arrete'>): Promise<void> {
  await sql`insert into demarches.sous_demande (id, dossier_id, objet, bureau, territoire, cles, partage, papiers, demandee_le, demandee_par, demandee_par_nom, echeance, arrete)
    values (${s.id}, ${s.dossierId}, ${s.objet}, ${s.bureau}, ${s.territoire}, ${s.cles}, ${JSON.stringify(s.partage)}::jsonb, ${s.papiers}::uuid[], ${s.demandeeLe}, ${s.demandeePar}, ${s.demandeeParNom}, ${s.echeance}::date, ${s.arrete})`.execute(tx)
}

export type Fermeture = { etat: Exclude<EtatSousDemande, 'attendue'>; reponse: string; par: string; parNom: string; aTemps: boolean | null; maintenant: Date }
/** Ends it; false when it had already. */
export async function closeSousDemande(tx: Tx, id: string, f: Fermeture): Promise<boolean> {
  const fait = await sql`update demarches.sous_demande set etat = ${f.etat}, reponse = ${f.reponse}, fermee_le = ${f.maintenant}, fermee_par = ${f.par}, fermee_par_nom = ${f.parNom}, a_temps = ${f.aTemps} where id = ${id} and etat = 'attendue'`.execute(tx)
  return (fait.numAffectedRows ?? 0n) > 0n
}

/** Whether the file's clock is still stopped by one of them. */
export async function resteArretee(db: Db, dossierId: string): Promise<boolean> {
  const { rows } = await sql<{ oui: boolean }>`select exists (select from demarches.sous_demande where dossier_id = ${dossierId} and etat = 'attendue' and arrete) as oui`.execute(db)
  return rows[0]!.oui
}

/** Awaited on open files: whose last day comes by `bientot` and that nobody was reminded of, or that are late on `jour` and nobody was told. */
export async function listARappeler(db: Db, { jour, bientot }: { jour: string; bientot: string }, limite: number): Promise<{ id: string; tard: boolean }[]> {
  const { rows } = await sql<{ id: string; tard: boolean }>`select s.id, s.echeance < ${jour}::date as tard from demarches.sous_demande s join demarches.dossier d on d.id = s.dossier_id
    where s.etat = 'attendue' and d.station is not null and ((s.rappelee_le is null and s.echeance <= ${bientot}::date) or (s.tardive_le is null and s.echeance < ${jour}::date)) order by s.echeance, s.id limit ${limite}`.execute(db)
  return rows
}

/** The reminder is gone: the last one when it is late. */
export async function updateRappel(tx: Tx, id: string, tard: boolean, maintenant: Date): Promise<void> {
  await sql`update demarches.sous_demande set rappelee_le = coalesce(rappelee_le, ${maintenant}), tardive_le = case when ${tard} then ${maintenant}::timestamptz else tardive_le end where id = ${id}`.execute(tx)
}
