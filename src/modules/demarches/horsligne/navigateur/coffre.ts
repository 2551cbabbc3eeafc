/** What lies on a counter's device is ciphered under a key that only the counter's passphrase opens (WebCrypto, no code of ours). */

/** OWASP's figure for PBKDF2-HMAC-SHA-256 (Password Storage Cheat Sheet, 2023). */
const TOURS = 600_000
/** Shorter ones are guessed by whoever takes the machine away. */
export const SIGNES_AU_MOINS = 12

export type Chiffre = { iv: Uint8Array<ArrayBuffer>; octets: ArrayBuffer }
/** As it lies on the device: whose it is, and the key of its contents, wrapped. */
export type CoffreGarde = { agent: string; nom: string; creeLe: string; sel: Uint8Array<ArrayBuffer>; tours: number; iv: Uint8Array<ArrayBuffer>; cle: ArrayBuffer }

const tirer = (n: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(n))
const enOctets = (texte: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(texte) as Uint8Array<ArrayBuffer>

async function deriver(phrase: string, { sel, tours }: Pick<CoffreGarde, 'sel' | 'tours'>): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey('raw', enOctets(phrase.normalize('NFKC').trim()), 'PBKDF2', false, ['deriveKey'])
  return crypto.subtle.deriveKey({ name: 'PBKDF2', hash: 'SHA-256', salt: sel, iterations: tours }, base, { name: 'AES-GCM', length: 256 }, false, ['wrapKey', 'unwrapKey'])
}

const deballer = (garde: CoffreGarde, dessus: CryptoKey): Promise<CryptoKey> =>
  crypto.subtle.unwrapKey('raw', garde.cle, dessus, { name: 'AES-GCM', iv: garde.iv }, { name: 'AES-GCM' }, false, ['encrypt', 'decrypt'])

/** A new safe for this agent. Its key is drawn at random; the passphrase only wraps it, and can be changed without rewriting what it holds. */
export async function creerCoffre(agent: { id: string; nom: string }, phrase: string, maintenant: Date): Promise<{ garde: CoffreGarde; cle: CryptoKey }> {
  const tiree = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt', 'decrypt'])
  const sel = tirer(16)
  const iv = tirer(12)
  const dessus = await deriver(phrase, { sel, tours: TOURS })
  const garde = { agent: agent.id, nom: agent.nom, creeLe: maintenant.toISOString(), sel, tours: TOURS, iv, cle: await crypto.subtle.wrapKey('raw', tiree, dessus, { name: 'AES-GCM', iv }) }
  return { garde, cle: await deballer(garde, dessus) }
}

/** The key of a safe; undefined when the passphrase is not the right one. It stays in the memory of the page, and cannot be read out of it. */
export async function ouvrirCoffre(garde: CoffreGarde, phrase: string): Promise<CryptoKey | undefined> {
  const dessus = await deriver(phrase, garde)
  return deballer(garde, dessus).catch(() => undefined)
}

/** Ciphers, tied to what it is about: moved elsewhere, it no longer opens. */
export async function chiffrer(cle: CryptoKey, octets: BufferSource, quoi: string): Promise<Chiffre> {
  const iv = tirer(12)
  return { iv, octets: await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: enOctets(quoi) }, cle, octets) }
}

/** Throws when it was changed, or is about something else. */
export const dechiffrer = (cle: CryptoKey, { iv, octets }: Chiffre, quoi: string): Promise<ArrayBuffer> => crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: enOctets(quoi) }, cle, octets)

/** Any JSON value, ciphered. */
export const chiffrerObjet = (cle: CryptoKey, objet: unknown, quoi: string): Promise<Chiffre> => chiffrer(cle, enOctets(JSON.stringify(objet)), quoi)
export const dechiffrerObjet = async <T>(cle: CryptoKey, chiffre: Chiffre, quoi: string): Promise<T> => JSON.parse(new TextDecoder().decode(await dechiffrer(cle, chiffre, quoi))) as T
