import { z } from 'zod'
import { Refus, Saisie } from '../../../lib/erreurs.ts'
import { uuidv7 } from '../../../lib/uuid.ts'
import { jourLocal } from '../../../kernel/calendrier/index.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'
import { demanderAccord } from '../../../kernel/identite/accord.ts'
import { tientUn } from '../../../kernel/identite/affectation.queries.ts'
import { closeAgent, findAgent, insertAgent, renewInvitation, reopenAgent, updateAgent } from '../../../kernel/identite/agent.queries.ts'
import type { Agent } from '../../../kernel/identite/agent.queries.ts'
import { findAgentSecret } from '../../../kernel/identite/personne.queries.ts'
import type { Portee } from '../../../kernel/identite/portee.ts'
import { exigeDeuxPersonnes, ROLES } from '../../../kernel/identite/role.ts'
import type { Maison } from '../../../kernel/maison.ts'
import { action, permission } from '../../../kernel/module.ts'
import type { JobDemande } from '../../../kernel/module.ts'
import { prevenir } from '../../../kernel/notifications/index.ts'
import { detailAgent, inviterAgent } from '../pages/agent.tsx'
import { agentDe, parId, sujetAgent } from '../porte.ts'

const gerer = permission('administration.gerer-agents')
const SENSIBLES = ROLES.filter(exigeDeuxPersonnes).map((role) => role.nom)
const fiche = z.object({ nom: z.string().max(2000).default(''), rattachement: z.string().max(20).default('') })

function lireFiche(input: z.infer<typeof fiche>, portee: Portee, maison: Maison): { nom: string; rattachement: string; erreurs: Record<string, string> } {
  const erreurs: Record<string, string> = {}
  const nom = input.nom.replace(/\s+/g, ' ').trim()
  if (nom === '') erreurs.nom = 'Écrivez les prénoms et le nom de l’agent'
  else if ([...nom].length > 120) erreurs.nom = 'Écrivez 120 signes au plus'
  if (!maison.territoires.trouver(input.rattachement) || !portee.contient(input.rattachement)) erreurs.rattachement = 'Choisissez dans la liste qui gère ce compte'
  return { nom, rattachement: input.rattachement, erreurs }
}

function inviterPar(tx: Tx, maison: Maison, agent: { id: string; courriel: string }, qui: string, jeton: string, maintenant: Date): Promise<JobDemande[]> {
  const valeurs = { qui, lien: `${maison.reglages.adresse}/invitation/${jeton}` }
  return prevenir(tx, { modele: 'invitation', cle: `invitation:${agent.id}:${maintenant.getTime()}`, a: { courriel: agent.courriel }, valeurs, objet: `agent:${agent.id}`, secret: true, maintenant })
}

/** Refuses that a commune closes an account which can sign: those posts are given and taken by two persons. */
async function exigerPouvoir(db: Db, agent: Agent, portee: Portee, maintenant: Date): Promise<void> {
  if (portee.codes === null) return
  if (await tientUn(db, agent.id, SENSIBLES, jourLocal(maintenant))) throw new Refus('Cet agent tient un poste qui signe : demandez à l’administrateur du ministère')
}

/** Opens an account and sends its invitation. */
export const inviter = action({
  nom: 'administration.inviter-agent',
  path: '/administration/agents',
  may: gerer,
  titre: 'Inviter un agent',
  page: inviterAgent,
  input: fiche.extend({ courriel: z.string().max(2000).default('') }),
  run: async ({ tx, input, acteur, portee, maison, maintenant }) => {
    const { nom, rattachement, erreurs } = lireFiche(input, portee, maison)
    const courriel = input.courriel.trim().toLowerCase()
    if (courriel.length > 200 || !/^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]{2,}$/.test(courriel)) erreurs.courriel = 'Écrivez une adresse électronique, par exemple nom@mairie.bj'
    else if (await findAgentSecret(tx, { courriel })) erreurs.courriel = 'Un agent a déjà cette adresse. Cherchez-le dans la liste'
    if (Object.keys(erreurs).length > 0) throw new Saisie(erreurs)
    const id = uuidv7(maintenant.getTime())
    const qui = acteur.genre === 'agent' ? acteur.nom : 'Iroko'
    const jeton = await insertAgent(tx, { id, nom, courriel, rattachement, invitePar: acteur.genre === 'agent' ? acteur.id : null, maintenant })
    const jobs = await inviterPar(tx, maison, { id, courriel }, qui, jeton, maintenant)
    return { vers: `/administration/agents/${id}`, message: `L’invitation est partie vers ${courriel}.`, journal: { objet: `agent:${id}`, territoire: rattachement }, jobs }
  },
})

