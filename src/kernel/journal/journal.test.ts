import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clonerBase } from '../../../tests/base.ts'
import { ouvrirBase, sql } from '../db/index.ts'
import type { Base } from '../db/index.ts'
import { hacherFeuille, racineDe, verifierInclusion } from './arbre.ts'
import { insertEntrees, lireTuile, listAlterees, listEntrees, listTuilesFausses, origineDe, ouvrirCle, preuve, publierFichiers, retard, sequencer } from './index.ts'
import type { Json, NouvelleEntree } from './index.ts'
import { lireCheckpoint } from './note.ts'
import { listCheckpoints } from './rangs.ts'
import { deballer } from './tuiles.ts'

const dossier = mkdtempSync(join(tmpdir(), 'iroko-journal-'))
const public_ = join(dossier, 'journal')
const temoin = join(dossier, 'temoin')
const cle = ouvrirCle(Buffer.alloc(32, 9), origineDe('http://iroko.test'))
const maintenant = new Date('2026-11-23T21:00:00Z')
const reglages = { cle, dossier: public_, temoin, lot: 100 }
let base: Base
let prive: Awaited<ReturnType<typeof clonerBase>>

const entree = (n: number, autres: Partial<NouvelleEntree> = {}): NouvelleEntree => ({
  verbe: 'demarches.deposer', acteur: `agent:${n % 7}`, objet: `dossier:${n}`, territoire: '1203', detail: { n }, le: new Date(maintenant.getTime() + n), ...autres,
})
const ecrire = (nombre: number, de = 0) => base.ecrire((tx) => insertEntrees(tx, Array.from({ length: nombre }, (_, i) => entree(de + i))))

beforeAll(async () => {
  prive = await clonerBase()
  base = ouvrirBase(prive.url, 6)
})
afterAll(async () => {
  await base.fermer()
  await prive.ranger()
  rmSync(dossier, { recursive: true, force: true })
})

/** The published entries, read as an outsider would. */
async function lirePublic() {
  const point = lireCheckpoint(readFileSync(join(public_, 'checkpoint'), 'utf8'))!
  const entrees: Buffer[] = []
  for (let n = 0; n * 256 < point.taille; n++) {
    const largeur = Math.min(256, point.taille - n * 256)
    const lot = await lireTuile(public_, `tile/entries/${String(n).padStart(3, '0')}${largeur < 256 ? `.p/${largeur}` : ''}`)
    entrees.push(...deballer(lot!))
  }
  return { point, entrees }
}

describe('écrire et numéroter', () => {
  test('un journal neuf publie un point de contrôle signé, et rien ne bouge sans entrée nouvelle', async () => {
    await sequencer(base, reglages, maintenant)
    const note = readFileSync(join(public_, 'checkpoint'), 'utf8')
    expect(cle.verifier(note)).toBe(true)
    expect(await sequencer(base, reglages, maintenant)).toMatchObject({ numerotees: 0 })
    expect(readFileSync(join(public_, 'checkpoint'), 'utf8')).toBe(note)
  })

  test('les entrées sont numérotées par lots, publiées, et la racine se recalcule', async () => {
    const avant = (await sequencer(base, reglages, maintenant))!.taille
    await ecrire(770)
    expect(await retard(base.lire)).toMatchObject({ nombre: 770, plusAncienne: maintenant })
    expect(await sequencer(base, reglages, maintenant)).toEqual({ numerotees: 770, taille: avant + 770 })
    expect(await retard(base.lire)).toEqual({ nombre: 0, plusAncienne: null })
    const { point, entrees } = await lirePublic()
    expect(entrees).toHaveLength(avant + 770)
    expect(racineDe(entrees.map(hacherFeuille))).toEqual(point.racine)
    expect(await lireTuile(public_, 'tile/1/000.p/3')).toHaveLength(96)
    // Nothing of what was written can be read there.
    expect(entrees.map(String).join()).not.toMatch(/dossier:|agent:|1203/)
  })

  test('une transaction validée après une plus récente n’est pas oubliée', async () => {
    let valider = () => {}
    const attente = new Promise<void>((suite) => (valider = suite))
    let ecrit = () => {}
    const premier = new Promise<void>((suite) => (ecrit = suite))
    const lente = base.ecrire(async (tx) => {
      await insertEntrees(tx, [entree(1, { objet: 'dossier:lent' })])
      ecrit()
      await attente
    })
    await premier
    await ecrire(3, 5000)
    expect(await sequencer(base, reglages, maintenant)).toMatchObject({ numerotees: 3 })
    valider()
    await lente
    expect(await sequencer(base, reglages, maintenant)).toMatchObject({ numerotees: 1 })
    expect((await listEntrees(base.lire, { objet: 'dossier:lent' })).entrees[0]?.rang).toBeTypeOf('number')
  })

  test('deux séquenceurs et vingt écrivains : chaque rang une fois, sans trou', async () => {
    const ecrivains = Promise.all(Array.from({ length: 20 }, (_, i) => ecrire(15, 10_000 + i * 100)))
    await Promise.all([sequencer(base, reglages, maintenant), sequencer(base, reglages, maintenant), ecrivains])
    await sequencer(base, reglages, maintenant)
    const { rows } = await sql<{ n: number; m: number }>`select count(*) as n, max(rang) + 1 as m from journal.entree`.execute(base.lire)
    expect(rows[0]?.n).toBe(rows[0]?.m)
    const { point, entrees } = await lirePublic()
    expect(point.taille).toBe(rows[0]?.n)
    expect(racineDe(entrees.map(hacherFeuille))).toEqual(point.racine)
  })

  test('ce qui est gardé est ce qui est haché, quel que soit le détail', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ stringUnit: 'binary' })), fc.string({ unit: 'binary', minLength: 1 }), async (detail, objet) => {
        await base.ecrire((tx) => insertEntrees(tx, [entree(1, { objet: `o${objet}`, detail: detail as Record<string, Json> })]))
        await sequencer(base, reglages, maintenant)
      }),
      { numRuns: 40 },
    )
    expect(await listAlterees(base.lire, { de: 0, a: 5000 })).toEqual([])
  })
})

