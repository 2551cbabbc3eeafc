import { uuidv5 } from '../../../lib/uuid.ts'
import { sql } from '../../../kernel/db/index.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import type { Maison } from '../../../kernel/maison.ts'
import { insertMembres } from './membre.queries.ts'
import type { Membre, Qualite } from './membre.ts'
import { composer } from './proces-verbal.ts'
import { instantDe, nomCommune } from './porte.ts'
import { quorumDe } from './quorum.ts'
import type { GenreSeance, Point, Seance } from './seance.ts'
import { issueDe } from './vote.ts'
import type { Voix } from './vote.ts'
import type { Regles } from '../referentiel/schemas.ts'
import { insertPoints } from './point.queries.ts'
import { dernierEnvoi } from './delais.ts'
import { calendrier } from './porte.ts'
import type { Appele } from './convocation.queries.ts'

/** The same seed always draws the same numbers, 0 to 1. */
function tirer(graine: string): () => number {
  let n = Number.parseInt(uuidv5(graine).slice(0, 8), 16)
  return () => {
    n = (Math.imul(n ^ (n >>> 15), 0x2c1b3c6d) + 0x6d2b79f5) | 0
    return ((n ^ (n >>> 13)) >>> 0) / 4_294_967_296
  }
}

const NOMS = ['Dossou', 'Ahouansou', 'Kpadonou', 'Tossou', 'Gbaguidi', 'Sènou', 'Agbodjan', 'Zinsou', 'Adjovi', 'Hounsa', 'Lokossou', 'Houéto', 'Vodounon', 'Akplogan', 'Orou', 'Bio Guéra', 'Sabi', 'Yacoubou', 'Tchibozo', 'Amoussou']
const PRENOMS = ['Rose', 'Paul', 'Afiavi', 'Éric', 'Christine', 'Denis', 'Rigobert', 'Hortense', 'Léopold', 'Assiba', 'Codjo', 'Sènami', 'Moussa', 'Adama', 'Fatou', 'Ibrahim']
const qualiteDe = (rang: number): Qualite => (rang === 1 ? 'maire' : rang <= 3 ? 'adjoint' : rang <= 6 ? 'chef-arrondissement' : 'conseiller')

/** An invented council: `nombre` members who sit since `du` (YYYY-MM-DD). The same commune and seed give the same people. Written in one question. */
export async function creerConseil(tx: Tx, commune: string, { nombre, du, graine }: { nombre: number; du: string; graine: string }): Promise<Membre[]> {
  const suivant = tirer(`${graine}/${commune}`)
  const depart = Math.floor(suivant() * 320)
  const membres = Array.from({ length: nombre }, (_, i): Membre => {
    const n = depart + i * 7
    return { id: uuidv5(`${graine}/${commune}/membre/${i}`), commune, nom: `${NOMS[n % NOMS.length]!.toUpperCase()} ${PRENOMS[(n + Math.floor(n / NOMS.length)) % PRENOMS.length]!}`, qualite: qualiteDe(i + 1), rang: i + 1, telephone: null, courriel: null, du, au: null }
  })
  await insertMembres(tx, membres)
  return membres
}

/** A held session to write. `jour` is YYYY-MM-DD; `adopte` false is a rejected point; `afficheLe` when its decisions were posted. `tard`: the council was told too late. */
export type SeanceTenue = {
  commune: string; jour: string; genre: GenreSeance; session: number | null; membres: readonly Membre[]; regles: { id: string; corps: Regles }; graine: string
  points: readonly { objet: string; nature: string; matiere: string | null; adopte?: boolean }[]; motif?: string; afficheLe?: string | null; tard?: boolean
}
export type Tenue = { id: string; points: Point[] }

const PAR = 'systeme:demonstration'

