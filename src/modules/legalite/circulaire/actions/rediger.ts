import { uuidv7 } from '../../../../lib/uuid.ts'
import { jourLocal } from '../../../../kernel/calendrier/index.ts'
import type { Tx } from '../../../../kernel/db/index.ts'
import { cleActeur } from '../../../../kernel/identite/acteur.ts'
import { action } from '../../../../kernel/module.ts'
import { exigerVersion, revisionDe } from '../../../../ui/index.ts'
import { getCourant } from '../../referentiel/referentiel.queries.ts'
import { exigerCirculaire } from '../circulaire.ts'
import { insertCirculaire, lockCirculaire, updateRedaction } from '../circulaire.queries.ts'
import { modifierCirculaire as pageModifier, nouvelleCirculaire } from '../pages/rediger.tsx'
import { suivreCirculaire } from '../revision.ts'
import { journalCirculaire, lecteurCirculaires, mayRegler, parId, sujetCirculaire } from '../porte.ts'
import { garderPapier, lireRedaction, PAPIER, preparerPapier, saisieCirculaire } from '../saisie.ts'

const codesMatieres = async (tx: Tx, maintenant: Date) => (await getCourant(tx, 'matieres', jourLocal(maintenant))).corps.matieres.map((m) => m.code)

/** Begins a circular. */
export const preparerCirculaire = action({
  nom: 'legalite.preparer-circulaire',
  path: '/legalite/circulaires/nouvelle',
  may: mayRegler,
  titre: 'Écrire une circulaire',
  page: nouvelleCirculaire,
  fichiers: PAPIER,
  input: saisieCirculaire,
  preparer: preparerPapier,
  run: async ({ tx, input, maison, maintenant, acteur, prepare }) => {
    const redaction = await lireRedaction(tx, input, maison.territoires, await codesMatieres(tx, maintenant))
    const [id, par] = [uuidv7(maintenant.getTime()), cleActeur(acteur)]
    await insertCirculaire(tx, { ...redaction, id, par, maintenant, fichier: await garderPapier(tx, id, prepare, par, maintenant) })
    return { vers: `/legalite/circulaires/${id}`, message: 'La circulaire est enregistrée. Relisez-la, puis publiez-la.', journal: journalCirculaire(id) }
  },
})

/** Writes a draft anew. */
export const modifierCirculaire = action({
  nom: 'legalite.modifier-circulaire',
  path: '/legalite/circulaires/:id/modifier',
  may: mayRegler,
  titre: 'Corriger une circulaire',
  params: parId,
  sujet: sujetCirculaire,
  page: pageModifier,
  fichiers: PAPIER,
  input: saisieCirculaire,
  preparer: preparerPapier,
  run: async (e) => {
    const { tx, input, maison, maintenant, acteur, prepare } = e
    const c = await lockCirculaire(tx, e.params.id, lecteurCirculaires(e))
    exigerCirculaire(c, 'modifier')
    await exigerVersion(input._revision, revisionDe(suivreCirculaire(c)), async () => 'Un collègue a changé cette circulaire pendant que vous écriviez. Comparez les deux versions, puis enregistrez de nouveau')
    const redaction = await lireRedaction(tx, input, maison.territoires, await codesMatieres(tx, maintenant))
    await updateRedaction(tx, c.id, { ...redaction, fichier: await garderPapier(tx, c.id, prepare, cleActeur(acteur), maintenant) })
    return { vers: `/legalite/circulaires/${c.id}`, message: 'La circulaire est corrigée.', journal: journalCirculaire(c.id) }
  },
})
