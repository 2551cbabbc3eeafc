import { PDFArray, PDFDict, PDFHexString, PDFName, PDFNumber, PDFParser, PDFRef, PDFStream, PDFString } from 'pdf-lib'
import type { PDFContext, PDFObject } from 'pdf-lib'

/** A signature dictionary (ISO 32000-1 §12.8.1) as it is written, before anything is checked. */
export type SignatureEcrite = {
  sousFiltre: string
  /** ByteRange; empty when it is not a list of numbers. */
  etendue: number[]
  contenu: Uint8Array
  nom: string | null
  le: Date | null
}
/** What the objects of a file say, whoever refers to them. */
export type Inventaire = { javascript: boolean; fichiersJoints: number; signatures: SignatureEcrite[] }

/** No document has more; each one costs a digest of the whole file. */
const SIGNATURES_AU_PLUS = 50
/** A file cut in the middle of an object ends it here, and keeps the objects before. */
const FIN = Buffer.from('\nendobj\n')

/** Reads the objects one after the other, as they come in the file: tables of offsets may lie, and hide what they do not name. */
class Lecture extends PDFParser {
  /** Every definition met, those that a later one replaces included. */
  readonly ecrits: PDFObject[] = []
  constructor(octets: Uint8Array) {
    super(octets, Infinity, false, true)
    const assign = this.context.assign.bind(this.context)
    this.context.assign = (ref, objet) => {
      this.ecrits.push(objet)
      assign(ref, objet)
    }
  }
  get contexte(): PDFContext {
    return this.context
  }
}

async function parcourir(octets: Uint8Array): Promise<Lecture> {
  const lecture = new Lecture(Buffer.concat([octets, FIN]))
  await lecture.parseDocument().catch(() => undefined)
  return lecture
}

/** The dictionaries of `objets`, those inside others included; references are not followed, so it ends. */
function* dictionnaires(objets: readonly PDFObject[]): Generator<PDFDict> {
  const pile = [...objets]
  for (let objet = pile.pop(); objet; objet = pile.pop()) {
    if (objet instanceof PDFStream) pile.push(objet.dict)
    else if (objet instanceof PDFArray) for (const element of objet.asArray()) pile.push(element)
    else if (objet instanceof PDFDict) {
      yield objet
      for (const element of objet.values()) if (!(element instanceof PDFRef)) pile.push(element)
    }
  }
}

const lire = (dict: PDFDict, cle: string): PDFObject | undefined => dict.lookup(PDFName.of(cle))
const aCle = (dict: PDFDict, cle: string): boolean => dict.has(PDFName.of(cle))
const nomDe = (objet: PDFObject | undefined): string => (objet instanceof PDFName ? objet.decodeText() : '')
const estChaine = (objet: PDFObject | undefined): objet is PDFString | PDFHexString => objet instanceof PDFString || objet instanceof PDFHexString

function dateDe(objet: PDFObject | undefined): Date | null {
  try {
    return estChaine(objet) ? objet.decodeDate() : null
  } catch {
    return null
  }
}

function signatureDe(dict: PDFDict): SignatureEcrite | undefined {
  const etendue = lire(dict, 'ByteRange')
  const contenu = lire(dict, 'Contents')
  if (!(etendue instanceof PDFArray) || !estChaine(contenu)) return undefined
  const nombres = etendue.asArray().map((n) => (n instanceof PDFNumber ? n.asNumber() : NaN))
  const nom = lire(dict, 'Name')
  return {
    sousFiltre: nomDe(lire(dict, 'SubFilter')),
    etendue: nombres.every((n) => Number.isSafeInteger(n)) ? nombres : [],
    contenu: contenu.asBytes(),
    nom: (estChaine(nom) && nom.decodeText().normalize('NFC').trim()) || null,
    le: dateDe(lire(dict, 'M')),
  }
}

/**
 * A file cut at its end has lost the line that says where to begin: this gives it one that names its catalog. Undefined when
 * the catalog was lost too.
 */
export async function completer(octets: Uint8Array): Promise<Uint8Array | undefined> {
  const lecture = await parcourir(octets)
  const racine = lecture.contexte.enumerateIndirectObjects().findLast(([, objet]) => objet instanceof PDFDict && nomDe(objet.get(PDFName.of('Type'))) === 'Catalog')
  return racine && Buffer.concat([octets, FIN, Buffer.from(`trailer\n<< /Root ${racine[0].objectNumber} ${racine[0].generationNumber} R >>\nstartxref\n0\n%%EOF\n`)])
}

/**
 * Goes through all the objects of a PDF, well or badly put together: those in compressed streams too, unless the file is
 * encrypted. A file that defies even this has an inventory cut at the fault, never an error.
 */
export async function inventorier(octets: Uint8Array): Promise<Inventaire> {
  const lecture = await parcourir(octets)
  let javascript = false
  let fichiersJoints = 0
  for (const dict of dictionnaires(lecture.ecrits)) {
    javascript ||= aCle(dict, 'JS') || nomDe(dict.get(PDFName.of('S'))) === 'JavaScript'
    if (aCle(dict, 'EF')) fichiersJoints++
  }
  const signatures: SignatureEcrite[] = []
  for (const dict of dictionnaires(lecture.contexte.enumerateIndirectObjects().map(([, objet]) => objet))) {
    const signature = aCle(dict, 'ByteRange') && signatureDe(dict)
    if (signature && signatures.length < SIGNATURES_AU_PLUS) signatures.push(signature)
  }
  return { javascript, fichiersJoints, signatures }
}
