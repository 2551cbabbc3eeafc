import { z } from 'zod'
import { Saisie } from '../../../lib/erreurs.ts'
import { action, permission } from '../../../kernel/module.ts'
import { exigerPassage } from '../dossier.ts'
import { lockDossier, updateBrouillon } from '../dossier.queries.ts'
import { mandat } from '../pages/guichet.tsx'
import { parId, sujetDossier } from '../porte.ts'

/** The clerk says for whom he files, and how he knows it. */
export const mandater = action({
  nom: 'demarches.mandater',
  path: '/brouillons/:id/mandat',
  may: permission('demarches.guichet'),
  titre: 'Pour qui remplissez-vous ?',
  params: parId,
  sujet: sujetDossier,
  page: mandat,
  horsJournal: true,
  input: z.object({
    pour: z.enum(['present', 'absent'], 'Dites si la personne concernée est devant vous'),
    preuve: z.enum(['cip', 'cni', 'passeport', 'sejour', 'temoins'], 'Choisissez la pièce que vous avez vue'),
    numero: z.string().trim().max(40, 'Écrivez 40 signes au plus').default(''),
    mandataire: z.string().trim().max(200, 'Écrivez 200 signes au plus').default(''),
  }),
  run: async ({ tx, params, input, maintenant }) => {
    const dossier = await lockDossier(tx, params.id)
    exigerPassage(dossier, 'deposer')
    if (input.preuve !== 'temoins' && input.numero === '') throw new Saisie({ numero: 'Écrivez le numéro de la pièce' })
    if (input.pour === 'absent' && input.mandataire === '') throw new Saisie({ mandataire: 'Écrivez le nom de la personne qui est devant vous' })
    const { pour, preuve, numero, mandataire } = input
    await updateBrouillon(tx, dossier.id, { reponses: dossier.reponses, mandat: { pour, preuve, numero, ...(pour === 'absent' ? { mandataire } : {}) }, maintenant })
    return { vers: `/brouillons/${dossier.id}` }
  },
})
