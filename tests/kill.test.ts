import { spawnSync } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demarrer } from '../src/kernel/db/embedded.ts'
import type { ServeurEmbarque } from '../src/kernel/db/embedded.ts'
import { ouvrirBase, sql } from '../src/kernel/db/index.ts'
import type { Base } from '../src/kernel/db/index.ts'
import { insertReference } from '../src/kernel/fichiers/index.ts'
import { insertSession } from '../src/kernel/identite/session.queries.ts'
import { creerJeton } from '../src/jeton.ts'
import { uuidv7 } from '../src/lib/uuid.ts'
import { insertBrouillon } from '../src/modules/demarches/dossier.queries.ts'
import { archiver } from '../src/modules/legalite/enveloppe/exemple.ts'
import { enveloppeDe } from './legalite.ts'
import { jusqua } from './monde.ts'
import { arreterEnfant, demarrerEnfant, NODE, portLibre } from './serveur-enfant.ts'
import type { Enfant } from './serveur-enfant.ts'

const NOMBRE = 200
/** Acts a killed worker may hold at once: the queue gives them again after a minute without news. */
const TENUES = 5
const donnees = mkdtempSync(join(tmpdir(), 'iroko-kill-'))
chmodSync(donnees, 0o711)
let env: Record<string, string>
let enfant: Enfant
let postgres: ServeurEmbarque
let base: Base

beforeAll(async () => {
  env = { IROKO_DONNEES: donnees, PORT: String(await portLibre()) }
  enfant = await demarrerEnfant(env)
  await rejoindre()
}, 60_000)
afterAll(async () => {
  await base?.fermer().catch(() => undefined)
  await postgres?.arreter().catch(() => undefined)
  await arreterEnfant(enfant)
  rmSync(donnees, { recursive: true, force: true })
}, 30_000)

/** The server's own PostgreSQL, seen from here. */
async function rejoindre(): Promise<void> {
  postgres = await demarrer({ dossier: join(donnees, 'postgresql') })
  base = ouvrirBase(postgres.url, 2)
}


type Lot = { ids: string[]; cles: Map<string, string>; cookie: string; jeton: string }

/** Complete drafts of one visitor, and what his browser needs to file them. */
async function preparer(): Promise<Lot> {
  const maintenant = new Date()
  const ids = Array.from({ length: NOMBRE }, () => uuidv7())
  const session = await base.ecrire(async (tx) => {
    const { rows } = await sql<{ version: number; code: string }>`select max(d.version) as version, (select code from territoire.territoire where niveau = 'arrondissement' order by code limit 1) as code
      from demarches.definition d where d.code = 'certificat-de-vie'`.execute(tx)
    const { version, code } = rows[0]!
    for (const [rang, id] of ids.entries()) {
      const piece = { sha256: 'a'.repeat(64), type: 'image/jpeg', taille: 10, nom: 'carte.jpg' }
      const reference = await insertReference(tx, { ...piece, objet: `dossier:${id}`, champ: 'piece', deposePar: 'visiteur', maintenant })
      const reponses = {
        nom: 'Dossou', prenoms: 'Sènami', naissance: { precision: 'vers', annee: 1958 }, lieu_naissance: 'Abomey', domicile: { code, precision: 'Zongo' }, telephone: `+22901970${String(rang).padStart(5, '0')}`,
        constat_souhait: 'guichet', usage: 'retraite', piece: [{ reference, nom: piece.nom, type: piece.type, taille: piece.taille }], exactitude: true,
      }
      await insertBrouillon(tx, { id, suivi: randomBytes(32), demarche: 'certificat-de-vie', version, canal: 'ligne', titulaire: null, creePar: 'visiteur', territoire: null, bureau: null, constatRequis: true, reponses, maintenant })
    }
    return insertSession(tx, { genre: 'visiteur', cles: ids.map((id) => `dossier:${id}`), jours: 1, ip: '', navigateur: 'essai', maintenant })
  })
  const cookie = `iroko_s=${session}; iroko_n=${randomBytes(16).toString('base64url')}`
  const page = await (await fetch(`${enfant.adresse}/brouillons/${ids[0]}/resume`, { headers: { cookie } })).text()
  return { ids, cles: new Map(ids.map((id) => [id, randomUUID()])), cookie, jeton: /name="_jeton" value="([^"]+)"/.exec(page)![1]! }
}

/** Files every draft at once; returns those that were acknowledged. `aChaque` hears of each one. */
async function deposerTous(lot: Lot, aChaque: (faits: number) => void = () => undefined): Promise<Map<string, string>> {
  const faits = new Map<string, string>()
  await Promise.all(
    lot.ids.map(async (id) => {
      const corps = new URLSearchParams({ _jeton: lot.jeton, _cle: lot.cles.get(id)! })
      const reponse = await fetch(`${enfant.adresse}/brouillons/${id}/deposer`, { method: 'POST', body: corps, headers: { cookie: lot.cookie, accept: 'text/html' }, redirect: 'manual' }).catch(() => undefined)
      if (reponse?.status !== 303) return
      faits.set(id, reponse.headers.get('location')!)
      aChaque(faits.size)
    }),
  )
  return faits
}

