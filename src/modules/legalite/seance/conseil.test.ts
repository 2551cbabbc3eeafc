import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../../tests/base.ts'
import type { Essai } from '../../../../tests/base.ts'
import { creerClient, creerHorloge } from '../../../../tests/client.ts'
import type { Champs, Reponse } from '../../../../tests/client.ts'
import { photo } from '../../../../tests/demande.ts'
import { creerAgent } from '../../../../tests/monde.ts'
import type { AgentEssai } from '../../../../tests/monde.ts'
import { sql } from '../../../kernel/db/index.ts'
import { findDocument, listDocuments } from '../../../kernel/documents/queries.ts'
import { sceller } from './jobs/sceller.ts'

const BOHICON = '1203'
const KANDI = '0405'
// A Monday; the session of January is held on Friday 15.
const horloge = creerHorloge('2027-01-04T08:00:00Z')
let essai: Essai
let agent: AgentEssai
let ailleurs: AgentEssai
let prefecture: AgentEssai
let maire: AgentEssai

beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false, maintenant: horloge.maintenant })
  agent = await creerAgent(essai, 'agent_actes', BOHICON, { nom: 'Adjoa Dossou' })
  maire = await creerAgent(essai, 'maire', BOHICON, { nom: 'Séraphine Ahossi' })
  ailleurs = await creerAgent(essai, 'agent_actes', KANDI)
  prefecture = await creerAgent(essai, 'controleur_legalite', BOHICON.slice(0, 2))
})
afterAll(() => essai.ranger())

const lire = () => essai.maison.base.lire
const jour = (nom: string, iso: string): Champs => {
  const [a = '', m = '', j = ''] = iso.split('-')
  return { [`${nom}.jour`]: j, [`${nom}.mois`]: m, [`${nom}.annee`]: a }
}
/** What people read: a no-break space is a space. */
const net = (r: Reponse): Reponse => ({ ...r, texte: r.texte.replace(/[\u00a0\u202f]/g, ' ') })
const ouvrir = async (chemin: string, qui = agent): Promise<Reponse> => net(await qui.client.get(chemin))
const poster = async (chemin: string, champs: Champs = {}, action = chemin, qui = agent): Promise<Reponse> => net(await qui.client.envoyer(chemin, champs, { action }))
const idDe = (r: Reponse): string => /seances\/([0-9a-f-]{36})/.exec(r.vers ?? '')?.[1] ?? `${r.statut} ${r.texte.slice(0, 400)}`
const seanceDe = async (id: string) => (await sql<{ etat: string; quorum: number; presidentId: string | null; procesVerbal: string }>`select * from legalite.seance where id = ${id}`.execute(lire())).rows[0]!
const pointsDe = async (id: string) => (await sql<{ id: string; objet: string; rang: number; vote: string | null; votants: number | null }>`select * from legalite.point where seance_id = ${id} order by rang`.execute(lire())).rows
const actesDe = async (id: string) => (await sql<{ id: string; numero: string; nature: string; etat: string; signataireNom: string; dateActe: string; publieLe: string | null; publicationMode: string | null }>`select *, publie_le::text, date_acte::text from legalite.acte where seance_id = ${id} order by numero`.execute(lire())).rows
const membresDe = async (commune = BOHICON) => (await sql<{ id: string; nom: string }>`select id, nom from legalite.membre where commune = ${commune} and au is null order by rang`.execute(lire())).rows

const SEANCE = { genre: 'ordinaire', session: '1', ...jour('jour', '2027-01-15'), heure: '9 h 30', lieu: 'Salle du conseil' }
const preparer = async (champs: Champs = {}) => idDe(await poster('/legalite/seances/nouvelle', { ...SEANCE, ...champs }))
const ajouter = (id: string, objet: string, champs: Champs = {}) => poster(`/legalite/seances/${id}/points/nouveau`, { objet, nature: 'deliberation', ...champs })
const LIGNES = ['Ahossi Séraphine;Maire;01 97 00 00 01;', 'Bio Adama;Adjoint;;adama@exemple.bj', 'Dossou Paul;;;', 'Sabi Fatou;;;', 'Zinsou Rose;Chef d’arrondissement;;'].join('\n')
/** Sends the roll: « present », « absent », or « par:<rank> ». */
async function appeler(id: string, venues: readonly string[]): Promise<Reponse> {
  const membres = await membresDe()
  const champs = Object.fromEntries(membres.flatMap((m, i) => (venues[i]!.startsWith('par:') ? [[`p.${m.id}`, 'represente'], [`m.${m.id}`, membres[Number(venues[i]!.slice(4))]?.id ?? m.id]] : [[`p.${m.id}`, venues[i]!]])))
  return poster(`/legalite/seances/${id}/presences`, champs)
}

