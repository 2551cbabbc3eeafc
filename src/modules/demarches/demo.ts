import { sql } from '../../kernel/db/index.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { preparer } from '../../kernel/documents/emettre.ts'
import { insertDocument, insertRevocation } from '../../kernel/documents/queries.ts'
import type { Reponses } from '../../kernel/formulaires/index.ts'
import { insertEntrees } from '../../kernel/journal/index.ts'
import type { Maison } from '../../kernel/maison.ts'
import { uuidv7 } from '../../lib/uuid.ts'
import { signatureDe, suivante } from './circuit.ts'
import { insertConstat } from './constat.queries.ts'
import { findEnVigueur } from './definition.queries.ts'
import type { Publiee } from './definition.queries.ts'
import { nomDemandeur } from './brouillon.ts'
import { getDossier, insertBrouillon, updateDepose, updateDossier } from './dossier.queries.ts'
import { insertEvenement } from './evenement.queries.ts'
import { jourDe, pousser } from './horloge.ts'
import { documentDe, emissionDe } from './jobs/delivrer.ts'
import { passer } from './avancer.ts'
import { preparerEntree, revenir, SORTIE } from './passage.ts'
import { joindreSpecimen } from './specimen.ts'
import { codeSuivi, empreinteSuivi } from './suivi.ts'

type Histoire = { il_y_a: number; lieu: string; demarche: string; nom: string; prenoms: string; ne: Reponses; canal: 'ligne' | 'guichet'; fin: 'depose' | 'suspendu' | 'propose' | 'delivre' | 'refuse' | 'revoque' | 'repondu'; constat?: boolean }

const NOMS = ['Dossou', 'Ahouansou', 'Kpadonou', 'Tossou', 'Gbaguidi', 'Houngbédji', 'Sènou', 'Agbodjan', 'Zinsou', 'Bio', 'Orou', 'Chabi', 'Sabi', 'Adjovi', 'Hounsa', 'Lokossou']
const PRENOMS = ['Sènami Rose', 'Codjo Paul', 'Afiavi', 'Mahugnon Éric', 'Yabo', 'Adjoa Christine', 'Kossi Denis', 'Nafissatou', 'Ganiou', 'Baké', 'Rigobert', 'Hortense Akouavi', 'Tɔ́ Xɛ́ɖe', 'Léopold', 'Assiba', 'Moussa']
/** Days ago, by outcome: some files are late, some due today, some new. */
const AGES: Record<Histoire['fin'], readonly [number, number, number]> = { depose: [7, 3, 0], propose: [6, 4, 5], suspendu: [5, 6, 8], repondu: [6, 5, 7], delivre: [2, 9, 13], refuse: [3, 15, 12], revoque: [18, 14, 20] }
/** Arrondissements where the demonstration's agents work. */
const LIEUX = ['Bohicon I', 'Bohicon II', '1er arrondissement de Parakou']
const FINS: Histoire['fin'][] = ['depose', 'depose', 'propose', 'suspendu', 'delivre', 'delivre', 'repondu', 'refuse', 'delivre', 'revoque', 'depose', 'propose', 'depose', 'suspendu', 'propose', 'delivre', 'depose', 'repondu']

/** Eighteen files an office, spread over three weeks and every state; the same ones each time. */
function histoires(lieux: readonly string[]): Histoire[] {
  return lieux.flatMap((lieu, rangLieu) =>
    FINS.map((fin, rang): Histoire => {
      const n = rangLieu * FINS.length + rang
      const annee = 1936 + ((n * 7) % 40)
      const ne: Reponses = n % 5 === 0 ? { precision: 'vers', annee } as never : ({ precision: 'jour', annee, mois: (n % 12) + 1, jour: (n % 27) + 1 } as never)
      return {
        il_y_a: AGES[fin][n % 3]!,
        lieu,
        demarche: n % 3 === 2 ? 'certificat-de-residence' : n % 6 === 4 ? 'certificat-de-vie-et-de-charge' : 'certificat-de-vie',
        nom: NOMS[n % NOMS.length]!,
        prenoms: PRENOMS[(n * 5) % PRENOMS.length]!,
        ne,
        canal: n % 4 === 1 ? 'guichet' : 'ligne',
        fin,
        constat: fin === 'delivre' || fin === 'revoque' || (fin === 'propose' && n % 2 === 0),
      }
    }),
  )
}

