/** Types of answers for CEL, and the check of an expression before it is published. */
import type { Environment } from '@marcbachmann/cel-js'
import { estDecor } from './champ.ts'
import type { Champ, Definition } from './definition.ts'
import { creerEnvironnement, examiner } from './expression.ts'
import type { ContexteCel, ValeurCel } from './expression.ts'
import { sansSignature } from './fichier.ts'
import { estCompose, genreDe } from './genres.ts'
import { elementsDe, fichiersDe } from './reponse.ts'
import type { DateSue, PersonneRepondue, Reponse, Reponses } from './reponse.ts'

/** The CEL type of a field's answer; undefined for titles and explanations. A missing answer is null, a missing list is empty. */
export function typeCel(champ: Champ): string | undefined {
  if (estDecor(champ)) return undefined
  if (estCompose(champ)) return 'map'
  switch (champ.type) {
    case 'nombre':
      return champ.decimales === 0 ? 'int' : 'double'
    case 'montant':
      return 'int'
    case 'oui_non':
    case 'consentement':
      return 'bool'
    case 'choix_multiple':
      return 'list<string>'
    case 'fichier':
    case 'photo':
    case 'bloc':
      return 'list<map>'
    case 'date_precision':
    case 'territoire':
    case 'adresse':
    case 'personne':
    case 'signature':
      return 'map'
    case 'calcule':
      return champ.resultat === 'montant' || (champ.resultat === 'nombre' && champ.decimales === 0) ? 'int' : champ.resultat === 'nombre' ? 'double' : champ.resultat === 'oui_non' ? 'bool' : 'string'
    default:
      return 'string'
  }
}

/** Code of field -> CEL type, for conditions written elsewhere (routing, documents). */
export function champsPourCel(def: Definition): Record<string, string> {
  return Object.fromEntries(def.etapes.flatMap((e) => e.champs).flatMap((c) => (typeCel(c) === undefined ? [] : [[c.code, typeCel(c)!]])))
}

/** An environment where exactly these names exist, with their types. */
export function environnementDe(types: Readonly<Record<string, string>>): Environment {
  const env = creerEnvironnement({ dynamique: false })
  // A missing answer is null, so null compares with every type; `!=` comes with `==`. Types are only checked here, never evaluated.
  for (const type of ['string', 'int', 'double', 'bool', 'list', 'map']) env.registerOperator(`${type} == null`, () => false)
  for (const [nom, type] of Object.entries(types)) env.registerVariable(nom, type)
  return env
}

/** What is wrong in an expression, in French; undefined when nothing is. `attendus` are the types it may give (any when absent). */
export function fauteDe(env: Environment, expression: string, attendus?: readonly string[]): string | undefined {
  const examen = noms(env, expression)
  if (examen.faute !== undefined) return examen.faute
  const { valid, type, error } = env.check(expression)
  if (!valid) return traduire(error?.summary ?? 'expression mal écrite')
  if (attendus && type !== undefined && type !== 'dyn' && !attendus.includes(type)) return `l’expression donne ${dire(type)}, il faut ${attendus.map(dire).join(' ou ')}`
  return undefined
}

/** The names an expression reads; `faute` when it cannot be read or uses what forms do not allow. */
export function noms(env: Environment, expression: string): { noms: string[]; cout: number; faute?: string } {
  try {
    return examiner(env.parse(expression).ast)
  } catch (erreur) {
    return { noms: [], cout: 0, faute: traduire((erreur as { summary?: string }).summary ?? 'expression mal écrite') }
  }
}

/** What is wrong in an expression over the answers of a form, in French; undefined when nothing is. `attendu` is a CEL type. */
export function verifierExpression(def: Definition, expression: string, attendu?: string): string | undefined {
  const types = champsPourCel(def)
  const env = environnementDe(types)
  const inconnu = noms(env, expression).noms.find((nom) => !Object.hasOwn(types, nom))
  if (inconnu !== undefined) return `le champ « ${inconnu} » n’existe pas`
  return fauteDe(env, expression, attendu === undefined ? undefined : [attendu])
}

const MOTS: Record<string, string> = { string: 'un texte', int: 'un nombre entier', double: 'un nombre à virgule', bool: 'un oui ou non', 'list<string>': 'une liste de textes', 'list<map>': 'une liste', map: 'un groupe de valeurs', null: 'rien' }
const dire = (type: string) => MOTS[type] ?? type

/** cel-js speaks English; the faults one meets are said in French, the others as they are. */
function traduire(faute: string): string {
  const operation = /^no such overload: (\S+) (\S+) (\S+)$/.exec(faute)
  if (operation) return `« ${operation[2]} » ne va pas entre ${dire(operation[1]!)} et ${dire(operation[3]!)}`
  if (faute.startsWith('Unexpected token')) return 'l’expression est mal écrite ou incomplète'
  if (faute.startsWith('Exceeded')) return 'l’expression est trop longue'
  return `l’expression ne se comprend pas (${faute})`
}

const entier = (n: unknown): ValeurCel => (typeof n === 'number' && Number.isSafeInteger(n) ? BigInt(n) : null)
const texte = (t: unknown): ValeurCel => (typeof t === 'string' ? t : null)
const objet = (r: unknown) => (typeof r === 'object' && r !== null && !Array.isArray(r) ? (r as Record<string, unknown>) : undefined)

function dateCel(brut: unknown): ValeurCel {
  const d = objet(brut) as DateSue | undefined
  return d ? { precision: texte(d.precision), annee: entier(d.annee), mois: entier(d.mois), jour: entier(d.jour) } : null
}

/** An answer as CEL sees it. `element` gives the values of one element of a block, hidden ones being null. */
export function versCel(champ: Champ, reponse: Reponse, element: (valeurs: Reponses) => ContexteCel): ValeurCel {
  if (estCompose(champ)) return genreDe(champ).versCel(champ, reponse)
  switch (champ.type) {
    case 'date_precision':
      return dateCel(reponse)
    case 'territoire':
    case 'adresse': {
      const lieu = objet(reponse)
      return lieu ? { code: texte(lieu.code), ...(champ.type === 'adresse' ? { precision: texte(lieu.precision) } : {}) } : null
    }
    case 'personne': {
      const p = objet(reponse) as PersonneRepondue | undefined
      return p ? { nom: texte(p.nom), prenoms: texte(p.prenoms), naissance: dateCel(p.naissance), npi: texte(p.npi), piece: texte(p.piece?.genre), numero: texte(p.piece?.numero) } : null
    }
    case 'fichier':
    case 'photo':
      return fichiersDe(reponse).map((f) => ({ nom: texte(f.nom), taille: entier(f.taille), type: texte(f.type) }))
    case 'signature':
      return fichiersDe(reponse).length > 0 ? { signe: true } : sansSignature(reponse) ? { signe: false } : null
    case 'bloc':
      return elementsDe(reponse).map((e) => element(e))
    case 'choix_multiple':
      return Array.isArray(reponse) ? reponse.filter((v) => typeof v === 'string') : []
    default:
      return scalaire(typeCel(champ), reponse)
  }
}

function scalaire(type: string | undefined, reponse: Reponse): ValeurCel {
  if (type === 'int') return entier(reponse)
  if (type === 'double') return typeof reponse === 'number' ? reponse : null
  if (type === 'bool') return typeof reponse === 'boolean' ? reponse : null
  return texte(reponse)
}
