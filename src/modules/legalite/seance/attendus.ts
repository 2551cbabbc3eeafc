import { jourLocal } from '../../../kernel/calendrier/index.ts'
import type { Db } from '../../../kernel/db/index.ts'
import type { Portee } from '../../../kernel/identite/portee.ts'
import type { Regles } from '../referentiel/schemas.ts'
import { attenduDe } from './delais.ts'
import type { Attendu } from './delais.ts'
import { calendrier, reglesDe } from './porte.ts'
import type { Seance } from './seance.ts'
import { listEnCours } from './seance.queries.ts'

/** A session that waits for something, and under which rule. */
export type SeanceAttendue = { seance: Seance; attendu: Attendu; regle: { verifie: boolean } }

const regleDe = (quoi: Attendu['quoi'], regles: Regles): { verifie: boolean } => ({ convoquer: regles.delais.convocation, tenir: { verifie: true }, 'proces-verbal': regles.delais.proces_verbal, afficher: regles.delais.affichage })[quoi]

/** What the sessions of these communes wait for, the most urgent first. */
export async function listAttendus(db: Db, conseil: Portee, maintenant: Date): Promise<SeanceAttendue[]> {
  if (conseil.vide) return []
  const jour = jourLocal(maintenant)
  const attendues: SeanceAttendue[] = []
  for (const seance of await listEnCours(db, conseil)) {
    const regles = await reglesDe(db, seance)
    const attendu = attenduDe(seance, regles, calendrier(), jour)
    if (attendu) attendues.push({ seance, attendu, regle: regleDe(attendu.quoi, regles) })
  }
  return attendues.toSorted((a, b) => a.attendu.limite.localeCompare(b.attendu.limite))
}

/** The same as figures, for the agent's day: how many of each, and how many are late. */
export async function compterAttendus(db: Db, conseil: Portee, maintenant: Date): Promise<Record<Attendu['quoi'], { nombre: number; tard: number }>> {
  const lus = await listAttendus(db, conseil, maintenant)
  const un = (quoi: Attendu['quoi']) => {
    const siens = lus.filter((a) => a.attendu.quoi === quoi)
    return { nombre: siens.length, tard: siens.filter((a) => a.attendu.retard > 0).length }
  }
  return { convoquer: un('convoquer'), tenir: un('tenir'), 'proces-verbal': un('proces-verbal'), afficher: un('afficher') }
}
