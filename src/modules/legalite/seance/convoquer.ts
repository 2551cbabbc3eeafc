import { dateSimple, enumerer, heure } from '../../../lib/francais.ts'
import { canalDe, masquer } from '../../../lib/contact.ts'
import { jourLocal, midi } from '../../../kernel/calendrier/jour.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import type { JobDemande } from '../../../kernel/module.ts'
import { prevenir } from '../../../kernel/notifications/index.ts'
import type { Regles } from '../referentiel/schemas.ts'
import type { ModeEnvoi } from './convocation.queries.ts'
import { direDelai, premierJour } from './delais.ts'
import type { Membre } from './membre.ts'
import { calendrier, jourDe } from './porte.ts'
import { deNom, direMoment, direSession } from './seance.ts'
import type { Point, Seance } from './seance.ts'

/** Signs of the agenda in an SMS: about four messages. The whole one goes by mail and on paper. */
const SIGNES_SMS = 400

/** The agenda on one line; with `max`, as many points as hold, and how many more there are. */
export function direOrdre(points: readonly Pick<Point, 'rang' | 'objet'>[], max = Infinity): string {
  const dits: string[] = []
  for (const p of points) {
    const suite = `${p.rang}. ${p.objet}`
    if (dits.join(' ; ').length + suite.length > max && dits.length > 0) break
    dits.push(suite)
  }
  const reste = points.length - dits.length
  return reste > 0 ? `${dits.join(' ; ')} ; et ${reste} ${reste > 1 ? 'autres points' : 'autre point'}` : dits.join(' ; ')
}

/** What the delay between a sending on `envoi` (YYYY-MM-DD) and the session says: nothing when it is long enough. */
export function delaiCourt(seance: Pick<Seance, 'prevueLe'>, regles: Regles, envoi: string): string | undefined {
  const premier = premierJour(envoi, regles, calendrier())
  if (premier <= jourDe(seance)) return undefined
  return `Convoqué le ${dateSimple(midi(envoi))}, le conseil ne peut se réunir qu’à partir du ${dateSimple(midi(premier))} : la règle laisse ${direDelai(regles, 'convocation')}`
}

/** Where a member may be told, first the best. */
export const modesDe = ({ courriel, telephone }: Pick<Membre, 'courriel' | 'telephone'>): ModeEnvoi[] => [...(courriel ? (['courriel'] as const) : []), ...(telephone ? (['sms'] as const) : []), 'main-propre', 'porteur']

/** Writes the message of one member, by the way chosen. Returns the message's id, what proves the sending, and the task that sends it. */
export async function ecrireA(tx: Tx, seance: Seance, points: readonly Point[], m: Membre, mode: 'courriel' | 'sms', commune: string, maintenant: Date): Promise<{ messageId: string | null; preuve: string; jobs: JobDemande[] }> {
  const destination = (mode === 'courriel' ? m.courriel : m.telephone)!
  const jobs = await prevenir(tx, {
    modele: 'convocation-conseil',
    cle: `seance:${seance.id}:convocation:${m.id}`,
    a: canalDe(destination),
    valeurs: {
      commune: deNom(commune), nom: m.nom, session: direSession(seance).toLowerCase(), quand: direMoment(seance.prevueLe), court: `${dateSimple(seance.prevueLe)} à ${heure(seance.prevueLe)}`, lieu: seance.lieu,
      motif: seance.motif ? ` Motif : ${seance.motif}.` : '', ordre: direOrdre(points), ordreCourt: direOrdre(points, SIGNES_SMS), seconde: seance.remplace ? ' Seconde convocation, faute de quorum à la première.' : '',
    },
    objet: `seance:${seance.id}`,
    maintenant,
  })
  return { messageId: jobs[0]?.donnees.id ?? null, preuve: `Message envoyé à ${masquer(destination)}`, jobs }
}

/** Who was told too late, or of whom nothing proves that he was told. */
export function irregularites(appeles: readonly { nom: string; envoyeeLe: Date | null }[], seance: Pick<Seance, 'prevueLe'>, regles: Regles): string[] {
  const sans = appeles.filter((a) => a.envoyeeLe === null)
  const tard = appeles.filter((a) => a.envoyeeLe !== null && premierJour(jourLocal(a.envoyeeLe), regles, calendrier()) > jourDe(seance))
  const dire = (qui: typeof sans) => (qui.length > 5 ? `${qui.length} membres` : enumerer(qui.map((a) => a.nom)))
  return [...(sans.length > 0 ? [`La remise n’est pas notée pour ${dire(sans)}.`] : []), ...(tard.length > 0 ? [`Convocation reçue moins de ${direDelai(regles, 'convocation')} avant : ${dire(tard)}.`] : [])]
}