type Etat = { id: string; etat: string; numero: string | null; evenements: number; entrees: number; messages: number; taches: number; cles: number }

/** Everything the filing of each draft writes. */
async function etats(lot: Lot): Promise<Etat[]> {
  const { rows } = await sql<Etat>`select d.id, d.etat, d.numero,
      (select count(*) from demarches.evenement e where e.dossier_id = d.id and e.genre = 'depose') as evenements,
      (select count(*) from journal.entree j where j.objet = 'dossier:' || d.id and j.verbe = 'demarches.deposer') as entrees,
      (select count(*) from notifications.message m where m.objet = 'dossier:' || d.id) as messages,
      (select count(*) from notifications.message m join jobs.job t on t.name = 'notifications.envoyer' and t.data->>'id' = m.id::text where m.objet = 'dossier:' || d.id) as taches,
      (select count(*) from corridor.idempotence i where i.vers = '/suivi/' || d.id) as cles
    from demarches.dossier d where d.id = any(${lot.ids}::uuid[])`.execute(base.lire)
  return rows
}

const entier = { etat: 'depose', evenements: 1, entrees: 1, messages: 1, taches: 1, cles: 1 }
const rien = { etat: 'brouillon', numero: null, evenements: 0, entrees: 0, messages: 0, taches: 0, cles: 0 }

async function verifierTout(lot: Lot, accuses: Map<string, string>): Promise<void> {
  const apres = await etats(lot)
  expect(apres.length).toBe(NOMBRE)
  for (const etat of apres) expect(etat).toMatchObject(etat.etat === 'depose' ? entier : rien)
  for (const id of accuses.keys()) expect(apres.find((e) => e.id === id)?.etat).toBe('depose')
  // Whoever was answered nothing sends again, with the same key: everybody is filed once.
  const encore = await deposerTous(lot)
  expect(encore.size).toBe(NOMBRE)
  for (const [id, vers] of accuses) expect(encore.get(id)).toBe(vers)
  const fin = await etats(lot)
  for (const etat of fin) expect(etat).toMatchObject(entier)
  expect(new Set(fin.map((e) => e.numero)).size).toBe(NOMBRE)
  for (const avant of apres) if (avant.numero) expect(fin.find((e) => e.id === avant.id)?.numero).toBe(avant.numero)
}

/** Every message leaves, except those a killed worker held: the queue gives them again after a minute without news. */
async function verifierTaches(lot: Lot): Promise<void> {
  const objets = lot.ids.map((id) => `dossier:${id}`)
  await jusqua(async () => {
    const { rows } = await sql<{ n: number }>`select count(*) as n from notifications.message m join jobs.job t on t.name = 'notifications.envoyer' and t.data->>'id' = m.id::text
      where m.objet = any(${objets}) and m.envoye_le is null and t.state not in ('active', 'retry')`.execute(base.lire)
    return rows[0]!.n === 0
  })
  const { rows } = await sql<{ n: number }>`select count(*) as n from notifications.message where objet = any(${objets}) and envoye_le is not null`.execute(base.lire)
  expect(rows[0]!.n).toBeGreaterThan(NOMBRE - 30)
}

async function verifierJournal(): Promise<void> {
  await jusqua(async () => {
    const { rows } = await sql<{ n: number }>`select count(*) as n from journal.entree where rang is null`.execute(base.lire)
    return rows[0]!.n === 0
  })
  const lu = spawnSync(NODE, ['bin/verifier-journal.mjs', enfant.adresse], { encoding: 'utf8' })
  expect([lu.status, lu.stderr]).toEqual([4, ''])
  expect(lu.stdout).toContain('Racine : recalculée')
}

type Actes = { recus: number; attente: number; refuses: number; actes: number; accuses: number; evenements: number; journal: number; taches: number }
/** What became of the acts of an envelope, and the tasks that are still to begin. */
async function compterActes(serie: string): Promise<Actes> {
  const { rows } = await sql<Actes>`with l as (select l.* from legalite.envoi_acte l join legalite.envoi e on e.id = l.envoi_id where e.reference = ${`REF-${serie}`}), a as (select * from legalite.acte where numero like ${`${serie}-%`})
    select (select count(*) from l where etat = 'recu') as recus, (select count(*) from l where etat = 'attente') as attente, (select count(*) from l where etat = 'refuse') as refuses, (select count(*) from a) as actes, (select count(distinct ar_numero) from a) as accuses,
      (select count(*) from legalite.evenement v join a on a.id = v.acte_id where v.genre = 'recu') as evenements, (select count(*) from journal.entree j join a on j.objet = 'acte:' || a.id where j.verbe = 'legalite.transmettre') as journal,
      (select count(*) from jobs.job where name = 'legalite.recevoir-acte' and state = 'created') as taches`.execute(base.lire)
  return rows[0]!
}

