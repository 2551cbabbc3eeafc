import { z } from 'zod'
import { envoyer as confier, findMessageASortir, updateEchec, updateEnvoye } from '../../../kernel/notifications/index.ts'
import { job } from '../../../kernel/module.ts'

/** Hands one message to its carrier. The queue tries again for some hours; outside production a one-time code stays readable. */
export const envoyer = job({
  nom: 'notifications.envoyer',
  titre: 'Envoyer un message',
  schema: z.object({ id: z.uuid() }),
  run: async ({ donnees, db, maison, maintenant, ecrire }) => {
    const message = await findMessageASortir(db, donnees.id)
    if (!message) return
    try {
      await confier(message, maison.reglages)
    } catch (erreur) {
      await ecrire(async (tx) => {
        await updateEchec(tx, message.id, (erreur as Error).message)
        return {}
      })
      throw erreur
    }
    await ecrire(async (tx) => {
      await updateEnvoye(tx, message.id, maintenant, maison.reglages.mode !== 'production')
      return {}
    })
  },
})
