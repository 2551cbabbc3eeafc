import { z } from 'zod'
import { action } from '../../../kernel/module.ts'
import { listReferences, removeReference } from '../../../kernel/fichiers/index.ts'
import { exigerPassage } from '../dossier.ts'
import { deleteBrouillon, lockDossier } from '../dossier.queries.ts'
import { mayBrouillon, origine } from '../pages/brouillon.tsx'
import { parId, sujetDossier } from '../porte.ts'

/** Erases a draft and its papers, at once and for good. */
export const abandonner = action({
  nom: 'demarches.abandonner',
  path: '/brouillons/:id/abandonner',
  may: mayBrouillon,
  titre: 'Effacer ce brouillon',
  params: parId,
  sujet: sujetDossier,
  horsJournal: true,
  input: z.object({}),
  run: async ({ tx, params, acteur, maintenant }) => {
    const dossier = await lockDossier(tx, params.id)
    exigerPassage(dossier, 'deposer')
    for (const { id } of await listReferences(tx, `dossier:${dossier.id}`)) await removeReference(tx, id, maintenant)
    await deleteBrouillon(tx, dossier.id)
    return { vers: origine(dossier, acteur.genre === 'agent').href, message: 'Le brouillon est effacé, avec ses papiers.' }
  },
})
