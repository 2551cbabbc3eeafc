import { z } from 'zod'
import { Introuvable } from '../../../lib/erreurs.ts'
import { action, ouvert } from '../../../kernel/module.ts'
import { constater } from '../constater.ts'
import type { Constat } from '../constater.ts'
import { ENTETES_AVIS, findPrestataire } from '../prestataires/registre.ts'

/** Beyond this age, or this advance of its clock, a notice is not believed by itself: the provider is asked. */
const AGE_AU_PLUS = 5 * 60_000

/** A provider tells what became of an attempt. Its signature is its only identity. */
export const avis = action({
  nom: 'paiements.avis',
  path: '/paiements/avis/:prestataire',
  may: ouvert,
  titre: 'Avis d’un prestataire de paiement',
  params: z.object({ prestataire: z.string().regex(/^[a-z-]{2,40}$/) }),
  machine: { entetes: ENTETES_AVIS },
  limite: 600,
  input: z.object({}),
  preparer: async ({ params, brut, maison, maintenant }): Promise<{ constat: Constat | undefined } | undefined> => {
    const prestataire = findPrestataire(maison, params.prestataire)
    if (!prestataire) throw new Introuvable('Ce prestataire n’est pas ouvert')
    const lu = brut && prestataire.lireAvis(brut)
    if (!lu) return undefined
    const constat = { prestataire: prestataire.nom, reference: lu.reference, tentative: lu.tentative, issue: lu.issue, montant: lu.montant }
    if (Math.abs(maintenant.getTime() - lu.emisLe.getTime()) <= AGE_AU_PLUS) return { constat }
    const { issue, montant } = await prestataire.interroger(lu.reference)
    return { constat: issue === 'reussie' || issue === 'echouee' ? { ...constat, issue, montant } : undefined }
  },
  run: async ({ tx, params, prepare, maison, maintenant }) => {
    const constat = prepare!.constat
    if (!constat) return { vers: '/', message: 'Avis trop ancien, et le prestataire ne le confirme pas : rien n’a changé' }
    const { suite, paiement, territoire, jobs } = await constater(tx, maison, constat, maintenant)
    const journal = paiement ? { journal: { objet: `paiement:${paiement}`, territoire: territoire ?? null, detail: { prestataire: params.prestataire, reference: constat.reference, montant: constat.montant, suite } } } : {}
    return { vers: '/', message: suite, ...journal, jobs }
  },
})
