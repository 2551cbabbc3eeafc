import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import type { Champs } from '../../../tests/client.ts'
import { lisible } from '../../../tests/demande.ts'
import { creerAgent } from '../../../tests/monde.ts'
import type { AgentEssai } from '../../../tests/monde.ts'
import { findEnVigueur } from '../demarches/index.ts'
import { lire, poser } from './brut.ts'
import type { Brut } from './brut.ts'
import { fautesDe } from './fautes.ts'
import { getProjet, updateProjet } from './queries.ts'

let essai: Essai
let directeur: AgentEssai
beforeAll(async () => {
  essai = await ouvrirEssai()
  directeur = await creerAgent(essai, 'directeur', 'BJ')
})
afterAll(() => essai.ranger())

const contenuDe = async (base: string): Promise<Brut> => (await getProjet(essai.maison.base.lire, base.split('/')[2]!)).contenu
/** Sends the form of a page as it is shown, with these changes. */
async function enregistrer(base: string, ou: string, champs: Champs = {}): Promise<Brut> {
  const page = `${base}/partie/${ou}`
  const envoye = await directeur.client.envoyer(page, champs, { action: page })
  expect(envoye.statut, lisible(envoye.texte).slice(0, 600)).toBe(303)
  return contenuDe(base)
}
/** Puts something in a project as an import would. */
async function mettre(base: string, chemin: string, valeur: Brut[string]): Promise<void> {
  const contenu = poser(await contenuDe(base), chemin, valeur)
  await essai.maison.base.ecrire((tx) => updateProjet(tx, base.split('/')[2]!, { contenu }, { par: 'x', parNom: 'X', maintenant: new Date() }))
}
const ouvrir = async (titre: string) => (await directeur.client.envoyer('/conception/nouveau', { titre }, { action: '/conception/nouveau' })).vers!
const reviser = async (code: string) => (await directeur.client.envoyer('/conception', {}, { action: `/conception/demarches/${code}/reviser` })).vers!
async function ajouter(base: string, liste: string, genre: string, mots: string): Promise<string> {
  const { vers } = await directeur.client.envoyer(`${base}/${liste.startsWith('circuit') ? 'circuit' : 'questions'}`, { mots, genre, liste }, { action: `${base}/ajouter` })
  return vers!.split('/').at(-1)!
}

describe('une règle facultative', () => {
  it('une fois choisie se retire en cliquant, sans script, et rien d’autre ne bouge', async () => {
    const base = await ouvrir('Règles à retirer')
    const station = await ajouter(base, 'circuit.stations', 'instruction', 'Vérification')
    await enregistrer(base, 'document', { 'document.titre': 'Papier', 'document.genre': 'papier', 'document.sceau.nom': 'x' })
    const cas: [string, string, Champs][] = [
      [station, 'delai', { 'delai.valeur': '3', 'delai.unite': 'jours', 'delai.source': 'Proposé' }],
      [station, 'silence', { 'silence.effet': 'alerte', 'silence.source': 'Proposé' }],
      ['delai', 'silence', { 'silence.effet': 'accorde', 'silence.source': 'Proposé', 'silence.verifie': ['oui'] }],
      ['presentation', 'mandataire', { 'mandataire.effet': 'admis', 'mandataire.source': 'Proposé' }],
      ['presentation', 'fiche.recours.delai', { 'fiche.recours.delai.valeur': '2', 'fiche.recours.delai.unite': 'mois' }],
      ['document', 'document.validite', { 'document.validite.valeur': '3', 'document.validite.unite': 'mois', 'document.validite.source': 'Proposé' }],
      ['conservation', 'conservation.dossier', { 'conservation.dossier.valeur': '3', 'conservation.dossier.unite': 'mois', 'conservation.dossier.depuis': 'decision', 'conservation.dossier.ensuite': 'archiver', 'conservation.dossier.preavisJours': '30', 'conservation.dossier.source': 'x' }],
      ['conservation', 'conservation.archives', { 'conservation.archives.valeur': '3', 'conservation.archives.unite': 'mois', 'conservation.archives.source': 'x' }],
    ]
    for (const [ou, groupe, choix] of cas) {
      const chemin = ou.startsWith('circuit') ? `${ou}.${groupe}` : groupe
      const avant = await enregistrer(base, ou)
      expect(lire(await enregistrer(base, ou, choix), chemin), chemin).toBeTypeOf('object')
      const page = lisible((await directeur.client.get(`${base}/partie/${ou}`)).texte)
      expect(page).toContain('Retirer cette ')
      expect(await enregistrer(base, ou, { [`${groupe}._sans`]: 'oui' })).toEqual(avant)
    }
  })
  it('chaque page de chaque démarche publiée se rend sans rien changer', async () => {
    for (const code of ['demande-de-conge', 'affirmation-de-convention', 'identification-de-parcelle', 'autorisation-parentale', 'certificat-de-residence']) {
      const base = await reviser(code)
      const avant = await contenuDe(base)
      const etapes = lire(avant, 'formulaire.etapes') as Brut[]
      const questions = etapes.flatMap((e, i) => [`formulaire.etapes.${i}`, ...(e.champs as Brut[]).flatMap((c, j) => [`formulaire.etapes.${i}.champs.${j}`, ...((c.champs ?? []) as Brut[]).map((_, k) => `formulaire.etapes.${i}.champs.${j}.champs.${k}`)])])
      const stations = (lire(avant, 'circuit.stations') as Brut[]).map((_, i) => `circuit.stations.${i}`)
      for (const ou of ['presentation', 'circuit', 'delai', 'conservation', 'messages', 'document', ...questions, ...stations]) expect.soft([ou, lire(await enregistrer(base, ou), ou.includes('.') ? ou : '')], ou).toEqual([ou, lire(avant, ou.includes('.') ? ou : '')])
    }
  }, 60_000)
})