describe('les membres du conseil', () => {
  it('un conseil sans membre dit quoi faire, et une liste collée l’inscrit d’un coup', async () => {
    expect((await ouvrir('/legalite/conseil')).texte).toContain('Aucun membre au tableau')
    const faux = await poster('/legalite/conseil', { lignes: 'Bio Adama;roi;;', ...jour('du', '2026-05-01') })
    expect([faux.statut, faux.texte.includes('roi'), faux.texte.includes('Bio Adama;roi')]).toEqual([422, true, true])
    const r = await poster('/legalite/conseil', { lignes: LIGNES, ...jour('du', '2026-05-01') })
    expect(r.statut, r.texte.slice(0, 500)).toBe(303)
    expect((await membresDe()).map((m) => m.nom)).toEqual(['Ahossi Séraphine', 'Bio Adama', 'Dossou Paul', 'Sabi Fatou', 'Zinsou Rose'])
    // Twice the same list adds nobody.
    await poster('/legalite/conseil', { lignes: LIGNES, ...jour('du', '2026-05-01') })
    expect(await membresDe()).toHaveLength(5)
  })

  it('un second maire, un numéro faux, un doublon se disent à côté du champ, et rien ne se perd', async () => {
    const r = await poster('/legalite/conseil/nouveau', { nom: 'Bio Adama', qualite: 'maire', rang: 'x', telephone: '12', courriel: 'a@b', ...jour('du', '2026-13-01') })
    expect(r.statut).toBe(422)
    for (const mot of ['10 chiffres', 'Vérifiez l’adresse', 'son rang', 'a@b']) expect(r.texte, mot).toContain(mot)
    const double = await poster('/legalite/conseil/nouveau', { nom: 'bio adama', qualite: 'maire', rang: '6', ...jour('du', '2026-05-01') })
    expect([double.statut, double.texte.includes('siège déjà'), double.texte.includes('est déjà maire')]).toEqual([422, true, true])
  })

  it('se corrigent, à deux sans s’écraser ; un mandat fini reste, et n’est plus convoqué', async () => {
    expect((await poster('/legalite/conseil/nouveau', { nom: 'Orou Moussa', qualite: 'conseiller', rang: '6', ...jour('du', '2026-05-01') })).statut).toBe(303)
    const orou = (await membresDe()).find((m) => m.nom === 'Orou Moussa')!
    const fiche = `/legalite/conseil/${orou.id}`
    const page = await ouvrir(fiche)
    expect((await poster(fiche, { telephone: '01 97 00 00 09' })).statut).toBe(303)
    const revision = /name="_revision" value="([^"]+)"/.exec(page.texte)![1]!
    const tard = await poster(fiche, { nom: 'Orou Moussa Junior', telephone: '', _revision: revision })
    expect([tard.statut, tard.texte.includes('Les deux versions')]).toEqual([409, true])
    expect((await poster(fiche, jour('au', '2025-01-01'), `${fiche}/finir`)).statut).toBe(422)
    expect((await poster(fiche, jour('au', '2027-01-03'), `${fiche}/finir`)).statut).toBe(303)
    expect((await ouvrir('/legalite/conseil')).texte).toContain('Mandats finis (1)')
    expect(await membresDe()).toHaveLength(5)
    expect((await ailleurs.client.get(fiche)).statut).toBe(404)
    expect((await ouvrir('/legalite/conseil', prefecture)).statut).toBe(403)
  })
})

