import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { insertJeton } from '../src/kernel/identite/jeton.queries.ts'
import type { Essai } from './base.ts'
import { fautesDe } from './schema-json.ts'
import type { Schema } from './schema-json.ts'

const texte: Schema = { type: 'string' }
const moment: Schema = { type: 'string', format: 'date-time' }
const uuid: Schema = { type: 'string', format: 'uuid' }
const objets: Schema = { type: 'object', additionalProperties: { type: 'object' } }
const objet = (properties: Record<string, Schema>, required: string[] = []): Schema => ({ type: 'object', properties, required })
const liste = (items: Schema): Schema => ({ type: 'array', items })
const statut = objet({ code: { type: 'string', enum: ['PENDING', 'APPROVED', 'SENDBACK', 'REJECTED'] }, title: texte })
const complement = objet({ data: objets })
const envoi = objet({ applicationName: texte, applicantId: texte, created: moment, formData: objet({ data: objets, eFormId: texte }), documentUrls: liste(texte) }, ['applicantId'])
const service = objet({ id: uuid, name: texte, version: texte, type: { type: 'string', enum: ['None', 'Private', 'Public'] }, isExecutable: { type: 'boolean' }, isClosed: { type: 'boolean' }, description: texte, serviceBody: liste(objet({ code: texte, value: texte })) }, ['id', 'name', 'type', 'version'])
const formulaire = { eFormId: texte, name: texte, description: texte, version: texte, latest: { type: 'boolean' } }
// `applicantId` is required of a file by the description, which forgets to say what it is.
const dossier = objet({ fileId: texte, applicantId: texte, registered: moment, serviceId: uuid, serviceName: texte, status: statut, ended: { type: 'boolean' }, applicationData: envoi }, ['applicantId', 'serviceId'])
const tache = { taskId: texte, assigneeId: texte, roleId: texte, created: moment, description: texte, serviceId: uuid, serviceName: texte, fileId: texte, eFormId: texte, status: statut }

/** Answers by operation, in our own words: names and shapes of the two descriptions (GovStack Registration 0.1.1 and its statistics 1.0). */
export const FORMES: Readonly<Record<string, Schema>> = {
  'GET /services': liste(service),
  'GET /services/{serviceId}': service,
  'GET /services/{serviceId}/eForms': liste(objet(formulaire)),
  'GET /eForms/{eFormId}': objet({ ...formulaire, schema: { type: 'object' } }),
  'POST /services/{serviceId}/applications': dossier,
  'POST /documents': objet({ code: { type: 'integer' }, type: texte, message: texte, url: texte }),
  'GET /applications': liste(objet({ fileId: texte, mainTaskId: texte, taskTitle: texte, roleId: texte, roleName: texte, assigneeId: texte, operatorName: texte, status: statut, applicantId: texte, created: moment, registered: moment, description: texte, serviceName: texte, serviceId: uuid, eformId: texte, documentUrls: liste(texte), additionalMeta: complement })),
  'GET /applications/{fileId}': dossier,
  'PUT /applications/{fileId}': dossier,
  'GET /tasks': liste(objet({ ...tache, mainTaskId: texte, name: texte })),
  'GET /tasks/{taskId}': objet({ ...tache, taskName: texte, formVariables: objets, data: objets }),
  'POST /tasks/{taskId}/complete': objet({ taskId: texte, fileId: texte, serviceId: uuid, status: statut, variables: { type: 'object', additionalProperties: complement } }),
  'GET /data/statistics': liste(objet({ processed: { type: 'integer' }, approved: { type: 'integer' }, sentBack: { type: 'integer' }, rejected: { type: 'integer' }, references: objet({ startDate: { type: 'string', format: 'date' }, endDate: { type: 'string', format: 'date' }, registrationName: texte, operator: texte, role: texte, timeframeDay: { type: 'boolean' }, timeframeWeek: { type: 'boolean' }, timeframeMonth: { type: 'boolean' }, timeframeYear: { type: 'boolean' } }) })),
}
export const ERREUR: Schema = objet({ traceId: texte, code: texte, message: texte, localizedMessage: texte }, ['traceId', 'code', 'message', 'localizedMessage'])

