import { preparer } from '../../kernel/documents/emettre.ts'
import { insertDocument, insertRevocation } from '../../kernel/documents/queries.ts'
import { insertEntrees } from '../../kernel/journal/index.ts'
import type { Tx } from '../../kernel/db/index.ts'
import type { PosteOccupe } from '../../kernel/identite/affectation.queries.ts'
import type { Maison } from '../../kernel/maison.ts'
import type { JobDemande } from '../../kernel/module.ts'
import { uuidv7 } from '../../lib/uuid.ts'
import { annulerPaiements, payerExemple } from '../paiements/index.ts'
import { inscrire } from './actions/signer.ts'
import { closeAccords, listAccords, updateAccord } from './accord.queries.ts'
import { suivreTour } from './tour.ts'
import { passer } from './avancer.ts'
import { findStation, signatureDe, suivante, visasRequis } from './circuit.ts'
import type { Station, StationDe } from './circuit.ts'
import { insertConstat } from './constat.queries.ts'
import type { Publiee } from './definition.queries.ts'
import { joueurPour } from './demo-acteurs.ts'
import type { Joueur } from './demo-acteurs.ts'
import type { Dossier } from './dossier.ts'
import { getDossier, updateDossier } from './dossier.queries.ts'
import { insertEvenement } from './evenement.queries.ts'
import { jourDe, pousser } from './horloge.ts'
import { documentDe, emissionDe } from './jobs/delivrer.ts'
import { clesDeQui, revenir, SORTIE } from './passage.ts'
import { suivreAccords } from './suite-accord.ts'
import { closeVisas, listVisas, updateVisa } from './visa.queries.ts'

/** How a file ends in the demonstration: it waits at a station, or goes on to one of these. */
export type But = { fin: 'attend'; station: string } | { fin: 'suspendu' | 'repondu' | 'retire' | 'refuse' | 'accorde' | 'revoque' }
/** One file being told: `heure` is the moment of its next gesture, later each time it is asked. */
export type Recit = { tx: Tx; maison: Maison; demarche: Publiee; id: string; postes: readonly PosteOccupe[]; heure: () => Date; jobs: JobDemande[] }

const VERBES: Record<string, string> = { complement: 'demander-complement', reponse: 'repondre', constat: 'constater', propose: 'proposer', visa: 'viser', accord: 'consentir', signe: 'signer', accorde: 'signer', refuse: 'signer', delivre: 'delivrer', revoque: 'revoquer', depose: 'deposer', retire: 'retirer', attente_finie: 'terminer-attente', sous_demande: 'demander-bureau', sous_demande_reponse: 'repondre-bureau' }

/** An event and its entry in the journal, as the corridor would have written both. */
export async function noter(tx: Tx, e: Parameters<typeof insertEvenement>[1]): Promise<void> {
  await insertEvenement(tx, e)
  await insertEntrees(tx, [{ verbe: `demarches.${VERBES[e.genre] ?? e.genre}`, acteur: e.par, objet: `dossier:${e.dossierId}`, territoire: null, detail: {}, le: e.le }])
}

/** Walks a filed request through its circuit until what it is meant for. */
export async function mener(r: Recit, but: But): Promise<void> {
  for (let pas = 0; pas < 40; pas++) {
    const dossier = await getDossier(r.tx, r.id)
    const station = findStation(r.demarche, dossier.station)
    if (!station) return conclure(r, but, dossier)
    if (but.fin === 'retire') return retirer(r, dossier)
    if (but.fin === 'attend' && but.station === station.code) return station.genre === 'visa' ? entamer(r, dossier, station) : undefined
    if (station.genre === 'instruction' && (but.fin === 'suspendu' || but.fin === 'repondu')) return completer(r, but.fin, dossier)
    await traverser(r, but, dossier, station)
  }
}

function traverser(r: Recit, but: But, dossier: Dossier, station: Station): Promise<void> {
  switch (station.genre) {
    case 'instruction': return proposer(r, but, dossier, station)
    case 'visa': return viserTout(r, dossier, station)
    case 'accord': return consentir(r, dossier)
    case 'attente': return patienter(r, dossier, station)
    case 'paiement': return payer(r, station)
    case 'signature': return signer(r, but, dossier, station)
  }
}

const acteDe = ({ maison }: Recit, { par, parNom }: Pick<Joueur, 'par' | 'parNom'>, maintenant: Date) => ({ maison, par, parNom, maintenant })
const joueur = (r: Recit, cles: readonly string[], dossier: Dossier, sauf: readonly (string | null)[] = []) => joueurPour(r.postes, cles, dossier.bureau ?? '', [dossier.titulaire, ...sauf].filter((s) => s !== null))
const attendus = (r: Recit, dossier: Dossier, station: StationDe<'instruction' | 'signature'>) => clesDeQui(station.qui, dossier, r.maison.territoires)

