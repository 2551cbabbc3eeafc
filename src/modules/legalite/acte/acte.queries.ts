import { Introuvable } from '../../../lib/erreurs.ts'
import { sql } from '../../../kernel/db/index.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'
import type { Lecteur } from '../lecteur.ts'
import type { Acte } from './acte.ts'

/** Columns of an act, as `Acte` reads them; `a` is the table. */
export const CHAMPS = sql`a.id, a.commune, a.regime, a.etat, a.nature, a.matiere, a.numero, a.objet, a.date_acte::text as date_acte, a.seance_id, a.point_id, a.signataire_poste, a.signataire_nom, a.signataire_qualite,
  a.mode, a.signe_le, a.montant, a.budget, a.exercice, a.empreinte, a.canal, a.reference, a.transmis_par_nom, a.recu_le, a.ar_numero, a.referentiels, a.horloge, a.echeance::text as echeance,
  a.limite_transmission::text as limite_transmission, a.a_temps, a.publie_le::text as publie_le, a.publication_mode, a.publication_preuve, a.executoire_le::text as executoire_le, a.risque, a.approfondi, a.selection,
  a.affecte_a, a.affecte_nom, a.examine_le, a.pieces_le, a.observe_le, a.suspendu_le, a.defere_le, a.juge_le::text as juge_le, a.clos_le, a.issue, a.duree, a.retour, a.public_le, a.cree_le, a.cree_par, a.modifie_le, a.revision`

const parmi = (codes: readonly string[] | null) => (codes === null ? sql`true` : codes.length === 1 ? sql`a.commune = ${codes[0]}` : sql`a.commune = any(${[...codes]}::text[])`)
const contient = (codes: readonly string[] | null, autres: readonly string[] | null) => codes === null || (autres !== null && autres.every((c) => codes.includes(c)))

/**
 * What this reader may know of: received acts of his territory, and what his own commune prepares. The communes are said once, before the rest:
 * an index of a commune serves that, as it cannot serve an « or », and PostgreSQL counts the rows right.
 */
export function visible({ lire: { codes: lus }, rediger: { codes: tenus } }: Lecteur) {
  if (contient(tenus, lus)) return parmi(tenus)
  const recus = sql`(a.recu_le is not null or a.etat = 'archive')`
  const tous = lus === null || tenus === null ? null : [...new Set([...lus, ...tenus])]
  const ici = contient(lus, tous) ? recus : sql`(${parmi(lus)} and ${recus})`
  return tenus?.length === 0 ? sql`(${parmi(tous)} and ${ici})` : sql`(${parmi(tous)} and (${ici} or ${parmi(tenus)}))`
}

/** The commune of an act: asked before every door. */
export async function findCommune(db: Db, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ commune: string }>`select commune from legalite.acte where id = ${id}`.execute(db)
  return rows[0]?.commune
}

/** An act, if it exists for this reader. Throws `Introuvable`. */
export async function getActe(db: Db, id: string, lecteur: Lecteur): Promise<Acte> {
  const { rows } = await sql<Acte>`select ${CHAMPS} from legalite.acte a where a.id = ${id} and ${visible(lecteur)}`.execute(db)
  if (!rows[0]) throw new Introuvable()
  return rows[0]
}

/** An act, for the house's own tasks, which act for nobody. */
export async function findActe(db: Db, id: string): Promise<Acte | undefined> {
  const { rows } = await sql<Acte>`select ${CHAMPS} from legalite.acte a where a.id = ${id}`.execute(db)
  return rows[0]
}

/** Loads an act for writing: nobody else changes it until the end of the transaction. Throws `Introuvable`. */
export async function lockActe(tx: Tx, id: string, lecteur: Lecteur): Promise<Acte> {
  const { rows } = await sql<Acte>`select ${CHAMPS} from legalite.acte a where a.id = ${id} and ${visible(lecteur)} for update of a`.execute(tx)
  if (!rows[0]) throw new Introuvable()
  return rows[0]
}

/** The same for the house's own tasks. */
export async function lockActeDe(tx: Tx, id: string): Promise<Acte | undefined> {
  const { rows } = await sql<Acte>`select ${CHAMPS} from legalite.acte a where a.id = ${id} for update of a`.execute(tx)
  return rows[0]
}

/** What a draft is made of. */
export type Brouillon = Pick<Acte, 'nature' | 'matiere' | 'objet' | 'dateActe' | 'montant' | 'budget' | 'exercice' | 'signatairePoste' | 'signataireNom' | 'signataireQualite' | 'mode'> & { publicationMode?: string | null }

