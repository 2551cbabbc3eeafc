import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '../../src/kernel/db/index.ts'
import { ouvrirEssai } from '../base.ts'
import type { Essai } from '../base.ts'
import { codeRecu, creerClient } from '../client.ts'
import { deposer, lieux, photo } from '../demande.ts'
import { creerAgent, jusqua } from '../monde.ts'
import type { AgentEssai } from '../monde.ts'
import { BUREAU, deborde, fautesAccessibilite, ouvrirFenetre, ouvrirNavigateur, TELEPHONE } from '../navigateur.ts'

let essai: Essai
let adresse: string
let navigateur: Browser
let bohicon: string

beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: true })
  adresse = await essai.serveur.listen({ port: 0, host: '127.0.0.1' })
  navigateur = await ouvrirNavigateur()
  bohicon = lieux(essai).bohicon
})
afterAll(async () => {
  await navigateur?.close()
  await essai?.ranger()
})

const telephone = async () => (await ouvrirFenetre(navigateur, { taille: TELEPHONE, script: false })).newPage()

/** An agent's window, signed in. */
async function poste(qui: AgentEssai, options = { taille: BUREAU, script: true }): Promise<Page> {
  const fenetre = await ouvrirFenetre(navigateur, options)
  await fenetre.addCookies([{ name: 'iroko_s', value: qui.client.cookies.get('iroko_s')!, url: adresse }])
  return fenetre.newPage()
}

const suivant = (page: Page) => page.click('.actions button[name=_continuer]')

async function dater(page: Page, nom: string, dans: number): Promise<void> {
  const d = new Date(Date.now() + dans * 86_400_000)
  await page.fill(`[name="${nom}.jour"]`, String(d.getUTCDate()))
  await page.fill(`[name="${nom}.mois"]`, String(d.getUTCMonth() + 1))
  await page.fill(`[name="${nom}.annee"]`, String(d.getUTCFullYear()))
}

/** The link of the SMS sent to the father. */
async function lienRecu(): Promise<string | undefined> {
  const { rows } = await sql<{ texte: string }>`select texte from notifications.message where destinataire = '+2290196000022' order by cree_le desc limit 1`.execute(essai.maison.base.lire)
  return /\/accord\/[\w-]{22}/.exec(rows[0]?.texte ?? '')?.[0]
}

/** The mother's form, from the service's page to the filed request. */
async function demanderVoyage(page: Page): Promise<void> {
  const papier = { name: 'papier.jpg', mimeType: 'image/jpeg', buffer: await photo() }
  await page.goto(`${adresse}/demarches/autorisation-parentale`)
  await page.click('button:has-text("Commencer la demande")')
  await page.click('a.btn:has-text("Commencer")')
  await page.fill('[name=nom_enfant]', 'Dossou')
  await page.fill('[name=prenoms_enfant]', 'Mahugnon')
  await dater(page, 'naissance_enfant', -9 * 365)
  await page.fill('[name=lieu_naissance_enfant]', 'Abomey')
  await page.setInputFiles('[name=acte]', papier)
  await suivant(page)
  await page.fill('[name=destination]', 'Togo')
  await dater(page, 'depart', 20)
  await dater(page, 'retour', 40)
  await page.check('[name=motif][value=vacances]')
  await page.check('[name=avec][value=adulte]')
  await page.fill('[name=nom_accompagnant]', 'Sènami Ahouansou')
  await suivant(page)
  await page.fill('[name=nom]', 'Ahouansou')
  await page.fill('[name=prenoms]', 'Rose')
  await page.check('[name=qualite][value=mere]')
  await page.fill('[name="domicile.recherche"]', 'bohicon i')
  await page.click('button[name=_chercher]')
  await page.check('input[name=domicile] >> nth=0')
  await page.fill('[name="domicile.precision"]', 'Quartier Zongo')
  await page.fill('[name=telephone]', '01 97 00 00 11')
  await page.setInputFiles('[name=piece]', papier)
  await suivant(page)
  await page.check('[name=decideurs][value=deux]')
  await page.fill('[name=nom_second]', 'Dossou')
  await page.fill('[name=prenoms_second]', 'Paul')
  await page.fill('[name=telephone_second]', '01 96 00 00 22')
  await page.check('[name=exactitude]')
  await suivant(page)
  await page.click('button:has-text("Déposer la demande")')
}

