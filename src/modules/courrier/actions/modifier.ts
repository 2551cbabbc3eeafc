import { jourLocal } from '../../../kernel/calendrier/index.ts'
import { action, permission, un } from '../../../kernel/module.ts'
import { exigerVersion, revisionDe } from '../../../ui/index.ts'
import { updateLigne } from '../courrier.queries.ts'
import { insertEvenement } from '../evenement.queries.ts'
import { lecteurDe, nomActeur, porteeLecture } from '../lecteur.ts'
import { corriger } from '../pages/corriger.tsx'
import { exigerCorrigeable, journalDe, parId, prendreCourrier, sujetCourrier } from '../porte.ts'
import { direChange, numeroLie, suivreCourrier } from '../revision.ts'
import { lireLigne, saisieCourrier } from '../saisie.ts'

/** Corrects what was typed. The number, the office and the way stay; the story says that the line changed. */
export const modifier = action({
  nom: 'courrier.modifier',
  path: '/courrier/:id/corriger',
  may: un(permission('courrier.enregistrer'), permission('courrier.traiter')),
  titre: 'Corriger un courrier',
  params: parId,
  sujet: sujetCourrier,
  page: corriger,
  input: saisieCourrier,
  run: async (e) => {
    const courrier = await prendreCourrier(e)
    exigerCorrigeable(e, courrier)
    const aujourdhui = jourLocal(e.maintenant)
    const lettre = await numeroLie(e.tx, courrier, porteeLecture(e), lecteurDe(e))
    await exigerVersion(e.input._revision, revisionDe(suivreCourrier(courrier, lettre, aujourdhui)), async () => `${await direChange(e.tx, courrier.id)}. Comparez les deux versions, puis enregistrez de nouveau`)
    const ligne = await lireLigne(e, e.input, courrier.sens, aujourdhui, courrier.bureau, courrier)
    await updateLigne(e.tx, courrier.id, courrier.sens === 'depart' ? { ...ligne, jour: courrier.jour } : ligne, e.maintenant)
    await insertEvenement(e.tx, { courrierId: courrier.id, genre: 'modifie', le: e.maintenant, parNom: nomActeur(e.acteur, courrier.territoire) })
    return { vers: `/courrier/${courrier.id}`, message: 'La ligne est corrigée.', journal: journalDe(courrier) }
  },
})
