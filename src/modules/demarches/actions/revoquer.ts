import { z } from 'zod'
import { Refus } from '../../../lib/erreurs.ts'
import { action } from '../../../kernel/module.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import { insertRevocation } from '../../../kernel/documents/queries.ts'
import { getDemarche } from '../definition.queries.ts'
import { exigerPassage } from '../dossier.ts'
import { lockDossier } from '../dossier.queries.ts'
import { detail } from '../pages/detail.tsx'
import { maySigner, nomActeur, parId, posteSignataire, sujetDossier } from '../porte.ts'
import { suivreRevocation } from '../revocation.ts'

/** Revokes an issued document, with the second factor. Whoever verifies it from now on reads when and why. */
export const revoquer = action({
  nom: 'demarches.revoquer',
  path: '/dossiers/:id/revoquer',
  may: maySigner,
  titre: 'Révoquer le document',
  params: parId,
  sujet: sujetDossier,
  page: detail,
  secondFacteur: true,
  definitif: true,
  input: z.object({ motif: z.string().trim().min(1, 'Écrivez pourquoi le document est révoqué').max(200, 'Dites-le en 200 signes au plus') }),
  run: async ({ tx, params, input, acteur, maintenant, maison }) => {
    const dossier = await lockDossier(tx, params.id)
    exigerPassage(dossier, 'revoquer')
    const demarche = await getDemarche(tx, dossier.demarche, dossier.version)
    if (!posteSignataire(acteur, demarche, dossier, maison.territoires)) throw new Refus('Votre poste ne signe pas cette démarche', 403)
    await insertRevocation(tx, { documentId: dossier.documentId!, motif: input.motif, par: cleActeur(acteur), maintenant })
    const jobs = await suivreRevocation(tx, dossier, { motif: input.motif, par: cleActeur(acteur), parNom: nomActeur(acteur), maintenant })
    return { vers: `/dossiers/${dossier.id}`, message: 'Le document est révoqué.', journal: { objet: `document:${dossier.documentId}`, territoire: dossier.territoire, detail: { dossier: dossier.id } }, jobs }
  },
})