describe('une séance, de sa préparation à l’affichage', () => {
  let id: string

  it('se prépare ; ce qui manque se dit, ce qui est passé se refuse', async () => {
    const rien = await poster('/legalite/seances/nouvelle', { genre: 'extraordinaire', heure: '9 h 30', lieu: 'Salle gardée', 'jour.jour': '', 'jour.mois': '', 'jour.annee': '' })
    expect(rien.statut).toBe(422)
    for (const mot of ['hors de ses sessions ordinaires', 'Écrivez le jour de la séance', 'Salle gardée', 'value="9 h 30"']) expect(rien.texte, mot).toContain(mot)
    expect((await poster('/legalite/seances/nouvelle', { ...SEANCE, ...jour('jour', '2026-12-01') })).texte).toContain('Ce moment est passé')
    expect((await poster('/legalite/seances/nouvelle', { ...SEANCE, session: '2' })).texte).toContain('Choisissez le mois de la session')
    id = await preparer()
    expect((await seanceDe(id)).etat).toBe('preparee')
  })

  it('son ordre du jour s’écrit, se corrige, se réordonne et se retire sans script', async () => {
    expect((await ajouter(id, '', { rapporteur: 'Rapporteur gardé' })).texte).toMatch(/Écrivez sur quoi le conseil délibère[\s\S]*Rapporteur gardé/)
    expect((await ajouter(id, 'X', { matiere: '2.3' })).texte).toContain('Choisissez une matière de la liste')
    for (const objet of ['Tarifs des marchés', 'Budget primitif 2027', 'Jumelage', 'Communication du maire']) expect((await ajouter(id, objet, objet.startsWith('Budget') ? { nature: 'document-budgetaire', matiere: '2.1.1' } : {})).statut).toBe(303)
    const [a, b] = await pointsDe(id)
    expect((await poster(`/legalite/seances/${id}`, { sens: 'monter', rang: '2' }, `/legalite/seances/${id}/points/${b!.id}/deplacer`)).statut).toBe(303)
    expect((await pointsDe(id)).map((p) => p.objet)).toEqual(['Budget primitif 2027', 'Tarifs des marchés', 'Jumelage', 'Communication du maire'])
    // From a page that somebody else has reordered since.
    expect((await poster(`/legalite/seances/${id}`, { rang: '1' }, `/legalite/seances/${id}/points/${a!.id}/retirer`)).statut).toBe(409)
    expect((await poster(`/legalite/seances/${id}/points/${a!.id}`, { objet: 'Tarifs des marchés et gares' })).statut).toBe(303)
    const jumelage = (await pointsDe(id))[2]!
    expect((await poster(`/legalite/seances/${id}`, {}, `/legalite/seances/${id}/points/${jumelage.id}/retirer`)).statut).toBe(303)
    expect((await pointsDe(id)).map((p) => [p.rang, p.objet])).toEqual([[1, 'Budget primitif 2027'], [2, 'Tarifs des marchés et gares'], [3, 'Communication du maire']])
    // Nothing is opened, voted or closed before the council is told.
    expect((await ouvrir(`/legalite/seances/${id}/ouvrir`)).statut).toBe(409)
    expect((await ouvrir(`/legalite/seances/${id}/presences`)).statut).toBe(409)
  })

  it('un brouillon n’existe que pour la commune, et une autre commune ne le saura jamais', async () => {
    for (const qui of [ailleurs, prefecture]) expect((await qui.client.get(`/legalite/seances/${id}`)).statut).toBe(404)
    expect((await maire.client.get(`/legalite/seances/${id}`)).statut).toBe(200)
    expect((await creerClient(essai).get(`/legalite/seances/${id}`)).statut).toBe(303)
    expect((await ouvrir('/legalite/seances?annee=2027', prefecture)).texte).not.toContain(id)
  })

  it('convoque : messages partis avec l’ordre du jour, remises à noter, une preuve par membre', async () => {
    expect((await ouvrir(`/legalite/seances/${id}/convocation.pdf`)).octets.subarray(0, 4).toString()).toBe('%PDF')
    expect((await poster(`/legalite/seances/${id}/convoquer`)).vers).toBe(`/legalite/seances/${id}`)
    const { rows } = await sql<{ canal: string; texte: string; sujet: string }>`select canal, sujet, texte from notifications.message where objet = ${`seance:${id}`} order by canal`.execute(lire())
    expect(rows.map((m) => m.canal)).toEqual(['courriel', 'sms'])
    for (const mot of ['vendredi 15 janvier 2027 à 9 h 30', 'Salle du conseil', '1. Budget primitif 2027 ; 2. Tarifs des marchés et gares']) expect(rows[0]!.texte.replaceAll('\u00a0', ' ')).toContain(mot)
    expect(rows[1]!.texte).toContain('Communication du maire')
    const [, , paul, fatou, rose] = await membresDe()
    const remises = `/legalite/seances/${id}/remises`
    expect((await poster(remises, { preuve: '', membres: [], ...jour('le', '2027-01-30') })).statut).toBe(422)
    const avant = await poster(remises, { preuve: 'Porteur', mode: 'porteur', membres: [paul!.id], ...jour('le', '2027-01-02') })
    expect(avant.texte).toContain('n’était pas encore écrite')
    expect((await poster(remises, { preuve: 'Porteur K., cahier page 12', mode: 'porteur', membres: [paul!.id, fatou!.id], ...jour('le', '2027-01-04') })).statut).toBe(303)
    const { rows: faites } = await sql<{ n: number; preuves: number; messages: number }>`select count(*) as n, count(*) filter (where preuve <> '') as preuves, count(message_id) as messages from legalite.convocation where seance_id = ${id}`.execute(lire())
    expect(faites[0]).toEqual({ n: 5, preuves: 4, messages: 2 })
    expect((await ouvrir(`/legalite/seances/${id}`)).texte).toContain('Noter 1')
    // A message that its carrier refuses is to be handed over; one that left is not written over.
    const [maireMembre, adama] = await membresDe()
    await essai.maison.base.ecrire(async (tx) => void (await sql`update notifications.message set erreur = 'numéro inconnu' where objet = ${`seance:${id}`} and canal = 'sms'`.execute(tx)))
    await essai.maison.base.ecrire(async (tx) => void (await sql`update notifications.message set envoye_le = ${horloge.maintenant()} where objet = ${`seance:${id}`} and canal = 'courriel'`.execute(tx)))
    expect((await ouvrir(`/legalite/seances/${id}`)).texte).toMatch(/Noter 2 remises[\s\S]*Pas parti/)
    expect((await poster(remises, { preuve: 'x', mode: 'porteur', membres: [adama!.id], ...jour('le', '2027-01-04') })).statut).toBe(404)
    expect((await poster(remises, { preuve: 'Remise à domicile', mode: 'porteur', membres: [maireMembre!.id], ...jour('le', '2027-01-04') })).statut).toBe(303)
    expect((await poster(remises, { preuve: 'Main propre', mode: 'main-propre', membres: [rose!.id], ...jour('le', '2027-01-04') })).statut).toBe(303)
    // Its agenda no longer changes.
    expect((await ouvrir(`/legalite/seances/${id}/points/nouveau`)).statut).toBe(409)
    expect((await ouvrir(`/legalite/seances/${id}/presences`)).statut).toBe(409)
    expect((await ouvrir(`/legalite/seances/${id}`, prefecture)).statut).toBe(200)
  })

  it('l’appel : une procuration à soi-même ou à un absent se refuse ; le quorum se compte sur les présents', async () => {
    horloge.avancer(11 * 86_400_000 + 45 * 60_000)
    const faux = await appeler(id, ['present', 'par:1', 'par:4', 'present', 'absent'])
    expect(faux.statut).toBe(422)
    for (const mot of ['Bio Adama : Un membre ne se représente pas lui-même', 'Zinsou Rose n’est pas là']) expect(faux.texte).toContain(mot)
    const [maireMembre] = await membresDe()
    expect((await poster(`/legalite/seances/${id}/presences`, { [`p.${maireMembre!.id}`]: 'present' })).texte).toContain('dites s’il est là')
    expect((await appeler(id, ['present', 'present', 'par:0', 'absent', 'excuse'])).vers).toBe(`/legalite/seances/${id}/ouvrir`)
    const sans = await ouvrir(`/legalite/seances/${id}/ouvrir`)
    expect(sans.texte).toContain('Constater l’absence de quorum')
    expect(sans.texte).not.toContain('name="president"')
    expect((await appeler(id, ['present', 'present', 'par:0', 'present', 'excuse'])).statut).toBe(303)
    const [m, , paul] = await membresDe()
    const porte = `/legalite/seances/${id}/ouvrir`
    const mal = await poster(porte, { president: paul!.id, secretaire: '', heure: '23 h' })
    for (const mot of ['parmi les membres présents', 'qui tient le secrétariat', 'pas encore venue']) expect(mal.texte).toContain(mot)
    expect((await poster(porte, { president: m!.id, secretaire: 'Codjo Lokossou, secrétaire exécutif', heure: '9 h 40' })).statut).toBe(303)
    expect(await seanceDe(id)).toMatchObject({ etat: 'ouverte', quorum: 3, presidentId: m!.id })
  })

  it('les votes : totaux justes, résultat qui suit les voix, partage tranché, vote nominal', async () => {
    const [p1, p2, p3] = await pointsDe(id)
    const [maireMembre, adama, paul, fatou] = await membresDe()
    const voter = (p: string, champs: Champs) => poster(`/legalite/seances/${id}/points/${p}/vote`, champs)
    expect((await voter(p1!.id, { vote: 'adopte', scrutin: 'public', pour: '4', contre: '1' })).texte).toContain('1 voix de trop')
    const egal = await voter(p1!.id, { vote: 'adopte', scrutin: 'public', pour: '2', contre: '2', texte: 'Débat gardé' })
    expect([egal.statut, egal.texte.includes('Débat gardé'), egal.texte.includes('name="preponderante"')]).toEqual([422, true, true])
    expect((await ouvrir(`/legalite/seances/${id}/points/${p1!.id}/vote`)).texte).not.toContain('name="preponderante"')
    expect((await voter(p1!.id, { vote: 'adopte', scrutin: 'public', pour: '2', contre: '2', preponderante: 'pour' })).statut).toBe(303)
    const voix = Object.fromEntries([maireMembre, adama, paul, fatou].map((m, i) => [`v.${m!.id}`, i === 3 ? 'contre' : 'pour']))
    const nominal = `/legalite/seances/${id}/points/${p2!.id}/vote?scrutin=nominal`
    expect((await ouvrir(nominal)).texte).toContain('par Ahossi Séraphine')
    expect((await agent.client.envoyer(nominal, { vote: 'adopte', ...voix })).statut).toBe(303)
    expect((await sql<{ n: number }>`select count(*) as n from legalite.voix where point_id = ${p2!.id}`.execute(lire())).rows[0]!.n).toBe(4)
    // The council shrinks: it no longer decides, and may still adjourn.
    await appeler(id, ['present', 'present', 'absent', 'absent', 'absent'])
    expect((await voter(p3!.id, { vote: 'adopte', scrutin: 'public', pour: '2', contre: '0' })).texte).toContain('Le quorum n’est plus atteint')
    expect((await voter(p3!.id, { vote: 'information' })).statut).toBe(303)
    expect((await pointsDe(id)).map((p) => [p.vote, p.votants])).toEqual([['adopte', 4], ['adopte', 4], ['information', null]])
    expect((await appeler(id, ['present', 'present', 'par:0', 'present', 'excuse'])).statut).toBe(303)
  })

  it('le procès-verbal se compose des faits, se garde ; clore fait naître un acte par point adopté, signé du maire', async () => {
    const pv = `/legalite/seances/${id}/proces-verbal`
    const compose = (await ouvrir(pv)).texte
    for (const mot of ['Étaient représentés : Dossou Paul (par Ahossi Séraphine)', 'Étaient excusés : Zinsou Rose', 'Quorum : 3', '2 pour, 2 contre', 'celle du président, pour, l’emporte', 'scrutin nominal']) expect(compose).toContain(mot)
    expect((await poster(pv, { texte: 'Trop court' })).statut).toBe(422)
    expect((await poster(pv)).statut).toBe(303)
    const ici = `/legalite/seances/${id}`
    // A vote corrected since: the minutes are read again before they are sealed.
    const [p1] = await pointsDe(id)
    expect((await poster(`${ici}/points/${p1!.id}/vote`, { vote: 'adopte', scrutin: 'public', pour: '3', contre: '1', preponderante: '' })).statut).toBe(303)
    expect((await poster(ici, { heure: '9 h 42' }, `${ici}/clore`)).texte).toContain('depuis que le procès-verbal est gardé')
    expect((await ouvrir(pv)).texte).toContain('Texte composé d’après les présences et les votes')
    expect((await poster(pv, { texte: 'Le procès-verbal, relu et corrigé après le vote du premier point.' })).statut).toBe(303)
    expect((await poster(ici, { heure: '23 h' }, `${ici}/clore`)).texte).toContain('pas encore venue')
    const deux = await Promise.all([1, 2].map(() => poster(ici, { heure: '9 h 42' }, `${ici}/clore`)))
    expect(deux.map((r) => r.statut).toSorted()).toEqual([303, 409])
    const actes = await actesDe(id)
    expect(actes.map((a) => [a.numero, a.nature, a.etat, a.signataireNom, a.dateActe])).toEqual([['2027-BUD-0001', 'document-budgetaire', 'brouillon', 'Séraphine Ahossi', '2027-01-15'], ['2027-DEL-0001', 'deliberation', 'brouillon', 'Séraphine Ahossi', '2027-01-15']])
    expect((await ouvrir(pv)).statut).toBe(409)
  })

  it('le procès-verbal se scelle une seule fois, et se vérifie par son code', async () => {
    const { maison } = essai
    const une = () => sceller.run({ donnees: { seanceId: id }, db: maison.base.lire, maison, maintenant: horloge.maintenant(), ecrire: (travail: (tx: never) => Promise<unknown>) => maison.base.ecrire((tx) => travail(tx as never)) } as never)
    expect((await ouvrir(`/legalite/seances/${id}/proces-verbal.pdf`)).statut).toBe(404)
    await Promise.all([une(), une()])
    const documents = await listDocuments(maison.base.lire, `seance:${id}`)
    expect(documents.map((d) => d.numero)).toEqual(['PV-2027-01-15-0930'])
    expect((await ouvrir(`/legalite/seances/${id}/proces-verbal.pdf`, prefecture)).octets.subarray(0, 4).toString()).toBe('%PDF')
    expect((await findDocument(maison.base.lire, documents[0]!.id))?.champs.objet).toContain('Session ordinaire de janvier')
    expect((await creerClient(essai).get(`/verifier?code=${documents[0]!.codeCourt}`)).texte).toContain('Procès-verbal de séance')
  })

  it('l’affichage publie les actes, avec sa preuve ; la préfecture lit, et n’écrit pas', async () => {
    const ici = `/legalite/seances/${id}`
    expect((await poster(ici, { preuve: '', ...jour('afficheLe', '2027-01-10') }, `${ici}/affichage`)).texte).toMatch(/pas avant la séance[\s\S]*qui le certifie/)
    const r = await agent.client.envoyer(ici, { preuve: 'Tableau de la mairie', ...jour('afficheLe', '2027-01-15') }, { action: `${ici}/affichage`, fichiers: { photo: { nom: 'panneau.jpg', type: 'image/jpeg', octets: await photo() } } })
    expect(r.statut, r.texte.slice(0, 300)).toBe(303)
    expect((await actesDe(id)).map((a) => [a.publieLe, a.publicationMode])).toEqual([['2027-01-15', 'affichage'], ['2027-01-15', 'affichage']])
    const page = await ouvrir(ici, prefecture)
    for (const mot of ['panneau.jpg', 'Décisions affichées', '2027-DEL-0001', 'Séance close', 'Vote noté']) expect(page.texte, mot).toContain(mot)
    for (const mot of ['Corriger l’affichage', 'Séance préparée', 'Point ajouté', '97 00 00 01']) expect(page.texte, mot).not.toContain(mot)
    const preuve = /\/affichage\/([0-9a-f-]{36})/.exec(page.texte)![0]
    expect((await ouvrir(ici + preuve, prefecture)).statut).toBe(200)
    const jeton = /name="_jeton" value="([^"]+)"/.exec(page.texte)![1]!
    expect((await prefecture.client.poster(`${ici}/affichage`, { preuve: 'x', _jeton: jeton, _cle: 'cle-prefecture-1' })).statut).toBe(403)
    const leur = /name="_jeton" value="([^"]+)"/.exec((await ailleurs.client.get('/legalite/seances/nouvelle')).texte)![1]!
    expect((await ailleurs.client.poster(`${ici}/affichage`, { preuve: 'x', _jeton: leur, _cle: 'cle-ailleurs-12' })).statut).toBe(404)
    const lue = (await agent.client.json('GET', ici)).json<{ seance: object; membres: object[] }>()
    expect(lue.seance).toMatchObject({ etat: 'close', afficheLe: '2027-01-15' })
    // A program learns who came, never where he is reached.
    expect(JSON.stringify(lue)).not.toMatch(/97000001|exemple\.bj/)
  })
})
