import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { connecterCitoyen, creerClient, creerHorloge } from '../../../tests/client.ts'
import type { Champs, Client, Reponse } from '../../../tests/client.ts'
import { deposer, jetons, lieux } from '../../../tests/demande.ts'
import { creerAgent } from '../../../tests/monde.ts'
import type { AgentEssai } from '../../../tests/monde.ts'
import { demanderSansDossier, fermerAgenda, forcer, idDe, inscrireAu, lancer, lireRendezVous, LUNDI, LUNDI_SUIVANT, MARDI, messagesDe, ouvrirAgenda, prendreSansDossier, REGLES } from '../../../tests/rendezvous.ts'
import { uuidv7 } from '../../lib/uuid.ts'
import { sql } from '../../kernel/db/index.ts'
import { instantDe } from './heure.ts'
import { codeDe } from './porte.ts'
import { insertRendezVous } from './rendezvous.queries.ts'

// A Monday at nine in Benin.
const horloge = creerHorloge('2026-11-23T08:00:00Z')

let essai: Essai
let gestion: AgentEssai
let guichet: AgentEssai
let ailleurs: AgentEssai
let bohicon: string

beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false, maintenant: horloge.maintenant })
  bohicon = lieux(essai).bohicon
  gestion = await creerAgent(essai, 'etat_civil', '1203')
  guichet = await creerAgent(essai, 'agent_guichet', '1203')
  ailleurs = await creerAgent(essai, 'etat_civil', '0405')
})
afterAll(() => essai.ranger())

const ouvrir = (regles: Champs = {}): Promise<string> => ouvrirAgenda(gestion.client, regles)
const inscrire = (agenda: string, debut: string, champs: Champs = {}, qui = guichet): Promise<Reponse> => inscrireAu(qui.client, agenda, debut, champs)
const lire = (id: string) => lireRendezVous(essai, id)
const messages = (id: string, modele = '') => messagesDe(essai, id, modele)
const tache = (nom: string, quand: Date) => lancer(essai, nom, quand)
const demander = (client: Client, agenda: string, debut: string, telephone: string) => demanderSansDossier(essai, client, agenda, debut, telephone)
const prendre = (agenda: string, debut: string, telephone: string) => prendreSansDossier(essai, agenda, debut, telephone)
const fermer = (agenda: string, champs: Record<string, string>) => fermerAgenda(gestion.client, agenda, champs)

