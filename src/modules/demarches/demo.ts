import { calendrierCourant, estOuvre } from '../../kernel/calendrier/index.ts'
import { sql } from '../../kernel/db/index.ts'
import type { Tx } from '../../kernel/db/index.ts'
import type { PosteOccupe } from '../../kernel/identite/affectation.queries.ts'
import { manques } from '../../kernel/formulaires/index.ts'
import type { Reponses } from '../../kernel/formulaires/index.ts'
import type { Maison } from '../../kernel/maison.ts'
import type { Territoires } from '../../kernel/territoire/index.ts'
import { uuidv7 } from '../../lib/uuid.ts'
import { passer } from './avancer.ts'
import { bureauDuCircuit, contactDemandeur, nomDemandeur } from './brouillon.ts'
import { findStation, stationsDe, suivante } from './circuit.ts'
import { ANCIENS, vieillir } from './conservation/demo.ts'
import { listEnVigueur } from './definition.queries.ts'
import type { Publiee } from './definition.queries.ts'
import { demandeursPour, listJoueurs } from './demo-acteurs.ts'
import { joindrePapiers } from './demo-papiers.ts'
import { NOMS, PRENOMS, tirer } from './demo-mots.ts'
import { constater, mener, noter } from './demo-recit.ts'
import type { But, Recit } from './demo-recit.ts'
import { inventer } from './demo-reponses.ts'
import { raconterEchanges } from './echange/demo.ts'
import { raconterMandats } from './mandataire/demo.ts'
import { getDossier, insertBrouillon, updateDepose } from './dossier.queries.ts'
import { jourDe, pousser } from './horloge.ts'
import { preparerEntree } from './passage.ts'
import { raconterSousDemandes } from './sous-demande/demo.ts'
import { codeSuivi, empreinteSuivi } from './suivi.ts'
import { insertVisas } from './visa.queries.ts'

const JOUR = 86_400_000
/** Arrondissements where the demonstration's agents work. */
const LIEUX = ['Bohicon I', 'Bohicon II', '1er arrondissement de Parakou']
/** Days ago, by outcome: some files are late, some due today, some new. */
const AGES: Record<But['fin'], readonly [number, number, number]> = { attend: [9, 2, 0], suspendu: [5, 3, 8], repondu: [6, 4, 7], retire: [10, 3, 16], accorde: [6, 9, 13], refuse: [8, 15, 12], revoque: [18, 14, 20] }

/** Everything that a file of this procedure may come to: waiting at each station, and each end. */
export function butsDe({ circuit, document }: Pick<Publiee, 'circuit' | 'document'>): But[] {
  const attend = circuit.stations.map(({ code }): But => ({ fin: 'attend', station: code }))
  const complement: But[] = circuit.stations.some((s) => s.genre === 'instruction') ? [{ fin: 'suspendu' }, { fin: 'repondu' }] : []
  return [...attend, ...complement, { fin: 'accorde' }, { fin: 'refuse' }, ...(document ? [{ fin: 'revoque' } as const] : []), { fin: 'retire' }]
}

/** Where requests of this procedure are made in the demonstration: once an office. */
function lieuxDe({ pour, circuit }: Publiee, lieux: readonly string[]): readonly string[] {
  if (pour === 'agents' || circuit.bureau?.fixe !== undefined) return lieux.slice(0, 1)
  return circuit.bureau?.niveau === 'arrondissement' ? lieux : [...new Map(lieux.map((lieu) => [lieu.slice(0, 4), lieu])).values()]
}

