import { createHash } from 'node:crypto'
import { ajouterJours, calendrierCourant, ecart, estOuvre, jourLocal, premierOuvre } from '../../../kernel/calendrier/index.ts'
import type { EtatActe, Issue, LigneBudget, Motif } from '../acte/acte.ts'
import { executoireDe, horlogeActe, limiteTransmission } from '../acte/horloge.ts'
import type { Jalon } from '../acte/horloge.ts'
import { selectionner } from '../controle/selection.ts'
import type { GenreMesure, Mesure, PointMesure } from '../mesure/mesure.ts'
import type { Regles, Strategie } from '../referentiel/schemas.ts'
import { hasardDe } from './hasard.ts'
import type { Hasard } from './hasard.ts'
import { ARRETES, BUDGETS, CONVENTIONS, DELIBERATIONS, INDIVIDUELS, NOMS, NOTES, PRENOMS } from './mots.ts'
import type { Sujet } from './mots.ts'

/** A letter of the invented past. Moments are at noon in Benin. */
export type MesurePrevue = { /** Prepared, and not signed yet. */ soumise?: true; genre: GenreMesure; le: Date; points: PointMesure[]; motif: string; repondreAvant: string | null; reponse?: { sens: NonNullable<Mesure['reponseSens']>; le: Date }; suite?: NonNullable<Mesure['suite']>; jugement?: { sens: NonNullable<Mesure['jugementSens']>; jour: string } }
/** An act of the invented past, with its whole story. Numbers are given when it is written. */
export type ActePrevu = {
  cle: string; commune: string; nature: string; matiere: string; objet: string; dateActe: string; seance: string | null; montant: number | null; budget: LigneBudget[] | null; exercice: number | null
  etat: EtatActe; issue: Issue | null; recuLe: Date | null; aTemps: boolean | null; limite: string | null; canal: 'ecran' | 'json' | 'xml' | null; electronique: boolean; publieLe: string | null; executoireLe: string | null
  horloge: Jalon[]; echeance: string | null; risque: number; approfondi: boolean; selection: Motif[]; graine: string | null; examineLe: Date | null; closLe: Date | null; duree: number | null; controleur: number | null; mesures: MesurePrevue[]
}
export type Lieux = { commune: string; nom: string; arrondissements: readonly string[] }
export type Cadre = { regles: Regles; strategie: Strategie; jour: string; maintenant: Date }

/** That day, or the next when offices are shut. */
const ouvert = (jour: string): string => premierOuvre(jour, calendrierCourant())
/** That day, or the last before it when offices are shut. */
function ouvertAvant(jour: string): string {
  for (let n = 0; n < 30; n++) if (estOuvre(ajouterJours(jour, -n), calendrierCourant())) return ajouterJours(jour, -n)
  return jour
}
const midi = (jour: string, heure = 11) => new Date(`${jour}T${String(heure).padStart(2, '0')}:00:00.000Z`)
/** The same identifier each time, in the order of time (version 7 layout, RFC 9562 §5.7, its random part drawn from a text). */
export function idDe(le: Date, graine: string): string {
  const h = createHash('sha256').update(graine).digest('hex')
  const t = le.getTime().toString(16).padStart(12, '0')
  return `${t.slice(0, 8)}-${t.slice(8, 12)}-7${h.slice(0, 3)}-8${h.slice(3, 6)}-${h.slice(6, 18)}`
}

const SESSIONS = [1, 4, 7, 10]
const NATURES: Readonly<Record<string, readonly Sujet[]>> = { deliberation: DELIBERATIONS, 'arrete-reglementaire': ARRETES, 'arrete-individuel': INDIVIDUELS, convention: CONVENTIONS }

/** The days on which a council sat in the last two years, and will not sit later than today. */
export function sessionsDe(h: Hasard, jour: string): { jour: string; session: number }[] {
  const annees = [Number(jour.slice(0, 4)) - 2, Number(jour.slice(0, 4)) - 1, Number(jour.slice(0, 4))]
  return annees
    .flatMap((annee) => SESSIONS.map((session) => ({ session, jour: ouvert(`${annee}-${String(session).padStart(2, '0')}-${String(h.nombre(8, 27)).padStart(2, '0')}`) })))
    .filter((s) => s.jour <= ajouterJours(jour, -4) && s.jour > ajouterJours(jour, -730) && !h.chance(0.05))
}

