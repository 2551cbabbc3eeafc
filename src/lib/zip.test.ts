import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import { expect, it } from 'vitest'
import { entreeZip, nomSur, zipper } from './zip.ts'

async function archiver(entrees: readonly { nom: string; octets: Uint8Array; serrer: boolean }[]): Promise<Buffer> {
  const morceaux: Buffer[] = []
  for await (const morceau of zipper(entrees.map((e) => ({ ...e, le: new Date('2026-11-25T10:20:30Z') })))) morceaux.push(morceau)
  return Buffer.concat(morceaux)
}

it('un lecteur d’archives relit chaque entrée, octet pour octet', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.record({ nom: fc.string({ minLength: 1, maxLength: 20 }).map((nom) => `d/${nomSur(nom)}`), octets: fc.uint8Array({ maxLength: 300 }), serrer: fc.boolean() }), { selector: (e) => e.nom, maxLength: 8 }), async (entrees) => {
      const lues = unzipSync(await archiver(entrees))
      expect(Object.keys(lues).toSorted()).toEqual(entrees.map((e) => e.nom).toSorted())
      for (const e of entrees) expect(Buffer.from(lues[e.nom]!).equals(Buffer.from(e.octets))).toBe(true)
    }),
  )
})

it('au-delà de 65 535 entrées l’archive est un ZIP64', async () => {
  const octets = Buffer.from('é')
  const archive = await archiver(Array.from({ length: 70_000 }, (_, n) => ({ nom: `${n}`, octets, serrer: false })))
  const lues = unzipSync(archive)
  expect(Object.keys(lues)).toHaveLength(70_000)
  expect(strFromU8(lues['69999']!)).toBe('é')
})

it('au-delà de 4 Go, la ligne du répertoire dit où l’entrée commence', () => {
  const { ligne } = entreeZip({ nom: 'a', octets: Buffer.from('x'), le: new Date(0), serrer: false }, 5_000_000_000)
  expect(ligne.readUInt32LE(42)).toBe(0xffff_ffff)
  expect(ligne.readBigUInt64LE(46 + 1 + 4)).toBe(5_000_000_000n)
})

it('Python lit l’archive sans faute, là où il y en a un', async () => {
  const dossier = mkdtempSync(join(tmpdir(), 'iroko-zip-'))
  try {
    writeFileSync(join(dossier, 'a.zip'), await archiver([{ nom: 'ɖ/é.txt', octets: Buffer.from('bonjour '.repeat(50)), serrer: true }]))
    let dit: string
    try {
      dit = execFileSync('python3', ['-c', 'import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); print(z.testzip(), len(z.read(z.namelist()[0])))', join(dossier, 'a.zip')], { encoding: 'utf8' })
    } catch (erreur) {
      if ((erreur as NodeJS.ErrnoException).code !== 'ENOENT') throw erreur
      return
    }
    expect(dit.trim()).toBe('None 400')
  } finally {
    rmSync(dossier, { recursive: true, force: true })
  }
})
