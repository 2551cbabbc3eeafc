import { buffer } from 'node:stream/consumers'
import type { Readable } from 'node:stream'
import { readXlsx } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import { exporter } from './exporter.ts'
import type { ColonneExport } from './exporter.ts'

type Ligne = { nom: string; n: number | null }
const colonnes: ColonneExport<Ligne>[] = [['Nom', (l) => l.nom], ['Nombre', (l) => l.n]]
const lignes: Ligne[] = [{ nom: '=HYPERLINK("http://x")', n: -3 }, { nom: 'Sèmè ; Podji', n: null }, { nom: '+229', n: 1 }]

test('en CSV : marque, points-virgules, et aucune formule', () => {
  const { type, nom, corps } = exporter('liste', colonnes, lignes, 'csv')
  expect([type, nom]).toEqual(['text/csv; charset=utf-8', 'liste.csv'])
  expect(corps).toBe('\uFEFFNom;Nombre\n"\'=HYPERLINK(""http://x"")";-3\n"Sèmè ; Podji";\n\'+229;1\n')
})

test('en XLSX : un classeur, même vide', async () => {
  for (const donnees of [lignes, []]) {
    const { type, nom, corps } = exporter('liste', colonnes, donnees, 'xlsx')
    expect([type, nom]).toEqual(['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'liste.xlsx'])
    const { sheets } = await readXlsx(await buffer(corps as Readable))
    expect(sheets[0]!.rows).toEqual([['Nom', 'Nombre'], ...donnees.map((l) => [l.nom.replace(/^(?=[=+])/, "'"), l.n])])
  }
})
