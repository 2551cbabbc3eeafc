import { z } from 'zod'
import { heure } from '../../../lib/francais.ts'
import { Introuvable, Refus } from '../../../lib/erreurs.ts'
import { action } from '../../../kernel/module.ts'
import { findEtape, tapeDe } from '../../../kernel/formulaires/index.ts'
import { getDemarche } from '../definition.queries.ts'
import { exigerPassage } from '../dossier.ts'
import { lockDossier, updateBrouillon } from '../dossier.queries.ts'
import { mayBrouillon, parEtape } from '../pages/brouillon.tsx'
import { sujetDossier } from '../porte.ts'
import { changeAilleurs, ditLesReponses, empreinteEtape, marqueDe, marquer } from '../saisie.ts'

/**
 * Keeps what is being typed in a step, as it is: the page sends it by itself. Nothing is read, judged nor counted as answered, no paper
 * is taken; the step is sent by `enregistrer`, and only by it.
 */
export const garderSaisie = action({
  nom: 'demarches.garder-saisie',
  path: '/brouillons/:id/:etape/garder',
  may: mayBrouillon,
  titre: 'Garder ce qui est tapé',
  params: parEtape,
  sujet: sujetDossier,
  idempotent: false,
  horsJournal: true,
  input: z.looseObject({ _cle: z.string().min(8).max(100), _base: z.string().max(60), _rang: z.coerce.number().pipe(z.int().min(1)) }),
  run: async ({ tx, params, input, maison, maintenant }) => {
    const dossier = await lockDossier(tx, params.id)
    exigerPassage(dossier, 'deposer')
    const demarche = await getDemarche(tx, dossier.demarche, dossier.version)
    const etape = findEtape(demarche.formulaire, params.etape)
    if (!etape) throw new Introuvable('Cette étape n’existe plus')
    const marque = marqueDe(dossier.saisie, etape.code)
    const page = input._cle
    if (changeAilleurs(etape, dossier, { base: input._base, page })) throw new Refus('Cette étape a été remplie ailleurs depuis que cette page est ouverte : le texte le plus récent est gardé, le vôtre reste ici')
    // Two savings of one page may cross on the way: the later one stays.
    const depasse = marque?.page === page && marque.rang >= input._rang
    const tapee = tapeDe(etape, input)
    const saisie = { ...dossier.saisie, [etape.code]: ditLesReponses(etape, dossier.reponses, tapee, maison.territoires) ? {} : marquer(tapee, { page, rang: input._rang, le: maintenant.toISOString() }) }
    if (!depasse) await updateBrouillon(tx, dossier.id, { reponses: dossier.reponses, saisie, maintenant })
    return { vers: '', json: { garde: heure(maintenant), base: empreinteEtape(etape, depasse ? dossier : { reponses: dossier.reponses, saisie }) } }
  },
})
