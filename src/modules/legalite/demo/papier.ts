/** A one-page PDF written by hand (PDF 1.4, Helvetica, WinAnsi): several thousand are made in a second, and every reader reads its words. */

// Windows-1252 (ISO 32000-1 annex D.2) where it differs from Latin-1.
const HORS_LATIN: Readonly<Record<string, number>> = { '€': 0x80, '…': 0x85, 'Œ': 0x8c, '‘': 0x91, '’': 0x92, '“': 0x93, '”': 0x94, '–': 0x96, '—': 0x97, 'œ': 0x9c }

function chaine(texte: string): string {
  const octets = [...texte.normalize('NFC')].map((signe) => {
    const code = HORS_LATIN[signe] ?? signe.codePointAt(0)!
    return code > 255 ? (signe.normalize('NFD').codePointAt(0)! > 127 ? 63 : signe.normalize('NFD').codePointAt(0)!) : code
  })
  return `<${octets.map((o) => o.toString(16).padStart(2, '0')).join('')}>`
}

/** Lines of at most so many characters, cut between words. */
function plier(texte: string, largeur: number): string[] {
  const lignes: string[] = []
  for (const mot of texte.split(' ')) {
    const derniere = lignes.at(-1)
    if (derniere !== undefined && derniere.length + mot.length < largeur) lignes[lignes.length - 1] = `${derniere} ${mot}`
    else lignes.push(mot)
  }
  return lignes
}

/** The PDF of an act: its head, its title, its paragraphs, its signature. */
export function pdfActe({ entete, titre, paragraphes, fin }: { entete: readonly string[]; titre: string; paragraphes: readonly string[]; fin: readonly string[] }): Buffer {
  const ops: string[] = []
  let y = 790
  const ecrire = (texte: string, taille: number, x = 60) => {
    ops.push(`BT /F1 ${taille} Tf ${x} ${y} Td ${chaine(texte)} Tj ET`)
    y -= taille * 1.45
  }
  for (const ligne of entete) ecrire(ligne, 10)
  y -= 24
  for (const ligne of plier(titre, 52)) ecrire(ligne, 15)
  y -= 14
  for (const p of paragraphes) {
    for (const ligne of plier(p, 88)) ecrire(ligne, 11)
    y -= 6
  }
  y -= 20
  for (const ligne of fin) ecrire(ligne, 11, 330)
  const contenu = ops.join('\n')
  const objets = ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>', '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> >> >>', '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>', `<< /Length ${contenu.length} >>\nstream\n${contenu}\nendstream`]
  let corps = '%PDF-1.4\n'
  const debuts = objets.map((objet, n) => {
    const debut = corps.length
    corps += `${n + 1} 0 obj\n${objet}\nendobj\n`
    return debut
  })
  const table = corps.length
  corps += `xref\n0 ${objets.length + 1}\n0000000000 65535 f \n${debuts.map((d) => `${String(d).padStart(10, '0')} 00000 n \n`).join('')}trailer\n<< /Size ${objets.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`
  return Buffer.from(corps, 'latin1')
}
