import type { Db } from '../../kernel/db/index.ts'
import type { Maison } from '../../kernel/maison.ts'

export type Chiffre = { valeur: string; libelle: string }

/** The home page is the most read of all: its figures may be a minute old. */
const VIE = 60_000
const gardes = new WeakMap<Maison, { luLe: number; chiffres: Promise<Chiffre[]> }>()

/** The figures that modules contribute, counted at most once a minute. */
export async function listChiffres(db: Db, maison: Maison, maintenant: Date): Promise<Chiffre[]> {
  const garde = gardes.get(maison)
  const age = garde ? maintenant.getTime() - garde.luLe : Infinity
  if (garde && age >= 0 && age < VIE) return garde.chiffres
  const chiffres = Promise.all(maison.contributions.map((c) => c.chiffres?.(db, maintenant) ?? [])).then((listes) => listes.flat())
  gardes.set(maison, { luLe: maintenant.getTime(), chiffres })
  chiffres.catch(() => gardes.delete(maison))
  return chiffres
}
