import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { Refus, Saisie } from '../../lib/erreurs.ts'
import { sql } from '../db/index.ts'
import type { Maison } from '../maison.ts'
import type { Acteur } from './acteur.ts'
import { verifierAssertion } from './cle-acces.ts'
import { empreinte } from './empreinte.ts'
import { findAgentSecret } from './personne.queries.ts'
import type { AgentSecret } from './personne.queries.ts'
import { compterEchec, exigerTentative, oublierEchecs } from './tentative.ts'

const PAS = 30

/** TOTP of RFC 6238: SHA-1, 6 digits, 30 seconds, which every authenticator application reads. */
export function totpDe(secret: Uint8Array, compte: string): TOTP {
  return new TOTP({ issuer: 'Iroko', label: compte, algorithm: 'SHA1', digits: 6, period: PAS, secret: new Secret({ buffer: new Uint8Array(secret).buffer }) })
}

/** Encrypts a TOTP secret for storage (AES-256-GCM: nonce, tag, text). */
export function chiffrer(cle: Buffer, clair: Uint8Array): Buffer {
  const nonce = randomBytes(12)
  const chiffre = createCipheriv('aes-256-gcm', cle, nonce)
  const corps = Buffer.concat([chiffre.update(clair), chiffre.final()])
  return Buffer.concat([nonce, chiffre.getAuthTag(), corps])
}

/** Opens what `chiffrer` made. Throws when it was altered. */
export function dechiffrer(cle: Buffer, chiffre: Buffer): Buffer {
  const d = createDecipheriv('aes-256-gcm', cle, chiffre.subarray(0, 12))
  d.setAuthTag(chiffre.subarray(12, 28))
  return Buffer.concat([d.update(chiffre.subarray(28)), d.final()])
}

/** The time step of a right code, or undefined. One step of drift is allowed on each side; a used step never serves again. */
export function pasDuCode(secret: Uint8Array, code: string, dernierPas: number, maintenant: Date): number | undefined {
  const ecart = totpDe(secret, 'x').validate({ token: code, timestamp: maintenant.getTime(), window: 1 })
  if (ecart === null) return undefined
  const pas = Math.floor(maintenant.getTime() / 1000 / PAS) + ecart
  return pas > dernierPas ? pas : undefined
}

/** The next code that would be accepted, for the demonstration's page and the tests: a code that has served is followed by the next one. */
export function prochainCode(secret: Uint8Array, dernierPas: number, maintenant: Date): { code: string; dansSecondes: number } {
  const secondes = maintenant.getTime() / 1000
  const pas = Math.max(Math.floor(secondes / PAS), dernierPas + 1)
  // A code is already good one step before its time.
  return { code: totpDe(secret, 'x').generate({ timestamp: pas * PAS * 1000 }), dansSecondes: Math.max(0, Math.ceil((pas - 1) * PAS - secondes)) }
}

/**
 * Asks the agent's second factor: field `_assertion` holds the answer of a passkey (made by cle-acces.js), or `_code` six digits
 * of an authenticator or a recovery code. Each serves once. Throws `Saisie` beside the field, and `Refus` after too many
 * failures or when no second factor is set up.
 */
export async function verifierSecondFacteur(maison: Maison, acteur: Acteur, saisie: Record<string, unknown>, maintenant: Date): Promise<void> {
  if (acteur.genre !== 'agent') throw new Refus('Seul un agent connecté peut signer', 403)
  const agent = await findAgentSecret(maison.base.lire, { id: acteur.id })
  if (!agent?.secondFacteur) throw new Refus('Avant de signer, activez un second facteur dans «\u00a0Mon compte\u00a0»')
  if (typeof saisie._assertion === 'string' && saisie._assertion !== '') return verifierParCle(maison, agent.id, saisie._assertion, maintenant)
  const code = String(saisie._code ?? '').replace(/[\s-]/g, '')
  if (code === '') throw new Saisie({ _code: 'Écrivez le code à six chiffres de votre application' })
  const cle = `second-facteur:${agent.id}`
  await exigerTentative(maison.base, cle, maintenant)
  if (!(await consommer(maison, agent, code, maintenant))) {
    await compterEchec(maison.base, cle, maintenant)
    throw new Saisie({ _code: 'Ce code n’est pas le bon, ou il a déjà servi. Attendez le suivant' })
  }
  await oublierEchecs(maison.base, cle)
}

async function verifierParCle(maison: Maison, agentId: string, assertion: string, maintenant: Date): Promise<void> {
  const reconnue = await verifierAssertion(maison, assertion, agentId, maintenant)
  if (reconnue !== agentId) throw new Saisie({ _code: 'Votre clé d’accès n’a pas été reconnue. Recommencez, ou écrivez le code à six chiffres' })
}

/** Uses a code up: true once for a right code. */
export async function consommer(maison: Maison, agent: AgentSecret, code: string, maintenant: Date): Promise<boolean> {
  if (!/^\d{6}$/.test(code)) return consommerSecours(maison, agent.id, code.toUpperCase(), maintenant)
  if (!agent.totp) return false
  const pas = pasDuCode(dechiffrer(maison.secret('totp'), agent.totp), code, agent.totpDernierPas, maintenant)
  if (pas === undefined) return false
  return maison.base.ecrire(async (tx) => {
    // Compared again under the row lock: two requests with one code, one passes.
    const fait = await sql`update identite.agent set totp_dernier_pas = ${pas} where id = ${agent.id} and totp_dernier_pas < ${pas}`.execute(tx)
    return (fait.numAffectedRows ?? 0n) > 0n
  })
}

async function consommerSecours(maison: Maison, agentId: string, code: string, maintenant: Date): Promise<boolean> {
  return maison.base.ecrire(async (tx) => {
    const fait = await sql`update identite.code_secours set utilise_le = ${maintenant}
      where agent_id = ${agentId} and empreinte = ${empreinte(code)} and utilise_le is null`.execute(tx)
    return (fait.numAffectedRows ?? 0n) > 0n
  })
}
