import { XmlLibError } from 'libxml2-wasm'
import { ouvrirArchive } from './archive.ts'
import type { Bornes, Genre } from './archive.ts'
import type { Enveloppe } from './enveloppe.ts'
import { faute } from './fautes.ts'
import type { Faute } from './fautes.ts'
import { jugerFichiers, jugerObjet, numeroDe, pointeurDe } from './juger.ts'
import type { Repere } from './juger.ts'
import { traduireEcart, traduireForme } from './traduire.ts'
import { avecXml, xpathDe } from './xml.ts'
import type { Ecart } from './xml.ts'

/** An envelope and its PDFs by name, or everything that is wrong with the archive. */
export type Lue = { enveloppe: Enveloppe; fichiers: Map<string, Uint8Array>; genre: Genre } | { fautes: Faute[] }

/** Faults told of one archive: past it, its sender's software is what is at fault. */
const FAUTES_AU_PLUS = 300

/** What was understood of the text of an envelope. Without `brut`, the rest cannot be judged. */
type Comprise = { brut?: unknown; enveloppe?: Enveloppe | undefined; fautes: Faute[]; repere?: Repere }

/**
 * The acts that a commune's software sends: a ZIP of `enveloppe.xml` or `enveloppe.json` and of the PDFs it names. Believes nothing of
 * what it reads, touches nothing, and tells the faults of every act at once. The texts and files are not judged beyond the format:
 * codes, dates and PDFs are the caller's to hold against its own tables.
 */
export function lireEnveloppe(zip: Uint8Array, bornes: Bornes): Lue {
  const { ouverte, fautes: deArchive } = ouvrirArchive(zip, bornes)
  if (!ouverte) return { fautes: limiter(deArchive) }
  const texte = decoder(ouverte.texte)
  const comprise = typeof texte !== 'string' ? { fautes: [texte] } : ouverte.genre === 'xml' ? lireXml(texte, bornes) : lireJson(texte, bornes)
  const { brut, enveloppe, fautes, repere }: Comprise = comprise
  const deFichiers = repere ? jugerFichiers(brut, ouverte.fichiers, repere, enveloppe !== undefined) : []
  const toutes = [...deArchive, ...fautes, ...deFichiers]
  return enveloppe && toutes.length === 0 ? { enveloppe, fichiers: ouverte.fichiers, genre: ouverte.genre } : { fautes: limiter(toutes) }
}

const limiter = (fautes: Faute[]): Faute[] =>
  fautes.length <= FAUTES_AU_PLUS ? fautes : [...fautes.slice(0, FAUTES_AU_PLUS), faute('E23', `il y a ${fautes.length - FAUTES_AU_PLUS} autres fautes. Corrigez d’abord celles-ci.`)]

// UTF-16 and UTF-32 without a mark decode as UTF-8 full of zeros. Decoded here once, so that no parser guesses otherwise.
function decoder(octets: Uint8Array): string | Faute {
  try {
    const texte = new TextDecoder('utf-8', { fatal: true }).decode(octets)
    const dit = /^<\?xml\s[^>]*?encoding\s*=\s*["']([^"']*)["']/.exec(texte)?.[1]
    if (!texte.includes('\0') && (dit === undefined || /^utf-?8$/i.test(dit))) return texte
  } catch {
    // Said below.
  }
  return faute('E09', 'l’enveloppe n’est pas un texte en UTF-8. Enregistrez-la en UTF-8, et déclarez-la ainsi.')
}

const tropActes = (nombre: number, bornes: Bornes): Faute => faute('E18', `cette enveloppe a ${nombre} actes ; un envoi en prend ${bornes.actes} au plus. Faites plusieurs envois.`)

/** This format has no attribute; a few are told one by one, as what generators add (xsi:schemaLocation) is let through. */
const ATTRIBUTS_AU_PLUS = 100
/** Without a declaration no entity can be, but the five of XML and the numbered characters. */
const DECLARATION = /<!(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)/i

