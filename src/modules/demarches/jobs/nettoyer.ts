import { z } from 'zod'
import { existePdf } from '../../../kernel/documents/queries.ts'
import { existeContenu, listReferences, removeOrphelins, removeReference } from '../../../kernel/fichiers/index.ts'
import { job } from '../../../kernel/module.ts'
import { deleteBrouillon, findAbandonne, listBrouillonsAbandonnes } from '../dossier.queries.ts'

const JOUR = 86_400_000

/** Erases abandoned drafts, then the contents that nothing holds any more. */
export const nettoyer = job({
  nom: 'demarches.nettoyer',
  titre: 'Effacer les brouillons abandonnés',
  schema: z.object({}),
  cron: '20 2 * * *',
  run: async ({ db, maison, maintenant, ecrire }) => {
    for (let ids = await listBrouillonsAbandonnes(db, maintenant); ids.length > 0; ids = await listBrouillonsAbandonnes(db, maintenant))
      for (const id of ids)
        await ecrire(async (tx) => {
          const brouillon = await findAbandonne(tx, id, maintenant)
          if (!brouillon) return {}
          for (const reference of await listReferences(tx, `dossier:${id}`)) await removeReference(tx, reference.id, maintenant)
          await deleteBrouillon(tx, id)
          return {}
        })
    const avant = new Date(maintenant.getTime() - JOUR)
    await ecrire(async (tx) => {
      await removeOrphelins(tx, avant)
      return {}
    })
    for await (const { sha256, modifieLe } of maison.depot.lister())
      if (modifieLe < avant && !(await existeContenu(db, sha256)) && !(await existePdf(db, sha256))) await maison.depot.effacer(sha256, avant)
  },
})
