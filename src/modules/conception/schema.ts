import type { Json } from '../../kernel/module.ts'
import type { Lieux } from './condition.ts'
import type { Operande } from './operandes.ts'

/** What one edits, read from a JSON Schema: each kind has its own box on screen. */
export type Noeud =
  | { genre: 'texte'; max?: number; long: boolean }
  | { genre: 'nombre'; entier: boolean; /** An empty box says « not known », which is written. */ nul?: true }
  | { genre: 'oui_non'; defaut?: boolean }
  | { genre: 'choix'; options: readonly OptionNoeud[]; defaut?: string; /** Its values are numbers in a definition. */ nombres?: true }
  | { genre: 'choix_multiple'; options: readonly OptionNoeud[] }
  | { genre: 'lignes' }
  | { genre: 'objet'; champs: readonly ChampNoeud[] }
  | { genre: 'liste'; element: Noeud }
  | { genre: 'condition'; lieux: Lieux }
  /** The answers of a choice, one a line; on several floors where each answer asks another one. */
  | { genre: 'options'; etages: number }
  /** The columns chosen in a table; its rows are sent as a file. */
  | { genre: 'table' }
  /** A number computed from the answers. `montant`: whole FCFA, or the formula that gives them. */
  | { genre: 'formule'; montant: boolean; operandes: readonly Operande[] }
  /** South, west, north, east, in degrees. */
  | { genre: 'boite' }
  /** A word and what it says, one pair a line: « Objet : {objet} ». */
  | { genre: 'couples' }
  /** Anything else, as YAML. */
  | { genre: 'yaml' }
export type OptionNoeud = { valeur: string; libelle: string; groupe?: string }
export type ChampNoeud = { nom: string; requis: boolean; noeud: Noeud; /** What an absent value stands for. */ defaut?: Json }

/** The part of JSON Schema that zod writes. */
export type Schema = {
  type?: string; const?: Json; enum?: Json[]; default?: Json; maxLength?: number; properties?: Record<string, Schema>; required?: string[]
  items?: Schema; prefixItems?: Schema[]; anyOf?: Schema[]; oneOf?: Schema[]
}

/** What stands instead of the schema at a path (indexes left out), for what a schema cannot say: the posts, the fields of the form. */
export type Remplacement = (chemin: string) => Noeud | undefined

/** Texts of more than this many signs are written in a larger box. */
const COURT = 120

/** Reads a schema. `chemin` is where it is, without the indexes of lists. */
export function lireSchema(schema: Schema, remplacer: Remplacement, chemin = ''): Noeud {
  const remplace = remplacer(chemin)
  if (remplace) return remplace
  const variantes = (schema.anyOf ?? schema.oneOf)?.filter((s) => s.type !== 'null')
  if (variantes?.length === 1) {
    const seule = lireSchema(variantes[0]!, remplacer, chemin)
    return seule.genre === 'nombre' ? { ...seule, nul: true } : seule
  }
  if (variantes) return { genre: 'yaml' }
  if (schema.enum) return { genre: 'choix', options: schema.enum.map((v) => ({ valeur: String(v), libelle: String(v) })), ...(schema.default === undefined ? {} : { defaut: String(schema.default) }), ...(schema.enum.every((v) => typeof v === 'number') ? { nombres: true } : {}) }
  switch (schema.type) {
    case 'string':
      return { genre: 'texte', ...(schema.maxLength ? { max: schema.maxLength } : {}), long: (schema.maxLength ?? 0) > COURT }
    case 'integer':
    case 'number':
      return { genre: 'nombre', entier: schema.type === 'integer' }
    case 'boolean':
      return { genre: 'oui_non', ...(typeof schema.default === 'boolean' ? { defaut: schema.default } : {}) }
    case 'array':
      return lireListe(schema, remplacer, chemin)
    case 'object':
      return lireObjet(schema, remplacer, chemin)
    default:
      return { genre: 'yaml' }
  }
}

function lireListe(schema: Schema, remplacer: Remplacement, chemin: string): Noeud {
  if (!schema.items || schema.prefixItems) return { genre: 'yaml' }
  if (schema.items.enum) return { genre: 'choix_multiple', options: schema.items.enum.map((v) => ({ valeur: String(v), libelle: String(v) })) }
  if (schema.items.type === 'string') return { genre: 'lignes' }
  const element = lireSchema(schema.items, remplacer, chemin)
  return element.genre === 'objet' ? { genre: 'liste', element } : { genre: 'yaml' }
}

function lireObjet(schema: Schema, remplacer: Remplacement, chemin: string): Noeud {
  if (!schema.properties) return { genre: 'yaml' }
  const champs = Object.entries(schema.properties)
    .filter(([, s]) => s.const === undefined)
    .map(([nom, s]): ChampNoeud => ({ nom, requis: (schema.required ?? []).includes(nom) && s.default === undefined, noeud: lireSchema(s, remplacer, chemin === '' ? nom : `${chemin}.${nom}`), ...(s.default === undefined ? {} : { defaut: s.default }) }))
    .toSorted((a, b) => rangDe(a.nom) - rangDe(b.nom))
  return { genre: 'objet', champs }
}

/** What one writes first; then the rest as the schema has it; then what depends on other answers. */
const DABORD = ['sujet', 'titre', 'libelle', 'phrase', 'texte', 'alternative', 'legende', 'niveaux', 'options', 'table', 'aide', 'requis']
const ENFIN = ['condition', 'si']
const rangDe = (nom: string): number => (DABORD.includes(nom) ? DABORD.indexOf(nom) - DABORD.length : ENFIN.indexOf(nom) + 1)

/** The variant of a union whose `cle` (`type`, `genre`) is this one. */
export const variante = (schema: Schema, cle: string, valeur: string): Schema | undefined => (schema.oneOf ?? schema.anyOf)?.find((s) => s.properties?.[cle]?.const === valeur)
