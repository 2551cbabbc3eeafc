import { createHash } from 'node:crypto'
import { mkdir, open, readFile, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { ClePublique, JeuDeCles } from '../../lib/preuve/verifier.ts'
import { certifier, dePem, enPem, nouvellePaire } from './certificats.ts'

/** `racine` signs certificates, `pdf` signs files, `sceau` signs QR seals, `liste` signs the revocation list. */
export type Role = 'racine' | 'pdf' | 'sceau' | 'liste'
const ROLES: readonly Role[] = ['racine', 'pdf', 'sceau', 'liste']

export type Cle = {
  kid: string
  role: Role
  privee: CryptoKey
  publique: { kty: 'EC'; crv: 'P-256'; x: string; y: string }
  /** PEM; roles `racine` and `pdf` only. */
  certificat?: string
  creeeLe: Date
  retireeLe?: Date
}

/** All keys, old ones included: what an old key signed stays verifiable. */
export type Trousseau = { dossier: string; institution: string; cles: readonly Cle[] }

type Fichier = { kid: string; role: Role; jwk: JsonWebKey; certificat?: string; creeeLe: string; retireeLe?: string }
const ECDSA = { name: 'ECDSA', namedCurve: 'P-256' } as const

/** The key of `role` in use today. Throws if the folder has none. */
export function getCle(trousseau: Trousseau, role: Role): Cle {
  const cle = trousseau.cles.findLast((c) => c.role === role && !c.retireeLe)
  if (!cle) throw new Error(`Aucune clé « ${role} » en service`)
  return cle
}

/**
 * Opens the keys kept in `dossier` (one JSON file per key, mode 0600, folder 0700), and makes the missing ones. Two
 * processes may start together: a lock file lets one of them make the keys.
 */
export async function ouvrirTrousseau(dossier: string, options: { institution: string; maintenant: Date }): Promise<Trousseau> {
  await mkdir(dossier, { recursive: true, mode: 0o700 })
  return seul(dossier, async () => {
    let trousseau = await lire(dossier, options.institution)
    for (const role of ROLES) {
      if (trousseau.cles.some((c) => c.role === role && !c.retireeLe)) continue
      const cle = await creer(trousseau, role, options.maintenant)
      trousseau = { ...trousseau, cles: [...trousseau.cles, cle] }
    }
    return trousseau
  })
}

/** Reads the keys again: another process of the same folder may have put a new one in service. */
export const relireTrousseau = (trousseau: Trousseau): Promise<Trousseau> => lire(trousseau.dossier, trousseau.institution)

/** Puts a new key in service for `role` and retires the present one, which keeps vouching for what it signed. */
export async function tournerCle(trousseau: Trousseau, role: Exclude<Role, 'racine'>, maintenant: Date): Promise<Trousseau> {
  return seul(trousseau.dossier, async () => {
    const present = await lire(trousseau.dossier, trousseau.institution)
    const ancienne = getCle(present, role)
    await creer(present, role, maintenant)
    const fichier = await lireFichier(join(trousseau.dossier, `${ancienne.kid}.json`))
    await ecrire(trousseau.dossier, { ...fichier, retireeLe: maintenant.toISOString() })
    return lire(trousseau.dossier, trousseau.institution)
  })
}

/** The public half that verifiers need, as published in `/v/cles.json` (JWK Set, RFC 7517). */
export function jeuDeCles(trousseau: Trousseau): JeuDeCles & { keys: (ClePublique & { use: 'sig'; alg: 'ES256' })[] } {
  return {
    keys: trousseau.cles.flatMap((cle) =>
      cle.role === 'sceau' || cle.role === 'liste'
        ? [{ kid: cle.kid, use: 'sig' as const, alg: 'ES256' as const, ...cle.publique, role: cle.role, ...(cle.retireeLe ? { retireeLe: Math.floor(cle.retireeLe.getTime() / 1000) } : {}) }]
        : [],
    ),
  }
}

/** Identifier of a key: its RFC 7638 thumbprint cut to 8 bytes, in base64url (short, because it is printed in every QR). */
export function kidDe(publique: { x: string; y: string }): string {
  const canonique = JSON.stringify({ crv: 'P-256', kty: 'EC', x: publique.x, y: publique.y })
  return createHash('sha256').update(canonique).digest().subarray(0, 8).toString('base64url')
}

async function creer(trousseau: Trousseau, role: Role, maintenant: Date): Promise<Cle> {
  const paire = await nouvellePaire()
  const jwk = await crypto.subtle.exportKey('jwk', paire.privateKey)
  const kid = kidDe({ x: jwk.x!, y: jwk.y! })
  const { institution } = trousseau
  let certificat: string | undefined
  if (role === 'racine') certificat = enPem(await certifier({ institution, commun: 'Iroko, racine des documents', sujet: paire, maintenant }))
  if (role === 'pdf') {
    const racine = getCle(trousseau, 'racine')
    const publicKey = await crypto.subtle.importKey('jwk', racine.publique, ECDSA, true, ['verify'])
    const emetteur = { certificat: dePem(racine.certificat!), paire: { privateKey: racine.privee, publicKey } }
    certificat = enPem(await certifier({ institution, commun: `Sceau électronique de l’institution ${kid}`, sujet: paire, emetteur, maintenant }))
  }
  const fichier: Fichier = { kid, role, jwk, certificat, creeeLe: maintenant.toISOString() }
  await ecrire(trousseau.dossier, fichier)
  return enCle(fichier)
}

async function enCle(fichier: Fichier): Promise<Cle> {
  const { kty, crv, x, y, d } = fichier.jwk
  const privee = await crypto.subtle.importKey('jwk', { kty, crv, x, y, d }, ECDSA, false, ['sign'])
  return {
    kid: fichier.kid,
    role: fichier.role,
    privee,
    publique: { kty: 'EC', crv: 'P-256', x: x!, y: y! },
    certificat: fichier.certificat,
    creeeLe: new Date(fichier.creeeLe),
    retireeLe: fichier.retireeLe ? new Date(fichier.retireeLe) : undefined,
  }
}

const lireFichier = async (chemin: string): Promise<Fichier> => JSON.parse(await readFile(chemin, 'utf8')) as Fichier

async function lire(dossier: string, institution: string): Promise<Trousseau> {
  const noms = (await readdir(dossier)).filter((nom) => /^[\w-]{11}\.json$/.test(nom))
  const fichiers = await Promise.all(noms.map((nom) => lireFichier(join(dossier, nom))))
  fichiers.sort((a, b) => a.creeeLe.localeCompare(b.creeeLe) || a.kid.localeCompare(b.kid))
  return { dossier, institution, cles: await Promise.all(fichiers.map(enCle)) }
}

/** Whole file or nothing, on the disk before we say so: a lost private key would silence every later document. */
async function ecrire(dossier: string, fichier: Fichier): Promise<void> {
  const chemin = join(dossier, `${fichier.kid}.json`)
  const f = await open(`${chemin}.nouveau`, 'w', 0o600)
  try {
    await f.writeFile(JSON.stringify(fichier, undefined, 1))
    await f.sync()
  } finally {
    await f.close()
  }
  await rename(`${chemin}.nouveau`, chemin)
}

async function seul<T>(dossier: string, travail: () => Promise<T>): Promise<T> {
  const verrou = join(dossier, 'verrou')
  for (let essai = 0; ; essai++) {
    try {
      await (await open(verrou, 'wx', 0o600)).close()
      break
    } catch (erreur) {
      // A lock older than 10 s was left by a killed process: making keys takes some milliseconds.
      if (essai >= 100) await rm(verrou, { force: true })
      else if ((erreur as NodeJS.ErrnoException).code !== 'EEXIST') throw erreur
      await new Promise((suite) => setTimeout(suite, 100))
    }
  }
  try {
    return await travail()
  } finally {
    await rm(verrou, { force: true })
  }
}
