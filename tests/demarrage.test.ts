import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as attendre } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { pieces } from '../src/app.ts'
import { migrer } from '../src/kernel/db/index.ts'
import { clonerBase } from './base.ts'
import { arreterEnfant, demarrerEnfant, lancer, NODE, portLibre } from './serveur-enfant.ts'

const donnees = mkdtempSync(join(tmpdir(), 'iroko-demarrage-'))
afterAll(() => rmSync(donnees, { recursive: true, force: true }))
const SECRET = 'Zt7qv0Yb2mWc9XkR4pLs8HnD1fGj6TaE3uVi5oQe'
const production = (autres: Record<string, string | undefined>) => Object.fromEntries(Object.entries({ IROKO_MODE: 'production', IROKO_DONNEES: donnees, IROKO_ADRESSE: 'https://iroko.example', IROKO_SECRET: SECRET, ...autres }).filter((e): e is [string, string] => e[1] !== undefined))

/** Starts the server where it must refuse; returns its exit code and what it said. */
async function refuser(env: Record<string, string>): Promise<{ code: number | null; dit: string }> {
  // Any free port: what else runs on this machine must not be what is refused.
  const enfant = lancer('src/server.ts', { PORT: '0', ...env })
  return { code: await enfant.fini, dit: enfant.sortie() }
}

describe('sur un vrai serveur PostgreSQL', () => {
  let base: { url: string; ranger: () => Promise<void> }
  const demander = async (texte: string) => {
    const client = new pg.Client({ connectionString: base.url })
    await client.connect()
    const { rows } = await client.query<{ n: string }>(texte)
    await client.end()
    return Number(rows[0]?.n ?? 0)
  }
  beforeAll(async () => {
    base = await clonerBase()
  })
  afterAll(() => base.ranger())

  it('DATABASE_URL seul : tout marche, aucune démonstration, un secret tiré une fois', async () => {
    const env = { DATABASE_URL: base.url, IROKO_DONNEES: donnees, PORT: String(await portLibre()) }
    const enfant = await demarrerEnfant(env)
    expect(enfant.sortie()).not.toContain('Démonstration')
    const sante = await fetch(`${enfant.adresse}/sante`)
    expect(sante.status).toBe(200)
    expect((await fetch(`${enfant.adresse}/demonstration`)).status).toBe(404)
    expect((await fetch(`${enfant.adresse}/demarches/certificat-de-vie`)).status).toBe(200)
    expect(await arreterEnfant(enfant)).toBe(0)
    expect(await demander('select count(*) as n from identite.agent')).toBe(0)
    expect(await demander('select count(*) as n from demarches.dossier')).toBe(0)
    const secret = readFileSync(join(donnees, 'secret'), 'utf8')
    expect([secret.length >= 48, statSync(join(donnees, 'secret')).mode & 0o077]).toEqual([true, 0])
    const encore = await demarrerEnfant(env)
    expect(readFileSync(join(donnees, 'secret'), 'utf8')).toBe(secret)
    expect(await arreterEnfant(encore, 'SIGINT')).toBe(0)
    expect(existsSync(join(donnees, 'postgresql'))).toBe(false)
    writeFileSync(join(donnees, 'secret'), 'coupé')
    expect((await refuser(env)).dit).toContain('est abîmé : rétablissez-le d’une sauvegarde')
    rmSync(join(donnees, 'secret'))
  }, 60_000)

  it('la production complète démarre, derrière son adresse https', async () => {
    const port = String(await portLibre())
    const enfant = await demarrerEnfant(production({ DATABASE_URL: base.url, PORT: port }))
    expect(enfant.sortie()).toContain('Iroko est prêt : https://iroko.example')
    const page = await fetch(`${enfant.adresse}/demarches/certificat-de-vie`)
    expect(page.headers.getSetCookie().every((c) => c.includes('Secure'))).toBe(true)
    expect(await arreterEnfant(enfant)).toBe(0)
  }, 60_000)

  it('SIGTERM laisse finir l’envoi commencé, puis s’arrête', async () => {
    const port = await portLibre()
    const enfant = await demarrerEnfant({ DATABASE_URL: base.url, IROKO_DONNEES: donnees, PORT: String(port) })
    const page = await fetch(`${enfant.adresse}/demarches/certificat-de-vie`)
    const cookie = page.headers.getSetCookie().map((c) => c.split(';')[0]).join('; ')
    const corps = `_jeton=${/name="_jeton" value="([^"]+)"/.exec(await page.text())![1]}`
    const reponse = await new Promise<string>((suite) => {
      let lu = ''
      const prise = connect(port, '127.0.0.1', async () => {
        prise.write(`POST /demarches/certificat-de-vie/commencer HTTP/1.1\r\nhost: x\r\ncookie: ${cookie}\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: ${corps.length}\r\n\r\n${corps.slice(0, 20)}`)
        await attendre(200)
        enfant.processus.kill('SIGTERM')
        await attendre(300)
        prise.write(corps.slice(20))
      })
      prise.on('data', (d) => (lu += d.toString()))
      prise.on('error', () => suite(lu))
      prise.on('close', () => suite(lu))
    })
    expect(reponse).toMatch(/^HTTP\/1\.1 303 /)
    expect(await enfant.fini).toBe(0)
  }, 60_000)

  it('des comptes de démonstration : refus, avant que rien ne travaille sur la base', async () => {
    await demander(`insert into identite.agent (id, nom, courriel, cree_le) values (gen_random_uuid(), 'Démo', 'admin1@demo.iroko.example', now()) returning 1 as n`)
    const { code, dit } = await refuser(production({ DATABASE_URL: base.url }))
    expect([code, dit]).toEqual([1, expect.stringContaining('Cette base contient des comptes de démonstration, dont le mot de passe est public. Donnez une base neuve à la production')])
    expect(dit).not.toContain('est prêt')
  }, 30_000)
})