type Description = { paths: Record<string, Record<string, { responses: Record<string, { content?: Record<string, { schema: Schema }> }> }>> }
/** The two descriptions as published, when they lie beside the project; they are not part of it. */
const DESCRIPTIONS: readonly Description[] = ['registration-api-0.1.1.json', 'statistics-api-1.0.json']
  .map((nom) => join(process.env.IROKO_GOVSTACK ?? join(import.meta.dirname, '../../shared/donnees/govstack'), nom))
  .filter((chemin) => existsSync(chemin))
  .map((chemin) => JSON.parse(readFileSync(chemin, 'utf8')) as Description)
export const originaux = DESCRIPTIONS.length

/** Operations and the statuses that the published descriptions give them; empty when they are not there. */
export const operationsPubliees = (): string[] => DESCRIPTIONS.flatMap((d) => Object.entries(d.paths).flatMap(([chemin, parMethode]) => Object.keys(parMethode).map((methode) => `${methode.toUpperCase()} ${chemin}`)))

/** What the published schema says of a value; nothing when the descriptions are absent. */
function fautesPubliees(operation: string, valeur: unknown): string[] {
  const [methode, chemin] = operation.split(' ') as [string, string]
  return DESCRIPTIONS.flatMap((d) => {
    const schema = Object.values(d.paths[chemin]?.[methode.toLowerCase()]?.responses['200']?.content ?? {})[0]?.schema
    return schema ? fautesDe(valeur, schema, d).filter((faute) => !/\$(?:\[\d+\])?\.applicantId n’est pas décrit$/.test(faute)) : []
  })
}

export type Appel = { statut: number; type: string; json: ReturnType<typeof JSON.parse> }
export type Options = { client?: string | null; corps?: object; entetes?: Record<string, string>; octets?: Buffer }
export const CLIENT = 'BJ/GOV/0001/caisse'

/** Calls the mediator's listener as the mediator does. A 200 must follow our shape and the published one; anything else, that of an error. */
export async function appeler(essai: Essai, operation: string, chemin: string, o: Options = {}): Promise<Appel> {
  const methode = operation.split(' ')[0] as 'GET'
  const r = await essai.mediateur.inject({
    method: methode,
    url: `/govstack/registration${chemin}`,
    headers: { ...(o.client === null ? {} : { 'information-mediator-client': o.client ?? CLIENT }), ...(o.corps ? { 'content-type': 'application/json' } : {}), ...o.entetes },
    ...(o.corps ? { payload: JSON.stringify(o.corps) } : o.octets ? { payload: o.octets } : {}),
  })
  const json = JSON.parse(r.body) as unknown
  const type = String(r.headers['content-type'])
  expect(type).toContain('application/json')
  if (r.statusCode === 200) expect([...fautesDe(json, FORMES[operation]!, {}), ...fautesPubliees(operation, json)], operation).toEqual([])
  else expect([...fautesDe(json, ERREUR, {}), ...((json as { code: string }).code === String(r.statusCode) ? [] : ['code'])], operation).toEqual([])
  return { statut: r.statusCode, type, json }
}

/** Registers a client of the mediator. */
export async function enregistrerClient(essai: Essai, territoires: readonly string[], permissions: readonly string[] = ['demarches.lire', 'demarches.guichet', 'demarches.instruire'], client = CLIENT, fin = 86_400_000): Promise<string> {
  const maintenant = new Date()
  const { id } = await essai.maison.base.ecrire((tx) => insertJeton(tx, { nom: 'Caisse', permissions, territoires, creePar: 'systeme:essai', expireLe: new Date(maintenant.getTime() + fin), maintenant, client }))
  return id
}
