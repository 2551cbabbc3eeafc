import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { Tx } from '../db/index.ts'
import { upsertBureaux, upsertTerritoires } from './queries.ts'
import type { NouveauTerritoire } from './queries.ts'
import type { GenreBureau, Niveau } from './territoire.ts'

type Ligne = Record<string, string>

const lire = (fichier: string): Ligne[] => parse<Ligne>(readFileSync(join(import.meta.dirname, '../../../content/territoire', fichier)), { columns: true, bom: true })

function versTerritoire(niveau: Niveau, ligne: Ligne): NouveauTerritoire {
  const { code, nom } = ligne
  if (!code || !nom) throw new Error(`content/territoire : une ligne sans code ou sans nom (${niveau})`)
  const population = ligne['population_2013'] ? Number(ligne['population_2013']) : null
  return { code, niveau, nom, parent: ligne['parent'] || 'BJ', population2013: population, codeCod: ligne['pcode'] || null, codeIso: ligne['iso'] || null }
}

/** Brings content/territoire into the database. May run at every start: rows that someone has edited are left alone. */
export async function semerTerritoire(tx: Tx, maintenant: Date): Promise<void> {
  const departements = lire('departements.csv').map((l) => versTerritoire('departement', l))
  const population = departements.reduce((n, d) => n + (d.population2013 ?? 0), 0)
  const pays: NouveauTerritoire = { code: 'BJ', niveau: 'pays', nom: 'Bénin', parent: null, population2013: population, codeCod: 'BJ', codeIso: 'BJ' }
  const communes = lire('communes.csv').map((l) => versTerritoire('commune', l))
  const arrondissements = lire('arrondissements.csv').map((l) => versTerritoire('arrondissement', l))
  await upsertTerritoires(tx, [pays, ...departements, ...communes, ...arrondissements], maintenant)
  const bureaux = lire('bureaux.csv').map((l) => ({
    id: l['id'] ?? '',
    genre: l['genre'] as GenreBureau,
    nom: l['nom'] ?? '',
    territoire: l['territoire'] ?? '',
    adresse: l['adresse'] || null,
    horaires: l['horaires'] || null,
  }))
  await upsertBureaux(tx, bureaux, maintenant)
}