function sujetDe(h: Hasard, sujets: readonly Sujet[], lieux: Lieux, annee: number): { matiere: string; objet: string; montant: number | null } {
  const s = h.poids(sujets.map((un) => [un, un.poids] as const))
  const objet = h.un(s.objets).replace('{lieu}', h.un(lieux.arrondissements)).replace('{an}', String(annee)).replace('{n}', String(h.nombre(2, 6)))
  return { matiere: s.matiere, objet, montant: s.montant ? h.nombre(s.montant[0] * 10, s.montant[1] * 10) * 100_000 : null }
}

function budgetDe(h: Hasard): LigneBudget[] {
  const [f, i] = [h.nombre(180, 900) * 1_000_000, h.nombre(120, 1400) * 1_000_000]
  // One in twenty does not balance: somebody must find it.
  const faux = h.chance(0.05) ? h.nombre(1, 9) * 500_000 : 0
  return [{ section: 'fonctionnement', sens: 'recette', montant: f }, { section: 'fonctionnement', sens: 'depense', montant: f }, { section: 'investissement', sens: 'recette', montant: i }, { section: 'investissement', sens: 'depense', montant: i + faux }]
}

/** What a shown act has come to: one of each kind, so that every screen of the demonstration has something to do. */
type But = 'soumise' | 'observe' | 'repondue' | 'pieces' | 'suspendu'
const BUTS: readonly [But, string, string][] = [['soumise', '2.3.1', 'Tarifs du marché de {lieu}'], ['observe', '6.1.3', 'Transfert provisoire du marché de {lieu}'], ['repondue', '4.3.1', 'Occupation de la place de {lieu}'], ['pieces', '4.2.1', 'Extension du lotissement de {lieu}'], ['suspendu', '6.1.2', 'Fermeture de tous les débits de boisson']]
type Ebauche = { but?: But } & Pick<ActePrevu, 'cle' | 'commune' | 'nature' | 'matiere' | 'objet' | 'dateActe' | 'seance' | 'montant' | 'budget' | 'exercice'>

/** The acts that a commune took in two years: what its sessions voted, then its mayor's. */
function ebauches(h: Hasard, lieux: Lieux, sessions: readonly { jour: string; session: number }[], jour: string, parAn: number): Ebauche[] {
  const faits: Ebauche[] = []
  const ajouter = (nature: string, dateActe: string, seance: string | null, s: { matiere: string; objet: string; montant: number | null }, plus: Partial<Ebauche> = {}) => faits.push({ cle: `${lieux.commune}/${faits.length}`, commune: lieux.commune, nature, dateActe, seance, ...s, budget: null, exercice: null, ...plus })
  for (const s of sessions) {
    const annee = Number(s.jour.slice(0, 4))
    for (let n = h.nombre(2, 4); n > 0; n--) ajouter('deliberation', s.jour, s.jour, sujetDe(h, DELIBERATIONS, lieux, annee + (s.session === 10 ? 1 : 0)))
    const budget = { 10: [0, annee + 1], 4: [2, annee - 1], 7: [1, annee] }[s.session as 4 | 7 | 10]
    if (budget && !h.chance(0.15)) ajouter('document-budgetaire', s.jour, s.jour, { matiere: BUDGETS[budget[0]!]!.matiere, objet: BUDGETS[budget[0]!]!.objets[0]!.replace('{an}', String(budget[1])), montant: null }, { budget: budgetDe(h), exercice: budget[1]! })
  }
  for (let n = parAn * 2; n > 0; n--) {
    const nature = h.poids([['arrete-reglementaire', 4], ['arrete-individuel', 4], ['convention', 3]] as const)
    const dateActe = ouvertAvant(ajouterJours(jour, -h.nombre(2, 725)))
    ajouter(nature, dateActe, null, sujetDe(h, NATURES[nature]!, lieux, Number(dateActe.slice(0, 4))))
  }
  return faits
}

