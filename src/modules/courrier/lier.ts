import type { Db } from '../../kernel/db/index.ts'
import type { Lecture } from '../../kernel/module.ts'
import { lireObjetCourrier } from './courrier.ts'
import type { Courrier } from './courrier.ts'

type Lu = Pick<Lecture, 'porteePour' | 'maison' | 'acteur'> & { db: Db }

/** The object of another room whose number somebody typed (a file), if he may know it. */
export async function trouverLie(lu: Lu, numero: string): Promise<string | undefined> {
  for (const { trouverObjet } of lu.maison.contributions) {
    const objet = await trouverObjet?.(lu, numero)
    if (objet && !lireObjetCourrier(objet)) return objet
  }
  return undefined
}

/** What a letter is tied to, as long as it exists: a draft given up leaves the letter free. */
export async function lieDe(lu: Lu, { lie }: Pick<Courrier, 'lie'>): Promise<string | null> {
  if (lie === null) return null
  const sujets = await Promise.all(lu.maison.contributions.map(({ sujetDe }) => sujetDe?.(lu.db, lie)))
  return sujets.some((sujet) => sujet !== undefined) ? lie : null
}

/** What a linked object is called by its own room, for this reader; undefined when he may not know it. */
export async function nommerLie(lu: Lu, objet: string): Promise<{ titre: string; href?: string } | undefined> {
  for (const { nommerObjets } of lu.maison.contributions) {
    const nomme = (await nommerObjets?.(lu, [objet]))?.get(objet)
    if (nomme) return nomme
  }
  return undefined
}
