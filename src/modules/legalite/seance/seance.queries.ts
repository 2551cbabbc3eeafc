import { Introuvable } from '../../../lib/erreurs.ts'
import { sql, trier } from '../../../kernel/db/index.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'
import type { Portee } from '../../../kernel/identite/portee.ts'
import type { EtatSeance, Seance } from './seance.ts'

const CHAMPS = sql`s.id, s.commune, s.genre, s.session, s.prevue_le, s.lieu, s.motif, s.etat, s.remplace, s.reporte, s.regles, s.membres, s.quorum, s.convoquee_le, s.ouverte_le, s.close_le,
  s.president, s.president_id, s.secretaire, s.proces_verbal, s.affiche_le::text as affiche_le, s.affiche_preuve, s.cree_le`

/** Who reads sessions: `lire` those that were convened, `conseil` also what a commune prepares. */
export type LecteurSeance = { lire: Portee; conseil: Portee }

function visible({ lire, conseil }: LecteurSeance) {
  const parmi = (codes: string[] | null) => (codes === null ? sql`true` : sql`s.commune = any(${codes}::text[])`)
  return sql`((${parmi(lire.codes)} and s.convoquee_le is not null) or ${parmi(conseil.codes)})`
}

/** The commune of a session: asked before every door. */
export async function findCommuneSeance(db: Db, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ commune: string }>`select commune from legalite.seance where id = ${id}`.execute(db)
  return rows[0]?.commune
}

/** A session, if it exists for this reader. Throws `Introuvable`. */
export async function getSeance(db: Db, id: string, lecteur: LecteurSeance): Promise<Seance> {
  const { rows } = await sql<Seance>`select ${CHAMPS} from legalite.seance s where s.id = ${id} and ${visible(lecteur)}`.execute(db)
  if (!rows[0]) throw new Introuvable()
  return rows[0]
}

/** Loads a session for writing: nobody else changes it until the end of the transaction. Throws `Introuvable`. */
export async function lockSeance(tx: Tx, id: string, lecteur: LecteurSeance): Promise<Seance> {
  const { rows } = await sql<Seance>`select ${CHAMPS} from legalite.seance s where s.id = ${id} and ${visible(lecteur)} for update of s`.execute(tx)
  if (!rows[0]) throw new Introuvable()
  return rows[0]
}

/** The same for the house's own tasks, which act for nobody. */
export async function findSeance(db: Db, id: string): Promise<Seance | undefined> {
  const { rows } = await sql<Seance>`select ${CHAMPS} from legalite.seance s where s.id = ${id}`.execute(db)
  return rows[0]
}

/** The session held in place of this one, for want of quorum. */
export async function findSeconde(db: Db, id: string): Promise<{ id: string; prevueLe: Date } | undefined> {
  const { rows } = await sql<{ id: string; prevueLe: Date }>`select id, prevue_le from legalite.seance where remplace = ${id} and etat <> 'annulee'`.execute(db)
  return rows[0]
}

/** The session prepared when this one was put off, if this reader may know of it. */
export async function findReport(db: Db, id: string, lecteur: LecteurSeance): Promise<{ id: string; prevueLe: Date } | undefined> {
  const { rows } = await sql<{ id: string; prevueLe: Date }>`select s.id, s.prevue_le from legalite.seance s where s.reporte = ${id} and ${visible(lecteur)}`.execute(db)
  return rows[0]
}

export type LigneSeance = Seance & { points: number; adoptes: number }
export type FiltreSeances = { commune?: string; annee?: number; etat?: EtatSeance; genre?: string; tri?: string; apres?: string; limite: number }
const TRIS = ['prevue', 'commune'] as const

const bornes = (annee: number) => sql`s.prevue_le >= ${`${annee}-01-01T00:00:00+01:00`}::timestamptz and s.prevue_le < ${`${annee + 1}-01-01T00:00:00+01:00`}::timestamptz`

