import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { codeDe, connecterAgent, connecterCitoyen, creerClient, creerHorloge, peupler } from '../../../tests/client.ts'
import type { Client } from '../../../tests/client.ts'
import { creerJeton } from '../../jeton.ts'
import { premierAdministrateur } from '../../administrateur.ts'
import { sql } from '../../kernel/db/index.ts'
import { droitsParPermission } from './pages/droits.tsx'

const horloge = creerHorloge()
const adresse = (nom: string) => `${nom}@demo.iroko.example`
let essai: Essai
beforeAll(async () => {
  essai = await ouvrirEssai({ maintenant: horloge.maintenant, travaille: false })
  await peupler(essai, horloge.maintenant())
})
afterAll(() => essai.ranger())

async function entrer(nom: string): Promise<Client> {
  const client = creerClient(essai)
  horloge.avancer(61_000)
  await connecterAgent(client, essai, adresse(nom), horloge.maintenant)
  return client
}
const code = (nom: string) => {
  horloge.avancer(61_000)
  return codeDe(essai, adresse(nom), horloge.maintenant)
}
const un = async <T>(requete: ReturnType<typeof sql<T>>): Promise<T> => (await requete.execute(essai.maison.base.lire)).rows[0]!
const idAgent = async (nom: string) => (await un(sql<{ id: string }>`select id from identite.agent where courriel = ${adresse(nom)}`)).id
const idPoste = async (role: string, territoire: string) => (await un(sql<{ id: string }>`select id from identite.poste where role = ${role} and territoire = ${territoire} limit 1`)).id
const jours = (n: number) => new Date(horloge.maintenant().getTime() + n * 86_400_000)
const date = (nom: string, d: Date) => ({ [`${nom}.jour`]: String(d.getUTCDate()), [`${nom}.mois`]: String(d.getUTCMonth() + 1), [`${nom}.annee`]: String(d.getUTCFullYear()) })

