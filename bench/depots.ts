// Files deposited a second, end to end and durable, beside raw inserts of the same rows on the same server in the same run.
// node --import ./bin/loader.mjs bench/depots.ts
import pg from 'pg'
import { sql } from '../src/kernel/db/index.ts'
import { insertSession } from '../src/kernel/identite/session.queries.ts'
import { empreinteSuivi, codeSuivi } from '../src/modules/demarches/suivi.ts'
import { insertBrouillon, updateBrouillon } from '../src/modules/demarches/dossier.queries.ts'
import { jetonCsrf } from '../src/kernel/corridor/jetons.ts'
import { uuidv7 } from '../src/lib/uuid.ts'
import { dire, mediane, ouvrirBanc } from './outils.ts'

const PARALLELE = 16
const NOMBRE = 800
const banc = await ouvrirBanc({ connexions: PARALLELE })
const { maison } = banc.application
const bohicon = maison.territoires.chercher('Bohicon I', { niveau: 'arrondissement' })[0]!.code
const reponses = { nom: 'Dossou', prenoms: 'Sènami', naissance: { precision: 'vers', annee: 1958 }, lieu_naissance: 'Abomey', domicile: { code: bohicon, precision: 'Zongo' }, telephone: '+2290197000011', constat_souhait: 'guichet', usage: 'retraite', exactitude: true, piece: [{ reference: uuidv7(), nom: 'a.jpg', taille: 1000, type: 'image/jpeg' }] }

/** Complete drafts, each with the session of its own visitor. */
async function preparer(nombre: number): Promise<{ ids: string[]; jetons: string[] }> {
  const ids = Array.from({ length: nombre }, () => uuidv7())
  const maintenant = new Date()
  const cle = maison.secret('suivi')
  const jetons: string[] = []
  await maison.base.ecrire(async (tx) => {
    for (const id of ids) {
      await insertBrouillon(tx, { id, suivi: empreinteSuivi(cle, codeSuivi(cle, { id, serie: 0 })), demarche: 'certificat-de-vie', version: 1, canal: 'ligne', titulaire: null, creePar: 'systeme:banc', territoire: null, bureau: null, constatRequis: true, reponses: {}, maintenant })
      await updateBrouillon(tx, id, { reponses: reponses as never, maintenant })
      jetons.push(await insertSession(tx, { genre: 'visiteur', cles: [`dossier:${id}`], jours: 1, ip: '', navigateur: '', maintenant }))
    }
  })
  return { ids, jetons }
}

async function deposer(): Promise<number> {
  const { ids, jetons } = await preparer(NOMBRE)
  const cle = maison.secret('csrf')
  const debut = performance.now()
  let rang = 0
  await Promise.all(Array.from({ length: PARALLELE }, async () => {
    for (let ici = rang++; ici < NOMBRE; ici = rang++) {
      const jeton = jetons[ici]!
      const corps = new URLSearchParams({ _jeton: jetonCsrf(cle, 'banc', jeton), _cle: uuidv7() }).toString()
      const r = await banc.application.serveur.inject({ method: 'POST', url: `/brouillons/${ids[ici]}/deposer`, headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: `iroko_n=banc; iroko_s=${jeton}` }, payload: corps })
      if (r.statusCode !== 303) throw new Error(`${r.statusCode} ${r.body.slice(0, 300)}`)
    }
  }))
  return NOMBRE / ((performance.now() - debut) / 1000)
}

/** The rows that one deposit writes, in one transaction, by prepared statements: what the server can do at most. */
async function inserer(): Promise<number> {
  const pool = new pg.Pool({ connectionString: banc.url, max: PARALLELE })
  const { ids } = await preparer(NOMBRE)
  const debut = performance.now()
  let rang = 0
  await Promise.all(Array.from({ length: PARALLELE }, async () => {
    const client = await pool.connect()
    for (let id = ids[rang++]; id; id = ids[rang++]) {
      const q = (name: string, text: string, values: unknown[]) => client.query({ name, text, values })
      await client.query('begin')
      await q('a', `insert into corridor.idempotence (cle, acteur, porte, empreinte, vers, cree_le) values ($1, 'a', 'p', '\\x00', 'v', now())`, [id])
      await q('b', `update demarches.dossier set etat = 'depose', numero = 'XX-2026-' || lpad(nextval('demarches.numero')::text, 6, '0'), territoire = $2, bureau = 'b', demandeur = 'Dossou Sènami', telephone = '+2290197000011', reponses = $3, horloge = '[]', echeance = now(), depose_le = now(), modifie_le = now() where id = $1`, [id, bohicon, JSON.stringify(reponses)])
      await q('c', `insert into demarches.evenement (id, dossier_id, genre, le, par, par_nom) values ($1, $2, 'depose', now(), 'a', 'b')`, [uuidv7(), id])
      await q('d', `insert into notifications.message (id, cle, canal, destinataire, sujet, texte, objet, cree_le) values ($1, $2, 'sms', '+2290197000011', 's', 't', 'o', now())`, [uuidv7(), id])
      await q('e', `insert into journal.entree (id, le, verbe, acteur, objet, detail, sel) values ($1, now(), 'demarches.deposer', 'a', $2, '{}', uuid_send(gen_random_uuid()))`, [uuidv7(), id])
      await q('f', `insert into jobs.job (name, data, policy) values ('notifications.envoyer', $1, 'standard')`, [JSON.stringify({ id })])
      await q('g', `update corridor.idempotence set vers = 'ici', message = 'fait' where cle = $1`, [id])
      await client.query('commit')
    }
    client.release()
  }))
  const debit = NOMBRE / ((performance.now() - debut) / 1000)
  await pool.end()
  return debit
}

await deposer()
const entiers: number[] = []
const bruts: number[] = []
for (let tour = 0; tour < 3; tour++) {
  bruts.push(await inserer())
  entiers.push(await deposer())
}
const { rows } = await sql<{ n: number }>`select count(*) as n from demarches.dossier where etat = 'depose'`.execute(maison.base.lire)
console.log('| | files/s | of raw |\n|---|---|---|')
console.log(`| raw inserts of the same rows (fsync, ${PARALLELE} connections) | ${dire(mediane(bruts))} | 100 % |`)
console.log(`| deposit through the door (form, access, rules, journal, job, idempotency) | ${dire(mediane(entiers))} | ${dire((100 * mediane(entiers)) / mediane(bruts))} % |`)
console.log(`\n${rows[0]!.n} files deposited in all.`)
await banc.fermer()
process.exit(0)
