import { ajouterJours, jourLocal } from '../../kernel/calendrier/jour.ts'
import type { Db } from '../../kernel/db/index.ts'
import { HORIZON_GUICHET } from './agenda.ts'
import type { AgendaOuvert } from './agenda.ts'
import { creneauxDe, tientDans } from './creneaux.ts'
import { instantDe } from './heure.ts'
import { CALENDRIER } from './porte.ts'
import { listEntre } from './rendezvous.queries.ts'
import type { RendezVous } from './rendezvous.ts'

/** Those to come that the agenda no longer has an hour for: taken before its hours changed, they are kept, and to be looked at. */
export async function listDehors(db: Db, agenda: AgendaOuvert, maintenant: Date): Promise<RendezVous[]> {
  const aVenir = await listEntre(db, agenda.id, maintenant, instantDe(ajouterJours(jourLocal(maintenant), HORIZON_GUICHET), 0), true)
  const parJour = Map.groupBy(aVenir.filter((r) => r.place !== null), (r) => jourLocal(r.debut))
  return [...parJour].flatMap(([jour, rdvs]) => {
    const creneaux = creneauxDe(jour, agenda, agenda.exceptions, CALENDRIER)
    return rdvs.filter((r) => !tientDans(r, creneaux))
  })
}
