import { z } from 'zod'
import { ajouterJours, jourLocal } from '../../../kernel/calendrier/jour.ts'
import { job } from '../../../kernel/module.ts'
import { instantDe } from '../heure.ts'
import { REGLAGES } from '../reglages.ts'
import { effacerAnciens, updatePasses } from '../taches.queries.ts'

/** Each night: closes the days that are over, and empties what is personal in old appointments (content/rendezvous). */
export const effacer = job({
  nom: 'rendezvous.effacer',
  titre: 'Clore les jours passés, effacer les données des anciens rendez-vous',
  schema: z.object({}),
  cron: '40 2 * * *',
  run: async ({ maintenant, ecrire }) => {
    const minuit = instantDe(jourLocal(maintenant), 0)
    const avant = instantDe(ajouterJours(jourLocal(maintenant), -REGLAGES.conservation.jours), 0)
    const demandesAvant = new Date(maintenant.getTime() - 86_400_000)
    await ecrire(async (tx) => {
      await updatePasses(tx, minuit)
      return {}
    })
    for (let n = 1; n > 0; )
      await ecrire(async (tx) => {
        n = await effacerAnciens(tx, avant, demandesAvant, maintenant)
        return {}
      })
  },
})
