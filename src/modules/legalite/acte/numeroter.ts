import { Refus } from '../../../lib/erreurs.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'
import { findNature } from '../referentiel/referentiel.ts'
import type { Corps } from '../referentiel/schemas.ts'
import type { Acte } from './acte.ts'
import { listParNumeros, prochainNumero, voirNumero } from './acte.queries.ts'

/** `2026-DEL-0042`: the year of the act, its kind, its rank. At most 15 signs up to 99,999 acts of a kind in a year. */
export const ecrireNumero = (annee: number, sigle: string, rang: number): string => `${annee}-${sigle}-${String(rang).padStart(4, '0')}`

type Numerotable = Pick<Acte, 'commune' | 'nature' | 'numero' | 'dateActe'>

function serieDe(acte: Numerotable, natures: Corps<'natures'>): { sigle: string; annee: number } {
  const sigle = findNature(natures, acte.nature)?.sigle
  if (!sigle || !acte.dateActe) throw new Refus('Donnez d’abord la nature et la date de l’acte')
  return { sigle, annee: Number(acte.dateActe.slice(0, 4)) }
}

const pris = async (db: Db, commune: string, numero: string) => (await listParNumeros(db, commune, [numero])).length > 0

/** The number of an act: the one it has, or the next of its commune, kind and year. A number already taken by hand is stepped over. */
export async function numeroDe(tx: Tx, acte: Numerotable, natures: Corps<'natures'>): Promise<string> {
  if (acte.numero) return acte.numero
  const { sigle, annee } = serieDe(acte, natures)
  for (;;) {
    const numero = ecrireNumero(annee, sigle, await prochainNumero(tx, acte.commune, sigle, annee))
    if (!(await pris(tx, acte.commune, numero))) return numero
  }
}

/** The number that act would get now, to be printed before it is given: whoever prints it checks, in the transaction, that it is the one given. */
export async function numeroVu(db: Db, acte: Numerotable, natures: Corps<'natures'>): Promise<string> {
  if (acte.numero) return acte.numero
  const { sigle, annee } = serieDe(acte, natures)
  for (let rang = await voirNumero(db, acte.commune, sigle, annee); ; rang++) {
    const numero = ecrireNumero(annee, sigle, rang)
    if (!(await pris(db, acte.commune, numero))) return numero
  }
}