async function proposer(r: Recit, but: But, dossier: Dossier, station: StationDe<'instruction'>): Promise<void> {
  const qui = joueur(r, attendus(r, dossier, station), dossier)
  const le = r.heure()
  const decision = but.fin === 'refuse' ? 'refuser' : 'accorder'
  const motif = decision === 'refuser' ? r.demarche.circuit.motifsRefus[0]! : null
  const vers = decision === 'refuser' ? signatureDe(r.demarche) : suivante(r.demarche, dossier.reponses, station.code)
  await noter(r.tx, { dossierId: r.id, genre: 'propose', le, par: qui.par, parNom: qui.parNom, texte: motif ?? '', detail: { decision }, public: false })
  r.jobs.push(...(await passer(r.tx, r.demarche, dossier, vers, { decision, motif, proposeLe: le, proposePar: qui.par }, acteDe(r, qui, le))))
}

async function viser(r: Recit, dossier: Dossier, station: StationDe<'visa'>): Promise<boolean> {
  const siens = (await listVisas(r.tx, r.id)).filter((v) => v.station === station.code)
  const tour = siens.filter((v) => v.tour === siens.at(-1)?.tour)
  const visa = tour.find((v) => v.avis === null && v.closLe === null)
  if (!visa) return false
  const qui = joueur(r, visa.cles, dossier)
  const le = r.heure()
  await updateVisa(r.tx, visa.id, { avis: 'favorable', texte: '', par: qui.par, parNom: qui.parNom, maintenant: le })
  await noter(r.tx, { dossierId: r.id, genre: 'visa', le, par: qui.par, parNom: qui.parNom, texte: '', detail: { avis: 'favorable', titre: visa.titre }, public: r.demarche.pour === 'agents' })
  const rang = tour.map((v) => (v.id === visa.id ? { ...v, avis: 'favorable' as const } : v))
  const { jobs } = await suivreTour(r.tx, r.demarche, dossier, rang, { texte: '', titre: visa.titre, ...acteDe(r, qui, le) })
  r.jobs.push(...jobs)
  return true
}

async function viserTout(r: Recit, dossier: Dossier, station: StationDe<'visa'>): Promise<void> {
  for (let ici: Dossier = dossier; ici.station === station.code && (await viser(r, ici, station)); ) ici = await getDossier(r.tx, r.id)
}

/** Of several visas asked at once, one is already given. */
async function entamer(r: Recit, dossier: Dossier, station: StationDe<'visa'>): Promise<void> {
  const ouverts = (await listVisas(r.tx, r.id)).filter((v) => v.station === station.code)
  if (visasRequis(station.regle, ouverts.length) > 1) await viser(r, dossier, station)
}

async function consentir(r: Recit, dossier: Dossier): Promise<void> {
  const accord = (await listAccords(r.tx, r.id)).find((a) => a.reponse === null && a.closLe === null)
  if (!accord) throw new Error(`${r.demarche.code} : personne à qui demander un accord`)
  const le = r.heure()
  const par = { par: `accord:${accord.id}`, parNom: accord.titre }
  await updateAccord(r.tx, accord.id, { reponse: 'oui', raison: '', maintenant: le, moyen: 'lien' })
  await noter(r.tx, { dossierId: r.id, genre: 'accord', le, ...par, texte: `${accord.titre} donne son accord` })
  r.jobs.push(...(await suivreAccords(r.tx, r.demarche, dossier, acteDe(r, par, le))))
}

async function patienter(r: Recit, dossier: Dossier, station: StationDe<'attente'>): Promise<void> {
  const qui = joueur(r, clesDeQui(station.qui, dossier, r.maison.territoires), dossier)
  const le = r.heure()
  await noter(r.tx, { dossierId: r.id, genre: 'attente_finie', le, par: qui.par, parNom: qui.parNom, texte: station.titre })
  r.jobs.push(...(await passer(r.tx, r.demarche, dossier, suivante(r.demarche, dossier.reponses, station.code), {}, acteDe(r, qui, le))))
}

async function payer(r: Recit, station: StationDe<'paiement'>): Promise<void> {
  r.jobs.push(...(await payerExemple(r.tx, r.maison, `dossier:${r.id}`, station.code, r.heure())))
}

async function signer(r: Recit, but: But, avant: Dossier, station: StationDe<'signature'>): Promise<void> {
  const refus = but.fin === 'refuse'
  if (!refus && avant.constatRequis && !avant.constatId) await constater(r, avant)
  const dossier = await getDossier(r.tx, r.id)
  const qui = joueur(r, attendus(r, dossier, station), dossier, [dossier.proposePar])
  const le = r.heure()
  const motif = refus ? (dossier.motif ?? r.demarche.circuit.motifsRefus[0]!) : null
  const { nom, qualite, bureau } = qui
  await noter(r.tx, { dossierId: r.id, genre: refus ? 'refuse' : r.demarche.document ? 'signe' : 'accorde', le, par: qui.par, parNom: qui.parNom, texte: motif ?? '', detail: { nom, qualite, bureau } })
  const signee = { decision: refus ? ('refuser' as const) : ('accorder' as const), motif, decideLe: le, decidePar: qui.par, aTemps: dossier.echeance === null || jourDe(le) <= dossier.echeance }
  const vers = refus ? undefined : suivante(r.demarche, dossier.reponses, station.code)
  r.jobs.push(...(await passer(r.tx, r.demarche, dossier, vers, signee, acteDe(r, qui, le))))
  if (!refus && r.demarche.registre) await inscrire(r.tx, dossier, r.demarche.registre, { par: qui.par, parNom: qui.parNom, maintenant: le })
}

