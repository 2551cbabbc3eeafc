import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { joindreContenus } from '../../kernel/formulaires/index.ts'
import { lireDemarche } from '../demarches/index.ts'
import { comparer } from './diff.ts'

const CONTENU = join(import.meta.dirname, '../../../content/demarches')

/** The same, keys in another order, as a database gives it back. */
function retourner(v: unknown): unknown {
  if (Array.isArray(v)) return v.map(retourner)
  return typeof v === 'object' && v !== null ? Object.fromEntries(Object.entries(v).toReversed().map(([cle, e]) => [cle, retourner(e)])) : v
}

it.each(readdirSync(CONTENU))('%s : rien n’a changé quand seul l’ordre des clés diffère', (code) => {
  const dossier = join(CONTENU, code)
  const brut = parse(readFileSync(join(dossier, 'demarche.yaml'), 'utf8')) as { formulaire: unknown }
  const demarche = lireDemarche({ ...brut, formulaire: joindreContenus(brut.formulaire, (nom) => readFileSync(join(dossier, nom))) })
  expect(comparer(demarche, retourner(JSON.parse(JSON.stringify(demarche))) as typeof demarche)).toEqual([])
})
