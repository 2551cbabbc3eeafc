import { sql } from '../src/kernel/db/index.ts'
import { hacher } from '../src/kernel/identite/mot-de-passe.ts'
import { chiffrer, totpDe } from '../src/kernel/identite/second-facteur.ts'
import { insertSession } from '../src/kernel/identite/session.queries.ts'
import { uuidv7 } from '../src/lib/uuid.ts'
import type { Essai } from './base.ts'
import { creerClient } from './client.ts'
import type { Client } from './client.ts'

const SECRET = Buffer.from('12345678901234567890')
let rang = 0

export type AgentEssai = { id: string; courriel: string; client: Client; posteId: string; /** Six digits to type now, or at another moment (ms) where the clock of the test is its own. */ code: (au?: number) => string }

/** An agent with an open post, a second factor and an open session. Dates are wide, so that any clock of a test fits. */
export async function creerAgent(essai: Essai, role: string, territoire: string, options: { nom?: string; motDePasse?: string; du?: string; au?: string; nature?: 'titulaire' | 'interim'; poste?: string } = {}): Promise<AgentEssai> {
  const { maison } = essai
  const id = uuidv7()
  const courriel = `${role}.${++rang}@essai.example`
  const posteId = options.poste ?? uuidv7()
  const bureau = maison.territoires.bureaux(territoire)[0]?.nom ?? 'Ministère'
  const motDePasse = options.motDePasse ? await hacher(options.motDePasse) : null
  const maintenant = new Date()
  const jeton = await maison.base.ecrire(async (tx) => {
    await sql`insert into identite.agent (id, nom, courriel, mot_de_passe, totp, totp_confirme_le, cree_le)
      values (${id}, ${options.nom ?? `Agent ${rang}`}, ${courriel}, ${motDePasse}, ${chiffrer(maison.secret('totp'), SECRET)}, ${maintenant}, ${maintenant})`.execute(tx)
    if (!options.poste) await sql`insert into identite.poste (id, role, territoire, bureau, ouvert_le) values (${posteId}, ${role}, ${territoire}, ${`${bureau} ${rang}`}, '2020-01-01')`.execute(tx)
    await sql`insert into identite.affectation (id, poste_id, agent_id, nature, du, au, acte, decidee_par, cree_le)
      values (${uuidv7()}, ${posteId}, ${id}, ${options.nature ?? 'titulaire'}, ${options.du ?? '2020-01-01'}, ${options.au ?? (options.nature === 'interim' ? '2099-01-01' : null)}, 'acte d’essai', 'systeme:essai', ${maintenant})`.execute(tx)
    return insertSession(tx, { genre: 'agent', personneId: id, jours: 3650, ip: '127.0.0.1', navigateur: 'essai', maintenant })
  })
  const client = creerClient(essai)
  client.cookies.set('iroko_s', jeton)
  // Each call gives the code of a later step: a code serves once. The step before this one is good until the present one ends:
  // in its last seconds it would be too old by the time a browser has sent it.
  let dernier = 0
  const code = (au?: number) => {
    if (au !== undefined) return totpDe(SECRET, 'x').generate({ timestamp: au })
    const [ici, passe] = [Math.floor(Date.now() / 30_000), (Date.now() % 30_000) / 1000]
    dernier = Math.min(ici + 1, Math.max(dernier + 1, passe > 24 ? ici : ici - 1))
    return totpDe(SECRET, 'x').generate({ timestamp: dernier * 30_000 })
  }
  return { id, courriel, client, posteId, code }
}

/** Lets an agent use his second factor again at once, as if half a minute had gone by. */
export async function attendreCode(essai: Essai, agent: AgentEssai): Promise<void> {
  await essai.maison.base.ecrire(async (tx) => void (await sql`update identite.agent set totp_dernier_pas = 0 where id = ${agent.id}`.execute(tx)))
}

/** Waits until `condition` holds (a task of the queue has run), at most ten seconds. */
export async function jusqua<T>(condition: () => Promise<T | undefined | false>): Promise<T> {
  for (let essai = 0; essai < 200; essai++) {
    const vrai = await condition()
    if (vrai) return vrai
    await new Promise((suite) => setTimeout(suite, 50))
  }
  throw new Error('La condition attendue ne s’est pas réalisée en dix secondes')
}
