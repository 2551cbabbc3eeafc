// Ten thousand acts at once: fifty envelopes of fifty communes' software, each sent twice at the same moment, to the real server on its durable PostgreSQL; kill -9 of the server in
// the middle, then of the server and PostgreSQL. Afterwards everything is counted: nothing lost, nothing twice. Beside it, in the same run, the bare work: each PDF copied, one row.
// node --import ./bin/loader.mjs bench/legalite-envois.ts [communes, 50] [acts of an envelope, 200]
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as attendre } from 'node:timers/promises'
import pg from 'pg'
import { creerJeton } from '../src/jeton.ts'
import { demarrer } from '../src/kernel/db/embedded.ts'
import type { ServeurEmbarque } from '../src/kernel/db/embedded.ts'
import { ouvrirBase, sql } from '../src/kernel/db/index.ts'
import type { Base } from '../src/kernel/db/index.ts'
import { uuidv7 } from '../src/lib/uuid.ts'
import { archiver } from '../src/modules/legalite/enveloppe/exemple.ts'
import { enveloppeDe } from '../tests/legalite.ts'
import { arreterEnfant, demarrerEnfant, portLibre } from '../tests/serveur-enfant.ts'
import type { Enfant } from '../tests/serveur-enfant.ts'
import { dire, mediane } from './outils.ts'

const [COMMUNES, PAR_ENVOI] = [Number(process.argv[2] ?? 50), Number(process.argv[3] ?? 200)]
const TOTAL = COMMUNES * PAR_ENVOI
const donnees = mkdtempSync(join(tmpdir(), 'iroko-banc-envois-'))
chmodSync(donnees, 0o711)
const env = { IROKO_DONNEES: donnees, PORT: String(await portLibre()) }

async function ouvrir(): Promise<{ enfant: Enfant; postgres: ServeurEmbarque; base: Base }> {
  const serveur = await demarrerEnfant(env)
  const pgs = await demarrer({ dossier: join(donnees, 'postgresql') })
  return { enfant: serveur, postgres: pgs, base: ouvrirBase(pgs.url, 2) }
}
let { enfant, postgres, base } = await ouvrir()
const nombre = async (texte: ReturnType<typeof sql<{ n: number }>>): Promise<number> => (await texte.execute(base.lire)).rows[0]!.n
const juges = () => nombre(sql<{ n: number }>`select count(*) as n from legalite.envoi_acte where juge_le is not null`)

type Lot = { commune: string; jeton: string; zip: Uint8Array; pdfs: Uint8Array[] }
async function preparer(commune: { code: string; nom: string }): Promise<Lot> {
  const jeton = await creerJeton(base, { pour: `logiciel de ${commune.nom}`, droits: ['legalite.transmettre', 'legalite.lire'], lieux: [commune.nom], jours: 3 }, new Date())
  const { enveloppe, fichiers } = await enveloppeDe(commune.code, PAR_ENVOI, '2026-B')
  return { commune: commune.code, jeton, zip: await archiver(enveloppe, fichiers, commune.code.endsWith('1') ? 'json' : 'xml'), pdfs: [...fichiers.values()] }
}

/** Sends an envelope; its address once acknowledged. */
async function envoyer({ jeton, zip }: Pick<Lot, 'jeton' | 'zip'>, cle: string): Promise<string | undefined> {
  const corps = new FormData()
  corps.set('archive', new Blob([new Uint8Array(zip)], { type: 'application/zip' }), 'envoi.zip')
  const r = await fetch(`${enfant.adresse}/legalite/enveloppes`, { method: 'POST', body: corps, headers: { authorization: `Bearer ${jeton}`, accept: 'application/json', 'idempotency-key': cle } }).catch(() => undefined)
  // All fifty come from one address here: the server tells it to wait, and a well-made software does.
  if (r?.status === 429) {
    await attendre(1000 * Number(r.headers.get('retry-after') ?? 60))
    return envoyer({ jeton, zip }, cle)
  }
  if (r?.status !== 200) {
    if (r && r.status !== 409) console.error(r.status, (await r.text()).slice(0, 300))
    return undefined
  }
  return ((await r.json()) as { vers: string }).vers
}

