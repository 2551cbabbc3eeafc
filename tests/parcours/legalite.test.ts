import type { AddressInfo } from 'node:net'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from '../../src/kernel/db/index.ts'
import { creerConseil } from '../../src/modules/legalite/seance/demo.ts'
import { ouvrirEssai } from '../base.ts'
import type { Essai } from '../base.ts'
import { creerHorloge } from '../client.ts'
import { confirmerRegles, pdfDe } from '../legalite.ts'
import { attendreCode, creerAgent, jusqua } from '../monde.ts'
import type { AgentEssai } from '../monde.ts'
import { BUREAU, TELEPHONE, deborde, fautesAccessibilite, ouvrirFenetre, ouvrirNavigateur } from '../navigateur.ts'

// Monday 4 January 2027; the session is held on Friday 15.
const horloge = creerHorloge('2027-01-04T08:00:00Z')
const JOUR = 86_400_000
let essai: Essai
let navigateur: Browser
let origine: string
let mairie: { agent: AgentEssai; maire: AgentEssai }
let prefecture: { controleur: AgentEssai; prefet: AgentEssai }
let ministere: AgentEssai

beforeAll(async () => {
  essai = await ouvrirEssai({ maintenant: horloge.maintenant })
  await confirmerRegles(essai)
  mairie = { agent: await creerAgent(essai, 'agent_actes', '1203', { nom: 'Clément Essai' }), maire: await creerAgent(essai, 'maire', '1203', { nom: 'Séraphine Essai' }) }
  prefecture = { controleur: await creerAgent(essai, 'controleur_legalite', '12', { nom: 'Victoire Essai' }), prefet: await creerAgent(essai, 'prefet', '12', { nom: 'Firmin Essai' }) }
  ministere = await creerAgent(essai, 'agent_ministere', 'BJ', { nom: 'Nafissatou Essai' })
  await essai.maison.base.ecrire((tx) => creerConseil(tx, '1203', { nombre: 9, du: '2026-05-01', graine: 'legalite' }))
  await essai.serveur.listen({ port: 0, host: '127.0.0.1' })
  origine = `http://localhost:${(essai.serveur.server.address() as AddressInfo).port}`
  navigateur = await ouvrirNavigateur()
})
afterAll(async () => {
  await navigateur?.close()
  await essai?.ranger()
})

async function entrer(qui: AgentEssai, script: boolean): Promise<{ fenetre: BrowserContext; page: Page; aller: (chemin: string) => Promise<unknown>; message: () => Promise<string> }> {
  const fenetre = await ouvrirFenetre(navigateur, { taille: BUREAU, script })
  await fenetre.addCookies([{ name: 'iroko_s', value: qui.client.cookies.get('iroko_s')!, url: origine }])
  const page = await fenetre.newPage()
  return { fenetre, page, aller: (chemin) => page.goto(origine + chemin), message: async () => (await page.locator('.message, #erreurs').first().textContent()) ?? '' }
}

/** What each screen owes: accessible, and no wider than the window, on a telephone and on a desk. */
async function regarder(page: Page, chemin: string): Promise<void> {
  await page.goto(origine + chemin)
  for (const taille of [TELEPHONE, BUREAU]) {
    await page.setViewportSize(taille)
    expect([chemin, taille.width, await fautesAccessibilite(page), await deborde(page)]).toEqual([chemin, taille.width, [], false])
  }
}

const OBJETS = ['Tarifs du marché', 'Noms des voies', 'Plan annuel d’investissement', 'Lotissement de Zakpo', 'Affermage de l’eau', 'Couloirs de passage', 'Subventions', 'Jumelage', 'Commissions permanentes', 'Taxe sur les taxis']
type Ligne = { id: string; numero: string; objet: string; etat: string; issue: string | null }
const actes = async (): Promise<Map<string, Ligne>> => new Map((await sql<Ligne>`select id, numero, objet, etat, issue from legalite.acte order by numero`.execute(essai.maison.base.lire)).rows.map((a) => [a.objet, a]))

