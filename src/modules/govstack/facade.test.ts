import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { creerClient } from '../../../tests/client.ts'
import { agir, CONTACT, deposer, lieux, lire, PERSONNE, photo, USAGE } from '../../../tests/demande.ts'
import { appeler, CLIENT, enregistrerClient, FORMES, operationsPubliees, originaux } from '../../../tests/govstack.ts'
import { creerAgent } from '../../../tests/monde.ts'
import type { AgentEssai } from '../../../tests/monde.ts'
import { sql } from '../../kernel/db/index.ts'
import { insertJeton } from '../../kernel/identite/jeton.queries.ts'
import { MODULES } from '../index.ts'
import { CLIENT_DEMONSTRATION, remplirFacade } from './demo.ts'
import { serviceDe } from './traduire.ts'

let essai: Essai
let commune: string
let agent: AgentEssai
const VIE = serviceDe('certificat-de-vie')
const INCONNU = '00000000-0000-4000-8000-000000000000'
const LIMITE = 'mediateur'

beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
  const { bohicon } = lieux(essai)
  commune = essai.maison.territoires.ancetres(bohicon).find((t) => t.niveau === 'commune')!.code
  agent = await creerAgent(essai, 'agent_arrondissement', bohicon)
  await enregistrerClient(essai, [commune])
})
afterAll(() => essai.ranger())

async function joindre(octets: Buffer, client = CLIENT): Promise<string> {
  const corps = Buffer.concat([Buffer.from(`--${LIMITE}\r\ncontent-disposition: form-data; name="file"; filename="carte.jpg"\r\ncontent-type: image/jpeg\r\n\r\n`), octets, Buffer.from(`\r\n--${LIMITE}--\r\n`)])
  const r = await appeler(essai, 'POST /documents', '/documents?additionalMetadata=x', { client, octets: corps, entetes: { 'content-type': `multipart/form-data; boundary=${LIMITE}` } })
  expect(r.statut).toBe(200)
  return (r.json as { url: string }).url
}

const demande = (documents: string[], changes: Record<string, object> = {}, domicile = lieux(essai).bohicon) => ({
  applicationName: 'Amya',
  applicantId: 'client-42',
  formData: { data: { personne: { ...PERSONNE, 'naissance.precision': undefined, 'naissance.annee': undefined, naissance: { precision: 'vers', annee: 1958 } }, contact: { telephone: CONTACT.telephone, constat_souhait: 'guichet', domicile: { code: domicile, precision: 'Zongo' } }, usage: USAGE, papiers: { exactitude: true }, ...changes } },
  documentUrls: documents,
})
const deposerPar = async (changes: Record<string, object> = {}) => (await appeler(essai, 'POST /services/{serviceId}/applications', `/services/${VIE}/applications`, { corps: demande([await joindre(await photo())], changes) })).json