const parAgent = { may: gerer, params: parId, sujet: sujetAgent, page: detailAgent } as const

/** Sends another invitation; the former link loses its use. */
export const reinviter = action({
  ...parAgent,
  nom: 'administration.reinviter-agent',
  path: '/administration/agents/:id/inviter',
  titre: 'Envoyer une nouvelle invitation',
  input: z.object({}),
  run: async ({ tx, params, acteur, maison, maintenant }) => {
    const agent = (await findAgent(tx, params.id))!
    if (agent.fermeLe || agent.aMotDePasse) throw new Refus('Ce compte n’attend pas d’invitation')
    const jeton = await renewInvitation(tx, agent.id, maintenant)
    const jobs = await inviterPar(tx, maison, agent, acteur.genre === 'agent' ? acteur.nom : 'Iroko', jeton, maintenant)
    return { vers: `/administration/agents/${agent.id}`, message: 'Une nouvelle invitation est partie.', journal: { objet: `agent:${agent.id}`, territoire: agent.rattachement }, jobs }
  },
})

/** Changes a name, or who manages the account. */
export const modifier = action({
  ...parAgent,
  nom: 'administration.modifier-agent',
  path: '/administration/agents/:id',
  titre: 'Modifier un agent',
  input: fiche,
  run: async ({ tx, params, input, portee, maison }) => {
    const { nom, rattachement, erreurs } = lireFiche(input, portee, maison)
    if (Object.keys(erreurs).length > 0) throw new Saisie(erreurs)
    await updateAgent(tx, params.id, { nom, rattachement })
    return { vers: `/administration/agents/${params.id}`, message: 'C’est enregistré.', journal: { objet: `agent:${params.id}`, territoire: rattachement } }
  },
})

/** Closes an account: sessions and posts end today. */
export const fermer = action({
  ...parAgent,
  nom: 'administration.fermer-agent',
  path: '/administration/agents/:id/fermer',
  titre: 'Fermer un compte',
  input: z.object({}),
  run: async ({ tx, params, acteur, portee, maintenant }) => {
    const agent = (await findAgent(tx, params.id))!
    if (agent.fermeLe) throw new Refus('Ce compte est déjà fermé')
    if (agentDe(acteur).id === agent.id) throw new Refus('Vous ne pouvez pas fermer votre propre compte')
    await exigerPouvoir(tx, agent, portee, maintenant)
    await closeAgent(tx, agent.id, jourLocal(maintenant), maintenant)
    return { vers: `/administration/agents/${agent.id}`, message: `Le compte de ${agent.nom} est fermé.`, journal: { objet: `agent:${agent.id}`, territoire: agent.rattachement } }
  },
})

/** Opens a closed account again, without its posts. */
export const rouvrir = action({
  ...parAgent,
  nom: 'administration.rouvrir-agent',
  path: '/administration/agents/:id/rouvrir',
  titre: 'Rouvrir un compte',
  input: z.object({}),
  run: async ({ tx, params }) => {
    const agent = (await findAgent(tx, params.id))!
    if (!agent.fermeLe) throw new Refus('Ce compte est déjà ouvert')
    await reopenAgent(tx, agent.id)
    return { vers: `/administration/agents/${agent.id}`, message: `Le compte de ${agent.nom} est rouvert, sans poste.`, journal: { objet: `agent:${agent.id}`, territoire: agent.rattachement } }
  },
})

/** Asks for the removal of a lost second factor: another person must grant it. */
export const demanderRetrait = action({
  ...parAgent,
  nom: 'administration.demander-retrait-second-facteur',
  path: '/administration/agents/:id/second-facteur',
  titre: 'Demander le retrait du second facteur',
  input: z.object({}),
  run: async ({ tx, params, acteur, maison, maintenant }) => {
    const agent = (await findAgent(tx, params.id))!
    const moi = agentDe(acteur)
    if (moi.id === agent.id) throw new Refus('Retirez votre second facteur dans « Mon compte »')
    await demanderAccord(tx, maison, { genre: 'second-facteur', libelle: `Retirer le second facteur de ${agent.nom} (${agent.courriel})`, donnees: { agentId: agent.id }, demandePar: moi.id, maintenant })
    return { vers: `/administration/agents/${agent.id}`, message: 'La demande attend l’accord d’un administrateur.', journal: { objet: `agent:${agent.id}`, territoire: agent.rattachement } }
  },
})
