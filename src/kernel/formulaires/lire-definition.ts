/** Reading a definition: its form (zod), then what its parts say of each other. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { controlerApres } from './apres.ts'
import { fauteDePoids } from './bornes.ts'
import { environnementDe, fauteDe, noms, typeCel } from './cel.ts'
import { COUT_TOTAL } from './cout.ts'
import { schemaDefinition } from './definition.ts'
import type { Champ, Definition, Etape } from './definition.ts'
import { estCompose, genreDe } from './genres.ts'
import { jugeDePortee } from './jamais.ts'

/** Beyond this many, reading more faults helps nobody. */
const FAUTES_AU_PLUS = 50
/** Words of CEL, of JavaScript objects, and names that the page uses. */
const RESERVES = new Set('as break const constructor continue else false for function has if import in let loop namespace null package prototype return size true type var void while ans somme all exists exists_one filter map int uint double string bool bytes list dyn duration timestamp'.split(' '))

/**
 * Reads and checks a form. `source` is what the YAML gives (`{ etapes: [...] }`). The result is plain JSON, every
 * default written. Throws an Error whose message lists all faults, one French sentence a line.
 */
export function lireDefinition(source: unknown): Definition {
  const lourd = fauteDePoids(source)
  if (lourd !== undefined) throw new Error(lourd)
  const lu = schemaDefinition.safeParse(source, { error: phraseZod })
  if (!lu.success) throw new Error(dire(lu.error.issues.map((p) => `${chemin(source, p.path)} : ${p.message}`)))
  const fautes = [...controlerCodes(lu.data), ...controlerOptions(lu.data), ...controlerApres(lu.data)]
  if (fautes.length === 0) fautes.push(...controlerExpressions(lu.data))
  if (fautes.length === 0) fautes.push(...controlerPortee(lu.data))
  if (fautes.length > 0) throw new Error(dire(fautes))
  return JSON.parse(JSON.stringify(lu.data)) as Definition
}

/** One fault a line, the first ones when there are very many; codes written by a hand that went wrong are cut. */
function dire(fautes: readonly string[]): string {
  const dites = fautes.slice(0, FAUTES_AU_PLUS).map((faute) => (faute.length > 600 ? `${faute.slice(0, 600).toWellFormed()}…` : faute))
  return [...dites, ...(fautes.length > FAUTES_AU_PLUS ? [`… et ${fautes.length - FAUTES_AU_PLUS} autres fautes`] : [])].join('\n')
}

/** SHA-256 (hex) of a definition, whatever the order of its keys. */
export function empreinteDefinition(def: Definition): string {
  return createHash('sha256').update(JSON.stringify(def, (_, v: unknown) => (typeof v === 'object' && v !== null && !Array.isArray(v) ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1))) : v))).digest('hex')
}

/** What a shape fault is called, in French; undefined for those left as zod says them. */
export function phraseZod(p: z.core.$ZodRawIssue): string | undefined {
  if (p.code === 'unrecognized_keys') return `${(p.keys as string[]).map((k) => `« ${k} »`).join(', ')} n’est pas prévu ici`
  if (p.code === 'invalid_union') return `le type n’est pas l’un des types de champ`
  if (p.code === 'invalid_type') return p.input === undefined ? 'il manque une valeur' : `il faut ${({ string: 'un texte', number: 'un nombre', int: 'un nombre entier', array: 'une liste', object: 'un groupe de valeurs', boolean: 'true ou false' } as Record<string, string>)[p.expected as string] ?? String(p.expected)}`
  if (p.code === 'too_small') return `il en faut au moins ${String(p.minimum)}`
  if (p.code === 'too_big') return `il en faut au plus ${String(p.maximum)}`
  if (p.code === 'invalid_value') return `il faut l’une de ces valeurs : ${(p.values as unknown[]).join(', ')}`
  return undefined
}

