// Decisions proposed a second by an agent of an office, sixteen at once, end to end and durable, beside raw writes of the same rows on the same server in the same
// run; clients as in bench/depots.ts. A signature is one person and one code each thirty seconds: it has no rate.
// node --import ./bin/loader.mjs bench/decisions.ts [rounds, 5]
import { fork } from 'node:child_process'
import { join } from 'node:path'
import { sql } from '../src/kernel/db/index.ts'
import { insertSession } from '../src/kernel/identite/session.queries.ts'
import { empreinteSuivi, codeSuivi } from '../src/modules/demarches/suivi.ts'
import { insertBrouillon, updateBrouillon } from '../src/modules/demarches/dossier.queries.ts'
import { jetonCsrf } from '../src/kernel/corridor/jetons.ts'
import { uuidv7 } from '../src/lib/uuid.ts'
import type { Ordre } from './deposants.ts'
import { dire, mediane, ouvrirBanc } from './outils.ts'

const NOMBRE = 800
const CHAUFFE = 3
const TOURS = Number(process.argv[2] ?? 5)
const banc = await ouvrirBanc({ connexions: 16 })
const { maison, serveur } = banc.application
const porte = await serveur.listen({ port: 0, host: '127.0.0.1' })
const bohicon = maison.territoires.chercher('Bohicon I', { niveau: 'arrondissement' })[0]!.code
const reponses = { nom: 'Dossou', prenoms: 'Sènami', naissance: { precision: 'vers', annee: 1958 }, lieu_naissance: 'Abomey', domicile: { code: bohicon, precision: 'Zongo' }, telephone: '+2290197000011', constat_souhait: 'guichet', usage: 'retraite', exactitude: true, piece: [{ reference: uuidv7(), nom: 'a.jpg', taille: 1000, type: 'image/jpeg' }] }

/** Requests filed at that office, waiting for its examination. */
async function preparer(nombre: number): Promise<string[]> {
  const maintenant = new Date()
  const cle = maison.cle('suivi')
  const ids = Array.from({ length: nombre }, () => uuidv7())
  await maison.base.ecrire(async (tx) => {
    for (const id of ids) {
      await insertBrouillon(tx, { id, suivi: empreinteSuivi(cle, codeSuivi(cle, { id, serie: 0 })), demarche: 'certificat-de-vie', version: 1, canal: 'ligne', titulaire: null, creePar: 'systeme:banc', territoire: bohicon, bureau: 'Arrondissement de Bohicon I', constatRequis: true, reponses: {}, maintenant })
      await updateBrouillon(tx, id, { reponses: reponses as never, maintenant })
    }
    await sql`update demarches.dossier set etat = 'depose', numero = 'BANC-' || id, demandeur = 'Dossou Sènami', horloge = ${JSON.stringify([{ genre: 'depart', le: maintenant.toISOString() }])}::jsonb, echeance = now() + interval '5 days', station = 'instruction', attend = array[${`poste:agent_arrondissement@${bohicon}`}], lecteurs = array[${`poste:agent_arrondissement@${bohicon}`}], depose_le = now()
      where id = any(${ids}::uuid[])`.execute(tx)
  })
  return ids
}

/** One agent of the office, signed in. */
async function ouvrirAgent(): Promise<string> {
  const maintenant = new Date()
  return maison.base.ecrire(async (tx) => {
    const [id, poste] = [uuidv7(), uuidv7()]
    await sql`insert into identite.agent (id, nom, courriel, cree_le) values (${id}, 'Agent', 'agent@banc.example', ${maintenant})`.execute(tx)
    await sql`insert into identite.poste (id, role, territoire, bureau, ouvert_le) values (${poste}, 'agent_arrondissement', ${bohicon}, 'Bohicon I', '2020-01-01')`.execute(tx)
    await sql`insert into identite.affectation (id, poste_id, agent_id, nature, du, au, acte, decidee_par, cree_le) values (${uuidv7()}, ${poste}, ${id}, 'titulaire', '2020-01-01', null, 'banc', 'systeme:banc', ${maintenant})`.execute(tx)
    return insertSession(tx, { genre: 'agent', personneId: id, jours: 1, ip: '', navigateur: '', maintenant })
  })
}
const jeton = await ouvrirAgent()

const client = () => fork(join(import.meta.dirname, 'deposants.ts')).once('exit', (code) => code && process.exit(code))
const [deposants, inserteurs] = [client(), client()]

/** Hands the order over; gives what was done a second. */
function mesurer(qui: typeof deposants, ordre: Ordre): Promise<number> {
  return new Promise((fini) => {
    qui.once('message', (secondes) => fini(NOMBRE / Number(secondes)))
    qui.send(ordre)
  })
}

async function decider(): Promise<number> {
  const cle = maison.cle('csrf')
  const gestes = (await preparer(NOMBRE)).map((id) => ({
    chemin: `/dossiers/${id}/proposer`,
    cookie: `iroko_n=banc; iroko_s=${jeton}`,
    corps: new URLSearchParams({ _jeton: jetonCsrf(cle, 'banc', jeton), _cle: uuidv7(), decision: 'accorder' }).toString(),
  }))
  return mesurer(deposants, { porte, depots: gestes })
}

const inserer = async () => mesurer(inserteurs, { brut: banc.url, ids: await preparer(NOMBRE), territoire: bohicon, reponses: '', decision: true })

const mesures: { brut: number; entier: number }[] = []
for (let tour = 0; tour < CHAUFFE + TOURS; tour++) {
  const mesure = { brut: await inserer(), entier: await decider() }
  if (tour >= CHAUFFE) mesures.push(mesure)
}
const { rows } = await sql<{ n: number }>`select count(*) as n from demarches.dossier where etat = 'propose'`.execute(maison.base.lire)
console.log('| | files/s | of raw, median of the rounds |\n|---|---|---|')
console.log(`| raw writes of the same rows | ${dire(mediane(mesures.map((m) => m.brut)))} | 100 % |`)
console.log(`| proposal through the door (form, access, rules, circuit, journal, idempotency) | ${dire(mediane(mesures.map((m) => m.entier)))} | ${dire(100 * mediane(mesures.map((m) => m.entier / m.brut)))} % |`)
console.log(`\n${rows[0]!.n} decisions proposed in all. Rounds: ${mesures.map((m) => `${dire(m.entier)}/${dire(m.brut)}`).join(', ')}.`)
deposants.kill()
inserteurs.kill()
await banc.fermer()
process.exit(0)
