/** The static files: built at start by esbuild, compressed once, named by their content, kept on disk between two starts. */
import { createHash } from 'node:crypto'
import { mkdir, readFile, readdir, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

export type Actif = {
  /** As pages name it: `iroko.css`, `verifier.js`, `sw-verifier.js`. */
  nom: string
  /** As the server serves it: `/actifs/iroko.3fa9c1d2.css`; service workers lie in the folder they watch over: `/v/sw.js`. */
  chemin: string
  type: string
  octets: Buffer
  gzip: Buffer
  brotli: Buffer
  etag: string
  /** May be cached for a year (its name changes with its content); service workers may not. */
  immuable: boolean
}

export type Actifs = {
  parChemin: ReadonlyMap<string, Actif>
  /** The address of a file by its plain name. Throws on an unknown name: a page must not ask for what does not exist. */
  actif: (nom: string) => string
}

/** Order matters: later sheets rely on earlier ones, print comes last. */
const FEUILLES: Record<string, string[]> = {
  'iroko.css': [
    'jetons', 'base', 'page', 'entete', 'boutons', 'etiquettes', 'avis', 'formulaires', 'chemin', 'horloge', 'tableaux', 'onglets',
    'accueil', 'demarche', 'panneaux', 'dessins', 'verification', 'carte', 'creneaux', 'impression',
  ],
  'agent.css': ['agent', 'plan', 'guide'],
}

const TYPES: Record<string, string> = { '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.svg': 'image/svg+xml' }
type Produit = { nom: string; octets: Buffer }
type Memoire = { entrees: Record<string, string>; sorties: string[] }

const empreinte = (octets: Buffer | string) => createHash('sha256').update(octets).digest('hex')

/**
 * Builds, or finds again, every static file. `racine` is the repository (default: two folders above this file);
 * a warm start reads the cache of `node_modules/.cache/iroko` and does not start esbuild. A cache that cannot be
 * written is not an error: the next start builds again.
 */
export async function construireActifs(options: { racine?: string; cache?: string | false } = {}): Promise<Actifs> {
  const racine = options.racine ?? path.resolve(import.meta.dirname, '../..')
  const ui = path.join(racine, 'src/ui')
  const cache = options.cache === false ? undefined : (options.cache ?? path.join(racine, 'node_modules/.cache/iroko'))
  const actifs = (cache && (await relire(ui, cache))) || (await construire(ui, cache))
  const parChemin = new Map(actifs.map((a) => [a.chemin, a]))
  const parNom = new Map(actifs.map((a) => [a.nom, a.chemin]))
  return {
    parChemin,
    actif(nom) {
      const chemin = parNom.get(nom)
      if (!chemin) throw new Error(`Fichier statique inconnu : ${nom}`)
      return chemin
    },
  }
}

/** Every source file a build may start from, so that an added or removed one is noticed. A room may have scripts of its own, in its folder `client`. */
async function sources(ui: string): Promise<string[]> {
  const lister = async (dossier: string) => (await readdir(path.join(ui, dossier)).catch(() => [])).filter((f) => /\.tsx?$/.test(f) && !/\.(test|d)\.tsx?$/.test(f)).map((f) => `${dossier}/${f}`)
  const salles = await readdir(path.join(ui, '../modules')).catch(() => [])
  const scripts = await Promise.all(['client', ...salles.map((salle) => `../modules/${salle}/client`)].map(lister))
  const css = Object.values(FEUILLES).flat().map((f) => `css/${f}.css`)
  return [...css, 'marque.svg', 'actifs.ts', ...scripts.flat()].sort()
}

const estScript = (f: string) => /(?:^|\/)client\/[^/]+\.tsx?$/.test(f)

async function relire(ui: string, cache: string): Promise<Actif[] | undefined> {
  try {
    const memoire = JSON.parse(await readFile(path.join(cache, 'actifs.json'), 'utf8')) as Memoire
    const attendues = await sources(ui)
    if (attendues.some((f) => !(f in memoire.entrees))) return undefined
    const lues = await Promise.all(Object.entries(memoire.entrees).map(async ([f, h]) => empreinte(await readFile(path.join(ui, f))) === h))
    if (lues.includes(false) || Object.keys(memoire.entrees).some((f) => estScript(f) && !attendues.includes(f))) return undefined
    return await Promise.all(memoire.sorties.map((nom) => relireUn(cache, nom)))
  } catch {
    return undefined
  }
}

async function relireUn(cache: string, sortie: string): Promise<Actif> {
  const [nom = '', hash = ''] = sortie.split(' ')
  const lire = (suffixe: string) => readFile(path.join(cache, `${hash}${suffixe}`))
  const [octets, gz, br] = await Promise.all([lire(''), lire('.gz'), lire('.br')])
  if (empreinte(octets) !== hash) throw new Error('cache abîmé')
  return decrire(nom, octets, gz, br)
}

async function construire(ui: string, cache: string | undefined): Promise<Actif[]> {
  const entrees = new Map<string, string>()
  const noter = async (f: string) => {
    const octets = await readFile(path.join(ui, f))
    entrees.set(f, empreinte(octets))
    return octets
  }
  const toutes = await sources(ui)
  await Promise.all(toutes.map(noter))
  const produits: Produit[] = [{ nom: 'marque.svg', octets: await readFile(path.join(ui, 'marque.svg')) }]
  for (const [nom, parties] of Object.entries(FEUILLES)) produits.push({ nom, octets: await feuille(ui, nom, parties) })
  const scripts = toutes.filter(estScript)
  for (const f of scripts.filter((s) => !estSw(s))) produits.push(await script(ui, f, noter, {}))
  const noms = Object.fromEntries(produits.map((p) => [p.nom, chemin(p.nom, p.octets)]))
  for (const f of scripts.filter(estSw)) produits.push(await script(ui, f, noter, noms))
  const actifs = await Promise.all(produits.map(compresser))
  if (cache) await garder(cache, actifs, Object.fromEntries(entrees)).catch(() => undefined)
  return actifs
}

const estSw = (f: string) => path.basename(f).startsWith('sw-')

async function feuille(ui: string, nom: string, parties: string[]): Promise<Buffer> {
  const textes = await Promise.all(parties.map((p) => readFile(path.join(ui, 'css', `${p}.css`), 'utf8')))
  const { transform } = await import('esbuild')
  const { code } = await transform(textes.join('\n'), { loader: 'css', minify: true, sourcefile: nom, legalComments: 'none' })
  return Buffer.from(code)
}

/**
 * One client script. Pages load modules; a service worker is a classic script and receives `__ACTIFS__`, the addresses
 * of the other files, so that it can keep them and changes when one of them does.
 */
async function script(ui: string, f: string, noter: (f: string) => Promise<Buffer>, noms: Record<string, string>): Promise<Produit> {
  const { build } = await import('esbuild')
  const fait = await build({
    absWorkingDir: ui,
    entryPoints: [f],
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    target: 'es2020',
    platform: 'browser',
    format: estSw(f) ? 'iife' : 'esm',
    define: { __ACTIFS__: JSON.stringify(noms) },
    legalComments: 'none',
    logLevel: 'silent',
  })
  await Promise.all(Object.keys(fait.metafile.inputs).filter((f) => !f.startsWith('<')).map(noter))
  return { nom: `${path.parse(f).name}.js`, octets: Buffer.from(fait.outputFiles[0]!.contents) }
}

/** Where a service worker is served: its scope is that folder. One that is not named here watches over the whole site. */
const TRAVAILLEURS: Readonly<Record<string, string>> = { 'sw-verifier.js': '/v/sw.js', 'sw-hors-ligne.js': '/guichet/sw.js' }

/** The served address: service workers where their scope asks, the rest by content. */
function chemin(nom: string, octets: Buffer): string {
  if (estSw(nom)) return TRAVAILLEURS[nom] ?? `/${nom}`
  const { name, ext } = path.parse(nom)
  return `/actifs/${name}.${empreinte(octets).slice(0, 8)}${ext}`
}

async function compresser({ nom, octets }: Produit): Promise<Actif> {
  const [gz, br] = await Promise.all([
    promisify(gzip)(octets, { level: 9 }),
    promisify(brotliCompress)(octets, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: octets.length } }),
  ])
  return decrire(nom, octets, gz, br)
}

function decrire(nom: string, octets: Buffer, gz: Buffer, br: Buffer): Actif {
  const type = TYPES[path.extname(nom)] ?? 'application/octet-stream'
  return { nom, chemin: chemin(nom, octets), type, octets, gzip: gz, brotli: br, etag: `"${empreinte(octets).slice(0, 16)}"`, immuable: !estSw(nom) }
}

/** Writes each file under another name first: a start cut in the middle leaves no half file. */
async function garder(cache: string, actifs: Actif[], entrees: Record<string, string>): Promise<void> {
  await mkdir(cache, { recursive: true })
  const poser = async (nom: string, contenu: Buffer | string) => {
    const provisoire = path.join(cache, `${nom}.${process.pid}`)
    await writeFile(provisoire, contenu)
    await rename(provisoire, path.join(cache, nom))
  }
  for (const a of actifs) {
    const hash = empreinte(a.octets)
    await poser(hash, a.octets)
    await poser(`${hash}.gz`, a.gzip)
    await poser(`${hash}.br`, a.brotli)
  }
  const memoire: Memoire = { entrees, sorties: actifs.map((a) => `${a.nom} ${empreinte(a.octets)}`) }
  await poser('actifs.json', JSON.stringify(memoire))
}
