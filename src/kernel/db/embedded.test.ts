import { execFileSync, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as attendre } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { relier } from './embedded-lieux.ts'
import { demarrer } from './embedded.ts'
import type { ServeurEmbarque } from './embedded.ts'

const vite = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }
const lieu = mkdtempSync(join(tmpdir(), 'iroko-embedded-'))
chmodSync(lieu, 0o755)
let dossier = ''
let numero = 0
const ouverts: ServeurEmbarque[] = []
const enfants: ChildProcess[] = []
const phrases: string[] = []

async function ouvrir(reglages: Record<string, string> = vite, port?: number): Promise<ServeurEmbarque> {
  const serveur = await demarrer({ dossier, reglages, port, dire: (phrase) => phrases.push(phrase) })
  ouverts.push(serveur)
  return serveur
}

async function demander(url: string, texte: string): Promise<unknown> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    const { rows } = await client.query({ text: texte, rowMode: 'array' })
    return rows[0]?.[0]
  } finally {
    await client.end()
  }
}

/** The same start in another Node; resolves to it and to the first line it prints, once ready. */
async function ailleurs(): Promise<{ enfant: ChildProcess; url: Promise<string> }> {
  const programme = `
    const { demarrer } = await import(${JSON.stringify(new URL('embedded.ts', import.meta.url).href)})
    const s = await demarrer({ dossier: process.argv[1], reglages: ${JSON.stringify(vite)} })
    console.log(s.url)
    process.on('SIGTERM', async () => { await s.arreter(); process.exit(0) })
    setInterval(() => {}, 1000)`
  const enfant = spawn(process.execPath, ['--input-type=module', '-e', programme, dossier], { stdio: ['ignore', 'pipe', 'inherit'] })
  enfants.push(enfant)
  const url = new Promise<string>((finir, rater) => {
    enfant.stdout?.once('data', (ligne: Buffer) => finir(String(ligne).trim()))
    enfant.once('exit', () => rater(new Error('sorti')))
  })
  url.catch(() => {})
  return { enfant, url }
}

const sorti = (enfant: ChildProcess) => new Promise((finir) => (enfant.exitCode ?? enfant.signalCode) === null ? enfant.once('exit', finir) : finir(0))
const pidDe = () => Number(readFileSync(join(dossier, 'pg', 'postmaster.pid'), 'utf8').split('\n')[0])

beforeEach(() => {
  dossier = join(lieu, `base${++numero}`)
  return async () => {
    for (const enfant of enfants.splice(0)) {
      enfant.kill('SIGKILL')
      await sorti(enfant)
    }
    for (const serveur of ouverts.splice(0)) await serveur.arreter()
  }
})
afterAll(() => rmSync(lieu, { recursive: true, force: true, maxRetries: 5 }))

describe('un serveur', () => {
  test('est un vrai PostgreSQL 18, en UTF-8, derrière un mot de passe que lui seul garde', async () => {
    const { url } = await ouvrir({})
    expect(await demander(url, 'show server_version')).toMatch(/^18\./)
    expect(await demander(url, 'select current_database()')).toBe('iroko')
    expect(await demander(url, 'show server_encoding')).toBe('UTF8')
    expect(await demander(url, 'show fsync')).toBe('on')
    expect(await demander(url, `select upper('é') || lower('ŊƆ')`)).toBe('Éŋɔ')
    expect(statSync(join(dossier, 'acces.json')).mode & 0o777).toBe(0o600)
    expect(statSync(join(dossier, 'pg')).mode & 0o777).toBe(0o700)
    await expect(demander(url.replace(/:[^:@]*@/, ':faux@'), 'select 1')).rejects.toThrow(/password/)
  })

  test('garde ses données et son mot de passe d’un démarrage à l’autre', async () => {
    const un = await ouvrir()
    await demander(un.url, 'create table t as select 7 as n')
    await un.arreter()
    await un.arreter()
    expect(existsSync(join(dossier, 'pg', 'postmaster.pid'))).toBe(false)
    const deux = await ouvrir()
    expect(deux.url).toBe(un.url)
    expect(await demander(deux.url, 'select n from t')).toBe(7)
  })

  test('sur TCP, garde son port s’il est libre et en change s’il est pris, sauf s’il est imposé', async () => {
    const un = await ouvrir(vite, 0)
    const port = Number(new URL(un.url).port)
    expect(await demander(un.url, 'show listen_addresses')).toBe('127.0.0.1')
    await un.arreter()
    const deux = await ouvrir(vite, 0)
    expect(deux.url).toBe(un.url)
    await deux.arreter()

    const intrus = createServer().listen(port, '127.0.0.1')
    await expect(ouvrir(vite, port)).rejects.toThrow(`Le port ${port} est déjà pris`)
    const trois = await ouvrir(vite, 0)
    expect(new URL(trois.url).port).not.toBe(String(port))
    expect(await demander(trois.url, 'select 1')).toBe(1)
    intrus.close()
  })

  test('dont le chemin est trop long pour une prise Unix passe à TCP ; une apostrophe dans le chemin ne gêne pas', async () => {
    dossier = join(dossier, `l'été ${'x'.repeat(90)}`)
    const { url } = await ouvrir()
    expect(new URL(url).hostname).toBe('127.0.0.1')
    expect(await demander(url, 'select 1')).toBe(1)
  })
})

