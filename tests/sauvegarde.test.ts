import { spawn } from 'node:child_process'
import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { demarrer } from '../src/kernel/db/embedded.ts'
import { ouvrirBase, sql } from '../src/kernel/db/index.ts'
import type { Base, Db } from '../src/kernel/db/index.ts'
import { insertSession } from '../src/kernel/identite/session.queries.ts'
import type { Manifeste } from '../src/sauvegarde/manifeste.ts'
import { jusqua } from './monde.ts'
import { arreterEnfant, demarrerEnfant, NODE, portLibre } from './serveur-enfant.ts'
import type { Enfant } from './serveur-enfant.ts'

const racine = mkdtempSync(join(tmpdir(), 'iroko-sauvegarde-'))
const [avant, apres, sauvegarde] = ['avant', 'apres', 'copie'].map((nom) => join(racine, nom)) as [string, string, string]
let port: string
let enfant: Enfant

beforeAll(async () => {
  chmodSync(racine, 0o755)
  port = String(await portLibre())
  enfant = await demarrerEnfant({ IROKO_DONNEES: avant, PORT: port })
}, 60_000)
afterAll(async () => {
  if (enfant) await arreterEnfant(enfant)
  rmSync(racine, { recursive: true, force: true })
}, 30_000)

type Fin = { code: number | null; sortie: string }
/** One of the commands, as an operator types it. */
function commande(fichier: string, args: string[], donnees = apres, autres: Record<string, string> = {}): Promise<Fin> {
  return new Promise((suite) => {
    const p = spawn(NODE, [join('bin', fichier), ...args], { env: { PATH: process.env.PATH ?? '', IROKO_DONNEES: donnees, PORT: port, ...autres } })
    let sortie = ''
    for (const flux of [p.stdout, p.stderr]) flux.on('data', (d: Buffer) => (sortie += d.toString()))
    p.once('close', (code) => suite({ code, sortie }))
  })
}

/** The database of a running server, for the time of a look. */
async function regarder<T>(donnees: string, travail: (base: Base) => Promise<T>): Promise<T> {
  const postgres = await demarrer({ dossier: join(donnees, 'postgresql'), dire: () => undefined })
  const base = ouvrirBase(postgres.url, 2)
  try {
    return await travail(base)
  } finally {
    await base.fermer()
    await postgres.arreter()
  }
}

/** How many rows, and what they say: a byte changed anywhere changes it. */
const empreinteDe = async (db: Db, table: string) => (await sql<{ e: string }>`select count(*) || ' ' || md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as e from ${sql.table(table)} t`.execute(db)).rows[0]!.e
const TABLES = ['demarches.evenement', 'documents.document', 'documents.cle', 'fichiers.reference', 'identite.agent', 'identite.poste', 'notifications.message', 'paiements.quittance', 'paiements.cloture', 'territoire.territoire', 'journal.noeud']

/** A citizen who begins drafts as fast as he is answered, until told to stop; returns their ids. */
function ecrire(): { faits: string[]; arreter: () => Promise<void> } {
  const faits: string[] = []
  let fini = false
  const boucle = (async () => {
    const page = await fetch(`${enfant.adresse}/demarches/certificat-de-vie`)
    const cookie = page.headers.getSetCookie().map((c) => c.split(';')[0]).join('; ')
    const _jeton = /name="_jeton" value="([^"]+)"/.exec(await page.text())![1]!
    while (!fini) {
      const r = await fetch(`${enfant.adresse}/demarches/certificat-de-vie/commencer`, { method: 'POST', body: new URLSearchParams({ _jeton }), headers: { cookie }, redirect: 'manual' })
      if (r.status === 303) faits.push(r.headers.get('location')!.split('/')[2]!)
      else if (r.status === 429) return
      // The door takes sixty drafts a minute from one address: what comes after the first must last as long as the backup.
      if (faits.length >= 20) await new Promise((suite) => setTimeout(suite, 200))
    }
  })()
  return { faits, arreter: () => ((fini = true), boucle) }
}

