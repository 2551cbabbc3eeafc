import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { chmod, copyFile, mkdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createGunzip } from 'node:zlib'
import pg from 'pg'
import { copierDepuis } from '../kernel/db/copie.ts'
import { migrer } from '../kernel/db/index.ts'
import type { Piece } from '../kernel/db/index.ts'
import { cheminContenu, cheminTable, hacherFichier, lireManifeste, LISTE, temoinSecret } from './manifeste.ts'
import type { Manifeste } from './manifeste.ts'
import { colonnesDe, listMigrations, listTables, nommer } from './sauvegarder.ts'

export type Cible = { url: string; donnees: string; adresse: string; /** IROKO_SECRET, when it is given by the environment. */ secret: string | undefined; pieces: readonly Piece[] }

/**
 * Brings a backup back into an empty database and an empty folder, with the same version of Iroko. Every hash is checked
 * before anything is written; the database is filled in one transaction, last. Throws French sentences.
 */
export async function restaurer(cible: Cible, dossier: string): Promise<Manifeste> {
  const manifeste = await lireManifeste(dossier)
  const contenus = await verifier(dossier, manifeste)
  await exigerSecret(cible, dossier, manifeste)
  await migrer(cible.url, cible.pieces)
  const client = new pg.Client({ connectionString: cible.url })
  await client.connect()
  try {
    const schemas = cible.pieces.map((piece) => piece.schema)
    await exigerMemes(client, schemas, manifeste)
    await exigerVide(client, manifeste)
    for (const sha256 of contenus) await poser(join(dossier, 'fichiers', cheminContenu(sha256)), join(cible.donnees, 'fichiers', cheminContenu(sha256)), sha256)
    for (const [chemin, sha256] of Object.entries(manifeste.prives)) await poser(join(dossier, 'prives', chemin), join(cible.donnees, chemin), sha256)
    await client.query('begin')
    await remplir(client, schemas, manifeste, dossier)
    await client.query('commit')
    await client.query('analyze')
  } finally {
    await client.end()
  }
  return manifeste
}

/** Reads the whole backup again. Returns the contents it holds. */
export async function verifier(dossier: string, manifeste: Manifeste): Promise<string[]> {
  const juger = async (chemin: string, attendu: string) => {
    const lu = await hacherFichier(join(dossier, chemin)).catch(() => undefined)
    if (lu !== attendu) throw new Error(`La sauvegarde est abîmée : ${chemin} ${lu === undefined ? 'manque' : 'a changé'}. Rien n’a été restauré`)
  }
  for (const { nom, sha256 } of manifeste.tables) await juger(cheminTable(nom), sha256)
  for (const [chemin, sha256] of Object.entries(manifeste.prives)) await juger(join('prives', chemin), sha256)
  const liste = await readFile(join(dossier, LISTE), 'utf8').catch(() => '')
  if (createHash('sha256').update(liste).digest('hex') !== manifeste.contenus.sha256) throw new Error(`La sauvegarde est abîmée : ${LISTE} a changé. Rien n’a été restauré`)
  const contenus = liste.split('\n').filter(Boolean)
  for (const sha256 of contenus) await juger(join('fichiers', cheminContenu(sha256)), sha256)
  return contenus
}

async function exigerSecret(cible: Cible, dossier: string, manifeste: Manifeste): Promise<void> {
  const garde = manifeste.prives.secret ? (await readFile(join(dossier, 'prives', 'secret'), 'utf8')).trim() : undefined
  const secret = cible.secret ?? garde
  if (!secret) throw new Error('Cette sauvegarde vient d’un serveur dont le secret est dans IROKO_SECRET : donnez-le')
  if (temoinSecret(secret) !== manifeste.secret) throw new Error('IROKO_SECRET n’est pas celui de cette sauvegarde : codes de suivi, seconds facteurs et jetons ne s’ouvriraient plus')
  if (manifeste.adresse !== cible.adresse) console.error(`Attention : la sauvegarde vient de ${manifeste.adresse}, ce serveur est ${cible.adresse}. Les QR déjà imprimés portent l’ancienne adresse`)
}