describe('les postes', () => {
  it('un poste sans signature se donne seul ; un deuxième titulaire est refusé par une phrase', async () => {
    const admin = await entrer('admin1')
    const cherche = await admin.envoyer('/administration/postes/nouveau', { role: 'agent_guichet', 'territoire.recherche': 'parakou' }, { action: '/administration/postes', bouton: ['_chercher', 'territoire'] })
    expect(cherche.statut).toBe(200)
    expect(cherche.texte).toContain('value="0405"')
    const faux = await admin.envoyer('/administration/postes/nouveau', { role: 'agent_guichet', territoire: '040501' }, { action: '/administration/postes', bouton: ['_creer', '1'] })
    expect(faux.texte).toContain('s’exerce dans une commune')
    const cree = await admin.envoyer('/administration/postes/nouveau', { role: 'agent_guichet', territoire: '0405' }, { action: '/administration/postes', bouton: ['_creer', '1'] })
    expect(cree.vers).toMatch(/^\/administration\/postes\//)
    const nomme = await admin.envoyer(cree.vers!, { agent: await idAgent('agent.parakou'), nature: 'titulaire', ...date('du', jours(0)), acte: 'note 4' }, { action: `${cree.vers}/nommer` })
    expect(nomme.statut).toBe(303)
    const encore = await admin.envoyer(cree.vers!, { agent: await idAgent('chef.parakou'), nature: 'titulaire', ...date('du', jours(5)), acte: 'note 5' }, { action: `${cree.vers}/nommer` })
    expect(encore.statut).toBe(409)
    expect(encore.texte).toContain('Ce poste a déjà un titulaire à ces dates')
    const deuxFois = await admin.envoyer('/administration/postes/nouveau', { role: 'agent_guichet', territoire: '0405' }, { action: '/administration/postes', bouton: ['_creer', '1'] })
    expect(deuxFois.texte).toContain('Ce poste existe déjà dans ce bureau')
    const mal = await admin.envoyer(cree.vers!, { agent: '', nature: 'interim', 'du.jour': '31', 'du.mois': '2', 'du.annee': '2027', acte: '' }, { action: `${cree.vers}/nommer` })
    expect(mal.statut).toBe(422)
    for (const phrase of ['Choisissez l’agent', 'Février 2027 a 28 jours', 'Un intérim a une fin', 'Écrivez la référence de l’acte']) expect(mal.texte).toContain(phrase)
  })

  it('un poste qui signe se demande ; la même personne ne peut pas l’accorder, une autre oui, avec son code', async () => {
    const admin1 = await entrer('admin1')
    const poste = await idPoste('chef_arrondissement', '120310').catch(() => undefined)
    const vers = poste ? `/administration/postes/${poste}` : (await admin1.envoyer('/administration/postes/nouveau', { role: 'chef_arrondissement', territoire: '120310' }, { action: '/administration/postes', bouton: ['_creer', '1'] })).vers!
    const demande = await admin1.envoyer(vers, { agent: await idAgent('agent.bohicon2'), nature: 'titulaire', ...date('du', jours(0)), acte: 'arrêté 9' }, { action: `${vers}/nommer` })
    expect((await admin1.suivre(demande)).texte).toContain('attend l’accord d’une autre personne')
    const { id } = await un(sql<{ id: string }>`select id from identite.accord where genre = 'poste-signataire' and tranche_le is null`)
    const agent2 = await entrer('agent.bohicon2')
    expect((await agent2.get('/compte')).texte).not.toContain('Chef d’arrondissement')

    const sienne = await admin1.get('/administration/accords')
    expect(sienne.texte).toContain('Retirer ma demande')
    const jeton = /name="_jeton" value="([^"]+)"/.exec(sienne.texte)![1]!
    const seul = await admin1.poster(`/administration/accords/${id}/accorder`, { _jeton: jeton, _code: await code('admin1') })
    expect(seul.statut).toBe(409)
    expect(seul.texte).toContain('une autre personne doit l’accorder')

    const admin2 = await entrer('admin2')
    const page = await admin2.get('/administration/accords')
    expect((await admin2.envoyer(page, { _code: '' }, { action: `/administration/accords/${id}/accorder` })).statut).toBe(422)
    expect((await admin2.envoyer(page, { _code: await code('admin2') }, { action: `/administration/accords/${id}/accorder` })).vers).toBe('/administration/accords')
    expect((await agent2.get('/compte')).texte).toContain('Chef d’arrondissement')
    const verbes = await sql<{ verbe: string }>`select verbe from journal.entree where verbe like 'administration.%' order by id`.execute(essai.maison.base.lire)
    expect(verbes.rows.map((r) => r.verbe)).toEqual(expect.arrayContaining(['administration.creer-poste', 'administration.nommer', 'administration.accorder']))
  })

  it('la base elle-même refuse que la même personne accorde', async () => {
    const moi = await idAgent('admin1')
    const ecrire = essai.maison.base.ecrire(async (tx) => {
      await sql`insert into identite.accord (id, genre, libelle, donnees, demande_par, demande_le, expire_le, tranche_par, tranche_le, accorde)
        values (gen_random_uuid(), 'cle-sceau', 'x', '{}', ${moi}, now(), now(), ${moi}, now(), true)`.execute(tx)
    })
    await expect(ecrire).rejects.toThrow('accord_deux_personnes')
  })

  it('un intérim n’a de pouvoir qu’entre ses dates', async () => {
    const interim = await entrer('interim.bohicon1')
    expect((await interim.get('/registres')).statut).toBe(200)
    await essai.maison.base.ecrire(async (tx) => void (await sql`update identite.affectation set du = du - 30, au = ${jours(-1)}::date where agent_id = ${await idAgent('interim.bohicon1')}`.execute(tx)))
    expect((await interim.get('/registres')).statut).toBe(403)
    expect((await interim.get('/compte')).texte).toContain('Aucune fonction')
  })

  it('une commune gère ses agents et ses postes, rien d’ailleurs, et ne touche pas à ce qui signe', async () => {
    const se = await entrer('se.bohicon')
    const liste = await se.get('/administration/agents')
    expect(liste.texte).toContain('Codjo Lokossou')
    expect(liste.texte).not.toContain('Baké Orou')
    expect((await se.get(`/administration/agents/${await idAgent('agent.parakou')}`)).statut).toBe(404)
    expect((await se.get(`/administration/postes/${await idPoste('secretaire_executif', '0405')}`)).statut).toBe(404)
    expect((await se.get('/administration/jetons')).statut).toBe(403)
    const hors = await se.envoyer('/administration/agents/inviter', { nom: 'X Y', courriel: 'xy@mairie.example', rattachement: '0405' })
    expect(hors.statut).toBe(422)
    const chef = await idAgent('chef.bohicon1')
    const ferme = await se.envoyer(`/administration/agents/${chef}`, {}, { action: `/administration/agents/${chef}/fermer` })
    expect(ferme.statut).toBe(409)
    expect(ferme.texte).toContain('tient un poste qui signe')
    const guichet = await idAgent('guichet.bohicon')
    const connecte = await entrer('guichet.bohicon')
    expect((await se.envoyer(`/administration/agents/${guichet}`, {}, { action: `/administration/agents/${guichet}/fermer` })).statut).toBe(303)
    expect((await connecte.get('/guichet')).vers).toContain('/connexion/agent')
    expect((await se.envoyer(`/administration/agents/${guichet}`, {}, { action: `/administration/agents/${guichet}/rouvrir` })).statut).toBe(303)
  })

  it('un second facteur perdu se retire à deux', async () => {
    const admin1 = await entrer('admin1')
    const perdu = await idAgent('etatcivil.bohicon')
    await admin1.envoyer(`/administration/agents/${perdu}`, {}, { action: `/administration/agents/${perdu}/second-facteur` })
    const { id } = await un(sql<{ id: string }>`select id from identite.accord where genre = 'second-facteur' and tranche_le is null`)
    const admin2 = await entrer('admin2')
    await admin2.envoyer('/administration/accords', { _code: await code('admin2') }, { action: `/administration/accords/${id}/accorder` })
    expect(await un(sql<{ totp: unknown }>`select totp from identite.agent where id = ${perdu}`)).toEqual({ totp: null })
  })

  it('la clé du sceau se renouvelle à deux, et l’ancienne reste connue', async () => {
    const avant = essai.maison.atelier.trousseau.cles.filter((c) => c.role === 'sceau')
    const admin1 = await entrer('admin1')
    await admin1.envoyer('/administration/accords/demander', { role: 'sceau' }, { action: '/administration/accords/cle' })
    const { id } = await un(sql<{ id: string }>`select id from identite.accord where genre = 'cle-sceau' and tranche_le is null`)
    const admin2 = await entrer('admin2')
    expect((await admin2.envoyer('/administration/accords', { _code: await code('admin2') }, { action: `/administration/accords/${id}/accorder` })).statut).toBe(303)
    const apres = essai.maison.atelier.trousseau.cles.filter((c) => c.role === 'sceau')
    expect(apres.length).toBe(avant.length + 1)
    expect((await un(sql<{ n: number }>`select count(*) as n from documents.cle where role = 'sceau' and retiree_le is not null`)).n).toBe(avant.length)
    const faux = await admin1.envoyer('/administration/accords/demander', { codes: 'pas un code', motif: '' }, { action: '/administration/accords/revocation' })
    expect(faux.texte).toContain('n’est pas un code de vérification')
  })
})

