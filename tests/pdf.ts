import * as mupdf from 'mupdf'

/** What a PDF says, page after page, its white space reduced to single spaces. */
export function texteDuPdf(octets: Uint8Array): string {
  const document = mupdf.Document.openDocument(octets, 'application/pdf')
  return Array.from({ length: document.countPages() }, (_, i) => document.loadPage(i).toStructuredText('').asText()).join(' ').replace(/\s+/g, ' ')
}
