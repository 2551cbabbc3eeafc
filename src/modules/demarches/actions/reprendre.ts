import { z } from 'zod'
import { pluriel } from '../../../lib/francais.ts'
import { Introuvable, Refus } from '../../../lib/erreurs.ts'
import { action, titulaire } from '../../../kernel/module.ts'
import { getDemarche } from '../definition.queries.ts'
import { exigerPassage } from '../dossier.ts'
import { findDossier, lockDossier, updateBrouillon } from '../dossier.queries.ts'
import { brouillon as pageBrouillon } from '../pages/brouillon.tsx'
import { parId, sujetDossier } from '../porte.ts'
import { peutReprendre, reprendreReponses } from '../reprise.ts'

/** Fills a new draft with the answers of one of the person's earlier requests. Papers and consents are given again. */
export const reprendre = action({
  nom: 'demarches.reprendre',
  path: '/brouillons/:id/reprendre',
  may: titulaire,
  titre: 'Reprendre mes réponses',
  params: parId,
  sujet: sujetDossier,
  page: pageBrouillon,
  horsJournal: true,
  input: z.object({ de: z.uuid() }),
  run: async ({ tx, params, acteur, input, maintenant }) => {
    const dossier = await lockDossier(tx, params.id)
    exigerPassage(dossier, 'deposer')
    const ancien = await findDossier(tx, input.de)
    if (!ancien || ancien.etat === 'brouillon' || !dossier.titulaire || ancien.titulaire !== dossier.titulaire) throw new Introuvable('Cette demande n’est pas dans votre compte')
    if (!peutReprendre(acteur, dossier)) throw acteur.genre === 'citoyen' ? new Refus('Vous avez déjà commencé à remplir cette demande : continuez-la, ou effacez-la pour repartir') : new Introuvable()
    const [sienne, demarche] = [await getDemarche(tx, ancien.demarche, ancien.version), await getDemarche(tx, dossier.demarche, dossier.version)]
    const { reponses, nombre } = reprendreReponses(sienne.formulaire, demarche.formulaire, ancien.reponses, dossier.reponses)
    await updateBrouillon(tx, dossier.id, { reponses, maintenant })
    return { vers: `/brouillons/${dossier.id}`, message: `${pluriel(nombre, 'réponse reprise', 'réponses reprises')} de la demande ${ancien.numero}. Relisez chaque étape : les papiers et vos engagements sont à donner de nouveau.` }
  },
})
