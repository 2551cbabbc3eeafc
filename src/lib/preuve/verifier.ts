import { decoder } from './cbor.ts'
import type { Cbor } from './cbor.ts'
import { champsDeCarte } from './champs.ts'
import type { Champ } from './champs.ts'
import { depuisChiffres } from './chiffres.ts'

/** CWT private claim (RFC 8392: below -65536) that holds the map of signed fields. */
export const CHAMPS = -65537
/** Longest seal read, in bytes. */
const MAXIMUM = 2000

/** A public key of the platform, as published in `/v/cles.json` (JWK, RFC 7517; `kid` is its RFC 7638 thumbprint, cut to 8 bytes). */
export type ClePublique = { kid: string; kty: string; crv: string; x: string; y: string; role: 'sceau' | 'liste'; retireeLe?: number }
export type JeuDeCles = { keys: readonly ClePublique[] }
/** Revocations known at `emiseLe`; a newer list is due at `prochaineLe` (seconds since 1970). Keys: `empreinte` of the document. */
export type Liste = { emiseLe: number; prochaineLe: number; revocations: ReadonlyMap<string, { le: number; motif: string }> }

export type Scelle = { id: string; champs: Champ[]; emisLe: Date; expireLe?: Date }
export type RaisonFaux = 'illisible' | 'cle-inconnue' | 'signature'
export type Verdict =
  | ({ etat: 'authentique'; listeDu: Date } & Scelle)
  | ({ etat: 'inconnu_depuis'; depuis?: Date } & Scelle)
  | ({ etat: 'revoque'; le: Date; motif: string } & Scelle)
  | ({ etat: 'expire'; le: Date } & Scelle)
  | { etat: 'faux'; raison: RaisonFaux }
  /** Nothing can be said: keys too old on this telephone, or no cryptography in this browser. Never shown as a forgery. */
  | { etat: 'indecis'; raison: 'cles-anciennes' | 'navigateur' }

type Enveloppe = { kid: string; protege: Uint8Array; charge: Uint8Array; signature: Uint8Array; scelle: Scelle }

const base64url = (octets: Uint8Array) =>
  btoa(String.fromCharCode(...octets)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '')
const depuisBase64url = (texte: string) => Uint8Array.from(atob(texte.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0))
const hexa = (octets: Uint8Array) => [...octets].map((o) => o.toString(16).padStart(2, '0')).join('')
const moment = (valeur: Cbor | undefined) => (typeof valeur === 'number' && valeur >= 0 ? new Date(valeur * 1000) : undefined)

/** Name of a document in the revocation list: base64url of the first 16 bytes of SHA-256 of its id. The list alone tells nothing about documents one does not hold. */
export async function empreinte(id: Uint8Array): Promise<string> {
  return base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', id.slice())).slice(0, 16))
}

/** Opens a COSE_Sign1 (RFC 9052, tag 18) over a CWT without believing it; undefined if the shape is not exactly ours. */
export function ouvrir(octets: Uint8Array): Enveloppe | undefined {
  try {
    if (octets.length > MAXIMUM) return undefined
    const racine = decoder(octets)
    if (typeof racine !== 'object' || !('tag' in racine) || racine.tag !== 18 || !Array.isArray(racine.valeur)) return undefined
    const [protege, libre, charge, signature] = racine.valeur
    if (racine.valeur.length !== 4 || !(protege instanceof Uint8Array) || !(charge instanceof Uint8Array) || !(signature instanceof Uint8Array)) return undefined
    const entete = decoder(protege)
    if (!(libre instanceof Map) || libre.size || !(entete instanceof Map) || entete.size !== 2 || entete.get(1) !== -7 || signature.length !== 64) return undefined
    const kid = entete.get(4)
    const scelle = lireCharge(decoder(charge))
    return kid instanceof Uint8Array && scelle ? { kid: base64url(kid), protege, charge, signature, scelle } : undefined
  } catch {
    return undefined
  }
}

function lireCharge(charge: Cbor): Scelle | undefined {
  if (!(charge instanceof Map)) return undefined
  const id = charge.get(7)
  const champs = charge.get(CHAMPS)
  const emisLe = moment(charge.get(6))
  if (!(id instanceof Uint8Array) || !(champs instanceof Map) || !emisLe) return undefined
  if (charge.has(4) && !moment(charge.get(4))) return undefined
  return { id: hexa(id), champs: champsDeCarte(champs), emisLe, expireLe: moment(charge.get(4)) }
}