describe('sans dossier', () => {
  it('le téléphone prouvé, le rendez-vous est pris, se voit, se télécharge, se déplace, s’annule', async () => {
    const agenda = await ouvrir()
    expect((await creerClient(essai).get('/rendez-vous?lieu=Bohicon')).texte).toContain(`/rendez-vous/agendas/${agenda}`)
    const { client, id } = await prendre(agenda, `${MARDI}T08:30`, '0197000101')
    expect(await lire(id)).toMatchObject({ etat: 'pris', canal: 'public', telephone: '+2290197000101', debut: new Date('2026-11-24T07:30:00Z'), sequence: 0 })
    expect((await client.get(`/rendez-vous/${id}`)).texte).toMatch(/Mardi 24 novembre 2026 à 8\sh\s30/)
    const ics = await client.get(`/rendez-vous/${id}/calendrier.ics`)
    expect([ics.entetes['content-type'], ics.texte.includes('DTSTART:20261124T073000Z')]).toEqual(['text/calendar; charset=utf-8', true])
    expect((await messages(id, 'rdv-pris'))[0]).toContain(`/rendez-vous/suivre?code=${codeDe(essai.maison, id)}`)
    const deplace = await client.envoyer(`/rendez-vous/${id}/deplacer`, { debut: `${LUNDI_SUIVANT}T09:00` }, { action: `/rendez-vous/${id}/deplacer` })
    expect((await client.envoyer(`/rendez-vous/${id}/deplacer`, { debut: `${LUNDI_SUIVANT}T09:00` }, { action: `/rendez-vous/${id}/deplacer` })).texte).toContain('déjà l’heure de ce rendez-vous')
    expect([deplace.vers, (await lire(id)).sequence, (await client.get(`/rendez-vous/${id}/calendrier.ics`)).texte.includes('SEQUENCE:1')]).toEqual([`/rendez-vous/${id}`, 1, true])
    await client.envoyer(`/rendez-vous/${id}`, {}, { action: `/rendez-vous/${id}/annuler` })
    expect(await lire(id)).toMatchObject({ etat: 'annule', annulePar: 'personne', sequence: 2 })
    expect(await messages(id)).toHaveLength(3)
  })

  it('rien n’est retenu avant le code : qui va plus vite l’a, et l’autre choisit sans rien retaper ni redemander', async () => {
    const agenda = await ouvrir()
    const [a, b] = [creerClient(essai), creerClient(essai)]
    const [chezA, chezB] = [await demander(a, agenda, `${MARDI}T08:00`, '0197000102'), await demander(b, agenda, `${MARDI}T08:00`, '0197000103')]
    // What is not six digits costs no try.
    for (let n = 0; n < 6; n++) expect((await b.envoyer(chezB.vers, { code: n % 2 ? '' : '12 34' }, { action: chezB.vers })).texte).toContain('Écrivez les six chiffres')
    expect((await b.envoyer(chezB.vers, { code: '000000' }, { action: chezB.vers })).texte).toContain('Ce code n’est pas le bon')
    expect((await a.envoyer(chezA.vers, { code: chezA.code }, { action: chezA.vers })).statut).toBe(303)
    const refuse = await b.envoyer(chezB.vers, { code: chezB.code }, { action: chezB.vers })
    expect([refuse.statut, refuse.texte.includes('vient d’être prise'), refuse.texte.includes(`value="${MARDI}T08:30"`), refuse.texte.includes('name="code"')]).toEqual([422, true, true, false])
    const pris = await b.envoyer(refuse, { debut: `${MARDI}T08:30` }, { action: chezB.vers })
    expect(await lire(idDe(pris))).toMatchObject({ nom: 'Afiavi Tossou', telephone: '+2290197000103', note: 'Copie d’acte', etat: 'pris' })
    // A code serves one demand once: written again, it leads to the same appointment.
    expect((await forcer(b, chezB.vers.replace(/\/rendez-vous\/demandes\/.*/, '/rendez-vous/suivre'), chezB.vers, { code: chezB.code })).vers).toBe(pris.vers)
  })

  it('un téléphone a un seul rendez-vous à venir par agenda, et cinq codes par heure', async () => {
    const agenda = await ouvrir()
    await prendre(agenda, `${MARDI}T08:00`, '0197000104')
    const client = creerClient(essai)
    const encore = await demander(client, agenda, `${MARDI}T09:00`, '0197000104')
    const refuse = await client.envoyer(encore.vers, { code: encore.code }, { action: encore.vers })
    expect([refuse.statut, refuse.texte.includes('a déjà un rendez-vous ici')]).toEqual([409, true])
    for (let n = 0; n < 3; n++) expect((await demander(client, agenda, `${MARDI}T09:00`, '0197000104')).vers).toMatch(/^\/rendez-vous/)
    expect((await demander(client, agenda, `${MARDI}T09:00`, '0197000104')).vers).toMatch(/^409.*Cinq codes/s)
  })

  it('la demande et le rendez-vous d’un autre ne s’ouvrent pas ; son code les ouvre', async () => {
    const agenda = await ouvrir()
    const { id } = await prendre(agenda, `${MARDI}T08:00`, '0197000105')
    const curieux = creerClient(essai)
    const sienne = await demander(curieux, agenda, `${MARDI}T09:00`, '0197000106')
    for (const chemin of ['', '/deplacer', '/calendrier.ics']) expect((await curieux.get(`/rendez-vous/${id}${chemin}`)).vers, chemin).toMatch(/^\/rendez-vous\/suivre\?suite=/)
    const compte = creerClient(essai)
    await connecterCitoyen(compte, essai, '0197000199')
    expect((await compte.get(`/rendez-vous/${id}`)).statut).toBe(404)
    expect((await creerClient(essai).get(sienne.vers)).statut).not.toBe(200)
    expect((await curieux.envoyer('/rendez-vous/suivre', { code: '00000-00000' })).statut).toBe(422)
    expect((await curieux.envoyer('/rendez-vous/suivre', { code: codeDe(essai.maison, id).toLowerCase(), suite: `/rendez-vous/${id}/deplacer` })).vers).toBe(`/rendez-vous/${id}/deplacer`)
    expect((await curieux.get(`/rendez-vous/${id}`)).texte).toContain('Avec le code du rendez-vous')
  })

  it('un agenda qui demande un dossier, ou fermé aux réservations, n’existe pas sans dossier', async () => {
    for (const regles of [{ sansDossier: '' }, { ouvert: '' }]) {
      const { sansDossier, ouvert, ...reste } = { ...REGLES, ...regles }
      const agenda = idDe(await forcer(gestion.client, '/agendas/nouveau', '/agendas', { ...reste, ...(sansDossier ? { sansDossier } : {}), ...(ouvert ? { ouvert } : {}) }))
      expect((await creerClient(essai).get(`/rendez-vous/agendas/${agenda}`)).statut).toBe(404)
    }
  })
})

