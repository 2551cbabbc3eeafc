// A day of the whole country replayed at speed: citizens of every arrondissement file, agents of each open their day, and half an hour
// on Monday morning comes at twenty times the mean. Then: was everything acknowledged kept, once, numbered, told and journaled?
// node --import ./bin/loader.mjs bench/journee-nationale.ts [requests filed, 4000] [speed, 240]
import { fork } from 'node:child_process'
import { join } from 'node:path'
import { sql } from '../src/kernel/db/index.ts'
import { insertSession } from '../src/kernel/identite/session.queries.ts'
import { uuidv7 } from '../src/lib/uuid.ts'
import type { Bilan, Plan } from './visiteurs.ts'
import { dire, ouvrirBanc } from './outils.ts'

const DEPOTS = Number(process.argv[2] ?? 4000)
const VITESSE = Number(process.argv[3] ?? 240)
const banc = await ouvrirBanc({ connexions: 16, travaille: true })
const { maison, serveur } = banc.application
const porte = await serveur.listen({ port: 0, host: '127.0.0.1' })
const lieux = maison.territoires.tous('arrondissement')

/** An agent in each arrondissement, with an open session. */
async function peupler(): Promise<string[]> {
  const maintenant = new Date()
  return maison.base.ecrire(async (tx) => {
    const jetons: string[] = []
    for (const lieu of lieux) {
      const [id, poste] = [uuidv7(), uuidv7()]
      await sql`insert into identite.agent (id, nom, courriel, cree_le) values (${id}, 'Agent', ${`${lieu.code}@banc.example`}, ${maintenant})`.execute(tx)
      await sql`insert into identite.poste (id, role, territoire, bureau, ouvert_le) values (${poste}, 'agent_arrondissement', ${lieu.code}, ${lieu.nom}, '2020-01-01')`.execute(tx)
      await sql`insert into identite.affectation (id, poste_id, agent_id, nature, du, au, acte, decidee_par, cree_le) values (${uuidv7()}, ${poste}, ${id}, 'titulaire', '2020-01-01', null, 'banc', 'systeme:banc', ${maintenant})`.execute(tx)
      jetons.push(await insertSession(tx, { genre: 'agent', personneId: id, jours: 1, ip: '', navigateur: '', maintenant }))
    }
    return jetons
  })
}

const visiteurs = fork(join(import.meta.dirname, 'visiteurs.ts')).once('exit', (code) => code && process.exit(code))
const plan: Plan = { porte, csrf: maison.cle('csrf').export().toString('base64'), lieux: lieux.map((l) => l.code), agents: await peupler(), depots: DEPOTS, vitesse: VITESSE }
const debut = performance.now()
const bilan = await new Promise<Bilan>((fini) => {
  visiteurs.once('message', (lu) => fini(lu as Bilan))
  visiteurs.send(plan)
})
const secondes = (performance.now() - debut) / 1000

const un = async (requete: ReturnType<typeof sql<{ n: number }>>) => Number((await requete.execute(maison.base.lire)).rows[0]!.n)
const attentes = () => un(sql<{ n: number }>`select (select count(*) from jobs.job where state in ('created', 'active', 'retry') and start_after <= now()) + (select count(*) from journal.entree where rang is null) as n`)
const apres = performance.now()
for (let tour = 0; tour < 600 && (await attentes()) > 0; tour++) await new Promise((suite) => setTimeout(suite, 500))
const gardes = await un(sql<{ n: number }>`select count(*) as n from demarches.dossier where id = any(${bilan.deposes}::uuid[]) and numero is not null and etat <> 'brouillon'`)
const numeros = await un(sql<{ n: number }>`select count(distinct numero) as n from demarches.dossier where numero is not null`)
const entrees = await un(sql<{ n: number }>`select count(*) as n from journal.entree where verbe = 'demarches.deposer' and rang is not null`)
const messages = await un(sql<{ n: number }>`select count(*) as n from notifications.message where cle like 'depose:%' and envoye_le is not null`)
console.log(`${dire(bilan.reponses)} answers in ${dire(secondes)} s (a day at × ${VITESSE}); ${dire(bilan.pointe)} a second in the peak; what was behind was done ${dire((performance.now() - apres) / 1000, 1)} s after the last.\n`)
console.log('| | |\n|---|---|')
for (const [nom, n] of [['filings acknowledged', bilan.deposes.length], ['found filed and numbered', gardes], ['numbers, all different', numeros], ['entries of the journal, sequenced', entrees], ['people told (one message each)', messages], ['answers that were errors, or none', bilan.erreurs]] as const) console.log(`| ${nom} | ${dire(n)} |`)
console.log('\n| ms | median | p95 | p99 |\n|---|---|---|---|')
for (const [nom, t] of Object.entries(bilan.temps)) console.log(`| ${nom} | ${t.map((ms) => dire(ms, 1)).join(' | ')} |`)
if (Object.keys(bilan.phrases).length > 0) console.log(bilan.phrases)
visiteurs.kill()
await banc.fermer()
process.exit(0)
