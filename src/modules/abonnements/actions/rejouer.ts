import { z } from 'zod'
import { Refus } from '../../../lib/erreurs.ts'
import { action } from '../../../kernel/module.ts'
import { getAbonnement } from '../abonnement.queries.ts'
import { findFinie, insertLivraison } from '../livraison.queries.ts'
import { detail } from '../pages/detail.tsx'
import { may, parLivraison } from '../porte.ts'

/** Tells an event again, as it was: the same body and the same event id, under another delivery id. */
export const rejouer = action({
  nom: 'abonnements.rejouer',
  path: '/abonnements/:id/livraisons/:livraison/rejouer',
  may,
  titre: 'Rejouer',
  params: parLivraison,
  page: detail,
  input: z.object({}),
  run: async ({ tx, params, maintenant }) => {
    await getAbonnement(tx, params.id)
    const finie = await findFinie(tx, params.id, params.livraison)
    if (!finie) throw new Refus('Cet envoi attend encore : il partira de lui-même')
    await insertLivraison(tx, { abonnementId: params.id, evenementId: finie.evenementId, dossierId: finie.dossierId, genre: finie.genre, corps: finie.corps, maintenant, rejeuDe: finie.id })
    return { vers: `/abonnements/${params.id}`, message: 'L’envoi repart dans la minute.', journal: { objet: `abonnement:${params.id}`, detail: { evenement: finie.evenementId } } }
  },
})
