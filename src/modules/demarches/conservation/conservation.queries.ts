import { ajouterJours } from '../../../kernel/calendrier/index.ts'
import { sql } from '../../../kernel/db/index.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'
import type { Portee } from '../../../kernel/identite/portee.ts'
import type { Etat } from '../dossier.ts'

export type Suite = 'archiver' | 'effacer'
/** A closed file and what its rule says of it. `le`: the day from which it happens (YYYY-MM-DD), never before the day its holder was told. */
export type Echeance = {
  id: string; numero: string; demarche: string; version: number; territoire: string; bureau: string; etat: Etat; closLe: Date; archive: boolean; suite: Suite; le: string
  annonceLe: Date | null; verifie: boolean; preavisJours: number; geleMotif: string | null; geleLe: Date | null
}

/** Longest notice that a rule may ask for, in days (regles.ts). */
const PREAVIS_AU_PLUS = 365
const LOCAL = sql`at time zone 'Africa/Porto-Novo'`
const duree = (cle: 'dossier' | 'archives') => sql`make_interval(months => (${sql.ref(`r.${cle}`)}->>'valeur')::int * case ${sql.ref(`r.${cle}`)}->>'unite' when 'annees' then 12 else 1 end)`

/**
 * What the rules in force say of every closed file: the law of today, not that of the day of filing. A file in the archives has
 * the second rule. A test is not there. `avant` bounds which files are looked at. Rules are read once: a definition weighs 100 KB.
 */
const echeances = (avant: ReturnType<typeof sql>) => sql`
  regle as materialized (select code, contenu->'conservation'->'dossier' as dossier, contenu->'conservation'->'archives' as archives from demarches.definition where (code, version) in (select code, max(version) from demarches.definition where version > 0 group by code)),
  echue as (
    select d.id, d.numero, d.demarche, d.version, d.territoire, d.bureau, d.etat, d.clos_le, d.interne, d.archive_le is not null as archive, e.suite, greatest(e.le, case when c.annonce = e.suite then c.pour_le end) as le,
      case when c.annonce = e.suite then c.annonce_le end as annonce_le, (e.regle->>'verifie')::boolean as verifie, coalesce((r.dossier->>'preavisJours')::int, 30) as preavis_jours, c.gele_motif, c.gele_le
    from regle r join demarches.dossier d on d.demarche = r.code left join demarches.conservation c on c.dossier_id = d.id
    cross join lateral (select
      case when d.archive_le is null then r.dossier->>'ensuite' else 'effacer' end as suite,
      case when d.archive_le is null then r.dossier else r.archives end as regle,
      case when d.archive_le is null then (greatest(d.clos_le, case r.dossier->>'depuis' when 'validite' then d.valable_jusque end) ${LOCAL} + ${duree('dossier')})::date
        else (d.archive_le ${LOCAL} + ${duree('archives')})::date end as le) e
    where r.dossier is not null and d.version > 0 and d.clos_le is not null and d.efface_le is null and e.le is not null and ${avant})`

/**
 * Only files closed, or archived, long enough before a day to be concerned: what the indexes `dossier_clos` and `dossier_archive_le` give. Archives
 * wait for years: 170,000 of them were read at each opening of a ministry's day (0.8 s), and none now.
 */
const clos = (jusque: string) => sql`((d.archive_le is null and d.clos_le < (${jusque}::date + 1 - ${duree('dossier')}) ${LOCAL}) or (d.archive_le is not null and d.archive_le < (${jusque}::date + 1 - ${duree('archives')}) ${LOCAL}))`

const CHAMPS = sql`id, numero, demarche, version, territoire, bureau, etat, clos_le, archive, suite, le::text as le, annonce_le, verifie, preavis_jours, gele_motif, gele_le`
const dans = (portee: Pick<Portee, 'codes'>) => (portee.codes === null ? sql`true` : sql`not interne and territoire = any(${portee.codes})`)

/** Only procedures with a confirmed rule: files of the others pile up, since nothing is ever done with them. */
const CONFIRMEES = sql`coalesce((r.dossier->>'verifie')::boolean or (r.archives->>'verifie')::boolean, false)`

/** Files whose day comes on or before `jusque` (YYYY-MM-DD), soonest first. */
export async function listEcheances(db: Db, portee: Pick<Portee, 'codes'>, jusque: string, limite: number): Promise<Echeance[]> {
  const { rows } = await sql<Echeance>`with ${echeances(clos(jusque))} select ${CHAMPS} from echue where le <= ${jusque}::date and ${dans(portee)} order by le, id limit ${limite}`.execute(db)
  return rows
}

/** How many of those that are confirmed end by `jusque`, counted up to `plafond`. */
export async function compterEcheances(db: Db, portee: Pick<Portee, 'codes'>, jusque: string, plafond: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`with ${echeances(sql`${clos(jusque)} and ${CONFIRMEES}`)} select count(*)::int as n from (select from echue where le <= ${jusque}::date and verifie and ${dans(portee)} limit ${plafond}) e`.execute(db)
  return rows[0]!.n
}

/** Files of which the task has something to do on `jour`: to be told (`prevenir`), or told and come to their day (`agir`); after `curseur`, by id. */
export async function listDus(db: Db, geste: 'prevenir' | 'agir', jour: string, curseur: string | undefined, limite: number): Promise<string[]> {
  const dus = geste === 'prevenir' ? sql`annonce_le is null and le <= ${jour}::date + preavis_jours` : sql`annonce_le is not null and le <= ${jour}::date`
  const { rows } = await sql<{ id: string }>`with ${echeances(sql`${clos(geste === 'prevenir' ? ajouterJours(jour, PREAVIS_AU_PLUS) : jour)} and ${CONFIRMEES}`)} select id from echue where verifie and gele_le is null and ${dus} and ${curseur ? sql`id > ${curseur}::uuid` : sql`true`} order by id limit ${limite}`.execute(db)
  return rows.map((ligne) => ligne.id)
}

