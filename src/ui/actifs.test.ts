import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { construireActifs } from './actifs.ts'

it('construit, compresse et nomme chaque fichier par son contenu, dans les limites de poids', async () => {
  const actifs = await construireActifs({ cache: false })
  for (const a of actifs.parChemin.values()) {
    expect(gunzipSync(a.gzip).equals(a.octets)).toBe(true)
    expect(brotliDecompressSync(a.brotli).equals(a.octets)).toBe(true)
    expect(a.chemin).toMatch(a.nom.startsWith('sw-') ? /^\/(v|guichet)\/sw\.js$/ : /^\/actifs\/[a-z-]+\.[0-9a-f]{8}\.(css|js|svg)$/)
  }
  const poids = (nom: string) => actifs.parChemin.get(actifs.actif(nom))!.gzip.length
  expect(poids('iroko.css')).toBeLessThanOrEqual(14 * 1024)
  expect(poids('agent.css')).toBeLessThanOrEqual(3 * 1024)
  expect(actifs.parChemin.get(actifs.actif('iroko.js'))!.octets.length).toBeLessThanOrEqual(3 * 1024)
  // One that works alone for a day: the whole reader of forms, taken once.
  expect(poids('hors-ligne.js')).toBeLessThanOrEqual(96 * 1024)
  expect(() => actifs.actif('absent.css')).toThrow('absent.css')
})

it('n’appelle aucun tiers : ni police, ni image, ni adresse dans les feuilles', async () => {
  const actifs = await construireActifs({ cache: false })
  for (const nom of ['iroko.css', 'agent.css']) {
    const css = actifs.parChemin.get(actifs.actif(nom))!.octets.toString()
    expect(css).not.toMatch(/@import|@font-face|https?:|url\(/)
  }
})

it('retrouve le même résultat dans sa réserve, et se méfie d’une réserve abîmée', async () => {
  const cache = await mkdtemp(path.join(tmpdir(), 'iroko-actifs-'))
  try {
    const froid = await construireActifs({ cache })
    const chaud = await construireActifs({ cache })
    expect([...chaud.parChemin.keys()].sort()).toEqual([...froid.parChemin.keys()].sort())
    const memoire = JSON.parse(await readFile(path.join(cache, 'actifs.json'), 'utf8')) as { sorties: string[] }
    await writeFile(path.join(cache, memoire.sorties[0]!.split(' ')[1]!), 'abîmé')
    const repare = await construireActifs({ cache })
    expect([...repare.parChemin.keys()].sort()).toEqual([...froid.parChemin.keys()].sort())
  } finally {
    await rm(cache, { recursive: true })
  }
})
