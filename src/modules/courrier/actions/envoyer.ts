import { z } from 'zod'
import { Saisie } from '../../../lib/erreurs.ts'
import { jourLocal } from '../../../kernel/calendrier/index.ts'
import { action, permission } from '../../../kernel/module.ts'
import type { Ecriture } from '../../../kernel/module.ts'
import type { Courrier } from '../courrier.ts'
import { exigerPassage } from '../courrier.ts'
import { lockRepondu, updateCourrier } from '../courrier.queries.ts'
import { insertEvenement } from '../evenement.queries.ts'
import { updateToutesFinies } from '../imputation.queries.ts'
import { nomActeur, nomBureau } from '../lecteur.ts'
import { detail } from '../pages/detail.tsx'
import { journalDe, parId, prendreCourrier, sujetCourrier } from '../porte.ts'
import { libelle, REFERENTIEL } from '../referentiel.ts'
import { lireEcheance } from '../saisie.ts'

const texte = (max: number) => z.string().trim().max(max, `Dites-le en ${max} signes au plus`).default('')

/** A day that is today when nothing is written, between the line's own and today. Throws `Saisie`. */
function lireJourPasse(input: Record<string, unknown>, nom: string, depuis: string, maintenant: Date): string {
  const jour = lireEcheance(input, nom, maintenant) ?? jourLocal(maintenant)
  if (jour > jourLocal(maintenant)) throw new Saisie({ [nom]: 'Ce jour n’est pas encore venu' })
  if (jour < depuis) throw new Saisie({ [nom]: 'Ce jour est avant celui du départ : vérifiez-le' })
  return jour
}

/** The departure leaves the house; the arrival it answers is answered, and nobody has to treat it any more. */
export const envoyer = action({
  nom: 'courrier.envoyer',
  path: '/courrier/:id/envoyer',
  may: permission('courrier.enregistrer'),
  titre: 'Noter l’envoi',
  params: parId,
  sujet: sujetCourrier,
  page: detail,
  definitif: true,
  input: z.looseObject({ mode: texte(30), suivi: texte(80) }),
  run: async (e) => {
    const courrier = await prendreCourrier(e, 'courrier.enregistrer')
    exigerPassage(courrier, 'envoyer')
    if (!REFERENTIEL.modes.some((m) => m.code === e.input.mode)) throw new Saisie({ mode: 'Choisissez comment il part' })
    const envoyeLe = lireJourPasse(e.input, 'envoyeLe', courrier.jour, e.maintenant)
    const parNom = nomActeur(e.acteur, courrier.territoire)
    await updateCourrier(e.tx, courrier.id, { etat: 'envoye', mode: e.input.mode, suivi: e.input.suivi, envoyeLe }, e.maintenant)
    await insertEvenement(e.tx, { courrierId: courrier.id, genre: 'envoye', le: e.maintenant, parNom, texte: libelle(REFERENTIEL.modes, e.input.mode) })
    if (courrier.repondA) await repondre(e, courrier, courrier.repondA, envoyeLe, parNom)
    return { vers: `/courrier/${courrier.id}`, message: 'L’envoi est noté.', journal: journalDe(courrier, { mode: e.input.mode }) }
  },
})

async function repondre(e: Pick<Ecriture, 'tx' | 'maison' | 'maintenant'>, depart: Courrier, arriveeId: string, envoyeLe: string, parNom: string): Promise<void> {
  const arrivee = await lockRepondu(e.tx, arriveeId)
  if (!arrivee) return
  // Each office has its own numbers: from another one, its name goes with the number.
  const numero = [depart.numero, ...(arrivee.bureau === depart.bureau ? [] : [nomBureau(e.maison.territoires, depart.territoire, depart.bureau)])].join(', ')
  await updateToutesFinies(e.tx, arrivee.id, 'traite', { parNom, reponse: `Réponse ${numero} envoyée`, maintenant: e.maintenant })
  await updateCourrier(e.tx, arrivee.id, { reponduLe: envoyeLe, etat: 'traite', renvoyeLe: null }, e.maintenant)
  await insertEvenement(e.tx, { courrierId: arrivee.id, genre: 'repondu', le: e.maintenant, parNom, texte: numero })
}

/** The receipt that the recipient gave: who took the letter, and which day. */
export const decharger = action({
  nom: 'courrier.decharger',
  path: '/courrier/:id/decharger',
  may: permission('courrier.enregistrer'),
  titre: 'Noter la décharge',
  params: parId,
  sujet: sujetCourrier,
  page: detail,
  definitif: true,
  input: z.looseObject({ dechargePar: texte(160) }),
  run: async (e) => {
    const courrier = await prendreCourrier(e, 'courrier.enregistrer')
    exigerPassage(courrier, 'decharger')
    if (e.input.dechargePar === '') throw new Saisie({ dechargePar: 'Écrivez qui a reçu ce courrier' })
    const dechargeLe = lireJourPasse(e.input, 'dechargeLe', courrier.envoyeLe ?? courrier.jour, e.maintenant)
    await updateCourrier(e.tx, courrier.id, { dechargeLe, dechargePar: e.input.dechargePar }, e.maintenant)
    await insertEvenement(e.tx, { courrierId: courrier.id, genre: 'decharge', le: e.maintenant, parNom: nomActeur(e.acteur, courrier.territoire), texte: e.input.dechargePar })
    return { vers: `/courrier/${courrier.id}`, message: 'La décharge est notée.', journal: journalDe(courrier) }
  },
})
