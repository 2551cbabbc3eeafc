import { afterAll, beforeAll, expect, test } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { creerHorloge } from '../../../tests/client.ts'
import type { Client } from '../../../tests/client.ts'
import { creerAgent } from '../../../tests/monde.ts'
import { sql } from '../../kernel/db/index.ts'
import { remplirDemonstration } from './demo.ts'
import { listVoisines } from './index.ts'

let essai: Essai
let agent: Client
const horloge = creerHorloge()
beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false, maintenant: horloge.maintenant })
  agent = (await creerAgent(essai, 'secretaire_executif', essai.maison.territoires.chercher('Bohicon', { niveau: 'commune' })[0]!.code)).client
})
afterAll(() => essai?.ranger())
const une = async <T>(requete: string) => (await sql<T>`${sql.raw(requete)}`.execute(essai.maison.base.lire)).rows[0]!

test('deux lotissements, un chevauchement, un litige, deux avis ; une seconde fois, rien', async () => {
  const debut = performance.now()
  for (let i = 0; i < 2; i++) await essai.maison.base.ecrire((tx) => remplirDemonstration(tx, essai.maison, horloge.maintenant()))
  expect(performance.now() - debut).toBeLessThan(5000)
  expect(await une('select count(*) as n, count(distinct commune) as communes, count(contour) as dessinees, count(*) filter (where etat = \'litigieuse\') as litiges from parcelles.parcelle')).toEqual({ n: 372, communes: 2, dessinees: 344, litiges: 1 })
  expect((await une<{ n: number }>('select count(*) as n from parcelles.opposition')).n).toBe(2)
  expect((await une<{ n: number }>('select count(*) as n from parcelles.detention where au is not null')).n).toBeGreaterThan(5)
  // Every neighbour of every plot of the first block: only the one drawn too wide overlaps.
  const { rows } = await sql<{ id: string; parcelle: string }>`select id, parcelle from parcelles.parcelle where lot = '101' order by parcelle`.execute(essai.maison.base.lire)
  const chevauchent = []
  for (const { id, parcelle } of rows) if ((await listVoisines(essai.maison.base.lire, id)).some((v) => v.commun !== null)) chevauchent.push(parcelle)
  expect(chevauchent).toEqual(['F', 'G'])
})

test('la journée dit l’avis qui finit, la carte et la page restent légères, le journal nomme la parcelle', async () => {
  const journee = (await agent.get('/journee')).texte
  expect(journee).toContain('avis foncier finit')
  expect(journee).toContain('encore 5\u00a0jours')
  const carte = await agent.get('/parcelles/carte?lotissement=Honm%C3%A8ho')
  expect(carte.texte.length).toBeLessThan(50_000)
  const image = await agent.get(/src="([^"]+carte\.svg[^"]+)"/.exec(carte.texte)![1]!.replaceAll('&amp;', '&'), { 'accept-encoding': 'gzip' })
  expect(image.octets.length).toBeLessThan(20_000)
  const admin = (await creerAgent(essai, 'administrateur', 'BJ')).client
  const journal = (await admin.get('/administration/journal')).texte
  expect(journal).toContain('Une parcelle')
  expect(journal).not.toContain('Lot\u00a0')
})