describe('la façade du médiateur', () => {
  it('a une porte pour chaque opération des deux descriptions, et aucune sur le port public', async () => {
    const portes = MODULES.flatMap((m) => [...m.pages.map((p) => ({ methode: 'GET', porte: p })), ...m.actions.map((a) => ({ methode: a.methode ?? 'POST', porte: a }))]).filter(({ porte }) => porte.facade)
    const operations = portes.map(({ methode, porte }) => `${methode} ${porte.path.replace('/govstack/registration', '').replace(/:(\w+)/g, '{$1}')}`).sort()
    expect(operations).toEqual(Object.keys(FORMES).sort())
    if (originaux > 0) expect(operationsPubliees().sort()).toEqual(operations)
    for (const { methode, porte } of portes) {
      const r = await essai.serveur.inject({ method: methode as 'GET', url: porte.path, headers: { 'information-mediator-client': CLIENT, accept: 'application/json' } })
      expect([porte.path, r.statusCode]).toEqual([porte.path, 404])
    }
    // And the other way: what people use is not behind the mediator.
    for (const url of ['/', '/dossiers', '/connexion', '/abonnements', '/api/openapi.json']) expect([url, (await essai.mediateur.inject({ url, headers: { 'information-mediator-client': CLIENT } })).statusCode]).toEqual([url, 404])
    expect((await essai.serveur.inject('/api/openapi.json')).body).not.toContain('govstack')
  })

  it('ne répond qu’à un client enregistré, en cours, dans la mesure de ses droits', async () => {
    const lireServices = async (client: string | null) => (await appeler(essai, 'GET /services', '/services', { client })).statut
    for (const mauvais of [null, '', 'caisse', 'BJ/GOV/0001', 'BJ/GOV/0001/caisse/de/trop', 'BJ//0001/caisse', `BJ/GOV/0001/${'x'.repeat(80)}`]) expect([mauvais, await lireServices(mauvais)]).toEqual([mauvais, 400])
    expect(await lireServices('BJ/GOV/0001/inconnu')).toBe(401)
    expect(await lireServices('bj/gov/0001/caisse')).toBe(401)
    await enregistrerClient(essai, [commune], ['demarches.lire'], 'BJ/GOV/0001/fini', -1000)
    expect(await lireServices('BJ/GOV/0001/fini')).toBe(401)
    await enregistrerClient(essai, [commune], ['parcelles.lire'], 'BJ/GOV/0001/sans-droit')
    expect(await lireServices('BJ/GOV/0001/sans-droit')).toBe(403)
    expect(await lireServices(CLIENT)).toBe(200)
    // Neither a cookie nor a token says who calls here.
    const cookie = [...agent.client.cookies].map(([n, v]) => `${n}=${v}`).join('; ')
    expect((await appeler(essai, 'GET /services', '/services', { client: null, entetes: { cookie, authorization: 'Bearer x' } })).statut).toBe(400)
  })

  it('ne laisse pas le secret d’un client servir de jeton sur le port public', async () => {
    const { secret } = await essai.maison.base.ecrire((tx) => insertJeton(tx, { nom: 'x', permissions: ['demarches.lire'], territoires: ['BJ'], creePar: 'x', expireLe: new Date(Date.now() + 1e6), maintenant: new Date(), client: 'BJ/GOV/0001/secret' }))
    expect((await creerClient(essai).json('GET', '/dossiers', undefined, { authorization: `Bearer ${secret}` })).statut).toBe(401)
  })
})

describe('un client du médiateur', () => {
  it('s’enregistre à l’écran des jetons, sans secret, et se révoque', async () => {
    const admin = await creerAgent(essai, 'administrateur', 'BJ')
    const creer = (client: string) => admin.client.envoyer('/administration/jetons/nouveau', { nom: 'Caisse', permissions: 'demarches.lire', territoires: 'Bohicon', client }, { action: '/administration/jetons' })
    const faux = await creer('caisse')
    expect([faux.statut, faux.texte.includes('Écrivez les quatre parties du nom')]).toEqual([422, true])
    const cree = await creer('BJ/GOV/0001/ecran')
    expect(cree.vers).toBe('/administration/jetons')
    const page = await admin.client.suivre(cree)
    expect(page.texte).toContain('BJ/GOV/0001/ecran')
    expect(page.texte).not.toMatch(/iroko_[\w-]{43}/)
    const appel = async () => (await appeler(essai, 'GET /services', '/services', { client: 'BJ/GOV/0001/ecran' })).statut
    expect(await appel()).toBe(200)
    expect((await creer('BJ/GOV/0001/ecran')).statut).toBe(409)
    const { rows } = await sql<{ id: string }>`select id from identite.jeton where client = 'BJ/GOV/0001/ecran'`.execute(essai.maison.base.lire)
    await admin.client.envoyer(page, {}, { action: `/administration/jetons/${rows[0]!.id}/revoquer` })
    expect(await appel()).toBe(401)
  })

  it('existe dans la démonstration, une seule fois, avec des dossiers', async () => {
    const { maison } = essai
    await deposer(creerClient(essai), lieux(essai).bohicon)
    for (const _ of [1, 2]) await maison.base.ecrire((tx) => remplirFacade(tx, maison, new Date()))
    expect((await appeler(essai, 'GET /applications', '/applications?applicantId=pensionne-1', { client: CLIENT_DEMONSTRATION })).json).toHaveLength(1)
  })
})

