import { z } from 'zod'
import { Refus } from '../../../lib/erreurs.ts'
import { action } from '../../../kernel/module.ts'
import { getAbonnement, updateEtat } from '../abonnement.queries.ts'
import { abandonner } from '../livraison.queries.ts'
import { detail } from '../pages/detail.tsx'
import { may, parId } from '../porte.ts'

/** Stops telling a subscriber; what happens meanwhile is kept for it. */
export const suspendre = action({
  nom: 'abonnements.suspendre',
  path: '/abonnements/:id/suspendre',
  may,
  titre: 'Mettre en pause',
  params: parId,
  page: detail,
  input: z.object({}),
  run: async ({ tx, params, maintenant }) => {
    await getAbonnement(tx, params.id)
    if (!(await updateEtat(tx, params.id, 'suspendu', maintenant))) throw new Refus('Cet abonnement est déjà en pause')
    return { vers: `/abonnements/${params.id}`, message: 'L’abonnement est en pause. Ce qui arrive est gardé pour lui.', journal: { objet: `abonnement:${params.id}` } }
  },
})

/** Tells it again, beginning with what was kept. */
export const reprendre = action({
  nom: 'abonnements.reprendre',
  path: '/abonnements/:id/reprendre',
  may,
  titre: 'Reprendre',
  params: parId,
  page: detail,
  input: z.object({}),
  run: async ({ tx, params, maintenant }) => {
    await getAbonnement(tx, params.id)
    if (!(await updateEtat(tx, params.id, 'actif', maintenant))) throw new Refus('Cet abonnement est déjà actif')
    return { vers: `/abonnements/${params.id}`, message: 'L’abonnement reprend. Ce qui a été gardé part d’abord.', journal: { objet: `abonnement:${params.id}` } }
  },
})

/** Ends it for good. Its log is kept. */
export const supprimer = action({
  nom: 'abonnements.supprimer',
  path: '/abonnements/:id/supprimer',
  may,
  titre: 'Supprimer l’abonnement',
  params: parId,
  page: detail,
  secondFacteur: true,
  definitif: true,
  input: z.looseObject({}),
  run: async ({ tx, params, maintenant }) => {
    await getAbonnement(tx, params.id)
    await updateEtat(tx, params.id, 'supprime', maintenant)
    await abandonner(tx, params.id, maintenant)
    return { vers: '/abonnements', message: 'L’abonnement est supprimé.', journal: { objet: `abonnement:${params.id}` } }
  },
})
