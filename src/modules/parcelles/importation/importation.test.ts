import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ouvrirEssai } from '../../../../tests/base.ts'
import type { Essai } from '../../../../tests/base.ts'
import type { Client, Reponse } from '../../../../tests/client.ts'
import { creerAgent, jusqua } from '../../../../tests/monde.ts'
import { sql } from '../../../kernel/db/index.ts'
import { reconnaitre } from './colonnes.ts'
import { lireFichier, LIGNES_AU_PLUS } from './lire-fichier.ts'
import { lireDate } from './lire-ligne.ts'

let essai: Essai
let agent: Client
let ailleurs: Client
let bohicon = ''
beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: true })
  const code = (nom: string) => essai.maison.territoires.chercher(nom, { niveau: 'commune' })[0]!.code
  bohicon = code('Bohicon')
  agent = (await creerAgent(essai, 'agent_guichet', bohicon)).client
  ailleurs = (await creerAgent(essai, 'agent_guichet', code('Parakou'))).client
})
afterAll(() => essai?.ranger())

const net = (texte: string) => texte.replace(/[\u00a0\u202f]/g, ' ')
const envoyer = (octets: string | Buffer, options: { nom?: string; presentes?: string; qui?: Client } = {}): Promise<Reponse> =>
  (options.qui ?? agent).envoyer('/parcelles/imports', { territoire: bohicon, presentes: options.presentes ?? 'ignorer' }, { fichiers: { fichier: { nom: options.nom ?? 'lots.csv', type: 'text/csv', octets: Buffer.from(octets as string) } } })
const compter = async (lotissement: string) => (await sql<{ n: number }>`select count(*) as n from parcelles.parcelle where lotissement = ${lotissement}`.execute(essai.maison.base.lire)).rows[0]!.n
type Fini = { etat: string; creees: number; modifiees: number; ignorees: number; refusees: number }
const etat = async (id: string) => (await sql<Fini>`select etat, creees, modifiees, ignorees, refusees from parcelles.importation where id = ${id}`.execute(essai.maison.base.lire)).rows[0]!
async function importer(octets: string, options: Parameters<typeof envoyer>[1] = {}): Promise<Fini> {
  const lu = await envoyer(octets, options)
  if (lu.statut !== 303) throw new Error(`${lu.statut} ${/class="erreurs"[\s\S]*?<\/div>/.exec(lu.texte)?.[0]}`)
  const id = lu.vers!.split('/')[3]!
  const oui = await agent.envoyer(lu.vers!, {}, { action: `/parcelles/imports/${id}/confirmer` })
  if (oui.statut !== 303) throw new Error(oui.texte)
  return jusqua(async () => {
    const e = await etat(id)
    return e.etat === 'finie' && e
  })
}

const WKT = 'POLYGON ((2.06 7.17, 2.0602 7.17, 2.0602 7.1702, 2.06 7.1702, 2.06 7.17))'

