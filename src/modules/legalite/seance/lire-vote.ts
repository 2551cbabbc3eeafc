import { z } from 'zod'
import { lireNombre } from '../../../lib/nombre.ts'
import type { Regles } from '../referentiel/schemas.ts'
import type { Appele } from './convocation.queries.ts'
import { exigerSansFaute, texteSaisi } from './saisie.ts'
import type { Fautes } from './saisie.ts'
import type { Point, Seance } from './seance.ts'
import { compterVoix, direDecompte, estPartage, estVotee, fauteTotal, issueDe, ISSUES_POINT, SCRUTINS } from './vote.ts'
import type { Decompte, Issue, Scrutin, Voix } from './vote.ts'

/** What the form of a vote sends; a vote by name brings one `v.<member>` for each voter. */
export const saisieVote = z.looseObject({ vote: texteSaisi(20), scrutin: texteSaisi(10), pour: texteSaisi(8), contre: texteSaisi(8), abstentions: texteSaisi(8), preponderante: texteSaisi(8), texte: texteSaisi(4000), _revision: z.string().max(1000).optional() })
type Saisi = z.infer<typeof saisieVote>

export type VoteLu = { vote: Pick<Point, 'vote' | 'scrutin' | 'pour' | 'contre' | 'abstentions' | 'votants' | 'preponderante' | 'texte'>; voix: Map<string, Voix> }
type Salle = { votants: readonly Appele[]; seance: Pick<Seance, 'membres' | 'presidentId'>; majorite: Regles['majorite'] }

function lireNombres(saisi: Saisi, fautes: Fautes): Decompte {
  const lire = (nom: keyof Decompte, libelle: string) => {
    const n = saisi[nom] === '' && nom === 'abstentions' ? 0 : lireNombre(saisi[nom])
    if (n !== undefined && n >= 0 && n <= 1000) return n
    fautes[nom] = `Écrivez le nombre de ${libelle}, 0 s’il n’y en a pas`
    return 0
  }
  return { pour: lire('pour', 'voix pour'), contre: lire('contre', 'voix contre'), abstentions: lire('abstentions', 'abstentions') }
}

function lireVoix(saisi: Saisi, votants: readonly Appele[], fautes: Fautes): Map<string, Voix> {
  const voix = new Map<string, Voix>()
  for (const { membreId, nom } of votants) {
    const dite = saisi[`v.${membreId}`]
    if (dite === 'pour' || dite === 'contre' || dite === 'abstention') voix.set(membreId, dite)
    else fautes[`v.${membreId}`] = `Choisissez la voix de ${nom}`
  }
  const permis = new Set(votants.map((v) => `v.${v.membreId}`))
  if (Object.keys(saisi).some((nom) => nom.startsWith('v.') && !permis.has(nom))) fautes.vote ??= 'Quelqu’un qui ne vote pas a une voix : vérifiez d’abord les présences'
  return voix
}

/**
 * How the president breaks a tie. By name, it is the voice he gave; in a secret vote nobody knows it, so it cannot count; otherwise it is
 * asked, and only then.
 */
function lirePreponderante(saisi: Saisi, scrutin: Scrutin, d: Decompte, voix: ReadonlyMap<string, Voix>, { votants, seance, majorite }: Salle, fautes: Fautes): 'pour' | 'contre' | null {
  if (!majorite.preponderante || scrutin === 'secret' || !estPartage(d, majorite.calcul, { votants: votants.length, membres: seance.membres })) return null
  if (scrutin === 'nominal') {
    const sienne = voix.get(seance.presidentId ?? '')
    return sienne === 'pour' || sienne === 'contre' ? sienne : null
  }
  if (saisi.preponderante === 'pour' || saisi.preponderante === 'contre') return saisi.preponderante
  fautes.preponderante = 'Les voix sont à égalité : dites comment le président a voté, sa voix l’emporte'
  return null
}

/** Reads what became of a point. What is typed may not contradict the count. Throws `Saisie` with every fault. */
export function lireVote(saisi: Saisi, salle: Salle): VoteLu {
  const fautes: Fautes = {}
  const { votants, seance, majorite } = salle
  if (!(saisi.vote in ISSUES_POINT)) fautes.vote = 'Choisissez ce que devient ce point'
  const vote = saisi.vote as Issue
  const typees = ['pour', 'contre', 'abstentions'].filter((nom) => (saisi[nom] as string) !== '')
  if (!fautes.vote && !estVotee(vote)) {
    if (typees.length > 0) fautes[typees[0]!] = 'Un point sans vote n’a pas de voix : effacez ces nombres, ou choisissez adopté ou rejeté'
    exigerSansFaute(fautes)
    return { vote: { vote, scrutin: null, pour: null, contre: null, abstentions: null, votants: null, preponderante: null, texte: saisi.texte }, voix: new Map() }
  }
  const scrutin = saisi.scrutin as Scrutin
  if (!(saisi.scrutin in SCRUTINS)) fautes.scrutin = 'Choisissez comment le conseil a voté'
  const voix = scrutin === 'nominal' ? lireVoix(saisi, votants, fautes) : new Map<string, Voix>()
  const d = scrutin === 'nominal' ? compterVoix(voix.values()) : lireNombres(saisi, fautes)
  exigerSansFaute(fautes)
  const total = fauteTotal(d, votants.length)
  if (total) exigerSansFaute({ pour: total })
  const preponderante = lirePreponderante(saisi, scrutin, d, voix, salle, fautes)
  exigerSansFaute(fautes)
  const dite = issueDe(d, majorite, { votants: votants.length, membres: seance.membres }, preponderante)
  if (dite !== vote) exigerSansFaute({ vote: `Avec ${direDecompte(d)}, ce point est ${ISSUES_POINT[dite].mot.toLowerCase()} : vérifiez les voix, ou le résultat` })
  return { vote: { vote, scrutin, ...d, votants: votants.length, preponderante, texte: saisi.texte }, voix }
}
