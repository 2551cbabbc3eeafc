import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clonerBase } from '../../../tests/base.ts'
import { ouvrirBase, sql } from '../db/index.ts'
import type { Base } from '../db/index.ts'
import { listEntrees } from '../journal/index.ts'
import { lireDessin } from './carte.ts'
import { importer } from './importer.ts'
import { carteCommunes, findContour, importerContours, importerVillages, insertSuccession, ouvrirTerritoires, semerTerritoire, updateBureau } from './index.ts'
import type { Territoires } from './index.ts'

const maintenant = new Date('2026-11-23T10:00:00Z')
const benin = join(import.meta.dirname, '../../../../shared/donnees/benin')
let prive: Awaited<ReturnType<typeof clonerBase>>
let base: Base
let territoires: Territoires

beforeAll(async () => {
  prive = await clonerBase()
  base = ouvrirBase(prive.url, 3)
  await base.ecrire((tx) => semerTerritoire(tx, maintenant))
  territoires = await ouvrirTerritoires(base.lire)
})
afterAll(async () => {
  await base.fermer()
  await prive.ranger()
})

describe('contenu', () => {
  test('12 départements, 77 communes, 546 arrondissements, et les habitants du recensement à chaque niveau', () => {
    const somme = (niveau: 'departement' | 'commune' | 'arrondissement') => territoires.tous(niveau).reduce((n, t) => n + (t.population2013 ?? 0), 0)
    expect(territoires.tous('departement')).toHaveLength(12)
    expect(territoires.tous('commune')).toHaveLength(77)
    expect(territoires.tous('arrondissement')).toHaveLength(546)
    for (const niveau of ['departement', 'commune', 'arrondissement'] as const) expect(somme(niveau)).toBe(10_008_749)
  })
  test('chaque code prolonge celui de son parent', () => {
    for (const niveau of ['commune', 'arrondissement'] as const) for (const t of territoires.tous(niveau)) expect(t.code.startsWith(t.parent!), t.code).toBe(true)
  })
  test('chaque territoire a son bureau, à confirmer', () => {
    for (const niveau of ['departement', 'commune', 'arrondissement'] as const) for (const t of territoires.tous(niveau)) expect(territoires.bureaux(t.code), t.nom).toHaveLength(1)
    expect(territoires.bureaux('12')[0]).toMatchObject({ nom: 'Préfecture du Zou', adresse: 'Abomey', verifie: false })
    expect(territoires.bureaux('1201')[0]?.nom).toBe('Mairie d’Abomey')
    expect(territoires.bureaux('BJ').length).toBeGreaterThan(5)
  })
  test('les deux codes d’une commune sont distincts', () => {
    expect(territoires.trouver('0801')).toMatchObject({ nom: 'Cotonou', codeCod: 'BJ0800' })
    expect(territoires.trouver('BJ')).toMatchObject({ nom: 'Bénin', niveau: 'pays', codeIso: 'BJ', population2013: 10_008_749 })
  })
})

describe('lecture', () => {
  test('chemins, ancêtres, enfants, couverture', () => {
    const [bohicon1] = territoires.chercher('Bohicon I', { niveau: 'arrondissement' })
    expect(territoires.chemin(bohicon1!.code)).toBe('Bohicon I, Bohicon, Zou')
    expect(territoires.ancetres(bohicon1!.code).map((t) => t.code)).toEqual(['BJ', '12', '1203'])
    expect(territoires.enfants('12').map((t) => t.code)).toEqual(['1201', '1202', '1203', '1204', '1205', '1206', '1207', '1208', '1209'])
    expect(territoires.couverture('1203')).toContain(bohicon1!.code)
    expect(territoires.couverture('1203')).not.toContain('12')
    expect(territoires.couverture('BJ')).toHaveLength(1 + 12 + 77 + 546)
    expect(territoires.chemin('BJ')).toBe('Bénin')
  })
  test('un code inconnu ne donne rien', () => {
    expect([territoires.trouver('99'), territoires.couverture('99'), territoires.chemin('99'), territoires.enfants('99'), territoires.ancetres('99')]).toEqual([undefined, [], '', [], []])
  })
  test('la recherche connaît les vrais noms', () => {
    expect(territoires.chercher('kpomasse')[0]?.nom).toBe('Kpomassè')
    expect(territoires.chercher('porto novo', { niveau: 'commune', limite: 1 }).map((t) => t.code)).toEqual(['1008'])
    expect(territoires.chercher('zou')[0]?.niveau).toBe('departement')
  })
})

