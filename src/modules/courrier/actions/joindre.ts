import { z } from 'zod'
import { Introuvable, Saisie } from '../../../lib/erreurs.ts'
import { findReference, removeReference } from '../../../kernel/fichiers/index.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import { action, permission } from '../../../kernel/module.ts'
import { exigerLisible, exigerPassage } from '../courrier.ts'
import { insertEvenement } from '../evenement.queries.ts'
import { nomActeur } from '../lecteur.ts'
import { detail } from '../pages/detail.tsx'
import { journalDe, parId, prendreCourrier, sujetCourrier } from '../porte.ts'
import { CHAMP_SCAN, joindreScans, SCANS } from './enregistrer.ts'

/** Adds scans: they often come after the line, and the receipt of a departure always does. */
export const joindre = action({
  nom: 'courrier.joindre',
  path: '/courrier/:id/scans',
  may: permission('courrier.enregistrer'),
  titre: 'Ajouter un scan',
  params: parId,
  sujet: sujetCourrier,
  page: detail,
  fichiers: SCANS,
  input: z.object({}),
  run: async (e) => {
    // Even of a confidential letter: the secretariat opens the mail, and does not read the file again.
    const courrier = await prendreCourrier(e, 'courrier.enregistrer')
    exigerPassage(courrier, 'joindre')
    if (e.fichiers.length === 0) throw new Saisie({ [CHAMP_SCAN]: 'Choisissez le fichier à ajouter' })
    await joindreScans(e.tx, courrier.id, e.fichiers, cleActeur(e.acteur), e.maintenant)
    await insertEvenement(e.tx, { courrierId: courrier.id, genre: 'joint', le: e.maintenant, parNom: nomActeur(e.acteur, courrier.territoire), texte: e.fichiers.map((f) => f.nom).join(', ') })
    return { vers: `/courrier/${courrier.id}`, message: e.fichiers.length > 1 ? 'Les scans sont ajoutés.' : 'Le scan est ajouté.', journal: journalDe(courrier, { scans: e.fichiers.length }) }
  },
})

/** Takes away a scan put on the wrong letter. */
export const retirerScan = action({
  nom: 'courrier.retirer-scan',
  path: '/courrier/:id/scans/retirer',
  may: permission('courrier.enregistrer'),
  titre: 'Retirer un scan',
  params: parId,
  sujet: sujetCourrier,
  page: detail,
  input: z.object({ scan: z.uuid() }),
  run: async (e) => {
    const courrier = await prendreCourrier(e, 'courrier.enregistrer')
    exigerPassage(courrier, 'joindre')
    exigerLisible(courrier)
    const scan = await findReference(e.tx, e.input.scan)
    if (!scan || scan.objet !== `courrier:${courrier.id}` || scan.retireLe) throw new Introuvable('Ce scan n’est plus là')
    await removeReference(e.tx, scan.id, e.maintenant)
    await insertEvenement(e.tx, { courrierId: courrier.id, genre: 'retire', le: e.maintenant, parNom: nomActeur(e.acteur, courrier.territoire), texte: scan.nom })
    return { vers: `/courrier/${courrier.id}`, message: 'Le scan est retiré.', journal: journalDe(courrier) }
  },
})