/** Until `but` acts are judged; says how many a second. */
async function jusqua(but: number): Promise<number> {
  const [debut, avant] = [performance.now(), await juges()]
  let [vus, depuis] = [avant, performance.now()]
  for (;;) {
    const faits = await juges()
    if (faits >= but) return ((faits - avant) * 1000) / (performance.now() - debut)
    if (faits > vus) [vus, depuis] = [faits, performance.now()]
    if (performance.now() - depuis > 300_000) throw new Error(`Cinq minutes sans un acte : ${faits} sur ${but}`)
    await attendre(200)
  }
}

const { rows: communes } = await sql<{ code: string; nom: string }>`select code, nom from territoire.territoire t where niveau = 'commune' and nom in (select nom from territoire.territoire group by nom having count(*) filter (where niveau = 'commune') = 1) order by code limit ${COMMUNES}`.execute(base.lire)
await base.ecrire(async (tx) => {
  for (const { code, nom } of communes) {
    const [agent, poste] = [uuidv7(), uuidv7()]
    await sql`insert into identite.agent (id, nom, courriel, cree_le) values (${agent}, ${`Maire de ${nom}`}, ${`maire.${code}@banc.example`}, now())`.execute(tx)
    await sql`insert into identite.poste (id, role, territoire, bureau, ouvert_le) values (${poste}, 'maire', ${code}, ${`Cabinet ${code}`}, '2020-01-01')`.execute(tx)
    await sql`insert into identite.affectation (id, poste_id, agent_id, nature, du, acte, decidee_par, cree_le) values (${uuidv7()}, ${poste}, ${agent}, 'titulaire', '2020-01-01', 'banc', 'systeme:banc', now())`.execute(tx)
  }
})
const lots: Lot[] = []
for (const c of communes) lots.push(await preparer(c))
const octets = lots.reduce((n, l) => n + l.zip.length, 0)
console.error(`${lots.length} envelopes, ${dire(octets / 1e6, 1)} MB`)

const acquis = new Map<string, string>()
const temps: number[] = []
/** Sends twice at once what is not acknowledged yet, five communes at a time. */
async function envoyerTous(): Promise<void> {
  const reste = lots.filter((l) => !acquis.has(l.commune))
  const un = async () => {
    for (let lot = reste.shift(); lot; lot = reste.shift()) {
      const [l, debut] = [lot, performance.now()]
      const vers = await Promise.all([envoyer(l, `a-${l.commune}`), envoyer(l, `b-${l.commune}`)])
      const su = vers.filter((v) => v !== undefined)
      if (new Set(su).size > 1) throw new Error(`Deux adresses pour une enveloppe : ${su.join(', ')}`)
      if (su[0]) acquis.set(l.commune, su[0])
      temps.push(performance.now() - debut)
    }
  }
  await Promise.all(Array.from({ length: 5 }, un))
}