test('trois fenêtres à la fois : le conseil vote, la mairie transmet, la préfecture contrôle, le juge décide, le ministère compte', async () => {
  const commune = await entrer(mairie.agent, false)
  await tenirConseil(commune)
  expect((await actes()).size).toBe(10)
  await transmettre(commune)

  const controle = await entrer(prefecture.controleur, true)
  await controle.aller('/legalite/controle')
  expect(await controle.page.locator('tbody a.code').count()).toBe(9)
  const signature = await entrer(prefecture.prefet, true)
  const ecrire = (objet: string, suite: string, motif: string) => ecrireLettre(controle, signature, objet, suite, motif)
  await ecrire('Tarifs du marché', 'demande-pieces', 'La grille des tarifs ne se voit pas')
  await ecrire('Noms des voies', 'observations', '')
  await ecrire('Lotissement de Zakpo', 'suspension', '')
  await ecrire('Affermage de l’eau', 'defere', 'Aucune mise en concurrence')
  const apres = await actes()
  expect(['Tarifs du marché', 'Noms des voies', 'Lotissement de Zakpo', 'Affermage de l’eau'].map((o) => apres.get(o)!.etat)).toEqual(['pieces', 'observe', 'suspendu', 'defere'])
  for (const chemin of ['/legalite/controle', `/legalite/actes/${apres.get('Subventions')!.id}/controle`, `/legalite/actes/${apres.get('Noms des voies')!.id}`, '/legalite/mesures', '/legalite/recherche?q=march%C3%A9', '/journee']) await regarder(controle.page, chemin)

  // The town hall answers, with the paper, without a script.
  await commune.aller('/legalite/mesures?etat=signee')
  await commune.page.getByRole('link', { name: 'Demande de pièces' }).click()
  await commune.page.getByLabel('Envoie les pièces demandées').check()
  await commune.page.locator('[name=pieces]').setInputFiles({ name: 'tarifs.pdf', mimeType: 'application/pdf', buffer: Buffer.from(await pdfDe('Grille des tarifs')) })
  await commune.page.getByRole('button', { name: 'Remettre la réponse' }).click()
  expect(await commune.message()).toContain('remise à la préfecture')

  // The judge decides; the rest of the acts ends by silence.
  horloge.avancer(20 * JOUR)
  const defere = (await sql<{ id: string }>`select id from legalite.mesure where genre = 'defere'`.execute(essai.maison.base.lire)).rows[0]!.id
  await controle.aller(`/legalite/mesures/${defere}`)
  await controle.page.locator('[name=juridiction]').fill('Tribunal d’Abomey')
  await controle.page.locator('[name=jugementNumero]').fill('7/2027')
  for (const [partie, valeur] of [['jour', '3'], ['mois', '2'], ['annee', '2027']] as const) await controle.page.locator(`[name="jugementLe.${partie}"]`).fill(valeur)
  await controle.page.getByLabel('L’acte est annulé', { exact: true }).check()
  await controle.page.getByRole('button', { name: 'Enregistrer la décision' }).click()
  expect(await controle.message()).toContain('décision du juge')
  await essai.maison.base.ecrire((tx) => essai.maison.file.enqueue(tx, [{ nom: 'legalite.echoir', donnees: {} }]))
  essai.maison.file.reveiller()
  await jusqua(async () => (await actes()).get('Jumelage')!.etat === 'clos')
  const fin = await actes()
  expect([fin.get('Jumelage')!.issue, fin.get('Affermage de l’eau')!.issue]).toEqual(['silence', 'annule-juge'])

  await publier(fin)
  await lireAuMinistere(fin)
  for (const f of [commune, controle, signature]) await f.fenetre.close()
}, 180_000)

type Fenetre = Awaited<ReturnType<typeof entrer>>

