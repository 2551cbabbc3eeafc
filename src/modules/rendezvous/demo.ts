import { uuidv7 } from '../../lib/uuid.ts'
import { ajouterJours, jourLocal, jourSemaine } from '../../kernel/calendrier/jour.ts'
import { sql } from '../../kernel/db/index.ts'
import type { Tx } from '../../kernel/db/index.ts'
import type { Maison } from '../../kernel/maison.ts'
import type { Niveau } from '../../kernel/territoire/index.ts'
import { empreinteSuivi, getDossier, listRecents } from '../demarches/index.ts'
import type { AgendaOuvert } from './agenda.ts'
import { getAgendaOuvert, insertAgenda, insertException } from './agenda.queries.ts'
import type { Reglage } from './agenda.queries.ts'
import { creneauxDe } from './creneaux.ts'
import { instantDe } from './heure.ts'
import { CALENDRIER, codeDe } from './porte.ts'
import { insertEvenement, insertRendezVous, updateAnnule } from './rendezvous.queries.ts'
import { direQuand } from './rendezvous.ts'
import type { Etat } from './rendezvous.ts'

const semaine = (jours: readonly number[], heures: readonly (readonly [number, number])[]) => jours.flatMap((jour) => heures.map(([debut, fin]) => ({ jour, debut, fin })))
const BUREAU = [[480, 750], [840, 1020]] as const

type Exemple = Reglage & { lieuDe: string; niveau: Niveau; parJourDe: number }
const commun = { demarches: [], parJour: null, preavis: 2, horizon: 30, delaiAnnulation: 2, descend: false, sansDossier: false, ouvert: true }

/** Agendas of a few offices: a counter for all, one for the files only, one of an arrondissement, one far away. */
const EXEMPLES: readonly Exemple[] = [
  { ...commun, lieuDe: 'Bohicon', niveau: 'commune', parJourDe: 6, titre: 'Guichet de l’état civil', raison: 'Retirer une copie d’acte, faire une déclaration', lieu: 'Rez-de-chaussée, guichet 2', apporter: 'votre pièce d’identité et le numéro de l’acte si vous l’avez', plages: semaine([1, 2, 3, 4, 5], BUREAU), duree: 20, places: 2, descend: true, sansDossier: true },
  { ...commun, lieuDe: 'Bohicon', niveau: 'commune', parJourDe: 3, titre: 'Retrait des documents signés', raison: 'Retirer un document imprimé et signé', lieu: 'Premier étage, secrétariat', apporter: 'votre récépissé de dépôt', plages: semaine([2, 4], [[540, 720]]), duree: 15, places: 1, descend: true },
  { ...commun, lieuDe: 'Bohicon I', niveau: 'arrondissement', parJourDe: 3, titre: 'Constat de vie', raison: 'Être vu en vie pour un certificat', lieu: 'Bureau du chef d’arrondissement', apporter: 'votre pièce d’identité', demarches: ['certificat-de-vie', 'certificat-de-vie-et-de-charge'], plages: semaine([1, 3, 5], [[480, 720]]), duree: 30, places: 1, parJour: 6 },
  { ...commun, lieuDe: 'Parakou', niveau: 'commune', parJourDe: 4, titre: 'Guichet de l’état civil', raison: 'Retirer une copie d’acte, faire une déclaration', lieu: 'Hall d’entrée, guichet 1', apporter: 'votre pièce d’identité', plages: semaine([1, 2, 3, 4, 5], BUREAU), duree: 20, places: 1, sansDossier: true },
]
const NOMS = ['Afiavi Tossou', 'Codjo Zinsou', 'Baké Chabi', 'Sènami Dossou', 'Yabo Bio', 'Ganiou Orou', 'Hortense Adjovi', 'Kossi Hounsa', 'Assiba Sabi', 'Moussa Lokossou', 'Rigobert Kpadonou', 'Clarisse Agbodjan', 'Mahugnon Sènou', 'Inès Tchibozo', 'Firmin Ahouandjinou', 'Mariam Tamou', 'Gildas Hounnou']
const NOTES = ['Copie d’acte de naissance', 'Déclaration de naissance', 'Copie d’acte de mariage', '', 'Légalisation', '']
const PAR_NOM = 'A. D., Agent de l’état civil'
/** Days told, behind and ahead. */
const [AVANT, APRES] = [60, 12]

