/** Conditions that no answer can meet: a slip of the pen that makes a question, a visa or a check vanish without a word. */
import type { ASTNode } from '@marcbachmann/cel-js'
import { versCel } from './cel.ts'
import type { Champ, Definition } from './definition.ts'
import { compiler, remplie, valeurDe } from './expression.ts'
import type { ContexteCel, ValeurCel } from './expression.ts'

/** Answers tried for one condition, at most: beyond, nothing is said of it. */
const ESSAIS = 4096
/** And for a whole form: a hostile one is not worth a minute. */
const ESSAIS_EN_TOUT = 100_000
/** Options of a multiple choice that are put together in every way. */
const ENSEMBLE = 5

type Litteral = string | number | boolean | null
type Place = { champ: Champ; conditions: string[] }

/** Where each question is, and the conditions under which it is asked: its own, its block's, its step's. */
function placesDe(def: Definition): ReadonlyMap<string, Place> {
  const vraies = (...conditions: (string | undefined)[]) => conditions.filter((c) => c !== undefined)
  return new Map(
    def.etapes.flatMap((etape) =>
      etape.champs.flatMap((champ): [string, Place][] => [
        [champ.code, { champ, conditions: vraies(etape.condition, champ.condition) }],
        ...(champ.type === 'bloc' ? champ.champs.map((c): [string, Place] => [c.code, { champ: c as Champ, conditions: vraies(etape.condition, champ.condition, c.condition) }]) : []),
      ]),
    ),
  )
}

/** Finds, for a form, whether conditions that must hold together can. `undefined` where it cannot be told, or when all that may be tried has been. */
function chercheurDe(def: Definition): (conditions: readonly string[]) => 'jamais' | 'parfois' | undefined {
  const places = placesDe(def)
  const ordre = [...places.keys()]
  const compte = { reste: ESSAIS_EN_TOUT }
  return (conditions) => {
    const noms = dependances(conditions, places)
    const champs = ordre.filter((code) => noms.has(code)).map((code) => places.get(code)!)
    const toutes = [...conditions, ...champs.flatMap((p) => p.conditions)]
    const arbres = toutes.map((c) => compiler(c)?.ast)
    if (arbres.includes(undefined)) return undefined
    const dits = litteraux(arbres as ASTNode[])
    const domaines = champs.map(({ champ }) => domaineDe(champ, [...(dits.get(champ.code) ?? [])]))
    const nombre = domaines.reduce((n, d) => n * (d?.length ?? 1), 1)
    if (nombre > Math.min(ESSAIS, compte.reste)) return undefined
    if (essayer(conditions, champs, domaines.map((d) => d ?? [null]), 0, {}, compte)) return 'parfois'
    // Nothing found says something only where every answer that matters was tried.
    return domaines.every((d) => d !== undefined) && (arbres as ASTNode[]).every(simple) ? 'jamais' : undefined
  }
}

/** Names that conditions read, and those that decide whether these are asked. */
function dependances(conditions: readonly string[], places: ReadonlyMap<string, Place>): Set<string> {
  const vus = new Set<string>()
  const file = [...conditions]
  for (let c = file.pop(); c !== undefined; c = file.pop())
    for (const nom of compiler(c)?.noms ?? [])
      if (!vus.has(nom)) {
        vus.add(nom)
        const place = places.get(nom)
        file.push(...(place?.conditions ?? []), ...(place?.champ.type === 'calcule' ? [place.champ.formule] : []))
      }
  return vus
}

/** Whether some answer of these domains meets every condition; a question that is not asked is not answered. */
function essayer(conditions: readonly string[], champs: readonly Place[], domaines: readonly (readonly ValeurCel[])[], rang: number, cel: ContexteCel, compte: { reste: number }): boolean {
  const place = champs[rang]
  if (!place) compte.reste--
  if (!place) return conditions.every((c) => remplie(c, cel))
  const { champ } = place
  const demande = place.conditions.every((c) => remplie(c, cel))
  const absent = versCel(champ, null, () => ({}))
  const valeurs = !demande ? [absent] : champ.type === 'calcule' ? [calcul(champ, cel)] : domaines[rang]!
  return valeurs.some((v) => essayer(conditions, champs, domaines, rang + 1, { ...cel, [champ.code]: v }, compte))
}

function calcul(champ: Extract<Champ, { type: 'calcule' }>, cel: ContexteCel): ValeurCel {
  const valeur = valeurDe(champ.formule, cel)
  return champ.resultat === 'oui_non' && typeof valeur === 'boolean' ? valeur : null
}

/** The answers that can make a difference, as CEL sees them; undefined where they cannot be listed. */
function domaineDe(champ: Champ, dits: readonly Litteral[]): ValeurCel[] | undefined {
  const cel = (reponses: readonly unknown[]) => [...reponses, null].map((r) => versCel(champ, r as never, () => ({})))
  switch (champ.type) {
    case 'oui_non':
    case 'consentement':
      return cel([true, false])
    case 'choix':
      return cel(champ.options.map((o) => o.valeur))
    case 'choix_multiple': {
      const options = champ.options.map((o) => o.valeur)
      const nommees = options.filter((o) => dits.includes(o))
      return nommees.length > ENSEMBLE ? undefined : cel(parties([...nommees, ...options.filter((o) => !nommees.includes(o)).slice(0, 1)]).filter((p) => p.length > 0))
    }
    case 'nombre':
      return cel(voisins(nombres(dits), champ.min, champ.max, champ.decimales))
    case 'montant':
      return cel(voisins(nombres(dits), champ.min, champ.max, 0))
    case 'calcule':
      return champ.resultat === 'oui_non' && simpleTexte(champ.formule) ? [null] : undefined
    case 'texte':
    case 'texte_long':
    case 'nom':
      // Those named, and those that come just before and after them in the order of words.
      return cel([...dits.filter((d) => typeof d === 'string').flatMap((d) => [d, `${d} `, `${d}z`]), ' ', 'Autre réponse', 'zzz'])
    default:
      return undefined
  }
}