describe('lire', () => {
  test('par page, du plus récent au plus ancien, et par territoire', async () => {
    const vues: string[] = []
    let avant: string | undefined
    do {
      const page = await listEntrees(base.lire, { verbe: 'demarches.deposer', limite: 400, ...(avant ? { avant } : {}) })
      vues.push(...page.entrees.map((e) => e.id))
      avant = page.suivant
    } while (avant)
    expect(vues.length).toBeGreaterThan(1000)
    expect(new Set(vues).size).toBe(vues.length)
    expect([...vues].sort().reverse()).toEqual(vues)
    expect((await listEntrees(base.lire, { portee: { codes: ['1203'] } })).entrees).toHaveLength(50)
    expect((await listEntrees(base.lire, { portee: { codes: ['0101'] } })).entrees).toHaveLength(0)
  })

  test('la preuve d’un dossier se vérifie sans nous', async () => {
    const p = (await preuve(base.lire, 'dossier:42'))!
    const point = lireCheckpoint(p.checkpoint)!
    for (const e of p.entrees) {
      const chemin = e.chemin.map((h) => Buffer.from(h, 'base64'))
      expect(verifierInclusion(e.rang, point.taille, hacherFeuille(Buffer.from(e.ligne)), chemin, point.racine)).toBe(true)
    }
    expect(await preuve(base.lire, 'dossier:inconnu')).toBeUndefined()
  })
})

describe('ne rien réécrire', () => {
  test.each([
    ['effacer', `delete from journal.entree`],
    ['vider', `truncate journal.entree`],
    ['changer un détail', `update journal.entree set detail = '{}'`],
    ['renuméroter', `update journal.entree set rang = rang + 100000, feuille = feuille where rang is not null`],
    ['effacer un point de contrôle', `delete from journal.checkpoint`],
    ['changer un nœud', `update journal.noeud set empreinte = empreinte`],
  ])('le compte de service ne peut pas %s', async (_, texte) => {
    await expect(base.ecrire((tx) => sql.raw(texte).execute(tx))).rejects.toMatchObject({ code: '42501' })
  })

  test('le propriétaire de la base est arrêté par le déclencheur ; s’il le contourne, rien n’est plus signé', async () => {
    const client = new pg.Client(prive.url)
    await client.connect()
    try {
      await expect(client.query(`update journal.entree set acteur = 'autre' where rang = 3`)).rejects.toThrow('ne change pas')
      await client.query('begin; alter table journal.entree disable trigger user')
      await client.query(`update journal.entree set acteur = acteur || 'x' where rang = 3; alter table journal.entree enable trigger user; commit`)
      expect(await listAlterees(base.lire, { de: 0, a: 10 })).toMatchObject([{ rang: 3 }])
      await expect(publierFichiers(base.lire, join(dossier, 'ailleurs'))).rejects.toThrow('a été changée')
      await client.query('begin; alter table journal.entree disable trigger user')
      await client.query(`update journal.entree set acteur = left(acteur, -1) where rang = 3; alter table journal.entree enable trigger user; commit`)
    } finally {
      await client.end()
    }
  })

  test('une feuille forgée se voit : à la signature dans la dernière tuile, au contrôle lent dans les autres', async () => {
    const client = new pg.Client(prive.url)
    await client.connect()
    const forger = async (rang: number, feuille: Buffer) => {
      await client.query('begin; alter table journal.entree disable trigger user')
      await client.query('update journal.entree set feuille = $1 where rang = $2', [feuille, rang])
      await client.query('alter table journal.entree enable trigger user; commit')
    }
    try {
      const { point, entrees } = await lirePublic()
      const derniere = point.taille - 1
      expect(await listTuilesFausses(base.lire, { de: 0, a: point.taille })).toEqual([])
      for (const rang of [3, derniere]) await forger(rang, Buffer.alloc(32))
      expect(await listTuilesFausses(base.lire, { de: 0, a: point.taille })).toEqual([0])
      await ecrire(1)
      await expect(sequencer(base, reglages, maintenant)).rejects.toThrow('ne correspond plus')
      for (const rang of [3, derniere]) await forger(rang, hacherFeuille(entrees[rang]!))
      expect((await sequencer(base, reglages, maintenant))?.taille).toBe(point.taille + 1)
    } finally {
      await client.end()
    }
  })
})