/** The paper of a signed file is made here, without the queue, so that it is dated of its story. */
async function conclure(r: Recit, but: But, dossier: Dossier): Promise<void> {
  if (dossier.etat !== 'signe') return
  const le = r.heure()
  const emis = await preparer(r.maison.atelier, await emissionDe(r.tx, r.maison, dossier, r.demarche))
  await insertDocument(r.tx, emis)
  await updateDossier(r.tx, r.id, { etat: 'delivre', documentId: emis.id, valableJusque: emis.expireLe }, le)
  await noter(r.tx, { dossierId: r.id, genre: 'delivre', le, par: 'systeme:demarches.delivrer', parNom: dossier.bureau ?? 'Iroko', texte: documentDe(r.demarche).titre })
  if (but.fin !== 'revoque') return
  const qui = joueur(r, attendus(r, dossier, signatureDe(r.demarche)), dossier)
  const apres = r.heure()
  const texte = 'Pièce d’identité déclarée volée'
  await insertRevocation(r.tx, { documentId: emis.id, motif: texte, par: qui.par, maintenant: apres })
  await updateDossier(r.tx, r.id, { etat: 'revoque' }, apres)
  await noter(r.tx, { dossierId: r.id, genre: 'revoque', le: apres, par: qui.par, parNom: qui.parNom, texte })
}

async function retirer(r: Recit, dossier: Dossier): Promise<void> {
  const le = r.heure()
  const par = dossier.titulaire ?? 'visiteur'
  await updateDossier(r.tx, r.id, { ...SORTIE, etat: 'retire' }, le)
  await closeVisas(r.tx, r.id, le)
  await closeAccords(r.tx, r.id, le)
  await annulerPaiements(r.tx, `dossier:${r.id}`, par, le)
  await noter(r.tx, { dossierId: r.id, genre: 'retire', le, par, parNom: 'Demandeur' })
}

async function completer(r: Recit, fin: 'suspendu' | 'repondu', dossier: Dossier): Promise<void> {
  const station = findStation(r.demarche, dossier.station) as StationDe<'instruction'>
  const qui = joueur(r, attendus(r, dossier, station), dossier)
  const le = r.heure()
  const pause = pousser(dossier.horloge, 'suspension', r.demarche.delai, le)
  await updateDossier(r.tx, r.id, { etat: 'suspendu', attend: [], horloge: pause.horloge, echeance: null }, le)
  await noter(r.tx, { dossierId: r.id, genre: 'complement', le, par: qui.par, parNom: qui.parNom, texte: 'Le papier joint est trop flou pour être lu. Envoyez-le de nouveau.' })
  if (fin === 'suspendu') return
  const apres = r.heure()
  const reprise = pousser(pause.horloge, 'reprise', r.demarche.delai, apres)
  await updateDossier(r.tx, r.id, { ...revenir(r.demarche, dossier, r.maison.territoires, apres), horloge: reprise.horloge, echeance: reprise.echeance }, apres)
  await noter(r.tx, { dossierId: r.id, genre: 'reponse', le: apres, par: dossier.titulaire ?? 'visiteur', parNom: 'Demandeur', texte: 'Voici une photo plus nette' })
}

/** Seen alive at the counter of the office. */
export async function constater(r: Recit, dossier: Dossier): Promise<void> {
  const qui = joueur(r, [`poste:agent_arrondissement@${dossier.territoire}`], dossier)
  const le = r.heure()
  const constat = { id: uuidv7(le.getTime()), dossierId: r.id, vuLe: le, cadre: 'guichet' as const, lieu: dossier.bureau ?? '', par: qui.par, parNom: `${qui.nom}, ${qui.qualite}`, autorite: null, identifiePar: 'cip' as const, pieceNumero: '0412 7788', marque: 'signature' as const, temoin: null, note: '', marqueFichier: null, classement: 'Registre des constats 2026, n° 41' }
  await insertConstat(r.tx, constat, le)
  await updateDossier(r.tx, r.id, { constatId: constat.id }, le)
  await noter(r.tx, { dossierId: r.id, genre: 'constat', le, par: qui.par, parNom: qui.parNom, texte: constat.lieu, detail: { cadre: 'guichet', vuLe: le.toISOString() } })
}
