import { isDeepStrictEqual } from 'node:util'
import { isScalar, parseDocument, stringify, visit } from 'yaml'
import type { Document } from 'yaml'
import type { Json } from '../../kernel/module.ts'
import { estBrut } from './brut.ts'
import type { Brut } from './brut.ts'
import { fautesCondition, garderEcrite, lireCondition } from './condition.ts'
import type { Saisi } from './condition.ts'
import { lireFormule } from './formule.ts'
import { nommerLibre } from './nommer.ts'
import { lireOptions } from './options.ts'
import type { Noeud } from './schema.ts'
import { lireChoisie } from './table.ts'

export type Lu = { valeur: Json | undefined; erreurs: Record<string, string> }

/** The box that empties a group, beside those of the group. */
export const SANS = '_sans'

const rien = { valeur: undefined, erreurs: {} }
const texteDe = (saisi: Saisi, nom: string): string => {
  const v = saisi[nom]
  return (typeof v === 'string' ? v : '').replace(/\r\n?/g, '\n').trim()
}
const textesDe = (saisi: Saisi, nom: string): string[] => [saisi[nom]].flat().filter((v) => typeof v === 'string')

/** Reads what was typed for a node. An empty box is an absent value: what is missing is told when one publishes, not while one types. */
export function lireSaisi(noeud: Noeud, saisi: Saisi, nom: string, avant?: Json): Lu {
  switch (noeud.genre) {
    case 'objet':
      return lireObjet(noeud, saisi, nom, avant)
    case 'liste':
      return lireListe(noeud, saisi, nom, avant)
    case 'oui_non':
      return { valeur: avant === undefined && (texteDe(saisi, nom) === 'oui') === noeud.defaut ? undefined : texteDe(saisi, nom) === 'oui', erreurs: {} }
    case 'nombre':
      return texteDe(saisi, nom) === '' && noeud.nul ? { valeur: null, erreurs: {} } : lireNombre(noeud.entier, texteDe(saisi, nom), nom)
    case 'choix_multiple': {
      // What was there and is no longer offered is shown, and stays as long as it is ticked.
      // Those that were ticked keep their order, which may say something (first name, then family name).
      const deja = Array.isArray(avant) ? avant.map(String) : []
      const cochees = new Set(textesDe(saisi, nom))
      const choisies = [...new Set([...deja, ...noeud.options.map((o) => o.valeur)])].filter((v) => cochees.has(v))
      return { valeur: choisies.length > 0 ? choisies : undefined, erreurs: {} }
    }
    case 'lignes': {
      const lignes = texteDe(saisi, nom).split('\n').map((l) => l.trim()).filter(Boolean)
      return { valeur: lignes.length > 0 ? lignes : undefined, erreurs: {} }
    }
    case 'boite':
      return lireBoite(saisi, nom, avant)
    case 'couples': {
      const couples = texteDe(saisi, nom).split('\n').filter((l) => l.trim() !== '').map((l) => /^\s*(.*?)\s*:\s*(.*?)\s*$/.exec(l)?.slice(1) ?? [l.trim(), ''])
      const muet = couples.findIndex(([, dit]) => dit === '')
      return { valeur: couples.length > 0 ? couples : undefined, erreurs: muet < 0 ? {} : { [nom]: `La ligne ${muet + 1} ne dit rien après « : », écrivez par exemple Objet : {objet}` } }
    }
    case 'yaml':
      return lireYaml(texteDe(saisi, nom), nom)
    case 'condition':
      return { valeur: garderEcrite(lireCondition(saisi, nom, noeud.lieux), avant) || undefined, erreurs: fautesCondition(saisi, nom, noeud.lieux) }
    case 'options': {
      const options = lireOptions(texteDe(saisi, nom), avant, noeud.etages)
      return { valeur: options.length > 0 ? options : undefined, erreurs: {} }
    }
    case 'table':
      return { valeur: lireChoisie(avant, (cle) => texteDe(saisi, `${nom}.${cle}`), textesDe(saisi, `${nom}.nombres`)), erreurs: {} }
    case 'formule':
      return lireCalcul(noeud, saisi, nom, avant)
    case 'choix':
      return lireChoix(texteDe(saisi, nom), noeud.nombres === true)
    case 'texte':
      return { valeur: texteDe(saisi, nom) || undefined, erreurs: {} }
  }
}