describe('pour un dossier', () => {
  it('une heure se prend d’un geste, une seule fois ; la page du dossier la montre à la personne et au bureau', async () => {
    const agenda = await ouvrir({ demarches: 'certificat-de-vie' })
    const client = creerClient(essai)
    const dossier = await deposer(client, bohicon)
    expect((await client.get(`/suivi/${dossier}`)).texte).toContain(`/suivi/${dossier}/rendez-vous?agenda=${agenda}`)
    const page = `/suivi/${dossier}/rendez-vous?agenda=${agenda}`
    const pris = await client.envoyer(page, { debut: `${MARDI}T09:30` }, { action: `/suivi/${dossier}/rendez-vous` })
    const id = idDe(pris)
    expect(await lire(id)).toMatchObject({ dossierId: dossier, canal: 'suivi', telephone: '+2290197000011' })
    expect((await client.get(page)).texte).toContain('Ce dossier a déjà un rendez-vous ici')
    const encore = await forcer(client, `/rendez-vous/${id}`, `/suivi/${dossier}/rendez-vous`, { agenda, debut: `${LUNDI_SUIVANT}T08:00` })
    expect([encore.statut, encore.texte.includes('Ce dossier a déjà un rendez-vous')]).toEqual([409, true])
    expect((await client.get(`/suivi/${dossier}`)).texte).toContain(`/rendez-vous/${id}`)
    expect((await gestion.client.get(`/dossiers/${dossier}`)).texte).toContain(`/agendas/rendez-vous/${id}`)
    // Whoever holds the file holds its appointment, without another code.
    expect((await client.get(`/rendez-vous/${id}`)).statut).toBe(200)
    // Given up, the request frees the hour.
    await client.envoyer(`/suivi/${dossier}`, {}, { action: `/suivi/${dossier}/retirer` })
    expect(await lire(id)).toMatchObject({ etat: 'annule', motif: 'La demande est retirée' })
  })

  it('ni l’agenda d’un autre bureau, ni une démarche qu’il ne sert pas, ni le dossier d’un autre', async () => {
    const client = creerClient(essai)
    const dossier = await deposer(client, bohicon)
    const sien = await ouvrir({ demarches: 'certificat-de-vie' })
    const loin = idDe(await ailleurs.client.envoyer('/agendas/nouveau', { ...REGLES, bureau: 'mairie-0405' }))
    const autre = await ouvrir({ demarches: 'certificat-de-residence' })
    const page = `/suivi/${dossier}/rendez-vous?agenda=${sien}`
    for (const agenda of [loin, autre]) expect((await forcer(client, page, `/suivi/${dossier}/rendez-vous`, { agenda, debut: `${MARDI}T08:00` })).statut).toBe(404)
    expect((await creerClient(essai).get(page)).statut).not.toBe(200)
    expect((await gestion.client.get(page)).statut).toBe(403)
  })
})

