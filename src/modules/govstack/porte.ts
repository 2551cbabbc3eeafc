import { z } from 'zod'
import { Introuvable } from '../../lib/erreurs.ts'
import { permission, un } from '../../kernel/module.ts'
import type { Sujet } from '../../kernel/module.ts'
import type { Acteur } from '../../kernel/identite/acteur.ts'
import type { Db } from '../../kernel/db/index.ts'
import { getDemarche, listEnVigueur, sujetDossier } from '../demarches/index.ts'
import type { LigneReleve } from '../demarches/index.ts'
import { lireTache, serviceDe } from './traduire.ts'

/** Where the two descriptions stand on the mediator's listener. */
export const BASE = '/govstack/registration'

/** Any registered client that may do something with files. */
export const mayConnu = un(permission('demarches.lire'), permission('demarches.guichet'), permission('demarches.instruire'))
/** Reads files: all those of its places, or only those it filed. */
export const mayLire = un(permission('demarches.lire'), permission('demarches.guichet'))
export const mayDeposer = permission('demarches.guichet')
export const mayTraiter = permission('demarches.instruire')

export const parService = z.object({ serviceId: z.uuid() })
export const parFormulaire = z.object({ eFormId: z.string().regex(/^[a-z0-9-]{3,60}\.\d{1,6}$/) })
export const parDossier = z.object({ fileId: z.uuid() })
export const parTache = z.object({ taskId: z.string().refine((id) => lireTache(id) !== undefined) })

/** A file lies in its territory. */
export const sujetFichier = ({ db, params }: { db: Db; params: { fileId: string } }): Promise<Sujet | undefined> => sujetDossier({ db, params: { id: params.fileId } })
/** So does a task. */
export const sujetTache = ({ db, params }: { db: Db; params: { taskId: string } }): Promise<Sujet | undefined> => sujetDossier({ db, params: { id: lireTache(params.taskId)!.dossierId } })

/** The client that calls: these doors know nobody else. */
export function clientDe(acteur: Acteur): { id: string; nom: string; territoires: readonly string[] } {
  if (acteur.genre !== 'jeton') throw new Introuvable()
  return acteur
}

/** The procedure in force that a service names. */
export const findService = async (db: Db, serviceId: string) => (await listEnVigueur(db, 'public')).find((d) => serviceDe(d.code) === serviceId)

/** The same. Throws `Introuvable`. */
export async function getService(db: Db, serviceId: string) {
  const trouve = await findService(db, serviceId)
  if (!trouve) throw new Introuvable('Ce service n’existe pas')
  return trouve
}

/** The versions of procedures that these files follow, by file. */
export async function demarchesDe(db: Db, lignes: readonly LigneReleve[]) {
  return new Map(await Promise.all(lignes.map(async (l) => [l.id, await getDemarche(db, l.demarche, l.version)] as const)))
}

