/*
 * Sealed and signed PDFs per second and memory, beside Typst alone in the same processes.
 * node bench/documents.ts [how many, 200]
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ouvrirTrousseau } from '../src/kernel/documents/cles.ts'
import { preparer } from '../src/kernel/documents/emettre.ts'
import { MODELES, coffreEnMemoire, exemple } from '../src/kernel/documents/exemple.ts'
import { ouvrirRendeur } from '../src/kernel/documents/rendre.ts'

const nombre = Number(process.argv[2] ?? 200)
const dossier = mkdtempSync(join(tmpdir(), 'iroko-bench-'))
const trousseau = await ouvrirTrousseau(dossier, { institution: 'Mesure', maintenant: new Date() })
const rendeur = ouvrirRendeur({ dossierModeles: MODELES })
const coffre = { ...coffreEnMemoire(), ecrire: async () => '0'.repeat(64) }
const atelier = { trousseau, actualiser: async () => undefined, rendeur, coffre, adresse: 'https://iroko.example' }
const mo = (octets: number) => Math.round(octets / 1048576)

async function mesurer(titre: string, faire: (i: number) => Promise<{ taille: number }>): Promise<void> {
  let taille = 0
  let i = 0
  const durees: number[] = []
  const depart = performance.now()
  const travailler = async () => {
    while (i < nombre) {
      const debut = performance.now()
      taille = (await faire(i++)).taille
      durees.push(performance.now() - debut)
      if (durees.length % Math.ceil(nombre / 5) === 0) console.log(`  ${durees.length} : processus ${rendeur.memoire().map(mo).join(' + ')} Mo, maison ${mo(process.memoryUsage.rss())} Mo`)
    }
  }
  await Promise.all([travailler(), travailler()])
  const secondes = (performance.now() - depart) / 1000
  durees.sort((a, b) => a - b)
  console.log(`${titre} : ${(nombre / secondes).toFixed(1)}/s, médiane ${durees[nombre >> 1]!.toFixed(0)} ms, p99 ${durees[Math.floor(nombre * 0.99)]!.toFixed(0)} ms, ${taille} octets`)
}

const preuve = { qr: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9H0z"/></svg>', modules: 77, code: '7K2M-94QX-3H', hote: 'iroko.example' }
await preparer(atelier, exemple())
await mesurer('composé seul', async (i) => {
  const { modele, donnees, numero, emisLe } = exemple({ rang: i, nom: `Personne ${i}` })
  return { taille: (await rendeur.rendrePdf({ modele, donnees: { ...donnees, numero, preuve }, date: emisLe })).length }
})
await mesurer('scellé et signé', (i) => preparer(atelier, exemple({ rang: i, nom: `Personne ${i}` })))
rendeur.fermer()
rmSync(dossier, { recursive: true })
