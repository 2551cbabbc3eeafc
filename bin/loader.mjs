// Lets Node read .tsx: JSX is compiled by esbuild, and kept on disk under the hash of the source.
// Plain .ts is left to Node's own type stripping, whose result V8's compile cache keeps. Measured on 250 files of .ts:
// native 0.38 s cold and 0.09 s warm, esbuild 0.64 s and 0.09 s; 150 files of .tsx: 0.45 s cold, 0.09 s warm.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire, enableCompileCache, flushCompileCache, registerHooks } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const racine = fileURLToPath(new URL('..', import.meta.url))
const cache = join(racine, 'node_modules', '.cache', 'iroko', 'tsx')
const modules = join(racine, 'node_modules', '.cache', 'iroko', 'v8')

enableCompileCache(modules)
// V8 writes its cache at exit; a killed server would never have one.
setTimeout(flushCompileCache, 5000).unref()
try {
  mkdirSync(cache, { recursive: true })
} catch {
  // node_modules cannot be written (another owner, read-only image): compile each time.
}

/** @type {typeof import('esbuild') | undefined} loaded at the first miss only: it starts a process of its own */
let esbuild

const options = /** @type {const} */ ({
  loader: 'tsx', format: 'esm', target: 'node24', jsx: 'automatic', jsxImportSource: 'preact', sourcemap: 'inline', sourcesContent: false,
  tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
})
const empreinteOptions = JSON.stringify(options)
const empreinte = (...parts) => createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 32)

/** One cache file per source path, its first line the hash of what it was made from: the cache cannot grow. */
function compiler(chemin) {
  const source = readFileSync(chemin, 'utf8')
  const cle = `//${empreinte(empreinteOptions, source)}\n`
  const fichier = join(cache, `${empreinte(chemin)}.mjs`)
  try {
    const garde = readFileSync(fichier, 'utf8')
    if (garde.startsWith(cle)) return garde
  } catch {
    // Not in the cache yet.
  }
  esbuild ??= createRequire(import.meta.url)('esbuild')
  const { code } = esbuild.transformSync(source, { ...options, sourcefile: chemin, banner: cle.trimEnd() })
  try {
    const provisoire = `${fichier}.${process.pid}`
    writeFileSync(provisoire, code)
    renameSync(provisoire, fichier)
  } catch {
    // Same as above: the cache is a convenience.
  }
  return code
}

registerHooks({
  load(url, context, suite) {
    if (!url.startsWith('file:') || !new URL(url).pathname.endsWith('.tsx')) return suite(url, context)
    return { format: 'module', source: compiler(fileURLToPath(url)), shortCircuit: true }
  },
})
