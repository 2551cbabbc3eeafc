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

async function commencer(titre: string) {
  const { client } = directeur
  const base = (await client.envoyer('/conception/nouveau', { titre }, { action: '/conception/nouveau' })).vers!
  const ajouter = (champs: Record<string, string>) => client.envoyer(`${base}/questions`, champs, { action: `${base}/ajouter` })
  await ajouter({ mots: 'Vous', liste: 'formulaire.etapes' })
  const question = async (mots: string, genre: string) => (await ajouter({ mots, genre, liste: 'formulaire.etapes.0.champs' })).vers!
  const ecrit = async () => JSON.stringify((await sql<{ contenu: unknown }>`select contenu from conception.projet where titre = ${titre}`.execute(essai.maison.base.lire)).rows)
  return { client, base, question, ecrit }
}

it('une question propose ce que le compte peut lui répondre, et rien d’autre ; le choix se garde', async () => {
  const { client, question, ecrit } = await commencer('Essai de reprise')
  const [nom, jour] = [await question('Votre nom', 'nom'), await question('Le jour', 'date')]
  const page = await client.get(nom)
  expect(lisible(page.texte)).toContain('Préremplir avec')
  expect(page.texte).toContain('Le nom de famille du compte')
  expect(page.texte).not.toContain('Le téléphone du compte')
  expect(lisible((await client.get(jour)).texte)).not.toContain('Préremplir avec')
  expect((await client.envoyer(page, { prefill: 'compte.nom_famille' }, { action: nom })).statut).toBe(303)
  expect(await ecrit()).toContain('"prefill":"compte.nom_famille"')
})

it('une date propose de venir après les dates d’avant, et un document de valoir jusqu’à l’une d’elles', async () => {
  const { client, base, question, ecrit } = await commencer('Essai de dates')
  const [depart, heure, retour] = [await question('Départ', 'date'), await question('Heure', 'heure'), await question('Retour', 'date')]
  for (const sans of [depart, heure]) expect(lisible((await client.get(sans)).texte)).not.toContain('Pas avant la réponse à')
  const page = await client.get(retour)
  expect(lisible(page.texte)).toContain('Pas avant la réponse à')
  expect(page.texte).toContain('value="depart"')
  expect(page.texte).not.toContain('value="heure"')
  expect((await client.envoyer(page, { apres: 'depart' }, { action: retour })).statut).toBe(303)
  const papier = `${base}/partie/document`
  const ouverte = await client.get(papier)
  expect(lisible(ouverte.texte)).toContain('Ou jusqu’au jour donné à')
  expect((await client.envoyer(ouverte, { 'document.titre': 'Papier', 'document.genre': 'papier', 'document.validite.valeur': '3', 'document.validite.unite': 'mois', 'document.validite.jusque': 'retour', 'document.validite.source': 'Essai', 'document.sceau.nom': 'Essai' }, { action: papier })).statut).toBe(303)
  expect(await ecrit()).toContain('"apres":"depart"')
  expect(await ecrit()).toContain('"jusque":"retour"')
})
