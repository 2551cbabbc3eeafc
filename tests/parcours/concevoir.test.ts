import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../base.ts'
import type { Essai } from '../base.ts'
import { lieux, lire } from '../demande.ts'
import { attendreCode, creerAgent, jusqua } from '../monde.ts'
import type { AgentEssai } from '../monde.ts'
import { BUREAU, deborde, fautesAccessibilite, ouvrirFenetre, ouvrirNavigateur, TELEPHONE } from '../navigateur.ts'

let essai: Essai
let adresse: string
let navigateur: Browser
let photo: string
const agents: Record<string, AgentEssai> = {}

/** The sandbox calls the house back at its own address: the port must be known before. */
const portLibre = () =>
  new Promise<number>((suite) => {
    const sonde = createServer().listen(0, '127.0.0.1', () => {
      const { port } = sonde.address() as AddressInfo
      sonde.close(() => suite(port))
    })
  })

beforeAll(async () => {
  const port = await portLibre()
  adresse = `http://localhost:${port}`
  essai = await ouvrirEssai({ travaille: true, reglages: { port, adresse } })
  await essai.serveur.listen({ port, host: '127.0.0.1' })
  navigateur = await ouvrirNavigateur()
  const { bohicon } = lieux(essai)
  const commune = bohicon.slice(0, 4)
  for (const [nom, role, lieu] of [['directrice', 'directeur', 'BJ'], ['agent', 'agent_arrondissement', bohicon], ['hygiene', 'etat_civil', commune], ['secretaire', 'secretaire_executif', commune], ['maire', 'maire', commune]] as const) agents[nom] = await creerAgent(essai, role, lieu)
  photo = join(mkdtempSync(join(essai.donnees, 'photo-')), 'certificat.jpg')
  await sharp({ create: { width: 800, height: 600, channels: 3, background: '#998877' } }).jpeg().toFile(photo)
})
afterAll(async () => {
  await navigateur?.close()
  await essai?.ranger()
})

async function fenetreDe(qui: AgentEssai | undefined, taille = BUREAU, script = false): Promise<Page> {
  const contexte = await ouvrirFenetre(navigateur, { taille, script })
  if (qui) await contexte.addCookies([{ name: 'iroko_s', value: qui.client.cookies.get('iroko_s')!, url: adresse }])
  return contexte.newPage()
}

/** Fills in what is named; a list ticks these boxes and no other, or a radio. */
async function remplir(page: Page, champs: Record<string, string | string[]>): Promise<void> {
  for (const [nom, valeur] of Object.entries(champs)) {
    if (Array.isArray(valeur)) {
      for (const v of valeur) await page.check(`[name="${nom}"][value="${v}"]`)
      for (const autre of await page.locator(`[name="${nom}"][type=checkbox]`).all()) if (!valeur.includes((await autre.getAttribute('value')) ?? '')) await autre.uncheck()
    }
    else if (await page.locator(`select[name="${nom}"]`).count()) await page.selectOption(`select[name="${nom}"]`, valeur)
    else if (await page.locator(`[name="${nom}"][type=radio]`).count()) await page.check(`[name="${nom}"][value="${valeur}"]`)
    else await page.fill(`[name="${nom}"]`, valeur)
  }
}
const enregistrer = (page: Page) => page.click('button:has-text("Enregistrer"):visible >> nth=-1')

async function ajouterQuestion(page: Page, base: string, etape: number, mots: string, genre: string, reste: Record<string, string | string[]> = {}, facultatif = false): Promise<void> {
  await page.goto(`${base}/questions`)
  const section = page.locator('section, div', { has: page.locator(`[name=liste][value="formulaire.etapes.${etape}.champs"]`) }).last()
  await section.locator('summary:has-text("Ajouter une question")').click()
  await section.locator('[name=mots]').fill(mots)
  await section.locator('[name=genre]').selectOption(genre)
  await section.locator('button:has-text("Ajouter")').click()
  if (facultatif) await page.uncheck('[name=requis]')
  if (reste['condition.0.clause']) await page.click('summary:has-text("De quoi dépend-elle")')
  await remplir(page, reste)
  await enregistrer(page)
}

