import { createHash, hkdfSync } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'

const empreinte = z.string().regex(/^[0-9a-f]{64}$/)

/** What a backup holds, so that what is restored is proved to be what was saved. */
const schema = z.object({
  format: z.literal(1),
  faiteLe: z.iso.datetime(),
  adresse: z.string(),
  /** `schema/name` of every migration applied. */
  migrations: z.array(z.string()),
  /** `nom` is `schema.table`; `sha256` is that of its compressed copy. */
  tables: z.array(z.object({ nom: z.string(), colonnes: z.array(z.string()), lignes: z.int(), sha256: empreinte })),
  sequences: z.array(z.object({ nom: z.string(), valeur: z.int(), servie: z.boolean() })),
  /** Contents of the store: `sha256` is that of their sorted list, one hash a line. */
  contenus: z.object({ nombre: z.int(), sha256: empreinte, absents: z.array(empreinte) }),
  /** Keys of documents and root secret: path -> hash. */
  prives: z.record(z.string(), empreinte),
  /** Derived from the root secret: another secret is noticed before it makes codes and tokens useless. */
  secret: empreinte,
  /** Last signed size of the journal; the next one must continue it. */
  journal: z.object({ taille: z.int(), racine: z.string() }).nullable(),
})
export type Manifeste = z.infer<typeof schema>

export const MANIFESTE = 'manifeste.json'
export const LISTE = 'contenus.txt'

/** Reads the manifest of a backup. Throws a French sentence. */
export async function lireManifeste(dossier: string): Promise<Manifeste> {
  const texte = await readFile(join(dossier, MANIFESTE), 'utf8').catch(() => {
    throw new Error(`${dossier} n’est pas une sauvegarde, ou elle n’a pas été terminée : ${MANIFESTE} manque`)
  })
  const lu = schema.safeParse(JSON.parse(texte))
  if (!lu.success) throw new Error(`${join(dossier, MANIFESTE)} n’est pas lisible : ${lu.error.issues[0]?.path.join('.')}`)
  return lu.data
}

/** SHA-256 of a file, read as a stream. */
export async function hacherFichier(chemin: string): Promise<string> {
  const hachage = createHash('sha256')
  await pipeline(createReadStream(chemin), hachage)
  return hachage.digest('hex')
}

/** Says whether two root secrets are the same without telling either. */
export const temoinSecret = (secret: string): string => Buffer.from(hkdfSync('sha256', secret, 'iroko', 'sauvegarde', 32)).toString('hex')

export const cheminContenu = (sha256: string): string => join(sha256.slice(0, 2), sha256)
export const cheminTable = (nom: string): string => join('base', `${nom}.copy.gz`)
