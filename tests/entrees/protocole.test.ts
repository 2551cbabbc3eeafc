import { connect } from 'node:net'
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '../../src/kernel/db/index.ts'
import { empreinte } from '../../src/kernel/identite/empreinte.ts'
import { uuidv7 } from '../../src/lib/uuid.ts'
import { ouvrirEssai } from '../base.ts'
import type { Essai } from '../base.ts'
import { creerClient } from '../client.ts'
import type { Client } from '../client.ts'
import { commencer, compter, deposer, jetons, lieux, lire, lisible, PERSONNE } from '../demande.ts'
import { creerAgent } from '../monde.ts'
import type { AgentEssai } from '../monde.ts'

let essai: Essai
let client: Client
let id: string
let agent: AgentEssai
let depose: string
beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
  client = creerClient(essai)
  id = await commencer(client)
  agent = await creerAgent(essai, 'agent_arrondissement', lieux(essai).bohicon)
  depose = await deposer(creerClient(essai), lieux(essai).bohicon)
})
afterAll(() => essai.ranger())

const brouillons = () => compter(essai, sql<{ n: number }>`select count(*) as n from demarches.dossier`)
const jetonDe = async (qui: Client, chemin: string) => jetons(await qui.get(chemin))._jeton!
const nomDe = async () => (await lire(essai, id)).reponses.nom

/** Any bytes, as a program sends them, with this browser's cookies. */
async function envoyer(corps: string | Buffer, type: string, entetes: Record<string, string> = {}, chemin = `/brouillons/${id}/personne`) {
  const r = await essai.serveur.inject({
    method: 'POST', url: chemin, payload: corps,
    headers: { accept: 'application/json', 'content-type': type, cookie: [...client.cookies].map(([n, v]) => `${n}=${v}`).join('; '), ...entetes },
  })
  return { statut: r.statusCode, texte: r.body, type: String(r.headers['content-type']) }
}
const probleme = (texte: string) => JSON.parse(texte) as { status: number; detail: string; title: string }