/** What its rule says of one file, or undefined where it has none or is not closed. */
export async function findEcheance(db: Db, id: string): Promise<Echeance | undefined> {
  const { rows } = await sql<Echeance>`with ${echeances(sql`d.id = ${id}`)} select ${CHAMPS} from echue`.execute(db)
  return rows[0]
}

/** How many files by procedure, or by office: within the days that come, held, archived and erased. */
export type Compte = { cle: string; archiver: number; effacer: number; geles: number; archives: number; effaces: number }

export async function compterConservation(db: Db, portee: Pick<Portee, 'codes'>, jusque: string, par: 'demarche' | 'bureau'): Promise<Compte[]> {
  const cle = sql.ref(par)
  const { rows } = await sql<Compte>`with ${echeances(clos(jusque))}
    select cle, sum(archiver)::int as archiver, sum(effacer)::int as effacer, sum(geles)::int as geles, sum(archives)::int as archives, sum(effaces)::int as effaces from (
      select ${cle} as cle, (gele_le is null and suite = 'archiver')::int as archiver, (gele_le is null and suite = 'effacer')::int as effacer, (gele_le is not null)::int as geles, 0 as archives, 0 as effaces
        from echue where le <= ${jusque}::date and ${dans(portee)}
      union all
      select ${cle}, 0, 0, 0, (archive_le is not null and efface_le is null)::int, (efface_le is not null)::int from demarches.dossier where (archive_le is not null or efface_le is not null) and ${dans(portee)}) t
    where cle is not null group by cle order by cle`.execute(db)
  return rows
}

export type Faite = { id: string; numero: string; demarche: string; bureau: string; archiveLe: Date | null; effaceLe: Date | null }

/** What was archived or erased lately, latest first. */
export async function listFaites(db: Db, portee: Pick<Portee, 'codes'>, limite: number): Promise<Faite[]> {
  const { rows } = await sql<Faite>`select id, numero, demarche, bureau, archive_le, efface_le from demarches.dossier
    where (archive_le is not null or efface_le is not null) and ${dans(portee)} order by coalesce(efface_le, archive_le) desc, id limit ${limite}`.execute(db)
  return rows
}

export type Archive = { id: string; numero: string; demarche: string; version: number; demandeur: string; bureau: string; etat: Etat; closLe: Date; archiveLe: Date }

/** Files of the archives of a territory, latest first; `cherche` is a part of the name or of the number. */
export async function listArchives(db: Db, portee: Pick<Portee, 'codes'>, f: { cherche?: string | undefined; apres?: string | undefined; limite: number }): Promise<Archive[]> {
  const { rows } = await sql<Archive>`select id, numero, demarche, version, demandeur, bureau, etat, clos_le, archive_le from demarches.dossier
    where archive_le is not null and efface_le is null and not interne and ${dans(portee)}
      and ${f.cherche ? sql`cherche like '%' || replace(replace(db.sans_accent(${f.cherche.trim()}), '%', ''), '_', '') || '%'` : sql`true`} and ${f.apres ? sql`id < ${f.apres}::uuid` : sql`true`}
    order by id desc limit ${f.limite}`.execute(db)
  return rows
}

/** Writes what the holder was told. */
export async function upsertAnnonce(tx: Tx, dossierId: string, a: { suite: Suite; pourLe: string; maintenant: Date }): Promise<void> {
  await sql`insert into demarches.conservation (dossier_id, annonce, annonce_le, pour_le) values (${dossierId}, ${a.suite}, ${a.maintenant}, ${a.pourLe}::date)
    on conflict (dossier_id) do update set annonce = excluded.annonce, annonce_le = excluded.annonce_le, pour_le = excluded.pour_le`.execute(tx)
}

/** The file leaves the office for the archives. */
export async function updateArchive(tx: Tx, id: string, maintenant: Date): Promise<void> {
  await sql`update demarches.dossier set archive_le = ${maintenant}, instructeur = null where id = ${id}`.execute(tx)
}

export type Gel = { geleLe: Date; geleParNom: string; geleMotif: string }

/** Why a file must be kept, or undefined. */
export async function findGel(db: Db, id: string): Promise<Gel | undefined> {
  const { rows } = await sql<Gel>`select gele_le, gele_par_nom, gele_motif from demarches.conservation where dossier_id = ${id} and gele_le is not null`.execute(db)
  return rows[0]
}

/** Holds a file; what its holder was told of its end no longer stands, and he is told anew when it is let go. */
export async function upsertGel(tx: Tx, id: string, g: { par: string; parNom: string; motif: string; maintenant: Date }): Promise<void> {
  await sql`insert into demarches.conservation (dossier_id, gele_le, gele_par, gele_par_nom, gele_motif) values (${id}, ${g.maintenant}, ${g.par}, ${g.parNom}, ${g.motif})
    on conflict (dossier_id) do update set gele_le = excluded.gele_le, gele_par = excluded.gele_par, gele_par_nom = excluded.gele_par_nom, gele_motif = excluded.gele_motif, annonce = null, annonce_le = null, pour_le = null`.execute(tx)
}

/** Lets a file go. */
export async function deleteGel(tx: Tx, id: string): Promise<void> {
  await sql`delete from demarches.conservation where dossier_id = ${id} and gele_le is not null`.execute(tx)
}
