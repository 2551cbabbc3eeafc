// The two clients of bench/depots.ts and bench/decisions.ts, each in a process of its own: it says what to send, they say how many seconds it took.
import { Agent, request } from 'node:http'
import pg from 'pg'
import { uuidv7 } from '../src/lib/uuid.ts'

const PARALLELE = 16

export type Depot = { chemin: string; cookie: string; corps: string }
export type Ordre = { porte: string; depots: readonly Depot[] } | { brut: string; ids: readonly string[]; territoire: string; reponses: string; /** Rows of a decision proposed on a filed request, instead of those of a filing. */ decision?: boolean }

/** Does every task, sixteen at once; gives the seconds. */
async function ensemble<T>(taches: readonly T[], faire: (tache: T, rang: number) => Promise<void>): Promise<number> {
  const debut = performance.now()
  let suivante = 0
  await Promise.all(
    Array.from({ length: PARALLELE }, async (_, rang) => {
      for (let ici = suivante++; ici < taches.length; ici = suivante++) await faire(taches[ici]!, rang)
    }),
  )
  return (performance.now() - debut) / 1000
}

const agent = new Agent({ keepAlive: true, maxSockets: PARALLELE })

function deposer(porte: string, depot: Depot): Promise<void> {
  return new Promise((fini, rate) => {
    const entetes = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(depot.corps), cookie: depot.cookie }
    const envoi = request(`${porte}${depot.chemin}`, { method: 'POST', agent, headers: entetes }, (reponse) => {
      reponse.resume()
      reponse.once('end', () => (reponse.statusCode === 303 ? fini() : rate(new Error(`réponse ${reponse.statusCode}`))))
    })
    envoi.once('error', rate)
    envoi.end(depot.corps)
  })
}

let clients: pg.Client[] | undefined

async function ouvrirClients(url: string): Promise<pg.Client[]> {
  const ouverts = Array.from({ length: PARALLELE }, () => new pg.Client({ connectionString: url }))
  await Promise.all(ouverts.map((client) => client.connect()))
  return ouverts
}

/** The rows that one deposit writes, in one transaction, by prepared statements: what a plain client gets from the server. */
async function inserer(client: pg.Client, id: string, territoire: string, reponses: string): Promise<void> {
  const q = (name: string, text: string, values: unknown[]) => client.query({ name, text, values })
  await client.query('begin')
  await q('a', `insert into corridor.idempotence (cle, acteur, porte, empreinte, vers, cree_le) values ($1, 'a', 'p', '\\x00', 'v', now())`, [id])
  await q('b', `update demarches.dossier set etat = 'depose', numero = 'XX-2026-' || lpad(nextval('demarches.numero')::text, 6, '0'), territoire = $2, bureau = 'b', demandeur = 'Dossou Sènami', telephone = '+2290197000011', reponses = $3, horloge = '[]', echeance = now(), station = 'instruction', attend = array['poste:agent_arrondissement@' || $2], lecteurs = array['poste:agent_arrondissement@' || $2], depose_le = now(), modifie_le = now() where id = $1`, [id, territoire, reponses])
  await q('c', `insert into demarches.evenement (id, dossier_id, genre, le, par, par_nom) values ($1, $2, 'depose', now(), 'a', 'b')`, [uuidv7(), id])
  await q('d', `insert into notifications.message (id, cle, canal, destinataire, sujet, texte, objet, cree_le) values ($1, $2, 'sms', '+2290197000011', 's', 't', 'o', now())`, [uuidv7(), id])
  await q('e', `insert into journal.entree (id, le, verbe, acteur, objet, detail, sel) values ($1, now(), 'demarches.deposer', 'a', $2, '{}', uuid_send(gen_random_uuid()))`, [uuidv7(), id])
  await q('f', `insert into jobs.job (name, data, policy) values ('notifications.envoyer', $1, 'standard')`, [JSON.stringify({ id })])
  await q('g', `update corridor.idempotence set vers = 'ici', message = 'fait' where cle = $1`, [id])
  await client.query('commit')
}

/** The rows that one proposal writes, likewise. */
async function proposer(client: pg.Client, id: string, territoire: string): Promise<void> {
  const q = (name: string, text: string, values: unknown[]) => client.query({ name, text, values })
  await client.query('begin')
  await q('a', `insert into corridor.idempotence (cle, acteur, porte, empreinte, vers, cree_le) values ($1, 'a', 'p', '\\x00', 'v', now())`, [`d${id}`])
  await q('h', `select * from demarches.dossier where id = $1 for update`, [id])
  await q('i', `update demarches.dossier set etat = 'propose', station = 'signature', decision = 'accorder', propose_le = now(), propose_par = 'agent:a', attend = array['poste:chef_arrondissement@' || $2], lecteurs = lecteurs || array['poste:chef_arrondissement@' || $2], modifie_le = now() where id = $1`, [id, territoire])
  await q('j', `insert into demarches.evenement (id, dossier_id, genre, le, par, par_nom) values ($1, $2, 'propose', now(), 'a', 'b')`, [uuidv7(), id])
  await q('e', `insert into journal.entree (id, le, verbe, acteur, objet, detail, sel) values ($1, now(), 'demarches.deposer', 'a', $2, '{}', uuid_send(gen_random_uuid()))`, [uuidv7(), id])
  await q('g', `update corridor.idempotence set vers = 'ici', message = 'fait' where cle = $1`, [`d${id}`])
  await client.query('commit')
}

async function obeir(ordre: Ordre): Promise<number> {
  if ('porte' in ordre) return ensemble(ordre.depots, (depot) => deposer(ordre.porte, depot))
  clients ??= await ouvrirClients(ordre.brut)
  const ouverts = clients
  return ensemble(ordre.ids, (id, rang) => (ordre.decision ? proposer(ouverts[rang]!, id, ordre.territoire) : inserer(ouverts[rang]!, id, ordre.territoire, ordre.reponses)))
}

process.on('message', (ordre: Ordre) => void obeir(ordre).then((secondes) => process.send!(secondes)))