const nombres = (dits: readonly Litteral[]): number[] => dits.filter((d) => typeof d === 'number')
const parties = <T,>(liste: readonly T[]): T[][] => liste.reduce<T[][]>((p, x) => [...p, ...p.map((q) => [...q, x])], [[]])

/** Every number named, those beside it, those between two of them, and the bounds. */
function voisins(nommes: readonly number[], min: number | undefined, max: number | undefined, decimales: number): number[] {
  const bornes = [...nommes, ...(min === undefined ? [] : [min]), ...(max === undefined ? [] : [max])].toSorted((a, b) => a - b)
  const pas = 10 ** -decimales
  const milieux = bornes.slice(1).map((b, i) => (b + bornes[i]!) / 2)
  const lus = [...bornes, ...bornes.map((b) => b - pas), ...bornes.map((b) => b + pas), ...milieux, ...(bornes.length === 0 ? [0] : [])].map((n) => Number(n.toFixed(decimales)))
  return [...new Set(lus)].filter((n) => (min === undefined || n >= min) && (max === undefined || n <= max))
}

/** The constants with which each name is compared. */
function litteraux(arbres: readonly ASTNode[]): ReadonlyMap<string, Set<Litteral>> {
  const dits = new Map<string, Set<Litteral>>()
  const noter = (id: ASTNode | undefined, valeurs: readonly Litteral[]) => {
    if (id?.op === 'id') dits.set(id.args, new Set([...(dits.get(id.args) ?? []), ...valeurs]))
  }
  const visiter = (noeud: ASTNode): void => {
    const [a, b] = paire(noeud)
    if (a && b) {
      noter(a, constantes(b) ?? [])
      noter(b, constantes(a) ?? [])
    }
    for (const enfant of enfants(noeud)) visiter(enfant)
  }
  for (const arbre of arbres) visiter(arbre)
  return dits
}

const COMPARE = new Set(['==', '!=', '<', '<=', '>', '>=', 'in'])
const paire = ({ op, args }: ASTNode): ASTNode[] => (COMPARE.has(op) ? (args as ASTNode[]) : [])
const estNoeud = (v: unknown): v is ASTNode => typeof v === 'object' && v !== null && 'op' in v
const enfants = ({ args }: ASTNode): ASTNode[] => (estNoeud(args) ? [args] : Array.isArray(args) ? (args as unknown[]).flat().filter(estNoeud) : [])

/** The constant, or constants, that a tree is; undefined for anything else. */
function constantes(noeud: ASTNode): Litteral[] | undefined {
  if (noeud.op === 'value') return typeof noeud.args === 'bigint' ? [Number(noeud.args)] : ['string', 'number', 'boolean'].includes(typeof noeud.args) || noeud.args === null ? [noeud.args as Litteral] : undefined
  if (noeud.op === '-_') return constantes(noeud.args as ASTNode)?.map((v) => (typeof v === 'number' ? -v : v))
  if (noeud.op !== 'list') return undefined
  const elements = (noeud.args as ASTNode[]).map(constantes)
  return elements.includes(undefined) ? undefined : elements.flatMap((e) => e!)
}

const simpleTexte = (expression: string): boolean => {
  const ast = compiler(expression)?.ast
  return ast !== undefined && simple(ast)
}

/** Made of names compared with constants, and of and, or, not: nothing between the answers tried can then change the verdict. */
function simple(noeud: ASTNode): boolean {
  if (noeud.op === 'id' || constantes(noeud) !== undefined) return true
  if (COMPARE.has(noeud.op)) {
    const [a, b] = paire(noeud)
    const constants = [a, b].filter((n) => constantes(n!) !== undefined).length
    return constants === 2 || (constants === 1 && (a!.op === 'id' || b!.op === 'id'))
  }
  return ['&&', '||', '!_', '?:'].includes(noeud.op) && enfants(noeud).every(simple)
}

/**
 * Judges the conditions of a form, or of what is written over it: what is wrong in one, as the end of a sentence that begins with the
 * condition (« nomme la réponse … », « n’est jamais vraie »); none when it may be met, or when that cannot be told. `avec`: conditions that
 * hold wherever this one is read.
 */
export function jugeDePortee(def: Definition): (condition: string, avec?: readonly string[]) => string[] {
  const places = placesDe(def)
  const chercher = chercheurDe(def)
  return (condition, avec = []) => {
    const inconnues = reponsesInconnues(places, condition)
    if (inconnues.length > 0) return inconnues.map(([code, reponse]) => `nomme la réponse « ${reponse} », que la question « ${code} » ne propose pas`)
    return chercher([condition, ...avec]) === 'jamais' ? ['n’est jamais vraie, quelles que soient les réponses'] : []
  }
}

/** Answers that a condition names and that the question does not offer: « titre == "achta" ». */
function reponsesInconnues(places: ReadonlyMap<string, Place>, condition: string): [code: string, reponse: string][] {
  const ast = compiler(condition)?.ast
  return [...(ast ? litteraux([ast]) : [])].flatMap(([code, dits]) => {
    const champ = places.get(code)?.champ
    if (champ?.type !== 'choix' && champ?.type !== 'choix_multiple') return []
    return [...dits].filter((d): d is string => typeof d === 'string' && d !== '' && !champ.options.some((o) => o.valeur === d)).map((d): [string, string] => [code, d])
  })
}
