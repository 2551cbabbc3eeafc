/** What the public log says of an entry: the verb, the minute, and salted hashes. Never a name, nor anything typed. */
import { createHash } from 'node:crypto'
import type { Json } from './queries.ts'

/** What a line is made from, as it is kept in journal.entree. */
export type Faits = { le: Date; verbe: string; acteur: string; objet: string; territoire: string | null; detail: Json; sel: Buffer }
export type Champ = 'acteur' | 'objet' | 'detail'

const sha256 = (...parties: (Uint8Array | string)[]) => {
  const h = createHash('sha256')
  for (const partie of parties) h.update(partie)
  return h.digest()
}

/** JSON with keys in the order of UTF-16 code units and no space (the part of RFC 8785 that our values need). */
export function jsonCanonique(valeur: Json): string {
  if (Array.isArray(valeur)) return `[${valeur.map(jsonCanonique).join(',')}]`
  if (valeur !== null && typeof valeur === 'object') {
    const cles = Object.keys(valeur).sort()
    return `{${cles.map((cle) => `${JSON.stringify(cle)}:${jsonCanonique(valeur[cle]!)}`).join(',')}}`
  }
  return JSON.stringify(valeur)
}

/** One salt a field, so that proving what an entry is about does not give away who made it. */
export const selDe = (sel: Buffer, champ: Champ): Buffer => sha256(sel, champ)

/** Hash of a field under its own salt, base64url. */
export const hacherChamp = (sel: Buffer, valeur: string): string => sha256(sel, valeur).toString('base64url')

/** The text of a field that is hashed; the territory is part of the detail. */
export function texteDe(faits: Faits, champ: Champ): string {
  return champ === 'detail' ? jsonCanonique({ detail: faits.detail, territoire: faits.territoire }) : faits[champ]
}

/** The canonical line: `iroko/1 2026-11-23T21:02Z demarches.transmettre acteur=… objet=… detail=…`, without line feed. */
export function ligneDe(faits: Faits): string {
  const champs = (['acteur', 'objet', 'detail'] as const).map((champ) => `${champ}=${hacherChamp(selDe(faits.sel, champ), texteDe(faits, champ))}`)
  return `iroko/1 ${faits.le.toISOString().slice(0, 16)}Z ${faits.verbe} ${champs.join(' ')}`
}
