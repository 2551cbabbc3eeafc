import { PDFDocument } from 'pdf-lib'
import { Saisie } from '../../../lib/erreurs.ts'
import { reduireImage } from '../../../kernel/fichiers/index.ts'
import { trouverOcr } from '../../../kernel/lecture/ocr.ts'
import type { Maison } from '../../../kernel/maison.ts'

/** Dots an inch: what is printed reads well, and a page weighs some 300 KB. */
const FINESSE = 200
const COTE = 2400
const PAGES_AU_PLUS = 150
/** Pages whose words are read while somebody waits: a second or two each. */
const PAGES_LUES = 20

/**
 * A PDF made again from the pictures of its pages, and the words a machine reads on them: what lies under a black rectangle, in an earlier version of the file,
 * in its properties or its attachments is not in it. No words where no reading machine is installed, or beyond `PAGES_LUES` pages.
 */
export async function aplatir(maison: Maison, octets: Uint8Array, pages: number, o: { titre: string; auteur: string; date: Date }): Promise<{ octets: Uint8Array; texte: string }> {
  if (pages > PAGES_AU_PLUS) throw new Saisie({ fichier: `Ce PDF a plus de ${PAGES_AU_PLUS} pages : publiez-le sans ses annexes` })
  const ocr = pages <= PAGES_LUES ? await trouverOcr() : undefined
  const fait = await PDFDocument.create()
  const textes: string[] = []
  for (let n = 1; n <= pages; n++) {
    const image = await maison.lecteur.rendrePage(octets, n, FINESSE)
    if (ocr) textes.push(await ocr.lire(image))
    const posee = await fait.embedJpg(await reduireImage(image, COTE))
    const [largeur, hauteur] = [(posee.width * 72) / FINESSE, (posee.height * 72) / FINESSE]
    fait.addPage([largeur, hauteur]).drawImage(posee, { x: 0, y: 0, width: largeur, height: hauteur })
  }
  fait.setTitle(o.titre, { showInWindowTitleBar: true })
  fait.setAuthor(o.auteur)
  fait.setLanguage('fr')
  fait.setProducer('Iroko')
  fait.setCreator('Iroko')
  fait.setCreationDate(o.date)
  fait.setModificationDate(o.date)
  return { octets: await fait.save(), texte: textes.join('\f') }
}
