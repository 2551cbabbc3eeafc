import { z } from 'zod'
import { Introuvable } from '../../../lib/erreurs.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'
import { permission, un } from '../../../kernel/module.ts'
import type { Acces, Lecture, Sujet } from '../../../kernel/module.ts'
import { lecteurDe } from '../lecteur.ts'
import type { PermissionLegalite } from '../droits.ts'
import type { Acte } from './acte.ts'
import { findCommune, getActe, lockActe } from './acte.queries.ts'

/** `/…/:id` of an act. */
export const parId = z.object({ id: z.uuid() })

/** Who reads acts: what is received for the control, what is prepared for the commune. */
export const mayLire: Acces = un(permission('legalite.lire'), permission('legalite.rediger'))

/** An act belongs to its commune. Whether it was sent is asked when it is loaded. */
export async function sujetActe({ db, params }: { db: Db; params: { id: string } }): Promise<Sujet | undefined> {
  const territoire = await findCommune(db, params.id)
  return territoire === undefined ? undefined : { territoire }
}

type Lu = Pick<Lecture, 'porteePour'> & { params: { id: string } }

/** The act of a page, if it exists for this reader. Throws `Introuvable`. */
export const lireActe = (lu: Lu & { db: Db }): Promise<Acte> => getActe(lu.db, lu.params.id, lecteurDe(lu))

/** The same for an action: locked, and of a commune where this actor has the permission of its door. */
export async function prendreActe(e: Lu & { tx: Tx }, permissionVoulue: PermissionLegalite): Promise<Acte> {
  const acte = await lockActe(e.tx, e.params.id, lecteurDe(e))
  if (!e.porteePour(permissionVoulue).contient(acte.commune)) throw new Introuvable()
  return acte
}

/** Whether this reader has a permission over an act. */
export const peut = ({ porteePour }: Pick<Lecture, 'porteePour'>, nom: PermissionLegalite, { commune }: Pick<Acte, 'commune'>): boolean => porteePour(nom).contient(commune)

/** What the journal keeps of an act: never its object, which may name somebody. */
export const journalDe = ({ id, commune }: Pick<Acte, 'id' | 'commune'>, detail: { [cle: string]: string | number | boolean | null } = {}) => ({ objet: `acte:${id}`, territoire: commune, detail })

/** Id of the act that an object's name (`acte:<uuid>`) says, or undefined for something else. */
export const lireObjetActe = (objet: string): string | undefined => /^acte:([0-9a-f-]{36})$/.exec(objet)?.[1]
