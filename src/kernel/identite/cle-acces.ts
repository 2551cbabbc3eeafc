/** Passkeys (W3C Web Authentication level 3): registration, sign-in and confirmation of an act. */
import { generateAuthenticationOptions, generateRegistrationOptions, verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server'
import type { AuthenticationResponseJSON, PublicKeyCredentialCreationOptionsJSON, PublicKeyCredentialRequestOptionsJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import type { Maison } from '../maison.ts'
import { findCleAcces, insertDefi, listClesAcces, updateCleUtilisee } from './cle-acces.queries.ts'
import type { CleAcces } from './cle-acces.queries.ts'
import { estDefi, nouveauDefi } from './defi.ts'
import type { UsageDefi } from './defi.ts'
import { empreinte } from './empreinte.ts'

const parti = (maison: Maison) => ({ rpID: new URL(maison.reglages.adresse).hostname, origin: new URL(maison.reglages.adresse).origin })
const octetsUuid = (id: string) => new Uint8Array(Buffer.from(id.replaceAll('-', ''), 'hex'))

/** Whether browsers allow passkeys at the public address: https, or localhost (never a bare IP address). */
export function clesAccesPossibles(maison: Maison): boolean {
  const { protocol, hostname } = new URL(maison.reglages.adresse)
  return hostname === 'localhost' || (protocol === 'https:' && !/^[\d.:[\]]+$/.test(hostname))
}

const defi = (maison: Maison, usage: UsageDefi, personne: string, maintenant: Date) => Buffer.from(nouveauDefi(maison.secret('cle-acces'), usage, personne, maintenant), 'base64url')

/** What the browser needs to make a passkey for this agent: discoverable, with the person verified by the device. */
export async function optionsInscription(maison: Maison, agent: { id: string; nom: string; courriel: string }, maintenant: Date): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const deja = await listClesAcces(maison.base.lire, agent.id)
  return generateRegistrationOptions({
    rpName: 'Iroko',
    rpID: parti(maison).rpID,
    userName: agent.courriel,
    userDisplayName: agent.nom,
    userID: octetsUuid(agent.id),
    challenge: new Uint8Array(defi(maison, 'inscription', agent.id, maintenant)),
    excludeCredentials: deja.map((cle) => ({ id: cle.id, transports: cle.transports })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
}

/** What the browser needs to sign in (`agentId` undefined: the passkey says who it is) or to confirm an act of an agent. */
export async function optionsAssertion(maison: Maison, agentId: string | undefined, maintenant: Date): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const cles = agentId === undefined ? [] : await listClesAcces(maison.base.lire, agentId)
  return generateAuthenticationOptions({
    rpID: parti(maison).rpID,
    challenge: new Uint8Array(defi(maison, agentId === undefined ? 'connexion' : 'signature', agentId ?? '', maintenant)),
    userVerification: 'required',
    allowCredentials: cles.map((cle) => ({ id: cle.id, transports: cle.transports })),
  })
}

/** Reads the answer of a new passkey. Undefined when it does not answer our challenge, or answers one that has served. */
export async function verifierInscription(maison: Maison, agentId: string, reponse: string, maintenant: Date): Promise<Omit<CleAcces, 'utiliseeLe' | 'nom' | 'creeLe'> | undefined> {
  const lue = lireReponse<RegistrationResponseJSON>(reponse)
  if (!lue) return undefined
  const { rpID, origin } = parti(maison)
  const controle = controleur(maison, 'inscription', agentId, maintenant)
  const fait = await verifyRegistrationResponse({ response: lue, expectedChallenge: controle.attendu, expectedOrigin: origin, expectedRPID: rpID, requireUserVerification: true }).catch(() => undefined)
  if (!fait?.verified || !(await controle.consommer())) return undefined
  const { credential } = fait.registrationInfo
  return { id: credential.id, agentId, clePublique: Buffer.from(credential.publicKey), compteur: credential.counter, transports: [...(lue.response.transports ?? [])].filter((t) => /^[a-z-]{2,20}$/.test(t)).slice(0, 6) }
}

/**
 * Reads the answer of a passkey: the agent it belongs to, or undefined. `agentId` undefined is a sign-in; otherwise the passkey
 * must belong to that agent. The counter may not go back (a copied passkey); the challenge serves once.
 */
export async function verifierAssertion(maison: Maison, reponse: string, agentId: string | undefined, maintenant: Date): Promise<string | undefined> {
  const lue = lireReponse<AuthenticationResponseJSON>(reponse)
  const cle = lue && (await findCleAcces(maison.base.lire, lue.id))
  if (!lue || !cle || (agentId !== undefined && cle.agentId !== agentId)) return undefined
  const { rpID, origin } = parti(maison)
  const controle = controleur(maison, agentId === undefined ? 'connexion' : 'signature', agentId ?? '', maintenant)
  const credential = { id: cle.id, publicKey: new Uint8Array(cle.clePublique), counter: cle.compteur, transports: cle.transports }
  const fait = await verifyAuthenticationResponse({ response: lue, expectedChallenge: controle.attendu, expectedOrigin: origin, expectedRPID: rpID, credential, requireUserVerification: true }).catch(() => undefined)
  if (!fait?.verified || !(await controle.consommer())) return undefined
  await maison.base.ecrire((tx) => updateCleUtilisee(tx, cle.id, fait.authenticationInfo.newCounter, maintenant))
  return cle.agentId
}

function controleur(maison: Maison, usage: UsageDefi, personne: string, maintenant: Date) {
  let vu = ''
  return {
    attendu: (recu: string) => {
      vu = recu
      return estDefi(maison.secret('cle-acces'), usage, personne, recu, maintenant)
    },
    consommer: () => maison.base.ecrire((tx) => insertDefi(tx, empreinte(vu), maintenant)),
  }
}

function lireReponse<T extends { id: string }>(texte: string): T | undefined {
  if (texte.length > 20_000) return undefined
  try {
    const lue = JSON.parse(texte) as T
    return typeof lue === 'object' && lue !== null && typeof lue.id === 'string' ? lue : undefined
  } catch {
    return undefined
  }
}
