import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '../../src/kernel/db/index.ts'
import { ouvrirEssai } from '../base.ts'
import type { Essai } from '../base.ts'
import { creerClient } from '../client.ts'
import type { Client } from '../client.ts'
import { agir, constater, constatHier, deposer, etape, lieux, lire, lisible, PERSONNE, photo, piece, remplir } from '../demande.ts'
import { attendreCode, creerAgent, jusqua } from '../monde.ts'
import { texteDuPdf } from '../pdf.ts'
import type { AgentEssai } from '../monde.ts'

let essai: Essai
let bohicon: string
let agent: AgentEssai
let chef: AgentEssai
beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: true })
  bohicon = lieux(essai).bohicon
  agent = await creerAgent(essai, 'agent_arrondissement', bohicon, { nom: '<b>Awa</b> "\'-- ${7*7}' })
  chef = await creerAgent(essai, 'chef_arrondissement', bohicon)
})
afterAll(() => essai.ranger())

const PIEGES = [
  `'; drop table demarches.dossier; --`,
  `" or 1=1 -- $1 %s \\' \\x27`,
  '<script>alert(1)</script><img src=x onerror=alert(2)>',
  `"><svg onload=alert(3)>&lt;b&gt;&amp;`,
  '</textarea></select></title><!--',
  '#panic("typst") *gras* $x^2$ @ref #read("/etc/passwd") `c`',
  '{{7*7}} ${7*7} <%= 7*7 %> {nom} {constat.le}',
  '=HYPERLINK("http://ailleurs.example")',
]
const EN_TROP = ['<script>alert', '<img src=x', '<svg onload', '</textarea></select>', '<b>Awa']

const sansBalise = (html: string) => {
  for (const morceau of EN_TROP) expect(html).not.toContain(morceau)
}
const serre = (texte: string) => texte.replace(/[\s\u200b]/g, '')

describe('du SQL, du HTML, des formules et des modèles dans chaque champ de texte', () => {
  it.each(PIEGES)('%s', async (piege) => {
    const citoyen = creerClient(essai)
    const id = await deposer(citoyen, bohicon, { lieu_naissance: piege, organisme: piege, 'domicile.precision': piege })
    const { reponses } = await lire(essai, id)
    // Kept as typed, spaces made single.
    const tape = piege.replace(/\s+/g, ' ').trim()
    expect([reponses.lieu_naissance, reponses.organisme]).toEqual([tape, tape])
    await agir(agent, id, 'demander-complement', { demande: `Papier ${piege}` })
    for (const [qui, chemin] of [[citoyen, `/suivi/${id}`], [agent.client, `/dossiers/${id}`]] as const) {
      const page = await qui.get(chemin)
      expect(page.statut).toBe(200)
      sansBalise(page.texte)
      expect(serre(lisible(page.texte).replaceAll('\u00a0', ' '))).toContain(serre(`Papier ${tape}`))
    }
    await citoyen.envoyer(`/suivi/${id}`, { message: piege }, { action: `/suivi/${id}/repondre`, fichiers: {} })
    sansBalise((await agent.client.get(`/dossiers/${id}`)).texte)
    sansBalise((await agent.client.get(`/dossiers?q=${encodeURIComponent(piege)}`)).texte)
    sansBalise((await agent.client.get('/journee')).texte)
    const { rows } = await sql<{ n: number }>`select count(*) as n from demarches.dossier`.execute(essai.maison.base.lire)
    expect(rows[0]!.n).toBeGreaterThan(0)
  })

  it('le nom n’accepte que des lettres, et le dit ; ce qui est tapé revient tel quel, sans s’exécuter', async () => {
    const citoyen = creerClient(essai)
    const id = await remplir(citoyen, bohicon)
    for (const piege of PIEGES) {
      const page = await etape(citoyen, id, 'personne', { ...PERSONNE, nom: piege })
      expect(page.statut).toBe(422)
      expect(lisible(page.texte)).toMatch(/Écrivez le nom (?:sans chiffre|avec des lettres seulement)/)
      sansBalise(page.texte)
    }
  })

  it('le récépissé et le document portent le texte lui-même, jamais ce qu’il voudrait faire', async () => {
    const citoyen = creerClient(essai)
    const piege = '#panic("x") *gras* $x$ <script>alert(1)</script> {nom}'
    const id = await deposer(citoyen, bohicon, { lieu_naissance: piege })
    expect((await citoyen.get(`/suivi/${id}/recepisse.pdf`)).statut).toBe(200)
    await constater(agent, id, { ...constatHier(), lieu: '#eval("1") <b>' })
    await agir(agent, id, 'proposer', { decision: 'accorder', motif: '' })
    await attendreCode(essai, chef)
    await agir(chef, id, 'signer', { decision: 'accorder', _code: chef.code() })
    await jusqua(async () => (await lire(essai, id)).etat === 'delivre')
    const texte = serre(texteDuPdf((await citoyen.get(`/dossiers/${id}/document.pdf`)).octets))
    expect(texte).toContain(serre('#panic("x") *gras* $x$ <script>alert(1)</script> {nom}'))
    expect(texte).toContain(serre('#eval("1") <b>'))
  })

  it('les noms d’agents, les bureaux et les messages sont échappés aussi', async () => {
    sansBalise((await agent.client.get('/journee')).texte)
    const id = await deposer(creerClient(essai), bohicon)
    expect((await agir(agent, id, 'proposer', { decision: 'accorder', motif: '', precision: '<script>alert(9)</script>' })).statut).toBe(303)
    await attendreCode(essai, chef)
    await agir(chef, id, 'renvoyer', { raison: '<img src=x onerror=alert(9)>' })
    for (const qui of [agent.client, chef.client]) sansBalise((await qui.get(`/dossiers/${id}`)).texte)
  })
})