describe('les services et leurs formulaires', () => {
  it('se lisent, se cherchent par nom, liste vide comprise ; un inconnu est un 404', async () => {
    const tous = (await appeler(essai, 'GET /services', '/services')).json as { id: string; name: string }[]
    expect(tous.find((s) => s.id === VIE)?.name).toBe('Certificat de vie')
    expect((await appeler(essai, 'GET /services', '/services?name=residence')).json.map((s: { name: string }) => s.name)).toEqual(['Certificat de résidence'])
    expect((await appeler(essai, 'GET /services', '/services?name=zzz')).json).toEqual([])
    expect((await appeler(essai, 'GET /services', '/services?name=a&name=b')).statut).toBe(400)
    expect((await appeler(essai, 'GET /services/{serviceId}', `/services/${VIE}`)).json).toMatchObject({ id: VIE, type: 'Public' })
    for (const id of [INCONNU, 'certificat-de-vie', '%00']) expect([id, (await appeler(essai, 'GET /services/{serviceId}', `/services/${id}`)).statut]).toEqual([id, 404])
  })

  it('un formulaire donne son schéma JSON, étape par étape', async () => {
    const [f] = (await appeler(essai, 'GET /services/{serviceId}/eForms', `/services/${VIE}/eForms`)).json as { eFormId: string; latest: boolean }[]
    expect(f).toMatchObject({ eFormId: 'certificat-de-vie.1', latest: true })
    const { schema } = (await appeler(essai, 'GET /eForms/{eFormId}', `/eForms/${f!.eFormId}`)).json
    expect(schema.properties.personne.required).toEqual(['nom', 'prenoms', 'naissance', 'lieu_naissance'])
    expect(schema.properties.usage.properties.usage.oneOf.map((o: { const: string }) => o.const)).toContain('retraite')
    expect((await appeler(essai, 'GET /services/{serviceId}/eForms', `/services/${INCONNU}/eForms`)).json).toEqual([])
    for (const id of ['certificat-de-vie.99', 'inconnu.1', 'x']) expect((await appeler(essai, 'GET /eForms/{eFormId}', `/eForms/${id}`)).statut).toBe(404)
  })
})