/** Who came, and who votes for whom: always enough for the quorum, and the mayor presides. */
function appelDe(s: SeanceTenue, quorum: number, suivant: () => number): Appele[] {
  let presents = 0
  let mandataire: string | null = null
  return s.membres.map((m, i): Appele => {
    const restent = s.membres.length - i
    const present = presents + restent <= quorum || i === 0 || suivant() < 0.82
    if (present) presents++
    const represente = !present && mandataire === null && s.regles.corps.procurations.par_membre > 0 && suivant() < 0.5
    if (represente) mandataire = s.membres[0]!.id
    const { id: membreId, nom, qualite, rang, telephone, courriel } = m
    return { membreId, nom, qualite, rang, telephone, courriel, mode: 'main-propre', envoyeeLe: null, preuve: 'Cahier de transmission, exemple', messageId: null, presence: present ? 'present' : represente ? 'represente' : suivant() < 0.5 ? 'excuse' : 'absent', mandataire: represente ? mandataire : null }
  })
}

/** A count that says what the point became: everybody votes, some abstain. */
function voterPoint(p: SeanceTenue['points'][number], votants: readonly Appele[], s: SeanceTenue, suivant: () => number): { point: Pick<Point, 'vote' | 'scrutin' | 'pour' | 'contre' | 'abstentions' | 'votants'>; voix: Voix[] } {
  const adopte = p.adopte !== false
  const voix = votants.map((): Voix => (suivant() < 0.9 ? (adopte ? 'pour' : 'contre') : suivant() < 0.5 ? 'abstention' : adopte ? 'contre' : 'pour'))
  const n = (v: Voix) => voix.filter((une) => une === v).length
  const d = { pour: n('pour'), contre: n('contre'), abstentions: n('abstention') }
  const dite = issueDe(d, s.regles.corps.majorite, { votants: votants.length, membres: s.membres.length })
  // A drawn count that says the contrary is put right: all agree.
  const net = (dite === 'adopte') === adopte ? d : { pour: adopte ? votants.length : 0, contre: adopte ? 0 : votants.length, abstentions: 0 }
  const siennes = net === d ? voix : votants.map((): Voix => (adopte ? 'pour' : 'contre'))
  return { point: { vote: adopte ? 'adopte' : 'rejete', scrutin: suivant() < 0.15 ? 'nominal' : 'public', ...net, votants: votants.length }, voix: siennes }
}

/**
 * Writes a session as it was held and closed: members called, presence, votes, minutes, posting; five questions whatever its size. No act:
 * they are the caller's, from the points returned. The same seed gives the same session, under the same id.
 */
export async function tenirSeance(tx: Tx, maison: Pick<Maison, 'territoires'>, s: SeanceTenue): Promise<Tenue> {
  const suivant = tirer(s.graine)
  const id = uuidv5(`${s.graine}/seance`)
  const quorum = quorumDe(s.membres.length, s.regles.corps.quorum)
  const appel = appelDe(s, quorum, suivant)
  const presents = new Set(appel.filter((a) => a.presence === 'present').map((a) => a.membreId))
  const votants = appel.filter((a) => presents.has(a.membreId) || (a.mandataire !== null && presents.has(a.mandataire)))
  const [prevueLe, ouverteLe, closeLe] = [instantDe(s.jour, 540), instantDe(s.jour, 540 + Math.floor(suivant() * 40)), instantDe(s.jour, 720 + Math.floor(suivant() * 200))]
  const limite = dernierEnvoi(s.jour, s.regles.corps, calendrier())
  const convoqueeLe = s.tard ? instantDe(s.jour, 540 - 24 * 60) : instantDe(limite, 600 - 24 * 60 * Math.floor(suivant() * 8))
  const votes = s.points.map((p) => voterPoint(p, votants, s, suivant))
  const points = s.points.map((p, i): Point => ({ id: uuidv5(`${s.graine}/point/${i}`), seanceId: id, rang: i + 1, objet: p.objet, nature: p.nature, matiere: p.matiere, rapporteur: '', texte: '', preponderante: null, ...votes[i]!.point }))
  const president = appel[0]!
  const seance: Seance = {
    id, commune: s.commune, genre: s.genre, session: s.session, prevueLe, lieu: 'Salle du conseil', motif: s.motif ?? '', etat: 'close', remplace: null, reporte: null, regles: s.regles.id, membres: s.membres.length, quorum,
    convoqueeLe, ouverteLe, closeLe, president: president.nom, presidentId: president.membreId, secretaire: 'Le secrétaire exécutif', procesVerbal: '', afficheLe: s.afficheLe ?? null, affichePreuve: s.afficheLe ? 'Tableau de la mairie, exemple' : '', creeLe: convoqueeLe,
  }
  await ecrire(tx, { ...seance, procesVerbal: composer(seance, points, appel, nomCommune(maison as Maison, s.commune)) })
  await insertPoints(tx, id, points)
  await ecrireVotes(tx, points, appel.map((a) => ({ ...a, envoyeeLe: convoqueeLe })), votes.map((v, i) => ({ point: points[i]!, voix: v.voix })), votants)
  return { id, points }
}

