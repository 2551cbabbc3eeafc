import { z } from 'zod'
import type { Db, Tx } from '../../../kernel/db/index.ts'
import { permission, un } from '../../../kernel/module.ts'
import type { Acces, Lecture, Sujet } from '../../../kernel/module.ts'
import type { Acte } from '../acte/acte.ts'
import { lockActe } from '../acte/acte.queries.ts'
import { lecteurDe } from '../lecteur.ts'
import type { PermissionLegalite } from '../droits.ts'
import { findCommuneMesure, getMesure, lockMesure } from './mesure.queries.ts'
import type { Mesure } from './mesure.ts'

export const parMesure = z.object({ id: z.uuid() })
export const mayLireMesure: Acces = un(permission('legalite.lire'), permission('legalite.rediger'))

/** A letter is about an act of that commune. */
export async function sujetMesure({ db, params }: { db: Db; params: { id: string } }): Promise<Sujet | undefined> {
  const territoire = await findCommuneMesure(db, params.id)
  return territoire === undefined ? undefined : { territoire }
}

type Lu = Pick<Lecture, 'porteePour'> & { params: { id: string } }

/** The letter of a page: a draft only for the prefecture. Throws `Introuvable`. */
export async function lireMesure(lu: Lu & { db: Db }): Promise<{ mesure: Mesure; controle: boolean }> {
  const commune = await findCommuneMesure(lu.db, lu.params.id)
  const controle = commune !== undefined && lu.porteePour('legalite.controler').contient(commune)
  const { lire, rediger } = lecteurDe(lu)
  const mesure = await getMesure(lu.db, lu.params.id, controle || lire.contient(commune) ? lire : rediger, controle)
  return { mesure, controle }
}

/** The same for an action: the act is locked first, then the letter, so that two gestures never wait for each other. */
export async function prendreMesure(e: Lu & { tx: Tx }, permissionVoulue: PermissionLegalite): Promise<{ mesure: Mesure; acte: Acte }> {
  // A town hall knows nothing of a letter that nobody has signed.
  const vue = await getMesure(e.tx, e.params.id, e.porteePour(permissionVoulue), permissionVoulue !== 'legalite.transmettre')
  const acte = await lockActe(e.tx, vue.acteId, lecteurDe(e))
  return { acte, mesure: await lockMesure(e.tx, e.params.id, e.porteePour(permissionVoulue)) }
}