describe('fichiers et témoins', () => {
  test('les fichiers se refont à l’identique depuis la base', async () => {
    const copie = join(dossier, 'copie')
    await publierFichiers(base.lire, copie)
    const lister = (d: string) => readdirSync(d, { recursive: true, withFileTypes: true }).filter((f) => f.isFile()).map((f) => join(f.parentPath, f.name).slice(d.length)).sort()
    for (const nom of lister(copie)) expect(readFileSync(join(public_, nom)), nom).toEqual(readFileSync(join(copie, nom)))
    expect(lister(copie).length).toBeGreaterThan(5)
  })

  test('une tuile pleine répond pour les partielles qu’elle a remplacées', async () => {
    const entiere = (await lireTuile(public_, 'tile/0/000'))!
    expect(await lireTuile(public_, 'tile/0/000.p/7')).toEqual(entiere.subarray(0, 224))
    expect(deballer((await lireTuile(public_, 'tile/entries/000.p/7'))!)).toHaveLength(7)
    expect(await lireTuile(public_, 'tile/0/999')).toBeUndefined()
    expect(await lireTuile(public_, '../temoin/checkpoint')).toBeUndefined()
  })

  test('chaque point de contrôle est copié dehors, et une base plus vieille que la publication ne publie rien', async () => {
    const gardes = await listCheckpoints(base.lire, 0)
    expect(readdirSync(temoin)).toHaveLength(gardes.length)
    const avance = cle.signer(`${cle.nom}\n99999999\n${Buffer.alloc(32).toString('base64')}\n`)
    const copie = join(dossier, 'copie')
    writeFileSync(join(copie, 'checkpoint'), avance)
    await expect(publierFichiers(base.lire, copie)).rejects.toThrow('sauvegarde plus ancienne')
    writeFileSync(join(copie, 'checkpoint'), avance.replace('99999999', '12'))
    await expect(publierFichiers(base.lire, copie)).rejects.toThrow('n’est pas celui de cette base')
  })
})

describe('bin/verifier-journal', () => {
  const serveur = createServer((requete, reponse) => {
    void lireTuile(public_, (requete.url ?? '').replace('/journal/', '')).then((octets) => reponse.writeHead(octets ? 200 : 404).end(octets))
  })
  const lancer = (...args: string[]) =>
    new Promise<{ code: number; texte: string }>((suite) => {
      const { port } = serveur.address() as AddressInfo
      execFile(process.execPath, [join(import.meta.dirname, '../../../bin/verifier-journal.mjs'), `http://127.0.0.1:${port}`, ...args], (erreur, sortie, plainte) =>
        suite({ code: erreur ? Number(erreur.code) : 0, texte: sortie + plainte }),
      )
    })
  const fichier = (nom: string, texte: string) => {
    writeFileSync(join(dossier, nom), texte)
    return join(dossier, nom)
  }
  beforeAll(() => new Promise<void>((suite) => serveur.listen(0, '127.0.0.1', suite)))
  afterAll(() => void serveur.close())

  test('tout est juste : signature, racine, ancien point de contrôle, preuve d’un dossier', async () => {
    const ancien = (await listCheckpoints(base.lire, 0)).find((c) => c.taille > 300)!
    const demande = fichier('preuve.json', JSON.stringify(await preuve(base.lire, 'dossier:42')))
    const { code, texte } = await lancer('--cle', cle.vkey, '--ancien', fichier('ancien', ancien.note), '--entree', demande, '--garder', join(dossier, 'garde'))
    expect(texte).toContain('parlent bien de dossier:42')
    expect(code).toBe(0)
    expect(readFileSync(join(dossier, 'garde'))).toEqual(readFileSync(join(public_, 'checkpoint')))
  })

  test('une autre clé, une entrée inventée, un ancien point divergent : faux', async () => {
    expect((await lancer('--cle', ouvrirCle(Buffer.alloc(32, 1), cle.nom).vkey)).code).toBe(1)
    expect((await lancer('--cle', cle.vkey, '--entree', 'iroko/1 inventée')).code).toBe(1)
    const divergent = cle.signer(`${cle.nom}\n12\n${Buffer.alloc(32).toString('base64')}\n`)
    expect(await lancer('--cle', cle.vkey, '--ancien', fichier('divergent', divergent))).toMatchObject({ code: 1, texte: expect.stringContaining('a été réécrit') })
    expect((await lancer()).code).toBe(4)
    expect((await lancer('--inconnu')).code).toBe(2)
  })

  test('un octet changé dans une tuile se voit', async () => {
    const chemin = join(public_, 'tile/entries/001')
    const bon = readFileSync(chemin)
    const abime = Buffer.from(bon)
    abime[40] = abime[40]! ^ 1
    writeFileSync(chemin, abime)
    expect(await lancer('--cle', cle.vkey)).toMatchObject({ code: 1, texte: expect.stringContaining('n’est pas celle de sa tuile') })
    writeFileSync(chemin, bon)
  })
})
