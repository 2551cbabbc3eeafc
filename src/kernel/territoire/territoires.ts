import type { Db } from '../db/index.ts'
import { findEdition, listBureaux, listSuccessions, listTerritoires } from './queries.ts'
import type { Succession } from './queries.ts'
import { aplatir, classer } from './recherche.ts'
import type { Fiche } from './recherche.ts'
import type { Bureau, Niveau, Territoire, Territoires } from './territoire.ts'

/** Everything at once: 6,000 rows, replaced whole so that a reader never sees half of a reload. */
type Memoire = {
  edition: number
  parCode: ReadonlyMap<string, Territoire>
  enfants: ReadonlyMap<string, readonly Territoire[]>
  bureaux: ReadonlyMap<string, readonly Bureau[]>
  predecesseurs: ReadonlyMap<string, readonly Succession[]>
  couvertures: Map<string, readonly string[]>
  fiches: readonly Fiche[]
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

async function charger(db: Db): Promise<Memoire> {
  // The edition first: a write that comes in between is seen as a change, never missed.
  const edition = await findEdition(db)
  const [territoires, bureaux, successions] = await Promise.all([listTerritoires(db), listBureaux(db), listSuccessions(db)])
  const parCode = new Map(territoires.map((t) => [t.code, t]))
  return {
    edition,
    parCode,
    enfants: grouper(territoires.filter((t) => t.parent !== null), (t) => t.parent ?? ''),
    bureaux: grouper(bureaux, (b) => b.territoire),
    predecesseurs: grouper(successions, (s) => s.nouveau),
    couvertures: new Map(),
    fiches: territoires.filter((t) => t.fermeLe === null).map((t) => ficheDe(t, parCode)),
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

/** Reads the whole territory once and answers from memory, without a query. */
export async function ouvrirTerritoires(db: Db): Promise<Territoires> {
  let m = await charger(db)
  const trouver = (code: string) => m.parCode.get(code)
  const ancetres = (code: string) => ancetresDe(code, m.parCode)
  return {
    trouver,
    ancetres,
    enfants: (code) => m.enfants.get(code) ?? [],
    couverture: (code) => [...couvrir(code, m)],
    chemin: (code) => {
      const t = trouver(code)
      if (!t) return ''
      const autour = ancetres(code).filter((a) => a.niveau !== 'pays')
      return [t, ...autour.reverse()].map((a) => a.nom).join(', ')
    },
    chercher: (texte, { niveau, limite = 10 }: { niveau?: Niveau; limite?: number } = {}) => {
      const fiches = niveau ? m.fiches.filter((f) => f.niveau === niveau) : m.fiches
      return classer(texte, fiches, limite).flatMap((code) => trouver(code) ?? [])
    },
    bureaux: (code) => m.bureaux.get(code) ?? [],
    tous: (niveau) => [...m.parCode.values()].filter((t) => t.niveau === niveau && t.fermeLe === null),
    actualiser: async () => {
      if ((await findEdition(db)) !== m.edition) m = await charger(db)
    },
  }
}