/** Believable files of every procedure in force, in every state it can come to, the same ones each time: nothing when there are files already. */
export async function remplirDemonstration(tx: Tx, maison: Maison, maintenant: Date): Promise<void> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from demarches.dossier`.execute(tx)
  if ((rows[0]?.n ?? 0) > 0) return
  const lieux = LIEUX.map((nom) => maison.territoires.chercher(nom, { niveau: 'arrondissement' })[0]?.code).filter((code): code is string => code !== undefined)
  const postes = await listJoueurs(tx, maintenant)
  const commandes = (await listEnVigueur(tx)).flatMap((demarche) =>
    lieuxDe(demarche, lieux).flatMap((lieu, i) =>
      // One revoked paper a procedure is enough.
      butsDe(demarche).filter((but) => i === 0 || but.fin !== 'revoque').map((but, rang): Commande => ({ maison, demarche, lieu, rang: i * 100 + rang, but, postes, maintenant })),
    ),
  )
  const anciennes = (await listEnVigueur(tx)).flatMap((demarche) => (ANCIENS[demarche.code] ?? []).map((age, rang): Commande => ({ maison, demarche, lieu: lieux[0] ?? '', rang: 900 + rang, but: { fin: 'refuse' }, postes, maintenant, age })))
  // In the order they were filed, so that numbers follow dates.
  const recits = [...anciennes, ...commandes].flatMap((commande) => [preparerDepot(commande)].flatMap((depot) => (depot ? [{ commande, depot }] : [])))
  for (const { commande, depot } of recits.toSorted((a, b) => a.depot.le.getTime() - b.depot.le.getTime())) await raconter(tx, commande, depot)
  await raconterMandats(tx)
  await raconterSousDemandes(tx, maison, maintenant)
  await raconterEchanges(tx, maintenant)
  await vieillir(tx, maison, recits.filter((r) => r.commande.age !== undefined).map((r) => r.depot.id), maintenant)
}

type Commande = { maison: Maison; demarche: Publiee; lieu: string; rang: number; but: But; postes: readonly PosteOccupe[]; maintenant: Date; /** Days since it was filed, when it is not drawn. */ age?: number }
type Depot = { id: string; le: Date; reponses: Reponses; territoire: string; bureau: string; titulaire: string | null; nom: string; prenoms: string }

async function raconter(tx: Tx, c: Commande, depot: Depot): Promise<void> {
  const { maison, demarche, but } = c
  const r: Recit = { tx, maison, demarche, id: depot.id, postes: c.postes, heure: heures(depot.le, c.maintenant, demarche.circuit.stations.length + 3), jobs: [] }
  await deposer(r, depot, c.rang % 4 === 1)
  // Some have been seen alive before anybody looks at their papers.
  const depose = await getDossier(tx, depot.id)
  if (depose.constatRequis && but.fin === 'attend' && c.rang % 2 === 0) await constater(r, depose)
  await mener(r, but)
  // The papers are made above: the queue has only the messages to send.
  await maison.file.enqueue(tx, r.jobs.filter((job) => job.nom !== 'demarches.delivrer'))
}

/** The first answers that lack nothing and lead where the file must go; undefined when none does. */
export function preparerDepot({ maison, demarche, lieu, rang, but, postes, maintenant, age }: Commande): Depot | undefined {
  const { territoires } = maison
  const hasard = tirer(demarche.code, lieu, rang)
  const le = deposeLe(age ?? AGES[but.fin][hasard % 3]!, hasard >>> 3, maintenant)
  const demandeurs = demandeursPour(postes, demarche, territoires)
  const interne = demarche.pour === 'agents'
  for (let essai = 0; essai < 60; essai++) {
    const graine = tirer(demarche.code, lieu, rang, essai)
    const poste = interne ? demandeurs[graine % Math.max(1, demandeurs.length)] : undefined
    const [prenoms = '', nom = ''] = poste?.titulaire?.split(/ (?=[^ ]+$)/) ?? [PRENOMS[graine % PRENOMS.length]!, NOMS[(graine >>> 5) % NOMS.length]!]
    const reponses = inventer(demarche.formulaire, { rang: graine, nom, prenoms, demandeur: demarche.circuit.demandeur, lieu, maintenant: le, territoires, sobre: essai >= 30 })
    const ou = interne ? { territoire: 'BJ', bureau: poste?.bureau ?? 'Direction des systèmes d’information' } : bureauDuCircuit(demarche, reponses, territoires)
    if (!ou || !passePar(demarche, { ...ou, reponses }, but, territoires) || manques(demarche.formulaire, reponses, { maintenant: le, territoires }).length > 0) continue
    return { id: uuidv7(le.getTime()), le, reponses, ...ou, titulaire: poste ? `agent:${poste.titulaireId}` : null, nom, prenoms }
  }
  return undefined
}

/** Whether a file with these answers stops where it must: at a station that asks something of somebody, at an examination, or at a first station. */
function passePar(demarche: Publiee, d: Pick<Depot, 'territoire' | 'bureau' | 'reponses'>, but: But, territoires: Territoires): boolean {
  const stations = stationsDe(demarche, d.reponses)
  if (but.fin === 'attend') {
    const station = findStation(demarche, but.station)
    return station !== undefined && stations.includes(station) && preparerEntree(demarche, { ...d, lecteurs: [] }, station, territoires)?.station === but.station
  }
  return (but.fin !== 'suspendu' && but.fin !== 'repondu') || stations.some((s) => s.genre === 'instruction')
}

/** At an hour when offices are open in Porto-Novo (UTC+1), and never in the future. */
function deposeLe(ilYa: number, t: number, maintenant: Date): Date {
  const jour = (n: number) => jourDe(new Date(maintenant.getTime() - n * JOUR))
  const ouvre = [ilYa, ilYa + 1, ilYa + 2].find((n) => ilYa === 0 || estOuvre(jour(n), calendrierCourant())) ?? ilYa
  const matin = Date.parse(`${jour(ouvre)}T07:00:00Z`) + (t % 8) * 3_600_000 + (t % 53) * 60_000
  return new Date(Math.min(matin, maintenant.getTime() - 3_600_000))
}

/**
 * The moments of a file's gestures, one after the other: a day apart, or closer when the file is young, in the hours of
 * offices where there are some left. None is in the future, and each has its own.
 */
function heures(depart: Date, maintenant: Date, gestes: number): () => Date {
  const fin = maintenant.getTime() - 60_000
  let [ici, reste] = [depart.getTime(), gestes]
  return () => {
    const simple = ici + Math.min(JOUR, (fin - ici) / Math.max(3, reste--))
    let ouvert = simple
    while (!auBureau(new Date(ouvert)) && ouvert + HEURE < fin) ouvert += HEURE
    ici = auBureau(new Date(ouvert)) ? ouvert : simple
    return new Date(ici)
  }
}

const HEURE = 3_600_000
/** From 8 h to 17 h in Porto-Novo (UTC+1), on a day that offices work. */
const auBureau = (le: Date): boolean => le.getUTCHours() >= 7 && le.getUTCHours() < 16 && estOuvre(jourDe(le), calendrierCourant())

async function deposer(r: Recit, d: Depot, guichet: boolean): Promise<void> {
  const { tx, maison, demarche, id } = r
  const cle = maison.cle('suivi')
  const interne = demarche.pour === 'agents'
  const canal = guichet && demarche.circuit.bureau?.champ !== undefined ? 'guichet' : 'ligne'
  const par = d.titulaire ?? 'systeme:demonstration'
  await insertBrouillon(tx, { id, suivi: empreinteSuivi(cle, codeSuivi(cle, { id, serie: 0 })), demarche: demarche.code, version: demarche.version, canal, titulaire: d.titulaire, creePar: par, territoire: d.territoire, bureau: d.bureau, interne, constatRequis: demarche.circuit.constat !== undefined, reponses: {}, maintenant: d.le })
  const reponses = await joindrePapiers(tx, maison, id, d.reponses, `${d.prenoms} ${d.nom}`, d.le)
  const { horloge, echeance } = pousser([], 'depart', demarche.delai, d.le)
  const entree = preparerEntree(demarche, { ...d, reponses, lecteurs: [] }, suivante(demarche, reponses, undefined), maison.territoires)!
  await updateDepose(tx, id, { prefixe: demarche.prefixe, annee: d.le.getUTCFullYear(), reponses, territoire: d.territoire, bureau: d.bureau, ...entree, demandeur: nomDemandeur(demarche, reponses), ...contactDemandeur(demarche, reponses), horloge, echeance, maintenant: d.le })
  await noter(tx, { dossierId: id, genre: 'depose', le: d.le, par, parNom: 'Demandeur', texte: d.bureau, detail: { canal } })
  if (entree.visas.length > 0) await insertVisas(tx, id, entree.station, entree.visas, d.le)
  // A payment or a consent asked for at once stops the file, as when anybody files it.
  if (entree.frais || entree.accords) r.jobs.push(...(await passer(tx, demarche, { ...(await getDossier(tx, id)), etat: 'depose' }, findStation(demarche, entree.station), {}, { maison, par, parNom: 'Demandeur', maintenant: d.le })))
}