describe('un CSV', () => {
  test('se lit sans rien écrire, dit chaque faute avec sa ligne, puis s’écrit quand on confirme', async () => {
    const csv = `﻿Lotissement;Tranche;Lot;Parcelle;N° EL;Superficie (m²);Nom et prénoms;Depuis;Mode;Contour (WKT);Remarque
Import A;1;1;A;11;500;AHOUANSOU Paul;03/03/2020;Vente;${WKT};x
Import A;1;1;B;12;5a 10ca;;;;;
Import A;1;2;;13;beaucoup;;;;;
Import A;1;01;a;14;500;;;;;
Import A;1;;;;500;;;;;
Import A;1;3;=1+1;15;500;;31/02/2020;Vol;;
`
    const lu = await envoyer(csv)
    expect(lu.statut).toBe(303)
    expect(await compter('Import A')).toBe(0)
    const page = net((await agent.get(lu.vers!)).texte)
    for (const mot of ['6 lignes lues', '2 parcelles nouvelles', '4 lignes à corriger', 'formule de tableur', 'la surface en m²', 'déjà à la ligne 2', 'Écrivez le lot', 'Laissées de côté : « Remarque »', 'Lot 1, parcelle A']) expect(page).toContain(mot)
    const fautes = (await agent.get(`${lu.vers}?format=csv`)).texte
    expect(fautes).toContain('4;')
    const id = lu.vers!.split('/')[3]!
    const confirmer = await agent.get(lu.vers!)
    expect((await agent.envoyer(confirmer, {}, { action: `${lu.vers}/confirmer` })).statut).toBe(303)
    expect(await jusqua(async () => ((await etat(id)).etat === 'finie' ? etat(id) : undefined))).toMatchObject({ creees: 2, modifiees: 0, ignorees: 0, refusees: 4 })
    expect(await compter('Import A')).toBe(2)
    expect((await agent.get('/parcelles?cherche=ahouansou')).texte).toContain('Lot\u00a01, parcelle\u00a0A')
    expect((await agent.get(lu.vers!)).texte).toContain('Laissées dehors')
    // What the file held is in the register: the file itself is withdrawn.
    const { rows } = await sql<{ n: number }>`select count(*) as n from fichiers.reference where objet = ${`importation:${id}`} and retire_le is null`.execute(essai.maison.base.lire)
    expect(rows[0]!.n).toBe(0)
    const encore = await agent.poster(`${lu.vers}/confirmer`, { _jeton: /name="_jeton" value="([^"]+)"/.exec(confirmer.texte)![1]! })
    expect([encore.statut, encore.texte.includes('déjà confirmé')]).toEqual([409, true])
  })

  test('deux fois le même ne change rien ; compléter ne touche que ce qui est écrit, et ne chasse aucun détenteur', async () => {
    const lignes = Array.from({ length: 1203 }, (_, i) => `Import B;${i + 1};${400 + i};Koffi ${i}`).join('\n')
    const csv = `Lotissement,Lot,Contenance,Détenteur\n${lignes.replaceAll(';', ',')}`
    expect(await importer(csv)).toMatchObject({ creees: 1203, refusees: 0 })
    expect(await importer(csv)).toMatchObject({ creees: 0, modifiees: 0, ignorees: 1203 })
    expect(await importer(csv, { presentes: 'mettre-a-jour' })).toMatchObject({ creees: 0, modifiees: 0, ignorees: 1203 })
    expect(await importer('lotissement;lot;quartier;contenance;nom\nimport b;0001;Zongo;;Quelqu’un d’autre\nIMPORT B;2;;402;', { presentes: 'mettre-a-jour' })).toMatchObject({ creees: 0, modifiees: 2 })
    const { rows } = await sql<{ quartier: string; contenance: number; nom: string }>`select quartier, contenance, (select nom from parcelles.detention d where d.parcelle_id = p.id) as nom from parcelles.parcelle p where lotissement = 'Import B' and lot in ('1', '2') order by rang_lot`.execute(essai.maison.base.lire)
    expect(rows).toEqual([{ quartier: 'Zongo', contenance: 400, nom: 'Koffi 0' }, { quartier: '', contenance: 402, nom: 'Koffi 1' }])
  }, 60_000)

  test('un export se relit tel quel, formules protégées comprises', async () => {
    await importer(`lotissement;lot;el;contenance;titre;nom;contour\nImport C;1;;500;'-12/2020;'+Koffi;${WKT}\nImport C;2;;;;;`.replace("'+Koffi", 'Koffi'))
    const csv = (await agent.get('/parcelles?lotissement=import%20c&format=csv')).texte
    expect(csv).toContain("'-12/2020")
    expect(await importer(csv, { presentes: 'mettre-a-jour' })).toMatchObject({ creees: 0, modifiees: 0, ignorees: 2 })
    const geojson = (await agent.get('/parcelles?lotissement=import%20c&format=geojson')).texte
    expect(await importer(geojson, { presentes: 'mettre-a-jour', nom: 'c.geojson' })).toMatchObject({ creees: 0, modifiees: 0, ignorees: 2 })
  })

  test('à la fin, il dit combien de ses parcelles empiètent, et mène à elles', async () => {
    const carre = (x: number) => `POLYGON ((${[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]].map(([i, j]) => `${(2.09 + (x + i!) * 0.0002).toFixed(6)} ${(7.19 + j! * 0.0002).toFixed(6)}`).join(', ')}))`
    const finir = async (csv: string) => {
      const lu = await envoyer(csv)
      const id = lu.vers!.split('/')[3]!
      await agent.envoyer(lu.vers!, {}, { action: `/parcelles/imports/${id}/confirmer` })
      await jusqua(async () => (await etat(id)).etat === 'finie' && !(await agent.get(lu.vers!)).texte.includes('d’être comparé'))
      return { id, page: net((await agent.get(lu.vers!)).texte) }
    }
    expect((await finir(`lotissement;lot;contour\nImport G;1;${carre(0)}\nImport G;2;${carre(1)}`)).page).toContain('Aucun contour de cet import n’empiète')
    const { id, page } = await finir(`lotissement;lot;contour\nImport H;1;${carre(1.5)}\nImport H;2;${carre(4)}\nImport H;3;`)
    expect(page).toContain('1 parcelle empiète sur une autre')
    const lien = `/parcelles?contour=empiete&amp;importation=${id}`
    expect(page).toContain(lien)
    const liste = net((await agent.get(lien.replace('&amp;', '&'))).texte)
    expect([liste.includes('Lotissement Import H'), liste.includes('Lotissement Import G'), liste.includes('lots.csv')]).toEqual([true, false, true])
    expect((await agent.json('GET', `/parcelles?importation=${id}`)).json<{ parcelles: unknown[] }>().parcelles).toHaveLength(3)
  }, 60_000)

  test('une tranche oubliée ne double pas une parcelle', async () => {
    await importer('lotissement;tranche;lot;parcelle\nImport F;2;1;A\nImport F;3;1;A')
    const page = net((await agent.suivre(await envoyer('lotissement;lot;parcelle\nImport F;1;a\nImport F;2;a'))).texte)
    expect(page).toMatch(/Le registre a ce lot et cette parcelle en tranche [23]/)
    expect(page).toContain('1 parcelle nouvelle')
    expect(await importer('lotissement;tranche;lot;parcelle\nImport F;4;1;A')).toMatchObject({ creees: 1 })
  })

  test('une parcelle divisée n’est pas réinscrite, une ligne d’une autre commune ou d’un arrondissement inconnu est dite', async () => {
    await importer('lotissement;lot\nImport D;1')
    await essai.maison.base.ecrire(async (tx) => void (await sql`update parcelles.parcelle set etat = 'divisee', close_le = '2026-01-01' where lotissement = 'Import D'`.execute(tx)))
    const arrondissement = essai.maison.territoires.enfants(bohicon)[0]!
    const page = (await agent.suivre(await envoyer(`commune;arrondissement;lotissement;lot\nBohicon;${arrondissement.nom};Import D;1\nParakou;;Import D;2\nbohicon;Nulle part;Import D;3\n${bohicon};${arrondissement.nom.toUpperCase()};Import D;4`))).texte
    for (const mot of ['a été divisée ou fusionnée', 'de la commune «', 'pas d’arrondissement «', 'Lot\u00a04']) expect(page).toContain(mot)
  })
})

