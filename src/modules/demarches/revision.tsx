import { z } from 'zod'
import { enumerer, heure } from '../../lib/francais.ts'
import { Refus } from '../../lib/erreurs.ts'
import { Revision as ChampRevision } from '../../ui/index.ts'
import type { Db } from '../../kernel/db/index.ts'
import { titreAgent } from './chronologie.tsx'
import type { Dossier } from './dossier.ts'
import { listEvenements } from './evenement.queries.ts'

/** What a decision form says of the file it was made from: its revision, and when it was read. */
export const champRevision = { _revision: z.string().max(60).optional() }

/** The hidden field of a decision form. */
export const Revision = ({ dossier, le }: { dossier: Pick<Dossier, 'revision'>; le: Date }) => <ChampRevision valeur={`${dossier.revision}@${le.toISOString()}`} />

/**
 * Refuses a decision taken on an older state of a locked file, and says what happened since: the page shown again holds the file as
 * it now is, with what was typed. A form without the field (a program) is not held to it. Throws `Refus`.
 */
export async function exigerRevision(db: Db, dossier: Pick<Dossier, 'id' | 'revision'>, vue: string | undefined): Promise<void> {
  const [, revision, le] = /^(\d+)@(.+)$/.exec(vue ?? '') ?? []
  if (revision === undefined || Number(revision) === dossier.revision) return
  const depuis = (await listEvenements(db, dossier.id, true)).filter((e) => e.le.getTime() > Date.parse(le!))
  const dit = depuis.length > 0 ? ` : ${enumerer(depuis.map((e) => `${titreAgent(e).toLocaleLowerCase('fr')} (${e.parNom}, ${heure(e.le)})`))}` : ''
  throw new Refus(`Ce dossier a changé depuis que vous l’avez ouvert${dit}. Relisez-le avant de décider`)
}
