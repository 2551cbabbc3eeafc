import { sql } from '../../../kernel/db/index.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'
import type { Portee } from '../../../kernel/identite/portee.ts'
import type { Dossier } from '../dossier.ts'
import { garde } from '../file.queries.ts'
import type { CritereFile } from '../file.queries.ts'

export type FormatExport = 'csv' | 'xlsx' | 'jsonl' | 'zip'
export type EtatExport = 'en_cours' | 'fini' | 'annule' | 'efface'
/** An export being written. `octets`, `annexe`: bytes acknowledged, of the file, and of the directory of an archive or of the finished workbook. */
export type Exportation = {
  id: string; par: string; parNom: string; fonction: string; format: FormatExport; filtre: CritereFile; codes: string[] | null; etat: EtatExport; total: number; faits: number
  curseur: string | null; octets: number; annexe: number; entrees: number; demandeLe: Date; avanceLe: Date; expireLe: Date | null
}

const CHAMPS = sql`id, par, par_nom, fonction, format, filtre, codes, etat, total, faits, curseur, octets, annexe, entrees, demande_le, avance_le, expire_le`

/** How many files a filter keeps. */
export async function compterDossiers(db: Db, portee: Pick<Portee, 'codes'>, filtre: CritereFile): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from demarches.dossier where ${garde(portee, filtre)}`.execute(db)
  return rows[0]!.n
}

/** Asks for an export of what the filter keeps now, in the territories of whoever asks. */
export async function insertExportation(tx: Tx, e: Pick<Exportation, 'id' | 'par' | 'parNom' | 'fonction' | 'format' | 'filtre' | 'total'> & { portee: Pick<Portee, 'codes'>; maintenant: Date }): Promise<void> {
  await sql`insert into demarches.exportation (id, par, par_nom, fonction, format, filtre, codes, total, demande_le, avance_le)
    values (${e.id}, ${e.par}, ${e.parNom}, ${e.fonction}, ${e.format}, ${JSON.stringify(e.filtre)}::jsonb, ${e.portee.codes}, ${e.total}, ${e.maintenant}, ${e.maintenant})`.execute(tx)
}

/** An export by id. */
export async function findExportation(db: Db, id: string): Promise<Exportation | undefined> {
  const { rows } = await sql<Exportation>`select ${CHAMPS} from demarches.exportation where id = ${id}`.execute(db)
  return rows[0]
}

/** The same for writing: one batch at a time, whoever runs it. */
export async function lockExportation(tx: Tx, id: string): Promise<Exportation | undefined> {
  const { rows } = await sql<Exportation>`select ${CHAMPS} from demarches.exportation where id = ${id} for update`.execute(tx)
  return rows[0]
}

/** What somebody has asked for, latest first, at most 20. */
export async function listExportations(db: Db, par: string): Promise<Exportation[]> {
  const { rows } = await sql<Exportation>`select ${CHAMPS} from demarches.exportation where par = ${par} order by demande_le desc limit 20`.execute(db)
  return rows
}

/** Whole exports whose time has passed, and the files of those given up since then. */
export async function listPerimees(db: Db, maintenant: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from demarches.exportation where etat = 'fini' and expire_le < ${maintenant} limit 1000`.execute(db)
  return rows.map((ligne) => ligne.id)
}

/** Says how far an export is, or how it ended. */
export async function updateExportation(tx: Tx, e: Exportation): Promise<void> {
  await sql`update demarches.exportation set etat = ${e.etat}, faits = ${e.faits}, curseur = ${e.curseur}, octets = ${e.octets}, annexe = ${e.annexe}, entrees = ${e.entrees},
    avance_le = ${e.avanceLe}, expire_le = ${e.expireLe} where id = ${e.id}`.execute(tx)
}

export type DossierExporte = Pick<Dossier, 'id' | 'demarche' | 'version' | 'etat' | 'canal' | 'territoire' | 'bureau' | 'demandeur' | 'telephone' | 'courriel' | 'reponses' | 'echeance' | 'decision' | 'motif' | 'decideLe' | 'documentId'> & { numero: string; deposeLe: Date }

/** The files that follow `curseur`, filed before the export was asked for. Ids grow with time: each batch begins where the last one ended. */
export async function listLot(db: Db, e: Pick<Exportation, 'codes' | 'filtre' | 'curseur' | 'demandeLe'>, limite: number): Promise<DossierExporte[]> {
  const { rows } = await sql<DossierExporte>`select id, numero, demarche, version, etat, canal, territoire, bureau, demandeur, telephone, courriel, reponses, depose_le, echeance, decision, motif, decide_le, document_id
    from demarches.dossier where ${garde(e, e.filtre)} and depose_le <= ${e.demandeLe} and ${e.curseur ? sql`id > ${e.curseur}` : sql`true`} order by id limit ${limite}`.execute(db)
  return rows
}
