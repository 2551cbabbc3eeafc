import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { demarrer } from '../db/embedded.ts'
import { ouvrirBase } from '../db/index.ts'
import type { Base } from '../db/index.ts'
import { insertEntrees } from '../journal/index.ts'
import { lireReglages } from '../reglages.ts'
import { importerContours } from './importer-contours.ts'
import { importerVillages } from './importer-villages.ts'

// The command behind bin/importer-territoire.mjs: one file, one transaction, one entry of the journal.

const USAGE = `Emploi : node bin/importer-territoire.mjs <fichier> [--source « texte »]
  .csv                villages et quartiers (colonnes code, parent, nom, population_2013)
  .geojson ou .json   contours (WGS 84, propriété code)
Le serveur doit avoir été démarré une fois ; en marche, il relit le territoire dans les dix secondes.`

/** Imports one file into a base and writes it in the journal. Returns a sentence. */
export async function importer(base: Base, fichier: string, source: string, maintenant: Date): Promise<string> {
  const texte = await readFile(fichier, 'utf8')
  const sha256 = createHash('sha256').update(texte).digest('hex')
  return base.ecrire(async (tx) => {
    const csv = fichier.toLowerCase().endsWith('.csv')
    const bilan: Record<string, number> = csv ? await importerVillages(tx, texte, maintenant) : await importerContours(tx, texte, source, maintenant)
    const detail = { ...bilan, sha256, source }
    await insertEntrees(tx, [{ verbe: 'territoire.importer', acteur: 'systeme:importer-territoire', objet: 'territoire', territoire: 'BJ', detail, le: maintenant }])
    return csv ? `${bilan['lues']} villages et quartiers lus, ${bilan['ecrites']} écrits` : `${bilan['ecrits']} contours écrits`
  })
}

async function commande(): Promise<number> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { source: { type: 'string' }, aide: { type: 'boolean' } } })
  const [fichier] = positionals
  if (!fichier || positionals.length > 1 || values.aide || !/\.(csv|geojson|json)$/i.test(fichier)) {
    console.error(USAGE)
    return 2
  }
  if (!existsSync(fichier)) throw new Error(`Le fichier ${fichier} n’existe pas`)
  const reglages = lireReglages(process.env)
  const serveur = reglages.databaseUrl ? undefined : await demarrer({ dossier: join(reglages.donnees, 'postgresql') })
  const base = ouvrirBase(reglages.databaseUrl ?? serveur!.url, 2)
  try {
    console.log(await importer(base, fichier, values.source ?? basename(fichier), new Date()))
    return 0
  } finally {
    await base.fermer()
    await serveur?.arreter()
  }
}

if (import.meta.main) {
  try {
    process.exitCode = await commande()
  } catch (erreur) {
    console.error((erreur as Error).message)
    process.exitCode = 1
  }
}