describe('les avis d’une station', () => {
  it('le quorum va jusqu’au nombre d’avis, et un quorum importé reste tant qu’on n’y touche pas', async () => {
    const base = await ouvrir('Sept avis')
    const station = await ajouter(base, 'circuit.stations', 'visa', 'Avis')
    await mettre(base, `${station}.viseurs`, Array.from({ length: 7 }, (_, i) => ({ code: `v${i}`, titre: `Avis ${i}`, qui: { roles: ['maire'] } })))
    await mettre(base, `${station}.regle`, { quorum: 6 })
    const { texte } = await directeur.client.get(`${base}/partie/${station}`)
    expect([...texte.matchAll(/value="quorum:(\d+)"/g)].map((m) => m[1])).toEqual(['2', '3', '4', '5', '6', '7'])
    expect(lire(await enregistrer(base, station), `${station}.regle`)).toEqual({ quorum: 6 })
    await mettre(base, `${station}.regle`, { quorum: 9 })
    expect(lire(await enregistrer(base, station), `${station}.regle`)).toEqual({ quorum: 9 })
  })
  it('un poste ou une question qui n’est plus proposé reste coché', async () => {
    const base = await ouvrir('Choix anciens')
    await mettre(base, 'circuit.demandeur', ['ancien_nom'])
    await mettre(base, 'circuit.telephone', 'ancien_numero')
    expect(lisible((await directeur.client.get(`${base}/partie/circuit`)).texte)).toContain('ancien_nom (n’est plus proposé)')
    expect(await enregistrer(base, 'circuit')).toMatchObject({ circuit: { demandeur: ['ancien_nom'], telephone: 'ancien_numero' } })
  })
})

describe('un arrêt', () => {
  it('se fait en cliquant, des réponses de son étape, et pas de celles d’après', async () => {
    const base = await ouvrir('Arrêt')
    for (const mots of ['Vous', 'Ensuite']) await directeur.client.envoyer(`${base}/questions`, { mots, liste: 'formulaire.etapes' }, { action: `${base}/ajouter` })
    await ajouter(base, 'formulaire.etapes.0.champs', 'oui_non', 'Mineur')
    await ajouter(base, 'formulaire.etapes.1.champs', 'oui_non', 'Plus tard')
    const { texte } = await directeur.client.get(`${base}/partie/formulaire.etapes.0`)
    const offertes = (nom: string) => [...(new RegExp(`<select[^>]*name="${nom.replaceAll('.', '\\.')}"[\\s\\S]*?</select>`).exec(texte)?.[0] ?? '').matchAll(/value="([^"]*)"/g)].map((m) => m[1]).filter(Boolean)
    expect(offertes('arrets.0.condition.0.clause')).toEqual(['mineur == true', 'mineur == false'])
    expect(offertes('condition.0.clause')).toEqual([])
    const contenu = await enregistrer(base, 'formulaire.etapes.0', { 'arrets.0.condition.mode': 'clauses', 'arrets.0.condition.0.clause': 'mineur == true', 'arrets.0.titre': 'Venez avec un parent', 'arrets.0.texte': 'Un mineur ne demande pas seul', 'arrets.0.source': 'Proposé' })
    expect(lire(contenu, 'formulaire.etapes.0.arrets.0')).toMatchObject({ condition: 'mineur == true', titre: 'Venez avec un parent' })
  })
})

describe('une démarche publiée', () => {
  it('se copie en un clic depuis ses versions, sans ouvrir de révision', async () => {
    const page = '/conception/demarches/certificat-de-vie'
    const copie = async () => (await directeur.client.envoyer(page, {}, { action: `${page}/copier` })).vers!
    const contenu = await contenuDe(await copie())
    const publiee = (await findEnVigueur(essai.maison.base.lire, 'certificat-de-vie'))!
    expect(contenu).toMatchObject({ code: 'certificat-de-vie-copie', titre: `${publiee.titre} (copie)`, formulaire: JSON.parse(JSON.stringify(publiee.formulaire)) })
    expect(fautesDe(contenu)).toEqual([])
    expect(await contenuDe(await copie())).toMatchObject({ code: 'certificat-de-vie-copie-2' })
    expect(lisible((await directeur.client.get(page)).texte)).toContain('Réviser')
  })
})

describe('l’aperçu', () => {
  it('montre ce qui est tapé, sans script et sans rien enregistrer', async () => {
    const base = await ouvrir('Aperçu vivant')
    await directeur.client.envoyer(`${base}/questions`, { mots: 'Vous', liste: 'formulaire.etapes' }, { action: `${base}/ajouter` })
    const ou = await ajouter(base, 'formulaire.etapes.0.champs', 'texte', 'Métier')
    const avant = await contenuDe(base)
    const page = `${base}/partie/${ou}`
    const vue = await directeur.client.envoyer(page, { libelle: 'Votre profession', aide: 'Celle d’aujourd’hui', _geste: 'apercu' }, { action: page })
    expect(vue.statut).toBe(200)
    const telephone = lisible(/data-apercu[\s\S]*<\/aside>/.exec(vue.texte)?.[0] ?? '')
    expect(telephone).toContain('Votre profession')
    expect(telephone).toContain('Celle d’aujourd’hui')
    expect(vue.texte).toContain('>Votre profession</textarea>')
    expect(await contenuDe(base)).toEqual(avant)
  })
})
