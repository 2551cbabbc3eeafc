import { z } from 'zod'

/** The namespace of `enveloppe.xml`; the same format as `content/legalite/acte-1.0.xsd`, which a test holds against this schema. */
export const ESPACE = 'urn:iroko:acte:1.0'
/** Lists, and what one of their elements is called: the name of its element in XML. */
export const ELEMENTS: Readonly<Record<string, string>> = { actes: 'acte', budget: 'ligne', liens: 'lien', annexes: 'annexe' }
/** Annexes of one act. */
export const ANNEXES_AU_PLUS = 50
/** FCFA; well under what a JSON number still counts one by one (2^53). */
const MONTANT_AU_PLUS = 999_999_999_999_999
/** The name of a file of the archive: no folder, no `..`, nothing that two systems read two ways (accents, spaces). */
export const FICHIER = /^[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*\.(?:pdf|PDF)$/
const FICHIER_AU_PLUS = 100

/** Whether this is the name of a PDF of the archive. */
export const estFichier = (nom: string): boolean => nom.length <= FICHIER_AU_PLUS && FICHIER.test(nom)

/** What xs:token does to blanks: the same text in XML and in JSON, however the sender wrapped his lines. */
export const resserrer = (texte: string): string => texte.replace(/[\t\n\r ]+/g, ' ').replace(/^ | $/g, '')

/** Characters that XML 1.0 can carry (§ 2.2), blanks aside; a lone surrogate is none. */
const PORTABLE = /^[\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]+$/u

// Characters are counted as XSD counts them, by code points.
const texte = (auPlus: number) => z.string().overwrite(resserrer).regex(PORTABLE).refine((t) => [...t].length <= auPlus)
const jeton = (forme: RegExp) => z.string().overwrite(resserrer).regex(forme)
// Lengths are judged before the elements: a million empty lines are one fault.
const liste = <T extends z.ZodType>(element: T, auMoins: number, auPlus: number) => z.array(z.any()).min(auMoins).max(auPlus).pipe(z.array(element))

const numero = jeton(/^[A-Z0-9\-/_]{1,15}$/)
const jour = z.string().overwrite(resserrer).pipe(z.iso.date().regex(/^(?:19|20)/))
const montant = z.number().int().min(0).max(MONTANT_AU_PLUS).overwrite((n) => n + 0)
const fichier = z.string().overwrite(resserrer).max(FICHIER_AU_PLUS).regex(FICHIER)
const sha256 = z.string().overwrite((t) => resserrer(t).toLowerCase()).regex(/^[0-9a-f]{64}$/).optional()

const Acte = z.strictObject({
  numero,
  nature: jeton(/^[a-z-]{2,30}$/),
  matiere: jeton(/^[0-9]{1,2}(?:\.[0-9]{1,2}){0,2}$/),
  objet: texte(500),
  date: jour,
  signataire: z.strictObject({ nom: texte(120), qualite: texte(120) }),
  seance: jour.optional(),
  montant: montant.optional(),
  budget: liste(z.strictObject({ section: z.enum(['fonctionnement', 'investissement']), sens: z.enum(['recette', 'depense']), montant }), 1, 500).optional(),
  liens: liste(z.strictObject({ genre: z.enum(['modifie', 'abroge', 'repond', 'remplace']), numero }), 1, 50).optional(),
  principal: z.strictObject({ fichier, sha256 }),
  annexes: liste(z.strictObject({ code: jeton(/^[a-z0-9-]{2,30}$/), titre: texte(200), fichier, sha256 }), 0, ANNEXES_AU_PLUS).default([]),
})

/** What a commune's software sends of its acts: the source of truth of the format, JSON and XML alike. Unknown fields are refused. */
export const Enveloppe = z
  .strictObject({ version: z.literal('1.0'), emetteur: texte(80), commune: jeton(/^[0-9]{4}$/), reference: texte(60), actes: liste(Acte, 1, Infinity) })
  .superRefine((enveloppe, ctx) => {
    for (const rang of doublons(enveloppe.actes.map((acte) => acte.numero))) ctx.addIssue({ code: 'custom', params: { doublon: true }, path: ['actes', rang, 'numero'] })
  })

export type Acte = z.infer<typeof Acte>
export type Enveloppe = z.infer<typeof Enveloppe>

/** Ranks, from 0, of the acts whose number another act before them bears. */
export function doublons(numeros: readonly unknown[]): number[] {
  const vus = new Set<string>()
  return numeros.flatMap((n, rang) => {
    const numero = typeof n === 'string' ? resserrer(n) : ''
    if (numero && vus.has(numero)) return [rang]
    vus.add(numero)
    return []
  })
}

/** The files that an act names, its annexes after. */
export const fichiersDe = (acte: Acte): { fichier: string; sha256?: string | undefined }[] => [acte.principal, ...acte.annexes]
