import { dateHeure, dateLongue, fcfa } from '../../lib/francais.ts'
import { remplacerSansDessin } from '../../kernel/documents/dessins.ts'
import type { Maison } from '../../kernel/maison.ts'
import { MOYENS } from './paiement.ts'
import type { Paiement } from './paiement.ts'
import type { Quittance } from './quittance.queries.ts'

/** The receipt is the same for every payment; its words come with the data. */
export const MODELE_QUITTANCE = `#import "/modeles/quittance.typ": quittance, donnees as d
#show: quittance.with(titre: d.titre, champs: d.champs)
#d.phrase`

/** What a receipt prints: of a counter, with its own number; or of an online payment, with the provider's. */
export function donneesRecu(maison: Maison, paiement: Paiement, quittance: Quittance | undefined): Record<string, unknown> {
  const le = quittance?.etablieLe ?? paiement.regleLe!
  const lieu = quittance?.territoire ?? paiement.territoire
  const ancetres = [...maison.territoires.ancetres(lieu), maison.territoires.trouver(lieu)]
  const nom = (niveau: string) => ancetres.find((t) => t?.niveau === niveau)?.nom ?? ''
  const bureau = quittance?.bureau ?? paiement.bureau
  return {
    titre: quittance ? 'Quittance' : 'Reçu de paiement',
    auteur: bureau,
    entete: { departement: nom('departement'), commune: nom('commune'), service: bureau },
    numero: quittance?.numero ?? paiement.reference ?? '',
    le: dateLongue(le),
    montant: fcfa(paiement.montant),
    doute: !paiement.verifie,
    source: paiement.source,
    phrase: quittance ? 'La somme indiquée ci-dessous a été reçue au guichet.' : 'La somme indiquée ci-dessous a été reçue en ligne.',
    champs: [
      ['Reçu de', remplacerSansDessin(paiement.payeur)],
      ['Pour', paiement.libelle],
      ['Moyen', [MOYENS[paiement.moyen!], remplacerSansDessin(paiement.reference ?? '')].filter(Boolean).join(', ')],
      ['Reçu le', dateHeure(le)],
      ...(quittance ? [['Par', quittance.parNom]] : []),
    ],
    pied: quittance ? `Quittance n° ${quittance.numero} de la caisse « ${quittance.bureau} ». Une rature l’annule.` : 'Le numéro est celui du prestataire de paiement.',
    specimen: maison.reglages.mode === 'demonstration',
  }
}
