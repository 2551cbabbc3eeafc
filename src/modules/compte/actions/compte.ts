import { z } from 'zod'
import { Introuvable, Refus, Saisie } from '../../../lib/erreurs.ts'
import { updateCitoyenNom } from '../../../kernel/identite/personne.queries.ts'
import { closeOtherSessions, closeSession } from '../../../kernel/identite/session.queries.ts'
import { updateLus } from '../../../kernel/notifications/index.ts'
import { action, citoyen, connu } from '../../../kernel/module.ts'
import type { Acteur } from '../../../kernel/identite/acteur.ts'
import { compte } from '../pages/compte.tsx'

/** The id of the person who acts; these doors let only citizens and agents in. */
export function idDe(acteur: Acteur): string {
  if (acteur.genre !== 'agent' && acteur.genre !== 'citoyen') throw new Refus('Connectez-vous', 401)
  return acteur.id
}

/** Ends one of one's sessions: a lost phone, a computer that was shared. */
export const fermerSession = action({
  nom: 'compte.fermer-session',
  path: '/compte/sessions/:session/fermer',
  may: connu,
  titre: 'Fermer une session',
  params: z.object({ session: z.string().regex(/^[0-9a-f]{64}$/) }),
  input: z.object({}),
  horsJournal: true,
  run: async ({ tx, params, acteur, session, maintenant }) => {
    if (!(await closeSession(tx, idDe(acteur), params.session, maintenant))) throw new Introuvable('Cette session est déjà fermée')
    if (params.session === session) return { vers: '/', message: 'Vous êtes déconnecté.', session: { fermer: true } }
    return { vers: '/compte#sessions', message: 'La session est fermée.' }
  },
})

/** Ends all of one's sessions but this one. */
export const fermerAutres = action({
  nom: 'compte.fermer-autres-sessions',
  path: '/compte/sessions/fermer-autres',
  may: connu,
  titre: 'Fermer les autres sessions',
  input: z.object({}),
  horsJournal: true,
  run: async ({ tx, acteur, session, maintenant }) => {
    await closeOtherSessions(tx, idDe(acteur), session, maintenant)
    return { vers: '/compte#sessions', message: 'Les autres sessions sont fermées.' }
  },
})

/** Marks one's messages as read. */
export const lireMessages = action({
  nom: 'compte.lire-messages',
  path: '/compte/messages/lus',
  may: citoyen,
  titre: 'Tout marquer comme lu',
  input: z.object({}),
  horsJournal: true,
  run: async ({ tx, acteur, maintenant }) => {
    await updateLus(tx, `citoyen:${idDe(acteur)}`, maintenant)
    return { vers: '/compte/messages' }
  },
})

/** A citizen says how he is called. */
export const nommer = action({
  nom: 'compte.nommer',
  path: '/compte',
  may: citoyen,
  titre: 'Enregistrer mon nom',
  page: compte,
  input: z.object({ nom: z.string().max(2000).default('') }),
  horsJournal: true,
  run: async ({ tx, input, acteur }) => {
    const nom = input.nom.replace(/\s+/g, ' ').trim()
    if (nom === '') throw new Saisie({ nom: 'Écrivez votre nom et vos prénoms' })
    if ([...nom].length > 120) throw new Saisie({ nom: 'Écrivez 120 signes au plus' })
    await updateCitoyenNom(tx, idDe(acteur), nom)
    return { vers: '/compte', message: 'Votre nom est enregistré.' }
  },
})