describe('une heure forgée', () => {
  it('passée, trop proche, trop lointaine, fériée, hors des heures ou mal écrite : une phrase, et rien n’est pris', async () => {
    const agenda = await ouvrir()
    const client = creerClient(essai)
    const page = `/rendez-vous/agendas/${agenda}/prendre`
    for (const debut of [`${LUNDI}T08:00`, `${LUNDI}T09:30`, '2027-03-01T08:00', `${MARDI}T08:15`, `${MARDI}T12:00`, '2026-11-25T08:00', '2026-02-30T08:00', 'demain', '']) {
      const r = await forcer(client, page, page, { debut, nom: 'Nom gardé', telephone: '0197000107' })
      expect([debut, r.statut, r.texte.includes('value="Nom gardé"'), r.texte.includes('champ--err')]).toEqual([debut, 422, true, true])
    }
    expect((await client.get(`/rendez-vous/agendas/${agenda}?semaine=9999-12-31`)).statut).toBe(200)
    expect((await client.get(`/rendez-vous/agendas/${agenda}?semaine=0001-01-01`)).statut).toBe(200)
    // At the counter, the hour that has begun may still be given.
    expect((await inscrire(agenda, `${LUNDI}T09:00`)).statut).toBe(303)
    expect((await inscrire(agenda, `${LUNDI}T08:00`)).statut).toBe(422)
  })

  it('des réglages impossibles sont dits chacun à sa place, et gardés', async () => {
    const r = await gestion.client.envoyer('/agendas/nouveau', { ...REGLES, titre: '', duree: '3', places: '500', horizon: '9999', lieu: '', 'h.1.0.debut': '8', 'h.1.0.fin': '7', 'h.2.1.debut': '9:00', 'h.2.1.fin': '18', demarches: [] })
    for (const mot of ['Donnez un nom', 'de 5 à 480', 'de 1 à 50', 'de 1 à 180', 'Écrivez où se présenter', 'pas le temps d’un rendez-vous', 'l’après-midi commence après', 'value="9999"']) expect(r.texte).toContain(mot)
    expect(r.statut).toBe(422)
    expect((await forcer(gestion.client, '/agendas/nouveau', '/agendas', { ...REGLES, bureau: 'mairie-0405' })).statut).toBe(422)
    expect((await forcer(gestion.client, '/agendas/nouveau', '/agendas', { ...REGLES, demarches: 'invention' })).texte).toContain('Choisissez des démarches de la liste')
  })

  it('une période de dix mille jours est refusée, en liste comme en fermeture', async () => {
    const agenda = await ouvrir()
    expect((await gestion.client.get('/agendas/rendez-vous?du=2020-01-01&au=2047-05-19')).statut).toBe(422)
    for (const chemin of [`/agendas/${agenda}?jour=9999-12-31`, '/agendas/rendez-vous?du=9999-12-31', `/agendas/${agenda}/exceptions?jour=0001-01-01`, `/agendas/${agenda}/prendre?semaine=9999-12-31`, `/agendas/${agenda}/prendre?debut=9999-12-31T08:00`]) expect([200, 422]).toContain((await gestion.client.get(chemin)).statut)
    expect((await fermer(agenda, { du: '9999-12-31' })).statut).toBe(422)
    const r = await fermer(agenda, { du: '2026-11-24', au: '2054-04-10' })
    expect([r.statut, r.texte.includes('400 jours au plus')]).toEqual([422, true])
  })
})