describe('déposer', () => {
  it('une demande entière, papier compris, relue telle quelle', async () => {
    const url = await joindre(await photo())
    const depose = await appeler(essai, 'POST /services/{serviceId}/applications', `/services/${VIE}/applications`, { corps: demande([url]) })
    expect([depose.statut, depose.json.localizedMessage]).toEqual([200, undefined])
    expect(depose.json).toMatchObject({ applicantId: 'client-42', serviceId: VIE, status: { code: 'PENDING' }, ended: false, applicationData: { applicationName: 'Amya', formData: { eFormId: 'certificat-de-vie.1', data: { personne: { nom: 'Dossou', naissance: { precision: 'vers', annee: 1958 } } } } } })
    expect(await lire(essai, depose.json.fileId)).toMatchObject({ etat: 'depose', canal: 'api', demandeur: 'Dossou Sènami', territoire: lieux(essai).bohicon })
    const relu = await appeler(essai, 'GET /applications/{fileId}', `/applications/${depose.json.fileId}`)
    expect(relu.json).toEqual(depose.json)
    expect(relu.json.applicationData.documentUrls).toHaveLength(1)
    // What was read can be sent again as it is.
    const encore = await appeler(essai, 'POST /services/{serviceId}/applications', `/services/${VIE}/applications`, { corps: { ...demande([]), formData: { data: { ...relu.json.applicationData.formData.data, papiers: { exactitude: true, piece: [url] } } } } })
    expect([encore.statut, encore.json.localizedMessage]).toEqual([200, undefined])
    // The office sees it among its own.
    expect((await agent.client.get(`/dossiers/${depose.json.fileId}`)).statut).toBe(200)
    // And a paper sent in base64 is received as well.
    const base64 = `--${LIMITE}\r\ncontent-disposition: form-data; name="file"\r\n\r\n${(await photo()).toString('base64')}\r\n--${LIMITE}--\r\n`
    expect((await appeler(essai, 'POST /documents', '/documents', { octets: Buffer.from(base64), entetes: { 'content-type': `multipart/form-data; boundary=${LIMITE}` } })).json).toMatchObject({ code: 200, type: 'image/jpeg' })
  })

  it('ne garde rien de ce qui est mal envoyé, et dit chaque faute', async () => {
    const compte = async () => (await sql<{ n: number }>`select count(*)::int as n from demarches.dossier`.execute(essai.maison.base.lire)).rows[0]!.n
    const depart = await compte()
    const url = await joindre(await photo())
    const poster = (corps: object, service = VIE, client = CLIENT) => appeler(essai, 'POST /services/{serviceId}/applications', `/services/${service}/applications`, { corps, client })
    expect((await poster(demande([url]), INCONNU)).statut).toBe(404)
    const fautes: [object, RegExp][] = [
      [{}, /applicantId/],
      [{ ...demande([url]), applicantId: 7 }, /applicantId/],
      [{ ...demande([url]), formData: { data: { personne: 'x' } } }, /formData/],
      [{ ...demande([url]), formData: { data: {}, eFormId: 'certificat-de-vie.7' } }, /certificat-de-vie\.1/],
      [demande([url], { ailleurs: {} }), /n’a pas cette étape/],
      [demande([url], { personne: { ...PERSONNE, couleur: 'bleu' } }), /n’a pas cette question/],
      [demande([url], { personne: { ...PERSONNE, npi: '12' } }), /10 chiffres/],
      [demande([url], { personne: { ...PERSONNE, nom: { a: 1 }, naissance: [[]] } }), /personne\./],
      [demande([]), /photo de la pièce/],
      [demande(['https://ailleurs.example/x']), /documentUrls/],
      [demande([`urn:uuid:${INCONNU}`]), /n’a pas été envoyé/],
      [demande([url, await joindre(await photo(61)), await joindre(await photo(62))]), /ne demande pas tous/],
      [demande([url], {}, lieux(essai).kandi), /pas dans le territoire/],
    ]
    for (const [corps, phrase] of fautes) {
      const r = await poster(corps)
      expect([r.statut, r.json.localizedMessage]).toEqual([400, expect.stringMatching(phrase)])
    }
    // Another client's paper is not taken.
    await enregistrerClient(essai, [commune], ['demarches.guichet'], 'BJ/GOV/0001/autre')
    expect((await poster(demande([url]), VIE, 'BJ/GOV/0001/autre')).statut).toBe(400)
    expect(await compte()).toBe(depart)
    for (const octets of [Buffer.from(`--${LIMITE}--\r\n`), Buffer.from(`--${LIMITE}\r\ncontent-disposition: form-data; name="file"; filename="a.exe"\r\n\r\nMZ\r\n--${LIMITE}--\r\n`), Buffer.from(`--${LIMITE}\r\ncontent-disposition: form-data; name="file"\r\n\r\n%%%\r\n--${LIMITE}--\r\n`)]) {
      expect((await appeler(essai, 'POST /documents', '/documents', { octets, entetes: { 'content-type': `multipart/form-data; boundary=${LIMITE}` } })).statut).toBe(400)
    }
    const abime = await essai.mediateur.inject({ method: 'POST', url: `/govstack/registration/services/${VIE}/applications`, headers: { 'information-mediator-client': CLIENT, 'content-type': 'application/json' }, payload: '{' })
    expect([abime.statusCode, abime.json().code]).toEqual([400, '400'])
  })
})

