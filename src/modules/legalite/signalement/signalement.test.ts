import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../../tests/base.ts'
import type { Essai } from '../../../../tests/base.ts'
import { connecterCitoyen, creerClient } from '../../../../tests/client.ts'
import type { Client, Reponse } from '../../../../tests/client.ts'
import { creerAgent } from '../../../../tests/monde.ts'
import { ecrirePdf, ligne, unePage } from '../../../../tests/pdf-a-la-main.ts'
import { sql } from '../../../kernel/db/index.ts'
import { insertReference } from '../../../kernel/fichiers/index.ts'
import { uuidv7 } from '../../../lib/uuid.ts'
import { donneesDesSignalements } from './portes.ts'
import { listSignalementsDe } from './signalement.queries.ts'

let essai: Essai
let controleur: Client
let ailleurs: Client
let mairie: Client
let prefet: Client
let public_: string
let cache: string
beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false, semer: true })
  controleur = (await creerAgent(essai, 'controleur_legalite', '12')).client
  prefet = (await creerAgent(essai, 'prefet', '12')).client
  ailleurs = (await creerAgent(essai, 'controleur_legalite', '02')).client
  mairie = (await creerAgent(essai, 'maire', '1203')).client
  public_ = await creerActe('2026-001-DEL', true)
  cache = await creerActe('2026-002-DEL', false)
})
afterAll(() => essai.ranger())

/** An act received, in the public register or not. */
async function creerActe(numero: string, publie: boolean, commune = '1203'): Promise<string> {
  const [id, maintenant] = [uuidv7(), new Date()]
  const octets = ecrirePdf(unePage(ligne(numero)))
  const sha256 = await essai.maison.depot.ecrire(octets)
  await essai.maison.base.ecrire(async (tx) => {
    await sql`insert into legalite.acte (id, commune, etat, nature, matiere, numero, objet, date_acte, signataire_nom, empreinte, recu_le, ar_numero, cree_le, cree_par, modifie_le)
      values (${id}, ${commune}, 'recu', 'deliberation', '8.3', ${numero}, 'Vente d’un terrain', '2026-10-05', 'Luc', ${sha256}, ${maintenant}, ${`AR-${numero}`}, ${maintenant}, 'x', ${maintenant})`.execute(tx)
    const reference = await insertReference(tx, { sha256, type: 'application/pdf', taille: octets.length, objet: `acte:${id}`, champ: 'principal', nom: 'a.pdf', deposePar: 'x', maintenant })
    if (publie)
      await sql`insert into legalite.publication (id, acte_id, commune, nature, numero, date_acte, mode, objet, reference_id, sha256, taille, source, preparee_le, preparee_par, publiee_le, publiee_par, publiee_par_nom)
        values (${uuidv7()}, ${id}, ${commune}, 'deliberation', ${numero}, '2026-10-05', 'original', 'Vente d’un terrain', ${reference}, ${sha256}, ${octets.length}, ${sha256}, ${maintenant}, 'x', ${maintenant}, 'x', 'x')`.execute(tx)
  })
  return id
}

const SAISIE = { texte: 'Ce terrain est vendu sans que le conseil ait voté.', qualite: 'citoyen', nom: 'Sèdami Auteurinconnu', contact: '01 97 44 55 66' }
const codeDe = (r: Reponse) => /<b class="code">([0-9A-Z-]+)<\/b>/.exec(r.texte)![1]!
const suivre = (code: string) => creerClient(essai).envoyer('/actes/signalements/suivre', { code })
async function dernier(): Promise<string> {
  const { rows } = await sql<{ id: string }>`select id from legalite.signalement order by recu_le desc, id desc limit 1`.execute(essai.maison.base.lire)
  return rows[0]!.id
}