/** « Autorisation d’inhumation »: two opinions, one payment, one delay, one paper; by clicking, without a script. */
async function concevoir(page: Page): Promise<string> {
  await page.goto(`${adresse}/conception`)
  await page.click('text=Nouvelle démarche')
  await page.fill('[name=titre]', 'Autorisation d’inhumation')
  await page.click('button:has-text("Commencer")')
  const base = page.url().split('?')[0]!
  await page.goto(`${base}/partie/presentation`)
  await remplir(page, { 'fiche.resume': 'Elle permet d’enterrer une personne décédée', 'fiche.sertA': 'Enterrer une personne', 'fiche.pourQui': 'La famille', 'fiche.situation': 'J’ai perdu un proche', 'fiche.papiers.0.titre': 'Le certificat de décès' })
  await enregistrer(page)
  for (const mots of ['La personne décédée', 'Vous']) {
    await page.goto(`${base}/questions`)
    await page.fill('#etape-titre', mots)
    await page.click('button:has-text("Ajouter cette étape")')
  }
  await ajouterQuestion(page, base, 0, 'Nom du défunt', 'nom')
  await ajouterQuestion(page, base, 0, 'Où l’enterrer ?', 'adresse', { niveaux: ['arrondissement'] })
  await ajouterQuestion(page, base, 0, 'Lieu', 'choix', { options: 'Cimetière municipal\nPropriété familiale' })
  await ajouterQuestion(page, base, 0, 'Pourquoi une propriété ?', 'texte', { 'condition.mode': 'clauses', 'condition.0.clause': 'lieu == "propriete_familiale"' })
  await ajouterQuestion(page, base, 1, 'Votre nom', 'nom')
  await ajouterQuestion(page, base, 1, 'Téléphone', 'telephone', {}, true)
  await ajouterQuestion(page, base, 1, 'Certificat de décès', 'fichier')
  await page.goto(`${base}/partie/circuit`)
  await remplir(page, { 'circuit.bureau.champ': 'ou_l_enterrer', 'circuit.bureau.niveau': 'arrondissement', 'circuit.demandeur': ['votre_nom'], 'circuit.telephone': 'telephone' })
  await enregistrer(page)
  const stations: [string, string, Record<string, string | string[]>][] = [
    ['Vérification', 'instruction', { 'qui.roles': ['agent_arrondissement'] }],
    ['Avis', 'visa', { 'viseurs.0.code': 'hygiene', 'viseurs.0.titre': 'Service d’hygiène', 'viseurs.0.qui.roles': ['etat_civil'] }],
    ['Droit d’inhumation', 'paiement', { montant: '2000', source: 'Délibération d’essai', moyens: ['guichet', 'en_ligne'], verifie: ['oui'] }],
    ['Signature', 'signature', { 'qui.roles': ['maire'], source: 'Proposé' }],
  ]
  for (const [mots, genre, reste] of stations) {
    await page.goto(`${base}/circuit`)
    await remplir(page, { mots, genre: [genre] })
    await page.click('button:has-text("Ajouter cette station")')
    await remplir(page, reste)
    if (genre === 'visa') {
      await page.click('fieldset:has-text("En ajouter un") button:has-text("Ajouter") >> nth=-1')
      await remplir(page, { 'viseurs.1.code': 'se', 'viseurs.1.titre': 'Secrétariat', 'viseurs.1.qui.roles': ['secretaire_executif'] })
    }
    await enregistrer(page)
  }
  await page.goto(`${base}/partie/document`)
  await remplir(page, { 'document.titre': 'Autorisation d’inhumation', 'document.genre': 'autorisation-d-inhumation', 'document.sceau.nom': '{nom_du_defunt}', 'document.redaction.corps': 'Le maire autorise l’inhumation de {nom_du_defunt}.' })
  await enregistrer(page)
  return base
}

