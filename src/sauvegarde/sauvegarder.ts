import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { copyFile, mkdir, open, readdir, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { copierVers } from '../kernel/db/copie.ts'
import { surClient } from '../kernel/db/index.ts'
import { listPdf } from '../kernel/documents/queries.ts'
import { listContenus } from '../kernel/fichiers/index.ts'
import { findCheckpoint } from '../kernel/journal/rangs.ts'
import { cheminContenu, cheminTable, hacherFichier, LISTE, MANIFESTE, temoinSecret } from './manifeste.ts'
import type { Manifeste } from './manifeste.ts'

export type Lieu = { url: string; donnees: string; adresse: string; secret: string; schemas: readonly string[] }

/** Folders of `donnees` that only this house can make again: keys of documents; the root secret is a file. */
const PRIVES = ['cles', 'secret']

/**
 * Saves everything while the server writes: one repeatable-read snapshot of the database by COPY, then the contents it
 * names (they never change, and are collected a day after nobody holds them), keys and secret. The public journal is
 * made again from the database. `dossier` must be empty or absent. Throws French sentences. Returns the manifest.
 */
export async function sauvegarder(lieu: Lieu, dossier: string, maintenant: Date): Promise<Manifeste> {
  await mkdir(dossier, { recursive: true, mode: 0o700 })
  if ((await readdir(dossier)).length > 0) throw new Error(`${dossier} n’est pas vide : donnez un dossier neuf à chaque sauvegarde`)
  await mkdir(join(dossier, 'base'), { mode: 0o700 })
  const client = new pg.Client({ connectionString: lieu.url })
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    const tables: Manifeste['tables'] = []
    for (const { nom, colonnes } of await listTables(client, lieu.schemas)) tables.push(await copierTable(client, nom, colonnes, dossier))
    const db = surClient(client)
    const migrations = await listMigrations(client, lieu.schemas)
    const journal = await findCheckpoint(db)
    const voulus = [...new Set([...(await listContenus(db)), ...(await listPdf(db))])].sort()
    // Sequences are outside snapshots: read last, they are ahead of every row.
    const sequences = await listSequences(client, lieu.schemas)
    await client.query('commit')
    const contenus = await copierContenus(voulus, lieu.donnees, dossier)
    const prives = await copierPrives(lieu.donnees, dossier)
    const manifeste: Manifeste = { format: 1, faiteLe: maintenant.toISOString(), adresse: lieu.adresse, migrations, tables, sequences, contenus, prives, secret: temoinSecret(lieu.secret), journal: journal ? { taille: journal.taille, racine: journal.racine.toString('base64') } : null }
    await terminer(dossier, manifeste)
    return manifeste
  } finally {
    await client.end()
  }
}

/** Tables of ours with the columns that are written (not those made by the database), without histories of migrations. */
export async function listTables(client: pg.ClientBase, schemas: readonly string[]): Promise<{ nom: string; colonnes: string[] }[]> {
  const { rows } = await client.query<{ nom: string; colonnes: string[] }>(
    `select n.nspname || '.' || c.relname as nom, array_agg(a.attname::text order by a.attnum) as colonnes
     from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
     where n.nspname = any($1) and c.relkind in ('r', 'p') and not c.relispartition and c.relname not like 'migration%'
       and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' group by 1 order by 1`,
    [schemas],
  )
  return rows
}

/** `schema.table` as SQL writes it. */
export const nommer = (nom: string): string => nom.split('.').map(pg.escapeIdentifier).join('.')
export const colonnesDe = (colonnes: readonly string[]): string => colonnes.map(pg.escapeIdentifier).join(', ')

async function copierTable(client: pg.ClientBase, nom: string, colonnes: string[], dossier: string): Promise<Manifeste['tables'][number]> {
  const chemin = join(dossier, cheminTable(nom))
  const gzip = createGzip({ level: 6 })
  const fichier = createWriteStream(chemin, { mode: 0o600, flush: true })
  const ecrit = new Promise<void>((accepte, refuse) => fichier.once('close', accepte).once('error', refuse))
  gzip.pipe(fichier)
  const lignes = await copierVers(client, `select ${colonnesDe(colonnes)} from ${nommer(nom)}`, gzip)
  await ecrit
  return { nom, colonnes, lignes, sha256: await hacherFichier(chemin) }
}

