import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { setTimeout as attendre } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import type { FastifyInstance } from 'fastify'
import { join } from 'node:path'
import { construire, pieces, remplirDemonstration } from './app.ts'
import { demarrer } from './kernel/db/embedded.ts'
import type { ServeurEmbarque } from './kernel/db/embedded.ts'
import { migrer, ouvrirBase } from './kernel/db/index.ts'
import { lireReglages } from './kernel/reglages.ts'
import type { Reglages } from './kernel/reglages.ts'
import { refuserDemonstration } from './kernel/identite/demonstration.ts'
import { COMPTES_DEMONSTRATION } from './modules/compte/demo.ts'

/** Time for requests in progress to end when the server is asked to stop. */
const PATIENCE = 10_000

/** The root secret: given in production; otherwise drawn once and kept beside the data, readable by its owner only. */
async function secretRacine(reglages: Reglages): Promise<string> {
  if (reglages.secret) return reglages.secret
  const chemin = join(reglages.donnees, 'secret')
  if (!existsSync(chemin)) {
    // Aside, then given its name: a start cut short never leaves half of a secret, and two starts keep one.
    const brouillon = `${chemin}.${randomUUID()}`
    await writeFile(brouillon, randomBytes(48).toString('base64url'), { mode: 0o600, flag: 'wx', flush: true })
    // A disk that knows no links gives the name by a move.
    await link(brouillon, chemin).catch((erreur: NodeJS.ErrnoException) => (erreur.code === 'EEXIST' ? undefined : rename(brouillon, chemin)))
    await rm(brouillon, { force: true })
  }
  const secret = (await readFile(chemin, 'utf8')).trim()
  if (secret.length < 32) throw new Error(`Le secret de ${chemin} est abîmé : rétablissez-le d’une sauvegarde. Sans lui, comptes et codes de suivi sont perdus`)
  return secret
}

async function demarrerServeur(): Promise<void> {
  const debut = performance.now()
  const reglages = lireReglages(process.env)
  await exigerPortLibre(reglages).catch((erreur: NodeJS.ErrnoException) => {
    throw new Error(enFrancais(erreur, reglages), { cause: erreur })
  })
  await mkdir(reglages.donnees, { recursive: true, mode: 0o755 })
  const embarquee = reglages.databaseUrl ? undefined : await demarrer({ dossier: join(reglages.donnees, 'postgresql') })
  try {
    await servir(reglages, embarquee, debut)
  } catch (erreur) {
    await embarquee?.arreter()
    throw new Error(enFrancais(erreur as NodeJS.ErrnoException, reglages), { cause: erreur })
  }
}

/** Before anything starts: a port already taken would otherwise be found after the database, with its tasks cut short. */
async function exigerPortLibre({ port, hote }: Reglages): Promise<void> {
  const essai = createServer()
  await new Promise<void>((suite, echec) => essai.once('error', echec).listen({ port, host: hote }, suite))
  await new Promise((suite) => essai.close(suite))
}

/** What the operator can do about the errors of a start; the others are told as they are. */
function enFrancais(erreur: NodeJS.ErrnoException, { port, hote }: Reglages): string {
  const code = erreur.code ?? (erreur as { errors?: NodeJS.ErrnoException[] }).errors?.[0]?.code ?? ''
  if (code === 'EADDRINUSE') return `Le port ${port} est déjà pris : arrêtez l’autre programme, ou choisissez un autre port par PORT`
  if (code === 'EACCES' && port < 1024) return `Le port ${port} est réservé : choisissez-en un au-dessus de 1023 par PORT`
  if (code === 'EADDRNOTAVAIL') return `HOST=${hote} n’est pas une adresse de cette machine`
  if (/^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|57P03)$/.test(code)) return `La base de données de DATABASE_URL ne répond pas (${code}) : vérifiez l’adresse, et que PostgreSQL est lancé`
  if (/^28|^3D000$/.test(code)) return `La base de données de DATABASE_URL refuse la connexion (${erreur.message}) : vérifiez le nom, le mot de passe et la base`
  return erreur.message || String(erreur)
}

