import { z } from 'zod'
import { ajouterJours, jourLocal } from '../../../kernel/calendrier/jour.ts'
import { job } from '../../../kernel/module.ts'
import { effacerAnciens } from '../effacement.ts'
import { instantDe } from '../heure.ts'
import { REGLAGES } from '../reglages.ts'
import { deleteDemandes, updatePasses } from '../taches.queries.ts'

/**
 * Each night: closes the days that are over, forgets the demands of the day before, and empties what is personal in old appointments: only
 * under a rule that somebody has confirmed (content/rendezvous).
 */
export const effacer = job({
  nom: 'rendezvous.effacer',
  titre: 'Clore les jours passés, effacer les données des anciens rendez-vous',
  schema: z.object({}),
  cron: '40 2 * * *',
  run: async ({ maintenant, ecrire }) => {
    const aujourdhui = jourLocal(maintenant)
    await ecrire(async (tx) => {
      await updatePasses(tx, instantDe(aujourdhui, 0))
      await deleteDemandes(tx, new Date(maintenant.getTime() - 86_400_000))
      return {}
    })
    if (!REGLAGES.conservation.verifie) return
    const avant = instantDe(ajouterJours(aujourdhui, -REGLAGES.conservation.jours), 0)
    for (let n = 1; n > 0; )
      await ecrire(async (tx) => {
        n = await effacerAnciens(tx, avant, maintenant)
        return {}
      })
  },
})
