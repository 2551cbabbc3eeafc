/** CEL (Common Expression Language), bounded: what may be written, and its value. Errors of evaluation are « cannot tell ». */
import { Environment } from '@marcbachmann/cel-js'
import type { ASTNode } from '@marcbachmann/cel-js'
import { COUT_AU_PLUS, coutDe } from './cout.ts'

/** A value as CEL sees it: whole numbers are bigint. */
export type ValeurCel = string | number | bigint | boolean | null | ValeurCel[] | { [cle: string]: ValeurCel }
export type ContexteCel = { [nom: string]: ValeurCel }

const LIMITES = { limits: { maxAstNodes: 200, maxDepth: 20, maxListElements: 100, maxMapEntries: 0, maxCallArguments: 4 } }
const MACROS = new Set(['exists', 'exists_one', 'all', 'filter', 'map'])
// No regular expression (`matches`): the time it takes depends on what the person types.
const FONCTIONS = new Set(['size', 'has', 'int', 'double', 'string', 'ans', 'jours_entre', 'somme', 'contains', 'startsWith', 'endsWith', ...MACROS])
const OPERATEURS = new Set(['value', 'id', '.', '[]', 'call', 'rcall', 'list', '?:', '||', '&&', '!_', '-_', '==', '!=', 'in', '+', '-', '*', '/', '%', '<', '<=', '>', '>='])
/** Macros inside macros: each level multiplies by the size of a block. */
const MACROS_EMBOITEES = 2

/** An environment with our functions: `ans(a, b)` whole years between two dates, `jours_entre(a, b)` days, `somme(liste)`. */
export function creerEnvironnement(options: { dynamique: boolean }): Environment {
  return new Environment({ ...LIMITES, unlistedVariablesAreDyn: options.dynamique })
    .registerFunction('ans(string, string): int', (a: string, b: string) => BigInt(annees(a, b)))
    .registerFunction('jours_entre(string, string): int', (a: string, b: string) => BigInt(joursEntre(a, b)))
    .registerFunction('somme(list): dyn', somme)
}

/** Whole years from one ISO date to another; throws on anything else, which makes the expression « cannot tell ». */
function annees(a: string, b: string): number {
  const lire = (texte: string) => {
    const m = /^(\d{4})-(\d\d)-(\d\d)$/.exec(texte)
    if (!m) throw new Error('date attendue')
    return { annee: Number(m[1]), rang: Number(m[2]) * 100 + Number(m[3]) }
  }
  const [de, vers] = [lire(a), lire(b)]
  return vers.annee - de.annee - (vers.rang < de.rang ? 1 : 0)
}

/** Days from one ISO date to another, negative when it comes before; throws on anything else. */
function joursEntre(a: string, b: string): number {
  const [de, vers] = [a, b].map((jour) => (/^\d{4}-\d\d-\d\d$/.test(jour) ? Date.parse(`${jour}T00:00:00Z`) : Number.NaN)) as [number, number]
  if (Number.isNaN(de) || Number.isNaN(vers)) throw new Error('date attendue')
  return Math.round((vers - de) / 86_400_000)
}

/** Sum of the numbers of a list; missing ones count for nothing. */
function somme(liste: unknown): bigint | number {
  const valeurs = [...(liste as Iterable<unknown>)].filter((v) => typeof v === 'bigint' || typeof v === 'number')
  return valeurs.every((v) => typeof v === 'bigint') ? valeurs.reduce((t, v) => t + v, 0n) : valeurs.reduce<number>((t, v) => t + Number(v), 0)
}

type Programme = { executer: (contexte: ContexteCel) => unknown; ast: ASTNode; noms: readonly string[] }
const programmes = new Map<string, Programme | undefined>()
const ENVIRONNEMENT = creerEnvironnement({ dynamique: true })

/** The compiled expression, or undefined when it is not one. Compiled once by text. */
export function compiler(expression: string): Programme | undefined {
  if (programmes.has(expression)) return programmes.get(expression)
  if (programmes.size > 5000) programmes.clear()
  let programme: Programme | undefined
  try {
    const lu = ENVIRONNEMENT.parse(expression)
    const examen = examiner(lu.ast)
    if (examen.faute === undefined) programme = { executer: lu, ast: lu.ast, noms: examen.noms }
  } catch {
    programme = undefined
  }
  programmes.set(expression, programme)
  return programme
}

/** The value of an expression; undefined when it cannot be told (a missing answer, an impossible comparison). */
export function valeurDe(expression: string, contexte: ContexteCel): unknown {
  try {
    return compiler(expression)?.executer(contexte)
  } catch {
    return undefined
  }
}

/** Whether a condition is met; no condition is always met, one that cannot be told never is. */
export const remplie = (condition: string | undefined, contexte: ContexteCel): boolean => condition === undefined || valeurDe(condition, contexte) === true

/** The names an expression reads, the steps it may take (see cout.ts), and the first thing in it that forms do not allow. */
export function examiner(ast: ASTNode): { noms: string[]; cout: number; faute?: string } {
  const noms = new Set<string>()
  let faute: string | undefined
  const visiter = (noeud: ASTNode, lies: ReadonlySet<string>, profondeur: number): void => {
    const { op, args } = noeud
    if (!OPERATEURS.has(op)) faute ??= `« ${op} » n’est pas permis ici`
    if (op === 'id' && !lies.has(args)) noms.add(args)
    if (op === 'call' || op === 'rcall') {
      const nom = args[0]
      const macro = op === 'rcall' && MACROS.has(nom)
      if (!FONCTIONS.has(nom)) faute ??= `la fonction ${nom}() n’est pas permise ici`
      if (macro && profondeur >= MACROS_EMBOITEES) faute ??= `${nom}() est trop emboîté`
      const suite = (op === 'call' ? args[1] : args[2]) as ASTNode[]
      const variable = macro && suite[0]?.op === 'id' ? suite[0].args : undefined
      if (op === 'rcall') visiter(args[1], lies, profondeur)
      const dedans = variable === undefined ? lies : new Set([...lies, variable])
      for (const autre of suite) visiter(autre, dedans, profondeur + (macro ? 1 : 0))
      return
    }
    for (const enfant of enfantsDe(noeud)) visiter(enfant, lies, profondeur)
  }
  visiter(ast, new Set(), 0)
  const cout = coutDe(ast)
  if (cout > COUT_AU_PLUS) faute ??= 'l’expression demande trop de calcul, simplifiez-la'
  return { noms: [...noms], cout, ...(faute === undefined ? {} : { faute }) }
}

function enfantsDe(noeud: ASTNode): ASTNode[] {
  const { args } = noeud as { args: unknown }
  const estNoeud = (v: unknown): v is ASTNode => typeof v === 'object' && v !== null && 'op' in v
  return estNoeud(args) ? [args] : Array.isArray(args) ? args.flat().filter(estNoeud) : []
}
