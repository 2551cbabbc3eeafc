import { accord, dateLongue, enumerer, heure, pluriel } from '../../../lib/francais.ts'
import type { Appele } from './convocation.queries.ts'
import { compter } from './quorum.ts'
import { deNom, direSession } from './seance.ts'
import type { Point, Seance } from './seance.ts'
import { direDecompte, ISSUES_POINT, SCRUTINS } from './vote.ts'

const noms = (appeles: readonly Appele[]): string => enumerer(appeles.map((a) => a.nom)) || 'personne'

function direAppel(appeles: readonly Appele[]): string[] {
  const de = (p: Appele['presence']) => appeles.filter((a) => a.presence === p)
  const nomDe = new Map(appeles.map((a) => [a.membreId, a.nom]))
  const representes = de('represente')
  const lignes = [`Étaient présents : ${noms(de('present'))}.`]
  if (representes.length > 0) lignes.push(`Étaient représentés : ${enumerer(representes.map((a) => `${a.nom} (par ${nomDe.get(a.mandataire ?? '') ?? '?'})`))}.`)
  if (de('excuse').length > 0) lignes.push(`Étaient excusés : ${noms(de('excuse'))}.`)
  if (de('absent').length > 0) lignes.push(`Étaient absents : ${noms(de('absent'))}.`)
  return lignes
}

/** What became of a point, in a sentence of the minutes. */
export function direPoint(p: Point): string {
  if (!p.vote) return 'Ce point n’a pas encore été examiné.'
  const fait = { adopte: 'adopte', rejete: 'rejette', ajourne: 'ajourne', retire: 'retire', information: '' } as const
  if (p.vote === 'information') return 'Ce point est donné pour information, sans vote.'
  if (p.vote === 'ajourne' || p.vote === 'retire') return `Le conseil ${fait[p.vote]} ce point, sans vote.`
  const voix = direDecompte({ pour: p.pour!, contre: p.contre!, abstentions: p.abstentions! })
  const president = p.preponderante ? ` Les voix étant égales, celle du président, ${p.preponderante}, l’emporte.` : ''
  return `Vote au scrutin ${SCRUTINS[p.scrutin!].toLowerCase()}, ${pluriel(p.votants!, 'votant')} : ${voix}.${president} Le conseil ${fait[p.vote]} ce point.`
}

/** The first text of the minutes, from the facts that were noted: the secretary goes on from there. */
export function composer(seance: Seance, points: readonly Point[], appeles: readonly Appele[], commune: string): string {
  const c = compter(appeles)
  const seconde = seance.remplace ? ' Le conseil, convoqué une seconde fois faute de quorum, peut délibérer.' : ''
  const blocs = [
    `Le ${dateLongue(seance.prevueLe)}, le conseil communal ${deNom(commune)} s’est réuni, ${seance.lieu}, en ${direSession(seance).toLowerCase()}${seance.motif ? ` (${seance.motif})` : ''}.`,
    [...direAppel(appeles), `Membres en exercice : ${seance.membres}. Quorum : ${seance.quorum}. ${pluriel(c.presents, 'membre')} ${accord(c.presents, 'présent')}, ${pluriel(c.votants, 'votant')}.${seconde}`].join('\n'),
    `La séance est ouverte à ${heure(seance.ouverteLe ?? seance.prevueLe)} sous la présidence ${deNom(seance.president ?? '?')}. ${seance.secretaire ?? '?'} en tient le secrétariat.`,
    ...points.map((p) => [`Point ${p.rang} : ${p.objet}`, ...(p.rapporteur ? [`Rapporteur : ${p.rapporteur}.`] : []), ...(p.texte ? [p.texte] : []), direPoint(p)].join('\n')),
    'L’ordre du jour étant épuisé, la séance est levée.',
  ]
  return blocs.join('\n\n')
}

/** How a state of a point is shown: its word and its colour. */
export const vueIssue = (p: Pick<Point, 'vote'>) => (p.vote ? ISSUES_POINT[p.vote] : undefined)
