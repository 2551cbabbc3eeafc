import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { trouverOcr } from './ocr.ts'

let dossier: string
const avant = process.env['IROKO_TESSERACT']

beforeAll(async () => {
  dossier = await mkdtemp(join(tmpdir(), 'iroko-ocr-'))
})
afterEach(() => {
  if (avant === undefined) delete process.env['IROKO_TESSERACT']
  else process.env['IROKO_TESSERACT'] = avant
})
afterAll(() => rm(dossier, { recursive: true }))

/** A program that answers as Tesseract does, counts its runs, and « reads » the bytes it is given. */
async function poser(nom: string, options: { langues?: string; lire?: string } = {}): Promise<string> {
  const chemin = join(dossier, nom)
  await writeFile(chemin, `#!/bin/sh
echo "$@" >> "${chemin}.appels"
case "$1" in
  --list-langs) printf 'List of available languages (3):\\n${options.langues ?? 'eng\\nfra\\nosd'}\\n' ;;
  --version) echo 'tesseract 5.3.0' >&2; echo ' leptonica-1.82.0' >&2 ;;
  *) ${options.lire ?? 'echo "$* $OMP_THREAD_LIMIT : $(cat)"; printf "\\f"'} ;;
esac
`)
  await chmod(chemin, 0o755)
  process.env['IROKO_TESSERACT'] = chemin
  return chemin
}

describe.runIf(process.platform !== 'win32')('la reconnaissance des lettres', () => {
  test('lit en français, sur un seul fil, et n’est cherchée qu’une fois', async () => {
    const chemin = await poser('bon')
    const ocr = await trouverOcr()
    expect(ocr?.version).toBe('5.3.0')
    expect(await ocr!.lire(Buffer.from('de\u0301libe\u0301ration'))).toBe('stdin stdout -l fra 1 : délibération')
    expect(await trouverOcr()).toBe(ocr)
    expect((await readFile(`${chemin}.appels`, 'utf8')).split('\n').filter((l) => l.startsWith('--'))).toEqual(['--list-langs', '--version'])
  })
  test('absente du poste, ou sans le français, se dit absente', async () => {
    process.env['IROKO_TESSERACT'] = join(dossier, 'nulle-part')
    expect(await trouverOcr()).toBeUndefined()
    await poser('anglais', { langues: 'eng\\nosd\\nfrancais' })
    expect(await trouverOcr()).toBeUndefined()
  })
  test('qui échoue le dit, même sans avoir lu toute l’image', async () => {
    await poser('panne', { lire: 'exit 3' })
    await expect((await trouverOcr())!.lire(Buffer.alloc(5_000_000))).rejects.toThrow('Tesseract s’est arrêté (3)')
  })
  test('qui écrit sans fin est arrêtée', async () => {
    await poser('bavard', { lire: 'yes' })
    await expect((await trouverOcr())!.lire(Buffer.from('x'))).rejects.toThrow('Tesseract s’est arrêté (SIGKILL)')
  })
})