describe('des signes qui trompent', () => {
  async function nomGarde(client: Client, id: string, champs: Record<string, string>) {
    const envoi = await etape(client, id, 'personne', { ...PERSONNE, ...champs })
    return { statut: envoi.statut, reponses: (await lire(essai, id)).reponses }
  }

  it('NUL, demi-signes, renversements de sens, sauts de ligne : ôtés, le reste est gardé', async () => {
    const client = creerClient(essai)
    const id = await remplir(client, bohicon)
    const gardes = await nomGarde(client, id, { nom: 'Dos\0sou\u202E', prenoms: 'S\u2067è\u2069nami\r\nAwa', lieu_naissance: 'Abo\u202Dmey\ufeff' })
    expect([gardes.statut, gardes.reponses.nom, gardes.reponses.prenoms, gardes.reponses.lieu_naissance]).toEqual([303, 'Dossou', 'Sènami Awa', 'Abomey'])
    const jeton = /name="_jeton" value="([^"]+)"/.exec((await client.get(`/brouillons/${id}/personne`)).texte)![1]!
    const demi = await essai.serveur.inject({
      method: 'POST', url: `/brouillons/${id}/personne`,
      headers: { accept: 'application/json', 'content-type': 'application/json', cookie: [...client.cookies].map(([n, v]) => `${n}=${v}`).join('; ') },
      payload: JSON.stringify({ ...PERSONNE, lieu_naissance: 'Abo?mey', _jeton: jeton }).replace('Abo?mey', 'Abo\\ud800mey'),
    })
    expect(demi.statusCode).toBe(200)
    expect(String((await lire(essai, id)).reponses.lieu_naissance)).toMatch(/^Abo\ufffd?mey$/)
  })

  it('des lettres d’ailleurs et des signes empilés : gardés ou refusés par une phrase, jamais une panne', async () => {
    const client = creerClient(essai)
    const id = await remplir(client, bohicon)
    for (const nom of ['Xɛ́ɖe', 'Ọlá', '𞤀𞤣𞤤𞤢𞤥', 'محمد', '李', 'e' + '\u0301'.repeat(40), 'ÅNGSTRÖM', 'a\u200bb', '😀']) {
      const { statut } = await nomGarde(client, id, { nom })
      expect([nom, statut === 303 || statut === 422]).toEqual([nom, true])
    }
  })

  it('un nom que le document ne sait pas écrire est dit avant la signature', async () => {
    const client = creerClient(essai)
    const id = await remplir(client, bohicon)
    for (const nom of ['𞤀𞤣', '李', '𝐀wa']) {
      expect((await etape(client, id, 'personne', { ...PERSONNE, nom })).statut).toBe(303)
      const depot = await client.envoyer(`/brouillons/${id}/resume`, {}, { action: `/brouillons/${id}/deposer` })
      expect(depot.statut).toBe(422)
      expect(lisible(depot.texte)).toContain(`Le document ne sait pas écrire le signe « ${[...nom][0]} » : modifiez la réponse qui le contient, en lettres latines`)
    }
    for (const nom of ['Xɛ́ɖe', 'Ọlá', 'محمد', 'ƘƴŋƁ']) expect((await etape(client, id, 'personne', { ...PERSONNE, nom })).statut).toBe(303)
    await etape(client, id, 'papiers', { exactitude: 'oui' }, piece(await photo(), '李😀.jpg'))
    const depot = await client.envoyer(`/brouillons/${id}/resume`, {}, { action: `/brouillons/${id}/deposer` })
    expect(depot.vers).toBe(`/suivi/${id}`)
    expect((await client.get(`/suivi/${id}/recepisse.pdf`)).statut).toBe(200)
  })
})
