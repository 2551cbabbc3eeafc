import { Introuvable } from '../../../lib/erreurs.ts'
import { dessinerQr } from '../../../kernel/documents/qr.ts'
import { page, titulaire } from '../../../kernel/module.ts'
import { getDemarche } from '../definition.queries.ts'
import { getDossier } from '../dossier.queries.ts'
import { emissionDe } from '../jobs/delivrer.ts'
import { parId } from '../porte.ts'
import { sujetEssai } from './comme.ts'

/**
 * The paper of a test, drawn from its answers when it is looked at: marked as a specimen, neither sealed nor signed nor kept, with a code that no
 * register knows and a QR that no verifier takes for a seal.
 */
export const documentEssai = page({
  path: '/essais/:id/document.pdf',
  may: titulaire,
  titre: 'Papier d’un essai',
  params: parId,
  sujet: sujetEssai,
  limite: 60,
  load: async ({ db, params }) => {
    const dossier = await getDossier(db, params.id)
    const demarche = await getDemarche(db, dossier.demarche, dossier.version)
    if (!dossier.decideLe || dossier.decision !== 'accorder' || !demarche.document) throw new Introuvable('Le papier se montre une fois la décision signée')
    return { dossier, demarche }
  },
  corps: async ({ dossier, demarche }, { db, maison, maintenant }) => {
    const { modele, donnees } = await emissionDe(db, maison, dossier, demarche)
    const qr = dessinerQr({ prefixe: `${maison.reglages.adresse}/v/#`, chiffres: '0' })
    const corps = await maison.atelier.rendeur.rendrePdf({
      modele,
      date: maintenant,
      donnees: { auteur: dossier.bureau!, ...donnees, registre: demarche.registre ? 'ESSAI' : '', pied: 'ESSAI : ce papier ne vaut rien.', specimen: true, numero: dossier.numero!, preuve: { qr: qr.svg, modules: qr.modules, code: 'ESSAI', hote: new URL(maison.reglages.adresse).host } },
    })
    return { type: 'application/pdf', nom: `${dossier.numero}.pdf`, corps }
  },
})