describe('signaler un acte', () => {
  it('donne un code, prévient l’auteur, s’inscrit en interne sur l’acte ; la préfecture répond ; l’auteur lit', async () => {
    const recu = await creerClient(essai).envoyer(`/actes/${public_}/signaler`, SAISIE, { fichiers: { fichier: { nom: 'preuve.pdf', type: 'application/pdf', octets: ecrirePdf(unePage(ligne('preuve'))) } } })
    expect(recu.texte).toContain('Gardez ce code')
    const [code, id] = [codeDe(recu), await dernier()]
    const { rows } = await sql<{ canal: string; texte: string }>`select canal, texte from notifications.message where objet = ${`signalement:${id}`}`.execute(essai.maison.base.lire)
    expect(rows).toMatchObject([{ canal: 'sms', texte: expect.stringContaining(code) }])
    expect((await suivre(code)).texte).toContain('pas encore répondu')

    expect((await controleur.get('/legalite/signalements')).texte).toContain(id)
    await controleur.envoyer(`/legalite/signalements/${id}`, {}, { action: `/legalite/signalements/${id}/examiner` })
    expect((await suivre(code)).texte).toContain('En cours d’examen')
    expect((await controleur.get(`/legalite/signalements/${id}/fichier`)).entetes['content-type']).toBe('application/pdf')
    expect(await listSignalementsDe(essai.maison.base.lire, public_)).toMatchObject([{ id, etat: 'examine', qualite: 'citoyen' }])
    expect((await controleur.get(`/legalite/actes/${public_}`)).texte).toContain('Signalement reçu')
    expect((await mairie.get(`/legalite/actes/${public_}`)).texte).not.toContain('Signalement reçu')

    expect((await controleur.envoyer(`/legalite/signalements/${id}`, { reponse: 'non' }, { action: `/legalite/signalements/${id}/repondre` })).statut).toBe(422)
    const page = await controleur.get(`/legalite/signalements/${id}`)
    await controleur.envoyer(page, { reponse: 'Le préfet a demandé des pièces à la commune.' }, { action: `/legalite/signalements/${id}/repondre` })
    const lu = (await suivre(code.toLowerCase().replaceAll('-', ' '))).texte
    expect(lu).toContain('Le préfet a demandé des pièces')
    expect((await controleur.envoyer(page, { reponse: 'Une autre réponse, plus tard.' }, { action: `/legalite/signalements/${id}/repondre` })).statut).toBe(409)
    expect((await sql<{ n: number }>`select count(*) as n from notifications.message where objet = ${`signalement:${id}`} and cle like '%clos%'`.execute(essai.maison.base.lire)).rows[0]!.n).toBe(1)
  })

  it('hors du registre : par la commune et une description, rattaché ensuite à un acte transmis', async () => {
    const refus = await creerClient(essai).envoyer('/actes/signaler', { ...SAISIE, commune: '', designation: '' }, { fichiers: {} })
    expect([refus.statut, refus.texte.includes('Écrivez le numéro de l’acte')]).toEqual([422, true])
    await creerClient(essai).envoyer('/actes/signaler', { ...SAISIE, commune: '1203', designation: 'La vente près du marché' }, { fichiers: {} })
    const id = await dernier()
    const lier = (numero: string) => controleur.envoyer(`/legalite/signalements/${id}`, { numero }, { action: `/legalite/signalements/${id}/acte` })
    expect((await lier('INCONNU')).statut).toBe(422)
    await creerActe('0204-1', false, '0204')
    expect((await lier('0204-1')).statut, 'l’acte d’une autre commune').toBe(422)
    expect((await lier('2026-002-del')).statut).toBe(303)
    expect(await listSignalementsDe(essai.maison.base.lire, cache)).toHaveLength(1)
    await controleur.envoyer(`/legalite/signalements/${id}`, { motif: 'Adressez-vous au tribunal de première instance.' }, { action: `/legalite/signalements/${id}/ecarter` })
    expect((await controleur.get('/legalite/signalements')).texte).not.toContain(id)
    expect((await controleur.get('/legalite/signalements?etat=ecarte')).texte).toContain(id)
  })

  it.each([
    [{ texte: 'court' }, '20 signes'],
    [{ texte: 'x'.repeat(3001) }, '3000 signes'],
    [{ nom: '' }, 'nom et prénoms'],
    [{ contact: '12' }, '10 chiffres'],
  ])('une faute se dit, et rien n’est perdu : %j', async (change, phrase) => {
    const r = await creerClient(essai).envoyer(`/actes/${public_}/signaler`, { ...SAISIE, ...change }, { fichiers: {} })
    expect([r.statut, r.texte.includes(phrase), r.texte.includes('nom' in change ? SAISIE.texte : SAISIE.nom)]).toEqual([422, true, true])
  })

  it('un acte hors du registre n’a pas cette page', async () => {
    expect((await creerClient(essai).get(`/actes/${cache}/signaler`)).statut).toBe(404)
  })

  it('un citoyen connecté est déjà connu, et retrouve ce qu’il a signalé dans la copie de ses données', async () => {
    const client = creerClient(essai)
    await connecterCitoyen(client, essai, '+2290197445599')
    const page = await client.get(`/actes/${public_}/signaler`)
    expect(page.texte).toContain('value="0197445599"')
    await client.envoyer(page, { ...SAISIE, contact: '0197445599' }, { fichiers: {}, action: `/actes/${public_}/signaler` })
    const { rows } = await sql<{ titulaire: string }>`select titulaire from legalite.signalement where id = ${await dernier()}`.execute(essai.maison.base.lire)
    expect(JSON.stringify(await donneesDesSignalements(essai.maison.base.lire, [rows[0]!.titulaire]))).toContain(SAISIE.texte)
    expect(await donneesDesSignalements(essai.maison.base.lire, ['citoyen:autre'])).toEqual({})
  })
})

