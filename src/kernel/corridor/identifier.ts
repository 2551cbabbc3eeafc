import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { jourLocal } from '../calendrier/index.ts'
import type { Acteur } from '../identite/acteur.ts'
import { touchJeton } from '../identite/jeton.queries.ts'
import { findAgentActif, findCitoyen, findJeton } from '../identite/personne.queries.ts'
import { listPostesTenus } from '../identite/poste.queries.ts'
import { findSession, touchSession } from '../identite/session.queries.ts'
import type { Session } from '../identite/session.queries.ts'
import { clesContact, clesDe } from '../identite/acteur.ts'
import type { Cadre, Passage } from './cadre.ts'
import { desceller } from './jetons.ts'

const VISITEUR: Acteur = { genre: 'visiteur', cles: [] }

/** Step 1 of a request: session or token -> who acts. An unknown or ended session is a visitor, never an error. */
export async function identifier(cadre: Cadre, requete: FastifyRequest, reponse: FastifyReply): Promise<Passage> {
  const maintenant = cadre.maintenant()
  const passage: Passage = {
    requete,
    reponse,
    acteur: VISITEUR,
    navigateur: cookie(requete, 'iroko_n'),
    session: undefined,
    sessionFinie: undefined,
    json: veutJson(requete),
    porteur: false,
    maintenant,
    message: desceller(cadre.cles.message, cookie(requete, 'iroko_m')),
  }
  const autorisation = requete.headers.authorization
  if (autorisation?.startsWith('Bearer ')) {
    const jeton = await findJeton(cadre.maison.base.lire, autorisation.slice(7), maintenant)
    if (jeton) noterUsage(cadre, jeton.id, jeton.vuLe, maintenant)
    const acteur: Acteur = jeton ? { genre: 'jeton', id: jeton.id, nom: jeton.nom, permissions: jeton.permissions, territoires: jeton.territoires } : VISITEUR
    return { ...passage, json: true, porteur: true, acteur }
  }
  const secret = cookie(requete, 'iroko_s')
  const session = secret ? await findSession(cadre.maison.base.lire, secret) : undefined
  if (!session || !secret) return passage
  if (session.fermeeLe || session.expireLe <= maintenant) return { ...passage, sessionFinie: { personne: `${session.genre}:${session.personneId ?? ''}` } }
  const acteur = await acteurDe(cadre, session, maintenant)
  if (!acteur) return passage
  noterPresence(cadre, session, maintenant)
  return { ...passage, session: secret, acteur }
}

export function cookie(requete: FastifyRequest, nom: string): string | undefined {
  const valeur = requete.cookies[nom]
  // Ours are base64url, sealed ones with a dot: anything else was not made here.
  return valeur && valeur.length < 4000 && /^[\w.-]+$/.test(valeur) ? valeur : undefined
}

/** Whether the answer is for a program. */
export const veutJson = (requete: FastifyRequest): boolean => {
  const accepte = requete.headers.accept ?? ''
  return /application\/(problem\+)?json/.test(accepte) && !accepte.includes('text/html')
}

async function acteurDe(cadre: Cadre, session: Session, maintenant: Date): Promise<Acteur | undefined> {
  const db = cadre.maison.base.lire
  if (session.genre === 'visiteur') return { genre: 'visiteur', cles: session.cles }
  if (session.genre === 'citoyen') {
    const citoyen = await findCitoyen(db, session.personneId!)
    return citoyen && { genre: 'citoyen', id: citoyen.id, nom: citoyen.nom ?? citoyen.telephone ?? citoyen.courriel ?? 'Mon compte', cles: [`citoyen:${citoyen.id}`, ...clesContact(citoyen), ...session.cles] }
  }
  const agent = await findAgentActif(db, session.personneId!)
  if (!agent) return undefined
  const postes = await listPostesTenus(db, agent.id, jourLocal(maintenant))
  const nommes = postes.map((poste) => ({ ...poste, territoireNom: cadre.maison.territoires.trouver(poste.territoire)?.nom ?? 'Bénin' }))
  return { genre: 'agent', id: agent.id, nom: agent.nom, postes: nommes, secondFacteur: agent.secondFacteur }
}

// Last-seen belongs to the corridor: it must survive a refused action, and once a minute is enough.
function noterPresence(cadre: Cadre, session: Session, maintenant: Date): void {
  if (maintenant.getTime() - session.vueLe.getTime() < 60_000) return
  cadre.maison.base.ecrire((tx) => touchSession(tx, session.empreinte, maintenant)).catch(() => undefined)
}

/** Notes that a token, or a client of the mediator, has served: once a minute is enough. */
export function noterUsage(cadre: Cadre, id: string, vuLe: Date | null, maintenant: Date): void {
  if (vuLe && maintenant.getTime() - vuLe.getTime() < 60_000) return
  cadre.maison.base.ecrire((tx) => touchJeton(tx, id, maintenant)).catch(() => undefined)
}

/** The browser's own cookie, made on first need: CSRF tokens of people without a session are tied to it. */
export function assurerNavigateur(cadre: Cadre, passage: Passage): string {
  if (passage.navigateur) return passage.navigateur
  passage.navigateur = randomBytes(16).toString('base64url')
  poserCookie(cadre, passage.reponse, 'iroko_n', passage.navigateur, 365 * 86_400)
  return passage.navigateur
}

/** Sets a cookie of the house: HttpOnly, SameSite=Lax, Secure behind https. `secondes` 0 removes it. */
export function poserCookie(cadre: Cadre, reponse: FastifyReply, nom: string, valeur: string, secondes: number): void {
  const secure = cadre.maison.reglages.adresse.startsWith('https://')
  void reponse.setCookie(nom, valeur, { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: secondes })
}

/** Whose typed text this may be given back to. */
export const personneDe = (acteur: Acteur): string => (acteur.genre === 'agent' || acteur.genre === 'citoyen' ? `${acteur.genre}:${acteur.id}` : (clesDe(acteur)[0] ?? 'visiteur'))
