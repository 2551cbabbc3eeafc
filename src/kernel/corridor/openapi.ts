import { z } from 'zod'
import type { Acces, Action, Module, Page } from '../module.ts'

type Objet = { [cle: string]: unknown }
export type Operation = {
  operationId: string
  summary: string
  description: string
  tags: string[]
  parameters?: Objet[]
  requestBody?: Objet
  responses: Objet
  security: Record<string, string[]>[]
}
/** An OpenAPI 3.1 description, as plain JSON. */
export type DocumentApi = {
  openapi: '3.1.0'
  info: Objet
  servers: { url: string }[]
  tags: { name: string }[]
  paths: Record<string, { get?: Operation; post?: Operation }>
  components: { schemas: Record<string, Objet>; responses: Record<string, Objet>; parameters: Record<string, Objet>; securitySchemes: Record<string, Objet> }
}

const PROBLEMES: Readonly<Record<string, string>> = {
  '400': 'La demande n’a pas pu être lue',
  '401': 'Il faut une session ou un jeton',
  '403': 'La fonction de l’appelant ne le permet pas',
  '404': 'L’objet n’existe pas, ou est d’un autre territoire',
  '409': 'Une règle s’y oppose : la phrase dit laquelle',
  '413': 'L’envoi est trop lourd',
  '415': 'Ce format n’est pas accepté',
  '422': 'Des champs sont à corriger : une phrase pour chacun',
  '429': 'Trop de demandes en une minute',
}

/** Doors that answer in JSON: pages that declare what they give, and every action. Those of the mediator have their own description, made elsewhere. */
export function portesApi(modules: readonly Module[]): { module: Module; porte: Page | Action }[] {
  return modules.flatMap((module) => [...module.pages.filter((p) => p.output), ...module.actions].filter((porte) => !porte.facade).map((porte) => ({ module, porte })))
}

/** Describes the doors of the house (OpenAPI 3.1.0), derived from the manifests: nothing is listed twice. Pure. */
export function decrireApi(modules: readonly Module[], lieu: { adresse: string; version: string }): DocumentApi {
  const schemas: Record<string, Objet> = { Probleme: PROBLEME, Suite: SUITE }
  const paths: DocumentApi['paths'] = {}
  for (const { module, porte } of portesApi(modules)) {
    const chemin = cheminOpenApi(porte.path)
    const operation = porte.genre === 'page' ? lecture(module, porte, schemas) : ecriture(module, porte, schemas)
    paths[chemin] = { ...paths[chemin], [porte.genre === 'page' ? 'get' : 'post']: operation }
  }
  const noms = [...new Set(portesApi(modules).map(({ module }) => module.titre))]
  return {
    openapi: '3.1.0',
    info: { title: 'Iroko', version: lieu.version, description: DESCRIPTION, license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' } },
    servers: [{ url: lieu.adresse }],
    tags: noms.map((name) => ({ name })),
    paths,
    components: { schemas, responses: reponses(), parameters: PARAMETRES, securitySchemes: SECURITE },
  }
}

const DESCRIPTION =
  'Les portes des écrans, en JSON : envoyez « Accept: application/json ». Une lecture (GET) donne l’objet décrit ; une écriture (POST) donne l’adresse où aller ensuite. Les erreurs suivent la RFC 9457 (problem+json), avec les mêmes phrases qu’à l’écran.'

const PROBLEME: Objet = {
  type: 'object',
  description: 'Une erreur (RFC 9457). « champs » : une phrase par champ à corriger. « reference » : à donner à l’assistance après une panne.',
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    champs: { type: 'object', additionalProperties: { type: 'string' } },
    reference: { type: 'string' },
  },
  required: ['type', 'title', 'status', 'detail'],
}

const SUITE: Objet = {
  type: 'object',
  description: 'Ce qui a été fait : où lire le résultat, et la phrase montrée à l’écran. Un secret montré une seule fois vient à la place de l’adresse.',
  properties: { vers: { type: 'string' }, message: { type: 'string' } },
}

const PARAMETRES: Record<string, Objet> = {
  CleIdempotence: {
    name: 'Idempotency-Key',
    in: 'header',
    description: 'De 8 à 100 signes, au choix de l’appelant. La même clé et le même corps donnent la même réponse, sans refaire l’acte.',
    schema: { type: 'string', minLength: 8, maxLength: 100 },
  },
  JetonPage: {
    name: 'x-iroko-jeton',
    in: 'header',
    description: 'Avec une session par cookie seulement : le jeton des formulaires (champ « _jeton » d’une page). Un jeton d’API en dispense.',
    schema: { type: 'string' },
  },
}

const SECURITE: Record<string, Objet> = {
  jeton: { type: 'http', scheme: 'bearer', description: 'Jeton d’API, avec ses permissions et ses territoires.' },
  session: { type: 'apiKey', in: 'cookie', name: 'iroko_s', description: 'Session ouverte à l’écran. Les écritures demandent aussi x-iroko-jeton.' },
}

const contenu = (type: string, schema: Objet): Objet => ({ [type]: { schema } })
const reference = (nom: string): Objet => ({ $ref: `#/components/schemas/${nom}` })

function reponses(): Record<string, Objet> {
  return Object.fromEntries(Object.entries(PROBLEMES).map(([statut, description]) => [`E${statut}`, { description, content: contenu('application/problem+json', reference('Probleme')) }]))
}

const erreurs = (...statuts: string[]): Objet => Object.fromEntries(statuts.map((statut) => [statut, { $ref: `#/components/responses/E${statut}` }]))

/** `/dossiers/:id` as `/dossiers/{id}`. */
export const cheminOpenApi = (path: string): string => path.replace(/:(\w+)/g, '{$1}').replace(/\*$/, '{reste}')