describe('à plusieurs', () => {
  test('le deuxième rejoint le premier, le dernier éteint', async () => {
    const { enfant, url } = await ailleurs()
    const adresse = await url
    const ici = await ouvrir()
    expect(ici.url).toBe(adresse)
    const pid = pidDe()
    enfant.kill('SIGTERM')
    await sorti(enfant)
    expect(await demander(ici.url, 'select 1')).toBe(1)
    expect(pidDe()).toBe(pid)
    await ici.arreter()
    expect(existsSync(join(dossier, 'pg', 'postmaster.pid'))).toBe(false)
  })

  test('des démarrages en même temps sur un dossier neuf donnent un seul serveur', async () => {
    const [a, b] = await Promise.all([ailleurs(), ailleurs()])
    const [ua, ub, ici, la] = await Promise.all([a.url, b.url, ouvrir(), ouvrir()])
    expect(new Set([ua, ub, ici.url, la.url]).size).toBe(1)
    expect(await demander(la.url, 'select 1')).toBe(1)
  })
})

describe('après un arrêt brutal', () => {
  test('de Node, le serveur qui reste est repris ; avec d’autres réglages, il est relancé', async () => {
    const { enfant, url } = await ailleurs()
    await url
    const pid = pidDe()
    enfant.kill('SIGKILL')
    await sorti(enfant)
    const repris = await ouvrir()
    expect(pidDe()).toBe(pid)
    expect(await demander(repris.url, 'show fsync')).toBe('off')
    await repris.arreter()

    const encore = await ailleurs()
    await encore.url
    encore.enfant.kill('SIGKILL')
    await sorti(encore.enfant)
    expect(await demander((await ouvrir({})).url, 'show fsync')).toBe('on')
  })

  test('de PostgreSQL, le suivant repart, avec ce qui était validé', async () => {
    const un = await ouvrir({})
    await demander(un.url, 'create table t as select 7 as n')
    const pid = pidDe()
    process.kill(pid, 'SIGKILL')
    const deux = await ouvrir({})
    expect(pidDe()).not.toBe(pid)
    expect(await demander(deux.url, 'select n from t')).toBe(7)
  })

  test('à n’importe quel moment du premier démarrage, le suivant réussit', async () => {
    for (const delai of [60, 150, 250, 400, 600, 800]) {
      const { enfant } = await ailleurs()
      await attendre(delai)
      enfant.kill('SIGKILL')
      await sorti(enfant)
      const { url, arreter } = await ouvrir()
      expect(await demander(url, 'select 1')).toBe(1)
      await arreter()
      await (await ouvrir()).arreter()
      expect(readdirSync(dossier).filter((nom) => nom.startsWith('.init-'))).toEqual([])
      rmSync(dossier, { recursive: true, maxRetries: 5 })
    }
  })

  test('un postmaster.pid périmé, fût-il le numéro d’un autre programme, ne gêne pas', async () => {
    await (await ouvrir()).arreter()
    for (const pid of [process.pid, 1, 4_000_000]) {
      const lignes = [pid, join(dossier, 'pg'), 1, 5432, '.', '', '1 1', 'ready', '']
      writeFileSync(join(dossier, 'pg', 'postmaster.pid'), lignes.join('\n'))
      // What a killed server leaves beside: its socket and the lock of the socket.
      writeFileSync(join(dossier, 'pg', '.s.PGSQL.5432.lock'), `${pid}\n${join(dossier, 'pg')}\n1\n5432\n.\n`)
      writeFileSync(join(dossier, 'pg', '.s.PGSQL.5432'), '')
      const { url, arreter } = await ouvrir()
      expect(await demander(url, 'select 1')).toBe(1)
      await arreter()
    }
  })
})

