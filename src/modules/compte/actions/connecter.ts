import { z } from 'zod'
import { Refus, Saisie } from '../../../lib/erreurs.ts'
import { uuidv7 } from '../../../lib/uuid.ts'
import { action, ouvert } from '../../../kernel/module.ts'
import type { Ecriture, Suite } from '../../../kernel/module.ts'
import { clesDe } from '../../../kernel/identite/acteur.ts'
import { insertCode } from '../../../kernel/identite/code.queries.ts'
import { verifierAssertion } from '../../../kernel/identite/cle-acces.ts'
import { verifierMotDePasse } from '../../../kernel/identite/mot-de-passe.ts'
import { findAgentSecret, getOrInsertCitoyen } from '../../../kernel/identite/personne.queries.ts'
import { consommer } from '../../../kernel/identite/second-facteur.ts'
import { closeSession, closeSessionVisiteur, insertSession } from '../../../kernel/identite/session.queries.ts'
import { compterEchec, exigerTentative, oublierEchecs } from '../../../kernel/identite/tentative.ts'
import { prevenir } from '../../../kernel/notifications/index.ts'
import { exigerContact, exigerPreuve } from '../code-recu.ts'
import { destinationDe } from '../../../lib/contact.ts'
import { codeAgent, connexionAgent } from '../pages/connexion-agent.tsx'
import { codeCitoyen, connexion } from '../pages/connexion.tsx'
import { ouvrirPas, scellerPas, suiteSure } from '../suite.ts'

export const JOURS_CITOYEN = 30
/** An agent's session ends with the day's work. */
export const JOURS_AGENT = 0.5

/** Sends a one-time code to a phone or an address. Says the same whether the account exists or not. */
export const demanderCode = action({
  nom: 'compte.demander-code',
  path: '/connexion',
  may: ouvert,
  titre: 'Recevoir un code',
  limite: 30,
  page: connexion,
  idempotent: false,
  horsJournal: true,
  input: z.object({ contact: z.string().max(300).default(''), suite: z.string().optional() }),
  preparer: ({ input, db, maintenant }) => exigerContact(db, input.contact, maintenant),
  run: async ({ tx, input, prepare: contact, maintenant }) => {
    const { id, code } = await insertCode(tx, destinationDe(contact), maintenant)
    const jobs = await prevenir(tx, { modele: 'code-connexion', cle: `code:${id}`, a: contact, valeurs: { code }, objet: `code:${id}`, secret: true, maintenant })
    return { vers: `/connexion/code/${id}?suite=${encodeURIComponent(suiteSure(input.suite, '/compte'))}`, jobs }
  },
})

/** Opens a citizen's session with the code received; what the visitor held before (drafts, tracking codes) goes with him. */
export const verifierCode = action({
  nom: 'compte.verifier-code',
  path: '/connexion/code/:id',
  may: ouvert,
  titre: 'Se connecter',
  limite: 30,
  page: codeCitoyen,
  idempotent: false,
  horsJournal: true,
  params: z.object({ id: z.uuid() }),
  input: z.object({ code: z.string().max(20).default(''), suite: z.string().optional() }),
  preparer: ({ input, params, maison, maintenant }) => exigerPreuve(maison.base, params.id, input.code, maintenant),
  run: async (ecrit) => {
    const destination = ecrit.prepare
    const par = destination.startsWith('+') ? { telephone: destination } : { courriel: destination }
    const id = await getOrInsertCitoyen(ecrit.tx, { ...par, id: uuidv7(), maintenant: ecrit.maintenant })
    return ouvrirSession(ecrit, 'citoyen', id, JOURS_CITOYEN, suiteSure(ecrit.input.suite, '/compte'))
  },
})

type Ouvre = Pick<Ecriture, 'tx' | 'acteur' | 'ip' | 'appareil' | 'maintenant'>

/** Opens a session and says where to go. */
export async function ouvrirSession(ecrit: Ouvre, genre: 'citoyen' | 'agent', personneId: string, jours: number, vers: string): Promise<Suite> {
  const cles = genre === 'citoyen' ? clesDe(ecrit.acteur).filter((cle) => cle.startsWith('dossier:')) : []
  const jeton = await insertSession(ecrit.tx, { genre, personneId, cles, jours, ip: ecrit.ip, navigateur: ecrit.appareil, maintenant: ecrit.maintenant })
  return { vers, session: { ouvrir: { jeton, jours } } }
}

