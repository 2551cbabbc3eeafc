import { readFileSync } from 'node:fs'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { Tx } from '../../kernel/db/index.ts'
import { joindreContenus } from '../../kernel/formulaires/index.ts'
import { confirmerPourDemonstration } from '../../kernel/confirmer.ts'
import { lireDemarche } from './definition.ts'
import type { Demarche } from './definition.ts'
import { publier } from './definition.queries.ts'
import { modeleDe } from './redaction.ts'

const DOSSIER = join(import.meta.dirname, '../../../content/demarches')

/** The template of the paper: made of its words, or written beside; none where no paper is given. */
async function modelePour({ document }: Demarche, fichier: string): Promise<string> {
  if (!document) return ''
  return modeleDe(document) ?? readFile(fichier, 'utf8')
}

/**
 * Publishes every procedure of content/demarches: one folder each, demarche.yaml and document.typ, and the
 * tables and pictures that its form names. A content already
 * published is left alone; a changed one becomes a new version, and running files stay on theirs. `demonstration` holds the
 * rules of content/demonstration.yaml for confirmed.
 */
export async function semerDemarches(tx: Tx, maintenant: Date, options: { dossier?: string; demonstration?: boolean } = {}): Promise<void> {
  const dossier = options.dossier ?? DOSSIER
  for (const nom of (await readdir(dossier)).toSorted()) {
    try {
      const ecrit = parse(await readFile(join(dossier, nom, 'demarche.yaml'), 'utf8')) as { formulaire?: unknown }
      const brut: unknown = { ...ecrit, formulaire: joindreContenus(ecrit.formulaire, (fichier) => readFileSync(join(dossier, nom, fichier))) }
      const demarche = lireDemarche(options.demonstration ? confirmerPourDemonstration(nom, brut) : brut)
      if (demarche.code !== nom) throw new Error(`le dossier s’appelle « ${nom} » et la démarche « ${demarche.code} »`)
      await publier(tx, demarche, await modelePour(demarche, join(dossier, nom, 'document.typ')), maintenant)
    } catch (erreur) {
      throw new Error(`content/demarches/${nom} : ${(erreur as Error).message}`, { cause: erreur })
    }
  }
}
