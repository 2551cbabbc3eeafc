import { z } from 'zod'

// The shapes of the two descriptions, in our own words: what each answer is stripped to, and what tests compare with the originals.
const texte = z.string()
const moment = z.iso.datetime()
export const statut = z.object({ code: z.enum(['PENDING', 'APPROVED', 'SENDBACK', 'REJECTED']), title: texte })
const parNom = z.record(texte, z.record(texte, z.unknown()))
const complement = z.object({ data: parNom })

export const service = z.object({
  id: z.uuid(),
  name: texte,
  version: texte,
  type: z.enum(['None', 'Private', 'Public']),
  isExecutable: z.boolean(),
  isClosed: z.boolean(),
  description: texte,
  serviceBody: z.array(z.object({ code: texte, value: texte })),
})
export const formulaireListe = z.object({ eFormId: texte, name: texte, description: texte, version: texte, latest: z.boolean() })
export const formulaire = formulaireListe.extend({ schema: z.record(texte, z.unknown()) })
export const demandeEnvoyee = z.object({ applicationName: texte, applicantId: texte, created: moment, formData: z.object({ data: parNom, eFormId: texte }), documentUrls: z.array(texte) })
export const dossier = z.object({ fileId: texte, applicantId: texte, registered: moment, serviceId: z.uuid(), serviceName: texte, status: statut, ended: z.boolean(), applicationData: demandeEnvoyee })
export const dossierListe = z.object({
  fileId: texte,
  mainTaskId: texte,
  taskTitle: texte,
  roleId: texte,
  roleName: texte,
  status: statut,
  applicantId: texte,
  created: moment,
  registered: moment,
  description: texte,
  serviceName: texte,
  serviceId: z.uuid(),
  eformId: texte,
  documentUrls: z.array(texte),
  additionalMeta: complement,
})
export const tache = z.object({ taskId: texte, mainTaskId: texte, name: texte, assigneeId: texte, roleId: texte, created: moment, description: texte, serviceId: z.uuid(), serviceName: texte, fileId: texte, eFormId: texte, status: statut })
export const tacheEntiere = z.object({ taskId: texte, taskName: texte, assigneeId: texte, roleId: texte, created: moment, description: texte, fileId: texte, serviceId: z.uuid(), serviceName: texte, eFormId: texte, formVariables: parNom, status: statut, data: parNom })
export const bilan = z.object({
  processed: z.int(),
  approved: z.int(),
  sentBack: z.int(),
  rejected: z.int(),
  references: z.object({ startDate: z.iso.date().optional(), endDate: z.iso.date().optional(), registrationName: texte.optional(), operator: texte.optional(), role: texte.optional(), timeframeDay: z.boolean(), timeframeWeek: z.boolean(), timeframeMonth: z.boolean(), timeframeYear: z.boolean() }),
})
