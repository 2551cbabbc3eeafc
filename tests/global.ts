import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { construire, pieces } from '../src/app.ts'
import { demarrer } from '../src/kernel/db/embedded.ts'
import { migrer } from '../src/kernel/db/index.ts'
import { MODELE, reglagesEssai, SECRET_ESSAI } from './reglages.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgres: string
  }
}

/** One real PostgreSQL for the whole run, without fsync; one migrated and seeded template that each test file clones. */
export default async function preparer(projet: TestProject): Promise<() => Promise<void>> {
  const dossier = mkdtempSync(join(tmpdir(), 'iroko-essai-'))
  const reglages = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', max_connections: '200' }
  const serveur = process.env.DATABASE_URL ? { url: process.env.DATABASE_URL, arreter: async () => undefined } : await demarrer({ dossier, reglages })
  await recreer(serveur.url, MODELE)
  const url = versBase(serveur.url, MODELE)
  await migrer(url, pieces())
  const application = await construire(reglagesEssai(join(dossier, 'modele')), url, SECRET_ESSAI, { travaille: false, journaux: false })
  await application.fermer()
  projet.provide('postgres', serveur.url)
  return async () => {
    await serveur.arreter()
    if (existsSync(dossier)) rmSync(dossier, { recursive: true, force: true })
  }
}

async function recreer(url: string, base: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`drop database if exists ${base} with (force)`)
  await client.query(`create database ${base}`)
  await client.end()
}

const versBase = (url: string, base: string) => {
  const adresse = new URL(url)
  adresse.pathname = `/${base}`
  return adresse.href
}
