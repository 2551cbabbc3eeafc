import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { construire, pieces, remplirDemonstration } from './app.ts'
import { demarrer } from './kernel/db/embedded.ts'
import { migrer } from './kernel/db/index.ts'
import { lireReglages } from './kernel/reglages.ts'
import type { Reglages } from './kernel/reglages.ts'
import { refuserDemonstration } from './kernel/identite/demonstration.ts'
import { COMPTES_DEMONSTRATION } from './modules/compte/demo.ts'

/** The root secret: given in production; otherwise drawn once and kept beside the data, readable by its owner only. */
async function secretRacine(reglages: Reglages): Promise<string> {
  if (reglages.secret) return reglages.secret
  const chemin = join(reglages.donnees, 'secret')
  if (existsSync(chemin)) return readFile(chemin, 'utf8')
  const secret = randomBytes(48).toString('base64url')
  await writeFile(chemin, secret, { mode: 0o600, flag: 'wx', flush: true })
  return secret
}

async function demarrerServeur(): Promise<void> {
  const debut = performance.now()
  const reglages = lireReglages(process.env)
  await mkdir(reglages.donnees, { recursive: true, mode: 0o755 })
  const embarquee = reglages.databaseUrl ? undefined : await demarrer({ dossier: join(reglages.donnees, 'postgresql') })
  const url = reglages.databaseUrl ?? embarquee!.url
  await migrer(url, pieces())
  const application = await construire(reglages, url, await secretRacine(reglages))
  const { serveur, maison } = application
  if (reglages.mode === 'demonstration') await remplirDemonstration(maison, new Date())
  if (process.env.IROKO_MODE === 'production') await refuserDemonstration(maison.base.lire)
  await serveur.listen({ port: reglages.port, host: reglages.hote })
  annoncer(reglages, performance.now() - debut)
  const finir = async (signal: string) => {
    console.log(`\nArrêt demandé (${signal}) : les demandes en cours se terminent.`)
    await application.fermer()
    await embarquee?.arreter()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void finir(signal))
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
  process.exit(1)
}