/** Ten points prepared, called, voted, closed: without a script. */
async function tenirConseil({ page, aller }: Fenetre): Promise<void> {
  await aller('/legalite/seances/nouvelle?session=1')
  await page.locator('[name=genre][value=ordinaire]').check()
  await page.locator('[name=session]').first().selectOption('1').catch(() => page.locator('[name=session][value="1"]').check())
  for (const [partie, valeur] of [['jour', '15'], ['mois', '1'], ['annee', '2027']] as const) await page.locator(`[name="jour.${partie}"]`).fill(valeur)
  await page.locator('[name=heure]').fill('9 h 30')
  await page.locator('[name=lieu]').fill('Salle du conseil')
  await page.getByRole('button', { name: 'Préparer la séance' }).click()
  const base = new URL(page.url()).pathname
  await aller(`${base}/points/nouveau`)
  for (const [n, objet] of OBJETS.entries()) {
    await page.locator('[name=objet]').fill(objet)
    await page.locator('[name=matiere]').selectOption('2.3.1')
    await page.getByRole('button', { name: n === OBJETS.length - 1 ? 'Ajouter et finir' : 'Ajouter et continuer' }).click()
  }
  await aller(`${base}/convoquer`)
  await page.getByRole('button', { name: /^Convoquer/ }).click()
  horloge.avancer(11 * JOUR + 3_600_000)
  await aller(`${base}/presences`)
  for (const ligne of await page.locator('.appel').all()) await ligne.getByLabel('Présent', { exact: true }).check()
  await page.getByRole('button', { name: 'Noter les présences' }).click()
  await aller(`${base}/ouvrir`)
  await page.locator('[name=secretaire]').fill('Le secrétaire exécutif')
  await page.getByRole('button', { name: 'Ouvrir la séance' }).click()
  const points = (await sql<{ id: string }>`select id from legalite.point order by rang`.execute(essai.maison.base.lire)).rows
  for (const { id } of points) {
    await aller(`${base}/points/${id}/vote`)
    await page.locator('[name=vote][value=adopte]').check()
    for (const [nom, valeur] of [['pour', '8'], ['contre', '1'], ['abstentions', '0']] as const) await page.locator(`[name=${nom}]`).fill(valeur)
    await page.getByRole('button', { name: 'Noter le vote' }).click()
  }
  await aller(`${base}/proces-verbal`)
  await page.getByRole('button', { name: 'Garder le procès-verbal' }).click()
  horloge.avancer(4 * 3_600_000)
  await aller(base)
  await page.locator('[name=heure]').fill('13 h')
  await page.getByRole('button', { name: 'Clore la séance' }).click()
  expect(await page.locator('.message, #erreurs').textContent()).toContain('close')
}

/** Nine acts with their text leave together; the tenth has none, and says so. */
async function transmettre({ page, aller, message }: Fenetre): Promise<void> {
  for (const a of (await actes()).values()) {
    await aller(`/legalite/actes/${a.id}`)
    if (a.objet === 'Taxe sur les taxis') {
      await page.getByRole('button', { name: 'L’original est signé sur papier' }).click()
      expect(await page.locator('#erreurs').textContent()).toContain('Joignez le texte de l’acte')
      continue
    }
    await page.locator('[name=principal]').setInputFiles({ name: 'acte.pdf', mimeType: 'application/pdf', buffer: Buffer.from(await pdfDe(`${a.objet}. M. Codjo Dossou, tel. 01 97 00 00 12`)) })
    await page.getByRole('button', { name: 'Joindre le texte' }).click()
    await page.getByRole('button', { name: 'L’original est signé sur papier' }).click()
  }
  await aller('/legalite/actes?etat=signe')
  for (const boite of await page.locator('tbody input[name=acte]').all()) await boite.check()
  await page.getByRole('button', { name: 'Transmettre les actes cochés' }).click()
  expect(await message()).toContain('9 actes sont reçus')
}