describe('une place n’est jamais donnée deux fois', () => {
  it('dix demandes en même temps pour deux places : deux passent, les autres lisent d’autres heures', async () => {
    const agenda = await ouvrir({ places: '2' })
    const page = `/agendas/${agenda}/prendre?debut=${MARDI}T08:00`
    const jeton = jetons(await guichet.client.get(page))._jeton!
    const reponses = await Promise.all(Array.from({ length: 10 }, (_, n) => guichet.client.poster(page, { _jeton: jeton, _cle: `course-${agenda}-${n}`, debut: `${MARDI}T08:00`, nom: `Personne ${n}` })))
    expect(reponses.map((r) => r.statut).toSorted()).toEqual([303, 303, ...Array.from({ length: 8 }, () => 422)])
    const perdu = reponses.find((r) => r.statut === 422)!
    expect([perdu.texte.includes('vient d’être prise'), /Encore libre\s:/.test(perdu.texte), /value="Personne \d"/.test(perdu.texte)]).toEqual([true, true, true])
    const { rows } = await sql<{ n: number }>`select count(distinct place) as n from rendezvous.rendezvous where agenda_id = ${agenda}`.execute(essai.maison.base.lire)
    expect(rows[0]!.n).toBe(2)
  })

  it('la base la refuse, même sans l’agenda verrouillé et quand les durées diffèrent', async () => {
    const agenda = await ouvrir()
    const { rows } = await sql<{ rang: number }>`select rang from rendezvous.agenda where id = ${agenda}`.execute(essai.maison.base.lire)
    const ecrire = (debut: number, fin: number) =>
      essai.maison.base.ecrire((tx) => {
        const id = uuidv7()
        return insertRendezVous(tx, { id, agendaId: agenda, agendaRang: rows[0]!.rang, territoire: '1203', suivi: Buffer.from(id), debut: instantDe(MARDI, debut), fin: instantDe(MARDI, fin), place: 0, etat: 'pris', canal: 'guichet', dossierId: null, nom: 'x', telephone: null, courriel: null, titulaire: null, note: '', maintenant: horloge.maintenant() })
      })
    const ensemble = await Promise.allSettled([ecrire(480, 510), ecrire(490, 500), ecrire(500, 530)])
    expect(ensemble.filter((r) => r.status === 'fulfilled').length).toBeLessThan(3)
    await expect(ecrire(480, 530)).rejects.toThrow(/rendezvous_une_place/)
    await ecrire(530, 560)
  })

  it('le nombre de personnes par jour arrête la journée', async () => {
    const agenda = await ouvrir({ parJour: '2' })
    for (const heure of ['08:00', '09:00']) expect((await inscrire(agenda, `${MARDI}T${heure}`)).statut).toBe(303)
    expect((await inscrire(agenda, `${MARDI}T09:30`)).statut).toBe(422)
    expect((await creerClient(essai).get(`/rendez-vous/agendas/${agenda}?semaine=${MARDI}`)).texte).toContain('complet')
  })
})

