import { z } from 'zod'
import { action, ouvert } from '../../../kernel/module.ts'
import { updateBacIssue } from '../bac-a-sable.queries.ts'
import { bac, getBac, parReference } from '../pages/bac-a-sable.tsx'

/** The visitor of the sandbox pays, fails or gives up; the signed notice leaves by a task, as a provider's would. */
export const choisirBac = action({
  nom: 'paiements.choisir-bac-a-sable',
  path: '/bac-a-sable/paiements/:reference',
  may: ouvert,
  titre: 'Choisir ce qui arrive dans le bac à sable',
  params: parReference,
  page: bac,
  limite: 60,
  horsJournal: true,
  input: z.object({ choix: z.enum(['reussie', 'echouee', 'abandonnee'], 'Choisissez ce qui arrive') }),
  run: async ({ tx, params, input, maison }) => {
    const { reference, retour } = await getBac(tx, maison, params.reference)
    const choisi = await updateBacIssue(tx, reference, input.choix)
    const avise = choisi && input.choix !== 'abandonnee'
    return { vers: new URL(retour).pathname, ...(avise ? { jobs: [{ nom: 'paiements.avertir', donnees: { reference }, cle: reference }] } : {}) }
  },
})
