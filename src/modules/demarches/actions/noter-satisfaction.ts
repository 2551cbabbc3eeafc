import { z } from 'zod'
import { Refus } from '../../../lib/erreurs.ts'
import { action, titulaire } from '../../../kernel/module.ts'
import { mayNoter } from '../dossier.ts'
import { lockDossier } from '../dossier.queries.ts'
import { suivi } from '../pages/suivi.tsx'
import { parId, sujetDossier } from '../porte.ts'
import { insertSatisfaction } from '../satisfaction.queries.ts'
import { auJournal } from '../essai/essai.ts'

/** The holder says what he thought of it, once, after the decision. */
export const noterSatisfaction = action({
  nom: 'demarches.noter-satisfaction',
  path: '/suivi/:id/satisfaction',
  may: titulaire,
  titre: 'Donner mon avis',
  params: parId,
  sujet: sujetDossier,
  page: suivi,
  definitif: true,
  input: z.object({ note: z.enum(['1', '2', '3', '4', '5'], 'Choisissez une note de 1 à 5'), remarque: z.string().trim().max(500, 'Dites-le en 500 signes au plus').default('') }),
  run: async ({ tx, params, input, maintenant }) => {
    const dossier = await lockDossier(tx, params.id)
    if (!mayNoter(dossier)) throw new Refus('Vous donnerez votre avis quand la décision sera rendue')
    if (!(await insertSatisfaction(tx, dossier.id, { note: Number(input.note), remarque: input.remarque, donneeLe: maintenant }))) throw new Refus('Vous avez déjà donné votre avis sur cette demande')
    return { vers: `/suivi/${dossier.id}`, message: 'Merci. Votre avis est gardé.', journal: auJournal(dossier, { objet: `dossier:${dossier.id}`, territoire: dossier.territoire }) }
  },
})