/** `schema/name` of every migration applied, in order. */
export async function listMigrations(client: pg.ClientBase, schemas: readonly string[]): Promise<string[]> {
  const noms: string[] = []
  for (const schema of schemas) {
    const { rows } = await client.query<{ name: string }>(`select name from ${pg.escapeIdentifier(schema)}.migration order by name`)
    noms.push(...rows.map((ligne) => `${schema}/${ligne.name}`))
  }
  return noms
}

async function listSequences(client: pg.ClientBase, schemas: readonly string[]): Promise<Manifeste['sequences']> {
  const { rows } = await client.query<{ nom: string }>(
    `select n.nspname || '.' || c.relname as nom from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = any($1) and c.relkind = 'S' order by 1`,
    [schemas],
  )
  const sequences: Manifeste['sequences'] = []
  for (const { nom } of rows) {
    const lue = await client.query<{ valeur: string; servie: boolean }>(`select last_value::text as valeur, is_called as servie from ${nommer(nom)}`)
    sequences.push({ nom, valeur: Number(lue.rows[0]!.valeur), servie: lue.rows[0]!.servie })
  }
  return sequences
}

/** Each content is hashed again in its copy: a disk that has gone bad is known today, not on the day of the disaster. */
async function copierContenus(voulus: readonly string[], donnees: string, dossier: string): Promise<Manifeste['contenus']> {
  const [gardes, absents]: [string[], string[]] = [[], []]
  for (const sha256 of voulus) {
    const copie = join(dossier, 'fichiers', cheminContenu(sha256))
    await mkdir(dirname(copie), { recursive: true, mode: 0o700 })
    const bon = await copyFile(join(donnees, 'fichiers', cheminContenu(sha256)), copie).then(
      async () => (await hacherFichier(copie)) === sha256,
      () => false,
    )
    ;(bon ? gardes : absents).push(sha256)
  }
  const liste = gardes.map((sha256) => `${sha256}\n`).join('')
  await writeFile(join(dossier, LISTE), liste, { mode: 0o600, flush: true })
  return { nombre: gardes.length, sha256: createHash('sha256').update(liste).digest('hex'), absents }
}

async function copierPrives(donnees: string, dossier: string): Promise<Record<string, string>> {
  const prives: Record<string, string> = {}
  for (const racine of PRIVES) {
    for (const nom of await listSous(join(donnees, racine))) {
      const chemin = join(racine, nom)
      const copie = join(dossier, 'prives', chemin)
      await mkdir(dirname(copie), { recursive: true, mode: 0o700 })
      await copyFile(join(donnees, chemin), copie)
      prives[chemin] = await hacherFichier(copie)
    }
  }
  return prives
}

/** Files of a folder, or '' for a file; nothing when it does not exist. Locks and half-written files are left aside. */
async function listSous(chemin: string): Promise<string[]> {
  try {
    return (await readdir(chemin)).filter((nom) => nom.endsWith('.json'))
  } catch (erreur) {
    const { code } = erreur as NodeJS.ErrnoException
    if (code === 'ENOTDIR') return ['']
    if (code === 'ENOENT') return []
    throw erreur
  }
}

/** The manifest comes last, whole: without it a folder is not a backup. */
async function terminer(dossier: string, manifeste: Manifeste): Promise<void> {
  const brouillon = join(dossier, `.${MANIFESTE}`)
  await writeFile(brouillon, `${JSON.stringify(manifeste, undefined, 1)}\n`, { mode: 0o600, flush: true })
  await rename(brouillon, join(dossier, MANIFESTE))
  if (process.platform === 'win32') return
  const poignee = await open(dossier)
  await poignee.sync().finally(() => poignee.close())
}
