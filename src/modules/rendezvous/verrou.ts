import { jourLocal } from '../../kernel/calendrier/jour.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { lockAgenda } from './agenda.queries.ts'
import type { AgendaOuvert } from './agenda.ts'
import { getRendezVous, lockRendezVous } from './rendezvous.queries.ts'
import type { RendezVous } from './rendezvous.ts'

/** An appointment for writing, after its agenda: two gestures take their locks in one order, the file first where one is needed. */
export async function prendreRendezVous(tx: Tx, id: string, maintenant: Date): Promise<{ agenda: AgendaOuvert; rdv: RendezVous }> {
  const agenda = await lockAgenda(tx, (await getRendezVous(tx, id)).agendaId, jourLocal(maintenant))
  return { agenda, rdv: await lockRendezVous(tx, id) }
}
