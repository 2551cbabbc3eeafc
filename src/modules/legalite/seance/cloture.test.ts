import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../../tests/base.ts'
import type { Essai } from '../../../../tests/base.ts'
import { creerHorloge } from '../../../../tests/client.ts'
import type { Champs, Reponse } from '../../../../tests/client.ts'
import { creerAgent } from '../../../../tests/monde.ts'
import type { AgentEssai } from '../../../../tests/monde.ts'
import { sql } from '../../../kernel/db/index.ts'
import { getCourant } from '../referentiel/referentiel.queries.ts'
import { compterAttendus } from './attendus.ts'
import { creerConseil, tenirSeance } from './demo.ts'
import type { Membre } from './membre.ts'
import { compterSeances } from './seance.queries.ts'

const BOHICON = '1203'
const horloge = creerHorloge('2027-10-04T08:00:00Z')
let essai: Essai
let agent: AgentEssai
let membres: Membre[]
beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false, maintenant: horloge.maintenant, connexions: 14 })
  agent = await creerAgent(essai, 'agent_actes', BOHICON)
  membres = await essai.maison.base.ecrire((tx) => creerConseil(tx, BOHICON, { nombre: 17, du: '2026-05-01', graine: 'essai' }))
})
afterAll(() => essai.ranger())

const lire = () => essai.maison.base.lire
const jour = (nom: string, iso: string): Champs => {
  const [a = '', m = '', j = ''] = iso.split('-')
  return { [`${nom}.jour`]: j, [`${nom}.mois`]: m, [`${nom}.annee`]: a }
}
async function tenir(graine: string, options: { jour?: string; session?: number | null; points?: number; commune?: string } = {}) {
  const regles = await getCourant(lire(), 'regles', '2027-01-01')
  return essai.maison.base.ecrire((tx) =>
    tenirSeance(tx, essai.maison, {
      commune: options.commune ?? BOHICON, jour: options.jour ?? '2027-09-10', genre: options.session === undefined ? 'extraordinaire' : 'ordinaire', session: options.session ?? null, membres, regles, graine, motif: 'Essai',
      points: Array.from({ length: options.points ?? 3 }, (_, i) => ({ objet: `${graine}, point ${i + 1}`, nature: i % 2 === 0 ? 'deliberation' : 'document-budgetaire', matiere: null, adopte: i !== 2 })),
    }),
  )
}
/** What people read: a no-break space is a space. */
const net = (r: Reponse): Reponse => ({ ...r, texte: r.texte.replace(/[\u00a0\u202f]/g, ' ') })
const ouvrir = async (chemin: string): Promise<Reponse> => net(await agent.client.get(chemin))
const poster = async (chemin: string, champs: Champs = {}, action = chemin): Promise<Reponse> => net(await agent.client.envoyer(chemin, champs, { action }))
const seance = async (id: string) => (await sql<{ etat: string; remplace: string | null; quorum: number }>`select etat, remplace, quorum from legalite.seance where id = ${id}`.execute(lire())).rows[0]!

describe('la numérotation', () => {
  it('dix séances closes en même temps donnent des numéros sans trou ni double', async () => {
    const tenues = await Promise.all(Array.from({ length: 10 }, (_, i) => tenir(`parallele-${i}`, { points: 5 })))
    const ids = tenues.map((t) => t.id)
    await essai.maison.base.ecrire(async (tx) => void (await sql`update legalite.seance set etat = 'ouverte', close_le = null where id = any(${ids}::uuid[])`.execute(tx)))
    // One number is already taken by an act that came from elsewhere.
    await essai.maison.base.ecrire(async (tx) => void (await sql`insert into legalite.acte (id, commune, etat, nature, numero, objet, cree_le, cree_par, modifie_le) values (gen_random_uuid(), ${BOHICON}, 'brouillon', 'deliberation', '2027-DEL-0003', 'Saisi à la main', now(), 'essai', now())`.execute(tx)))
    const closes = await Promise.all(ids.map((id) => poster(`/legalite/seances/${id}`, { heure: '13 h' }, `/legalite/seances/${id}/clore`)))
    expect(closes.map((r) => r.statut)).toEqual(ids.map(() => 303))
    const { rows } = await sql<{ numero: string }>`select numero from legalite.acte where commune = ${BOHICON} order by numero`.execute(lire())
    const serie = (sigle: string, n: number) => Array.from({ length: n }, (_, i) => `2027-${sigle}-${String(i + 1).padStart(4, '0')}`)
    // Three deliberations of which one is rejected, two budgets, ten times.
    expect(rows.map((r) => r.numero)).toEqual([...serie('BUD', 20), ...serie('DEL', 21)])
    expect((await sql<{ n: number }>`select count(*) as n from legalite.acte where point_id is not null group by seance_id order by 1`.execute(lire())).rows.map((r) => r.n)).toEqual(ids.map(() => 4))
  })

  it('une clôture refusée ne prend aucun numéro', async () => {
    const { id } = await tenir('refusee')
    await essai.maison.base.ecrire(async (tx) => void (await sql`update legalite.seance set etat = 'ouverte', close_le = null where id = ${id}`.execute(tx)))
    await essai.maison.base.ecrire(async (tx) => void (await sql`update legalite.point set vote = null where seance_id = ${id} and rang = 3`.execute(tx)))
    const avant = (await sql`select serie, dernier from legalite.compteur order by serie`.execute(lire())).rows
    const page = (await ouvrir(`/legalite/seances/${id}`)).texte
    expect(page).not.toContain('Heure où la séance a été levée')
    const jeton = /name="_jeton" value="([^"]+)"/.exec(page)![1]!
    const r = await agent.client.poster(`/legalite/seances/${id}/clore`, { heure: '13 h', _jeton: jeton, _cle: 'cle-sans-issue-1' })
    expect([r.statut, r.texte.includes('point n’a pas d’issue')]).toEqual([409, true])
    expect((await sql`select serie, dernier from legalite.compteur order by serie`.execute(lire())).rows).toEqual(avant)
  })
})

