import { Introuvable } from '../../../lib/erreurs.ts'
import { sql } from '../../../kernel/db/index.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'
import type { Portee } from '../../../kernel/identite/portee.ts'
import type { EtatSignalement, Signalement } from './signalement.ts'

const CHAMPS = sql`s.id, s.commune, s.acte_id, a.numero as acte_numero, a.objet as acte_objet, s.designation, s.qualite, s.nom, s.telephone, s.courriel, s.titulaire, s.texte, s.fichier_nom, s.fichier_sha256, s.fichier_type, s.fichier_taille,
  s.etat, s.recu_le, s.examine_le, s.examine_par_nom, s.reponse, s.clos_le, s.clos_par_nom, s.efface_le`
const DEPUIS = sql`legalite.signalement s left join legalite.acte a on a.id = s.acte_id`
const parmi = ({ codes }: Portee) => (codes === null ? sql`true` : sql`s.commune = any(${codes}::text[])`)

/** The commune a report is about: asked before every door. */
export async function findCommuneSignalement(db: Db, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ commune: string }>`select commune from legalite.signalement where id = ${id}`.execute(db)
  return rows[0]?.commune
}

/** One report of these territories. Throws `Introuvable`. */
export async function getSignalement(db: Db, id: string, portee: Portee): Promise<Signalement> {
  const { rows } = await sql<Signalement>`select ${CHAMPS} from ${DEPUIS} where s.id = ${id} and ${parmi(portee)}`.execute(db)
  if (!rows[0]) throw new Introuvable()
  return rows[0]
}

/** The same, held until the end of the transaction. */
export async function lockSignalement(tx: Tx, id: string, portee: Portee): Promise<Signalement> {
  const { rows } = await sql<Signalement>`select ${CHAMPS} from ${DEPUIS} where s.id = ${id} and ${parmi(portee)} for update of s`.execute(tx)
  if (!rows[0]) throw new Introuvable()
  return rows[0]
}

/** The report that a follow code opens, by what is stored of the code. */
export async function findParCode(db: Db, empreinte: Buffer): Promise<Signalement | undefined> {
  const { rows } = await sql<Signalement>`select ${CHAMPS} from ${DEPUIS} where s.code = ${empreinte}`.execute(db)
  return rows[0]
}

export type FiltreSignalements = { etat?: string; commune?: string; apres?: string; limite: number }
/** Reports of these territories, the latest first; `etat` « ouvert » is what waits for an answer. */
export async function listSignalements(db: Db, portee: Portee, f: FiltreSignalements): Promise<Signalement[]> {
  const et = [parmi(portee)]
  if (f.etat === 'ouvert') et.push(sql`s.etat in ('recu', 'examine')`)
  else if (f.etat) et.push(sql`s.etat = ${f.etat}`)
  if (f.commune) et.push(sql`s.commune = ${f.commune}`)
  if (f.apres) et.push(sql`(s.recu_le, s.id) < (select recu_le, id from legalite.signalement where id = ${f.apres})`)
  const { rows } = await sql<Signalement>`select ${CHAMPS} from ${DEPUIS} where ${sql.join(et, sql` and `)} order by s.recu_le desc, s.id desc limit ${f.limite}`.execute(db)
  return rows
}

export type SignalementDeLActe = Pick<Signalement, 'id' | 'qualite' | 'etat' | 'recuLe' | 'closLe'>
/** What was told about an act, for the page of the act at the prefecture: how many, in what state, never by whom. Oldest first. */
export async function listSignalementsDe(db: Db, acteId: string): Promise<SignalementDeLActe[]> {
  const { rows } = await sql<SignalementDeLActe>`select id, qualite, etat, recu_le, clos_le from legalite.signalement where acte_id = ${acteId} order by recu_le, id limit 500`.execute(db)
  return rows
}

/** What these keys have reported: the copy of one's data. */
export async function listParTitulaires(db: Db, cles: readonly string[]): Promise<Signalement[]> {
  const { rows } = await sql<Signalement>`select ${CHAMPS} from ${DEPUIS} where s.titulaire = any(${[...cles]}::text[]) order by s.recu_le`.execute(db)
  return rows
}

type Nouveau = Pick<Signalement, 'id' | 'commune' | 'acteId' | 'designation' | 'qualite' | 'nom' | 'telephone' | 'courriel' | 'titulaire' | 'texte'> & { code: Buffer; referenceId: string | null; fichier: { nom: string; sha256: string; type: string; taille: number } | undefined; maintenant: Date }
/** Writes a report. */
export async function insertSignalement(tx: Tx, s: Nouveau): Promise<void> {
  await sql`insert into legalite.signalement (id, code, commune, acte_id, designation, qualite, nom, telephone, courriel, titulaire, texte, reference_id, fichier_nom, fichier_sha256, fichier_type, fichier_taille, recu_le)
    values (${s.id}, ${s.code}, ${s.commune}, ${s.acteId}, ${s.designation}, ${s.qualite}, ${s.nom}, ${s.telephone}, ${s.courriel}, ${s.titulaire}, ${s.texte}, ${s.referenceId}, ${s.fichier?.nom ?? null}, ${s.fichier?.sha256 ?? null}, ${s.fichier?.type ?? null}, ${s.fichier?.taille ?? null}, ${s.maintenant})`.execute(tx)
}

/** Says to which act a report is about. */
export async function updateActeDe(tx: Tx, id: string, acteId: string): Promise<void> {
  await sql`update legalite.signalement set acte_id = ${acteId} where id = ${id}`.execute(tx)
}

/** Somebody looks into it. */
export async function updateExamine(tx: Tx, id: string, e: { parNom: string; maintenant: Date }): Promise<void> {
  await sql`update legalite.signalement set etat = 'examine', examine_le = ${e.maintenant}, examine_par_nom = ${e.parNom} where id = ${id}`.execute(tx)
}

/** The answer, or why it is out of scope. */
export async function updateClos(tx: Tx, id: string, c: { etat: Extract<EtatSignalement, 'repondu' | 'ecarte'>; reponse: string; par: string; parNom: string; maintenant: Date }): Promise<void> {
  await sql`update legalite.signalement set etat = ${c.etat}, reponse = ${c.reponse}, clos_le = ${c.maintenant}, clos_par = ${c.par}, clos_par_nom = ${c.parNom} where id = ${id}`.execute(tx)
}

/** Forgets who wrote a report and the file that came with it; what it says of the act stays. */
export async function effacerAuteur(tx: Tx, id: string, maintenant: Date): Promise<void> {
  await sql`update legalite.signalement set nom = '', telephone = null, courriel = null, titulaire = null, reference_id = null, fichier_nom = null, fichier_sha256 = null, fichier_type = null, fichier_taille = null, efface_le = ${maintenant} where id = ${id}`.execute(tx)
}
