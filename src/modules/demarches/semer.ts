import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { Tx } from '../../kernel/db/index.ts'
import { lireDemarche } from './definition.ts'
import { publier } from './definition.queries.ts'

const DOSSIER = join(import.meta.dirname, '../../../content/demarches')

/**
 * Publishes every procedure of content/demarches: one folder each, demarche.yaml and document.typ. A content already
 * published is left alone; a changed one becomes a new version, and running files stay on theirs.
 */
export async function semerDemarches(tx: Tx, maintenant: Date, dossier: string = DOSSIER): Promise<void> {
  for (const nom of (await readdir(dossier)).toSorted()) {
    try {
      const demarche = lireDemarche(parse(await readFile(join(dossier, nom, 'demarche.yaml'), 'utf8')))
      if (demarche.code !== nom) throw new Error(`le dossier s’appelle « ${nom} » et la démarche « ${demarche.code} »`)
      await publier(tx, demarche, await readFile(join(dossier, nom, 'document.typ'), 'utf8'), maintenant)
    } catch (erreur) {
      throw new Error(`content/demarches/${nom} : ${(erreur as Error).message}`, { cause: erreur })
    }
  }
}
