import { Readable } from 'node:stream'
import { parse } from 'csv-parse'
import { stringify } from 'csv-stringify/sync'
import { dateChiffres } from '../../../lib/francais.ts'
import { midi } from '../../../kernel/calendrier/jour.ts'
import { ecrireClasseur } from '../../../kernel/corridor/classeur.ts'
import type { Cellule } from '../../../kernel/corridor/classeur.ts'
import { inerte } from '../../../kernel/corridor/exporter.ts'
import type { Db } from '../../../kernel/db/index.ts'
import { resumer } from '../../../kernel/formulaires/index.ts'
import type { Definition } from '../../../kernel/formulaires/index.ts'
import type { Territoires } from '../../../kernel/territoire/index.ts'
import { getDemarche, listPubliees } from '../definition.queries.ts'
import type { Publiee } from '../definition.queries.ts'
import { CANAUX, ETATS } from '../dossier.ts'
import type { DossierExporte } from './exportation.queries.ts'

/** Question codes and titles: those of the last version first, then those that only older ones asked. */
export type ColonneQuestion = { code: string; titre: string }

/** The columns of a procedure's answers, over the versions published before `avant`: a later one does not move them. */
export async function colonnesDe(db: Db, code: string, avant: Date): Promise<ColonneQuestion[]> {
  const lues = await Promise.all((await listPubliees(db, code, avant)).map((version) => getDemarche(db, code, version)))
  return reunir(lues.map((d) => d.formulaire))
}

/** The questions of several versions, each once. Two that have one title are told apart by their code. */
export function reunir(versions: readonly Definition[]): ColonneQuestion[] {
  const titres = new Map<string, string>()
  for (const def of versions)
    for (const champ of def.etapes.flatMap((e) => e.champs)) if ('libelle' in champ && champ.libelle && !['titre', 'image'].includes(champ.type) && !(champ.type === 'calcule' && champ.cache) && !titres.has(champ.code)) titres.set(champ.code, champ.libelle)
  const vus = Map.groupBy(titres, ([, titre]) => titre)
  return [...titres].map(([code, titre]) => ({ code, titre: vus.get(titre)!.length > 1 ? `${titre} (${code})` : titre }))
}

const COMMUNES = ['Numéro', 'Demandeur', 'Téléphone', 'Courriel', 'Lieu', 'Bureau', 'Canal', 'Déposé le', 'Échéance', 'État', 'Décision', 'Décidé le', 'Motif']

/** The first line, with the mark by which a French Excel reads UTF-8. */
export const entete = (colonnes: readonly ColonneQuestion[]): Buffer => Buffer.from(stringify([[...COMMUNES, ...colonnes.map((c) => inerte(c.titre))]], { delimiter: ';', bom: true }))

/** The lines of a batch: what every file has, then the answers in words, one column a question. */
export function lignes(dossiers: readonly { dossier: DossierExporte; definition: Publiee }[], colonnes: readonly ColonneQuestion[], territoires: Territoires): Buffer {
  const tout = dossiers.map(({ dossier: d, definition }) => {
    const dites = reponsesDe(d, definition, territoires)
    const communes = [
      d.numero, d.demandeur, d.telephone ?? '', d.courriel ?? '', territoires.chemin(d.territoire ?? ''), d.bureau ?? '', CANAUX[d.canal], dateChiffres(d.deposeLe), d.echeance ? dateChiffres(midi(d.echeance)) : '',
      ETATS[d.etat].agent, d.decision ?? '', d.decideLe ? dateChiffres(d.decideLe) : '', d.motif ?? '',
    ]
    return [...communes, ...colonnes.map((c) => dites.get(c.code) ?? '')].map(inerte)
  })
  return Buffer.from(stringify(tout, { delimiter: ';' }))
}

/** Columns that hold days. */
const JOURS = new Set(['Déposé le', 'Échéance', 'Décidé le'])
const enJour = (texte: string): Date | null => (texte === '' ? null : new Date(`${texte.slice(6)}-${texte.slice(3, 5)}-${texte.slice(0, 2)}T00:00:00Z`))

/** The same table as a workbook: the days of a file are days, its answers are as they read. */
export function classeurDe(csv: Readable): Readable {
  const lu = csv.pipe(parse({ delimiter: ';', bom: true }))
  csv.on('error', (erreur) => lu.destroy(erreur))
  return Readable.from(emettre(lu[Symbol.asyncIterator]() as AsyncIterator<string[], undefined>), { objectMode: false })
}

async function* emettre(rangs: AsyncIterator<string[], undefined>): AsyncIterable<Buffer> {
  const titres = (await rangs.next()).value ?? []
  const jours = titres.map((titre, i) => i < COMMUNES.length && JOURS.has(titre))
  yield* ecrireClasseur(titres.map((titre, i) => ({ titre, ...(jours[i] ? { genre: 'date' as const } : {}) })), suite()) as AsyncIterable<Buffer>

  async function* suite(): AsyncIterable<Cellule[]> {
    for (let lu = await rangs.next(); !lu.done; lu = await rangs.next()) yield lu.value.map((texte, i) => (jours[i] ? enJour(texte) : texte))
  }
}

/** Question code -> answer in words; the elements of a block are told in one cell, « nom : Dossou ; prénom : Afi ». */
function reponsesDe(d: DossierExporte, definition: Publiee, territoires: Territoires): Map<string, string> {
  const dites = new Map<string, string>()
  for (const ligne of resumer(definition.formulaire, d.reponses, territoires).flatMap((e) => e.lignes)) {
    const [code = '', rang] = ligne.champ.split('.')
    const texte = rang === undefined ? ligne.texte : `${ligne.libelle} : ${ligne.texte}`
    dites.set(code, dites.has(code) ? `${dites.get(code)} ; ${texte}` : texte)
  }
  return dites
}