describe('sans quorum', () => {
  it('la séance se convoque une seconde fois, avec le même ordre du jour, et délibère alors quel que soit le nombre', async () => {
    const r = await poster('/legalite/seances/nouvelle', { genre: 'extraordinaire', motif: 'Inondation du marché', ...jour('jour', '2027-10-11'), heure: '10:00', lieu: 'Mairie' })
    const id = /seances\/([0-9a-f-]{36})/.exec(r.vers!)![1]!
    const base = `/legalite/seances/${id}`
    await poster(`${base}/points/nouveau`, { objet: 'Secours d’urgence', nature: 'deliberation' })
    expect((await poster(`${base}/convoquer`)).statut).toBe(303)
    horloge.avancer(7 * 86_400_000 + 2 * 3_600_000)
    const venues = (presents: number): Champs => Object.fromEntries(membres.map((m, i) => [`p.${m.id}`, i < presents ? 'present' : 'absent']))
    expect((await poster(`${base}/presences`, venues(4))).statut).toBe(303)
    // A council that may not deliberate is not opened, even by a hand-made form.
    const page = await ouvrir(`${base}/ouvrir`)
    const jeton = /name="_jeton" value="([^"]+)"/.exec(page.texte)![1]!
    expect((await agent.client.poster(`${base}/ouvrir`, { president: membres[0]!.id, secretaire: 'X', heure: '10 h', _jeton: jeton, _cle: 'cle-sans-quorum' })).texte).toContain('Le quorum est de 9')
    expect((await poster(`${base}/ouvrir`, {}, `${base}/sans-quorum`)).statut).toBe(303)
    expect((await seance(id)).etat).toBe('sans-quorum')
    const suite = await poster(base, { ...jour('jour', '2027-10-15'), heure: '10 h', lieu: 'Mairie' }, `${base}/reconvoquer`)
    const seconde = /seances\/([0-9a-f-]{36})/.exec(suite.vers!)![1]!
    expect((await seance(seconde)).remplace).toBe(id)
    expect((await ouvrir(base)).texte).not.toContain('Préparer la seconde séance')
    // Four days before: three clear days are not there, and the rule is only to be confirmed.
    expect((await ouvrir(`/legalite/seances/${seconde}/convoquer`)).texte).not.toContain('trop court')
    horloge.avancer(86_400_000)
    expect((await ouvrir(`/legalite/seances/${seconde}/convoquer`)).texte).toContain('Le délai est trop court')
    expect((await poster(`/legalite/seances/${seconde}/convoquer`)).statut).toBe(303)
    expect((await ouvrir(`/legalite/seances/${seconde}`)).texte).toContain('la règle laisse 3 jours francs (à confirmer)')
    horloge.avancer(3 * 86_400_000)
    await poster(`/legalite/seances/${seconde}/presences`, venues(2))
    const r2 = await poster(`/legalite/seances/${seconde}/ouvrir`, { secretaire: 'X', heure: '10 h' })
    expect(r2.statut, r2.texte.slice(0, 400)).toBe(303)
    expect(await seance(seconde)).toMatchObject({ etat: 'ouverte', quorum: 9 })
    // Open, it is neither cancelled nor opened again.
    expect((await ouvrir(`/legalite/seances/${seconde}/ouvrir`)).statut).toBe(409)
  })

  it('une règle confirmée refuse un délai trop court', async () => {
    const { corps } = await getCourant(lire(), 'regles', '2027-10-15')
    const confirmees = { ...corps, delais: { ...corps.delais, convocation: { ...corps.delais.convocation, verifie: true } } }
    const { rows } = await essai.maison.base.ecrire((tx) => sql<{ id: string }>`insert into legalite.referentiel (id, genre, territoire, version, du, corps, empreinte, publie_le, publie_par, publie_par_nom) values (gen_random_uuid(), 'regles', 'BJ', 9, '2027-10-01', ${JSON.stringify(confirmees)}::jsonb, 'x', now(), 'essai', 'essai') returning id`.execute(tx))
    expect(rows).toHaveLength(1)
    const r = await poster('/legalite/seances/nouvelle', { genre: 'ordinaire', session: '10', ...jour('jour', '2027-10-18'), heure: '10:00', lieu: 'Mairie' })
    const base = r.vers!
    await poster(`${base}/points/nouveau`, { objet: 'Point', nature: 'deliberation' })
    const refus = await poster(`${base}/convoquer`)
    expect([refus.statut, refus.texte.includes('Changez le jour de la séance')]).toEqual([409, true])
    // Moved far enough, it goes.
    expect((await poster(`${base}/modifier`, jour('jour', '2027-10-29'))).statut).toBe(303)
    expect((await poster(`${base}/convoquer`)).statut).toBe(303)
    expect((await poster(base, { raison: 'Deuil national' }, `${base}/annuler`)).statut).toBe(303)
    expect((await ouvrir(base)).texte).toContain('Deuil national')
  })

  it('convoquée, une séance se reporte : ses membres sont prévenus, une autre se prépare avec le même ordre du jour, et se convoque à son tour', async () => {
    await essai.maison.base.ecrire((tx) => sql`update legalite.membre set courriel = 'rose@mairie.example' where id = ${membres[0]!.id}`.execute(tx))
    const base = (await poster('/legalite/seances/nouvelle', { genre: 'extraordinaire', motif: 'Emprunt', ...jour('jour', '2027-11-20'), heure: '10:00', lieu: 'Mairie' })).vers!
    await poster(`${base}/points/nouveau`, { objet: 'Emprunt pour le marché', nature: 'deliberation', rapporteur: 'Rose' })
    expect((await ouvrir(base)).texte).not.toContain('Reporter cette séance')
    const page = await ouvrir(`${base}/convoquer`)
    await poster(`${base}/convoquer`, { [`mode.${membres[0]!.id}`]: 'courriel' })
    expect(page.statut).toBe(200)
    const champs = { pourquoi: 'La route est coupée', ...jour('jour', '2027-12-04'), heure: '9 h', lieu: 'Salle des fêtes' }
    const fautif = await poster(base, { ...champs, pourquoi: '', ...jour('jour', '2020-01-01') }, `${base}/reporter`)
    expect([fautif.statut, fautif.texte.includes('Écrivez pourquoi la séance est reportée'), fautif.texte.includes('Ce moment est passé')]).toEqual([422, true, true])
    const report = await poster(base, champs, `${base}/reporter`)
    expect(report.statut, report.texte.slice(0, 600)).toBe(303)
    const neuve = report.vers!
    expect((await agent.client.suivre(report)).texte.replaceAll('\u00a0', ' ')).toContain(`1 membre est prévenu par message. Prévenez les ${membres.length - 1} membres convoqués à la main.`)
    const lue = await ouvrir(neuve)
    for (const mot of ['Emprunt pour le marché', 'Salle des fêtes', 'samedi 4 décembre 2027 à 9 h', 'la séance reportée', 'Convoquer le conseil']) expect(lue.texte).toContain(mot)
    const ancienne = await ouvrir(base)
    for (const mot of ['La route est coupée', `href="${neuve}"`, 'Reportée']) expect(ancienne.texte).toContain(mot)
    expect(await seance(neuve.split('/').at(-1)!)).toMatchObject({ etat: 'preparee', remplace: null })
    const { rows } = await sql<{ sujet: string; destinataire: string }>`select sujet, destinataire from notifications.message where objet = ${`seance:${base.split('/').at(-1)!}`} order by cree_le`.execute(lire())
    expect(rows.map((r) => [r.destinataire, r.sujet.replaceAll('\u00a0', ' ')])).toContainEqual(['rose@mairie.example', 'Conseil communal de Bohicon : la séance du 20 novembre 2027 à 10 h est reportée'])
    // Twice, or once it is given up, is refused; the prefecture learns of the new one when it is convened.
    expect((await poster(base, champs, `${base}/reporter`).catch(() => ({ statut: 404 }))).statut).not.toBe(303)
    const prefecture = await creerAgent(essai, 'controleur_legalite', '12')
    const vue = net(await prefecture.client.get(base))
    expect([vue.statut, vue.texte.includes(neuve), vue.texte.includes('Au samedi 4 décembre 2027')]).toEqual([200, false, true])
    expect((await poster(`${neuve}/convoquer`)).statut).toBe(303)
    expect(net(await prefecture.client.get(base)).texte).toContain(neuve)
  })

  it('cent points tiennent, le cent unième se refuse', async () => {
    const base = (await poster('/legalite/seances/nouvelle', { genre: 'ordinaire', session: '10', ...jour('jour', '2027-10-30'), heure: '10:00', lieu: 'Mairie' })).vers!
    const id = base.split('/').at(-1)!
    await essai.maison.base.ecrire(async (tx) => void (await sql`insert into legalite.point (id, seance_id, rang, objet) select gen_random_uuid(), ${id}, n, 'Point ' || n from generate_series(1, 100) n`.execute(tx)))
    expect((await poster(`${base}/points/nouveau`, { objet: 'De trop', nature: 'deliberation' })).texte).toContain('100 points au plus')
    expect((await ouvrir(base)).statut).toBe(200)
    await expect(essai.maison.base.ecrire(async (tx) => void (await sql`insert into legalite.point (id, seance_id, rang, objet) values (gen_random_uuid(), ${id}, 101, 'x')`.execute(tx)))).rejects.toThrow('point_cent')
  })
})

