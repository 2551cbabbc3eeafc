// The country of bench/journee-nationale.ts, in a process of its own: each person comes at his hour, and does one thing after another.
import { createSecretKey } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { Agent, request } from 'node:http'
import type { IncomingMessage } from 'node:http'
import sharp from 'sharp'
import { jetonCsrf } from '../src/kernel/corridor/jetons.ts'
import { uuidv7 } from '../src/lib/uuid.ts'

export type Plan = { porte: string; csrf: string; lieux: string[]; agents: string[]; depots: number; vitesse: number }
export type Bilan = { deposes: string[]; reponses: number; erreurs: number; pointe: number; temps: Record<string, number[]>; phrases: Record<string, number> }

/** Half an hour from eight, at twenty times the mean of the day; the rest between seven and half past six in the evening. */
const POINTE = { de: 8 * 3600, a: 8.5 * 3600, part: (20 * 0.5) / 24 }

const tirer = () => (Math.random() < POINTE.part ? POINTE.de + Math.random() * (POINTE.a - POINTE.de) : 7 * 3600 + Math.random() * 11.5 * 3600)
const agent = new Agent({ keepAlive: true, maxSockets: 64 })
const temps = new Map<string, { ms: number; a: number }[]>()
const phrases: Record<string, number> = {}
let erreurs = 0

type Reponse = { statut: number; vers: string; cookie: string | undefined }
function demander(porte: string, quoi: string, methode: 'GET' | 'POST', chemin: string, cookie: string, corps?: { type: string; octets: Buffer }): Promise<Reponse> {
  return new Promise((fini, rate) => {
    const depart = performance.now()
    const entetes = { cookie, accept: 'text/html', 'accept-encoding': 'gzip', ...(corps ? { 'content-type': corps.type, 'content-length': corps.octets.length } : {}) }
    const envoi = request(`${porte}${chemin}`, { method: methode, agent, headers: entetes, timeout: 60_000 }, (reponse: IncomingMessage) => {
      reponse.resume()
      reponse.once('end', () => {
        const liste = temps.get(quoi) ?? []
        temps.set(quoi, liste)
        liste.push({ ms: performance.now() - depart, a: performance.now() })
        const pose = reponse.headers['set-cookie']?.find((c) => c.startsWith('iroko_s='))?.split(';', 1)[0]
        fini({ statut: reponse.statusCode ?? 0, vers: reponse.headers.location ?? '', cookie: pose })
      })
    })
    envoi.once('timeout', () => envoi.destroy(new Error('sans réponse')))
    envoi.once('error', rate)
    envoi.end(corps?.octets)
  })
}

const formulaire = (champs: Record<string, string>) => ({ type: 'application/x-www-form-urlencoded', octets: Buffer.from(new URLSearchParams(champs).toString()) })
function parties(champs: Record<string, string>, fichier?: Buffer) {
  const bord = `b${uuidv7()}`
  const textes = Object.entries(champs).map(([nom, v]) => `--${bord}\r\nContent-Disposition: form-data; name="${nom}"\r\n\r\n${v}\r\n`).join('')
  const joint = fichier ? [Buffer.from(`--${bord}\r\nContent-Disposition: form-data; name="piece"; filename="carte.jpg"\r\nContent-Type: image/jpeg\r\n\r\n`), fichier, Buffer.from('\r\n')] : []
  return { type: `multipart/form-data; boundary=${bord}`, octets: Buffer.concat([Buffer.from(textes), ...joint, Buffer.from(`--${bord}--\r\n`)]) }
}