async function publier(page: Page, base: string): Promise<void> {
  await page.goto(`${base}/publier`)
  await page.fill('[name=_code]', agents.directrice!.code())
  await page.click('.actions button:has-text("Publier"):visible')
  await page.waitForURL(/\/conception\/demarches\//)
}

/** The request, on a phone, without a script. */
async function deposer(page: Page): Promise<string> {
  await page.goto(`${adresse}/demarches`)
  await page.click('a:has-text("Autorisation d’inhumation")')
  await page.click('button:has-text("Commencer la demande")')
  await page.click('a.btn:has-text("Commencer")')
  await remplir(page, { nom_du_defunt: 'Zinsou Kodjo', 'ou_l_enterrer.recherche': 'Bohicon I' })
  await page.click('button[name=_chercher]')
  await page.check('input[name=ou_l_enterrer] >> nth=0')
  await remplir(page, { 'ou_l_enterrer.precision': 'Cimetière de Zongo', lieu: 'cimetiere_municipal' })
  await page.click('.actions button[name=_continuer]')
  await remplir(page, { votre_nom: 'Zinsou Afi', telephone: '0197000011' })
  await page.setInputFiles('[name=certificat_de_deces]', photo)
  await page.click('.actions button[name=_continuer]')
  await page.click('.actions button:has-text("Déposer")')
  await page.waitForURL(/\/suivi\//)
  return /\/suivi\/([0-9a-f-]{36})/.exec(page.url())![1]!
}

describe('une démarche que personne n’a écrite', () => {
  it('dessinée en cliquant, publiée, déposée sur un téléphone, visée, payée, signée, vérifiée', async () => {
    const directrice = await fenetreDe(agents.directrice)
    const base = await concevoir(directrice)
    await directrice.goto(base)
    expect(await directrice.innerText('main')).toContain('Tout est prêt à être publié')
    await publier(directrice, base)

    const telephone = await fenetreDe(undefined, TELEPHONE)
    const id = await deposer(telephone)
    const agent = await fenetreDe(agents.agent)
    await agent.goto(`${adresse}/dossiers/${id}`)
    await agent.check('[name=decision][value=accorder]')
    await agent.click('button:has-text("Proposer")')
    for (const qui of ['hygiene', 'secretaire']) {
      const poste = await fenetreDe(agents[qui])
      await poste.goto(`${adresse}/journee`)
      await poste.click(`a[href="/dossiers/${id}"] >> nth=0`)
      await poste.check('[name=avis][value=favorable]')
      await poste.click('button:has-text("Donner mon avis")')
    }
    await telephone.goto(`${adresse}/suivi/${id}`)
    expect((await telephone.innerText('main')).replace(/\s+/g, ' ')).toContain('À faire : payer 2 000 FCFA')
    await telephone.click('button:has-text("Payer en ligne")')
    await telephone.click('button:has-text("Payer")')
    await jusqua(async () => (await lire(essai, id)).etat === 'propose')
    const maire = await fenetreDe(agents.maire)
    await maire.goto(`${adresse}/dossiers/${id}`)
    await attendreCode(essai, agents.maire!)
    await maire.fill('[name=_code]', agents.maire!.code())
    await maire.click('button:has-text("Signer et délivrer")')
    const delivre = await jusqua(async () => ((d) => d.etat === 'delivre' && d)(await lire(essai, id)))
    expect(delivre.documentId).not.toBeNull()
    await telephone.goto(`${adresse}/suivi/${id}`)
    const code = /code de vérification\s+(\S+?)[.,]?\s/.exec(await telephone.innerText('main'))![1]!
    await telephone.goto(`${adresse}/verifier?code=${code.replace(/[.,]$/, '')}`)
    expect(await telephone.innerText('main')).toContain('authentique')
  }, 180_000)

  it('chaque écran du concepteur est accessible et tient sur un téléphone', async () => {
    const page = await fenetreDe(agents.directrice, TELEPHONE, true)
    await page.goto(`${adresse}/conception`)
    await page.click('button:has-text("Réviser") >> nth=0')
    const base = page.url().split('?')[0]!
    for (const suite of ['', '/partie/presentation', '/questions', '/circuit', '/partie/circuit', '/partie/circuit.stations.0', '/partie/formulaire.etapes.0', '/partie/formulaire.etapes.0.champs.1', '/partie/delai?depot=24/12/2026&heure=17:10', '/document', '/partie/document', '/partie/conservation', '/partie/messages', '/publier']) {
      await page.goto(`${base}${suite}`)
      expect([suite, await fautesAccessibilite(page), await deborde(page)]).toEqual([suite, [], false])
    }
    await page.goto(base)
    await page.click('button:has-text("Commencer un essai")')
    await page.waitForURL('**/essais/**')
    expect(['essai', await fautesAccessibilite(page), await deborde(page)]).toEqual(['essai', [], false])
    await page.goto(`${adresse}/conservation/pays`)
    expect(['conservation', await fautesAccessibilite(page), await deborde(page)]).toEqual(['conservation', [], false])
    await page.goto(`${base}/partie/delai?depot=24/12/2026&heure=17:10`)
    expect(await page.innerText('main')).toMatch(/Déposée le jeudi 24 décembre 2026.*réponse due au plus tard le/s)
    // A station too, once it has a delay of its own, with what its silence means.
    await page.goto(`${base}/partie/circuit.stations.0`)
    await remplir(page, { 'delai.valeur': '3', 'delai.unite': 'jours', 'delai.source': 'Proposé', 'silence.effet': 'superieur', 'silence.superieur.roles': ['maire'], 'silence.source': 'Proposé' })
    await enregistrer(page)
    await page.goto(`${base}/partie/circuit.stations.0?depot=24/12/2026&heure=10:00`)
    expect((await page.innerText('main')).replace(/\s+/g, ' ')).toMatch(/Arrivé le jeudi 24 décembre 2026.*la station a fini au plus tard le lundi 28 décembre 2026.*Passé ce jour, sans réponse : « Un rappel, rien de plus », tant que personne n’a confirmé la règle « Le dossier monte au supérieur »/s)
    expect([await fautesAccessibilite(page), await deborde(page)]).toEqual([[], false])
  }, 120_000)

  it('l’aperçu suit ce qu’on tape', async () => {
    const page = await fenetreDe(agents.directrice, BUREAU, true)
    await page.goto(`${adresse}/conception/nouveau`)
    await page.fill('[name=titre]', 'Aperçu au fil de la frappe')
    await page.click('button:has-text("Commencer")')
    const base = page.url().split('?')[0]!
    await page.goto(`${base}/questions`)
    await page.fill('#etape-titre', 'Vous')
    await page.click('button:has-text("Ajouter cette étape")')
    await ajouterQuestion(page, base, 0, 'Métier', 'texte')
    await page.goto(`${base}/partie/formulaire.etapes.0.champs.0`)
    await page.fill('[name=libelle]', 'Votre profession')
    await page.waitForFunction(() => document.querySelector('[data-apercu]')?.textContent?.includes('Votre profession'))
    // Saved all the same afterwards: looking has used nothing up.
    await enregistrer(page)
    await page.goto(`${base}/questions`)
    expect(await page.innerText('main')).toContain('Votre profession')
  }, 60_000)

  it('table, image, choix liés et formule se font en cliquant, sans script, sur un téléphone', async () => {
    const page = await fenetreDe(agents.directrice, TELEPHONE)
    page.setDefaultTimeout(15_000)
    const lecteur = await fenetreDe(agents.directrice, TELEPHONE, true)
    await page.goto(`${adresse}/conception/nouveau`)
    await page.fill('[name=titre]', 'Occupation de la voie')
    await page.click('button:has-text("Commencer")')
    const base = page.url().split('?')[0]!
    await page.goto(`${base}/questions`)
    await page.fill('#etape-titre', 'Le chantier')
    await page.click('button:has-text("Ajouter cette étape")')
    const ouvrir = (rang: number) => page.goto(`${base}/partie/formulaire.etapes.0.champs.${rang}`)
    const relire = async (rang: number) => {
      await lecteur.goto(`${base}/partie/formulaire.etapes.0.champs.${rang}`)
      expect([rang, await fautesAccessibilite(lecteur), await deborde(lecteur)]).toEqual([rang, [], false])
    }
    await ajouterQuestion(page, base, 0, 'Rue', 'reference')
    await ouvrir(0)
    await page.setInputFiles('[name=csv]', { name: 'voies.csv', mimeType: 'text/csv', buffer: Buffer.from('Code;Nom;Prix par jour\nv1;Rue du Marché;1500\nv2;Rue de l’École;900\n') })
    await page.click('button:has-text("Envoyer la table")')
    expect((await page.innerText('body')).replace(/\s+/g, ' ')).toContain('La table a 2 lignes et 3 colonnes')
    await remplir(page, { 'table.libelle': 'nom', 'table.nombres': ['prix_par_jour'] })
    await enregistrer(page)
    await relire(0)
    await ajouterQuestion(page, base, 0, 'Le plan type', 'image')
    await ouvrir(1)
    await page.setInputFiles('[name=image]', photo)
    await page.click('button:has-text("Envoyer l’image")')
    expect(await page.locator('main img[src^="data:image/jpeg"]').count()).toBeGreaterThan(0)
    await relire(1)
    await ajouterQuestion(page, base, 0, 'Travaux', 'choix_lie', { options: 'Construire\n> Un mur\n> Une maison\nDémolir' })
    await relire(2)
    await ajouterQuestion(page, base, 0, 'Jours', 'periode')
    await ajouterQuestion(page, base, 0, 'À payer', 'calcule', { 'formule.0.operande': 'rue.prix_par_jour', 'formule.1.op': '*', 'formule.1.operande': 'jours.jours' })
    await relire(4)
    await ouvrir(4)
    expect(await page.inputValue('[name=formule]')).toBe('rue.prix_par_jour * jours.jours')
    await ajouterQuestion(page, base, 0, 'Pour le mur', 'texte', { 'condition.mode': 'clauses', 'condition.0.clause': 'travaux.detail == "un_mur"' })
    for (const [genre, mots] of [['parcelle', 'Le terrain'], ['point', 'L’entrée'], ['paiement', 'Votre compte'], ['certificat', 'Votre certificat']] as const) await ajouterQuestion(page, base, 0, mots, genre)
    for (const rang of [5, 6, 7, 8, 9]) await relire(rang)
    await page.goto(`${base}/questions`)
    expect(await page.innerText('main')).not.toContain('À finir avant de publier')
  }, 180_000)
})
