import { estQuestion } from '../../kernel/formulaires/index.ts'
import type { Champ, Etape, Question } from '../../kernel/formulaires/index.ts'

type Schema = { [cle: string]: unknown }

/** The JSON Schema of a form: an object a step, in it a property a question. What a condition may hide is never required. */
export function schemaDe(etapes: readonly Etape[]): Schema {
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object', properties: Object.fromEntries(etapes.map((etape) => [etape.code, { ...objet(etape.champs), title: etape.titre, ...(etape.aide ? { description: etape.aide } : {}) }])), required: etapes.filter((e) => !e.condition).map((e) => e.code) }
}

function objet(champs: readonly Champ[]): Schema {
  const questions = champs.filter(estQuestion)
  return { type: 'object', properties: Object.fromEntries(questions.map((q) => [q.code, { ...typeDe(q), title: q.libelle, ...(q.aide ? { description: q.aide } : {}) }])), required: questions.filter((q) => q.requis && !q.condition).map((q) => q.code) }
}

const choix = (options: readonly { valeur: string; libelle: string }[]): Schema => ({ type: 'string', oneOf: options.map((o) => ({ const: o.valeur, title: o.libelle })) })
const DOCUMENT = { type: 'string', description: 'urn:uuid donné par POST /documents' }

function typeDe(q: Question): Schema {
  switch (q.type) {
    case 'nombre':
    case 'montant':
      return { type: 'number', ...(q.min === undefined ? {} : { minimum: q.min }), ...(q.max === undefined ? {} : { maximum: q.max }) }
    case 'oui_non':
    case 'consentement':
      return { type: 'boolean' }
    case 'date':
      return { type: 'string', format: 'date' }
    case 'date_precision':
      return { type: 'object', properties: { precision: { enum: ['jour', 'mois', 'annee', 'vers'] }, annee: { type: 'integer' }, mois: { type: 'integer' }, jour: { type: 'integer' } }, required: ['precision', 'annee'] }
    case 'territoire':
      return { type: 'object', properties: { code: { type: 'string' } }, required: ['code'] }
    case 'adresse':
      return { type: 'object', properties: { code: { type: 'string' }, precision: { type: 'string' } }, required: ['code'] }
    case 'choix':
      return choix(q.options)
    case 'choix_multiple':
      return { type: 'array', items: choix(q.options) }
    case 'fichier':
    case 'photo':
    case 'signature':
      return { type: 'array', items: DOCUMENT }
    case 'bloc':
      return { type: 'array', minItems: q.min, maxItems: q.max, items: objet(q.champs) }
    case 'texte':
    case 'texte_long':
    case 'nom':
      return { type: 'string', maxLength: q.max }
    case 'courriel':
      return { type: 'string', format: 'email' }
    case 'telephone':
    case 'npi':
    case 'heure':
    case 'reference':
      return { type: 'string' }
    default:
      return { type: 'object' }
  }
}
