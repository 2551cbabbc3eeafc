import type { Tx } from '../../kernel/db/index.ts'
import { insertJeton, listJetons } from '../../kernel/identite/jeton.queries.ts'
import type { Maison } from '../../kernel/maison.ts'
import { insertDemande } from './demande.queries.ts'
import { listRecents } from '../demarches/index.ts'

/** The client of the demonstration: a pension fund that files, reads and examines in one commune. */
export const CLIENT_DEMONSTRATION = 'BJ/GOV/0001/caisse-demonstration'
const AN = 365 * 86_400_000

/** One client of the mediator, and some files said to be its own: nothing when it is there already. */
export async function remplirFacade(tx: Tx, maison: Maison, maintenant: Date): Promise<void> {
  if ((await listJetons(tx, maintenant)).some((j) => j.client === CLIENT_DEMONSTRATION)) return
  const commune = maison.territoires.chercher('Bohicon', { niveau: 'commune' })[0]?.code
  if (!commune) return
  const { id } = await insertJeton(tx, { nom: 'Caisse de retraite (démonstration)', permissions: ['demarches.lire', 'demarches.guichet', 'demarches.instruire'], territoires: [commune], creePar: 'systeme:demonstration', expireLe: new Date(maintenant.getTime() + AN), maintenant, client: CLIENT_DEMONSTRATION })
  const siens = await listRecents(tx, maison.territoires.couverture(commune), 'certificat-de-vie', 3)
  for (const [rang, dossierId] of siens.entries()) await insertDemande(tx, { dossierId, jetonId: id, demandeurId: `pensionne-${rang + 1}`, nom: `Pensionné ${rang + 1}`, maintenant })
}