it('sauvegarde pendant qu’on écrit, tout est détruit, tout revient', async () => {
  await jusqua(async () => (await fetch(`${enfant.adresse}/journal/checkpoint`)).ok)
  const ancien = join(racine, 'checkpoint')
  writeFileSync(ancien, await (await fetch(`${enfant.adresse}/journal/checkpoint`)).text())
  // What the demonstration left to do is done: nothing but the drafts is written from here on.
  await regarder(avant, async ({ lire }) => {
    while ((await sql`select from jobs.job where state in ('created', 'retry', 'active') and start_after <= now() limit 1`.execute(lire)).rows.length > 0) await new Promise((suite) => setTimeout(suite, 200))
  })
  const plume = ecrire()
  await jusqua(async () => plume.faits.length >= 20)
  const certains = [...plume.faits]
  const faite = await commande('sauvegarde.mjs', ['sauvegarder', sauvegarde], avant)
  expect(plume.faits.length).toBeGreaterThan(certains.length)
  await plume.arreter()
  expect([faite.code, faite.sortie]).toEqual([0, expect.stringContaining('Sauvegardé')])
  const comptes = await regarder(avant, async ({ lire }) => Promise.all(TABLES.map((table) => empreinteDe(lire, table))))
  await arreterEnfant(enfant)
  rmSync(avant, { recursive: true, force: true })

  const manifeste = JSON.parse(readFileSync(join(sauvegarde, 'manifeste.json'), 'utf8')) as Manifeste
  expect(manifeste.contenus).toMatchObject({ absents: [] })
  expect(Object.keys(manifeste.prives)).toContain('secret')
  const rendue = await commande('sauvegarde.mjs', ['restaurer', sauvegarde])
  expect([rendue.code, rendue.sortie]).toEqual([0, expect.stringContaining('Restauré')])
  enfant = await demarrerEnfant({ IROKO_DONNEES: apres, PORT: port })

  await regarder(apres, async (base) => {
    expect(await Promise.all(TABLES.map((table) => empreinteDe(base.lire, table)))).toEqual(comptes)
    const { rows: presents } = await sql<{ n: number }>`select count(*) as n from demarches.dossier where id = any(${certains}::uuid[])`.execute(base.lire)
    expect(presents[0]!.n).toBe(certains.length)
    await unDocumentSeVerifie(base)
    await unFichierSOuvre(base)
  })
  // The journal goes on from where it was: what an outsider kept before the disaster is still a prefix of it.
  const journal = await jusqua(async () => {
    const lu = await commande('verifier-journal.mjs', [enfant.adresse, '--ancien', ancien])
    return lu.code === 4 ? lu : undefined
  })
  expect(journal.sortie).toContain('n’ont pas changé')
  const point = await (await fetch(`${enfant.adresse}/journal/checkpoint`)).text()
  expect(Number(point.split('\n')[1])).toBeGreaterThanOrEqual(manifeste.journal!.taille)
  // And whoever files next gets a number that was never given.
  const suite = ecrire()
  await jusqua(async () => suite.faits.length >= 5)
  await suite.arreter()
}, 120_000)

async function unDocumentSeVerifie({ lire, ecrire: dans }: Base): Promise<void> {
  const { rows } = await sql<{ codeCourt: string; objet: string }>`select code_court, objet from documents.document d
    where not exists (select from documents.revocation r where r.document_id = d.id) and (expire_le is null or expire_le > now()) order by emis_le desc limit 1`.execute(lire)
  const { codeCourt, objet } = rows[0]!
  const verdict = (await (await fetch(`${enfant.adresse}/verifier?code=${codeCourt}`, { headers: { accept: 'application/json' } })).json()) as { etat: string }
  expect(verdict.etat).toBe('authentique')
  const jeton = await dans((tx) => insertSession(tx, { genre: 'visiteur', cles: [objet], jours: 1, ip: '', navigateur: '', maintenant: new Date() }))
  const pdf = await fetch(`${enfant.adresse}/dossiers/${objet.slice(8)}/document.pdf`, { headers: { cookie: `iroko_s=${jeton}` } })
  expect([pdf.status, Buffer.from(await pdf.arrayBuffer()).subarray(0, 5).toString()]).toEqual([200, '%PDF-'])
}

