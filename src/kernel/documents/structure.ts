import { PDFDict, PDFDocument, PDFHexString, PDFInvalidObject, PDFName, PDFRawStream, PDFRef, PDFString } from 'pdf-lib'
import type { PDFContext, PDFObject } from 'pdf-lib'

/** Where a signature will go: shown by PDF readers in their signature panel. */
export type Emplacement = { nom: string; raison: string; lieu: string; le: Date }

/** Room for the CMS, in bytes: ours takes about 1,700. */
const PLACE = 6144
const AVANT_BYTERANGE = '/**********'

/*
 * The compiler writes one standard at a time. It has checked the document against PDF/UA-1, then written PDF/A-2a; the
 * two differ by a viewer preference and by this mark, which PDF/A asks to describe in an extension schema (ISO 19005-2 §6.6.2.3).
 */
const ESPACE_UA = ' xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"'
const MARQUE_UA = '<pdfuaid:part>1</pdfuaid:part>'
const SCHEMA_UA =
  '<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>PDF/UA version identifier</pdfaProperty:description><pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li>'

function marquerUa(xmp: string): string {
  const marque = xmp
    .replace(' xmlns:pdfaid=', `${ESPACE_UA} xmlns:pdfaid=`)
    .replace('<pdfaExtension:schemas><rdf:Bag>', `<pdfaExtension:schemas><rdf:Bag>${SCHEMA_UA}`)
    .replace('<pdfaid:part>', `${MARQUE_UA}<pdfaid:part>`)
  if (marque.length !== xmp.length + ESPACE_UA.length + MARQUE_UA.length + SCHEMA_UA.length) throw new Error('Métadonnées PDF/A inattendues')
  return marque
}

/** Signature dictionary (ISO 32000-1 §12.8.1, EN 319 142-1 §5.3: `M` gives the time, Contents is padded with zeros). */
function dictionnaire(contexte: PDFContext, ou: Emplacement): PDFObject {
  const dict = contexte.obj({
    Type: 'Sig', Filter: 'Adobe.PPKLite', SubFilter: 'ETSI.CAdES.detached',
    ByteRange: [0, PDFName.of(AVANT_BYTERANGE.slice(1)), PDFName.of(AVANT_BYTERANGE.slice(1)), PDFName.of(AVANT_BYTERANGE.slice(1))],
    Contents: PDFHexString.of('00'.repeat(PLACE)),
    M: PDFString.fromDate(ou.le), Name: PDFHexString.fromText(ou.nom), Reason: PDFHexString.fromText(ou.raison), Location: PDFHexString.fromText(ou.lieu),
  })
  const octets = new Uint8Array(dict.sizeInBytes())
  dict.copyBytesInto(octets, 0)
  return PDFInvalidObject.of(octets)
}

/**
 * An invisible signature field. It lies outside the page, as PDF/UA-1 asks of a widget that has no tag (ISO 14289-1
 * §7.18.1), is printable and has an appearance, as PDF/A asks (§6.3.2, §6.3.3), and a name that can be read out.
 */
export function ajouterChamp(pdf: PDFDocument, ou: Emplacement): void {
  const { context, catalog } = pdf
  const page = pdf.getPage(0)
  const champ = context.register(
    context.obj({
      Type: 'Annot', Subtype: 'Widget', FT: 'Sig', T: PDFString.of('Sceau'), TU: PDFHexString.fromText(`Sceau électronique : ${ou.nom}`),
      Contents: PDFHexString.fromText(`Sceau électronique : ${ou.nom}`), Rect: [-1, -1, -1, -1], F: 4 + 128, P: page.ref,
      V: context.register(dictionnaire(context, ou)),
      AP: { N: context.register(context.formXObject([], { BBox: [0, 0, 0, 0], Resources: {} })) },
    }),
  )
  page.node.set(PDFName.of('Annots'), context.obj([champ]))
  page.node.set(PDFName.of('Tabs'), PDFName.of('S'))
  catalog.set(PDFName.of('AcroForm'), context.register(context.obj({ Fields: [champ], SigFlags: 3 })))
}

/**
 * Finishes a PDF of the compiler: adds the PDF/UA-1 mark and, if asked, an empty place for a signature. Content, tags
 * and identifiers are kept. Same input, same bytes.
 */
export async function finirPdf(octets: Uint8Array, ou?: Emplacement): Promise<Uint8Array> {
  const pdf = await PDFDocument.load(octets, { updateMetadata: false })
  const { context, catalog } = pdf
  const reference = catalog.get(PDFName.of('Metadata'))
  const flux = context.lookup(reference)
  if (!(reference instanceof PDFRef) || !(flux instanceof PDFRawStream) || flux.dict.has(PDFName.of('Filter'))) throw new Error('Métadonnées PDF/A inattendues')
  const xmp = marquerUa(Buffer.from(flux.contents).toString('utf8'))
  context.assign(reference, context.stream(Buffer.from(xmp), { Type: 'Metadata', Subtype: 'XML' }))
  const preferences = catalog.lookupMaybe(PDFName.of('ViewerPreferences'), PDFDict) ?? context.obj({})
  preferences.set(PDFName.of('DisplayDocTitle'), context.obj(true))
  catalog.set(PDFName.of('ViewerPreferences'), preferences)
  if (ou) ajouterChamp(pdf, ou)
  return pdf.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false })
}

/** A PDF made elsewhere, with one page more at its end and an empty place for a signature over the whole. Throws when it cannot be opened. */
export async function joindrePage(apporte: Uint8Array, page: Uint8Array, ou: Emplacement): Promise<Uint8Array> {
  const [pdf, ajout] = await Promise.all([PDFDocument.load(apporte, { updateMetadata: false }), PDFDocument.load(page, { updateMetadata: false })])
  for (const copie of await pdf.copyPages(ajout, ajout.getPageIndices())) pdf.addPage(copie)
  pdf.setModificationDate(ou.le)
  ajouterChamp(pdf, ou)
  return pdf.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false })
}