describe('les jetons', () => {
  it('un jeton lit ce qu’il peut, où il peut, jusqu’à sa révocation', async () => {
    const admin = await entrer('admin1')
    const rate = await admin.envoyer('/administration/jetons/nouveau', { nom: '', permissions: [], territoires: 'Atlantide' })
    expect(rate.statut).toBe(422)
    const cree = await admin.envoyer('/administration/jetons/nouveau', { nom: 'caisse de retraite', permissions: ['demarches.lire'], territoires: 'Bohicon' })
    expect(cree.statut).toBe(200)
    const secret = /iroko_[\w-]{43}/.exec(cree.texte)![0]
    const avec = { authorization: `Bearer ${secret}` }
    const logiciel = creerClient(essai)
    expect((await logiciel.json('GET', '/dossiers', undefined, avec)).statut).toBe(200)
    expect((await logiciel.json('GET', '/administration/agents', undefined, avec)).statut).toBe(403)
    expect((await logiciel.json('GET', '/dossiers', undefined, { authorization: 'Bearer iroko_faux' })).statut).toBe(401)
    const vole = await admin.envoyer('/administration/jetons/nouveau', { nom: 'trop', permissions: ['administration.gerer-agents'], territoires: 'Bénin' })
    expect(vole.texte).toContain('Un jeton ne peut pas recevoir le droit')
    const liste = await admin.get('/administration/jetons')
    expect(liste.texte).toContain('caisse de retraite')
    expect(liste.texte).not.toContain(secret)
    await admin.envoyer(liste, {}, { action: '/administration/jetons/' })
    expect((await logiciel.json('GET', '/dossiers', undefined, avec)).statut).toBe(401)
    expect((await un(sql<{ vu: boolean }>`select vu_le is not null as vu from identite.jeton where nom = 'caisse de retraite'`)).vu).toBe(true)
  })

  it('la commande bin/jeton suit les mêmes règles et l’écrit au journal', async () => {
    const base = essai.maison.base
    await expect(creerJeton(base, { pour: 'x', droits: ['administration.jetons'], lieux: ['Bénin'], jours: 3 }, horloge.maintenant())).rejects.toThrow('ne peut pas recevoir')
    const secret = await creerJeton(base, { pour: 'tableau de bord', droits: ['demarches.lire'], lieux: ['Parakou'], jours: 30 }, horloge.maintenant())
    const lu = await creerClient(essai).json('GET', '/dossiers', undefined, { authorization: `Bearer ${secret}` })
    expect(lu.statut).toBe(200)
    expect(await un(sql<{ acteur: string }>`select acteur from journal.entree where verbe = 'administration.creer-jeton' and acteur like 'systeme:%'`)).toEqual({ acteur: 'systeme:bin/jeton' })
    horloge.avancer(31 * 86_400_000)
    expect((await creerClient(essai).json('GET', '/dossiers', undefined, { authorization: `Bearer ${secret}` })).statut).toBe(401)
  })

  it('la commande des premiers administrateurs se tait quand il y en a deux', async () => {
    await expect(premierAdministrateur(essai.maison.base, { courriel: 'a@b.example', nom: 'A', adresse: 'https://x' }, horloge.maintenant())).rejects.toThrow('déjà deux administrateurs')
  })
})

