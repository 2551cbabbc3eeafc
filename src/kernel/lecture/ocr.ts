import { spawn } from 'node:child_process'

export type Ocr = {
  version: string
  /** The French text of a picture (PNG), as Tesseract reads it. Rejects when it fails or takes more than two minutes. */
  lire: (png: Uint8Array) => Promise<string>
}

const DELAI_MS = 120_000
/** A page holds a few thousand characters: more is not a text. */
const TEXTE_AU_PLUS = 1_000_000
const ENV = { PATH: process.env['PATH'], TESSDATA_PREFIX: process.env['TESSDATA_PREFIX'], SystemRoot: process.env['SystemRoot'], LC_ALL: 'C.UTF-8', OMP_THREAD_LIMIT: '1' }

/** Runs the program; its output, errors included when `tout`. */
function lancer(programme: string, args: readonly string[], entree?: Uint8Array, tout = false): Promise<string> {
  return new Promise((suite, echec) => {
    const enfant = spawn(programme, args, { env: ENV, stdio: ['pipe', 'pipe', tout ? 'pipe' : 'ignore'] })
    const morceaux: Buffer[] = []
    let taille = 0
    const tuer = () => {
      enfant.kill('SIGKILL')
      // What it may have started itself holds these too, and would be waited for.
      enfant.stdout!.destroy()
      enfant.stderr?.destroy()
    }
    const limite = setTimeout(tuer, DELAI_MS)
    const recevoir = (morceau: Buffer) => {
      taille += morceau.length
      if (taille > TEXTE_AU_PLUS * 4) tuer()
      else morceaux.push(morceau)
    }
    enfant.stdout!.on('data', recevoir)
    enfant.stderr?.on('data', recevoir)
    enfant.once('error', (erreur) => {
      clearTimeout(limite)
      echec(erreur)
    })
    enfant.once('close', (code, signal) => {
      clearTimeout(limite)
      if (code === 0) suite(Buffer.concat(morceaux).toString('utf8'))
      else echec(new Error(`Tesseract s’est arrêté (${signal ?? code})`))
    })
    // It may stop before it has read all: its exit code says why.
    enfant.stdin!.on('error', () => undefined)
    enfant.stdin!.end(entree)
  })
}

async function chercher(programme: string): Promise<Ocr | undefined> {
  try {
    // Version 3 writes both on its error output.
    const langues = await lancer(programme, ['--list-langs'], undefined, true)
    if (!/^fra\s*$/m.test(langues)) return undefined
    const version = /tesseract\s+v?(\S+)/.exec(await lancer(programme, ['--version'], undefined, true))?.[1]
    if (!version) return undefined
    return { version, lire: async (png) => (await lancer(programme, ['stdin', 'stdout', '-l', 'fra'], png)).normalize('NFC').replaceAll('\f', '').trim() }
  } catch {
    return undefined
  }
}

const trouves = new Map<string, Promise<Ocr | undefined>>()

/**
 * Tesseract with French, from the path in IROKO_TESSERACT or from the PATH; undefined where it is not installed, or without
 * its French data. Looked for once.
 */
export function trouverOcr(): Promise<Ocr | undefined> {
  const programme = process.env['IROKO_TESSERACT'] || 'tesseract'
  const trouve = trouves.get(programme) ?? chercher(programme)
  trouves.set(programme, trouve)
  return trouve
}
