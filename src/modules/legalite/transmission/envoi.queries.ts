import { Introuvable } from '../../../lib/erreurs.ts'
import { sql } from '../../../kernel/db/index.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'
import type { Portee } from '../../../kernel/identite/portee.ts'
import type { Enveloppe } from '../enveloppe/enveloppe.ts'

export type ActeEnvoye = Enveloppe['actes'][number]
/** Where the papers of an envelope were put: name in the archive -> content. */
export type FichierEnvoye = { sha256: string; taille: number }
export type Envoi = { id: string; commune: string; canal: 'json' | 'xml'; emetteur: string; reference: string; nombre: number; recuLe: Date; deposeParNom: string }
export type LigneEnvoi = { rang: number; numero: string; objet: string; etat: 'attente' | 'recu' | 'refuse'; acteId: string | null; arNumero: string | null; anomalies: { code: string; phrase: string; bloque: boolean }[] }

const CHAMPS = sql`e.id, e.commune, e.canal, e.emetteur, e.reference, e.nombre, e.recu_le, e.depose_par_nom`
const parmi = ({ codes }: Portee) => (codes === null ? sql`true` : sql`e.commune = any(${codes}::text[])`)

/** The commune of an envelope: asked before its door. */
export async function findCommuneEnvoi(db: Db, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ commune: string }>`select commune from legalite.envoi where id = ${id}`.execute(db)
  return rows[0]?.commune
}

/** The envelope already known under this reference of this sender. */
export async function findEnvoi(db: Db, commune: string, emetteur: string, reference: string): Promise<{ id: string; archive: string } | undefined> {
  const { rows } = await sql<{ id: string; archive: string }>`select id, archive from legalite.envoi where commune = ${commune} and emetteur = ${emetteur} and reference = ${reference}`.execute(db)
  return rows[0]
}

/** Keeps an envelope and each of its acts, all to be judged. */
export async function insertEnvoi(tx: Tx, e: Omit<Envoi, 'nombre'> & { archive: string; deposePar: string; actes: readonly (ActeEnvoye & { fichiers: Record<string, FichierEnvoye> })[] }): Promise<void> {
  await sql`insert into legalite.envoi (id, commune, canal, emetteur, reference, archive, nombre, recu_le, depose_par, depose_par_nom)
    values (${e.id}, ${e.commune}, ${e.canal}, ${e.emetteur}, ${e.reference}, ${e.archive}, ${e.actes.length}, ${e.recuLe}, ${e.deposePar}, ${e.deposeParNom})`.execute(tx)
  await sql`insert into legalite.envoi_acte (envoi_id, rang, numero, objet, contenu)
    select ${e.id}, (a->>'rang')::int, a->>'numero', a->>'objet', a->'contenu' from jsonb_array_elements(${JSON.stringify(e.actes.map((a, n) => ({ rang: n + 1, numero: a.numero, objet: a.objet, contenu: a })))}::jsonb) a`.execute(tx)
}

/** An envelope of these territories. Throws `Introuvable`. */
export async function getEnvoi(db: Db, id: string, portee: Portee): Promise<Envoi> {
  const { rows } = await sql<Envoi>`select ${CHAMPS} from legalite.envoi e where e.id = ${id} and ${parmi(portee)}`.execute(db)
  if (!rows[0]) throw new Introuvable()
  return rows[0]
}

/** Latest envelopes of these territories, with how many of their acts wait and how many were refused. */
export async function listEnvois(db: Db, portee: Portee, limite: number): Promise<(Envoi & { attente: number; refuses: number })[]> {
  const { rows } = await sql<Envoi & { attente: number; refuses: number }>`select ${CHAMPS}, (select count(*) from legalite.envoi_acte a where a.envoi_id = e.id and a.etat = 'attente') as attente, (select count(*) from legalite.envoi_acte a where a.envoi_id = e.id and a.etat = 'refuse') as refuses
    from legalite.envoi e where ${parmi(portee)} order by e.id desc limit ${limite}`.execute(db)
  return rows
}

/** What became of each act of an envelope, in its order. */
export async function listLignes(db: Db, envoiId: string): Promise<LigneEnvoi[]> {
  const { rows } = await sql<LigneEnvoi>`select l.rang, l.numero, l.objet, l.etat, l.acte_id, a.ar_numero, l.anomalies from legalite.envoi_acte l left join legalite.acte a on a.id = l.acte_id where l.envoi_id = ${envoiId} order by l.rang`.execute(db)
  return rows
}

/** One act of an envelope that waits to be judged, held until the end of the transaction; undefined once it is. */
export async function lockLigne(tx: Tx, envoiId: string, rang: number): Promise<{ envoi: Envoi & { deposePar: string }; contenu: ActeEnvoye & { fichiers: Record<string, FichierEnvoye> } } | undefined> {
  const { rows } = await sql<{ contenu: ActeEnvoye & { fichiers: Record<string, FichierEnvoye> } } & Envoi & { deposePar: string }>`select ${CHAMPS}, e.depose_par, l.contenu from legalite.envoi_acte l join legalite.envoi e on e.id = l.envoi_id where l.envoi_id = ${envoiId} and l.rang = ${rang} and l.etat = 'attente' for update of l`.execute(tx)
  if (!rows[0]) return undefined
  const { contenu, ...envoi } = rows[0]
  return { envoi, contenu }
}

/** The same without holding it, to read its papers before the transaction. */
export async function findLigne(db: Db, envoiId: string, rang: number): Promise<(ActeEnvoye & { fichiers: Record<string, FichierEnvoye> }) | undefined> {
  const { rows } = await sql<{ contenu: ActeEnvoye & { fichiers: Record<string, FichierEnvoye> } }>`select contenu from legalite.envoi_acte where envoi_id = ${envoiId} and rang = ${rang} and etat = 'attente'`.execute(db)
  return rows[0]?.contenu
}

/** Writes the verdict on one act of an envelope. */
export async function updateLigne(tx: Tx, envoiId: string, rang: number, v: { etat: 'recu' | 'refuse'; acteId: string | null; anomalies: LigneEnvoi['anomalies']; maintenant: Date }): Promise<void> {
  await sql`update legalite.envoi_acte set etat = ${v.etat}, acte_id = ${v.acteId}, anomalies = ${JSON.stringify(v.anomalies)}::jsonb, juge_le = ${v.maintenant} where envoi_id = ${envoiId} and rang = ${rang}`.execute(tx)
}
