/** The territory in memory, from its rows alone: the same on a server and in a browser without network. */
import { aplatir, classer } from './recherche.ts'
import type { Fiche } from './recherche.ts'
import type { Succession } from './queries.ts'
import type { Bureau, Fond, Niveau, Territoire, Territoires } from './territoire.ts'

/** What the memory is made of. `edition` is a number that every write raises. */
export type Rangees = { edition: number; territoires: readonly Territoire[]; bureaux: readonly Bureau[]; successions: readonly Succession[]; fond: Fond }

/** Everything at once: 6,000 rows, replaced whole so that a reader never sees half of a reload. */
export type Memoire = {
  edition: number
  parCode: ReadonlyMap<string, Territoire>
  enfants: ReadonlyMap<string, readonly Territoire[]>
  bureaux: ReadonlyMap<string, readonly Bureau[]>
  predecesseurs: ReadonlyMap<string, readonly Succession[]>
  couvertures: Map<string, readonly string[]>
  fiches: readonly Fiche[]
  fond: Fond
}

function grouper<T>(liste: readonly T[], cle: (t: T) => string): ReadonlyMap<string, readonly T[]> {
  const groupes = new Map<string, T[]>()
  for (const t of liste) {
    const groupe = groupes.get(cle(t))
    if (groupe) groupe.push(t)
    else groupes.set(cle(t), [t])
  }
  return groupes
}

function ancetresDe(code: string, parCode: ReadonlyMap<string, Territoire>): Territoire[] {
  const ligne: Territoire[] = []
  for (let t = parCode.get(parCode.get(code)?.parent ?? ''); t && !ligne.includes(t); t = parCode.get(t.parent ?? '')) ligne.unshift(t)
  return ligne
}

function ficheDe(t: Territoire, parCode: ReadonlyMap<string, Territoire>): Fiche {
  const nom = aplatir(t.nom)
  const alentour = ancetresDe(t.code, parCode).flatMap((a) => aplatir(a.nom).split(' '))
  return { code: t.code, niveau: t.niveau, nom, mots: nom.split(' '), alentour, population: t.population2013 ?? 0 }
}

/** Rows put in order, to be asked by `interroger`. */
export function assembler({ edition, territoires, bureaux, successions, fond }: Rangees): Memoire {
  const parCode = new Map(territoires.map((t) => [t.code, t]))
  return {
    edition,
    parCode,
    enfants: grouper(territoires.filter((t) => t.parent !== null), (t) => t.parent ?? ''),
    bureaux: grouper(bureaux, (b) => b.territoire),
    predecesseurs: grouper(successions, (s) => s.nouveau),
    couvertures: new Map(),
    fiches: territoires.filter((t) => t.fermeLe === null).map((t) => ficheDe(t, parCode)),
    fond,
  }
}

function couvrir(code: string, m: Memoire): readonly string[] {
  const deja = m.couvertures.get(code)
  if (deja) return deja
  const vus = new Set<string>()
  const pile = m.parCode.has(code) ? [code] : []
  for (let c = pile.pop(); c !== undefined; c = pile.pop()) {
    if (vus.has(c)) continue
    vus.add(c)
    pile.push(...(m.enfants.get(c) ?? []).map((t) => t.code), ...(m.predecesseurs.get(c) ?? []).map((s) => s.ancien))
  }
  const codes = [...vus]
  m.couvertures.set(code, codes)
  return codes
}

/** The questions one asks of the territory; `memoire` gives the latest each time. */
export function interroger(memoire: () => Memoire): Omit<Territoires, 'actualiser'> {
  const trouver = (code: string) => memoire().parCode.get(code)
  const ancetres = (code: string) => ancetresDe(code, memoire().parCode)
  return {
    trouver,
    ancetres,
    enfants: (code) => memoire().enfants.get(code) ?? [],
    couverture: (code) => [...couvrir(code, memoire())],
    chemin: (code) => {
      const t = trouver(code)
      if (!t) return ''
      const autour = ancetres(code).filter((a) => a.niveau !== 'pays')
      return [t, ...autour.reverse()].map((a) => a.nom).join(', ')
    },
    chercher: (texte, { niveau, limite = 10 }: { niveau?: Niveau; limite?: number } = {}) => {
      const fiches = niveau ? memoire().fiches.filter((f) => f.niveau === niveau) : memoire().fiches
      return classer(texte, fiches, limite).flatMap((code) => trouver(code) ?? [])
    },
    bureaux: (code) => memoire().bureaux.get(code) ?? [],
    tous: (niveau) => [...memoire().parCode.values()].filter((t) => t.niveau === niveau && t.fermeLe === null),
    fond: () => memoire().fond,
  }
}
