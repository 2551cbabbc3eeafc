/** Sign-in with a national identity provider: OpenID Connect, authorization code with PKCE (RFC 7636), state and nonce. */
import { createHmac, randomBytes } from 'node:crypto'
import * as oidc from 'openid-client'
import { Introuvable } from '../../lib/erreurs.ts'
import { desceller, sceller } from '../../kernel/corridor/jetons.ts'
import type { Maison } from '../../kernel/maison.ts'

const VIE = 10 * 60_000

type Depart = { id: string; expire: number; suite: string; navigateur: string }
/** What the provider says of somebody. `sujet` is its own stable name for the person. */
export type Identite = { sujet: string; nom: string | undefined; telephone: string | undefined; courriel: string | undefined; suite: string }
type Scellee = Identite & { expire: number; navigateur: string }

const configurations = new Map<string, Promise<oidc.Configuration>>()

/** The provider's own description, asked once; a failure is not remembered. Throws `Introuvable` when none is set. */
export function fournisseur(maison: Maison): Promise<oidc.Configuration> {
  const reglage = maison.reglages.oidc
  if (!reglage) throw new Introuvable('Cette adresse ne mène à aucune page')
  const deja = configurations.get(reglage.emetteur)
  if (deja) return deja
  const emetteur = new URL(reglage.emetteur)
  // Plain http is for a provider on this very machine, as in the tests.
  const clair = emetteur.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(emetteur.hostname)
  const nouvelle = oidc.discovery(emetteur, reglage.client, reglage.secret, oidc.ClientSecretBasic(reglage.secret), { timeout: 10, ...(clair ? { execute: [oidc.allowInsecureRequests] } : {}) })
  configurations.set(reglage.emetteur, nouvelle)
  nouvelle.catch(() => configurations.delete(reglage.emetteur))
  return nouvelle
}

const retour = (maison: Maison) => `${maison.reglages.adresse}/connexion/nationale/retour`
// PKCE verifier and nonce are drawn from the state's id: nothing is stored, and the state alone does not give them.
const tirer = (maison: Maison, quoi: string, id: string) => createHmac('sha256', maison.secret('oidc')).update(`${quoi}|${id}`).digest('base64url')

/** The provider's address to go to, for this browser only. */
export async function adresseDepart(maison: Maison, depart: { suite: string; navigateur: string; maintenant: Date }): Promise<string> {
  const configuration = await fournisseur(maison)
  const id = randomBytes(16).toString('base64url')
  const etat: Depart = { id, expire: depart.maintenant.getTime() + VIE, suite: depart.suite, navigateur: depart.navigateur }
  return oidc.buildAuthorizationUrl(configuration, {
    redirect_uri: retour(maison),
    scope: 'openid profile email phone',
    code_challenge: await oidc.calculatePKCECodeChallenge(tirer(maison, 'pkce', id)),
    code_challenge_method: 'S256',
    state: sceller(maison.secret('oidc'), JSON.stringify(etat)),
    nonce: tirer(maison, 'nonce', id),
  }).href
}

/**
 * Reads the answer of the provider: who it is, or a sentence that says what to do. The state must come from this browser; the
 * code is exchanged with the PKCE verifier and the identity token's nonce is checked.
 */
export async function lireRetour(maison: Maison, query: Readonly<Record<string, string>>, navigateur: string | undefined, maintenant: Date): Promise<Identite | { erreur: string }> {
  const texte = desceller(maison.secret('oidc'), query.state)
  const etat = texte === undefined ? undefined : (JSON.parse(texte) as Depart)
  if (!etat || etat.expire < maintenant.getTime() || etat.navigateur !== navigateur) return { erreur: 'Cette connexion a été commencée ailleurs, ou il y a trop longtemps. Recommencez' }
  if (query.error) return { erreur: query.error === 'access_denied' ? 'Vous avez refusé de donner votre identité. Vous pouvez vous connecter par téléphone' : 'L’identité nationale n’a pas répondu comme il faut. Réessayez dans quelques minutes' }
  const configuration = await fournisseur(maison)
  const url = new URL(retour(maison))
  url.search = new URLSearchParams(query).toString()
  try {
    const jetons = await oidc.authorizationCodeGrant(configuration, url, { expectedState: query.state!, expectedNonce: tirer(maison, 'nonce', etat.id), pkceCodeVerifier: tirer(maison, 'pkce', etat.id), idTokenExpected: true })
    const preuve = jetons.claims()!
    const infos = configuration.serverMetadata().userinfo_endpoint ? await oidc.fetchUserInfo(configuration, jetons.access_token, preuve.sub) : preuve
    return { sujet: `${preuve.iss}|${preuve.sub}`, ...attributs({ ...preuve, ...infos }), suite: etat.suite }
  } catch {
    return { erreur: 'L’identité nationale n’a pas confirmé cette connexion. Recommencez' }
  }
}

/** Phone and address count only when the provider has checked them. */
function attributs(c: Record<string, unknown>): Pick<Identite, 'nom' | 'telephone' | 'courriel'> {
  const texte = (valeur: unknown) => (typeof valeur === 'string' && valeur.trim() !== '' ? valeur.trim().slice(0, 120) : undefined)
  // In capitals, as administrations write it: the family name can then be told from the given ones (separerNom).
  const compose = [texte(c.given_name), texte(c.family_name)?.toLocaleUpperCase('fr')].filter(Boolean).join(' ')
  const telephone = c.phone_number_verified === true ? texte(c.phone_number)?.replace(/[^\d+]/g, '') : undefined
  const courriel = c.email_verified === true ? texte(c.email)?.toLowerCase() : undefined
  return { nom: c.given_name && c.family_name ? compose : (texte(c.name) ?? (compose || undefined)), telephone: telephone && /^\+229\d{10}$/.test(telephone) ? telephone : undefined, courriel }
}

/** Seals who was recognised, for the button that finishes: the page has read, the action writes. */
export function scellerIdentite(maison: Maison, identite: Identite, navigateur: string, maintenant: Date): string {
  return sceller(maison.secret('oidc-identite'), JSON.stringify({ ...identite, navigateur, expire: maintenant.getTime() + VIE } satisfies Scellee))
}

/** Opens it in the same browser, within ten minutes. */
export function ouvrirIdentite(maison: Maison, scellee: string, navigateur: string | undefined, maintenant: Date): Identite | undefined {
  const texte = desceller(maison.secret('oidc-identite'), scellee)
  const identite = texte === undefined ? undefined : (JSON.parse(texte) as Scellee)
  return identite && identite.expire > maintenant.getTime() && identite.navigateur === navigateur ? identite : undefined
}