/** Begins an act. Returns nothing: the id is the caller's. */
export async function insertActe(tx: Tx, a: { id: string; commune: string; etat: 'brouillon' | 'archive'; regime: string; seanceId?: string | null; pointId?: string | null; numero?: string | null; creePar: string; maintenant: Date } & Brouillon): Promise<void> {
  await sql`insert into legalite.acte (id, commune, regime, etat, nature, matiere, numero, objet, date_acte, seance_id, point_id, signataire_poste, signataire_nom, signataire_qualite, mode, montant, budget, exercice, cree_le, cree_par, modifie_le)
    values (${a.id}, ${a.commune}, ${a.regime}, ${a.etat}, ${a.nature}, ${a.matiere}, ${a.numero ?? null}, ${a.objet}, ${a.dateActe}, ${a.seanceId ?? null}, ${a.pointId ?? null}, ${a.signatairePoste}, ${a.signataireNom}, ${a.signataireQualite}, ${a.mode},
      ${a.montant}, ${a.budget === null ? null : JSON.stringify(a.budget)}::jsonb, ${a.exercice}, ${a.maintenant}, ${a.creePar}, ${a.maintenant})`.execute(tx)
}

const JSONB = new Set(['budget', 'referentiels', 'horloge', 'selection', 'retour'])
const colonne = (nom: string) => nom.replace(/[A-Z]/g, (m) => `_${m.toLowerCase()}`)

/** Columns of an act that a gesture may change. */
export type Changement = Partial<Omit<Acte, 'id' | 'commune' | 'creeLe' | 'creePar' | 'modifieLe' | 'revision'>> & { transmisPar?: string; graine?: string | null; affecteLe?: Date | null }

/** Writes what a gesture changes, and raises the revision that forms carry. */
export async function updateActe(tx: Tx, id: string, changement: Changement, maintenant: Date): Promise<void> {
  const mis = Object.entries(changement).map(([nom, v]) => (JSONB.has(nom) ? sql`${sql.ref(colonne(nom))} = ${v === null ? null : JSON.stringify(v)}::jsonb` : sql`${sql.ref(colonne(nom))} = ${v}`))
  await sql`update legalite.acte set ${sql.join([...mis, sql`modifie_le = ${maintenant}`, sql`revision = revision + 1`])} where id = ${id}`.execute(tx)
}

/** The next number of a series for a territory and a year: no hole, since a refusal gives the number back with its transaction. */
export async function prochainNumero(tx: Tx, territoire: string, serie: string, annee: number): Promise<number> {
  const { rows } = await sql<{ dernier: number }>`insert into legalite.compteur (territoire, serie, annee, dernier) values (${territoire}, ${serie}, ${annee}, 1)
    on conflict (territoire, serie, annee) do update set dernier = legalite.compteur.dernier + 1 returning dernier`.execute(tx)
  return rows[0]!.dernier
}

/** The number that `prochainNumero` would give now; somebody else may take it first. */
export async function voirNumero(db: Db, territoire: string, serie: string, annee: number): Promise<number> {
  const { rows } = await sql<{ dernier: number }>`select dernier from legalite.compteur where territoire = ${territoire} and serie = ${serie} and annee = ${annee}`.execute(db)
  return (rows[0]?.dernier ?? 0) + 1
}

/** Which acts of this commune bear one of these numbers. */
export async function listParNumeros(db: Db, commune: string, numeros: readonly string[]): Promise<{ id: string; numero: string; etat: Acte['etat']; objet: string }[]> {
  const { rows } = await sql<{ id: string; numero: string; etat: Acte['etat']; objet: string }>`select id, numero, etat, objet from legalite.acte where commune = ${commune} and numero = any(${[...numeros]}::text[])`.execute(db)
  return rows
}

/** An act of this commune whose main paper is the same, sent and not taken back. */
export async function findMemeTexte(db: Db, commune: string, empreinte: string, sauf: string): Promise<{ id: string; numero: string } | undefined> {
  const { rows } = await sql<{ id: string; numero: string }>`select id, numero from legalite.acte where commune = ${commune} and empreinte = ${empreinte} and id <> ${sauf} and etat not in ('brouillon', 'signe', 'annule', 'retourne', 'abandonne') limit 1`.execute(db)
  return rows[0]
}
