import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import type { Client } from '../../../tests/client.ts'
import { creerAgent } from '../../../tests/monde.ts'
import { sql } from '../../kernel/db/index.ts'
import { listVoisines, parcelleIci, trouverParcelle } from './index.ts'
import { aireCommune } from './geometrie/relations.ts'
import { listAutour, listDansEmprise, requeteEmprise, requeteProches } from './lieu.queries.ts'
import type { Situee } from './lieu.queries.ts'

let essai: Essai
let agent: Client
let ailleurs: Client
let commune = ''
/** Steps of the generated grid, in degrees: about 20 m by 25 m, without streets. */
const [DX, DY] = [0.000_18, 0.000_225]
const [OUEST, SUD] = [2.0, 7.1]

beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
  const code = (nom: string) => essai.maison.territoires.chercher(nom, { niveau: 'commune' })[0]!.code
  commune = code('Bohicon')
  agent = (await creerAgent(essai, 'secretaire_executif', commune)).client
  ailleurs = (await creerAgent(essai, 'secretaire_executif', code('Parakou'))).client
  await essai.maison.base.ecrire(async (tx) => {
    await sql`insert into parcelles.parcelle (id, territoire, commune, lotissement, lot, contour, ouest, sud, est, nord, superficie, etat, cree_le, modifie_le)
      select gen_random_uuid(), ${commune}, ${commune}, 'Grille', (n + 1)::text, jsonb_build_array(jsonb_build_array(o, s), jsonb_build_array(o + ${DX}::float8, s), jsonb_build_array(o + ${DX}::float8, s + ${DY}::float8), jsonb_build_array(o, s + ${DY}::float8)),
        o, s, o + ${DX}::float8, s + ${DY}::float8, 500, 'active', now(), now()
      from (select n, ${OUEST}::float8 + (n % 250) * ${DX}::float8 as o, ${SUD}::float8 + (n / 250) * ${DY}::float8 as s from generate_series(0, 49999) n) g`.execute(tx)
  })
  const admin = new (await import('pg')).default.Client({ connectionString: essai.url })
  await admin.connect()
  await admin.query('analyze parcelles.parcelle')
  await admin.end()
}, 120_000)
afterAll(() => essai?.ranger())

const db = () => essai.maison.base.lire
/** A position in the cell of a lot of the grid. */
const dans = (colonne: number, ligne: number, fx = 0.5, fy = 0.5) => ({ lon: OUEST + (colonne + fx) * DX, lat: SUD + (ligne + fy) * DY })
const lotDe = (colonne: number, ligne: number) => String(ligne * 250 + colonne + 1)

