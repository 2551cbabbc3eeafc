import { z } from 'zod'
import { JOURS_INVITATION } from '../../../kernel/identite/agent.queries.ts'
import { purgerIdentite } from '../../../kernel/identite/purge.queries.ts'
import { job } from '../../../kernel/module.ts'
import { purgerSecrets } from '../../../kernel/notifications/index.ts'
import { purgerCorridor } from '../../../kernel/corridor/purge.queries.ts'

/** Each night: what has ended is forgotten; an invitation is the longest-lived of the secrets sent. Who consulted a file is kept: citizens may ask for years. */
export const purger = job({
  nom: 'administration.purger',
  titre: 'Effacer sessions, codes et traces dont le temps est passé',
  schema: z.object({}),
  cron: '40 2 * * *',
  run: async ({ maintenant, ecrire }) => {
    await ecrire(async (tx) => {
      await purgerIdentite(tx, maintenant)
      await purgerCorridor(tx, maintenant)
      await purgerSecrets(tx, new Date(maintenant.getTime() - JOURS_INVITATION * 86_400_000))
      return {}
    })
  },
})