async function unFichierSOuvre({ lire, ecrire: dans }: Base): Promise<void> {
  const { rows } = await sql<{ id: string; objet: string }>`select id, objet from fichiers.reference where retire_le is null and objet like 'dossier:%' limit 1`.execute(lire)
  const { id, objet } = rows[0]!
  const jeton = await dans((tx) => insertSession(tx, { genre: 'visiteur', cles: [objet], jours: 1, ip: '', navigateur: '', maintenant: new Date() }))
  const image = await fetch(`${enfant.adresse}/dossiers/${objet.slice(8)}/fichiers/${id}`, { headers: { cookie: `iroko_s=${jeton}` } })
  expect([image.status, image.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
}

it('revient aussi sur un vrai serveur, qui démarre sans rien de plus', async () => {
  const adresse = new URL(inject('postgres'))
  const surServeur = async (texte: string) => {
    const client = new pg.Client({ connectionString: inject('postgres') })
    await client.connect()
    await client.query(texte)
    await client.end()
  }
  await surServeur('create database essai_rendu')
  adresse.pathname = '/essai_rendu'
  const ailleurs = join(racine, 'serveur')
  const rendue = await commande('sauvegarde.mjs', ['restaurer', sauvegarde], ailleurs, { DATABASE_URL: adresse.href })
  expect([rendue.code, rendue.sortie]).toEqual([0, expect.stringContaining('Restauré')])
  const autre = await demarrerEnfant({ IROKO_DONNEES: ailleurs, DATABASE_URL: adresse.href, PORT: String(await portLibre()) })
  expect((await fetch(`${autre.adresse}/sante`)).status).toBe(200)
  // The key of documents and the root secret came back with it: what was issued is still vouched for.
  const cles = async (de: string) => (await (await fetch(`${de}/v/cles.json`)).json()) as object
  expect(await cles(autre.adresse)).toEqual(await cles(enfant.adresse))
  await arreterEnfant(autre)
  const faux = await commande('sauvegarde.mjs', ['restaurer', sauvegarde], join(racine, 'faux'), { DATABASE_URL: adresse.href, IROKO_SECRET: 'x'.repeat(40) })
  expect([faux.code, faux.sortie]).toEqual([1, expect.stringContaining('IROKO_SECRET n’est pas celui de cette sauvegarde')])
  await surServeur('drop database essai_rendu with (force)')
}, 60_000)

it('une sauvegarde abîmée, inachevée, ou rendue sur des données, est refusée par une phrase', async () => {
  const neuf = join(racine, 'neuf')
  const abimer = async (changer: (copie: string) => void) => {
    const copie = mkdtempSync(join(racine, 'abimee-'))
    cpSync(sauvegarde, copie, { recursive: true })
    changer(copie)
    return (await commande('sauvegarde.mjs', ['verifier', copie])).sortie
  }
  const premier = (dossier: string) => join(dossier, readdirSync(dossier)[0]!)
  const retourner = (chemin: string) => {
    const octets = readFileSync(chemin)
    octets[Math.floor(octets.length / 2)]! ^= 1
    writeFileSync(chemin, octets)
  }
  expect(await abimer((copie) => retourner(premier(join(copie, 'base'))))).toContain('La sauvegarde est abîmée : base/')
  expect(await abimer((copie) => retourner(premier(premier(join(copie, 'fichiers')))))).toContain('a changé. Rien n’a été restauré')
  expect(await abimer((copie) => rmSync(premier(premier(join(copie, 'fichiers')))))).toContain('manque. Rien n’a été restauré')
  expect(await abimer((copie) => rmSync(join(copie, 'manifeste.json')))).toContain('manifeste.json manque')
  expect(await abimer((copie) => writeFileSync(join(copie, 'contenus.txt'), ''))).toContain('contenus.txt a changé')
  expect((await commande('sauvegarde.mjs', ['verifier', sauvegarde])).code).toBe(0)
  expect((await commande('sauvegarde.mjs', ['sauvegarder', sauvegarde])).sortie).toContain('n’est pas vide')
  expect((await commande('sauvegarde.mjs', ['restaurer', sauvegarde])).sortie).toContain('restaurez dans une base vide')
  expect((await commande('sauvegarde.mjs', ['sauvegarder', join(racine, 'x')], join(racine, 'absent'))).sortie).toContain('Il n’y a rien à sauvegarder')
  expect((await commande('sauvegarde.mjs', [])).code).toBe(2)
  // Other keys are there already: nothing is put over them.
  mkdirSync(join(neuf, 'fichiers'), { recursive: true })
  copyFileSync(join(sauvegarde, 'manifeste.json'), join(neuf, 'secret'))
  expect((await commande('sauvegarde.mjs', ['restaurer', sauvegarde], neuf)).sortie).toContain('existe déjà et n’est pas celui de la sauvegarde')
  expect(existsSync(join(neuf, 'cles', 'verrou'))).toBe(false)
}, 60_000)