/** From the grid to the letter that the prefect signs. */
async function ecrireLettre(controle: Fenetre, signature: Fenetre, objet: string, suite: string, motif: string): Promise<void> {
  const { id } = (await actes()).get(objet)!
  await controle.aller(`/legalite/actes/${id}/controle`)
  await controle.page.locator('[name="p.visas"][value=contraire]').check()
  await controle.page.locator('[name="n.visas"]').fill('Les textes visés ne fondent pas la décision.')
  await controle.page.locator(`[name=suite][value=${suite}]`).check()
  await controle.page.getByRole('button', { name: 'Enregistrer et continuer' }).click()
  if (motif !== '') await controle.page.locator('[name=motif]').fill(motif)
  await controle.page.getByRole('button', { name: 'Soumettre à la signature' }).click()
  const lettre = new URL(controle.page.url()).pathname
  await signature.aller(lettre)
  await attendreCode(essai, prefecture.prefet)
  await signature.page.locator('[name=_code]').fill(prefecture.prefet.code(horloge.maintenant().getTime()))
  await signature.page.getByRole('button', { name: 'Signer et envoyer' }).click()
  expect(await signature.message()).toContain('est signée')
}

/** The mayor puts an act in the public register, what names somebody masked; a visitor finds it, and nothing of what is masked. */
async function publier(fin: Map<string, Ligne>): Promise<void> {
  const maire = await entrer(mairie.maire, false)
  const { id } = fin.get('Jumelage')!
  await maire.aller(`/legalite/actes/${id}/publier`)
  await maire.page.locator('[name=mode][value=masque]').check()
  await maire.page.getByRole('button', { name: 'Voir la version publique' }).click()
  await maire.page.getByRole('button', { name: 'Publier au registre' }).click()
  await maire.fenetre.close()
  const fenetre = await ouvrirFenetre(navigateur, { taille: TELEPHONE, script: true })
  const page = await fenetre.newPage()
  await regarder(page, '/actes?cherche=jumelage')
  const liste = (await page.locator('main').textContent()) ?? ''
  expect([liste.includes('Jumelage'), liste.includes('Subventions')]).toEqual([true, false])
  await regarder(page, `/actes/${id}`)
  const texte = (await page.locator('main').textContent()) ?? ''
  expect([texte.includes('Codjo Dossou'), texte.includes('97 00 00 12'), texte.includes('▇')]).toEqual([false, false, true])
  expect((await (await fenetre.request.get(`${origine}/actes/flux.xml?commune=1203`)).text()).includes('Jumelage')).toBe(true)
  expect((await fenetre.request.get(`${origine}/actes/${fin.get('Subventions')!.id}`)).status()).toBe(404)
  await fenetre.close()
}

/** The ministry's figures say what happened, down to the act. */
async function lireAuMinistere(fin: Map<string, Ligne>): Promise<void> {
  const { fenetre, page, aller } = await entrer(ministere, true)
  await regarder(page, '/legalite/pilotage')
  const net = async () => ((await page.locator('main').textContent()) ?? '').replace(/[\u00a0\u202f]/g, ' ')
  await aller('/legalite/pilotage?par=commune')
  expect(await net()).toContain('Bohicon')
  const { rows } = await sql<{ transmis: number; lettres: number; suspendus: number; deferes: number; juges: number }>`select count(*) filter (where recu_le is not null) as transmis, count(*) filter (where observe_le is not null) as lettres, count(*) filter (where suspendu_le is not null) as suspendus, count(*) filter (where defere_le is not null) as deferes, count(*) filter (where juge_le is not null) as juges from legalite.acte`.execute(essai.maison.base.lire)
  expect(rows[0]).toEqual({ transmis: 9, lettres: 1, suspendus: 1, deferes: 1, juges: 1 })
  const lue = await fenetre.request.get(`${origine}/legalite/pilotage`, { headers: { accept: 'application/json' } })
  expect(JSON.stringify(await lue.json())).toContain('9')
  await aller(`/legalite/actes/${fin.get('Affermage de l’eau')!.id}`)
  expect(await net()).toContain('Annulé par le juge')
  await fenetre.close()
}