/** Sessions this reader may know of, the latest first unless `tri` says otherwise. */
export async function listSeances(db: Db, lecteur: LecteurSeance, f: FiltreSeances): Promise<LigneSeance[]> {
  const conditions = [visible(lecteur), ...(f.commune ? [sql`s.commune = ${f.commune}`] : []), ...(f.annee ? [bornes(f.annee)] : []), ...(f.etat ? [sql`s.etat = ${f.etat}`] : []), ...(f.genre ? [sql`s.genre = ${f.genre}`] : [])]
  const brut = f.tri?.replace('-', '')
  const cles = brut === TRIS[1] ? [sql`s.commune`, sql`s.prevue_le`] : [sql`s.prevue_le`]
  const { suite, ordre } = trier({ depuis: sql`legalite.seance s`, id: sql`s.id`, cles, decroit: f.tri === undefined || f.tri.startsWith('-'), apres: f.apres })
  const { rows } = await sql<LigneSeance>`select ${CHAMPS}, p.points, p.adoptes from legalite.seance s
    cross join lateral (select count(*)::int as points, count(*) filter (where vote = 'adopte')::int as adoptes from legalite.point p where p.seance_id = s.id) p
    where ${sql.join([...conditions, suite], sql` and `)} order by ${ordre} limit ${f.limite}`.execute(db)
  return rows
}

/** The sessions that wait for something, in these communes: prepared, convened, open, or whose decisions are not posted. */
export async function listEnCours(db: Db, conseil: Portee, limite = 200): Promise<Seance[]> {
  const { rows } = await sql<Seance>`select ${CHAMPS} from legalite.seance s where ${conseil.codes === null ? sql`true` : sql`s.commune = any(${conseil.codes}::text[])`}
    and (s.etat in ('preparee', 'convoquee', 'ouverte') or (s.etat = 'close' and s.affiche_le is null)) order by s.prevue_le, s.id limit ${limite}`.execute(db)
  return rows
}

/**
 * How many of the ordinary sessions of a year were held, by commune: one a month of session, however many times the council met for it.
 * A commune that held none is 0. `communes`: the codes asked about.
 */
export async function compterSeances(db: Db, communes: readonly string[], annee: number): Promise<Map<string, number>> {
  const { rows } = await sql<{ commune: string; tenues: number }>`select s.commune, count(distinct s.session)::int as tenues from legalite.seance s
    where s.commune = any(${[...communes]}::text[]) and s.genre = 'ordinaire' and s.etat in ('ouverte', 'close') and ${bornes(annee)} group by s.commune`.execute(db)
  const tenues = new Map(rows.map((r) => [r.commune, r.tenues]))
  return new Map(communes.map((c) => [c, tenues.get(c) ?? 0]))
}

/** What a session is made of when it is prepared. */
export type Annonce = Pick<Seance, 'genre' | 'session' | 'prevueLe' | 'lieu' | 'motif' | 'regles'>

export async function insertSeance(tx: Tx, s: Annonce & { id: string; commune: string; remplace: string | null; reporte: string | null; creePar: string; maintenant: Date }): Promise<void> {
  await sql`insert into legalite.seance (id, commune, genre, session, prevue_le, lieu, motif, etat, remplace, reporte, regles, cree_le, cree_par)
    values (${s.id}, ${s.commune}, ${s.genre}, ${s.session}, ${s.prevueLe}, ${s.lieu}, ${s.motif}, 'preparee', ${s.remplace}, ${s.reporte}, ${s.regles}, ${s.maintenant}, ${s.creePar})`.execute(tx)
}

export type ChangementSeance = Partial<Omit<Seance, 'id' | 'commune' | 'creeLe' | 'remplace' | 'reporte'>>

/** Writes what a gesture changes. */
export async function updateSeance(tx: Tx, id: string, changement: ChangementSeance): Promise<void> {
  const mis = Object.entries(changement).map(([nom, v]) => sql`${sql.ref(nom.replace(/[A-Z]/g, (l) => `_${l.toLowerCase()}`))} = ${v}`)
  await sql`update legalite.seance set ${sql.join([...mis, sql`revision = revision + 1`])} where id = ${id}`.execute(tx)
}

/** Holds a session for one of the house's own tasks. */
export async function lockSeanceDe(tx: Tx, id: string): Promise<void> {
  await sql`select id from legalite.seance where id = ${id} for update`.execute(tx)
}
