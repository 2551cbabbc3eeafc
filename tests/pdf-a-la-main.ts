import { createHash } from 'node:crypto'

/** PDF files written by hand, to be what a library would refuse to write. Objects are numbered from 1, the first is the catalog. */
export function ecrirePdf(objets: readonly (string | Buffer)[], suite = ''): Buffer {
  const morceaux: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')]
  const places: number[] = []
  let position = morceaux[0]!.length
  const ajouter = (octets: Buffer) => {
    morceaux.push(octets)
    position += octets.length
  }
  objets.forEach((objet, i) => {
    places.push(position)
    ajouter(Buffer.concat([Buffer.from(`${i + 1} 0 obj\n`), Buffer.from(objet as string, 'latin1'), Buffer.from('\nendobj\n')]))
  })
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  ajouter(Buffer.from(`xref\n0 ${objets.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objets.length + 1} /Root 1 0 R ${suite} >>\nstartxref\n${position}\n%%EOF\n`))
  return Buffer.concat(morceaux)
}

/** A stream object. */
export function flux(octets: Buffer, dict = ''): Buffer {
  return Buffer.concat([Buffer.from(`<< /Length ${octets.length} ${dict} >>\nstream\n`), octets, Buffer.from('\nendstream')])
}

/** Catalog, tree of one page, page, its content, its font: five objects, to which others may be added. */
export function unePage(contenu: Buffer, autres: { catalogue?: string; page?: string; dict?: string } = {}): (string | Buffer)[] {
  return [
    `<< /Type /Catalog /Pages 2 0 R ${autres.catalogue ?? ''} >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> ${autres.page ?? ''} >>`,
    flux(contenu, autres.dict),
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ]
}

/** Operators that write one line of text. */
export const ligne = (texte: string): Buffer => Buffer.from(`BT /F1 12 Tf 72 700 Td (${texte}) Tj ET`, 'latin1')

function rc4(cle: Uint8Array, octets: Uint8Array): Buffer {
  const s = Array.from({ length: 256 }, (_, i) => i)
  const echanger = (i: number, j: number) => ([s[i], s[j]] = [s[j]!, s[i]!])
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + s[i]! + cle[i % cle.length]!) % 256
    echanger(i, j)
  }
  let i = 0
  let j = 0
  return Buffer.from(octets.map((octet) => {
    i = (i + 1) % 256
    j = (j + s[i]!) % 256
    echanger(i, j)
    return octet ^ s[(s[i]! + s[j]!) % 256]!
  }))
}

const BOURRAGE = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex')
const md5 = (...parts: Uint8Array[]) => createHash('md5').update(Buffer.concat(parts)).digest()
const remplir = (mot: string) => Buffer.concat([Buffer.from(mot, 'latin1'), BOURRAGE]).subarray(0, 32)

/** One page encrypted with RC4, 40 bits (ISO 32000-1 §7.6.3, algorithms 1 to 4). An empty `motDePasse` opens by itself. */
export function pdfChiffre(texte: string, motDePasse: string): Buffer {
  const id = Buffer.alloc(16, 7)
  const proprietaire = rc4(md5(remplir('proprietaire')).subarray(0, 5), remplir(motDePasse))
  const droits = Buffer.from([0xfc, 0xff, 0xff, 0xff])
  const cle = md5(remplir(motDePasse), proprietaire, droits, id).subarray(0, 5)
  const cleDe = (objet: number) => md5(cle, Buffer.from([objet, 0, 0, 0, 0])).subarray(0, 10)
  const objets = unePage(rc4(cleDe(4), ligne(texte)))
  objets.push(`<< /Filter /Standard /V 1 /R 2 /O <${proprietaire.toString('hex')}> /U <${rc4(cle, BOURRAGE).toString('hex')}> /P -4 >>`)
  return ecrirePdf(objets, `/Encrypt 6 0 R /ID [<${id.toString('hex')}> <${id.toString('hex')}>]`)
}
