import { z } from 'zod'
import { ajouterJours, jourLocal, versTemps } from '../../../kernel/calendrier/index.ts'
import type { Calendrier, Explication } from '../../../kernel/calendrier/index.ts'
import type { Temps } from '../../../ui/horloge.tsx'
import { horlogeActe } from '../acte/horloge.ts'
import type { Jalon } from '../acte/horloge.ts'
import type { Regles } from './schemas.ts'

/** What may happen to an act in the simulator. */
export const GESTES = [
  { valeur: 'pieces', libelle: 'Demande de pièces justifiée' },
  { valeur: 'pieces-sans', libelle: 'Demande de pièces sans justification' },
  { valeur: 'observations', libelle: 'Lettre d’observations' },
  { valeur: 'reponse', libelle: 'Réponse de la commune' },
] as const
export const RANGS = [1, 2, 3, 4, 5] as const

const jour = z.union([z.iso.date(), z.literal('')]).catch('').default('')
const heure = z.string().max(8).default('')
const geste = z.enum(['pieces', 'pieces-sans', 'observations', 'reponse', '']).catch('').default('')
/** The form of the simulator, in the address of its page. */
export const querySimuler = z.object({
  recu: jour, recuHeure: heure, vu: jour, confirme: z.string().max(5).optional(),
  g1: geste, g2: geste, g3: geste, g4: geste, g5: geste, le1: jour, le2: jour, le3: jour, le4: jour, le5: jour, h1: heure, h2: heure, h3: heure, h4: heure, h5: heure,
})
export type Simulation = z.infer<typeof querySimuler>

/** Benin keeps UTC+1 all year (no summer time since 1960, IANA Africa/Porto-Novo). */
const instant = (le: string, h: string): Date => {
  const [, hh = '10', mm = '00'] = /^(\d{1,2})\s*[:hH]?\s*(\d{2})?$/.exec(h.trim()) ?? []
  const net = Number(hh) <= 23 && Number(mm ?? 0) <= 59 ? `${hh.padStart(2, '0')}:${mm || '00'}` : '10:00'
  return new Date(`${le}T${net}:00+01:00`)
}

/** The events of a simulated act, in the order of time; a line without its day is not there. */
export function jalonsDe(q: Simulation): Jalon[] {
  if (q.recu === '') return []
  const suite = RANGS.flatMap((n): Jalon[] => {
    const [g, le] = [q[`g${n}`], q[`le${n}`]]
    if (g === '' || le === '') return []
    const quand = instant(le, q[`h${n}`]).toISOString()
    if (g === 'reponse') return [{ genre: 'reprise', le: quand }]
    return [{ genre: 'arret', le: quand, cause: g === 'observations' ? 'observations' : 'demande-pieces', motive: g !== 'pieces-sans' }]
  })
  return [{ genre: 'reception' as const, le: instant(q.recu, q.recuHeure).toISOString() }, ...suite].toSorted((a, b) => a.le.localeCompare(b.le))
}

/** The same rules, held for confirmed: what the clock would do once the ministry has confirmed them. */
export const confirmees = (regles: Regles): Regles => ({ ...regles, effets: { 'demande-pieces': { ...regles.effets['demande-pieces'], verifie: true }, observations: { ...regles.effets.observations, verifie: true } } })

export type Resultat = { temps: Temps; echeance: string | null; explications: Explication[] }

/** The clock of a simulated act under these rules, looked at in the evening of `vu`; without it, on the day of the last event. */
export function simuler(q: Simulation, regles: Regles, calendrier: Calendrier): Resultat | undefined {
  const jalons = jalonsDe(q)
  const dernier = jalons.at(-1)
  if (!dernier) return undefined
  // The end of that day: everything that happened on it counts.
  const soir = new Date(`${q.vu === '' ? jourLocal(new Date(dernier.le)) : q.vu}T23:59:00+01:00`)
  const etat = horlogeActe(jalons, q.confirme === 'oui' ? confirmees(regles) : regles, calendrier, soir)
  return { temps: versTemps(etat), echeance: etat.echeance, explications: etat.explications }
}

/** An example to begin with: received a week ago, papers asked for three days later, and answered. */
export const exemple = (aujourdhui: string): Partial<Simulation> => ({ recu: ajouterJours(aujourdhui, -12), recuHeure: '10:00', g1: 'pieces', le1: ajouterJours(aujourdhui, -8), h1: '16:00', g2: 'reponse', le2: ajouterJours(aujourdhui, -3), h2: '09:00', vu: aujourdhui })
