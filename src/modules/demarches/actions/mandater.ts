import { z } from 'zod'
import { Saisie } from '../../../lib/erreurs.ts'
import { action, permission } from '../../../kernel/module.ts'
import { exigerPassage } from '../dossier.ts'
import { lockDossier, updateBrouillon } from '../dossier.queries.ts'
import { fautesDuMandat, PREUVES } from '../mandat.tsx'
import type { Mandat, Preuve } from '../mandat.tsx'
import { mandat } from '../pages/guichet.tsx'
import { parId, sujetDossier } from '../porte.ts'

/** What is sent to say for whom one files: both counters send the same. */
export const saisieMandat = {
  pour: z.enum(['present', 'absent'], 'Dites si la personne concernée est devant vous'),
  preuve: z.enum(Object.keys(PREUVES) as Preuve[], 'Choisissez la pièce que vous avez vue'),
  numero: z.string().trim().max(40, 'Écrivez 40 signes au plus').default(''),
  mandataire: z.string().trim().max(200, 'Écrivez 200 signes au plus').default(''),
}

/** The mandate kept, from what was sent. Throws a `Saisie` for what is left out. */
export function mandatDe(envoye: { pour: Mandat['pour']; preuve: Preuve; numero: string; mandataire: string }): Mandat {
  const fautes = fautesDuMandat(envoye)
  if (Object.keys(fautes).length > 0) throw new Saisie(fautes)
  const { pour, preuve, numero, mandataire } = envoye
  return { pour, preuve, numero, ...(pour === 'absent' ? { mandataire } : {}) }
}

/** The clerk says for whom he files, and how he knows it. */
export const mandater = action({
  nom: 'demarches.mandater',
  path: '/brouillons/:id/mandat',
  may: permission('demarches.guichet'),
  titre: 'Pour qui remplissez-vous ?',
  params: parId,
  sujet: sujetDossier,
  page: mandat,
  horsJournal: true,
  input: z.object(saisieMandat),
  run: async ({ tx, params, input, maintenant }) => {
    const dossier = await lockDossier(tx, params.id)
    exigerPassage(dossier, 'deposer')
    await updateBrouillon(tx, dossier.id, { reponses: dossier.reponses, mandat: { ...mandatDe(input), ...(dossier.mandat?.horsLigne ? { horsLigne: dossier.mandat.horsLigne } : {}), ...(dossier.mandat?.courrier ? { courrier: dossier.mandat.courrier } : {}) }, maintenant })
    return { vers: `/brouillons/${dossier.id}` }
  },
})
