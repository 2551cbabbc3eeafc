import type { Lecteur } from '../../../kernel/lecture/lire.ts'
import type { Empechement, PdfLu } from '../../../kernel/lecture/pdf-lu.ts'
import type { SignatureLue } from './piece.queries.ts'

/** What a paper turned out to be: `fautes` are codes of the list of anomalies, those that stop it and those that warn. `texte`: pages apart by form feeds. */
export type Inspection = { pages: number | null; lecture: 'natif' | 'scan' | 'image' | 'illisible'; signatures: SignatureLue[]; texte: string; fautes: string[] }

const CODES: Readonly<Record<Empechement, string>> = { chiffre: 'A02', abime: 'A03', vide: 'A03', 'pas-un-pdf': 'A03', 'trop-de-pages': 'A08', 'trop-long': 'A07' }

const dire = (d: Date | null): string | null => d?.toISOString() ?? null
const versSignature = (s: PdfLu['signatures'][number]): SignatureLue => ({
  nom: s.nom, le: dire(s.le), couvreTout: s.couvreTout, integre: s.integre, valideAlors: s.valideAlors,
  certificat: s.certificat && { sujet: s.certificat.sujet, emetteur: s.certificat.emetteur, du: s.certificat.du.toISOString(), au: s.certificat.au.toISOString() },
})

/** Reads a paper that somebody has just sent, outside the server's process. A picture has no words; a PDF that cannot be read says by which code. */
export async function inspecter(lecteur: Lecteur, { type, octets }: { type: string; octets: Uint8Array }): Promise<Inspection> {
  const rien = { pages: null, signatures: [], texte: '' }
  if (type !== 'application/pdf') return { ...rien, lecture: 'image', fautes: [] }
  const lu = await lecteur.lirePdf(octets)
  if ('refus' in lu) return { ...rien, lecture: 'illisible', fautes: [CODES[lu.refus]] }
  const fautes = [
    ...(lu.javascript ? ['A04'] : []),
    ...(lu.signatures.some((s: PdfLu['signatures'][number]) => !s.integre) ? ['A05'] : []),
    ...(lu.fichiersJoints > 0 ? ['A26'] : []),
  ]
  return { pages: lu.pages, lecture: lu.aTexte ? 'natif' : 'scan', signatures: lu.signatures.map(versSignature), texte: lu.textes.join('\f'), fautes }
}
