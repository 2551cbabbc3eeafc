import { afterAll, beforeAll, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { lisible } from '../../../tests/demande.ts'
import { creerAgent } from '../../../tests/monde.ts'
import type { AgentEssai } from '../../../tests/monde.ts'
import { sql } from '../../kernel/db/index.ts'

let essai: Essai
let directeur: AgentEssai
beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
  directeur = await creerAgent(essai, 'directeur', 'BJ')
})
afterAll(() => essai.ranger())

it('une question propose ce que le compte peut lui répondre, et rien d’autre ; le choix se garde', async () => {
  const { client } = directeur
  const base = (await client.envoyer('/conception/nouveau', { titre: 'Essai de reprise' }, { action: '/conception/nouveau' })).vers!
  const ajouter = (champs: Record<string, string>) => client.envoyer(`${base}/questions`, champs, { action: `${base}/ajouter` })
  await ajouter({ mots: 'Vous', liste: 'formulaire.etapes' })
  const [nom, jour] = [await ajouter({ mots: 'Votre nom', genre: 'nom', liste: 'formulaire.etapes.0.champs' }), await ajouter({ mots: 'Le jour', genre: 'date', liste: 'formulaire.etapes.0.champs' })]
  const page = await client.get(nom.vers!)
  expect(lisible(page.texte)).toContain('Préremplir avec')
  expect(page.texte).toContain('Le nom de famille du compte')
  expect(page.texte).not.toContain('Le téléphone du compte')
  expect(lisible((await client.get(jour.vers!)).texte)).not.toContain('Préremplir avec')
  expect((await client.envoyer(page, { prefill: 'compte.nom_famille' }, { action: nom.vers! })).statut).toBe(303)
  const { rows } = await sql<{ contenu: unknown }>`select contenu from conception.projet`.execute(essai.maison.base.lire)
  expect(JSON.stringify(rows)).toContain('"prefill":"compte.nom_famille"')
})
