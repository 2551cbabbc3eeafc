import * as mupdf from 'mupdf'
import { readXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recevoirActes } from '../../../../tests/actes-recus.ts'
import { ouvrirEssai } from '../../../../tests/base.ts'
import type { Essai } from '../../../../tests/base.ts'
import { lisible } from '../../../../tests/demande.ts'
import { creerAgent } from '../../../../tests/monde.ts'
import type { AgentEssai } from '../../../../tests/monde.ts'
import { semerReferentiels } from '../referentiel/semer.ts'

let essai: Essai
let ministere: AgentEssai
let prefet: AgentEssai
let maire: AgentEssai
// A year that is over: its months compare whole, whatever the day of the test.
const ANNEE = new Date().getFullYear() - 1
const LE = `${ANNEE}-01-15T10:00:00+01:00`

beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
  await essai.maison.base.ecrire((tx) => semerReferentiels(tx, new Date()))
  ministere = await creerAgent(essai, 'agent_ministere', 'BJ')
  prefet = await creerAgent(essai, 'prefet', '12')
  maire = await creerAgent(essai, 'maire', '1203')
  const ici = { recuLe: LE, dateActe: `${ANNEE}-01-10` }
  await recevoirActes(essai, [
    { ...ici, etat: 'clos', issue: 'silence', duree: 15 }, { ...ici, etat: 'clos', issue: 'reforme', duree: 9, observeLe: LE, aTemps: false }, { ...ici, nature: 'convention', matiere: '3.1.1', canal: 'xml' }, { ...ici, matiere: null, approfondi: true, examineLe: LE },
    { ...ici, commune: '1204', etat: 'juge', issue: 'annule-juge', duree: 12, defereLe: LE }, { ...ici, commune: '0101', mode: 'electronique' }, { ...ici, commune: '0101', etat: 'annule' },
    { recuLe: `${ANNEE - 1}-01-20T10:00:00+01:00`, dateActe: `${ANNEE - 1}-01-10` },
    // Half an hour into the year, Porto-Novo: still the year before for a clock in London.
    { ...ici, recuLe: `${ANNEE}-01-01T00:30:00+01:00`, commune: '0101' },
  ])
})
afterAll(() => essai.ranger())

const PERIODE = `du=${ANNEE}-01-01&au=${ANNEE}-12-31`
const json = async (qui: AgentEssai, chemin: string) => JSON.parse((await qui.client.get(chemin, { accept: 'application/json' })).texte)
const chiffres = (qui: AgentEssai, suite = '') => json(qui, `/legalite/pilotage?${PERIODE}${suite}`)

describe('le tableau de bord', () => {
  it('donne au ministère le pays, à une préfecture son département, à une commune ses chiffres', async () => {
    expect((await chiffres(ministere)).tout).toMatchObject({ transmis: 7, horsDelai: 1, electroniques: 2, approfondis: 1, lettres: 1, reformes: 1, deferes: 1, juges: 1, clos: 3, silences: 1, mediane: 12 })
    expect((await chiffres(prefet)).tout).toMatchObject({ transmis: 5, deferes: 1 })
    expect((await chiffres(maire)).tout).toMatchObject({ transmis: 4, deferes: 0, mediane: 12 })
    expect((await chiffres(maire, '&commune=1204')).tout.transmis).toBe(0)
    expect((await (await creerAgent(essai, 'agent_actes', '1203')).client.get('/legalite/pilotage')).statut).toBe(403)
  })

  it('se découpe par préfecture, commune, nature, matière et mois, et montre qui n’a rien transmis', async () => {
    const par = async (axe: string, suite = '') => ((await chiffres(ministere, `&par=${axe}${suite}`)).lignes as { cle: string; nom: string; transmis: number }[]).filter((l) => l.transmis > 0).map((l) => [l.cle, l.transmis])
    expect(await par('prefecture')).toEqual([['12', 5], ['01', 2]])
    expect(await par('commune', '&prefecture=12')).toEqual([['1203', 4], ['1204', 1]])
    expect(await par('nature')).toEqual([['deliberation', 6], ['convention', 1]])
    expect(await par('matiere', '&commune=1203')).toEqual([['2', 2], ['3', 1], ['', 1]])
    expect(await par('mois')).toEqual([[`${ANNEE}-01`, 7]])
    expect((await chiffres(ministere, '&par=commune')).lignes).toHaveLength(77)
  })

  it('chaque nombre ouvre la liste des actes qu’il compte, ni plus ni moins', async () => {
    const page = (await ministere.client.get(`/legalite/pilotage?${PERIODE}&par=matiere`)).texte
    const liens = [...page.matchAll(/href="(\/legalite\/actes\?fait=[^"]+)"[^>]*>(?:<b>)?([\d\s\u202f\u00a0]+)</g)].map(([, href, n]) => [href!.replaceAll('&amp;', '&'), Number(n!.replace(/\D/g, ''))] as const)
    expect(liens.length).toBeGreaterThan(20)
    for (const [href, n] of liens) expect([href, (await json(ministere, href)).actes.length]).toEqual([href, n])
  })

  it('compare à un an avant sur les mêmes mois finis, dessine la carte et sa table, et s’exporte', async () => {
    const page = lisible((await ministere.client.get(`/legalite/pilotage?du=${ANNEE}-01-01&au=${ANNEE}-01-31&mesure=hors-delai`)).texte)
    expect(page).toContain('Transmissions hors délai, par commune')
    expect(page).toContain('25 % (1 sur 4)')
    expect(page).toMatch(/Transmis 7 un an avant : 1, \+600 %/)
    const csv = (await prefet.client.get(`/legalite/pilotage?${PERIODE}&par=commune&format=csv`)).texte
    expect(csv).toContain('Commune;Code;Transmis')
    expect(csv).not.toContain('0101')
    expect(lisible((await maire.client.get('/legalite/pilotage?du=1999-01-01&au=1999-02-01')).texte)).toContain('Aucun acte reçu')
    expect((await maire.client.get('/legalite/pilotage?du=hier&par=rien')).statut).toBe(200)
  })
})

