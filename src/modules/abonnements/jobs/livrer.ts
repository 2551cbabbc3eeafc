import { z } from 'zod'
import { job } from '../../../kernel/module.ts'
import { distribuer, livrer } from '../livrer.ts'

/** Each minute: what has happened is given to the subscriptions it is for, and what is due is sent. */
export const livrerAbonnements = job({
  nom: 'abonnements.livrer',
  titre: 'Prévenir les logiciels abonnés',
  schema: z.object({}),
  cron: '* * * * *',
  run: async (lu) => {
    const debut = Date.now()
    await distribuer(lu.ecrire, lu.maison, lu.maintenant)
    // The task's own moment, moved by the time it takes: tests give the moment.
    await livrer(lu, () => new Date(lu.maintenant.getTime() + Date.now() - debut))
  },
})
