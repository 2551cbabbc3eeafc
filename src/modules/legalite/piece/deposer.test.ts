import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../../tests/base.ts'
import type { Essai } from '../../../../tests/base.ts'
import { champsActe, idActe, pdfDe } from '../../../../tests/legalite.ts'
import { creerAgent } from '../../../../tests/monde.ts'
import type { AgentEssai } from '../../../../tests/monde.ts'
import { sql } from '../../../kernel/db/index.ts'

let essai: Essai
let agent: AgentEssai
let maire: AgentEssai
beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
  agent = await creerAgent(essai, 'agent_actes', '1203')
  maire = await creerAgent(essai, 'maire', '1203')
})
afterAll(() => essai.ranger())

/** A PDF with a heavy tail after its end, as scanners make. */
async function lourd(octets: number): Promise<Buffer> {
  const pdf = Buffer.from(await pdfDe('Plan de masse'))
  return Buffer.concat([pdf, Buffer.from('\n%'), Buffer.from(randomBytes(Math.ceil(octets / 2)).toString('hex')).subarray(0, octets), Buffer.from('\n')])
}
const jeton = (texte: string) => /name="_jeton" value="([^"]+)"/.exec(texte)![1]!
let cle = 0

async function morceau(id: string, depot: string, t: string, debut: number, octets: Buffer) {
  const limite = 'morceau'
  const champ = (nom: string, v: string) => Buffer.from(`--${limite}\r\ncontent-disposition: form-data; name="${nom}"\r\n\r\n${v}\r\n`)
  const corps = Buffer.concat([champ('_jeton', t), champ('_cle', `cle-morceau-${cle++}`), champ('debut', String(debut)), Buffer.from(`--${limite}\r\ncontent-disposition: form-data; name="morceau"; filename="m"\r\ncontent-type: application/octet-stream\r\n\r\n`), octets, Buffer.from(`\r\n--${limite}--\r\n`)])
  const cookie = [...agent.client.cookies].map(([n, v]) => `${n}=${v}`).join('; ')
  return essai.serveur.inject({ method: 'POST', url: `/legalite/actes/${id}/depots/${depot}/morceaux`, headers: { cookie, accept: 'application/json', 'content-type': `multipart/form-data; boundary=${limite}` }, payload: corps })
}
async function ouvrir(id: string, taille: number, nom = 'plan.pdf') {
  const t = jeton((await agent.client.get(`/legalite/actes/${id}`)).texte)
  const r = await agent.client.poster(`/legalite/actes/${id}/depots`, { _jeton: t, _cle: `cle-depot-${cle++}`, champ: 'principal', nom, taille: String(taille) })
  return { t, depot: /depots\/([0-9a-f-]{36})/.exec(r.vers ?? '')?.[1] ?? `${r.statut} ${r.texte.slice(0, 200)}` }
}
const etat = async (id: string, depot: string) => (await agent.client.json('GET', `/legalite/actes/${id}/depots/${depot}`)).json<{ recu: number; taille: number; fini: boolean }>()
const finir = async (id: string, depot: string, t: string) => agent.client.poster(`/legalite/actes/${id}/depots/${depot}/finir`, { _jeton: t, _cle: `cle-finir-${cle++}` })

describe('un gros fichier sur une mauvaise ligne', () => {
  it('arrive par morceaux, reprend où la coupure l’a laissé, et n’est joint qu’une fois entier', async () => {
    const id = idActe(await agent.client.envoyer('/legalite/actes/nouveau', champsActe(maire)))
    const octets = await lourd(700_000)
    const { t, depot } = await ouvrir(id, octets.length)
    const part = 262_144
    expect((await morceau(id, depot, t, 0, octets.subarray(0, part))).statusCode).toBe(200)
    // The same piece again, one too far, one too long.
    expect((await morceau(id, depot, t, 0, octets.subarray(0, part))).statusCode).toBe(200)
    expect((await morceau(id, depot, t, part * 2, octets.subarray(part * 2))).statusCode).toBe(409)
    expect((await morceau(id, depot, t, part, Buffer.alloc(octets.length))).statusCode).toBe(409)
    expect((await finir(id, depot, t)).statut).toBe(409)
    // The page was closed: the same file goes on.
    const repris = await ouvrir(id, octets.length)
    expect(repris.depot).toBe(depot)
    expect((await etat(id, depot)).recu).toBe(part)
    for (let debut = part; debut < octets.length; debut += part) expect((await morceau(id, depot, t, debut, octets.subarray(debut, debut + part))).statusCode).toBe(200)
    expect((await finir(id, depot, t)).statut).toBe(303)
    expect((await finir(id, depot, t)).statut).toBe(303)
    const { rows } = await sql<{ n: number; taille: number; lecture: string }>`select count(*) over () as n, taille, lecture from legalite.piece where acte_id = ${id} and retiree_le is null`.execute(essai.maison.base.lire)
    expect(rows).toEqual([{ n: 1, taille: octets.length, lecture: 'natif' }])
    expect(await etat(id, depot)).toEqual({ nom: 'plan.pdf', taille: octets.length, recu: octets.length, fini: true })
  })

  it('qui n’est pas un PDF, ou trop lourd, se refuse par une phrase', async () => {
    const id = idActe(await agent.client.envoyer('/legalite/actes/nouveau', champsActe(maire)))
    expect((await ouvrir(id, 300_000_000)).depot).toContain('422')
    const octets = Buffer.alloc(1000, 'x')
    const { t, depot } = await ouvrir(id, octets.length, 'faux.pdf')
    await morceau(id, depot, t, 0, octets)
    expect((await finir(id, depot, t)).statut).toBe(422)
    expect((await etat(id, depot)).fini).toBe(false)
  })
})