describe('les dossiers', () => {
  it('sont ceux du territoire ; un client de guichet ne voit que les siens ; ailleurs est un 404', async () => {
    const dehors = await deposer(creerClient(essai), lieux(essai).kandi)
    const dedans = await deposer(creerClient(essai), lieux(essai).bohicon)
    const sien = (await deposerPar()).fileId as string
    const ids = async (suite = '', client = CLIENT) => ((await appeler(essai, 'GET /applications', `/applications${suite}`, { client })).json as { fileId: string }[]).map((d) => d.fileId)
    const tous = await ids()
    expect(tous).toEqual(expect.arrayContaining([dedans, sien]))
    expect(tous).not.toContain(dehors)
    expect((await appeler(essai, 'GET /applications/{fileId}', `/applications/${dehors}`)).statut).toBe(404)
    for (const id of [INCONNU, 'x', '8a70cd6d']) expect((await appeler(essai, 'GET /applications/{fileId}', `/applications/${id}`)).statut).toBe(404)
    expect(await ids('?applicantId=client-42')).toContain(sien)
    expect(await ids('?applicantId=client-42')).not.toContain(dedans)
    expect(await ids(`?applicantId=${dedans}`)).toEqual([dedans])
    expect(await ids('?applicantId=personne')).toEqual([])
    expect(await ids(`?serviceId=${INCONNU}`)).toEqual([])
    expect(await ids(`?serviceId=${serviceDe('certificat-de-residence')}`)).toEqual([])
    expect(await ids('?firstResult=1&maxResult=1')).toEqual([tous[1]])
    expect(await ids('?firstResult=5000')).toEqual([])
    expect(await ids('?sortBy=created&sortOrder=asc')).toEqual(tous.toReversed())
    for (const mauvais of ['serviceId=x', 'firstResult=-1', 'firstResult=x', 'maxResult=1.5', 'sortBy=created', 'sortOrder=asc', 'sortBy=couleur&sortOrder=asc', 'sortBy=id&sortOrder=bas', 'applicantId=']) expect([mauvais, (await appeler(essai, 'GET /applications', `/applications?${mauvais}`)).statut]).toEqual([mauvais, 400])
    await enregistrerClient(essai, [commune], ['demarches.guichet'], 'BJ/GOV/0001/guichet')
    expect(await ids('', 'BJ/GOV/0001/guichet')).toEqual([])
    expect((await appeler(essai, 'GET /applications/{fileId}', `/applications/${dedans}`, { client: 'BJ/GOV/0001/guichet' })).statut).toBe(404)
    // Who read a file is known to its holder.
    const lus = async () => (await sql<{ n: number }>`select count(*)::int as n from identite.consultation where objet = ${`dossier:${dedans}`} and fonction = 'logiciel autorisé'`.execute(essai.maison.base.lire)).rows[0]!.n
    const avant = await lus()
    await appeler(essai, 'GET /applications/{fileId}', `/applications/${dedans}`)
    await expect.poll(lus).toBe(avant + 1)
  })

  it('la liste ne dit rien de ce qui a été répondu', async () => {
    await deposerPar()
    const r = await essai.mediateur.inject({ url: '/govstack/registration/applications', headers: { 'information-mediator-client': CLIENT } })
    expect(r.body).not.toMatch(/Dossou|97000011|1234567890/)
  })

  it('ne montrent pas la demande d’un agent, même à un client de tout le pays', async () => {
    const id = await deposer(creerClient(essai), lieux(essai).bohicon)
    const client = 'BJ/GOV/0001/pays'
    await enregistrerClient(essai, ['BJ'], ['demarches.lire', 'demarches.instruire'], client)
    const lu = async () => (await appeler(essai, 'GET /applications/{fileId}', `/applications/${id}`, { client })).statut
    expect(await lu()).toBe(200)
    await essai.maison.base.ecrire(async (tx) => void (await sql`update demarches.dossier set interne = true where id = ${id}`.execute(tx)))
    expect(await lu()).toBe(404)
  })
})

