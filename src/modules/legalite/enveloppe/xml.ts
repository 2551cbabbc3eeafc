import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ParseOption, XmlDocument, XmlElement, XmlLibError, XsdValidator } from 'libxml2-wasm'
import type { ErrorDetail } from 'libxml2-wasm'
import { ELEMENTS, ESPACE } from './enveloppe.ts'
import type { Enveloppe } from './enveloppe.ts'

const OBJETS = new Set(['enveloppe', 'signataire', 'principal', ...Object.values(ELEMENTS)])
const NOMBRE = /^[\t\n\r ]*(?:0|[1-9][0-9]{0,14})[\t\n\r ]*$/

const echapper = (texte: string): string => texte.replace(/[&<>]/g, (c) => (c === '&' ? '&amp;' : c === '<' ? '&lt;' : '&gt;')).replaceAll('\r', '&#13;')

function bloc(nom: string, valeur: unknown, retrait: string, attributs = ''): string {
  if (valeur === undefined) return ''
  const dedans = Array.isArray(valeur)
    ? valeur.map((v) => bloc(ELEMENTS[nom] ?? 'element', v, `${retrait}  `)).join('')
    : typeof valeur === 'object' && valeur !== null
      ? Object.entries(valeur).map(([cle, v]) => bloc(cle, v, `${retrait}  `)).join('')
      : undefined
  const contenu = dedans === undefined ? echapper(String(valeur)) : dedans && `\n${dedans}${retrait}`
  return `${retrait}<${nom}${attributs}>${contenu}</${nom}>\n`
}

/** An envelope as `enveloppe.xml`, which `content/legalite/acte-1.0.xsd` accepts. */
export function versXml(enveloppe: Enveloppe): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${bloc('enveloppe', enveloppe, '', ` xmlns="${ESPACE}"`)}`
}

/** A path of the object, `['actes', 1, 'objet']`, as the XPath `/enveloppe/actes/acte[2]/objet`. */
export function xpathDe(chemin: readonly PropertyKey[]): string {
  let liste = ''
  return ['/enveloppe', ...chemin.map((pas) => {
    const ecrit = typeof pas === 'number' ? `/${ELEMENTS[liste] ?? 'element'}[${pas + 1}]` : `/${String(pas)}`
    liste = String(pas)
    return ecrit
  })].join('')
}

/** What XSD finds wrong: the message of libxml2, in English, and where. `acte`: rank of the act, from 0. */
export type Ecart = { message: string; ligne: number; chemin: string; nom: string; acte?: number; valeur?: string }
/** A document read without believing it. `objet` has the shape of an envelope, undefined under another root; it fills `lignes`, by XPath. */
export type LuXml = { objet: () => unknown; lignes: Map<string, number>; nombreActes: number; nombreAttributs: number; juger: () => Ecart[] }

// No network, no external entity, no catalogue, no entity replaced: the callers refuse every DOCTYPE before.
const OPTIONS = ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_NO_SYS_CATALOG | ParseOption.XML_PARSE_BIG_LINES

let validateur: XsdValidator | undefined
// Compiled once, kept as long as the process.
function schema(): XsdValidator {
  if (validateur) return validateur
  const xsd = XmlDocument.fromString(readFileSync(join(import.meta.dirname, '../../../../content/legalite/acte-1.0.xsd'), 'utf8'), { option: OPTIONS })
  try {
    return (validateur = XsdValidator.fromDoc(xsd))
  } finally {
    xsd.dispose()
  }
}

/**
 * Hands a well-formed document to `lire`, and frees it afterwards: libxml2's memory is not the garbage collector's. Throws `XmlLibError`
 * when it is not well formed.
 */
export function avecXml<T>(texte: string, lire: (lu: LuXml) => T): T {
  // The bytes were decoded already: what their declaration says of itself is not asked again.
  const document = XmlDocument.fromString(texte, { encoding: 'utf-8', option: OPTIONS })
  try {
    const racine = document.root
    const lignes = new Map<string, number>()
    const conforme = racine.name === 'enveloppe' && racine.namespaceUri === ESPACE
    return lire({
      objet: () => (conforme ? objet(racine, '/enveloppe', lignes) : undefined),
      lignes,
      nombreActes: Number(racine.eval('count(/a:enveloppe/a:actes[1]/a:acte)', { a: ESPACE })),
      nombreAttributs: Number(racine.eval('count(//@*)')),
      juger: () => ecarts(document),
    })
  } finally {
    document.dispose()
  }
}

function enfants(parent: XmlElement): XmlElement[] {
  const trouves: XmlElement[] = []
  for (let n = parent.firstChild; n; n = n.next) if (n instanceof XmlElement && n.namespaceUri === ESPACE) trouves.push(n)
  return trouves
}

// The first of a name counts; the schema refuses the others, and names of no known shape are texts.
function objet(element: XmlElement, chemin: string, lignes: Map<string, number>): Record<string, unknown> {
  const champs = new Map<string, unknown>()
  lignes.set(chemin, element.line)
  for (const enfant of enfants(element)) if (!champs.has(enfant.name)) champs.set(enfant.name, valeur(enfant, `${chemin}/${enfant.name}`, lignes))
  return Object.fromEntries(champs)
}

function valeur(element: XmlElement, chemin: string, lignes: Map<string, number>): unknown {
  const { name } = element
  lignes.set(chemin, element.line)
  if (Object.hasOwn(ELEMENTS, name)) {
    return enfants(element).filter((e) => e.name === ELEMENTS[name]).map((e, rang) => objet(e, `${chemin}/${e.name}[${rang + 1}]`, lignes))
  }
  if (OBJETS.has(name)) return objet(element, chemin, lignes)
  const texte = element.content
  return name === 'montant' && NOMBRE.test(texte) ? Number(texte) : texte
}

/** Errors of the schema that are located; the object tells the others. */
const ECARTS_AU_PLUS = 1000

function ecarts(document: XmlDocument): Ecart[] {
  try {
    schema().validate(document)
    return []
  } catch (e) {
    if (!(e instanceof XmlLibError)) throw e
    return e.details.slice(0, ECARTS_AU_PLUS).map((detail) => situer(document, detail))
  }
}

// libxml2 names a place `/*/*[4]/e:objet`, whatever the sender's prefixes; a sender looks for `acte[2]/objet`.
function situer(document: XmlDocument, { message, line, xpath }: ErrorDetail): Ecart {
  const trouve = xpath ? document.get(xpath.replace(/(?<=\/)[^/[\]:]+:[^/[\]]+/g, "*[name()='$&']")) : null
  const element = trouve instanceof XmlElement ? trouve : document.root
  const pas: string[] = []
  let acte: number | undefined
  for (let e: XmlElement | null = element; e; e = e.parent) {
    const { name, parent }: XmlElement = e
    // Counted by libxml2: a hundred errors in one long list would otherwise wrap each of its elements a hundred times.
    const rang = parent && ELEMENTS[parent.name] === name ? Number(e.eval(`count(preceding-sibling::a:${name})`, { a: ESPACE })) : -1
    if (name === 'acte' && rang >= 0) acte = rang
    pas.unshift(rang >= 0 ? `${name}[${rang + 1}]` : name)
  }
  const feuille = !(element.firstChild instanceof XmlElement)
  return { message: message.trim(), ligne: element.line || line, chemin: `/${pas.join('/')}`, nom: element.name, ...(acte === undefined ? {} : { acte }), ...(feuille ? { valeur: element.content } : {}) }
}
