import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import type { Reponse } from '../../../tests/client.ts'
import { lisible } from '../../../tests/demande.ts'
import { creerAgent } from '../../../tests/monde.ts'
import type { AgentEssai } from '../../../tests/monde.ts'
import { lireDefinition } from '../../kernel/formulaires/index.ts'
import type { Db } from '../../kernel/db/index.ts'
import { lire } from './brut.ts'
import { lireDessin } from './image.ts'
import { getProjet } from './queries.ts'
import { lireTable, remplacerTable } from './table.ts'

const octets = (texte: string) => new TextEncoder().encode(texte)
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
let essai: Essai
let directeur: AgentEssai
beforeAll(async () => {
  essai = await ouvrirEssai()
  directeur = await creerAgent(essai, 'directeur', 'BJ')
})
afterAll(() => essai.ranger())

/** A project with one question of this type: its address, and that of the question. */
async function poserQuestion(titre: string, genre: string, mots: string): Promise<{ id: string; page: string; ou: string }> {
  const { client } = directeur
  const base = (await client.envoyer('/conception/nouveau', { titre }, { action: '/conception/nouveau' })).vers!
  await client.envoyer(`${base}/questions`, { mots: 'Étape', liste: 'formulaire.etapes' }, { action: `${base}/ajouter` })
  const page = (await client.envoyer(`${base}/questions`, { mots, genre, liste: 'formulaire.etapes.0.champs' }, { action: `${base}/ajouter` })).vers!
  return { id: base.split('/')[2]!, page, ou: page.split('/').at(-1)! }
}
const envoyer = (page: string, porte: string, champ: string, fichier: { nom: string; type: string; octets: Uint8Array }): Promise<Reponse> =>
  directeur.client.envoyer(page, {}, { action: page.replace('/partie/', `/${porte}/`), fichiers: { [champ]: fichier } })
const champDe = async ({ id, ou }: { id: string; ou: string }) => lire((await getProjet(essai.maison.base.lire as Db, id)).contenu, ou) as Record<string, never>

describe('la table d’une question', () => {
  it('un CSV de tableur s’envoie, ses colonnes se choisissent en cliquant, un autre le remplace sans perdre les choix', async () => {
    const q = await poserQuestion('Table de rues', 'reference', 'Rue')
    const windows = Uint8Array.from(Buffer.from('Code;Nom de la rue;Quartier;Prix\r\nv1;"Rue ; du Marché";Zongo;1 500\r\nv2;École;Gare;2 500\r\n;;;\r\n', 'latin1'))
    expect((await envoyer(q.page, 'table', 'csv', { nom: 'voies.csv', type: 'text/csv', octets: windows })).statut).toBe(303)
    const page = lisible((await directeur.client.get(q.page)).texte)
    expect(page).toContain('La table a 2 lignes et 4 colonnes')
    for (const mots of ['Colonne qui distingue les lignes', 'Colonne qu’on lit', 'Colonne de précision', 'Rue ; du Marché', 'École']) expect(page).toContain(mots)
    const enregistre = await directeur.client.envoyer(q.page, { 'table.detail': 'quartier', 'table.nombres': ['prix'] }, { action: q.page })
    expect(enregistre.statut).toBe(303)
    expect(await champDe(q)).toMatchObject({ table: { colonnes: ['code', 'nom_de_la_rue', 'quartier', 'prix'], cle: 'code', libelle: 'nom_de_la_rue', detail: 'quartier', nombres: ['prix'], lignes: [['v1', 'Rue ; du Marché', 'Zongo', '1500'], ['v2', 'École', 'Gare', '2500']] } })
    const colle = await directeur.client.envoyer(q.page, { colle: 'Nom de la rue\tCode\tPrix\nPaix\tv9\t900' }, { action: q.page.replace('/partie/', '/table/') })
    expect(lisible((await directeur.client.suivre(colle)).texte)).toContain('La colonne choisie « quartier » n’y est plus : choisissez de nouveau')
    const { table } = await champDe(q)
    expect(table).toEqual({ colonnes: ['nom_de_la_rue', 'code', 'prix'], cle: 'code', libelle: 'nom_de_la_rue', nombres: ['prix'], lignes: [['Paix', 'v9', '900']] })
    expect(lireDefinition({ etapes: [{ code: 'e', titre: 'E', champs: [await champDe(q)] }] }).etapes).toHaveLength(1)
  })
  it('ce qui n’est pas une table se dit près de la case, et la question garde ce qu’elle avait', async () => {
    const q = await poserQuestion('Table refusée', 'reference', 'Rue')
    const avant = await champDe(q)
    const cas: [string, Uint8Array, string][] = [
      ['a.xlsx', await sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } }).png().toBuffer(), 'n’est pas du texte'],
      ['a.csv', octets('code;nom\nv1;Rue;de trop\n'), 'La ligne 2 a 3 valeurs pour 2 colonnes'],
      ['a.csv', octets('code;nom\n'), 'Cette table est vide'],
      ['a.csv', octets('code;nom\n"v1;Rue\n'), 'vérifiez ses guillemets'],
      ['a.csv', octets(`code;nom\n${'x;y\n'.repeat(5001)}`), 'plus de 5000 lignes'],
    ]
    for (const [nom, contenu, phrase] of cas) {
      const refusee = await envoyer(q.page, 'table', 'csv', { nom, type: 'text/csv', octets: contenu })
      expect([phrase, refusee.statut]).toEqual([phrase, 422])
      expect(lisible(refusee.texte)).toContain(phrase)
      // The form of the question shows what it holds, not an empty form.
      expect(refusee.texte).toMatch(/name="requis"[^>]*checked|checked[^>]*name="requis"/)
    }
    expect(await champDe(q)).toEqual(avant)
  })
  it('devine la clé, le nom et les nombres d’une première table', () => {
    const { table } = remplacerTable(undefined, lireTable(octets('Montant,Intitulé,Réf\n10,A,1\n10,B,2')))
    expect(table).toMatchObject({ cle: 'intitule', libelle: 'montant' })
    expect(lireTable(octets('Nom;Nom;\nA;B;\n'))).toEqual({ colonnes: ['nom', 'nom_2'], lignes: [['A', 'B']] })
  })
})