describe('le bureau', () => {
  it('inscrit, pointe, insère, et lit sa journée', async () => {
    const agenda = await ouvrir()
    const id = idDe(await inscrire(agenda, `${LUNDI}T09:30`, { telephone: '0197000120', note: 'Légalisation' }))
    expect((await guichet.client.get(`/agendas/rendez-vous/${id}`)).texte).toContain(codeDe(essai.maison, id))
    for (const etat of ['arrive', 'recu']) expect((await forcer(guichet.client, `/agendas/${agenda}`, `/agendas/rendez-vous/${id}/pointer`, { etat, jour: 'oui' })).vers).toBe(`/agendas/${agenda}?jour=${LUNDI}`)
    expect((await forcer(guichet.client, `/agendas/${agenda}`, `/agendas/rendez-vous/${id}/pointer`, { etat: 'absent' })).statut).toBe(409)
    await guichet.client.envoyer(`/agendas/${agenda}`, { nom: 'Venu Seul' }, { action: `/agendas/${agenda}/inserer` })
    const { texte } = await guichet.client.get(`/agendas/${agenda}`)
    for (const mot of ['Légalisation', 'Reçu', 'Venu Seul', 'sans rendez-vous']) expect(texte).toContain(mot)
    const demain = idDe(await inscrire(agenda, `${MARDI}T08:00`))
    expect((await forcer(guichet.client, `/agendas/${agenda}`, `/agendas/rendez-vous/${demain}/pointer`, { etat: 'absent' })).texte).toContain('n’est pas encore venu')
    expect((await guichet.client.get('/journee')).texte).toContain('Venu Seul')
    const csv = await guichet.client.get(`/agendas/rendez-vous?agenda=${agenda}&format=csv`)
    expect(csv.texte.split('\n').filter((l) => l.includes('Kossi Hounsa')).length).toBe(2)
    const json = (await guichet.client.json('GET', `/agendas/rendez-vous?agenda=${agenda}`)).json<{ lignes: { nom: string; etat: string }[] }>()
    expect(json.lignes.map((l) => [l.nom, l.etat])).toEqual(expect.arrayContaining([['Venu Seul', 'arrive'], ['Kossi Hounsa', 'recu']]))
    const mesures = (await guichet.client.json('GET', `/agendas/statistiques?agenda=${agenda}`)).json<{ mesures: object[] }>()
    expect(mesures.mesures).toMatchObject([{ mois: '2026-11', pris: 2, recus: 1, absents: 0, passages: 1 }])
  })

  it('ouvrir la fiche de quelqu’un se lit dans son rendez-vous', async () => {
    const agenda = await ouvrir()
    const { client, id } = await prendre(agenda, `${MARDI}T08:00`, '0197000121')
    await guichet.client.get(`/agendas/rendez-vous/${id}`)
    await expect.poll(async () => (await client.get(`/rendez-vous/${id}`)).texte).toContain('Agent de guichet')
  })

  it('d’un autre territoire, rien n’existe ; sans la permission, rien ne se règle', async () => {
    const agenda = await ouvrir()
    const id = idDe(await inscrire(agenda, `${MARDI}T08:00`))
    for (const chemin of [`/agendas/${agenda}`, `/agendas/${agenda}/prendre`, `/agendas/${agenda}/exceptions`, `/agendas/${agenda}/reglages`, `/agendas/rendez-vous/${id}`, `/rendez-vous/${id}/deplacer`]) expect((await ailleurs.client.get(chemin)).statut, chemin).toBe(404)
    for (const [chemin, champs] of [[`/agendas/rendez-vous/${id}/pointer`, { etat: 'absent' }], [`/agendas/rendez-vous/${id}/annuler`, { motif: 'x' }], [`/rendez-vous/${id}/deplacer`, { debut: `${MARDI}T09:00` }], [`/agendas/${agenda}/prendre`, { debut: `${MARDI}T09:00`, nom: 'x' }], [`/agendas/${agenda}/reglages`, REGLES]] as const)
      expect((await forcer(ailleurs.client, '/agendas/nouveau', chemin, champs)).statut, chemin).toBe(404)
    expect((await ailleurs.client.get('/agendas')).texte).not.toContain(agenda)
    expect((await ailleurs.client.get(`/agendas/rendez-vous?agenda=${agenda}&du=${LUNDI}`)).texte).not.toContain(id)
    expect((await guichet.client.get(`/agendas/${agenda}/reglages`)).statut).toBe(403)
  })

  it('une demi-journée fermée demande ce que deviennent les personnes, puis les prévient ; elles reprennent une heure avec le même code', async () => {
    const agenda = await ouvrir()
    const { client, id } = await prendre(agenda, `${MARDI}T08:30`, '0197000122')
    const muet = idDe(await inscrire(agenda, `${MARDI}T09:00`, { nom: 'Sans Téléphone' }))
    const hors = idDe(await inscrire(agenda, `${MARDI}T09:30`))
    const demi = { du: MARDI, debut: '8:00', fin: '9:30' }
    const demande = await fermer(agenda, demi)
    expect([demande.statut, /2\spersonnes ont rendez-vous/.test(demande.texte), demande.texte.includes('Coupure de courant')]).toEqual([422, true, true])
    const ferme = await fermer(agenda, { ...demi, attendus: 'prevenir' })
    expect((await gestion.client.suivre(ferme)).texte).toContain('Sans Téléphone')
    expect([(await lire(id)).etat, (await lire(muet)).etat, (await lire(hors)).etat]).toEqual(['annule', 'annule', 'pris'])
    const [sms] = await messages(id, 'rdv-annule-bureau')
    expect(sms).toMatch(/Coupure de courant.*Encore libre\s:\slundi 30 novembre à 8\sh.*suivre\?code=/s)
    const reprise = await client.envoyer(`/rendez-vous/${id}/deplacer`, { debut: `${LUNDI_SUIVANT}T08:00` }, { action: `/rendez-vous/${id}/deplacer` })
    expect([reprise.statut, await lire(id)]).toMatchObject([303, { etat: 'pris', annulePar: null, sequence: 2 }])
    expect((await inscrire(agenda, `${MARDI}T08:00`)).statut).toBe(422)
  })

  it('changer les heures ne perd aucun rendez-vous : ils sont gardés, et montrés', async () => {
    const agenda = await ouvrir()
    const id = idDe(await inscrire(agenda, `${MARDI}T08:30`, { nom: 'Gardée Dossou' }))
    const change = await gestion.client.envoyer(`/agendas/${agenda}/reglages`, { ...REGLES, 'h.2.0.debut': '14:00', 'h.2.0.fin': '16:00', demarches: [] }, { action: `/agendas/${agenda}/reglages` })
    const { texte } = await gestion.client.suivre(change)
    expect([/1\srendez-vous déjà pris est hors des heures/.test(texte), texte.includes('Gardée Dossou'), (await lire(id)).etat]).toEqual([true, true, 'pris'])
    await forcer(gestion.client, `/agendas/${agenda}`, `/rendez-vous/${id}/deplacer`, { debut: `${MARDI}T14:00` })
    expect((await gestion.client.get(`/agendas/${agenda}`)).texte).not.toContain('dans les heures de l’agenda')
  })

  it('le délai passé, la personne ne change plus ; le bureau, si, avec sa raison', async () => {
    const agenda = await ouvrir({ preavis: '0', delaiAnnulation: '48' })
    const { client, id } = await prendre(agenda, `${MARDI}T09:00`, '0197000123')
    expect((await client.get(`/rendez-vous/${id}`)).texte).toContain('trop tard')
    for (const [geste, champs] of [['annuler', {}], ['deplacer', { debut: `${LUNDI_SUIVANT}T08:00` }]] as const) expect((await forcer(client, '/rendez-vous/suivre', `/rendez-vous/${id}/${geste}`, champs)).statut, geste).toBe(409)
    expect((await forcer(guichet.client, `/agendas/${agenda}`, `/agendas/rendez-vous/${id}/annuler`, {})).statut).toBe(422)
    expect((await forcer(guichet.client, `/agendas/${agenda}`, `/agendas/rendez-vous/${id}/annuler`, { motif: 'Agent malade' })).statut).toBe(303)
    expect(await lire(id)).toMatchObject({ etat: 'annule', annulePar: 'bureau', motif: 'Agent malade' })
  })
})