/** Acts of the last days, one in each state where somebody must do something. */
const vitrine = (h: Hasard, lieux: Lieux, jour: string): Ebauche[] =>
  BUTS.map(([but, matiere, objet], n) => ({ cle: `${lieux.commune}/vitrine/${n}`, commune: lieux.commune, nature: 'arrete-reglementaire', matiere, objet: objet.replace('{lieu}', h.un(lieux.arrondissements)), dateActe: ouvertAvant(ajouterJours(jour, -12 - n)), seance: null, montant: null, budget: null, exercice: null, but }))

/** The story of a shown act, received nine days ago. */
function suiteMontree(h: Hasard, a: Ebauche & { but: But }, s: Suite, { jour, regles, maintenant }: Cadre): Suite {
  const points = pointsDe(h, a.matiere)
  const [examen, lettre] = [vers(maintenant, -6), vers(maintenant, -5)]
  const genre = a.but === 'pieces' ? 'demande-pieces' : a.but === 'suspendu' ? 'suspension' : 'observations'
  const motif = genre === 'demande-pieces' ? 'Sans le plan de situation, le périmètre ne se vérifie pas.' : genre === 'suspension' ? regles.suspension.motif : ''
  const mesure: MesurePrevue = { genre, le: lettre, points, motif, repondreAvant: genre === 'suspension' ? null : ajouterJours(jour, regles.delais.reponse_observations.valeur - 5) }
  const base = { ...s, examineLe: examen, mesures: [mesure] }
  if (a.but === 'soumise') return { ...base, mesures: [{ ...mesure, soumise: true, le: vers(maintenant, -1) }] }
  if (a.but === 'suspendu') return { ...base, etat: 'suspendu' }
  s.horloge.push({ genre: 'arret', le: lettre.toISOString(), cause: genre === 'suspension' ? 'observations' : genre, motive: true })
  if (a.but !== 'repondue') return { ...base, etat: a.but === 'pieces' ? 'pieces' : 'observe' }
  const reponse = vers(maintenant, -1)
  mesure.reponse = { sens: 'maintient', le: reponse }
  s.horloge.push({ genre: 'reprise', le: reponse.toISOString(), mot: 'Réponse reçue' })
  return base
}

const POINTS_PAR_MATIERE: readonly [string, string][] = [['2.3', 'egalite'], ['2.2', 'egalite'], ['3.1', 'concurrence'], ['3', 'credits'], ['4.1', 'domanialite'], ['6', 'proportion'], ['7', 'emploi']]
const LIBELLES: Readonly<Record<string, string>> = { visas: 'Visas et motifs', egalite: 'Égalité devant le service', concurrence: 'Mise en concurrence', credits: 'Crédits', domanialite: 'Régime du bien', competence: 'Compétence de l’auteur', retroactivite: 'Effet dans le temps', proportion: 'Mesure de police', emploi: 'Emploi', publicite: 'Publicité' }
function pointsDe(h: Hasard, matiere: string): PointMesure[] {
  const propres = POINTS_PAR_MATIERE.filter(([m]) => matiere === m || matiere.startsWith(`${m}.`)).map(([, code]) => code)
  const codes = [...new Set([propres[0] ?? 'visas', ...(h.chance(0.4) ? [h.un(['visas', 'publicite', 'retroactivite', 'competence'])] : [])])]
  return codes.map((code) => ({ code, libelle: LIBELLES[code]!, texte: h.un(NOTES[code]!) }))
}

/** Some days later, or sooner, on a day when offices work: never past what was asked when it is sooner. */
function vers(le: Date, jours: number): Date {
  const jour = ajouterJours(jourLocal(le), jours)
  return new Date(le.getTime() + ecart(jourLocal(le), jours < 0 ? ouvertAvant(jour) : ouvert(jour)) * 86_400_000)
}

type Suite = Pick<ActePrevu, 'etat' | 'issue' | 'horloge' | 'examineLe' | 'closLe' | 'mesures'>

