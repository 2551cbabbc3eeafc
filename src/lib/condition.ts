/**
 * Simple conditions, evaluated the same way on the server and in the browser: a small part of CEL (Common Expression
 * Language) as nested JSON arrays. Made from CEL text by kernel/formulaires; CEL itself is the oracle of its tests.
 */

export type ValeurCondition = string | number | boolean | null | ValeurCondition[]
/** How the text of an input becomes a value. */
export type GenreValeur = 'texte' | 'nombre' | 'decimal' | 'oui_non' | 'liste'
export type Condition =
  | ['v', ValeurCondition]
  | ['id', string, GenreValeur]
  | ['!' | 'size', Condition]
  | ['==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | '&&' | '||', Condition, Condition]
  | ['list', ...Condition[]]

/**
 * The value of a condition; undefined when it cannot be told: an unknown name, or types that do not compare (a missing
 * number is null and compares with nothing). As in CEL, `&&` and `||` do without a side that cannot be told when the
 * other one decides.
 */
export function evaluerCondition(c: Condition, lire: (nom: string, genre: GenreValeur) => ValeurCondition | undefined): ValeurCondition | undefined {
  const ev = (autre: Condition) => evaluerCondition(autre, lire)
  switch (c[0]) {
    case 'v':
      return c[1]
    case 'id':
      return lire(c[1], c[2])
    case '!': {
      const v = ev(c[1])
      return typeof v === 'boolean' ? !v : undefined
    }
    case 'size': {
      const v = ev(c[1])
      return typeof v === 'string' ? [...v].length : Array.isArray(v) ? v.length : undefined
    }
    case 'list': {
      const valeurs = (c.slice(1) as Condition[]).map(ev)
      return valeurs.includes(undefined) ? undefined : (valeurs as ValeurCondition[])
    }
    case '&&':
      return decider(ev(c[1]), ev(c[2]), false)
    case '||':
      return decider(ev(c[1]), ev(c[2]), true)
    default:
      return comparer(c[0], ev(c[1]), ev(c[2]))
  }
}

/** One side equal to `decisif` decides; otherwise both must be booleans. */
function decider(a: ValeurCondition | undefined, b: ValeurCondition | undefined, decisif: boolean): boolean | undefined {
  if (a === decisif || b === decisif) return decisif
  return a === !decisif && b === !decisif ? !decisif : undefined
}

function comparer(op: string, a: ValeurCondition | undefined, b: ValeurCondition | undefined): boolean | undefined {
  if (a === undefined || b === undefined) return undefined
  if (op === '==') return egal(a, b)
  if (op === '!=') return !egal(a, b)
  if (op === 'in') return Array.isArray(b) ? b.some((e) => egal(a, e)) : undefined
  if (typeof a !== typeof b || typeof a === 'object' || a === null || b === null) return undefined
  return op === '<' ? a < b : op === '<=' ? a <= b : op === '>' ? a > b : a >= b
}

function egal(a: ValeurCondition, b: ValeurCondition): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b
  return a.length === b.length && a.every((e, i) => egal(e, b[i]!))
}
