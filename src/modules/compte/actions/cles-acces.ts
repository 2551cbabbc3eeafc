import { z } from 'zod'
import { Introuvable, Refus, Saisie } from '../../../lib/erreurs.ts'
import { verifierAssertion, verifierInscription } from '../../../kernel/identite/cle-acces.ts'
import { deleteCleAcces, insertCleAcces } from '../../../kernel/identite/cle-acces.queries.ts'
import { compterEchec, exigerTentative, oublierEchecs } from '../../../kernel/identite/tentative.ts'
import { action, agent, ouvert } from '../../../kernel/module.ts'
import { connexionAgent } from '../pages/connexion-agent.tsx'
import { secondFacteur } from '../pages/second-facteur.tsx'
import { suiteSure } from '../suite.ts'
import { idDe } from './compte.ts'
import { JOURS_AGENT, ouvrirSession } from './connecter.ts'

/** Keeps a passkey made by this device. */
export const inscrireCle = action({
  nom: 'compte.inscrire-cle-acces',
  path: '/compte/cles-acces',
  may: agent,
  titre: 'Faire une clé d’accès',
  page: secondFacteur,
  idempotent: false,
  input: z.object({ nom: z.string().max(200).default(''), reponse: z.string().max(20_000).default('') }),
  preparer: async ({ acteur, input, maison, maintenant }) => {
    if (input.reponse === '') throw new Saisie({ nom: 'Pressez « Faire une clé sur cet appareil », puis confirmez sur l’appareil' })
    const cle = await verifierInscription(maison, idDe(acteur), input.reponse, maintenant)
    if (!cle) throw new Saisie({ nom: 'La clé n’a pas été reconnue. Recommencez sans attendre plus de dix minutes' })
    return cle
  },
  run: async ({ tx, acteur, input, prepare: cle, maintenant }) => {
    const nom = [...input.nom.replace(/\s+/g, ' ').trim()].slice(0, 40).join('') || 'Clé d’accès'
    if (!(await insertCleAcces(tx, { ...cle, nom, creeLe: maintenant }))) throw new Refus('Cette clé est déjà enregistrée')
    return { vers: '/compte/second-facteur#cles', message: `La clé « ${nom} » est enregistrée.`, journal: { objet: `agent:${idDe(acteur)}` } }
  },
})

/** Removes a passkey: of a device that was lost or given away. */
export const retirerCle = action({
  nom: 'compte.retirer-cle-acces',
  path: '/compte/cles-acces/:cle/retirer',
  may: agent,
  titre: 'Retirer une clé d’accès',
  params: z.object({ cle: z.string().regex(/^[\w-]{10,200}$/) }),
  input: z.object({}),
  run: async ({ tx, acteur, params }) => {
    if (!(await deleteCleAcces(tx, idDe(acteur), params.cle))) throw new Introuvable('Cette clé est déjà retirée')
    return { vers: '/compte/second-facteur#cles', message: 'La clé est retirée.', journal: { objet: `agent:${idDe(acteur)}` } }
  },
})

/** Signs an agent in with a passkey alone: it is two factors at once (the device, and the person verified by it). */
export const connecterParCle = action({
  nom: 'compte.connecter-par-cle',
  path: '/connexion/agent/cle',
  may: ouvert,
  titre: 'Se connecter avec une clé d’accès',
  limite: 30,
  page: connexionAgent,
  idempotent: false,
  horsJournal: true,
  input: z.object({ reponse: z.string().max(20_000).default(''), suite: z.string().optional() }),
  preparer: async ({ input, maison, maintenant, ip }) => {
    const cle = `cle-acces:${ip}`
    await exigerTentative(maison.base, cle, maintenant)
    const id = await verifierAssertion(maison, input.reponse, undefined, maintenant)
    if (!id) {
      await compterEchec(maison.base, cle, maintenant)
      throw new Saisie({ '': 'Cette clé d’accès n’est pas connue ici. Connectez-vous par mot de passe, puis faites une clé dans « Mon compte »' })
    }
    await oublierEchecs(maison.base, cle)
    return id
  },
  run: (ecrit) => ouvrirSession(ecrit, 'agent', ecrit.prepare, JOURS_AGENT, suiteSure(ecrit.input.suite, '/journee')),
})