describe('les tâches', () => {
  it('le rappel part la veille, de jour, une seule fois, et pas à qui a annulé ou vient de prendre', async () => {
    const agenda = await ouvrir({ places: '3' })
    const [a, b] = [await prendre(agenda, `${LUNDI_SUIVANT}T08:00`, '0197000130'), await prendre(agenda, `${LUNDI_SUIVANT}T08:00`, '0197000131')]
    const loin = await prendre(agenda, '2026-12-01T08:00', '0197000132')
    await b.client.envoyer(`/rendez-vous/${b.id}`, {}, { action: `/rendez-vous/${b.id}/annuler` })
    const veille = instantDe('2026-11-29', 0).getTime()
    const rappels = async () => [await messages(a.id, 'rdv-rappel'), await messages(b.id, 'rdv-rappel'), await messages(loin.id, 'rdv-rappel')].map((m) => m.length)
    for (const minute of [3 * 60, 22 * 60]) await tache('rendezvous.rappeler', new Date(veille + minute * 60_000))
    expect(await rappels()).toEqual([0, 0, 0])
    await Promise.all([0, 1].map(() => tache('rendezvous.rappeler', new Date(veille + 10 * 3_600_000))))
    await tache('rendezvous.rappeler', new Date(veille + 11 * 3_600_000))
    expect(await rappels()).toEqual([1, 0, 0])
    // Taken today for tomorrow: the confirmation has just said it.
    const demain = idDe(await inscrire(agenda, `${MARDI}T08:00`, { telephone: '0197000133' }))
    await tache('rendezvous.rappeler', new Date(instantDe(LUNDI, 0).getTime() + 10 * 3_600_000))
    expect(await messages(demain, 'rdv-rappel')).toEqual([])
  })
})
