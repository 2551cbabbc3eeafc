// Files deposited a second, end to end and durable, beside raw inserts of the same rows on the same server in the same run.
// Each side has its client in another process, its sixteen connections open and its code warm before anything is counted.
// node --import ./bin/loader.mjs bench/depots.ts [rounds, 5]
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

/** Complete drafts, each with the session of its own visitor. */
async function preparer(nombre: number): Promise<{ id: string; jeton: string }[]> {
  const maintenant = new Date()
  const cle = maison.cle('suivi')
  return maison.base.ecrire(async (tx) => {
    const prets: { id: string; jeton: string }[] = []
    for (let rang = 0; rang < nombre; rang++) {
      const id = uuidv7()
      await insertBrouillon(tx, { id, suivi: empreinteSuivi(cle, codeSuivi(cle, { id, serie: 0 })), demarche: 'certificat-de-vie', version: 1, canal: 'ligne', titulaire: null, creePar: 'systeme:banc', territoire: null, bureau: null, constatRequis: true, reponses: {}, maintenant })
      await updateBrouillon(tx, id, { reponses: reponses as never, maintenant })
      prets.push({ id, jeton: await insertSession(tx, { genre: 'visiteur', cles: [`dossier:${id}`], jours: 1, ip: '', navigateur: '', maintenant }) })
    }
    return prets
  })
}

const client = () => fork(join(import.meta.dirname, 'deposants.ts')).once('exit', (code) => code && process.exit(code))
const [deposants, inserteurs] = [client(), client()]

/** Hands the order over; gives what was done a second. */
function mesurer(qui: typeof deposants, ordre: Ordre): Promise<number> {
  return new Promise((fini) => {
    qui.once('message', (secondes) => fini(NOMBRE / Number(secondes)))
    qui.send(ordre)
  })
}

async function deposer(): Promise<number> {
  const cle = maison.cle('csrf')
  const depots = (await preparer(NOMBRE)).map(({ id, jeton }) => ({
    chemin: `/brouillons/${id}/deposer`,
    cookie: `iroko_n=banc; iroko_s=${jeton}`,
    corps: new URLSearchParams({ _jeton: jetonCsrf(cle, 'banc', jeton), _cle: uuidv7() }).toString(),
  }))
  return mesurer(deposants, { porte, depots })
}

const inserer = async () => mesurer(inserteurs, { brut: banc.url, ids: (await preparer(NOMBRE)).map(({ id }) => id), territoire: bohicon, reponses: JSON.stringify(reponses) })

const mesures: { brut: number; entier: number }[] = []
for (let tour = 0; tour < CHAUFFE + TOURS; tour++) {
  const mesure = { brut: await inserer(), entier: await deposer() }
  if (tour >= CHAUFFE) mesures.push(mesure)
}
const { rows } = await sql<{ n: number }>`select count(*) as n from demarches.dossier where etat = 'depose'`.execute(maison.base.lire)
console.log('| | files/s | of raw, median of the rounds |\n|---|---|---|')
console.log(`| raw inserts of the same rows | ${dire(mediane(mesures.map((m) => m.brut)))} | 100 % |`)
console.log(`| deposit through the door (form, access, rules, journal, job, idempotency) | ${dire(mediane(mesures.map((m) => m.entier)))} | ${dire(100 * mediane(mesures.map((m) => m.entier / m.brut)))} % |`)
console.log(`\n${rows[0]!.n} files deposited in all. Rounds: ${mesures.map((m) => `${dire(m.entier)}/${dire(m.brut)}`).join(', ')}.`)
deposants.kill()
inserteurs.kill()
await banc.fermer()
process.exit(0)
