import { z } from 'zod'
import { job } from '../../../kernel/module.ts'
import { cumuler as recalculer } from './cumul.queries.ts'

/** Cells of one transaction: about a second of work at 1.5 million acts. */
const PAR_LOT = 400
/** Batches of one run; what is left waits for the next minute, and is read from the raw rows until then. */
const LOTS_AU_PLUS = 40

/** Each minute: the cells that acts have touched are counted anew. The screens do not wait for it. */
export const cumuler = job({
  nom: 'legalite.cumuler',
  titre: 'Chiffres du contrôle de légalité',
  schema: z.object({}),
  cron: '* * * * *',
  run: async ({ ecrire }) => {
    for (let lot = 0, faits = PAR_LOT; lot < LOTS_AU_PLUS && faits === PAR_LOT; lot++) {
      await ecrire(async (tx) => {
        faits = await recalculer(tx, PAR_LOT)
        return {}
      })
    }
  },
})
