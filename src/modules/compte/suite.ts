import { desceller, sceller } from '../../kernel/corridor/jetons.ts'
import type { Maison } from '../../kernel/maison.ts'

/** Where to go after sign-in: a path of this site only, never another site. */
export function suiteSure(suite: unknown, defaut: string): string {
  return typeof suite === 'string' && /^\/(?![/\\])[^\s\\]*$/.test(suite) && suite.length < 1000 ? suite : defaut
}

type Pas = { id: string; expire: number; suite: string }

/** Seals the first step of a sign-in for five minutes, so that the second cannot start without it. */
export function scellerPas(maison: Maison, id: string, suite: string, maintenant: Date): string {
  return sceller(maison.secret('connexion'), JSON.stringify({ id, expire: maintenant.getTime() + 300_000, suite } satisfies Pas))
}

/** Opens the sealed step; undefined when it was altered or is too old. */
export function ouvrirPas(maison: Maison, scelle: string, maintenant: Date): Pas | undefined {
  const texte = desceller(maison.secret('connexion'), scelle)
  const pas = texte === undefined ? undefined : (JSON.parse(texte) as Pas)
  return pas && pas.expire > maintenant.getTime() ? pas : undefined
}