function lireXml(texte: string, bornes: Bornes): Comprise {
  const declaration = DECLARATION.exec(texte)
  if (declaration) return { fautes: [faute('E10', 'retirez le DOCTYPE et toute déclaration d’entité.', { ligne: texte.slice(0, declaration.index).split('\n').length })] }
  try {
    return avecXml(texte, (lu): Comprise => {
      if (lu.nombreActes > bornes.actes) return { fautes: [tropActes(lu.nombreActes, bornes)] }
      if (lu.nombreAttributs > ATTRIBUTS_AU_PLUS) return { fautes: [faute('E15', `cette enveloppe a ${lu.nombreAttributs} attributs, et ce format n’en a aucun. Retirez-les.`)] }
      const brut = lu.objet()
      if (brut === undefined) return { fautes: lu.juger().map((e) => traduireEcart(e, { ligne: e.ligne, chemin: e.chemin })).slice(0, 1) }
      const repere: Repere = { chemin: xpathDe, ligne: (pas) => ligneDe(lu.lignes, pas), acte: (rang) => numeroDe(brut, rang) }
      const juge = jugerObjet(brut, repere)
      // libxml2 names the place of each error by counting from the first element: not in a list of a million.
      const ecarts = juge.demesure ? [] : lu.juger()
      const fautes = [...juge.fautes, ...duSchema(ecarts, juge.fautes).map((e) => traduireEcart(e, { ligne: e.ligne, chemin: e.chemin, acte: e.acte === undefined ? undefined : numeroDe(brut, e.acte) }))]
      return { brut, repere, fautes, enveloppe: fautes.length === 0 ? juge.enveloppe : undefined }
    })
  } catch (e) {
    if (e instanceof XmlLibError) return { fautes: [traduireForme(e.details)] }
    throw e
  }
}

// The object tells, field by field, what is missing, ill-written or there twice; of the schema is kept what the object cannot see.
function duSchema(ecarts: readonly Ecart[], dites: readonly Faute[]): Ecart[] {
  const chemins = new Set(dites.map((f) => f.chemin))
  const inattendus = new Set(dites.filter((f) => f.code === 'E15').map((f) => f.chemin))
  const gardes = ecarts.filter(({ message, chemin }, rang) => {
    if (/No precomputed value/.test(message)) return false
    if (/Missing child/.test(message)) return !dites.some((f) => f.chemin!.startsWith(`${chemin}/`) || f.chemin === chemin)
    if (/not expected/.test(message)) return !inattendus.has(chemin) && !chemins.has(chemin.slice(0, chemin.lastIndexOf('/')))
    if (/Duplicate key/.test(message)) return !chemins.has(`${chemin}/numero`)
    // An ill-written value is told once, and not at all when it is another thing that made it so.
    return !(/\[facet '|is not a valid value/.test(message) && !/attribute '/.test(message) && (chemins.has(chemin) || ecarts.slice(0, rang).some((e) => e.chemin === chemin)))
  })
  // What the schema refuses is never let through for want of a sentence.
  return gardes.length + dites.length > 0 ? gardes : ecarts.slice(0, 1)
}

// A missing field is told at the line of what should hold it.
function ligneDe(lignes: ReadonlyMap<string, number>, pas: readonly PropertyKey[]): number | undefined {
  for (let n = pas.length; n >= 0; n--) {
    const ligne = lignes.get(xpathDe(pas.slice(0, n)))
    if (ligne !== undefined) return ligne
  }
  return undefined
}

function lireJson(texte: string, bornes: Bornes): Comprise {
  let brut: unknown
  try {
    brut = JSON.parse(texte)
  } catch (e) {
    const place = /position (\d+)/.exec((e as Error).message)?.[1]
    return { fautes: [faute('E12', 'le JSON est mal formé.', place === undefined ? {} : { ligne: texte.slice(0, Number(place)).split('\n').length })] }
  }
  if (typeof brut !== 'object' || brut === null || Array.isArray(brut)) return { fautes: [faute('E13', 'l’enveloppe JSON est un objet : écrivez « { "version": "1.0", … } ».')] }
  const { actes } = brut as { actes?: unknown }
  if (Array.isArray(actes) && actes.length > bornes.actes) return { fautes: [tropActes(actes.length, bornes)] }
  const repere: Repere = { chemin: pointeurDe, ligne: () => undefined, acte: (rang) => numeroDe(brut, rang) }
  const { enveloppe, fautes } = jugerObjet(brut, repere)
  return { brut, repere, enveloppe, fautes }
}
