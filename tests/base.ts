import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import { construire } from '../src/app.ts'
import type { Application, Options } from '../src/app.ts'
import type { Reglages } from '../src/kernel/reglages.ts'
import { MODELE, reglagesEssai, SECRET_ESSAI } from './reglages.ts'

export type Essai = Application & { url: string; donnees: string; ranger: () => Promise<void> }

/** A private database cloned from the template; dropped by `ranger`. */
export async function clonerBase(): Promise<{ url: string; ranger: () => Promise<void> }> {
  const serveur = inject('postgres')
  const nom = `essai_${randomBytes(6).toString('hex')}`
  await surServeur(serveur, `create database ${nom} template ${MODELE}`)
  const adresse = new URL(serveur)
  adresse.pathname = `/${nom}`
  return { url: adresse.href, ranger: () => surServeur(serveur, `drop database if exists ${nom} with (force)`) }
}

/** The whole application over its own database and folder. Requests are injected, or it listens if the test asks. */
export async function ouvrirEssai(options: Options & { reglages?: Partial<Reglages> } = {}): Promise<Essai> {
  const base = await clonerBase()
  const donnees = mkdtempSync(join(tmpdir(), 'iroko-donnees-'))
  const application = await construire(reglagesEssai(donnees, options.reglages), base.url, SECRET_ESSAI, { journaux: false, limites: false, semer: false, connexions: 4, ...options })
  const ranger = async () => {
    await application.fermer()
    await base.ranger()
    rmSync(donnees, { recursive: true, force: true })
  }
  return { ...application, url: base.url, donnees, ranger }
}

async function surServeur(url: string, texte: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  // A template is busy while another file clones it: the server asks to try again.
  for (let essai = 0; ; essai++) {
    try {
      await client.query(texte)
      break
    } catch (erreur) {
      if (essai > 40) throw erreur
      await new Promise((suite) => setTimeout(suite, 50 + Math.random() * 100))
    }
  }
  await client.end()
}