/** What became of a received act. Anything that would come after today has not come yet. */
function suiteDe(h: Hasard, a: Ebauche, recuLe: Date, approfondi: boolean, cadre: Cadre): Suite {
  const { regles, maintenant } = cadre
  const horloge: Jalon[] = [{ genre: 'reception', le: recuLe.toISOString() }]
  const s: Suite = { etat: 'recu', issue: null, horloge, examineLe: null, closLe: null, mesures: [] }
  if (a.but) return suiteMontree(h, { ...a, but: a.but }, s, cadre)
  const avant = (d: Date) => d <= maintenant
  const examen = vers(recuLe, h.nombre(1, 9))
  const fate = approfondi ? h.poids([['silence', 24], ['sans-observation', 52], ['observations', 17], ['pieces', 5], ['suspension', 1], ['defere', 1]] as const) : h.poids([['silence', 93], ['sans-observation', 6], ['observations', 1]] as const)
  if (fate !== 'silence' && avant(examen)) s.examineLe = examen
  const { echeance } = horlogeActe(horloge, regles, calendrierCourant(), recuLe)
  const finSilence = midi(ajouterJours(echeance!, 1), 1)
  if (fate === 'silence') return avant(finSilence) ? { ...s, etat: 'clos', issue: 'silence', closLe: finSilence } : s
  if (!s.examineLe) return s
  if (fate === 'sans-observation') return { ...s, etat: 'clos', issue: 'sans-observation', closLe: examen }
  const lettre = vers(examen, h.nombre(1, 3))
  const points = pointsDe(h, a.matiere)
  if (!avant(lettre)) return { ...s, mesures: [{ soumise: true, genre: fate === 'pieces' ? 'demande-pieces' : 'observations', le: examen, points, motif: 'Sans cette pièce, l’objet de l’acte ne se vérifie pas.', repondreAvant: null }] }
  if (fate === 'suspension' || fate === 'defere') return saisirJuge(h, s, lettre, points, fate === 'suspension', maintenant)
  const genre = fate === 'pieces' ? 'demande-pieces' : 'observations'
  horloge.push({ genre: 'arret', le: lettre.toISOString(), cause: genre, motive: true })
  const repondreAvant = ajouterJours(jourLocal(lettre), regles.delais.reponse_observations.valeur)
  const reponse = vers(lettre, h.nombre(4, 14))
  const mesure: MesurePrevue = { genre, le: lettre, points, motif: genre === 'demande-pieces' ? 'Sans cette pièce, l’objet de l’acte ne se vérifie pas.' : '', repondreAvant }
  s.mesures.push(mesure)
  if (!avant(reponse)) return { ...s, etat: genre === 'observations' ? 'observe' : 'pieces' }
  const sens = genre === 'demande-pieces' ? 'pieces' : h.poids([['reforme', 45], ['retire', 18], ['maintient', 37]] as const)
  mesure.reponse = { sens, le: reponse }
  horloge.push({ genre: 'reprise', le: reponse.toISOString(), mot: genre === 'demande-pieces' ? 'Pièces reçues' : 'Réponse reçue' })
  const lecture = vers(reponse, h.nombre(1, 6))
  if (!avant(lecture)) return s
  const content = sens !== 'maintient' || h.chance(0.6)
  mesure.suite = content ? 'satisfait' : 'insuffisant'
  if (!content) return saisirJuge(h, s, vers(lecture, 2), points, false, maintenant)
  return { ...s, etat: 'clos', issue: sens === 'pieces' ? 'sans-observation' : sens === 'retire' ? 'retire' : sens === 'reforme' ? 'reforme' : 'observations-levees', closLe: lecture }
}