describe('qui lit quoi', () => {
  it('seule la préfecture de la commune lit et répond', async () => {
    const id = await dernier()
    expect([(await controleur.get(`/legalite/signalements/${id}`)).statut, (await prefet.get(`/legalite/signalements/${id}`)).statut]).toEqual([200, 200])
    for (const [qui, statut] of [[ailleurs, [404]], [mairie, [403, 404]], [creerClient(essai), [303]]] as const) expect(statut).toContain((await qui.get(`/legalite/signalements/${id}`)).statut)
    expect((await ailleurs.get('/legalite/signalements?etat=tous')).texte).not.toContain(id)
    const page = await controleur.get(`/legalite/signalements/${id}`)
    const jeton = /name="_jeton" value="([^"]+)"/.exec(page.texte)![1]!
    expect((await ailleurs.poster(`/legalite/signalements/${id}/repondre`, { _jeton: jeton, reponse: 'Une réponse qui vient d’ailleurs.' })).statut).not.toBe(303)
  })

  it('l’auteur n’est nulle part en public, ni au journal', async () => {
    for (const chemin of [`/actes/${public_}`, '/actes', '/actes/flux.xml', '/actes?format=json']) expect((await creerClient(essai).get(chemin)).texte).not.toContain('Auteurinconnu')
    const { rows } = await sql<{ tout: string }>`select row_to_json(j)::text as tout from journal.entree j where objet like 'signalement:%' union all select row_to_json(e)::text from legalite.evenement e`.execute(essai.maison.base.lire)
    expect(rows.length).toBeGreaterThan(3)
    for (const { tout } of rows) for (const secret of ['Auteurinconnu', '97445566', 'sans que le conseil']) expect(tout).not.toContain(secret)
  })

  it('son nom, ses coordonnées, son fichier et ses messages s’effacent avec le code ; le code ouvre toujours', async () => {
    const code = codeDe(await creerClient(essai).envoyer(`/actes/${public_}/signaler`, { ...SAISIE, contact: 'moi@exemple.bj' }, { fichiers: { fichier: { nom: 'moi.pdf', type: 'application/pdf', octets: ecrirePdf(unePage(ligne('moi'))) } } }))
    const id = await dernier()
    const efface = await creerClient(essai).envoyer(await suivre(code), {}, { action: '/actes/signalements/effacer' })
    // The form belongs to the browser that opened it: another one is refused, the same one erases.
    expect([efface.statut, efface.texte.includes('sont effacés')]).toEqual([422, false])
    const client = creerClient(essai)
    const ouvert = await client.envoyer('/actes/signalements/suivre', { code })
    expect((await client.envoyer(ouvert, {}, { action: '/actes/signalements/effacer' })).texte).toContain('sont effacés')
    const { rows } = await sql<{ tout: string }>`select row_to_json(s)::text as tout from legalite.signalement s where id = ${id}`.execute(essai.maison.base.lire)
    for (const secret of ['Auteurinconnu', 'moi@exemple.bj', 'moi.pdf']) expect(rows[0]!.tout).not.toContain(secret)
    for (const reste of ['fichiers.reference', 'notifications.message']) expect((await sql<{ n: number }>`select count(*) as n from ${sql.table(reste)} where objet = ${`signalement:${id}`}`.execute(essai.maison.base.lire)).rows[0]!.n).toBe(0)
    await controleur.envoyer(`/legalite/signalements/${id}`, { reponse: 'Réponse à qui n’a plus de nom.' }, { action: `/legalite/signalements/${id}/repondre` })
    expect((await suivre(code)).texte).toContain('qui n’a plus de nom')
  })

  it('un code qui n’existe pas se refuse, et les essais se comptent', async () => {
    const client = creerClient(essai, { ip: '10.9.9.9' })
    for (let i = 0; i < 30; i++) {
      const r = await client.envoyer('/actes/signalements/suivre', { code: '7K2M-94QX-3H' })
      expect(r.statut).not.toBe(200)
      if (!r.texte.includes('Aucun signalement n’a ce code')) return
    }
    expect.fail('trente essais ont été acceptés')
  })
})