describe('l’image d’une question', () => {
  it('s’envoie, se montre, se remplace et se retire ; une image neuve n’est fautive que d’être absente', async () => {
    const q = await poserQuestion('Démarche illustrée', 'image', 'Le plan de la parcelle')
    expect(await champDe(q)).toEqual({ code: 'le_plan_de_la_parcelle', type: 'image', fichier: 'image.png', alternative: 'Le plan de la parcelle' })
    expect(lisible((await directeur.client.get(`/conception/${q.id}/questions`)).texte)).toContain('L’image « Le plan de la parcelle » n’est pas encore envoyée')
    const grande = await sharp({ create: { width: 1800, height: 1400, channels: 3, background: '#fff', noise: { type: 'gaussian', mean: 128, sigma: 60 } } }).png().toBuffer()
    expect((await envoyer(q.page, 'image', 'image', { nom: 'Plan du lot.PNG', type: 'image/png', octets: grande })).statut).toBe(303)
    expect(await champDe(q)).toMatchObject({ fichier: 'plan_du_lot.jpg', donnees: expect.stringMatching(/^data:image\/jpeg;base64,/) })
    const page = await directeur.client.get(q.page)
    expect(page.texte).toContain('<img src="data:image/jpeg;base64,')
    expect((await directeur.client.envoyer(q.page, { alternative: 'Un plan', legende: 'Exemple' }, { action: q.page })).statut).toBe(303)
    expect((await envoyer(q.page, 'dessin', 'dessin', { nom: 'p.svg', type: 'image/svg+xml', octets: octets(SVG) })).statut).toBe(303)
    const champ = await champDe(q)
    expect(champ).toMatchObject({ alternative: 'Un plan', legende: 'Exemple', fichier: 'p.svg', donnees: `data:image/svg+xml;base64,${Buffer.from(SVG).toString('base64')}` })
    expect(lireDefinition({ etapes: [{ code: 'e', titre: 'E', champs: [champ] }] }).etapes).toHaveLength(1)
    expect((await directeur.client.envoyer(q.page, {}, { action: q.page.replace('/partie/', '/sans-image/') })).statut).toBe(303)
    expect(await champDe(q)).not.toHaveProperty('donnees')
  })
  it('ce qui n’est pas une image, ou fait plus que dessiner, se refuse par son contenu', async () => {
    const q = await poserQuestion('Image refusée', 'image', 'Plan')
    expect((await envoyer(q.page, 'image', 'image', { nom: 'plan.png', type: 'image/png', octets: octets(SVG) })).statut).toBe(422)
    expect((await envoyer(q.page, 'image', 'image', { nom: 'plan.png', type: 'image/png', octets: octets('%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n') })).statut).toBe(422)
    for (const mauvais of ['<p>', SVG.replace('<path', '<script>alert(1)</script><path'), SVG.replace('<path', '<path onload="x()"'), SVG.replace('<path', '<image href="https://ailleurs.bj/x.png"/><path'), SVG.replace('<path', '<style>@import "x";</style><path'), SVG.replace(' xmlns="http://www.w3.org/2000/svg"', ''), SVG.replace('<path', `<!--${'x'.repeat(50_000)}--><path`), `<!DOCTYPE svg [<!ENTITY a "b">]>${SVG}`]) expect(() => lireDessin(octets(mauvais)), mauvais.slice(0, 80)).toThrow()
    expect(lireDessin(octets(`<?xml version="1.0"?>\n<!-- a --><!-- b -->\n${SVG}\n`))).toBeInstanceOf(Uint8Array)
    expect(() => lireDessin(octets(`${'<!-- a -->'.repeat(3000)}<p>`))).toThrow('pas un dessin')
  })
  it('une explication neuve dit les mots qu’on a écrits', async () => {
    const q = await poserQuestion('Démarche expliquée', 'explication', 'Prenez votre carte')
    expect(await champDe(q)).toMatchObject({ type: 'explication', texte: 'Prenez votre carte' })
  })
})
