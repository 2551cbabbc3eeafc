import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  accessSync, chownSync, closeSync, constants, existsSync, fchownSync, mkdirSync, mkdtempSync, openSync, readFileSync, realpathSync, renameSync, rmSync,
  statSync, writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as attendre } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { placer, purger, sous, verrouiller } from './embedded-lieux.ts'
import type { Dire, Lieu } from './embedded-lieux.ts'
import { choisirPort, dejaLance, estPostgres, etat, eteindre, executer } from './embedded-processus.ts'

export type ServeurEmbarque = {
  /** Connection string of the database `iroko`, as a superuser; replace its pathname to reach another database. */
  url: string
  /** Where the data really are: the wanted folder, or the one that replaces it when it cannot be entered. */
  dossier: string
  /** Fast shutdown, unless another process has joined the same server: the last one out stops it. May be called twice. */
  arreter(): Promise<void>
}

/** `port` is that of TCP, 0 until one is chosen; on a socket it is only a part of the file's name. */
type Acces = { motDePasse: string; port: number }
type Serveur = { lieu: Lieu; pg: string; acces: Acces; tcp: boolean }

/**
 * Starts PostgreSQL 18 from npm on `dossier` (created if missing), or joins the one that already runs there: a second
 * process, or what a killed one left behind. Listens on a Unix socket inside the data folder, mode 700, where no other
 * account can reach it and no port can clash (75-105 µs a query, 84-122 on TCP); on 127.0.0.1 when `port` is given (0: any free one,
 * kept from one start to the next), on Windows, or when the socket's path would be longer than the system allows.
 * `reglages` are settings of postgresql.conf. Throws an Error whose message is a French sentence.
 */
export async function demarrer(options: {
  dossier: string
  port?: number
  reglages?: Record<string, string>
  dire?: Dire
}): Promise<ServeurEmbarque> {
  const dossier = ouvrirDossier(resolve(options.dossier))
  const liberer = await verrouiller(dossier)
  try {
    const lieu = placer(dossier, options.dire ?? ((phrase) => console.error(phrase)))
    const grappe = join(lieu.racine, 'pg')
    const reglages = options.reglages ?? {}
    purger(lieu.racine, '.init-')
    if (!existsSync(grappe)) await creer(lieu, reglages['fsync'] === 'off')
    verifierVersion(grappe)
    const acces = lireAcces(lieu.racine)
    if (options.port) acces.port = options.port
    const tcp = options.port !== undefined || process.platform === 'win32' || Buffer.byteLength(grappe) > 85
    const serveur: Serveur = { lieu, pg: grappe, acces, tcp }

    const presence = (await rejoindre(serveur, configuration(serveur, reglages))) ?? (await lancer(serveur, reglages, options.port))
    await creerBase(presence)
    return { url: url(serveur, 'iroko'), dossier: lieu.racine, arreter: arret(serveur, presence, dossier) }
  } finally {
    await liberer()
  }
}

function ouvrirDossier(dossier: string): string {
  try {
    mkdirSync(dossier, { recursive: true })
    accessSync(dossier, constants.W_OK)
    return realpathSync(dossier)
  } catch (erreur) {
    throw new Error(`Le dossier ${dossier} ne peut pas être créé ou écrit (${(erreur as NodeJS.ErrnoException).code}) : choisissez-en un autre par IROKO_DONNEES`)
  }
}

/** initdb works beside, and a rename makes its result the cluster: half a cluster is never used. */
async function creer(lieu: Lieu, sansFsync: boolean): Promise<void> {
  const { racine, binaires, compte } = lieu
  const travail = mkdtempSync(join(racine, '.init-'))
  const acces: Acces = { motDePasse: randomBytes(24).toString('base64url'), port: 0 }
  ecrire(lieu, 'acces.json', JSON.stringify(acces))
  const secret = join(travail, 'secret')
  writeFileSync(secret, acces.motDePasse, { mode: 0o600 })
  if (compte) for (const chemin of [secret, travail]) chownSync(chemin, compte.uid, compte.gid)
  const args = ['-D', join(travail, 'pg'), '-U', 'iroko', `--pwfile=${secret}`, '-A', 'scram-sha-256', '-E', 'UTF8', '--no-locale']
  args.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions', ...(sansFsync ? ['--no-sync'] : []))
  await promisify(execFile)(join(binaires, 'initdb'), args, sous(compte)).catch((erreur: { stderr?: string; message: string }) => {
    throw new Error(`La base de données n’a pas pu être créée dans ${racine} : ${(erreur.stderr || erreur.message).trim().slice(-800)}`)
  })
  renameSync(join(travail, 'pg'), join(racine, 'pg'))
  rmSync(travail, { recursive: true, force: true })
}

function lireAcces(racine: string): Acces {
  try {
    return JSON.parse(readFileSync(join(racine, 'acces.json'), 'utf8')) as Acces
  } catch (erreur) {
    throw new Error(`Le mot de passe de la base de données ne peut pas être lu dans ${racine}/acces.json (${(erreur as Error).message}) : rendez-le lisible ou rétablissez-le`)
  }
}

/**
 * Written aside then renamed: never half a file, and never, as root, through a link that another account planted.
 * Under root it belongs to `compte` or else to the owner of the folder, who may start Iroko himself next time.
 */
