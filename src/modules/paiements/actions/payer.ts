import { z } from 'zod'
import { Refus } from '../../../lib/erreurs.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import type { Maison } from '../../../kernel/maison.ts'
import { action, titulaire } from '../../../kernel/module.ts'
import { exigerDu, lieuxOuverts } from '../paiement.ts'
import { lockPaiement } from '../paiement.queries.ts'
import { payer as pagePayer } from '../pages/payer.tsx'
import { parId, sujetPaiement } from '../porte.ts'
import type { Prestataire } from '../prestataire.ts'
import { findPrestataire, listPrestataires } from '../prestataires/registre.ts'
import { insertTentative, listTentatives, updateFinie, updateOuverte } from '../tentative.queries.ts'

/** An attempt just opened is used again: two clicks must not make two payments. */
const REPRISE = 15 * 60_000

type Ouverte = { id: string; reference: string; url: string }

/** Opens an attempt at a provider, where the payer is then sent. */
export const payer = action({
  nom: 'paiements.payer',
  path: '/payer/:id',
  may: titulaire,
  titre: 'Payer en ligne',
  params: parId,
  sujet: sujetPaiement,
  page: pagePayer,
  limite: 30,
  input: z.object({ prestataire: z.string().max(40).optional() }),
  preparer: async ({ params, input, acteur, maison, maintenant }) => {
    const prestataire = input.prestataire ? findPrestataire(maison, input.prestataire) : listPrestataires(maison)[0]
    if (!prestataire) throw new Refus('Le paiement en ligne n’est pas ouvert. Payez au guichet')
    const ouverte = await maison.base.ecrire(async (tx): Promise<Ouverte | { id: string; libelle: string; montant: number }> => {
      const paiement = await lockPaiement(tx, params.id)
      exigerDu(paiement)
      if (!lieuxOuverts(paiement.moyens, true).includes('en_ligne')) throw new Refus('Ce paiement se fait au guichet')
      const deja = (await listTentatives(tx, paiement.id)).find((t) => t.etat === 'ouverte' && t.url !== null && t.prestataire === prestataire.nom && maintenant.getTime() - t.ouverteLe.getTime() < REPRISE)
      if (deja) return { id: deja.id, reference: deja.reference!, url: deja.url! }
      return { id: await insertTentative(tx, { paiementId: paiement.id, prestataire: prestataire.nom, montant: paiement.montant, par: cleActeur(acteur), maintenant }), libelle: paiement.libelle, montant: paiement.montant }
    })
    return 'url' in ouverte ? ouverte : { id: ouverte.id, ...(await ouvrirChez(prestataire, ouverte, params.id, maison, maintenant)) }
  },
  run: async ({ tx, params, prepare }) => {
    const { id, reference, url } = prepare!
    await updateOuverte(tx, id, { reference, url })
    // The content policy lets no form lead to another site: the page of the payment gives the link.
    return { vers: url.startsWith('/') ? url : `/payer/${params.id}`, journal: { objet: `paiement:${params.id}`, detail: { tentative: id } } }
  },
})

async function ouvrirChez(prestataire: Prestataire, tentative: { id: string; montant: number; libelle: string }, paiementId: string, maison: Maison, maintenant: Date): Promise<{ reference: string; url: string }> {
  try {
    return await prestataire.ouvrir(tentative, `${maison.reglages.adresse}/payer/${paiementId}`)
  } catch {
    await maison.base.ecrire((tx) => updateFinie(tx, tentative.id, 'echouee', null, maintenant))
    throw new Refus(`${prestataire.titre} ne répond pas. Rien n’a été payé : réessayez dans quelques minutes, ou payez au guichet`)
  }
}
