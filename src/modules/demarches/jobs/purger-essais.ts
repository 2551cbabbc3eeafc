import { z } from 'zod'
import { job } from '../../../kernel/module.ts'
import { JOURS_ESSAI } from '../essai/essai.ts'
import { effacerEssais } from '../essai/ouvrir.ts'

/** Takes away the tests that their authors have forgotten. */
export const purgerEssais = job({
  nom: 'demarches.purger-essais',
  titre: 'Effacer les essais oubliés',
  schema: z.object({}),
  cron: '50 1 * * *',
  run: async ({ maintenant, ecrire }) => {
    const avant = new Date(maintenant.getTime() - JOURS_ESSAI * 86_400_000)
    let nombre: number
    do {
      nombre = 0
      await ecrire(async (tx) => {
        nombre = await effacerEssais(tx, { avant })
        return {}
      })
    } while (nombre > 0)
  },
})