describe('un GeoJSON', () => {
  const objet = (lot: string, coordinates: unknown) => ({ type: 'Feature', properties: { LOT: lot, Lotissement: 'Geo', superficie: 488 }, geometry: { type: 'Polygon', coordinates } })
  const carre = [[[2.06, 7.17], [2.0602, 7.17], [2.0602, 7.1702], [2.06, 7.1702], [2.06, 7.17]]]
  test('s’importe avec ses contours ; ce qui se croise reste dehors', async () => {
    const croise = [[[2.06, 7.17], [2.0602, 7.1702], [2.0602, 7.17], [2.06, 7.1702], [2.06, 7.17]]]
    expect(await importer(JSON.stringify({ type: 'FeatureCollection', features: [objet('1', carre), objet('2', croise), { type: 'Feature', properties: { LOT: '3', Lotissement: 'Geo' }, geometry: null }, null] }), { nom: 'lots.geojson' })).toMatchObject({ creees: 2, refusees: 2 })
    const { rows } = await sql<{ n: number }>`select count(*) as n from parcelles.parcelle where lotissement = 'Geo' and round(superficie) = 489`.execute(essai.maison.base.lire)
    expect(rows[0]!.n).toBe(1)
  })
  test('en mètres, il est refusé d’une phrase', async () => {
    expect((await envoyer(JSON.stringify({ type: 'FeatureCollection', crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::32631' } }, features: [objet('1', carre)] }))).texte).toContain('projetées')
    const sansCrs = await agent.suivre(await envoyer(JSON.stringify({ type: 'FeatureCollection', features: [objet('1', [[[396000, 793000], [396020, 793000], [396020, 793020], [396000, 793000]]])] })))
    expect(sansCrs.texte).toContain('EPSG:4326')
    expect(lireFichier(Buffer.from(JSON.stringify({ type: 'FeatureCollection', crs: { properties: { name: 'EPSG:4326' } }, features: [objet('1', carre)] })))).toHaveProperty('lignes')
  })
})

describe('des fichiers hostiles', () => {
  const phrase = (octets: Buffer | string) => (lireFichier(Buffer.from(octets as string)) as { phrase: string }).phrase
  test('trop lourd, classeur, image, vide : une phrase à côté du champ, sans panne', async () => {
    const lourd = await envoyer(Buffer.alloc(100 * 1_048_576, 'a;b\n'))
    expect([lourd.statut, lourd.texte.includes('10 Mo au plus. Coupez-le')]).toEqual([422, true])
    expect((await envoyer(Buffer.from('504b0304140000000800', 'hex'), { nom: 'lots.xlsx' })).texte).toContain('CSV UTF-8')
    expect((await envoyer(Buffer.from('\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0', 'latin1'))).texte).toContain('pas du texte')
    expect((await envoyer('a;b\0c')).texte).toContain('pas du texte')
    expect((await envoyer('')).statut).toBe(422)
  }, 60_000)
  test('accents cassés, UTF-16, titres absents, guillemet ouvert', () => {
    expect(phrase(Buffer.from('lotissement;lot\nS\xe8h\xe8;1', 'latin1'))).toContain('à partir de la ligne 2')
    expect(phrase(Buffer.from('\ufefflot;el\n1;2', 'utf16le'))).toContain('UTF-16')
    expect(phrase('lot')).toContain('titres')
    expect(phrase('lot;el\n')).toContain('rien à importer')
    expect(phrase('lot;el\n"1;2\n3;4')).toContain('guillemet')
    expect(phrase(`${'a;'.repeat(99)}b\n1;2`)).toContain('60 au plus')
  })
  test('un million de lignes ou d’objets, et des listes sans fond, sont bornés sans figer le serveur', () => {
    const debut = performance.now()
    expect(phrase(`lot;el\n${'1;2\n'.repeat(1_000_000)}`)).toContain('20 000 au plus'.replace(' ', '\u202f'))
    expect(phrase(`{"type":"FeatureCollection","features":[${Array(1_000_000).fill('{}').join(',')}]}`)).toContain('au plus')
    expect(phrase('['.repeat(5_000_000))).toContain('listes dans des listes')
    expect(phrase(`{"type":"FeatureCollection","features":[{"a":${'{"a":'.repeat(100_000)}`)).toContain('listes dans des listes')
    expect(phrase('{"type":"FeatureCollection","features":[')).toContain('mal formé')
    expect(phrase('{"type":"Topology"}')).toContain('FeatureCollection')
    expect(phrase('[]')).toContain('FeatureCollection')
    expect(performance.now() - debut).toBeLessThan(10_000)
  })
  test('le plus grand fichier permis se lit', () => {
    const lu = lireFichier(Buffer.from(`lot;el\n${Array.from({ length: LIGNES_AU_PLUS }, (_, i) => `${i};`).join('\n')}`))
    expect('lignes' in lu && lu.lignes.length).toBe(LIGNES_AU_PLUS)
  })
  test('aucune colonne utile, ou un lieu d’ailleurs : rien n’est gardé', async () => {
    expect((await envoyer('nom;prénom\nA;B')).texte).toContain('Aucune colonne ne dit le lot')
    expect((await envoyer('lot;el\n1;2', { qui: ailleurs })).texte).toContain('Choisissez la commune')
  })
})

test('un import d’une autre commune n’existe pas', async () => {
  const { vers } = await envoyer('lotissement;lot\nImport E;1')
  expect((await ailleurs.get(vers!)).statut).toBe(404)
  for (const geste of ['confirmer', 'abandonner']) expect((await ailleurs.poster(`${vers}/${geste}`, {})).statut).toBe(404)
  expect((await ailleurs.get('/parcelles/imports')).texte).not.toContain(vers!)
  expect((await agent.envoyer(vers!, {}, { action: `${vers}/abandonner` })).statut).toBe(303)
  expect((await agent.get(vers!)).texte).toContain('abandonné')
  expect(await compter('Import E')).toBe(0)
})

test('les colonnes se reconnaissent à leur titre, une fois chacune', () => {
  expect(reconnaitre(['N° Lot', 'LETTRE', 'Superficie en m²', 'Superficie', 'Numéro d’état des lieux', 'Lot', 'Nom & prénoms', 'Contenance (m²)'])).toEqual(['lot', 'parcelle', null, 'contenance', 'el', null, 'detenteur', null])
})

test('les dates s’écrivent de trois façons', () => {
  expect(['03/03/2020', '2020-03-03', '2020', '31/02/2020', 'hier', '1/1/1700', '2020-13-01'].map(lireDate)).toEqual(['2020-03-03', '2020-03-03', '2020-01-01', undefined, undefined, undefined, undefined])
})
