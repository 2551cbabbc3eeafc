import { fichiersDe } from '../../kernel/formulaires/index.ts'
import type { Reponses } from '../../kernel/formulaires/index.ts'
import { findRole } from '../../kernel/identite/role.ts'
import { uuidv5 } from '../../lib/uuid.ts'
import { enCours, ETATS, findStation } from '../demarches/index.ts'
import type { Demarche, Dossier, Etat, LigneReleve, Publiee } from '../demarches/index.ts'

/** A procedure is named by its code; the description wants a UUID, always the same for one code. */
export const serviceDe = (code: string): string => uuidv5(`demarche:${code}`)

/** The form of one version of a procedure: `certificat-de-vie.3`. */
export const formulaireDe = (code: string, version: number): string => `${code}.${version}`

const CODES: Partial<Record<Etat, 'APPROVED' | 'SENDBACK' | 'REJECTED'>> = { suspendu: 'SENDBACK', signe: 'APPROVED', delivre: 'APPROVED', accorde: 'APPROVED', refuse: 'REJECTED', retire: 'REJECTED', revoque: 'REJECTED' }

/** Four words for thirteen states: what we call it stays in the title. Withdrawn and revoked are told as rejected. */
export const statutDe = (etat: Etat) => ({ code: CODES[etat] ?? ('PENDING' as const), title: ETATS[etat].agent })

/** Whether nothing more is expected: what is signed still becomes a document. */
export const finiDe = (dossier: { etat: Etat }): boolean => !enCours(dossier) && dossier.etat !== 'signe'

/** A task is a file at a station. */
export const tacheDe = (ligne: { id: string; station: string | null }): string => `${ligne.id}.${ligne.station ?? ''}`

/** The file and the station that a task's id names, or undefined. */
export function lireTache(id: string): { dossierId: string; station: string } | undefined {
  const lu = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([a-z][a-z0-9_]{0,39})$/.exec(id)
  return lu ? { dossierId: lu[1]!, station: lu[2]! } : undefined
}

/** The role awaited, from the keys of the posts the file waits for (`poste:maire@1203`). */
export function roleAttendu(attend: readonly string[]): { id: string; nom: string } {
  const id = /^poste:([a-z_]+)@/.exec(attend[0] ?? '')?.[1] ?? ''
  return { id, nom: findRole(id)?.titre ?? '' }
}

/** Answers by step, each an object: the description wants objects under `data`. */
export function donneesDe(demarche: Pick<Demarche, 'formulaire'>, reponses: Readonly<Reponses>): Record<string, Record<string, unknown>> {
  return Object.fromEntries(
    demarche.formulaire.etapes.map((etape) => [
      etape.code,
      Object.fromEntries(etape.champs.filter((champ) => Object.hasOwn(reponses, champ.code)).map((champ) => [champ.code, exporterReponse(reponses[champ.code]!)])),
    ]),
  )
}

// A kept file is named as `POST /documents` named it.
function exporterReponse(reponse: Reponses[string]): unknown {
  const fichiers = fichiersDe(reponse)
  return fichiers.length > 0 ? fichiers.map((f) => urnDe(f.reference)) : reponse
}

/** The name of a kept file: it opens nothing by itself. */
export const urnDe = (reference: string): string => `urn:uuid:${reference}`
export const lireUrn = (urn: string): string | undefined => /^urn:uuid:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(urn)?.[1]

/** A file in the list, as the description writes it; nothing that was answered is in it. */
export function ligneDe(ligne: LigneReleve, demarche: Publiee, applicantId: string, documents: readonly string[]) {
  const role = roleAttendu(ligne.attend)
  return {
    fileId: ligne.id,
    mainTaskId: ligne.id,
    taskTitle: findStation(demarche, ligne.station)?.titre ?? '',
    roleId: role.id,
    roleName: role.nom,
    status: statutDe(ligne.etat),
    applicantId,
    created: ligne.creeLe.toISOString(),
    registered: ligne.deposeLe.toISOString(),
    description: ligne.numero,
    serviceName: demarche.titre,
    serviceId: serviceDe(ligne.demarche),
    eformId: formulaireDe(ligne.demarche, ligne.version),
    documentUrls: documents.map(urnDe),
    additionalMeta: { data: {} },
  }
}

/** A whole file. */
export function dossierDe(d: Dossier, demarche: Publiee, demande: { demandeurId: string; nom: string } | undefined, documents: readonly string[]) {
  const applicantId = demande?.demandeurId ?? d.id
  return {
    fileId: d.id,
    applicantId,
    registered: (d.deposeLe ?? d.creeLe).toISOString(),
    serviceId: serviceDe(d.demarche),
    serviceName: demarche.titre,
    status: statutDe(d.etat),
    ended: finiDe(d),
    applicationData: { applicationName: demande?.nom || (d.numero ?? ''), applicantId, created: d.creeLe.toISOString(), formData: { data: donneesDe(demarche, d.reponses), eFormId: formulaireDe(d.demarche, d.version) }, documentUrls: documents.map(urnDe) },
  }
}