describe('des corps de toute sorte', () => {
  it.each([
    ['10 Mo de JSON', () => JSON.stringify({ nom: 'x'.repeat(10_000_000) }), 'application/json', 413, 'Envoyez moins à la fois'],
    ['du JSON coupé', () => '{"nom": "Doss', 'application/json', 400, 'incomplet ou abîmé'],
    ['une liste', () => '[1,2,3]', 'application/json', 400, 'Envoyez un objet JSON'],
    ['un nombre', () => '12', 'application/json', 400, 'Envoyez un objet JSON'],
    ['rien, dit JSON', () => '', 'application/json', 400, 'incomplet ou abîmé'],
    ['du XML', () => '<a/>', 'application/xml', 415, 'Envoyez un formulaire ou du JSON'],
    ['du texte', () => 'nom=x', 'text/plain', 400, 'Envoyez un objet JSON'],
    ['un type mal écrit', () => 'nom=x', 'nimporte', 415, 'Envoyez un formulaire ou du JSON'],
    ['un __proto__', () => '{"__proto__": {"admin": true}}', 'application/json', 400, 'incomplet ou abîmé'],
    ['un constructor.prototype', () => '{"constructor": {"prototype": {"admin": true}}}', 'application/json', 400, 'incomplet ou abîmé'],
    ['2 Mo de formulaire', () => `nom=${'x'.repeat(2_000_000)}`, 'application/x-www-form-urlencoded', 413, 'Envoyez moins à la fois'],
    ['5 000 champs', () => Array.from({ length: 5000 }, (_, i) => `c${i}=1`).join('&'), 'application/x-www-form-urlencoded', 413, 'trop de champs'],
    ['5 000 champs en parties', () => `${Array.from({ length: 5000 }, (_, i) => `--l\r\ncontent-disposition: form-data; name="c${i}"\r\n\r\n1\r\n`).join('')}--l--\r\n`, 'multipart/form-data; boundary=l', 413, 'trop de champs'],
    ['2 Mo de texte en parties', () => `${Array.from({ length: 40 }, (_, i) => `--l\r\ncontent-disposition: form-data; name="c${i}"\r\n\r\n${'x'.repeat(50_000)}\r\n`).join('')}--l--\r\n`, 'multipart/form-data; boundary=l', 413, 'trop de texte'],
    ['des parties sans séparateur', () => 'nom=x', 'multipart/form-data', 400, 'incomplet ou abîmé'],
  ])('%s', async (_, corps, type, statut, phrase) => {
    const reponse = await envoyer(corps(), type)
    expect([reponse.statut, reponse.type]).toEqual([statut, 'application/problem+json; charset=utf-8'])
    expect(probleme(reponse.texte).detail).toContain(phrase)
    expect(await nomDe()).toBeUndefined()
    // To a browser, the same sentence in a page.
    const page = await envoyer(corps(), type, { accept: 'text/html' })
    expect([page.statut, page.type.slice(0, 9)]).toEqual([statut, 'text/html'])
    expect(lisible(page.texte)).toContain(phrase)
  })

  it('du JSON de 100 000 niveaux, et des clés de prototype dans un formulaire : ni panne, ni pouvoir', async () => {
    const _jeton = await jetonDe(client, `/brouillons/${id}/personne`)
    const profond = await envoyer(`{"_jeton":"${_jeton}","nom":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 'application/json')
    expect(profond.statut).toBe(422)
    const objets = await envoyer(`{"_jeton":"${_jeton}","nom":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`, 'application/json')
    expect(objets.statut).toBe(422)
    const cles = new URLSearchParams([['_jeton', _jeton], ['__proto__', 'x'], ['constructor', 'y'], ['toString', 'z'], ['hasOwnProperty', 'w'], ['nom', 'Dossou']])
    expect((await envoyer(cles.toString(), 'application/x-www-form-urlencoded')).statut).toBe(422)
    expect(({} as { admin?: boolean }).admin).toBeUndefined()
  })

  it('en JSON, une étape juste répond 200 et où aller', async () => {
    const _jeton = await jetonDe(client, `/brouillons/${id}/personne`)
    const reponse = await envoyer(JSON.stringify({ ...PERSONNE, _jeton }), 'application/json')
    expect([reponse.statut, JSON.parse(reponse.texte)]).toEqual([200, { vers: `/brouillons/${id}/contact` }])
  })
})

describe('qui envoie', () => {
  const nouvelle = (champs: Record<string, string>, entetes: Record<string, string> = {}, qui = client) => qui.poster('/demarches/certificat-de-vie/commencer', champs, entetes)

  it('sans jeton, ou avec un jeton faux, d’un autre, coupé ou changé d’un bit : rien n’est écrit', async () => {
    const avant = await brouillons()
    const bon = await jetonDe(client, '/demarches/certificat-de-vie')
    const autre = await jetonDe(creerClient(essai), '/demarches/certificat-de-vie')
    const change = Buffer.from(bon, 'base64url')
    change[40]! ^= 1
    for (const _jeton of [undefined, '', 'x', autre, bon.slice(0, -4), change.toString('base64url'), randomBytes(64).toString('base64url'), bon.repeat(2)]) {
      const reponse = await nouvelle(_jeton === undefined ? {} : { _jeton })
      expect(reponse.statut).toBe(422)
      expect(lisible(reponse.texte)).toContain('Cette page était ouverte depuis longtemps')
    }
    expect(await brouillons()).toBe(avant)
  })

  it('le jeton d’avant la connexion ne sert plus après, et ce qui était écrit est montré de nouveau', async () => {
    const ancien = await jetonDe(agent.client, `/dossiers/${depose}`)
    const autre = await creerAgent(essai, 'agent_arrondissement', lieux(essai).bohicon)
    autre.client.cookies.set('iroko_n', agent.client.cookies.get('iroko_n')!)
    const reponse = await autre.client.poster(`/dossiers/${depose}/demander-complement`, { _jeton: ancien, demande: 'La carte est floue' })
    expect(reponse.statut).toBe(422)
    expect(reponse.texte).toContain('La carte est floue')
    expect(lisible(reponse.texte)).toContain('Relisez, puis envoyez de nouveau')
  })

  it('un autre site, même avec un bon jeton', async () => {
    const avant = await brouillons()
    const _jeton = await jetonDe(client, '/demarches/certificat-de-vie')
    const autres: Record<string, string>[] = [{ origin: 'https://ailleurs.example' }, { origin: 'null' }, { origin: 'http://iroko.test.ailleurs.example' }, { origin: 'https://iroko.test' }, { 'sec-fetch-site': 'cross-site' }]
    for (const entetes of autres) {
      const reponse = await nouvelle({ _jeton }, entetes)
      expect([JSON.stringify(entetes), reponse.statut]).toEqual([JSON.stringify(entetes), 403])
      expect(lisible(reponse.texte)).toContain('Cet envoi vient d’un autre site')
    }
    expect(await brouillons()).toBe(avant)
    expect((await nouvelle({ _jeton }, { origin: 'http://iroko.test' })).statut).toBe(303)
  })

  it('un témoin de session inventé, coupé, d’un autre, fermé', async () => {
    const vrai = agent.client.cookies.get('iroko_s')!
    for (const faux of ['x', randomBytes(32).toString('base64url'), vrai.slice(0, -1), `${vrai}A`, '%00', '%F0%9F%98%80', "' or 1=1 --", 'a'.repeat(3900)]) {
      const voleur = creerClient(essai)
      voleur.cookies.set('iroko_s', encodeURIComponent(faux))
      voleur.cookies.set('iroko_n', encodeURIComponent(faux))
      voleur.cookies.set('iroko_m', encodeURIComponent(`${faux}.${faux}`))
      voleur.cookies.set('iroko_g', encodeURIComponent(faux))
      const reponse = await voleur.get(`/dossiers/${depose}`)
      expect([faux.slice(0, 20), reponse.statut, reponse.vers?.slice(0, 16)]).toEqual([faux.slice(0, 20), 303, '/connexion/agent'])
      expect((await voleur.get('/')).statut).toBe(200)
      expect((await voleur.poster('/demarches/certificat-de-vie/commencer', { _jeton: 'x', _cle: '12345678' })).statut).toBe(422)
    }
  })

  it('un jeton d’API inconnu, fini, révoqué, sans le droit, d’ailleurs', async () => {
    const poser = async (permissions: string[], territoire: string, jours = 1, revoque: Date | null = null) => {
      const secret = randomBytes(32).toString('base64url')
      await essai.maison.base.ecrire(async (tx) => {
        await sql`insert into identite.jeton (id, nom, empreinte, permissions, territoires, cree_par, cree_le, expire_le, revoque_le)
          values (${uuidv7()}, 'essai', ${empreinte(secret)}, ${permissions}, ${[territoire]}, 'essai', now(), ${new Date(Date.now() + jours * 86_400_000)}, ${revoque})`.execute(tx)
      })
      return { authorization: `Bearer ${secret}` }
    }
    const { bohicon, kandi } = lieux(essai)
    const demander = async (entetes: Record<string, string>) => (await creerClient(essai).json('GET', `/dossiers/${depose}`, undefined, entetes)).statut
    expect(await demander({ authorization: 'Bearer inconnu' })).toBe(401)
    expect(await demander({ authorization: 'Bearer \u0001' })).toBe(401)
    expect(await demander(await poser(['demarches.lire'], bohicon, -1))).toBe(401)
    expect(await demander(await poser(['demarches.lire'], bohicon, 1, new Date()))).toBe(401)
    expect(await demander(await poser(['demarches.guichet'], bohicon))).toBe(403)
    expect(await demander(await poser(['demarches.lire'], kandi))).toBe(404)
    expect(await demander(await poser(['demarches.lire'], bohicon))).toBe(200)
    // A token is not a person: it never signs.
    const signer = await creerClient(essai).json('POST', `/dossiers/${depose}/signer`, { decision: 'accorder' }, await poser(['demarches.signer'], bohicon))
    expect([signer.statut, signer.json().detail]).toEqual([403, expect.stringContaining('Votre fonction ne permet pas')])
  })

  it('un dossier d’une autre commune répond mot pour mot comme un dossier qui n’existe pas', async () => {
    const ailleurs = await creerAgent(essai, 'agent_arrondissement', lieux(essai).kandi)
    const inconnu = '01a00000-0000-7000-8000-000000000000'
    for (const suite of ['', '/document.pdf', '/recepisse.pdf', '/journal']) {
      const [a, b] = [await ailleurs.client.get(`/dossiers/${depose}${suite}`), await ailleurs.client.get(`/dossiers/${inconnu}${suite}`)]
      expect([a.statut, b.statut]).toEqual([404, 404])
      const uni = (texte: string) => texte.replaceAll(depose, inconnu).replace(/name="_(?:jeton|cle)" value="[^"]+"/g, '')
      expect(uni(a.texte)).toBe(uni(b.texte))
    }
    for (const geste of ['proposer', 'signer', 'constater', 'demander-complement'])
      expect((await ailleurs.client.poster(`/dossiers/${depose}/${geste}`, {})).statut).toBe(404)
    const { numero } = await lire(essai, depose)
    const cherche = await ailleurs.client.get(`/dossiers?q=${numero}`)
    expect(cherche.texte.replaceAll(`value="${numero}"`, '')).not.toContain(`>${numero}<`)
  })
})

describe('des adresses et des en-têtes de toute sorte', () => {
  it.each([
    '/dossiers/..%2f..%2fetc%2fpasswd', '/dossiers/%00', '/dossiers/%252e%252e', `/dossiers/${'a'.repeat(5000)}`, '/%E0%A4%A', '/%', '/..%5c..%5c', '//ailleurs.example/', '/territoires/%00', "/territoires/'%20or%201=1",
    '/demarches/%F0%9F%98%80', '/actifs/..%2f..%2fpackage.json', '/journal/tile/0/..%2f..%2fsecret', '/journal/tile/entries/%2e%2e/%2e%2e/cles', '/v/%00', '/.env', '/suivi/%7B%7B7*7%7D%7D', '/brouillons/__proto__/constructor',
  ])('%s', async (chemin) => {
    const page = await creerClient(essai).get(chemin)
    expect(page.statut).toBeGreaterThanOrEqual(300)
    expect(page.statut).toBeLessThan(500)
    if (page.statut >= 400) {
      expect(String(page.entetes['content-type'])).toContain('text/html')
      expect(lisible(page.texte)).toMatch(/Page introuvable|pas pu être lue/)
    }
    expect(page.vers ?? '').not.toMatch(/^\/\//)
    const programme = await creerClient(essai).json('GET', chemin)
    if (programme.statut >= 400) expect(programme.entetes['content-type']).toBe('application/problem+json; charset=utf-8')
  })

  it.each(['/suivre?code=%00', '/verifier?code=%00%00', '/territoires?q=%00', '/demarches?q=%00%27', '/territoires?q[]=a&q[]=b', '/?q=a&q=b', '/suivre?code=%ED%A0%80', `/territoires?q=${'a'.repeat(9000)}`, '/?__proto__=x&constructor=y', '/connexion?suite=%00', '/connexion?suite=//ailleurs.example', '/dossiers?etat=%00&page=-1'])(
    'la question %s',
    async (chemin) => {
      for (const qui of [creerClient(essai), agent.client]) expect((await qui.get(chemin)).statut).toBeLessThan(500)
    },
  )

  it('HEAD comme GET sans corps ; PUT, PATCH, DELETE, OPTIONS, TRACE : une phrase, rien de fait', async () => {
    const tete = await essai.serveur.inject({ method: 'HEAD', url: '/', headers: { accept: 'text/html' } })
    expect([tete.statusCode, tete.body]).toEqual([200, ''])
    for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const) {
      const r = await essai.serveur.inject({ method, url: `/dossiers/${depose}`, headers: { accept: 'text/html' }, payload: 'x=1' })
      expect([method, r.statusCode < 500 && r.statusCode >= 400]).toEqual([method, true])
      expect(r.headers['access-control-allow-origin']).toBeUndefined()
    }
    expect((await lire(essai, depose)).etat).toBe('depose')
  })

  it('chaque réponse, même d’erreur, porte les en-têtes de protection', async () => {
    for (const chemin of ['/', '/introuvable', '/%E0%A4%A', `/dossiers/${depose}`]) {
      const { entetes } = await creerClient(essai).get(chemin)
      expect([chemin, entetes['x-content-type-options'], String(entetes['content-security-policy']).includes("default-src 'none'")]).toEqual([chemin, 'nosniff', true])
    }
  })

  it('des témoins énormes, une ligne sans fin, une requête mal formée : le serveur répond encore', async () => {
    const adresse = new URL(await essai.serveur.listen({ port: 0, host: '127.0.0.1' }))
    const brut = (texte: string) =>
      new Promise<string>((suite) => {
        let lu = ''
        const prise = connect(Number(adresse.port), adresse.hostname, () => prise.write(texte))
        prise.setTimeout(3000, () => prise.destroy())
        prise.on('data', (d) => (lu += d.toString('latin1')))
        prise.on('error', () => suite(lu))
        prise.on('close', () => suite(lu))
      })
    expect(await brut(`GET / HTTP/1.1\r\nhost: x\r\ncookie: iroko_s=${'a'.repeat(60_000)}\r\n\r\n`)).toContain(' 431 ')
    expect(await brut(`GET /${'a'.repeat(100_000)} HTTP/1.1\r\nhost: x\r\n\r\n`)).toMatch(/ 431 | 414 /)
    expect(await brut('nimporte quoi\r\n\r\n')).toContain(' 400 ')
    expect(await brut('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n')).toMatch(/ 400 /)
    expect(await brut('GET / HTTP/1.1\r\nconnection: close\r\n\r\n')).toMatch(/^HTTP\/1\.1 400/)
    expect((await fetch(new URL('/', adresse))).status).toBe(200)
  })

  it('un hôte inventé n’entre dans aucune adresse', async () => {
    const page = await creerClient(essai).get('/', { host: 'ailleurs.example', 'x-forwarded-host': 'ailleurs.example' })
    expect(page.texte).not.toContain('ailleurs.example')
  })
})