async function ecrire(tx: Tx, s: Seance): Promise<void> {
  await sql`insert into legalite.seance (id, commune, genre, session, prevue_le, lieu, motif, etat, regles, membres, quorum, convoquee_le, ouverte_le, close_le, president, president_id, secretaire, proces_verbal, affiche_le, affiche_preuve, cree_le, cree_par)
    values (${s.id}, ${s.commune}, ${s.genre}, ${s.session}, ${s.prevueLe}, ${s.lieu}, ${s.motif}, ${s.etat}, ${s.regles}, ${s.membres}, ${s.quorum}, ${s.convoqueeLe}, ${s.ouverteLe}, ${s.closeLe}, ${s.president}, ${s.presidentId}, ${s.secretaire},
      ${s.procesVerbal}, ${s.afficheLe}, ${s.affichePreuve}, ${s.creeLe}, ${PAR})`.execute(tx)
  await sql`insert into legalite.evenement_seance (id, seance_id, genre, le, par, par_nom, texte)
    select gen_random_uuid(), ${s.id}::uuid, e.genre, e.le, ${PAR}, 'Iroko', '' from jsonb_to_recordset(${JSON.stringify([{ genre: 'convoque', le: s.convoqueeLe }, { genre: 'ouvert', le: s.ouverteLe }, { genre: 'clos', le: s.closeLe }, ...(s.afficheLe ? [{ genre: 'affiche', le: `${s.afficheLe}T09:00:00Z` }] : [])])}::jsonb) as e(genre text, le timestamptz)`.execute(tx)
}

async function ecrireVotes(tx: Tx, points: readonly Point[], appel: readonly Appele[], votes: readonly { point: Point; voix: readonly Voix[] }[], votants: readonly Appele[]): Promise<void> {
  await sql`update legalite.point p set vote = v.vote, scrutin = v.scrutin, pour = v.pour, contre = v.contre, abstentions = v.abstentions, votants = v.votants
    from jsonb_to_recordset(${JSON.stringify(points)}::jsonb) as v(id uuid, vote text, scrutin text, pour int, contre int, abstentions int, votants int) where p.id = v.id`.execute(tx)
  await sql`insert into legalite.convocation (seance_id, membre_id, mode, envoyee_le, preuve, presence, mandataire)
    select ${points[0]!.seanceId}::uuid, a."membreId", a.mode, a."envoyeeLe", a.preuve, a.presence, a.mandataire
    from jsonb_to_recordset(${JSON.stringify(appel)}::jsonb) as a("membreId" uuid, mode text, "envoyeeLe" timestamptz, preuve text, presence text, mandataire uuid)`.execute(tx)
  const nominales = votes.filter((v) => v.point.scrutin === 'nominal').flatMap((v) => votants.map((m, i) => ({ point: v.point.id, membre: m.membreId, voix: v.voix[i]! })))
  if (nominales.length > 0) await sql`insert into legalite.voix (point_id, membre_id, voix) select v.point, v.membre, v.voix from jsonb_to_recordset(${JSON.stringify(nominales)}::jsonb) as v(point uuid, membre uuid, voix text)`.execute(tx)
}
