import type { Db } from '../../kernel/db/index.ts'
import type { Lecture } from '../../kernel/module.ts'
import { lireObjetCourrier } from './courrier.ts'

type Lu = Pick<Lecture, 'porteePour' | 'maison' | 'acteur'> & { db: Db }

/** The object of another room whose number somebody typed (a file), if he may know it. */
export async function trouverLie(lu: Lu, numero: string): Promise<string | undefined> {
  for (const { trouverObjet } of lu.maison.contributions) {
    const objet = await trouverObjet?.(lu, numero)
    if (objet && !lireObjetCourrier(objet)) return objet
  }
  return undefined
}

/** What a linked object is called by its own room, for this reader; undefined when he may not know it. */
export async function nommerLie(lu: Lu, objet: string): Promise<{ titre: string; href?: string } | undefined> {
  for (const { nommerObjets } of lu.maison.contributions) {
    const nomme = (await nommerObjets?.(lu, [objet]))?.get(objet)
    if (nomme) return nomme
  }
  return undefined
}