function lecture(module: Module, porte: Page, schemas: Record<string, Objet>): Operation {
  const id = `lire${porte.path.replace(/[^a-zA-Z0-9]+/g, '_').replace(/_$/, '')}`
  const parameters = [...parametres('path', porte, id, schemas), ...parametres('query', porte, id, schemas)]
  return {
    ...commun(module, porte, id),
    ...(parameters.length > 0 ? { parameters } : {}),
    responses: {
      '200': { description: porte.titre, content: contenu('application/json', porte.output ? versSchema(porte.output, 'output', id, schemas) : {}) },
      ...erreurs(...acces(porte.may), ...(porte.path.includes(':') ? ['404'] : []), '429'),
    },
  }
}

function ecriture(module: Module, porte: Action, schemas: Record<string, Objet>): Operation {
  const id = porte.nom
  const corps = versSchema(porte.input, 'input', id, schemas)
  const schema = porte.secondFacteur ? { allOf: [corps, { type: 'object', properties: { _code: { type: 'string', description: 'Second facteur de l’agent' } }, required: ['_code'] }] } : corps
  const types = ['application/json', 'application/x-www-form-urlencoded', ...(porte.fichiers ? ['multipart/form-data'] : [])]
  const entetes = porte.machine ? [] : ['JetonPage', ...(porte.idempotent === false ? [] : ['CleIdempotence'])]
  return {
    ...commun(module, porte, id),
    parameters: [...parametres('path', porte, id, schemas), ...entetes.map((nom) => ({ $ref: `#/components/parameters/${nom}` }))],
    requestBody: { required: true, content: Object.assign({}, ...types.map((type) => contenu(type, schema))) as Objet },
    responses: {
      '200': { description: 'Fait', content: contenu('application/json', reference('Suite')) },
      ...erreurs('400', ...acces(porte.may), ...(porte.path.includes(':') ? ['404'] : []), '409', '413', '415', '422', '429'),
    },
  }
}

function commun(module: Module, porte: Page | Action, operationId: string): Pick<Operation, 'operationId' | 'summary' | 'description' | 'tags' | 'security'> {
  return { operationId, summary: porte.titre, description: porte.genre === 'action' && porte.machine ? 'Pour : un autre système, par sa signature.' : `Pour : ${direAcces(porte.may)}.`, tags: [module.titre], security: securite(porte.may) }
}

/** Who may pass, in words. */
export function direAcces(may: Acces): string {
  switch (may.pour) {
    case 'public':
      return 'tous'
    case 'connu':
      return 'toute personne connectée'
    case 'citoyen':
      return 'un citoyen connecté'
    case 'agent':
      return 'un agent connecté'
    case 'titulaire':
      return 'le titulaire, connecté ou avec son code de suivi'
    case 'participant':
      return 'un agent dont le poste est appelé sur le dossier'
    case 'permission':
      return `la permission ${may.permission}, dans son territoire`
    case 'un':
      return may.parmi.map(direAcces).join(', ou ')
  }
}

function securite(may: Acces): Record<string, string[]>[] {
  if (may.pour === 'public') return [{}]
  if (may.pour === 'permission') return [{ jeton: [may.permission] }, { session: [] }]
  if (may.pour !== 'un') return [{ session: [] }]
  const tous = may.parmi.flatMap(securite)
  return tous.filter((un, i) => tous.findIndex((autre) => JSON.stringify(autre) === JSON.stringify(un)) === i)
}

const acces = (may: Acces): string[] => (may.pour === 'public' ? [] : ['401', '403'])

function parametres(lieu: 'path' | 'query', porte: { path: string; params?: z.ZodType | undefined; query?: z.ZodType | undefined }, id: string, schemas: Record<string, Objet>): Objet[] {
  const zod = lieu === 'path' ? porte.params : porte.query
  const objet = zod ? versSchema(zod, 'input', `${id}.${lieu}`, schemas) : {}
  const connus = (objet.properties ?? {}) as Record<string, Objet>
  const requis = (objet.required ?? []) as string[]
  const noms = lieu === 'path' ? [...porte.path.matchAll(/:(\w+)/g)].map(([, nom]) => nom!) : Object.keys(connus)
  return noms.map((name) => ({ name, in: lieu, ...(lieu === 'path' || requis.includes(name) ? { required: true } : {}), schema: connus[name] ?? { type: 'string' } }))
}

/** A zod schema as JSON Schema 2020-12; named parts go to the document's components, so that references hold. */
export function versSchema(zod: z.ZodType, io: 'input' | 'output', nom: string, schemas: Record<string, Objet>): Objet {
  const brut = z.toJSONSchema(zod, {
    io,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type === 'date') Object.assign(jsonSchema, { type: 'string', format: 'date-time' })
    },
  }) as Objet
  const { $schema: _, $defs, ...reste } = brut
  const renommer = (valeur: unknown): unknown => JSON.parse(JSON.stringify(valeur).replaceAll('"#/$defs/', `"#/components/schemas/${nom}.`)) as unknown
  for (const [cle, schema] of Object.entries(($defs ?? {}) as Record<string, Objet>)) schemas[`${nom}.${cle}`] = renommer(schema) as Objet
  if (!JSON.stringify(reste).includes('"$ref":"#"')) return renommer(reste) as Objet
  // A schema that contains itself is named, and the loop points to that name.
  schemas[nom] = JSON.parse(JSON.stringify(renommer(reste)).replaceAll('"$ref":"#"', `"$ref":"#/components/schemas/${nom}"`)) as Objet
  return reference(nom)
}
