import { randomUUID } from 'node:crypto'
import cookie from '@fastify/cookie'
import compress from '@fastify/compress'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import fastify from 'fastify'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Actifs } from '../../ui/actifs.ts'
import { Introuvable, Refus } from '../../lib/erreurs.ts'
import type { Maison } from '../maison.ts'
import type { Acces, Action, Module, Page } from '../module.ts'
import { droitsDe } from './acces.ts'
import type { Cadre, Passage } from './cadre.ts'
import { ecrire, garderPuisConnecter } from './ecrire.tsx'
import { identifier, veutJson } from './identifier.ts'
import { jugerPorte, lire } from './lire.ts'
import { identifierClient } from './mediateur.ts'
import { lireFormulaire } from './recevoir.ts'
import { repondreErreur } from './repondre.tsx'
import { ENTETES } from './entetes.ts'
import { servirActifs } from './servir-actifs.ts'

export type Options = { actifs: Actifs; maintenant?: () => Date; journaux?: boolean; limites?: boolean; /** Opens the mediator's doors, and no other. */ facade?: boolean }

/** Builds the one server: every door of every module behind the one corridor; or the one of the mediator, with its own doors and no other. */
export async function ouvrir(modules: readonly Module[], maison: Maison, options: Options): Promise<FastifyInstance> {
  const cadre = creerCadre(modules, maison, options)
  const serveur = fastify({
    logger: options.journaux === false ? false : { level: maison.reglages.niveauLog, redact: ['req.headers.cookie', 'req.headers.authorization'] },
    genReqId: () => randomUUID(),
    bodyLimit: 1_048_576,
    trustProxy: (_adresse: string, saut: number) => saut < maison.reglages.mandataires,
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
    // A request that has begun ends; connections that wait for nothing do not hold the stop.
    forceCloseConnections: 'idle',
    // A photograph on a slow network takes minutes; nobody holds a connection for longer.
    requestTimeout: 900_000,
    // An address that cannot be read is refused before any hook: no cookie, no header of the house yet.
    frameworkErrors: (erreur, requete, reponse) => {
      void poserEntetes(reponse)
      void enErreur(cadre, requete, reponse, erreur)
    },
  })
  await serveur.register(cookie)
  // In one call, never as a stream: a page is whole already, and a stream keeps a quarter of a megabyte outside the heap for each.
  await serveur.register(compress, { global: true, threshold: 1024, syncThreshold: 262_144, encodings: ['gzip', 'deflate'], zlibOptions: { level: 5 } })
  // The store says itself that a file is too heavy, beside its field.
  await serveur.register(multipart, { throwFileSizeLimit: false })
  if (options.limites !== false) await serveur.register(rateLimit, { max: 1500, timeWindow: 60_000, hook: 'onRequest', ...(cadre.facade ? { keyGenerator: cleClient } : {}) })
  serveur.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_, corps, fini) => {
    try {
      fini(null, lireFormulaire(corps as string))
    } catch (erreur) {
      fini(erreur as Error)
    }
  })
  serveur.addHook('onSend', async (_requete, reponse) => poserEntetes(reponse))
  if (!cadre.facade) servirActifs(serveur, options.actifs)
  const ici = (porte: Page | Action) => (porte.facade ?? false) === cadre.facade
  for (const module of modules) {
    for (const porte of module.pages.filter(ici)) serveur.get(porte.path, reglage(porte), (requete, reponse) => passer(cadre, requete, reponse, porte))
    for (const porte of module.actions.filter((p) => ici(p) && !p.machine)) serveur.route({ method: porte.methode ?? 'POST', url: porte.path, ...reglage(porte), handler: (requete, reponse) => passer(cadre, requete, reponse, porte) })
  }
  serveur.setNotFoundHandler((requete, reponse) => enErreur(cadre, requete, reponse, new Introuvable('Cette adresse ne mène à aucune page')))
  serveur.setErrorHandler((erreur, requete, reponse) => enErreur(cadre, requete, reponse, erreur))
  // Last: a plugin loaded before the handlers of errors would close them out.
  if (!cadre.facade) await serveur.register(async (machines) => ouvrirMachines(cadre, machines))
  return serveur
}

/** Doors of other systems, apart: their bodies are kept as they came, whatever their type. */
function ouvrirMachines(cadre: Cadre, serveur: FastifyInstance): void {
  serveur.removeAllContentTypeParsers()
  serveur.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: 65_536 }, (_, corps, fini) => fini(null, corps))
  for (const porte of cadre.modules.flatMap((module) => module.actions).filter((p) => p.machine)) serveur.post(porte.path, reglage(porte), (requete, reponse) => passer(cadre, requete, reponse, porte))
}

