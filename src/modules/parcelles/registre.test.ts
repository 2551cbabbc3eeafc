import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import type { Client, Champs } from '../../../tests/client.ts'
import { creerAgent } from '../../../tests/monde.ts'
import { sql } from '../../kernel/db/index.ts'

let essai: Essai
let agent: Client
let ailleurs: Client
let prefecture: Client
let bohicon = ''
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
  const commune = (nom: string) => essai.maison.territoires.chercher(nom, { niveau: 'commune' })[0]!.code
  bohicon = commune('Bohicon')
  agent = (await creerAgent(essai, 'secretaire_executif', bohicon, { nom: 'Hortense Agbodjan' })).client
  ailleurs = (await creerAgent(essai, 'secretaire_executif', commune('Parakou'))).client
  prefecture = (await creerAgent(essai, 'agent_prefecture', essai.maison.territoires.chercher('Zou', { niveau: 'departement' })[0]!.code)).client
})
afterAll(() => essai?.ranger())

const CARRE = '2.0660 7.1780\n2.0662 7.1780\n2.0662 7.1782\n2.0660 7.1782'
/** Text with plain spaces. */
const net = (texte: string) => texte.replace(/[\u00a0\u202f]/g, ' ')
let rang = 0
async function inscrire(champs: Champs = {}): Promise<string> {
  const r = await agent.envoyer('/parcelles/nouvelle', { territoire: bohicon, lotissement: 'Zongo', lot: `${100 + ++rang}`, ...champs })
  if (r.statut !== 303) throw new Error(r.texte)
  return r.vers!.split('/')[2]!
}

describe('inscrire', () => {
  test('la parcelle paraît à sa page, dans la liste sans accents, et en JSON', async () => {
    const id = await inscrire({ lotissement: 'Zongo-Sèhouè', tranche: '2', lot: '45', parcelle: 'B', el: '1204', contenance: '5a 00ca', titre: 'PH n° 12', contour: CARRE })
    const page = net((await agent.get(`/parcelles/${id}`)).texte)
    for (const mot of ['Lot 45, parcelle B', 'Lotissement Zongo-Sèhouè, tranche 2', '500 m²', 'PH n° 12', '<svg viewBox', 'Inscrite au registre']) expect(page).toContain(mot)
    expect((await agent.get('/parcelles?cherche=sehoue%2045')).texte).toContain(`/parcelles/${id}"`)
    expect((await agent.get('/parcelles?cherche=introuvable')).texte).toContain('Aucune parcelle ne correspond')
    const lue = (await agent.json('GET', `/parcelles/${id}`)).json<{ contenance: number; contour: unknown[]; superficie: number }>()
    expect(lue).toMatchObject({ contenance: 500, territoire: bohicon })
    expect([lue.contour.length, Math.round(lue.superficie)]).toEqual([4, 489])
  })

  test('deux désignations qui ne diffèrent que par la façon d’écrire sont la même, et ce qui est tapé reste', async () => {
    await inscrire({ lot: '7', parcelle: 'a', el: '77' })
    const double = await agent.envoyer('/parcelles/nouvelle', { territoire: bohicon, lotissement: 'ZONGO', lot: '007', parcelle: 'A', quartier: 'Chez Koffi' })
    expect(double.statut).toBe(409)
    expect(double.texte).toContain('déjà une parcelle de ce lotissement')
    expect(double.texte).toContain('Chez Koffi')
    const el = await agent.envoyer('/parcelles/nouvelle', { territoire: bohicon, lotissement: 'zongo', lot: '8', el: '0077' })
    expect([el.statut, el.texte.includes('état des lieux est déjà')]).toEqual([409, true])
  })

  test('chaque faute est dite à sa place, rien n’est écrit', async () => {
    const r = await agent.envoyer('/parcelles/nouvelle', { territoire: bohicon, lot: '', contenance: 'beaucoup', contour: '2.066 7.178\n2.0662 7.1782\n2.0662 7.178\n2.066 7.1782' })
    expect(r.statut).toBe(422)
    for (const mot of ['Écrivez le lot', 'la surface en m²', 'se croise', 'beaucoup']) expect(r.texte).toContain(mot)
    expect((await agent.envoyer('/parcelles/nouvelle', { territoire: '', lot: '1' })).texte).toContain('Choisissez la commune')
  })

  test('on n’inscrit que chez soi', async () => {
    const r = await ailleurs.envoyer('/parcelles/nouvelle', { territoire: bohicon, lot: '1' })
    expect([r.statut, r.texte.includes('Choisissez la commune')]).toEqual([422, true])
  })
})

describe('corriger', () => {
  test('l’histoire garde ce qui était écrit', async () => {
    const id = await inscrire({ contenance: '500' })
    const r = await agent.envoyer(`/parcelles/${id}/modifier`, { contenance: '480', contour: CARRE })
    expect(r.statut).toBe(303)
    expect(net((await agent.get(`/parcelles/${id}`)).texte)).toContain('contenance : 500 → 480 ; contour')
    expect((await agent.suivre(await agent.envoyer(`/parcelles/${id}/modifier`))).texte).toContain('Rien n’a changé')
  })
})

const VENTE = { nom: 'Afi DOSSOU', genre: 'personne', mode: 'vente', acte: 'Convention du 3 mars 2020', 'du.jour': '3', 'du.mois': '3', 'du.annee': '2020' }