async function servir(reglages: Reglages, embarquee: ServeurEmbarque | undefined, debut: number): Promise<void> {
  const url = reglages.databaseUrl ?? embarquee!.url
  await migrer(url, pieces())
  if (process.env.IROKO_MODE === 'production') await sansDemonstration(url)
  const application = await construire(reglages, url, await secretRacine(reglages))
  const { serveur, mediateur, maison } = application
  if (reglages.mode === 'demonstration') await remplirDemonstration(maison, new Date())
  await serveur.listen({ port: reglages.port, host: reglages.hote })
  const facade = await ecouterMediateur(mediateur, reglages)
  annoncer(reglages, performance.now() - debut)
  if (facade) console.log(`Médiateur d’information : ${facade}/govstack/registration, à n’ouvrir qu’à lui\n`)
  const finir = async (signal: string) => {
    console.log(`\nArrêt demandé (${signal}) : les demandes en cours se terminent.`)
    // A connection whose request has just ended would wait for the next one.
    for (const { server } of [serveur, mediateur]) {
      setInterval(() => server.closeIdleConnections(), 100).unref()
      setTimeout(() => server.closeAllConnections(), PATIENCE).unref()
    }
    await application.fermer()
    await embarquee?.arreter()
    await quitter(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void finir(signal))
}

/** Opens the mediator's listener where the settings say. A port that nobody asked for and that is taken is left alone. */
async function ecouterMediateur(serveur: FastifyInstance, { mediateur }: Reglages): Promise<string | undefined> {
  if (!mediateur) return undefined
  try {
    return await serveur.listen({ port: mediateur.port, host: mediateur.hote })
  } catch (erreur) {
    if (mediateur.exige) throw new Error(`Le port ${mediateur.port} du médiateur ne s’ouvre pas (${(erreur as NodeJS.ErrnoException).code}) : choisissez-en un autre par IROKO_MEDIATEUR_PORT`, { cause: erreur })
    console.log(`Le port ${mediateur.port} est déjà pris : la façade du médiateur reste fermée.`)
    return undefined
  }
}

/**
 * Ends the process. The compilers of V8 first end what they have begun: `process.exit` waits for their threads, and one of them that waits for a collection of the
 * main thread never ends (nodejs/node#54918). Three starts refused in a hundred and twenty hung, on two busy cores.
 */
async function quitter(code: number): Promise<never> {
  for (const compilateur of ['sparkplug', 'recompilation']) setFlagsFromString(`--no-concurrent-${compilateur}`)
  await attendre(50)
  return process.exit(code)
}

// Before anything works on this database: neither queue nor journal.
async function sansDemonstration(url: string): Promise<void> {
  const base = ouvrirBase(url, 1)
  await refuserDemonstration(base.lire).finally(() => base.fermer())
}

function annoncer(reglages: Reglages, duree: number): void {
  console.log(`\nIroko est prêt : ${reglages.adresse}   (${(duree / 1000).toFixed(1).replace('.', ',')} s)`)
  if (reglages.mode !== 'demonstration') return
  console.log('\nDémonstration : aucune donnée réelle. Comptes d’agents, mot de passe de tous « iroko-demonstration » :')
  for (const compte of COMPTES_DEMONSTRATION) console.log(`  ${compte.courriel.padEnd(38)} ${compte.presentation}`)
  console.log(`\nCodes à six chiffres, SMS et courriels de la démonstration : ${reglages.adresse}/demonstration\n`)
}

try {
  await demarrerServeur()
} catch (erreur) {
  console.error(`\nIroko ne peut pas démarrer. ${(erreur as Error).message}`)
  if (process.env.LOG_LEVEL === 'debug') console.error(erreur)
  await quitter(1)
}