/** First step of an agent's sign-in. */
export const connecterAgent = action({
  nom: 'compte.connecter-agent',
  path: '/connexion/agent',
  may: ouvert,
  titre: 'Se connecter',
  limite: 30,
  page: connexionAgent,
  idempotent: false,
  horsJournal: true,
  input: z.object({ courriel: z.string().max(300).default(''), motDePasse: z.string().max(1000).default(''), suite: z.string().optional() }),
  preparer: async ({ input, db, maison, maintenant, ip }) => {
    if (input.courriel.trim() === '') throw new Saisie({ courriel: 'Écrivez votre adresse électronique' })
    if (input.motDePasse === '') throw new Saisie({ motDePasse: 'Écrivez votre mot de passe' })
    const cles = [`compte:${input.courriel.trim().toLowerCase()}`, `adresse:${ip}`]
    await exigerTentative(maison.base, cles[0]!, maintenant)
    const agent = await findAgentSecret(db, { courriel: input.courriel.trim() })
    if (!(await verifierMotDePasse(agent?.motDePasse, input.motDePasse)) || !agent) {
      await compterEchec(maison.base, cles[0]!, maintenant)
      throw new Saisie({ motDePasse: 'L’adresse ou le mot de passe ne va pas. Vérifiez les deux' })
    }
    await oublierEchecs(maison.base, cles[0]!)
    return agent
  },
  run: async (ecrit) => {
    const suite = suiteSure(ecrit.input.suite, '/journee')
    const agent = ecrit.prepare
    if (agent.secondFacteur) return { vers: `/connexion/agent/code?pas=${encodeURIComponent(scellerPas(ecrit.maison, agent.id, suite, ecrit.maintenant))}` }
    return ouvrirSession(ecrit, 'agent', agent.id, JOURS_AGENT, '/compte/second-facteur')
  },
})

/** Second step of an agent's sign-in. */
export const verifierCodeAgent = action({
  nom: 'compte.verifier-code-agent',
  path: '/connexion/agent/code',
  may: ouvert,
  titre: 'Entrer',
  limite: 30,
  page: codeAgent,
  idempotent: false,
  horsJournal: true,
  input: z.object({ pas: z.string().max(2000).default(''), code: z.string().max(40).default(''), _assertion: z.string().max(20_000).default('') }),
  preparer: async ({ input, db, maison, maintenant }) => {
    const pas = ouvrirPas(maison, input.pas, maintenant)
    if (!pas) throw new Refus('Cette étape a plus de cinq minutes. Recommencez depuis l’adresse et le mot de passe')
    const cle = `second-facteur:${pas.id}`
    await exigerTentative(maison.base, cle, maintenant)
    const agent = await findAgentSecret(db, { id: pas.id })
    const parCle = input._assertion !== ''
    const bon = agent && (parCle ? (await verifierAssertion(maison, input._assertion, agent.id, maintenant)) === agent.id : await consommer(maison, agent, input.code.replace(/[\s-]/g, ''), maintenant))
    if (!bon) {
      await compterEchec(maison.base, cle, maintenant)
      throw new Saisie({ code: parCle ? 'Votre clé d’accès n’a pas été reconnue. Recommencez' : 'Ce code n’est pas le bon, ou il a déjà servi. Attendez le suivant' })
    }
    await oublierEchecs(maison.base, cle)
    return pas
  },
  run: (ecrit) => ouvrirSession(ecrit, 'agent', ecrit.prepare.id, JOURS_AGENT, ecrit.prepare.suite),
})

/** Ends the session. */
export const deconnecter = action({
  nom: 'compte.deconnecter',
  path: '/deconnexion',
  may: ouvert,
  titre: 'Quitter',
  idempotent: false,
  horsJournal: true,
  input: z.object({}),
  run: async ({ tx, session, acteur, maintenant }) => {
    if (session && (acteur.genre === 'agent' || acteur.genre === 'citoyen')) await closeSession(tx, acteur.id, session, maintenant)
    else if (session) await closeSessionVisiteur(tx, session, maintenant)
    return { vers: '/', session: { fermer: true }, message: acteur.genre === 'visiteur' ? 'C’est fermé sur cet appareil. Votre code de suivi rouvre la demande.' : 'Vous êtes déconnecté.' }
  },
})
