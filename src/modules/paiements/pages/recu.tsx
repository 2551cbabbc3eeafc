import { Introuvable } from '../../../lib/erreurs.ts'
import { page, titulaire, un } from '../../../kernel/module.ts'
import { getPaiement } from '../paiement.queries.ts'
import { mayLire, parId, sujetPaiement } from '../porte.ts'
import { listQuittances } from '../quittance.queries.ts'
import { donneesRecu, MODELE_QUITTANCE } from '../recu.ts'

/** The receipt of what was paid, made each time it is asked for. */
export const recu = page({
  path: '/paiements/:id/recu.pdf',
  may: un(titulaire, mayLire),
  titre: 'Quittance ou reçu',
  params: parId,
  sujet: sujetPaiement,
  load: async ({ db, params }) => {
    const paiement = await getPaiement(db, params.id)
    if (paiement.etat !== 'paye') throw new Introuvable('La quittance se fait au paiement')
    return { paiement, quittance: (await listQuittances(db, paiement.id)).find((q) => q.annuleeLe === null) }
  },
  consulte: ({ paiement }) => paiement.objet,
  corps: async ({ paiement, quittance }, { maison }) => {
    const corps = await maison.atelier.rendeur.rendrePdf({ modele: MODELE_QUITTANCE, donnees: donneesRecu(maison, paiement, quittance), date: quittance?.etablieLe ?? paiement.regleLe! })
    return { type: 'application/pdf', nom: `quittance-${quittance?.numero ?? paiement.reference}.pdf`, corps }
  },
})
