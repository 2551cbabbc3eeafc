import { z } from 'zod'
import { job } from '../../../kernel/module.ts'
import { lockPaiement } from '../paiement.queries.ts'
import { findPrestataire } from '../prestataires/registre.ts'
import { findRemboursement, updateFait } from '../remboursement.queries.ts'

/** Asks the provider to give money back; the refund's own id makes it once, however often this runs. */
export const rendre = job({
  nom: 'paiements.rendre',
  titre: 'Rendre un paiement en ligne',
  schema: z.object({ id: z.uuid() }),
  run: async ({ donnees, db, maison, maintenant, ecrire }) => {
    const remboursement = await findRemboursement(db, donnees.id)
    if (!remboursement || remboursement.etat !== 'demande') return
    const prestataire = findPrestataire(maison, remboursement.prestataire)
    if (!prestataire) throw new Error(`Le prestataire ${remboursement.prestataire} n’est plus ouvert`)
    const { reference } = await prestataire.rembourser({ cle: remboursement.id, reference: remboursement.referencePayee, montant: remboursement.montant })
    await ecrire(async (tx) => {
      // In the order of whoever asks for a refund.
      await lockPaiement(tx, remboursement.paiementId)
      await updateFait(tx, remboursement.id, reference, maintenant)
      return { journal: { objet: `paiement:${remboursement.paiementId}`, detail: { remboursement: remboursement.id, montant: remboursement.montant } } }
    })
  },
})
