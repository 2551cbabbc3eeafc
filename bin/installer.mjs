// Installs the dependencies when they are missing or no longer those of package-lock.json. Plain JS for Node >= 20.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, delimiter, join, sep } from 'node:path'
import { racine } from './node24.mjs'

const modules = join(racine, 'node_modules')
const tampon = join(modules, '.iroko')
const verrouDeFichier = join(racine, 'package-lock.json')

/**
 * Runs `npm ci` if needed, one process at a time. Returns true when something was installed.
 * Throws an Error holding a French sentence when npm fails.
 */
export async function installer({ dev = true } = {}) {
  if (aJour()) return false
  const liberer = await verrouiller(`installation ${racine}`)
  try {
    if (aJour()) return false
    if (dejaInstalle(dev)) {
      if (dev) tamponner()
      return false
    }
    console.log('Installation des dépendances (une à deux minutes la première fois)…')
    npmCi()
    tamponner()
    return true
  } finally {
    liberer()
  }
}

/** The stamp is the lock's hash with the platform: a folder copied from another machine is installed again. */
function empreinte() {
  return createHash('sha256').update(`${process.platform}-${process.arch}\n`).update(readFileSync(verrouDeFichier)).digest('hex')
}

function aJour() {
  try {
    return readFileSync(tampon, 'utf8') === empreinte()
  } catch {
    return false
  }
}

function tamponner() {
  try {
    writeFileSync(tampon, empreinte())
  } catch {
    // A read-only node_modules is compared with the lock at each start: 10 ms.
  }
}

/** Somebody ran npm himself: npm's own record, written last, names the same versions as package-lock.json. */
function dejaInstalle(dev) {
  try {
    const voulus = JSON.parse(readFileSync(verrouDeFichier, 'utf8')).packages
    const nosOptions = voulus[''].optionalDependencies ?? {}
    const presents = JSON.parse(readFileSync(join(modules, '.package-lock.json'), 'utf8')).packages
    return Object.entries(voulus).every(([chemin, voulu]) => {
      if (chemin === '' || (voulu.dev && !dev)) return true
      const present = presents[chemin]
      // An absent optional package is another platform's, unless it is one of our own and made for this one.
      if (!present) return Boolean(voulu.optional) && !(chemin.slice('node_modules/'.length) in nosOptions && pourIci(voulu))
      return present.version === voulu.version && present.integrity === voulu.integrity && existsSync(join(racine, chemin))
    })
  } catch {
    return false
  }
}

function pourIci({ os = [], cpu = [] }) {
  return [[os, process.platform], [cpu, process.arch]].every(([liste, ici]) => liste.length === 0 || [liste].flat().includes(ici))
}

function npmCi() {
  // Under `npm run`, node may already be the one of node_modules, which `npm ci` is about to delete: take npm's own.
  const dedans = (chemin) => chemin.startsWith(modules + sep)
  const { npm_execpath: npm, npm_node_execpath: noeud } = process.env
  const node = [noeud, process.execPath].find((n) => n && existsSync(n) && !dedans(n))
  const env = { ...process.env, PATH: (process.env.PATH ?? '').split(delimiter).filter((p) => !dedans(p + sep)).join(delimiter) }
  // The scripts' own variables would be read by the child npm as its settings.
  for (const nom of Object.keys(env)) if (/^npm_(lifecycle|package|command|config_(include|omit|production|dry_run))/i.test(nom)) delete env[nom]
  const options = ['--no-audit', '--no-fund', '--loglevel=error', '--include=dev', '--include=optional']
  const direct = node && npm && basename(npm) === 'npm-cli.js'
  const lancer = (...args) => {
    const suite = { cwd: racine, env, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8', maxBuffer: 1e8 }
    const { status, error, stderr } = direct
      ? spawnSync(node, [npm, ...args, ...options], suite)
      : spawnSync('npm', [...args, ...options], { ...suite, shell: process.platform === 'win32' })
    return status === 0 ? '' : `${error?.message ?? ''}${stderr ?? ''}` || `npm ${args[0]} : ${status}`
  }
  let faute = lancer('ci')
  // `npm ci` refuses a lock without the packages of other platforms, which a registry that lacks them produces;
  // `npm install` takes the same versions with the same hashes, and does without those.
  if (faute.includes('EUSAGE')) {
    rmSync(modules, { recursive: true, force: true })
    faute = lancer('install', '--no-save')
  }
  if (faute === '') return
  console.error(faute.split('\n').slice(0, 20).join('\n'))
  throw new Error('npm n’a pas pu installer les dépendances : lisez le message ci-dessus, vérifiez l’accès au registre npm, puis relancez la commande')
}

/**
 * Waits for a lock that the system releases when its holder dies, even by kill -9: a listening local socket
 * (abstract on Linux, a named pipe on Windows, a file that is tried first elsewhere).
 */
async function verrouiller(nom) {
  const cle = createHash('sha256').update(nom).digest('hex').slice(0, 24)
  const fichier = join(tmpdir(), `iroko-${cle}.sock`)
  const path = process.platform === 'linux' ? `\0iroko-${cle}` : process.platform === 'win32' ? `\\\\.\\pipe\\iroko-${cle}` : fichier
  for (let essai = 0; ; essai++) {
    const serveur = createServer()
    const code = await new Promise((finir) => {
      serveur.once('error', (e) => finir(e.code)).listen(path, () => finir(''))
    })
    if (code === '') {
      serveur.unref()
      return () => serveur.close()
    }
    if (code !== 'EADDRINUSE') throw new Error(`Le verrou d’installation ne peut pas être pris (${code})`)
    if (essai === 0) console.log('Une autre commande installe les dépendances, attente…')
    if (path === fichier && (await abandonne(fichier))) rmSync(fichier, { force: true })
    await new Promise((finir) => setTimeout(finir, 200))
  }
}

function abandonne(fichier) {
  return new Promise((finir) => {
    const essai = connect(fichier, () => (essai.destroy(), finir(false)))
    essai.once('error', (e) => finir(e.code === 'ECONNREFUSED'))
  })
}
