import { z } from 'zod'
import { action, titulaire } from '../../../kernel/module.ts'
import type { JobDemande } from '../../../kernel/module.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import { annulerPaiements } from '../../paiements/index.ts'
import { exigerRetrait } from '../dossier.ts'
import { lockDossier, updateDossier } from '../dossier.queries.ts'
import { insertEvenement } from '../evenement.queries.ts'
import { SORTIE } from '../passage.ts'
import { closeAccords } from '../accord.queries.ts'
import { closeVisas } from '../visa.queries.ts'
import { nomActeur, parId, sujetDossier } from '../porte.ts'
import { auJournal } from '../essai/essai.ts'

/** The citizen withdraws a request before the decision is proposed. */
export const retirer = action({
  nom: 'demarches.retirer',
  path: '/suivi/:id/retirer',
  may: titulaire,
  titre: 'Retirer ma demande',
  params: parId,
  sujet: sujetDossier,
  definitif: true,
  input: z.object({}),
  run: async ({ tx, params, acteur, maison, maintenant }) => {
    const dossier = await lockDossier(tx, params.id)
    exigerRetrait(dossier)
    await updateDossier(tx, dossier.id, { ...SORTIE, correction: null, etat: 'retire' }, maintenant)
    await closeVisas(tx, dossier.id, maintenant)
    await closeAccords(tx, dossier.id, maintenant)
    await annulerPaiements(tx, `dossier:${dossier.id}`, cleActeur(acteur), maintenant)
    await insertEvenement(tx, { dossierId: dossier.id, genre: 'retire', le: maintenant, par: cleActeur(acteur), parNom: nomActeur(acteur) })
    const jobs: JobDemande[] = []
    for (const { surRetrait } of maison.contributions) jobs.push(...((await surRetrait?.(tx, `dossier:${dossier.id}`, { maison, maintenant })) ?? []))
    return { vers: `/suivi/${dossier.id}`, jobs, message: 'Votre demande est retirée. Personne ne la traitera.', journal: auJournal(dossier, { objet: `dossier:${dossier.id}`, territoire: dossier.territoire }) }
  },
})