/** From the page of the service to the news of the file: thirteen requests. Gives the id of what was acknowledged. */
async function deposer({ porte }: Plan, cle: KeyObject, lieu: string, rang: number, photo: Buffer): Promise<string> {
  const navigateur = `n${rang}`
  let session: string | undefined
  const cookie = () => `iroko_n=${navigateur}${session ? `; iroko_s=${session}` : ''}`
  const jetons = () => ({ _jeton: jetonCsrf(cle, navigateur, session), _cle: uuidv7() })
  const exiger = (r: Reponse, statut: number, quoi: string) => {
    if (r.statut !== statut) throw new Error(`${quoi} : ${r.statut}`)
    return r
  }
  exiger(await demander(porte, 'page of the service', 'GET', '/demarches/certificat-de-vie', cookie()), 200, 'service')
  const commence = exiger(await demander(porte, 'draft begun', 'POST', '/demarches/certificat-de-vie/commencer', cookie(), formulaire(jetons())), 303, 'commencer')
  session = decodeURIComponent(commence.cookie!.slice('iroko_s='.length))
  const base = commence.vers.split('?')[0]!
  const etapes: [string, Record<string, string>, Buffer?][] = [
    ['personne', { nom: 'Dossou', prenoms: 'Sènami', 'naissance.precision': 'vers', 'naissance.annee': '1958', lieu_naissance: 'Abomey' }],
    ['contact', { domicile: lieu, 'domicile.precision': 'Zongo', telephone: `0197${String(rang).padStart(6, '0')}`, constat_souhait: 'guichet' }],
    ['usage', { usage: 'retraite', organisme: 'CNSS' }],
    ['papiers', { exactitude: 'oui' }, photo],
  ]
  for (const [code, champs, fichier] of etapes) {
    exiger(await demander(porte, 'a step shown', 'GET', `${base}/${code}`, cookie()), 200, code)
    const gardee = exiger(await demander(porte, fichier ? 'a step kept, with a photograph' : 'a step kept', 'POST', `${base}/${code}`, cookie(), parties({ ...jetons(), ...champs, _continuer: '1' }, fichier)), 303, `${code} gardée`)
    if (!gardee.vers.startsWith(base)) throw new Error(`${code} : ${gardee.vers}`)
  }
  exiger(await demander(porte, 'a step shown', 'GET', `${base}/resume`, cookie()), 200, 'resume')
  const depose = exiger(await demander(porte, 'filed', 'POST', `${base}/deposer`, cookie(), formulaire(jetons())), 303, 'deposer')
  exiger(await demander(porte, 'news of the file', 'GET', depose.vers.split('?')[0]!, cookie()), 200, 'suivi')
  return base.split('/').at(-1)!
}

async function regarder({ porte }: Plan, session: string): Promise<void> {
  for (const chemin of ['/journee', '/dossiers']) {
    const r = await demander(porte, "an agent's day and list", 'GET', chemin, `iroko_s=${session}`)
    if (r.statut !== 200) throw new Error(`${chemin} : ${r.statut}`)
  }
}

const rangDe = (liste: readonly number[], part: number) => liste[Math.min(liste.length - 1, Math.floor(liste.length * part))] ?? 0

async function vivre(plan: Plan): Promise<Bilan> {
  const cle = createSecretKey(plan.csrf, 'base64')
  const photo = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#aa8' } }).jpeg().toBuffer()
  const deposes: string[] = []
  const gestes = [
    ...Array.from({ length: plan.depots }, (_, n) => ({ a: tirer(), faire: async () => void deposes.push(await deposer(plan, cle, plan.lieux[n % plan.lieux.length]!, n, photo)) })),
    // Each agent looks six times in the day, the first of them in the peak.
    ...plan.agents.flatMap((session) => Array.from({ length: 6 }, (_, n) => ({ a: n === 0 ? POINTE.de + Math.random() * 1800 : tirer(), faire: () => regarder(plan, session) }))),
  ].toSorted((x, y) => x.a - y.a)
  const premier = gestes[0]!.a
  const debut = performance.now()
  await Promise.all(
    gestes.map(async ({ a, faire }) => {
      await new Promise((suite) => setTimeout(suite, Math.max(0, ((a - premier) / plan.vitesse) * 1000 - (performance.now() - debut))))
      await faire().catch((erreur: Error) => {
        erreurs++
        phrases[erreur.message] = (phrases[erreur.message] ?? 0) + 1
      })
    }),
  )
  const tous = [...temps.values()].flat()
  const parSeconde = new Map<number, number>()
  for (const { a } of tous) parSeconde.set(Math.floor(a / 1000), (parSeconde.get(Math.floor(a / 1000)) ?? 0) + 1)
  const pointe = Math.max(...parSeconde.values())
  const resume = Object.fromEntries([...temps].map(([quoi, liste]) => [quoi, [0.5, 0.95, 0.99].map((part) => rangDe(liste.map((l) => l.ms).toSorted((x, y) => x - y), part))]))
  return { deposes, reponses: tous.length, erreurs, pointe, temps: resume, phrases }
}

process.on('message', (plan: Plan) => void vivre(plan).then((bilan) => process.send!(bilan)))