/** Believable files for the demonstration: nothing when there are files already. */
export async function remplirDemonstration(tx: Tx, maison: Maison, maintenant: Date): Promise<void> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from demarches.dossier`.execute(tx)
  if ((rows[0]?.n ?? 0) > 0) return
  const lieux = LIEUX.map((nom) => maison.territoires.chercher(nom, { niveau: 'arrondissement' })[0]?.code).filter((code): code is string => code !== undefined)
  for (const histoire of histoires(lieux)) await raconter(tx, maison, histoire, maintenant)
}

const JOUR = 86_400_000
const AGENT = { par: 'agent:demonstration', parNom: 'A. K., Agent d’arrondissement' }
const CHEF = { par: 'agent:demonstration-chef', parNom: 'H. T., Chef d’arrondissement' }

function reponsesDe(h: Histoire, rang: number): Reponses {
  const commun = { nom: h.nom, prenoms: h.prenoms, naissance: h.ne, domicile: { code: h.lieu, precision: 'Maison près du marché' }, telephone: `+22901${String(97_000_000 + rang).padStart(8, '0')}`, exactitude: true }
  if (h.demarche === 'certificat-de-vie') return { ...commun, lieu_naissance: 'Abomey', constat_souhait: rang % 3 === 0 ? 'domicile' : 'guichet', usage: rang % 4 === 0 ? 'reversion' : 'retraite', organisme: 'CNSS' } as never
  if (h.demarche === 'certificat-de-vie-et-de-charge') return { ...commun, lieu_naissance: 'Abomey', organisme: 'CNSS' } as never
  return { ...commun, depuis: { precision: 'annee', annee: 2011 }, titre_occupation: 'proprietaire' } as never
}

/** One to three children, each with the act that proves it. */
async function enfantsDe(tx: Tx, maison: Maison, h: Histoire, id: string, rang: number, le: Date): Promise<object[]> {
  const prenoms = Array.from({ length: 1 + (rang % 3) }, (_, i) => PRENOMS[(rang + i * 3) % PRENOMS.length]!)
  const enfants: object[] = []
  for (const [i, prenom] of prenoms.entries()) {
    const nom = `${h.nom} ${prenom}`
    const acte = await joindreSpecimen(tx, maison, id, nom, le, { champ: `enfants.${i}.acte`, nom: `acte-${i + 1}.jpg` })
    enfants.push({ nom_enfant: nom, ne_le: `${le.getUTCFullYear() - 15 + i * 4}-0${1 + ((rang + i) % 9)}-1${rang % 9}`, lien: 'enfant', acte: [acte] })
  }
  return enfants
}

async function raconter(tx: Tx, maison: Maison, h: Histoire, maintenant: Date): Promise<void> {
  const demarche = await findEnVigueur(tx, h.demarche)
  if (!demarche) return
  const rang = Number(h.lieu) + h.nom.length + h.il_y_a
  // At an hour when offices are open in Porto-Novo (UTC+1), and never in the future.
  const matin = new Date(Date.parse(`${jourDe(new Date(maintenant.getTime() - h.il_y_a * JOUR))}T07:00:00Z`) + (rang % 8) * 3_600_000 + (rang % 53) * 60_000)
  const depose = new Date(Math.min(matin.getTime(), maintenant.getTime() - 3_600_000))
  const id = uuidv7(depose.getTime())
  const cle = maison.cle('suivi')
  const bureau = maison.territoires.bureaux(h.lieu)[0]?.nom ?? 'Arrondissement'
  const reponses = reponsesDe(h, rang)
  await insertBrouillon(tx, { id, suivi: empreinteSuivi(cle, codeSuivi(cle, { id, serie: 0 })), demarche: demarche.code, version: demarche.version, canal: h.canal, titulaire: null, creePar: 'systeme:demonstration', territoire: h.lieu, bureau, constatRequis: demarche.circuit.constat !== undefined, reponses: reponses as never, maintenant: depose })
  const piece = await joindreSpecimen(tx, maison, id, `${h.prenoms} ${h.nom}`, depose)
  reponses.piece = [piece]
  if (h.demarche === 'certificat-de-vie-et-de-charge') reponses.enfants = (await enfantsDe(tx, maison, h, id, rang, depose)) as never
  const { horloge, echeance } = pousser([], 'depart', demarche.delai, depose)
  const { visas: _, ...entree } = preparerEntree(demarche, { territoire: h.lieu, bureau, reponses, lecteurs: [] }, suivante(demarche, reponses, undefined), maison.territoires)!
  await updateDepose(tx, id, { prefixe: demarche.prefixe, annee: depose.getUTCFullYear(), reponses: reponses as never, territoire: h.lieu, bureau, ...entree, demandeur: nomDemandeur(demarche, reponses), telephone: String(reponses.telephone), courriel: null, horloge, echeance, maintenant: depose })
  await noter(tx, { dossierId: id, genre: 'depose', le: depose, par: 'systeme:demonstration', parNom: 'Demandeur', texte: bureau, detail: { canal: h.canal } })
  await poursuivre(tx, maison, h, demarche, { id, depose, bureau, maintenant })
}

async function poursuivre(tx: Tx, maison: Maison, h: Histoire, demarche: Publiee, d: { id: string; depose: Date; bureau: string; maintenant: Date }): Promise<void> {
  const apres = (heures: number) => new Date(Math.min(d.depose.getTime() + heures * 3_600_000, d.maintenant.getTime() - 60_000))
  if (h.fin === 'suspendu' || h.fin === 'repondu') await completer(tx, maison, h, demarche, d.id, apres)
  if (h.constat && demarche.circuit.constat) await constaterDemo(tx, d.id, d.bureau, apres(22))
  if (h.fin === 'depose' || h.fin === 'suspendu' || h.fin === 'repondu') return
  const refus = h.fin === 'refuse'
  const motif = refus ? demarche.circuit.motifsRefus[0]! : null
  const avant = await getDossier(tx, d.id)
  await passer(tx, demarche, avant, signatureDe(demarche), { decision: refus ? 'refuser' : 'accorder', motif, proposeLe: apres(24), proposePar: AGENT.par }, { maison, ...AGENT, maintenant: apres(24) })
  await noter(tx, { dossierId: d.id, genre: 'propose', le: apres(24), ...AGENT, texte: motif ?? '', detail: { decision: refus ? 'refuser' : 'accorder' }, public: false })
  if (h.fin === 'propose') return
  const dossier = await getDossier(tx, d.id)
  await updateDossier(tx, d.id, { ...SORTIE, etat: refus ? 'refuse' : 'signe', decideLe: apres(30), decidePar: CHEF.par, aTemps: jourDe(apres(30)) <= (dossier.echeance ?? '9999') }, apres(30))
  await noter(tx, { dossierId: d.id, genre: refus ? 'refuse' : 'signe', le: apres(30), ...CHEF, texte: motif ?? '', detail: { nom: 'Hounsou Tognon', qualite: 'Chef d’arrondissement', bureau: d.bureau } })
  if (!refus) await emettreDemo(tx, maison, h, demarche, d.id, apres)
}

async function emettreDemo(tx: Tx, maison: Maison, h: Histoire, demarche: Publiee, id: string, apres: (heures: number) => Date): Promise<void> {
  const emis = await preparer(maison.atelier, await emissionDe(tx, maison, await getDossier(tx, id), demarche))
  await insertDocument(tx, emis)
  await updateDossier(tx, id, { etat: 'delivre', documentId: emis.id }, apres(30))
  await noter(tx, { dossierId: id, genre: 'delivre', le: apres(30), par: 'systeme:demarches.delivrer', parNom: 'Iroko', texte: documentDe(demarche).titre })
  if (h.fin !== 'revoque') return
  await insertRevocation(tx, { documentId: emis.id, motif: 'Pièce d’identité déclarée volée', par: CHEF.par, maintenant: apres(48) })
  await updateDossier(tx, id, { etat: 'revoque' }, apres(48))
  await noter(tx, { dossierId: id, genre: 'revoque', le: apres(48), ...CHEF, texte: 'Pièce d’identité déclarée volée' })
}

async function completer(tx: Tx, maison: Maison, h: Histoire, demarche: Publiee, id: string, apres: (heures: number) => Date): Promise<void> {
  const dossier = await getDossier(tx, id)
  const pause = pousser(dossier.horloge, 'suspension', demarche.delai, apres(6))
  await updateDossier(tx, id, { etat: 'suspendu', attend: [], horloge: pause.horloge, echeance: null }, apres(6))
  await noter(tx, { dossierId: id, genre: 'complement', le: apres(6), ...AGENT, texte: 'La photo est trop floue pour lire la date de naissance. Envoyez-la de nouveau.' })
  if (h.fin !== 'repondu') return
  const reprise = pousser(pause.horloge, 'reprise', demarche.delai, apres(40))
  await updateDossier(tx, id, { ...revenir(demarche, dossier, maison.territoires, apres(40)), horloge: reprise.horloge, echeance: reprise.echeance }, apres(40))
  await noter(tx, { dossierId: id, genre: 'reponse', le: apres(40), par: 'visiteur', parNom: 'Demandeur', texte: 'Voici une photo plus nette' })
}

const VERBES: Record<string, string> = { complement: 'demander-complement', reponse: 'repondre', constat: 'constater', propose: 'proposer', signe: 'signer', refuse: 'signer', delivre: 'delivrer', revoque: 'revoquer', depose: 'deposer' }

/** An event and its entry in the journal, as the corridor would have written both. */
async function noter(tx: Tx, e: Parameters<typeof insertEvenement>[1]): Promise<void> {
  await insertEvenement(tx, e)
  await insertEntrees(tx, [{ verbe: `demarches.${VERBES[e.genre] ?? e.genre}`, acteur: e.par, objet: `dossier:${e.dossierId}`, territoire: null, detail: {}, le: e.le }])
}

async function constaterDemo(tx: Tx, id: string, bureau: string, le: Date): Promise<void> {
  const constat = { id: uuidv7(le.getTime()), dossierId: id, vuLe: le, cadre: 'guichet' as const, lieu: bureau, par: AGENT.par, parNom: AGENT.parNom, autorite: null, identifiePar: 'cip', pieceNumero: '0412 7788', marque: 'signature' as const, temoin: null, note: '', marqueFichier: null, classement: 'Registre des constats 2026, n° 41' }
  await insertConstat(tx, constat, le)
  await updateDossier(tx, id, { constatId: constat.id }, le)
  await noter(tx, { dossierId: id, genre: 'constat', le, ...AGENT, texte: bureau, detail: { cadre: 'guichet', vuLe: le.toISOString() } })
}
