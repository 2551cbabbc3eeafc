import { z } from 'zod'
import { Refus, Saisie } from '../../../lib/erreurs.ts'
import { action, permission } from '../../../kernel/module.ts'
import { exigerPassage } from '../courrier.ts'
import { updateCourrier } from '../courrier.queries.ts'
import { insertEvenement } from '../evenement.queries.ts'
import { updateToutesFinies } from '../imputation.queries.ts'
import { nomActeur } from '../lecteur.ts'
import { lieDe, trouverLie } from '../lier.ts'
import { detail } from '../pages/detail.tsx'
import { journalDe, parId, prendreCourrier, sujetCourrier } from '../porte.ts'

const commun = { may: permission('courrier.enregistrer'), params: parId, sujet: sujetCourrier, page: detail } as const

/** Nothing more is to be done: where the paper is kept. */
export const classer = action({
  ...commun,
  nom: 'courrier.classer',
  path: '/courrier/:id/classer',
  titre: 'Classer un courrier',
  input: z.object({ classement: z.string().trim().max(160, 'Dites-le en 160 signes au plus').default('') }),
  run: async (e) => {
    const courrier = await prendreCourrier(e, 'courrier.enregistrer')
    exigerPassage(courrier, 'classer')
    await updateCourrier(e.tx, courrier.id, { etat: 'classe', classement: e.input.classement }, e.maintenant)
    await insertEvenement(e.tx, { courrierId: courrier.id, genre: 'classe', le: e.maintenant, parNom: nomActeur(e.acteur, courrier.territoire), texte: e.input.classement })
    return { vers: `/courrier/${courrier.id}`, message: 'Le courrier est classé.', journal: journalDe(courrier) }
  },
})

/** Strikes a line registered by mistake. Its number stays, with the reason: a register has no hole. */
export const annuler = action({
  ...commun,
  nom: 'courrier.annuler',
  path: '/courrier/:id/annuler',
  titre: 'Annuler un courrier',
  definitif: true,
  input: z.object({ motif: z.string().trim().min(1, 'Écrivez pourquoi cette ligne est annulée').max(300, 'Dites-le en 300 signes au plus') }),
  run: async (e) => {
    const courrier = await prendreCourrier(e, 'courrier.enregistrer')
    exigerPassage(courrier, 'annuler')
    const parNom = nomActeur(e.acteur, courrier.territoire)
    await updateToutesFinies(e.tx, courrier.id, 'retire', { parNom, reponse: '', maintenant: e.maintenant })
    await updateCourrier(e.tx, courrier.id, { etat: 'annule', motif: e.input.motif }, e.maintenant)
    await insertEvenement(e.tx, { courrierId: courrier.id, genre: 'annule', le: e.maintenant, parNom, texte: e.input.motif })
    return { vers: `/courrier/${courrier.id}`, message: courrier.numero ? `La ligne ${courrier.numero} est annulée. Son numéro reste au registre.` : 'Ce départ est annulé.', journal: journalDe(courrier) }
  },
})

/** Ties a letter to a file of the platform, by the number somebody types; an empty one unties it. */
export const rattacher = action({
  may: permission('courrier.traiter'),
  params: parId,
  sujet: sujetCourrier,
  page: detail,
  nom: 'courrier.rattacher',
  path: '/courrier/:id/rattacher',
  titre: 'Rattacher un dossier',
  input: z.object({ dossier: z.string().trim().max(60).default(''), avant: z.string().max(80).optional() }),
  run: async (e) => {
    const courrier = await prendreCourrier(e)
    exigerPassage(courrier, 'joindre')
    // What the page showed: two people do not undo one another.
    if (e.input.avant !== undefined && e.input.avant !== ((await lieDe({ ...e, db: e.tx }, courrier)) ?? '')) throw new Refus('Quelqu’un vient de changer le dossier de ce courrier : relisez-le ci-dessous avant d’en écrire un autre')
    const lie = e.input.dossier === '' ? null : await trouverLie({ ...e, db: e.tx }, e.input.dossier)
    if (lie === undefined) throw new Saisie({ dossier: 'Aucun dossier que vous pouvez lire ne porte ce numéro : vérifiez-le sur son récépissé' })
    await updateCourrier(e.tx, courrier.id, { lie }, e.maintenant)
    await insertEvenement(e.tx, { courrierId: courrier.id, genre: 'rattache', le: e.maintenant, parNom: nomActeur(e.acteur, courrier.territoire), texte: lie ? e.input.dossier.toUpperCase() : '' })
    return { vers: `/courrier/${courrier.id}`, message: lie ? 'Le dossier est rattaché.' : 'Le lien avec le dossier est retiré.', journal: journalDe(courrier) }
  },
})
