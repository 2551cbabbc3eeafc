import type { Tx } from '../../kernel/db/index.ts'
import type { JobDemande } from '../../kernel/module.ts'
import { annulerPaiements } from '../paiements/index.ts'
import { echoirAttente } from './attente/ouvrir.ts'
import { closeAccords } from './accord.queries.ts'
import { prevenirDecision } from './avancer.ts'
import type { Acte } from './avancer.ts'
import { findStation } from './circuit.ts'
import type { Qui, Station } from './circuit.ts'
import type { Publiee } from './definition.queries.ts'
import type { Dossier } from './dossier.ts'
import { updateDossier } from './dossier.queries.ts'
import { insertEvenement } from './evenement.queries.ts'
import { clesDeQui, SORTIE } from './passage.ts'
import { suivreTour } from './tour.ts'
import { closeVisas, listVisas, updateVisa } from './visa.queries.ts'

type SilenceStation = NonNullable<Exclude<Station, { genre: 'attente' }>['silence']>
type Fait = { dossier: Dossier; demarche: Publiee; acte: Acte }

/** A rule that nobody has confirmed reminds, and changes nothing: it never decides in the place of the State. */
export const effetDe = <E extends string>(regle: { effet: E; verifie: boolean }): E | 'alerte' => (regle.verifie ? regle.effet : 'alerte')

const raconter = (tx: Tx, { dossier, acte }: Fait, texte: string, visible: boolean) => insertEvenement(tx, { dossierId: dossier.id, genre: 'silence', le: acte.maintenant, par: acte.par, parNom: acte.parNom, texte, public: visible })

/** The whole delay is over and nobody has decided: what the rule says, once. */
export async function echoirDelai(tx: Tx, fait: Fait): Promise<JobDemande[]> {
  const { dossier, demarche, acte } = fait
  await updateDossier(tx, dossier.id, { silenceLe: acte.maintenant }, acte.maintenant)
  const regle = demarche.silence
  if (!regle) return []
  const effet = effetDe(regle)
  if (effet === 'alerte') await raconter(tx, fait, `Le délai de la démarche est dépassé. ${regle.source}`, false)
  if (effet === 'superieur') await monter(tx, fait, regle.superieur!, regle.source)
  return effet === 'accorde' || effet === 'refuse' ? deciderParSilence(tx, fait, effet, regle.source) : []
}

/** The delay of the station is over: the same, for what is awaited there. */
export async function echoirStation(tx: Tx, fait: Fait): Promise<JobDemande[]> {
  const { dossier, demarche, acte } = fait
  await updateDossier(tx, dossier.id, { stationSilenceLe: acte.maintenant }, acte.maintenant)
  const station = findStation(demarche, dossier.station)
  if (station?.genre === 'attente') return echoirAttente(tx, fait, station)
  const regle = station?.silence
  if (!station || !regle) return []
  const effet = effetDe(regle)
  if (effet === 'superieur') await monter(tx, fait, regle.superieur!, `« ${station.titre} » : ${regle.source}`)
  if (effet === 'alerte') await raconter(tx, fait, `Le délai de « ${station.titre} » est dépassé. ${regle.source}`, false)
  return effet === 'favorable' ? tenirPourFavorable(tx, fait, regle) : []
}

/** The superior is called too; whoever was awaited still may act. */
async function monter(tx: Tx, fait: Fait, superieur: Qui, pourquoi: string): Promise<void> {
  const { dossier, acte } = fait
  const cles = clesDeQui(superieur, dossier, acte.maison.territoires)
  const unir = (liste: readonly string[]) => [...new Set([...liste, ...cles])]
  await updateDossier(tx, dossier.id, { attend: unir(dossier.attend), lecteurs: unir(dossier.lecteurs) }, acte.maintenant)
  await raconter(tx, fait, `Le dossier monte au supérieur. ${pourquoi}`, false)
}

/** Opinions not given in time are held for favourable, and the file goes on. */
async function tenirPourFavorable(tx: Tx, { dossier, demarche, acte }: Fait, regle: SilenceStation): Promise<JobDemande[]> {
  const visas = await listVisas(tx, dossier.id)
  const ouverts = visas.filter((v) => v.avis === null && v.closLe === null)
  const texte = `Silence gardé jusqu’au bout du délai. ${regle.source}`
  for (const v of ouverts) {
    await updateVisa(tx, v.id, { avis: 'favorable', texte, par: acte.par, parNom: acte.parNom, maintenant: acte.maintenant })
    await insertEvenement(tx, { dossierId: dossier.id, genre: 'visa', le: acte.maintenant, par: acte.par, parNom: acte.parNom, texte, detail: { avis: 'favorable', titre: v.titre }, public: demarche.pour === 'agents' })
  }
  const derniere = ouverts.at(-1)
  if (!derniere) return []
  const tour = visas.filter((v) => v.station === derniere.station && v.tour === derniere.tour).map((v) => (v.avis === null ? { ...v, avis: 'favorable' as const } : v))
  return (await suivreTour(tx, demarche, dossier, tour, { texte, titre: derniere.titre, ...acte })).jobs
}

/** Silence decides: no person has signed, so no paper is made; the story and the receipt prove it. */
async function deciderParSilence(tx: Tx, { dossier, demarche, acte }: Fait, etat: 'accorde' | 'refuse', source: string): Promise<JobDemande[]> {
  const accorde = etat === 'accorde'
  const motif = `${accorde ? 'Accordé' : 'Refusé'} par le silence de l’administration. ${source}`
  await updateDossier(tx, dossier.id, { ...SORTIE, etat, decision: accorde ? 'accorder' : 'refuser', motif, decideLe: acte.maintenant, decidePar: acte.par, aTemps: false, correction: null }, acte.maintenant)
  await Promise.all([closeVisas(tx, dossier.id, acte.maintenant), closeAccords(tx, dossier.id, acte.maintenant)])
  await annulerPaiements(tx, `dossier:${dossier.id}`, acte.par, acte.maintenant)
  await insertEvenement(tx, { dossierId: dossier.id, genre: etat, le: acte.maintenant, par: acte.par, parNom: acte.parNom, texte: motif })
  return prevenirDecision(tx, demarche, dossier, { accorde, motif, cle: `silence:${dossier.id}` }, acte)
}
