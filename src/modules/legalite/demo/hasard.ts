/** The same draws each time from the same seed (mulberry32): the demonstration is deterministic. */
export type Hasard = { nombre: (bas: number, haut: number) => number; un: <T>(liste: readonly T[]) => T; chance: (part: number) => boolean; poids: <T>(liste: readonly (readonly [T, number])[]) => T }

/** A source of draws from a text. */
export function hasardDe(graine: string): Hasard {
  let a = 2166136261
  for (const lettre of graine) a = Math.imul(a ^ lettre.codePointAt(0)!, 16777619)
  const suivant = () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const nombre = (bas: number, haut: number) => bas + Math.floor(suivant() * (haut - bas + 1))
  return {
    nombre,
    un: (liste) => liste[nombre(0, liste.length - 1)]!,
    chance: (part) => suivant() < part,
    poids: (liste) => {
      let reste = suivant() * liste.reduce((n, [, p]) => n + p, 0)
      return liste.find(([, p]) => (reste -= p) < 0)?.[0] ?? liste.at(-1)![0]
    },
  }
}
