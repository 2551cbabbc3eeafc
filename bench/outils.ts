import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { construire, pieces, remplirDemonstration } from '../src/app.ts'
import type { Application } from '../src/app.ts'
import { demarrer } from '../src/kernel/db/embedded.ts'
import { migrer } from '../src/kernel/db/index.ts'
import { reglagesEssai } from '../tests/reglages.ts'

export type Banc = { application: Application; url: string; fermer: () => Promise<void> }

/** The whole application on a durable embedded PostgreSQL (fsync on), without rate limits nor logs. */
export async function ouvrirBanc(options: { demo?: boolean; travaille?: boolean; connexions?: number } = {}): Promise<Banc> {
  const dossier = mkdtempSync(join(tmpdir(), 'iroko-banc-'))
  const serveur = await demarrer({ dossier: join(dossier, 'pg') })
  await migrer(serveur.url, pieces())
  const application = await construire(reglagesEssai(join(dossier, 'donnees')), serveur.url, 'secret-du-banc-qui-ne-sert-nulle-part', { journaux: false, limites: false, travaille: options.travaille ?? false, connexions: options.connexions ?? 16 })
  if (options.demo) await remplirDemonstration(application.maison, new Date())
  return {
    application,
    url: serveur.url,
    fermer: async () => {
      await application.fermer()
      await serveur.arreter()
      // Under root the data were placed elsewhere.
      for (const lieu of [serveur.dossier, dossier]) rmSync(lieu, { recursive: true, force: true })
    },
  }
}

/** Middle value of a list. */
export const mediane = (valeurs: readonly number[]): number => valeurs.toSorted((a, b) => a - b)[Math.floor(valeurs.length / 2)] ?? 0
/** The time under which nineteen of twenty are. */
export const p95 = (temps: readonly number[]): number => temps.toSorted((a, b) => a - b)[Math.floor(temps.length * 0.95)] ?? 0
export const dire = (n: number, decimales = 0): string => n.toLocaleString('en-US', { maximumFractionDigits: decimales, minimumFractionDigits: decimales })

/** Each reading forty times, after three that warm up: a table of p50 and p95 in milliseconds. */
export async function mesurer(cas: readonly [string, () => Promise<unknown>][], tours = 40): Promise<void> {
  console.log('| reading | p50, ms | p95, ms |\n|---|---|---|')
  for (const [nom, lire] of cas) {
    const temps: number[] = []
    for (let n = -3; n < tours; n++) {
      const debut = performance.now()
      await lire()
      if (n >= 0) temps.push(performance.now() - debut)
    }
    console.log(`| ${nom} | ${dire(mediane(temps), 1)} | ${dire(p95(temps), 1)} |`)
  }
}