describe('ce que les autres lisent', () => {
  it('les sessions ordinaires tenues se comptent une par mois, et les annulées pas', async () => {
    for (const [graine, jourTenu, session] of [['o1', '2025-01-10', 1], ['o1bis', '2025-01-11', 1], ['o4', '2025-04-11', 4]] as const) await tenir(graine, { jour: jourTenu, session })
    await tenir('extra', { jour: '2025-06-02' })
    expect([...(await compterSeances(lire(), [BOHICON, '0405'], 2025))]).toEqual([[BOHICON, 2], ['0405', 0]])
    const page = (await ouvrir('/legalite/seances?annee=2025')).texte
    for (const mot of ['2 tenues sur 4', 'Manquante', 'Tenue']) expect(page).toContain(mot)
    const lue = (await agent.client.json('GET', '/legalite/seances?annee=2025')).json<{ seances: { etat: string }[]; sessions: { mois: number; etat: string }[] }>()
    expect([lue.seances.length, lue.sessions.map((s) => s.etat)]).toEqual([4, ['tenue', 'tenue', 'manquante', 'manquante']])
  })

  it('ce qui attend se compte, en retard à part', async () => {
    const conseil = { codes: [BOHICON], vide: false, contient: () => true } as never
    const compte = await compterAttendus(lire(), conseil, horloge.maintenant())
    // Every session told to be held is closed and not posted, but those of this year opened above.
    expect(compte.afficher.tard).toBeGreaterThanOrEqual(10)
    expect(compte.convoquer.nombre).toBeGreaterThanOrEqual(1)
    expect((await ouvrir('/legalite/seances')).texte).toContain('Décisions à afficher')
  })

  it('une séance de démonstration est la même à chaque fois, juste, et s’ouvre à l’écran', async () => {
    const { id, points } = await tenir('memes-graines', { points: 12 })
    await expect(tenir('memes-graines', { points: 12 })).rejects.toThrow('seance_pkey')
    const { rows } = await sql<{ faux: number }>`select count(*) as faux from legalite.point p join legalite.seance s on s.id = p.seance_id where s.id = ${id}
      and (p.pour + p.contre + p.abstentions <> p.votants or (p.vote = 'adopte') <> (p.pour > p.contre))`.execute(lire())
    expect([rows[0]!.faux, points.length]).toEqual([0, 12])
    const { rows: compte } = await sql<{ presents: number; quorum: number }>`select count(*) filter (where c.presence = 'present') as presents, s.quorum from legalite.convocation c join legalite.seance s on s.id = c.seance_id where s.id = ${id} group by s.quorum`.execute(lire())
    expect(compte[0]!.presents).toBeGreaterThanOrEqual(compte[0]!.quorum)
    expect((await ouvrir(`/legalite/seances/${id}`)).statut).toBe(200)
  })
})
