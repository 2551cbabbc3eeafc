import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../../tests/base.ts'
import type { Essai } from '../../../../tests/base.ts'
import type { Champs, Reponse } from '../../../../tests/client.ts'
import { confirmerRegles, transmettreActe } from '../../../../tests/legalite.ts'
import { attendreCode, creerAgent } from '../../../../tests/monde.ts'
import type { AgentEssai } from '../../../../tests/monde.ts'
import { ajouterJours, jourLocal } from '../../../kernel/calendrier/index.ts'
import { lireContenu } from './semer.ts'
import { tirer } from '../controle/selection.ts'
import { sql } from '../../../kernel/db/index.ts'
import { fauteJour } from './actions/publier.ts'
import { listVersions } from './referentiel.queries.ts'
import type { Corps, Genre } from './schemas.ts'

/** What a page says, whatever its spaces. */
const mots = (r: Reponse): string => r.texte.replace(/[\u00a0\u202f]/g, ' ')
const PROJET = '/legalite/regles/projet'
let essai: Essai
let directeur: AgentEssai
let collegue: AgentEssai
let prefet: AgentEssai
let ailleurs: AgentEssai
let mairie: { agent: AgentEssai; maire: AgentEssai }

beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
  await confirmerRegles(essai)
  directeur = await creerAgent(essai, 'directeur', 'BJ', { nom: 'Reine Ahouansou' })
  collegue = await creerAgent(essai, 'directeur', 'BJ', { nom: 'Basile Tossou' })
  prefet = await creerAgent(essai, 'prefet', '12')
  ailleurs = await creerAgent(essai, 'prefet', '04')
  mairie = { agent: await creerAgent(essai, 'agent_actes', '1203'), maire: await creerAgent(essai, 'maire', '1203') }
})
afterAll(() => essai.ranger())

const ouvrir = async (genre: Genre, qui = directeur, territoire = 'BJ'): Promise<void> => {
  const page = territoire === 'BJ' ? `/legalite/regles/${genre}` : `/legalite/regles/strategie/${territoire}`
  const r = await qui.client.envoyer(page, {}, { action: `${PROJET}/${genre}/${territoire}` })
  expect(r.statut, r.texte.slice(0, 400)).toBe(303)
}
const changer = (genre: Genre, ou: string, champs: Champs, qui = directeur, territoire = 'BJ'): Promise<Reponse> => qui.client.envoyer(`${PROJET}/${genre}/${territoire}/${ou}`, champs, { action: `${PROJET}/${genre}/${territoire}/${ou}` })
const retirer = (genre: Genre, ou: string): Promise<Reponse> => directeur.client.envoyer(`${PROJET}/${genre}/BJ/${ou}`, {}, { action: `${PROJET}/${genre}/BJ/${ou}/ranger`, bouton: ['geste', 'retirer'] })
async function publier(genre: Genre, champs: Champs = {}, qui = directeur, territoire = 'BJ'): Promise<Reponse> {
  await attendreCode(essai, qui)
  return qui.client.envoyer(`${PROJET}/${genre}/${territoire}/publier`, { note: 'Décret d’essai', _code: qui.code(), ...champs }, { action: `${PROJET}/${genre}/${territoire}/publier` })
}
const abandonner = (genre: Genre) => directeur.client.envoyer(`${PROJET}/${genre}/BJ`, {}, { action: `${PROJET}/${genre}/BJ/abandonner` })
const derniere = async <G extends Genre>(genre: G, territoire = 'BJ') => {
  const v = (await listVersions(essai.maison.base.lire, genre, territoire))[0]
  return { version: v?.version, du: v?.du, corps: v?.corps as Corps<G> }
}
const jourDe = (jour: string): Champs => Object.fromEntries((['annee', 'mois', 'jour'] as const).map((p, n) => [`du.${p}`, jour.split('-')[n]!]))