/** Believable agendas with what was booked behind and ahead, the same each time; nothing when there are some already. */
export async function remplirRendezVous(tx: Tx, maison: Maison, maintenant: Date): Promise<void> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from rendezvous.agenda`.execute(tx)
  if ((rows[0]?.n ?? 0) > 0) return
  const aujourdhui = jourLocal(maintenant)
  for (const [rang, { lieuDe, niveau, parJourDe, ...reglage }] of EXEMPLES.entries()) {
    const lieu = maison.territoires.chercher(lieuDe, { niveau })[0]
    const bureau = lieu && maison.territoires.bureaux(lieu.code)[0]
    if (!lieu || !bureau) continue
    const id = uuidv7(maintenant.getTime())
    await insertAgenda(tx, { ...reglage, id, territoire: lieu.code, bureau: bureau.id, creePar: 'systeme:demonstration', maintenant })
    if (rang === 0) await fermer(tx, id, aujourdhui, maintenant)
    const agenda = await getAgendaOuvert(tx, id, ajouterJours(aujourdhui, -AVANT))
    for (let n = -AVANT; n <= APRES; n++) await remplirJour(tx, maison, agenda, ajouterJours(aujourdhui, n), parJourDe, rang, maintenant)
    if (rang === 2) await remplirDossiers(tx, maison, agenda, lieu.code, maintenant)
  }
}

/** A Wednesday to come is closed, for a reason people may read. */
async function fermer(tx: Tx, agendaId: string, aujourdhui: string, maintenant: Date): Promise<void> {
  const mercredi = ajouterJours(aujourdhui, 7 + ((10 - jourSemaine(aujourdhui)) % 7))
  await insertException(tx, { id: uuidv7(maintenant.getTime()), agendaId, genre: 'fermeture', du: mercredi, au: mercredi, debut: null, fin: null, raison: 'Formation des agents de l’état civil', parNom: PAR_NOM, maintenant })
}

/** The n-th of a day: never at random, so that two demonstrations tell the same. */
const melange = (texte: string): number => [...texte].reduce((n, signe) => (n * 31 + signe.codePointAt(0)!) % 9973, 7)

function etatDe(debut: Date, graine: number, maintenant: Date): Etat {
  if (debut > maintenant) return 'pris'
  if (jourLocal(debut) === jourLocal(maintenant) && maintenant.getTime() - debut.getTime() < 1_800_000) return 'arrive'
  return graine % 8 === 0 ? 'absent' : graine % 19 === 0 && jourLocal(debut) < jourLocal(maintenant) ? 'passe' : 'recu'
}

async function remplirJour(tx: Tx, maison: Maison, agenda: AgendaOuvert, jour: string, combien: number, rang: number, maintenant: Date): Promise<void> {
  const creneaux = creneauxDe(jour, agenda, agenda.exceptions, CALENDRIER)
  const pas = Math.max(1, Math.floor(creneaux.length / combien))
  for (const [n, c] of creneaux.filter((_, i) => i % pas === 0).slice(0, combien).entries()) {
    const graine = melange(`${jour}${n}${rang}`)
    const debut = instantDe(jour, c.debut)
    const prisLe = new Date(Math.min(debut.getTime() - (1 + (graine % 9)) * 86_400_000, maintenant.getTime() - 3_600_000))
    const id = uuidv7(prisLe.getTime())
    const enLigne = agenda.sansDossier && graine % 3 !== 0
    const qui = { canal: enLigne ? ('public' as const) : ('guichet' as const), nom: NOMS[graine % NOMS.length]!, telephone: graine % 6 === 0 && !enLigne ? null : `+22901${97_000_000 + Number(jour.slice(5).replace('-', '')) * 1000 + rang * 100 + n}`, note: agenda.sansDossier ? NOTES[graine % NOTES.length]! : '' }
    await insertRendezVous(tx, { ...qui, id, ...commune(maison, agenda, id), debut, fin: instantDe(jour, c.fin), place: 0, etat: etatDe(debut, graine, maintenant), dossierId: null, courriel: null, titulaire: null, maintenant: prisLe })
    await insertEvenement(tx, { rendezvousId: id, genre: 'pris', le: prisLe, parNom: enLigne ? 'Vous' : PAR_NOM, texte: direQuand(debut) })
    if (n === 0) await remplirPassage(tx, maison, agenda, jour, rang, maintenant)
    if (graine % 17 === 0 && debut < maintenant) await updateAnnule(tx, id, { par: 'personne', motif: null, maintenant: new Date(debut.getTime() - 7_200_000) })
  }
}

/** Some come without an appointment, and are received between two others. */
async function remplirPassage(tx: Tx, maison: Maison, agenda: AgendaOuvert, jour: string, rang: number, maintenant: Date): Promise<void> {
  const graine = melange(`passage${jour}${rang}`)
  const creneau = creneauxDe(jour, agenda, agenda.exceptions, CALENDRIER)[graine % 7]
  const debut = creneau && instantDe(jour, creneau.debut + 4)
  if (!debut || debut > maintenant || graine % 3 === 0) return
  const id = uuidv7(debut.getTime())
  await insertRendezVous(tx, { id, ...commune(maison, agenda, id), debut, fin: new Date(debut.getTime() + agenda.duree * 60_000), place: null, etat: 'recu', canal: 'passage', dossierId: null, nom: NOMS[graine % NOMS.length]!, telephone: null, courriel: null, titulaire: null, note: 'Renseignement', maintenant: debut })
  await insertEvenement(tx, { rendezvousId: id, genre: 'arrive', le: debut, parNom: PAR_NOM, texte: direQuand(debut) })
}

const commune = (maison: Maison, agenda: AgendaOuvert, id: string) => ({ agendaId: agenda.id, agendaRang: agenda.rang, territoire: agenda.territoire, suivi: empreinteSuivi(maison.cle('rendezvous'), codeDe(maison, id)) })

/** People whose file waits come for it: one of them may open it with the code of his file. */
async function remplirDossiers(tx: Tx, maison: Maison, agenda: AgendaOuvert, territoire: string, maintenant: Date): Promise<void> {
  const ids = await listRecents(tx, [territoire], 'certificat-de-vie', 2)
  const jours = Array.from({ length: APRES }, (_, n) => ajouterJours(jourLocal(maintenant), n + 1)).flatMap((jour) => creneauxDe(jour, agenda, agenda.exceptions, CALENDRIER).slice(-1).map((c) => ({ jour, c })))
  for (const [n, dossierId] of ids.entries()) {
    const libre = jours[n]
    if (!libre) return
    const d = await getDossier(tx, dossierId)
    const id = uuidv7(maintenant.getTime())
    const debut = instantDe(libre.jour, libre.c.debut)
    await insertRendezVous(tx, { id, ...commune(maison, agenda, id), debut, fin: instantDe(libre.jour, libre.c.fin), place: 0, etat: 'pris', canal: 'suivi', dossierId, nom: d.demandeur, telephone: d.telephone, courriel: d.courriel, titulaire: d.titulaire, note: '', maintenant })
    await insertEvenement(tx, { rendezvousId: id, genre: 'pris', le: maintenant, parNom: 'Vous', texte: direQuand(debut) })
  }
}