/** Behind the mediator every caller comes from one address: each is counted by its name. */
const cleClient = (requete: FastifyRequest): string => String(requete.headers['information-mediator-client'] ?? '').slice(0, 250)

function poserEntetes(reponse: FastifyReply): void {
  for (const [nom, valeur] of ENTETES) if (!reponse.hasHeader(nom)) void reponse.header(nom, valeur)
}

function reglage(porte: Page | Action): object {
  return porte.limite ? { config: { rateLimit: { max: porte.limite, timeWindow: 60_000 } } } : {}
}

function creerCadre(modules: readonly Module[], maison: Maison, options: Options): Cadre {
  return {
    maison,
    modules,
    droits: droitsDe(modules),
    menu: modules.flatMap((module) => module.menu).toSorted((a, b) => a.ordre - b.ordre),
    refus: Object.assign({}, ...modules.map((module) => module.refus)) as Record<string, string>,
    actif: (nom) => options.actifs.actif(nom),
    cles: { csrf: maison.cle('csrf'), message: maison.cle('message') },
    maintenant: options.maintenant ?? (() => new Date()),
    facade: options.facade ?? false,
  }
}

async function passer(cadre: Cadre, requete: FastifyRequest, reponse: FastifyReply, porte: Page | Action): Promise<unknown> {
  // A machine is nobody: neither cookie nor token gives it any power.
  const inconnu = porte.genre === 'action' && porte.machine ? { ...anonyme(cadre, requete, reponse), json: true } : undefined
  let passage = inconnu ?? anonyme(cadre, requete, reponse)
  try {
    passage = inconnu ?? (cadre.facade ? await identifierClient(cadre, passage) : await identifier(cadre, requete, reponse))
    const verdict = await jugerPorte(cadre, passage.acteur, porte, requete.params)
    if (!verdict.oui) return await refuser(cadre, passage, porte, verdict.raison)
    return porte.genre === 'page' ? await lire(cadre, passage, porte, verdict.portee) : await ecrire(cadre, passage, porte, verdict.portee)
  } catch (erreur) {
    return repondreErreur(cadre, passage, erreur)
  }
}

async function refuser(cadre: Cadre, passage: Passage, porte: Page | Action, raison: 'connexion' | 'interdit' | 'absent'): Promise<unknown> {
  if (raison === 'absent') throw new Introuvable()
  if (raison === 'interdit') throw new Refus('Votre fonction ne permet pas d’ouvrir cette page. Demandez à l’administrateur de votre bureau', 403)
  if (cadre.facade) throw new Refus('Ce client du médiateur n’est pas enregistré ici', 401)
  if (passage.json) throw new Refus(passage.porteur ? 'Ce jeton n’est pas connu, ou n’a plus cours' : 'Connectez-vous, ou donnez un jeton', 401)
  const suite = porte.genre === 'page' ? passage.requete.url : await garderPuisConnecter(cadre, passage, porte)
  const entree = exigeAgent(porte.may) || finieAgent(porte.may, passage) ? '/connexion/agent' : parCode(porte.may, passage) ? (porte.entree ?? '/suivre') : '/connexion'
  return passage.reponse.redirect(`${entree}?suite=${encodeURIComponent(suite)}`, 303)
}

function exigeAgent(may: Acces): boolean {
  return may.pour === 'agent' || may.pour === 'participant' || may.pour === 'permission' || (may.pour === 'un' && may.parmi.every(exigeAgent))
}

/** An agent whose session has ended, at a door that also opens to others, signs in where agents do. */
const finieAgent = (may: Acces, passage: Passage): boolean => may.pour !== 'citoyen' && passage.sessionFinie?.personne.startsWith('agent:') === true

/** What a tracking code opens: most people have no account. Whoever had one is sent back to it. */
function parCode(may: Acces, passage: Passage): boolean {
  if (passage.sessionFinie && !passage.sessionFinie.personne.startsWith('visiteur')) return false
  return may.pour === 'titulaire' || (may.pour === 'un' && may.parmi.some((autre) => autre.pour === 'titulaire'))
}

async function enErreur(cadre: Cadre, requete: FastifyRequest, reponse: FastifyReply, erreur: unknown): Promise<unknown> {
  const passage = cadre.facade ? undefined : await identifier(cadre, requete, reponse).catch(() => undefined)
  return reponse.send(repondreErreur(cadre, passage ?? anonyme(cadre, requete, reponse), erreur))
}

/** A request from nobody. */
function anonyme(cadre: Cadre, requete: FastifyRequest, reponse: FastifyReply): Passage {
  return { requete, reponse, acteur: { genre: 'visiteur', cles: [] }, navigateur: undefined, session: undefined, sessionFinie: undefined, json: cadre.facade || veutJson(requete), porteur: false, maintenant: cadre.maintenant(), message: undefined }
}
