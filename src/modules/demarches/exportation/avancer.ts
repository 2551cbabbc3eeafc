import { insertConsultations } from '../../../kernel/identite/consultation.queries.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import type { Maison } from '../../../kernel/maison.ts'
import { entreeZip, finZip } from '../../../lib/zip.ts'
import { listMessagesPar } from '../echange/echange.queries.ts'
import { getDemarche } from '../definition.queries.ts'
import { entreesDe, versJson } from './archive.ts'
import { listLot, updateExportation } from './exportation.queries.ts'
import type { DossierExporte, Exportation, FormatExport } from './exportation.queries.ts'
import { ecrireA, ecrireFlux, effacerAnnexe, effacerLignes, lireAnnexe, lireFlux } from './fichier.ts'
import { classeurDe, colonnesDe, entete, lignes } from './tableur.ts'

/** Files written together, hence held in memory together: an archive holds their papers. */
const LOTS: Readonly<Record<FormatExport, number>> = { csv: 500, xlsx: 500, jsonl: 1000, zip: 20 }
/** How long an export may be fetched. */
export const HEURES = 48
const expiration = (maintenant: Date): Date => new Date(maintenant.getTime() + HEURES * 3_600_000)

/** An export after one more batch. `reste`: all its lines are written, its workbook is not. */
export type Avancee = Exportation & { reste?: boolean }

/**
 * Writes one batch of a locked export, after the last one acknowledged. The file is on disk before the transaction says so: a
 * process killed in between writes the same batch again, in the same place. Returns the export as it now is; `reste`: all is
 * written, and the workbook is still to be made of it, out of the transaction (`faireClasseur`).
 */
export async function avancer(tx: Tx, maison: Maison, e: Exportation, maintenant: Date): Promise<Avancee> {
  const lot = await listLot(tx, e, LOTS[e.format])
  const suivi = { ...e, faits: e.faits + lot.length, curseur: lot.at(-1)?.id ?? e.curseur, avanceLe: maintenant }
  if (e.format === 'zip') await ecrireArchive(tx, maison, suivi, lot)
  else suivi.octets = await ecrireA(maison, e.id, tabulaire(e.format) ? await versCsv(tx, maison, e, lot) : await versLignes(tx, maison, lot), e.octets)
  if (lot.length > 0) await insertConsultations(tx, lot.map((d) => `dossier:${d.id}`), { acteur: e.par, fonction: e.fonction, le: maintenant })
  const fin = lot.length < LOTS[e.format]
  if (fin && e.format !== 'xlsx') await finir(maison, suivi, maintenant)
  await updateExportation(tx, suivi)
  return fin && e.format === 'xlsx' ? { ...suivi, reste: true } : suivi
}

/** Written line by line as CSV; a workbook is made of it at the end. */
export const tabulaire = (format: FormatExport): boolean => format === 'csv' || format === 'xlsx'

async function versCsv(tx: Tx, maison: Maison, e: Exportation, lot: readonly DossierExporte[]): Promise<Buffer[]> {
  const colonnes = await colonnesDe(tx, e.filtre.demarche!, e.demandeLe)
  const dossiers = await Promise.all(lot.map(async (dossier) => ({ dossier, definition: await getDemarche(tx, dossier.demarche, dossier.version) })))
  return [...(e.octets === 0 ? [entete(colonnes)] : []), lignes(dossiers, colonnes, maison.territoires)]
}

async function versLignes(tx: Tx, { territoires }: Maison, lot: readonly DossierExporte[]): Promise<Buffer[]> {
  const messages = await listMessagesPar(tx, lot.map((d) => d.id))
  return [Buffer.from(lot.map((d) => `${JSON.stringify(versJson(d, territoires.chemin(d.territoire ?? ''), messages.get(d.id)))}\n`).join(''))]
}

async function ecrireArchive(tx: Tx, maison: Maison, e: Exportation, lot: readonly DossierExporte[]): Promise<void> {
  const corps: Buffer[] = []
  const repertoire: Buffer[] = []
  let ou = e.octets
  for (const dossier of lot)
    for await (const entree of entreesDe(tx, maison, dossier)) {
      const ecrite = entreeZip(entree, ou)
      corps.push(ecrite.corps)
      repertoire.push(ecrite.ligne)
      ou += ecrite.corps.length
    }
  e.octets = await ecrireA(maison, e.id, corps, e.octets)
  e.annexe = await ecrireA(maison, e.id, repertoire, e.annexe, true)
  e.entrees += repertoire.length
}

/**
 * The workbook of an export whose lines are all written, beside them: a compressed archive cannot be written by batches. Made again whole if
 * the process is killed. Returns its bytes.
 */
export function faireClasseur(maison: Maison, e: Exportation): Promise<number> {
  return ecrireFlux(maison, e.id, classeurDe(lireFlux(maison, e.id, e.octets)))
}

/** Acknowledges the workbook of a locked export. */
export async function finirClasseur(tx: Tx, e: Exportation, octets: number, maintenant: Date): Promise<Exportation> {
  const fini = { ...e, etat: 'fini' as const, annexe: octets, expireLe: expiration(maintenant) }
  await updateExportation(tx, fini)
  return fini
}

async function finir(maison: Maison, e: Exportation, maintenant: Date): Promise<void> {
  if (e.format === 'zip') {
    const repertoire = await lireAnnexe(maison, e.id, e.annexe)
    e.octets = await ecrireA(maison, e.id, [repertoire, finZip({ entrees: e.entrees, debut: e.octets, taille: e.annexe })], e.octets)
    e.annexe = 0
  }
  e.etat = 'fini'
  e.expireLe = expiration(maintenant)
}

/** What an archive or a workbook no longer needs once its end is acknowledged. */
export async function ranger(maison: Maison, e: Exportation): Promise<void> {
  if (e.etat !== 'fini') return
  if (e.format === 'zip') await effacerAnnexe(maison, e.id)
  if (e.format === 'xlsx') await effacerLignes(maison, e.id)
}

/** Bytes of a finished export, as it is fetched. */
export const tailleDe = (e: Pick<Exportation, 'format' | 'octets' | 'annexe'>): number => (e.format === 'xlsx' ? e.annexe : e.octets)
