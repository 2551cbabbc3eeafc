import { createServer } from 'node:http'
import type { RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { connecterCitoyen, creerClient } from '../../../tests/client.ts'

const RETOUR = 'http://iroko.test/connexion/nationale/retour'
const PERSONNES: Record<string, object> = {
  afiavi: { name: 'Afiavi Jeanne Dossou', phone_number: '+2290197000055', phone_number_verified: true },
  codjo: { given_name: 'Codjo', family_name: 'Tossou', email: 'afi@exemple.bj', email_verified: false },
}
let essai: Essai
let emetteur: string
const serveur = createServer()

beforeAll(async () => {
  await new Promise<void>((pret) => serveur.listen(0, '127.0.0.1', pret))
  emetteur = `http://127.0.0.1:${(serveur.address() as AddressInfo).port}`
  // The package has no types of its own.
  const { Provider } = (await import('oidc-provider' as string)) as { Provider: new (emetteur: string, reglages: object) => { callback: () => RequestListener } }
  const fournisseur = new Provider(emetteur, {
    clients: [{ client_id: 'iroko', client_secret: 'secret-d-essai', redirect_uris: [RETOUR], grant_types: ['authorization_code'], response_types: ['code'] }],
    claims: { openid: ['sub'], profile: ['name', 'given_name', 'family_name'], email: ['email', 'email_verified'], phone: ['phone_number', 'phone_number_verified'] },
    findAccount: (_: unknown, id: string) => ({ accountId: id, claims: async () => ({ sub: id, ...PERSONNES[id] }) }),
    cookies: { keys: ['essai'] },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600, AuthorizationCode: 60 },
  })
  serveur.on('request', fournisseur.callback())
  essai = await ouvrirEssai({ travaille: false, reglages: { oidc: { emetteur, client: 'iroko', secret: 'secret-d-essai' } } })
})
afterAll(async () => {
  await essai.ranger()
  serveur.closeAllConnections()
  await new Promise((fini) => serveur.close(fini))
})

/** A citizen at the provider: signs in, agrees, and is sent back. Returns the path of the way back. */
async function chezLeFournisseur(depart: string, login: string): Promise<string> {
  const cookies = new Map<string, string>()
  const aller = async (url: string, corps?: Record<string, string>) => {
    const r = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([n, v]) => `${n}=${v}`).join('; '), ...(corps ? { 'content-type': 'application/x-www-form-urlencoded' } : {}) },
      ...(corps ? { method: 'POST', body: new URLSearchParams(corps) } : {}),
    })
    for (const c of r.headers.getSetCookie()) {
      const [nom = '', valeur = ''] = c.split(';')[0]!.split('=')
      cookies.set(nom, valeur)
    }
    return { vers: r.headers.get('location') ?? undefined, page: await r.text() }
  }
  let ici = depart
  for (let saut = 0; saut < 12; saut++) {
    const lu = await aller(ici)
    let vers = lu.vers
    const prompt = /name="prompt" value="(\w+)"/.exec(lu.page)?.[1]
    if (!vers && prompt) vers = (await aller(ici, { prompt, login, password: 'x' })).vers
    if (!vers) throw new Error(`${ici} : ${lu.page.slice(0, 200)}`)
    ici = new URL(vers, ici).href
    if (ici.startsWith(RETOUR)) return ici.slice('http://iroko.test'.length)
  }
  throw new Error('Le fournisseur tourne en rond')
}

async function partir(client: ReturnType<typeof creerClient>, suite = '/mes-demarches'): Promise<string> {
  await client.get('/connexion')
  const depart = await client.get(`/connexion/nationale?suite=${encodeURIComponent(suite)}`)
  expect(depart.statut).toBe(303)
  expect(depart.vers).toMatch(new RegExp(`^${emetteur}/auth\\?`))
  return depart.vers!
}

describe('l’identité nationale', () => {
  it('reconnaît quelqu’un, attend son accord, ouvre la session et revient où il allait', async () => {
    const client = creerClient(essai)
    const depart = new URL(await partir(client))
    expect(depart.searchParams.get('code_challenge_method')).toBe('S256')
    const chemin = await chezLeFournisseur(depart.href, 'afiavi')
    const retour = await client.get(chemin)
    expect(retour.texte).toContain('Vous êtes reconnu comme Afiavi Jeanne Dossou')
    expect(retour.texte).toContain('01 •• •• •• 55')
    expect((await client.get('/compte')).statut).toBe(303)
    const fini = await client.envoyer(retour, {}, { action: '/connexion/nationale' })
    expect(fini.vers).toBe('/mes-demarches')
    expect((await client.get('/compte')).texte).toContain('Afiavi Jeanne Dossou')
  })

  it('retrouve le même compte par téléphone vérifié, jamais par une adresse qui ne l’est pas', async () => {
    const parTelephone = creerClient(essai)
    await connecterCitoyen(parTelephone, essai, '01 97 00 00 55')
    expect((await parTelephone.get('/compte')).texte).toContain('Afiavi Jeanne Dossou')
    const victime = creerClient(essai)
    await connecterCitoyen(victime, essai, 'afi@exemple.bj')
    const autre = creerClient(essai)
    const retour = await autre.get(await chezLeFournisseur(await partir(autre), 'codjo'))
    expect(retour.texte).toContain('Vous êtes reconnu comme Codjo TOSSOU')
    await autre.envoyer(retour, {}, { action: '/connexion/nationale' })
    const compte = await autre.get('/compte')
    expect(compte.texte).toContain('Codjo TOSSOU')
    expect(compte.texte).not.toContain('afi@exemple.bj')
  })

  it('un retour volé, rejoué ou altéré ne connecte personne', async () => {
    const client = creerClient(essai)
    const chemin = await chezLeFournisseur(await partir(client), 'afiavi')
    const voleur = creerClient(essai)
    await voleur.get('/connexion')
    expect((await voleur.get(chemin)).texte).toContain('commencée ailleurs')
    const bon = await client.get(chemin)
    expect(bon.texte).toContain('Vous êtes reconnu')
    expect((await client.get(chemin)).texte).toContain('Recommencez')
    expect((await client.get(chemin.replace(/state=[^&]{9}/, 'state=AAAAAAAAA'))).texte).toContain('commencée ailleurs')
    expect((await client.envoyer(bon, { identite: 'inventée.fausse' }, { action: '/connexion/nationale' })).statut).toBe(409)
    const scellee = /name="identite" value="([^"]+)"/.exec(bon.texte)![1]!
    const chezLui = await voleur.get('/connexion')
    const jeton = /name="_jeton" value="([^"]+)"/.exec(chezLui.texte)![1]!
    expect((await voleur.poster('/connexion/nationale', { _jeton: jeton, identite: scellee })).statut).toBe(409)
  })

  it('un refus chez le fournisseur se dit', async () => {
    const client = creerClient(essai)
    const etat = new URL(await partir(client)).searchParams.get('state')!
    const refus = await client.get(`/connexion/nationale/retour?error=access_denied&state=${encodeURIComponent(etat)}`)
    expect(refus.texte).toContain('Vous avez refusé de donner votre identité')
  })

  it('sans fournisseur réglé, les portes n’existent pas', async () => {
    const sans = await ouvrirEssai({ travaille: false })
    try {
      expect((await creerClient(sans).get('/connexion/nationale')).statut).toBe(404)
      expect((await creerClient(sans).get('/connexion/nationale/retour?code=x')).statut).toBe(404)
      expect((await creerClient(sans).get('/connexion')).texte).not.toContain('identité nationale')
    } finally {
      await sans.ranger()
    }
  })
})
