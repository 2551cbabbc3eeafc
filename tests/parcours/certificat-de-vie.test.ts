import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../base.ts'
import type { Essai } from '../base.ts'
import { attendreCode, creerAgent } from '../monde.ts'
import type { AgentEssai } from '../monde.ts'
import { scanner } from '../qr.ts'
import { BUREAU, deborde, fautesAccessibilite, ouvrirFenetre, ouvrirNavigateur, TELEPHONE } from '../navigateur.ts'

let essai: Essai
let adresse: string
let navigateur: Browser
let agent: AgentEssai
let chef: AgentEssai

beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: true })
  adresse = await essai.serveur.listen({ port: 0, host: '127.0.0.1' })
  navigateur = await ouvrirNavigateur()
  const bohicon = essai.maison.territoires.chercher('Bohicon I', { niveau: 'arrondissement' })[0]!.code
  agent = await creerAgent(essai, 'agent_arrondissement', bohicon, { nom: 'Assiba Kpadonou' })
  chef = await creerAgent(essai, 'chef_arrondissement', bohicon, { nom: 'Hounsou Tognon' })
})
afterAll(async () => {
  await navigateur?.close()
  await essai?.ranger()
})

/** A telephone's photograph: 12 megapixels, 4 to 8 MB, lying on its side, with EXIF. */
async function photographier(): Promise<string> {
  const chemin = join(mkdtempSync(join(essai.donnees, 'photo-')), 'IMG_2041.jpg')
  await sharp({ create: { width: 4000, height: 3000, channels: 3, background: '#998877', noise: { type: 'gaussian', mean: 128, sigma: 34 } } })
    .withMetadata({ orientation: 6 })
    .withExifMerge({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '7/1 10/1 0/1' } })
    .jpeg({ quality: 88 })
    .toFile(chemin)
  return chemin
}

async function connecter(page: Page, qui: AgentEssai): Promise<void> {
  await page.context().addCookies([{ name: 'iroko_s', value: qui.client.cookies.get('iroko_s')!, url: adresse }])
}

const suivant = (page: Page) => page.click('.actions button[name=_continuer]')
const erreurs = (page: Page) => page.locator('.erreurs li').allInnerTexts()

/** The form from the service's page to the summary, as somebody types it who makes mistakes. */
async function demander(page: Page): Promise<void> {
  await page.goto(`${adresse}/demarches`)
  await page.click('a:has-text("Certificat de vie")')
  expect(await page.locator('.etiq--doute').first().innerText()).toContain('À confirmer')
  await page.click('button:has-text("Commencer la demande")')
  await page.click('a.btn:has-text("Commencer")')
  await suivant(page)
  expect(await erreurs(page)).toHaveLength(4)
  await page.fill('[name=nom]', 'd’Almeida')
  await page.fill('[name=prenoms]', 'Sènami Tɔ́ Xɛ́ɖe')
  await page.check('[name="naissance.precision"][value=vers]')
  await page.fill('[name="naissance.annee"]', '1958')
  await page.fill('[name=lieu_naissance]', 'Abomey')
  await page.fill('[name=npi]', '123456789')
  await suivant(page)
  expect(await page.inputValue('[name=nom]')).toBe('d’Almeida')
  expect((await erreurs(page)).join()).toContain('10 chiffres')
  await page.fill('[name=npi]', '1234567890')
  await suivant(page)
  await page.fill('[name="domicile.recherche"]', 'bohicon i')
  await page.click('button[name=_chercher]')
  await page.check('input[name=domicile] >> nth=0')
  await page.fill('[name="domicile.precision"]', 'Quartier Zongo, près du marché')
  await page.fill('[name=telephone]', '97 00 00 12')
  await page.check('[name=constat_souhait][value=guichet]')
  await suivant(page)
  expect((await erreurs(page)).join()).toContain('01 97 00 00 12')
  await page.fill('[name=telephone]', '01 97 00 00 12')
  await suivant(page)
  await page.check('[name=usage][value=retraite]')
  await suivant(page)
  await page.setInputFiles('[name=piece]', await photographier())
  await page.check('[name=exactitude]')
  await suivant(page)
  expect(page.url()).toContain('/resume')
}

