import { createHash } from 'node:crypto'
import { PDFDocument, StandardFonts } from 'pdf-lib'
import { zipper } from '../../../lib/zip.ts'
import type { Genre } from './archive.ts'
import type { Enveloppe } from './enveloppe.ts'
import { versXml } from './xml.ts'

const LE = new Date('2026-10-19T09:00:00Z')

// The same bytes each time, so that their fingerprint is.
async function pdf(titre: string, lignes: readonly string[]): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false })
  document.setTitle(titre)
  document.setCreationDate(LE)
  document.setModificationDate(LE)
  const [gras, maigre] = [await document.embedFont(StandardFonts.HelveticaBold), await document.embedFont(StandardFonts.Helvetica)]
  const page = document.addPage([595, 842])
  page.drawText(titre, { x: 56, y: 760, size: 15, font: gras })
  for (const [rang, ligne] of lignes.entries()) page.drawText(ligne, { x: 56, y: 724 - rang * 20, size: 11, font: maigre })
  return document.save()
}

/** Two acts that a commune could have taken, and their papers by name. `commune` is its code, `nom` what its papers call it. */
export async function exempleEnveloppe({ commune, nom }: { commune: string; nom: string } = { commune: '0101', nom: 'Banikoara' }): Promise<{ enveloppe: Enveloppe; fichiers: Map<string, Uint8Array> }> {
  const entete = ['République du Bénin', `Commune de ${nom}`, '']
  const fichiers = new Map([
    ['deliberation-2026-014.pdf', await pdf('Délibération 2026-014', [...entete, 'Le conseil communal, réuni le 15 octobre 2026,', 'adopte le premier collectif budgétaire de l’exercice 2026.', '', 'Le Maire'])],
    ['collectif-2026.pdf', await pdf('Collectif budgétaire 2026', [...entete, 'Recettes de fonctionnement : 48 500 000 FCFA', 'Dépenses d’investissement : 48 500 000 FCFA'])],
    ['arrete-2026-031.pdf', await pdf('Arrêté 2026-031', [...entete, 'La circulation est réglementée les jours de marché', 'sur la voie pavée de la gare routière.', '', 'Le Maire'])],
  ])
  const avec = (fichier: string) => ({ fichier, sha256: createHash('sha256').update(fichiers.get(fichier)!).digest('hex') })
  const signataire = { nom: 'Sabi Orou Bio', qualite: 'Maire' }
  const enveloppe: Enveloppe = {
    version: '1.0', emetteur: 'Registre communal 3.2', commune, reference: 'ENVOI-2026-0087',
    actes: [
      {
        numero: '2026-014', nature: 'deliberation', matiere: '2.1.2', objet: 'Adoption du premier collectif budgétaire de l’exercice 2026', date: '2026-10-15', seance: '2026-10-15', signataire, montant: 48_500_000,
        budget: [{ section: 'fonctionnement', sens: 'recette', montant: 48_500_000 }, { section: 'investissement', sens: 'depense', montant: 48_500_000 }],
        liens: [{ genre: 'modifie', numero: '2025-052' }],
        principal: avec('deliberation-2026-014.pdf'), annexes: [{ code: 'budget', titre: 'Collectif budgétaire, section par section', ...avec('collectif-2026.pdf') }],
      },
      { numero: '2026-031', nature: 'arrete-reglementaire', matiere: '6.1.1', objet: 'Circulation & stationnement les jours de marché', date: '2026-10-19', signataire, principal: avec('arrete-2026-031.pdf'), annexes: [] },
    ],
  }
  return { enveloppe, fichiers }
}

/** The archive that a commune's software would send. */
export async function archiver(enveloppe: Enveloppe, fichiers: ReadonlyMap<string, Uint8Array>, genre: Genre): Promise<Uint8Array> {
  const texte = genre === 'xml' ? versXml(enveloppe) : JSON.stringify(enveloppe, null, 2)
  const entrees = [[`enveloppe.${genre}`, Buffer.from(texte)] as const, ...fichiers]
  const morceaux: Buffer[] = []
  for await (const morceau of zipper(entrees.map(([nom, octets]) => ({ nom, octets, le: LE, serrer: nom.startsWith('enveloppe.') })))) morceaux.push(morceau)
  return Buffer.concat(morceaux)
}
