import { z } from 'zod'
import { action } from '../../../kernel/module.ts'
import { effacerEssais, modeleFinal, ouvrirEssai } from '../../demarches/index.ts'
import { mayConcevoir, parId, revision } from '../porte.ts'
import { lirePret } from './publier.ts'

/** Opens a test file of a project, to be filled in, examined and signed for real by its author, and by nobody else. */
export const essayer = action({
  nom: 'conception.essayer',
  path: '/conception/:id/essayer',
  may: mayConcevoir,
  titre: 'Essayer pour de vrai',
  params: parId,
  horsJournal: true,
  input: z.object({ _revision: revision }),
  run: async ({ tx, params, input, acteur, maison, maintenant }) => {
    const { projet, demarche } = await lirePret(tx, params.id, input._revision)
    const id = await ouvrirEssai(tx, { projet: projet.id, demarche, modele: modeleFinal(demarche, projet.modele), acteur, maison, maintenant })
    return { vers: `/essais/${id}`, message: 'L’essai est ouvert. Rien de ce que vous y ferez ne sort d’ici.' }
  },
})

/** Takes every test of a project away. */
export const effacerLesEssais = action({
  nom: 'conception.effacer-essais',
  path: '/conception/:id/effacer-essais',
  may: mayConcevoir,
  titre: 'Effacer les essais',
  params: parId,
  horsJournal: true,
  input: z.object({}),
  run: async ({ tx, params }) => {
    const nombre = await effacerEssais(tx, { projet: params.id })
    return { vers: `/conception/${params.id}`, message: nombre === 0 ? 'Il n’y avait aucun essai.' : 'Les essais sont effacés.' }
  },
})
