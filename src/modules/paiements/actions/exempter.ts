import { z } from 'zod'
import { action, permission } from '../../../kernel/module.ts'
import { champsMotif, lireMotif } from '../motifs.ts'
import { exigerDu } from '../paiement.ts'
import { detail } from '../pages/detail.tsx'
import { parId, qui, sujetPaiement } from '../porte.ts'
import { regler, tenirPaiement } from '../regler.ts'

/** Somebody is let off, for a reason of the list: what it was for moves on as if it had been paid. */
export const exempter = action({
  nom: 'paiements.exempter',
  path: '/paiements/:id/exempter',
  may: permission('paiements.exempter'),
  titre: 'Exempter',
  params: parId,
  sujet: sujetPaiement,
  page: detail,
  definitif: true,
  input: z.object(champsMotif),
  run: async ({ tx, params, input, acteur, maintenant, maison }) => {
    const paiement = await tenirPaiement(tx, maison, params.id)
    exigerDu(paiement)
    const motif = lireMotif('exemptions', input)
    const jobs = await regler(tx, maison, paiement, { motif }, qui(acteur, maintenant))
    return { vers: `/paiements/${paiement.id}`, message: 'La personne est exemptée de ce paiement.', journal: { objet: `paiement:${paiement.id}`, territoire: paiement.territoire, detail: { montant: paiement.montant, motif: input.motif } }, jobs }
  },
})
