import { z } from 'zod'
import { Refus } from '../../../lib/erreurs.ts'
import { fcfa } from '../../../lib/francais.ts'
import { action, permission } from '../../../kernel/module.ts'
import { champsMotif, lireMotif } from '../motifs.ts'
import { lockPaiement } from '../paiement.queries.ts'
import { detail } from '../pages/detail.tsx'
import { nomComplet, parId, qui, sujetPaiement } from '../porte.ts'
import { insertAFaire, updateDemande } from '../remboursement.queries.ts'
import { lockTentative } from '../tentative.queries.ts'

/** Has an online payment given back, with the second factor; the provider is asked by a task that may run twice and gives once. */
export const rembourser = action({
  nom: 'paiements.rembourser',
  path: '/paiements/:id/rembourser',
  may: permission('paiements.rembourser'),
  titre: 'Rembourser',
  params: parId,
  sujet: sujetPaiement,
  page: detail,
  secondFacteur: true,
  definitif: true,
  input: z.object({ tentative: z.uuid(), ...champsMotif }),
  run: async ({ tx, params, input, acteur, maintenant }) => {
    const paiement = await lockPaiement(tx, params.id)
    const tentative = await lockTentative(tx, input.tentative)
    if (!tentative || tentative.paiementId !== paiement.id || tentative.etat !== 'reussie') throw new Refus('Ce paiement en ligne n’a pas abouti : il n’y a rien à rendre')
    const motif = lireMotif('remboursements', input)
    await insertAFaire(tx, { paiementId: paiement.id, tentativeId: tentative.id, montant: tentative.montant, motif, maintenant })
    const id = await updateDemande(tx, tentative.id, { motif, par: qui(acteur, maintenant).par, parNom: nomComplet(acteur), maintenant })
    if (!id) throw new Refus('Ce remboursement est déjà demandé')
    return { vers: `/paiements/${paiement.id}`, message: `Le remboursement de ${fcfa(tentative.montant)} est demandé au prestataire.`, journal: { objet: `paiement:${paiement.id}`, territoire: paiement.territoire, detail: { remboursement: id, montant: tentative.montant, motif: input.motif } }, jobs: [{ nom: 'paiements.rendre', donnees: { id }, cle: id }] }
  },
})