function saisirJuge(h: Hasard, s: Suite, le: Date, points: PointMesure[], suspendre: boolean, maintenant: Date): Suite {
  if (le > maintenant) return s
  if (suspendre) s.mesures.push({ genre: 'suspension', le, points, motif: 'Risque manifeste de trouble à l’ordre public', repondreAvant: null })
  const saisine = vers(le, suspendre ? 1 : 0)
  if (saisine > maintenant) return { ...s, etat: 'suspendu' }
  const jugement = vers(saisine, h.nombre(60, 150))
  const mesure: MesurePrevue = { genre: 'defere', le: saisine, points, motif: 'Violation de la règle dite ci-dessous', repondreAvant: null }
  s.mesures.push(mesure)
  if (jugement > maintenant) return { ...s, etat: 'defere' }
  const sens = h.poids([['annule', 50], ['annule-partie', 15], ['rejete', 25], ['desiste', 10]] as const)
  mesure.jugement = { sens, jour: jourLocal(jugement) }
  mesure.suite = sens === 'desiste' ? 'desiste' : 'jugee'
  return { ...s, etat: 'juge', issue: ({ annule: 'annule-juge', 'annule-partie': 'annule-partie', rejete: 'rejete-juge', desiste: 'desiste' } as const)[sens], closLe: jugement }
}

/** Every act of a commune for two years, in the order of their days: the same ones each time for the same day. */
export function planifier(lieux: Lieux, sessions: readonly { jour: string; session: number }[], cadre: Cadre, parAn: number, montre = false): ActePrevu[] {
  const { regles, strategie, jour, maintenant } = cadre
  const h = hasardDe(`actes/${lieux.commune}`)
  const [tardif, logiciel] = [h.nombre(3, 26) / 100, h.poids([['ecran', 7], ['xml', 2], ['json', 1]] as const)]
  return [...ebauches(h, lieux, sessions, jour, parAn), ...(montre ? vitrine(h, lieux, jour) : [])]
    .toSorted((a, b) => a.dateActe.localeCompare(b.dateActe) || a.cle.localeCompare(b.cle, 'fr', { numeric: true }))
    .map(({ but, ...a }): ActePrevu => {
      const limite = limiteTransmission(a.dateActe, regles, calendrierCourant())
      const recuJour = ouvert(but ? ajouterJours(jour, -9) : h.chance(tardif) ? ajouterJours(limite, h.nombre(1, 30)) : ajouterJours(a.dateActe, h.nombre(1, Math.max(1, ecart(a.dateActe, limite) - 1))))
      const publieLe = h.chance(0.85) ? ouvert(ajouterJours(a.dateActe, h.nombre(1, 8))) : null
      const base = { ...a, limite, publieLe: publieLe !== null && publieLe <= jour ? publieLe : null }
      const neuf = { issue: null, aTemps: null, canal: null, electronique: false, executoireLe: null, horloge: [], echeance: null, risque: 0, approfondi: false, selection: [], graine: null, examineLe: null, closLe: null, duree: null, controleur: null, mesures: [], recuLe: null }
      const recuLe = midi(recuJour, h.nombre(8, 15))
      if (recuLe >= maintenant) return { ...base, ...neuf, etat: h.chance(0.5) ? 'signe' : 'brouillon' }
      const aTemps = recuJour <= limite
      const selection = selectionner({ nature: a.nature, matiere: a.matiere, commune: a.commune, montant: a.montant, aTemps }, [strategie], h.nombre(0, 0xffffff).toString(16), a.cle)
      const suite = suiteDe(h, { ...a, ...(but ? { but } : {}) }, recuLe, selection.approfondi, cadre)
      const horloge = horlogeActe(suite.horloge, regles, calendrierCourant(), suite.closLe ?? maintenant)
      return {
        ...base, ...suite, recuLe, aTemps, canal: logiciel, electronique: h.chance(0.35), risque: selection.risque, approfondi: selection.approfondi, selection: selection.motifs, graine: selection.graine, controleur: suite.examineLe || h.chance(0.5) ? h.nombre(0, 9) : null,
        echeance: suite.closLe || suite.etat === 'defere' ? null : horloge.echeance, duree: suite.closLe ? Math.max(0, horloge.joursEcoules) : null, executoireLe: suite.issue === 'retire' ? null : executoireDe({ recuLe, publieLe: base.publieLe, closLe: suite.closLe }, regles),
      }
    })
}

/** The mayor of a commune, invented. */
export const maireDe = (commune: string): string => {
  const h = hasardDe(`maire/${commune}`)
  return `${h.un(PRENOMS)} ${h.un(NOMS)}`
}
