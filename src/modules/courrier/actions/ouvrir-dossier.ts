import { z } from 'zod'
import { Saisie } from '../../../lib/erreurs.ts'
import { listReferences } from '../../../kernel/fichiers/index.ts'
import { action, permission } from '../../../kernel/module.ts'
import { recevoir } from '../../demarches/index.ts'
import { updateCourrier } from '../courrier.queries.ts'
import { insertEvenement } from '../evenement.queries.ts'
import { nomActeur } from '../lecteur.ts'
import { exigerOuvrable, ouvrirDossier as page } from '../pages/ouvrir-dossier.tsx'
import { journalDe, parId, prendreCourrier, sujetCourrier } from '../porte.ts'

/** Begins the request that a letter makes, with what it says and its scans, and ties one to the other at once. */
export const ouvrirDossier = action({
  nom: 'courrier.ouvrir-dossier',
  path: '/courrier/:id/dossier',
  may: permission('courrier.traiter'),
  titre: 'Ouvrir un dossier',
  dedans: ['demarches.recevoir', 'demarches.guichet'],
  params: parId,
  sujet: sujetCourrier,
  page,
  definitif: true,
  input: z.object({ demarche: z.string().max(60).default(''), scans: z.literal('oui').optional() }),
  run: async (e) => {
    const courrier = await prendreCourrier(e)
    await exigerOuvrable({ ...e, db: e.tx }, courrier)
    if (e.input.demarche === '') throw new Saisie({ demarche: 'Choisissez la démarche que demande cette lettre' })
    const scans = e.input.scans ? await listReferences(e.tx, `courrier:${courrier.id}`) : []
    const papiers = scans.map(({ sha256, type, taille, nom }) => ({ sha256, type, taille, nom }))
    const { id, titre } = await recevoir(e, e.input.demarche, {
      courrier: { numero: courrier.numero!, lien: `/courrier/${courrier.id}` },
      territoire: courrier.territoire,
      ...(courrier.genre === 'personne' ? { nom: courrier.correspondant } : {}),
      contact: courrier.contact,
      papiers,
    })
    await updateCourrier(e.tx, courrier.id, { lie: `dossier:${id}` }, e.maintenant)
    await insertEvenement(e.tx, { courrierId: courrier.id, genre: 'rattache', le: e.maintenant, parNom: nomActeur(e.acteur, courrier.territoire), texte: titre })
    return { vers: `/brouillons/${id}`, message: `Le dossier est commencé pour le courrier ${courrier.numero}.`, journal: journalDe(courrier, { scans: papiers.length }) }
  },
})
