import { z } from 'zod'
import { job } from '../../../kernel/module.ts'
import { findBac } from '../bac-a-sable.queries.ts'
import { adresseInterne, BAC_A_SABLE, signerAvis } from '../prestataires/bac-a-sable.ts'

/** The sandbox sends its notice, signed, to the callback door; tried again until it is heard. */
export const avertir = job({
  nom: 'paiements.avertir',
  titre: 'Envoyer l’avis du bac à sable',
  schema: z.object({ reference: z.string() }),
  run: async ({ donnees, db, maison }) => {
    const bac = await findBac(db, donnees.reference)
    if (!bac || bac.issue === 'ouverte' || bac.issue === 'abandonnee') return
    const { corps, entetes } = signerAvis(maison, { reference: bac.reference, tentative: bac.tentative, issue: bac.issue, montant: bac.montant }, new Date())
    const reponse = await fetch(`${adresseInterne(maison.reglages)}/paiements/avis/${BAC_A_SABLE}`, { method: 'POST', headers: entetes, body: corps, signal: AbortSignal.timeout(10_000) })
    if (!reponse.ok) throw new Error(`La porte des avis répond ${reponse.status}`)
  },
})