describe('un arrêt brutal au milieu des actes d’un logiciel', () => {
  const [ACTES, SERIE] = [60, '2026-KILL']
  it('kill -9 du serveur : chaque acte est reçu une fois, ou attend encore son tour ; la même enveloppe ne compte pas deux fois', async () => {
    const jeton = await creerJeton(base, { pour: 'logiciel de la mairie', droits: ['legalite.transmettre', 'legalite.lire'], lieux: ['Bohicon'], jours: 1 }, new Date())
    const { enveloppe, fichiers } = await enveloppeDe('1203', ACTES, SERIE)
    const zip = await archiver(enveloppe, fichiers, 'xml')
    const envoyer = async (cle: string) => {
      const corps = new FormData()
      corps.set('archive', new Blob([new Uint8Array(zip)], { type: 'application/zip' }), 'envoi.zip')
      const r = await fetch(`${enfant.adresse}/legalite/enveloppes`, { method: 'POST', body: corps, headers: { authorization: `Bearer ${jeton}`, accept: 'application/json', 'idempotency-key': cle } })
      return r.status === 200 ? ((await r.json()) as { vers: string }).vers : `${r.status} ${await r.text()}`
    }
    const vers = await envoyer('envoi-1')
    expect(vers).toMatch(/^\/legalite\/enveloppes\//)
    await jusqua(async () => (await compterActes(SERIE)).recus >= 8)
    enfant.processus.kill('SIGKILL')
    await enfant.fini
    const pendant = await compterActes(SERIE)
    expect(pendant.recus).toBeLessThan(ACTES)
    enfant = await demarrerEnfant(env)
    expect(await envoyer('envoi-2')).toBe(vers)
    const { attente, recus, taches: _, ...fin } = await jusqua(async () => {
      const compte = await compterActes(SERIE)
      return compte.taches === 0 && compte.attente <= TENUES && compte
    })
    expect(recus + attente).toBe(ACTES)
    expect(fin).toEqual({ refuses: 0, actes: recus, accuses: recus, evenements: recus, journal: recus })
  }, 60_000)
})

describe('un arrêt brutal au milieu de 200 dépôts', () => {
  it('kill -9 du serveur : ce qui a été dit fait est fait, une fois ; rien n’est à moitié', async () => {
    const lot = await preparer()
    const accuses = await deposerTous(lot, (faits) => void (faits === 40 && enfant.processus.kill('SIGKILL')))
    await enfant.fini
    expect(accuses.size).toBeGreaterThanOrEqual(40)
    expect(accuses.size).toBeLessThan(NOMBRE)
    enfant = await demarrerEnfant(env)
    await verifierTout(lot, accuses)
    await verifierTaches(lot)
    await verifierJournal()
  }, 60_000)

  it('kill -9 du serveur et de PostgreSQL', async () => {
    const lot = await preparer()
    const maitre = Number(readFileSync(join(postgres.dossier, 'pg', 'postmaster.pid'), 'utf8').split('\n')[0])
    const accuses = await deposerTous(lot, (faits) => {
      if (faits !== 40) return
      process.kill(maitre, 'SIGKILL')
      enfant.processus.kill('SIGKILL')
    })
    await enfant.fini
    await base.fermer()
    expect(accuses.size).toBeGreaterThanOrEqual(40)
    enfant = await demarrerEnfant(env)
    await rejoindre()
    await verifierTout(lot, accuses)
    await verifierTaches(lot)
    await verifierJournal()
  }, 60_000)

  it('PostgreSQL seul disparaît : les pages disent que le service reprend, et il reprend quand la base revient', async () => {
    const maitre = Number(readFileSync(join(postgres.dossier, 'pg', 'postmaster.pid'), 'utf8').split('\n')[0])
    process.kill(maitre, 'SIGKILL')
    await base.fermer()
    const panne = await jusqua(async () => {
      const reponse = await fetch(`${enfant.adresse}/demarches/certificat-de-vie`, { headers: { accept: 'text/html' } })
      return reponse.status >= 500 ? reponse : undefined
    })
    expect(panne.status).toBe(503)
    expect(await panne.text()).toContain('Rien n’est perdu')
    await rejoindre()
    await jusqua(async () => (await fetch(`${enfant.adresse}/demarches/certificat-de-vie`)).status === 200)
    expect(await arreterEnfant(enfant)).toBe(0)
    enfant = await demarrerEnfant(env)
  }, 60_000)
})