/** A formula as its box shows it, an amount by its figures. */
export const direFormule = (valeur: Json | undefined): string => {
  const dite = estBrut(valeur) ? valeur.formule : valeur
  return typeof dite === 'string' || typeof dite === 'number' ? String(dite) : ''
}

function lireCalcul({ montant, operandes }: Extract<Noeud, { genre: 'formule' }>, saisi: Saisi, nom: string, avant: Json | undefined): Lu {
  const { cel, erreurs } = lireFormule(saisi, nom, direFormule(avant), { operandes, entier: montant })
  const chiffres = cel.replace(/[\s\u00a0\u202f]/g, '')
  return { valeur: cel === '' ? undefined : montant && /^\d+$/.test(chiffres) ? Number(chiffres) : montant ? { formule: cel } : cel, erreurs }
}

/** Values of a choice are texts on screen; a definition writes some as numbers, and a quorum as an object. */
function lireChoix(texte: string, nombres: boolean): Lu {
  if (texte === '') return rien
  const quorum = /^quorum:(\d+)$/.exec(texte)
  if (quorum) return { valeur: { quorum: Number(quorum[1]) }, erreurs: {} }
  return { valeur: nombres && /^\d+$/.test(texte) ? Number(texte) : texte, erreurs: {} }
}

export const COTES = ['sud', 'ouest', 'nord', 'est'] as const

/** Four numbers, or none; what was there stays when nothing is written. */
function lireBoite(saisi: Saisi, nom: string, avant: Json | undefined): Lu {
  const lus = COTES.map((cote) => lireNombre(false, texteDe(saisi, `${nom}.${cote}`), `${nom}.${cote}`))
  const erreurs = Object.assign({}, ...lus.map((lu) => lu.erreurs)) as Record<string, string>
  const ecrits = lus.filter((lu) => lu.valeur !== undefined)
  if (ecrits.length === 0) return { valeur: Object.keys(saisi).some((k) => k.startsWith(`${nom}.`)) ? undefined : avant, erreurs }
  if (ecrits.length < COTES.length && Object.keys(erreurs).length === 0) erreurs[`${nom}.${COTES[lus.findIndex((lu) => lu.valeur === undefined)]!}`] = 'Écrivez les quatre côtés, ou aucun'
  return { valeur: ecrits.length === COTES.length ? lus.map((lu) => lu.valeur!) : avant, erreurs }
}

/** Pairs as their box shows them. */
export const direCouples = (valeur: Json | undefined): string => (Array.isArray(valeur) ? valeur.map((c) => (Array.isArray(c) ? c.map(String).join(' : ') : String(c))).join('\n') : '')