describe('ce qui ne peut pas être se dit en une phrase', () => {
  test('des données d’une autre version', async () => {
    await (await ouvrir()).arreter()
    writeFileSync(join(dossier, 'pg', 'PG_VERSION'), '15\n')
    await expect(ouvrir()).rejects.toThrow(/PostgreSQL 15, celui-ci est le 18/)
  })

  test('un mot de passe perdu', async () => {
    await (await ouvrir()).arreter()
    rmSync(join(dossier, 'acces.json'))
    await expect(ouvrir()).rejects.toThrow(/mot de passe/)
  })

  test('un dossier qui n’en est pas un, un réglage inconnu', async () => {
    writeFileSync(dossier, '')
    await expect(ouvrir()).rejects.toThrow(/ne peut pas être créé/)
    rmSync(dossier)
    await expect(ouvrir({ inconnu_au_bataillon: '1' })).rejects.toThrow(/n’a pas pu démarrer/)
    expect(await demander((await ouvrir()).url, 'select 1')).toBe(1)
  })
})

describe.skipIf(process.getuid?.() !== 0)('root', () => {
  test('fait tourner PostgreSQL sous un autre compte', async () => {
    await ouvrir()
    expect(statSync(`/proc/${pidDe()}`).uid).not.toBe(0)
    expect(statSync(join(dossier, 'pg')).uid).not.toBe(0)
  })

  test('reprend les données d’un compte sous ce compte, et lui rend ce qu’il écrit', async () => {
    await (await ouvrir()).arreter()
    execFileSync('chown', ['-R', '65534:65534', dossier])
    const { url } = await ouvrir()
    expect(statSync(`/proc/${pidDe()}`).uid).toBe(65534)
    for (const nom of readdirSync(dossier)) expect(statSync(join(dossier, nom)).uid).toBe(65534)
    expect(await demander(url, 'select 1')).toBe(1)
  })

  test('place les données ailleurs quand le dossier est intraversable, et les y retrouve', async () => {
    const clos = dossier
    mkdirSync(join(clos, 'donnees'), { recursive: true })
    chmodSync(clos, 0o700)
    dossier = join(clos, 'donnees')
    phrases.length = 0
    const un = await ouvrir()
    expect(un.dossier).not.toContain(clos)
    expect(phrases.join()).toContain('la base de données est placée dans')
    try {
      await demander(un.url, 'create table t as select 7 as n')
      await un.arreter()
      const deux = await ouvrir()
      expect(deux.dossier).toBe(un.dossier)
      expect(await demander(deux.url, 'select n from t')).toBe(7)
      await deux.arreter()
    } finally {
      rmSync(un.dossier, { recursive: true, maxRetries: 5 })
    }
  })

  test('dit que des données sont devenues inaccessibles, plutôt que d’en commencer d’autres', async () => {
    const clos = dossier
    dossier = join(clos, 'donnees')
    await (await ouvrir()).arreter()
    chmodSync(clos, 0o700)
    await expect(ouvrir()).rejects.toThrow(/ne peut plus entrer/)
  })
})

test('les liens de pg-symlinks.json sont refaits sans postinstall', () => {
  const natif = join(lieu, 'copie')
  mkdirSync(join(natif, 'lib'), { recursive: true })
  writeFileSync(join(natif, 'lib', 'libx.so.1.2'), 'x')
  writeFileSync(join(natif, 'pg-symlinks.json'), JSON.stringify([{ source: 'native/lib/libx.so.1.2', target: 'native/lib/libx.so.1' }]))
  expect(relier(natif)).toBe(true)
  expect(relier(natif)).toBe(true)
  expect(readlinkSync(join(natif, 'lib', 'libx.so.1'))).toBe('libx.so.1.2')
})