describe('lire', () => {
  it('chacun lit les sept listes, et nul autre que le ministère ne les change', async () => {
    const { texte } = await mairie.agent.client.get('/legalite/regles')
    for (const mot of ['Règles', 'Natures', 'Matières', 'Grille', 'Stratégie', 'Anomalies', 'Lettres', 'à confirmer']) expect(texte).toContain(mot)
    for (const genre of ['regles', 'natures', 'matieres', 'grilles', 'strategie', 'anomalies', 'lettres']) {
      const page = await mairie.agent.client.get(`/legalite/regles/${genre}`)
      expect([genre, page.statut, page.texte.includes('Modifier cette liste'), /\{"|verifie|jours_ouvres/.test(page.texte)]).toEqual([genre, 200, false, false])
    }
    expect((await directeur.client.get('/legalite/regles/inconnu')).statut).toBe(404)
    await ouvrir('regles')
    for (const qui of [mairie.agent, prefet]) expect([403, 404]).toContain((await qui.client.get(`${PROJET}/regles/BJ`)).statut)
    expect((await abandonner('regles')).statut).toBe(303)
  })
})

describe('changer les règles', () => {
  it('un délai publié vaut pour la suite ; l’acte déjà reçu garde le sien', async () => {
    const id = await transmettreActe(mairie, { objet: 'Reçu avant' })
    const lire = async () => (await sql<{ echeance: string; referentiels: { regles: string } }>`select echeance::text as echeance, referentiels from legalite.acte where id = ${id}`.execute(essai.maison.base.lire)).rows[0]!
    const [avant, fiche] = [await lire(), (await prefet.client.get(`/legalite/actes/${id}`)).texte]
    await ouvrir('regles')
    const place = (await derniere('regles')).corps.delais.controle
    expect((await changer('regles', 'delais.controle', { valeur: '2', unite: 'mois', source: 'Décret n° 2026-999, article 4' })).statut).toBe(303)
    const relu = await directeur.client.get(`${PROJET}/regles/BJ/publier`)
    expect(mots(relu)).toContain(`Délai de contrôle : ${place.valeur} jours → 2 mois`)
    expect(mots(relu)).toContain('1 acte au contrôle garde')
    expect((await publier('regles', { ...jourDe(ajouterJours(jourLocal(new Date()), -3)) })).statut).toBe(422)
    expect((await publier('regles', { note: '' })).statut).toBe(422)
    const r = await publier('regles')
    expect(r.statut, r.texte.slice(0, 600)).toBe(303)
    expect((await derniere('regles')).corps.delais.controle).toMatchObject({ valeur: 2, unite: 'mois', report: true, depart: 'jour' })
    // The act that was there keeps its rules, its last day, and the words of its clock.
    expect(await lire()).toEqual(avant)
    const motsDelai = (t: string) => /à partir du[^<]*/.exec(t)?.[0]
    expect(motsDelai((await prefet.client.get(`/legalite/actes/${id}`)).texte)).toBe(motsDelai(fiche))
    const autre = await transmettreActe(mairie, { objet: 'Reçu après' })
    const { rows } = await sql<{ jours: number; regles: string }>`select echeance - recu_le::date as jours, referentiels->>'regles' as regles from legalite.acte where id = ${autre}`.execute(essai.maison.base.lire)
    expect([rows[0]!.jours > 55, rows[0]!.regles === avant.referentiels.regles]).toEqual([true, false])
    const histoire = await directeur.client.get(`/legalite/regles/versions/regles/BJ/${(await derniere('regles')).version}`)
    expect(['→ 2 mois', 'Décret d’essai', 'Reine Ahouansou'].map((m) => mots(histoire).includes(m))).toEqual([true, true, true])
  })

  it('une règle ne se dit confirmée que par un texte écrit, et son nom se lit avant de publier', async () => {
    await ouvrir('regles')
    expect((await changer('regles', 'delais.affichage', { verifie: 'oui' })).statut).toBe(422)
    expect((await changer('regles', 'delais.affichage', { verifie: 'oui', source: 'Règle proposée par la mairie' })).texte).toContain('dit que la règle est proposée')
    expect((await changer('regles', 'delais.affichage', { verifie: 'oui', source: 'Loi n° 2021-14, article 99' })).statut).toBe(303)
    expect(mots(await directeur.client.get(`${PROJET}/regles/BJ/publier`))).toContain('Vous confirmez : Délai d’affichage des décisions. Ses effets deviendront réels')
    expect((await publier('regles')).statut).toBe(303)
    expect((await derniere('regles')).corps.delais.affichage.verifie).toBe(true)
  })

  it('deux personnes à la fois : la seconde lit la première et n’efface rien', async () => {
    await ouvrir('regles')
    const chezB = await collegue.client.get(`${PROJET}/regles/BJ/delais.affichage`)
    expect((await changer('regles', 'delais.affichage', { valeur: '9' })).statut).toBe(303)
    const refus = await collegue.client.envoyer(chezB, { valeur: '10' }, { action: `${PROJET}/regles/BJ/delais.affichage` })
    expect([refus.statut, ...['Reine Ahouansou', 'Les deux versions', '9 jours'].map((m) => mots(refus).includes(m))]).toEqual([409, true, true, true])
    // Another part is nobody's business.
    expect((await changer('regles', 'quorum', { fraction: 'tiers' }, collegue)).statut).toBe(303)
    const vieille = await directeur.client.get(`${PROJET}/regles/BJ/publier`)
    expect((await changer('regles', 'quorum', { fraction: 'deux-tiers' }, collegue)).statut).toBe(303)
    await attendreCode(essai, directeur)
    const non = await directeur.client.envoyer(vieille, { note: 'Trop vite', _code: directeur.code() }, { action: `${PROJET}/regles/BJ/publier` })
    expect([non.statut, non.texte.includes('Basile Tossou')]).toEqual([409, true])
    expect((await abandonner('regles')).statut).toBe(303)
  })

  it('le premier jour ne recule pas avant la version qui vient', () => {
    expect([fauteJour('2020-01-01', '2026-11-25', undefined), fauteJour('2026-11-25', '2026-11-25', { du: '2022-02-20', version: 1 })]).toEqual([undefined, undefined])
    expect(fauteJour('2026-11-24', '2026-11-25', { du: '2022-02-20', version: 1 })).toContain('passé')
    expect(fauteJour('2026-12-15', '2026-11-25', { du: '2027-01-01', version: 3 })).toContain('La version 3')
  })
})

describe('natures, matières, grille, lettres', () => {
  it('une matière portée par un acte au contrôle ne se retire pas, et un code garde son sens', async () => {
    await transmettreActe(mairie, { matiere: '6.1.1', objet: 'Au contrôle' })
    await ouvrir('matieres')
    const sansPromesse = await changer('matieres', 'matieres.6.1.1', { libelle: 'Chasse et pêche' })
    expect([sansPromesse.statut, sansPromesse.texte.includes('Des actes portent ce nom')]).toEqual([422, true])
    expect((await changer('matieres', 'matieres.6.1.1', { libelle: 'Circulation, stationnement', memeSens: 'oui' })).statut).toBe(303)
    const ajouter = (champs: Champs) => directeur.client.envoyer(`${PROJET}/matieres/BJ/ajouter/matieres`, champs)
    expect((await ajouter({ parent: '6.1', libelle: 'Bruit', code: '6.1.1' })).statut).toBe(422)
    expect((await ajouter({ parent: '6.1', libelle: 'Bruit', code: '7.1.9' })).statut).toBe(422)
    expect((await ajouter({ parent: '6.1', libelle: 'Bruit' })).statut).toBe(303)
    expect((await retirer('matieres', 'matieres.9.1.1')).statut).toBe(303)
    // What was removed keeps its meaning: the next code is another.
    expect((await ajouter({ parent: '9.1', libelle: 'Motion', code: '9.1.1' })).texte).toContain('garde ce sens')
    expect((await ajouter({ parent: '9.1', libelle: 'Motion' })).statut).toBe(303)
    expect((await retirer('matieres', 'matieres.6')).statut).toBe(409)
    expect((await retirer('matieres', 'matieres.6.1.1')).statut).toBe(303)
    const bloque = await directeur.client.get(`${PROJET}/matieres/BJ/publier`)
    expect([bloque.texte.includes('attendez la fin de leur contrôle'), bloque.texte.includes('Publier la version')]).toEqual([true, false])
    expect((await ajouter({ parent: '6.1', libelle: 'Circulation et stationnement', code: '6.1.1' })).statut).toBe(303)
    const r = await publier('matieres')
    expect(r.statut, r.texte.slice(0, 500)).toBe(303)
    const codes = JSON.stringify((await derniere('matieres')).corps)
    expect([codes.includes('"9.1.2"'), codes.includes('"9.1.1"'), codes.includes('"6.1.4"')]).toEqual([true, false, true])
  })

  it('une nature visée par une règle ne se retire pas ; sans signataire, elle ne s’enregistre pas', async () => {
    await ouvrir('natures')
    expect((await changer('natures', 'natures.convention', { signataires: 'personne' })).statut).toBe(422)
    expect((await retirer('natures', 'natures.document-budgetaire')).statut).toBe(303)
    expect((await directeur.client.get(`${PROJET}/natures/BJ/publier`)).texte).toContain('est visée par')
    expect((await abandonner('natures')).statut).toBe(303)
  })

  it('un point s’ajoute, vise, se déplace ; la liste vide ne se publie pas', async () => {
    await ouvrir('grilles')
    const r = await directeur.client.envoyer(`${PROJET}/grilles/BJ/ajouter/points`, { libelle: 'Étude d’impact', question: 'L’étude est jointe.', calcul: 'annexes', 'pour.matieres': ['4.2', '5'], verifie: 'non' })
    expect(r.statut, r.texte.slice(0, 500)).toBe(303)
    expect((await directeur.client.envoyer(`${PROJET}/grilles/BJ/ajouter/points`, { libelle: 'Faux', question: 'Q', calcul: 'horoscope', verifie: 'non' })).statut).toBe(422)
    const monte = await directeur.client.envoyer(`${PROJET}/grilles/BJ/points.etude-d-impact`, {}, { action: `${PROJET}/grilles/BJ/points.etude-d-impact/ranger`, bouton: ['geste', 'monter'] })
    expect(monte.statut, monte.texte.slice(0, 300)).toBe(303)
    expect((await publier('grilles')).statut).toBe(303)
    const { points } = (await derniere('grilles')).corps
    expect(points.at(-2)).toEqual({ code: 'etude-d-impact', libelle: 'Étude d’impact', question: 'L’étude est jointe.', source: '', preuve: '', calcul: 'annexes', pour: { matieres: ['4.2', '5'] }, verifie: false })
    await ouvrir('grilles')
    await essai.maison.base.ecrire(async (tx) => void (await sql`update legalite.projet_referentiel set corps = jsonb_set(corps, '{points}', '[]') where genre = 'grilles'`.execute(tx)))
    expect((await directeur.client.get(`${PROJET}/grilles/BJ/publier`)).texte).toContain('est vide')
    expect((await abandonner('grilles')).statut).toBe(303)
  })

  it('une lettre se voit avant, et ne demande pas ce que rien ne remplit', async () => {
    await ouvrir('lettres')
    const page = await directeur.client.get(`${PROJET}/lettres/BJ/lettres.observations`)
    expect(page.texte).toContain('Cession d’un terrain communal')
    const vue = await directeur.client.envoyer(page, { texte: 'Madame, Monsieur, au sujet de {objet}.' }, { action: `${PROJET}/lettres/BJ/lettres.observations`, bouton: ['_geste', 'apercu'] })
    expect([vue.statut, vue.texte.includes('au sujet de n° 2026-014')]).toEqual([200, true])
    expect((await changer('lettres', 'lettres.observations', { texte: 'Bonjour {prenom}' })).statut).toBe(422)
    expect((await abandonner('lettres')).statut).toBe(303)
  })

  it('une anomalie change de mots, jamais de code ni d’effet, et ne s’ajoute ni ne se retire', async () => {
    await ouvrir('anomalies')
    expect((await changer('anomalies', 'anomalies.A01', { phrase: 'Joignez le PDF de l’acte', bloque: 'non', code: 'A99' })).statut).toBe(303)
    expect((await directeur.client.get(`${PROJET}/anomalies/BJ/ajouter/anomalies`)).statut).toBe(404)
    expect((await directeur.client.get(`${PROJET}/anomalies/BJ/anomalies.A01`)).texte).not.toContain('/ranger')
    expect((await publier('anomalies')).statut).toBe(303)
    expect((await derniere('anomalies')).corps.anomalies[0]).toEqual({ code: 'A01', phrase: 'Joignez le PDF de l’acte', bloque: true })
  })

  it('une version à venir s’annonce, et celle d’aujourd’hui reste', async () => {
    await ouvrir('strategie')
    expect((await changer('strategie', 'hasard', { part: '7,5' })).statut).toBe(303)
    expect((await publier('strategie', jourDe(ajouterJours(jourLocal(new Date()), 10)))).statut).toBe(303)
    const page = mots(await directeur.client.get('/legalite/regles/strategie'))
    expect([page.includes('La version 2 s’appliquera dès le'), page.includes('7,5')]).toEqual([true, false])
    expect(mots(await directeur.client.get('/legalite/regles/versions/strategie/BJ/2'))).toContain('Tirage au sort : 5 % → 7,5 %')
    // What comes after it does not come before it.
    await ouvrir('strategie')
    expect((await changer('strategie', 'hasard', { part: '0', source: '', verifie: 'non' })).statut).toBe(303)
    expect((await publier('strategie', jourDe(ajouterJours(jourLocal(new Date()), 5)))).texte).toContain('La version 2 s’applique dès')
    expect((await publier('strategie', jourDe(ajouterJours(jourLocal(new Date()), 10)))).statut).toBe(303)
    expect((await derniere('strategie')).corps.hasard).toBeUndefined()
  })
})

describe('la stratégie d’une préfecture', () => {
  it('s’écrit par elle seule, s’ajoute à celle du pays, et se recalcule sur ses actes', async () => {
    const ici = '/legalite/regles/strategie/12'
    expect([(await ailleurs.client.get(ici)).statut, (await mairie.agent.client.get(ici)).statut]).toEqual([404, 404])
    // The ministry reads it, and does not write it.
    expect([(await directeur.client.get(ici)).statut, (await directeur.client.get(`${PROJET}/strategie/12`)).statut]).toEqual([200, 404])
    await ouvrir('strategie', prefet, '12')
    expect((await ailleurs.client.get(`${PROJET}/strategie/12`)).statut).toBe(404)
    expect((await ailleurs.client.get('/legalite/regles/versions/strategie/12/1')).statut).toBe(404)
    expect((await prefet.client.get(`${PROJET}/regles/12`)).statut).toBe(404)
    const r = await prefet.client.envoyer(`${PROJET}/strategie/12/ajouter/regles`, { libelle: 'Commune suivie de près', 'pour.communes': ['1203'], approfondi: 'oui', risque: '30' })
    expect(r.statut, r.texte.slice(0, 400)).toBe(303)
    expect((await prefet.client.get(ici)).texte).toMatch(/sous le projet/)
    // A commune of elsewhere is not in the list: it is not kept.
    expect((await changer('strategie', 'regles.commune-suivie-de-pres', { 'pour.communes': ['0401', '1203'] }, prefet, '12')).statut).toBe(303)
    expect((await publier('strategie', {}, prefet, '12')).statut).toBe(303)
    expect((await derniere('strategie', '12')).corps.regles).toEqual([{ code: 'commune-suivie-de-pres', libelle: 'Commune suivie de près', pour: { communes: ['1203'] }, approfondi: true, risque: 30 }])
    const id = await transmettreActe(mairie, { objet: 'Sous la stratégie locale' })
    const { rows } = await sql<{ approfondi: boolean; ar: string; codes: string }>`select approfondi, ar_numero as ar, selection::text as codes from legalite.acte where id = ${id}`.execute(essai.maison.base.lire)
    expect([rows[0]!.approfondi, rows[0]!.codes.includes('commune-suivie-de-pres')]).toEqual([true, true])
    expect((await prefet.client.get(`${ici}?ar=${rows[0]!.ar}`)).texte).toContain('n’est pas passé au tirage')
    await essai.maison.base.ecrire(async (tx) => void (await sql`update legalite.acte set selection = ${JSON.stringify([{ code: 'hasard', libelle: 'Tiré au sort', risque: 0, approfondi: true, graine: 'abc', tirage: 1.5 }])}::jsonb where id = ${id}`.execute(tx)))
    expect((await prefet.client.get(`${ici}?ar=${rows[0]!.ar.toLowerCase()}`)).texte).toContain('ne donne pas le même résultat')
    // Not drawn: its seed says so too, and a seed that would have drawn it is told.
    const { part } = lireContenu('strategie').hasard!
    const graines = (pris: boolean) => Array.from({ length: 500 }, (_, n) => `g${n}`).find((g) => tirer(g, rows[0]!.ar) < part === pris)!
    for (const [pris, dit] of [[false, 'donne le même résultat'], [true, 'ne donne pas le même résultat']] as const) {
      await essai.maison.base.ecrire(async (tx) => void (await sql`update legalite.acte set selection = '[]', graine = ${graines(pris)} where id = ${id}`.execute(tx)))
      const vue = (await prefet.client.get(`${ici}?ar=${rows[0]!.ar}`)).texte
      expect([vue.includes('Le sort ne l’a pas pris'), vue.includes(dit)]).toEqual([true, true])
    }
    expect((await prefet.client.get(`${ici}?ar=AR-9999`)).texte).toContain('Aucun acte de ce département')
  })
})

describe('le simulateur', () => {
  it('calcule les deux horloges, avec la raison de chaque date', async () => {
    await ouvrir('regles')
    expect((await changer('regles', 'delais.controle', { valeur: '30', unite: 'jours' })).statut).toBe(303)
    const adresse = '/legalite/regles/simuler?recu=2026-03-02&recuHeure=10:00&g1=pieces-sans&le1=2026-03-04&h1=9:00&g2=pieces&le2=2026-03-06&h2=9:00&g3=reponse&le3=2026-03-10&h3=9:00&vu=2026-03-11'
    const page = await directeur.client.get(adresse)
    const texte = mots(page)
    expect(page.statut).toBe(200)
    for (const mot of ['En vigueur, version', 'Le projet', 'elle n’est pas justifiée', 'Demande de pièces']) expect(texte).toContain(mot)
    expect(new Set([...texte.matchAll(/Dernier jour : ([^.]+)\./g)].map((m) => m[1])).size).toBe(2)
    // A draft is the ministry's own.
    expect((await prefet.client.get(adresse)).texte).not.toContain('Le projet<')
    expect((await prefet.client.get('/legalite/regles/simuler?recu=demain&g1=rien')).statut).toBe(200)
    expect((await abandonner('regles')).statut).toBe(303)
  })
})