describe('sur 50 000 parcelles', () => {
  async function plan(requete: ReturnType<typeof requeteEmprise>): Promise<string> {
    const { rows } = await sql<Record<string, string>>`explain ${requete}`.execute(db())
    return rows.map((r) => Object.values(r)[0]).join('\n')
  }

  test('une fenêtre et le plus proche passent par l’index des emprises, avec ou sans territoire', async () => {
    for (const codes of [null, [commune]]) {
      const fenetre = await plan(requeteEmprise(codes, [2.01, 7.11, 2.0105, 7.1105], 400))
      expect(fenetre).toMatch(/parcelle_emprise/)
      expect(fenetre).not.toMatch(/Seq Scan/)
      const proche = await plan(requeteProches(codes, [1.9, 7.0], 30))
      expect(proche).toMatch(/Index Scan using parcelle_emprise/)
      expect(proche).toMatch(/Order By: \(emprise <->/)
    }
  })

  test('un point trouve sa parcelle ; dans la rue, les plus proches avec leur distance', async () => {
    for (const [c, l] of [[0, 0], [249, 199], [17, 123]] as const) {
      const { dedans, proches } = await parcelleIci(db(), dans(c, l))
      expect([dedans.map((p) => p.lot), proches]).toEqual([[lotDe(c, l)], []])
    }
    const dehors = await parcelleIci(db(), dans(-1, 10, 0.5))
    expect(dehors.dedans).toEqual([])
    expect(dehors.proches[0]!.lot).toBe(lotDe(0, 10))
    expect(dehors.proches[0]!.metres).toBeCloseTo(9.9, 0)
    expect(dehors.proches.map((p) => p.metres)).toEqual(dehors.proches.map((p) => p.metres).toSorted((a, b) => a - b))
  })

  test('une parcelle au milieu a huit voisines, aucune n’empiète', async () => {
    const trouvee = await trouverParcelle(db(), { commune, lotissement: 'GRILLE', lot: lotDe(100, 100) })
    const voisines = await listVoisines(db(), (trouvee as { id: string }).id)
    expect([voisines.length, voisines.filter((v) => v.commun !== null)]).toEqual([8, []])
  })

  test('ce qui est trouvé par l’index est ce que trouve la comparaison de toutes avec toutes', async () => {
    const { lon, lat } = dans(50, 50, 0.7, 0.4)
    const contour = [[lon, lat], [lon + 2 * DX, lat + DY / 2], [lon + DX, lat + 2 * DY]] as const
    const trouvees = (await listAutour(db(), null, contour, null)).filter((v) => v.commun !== null).map((v) => v.id)
    const toutes = (await listDansEmprise(db(), null, [2, 7.1, 2.05, 7.15], 60_000)) as Situee[]
    expect(toutes.length).toBe(50_000)
    const attendues = toutes.filter((p) => aireCommune(contour, p.contour) > 0.25 * 24.9).map((p) => p.id)
    expect(trouvees.toSorted()).toEqual(attendues.toSorted())
    expect(attendues.length).toBeGreaterThan(3)
  }, 60_000)

  test('la carte de tout dessine les lotissements, et reste légère', async () => {
    const image = await agent.get('/parcelles/carte.svg?x=2.02&y=7.12&l=6000')
    expect([image.statut, image.entetes['content-type']]).toEqual([200, 'image/svg+xml'])
    expect(image.texte).toContain('Grille (50\u202f000)')
    expect(image.texte.length).toBeLessThan(3000)
    expect((await agent.get('/parcelles/carte')).texte).toContain('rapprochez-vous')
  })
})

describe('le guichet des autres modules', () => {
  test('trouve par désignation sans accents ni zéros, dit quand ce n’est pas assez, ne donne aucun nom', async () => {
    const un = await trouverParcelle(db(), { commune, lot: '0123' })
    expect(un).toMatchObject({ lot: '123', nom: 'Lot\u00a0123, lotissement Grille' })
    expect(Object.keys(un as object)).not.toContain('detenteur')
    await agent.envoyer('/parcelles/nouvelle', { territoire: commune, lotissement: 'Autre', lot: '123' })
    expect(await trouverParcelle(db(), { commune, lot: '123' })).toBe('plusieurs')
    expect(await trouverParcelle(db(), { commune, lotissement: 'autre', lot: '123' })).toMatchObject({ contour: null })
    expect(await trouverParcelle(db(), { commune, lotissement: 'Nulle part', lot: '1' })).toBeUndefined()
    expect(await trouverParcelle(db(), { commune, lotissement: 'Grille' })).toBeUndefined()
    expect(await listVoisines(db(), '01a213e8-e9f0-7bb3-b90c-f5e6f1c3bc66')).toEqual([])
  })
})

describe('les pages', () => {
  test('/parcelles/ici répond en HTML et en JSON, et dit chaque faute', async () => {
    const { lon, lat } = dans(3, 4)
    expect((await agent.get(`/parcelles/ici?lat=${String(lat).replace('.', ',')}&lon=${lon}`)).texte).toContain('La parcelle à cet endroit')
    const json = (await agent.json('GET', `/parcelles/ici?lat=${lat}&lon=${lon}`)).json<{ dedans: { lot: string }[] }>()
    expect(json.dedans.map((p) => p.lot)).toEqual([lotDe(3, 4)])
    expect((await agent.get('/parcelles/ici?lat=abc&lon=')).texte).toContain('Écrivez la latitude')
    expect((await agent.get('/parcelles/ici?lat=2.06&lon=7.17')).texte).toContain('inversées')
    expect((await agent.get('/parcelles/ici?lat=793000&lon=396000')).texte).toContain('EPSG:4326')
    expect((await agent.get('/parcelles/ici?lat=7.0999&lon=2.0001')).texte).toContain('Aucun contour ne contient ce point')
  })

  test('d’une autre commune, il n’y a rien à cet endroit', async () => {
    const { lon, lat } = dans(3, 4)
    expect((await ailleurs.json('GET', `/parcelles/ici?lat=${lat}&lon=${lon}`)).json()).toEqual({ dedans: [], proches: [] })
    expect((await ailleurs.get(`/parcelles/carte.svg?x=${lon.toFixed(6)}&y=${lat.toFixed(6)}&l=200`)).texte).not.toContain('Z"')
    expect((await ailleurs.get('/parcelles/carte')).texte).toContain('Rien n’est encore dessiné')
  })

  test('presser l’image ouvre la parcelle pressée, petite ou grande ; au clavier, rien n’est deviné', async () => {
    const { lon, lat } = dans(100, 100)
    const base = `/parcelles/carte?x=${lon.toFixed(6)}&y=${lat.toFixed(6)}&l=200`
    const vers = async (suite: string) => (await agent.get(`${base}&${suite}`)).vers
    const milieu = (await trouverParcelle(db(), { commune, lotissement: 'Grille', lot: lotDe(100, 100) })) as { id: string }
    // 200 m across 760 points: one cell to the east is 20 m, 76 points.
    const droite = (await trouverParcelle(db(), { commune, lotissement: 'Grille', lot: lotDe(101, 100) })) as { id: string }
    const haut = (await trouverParcelle(db(), { commune, lotissement: 'Grille', lot: lotDe(100, 101) })) as { id: string }
    expect(await vers('grande.x=380&grande.y=285')).toBe(`/parcelles/${milieu.id}`)
    expect(await vers('petite.x=160&petite.y=120')).toBe(`/parcelles/${milieu.id}`)
    expect(await vers('grande.x=456&grande.y=285')).toBe(`/parcelles/${droite.id}`)
    expect(await vers('petite.x=160&petite.y=80')).toBe(`/parcelles/${haut.id}`)
    expect((await agent.get(`${base}&petite.x=0&petite.y=0`)).texte).toContain('Choisissez la parcelle dans la liste')
    const page = (await agent.get(base)).texte
    expect(page).toContain('type="image"')
    expect(page).toContain(`/parcelles/${milieu.id}`)
    for (const mauvais of ['x=abc&y=7&l=1', 'x=2&y=7&l=999999999', 'vers=nimporte', 'x=200&y=100', 'grande.x=-5&grande.y=9999999']) expect((await agent.get(`/parcelles/carte?${mauvais}`)).statut).toBe(200)
  })
})