describe('écriture', () => {
  test('semer deux fois ne change rien ; une ligne modifiée à la main reste', async () => {
    const compter = async () => (await sql<{ n: number }>`select count(*) as n from territoire.territoire where seme_le = ${maintenant}`.execute(base.lire)).rows[0]?.n
    const avant = await compter()
    await base.ecrire((tx) => updateBureau(tx, 'mairie-1203', { nom: 'Mairie de Bohicon', adresse: 'Quartier Zongo', telephone: null, horaires: null, verifie: true }, maintenant))
    await base.ecrire((tx) => semerTerritoire(tx, new Date('2027-01-01T00:00:00Z')))
    await territoires.actualiser()
    expect(await compter()).toBe(avant)
    expect(territoires.bureaux('1203')[0]).toMatchObject({ adresse: 'Quartier Zongo', verifie: true })
  })

  test('une commune née d’une autre en voit les dossiers, et l’inverse non', async () => {
    await base.ecrire(async (tx) => {
      await sql`insert into territoire.territoire (code, niveau, nom, parent, ouvert_le) values ('1299', 'commune', 'Bohicon-Nord', '12', '2026-01-01')`.execute(tx)
      await insertSuccession(tx, { ancien: '1203', nouveau: '1299', le: '2026-01-01', acte: 'Loi d’essai' })
    })
    await territoires.actualiser()
    expect(territoires.couverture('1299')).toEqual(expect.arrayContaining(['1299', '1203', ...territoires.enfants('1203').map((t) => t.code)]))
    expect(territoires.couverture('1203')).not.toContain('1299')
  })

  test('des villages s’importent, deux fois sans effet ; une faute n’écrit rien et dit sa ligne', async () => {
    const csv = 'code;parent;nom;population_2013\n010101001;010101;BOFOUNOU;120\n010101002;010101;Founougo-Gah;\n'
    expect(await base.ecrire((tx) => importerVillages(tx, csv, maintenant))).toEqual({ lues: 2, ecrites: 2 })
    expect(await base.ecrire((tx) => importerVillages(tx, csv, maintenant))).toEqual({ lues: 2, ecrites: 0 })
    await territoires.actualiser()
    expect(territoires.chemin('010101001')).toBe('Bofounou, Founougo, Banikoara, Alibori')
    expect(territoires.couverture('01')).toContain('010101002')
    await expect(base.ecrire((tx) => importerVillages(tx, `${csv}010101003;999999;X;\n`, maintenant))).rejects.toMatchObject({ champs: { fichier: 'Ligne 4 : l’arrondissement « 999999 » n’existe pas' } })
    await expect(base.ecrire((tx) => importerVillages(tx, 'rien', maintenant))).rejects.toMatchObject({ name: 'Saisie' })
  })

  test('un contour s’importe par code ou par code COD-AB', async () => {
    const carre = { type: 'Polygon', coordinates: [[[2, 7], [2.1, 7], [2.1, 7.1], [2, 7]]] }
    const geojson = (properties: object) => JSON.stringify({ type: 'FeatureCollection', features: [{ type: 'Feature', properties, geometry: carre }] })
    await base.ecrire((tx) => importerContours(tx, geojson({ pcode: 'BJ0800' }), 'essai', maintenant))
    expect(await findContour(base.lire, '0801')).toMatchObject({ geometrie: carre, source: 'essai' })
    await expect(base.ecrire((tx) => importerContours(tx, geojson({ pcode: 'BJ9' }), 'essai', maintenant))).rejects.toMatchObject({ name: 'Saisie' })
    await expect(base.ecrire((tx) => importerContours(tx, '{}', 'essai', maintenant))).rejects.toMatchObject({ name: 'Saisie' })
  })

  test('la commande importe un fichier et l’écrit au journal', async () => {
    const dossier = mkdtempSync(join(tmpdir(), 'iroko-territoire-'))
    const fichier = join(dossier, 'villages.csv')
    writeFileSync(fichier, 'code,parent,nom\n010101009,010101,TOURA\n')
    expect(await importer(base, fichier, 'essai', maintenant)).toBe('1 villages et quartiers lus, 1 écrits')
    expect((await listEntrees(base.lire, { verbe: 'territoire.importer' })).entrees[0]?.detail).toMatchObject({ lues: 1, source: 'essai' })
    rmSync(dossier, { recursive: true, force: true })
  })

  test.runIf(existsSync(benin))('les listes publiques entières s’importent', async () => {
    const lire = (nom: string) => readFileSync(join(benin, nom), 'utf8')
    expect((await base.ecrire((tx) => importerVillages(tx, lire('villages_quartiers.csv'), maintenant))).lues).toBe(5304)
    for (const [nom, nombre] of [['communes.geojson', 77], ['departements.geojson', 12]] as const) {
      expect(await base.ecrire((tx) => importerContours(tx, lire(nom), nom, maintenant))).toEqual({ ecrits: nombre })
    }
    await territoires.actualiser()
    expect(territoires.tous('village').length).toBeGreaterThanOrEqual(5304)
    expect(territoires.chercher('gbegamey').length).toBeGreaterThan(0)
  })
})

describe('carte schématique', () => {
  test('77 cases, une par commune, sans recouvrement, dans le cadre', () => {
    const dessin = lireDessin()
    expect(new Set(dessin.cases.map((c) => c.code))).toEqual(new Set(territoires.tous('commune').map((t) => t.code).filter((code) => code !== '1299')))
    expect(new Set(dessin.cases.map((c) => `${c.colonne}/${c.rangee}`)).size).toBe(77)
    // Same parity in a row: hexagons then touch without overlapping.
    expect(dessin.cases.every((c) => (c.colonne - c.rangee) % 2 === 0)).toBe(true)
    expect(new Set(dessin.cases.map((c) => c.sigle)).size).toBe(77)
    const { cellules, contours, viewBox } = carteCommunes(territoires)
    const [gauche = 0, , large = 0, hauteur = 0] = viewBox.split(' ').map(Number)
    const largeur = gauche + large
    for (const k of contours) expect(k.ancre === 'end' ? k.x - 11 * k.nom.length >= gauche : k.x + 11 * k.nom.length <= largeur, k.nom).toBe(true)
    for (const c of cellules) expect(c.x > 20 && c.x < largeur - 14 && c.y > 20 && c.y < hauteur - 20, c.nom).toBe(true)
    expect(cellules).toHaveLength(77)
    expect(contours).toHaveLength(12)
    // A département in one piece is one closed line.
    for (const k of contours) expect(k.d.match(/M/g), k.nom).toHaveLength(1)
  })
})
