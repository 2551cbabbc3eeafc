import { z } from 'zod'
import { Refus } from '../../../lib/erreurs.ts'
import { action, permission } from '../../../kernel/module.ts'
import type { Ecriture } from '../../../kernel/module.ts'
import type { Courrier } from '../courrier.ts'
import { updateCourrier } from '../courrier.queries.ts'
import { insertEvenement } from '../evenement.queries.ts'
import { etatApres } from '../imputation.ts'
import type { Imputation } from '../imputation.ts'
import { compterOuvertes, findTenue, updateFinie, updateRecue, updateRouverte } from '../imputation.queries.ts'
import { lecteurDe, nomActeur } from '../lecteur.ts'
import { detail } from '../pages/detail.tsx'
import { journalDe, parId, prendreCourrier, sujetCourrier } from '../porte.ts'

const commun = { may: permission('courrier.traiter'), params: parId, sujet: sujetCourrier, page: detail, definitif: true } as const
const imputation = z.union([z.uuid(), z.literal('')]).optional()

type Ecrit = Pick<Ecriture, 'tx' | 'acteur' | 'maison' | 'porteePour' | 'maintenant'> & { params: { id: string }; input: { imputation?: string | undefined } }

/** The letter and what this actor holds of it. Throws `Refus` when he holds nothing. */
async function prendreTenue(e: Ecrit): Promise<{ courrier: Courrier; tenue: Imputation; parNom: string }> {
  const courrier = await prendreCourrier(e)
  const tenue = await findTenue(e.tx, courrier.id, lecteurDe(e), e.input.imputation || undefined)
  if (!tenue) throw new Refus('Ce courrier n’est plus chez vous')
  return { courrier, tenue, parNom: nomActeur(e.acteur, courrier.territoire) }
}

/** After an imputation ended, the letter is still with somebody, to be given again, or done. */
async function avancer(e: Ecrit, courrier: Courrier, renvoye: boolean): Promise<void> {
  const etat = etatApres({ ouvertes: await compterOuvertes(e.tx, courrier.id), renvoye: renvoye || courrier.renvoyeLe !== null })
  await updateCourrier(e.tx, courrier.id, { etat, ...(renvoye ? { renvoyeLe: e.maintenant } : {}) }, e.maintenant)
}

/** Says that the letter came into one's hands. */
export const recevoir = action({
  ...commun,
  nom: 'courrier.recevoir',
  path: '/courrier/:id/recevoir',
  titre: 'Accuser réception',
  input: z.object({ imputation }),
  run: async (e) => {
    const { courrier, tenue, parNom } = await prendreTenue(e)
    if (tenue.recuLe) throw new Refus('La réception est déjà notée')
    await updateRecue(e.tx, tenue.id, parNom, e.maintenant)
    await insertEvenement(e.tx, { courrierId: courrier.id, genre: 'recu', le: e.maintenant, parNom })
    return { vers: `/courrier/${courrier.id}`, message: 'La réception est notée.', journal: journalDe(courrier) }
  },
})

/** Says that one's part is done, and how. When it was the last, the letter is done. */
export const traiter = action({
  ...commun,
  nom: 'courrier.traiter',
  path: '/courrier/:id/traiter',
  titre: 'Marquer comme traité',
  input: z.object({ imputation, suite: z.string().trim().max(500, 'Dites-le en 500 signes au plus').default('') }),
  run: async (e) => {
    const { courrier, tenue, parNom } = await prendreTenue(e)
    await updateFinie(e.tx, tenue.id, 'traite', { parNom, reponse: e.input.suite, maintenant: e.maintenant })
    await avancer(e, courrier, false)
    await insertEvenement(e.tx, { courrierId: courrier.id, genre: 'traite', le: e.maintenant, parNom, texte: e.input.suite })
    return { vers: `/courrier/${courrier.id}`, message: 'C’est noté : votre part est faite.', journal: journalDe(courrier) }
  },
})

/** Gives the letter back to whoever passed it on, or to the dispatcher. */
export const renvoyer = action({
  ...commun,
  nom: 'courrier.renvoyer',
  path: '/courrier/:id/renvoyer',
  titre: 'Renvoyer un courrier',
  input: z.object({ imputation, raison: z.string().trim().min(1, 'Écrivez pourquoi vous le renvoyez').max(500, 'Dites-le en 500 signes au plus') }),
  run: async (e) => {
    const { courrier, tenue, parNom } = await prendreTenue(e)
    await updateFinie(e.tx, tenue.id, 'renvoye', { parNom, reponse: e.input.raison, maintenant: e.maintenant })
    if (tenue.de) await updateRouverte(e.tx, tenue.de)
    else await avancer(e, courrier, true)
    await insertEvenement(e.tx, { courrierId: courrier.id, genre: 'renvoye', le: e.maintenant, parNom, texte: e.input.raison })
    return { vers: '/courrier/a-traiter', message: 'Le courrier est renvoyé.', journal: journalDe(courrier) }
  },
})