function lireNombre(entier: boolean, texte: string, nom: string): Lu {
  if (texte === '') return rien
  const n = Number(texte.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.'))
  if (!Number.isFinite(n) || (entier && !Number.isInteger(n))) return { valeur: undefined, erreurs: { [nom]: entier ? 'Écrivez un nombre entier, par exemple 3' : 'Écrivez un nombre, par exemple 2,5' } }
  return { valeur: n, erreurs: {} }
}

/** Refuses a key written twice. The library compares each with all the others: half a megabyte of keys held the server thirty seconds. */
function exigerClesUniques(document: Document): void {
  visit(document, {
    Map(_, { items }) {
      const vues = new Set<unknown>()
      for (const { key } of items) {
        if (!isScalar(key)) continue
        if (vues.has(key.value)) throw new Error(`« ${String(key.value).slice(0, 80)} » y est deux fois`)
        vues.add(key.value)
      }
    },
  })
}

/** A text in YAML, without aliases: ten lines of them can stand for a billion values. */
export function lireYaml(texte: string, nom: string): Lu {
  if (texte === '') return rien
  try {
    const document = parseDocument(texte, { uniqueKeys: false, logLevel: 'error' })
    if (document.errors[0]) throw document.errors[0]
    exigerClesUniques(document)
    return { valeur: document.toJS({ maxAliasCount: 0 }) as Json, erreurs: {} }
  } catch (erreur) {
    return { valeur: undefined, erreurs: { [nom]: `Ce texte ne se lit pas : ${direErreur(erreur as Error)}` } }
  }
}

/** The library speaks English; whoever pastes a text wants to know where to look. */
function direErreur(erreur: Error): string {
  const [ligne] = 'linePos' in erreur && Array.isArray(erreur.linePos) ? (erreur.linePos as { line: number }[]) : []
  if (/alias/i.test(erreur.message)) return 'il renvoie à lui-même par un alias (*) : écrivez la valeur en entier'
  if (erreur.message.startsWith('«')) return erreur.message
  return `il est mal écrit${ligne ? ` à la ligne ${ligne.line}` : ''}, vérifiez ses retraits, ses deux-points et ses guillemets`
}

function lireObjet(noeud: Extract<Noeud, { genre: 'objet' }>, saisi: Saisi, nom: string, avant: Json | undefined): Lu {
  // A rule that one no longer wants goes whole: a radio cannot be unticked.
  if (texteDe(saisi, `${nom}.${SANS}`) === 'oui') return rien
  const deja = estBrut(avant) ? avant : {}
  const lus = noeud.champs.map((c) => [c.nom, lireSaisi(c.noeud, saisi, nom === '' ? c.nom : `${nom}.${c.nom}`, deja[c.nom])] as const)
  const defauts = new Map(noeud.champs.map((c) => [c.nom, c.defaut ?? (c.noeud.genre === 'oui_non' && !c.requis ? false : undefined)]))
  const estDefaut = (cle: string, v: Json) => isDeepStrictEqual(v, defauts.get(cle))
  // A default is shown as what it is: left as it was, it is not written where it was not.
  const valeurs = lus.flatMap(([cle, { valeur: lue }]) => {
    const v = lue === undefined && estListeVide(deja[cle]) ? [] : lue
    return v === undefined || (deja[cle] === undefined && estDefaut(cle, v)) ? [] : [[cle, v] as const]
  })
  // Boxes left as they were say nothing by themselves: an element whose texts are all empty does not exist.
  const vide = valeurs.every(([cle, v]) => v === false || v === null || estListeVide(v) || estDefaut(cle, v))
  return { valeur: vide ? undefined : Object.fromEntries(valeurs), erreurs: Object.assign({}, ...lus.map(([, lu]) => lu.erreurs)) as Record<string, string> }
}

const estListeVide = (v: Json | undefined): boolean => Array.isArray(v) && v.length === 0

function lireListe(noeud: Extract<Noeud, { genre: 'liste' }>, saisi: Saisi, nom: string, avant: Json | undefined): Lu {
  const deja = Array.isArray(avant) ? avant : []
  const rangs = new Set(Object.keys(saisi).filter((cle) => cle.startsWith(`${nom}.`)).map((cle) => cle.slice(nom.length + 1).split('.')[0]!).filter((r) => /^\d{1,4}$/.test(r)))
  const lus = [...rangs].map(Number).toSorted((a, b) => a - b).map((rang) => lireSaisi(noeud.element, saisi, `${nom}.${rang}`, deja[rang]))
  const valeurs = nommerElements(noeud.element, lus.map((lu) => lu.valeur).filter((v) => v !== undefined))
  return { valeur: valeurs.length > 0 ? valeurs : undefined, erreurs: Object.assign({}, ...lus.map((lu) => lu.erreurs)) as Record<string, string> }
}

/** An element whose short name was left empty takes one from its words. */
function nommerElements(element: Noeud, valeurs: readonly Json[]): Json[] {
  if (element.genre !== 'objet' || !element.champs.some((c) => c.nom === 'code' && c.requis)) return [...valeurs]
  const pris = new Set(valeurs.map((v) => (estBrut(v) ? v.code : undefined)))
  return valeurs.map((v) => {
    const mots = estBrut(v) && v.code === undefined ? (v.titre ?? v.libelle) : undefined
    if (typeof mots !== 'string') return v
    const code = nommerLibre(mots, pris)
    pris.add(code)
    return { code, ...(v as Brut) }
  })
}

/** How a value is written in the box of a choice. */
export function direChoix(valeur: Json | undefined): string {
  if (estBrut(valeur)) return typeof valeur.quorum === 'number' ? `quorum:${valeur.quorum}` : ''
  return valeur === undefined || valeur === null ? '' : String(valeur)
}

/** A value as the YAML of its box. */
export const direYaml = (valeur: Json | undefined): string => (valeur === undefined ? '' : stringify(valeur, { lineWidth: 120 }).trimEnd())
