import { z } from 'zod'
import { Introuvable, Refus } from '../../../lib/erreurs.ts'
import { jourLocal } from '../../../kernel/calendrier/index.ts'
import { action } from '../../../kernel/module.ts'
import { tenirCaisse } from '../caisse.queries.ts'
import { champsMotif, lireMotif } from '../motifs.ts'
import { detail } from '../pages/detail.tsx'
import { mayEncaisser, nomComplet, parId, posteCaisse, qui, sujetPaiement } from '../porte.ts'
import { listQuittances, updateAnnulee } from '../quittance.queries.ts'
import { redevoir, tenirPaiement } from '../regler.ts'

/** Strikes out the receipt of a payment the day it was given, by the office that gave it: its number stays, the payment is due again. */
export const annulerQuittance = action({
  nom: 'paiements.annuler-quittance',
  path: '/paiements/:id/annuler-quittance',
  may: mayEncaisser,
  titre: 'Annuler la quittance',
  params: parId,
  sujet: sujetPaiement,
  page: detail,
  definitif: true,
  input: z.object(champsMotif),
  run: async ({ tx, params, input, acteur, maintenant, maison }) => {
    const paiement = await tenirPaiement(tx, maison, params.id)
    const quittance = (await listQuittances(tx, paiement.id)).find((q) => q.annuleeLe === null)
    if (!quittance) throw new Introuvable('Ce paiement n’a pas de quittance')
    if (quittance.jour !== jourLocal(maintenant)) throw new Refus('Une quittance ne s’annule que le jour où elle est donnée')
    const poste = posteCaisse(acteur, paiement.territoire, maison.territoires)
    if (poste.territoire !== quittance.territoire || poste.bureau !== quittance.bureau) throw new Refus(`Seul le bureau qui a donné la quittance l’annule : ${quittance.bureau}`, 403)
    const motif = lireMotif('annulations', input)
    const par = qui(acteur, maintenant)
    await tenirCaisse(tx, quittance, quittance.jour)
    await updateAnnulee(tx, quittance.id, { motif, par: par.par, parNom: nomComplet(acteur), maintenant })
    const jobs = await redevoir(tx, maison, paiement, motif, par)
    return { vers: `/paiements/${paiement.id}`, message: `La quittance ${quittance.numero} est annulée. Le paiement est de nouveau dû.`, journal: { objet: `quittance:${quittance.id}`, territoire: quittance.territoire, detail: { paiement: paiement.id, numero: quittance.numero, motif: input.motif } }, jobs }
  },
})