/** Where a fault is, by codes rather than ranks when they can be read: « etapes.personne.champs.nom.max ». */
function chemin(source: unknown, path: readonly PropertyKey[]): string {
  let ici: unknown = source
  const mots = path.map((cle) => {
    ici = typeof ici === 'object' && ici !== null ? (ici as Record<PropertyKey, unknown>)[cle] : undefined
    const code = typeof cle === 'number' && typeof ici === 'object' && ici !== null ? (ici as { code?: unknown }).code : undefined
    return typeof code === 'string' ? code : String(cle)
  })
  return mots.join('.') || 'formulaire'
}

/** Every field with the step and the block that hold it, in order. */
function* tousLesChamps(def: Definition): Generator<{ champ: Champ; etape: Etape; bloc?: Champ }> {
  for (const etape of def.etapes)
    for (const champ of etape.champs) {
      yield { champ, etape }
      if (champ.type === 'bloc') for (const interieur of champ.champs) yield { champ: interieur, etape, bloc: champ }
    }
}

function controlerCodes(def: Definition): string[] {
  const fautes: string[] = []
  const vus = new Set<string>()
  const etapes = new Set<string>()
  for (const { code } of def.etapes) {
    if (etapes.has(code)) fautes.push(`L’étape « ${code} » est écrite deux fois : donnez un code à chacune`)
    etapes.add(code)
  }
  for (const { champ } of tousLesChamps(def)) {
    if (vus.has(champ.code)) fautes.push(`Le champ « ${champ.code} » est écrit deux fois : un code ne sert qu’une fois dans tout le formulaire`)
    if (RESERVES.has(champ.code)) fautes.push(`Le champ « ${champ.code} » porte un mot réservé : choisissez un autre code`)
    vus.add(champ.code)
  }
  return fautes
}

function controlerOptions(def: Definition): string[] {
  const fautes: string[] = []
  for (const { champ } of tousLesChamps(def)) {
    if (champ.type === 'image' && champ.donnees === undefined) fautes.push(`Le champ « ${champ.code} » montre « ${champ.fichier} », qui n’a pas été lu : mettez ce fichier à côté de la démarche`)
    if (estCompose(champ)) fautes.push(...(genreDe(champ).controler?.(champ) ?? []).map((dit) => `Le champ « ${champ.code} » ${dit}`))
    else if ('options' in champ) {
      const valeurs = champ.options.map((o) => o.valeur)
      for (const v of new Set(valeurs.filter((v, i) => valeurs.indexOf(v) !== i))) fautes.push(`Le champ « ${champ.code} » a deux options de valeur « ${v} »`)
    }
    if ('min' in champ && 'max' in champ && champ.min !== undefined && champ.max !== undefined && ordonnables(champ.min, champ.max) && champ.min > champ.max) fautes.push(`Le champ « ${champ.code} » a un minimum plus grand que son maximum`)
  }
  return fautes
}

/** Bounds that can be compared as they are written: numbers, hours, whole dates. */
const ordonnables = (a: string | number, b: string | number) => (typeof a === 'number' && typeof b === 'number') || [a, b].every((v) => /^\d{4}-|^\d\d:/.test(String(v)))

type Regle = { ou: string; expression: string; attendus: readonly string[] }

function controlerExpressions(def: Definition): string[] {
  const types = Object.fromEntries([...tousLesChamps(def)].flatMap(({ champ }) => (typeCel(champ) === undefined ? [] : [[champ.code, typeCel(champ)!]])))
  const env = environnementDe(types)
  const fautes: string[] = fautesDeCout(def, env)
  /** Fields of the form already passed, then of the current step, then of the current block. */
  const avant = new Set<string>()
  for (const etape of def.etapes) {
    if (etape.condition !== undefined) fautes.push(...controler({ ou: `La condition de l’étape « ${etape.code} »`, expression: etape.condition, attendus: ['bool'] }, avant, types, env))
    const ici = new Set<string>()
    for (const champ of etape.champs) {
      fautes.push(...controlerChamp(champ, avant, ici, types, env))
      if (champ.type === 'bloc') {
        const dedans = new Set(avant)
        const bloc = new Set(ici)
        for (const interieur of champ.champs) {
          fautes.push(...controlerChamp(interieur, dedans, bloc, types, env))
          for (const ensemble of [dedans, bloc]) ensemble.add(interieur.code)
        }
      }
      for (const ensemble of [avant, ici]) ensemble.add(champ.code)
    }
    for (const { condition, titre } of etape.arrets ?? []) fautes.push(...controler({ ou: `L’arrêt « ${titre} »`, expression: condition, attendus: ['bool'] }, avant, types, env))
  }
  return fautes
}