async function exigerMemes(client: pg.ClientBase, schemas: readonly string[], manifeste: Manifeste): Promise<void> {
  const ici = new Set(await listMigrations(client, schemas))
  const la = new Set(manifeste.migrations)
  const [manquent, enTrop] = [[...la].filter((nom) => !ici.has(nom)), [...ici].filter((nom) => !la.has(nom))]
  if (manquent.length > 0) throw new Error(`Cette sauvegarde vient d’une version plus récente d’Iroko (${manquent[0]}) : restaurez avec cette version`)
  if (enTrop.length > 0) throw new Error(`Cette sauvegarde vient d’une version plus ancienne d’Iroko (sans ${enTrop[0]}) : restaurez avec cette version, puis mettez à jour`)
  const colonnes = new Map((await listTables(client, schemas)).map((table) => [table.nom, table.colonnes.join()]))
  for (const table of manifeste.tables) if (colonnes.get(table.nom) !== table.colonnes.join()) throw new Error(`La table ${table.nom} n’a pas ici les colonnes de la sauvegarde`)
}

async function exigerVide(client: pg.ClientBase, manifeste: Manifeste): Promise<void> {
  // The queue's own tables are filled by its migration; everything else begins empty.
  const siennes = manifeste.tables.filter(({ nom }) => !nom.startsWith('jobs.')).map(({ nom }) => `exists (select from ${nommer(nom)})`)
  const { rows } = await client.query<{ plein: boolean }>(`select ${siennes.join(' or ')} as plein`)
  if (rows[0]?.plein) throw new Error('Cette base contient déjà des données : restaurez dans une base vide')
}

/** A file at its place, readable by its owner only; one that is there already must be the same. */
async function poser(de: string, vers: string, sha256: string): Promise<void> {
  if (existsSync(vers)) {
    if ((await hacherFichier(vers)) === sha256) return
    throw new Error(`${vers} existe déjà et n’est pas celui de la sauvegarde : restaurez dans un dossier neuf`)
  }
  await mkdir(dirname(vers), { recursive: true, mode: 0o700 })
  await copyFile(de, vers)
  await chmod(vers, 0o600)
}

/**
 * Foreign keys go in circles: they are taken off while tables are filled, then put back, which checks every row. Triggers wait too: what they
 * once wrote is in the backup.
 */
async function remplir(client: pg.ClientBase, schemas: readonly string[], manifeste: Manifeste, dossier: string): Promise<void> {
  const { rows: liens } = await client.query<{ sur: string; nom: string; definition: string }>(
    `select n.nspname || '.' || c.relname as sur, o.conname as nom, pg_get_constraintdef(o.oid) as definition
     from pg_constraint o join pg_class c on c.oid = o.conrelid join pg_namespace n on n.oid = c.relnamespace
     where o.contype = 'f' and o.conparentid = 0 and n.nspname = any($1)`,
    [schemas],
  )
  const { rows: gardes } = await client.query<{ sur: string; nom: string }>(
    `select n.nspname || '.' || c.relname as sur, t.tgname as nom from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
     where not t.tgisinternal and t.tgparentid = 0 and t.tgenabled = 'O' and n.nspname = any($1)`,
    [schemas],
  )
  for (const { sur, nom } of gardes) await client.query(`alter table ${nommer(sur)} disable trigger ${pg.escapeIdentifier(nom)}`)
  for (const { sur, nom } of liens) await client.query(`alter table ${nommer(sur)} drop constraint ${pg.escapeIdentifier(nom)}`)
  for (const table of manifeste.tables) {
    // Rows that a migration has put there are in the backup too.
    await client.query(`delete from ${nommer(table.nom)}`)
    const lignes = await copierDepuis(client, `${nommer(table.nom)} (${colonnesDe(table.colonnes)})`, createReadStream(join(dossier, cheminTable(table.nom))).pipe(createGunzip()))
    if (lignes !== table.lignes) throw new Error(`La table ${table.nom} a ${lignes} lignes au lieu de ${table.lignes} : rien n’a été restauré`)
  }
  for (const { sur, nom, definition } of liens) await client.query(`alter table ${nommer(sur)} add constraint ${pg.escapeIdentifier(nom)} ${definition}`)
  for (const { sur, nom } of gardes) await client.query(`alter table ${nommer(sur)} enable trigger ${pg.escapeIdentifier(nom)}`)
  for (const { nom, valeur, servie } of manifeste.sequences) await client.query('select setval($1::regclass, $2, $3)', [nommer(nom), valeur, servie])
}
