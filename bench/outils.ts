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
export const dire = (n: number, decimales = 0): string => n.toLocaleString('en-US', { maximumFractionDigits: decimales, minimumFractionDigits: decimales })