/** Conditions that nobody can meet, and answers that no question offers: a step, a question or a stop would vanish without a word. */
function controlerPortee(def: Definition): string[] {
  const juger = jugeDePortee(def)
  const dire = (ou: string, condition: string | undefined, ...avec: (string | undefined)[]) => (condition === undefined ? [] : juger(condition, avec.filter((c) => c !== undefined)).map((faute) => `${ou} ${faute}`))
  return def.etapes.flatMap((etape) => [
    ...dire(`La condition de l’étape « ${etape.code} »`, etape.condition),
    ...etape.champs.flatMap((champ) => [
      ...dire(`La condition de « ${champ.code} »`, champ.condition, etape.condition),
      ...(champ.type === 'bloc' ? champ.champs.flatMap((c) => dire(`La condition de « ${c.code} »`, c.condition, champ.condition, etape.condition)) : []),
    ]),
    ...(etape.arrets ?? []).flatMap(({ condition, titre }) => dire(`La condition de l’arrêt « ${titre} »`, condition, etape.condition)),
  ])
}

/** Each expression is bounded by itself; together they run at every page. */
function fautesDeCout(def: Definition, env: Env): string[] {
  const cout = (expression: string | undefined) => (expression === undefined ? 0 : noms(env, expression).cout)
  let total = def.etapes.reduce((t, e) => t + cout(e.condition) + (e.arrets ?? []).reduce((s, a) => s + cout(a.condition), 0), 0)
  for (const { champ, bloc } of tousLesChamps(def)) total += (cout(champ.condition) + (champ.type === 'calcule' ? cout(champ.formule) : 0)) * (bloc?.type === 'bloc' ? bloc.max : 1)
  return total > COUT_TOTAL ? ['Les conditions et les formules demandent ensemble trop de calcul : simplifiez celles qui parcourent des blocs'] : []
}

type Env = ReturnType<typeof environnementDe>

function controlerChamp(champ: Champ, avant: ReadonlySet<string>, ici: ReadonlySet<string>, types: Record<string, string>, env: Env): string[] {
  const fautes: string[] = []
  if (champ.type === 'calcule') fautes.push(...controler({ ou: `La formule de « ${champ.code} »`, expression: champ.formule, attendus: ATTENDUS[champ.resultat] }, avant, types, env))
  if (champ.condition === undefined) return fautes
  fautes.push(...controler({ ou: `La condition de « ${champ.code} »`, expression: champ.condition, attendus: ['bool'] }, avant, types, env))
  const proche = noms(env, champ.condition).noms.find((nom) => ici.has(nom))
  if (proche !== undefined && champ.si === undefined && champ.type !== 'calcule') fautes.push(`Le champ « ${champ.code} » dépend de « ${proche} », de la même étape : dites sa condition en mots dans « si », par exemple « Si oui »`)
  return fautes
}

const ATTENDUS = { texte: ['string'], date: ['string'], nombre: ['int', 'double'], montant: ['int', 'double'], oui_non: ['bool'] } as const

function controler({ ou, expression, attendus }: Regle, avant: ReadonlySet<string>, types: Record<string, string>, env: Env): string[] {
  const inconnus = noms(env, expression).noms.filter((nom) => !avant.has(nom))
  if (inconnus.length > 0) return inconnus.map((nom) => `${ou} nomme « ${nom} », ${Object.hasOwn(types, nom) ? 'qui n’est pas répondu avant' : 'qui n’existe pas'}`)
  const faute = fauteDe(env, expression, attendus)
  return faute === undefined ? [] : [`${ou} : ${faute}`]
}