describe('corriger', () => {
  const mettre = (id: string, corps: object, client = CLIENT) => appeler(essai, 'PUT /applications/{fileId}', `/applications/${id}`, { corps, client })

  it('une réponse, qui reste dans l’histoire du dossier ; le reste ne bouge pas', async () => {
    const depose = await deposerPar()
    const id = depose.fileId as string
    const corrige = await mettre(id, { applicantId: 'client-42', formData: { data: { personne: { lieu_naissance: 'Savè' } } } })
    expect([corrige.statut, corrige.json.localizedMessage]).toEqual([200, undefined])
    expect(corrige.json.applicationData.formData.data).toEqual({ ...depose.applicationData.formData.data, personne: { ...depose.applicationData.formData.data.personne, lieu_naissance: 'Savè' } })
    expect((await agent.client.get(`/dossiers/${id}`)).texte).toContain('Réponses corrigées')
    // What was read can be sent back as it is, and changes nothing.
    expect((await mettre(id, corrige.json.applicationData)).json).toEqual(corrige.json)
    const { rows } = await sql<{ texte: string }>`select texte from demarches.evenement where dossier_id = ${id} and genre = 'rectifie'`.execute(essai.maison.base.lire)
    expect(rows).toEqual([{ texte: 'Lieu de naissance' }])
  })

  it('rien de faux, rien d’autrui, rien de ce qui est déjà proposé', async () => {
    const id = (await deposerPar()).fileId as string
    const personne = (changes: object) => ({ applicantId: 'client-42', formData: { data: { personne: changes } } })
    const url = await joindre(await photo())
    for (const [corps, statut] of [[{}, 400], [personne({ npi: '12' }), 400], [personne({ lieu_naissance: '' }), 400], [{ ...personne({}), applicantId: 'autre' }, 400], [{ ...personne({}), documentUrls: [url] }, 400], [{ applicantId: 'client-42', formData: { data: { x: {} } } }, 400], [personne({ nom: 'Autre' }), 409], [{ applicantId: 'client-42', formData: { data: { contact: { domicile: { code: lieux(essai).kandi, precision: 'x' } } } } }, 409]] as const) expect([JSON.stringify(corps), (await mettre(id, corps)).statut]).toEqual([JSON.stringify(corps), statut])
    expect((await mettre(INCONNU, personne({}))).statut).toBe(404)
    expect((await mettre(await deposer(creerClient(essai), lieux(essai).kandi), personne({}))).statut).toBe(404)
    await enregistrerClient(essai, [commune], ['demarches.lire'], 'BJ/GOV/0001/lecture')
    expect((await mettre(id, personne({}), 'BJ/GOV/0001/lecture')).statut).toBe(403)
    await appeler(essai, 'POST /tasks/{taskId}/complete', `/tasks/${id}.instruction/complete`, { corps: { data: { decision: { code: 'APPROVED' } } } })
    expect((await mettre(id, personne({ lieu_naissance: 'Savè' }))).statut).toBe(409)
    expect((await lire(essai, id)).reponses.lieu_naissance).toBe('Abomey')
  })
})

describe('les tâches', () => {
  const tachesDe = async (fichier: string) => (await appeler(essai, 'GET /tasks', `/tasks?fileId=${fichier}`)).json as { taskId: string; roleId: string; assigneeId: string; status: { code: string } }[]
  const terminer = (tache: string, corps: object, client = CLIENT) => appeler(essai, 'POST /tasks/{taskId}/complete', `/tasks/${tache}/complete`, { corps, client })

  it('se lisent, se filtrent, se terminent par une proposition que seule une personne signe', async () => {
    const { fileId } = await deposerPar()
    const [tache] = await tachesDe(fileId)
    expect(tache).toMatchObject({ taskId: `${fileId}.instruction`, roleId: 'agent_arrondissement', status: { code: 'PENDING' } })
    expect((await appeler(essai, 'GET /tasks', `/tasks?mainTaskId=${fileId}&assigneeId=${encodeURIComponent(tache!.assigneeId)}`)).json).toHaveLength(1)
    expect((await appeler(essai, 'GET /tasks', '/tasks?assigneeId=personne')).json).toEqual([])
    expect((await appeler(essai, 'GET /tasks', '/tasks?fileId=x')).json).toEqual([])
    expect((await appeler(essai, 'GET /tasks', '/tasks?maxResult=beaucoup')).statut).toBe(400)
    expect((await appeler(essai, 'GET /tasks/{taskId}', `/tasks/${tache!.taskId}`)).json).toMatchObject({ fileId, data: { personne: { nom: 'Dossou' } } })
    for (const id of ['x', `${INCONNU}.instruction`, `${fileId}.signature`]) expect((await appeler(essai, 'GET /tasks/{taskId}', `/tasks/${id}`)).statut).toBe(404)
    for (const corps of [{}, { data: {} }, { data: { decision: {} } }, { data: { decision: { code: 'OUI' } } }, { data: { decision: { code: 'REJECTED', reason: 'parce que' } } }, { data: { decision: { code: 'SENDBACK' } } }]) expect([JSON.stringify(corps), (await terminer(tache!.taskId, corps)).statut]).toEqual([JSON.stringify(corps), 400])
    expect((await lire(essai, fileId)).etat).toBe('depose')
    const fini = await terminer(tache!.taskId, { data: { decision: { code: 'APPROVED' } } })
    expect(fini.json).toMatchObject({ fileId, serviceId: VIE, status: { code: 'PENDING', title: 'À signer' }, variables: { decision: { data: { decision: { code: 'APPROVED' } } } } })
    expect((await terminer(tache!.taskId, { data: { decision: { code: 'APPROVED' } } })).statut).toBe(404)
    const [signature] = await tachesDe(fileId)
    expect(signature!.taskId).toBe(`${fileId}.signature`)
    expect((await terminer(signature!.taskId, { data: { decision: { code: 'APPROVED' } } })).statut).toBe(403)
  })

  it('renvoie au demandeur, refuse pour un motif de la liste, ne touche pas au territoire d’autrui', async () => {
    const renvoye = (await deposerPar()).fileId as string
    expect((await terminer(`${renvoye}.instruction`, { data: { decision: { code: 'SENDBACK', reason: 'La photo est floue' } } })).json.status.code).toBe('SENDBACK')
    expect(await tachesDe(renvoye)).toEqual([])
    const refuse = (await deposerPar()).fileId as string
    expect((await terminer(`${refuse}.instruction`, { data: { decision: { code: 'REJECTED', reason: 'La personne n’a pas pu être vue en vie' } } })).statut).toBe(200)
    expect(await lire(essai, refuse)).toMatchObject({ etat: 'propose', decision: 'refuser' })
    const dehors = await deposer(creerClient(essai), lieux(essai).kandi)
    expect((await appeler(essai, 'GET /tasks/{taskId}', `/tasks/${dehors}.instruction`)).statut).toBe(404)
    expect((await terminer(`${dehors}.instruction`, { data: { decision: { code: 'APPROVED' } } })).statut).toBe(404)
    expect((await terminer(`${refuse}.signature`, { data: { decision: { code: 'APPROVED' } } }, 'BJ/GOV/0001/guichet')).statut).toBe(403)
  })
})

