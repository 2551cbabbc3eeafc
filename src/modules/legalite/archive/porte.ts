import { jourLocal } from '../../../kernel/calendrier/index.ts'
import type { Db } from '../../../kernel/db/index.ts'
import { permission, un } from '../../../kernel/module.ts'
import type { Lecture } from '../../../kernel/module.ts'
import { enVigueur } from '../acte/contexte.ts'
import type { Listes } from './archive.ts'

/** The commune files its own acts; the prefecture, those of its communes. */
export const mayVerser = un(permission('legalite.rediger'), permission('legalite.controler'))

/** What an old act is judged with, and the communes for which this person files, by name. */
export async function lireListes(lu: Pick<Lecture, 'porteePour' | 'maison' | 'maintenant'> & { db: Db }): Promise<Listes & { noms: { code: string; nom: string }[] }> {
  const siennes = lu.maison.territoires.tous('commune').filter((c) => lu.porteePour('legalite.rediger').contient(c.code) || lu.porteePour('legalite.controler').contient(c.code))
  const v = await enVigueur(lu.db, lu.maison, undefined, jourLocal(lu.maintenant))
  return { regles: v.regles, natures: v.natures, matieres: v.matieres, communes: siennes.map((c) => c.code), noms: siennes.map(({ code, nom }) => ({ code, nom })) }
}
