import { sql } from '../../kernel/db/index.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'
import { compatibles, manques } from '../../kernel/formulaires/index.ts'
import type { Territoires } from '../../kernel/territoire/index.ts'
import { findStation, stationsDe } from './circuit.ts'
import { getDemarche } from './definition.queries.ts'
import type { Publiee } from './definition.queries.ts'
import type { Dossier } from './dossier.ts'
import { lockDossier, updateDossier } from './dossier.queries.ts'
import { insertEvenement } from './evenement.queries.ts'
import { pousser } from './horloge.ts'
import { preparerEntree } from './passage.ts'

type ADeplacer = Pick<Dossier, 'id' | 'numero' | 'version' | 'etat' | 'station' | 'reponses' | 'territoire' | 'bureau' | 'lecteurs' | 'constatRequis'>
/** A running file of another version, and why it cannot follow the new one; no reason is a safe move. */
export type Deplacement = { id: string; numero: string; version: number; etat: Dossier['etat']; raisons: string[] }

/**
 * Why a running file may not be moved to another version: an answer would be lost or is missing, or the station where it
 * waits is not the same. What only adds optional questions, changes words or delays is safe.
 */
export function raisonsContre(dossier: ADeplacer, ancienne: Publiee, nouvelle: Publiee, contexte: { maintenant: Date; territoires: Territoires }): string[] {
  const { reponses, revoir } = compatibles(ancienne.formulaire, nouvelle.formulaire, dossier.reponses)
  const codes = new Set(nouvelle.formulaire.etapes.flatMap((e) => e.champs).map((c) => c.code))
  const perdues = ancienne.formulaire.etapes.flatMap((e) => e.champs).filter((c) => dossier.reponses[c.code] !== undefined && dossier.reponses[c.code] !== null && !codes.has(c.code) && 'libelle' in c)
  const manquantes = manques(nouvelle.formulaire, reponses, contexte)
  const ici = findStation(ancienne, dossier.station)
  const la = stationsDe(nouvelle, reponses).find((s) => s.code === dossier.station)
  return [
    ...perdues.map((c) => `La réponse à « ${'libelle' in c ? c.libelle : c.code} » n’aurait plus de place`),
    ...revoir.filter((r) => manquantes.some((m) => m.champ === r.champ) || dossier.reponses[r.champ] !== undefined).map((r) => `« ${r.libelle} » : ${r.raison.charAt(0).toLocaleLowerCase('fr')}${r.raison.slice(1)}`),
    ...manquantes.filter((m) => !revoir.some((r) => r.champ === m.champ)).map((m) => m.phrase),
    ...(la && la.genre === ici?.genre ? [] : [`La station « ${ici?.titre ?? dossier.station} », où il attend, n’existe plus`]),
    ...(ici?.genre === 'visa' && la && JSON.stringify(ici) !== JSON.stringify(la) ? ['Des avis sont en cours, et la règle de ces avis a changé'] : []),
    ...(nouvelle.circuit.constat && !dossier.constatRequis ? ['La nouvelle version demande de voir la personne en vie'] : []),
  ]
}

const enCours = sql`select id, numero, version, etat, station, reponses, territoire, bureau, lecteurs, constat_requis from demarches.dossier`

/** The running files of the earlier versions of a procedure, oldest first, each judged; at most `limite`, after the file `apres`. */
export async function jugerDeplacements(db: Db, nouvelle: Publiee, contexte: { maintenant: Date; territoires: Territoires }, limite: number, apres?: string): Promise<Deplacement[]> {
  const { rows } = await sql<ADeplacer & { numero: string }>`${enCours} where demarche = ${nouvelle.code} and version > 0 and version < ${nouvelle.version} and station is not null and ${apres === undefined ? sql`true` : sql`id > ${apres}::uuid`} order by id limit ${limite}`.execute(db)
  const juges: Deplacement[] = []
  for (const { id, numero, version, etat, ...reste } of rows) juges.push({ id, numero, version, etat, raisons: raisonsContre({ id, numero, version, etat, ...reste }, await getDemarche(db, nouvelle.code, version), nouvelle, contexte) })
  return juges
}

/** Moves these files to a version, those only for which the move is still safe; says how many, counted by its delay from now on. */
export async function deplacerDossiers(tx: Tx, nouvelle: Publiee, ids: readonly string[], par: { par: string; parNom: string }, contexte: { maintenant: Date; territoires: Territoires }): Promise<{ id: string; territoire: string | null }[]> {
  const faits: { id: string; territoire: string | null }[] = []
  for (const id of ids) {
    const dossier = await lockDossier(tx, id)
    if (dossier.demarche !== nouvelle.code || dossier.station === null || dossier.version >= nouvelle.version || dossier.version < 0) continue
    const ancienne = await getDemarche(tx, nouvelle.code, dossier.version)
    if (raisonsContre(dossier, ancienne, nouvelle, contexte).length > 0) continue
    await deplacer(tx, dossier, ancienne, nouvelle, par, contexte)
    faits.push({ id, territoire: dossier.territoire })
  }
  return faits
}

async function deplacer(tx: Tx, dossier: Dossier, ancienne: Publiee, nouvelle: Publiee, { par, parNom }: { par: string; parNom: string }, { maintenant, territoires }: { maintenant: Date; territoires: Territoires }): Promise<void> {
  const { reponses } = compatibles(ancienne.formulaire, nouvelle.formulaire, dossier.reponses)
  const entree = preparerEntree(nouvelle, { ...dossier, reponses }, findStation(nouvelle, dossier.station), territoires)
  const attend = dossier.attend.length === 0 || dossier.etat === 'soumis' ? dossier.attend : [...(entree?.attend ?? dossier.attend)]
  // The same clock, counted by the new delay: what has already run stays run.
  const { echeance } = pousser(dossier.horloge.slice(0, -1), dossier.horloge.at(-1)!.genre, nouvelle.delai, new Date(dossier.horloge.at(-1)!.le))
  await updateDossier(tx, dossier.id, { version: nouvelle.version, reponses, attend, lecteurs: [...new Set([...dossier.lecteurs, ...attend])], echeance }, maintenant)
  await insertEvenement(tx, { dossierId: dossier.id, genre: 'deplace', le: maintenant, par, parNom, texte: `Version ${ancienne.version} vers version ${nouvelle.version}`, public: false })
}