function ecrire({ racine, compte }: Lieu, nom: string, contenu: string, pourCompte = false): void {
  const provisoire = join(racine, '.ecriture')
  rmSync(provisoire, { force: true })
  const fichier = openSync(provisoire, 'wx', 0o600)
  writeFileSync(fichier, contenu)
  const { uid, gid } = pourCompte && compte ? compte : statSync(racine)
  if (compte) fchownSync(fichier, uid, gid)
  closeSync(fichier)
  renameSync(provisoire, join(racine, nom))
}

function verifierVersion(grappe: string): void {
  const version = readFileSync(join(grappe, 'PG_VERSION'), 'utf8').trim()
  if (version === '18') return
  throw new Error(`Les données de ${grappe} sont de PostgreSQL ${version}, celui-ci est le 18 : restaurez-y une sauvegarde, ou choisissez un autre dossier par IROKO_DONNEES`)
}

/**
 * The whole of postgresql.auto.conf, read last by PostgreSQL. Durable, for small queries, and without a word of the
 * data in the log: a failed statement or a violated key would write people's names there.
 */
function configuration({ acces, tcp }: Serveur, reglages: Record<string, string>): string {
  const toutes = {
    listen_addresses: tcp ? '127.0.0.1' : '',
    port: String(tcp ? acces.port : 5432),
    unix_socket_directories: tcp ? '' : '.',
    max_connections: '200',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    ...reglages,
  }
  return Object.entries(toutes).map(([nom, valeur]) => `${nom} = '${valeur.replaceAll("'", "''")}'\n`).join('')
}

function url({ pg: grappe, acces, tcp }: Serveur, base: string): string {
  const hote = tcp ? '' : `host=${encodeURIComponent(grappe)}&`
  return `postgresql://iroko:${acces.motDePasse}@${tcp ? `127.0.0.1:${acces.port}` : 'localhost:5432'}/${base}?${hote}sslmode=disable`
}

const reglagesDe = (grappe: string) => join(grappe, 'postgresql.auto.conf')

/** Joins the server that runs on this cluster. One that nobody uses and that has other settings is stopped. */
async function rejoindre(serveur: Serveur, voulue: string): Promise<pg.Client | undefined> {
  const pid = await dejaLance(serveur.pg)
  if (pid === undefined) return undefined
  const presente = readFileSync(reglagesDe(serveur.pg), 'utf8')
  const port = Number(/^port = '(\d+)'/m.exec(presente)?.[1])
  const existant = { ...serveur, acces: { ...serveur.acces, port }, tcp: presente.includes("listen_addresses = '127.0.0.1'") }
  try {
    const presence = await entrer(existant)
    if (presente === voulue || (await autres(presence)) > 0) {
      Object.assign(serveur, existant)
      return presence
    }
    await presence.end()
  } catch {
    // It does not answer, though it says that it is ready: stopped below.
  }
  await eteindre(serveur.pg, pid)
  return undefined
}

async function lancer(serveur: Serveur, reglages: Record<string, string>, port: number | undefined): Promise<pg.Client> {
  const { lieu } = serveur
  const journal = join(lieu.racine, 'postgres.log')
  if ((statSync(journal, { throwIfNoEntry: false })?.size ?? 0) > 5_000_000) renameSync(journal, `${journal}.1`)
  for (let essai = 1; ; essai++) {
    if (serveur.tcp) serveur.acces.port = await choisirPort(serveur.acces.port, Boolean(port))
    ecrire(lieu, 'acces.json', JSON.stringify(serveur.acces))
    ecrire(lieu, join('pg', 'postgresql.auto.conf'), configuration(serveur, reglages), true)
    const debut = statSync(journal, { throwIfNoEntry: false })?.size ?? 0
    if (await executer(lieu, journal)) return entrer(serveur)
    const suite = readFileSync(journal, 'utf8').slice(debut).trim().slice(-800)
    // The children of a killed server take a moment to notice; a port may be taken between our look and the start.
    if (essai >= 20 || !/shared memory|could not bind|already in use/.test(suite)) {
      throw new Error(`La base de données de ${lieu.racine} n’a pas pu démarrer : ${suite || `lisez ${journal}`}`)
    }
    await attendre(500)
  }
}

/** One connection stays open as long as this process uses the server: it tells the others that somebody is in. */
async function entrer(serveur: Serveur): Promise<pg.Client> {
  const presence = new pg.Client({ connectionString: url(serveur, 'postgres'), application_name: 'iroko-presence', connectionTimeoutMillis: 10_000 })
  // A server that goes away is seen by whoever queries it; it must not throw from here.
  presence.on('error', () => {})
  await presence.connect()
  ;(presence as pg.Client & { unref(): void }).unref()
  return presence
}

async function autres(presence: pg.Client): Promise<number> {
  const { rows } = await presence.query<{ n: number }>(
    `select count(*)::int as n from pg_stat_activity where application_name = 'iroko-presence' and pid <> pg_backend_pid()`,
  )
  return rows[0]?.n ?? 0
}

async function creerBase(presence: pg.Client): Promise<void> {
  const { rowCount } = await presence.query(`select 1 from pg_database where datname = 'iroko'`)
  if (!rowCount) await presence.query('create database iroko')
}

function arret(serveur: Serveur, presence: pg.Client, dossier: string): () => Promise<void> {
  const arreter = async () => {
    const liberer = await verrouiller(dossier)
    try {
      const restent = await autres(presence).catch(() => 0)
      await presence.end().catch(() => {})
      const { pid } = etat(serveur.pg)
      if (restent === 0 && pid !== undefined && estPostgres(pid, serveur.pg)) await eteindre(serveur.pg, pid)
    } finally {
      await liberer()
    }
  }
  let fait: Promise<void> | undefined
  return () => (fait ??= arreter())
}