/** Sig_structure of COSE_Sign1 (RFC 9052 §4.4), without external data. */
export function aSigner(protege: Uint8Array, charge: Uint8Array): Uint8Array<ArrayBuffer> {
  const chaine = (octets: Uint8Array) => {
    const n = octets.length
    return [...(n < 24 ? [0x40 + n] : n < 256 ? [0x58, n] : [0x59, n >> 8, n & 255]), ...octets]
  }
  return Uint8Array.from([0x84, 0x6a, ...new TextEncoder().encode('Signature1'), ...chaine(protege), 0x40, ...chaine(charge)])
}

const ECDSA = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }

async function signatureBonne(cle: ClePublique, signature: Uint8Array, octets: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const { kty, crv, x, y } = cle
  const publique = await crypto.subtle.importKey('jwk', { kty, crv, x, y }, ECDSA, false, ['verify'])
  return crypto.subtle.verify(ECDSA, publique, signature.slice(), octets)
}

/**
 * Reads a signed revocation list (compact JWS, ES256, RFC 7515). Throws if it is not signed by a key of role `liste`,
 * so that a seal key can never sign a list, nor the reverse.
 */
export async function ouvrirListe(jws: string, jeu: JeuDeCles): Promise<Liste> {
  const [entete = '', charge = '', signature = ''] = jws.split('.')
  const lire = (partie: string): unknown => JSON.parse(new TextDecoder().decode(depuisBase64url(partie)))
  const { kid, alg, typ } = lire(entete) as { kid?: string; alg?: string; typ?: string }
  const cle = jeu.keys.find((c) => c.kid === kid && c.role === 'liste')
  if (!cle || alg !== 'ES256' || typ !== 'revocations+jwt') throw new Error('liste')
  if (!(await signatureBonne(cle, depuisBase64url(signature), new TextEncoder().encode(`${entete}.${charge}`)))) throw new Error('liste')
  const corps = lire(charge) as { iat: number; exp: number; revocations: [string, number, string][] }
  return { emiseLe: corps.iat, prochaineLe: corps.exp, revocations: new Map(corps.revocations.map(([qui, le, motif]) => [qui, { le, motif }])) }
}

/**
 * Judges a seal: the digits of the QR, or the bytes of the COSE. Pure but for WebCrypto: same answer in Node and in a
 * browser. `jeuFrais` says that the keys have just been fetched: an unknown key is then a forgery, else a doubt.
 * A revocation wins over an expiry, an expiry over an old list.
 */
export async function verifierSceau(demande: {
  sceau: string | Uint8Array
  jeu: JeuDeCles
  jeuFrais: boolean
  /** The list has just been fetched too: from memory, it only says what was true then. */
  listeFraiche?: boolean
  liste?: Liste
  maintenant: Date
}): Promise<Verdict> {
  const { jeu, liste, maintenant } = demande
  const octets = typeof demande.sceau === 'string' ? depuisChiffres(demande.sceau) : demande.sceau
  const enveloppe = octets && ouvrir(octets)
  if (!enveloppe) return { etat: 'faux', raison: 'illisible' }
  if (!globalThis.crypto?.subtle) return { etat: 'indecis', raison: 'navigateur' }
  const cle = jeu.keys.find((c) => c.kid === enveloppe.kid && c.role === 'sceau')
  if (!cle) return demande.jeuFrais ? { etat: 'faux', raison: 'cle-inconnue' } : { etat: 'indecis', raison: 'cles-anciennes' }
  const bonne = await signatureBonne(cle, enveloppe.signature, aSigner(enveloppe.protege, enveloppe.charge)).catch(() => false)
  const { scelle } = enveloppe
  // A retired key still vouches for what it sealed before, and for nothing after (one minute of clock difference).
  const tardif = cle.retireeLe !== undefined && scelle.emisLe.getTime() / 1000 > cle.retireeLe + 60
  if (!bonne || tardif) return { etat: 'faux', raison: 'signature' }
  const id = Uint8Array.from(scelle.id.match(/../g) ?? [], (paire) => Number.parseInt(paire, 16))
  const revocation = liste?.revocations.get(await empreinte(id))
  if (revocation) return { etat: 'revoque', le: new Date(revocation.le * 1000), motif: revocation.motif, ...scelle }
  if (scelle.expireLe && scelle.expireLe <= maintenant) return { etat: 'expire', le: scelle.expireLe, ...scelle }
  const listeDu = liste && new Date(liste.emiseLe * 1000)
  if (!liste || !listeDu || demande.listeFraiche === false || liste.prochaineLe * 1000 < maintenant.getTime()) return { etat: 'inconnu_depuis', depuis: listeDu, ...scelle }
  return { etat: 'authentique', listeDu, ...scelle }
}
