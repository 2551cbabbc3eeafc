import { z } from 'zod'
import { Saisie } from '../../../lib/erreurs.ts'
import { fcfa } from '../../../lib/francais.ts'
import { jourLocal } from '../../../kernel/calendrier/index.ts'
import { action } from '../../../kernel/module.ts'
import { exigerDu, exigerGuichet, MOYENS_GUICHET } from '../paiement.ts'
import { insertQuittance } from '../quittance.queries.ts'
import { detail } from '../pages/detail.tsx'
import { mayEncaisser, nomComplet, parId, posteCaisse, qui, sujetPaiement } from '../porte.ts'
import { regler, tenirPaiement } from '../regler.ts'

/** Money received at a counter: the payment is settled, what it was for moves on, and a receipt takes the next number of the office. */
export const encaisser = action({
  nom: 'paiements.encaisser',
  path: '/paiements/:id/encaisser',
  may: mayEncaisser,
  titre: 'Encaisser',
  params: parId,
  sujet: sujetPaiement,
  page: detail,
  definitif: true,
  input: z.object({ moyen: z.enum(MOYENS_GUICHET, 'Choisissez comment la personne paie'), reference: z.string().trim().max(60, 'Écrivez 60 signes au plus').default('') }),
  run: async ({ tx, params, input, acteur, maintenant, maison }) => {
    const paiement = await tenirPaiement(tx, maison, params.id)
    exigerDu(paiement)
    exigerGuichet(paiement, maison.reglages)
    if (input.moyen !== 'especes' && input.reference === '') throw new Saisie({ reference: input.moyen === 'cheque' ? 'Écrivez la banque et le numéro du chèque' : 'Écrivez le numéro de la transaction, lu sur le téléphone' })
    const poste = posteCaisse(acteur, paiement.territoire, maison.territoires)
    const reference = input.moyen === 'especes' ? null : input.reference
    const jobs = await regler(tx, maison, paiement, { moyen: input.moyen, reference }, qui(acteur, maintenant))
    // Last: the office's numbers are held from here to the end of the transaction.
    const { numero, id } = await insertQuittance(tx, { paiementId: paiement.id, territoire: poste.territoire, bureau: poste.bureau, jour: jourLocal(maintenant), montant: paiement.montant, moyen: input.moyen, reference, par: qui(acteur, maintenant).par, parNom: nomComplet(acteur), maintenant })
    return { vers: `/paiements/${paiement.id}`, message: `${fcfa(paiement.montant)} encaissés, quittance ${numero}. Imprimez-la pour la personne.`, journal: { objet: `quittance:${id}`, territoire: poste.territoire, detail: { paiement: paiement.id, numero, montant: paiement.montant, moyen: input.moyen } }, jobs }
  },
})