describe('la comparaison des pratiques', () => {
  it('donne un intervalle, et pas de rang aux petits nombres', async () => {
    await recevoirActes(essai, Array.from({ length: 40 }, (_, i) => ({ commune: '0502', recuLe: `${ANNEE - 2}-03-01T10:00:00+01:00`, observeLe: i < 10 ? LE : null })))
    await recevoirActes(essai, Array.from({ length: 5 }, () => ({ commune: '0602', recuLe: `${ANNEE - 2}-03-01T10:00:00+01:00`, observeLe: LE })))
    const { lignes } = await json(ministere, `/legalite/pilotage/comparaison?du=${ANNEE - 2}-01-01&au=${ANNEE - 2}-12-31`)
    expect(lignes[0]).toMatchObject({ cle: '05', n: 10, sur: 40, rang: 1 })
    expect(lignes[0].estimation.bas).toBeCloseTo(14.19, 1)
    expect(lignes.find((l: { cle: string }) => l.cle === '06')).toMatchObject({ n: 5, sur: 5, rang: null })
    expect(lisible((await ministere.client.get(`/legalite/pilotage/comparaison?du=${ANNEE - 2}-01-01&au=${ANNEE - 2}-12-31&pratique=delai`)).texte)).toContain('Aucun acte à comparer')
    expect(lisible((await prefet.client.get('/legalite/pilotage/comparaison')).texte)).toContain('Vous en suivez une seule')
  })
})

describe('le rapport annuel', () => {
  it('se lit, s’imprime sur plusieurs pages, s’emporte en classeur, dit ses sources et ce qui n’est pas confirmé', async () => {
    const page = lisible((await ministere.client.get(`/legalite/pilotage/rapport/${ANNEE}`)).texte)
    expect(page).toContain(`En ${ANNEE}, 7 actes ont été reçus`)
    expect(page).toContain('Ce qui n’est pas confirmé')
    const pdf = await ministere.client.get(`/legalite/pilotage/rapport/${ANNEE}?format=pdf`)
    const lu = mupdf.Document.openDocument(pdf.octets, 'application/pdf')
    const textes = Array.from({ length: lu.countPages() }, (_, i) => lu.loadPage(i).toStructuredText('').asText())
    expect(lu.countPages()).toBeGreaterThan(2)
    for (const mot of ['Par préfecture', 'Sources et méthode', 'Ce qui n’est pas confirmé', '75 communes n’ont transmis aucun acte'.slice(3)]) expect(textes.join(' ').replace(/\s+/g, ' ')).toContain(mot)
    const classeur = await readXlsx((await ministere.client.get(`/legalite/pilotage/rapport/${ANNEE}?format=xlsx`)).octets)
    expect(classeur.sheets.map((s) => s.name)).toEqual(['Ensemble', 'Préfectures', 'Communes', 'Natures', 'Matières', 'Mois', 'Sources'])
    expect(classeur.sheets[0]!.rows[1]![2]).toBe(7)
    expect((await ministere.client.get('/legalite/pilotage/rapport/2099')).statut).toBe(404)
  })

  it('les données ouvertes ne demandent rien à personne et ne comptent que des actes', async () => {
    const lu = (await essai.serveur.inject({ url: `/donnees/legalite/${ANNEE}.csv` })).body
    const lignes = lu.trim().split('\n')
    expect(lignes[0]).toContain('Année;Code de la commune;Commune;Département;Nature;Transmis')
    expect(lignes.slice(1).map((l) => l.split(';').slice(1, 6))).toEqual([['0101', expect.any(String), expect.any(String), 'Délibération', '2'], ['1203', 'Bohicon', 'Zou', 'Convention, contrat ou marché', '1'], ['1203', 'Bohicon', 'Zou', 'Délibération', '3'], ['1204', expect.any(String), 'Zou', 'Délibération', '1']])
  })
})
