import { nombre } from '../../lib/francais.ts'
import type { GenreBureau, Niveau, Territoire, Territoires } from '../../kernel/territoire/index.ts'

/** Where the figures come from, said wherever they are shown. */
export const SOURCE = 'INSAE, quatrième recensement (RGPH4), 2013'

const NIVEAUX: Readonly<Record<Niveau, string>> = { pays: 'Pays', departement: 'Département', commune: 'Commune', arrondissement: 'Arrondissement', village: 'Village ou quartier' }
const DEDANS: Readonly<Record<Niveau, string>> = { pays: 'Départements', departement: 'Communes', commune: 'Arrondissements', arrondissement: 'Villages et quartiers', village: '' }
const BUREAUX: Readonly<Record<GenreBureau, string>> = { mairie: 'Mairie', arrondissement: 'Bureau d’arrondissement', prefecture: 'Préfecture', direction: 'Direction du ministère' }

/** « Commune ». */
export const direNiveau = (niveau: Niveau): string => NIVEAUX[niveau]
/** Name of what a territory is made of: « Arrondissements » of a commune. */
export const direEnfants = (niveau: Niveau): string => DEDANS[niveau]
/** « Mairie ». */
export const direBureau = (genre: GenreBureau): string => BUREAUX[genre]
/** Page of a territory; the country's is the list. */
export const lienDe = (t: Pick<Territoire, 'code' | 'niveau'>): string => (t.niveau === 'pays' ? '/territoires' : `/territoires/${t.code}`)

/** « 246 575 », or that it is not known. */
export const direPopulation = (n: number | null): string => (n === null ? 'non connue' : nombre(n, 0))

/** The territory of one level that a territory lies in, itself included. */
export function findAutour(territoires: Territoires, t: Territoire, niveau: Niveau): Territoire | undefined {
  return t.niveau === niveau ? t : territoires.ancetres(t.code).find((a) => a.niveau === niveau)
}