describe('à plusieurs', () => {
  it('deux parents, deux téléphones, sans JavaScript : elle demande, il reçoit un lien, prouve son téléphone et consent ; elle le voit, la mairie peut vérifier', async () => {
    const mere = await telephone()
    await demanderVoyage(mere)
    expect(await mere.innerText('body')).toContain('On attend l’accord d’autres personnes')
    const lien = await jusqua(lienRecu)

    const pere = await telephone()
    await pere.goto(adresse + lien)
    expect(await pere.innerText('main')).not.toContain('Mahugnon')
    await pere.click('button:has-text("Recevoir le code")')
    await pere.fill('[name=code]', await codeRecu(essai, `/connexion/code/${new URL(pere.url()).searchParams.get('code')!}`))
    await pere.click('button:has-text("Continuer")')
    expect(await pere.innerText('blockquote')).toContain('J’autorise mon enfant Mahugnon Dossou')
    await pere.check('[name=reponse][value=oui]')
    await pere.click('button:has-text("Envoyer ma réponse")')
    await pere.goto(adresse + lien)
    expect(await pere.innerText('main')).toContain('Vous avez donné votre accord')

    await mere.reload()
    expect(await mere.innerText('main')).toContain('L’autre parent donne son accord')
    expect(await mere.innerText('main')).not.toContain('On attend l’accord d’autres personnes')
    const etatCivil = await creerAgent(essai, 'etat_civil', bohicon.slice(0, 4))
    const mairie = await poste(etatCivil)
    await mairie.goto(`${adresse}/dossiers/${mere.url().split('/').at(-1)!.split('?')[0]!}`)
    expect(await mairie.innerText('main')).toContain('Dossou Paul')
    expect(await mairie.locator('[name=decision][value=accorder]').count()).toBe(1)
  }, 90_000)

  it('deux agents sur le même dossier : le second apprend qui a décidé quoi, ce qu’il a écrit reste, et rien n’est écrasé', async () => {
    const assiba = await creerAgent(essai, 'agent_arrondissement', bohicon, { nom: 'Assiba Kpadonou' })
    const yabo = await creerAgent(essai, 'agent_arrondissement', bohicon, { nom: 'Yabo Tossou' })
    const chemin = `/dossiers/${await deposer(creerClient(essai), bohicon)}`
    const [sienne, autre] = [await poste(assiba), await poste(yabo)]
    await sienne.goto(adresse + chemin)
    await autre.goto(adresse + chemin)
    expect(await autre.innerText('main')).toContain('Assiba Kpadonou')
    await sienne.check('[name=decision][value=accorder]')
    await sienne.click('form[action$="/proposer"] button:has-text("Proposer")')
    expect(await sienne.innerText('main')).toContain('En attente de signature')

    await autre.check('[name=decision][value=refuser]')
    const motif = autre.locator('[name=motif]')
    if (await motif.count()) await motif.first().selectOption({ index: 1 }).catch(() => motif.first().check())
    await autre.click('form[action$="/proposer"] button:has-text("Proposer")')
    const dit = await autre.innerText('main')
    expect(dit).toMatch(/Ce dossier a changé depuis que vous l’avez ouvert\s:\sdécision proposée \(A\.\sK\./)
    expect(dit).toContain('En attente de signature')
    for (const taille of [TELEPHONE, BUREAU]) {
      await autre.setViewportSize(taille)
      expect(await fautesAccessibilite(autre)).toEqual([])
      expect(await deborde(autre)).toBe(false)
    }
  }, 60_000)

  it('plusieurs dossiers d’un geste, sans JavaScript : cocher, faire, lire ce qui a été fait et ce qui est laissé de côté', async () => {
    const agent = await creerAgent(essai, 'agent_arrondissement', bohicon, { nom: 'Codjo Adjovi' })
    const ids: string[] = []
    for (let n = 0; n < 3; n++) ids.push(await deposer(creerClient(essai), bohicon))
    const page = await poste(agent, { taille: BUREAU, script: false })
    await page.goto(`${adresse}/dossiers/${ids[0]}`)
    await page.click('summary:has-text("Demander un complément")')
    await page.fill('[name=demande]', 'Une photo plus nette')
    await page.click('button:has-text("Envoyer la demande")')
    await page.goto(`${adresse}/dossiers`)
    for (const id of ids) await page.check(`input[name=dossier][value="${id}"]`)
    await page.selectOption('[name=geste]', 'proposer')
    await page.click('form[action="/lots"] button:has-text("Faire")')
    await expect.poll(async () => (await page.reload(), page.innerText('#avance >> xpath=..')), { timeout: 15_000 }).toMatch(/3 sur 3, dont 1\slaissé de côté/)
    const lignes = await page.locator('tbody tr').allInnerTexts()
    expect(lignes.filter((l) => l.includes('Fait'))).toHaveLength(2)
    expect(lignes.find((l) => l.includes('Laissé de côté'))).toContain('Ce dossier n’est plus à vérifier')
    const vue = await poste(agent)
    for (const chemin of [page.url(), `${adresse}/dossiers`]) {
      await vue.goto(chemin)
      for (const taille of [TELEPHONE, BUREAU]) {
        await vue.setViewportSize(taille)
        expect(await fautesAccessibilite(vue), chemin).toEqual([])
        expect(await deborde(vue), chemin).toBe(false)
      }
    }
  }, 60_000)
})
