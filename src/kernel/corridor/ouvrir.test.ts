import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { sql } from '../db/index.ts'
import { connecterCitoyen, creerClient } from '../../../tests/client.ts'
import type { Client } from '../../../tests/client.ts'
import { creerAgent } from '../../../tests/monde.ts'

let essai: Essai
beforeAll(async () => void (essai = await ouvrirEssai({ travaille: false })))
afterAll(() => essai.ranger())

describe('les entêtes de toute réponse', () => {
  it('rien ne s’exécute que la maison, et personne ne l’encadre', async () => {
    for (const url of ['/', '/demarches', '/inconnue', '/sante', '/api/openapi.json']) {
      const r = await essai.serveur.inject({ url })
      expect(r.headers['content-security-policy'], url).toContain("script-src 'self'")
      expect(r.headers['content-security-policy'], url).not.toContain('unsafe')
      expect(r.headers['x-content-type-options'], url).toBe('nosniff')
      expect(r.headers['referrer-policy'], url).toBe('same-origin')
    }
  })

  it('une page sans formulaire porte une empreinte, et ne voyage qu’une fois', async () => {
    const r = await essai.serveur.inject({ url: '/aide' })
    expect(r.headers.etag).toMatch(/^W\//)
    expect((await essai.serveur.inject({ url: '/aide', headers: { 'if-none-match': String(r.headers.etag) } })).statusCode).toBe(304)
    expect(r.cookies).toEqual([])
  })

  it('une page qui tient un formulaire n’en porte pas, et n’est gardée par personne', async () => {
    const r = await essai.serveur.inject({ url: '/demarches/certificat-de-vie' })
    expect(r.headers.etag).toBeUndefined()
    expect(r.headers['cache-control']).toContain('no-store')
    expect(r.cookies.map((c) => [c.name, c.httpOnly, c.sameSite])).toEqual([['iroko_n', true, 'Lax']])
  })
})

describe('ce qui ne se trouve pas', () => {
  it('parle de territoire à un agent seulement', async () => {
    const citoyen = creerClient(essai)
    await connecterCitoyen(citoyen, essai, '0197000042')
    const agent = (await creerAgent(essai, 'auditeur', 'BJ')).client
    const dit = async (client: Client, chemin: string) => {
      const page = await client.get(chemin)
      return [page.statut, /n’est (?:pas dans votre territoire|plus à vous)/.exec(page.texte)?.[0]]
    }
    const inconnu = '01890a5d-ac96-774b-bcce-b302099a8057'
    expect(await dit(citoyen, `/suivi/${inconnu}`)).toEqual([404, 'n’est plus à vous'])
    expect(await dit(creerClient(essai), '/demarches/A')).toEqual([404, 'n’est plus à vous'])
    expect(await dit(agent, `/dossiers/${inconnu}`)).toEqual([404, 'n’est pas dans votre territoire'])
  })
})

describe('l’adresse de qui demande', () => {
  it('sans mandataire déclaré, un entête X-Forwarded-For ne la change pas', async () => {
    const client = creerClient(essai, { ip: '203.0.113.9' })
    const page = await client.get('/demarches/certificat-de-vie')
    await client.envoyer(page, {}, { action: '/demarches/certificat-de-vie/commencer', entetes: { 'x-forwarded-for': '198.51.100.7' } })
    const { rows } = await sql<{ ip: string }>`select ip from identite.session order by cree_le desc limit 1`.execute(essai.maison.base.lire)
    expect(rows[0]?.ip).toBe('203.0.113.9')
  })
})