describe('transférer', () => {
  test('le nouveau détenteur ferme le temps de l’ancien, ses papiers le suivent', async () => {
    const id = await inscrire()
    expect((await agent.envoyer(`/parcelles/${id}/transferer`, { nom: 'Codjo HOUNSOU', genre: 'personne', mode: 'attribution', acte: 'Lettre n° 4' })).statut).toBe(303)
    const r = await agent.envoyer(`/parcelles/${id}/transferer`, VENTE, { fichiers: { papiers: { nom: 'acte.png', type: 'image/png', octets: PNG } } })
    expect(r.statut).toBe(303)
    const page = (await agent.get(`/parcelles/${id}`)).texte
    for (const mot of ['Afi DOSSOU', 'Codjo HOUNSOU', 'jusqu’au', 'Vente de Codjo HOUNSOU à Afi DOSSOU', 'acte.jpg', 'Papier de Afi DOSSOU']) expect(page).toContain(mot)
    const papier = /\/parcelles\/[0-9a-f-]{36}\/papiers\/[0-9a-f-]{36}/.exec(page)![0]
    expect((await agent.get(papier)).entetes['content-type']).toBe('image/jpeg')
    expect((await ailleurs.get(papier)).statut).toBe(404)
    expect((await agent.get('/parcelles?cherche=dossou')).texte).toContain(id)
    expect((await agent.get('/parcelles?cherche=hounsou')).texte).not.toContain(id)
  })

  test('une date avant l’actuel, demain, un acte absent : chacun sa phrase', async () => {
    const id = await inscrire()
    await agent.envoyer(`/parcelles/${id}/transferer`, VENTE)
    const r = await agent.envoyer(`/parcelles/${id}/transferer`, { ...VENTE, acte: '', 'du.annee': '2019' })
    for (const mot of ['l’est devenu plus tard', 'Écrivez l’acte']) expect(r.texte).toContain(mot)
    expect((await agent.envoyer(`/parcelles/${id}/transferer`, { ...VENTE, 'du.annee': '2099' })).texte).toContain('pas encore arrivée')
  })

  test('la base refuse deux détenteurs à la fois', async () => {
    const id = await inscrire()
    const inserer = () => essai.maison.base.ecrire(async (tx) => void (await sql`insert into parcelles.detention (id, parcelle_id, genre, nom, mode, cree_par, cree_le) values (gen_random_uuid(), ${id}, 'personne', 'x', 'inconnu', 'x', now())`.execute(tx)))
    await inserer()
    await expect(inserer()).rejects.toMatchObject({ constraint: 'detention_une_a_la_fois' })
  })
})

describe('qui voit quoi', () => {
  test('une autre commune ne sait pas que la parcelle existe ; la préfecture lit sans écrire ; un visiteur se connecte', async () => {
    const id = await inscrire()
    for (const chemin of ['', '/modifier', '/transferer']) expect((await ailleurs.get(`/parcelles/${id}${chemin}`)).statut).toBe(404)
    expect((await ailleurs.poster(`/parcelles/${id}/transferer`, VENTE)).statut).toBe(404)
    expect((await ailleurs.get('/parcelles')).texte).not.toContain(id)
    const lue = await prefecture.get(`/parcelles/${id}`)
    expect([lue.statut, lue.texte.includes('/modifier')]).toEqual([200, false])
    expect((await prefecture.get(`/parcelles/${id}/modifier`)).statut).toBe(403)
    expect((await prefecture.get('/parcelles/nouvelle')).statut).toBe(403)
    expect((await essai.serveur.inject({ url: `/parcelles/${id}`, headers: { accept: 'text/html' } })).headers.location).toContain('/connexion/agent')
  })

  test('ouvrir une fiche et l’exporter se notent', async () => {
    const id = await inscrire({ quartier: 'Consulté' })
    await agent.get(`/parcelles/${id}`)
    await agent.get('/parcelles?cherche=consulte&format=csv')
    await new Promise((suite) => setTimeout(suite, 300))
    const { rows } = await sql<{ n: number }>`select count(*) as n from identite.consultation where objet = ${`parcelle:${id}`}`.execute(essai.maison.base.lire)
    expect(rows[0]!.n).toBe(2)
  })
})

test('la liste se parcourt sans rien perdre, dans l’ordre des lots', async () => {
  for (let i = 1; i <= 60; i++) await inscrire({ lotissement: 'Parcours', lot: String(i) })
  const vus: string[] = []
  for (let chemin: string | null = '/parcelles?lotissement=parcours'; chemin; ) {
    const { parcelles, suivant }: { parcelles: { lot: string }[]; suivant: string | null } = (await agent.json('GET', chemin)).json()
    vus.push(...parcelles.map((p) => p.lot))
    chemin = suivant ? `/parcelles?lotissement=parcours&apres=${suivant}` : null
  }
  expect(vus).toEqual(Array.from({ length: 60 }, (_, i) => String(i + 1)))
  const csv = (await agent.get('/parcelles?lotissement=parcours&format=csv')).texte
  expect(csv.trim().split('\n')).toHaveLength(61)
  expect((await agent.get('/parcelles?lotissement=parcours&format=xlsx')).entetes['content-type']).toContain('spreadsheetml')
  expect(JSON.parse((await agent.get('/parcelles?lotissement=parcours&format=geojson')).texte).features).toHaveLength(60)
})
