/** From CEL's own tree to the small conditions that the browser understands (src/lib/condition.ts). */
import type { ASTNode } from '@marcbachmann/cel-js'
import type { Condition, GenreValeur, ValeurCondition } from '../../lib/condition.ts'
import type { Champ } from './definition.ts'
import type { ValeurCel } from './expression.ts'

/** What a name stands for: an input of the page, or a value already known. */
export type Nom = { input: string; genre: GenreValeur } | { valeur: ValeurCel } | undefined

const BINAIRES = new Set(['==', '!=', '<', '<=', '>', '>=', 'in', '&&', '||'])

/** The same condition in the small language; undefined when it says more than that language can. */
export function simplifier(noeud: ASTNode, resoudre: (nom: string) => Nom): Condition | undefined {
  const { op, args } = noeud
  const aller = (n: ASTNode) => simplifier(n, resoudre)
  if (op === 'value') return constante(args)
  if (op === 'id') {
    const nom = resoudre(args)
    if (nom === undefined) return undefined
    return 'input' in nom ? ['id', nom.input, nom.genre] : constante(nom.valeur)
  }
  if (op === '!_') {
    const v = aller(args)
    return v && ['!', v]
  }
  if (op === '-_') return args.op === 'value' && (typeof args.args === 'bigint' || typeof args.args === 'number') ? constante(-args.args) : undefined
  if (op === 'call' || op === 'rcall') return taille(noeud, aller)
  if (op === 'list') {
    const elements = args.map(aller)
    return elements.includes(undefined) ? undefined : ['list', ...(elements as Condition[])]
  }
  if (!BINAIRES.has(op)) return undefined
  const [gauche, droite] = (args as [ASTNode, ASTNode]).map(aller)
  return gauche && droite && [op as '==', gauche, droite]
}

/** `size(x)` and `x.size()`. */
function taille(noeud: ASTNode, aller: (n: ASTNode) => Condition | undefined): Condition | undefined {
  if (noeud.op !== 'call' && noeud.op !== 'rcall') return undefined
  const seul = noeud.op === 'call' ? noeud.args[1][0] : noeud.args[1]
  const arguments_ = noeud.op === 'call' ? noeud.args[1].length === 1 : noeud.args[2].length === 0
  if (noeud.args[0] !== 'size' || !arguments_ || !seul) return undefined
  const v = aller(seul)
  return v && ['size', v]
}

function constante(valeur: unknown): Condition | undefined {
  const v = versCondition(valeur)
  return v === undefined ? undefined : ['v', v]
}

function versCondition(valeur: unknown): ValeurCondition | undefined {
  if (typeof valeur === 'bigint') return Number.isSafeInteger(Number(valeur)) ? Number(valeur) : undefined
  if (valeur === null || typeof valeur === 'string' || typeof valeur === 'boolean' || Number.isFinite(valeur)) return valeur as ValeurCondition
  if (!Array.isArray(valeur)) return undefined
  const elements = valeur.map(versCondition)
  return elements.includes(undefined) ? undefined : (elements as ValeurCondition[])
}

/** How the browser reads the input of a field; undefined for fields made of several inputs. */
export function genreDe(champ: Champ): GenreValeur | undefined {
  switch (champ.type) {
    case 'texte':
    case 'texte_long':
    case 'nom':
    case 'choix':
      return 'texte'
    case 'nombre':
      return champ.decimales === 0 ? 'nombre' : 'decimal'
    case 'montant':
      return 'nombre'
    case 'oui_non':
    case 'consentement':
      return 'oui_non'
    case 'choix_multiple':
      return 'liste'
    default:
      return undefined
  }
}