describe('ce qui empêche de démarrer se dit en une phrase', () => {
  it.each([
    ['sans DATABASE_URL', { DATABASE_URL: undefined }, 'En production, donnez DATABASE_URL'],
    ['sans adresse', { DATABASE_URL: 'postgresql://x', IROKO_ADRESSE: undefined }, 'En production, donnez IROKO_ADRESSE'],
    ['sur http', { DATABASE_URL: 'postgresql://x', IROKO_ADRESSE: 'http://iroko.example' }, 'IROKO_ADRESSE doit commencer par https://'],
    ['un secret faible', { DATABASE_URL: 'postgresql://x', IROKO_SECRET: 'secret' }, 'donnez IROKO_SECRET : au moins 32 signes tirés au hasard'],
    ['une base qui ne répond pas', { DATABASE_URL: 'postgresql://iroko@127.0.0.1:1/iroko' }, 'La base de données de DATABASE_URL ne répond pas (ECONNREFUSED)'],
  ])('en production, %s', async (_, env, phrase) => {
    const { code, dit } = await refuser(production(env))
    expect([code, dit]).toEqual([1, expect.stringContaining(`Iroko ne peut pas démarrer. `)])
    expect(dit).toContain(phrase)
    expect(dit).not.toMatch(/\n\s+at /)
  })

  it('une base qui n’existe pas, un mot de passe faux', async () => {
    const adresse = new URL(inject('postgres'))
    adresse.pathname = '/nexiste_pas'
    expect((await refuser({ DATABASE_URL: adresse.href, IROKO_DONNEES: donnees })).dit).toContain('La base de données de DATABASE_URL refuse la connexion')
  })

  it('un port déjà pris : la phrase seule, avant que rien ne démarre', async () => {
    const occupe = createServer()
    await new Promise<void>((suite) => occupe.listen(0, '127.0.0.1', suite))
    const { port } = occupe.address() as AddressInfo
    const ici = mkdtempSync(join(tmpdir(), 'iroko-port-'))
    const { code, dit } = await refuser({ IROKO_DONNEES: ici, PORT: String(port) })
    expect([code, dit]).toEqual([1, expect.stringContaining(`Le port ${port} est déjà pris : arrêtez l’autre programme, ou choisissez un autre port par PORT`)])
    expect(dit.trim().split('\n')).toHaveLength(1)
    expect(readdirSync(ici)).toEqual([])
    occupe.close()
    rmSync(ici, { recursive: true, force: true })
  }, 60_000)

  it('npm run production, tel qu’on le tape', async () => {
    const env: Record<string, string> = { PATH: process.env.PATH ?? '', IROKO_DONNEES: donnees }
    const fini = await new Promise<{ code: number | null; dit: string }>((suite) => {
      const p = spawn(NODE, ['bin/start.mjs', '--production'], { env })
      let dit = ''
      for (const flux of [p.stdout, p.stderr]) flux.on('data', (d: Buffer) => (dit += d.toString()))
      p.once('close', (code) => suite({ code, dit }))
    })
    expect([fini.code, fini.dit]).toEqual([1, expect.stringContaining('En production, donnez DATABASE_URL')])
  }, 60_000)
})

it('les migrations rejouées ne changent rien', async () => {
  const base = await clonerBase()
  expect(await migrer(base.url, pieces())).toEqual([])
  await base.ranger()
})
