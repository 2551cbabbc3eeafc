import { Introuvable } from '../../../lib/erreurs.ts'
import { sql } from '../../../kernel/db/index.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'
import type { Portee } from '../../../kernel/identite/portee.ts'
import type { Mesure } from './mesure.ts'

const CHAMPS = sql`m.id, m.acte_id, m.commune, m.genre, m.etat, m.numero, m.motif, m.points, m.texte, m.repondre_avant::text as repondre_avant, m.prepare_par, m.prepare_par_nom, m.prepare_le, m.soumis_le, m.renvoi, m.signe_par_nom, m.signe_qualite, m.signe_le, m.document_id, m.lu_par_nom, m.lu_le,
  m.reponse_sens, m.reponse, m.repondu_par_nom, m.repondu_le, m.acte_reponse, m.suite, m.suite_note, m.suite_le, m.juridiction, m.jugement_numero, m.jugement_le::text as jugement_le, m.jugement_sens, m.dispositif, m.revision`
const parmi = ({ codes }: Portee) => (codes === null ? sql`true` : sql`m.commune = any(${codes}::text[])`)

/** The commune a letter is about: asked before every door. A draft is the prefecture's alone. */
export async function findCommuneMesure(db: Db, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ commune: string }>`select commune from legalite.mesure where id = ${id}`.execute(db)
  return rows[0]?.commune
}

/** What the prefect has done, or is about to do, about an act; oldest first. `projets` false leaves out what is not signed. */
export async function listMesures(db: Db, acteId: string, projets: boolean): Promise<Mesure[]> {
  const { rows } = await sql<Mesure>`select ${CHAMPS} from legalite.mesure m where m.acte_id = ${acteId} and (${projets} or m.signe_le is not null) order by m.prepare_le, m.id`.execute(db)
  return rows
}

/** One letter of these territories. `projets` false: signed ones only. Throws `Introuvable`. */
export async function getMesure(db: Db, id: string, portee: Portee, projets: boolean): Promise<Mesure> {
  const { rows } = await sql<Mesure>`select ${CHAMPS} from legalite.mesure m where m.id = ${id} and ${parmi(portee)} and (${projets} or m.signe_le is not null)`.execute(db)
  if (!rows[0]) throw new Introuvable()
  return rows[0]
}

/** The same, held until the end of the transaction. The row of the act is locked first, always. */
export async function lockMesure(tx: Tx, id: string, portee: Portee): Promise<Mesure> {
  const { rows } = await sql<Mesure>`select ${CHAMPS} from legalite.mesure m where m.id = ${id} and ${parmi(portee)} for update of m`.execute(tx)
  if (!rows[0]) throw new Introuvable()
  return rows[0]
}

/** A letter, for the house's own tasks. */
export async function findMesure(db: Db, id: string): Promise<Mesure | undefined> {
  const { rows } = await sql<Mesure>`select ${CHAMPS} from legalite.mesure m where m.id = ${id}`.execute(db)
  return rows[0]
}

/** A letter, for the house's own tasks, held until the end of the transaction. */
export async function lockMesureDe(tx: Tx, id: string): Promise<Mesure | undefined> {
  const { rows } = await sql<Mesure>`select ${CHAMPS} from legalite.mesure m where m.id = ${id} for update of m`.execute(tx)
  return rows[0]
}

/** Begins a letter. */
export async function insertMesure(tx: Tx, m: Pick<Mesure, 'id' | 'acteId' | 'commune' | 'genre' | 'motif' | 'points' | 'texte' | 'preparePar' | 'prepareParNom'> & { maintenant: Date }): Promise<void> {
  await sql`insert into legalite.mesure (id, acte_id, commune, genre, etat, motif, points, texte, prepare_par, prepare_par_nom, prepare_le)
    values (${m.id}, ${m.acteId}, ${m.commune}, ${m.genre}, 'projet', ${m.motif}, ${JSON.stringify(m.points)}::jsonb, ${m.texte}, ${m.preparePar}, ${m.prepareParNom}, ${m.maintenant})`.execute(tx)
}

const colonne = (nom: string) => nom.replace(/[A-Z]/g, (lettre) => `_${lettre.toLowerCase()}`)
/** Writes what a gesture changes. */
export async function updateMesure(tx: Tx, id: string, changement: Partial<Omit<Mesure, 'id' | 'acteId' | 'commune' | 'genre' | 'revision'>> & { signePar?: string }): Promise<void> {
  const mis = Object.entries(changement).map(([nom, v]) => (nom === 'points' ? sql`points = ${JSON.stringify(v)}::jsonb` : sql`${sql.ref(colonne(nom))} = ${v}`))
  await sql`update legalite.mesure set ${sql.join([...mis, sql`revision = revision + 1`])} where id = ${id}`.execute(tx)
}

/** Letters whose answer is late: asked by a nightly task. `jour` is today. */
export async function listSansReponse(db: Db, jour: string, limite: number): Promise<{ id: string; acteId: string }[]> {
  const { rows } = await sql<{ id: string; acteId: string }>`select id, acte_id from legalite.mesure where etat = 'signee' and genre in ('demande-pieces', 'observations') and repondre_avant < ${jour}::date order by repondre_avant, id limit ${limite}`.execute(db)
  return rows
}

export type LigneMesure = Mesure & { acteNumero: string; acteObjet: string; echeance: string | null }
/** Letters in one of these states, the most pressing first, for whoever signs, answers or reads. */
export async function listParEtat(db: Db, portee: Portee, etats: readonly Mesure['etat'][], limite: number): Promise<LigneMesure[]> {
  const { rows } = await sql<LigneMesure>`select ${CHAMPS}, a.numero as acte_numero, a.objet as acte_objet, a.echeance::text as echeance from legalite.mesure m join legalite.acte a on a.id = m.acte_id
    where m.etat = any(${[...etats]}::text[]) and ${parmi(portee)} order by coalesce(m.repondre_avant, a.echeance) nulls last, m.prepare_le limit ${limite}`.execute(db)
  return rows
}