describe('les statistiques', () => {
  it('comptent les décisions du territoire, par démarche, par personne, par temps', async () => {
    const lireStats = (q = '') => appeler(essai, 'GET /data/statistics', `/data/statistics${q}`)
    const avant = (await lireStats()).json[0] as { sentBack: number; processed: number }
    const dossier = await deposer(creerClient(essai), lieux(essai).bohicon)
    await agir(agent, dossier, 'demander-complement', { demande: 'x' })
    const dehors = await deposer(creerClient(essai), lieux(essai).kandi)
    await agir(await creerAgent(essai, 'agent_arrondissement', lieux(essai).kandi), dehors, 'demander-complement', { demande: 'x' })
    const [apres] = (await lireStats()).json
    expect([apres.sentBack - avant.sentBack, apres.processed - avant.processed]).toEqual([1, 1])
    const role = encodeURIComponent('Agent d’arrondissement')
    expect((await lireStats(`?role=${role}`)).json[0]).toMatchObject({ sentBack: 1, references: { role: 'Agent d’arrondissement', timeframeDay: false } })
    expect((await lireStats('?registrationName=Certificat de résidence')).json[0]).toMatchObject({ processed: 0 })
    expect((await lireStats('?registrationName=certificat-de-vie&timeframe=month')).json[0]).toMatchObject({ sentBack: apres.sentBack, references: { timeframeMonth: true, endDate: expect.stringMatching(/-(28|29|30|31)$/) } })
    expect((await lireStats('?startDate=2001-01-01&endDate=2001-12-31&timeframe=day')).json).toEqual([])
    expect((await lireStats('?startDate=2001-01-01&endDate=2001-12-31')).json[0]).toMatchObject({ processed: 0, references: { startDate: '2001-01-01', endDate: '2001-12-31' } })
    expect((await lireStats('?registrationName=Permis de chasse')).statut).toBe(404)
    for (const mauvais of ['startDate=hier', 'startDate=2026-02-30', 'endDate=2026', 'timeframe=decade', 'startDate=2026-02-01&endDate=2026-01-01', 'role=']) expect([mauvais, (await lireStats(`?${mauvais}`)).statut]).toEqual([mauvais, 400])
  })
})
