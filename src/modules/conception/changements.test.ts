import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { creerClient } from '../../../tests/client.ts'
import { lieux, lire, lisible } from '../../../tests/demande.ts'
import { creerAgent } from '../../../tests/monde.ts'
import type { AgentEssai } from '../../../tests/monde.ts'
import { deposerEssai, ecrite, publierEssai } from '../../../tests/procedure.ts'
import { sql } from '../../kernel/db/index.ts'
import { publier } from '../demarches/definition.queries.ts'
import { lireDemarche } from '../demarches/index.ts'
import { comparerTextes } from './diff.ts'

let essai: Essai
let directeur: AgentEssai
const ADRESSE = '/conception/demarches/essai-de-circuit'
const MODELE = readFileSync('content/demarches/certificat-de-residence/document.typ', 'utf8')
beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
  directeur = await creerAgent(essai, 'directeur', 'BJ')
  await publierEssai(essai, {})
})
afterAll(() => essai.ranger())

it('deux modèles se comparent ligne à ligne', () => {
  expect(comparerTextes('a\nb\nc', 'a\nb\nc\n')).toBeUndefined()
  expect(comparerTextes('a\nb\nc', 'a\nx\ny\nc')).toEqual({ ligne: 2, avant: ['b'], apres: ['x', 'y'] })
  expect(comparerTextes('', 'a')).toEqual({ ligne: 1, avant: [''], apres: ['a'] })
})

it('chaque version dit ce qu’elle a changé, modèle du document compris', async () => {
  const neuve = lireDemarche(ecrite({ delai: { valeur: 9, unite: 'jours', source: 'essai', verifie: false } }))
  await essai.maison.base.ecrire((tx) => publier(tx, neuve, `${MODELE}\nUne ligne de plus.`, new Date()))
  const page = await directeur.client.get(ADRESSE)
  expect(page.texte).toContain(`${ADRESSE}/versions/2`)
  const dit = lisible((await directeur.client.get(`${ADRESSE}/versions/2`)).texte)
  expect(dit).toMatch(/Ce qui a changé depuis la version 1.*Délai.*« 5 » → « 9 »/)
  expect(dit).toMatch(/Le modèle a changé.*Une ligne de plus/)
  for (const version of ['1', '3', 'x']) expect((await directeur.client.get(`${ADRESSE}/versions/${version}`)).statut).toBe(404)
  expect((await creerClient(essai).get(`${ADRESSE}/versions/2`)).statut).toBe(303)
})

it('derrière deux cents dossiers qui ne peuvent pas suivre, les autres se déplacent aussi', async () => {
  const id = await deposerEssai(creerClient(essai), lieux(essai).bohicon)
  await essai.maison.base.ecrire(async (tx) => void (await sql`update demarches.dossier set version = 1 where id = ${id}`.execute(tx)))
  await essai.maison.base.ecrire(async (tx) => void (await sql`insert into demarches.dossier (id, numero, suivi, demarche, version, etat, canal, territoire, bureau, cree_par, demandeur, cree_le, modifie_le, depose_le, station, horloge)
    select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'V-' || n, sha256(('v' || n)::bytea), 'essai-de-circuit', 1, 'depose', 'ligne', ${lieux(essai).bohicon}, 'Bureau', 'systeme:essai', 'x', now(), now(), now(), 'instruction', '[]' from generate_series(1, 200) n`.execute(tx)))
  const premiere = await directeur.client.get(ADRESSE)
  expect(lisible(premiere.texte)).toContain('Parmi ceux de cette page, aucun ne peut suivre')
  const suite = new RegExp(`${ADRESSE}\\?apres=[0-9a-f-]{36}`).exec(premiere.texte)![0]
  const seconde = await directeur.client.get(suite)
  expect(seconde.texte).toContain(id)
  expect((await directeur.client.envoyer(seconde, {}, { action: `${ADRESSE}/deplacer`, bouton: ['tous', 'oui'] })).statut).toBe(303)
  expect((await lire(essai, id)).version).toBe(2)
})
