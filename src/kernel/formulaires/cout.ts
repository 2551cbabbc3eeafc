/** How much an expression may ask of the machine, told before it is ever evaluated: an upper bound, by its shape alone. */
import type { ASTNode } from '@marcbachmann/cel-js'

/** `cout` in steps (some 50 ns each, measured), `taille` the elements a list may have, or the length of a text by fifties. */
type Poids = { cout: number; taille: number }

/** Most steps of one expression: 12 ms. Two macros, one inside the other, over two full blocks stay ten times below. */
export const COUT_AU_PLUS = 250_000
/** Most steps of all the expressions of a form, those of a block counted once an element: 0.1 s. */
export const COUT_TOTAL = 2_000_000

/** A block has at most 50 elements, a text 10,000 signs; what is inside an element is smaller. */
const NOM: Poids = { cout: 1, taille: 50 }
const DEDANS = 5
const SIGNES = 50

const MACROS = new Set(['exists', 'exists_one', 'all', 'filter', 'map'])
const COMPARENT = new Set(['==', '!=', '<', '<=', '>', '>=', 'in'])

/** Steps that an expression may take at worst. */
export const coutDe = (ast: ASTNode): number => peser(ast, new Set()).cout

function peser(noeud: ASTNode, lies: ReadonlySet<string>): Poids {
  const { op, args } = noeud as { op: string; args: unknown }
  if (op === 'value') return { cout: 1, taille: typeof args === 'string' ? Math.ceil(args.length / SIGNES) : 1 }
  if (op === 'id') return lies.has(args as string) ? { cout: 1, taille: DEDANS } : NOM
  if (op === 'call' || op === 'rcall') return peserAppel(args as [string, ...unknown[]], op === 'rcall', lies)
  const parties = noeuds(args).map((n) => peser(n, lies))
  const cout = 1 + parties.reduce((t, p) => t + p.cout, 0)
  const taille = parties.reduce((t, p) => t + p.taille, 0)
  if (op === 'list') return { cout: cout + parties.length, taille: parties.length }
  if (op === '.' || op === '[]') return { cout, taille: DEDANS }
  if (op === '+') return { cout: cout + taille, taille }
  if (op === '?:') return { cout, taille: Math.max(...parties.map((p) => p.taille)) }
  return { cout: COMPARENT.has(op) ? cout + taille : cout, taille: 1 }
}

function peserAppel([nom, ...reste]: [string, ...unknown[]], sur: boolean, lies: ReadonlySet<string>): Poids {
  const cible = sur ? peser(reste[0] as ASTNode, lies) : { cout: 0, taille: 0 }
  const suite = noeuds(sur ? reste[1] : reste[0])
  if (sur && MACROS.has(nom)) {
    const dedans = suite[0]?.op === 'id' ? new Set([...lies, suite[0].args]) : lies
    const tour = suite.slice(1).reduce((t, n) => t + peser(n, dedans).cout, 1)
    return { cout: cible.cout + cible.taille * tour, taille: nom === 'map' || nom === 'filter' ? cible.taille : 1 }
  }
  const parties = suite.map((n) => peser(n, lies))
  const taille = parties.reduce((t, p) => t + p.taille, cible.taille)
  return { cout: parties.reduce((t, p) => t + p.cout, cible.cout) + taille + 1, taille: nom === 'string' ? taille : 1 }
}

function noeuds(args: unknown): ASTNode[] {
  const estNoeud = (v: unknown): v is ASTNode => typeof v === 'object' && v !== null && 'op' in v
  return estNoeud(args) ? [args] : Array.isArray(args) ? args.flat().filter(estNoeud) : []
}