const debut = performance.now()
// The first kill comes while envelopes are still being sent.
const envois = envoyerTous()
await jusqua(TOTAL * 0.05)
enfant.processus.kill('SIGKILL')
await Promise.all([enfant.fini, envois])
const [accuses, faits1] = [acquis.size, await juges()]
await base.fermer()
await postgres.arreter()
;({ enfant, postgres, base } = await ouvrir())
// Nobody sends again before what was acknowledged is found.
const gardes = await nombre(sql<{ n: number }>`select count(*) as n from legalite.envoi where reference = 'REF-2026-B'`)
if (gardes < accuses) throw new Error(`${accuses - gardes} enveloppes acquittées sont perdues`)
for (const [commune, vers] of acquis) {
  if ((await nombre(sql<{ n: number }>`select count(*) as n from legalite.envoi where id = ${vers.split('/').at(-1)} and commune = ${commune}`)) !== 1) throw new Error(`L’enveloppe de ${commune} n’est plus là`)
}
await envoyerTous()
await envoyerTous()
const debit = await jusqua(TOTAL / 2)
// The second takes PostgreSQL with it.
process.kill(Number(readFileSync(join(postgres.dossier, 'pg', 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL')
enfant.processus.kill('SIGKILL')
await enfant.fini
await base.fermer().catch(() => undefined)
;({ enfant, postgres, base } = await ouvrir())
const faits2 = await juges()
await envoyerTous()
const debit2 = await jusqua(TOTAL)
const duree = (performance.now() - debut) / 1000

const compte = (await sql<Record<string, number>>`with e as (select * from legalite.envoi where reference = 'REF-2026-B'), l as (select l.* from legalite.envoi_acte l join e on e.id = l.envoi_id), a as (select a.* from legalite.acte a join l on l.acte_id = a.id)
  select (select count(*) from e) as enveloppes, (select count(*) from l) as lignes, (select count(*) from l where etat = 'recu') as recus, (select count(*) from l where etat = 'refuse') as refuses, (select count(distinct acte_id) from l) as actes,
    (select count(*) from legalite.acte where numero like '2026-B-%') as ecrits, (select count(distinct ar_numero) from a) as accuses,
    (select count(*) from legalite.evenement v join a on a.id = v.acte_id where v.genre = 'recu') as evenements, (select count(*) from journal.entree j join a on j.objet = 'acte:' || a.id where j.verbe = 'legalite.transmettre') as journal,
    (select count(*) from (select commune, count(*) n, max(right(ar_numero, 5)::int) - min(right(ar_numero, 5)::int) + 1 as etendue from a group by commune) s where n <> etendue) as trous`.execute(base.lire)).rows[0]!
const refuse = (await sql<{ anomalies: unknown }>`select anomalies from legalite.envoi_acte where etat = 'refuse' limit 1`.execute(base.lire)).rows[0]
console.error(compte, refuse?.anomalies)
const attendu = { enveloppes: lots.length, lignes: TOTAL, recus: TOTAL, refuses: 0, actes: TOTAL, ecrits: TOTAL, accuses: TOTAL, evenements: TOTAL, journal: TOTAL, trous: 0 }
for (const [quoi, n] of Object.entries(attendu)) if (compte[quoi] !== n) throw new Error(`${quoi} : ${compte[quoi]} au lieu de ${n}`)

/** The bare work for as many small PDFs: a durable copy and one row each, two at a time as the readers are. */
async function nu(): Promise<number> {
  const client = new pg.Client({ connectionString: postgres.url })
  await client.connect()
  await client.query('create table if not exists public.banc_nu (id serial primary key, nom text)')
  const pdfs = lots.slice(0, 5).flatMap((l) => l.pdfs)
  const t = performance.now()
  for (const [n, pdf] of pdfs.entries()) {
    const f = await open(join(donnees, `nu-${n}`), 'w')
    await f.write(pdf)
    await f.sync()
    await f.close()
    await client.query('insert into public.banc_nu (nom) values ($1)', [`nu-${n}`])
  }
  await client.end()
  return (pdfs.length * 1000) / (performance.now() - t)
}
const brut = await nu()

console.log(`\n| ${dire(TOTAL)} acts in ${lots.length} envelopes (${dire(octets / 1e6)} MB), each sent twice at once | |\n|---|---|`)
console.log(`| acknowledged before the first kill -9 (server), kept after it | ${accuses}, ${gardes} |`)
console.log(`| acts judged at the first kill, at the second (server and PostgreSQL) | ${dire(faits1)}, ${dire(faits2)} |`)
console.log(`| received, refused, lost, twice, holes in the numbers of receipts | ${dire(compte.recus!)}, 0, 0, 0, 0 |`)
console.log(`| an envelope acknowledged, median | ${dire(mediane(temps) / 1000, 1)} s |`)
console.log(`| acts judged a second, between the kills and after | ${dire(debit)}, ${dire(debit2)} |`)
console.log(`| the bare work (durable copy, one row) a second, in the same run | ${dire(brut)} |`)
console.log(`| the whole, restarts and their wait included | ${dire(duree)} s |`)
await base.fermer()
await arreterEnfant(enfant)
await postgres.arreter()
rmSync(donnees, { recursive: true, force: true })