describe('les citoyens et leurs données', () => {
  it('une demande d’effacement est répondue, et le compte s’efface', async () => {
    const citoyen = creerClient(essai)
    await connecterCitoyen(citoyen, essai, '01 97 11 22 33')
    await citoyen.envoyer('/compte', { nom: 'Afiavi Dossou' }, { action: '/compte' })
    expect((await citoyen.envoyer('/compte/donnees', { genre: '', texte: '' })).texte).toContain('Choisissez ce que vous demandez')
    expect((await citoyen.envoyer('/compte/donnees', { genre: 'effacement', texte: 'Tout, s’il vous plaît' })).vers).toContain('/compte/donnees')
    const copie = await citoyen.get('/compte/donnees/copie')
    expect(copie.json()).toMatchObject({ compte: { nom: 'Afiavi Dossou', telephone: '+2290197112233' }, requetes: [{ genre: 'effacement', texte: 'Tout, s’il vous plaît' }] })
    const admin = await entrer('admin1')
    const { id } = await un(sql<{ id: string }>`select id from identite.requete_donnees where genre = 'effacement'`)
    expect((await admin.get('/administration/donnees')).texte).toContain('Afiavi Dossou')
    expect((await admin.envoyer(`/administration/donnees/${id}`, { reponse: 'C’est fait.', effacer: 'oui' })).vers).toBe('/administration/donnees')
    expect((await citoyen.get('/compte')).statut).toBe(303)
    expect(await un(sql<{ nom: unknown; telephone: unknown }>`select nom, telephone from identite.citoyen c join identite.requete_donnees r on r.citoyen_id = c.id where r.id = ${id}`)).toEqual({ nom: null, telephone: null })
  })
})

describe('les écrans', () => {
  it('chacun ne voit que les siens', async () => {
    const admin = await entrer('admin2')
    for (const ecran of ['', '/agents', '/postes', '/accords', '/accords/demander', '/droits', '/jetons', '/donnees', '/journal', '/messages', '/taches']) expect((await admin.get(`/administration${ecran}`)).statut, ecran).toBe(200)
    const audit = await entrer('audit')
    expect((await audit.get('/administration/journal?verbe=administration.nommer')).texte).toContain('Nommer à un poste')
    for (const ecran of ['/agents', '/accords', '/jetons', '/donnees', '/messages']) expect((await audit.get(`/administration${ecran}`)).statut, ecran).toBe(403)
    const agent = await entrer('agent.parakou')
    expect((await agent.get('/administration')).statut).toBe(403)
    expect((await creerClient(essai).get('/administration')).vers).toContain('/connexion')
  })

  it('les droits viennent des manifestes, et s’exportent', async () => {
    const tous = droitsParPermission(essai.maison.modules)
    expect(tous.find((d) => d.nom === 'demarches.signer')?.roles).toEqual(['chef_arrondissement', 'secretaire_executif'])
    expect(tous.every((d) => d.roles.length > 0 && d.portes.length > 0)).toBe(true)
    const audit = await entrer('audit')
    const csv = await audit.get('/administration/droits?format=csv')
    expect(csv.entetes['content-type']).toContain('text/csv')
    expect(csv.texte).toContain('Yabo Sabi')
  })
})