describe('un certificat de vie, du téléphone au papier qui se prouve', () => {
  it('sur un téléphone, sans JavaScript : demander, reprendre plus tard, déposer ; puis le bureau, la signature, la vérification, la révocation', async () => {
    const fenetre = await ouvrirFenetre(navigateur, { taille: TELEPHONE, script: false })
    const page = await fenetre.newPage()
    await demander(page)
    const code = /[0-9A-Z]{5}-[0-9A-Z]{5}/
    await page.goto(page.url().replace('/resume', ''))
    const brouillon = code.exec(await page.innerText('body'))![0]

    const autre = await ouvrirFenetre(navigateur, { taille: TELEPHONE, script: false })
    const reprise = await autre.newPage()
    await reprise.goto(`${adresse}/suivre`)
    await reprise.fill('[name=code]', brouillon.toLowerCase())
    await reprise.click('button:has-text("Ouvrir mon dossier")')
    await reprise.click('a.btn:has-text("Relire et déposer")')
    await reprise.click('button:has-text("Déposer la demande")')
    expect(await reprise.innerText('body')).toContain('Votre demande est déposée sous le numéro CV-')
    const suivi = reprise.url()
    const id = suivi.split('/').at(-1)!

    const poste = await (await ouvrirFenetre(navigateur, { taille: BUREAU, script: true })).newPage()
    await connecter(poste, agent)
    await poste.goto(`${adresse}/journee`)
    await poste.click(`a[href="/dossiers/${id}"] >> nth=0`)
    await poste.click('summary:has-text("Demander un complément")')
    await poste.fill('[name=demande]', 'La photo est trop floue pour lire le nom')
    await poste.click('button:has-text("Envoyer la demande")')
    await reprise.reload()
    expect(await reprise.innerText('.panneau--att')).toMatch(/trop floue/)
    expect(await examinerAvec(autre.cookies(), suivi)).toEqual([])
    await reprise.setInputFiles('[name=papiers]', await photographier())
    await reprise.click('button:has-text("Envoyer ma réponse")')
    expect(await reprise.innerText('body')).toContain('Le délai repart')

    await poste.reload()
    await poste.click('a:has-text("Enregistrer le constat de vie")')
    await poste.check('[name=cadre][value=guichet]')
    await poste.fill('[name=heure]', '00:01')
    await poste.fill('[name=lieu]', 'guichet de Bohicon I')
    await poste.selectOption('[name=identifiePar]', 'cip')
    await poste.fill('[name=pieceNumero]', '0412 77')
    await poste.check('[name=marque][value=signature]')
    const toile = (await poste.locator('canvas').boundingBox())!
    await poste.mouse.move(toile.x + 40, toile.y + 60)
    await poste.mouse.down()
    await poste.mouse.move(toile.x + 200, toile.y + 20, { steps: 5 })
    await poste.mouse.move(toile.x + 300, toile.y + 90, { steps: 5 })
    await poste.mouse.up()
    await poste.click('button:has-text("Enregistrer le constat")')
    expect(await poste.locator('#marque img').evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth))).toBe(900)
    await poste.check('[name=decision][value=accorder]')
    await poste.click('#decision >> xpath=.. >> button:has-text("Proposer")')
    expect(await poste.innerText('#decision >> xpath=..')).toContain('En attente de signature')

    const signataire = await (await ouvrirFenetre(navigateur, { taille: BUREAU, script: true })).newPage()
    await connecter(signataire, chef)
    await signataire.goto(`${adresse}/dossiers/${id}`)
    await signataire.fill('[name=_code]', chef.code())
    await signataire.click('button:has-text("Signer et délivrer")')
    await expect.poll(async () => (await reprise.goto(suivi), reprise.innerText('body')), { timeout: 15_000 }).toContain('Votre document est prêt')
    const verification = /[0-9A-Z]{4}(?:-[0-9A-Z]{2,5})+/.exec(await reprise.innerText('.avis:has-text("Votre document est prêt")'))![0]
    const pdf = await reprise.request.get(`${adresse}/dossiers/${id}/document.pdf`)
    expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-')
    // The QR of the very paper, read by another decoder, opens under the public address; here the same page is at another one.
    const qr = scanner(await pdf.body(), 200)!
    expect(qr.startsWith(`${essai.maison.reglages.adresse}/v/#`)).toBe(true)
    const passant = await (await ouvrirFenetre(navigateur, { taille: TELEPHONE, script: true })).newPage()
    await passant.goto(qr.replace(essai.maison.reglages.adresse, adresse.replace('127.0.0.1', 'localhost')))
    await passant.waitForSelector('#verdict .verdict--ok')
    expect(await passant.innerText('#verdict')).toMatch(/d’Almeida/)

    expect(await examinerAvec(autre.cookies(), suivi)).toEqual([])
    await reprise.goto(`${adresse}/verifier?code=${verification}`)
    expect(await reprise.innerText('.verdict')).toMatch(/authentique/i)
    await attendreCode(essai, chef)
    await signataire.goto(`${adresse}/dossiers/${id}`)
    await signataire.click('summary:has-text("Révoquer ce document")')
    await signataire.fill('[name=motif]', 'Pièce d’identité déclarée volée')
    await signataire.fill('[name=_code]', chef.code())
    await signataire.click('button:has-text("Révoquer le document")')
    await reprise.reload()
    expect(await reprise.innerText('.verdict')).toMatch(/révoqué|annulé/i)
    await passant.reload()
    await passant.waitForSelector('#verdict .verdict--rev')
  }, 90_000)

  it('chaque page se lit à 360 et à 1280 px, sans faute d’accessibilité', async () => {
    const fautes: string[] = []
    for (const taille of [TELEPHONE, BUREAU]) {
      const fenetre = await ouvrirFenetre(navigateur, { taille, script: true })
      const page = await fenetre.newPage()
      await page.goto(`${adresse}/demarches/certificat-de-vie`)
      await page.click('button:has-text("Commencer la demande")')
      const brouillon = page.url()
      const publiques = ['/demarches', '/demarches/certificat-de-vie', '/demarches/certificat-de-residence', '/suivre', '/connexion', '/connexion/agent', '/verifier']
      for (const chemin of [...publiques.map((c) => adresse + c), brouillon, ...['personne', 'contact', 'usage', 'papiers', 'resume'].map((e) => `${brouillon}/${e}`)]) fautes.push(...(await examiner(page, chemin)))
      const poste = await (await ouvrirFenetre(navigateur, { taille, script: true })).newPage()
      await connecter(poste, agent)
      await poste.goto(`${adresse}/dossiers`)
      const premier = await poste.locator('tbody th a').first().getAttribute('href')
      for (const chemin of ['/journee', '/dossiers', '/guichet', premier!, `${premier}/journal`, ...(await poste.locator(`a[href$="/constat"]`).count() ? [`${premier}/constat`] : [])]) fautes.push(...(await examiner(poste, adresse + chemin)))
    }
    expect(fautes).toEqual([])
  }, 90_000)
})

/** The same person's page with JavaScript, at both widths: axe needs it. */
async function examinerAvec(cookies: Promise<Parameters<BrowserContext['addCookies']>[0]>, chemin: string): Promise<string[]> {
  const fautes: string[] = []
  for (const taille of [TELEPHONE, BUREAU]) {
    const fenetre = await ouvrirFenetre(navigateur, { taille, script: true })
    await fenetre.addCookies(await cookies)
    fautes.push(...(await examiner(await fenetre.newPage(), chemin)))
    await fenetre.close()
  }
  return fautes
}

async function examiner(page: Page, chemin: string): Promise<string[]> {
  const reponse = await page.goto(chemin)
  const ici = `${new URL(chemin).pathname} à ${page.viewportSize()!.width} px`
  const fautes = (await fautesAccessibilite(page)).map((faute) => `${ici} : ${faute}`)
  if (await deborde(page)) fautes.push(`${ici} : déborde`)
  if (reponse?.status() !== 200) fautes.push(`${ici} : ${reponse?.status()}`)
  return fautes
}
