import { z } from 'zod'
import { schemaDefinition } from '../../kernel/formulaires/index.ts'
import type { Json } from '../../kernel/module.ts'
import type { Territoires } from '../../kernel/territoire/index.ts'
import { schemaDemarche } from '../demarches/index.ts'
import { estBrut, lire, situer } from './brut.ts'
import type { Brut, Chemin } from './brut.ts'
import { clausesDe, clausesDeDates } from './clauses.ts'
import { remplacements, SANS_VOISINES, sansChoix } from './remplacements.ts'
import type { Voisines } from './remplacements.ts'
import { lireSchema, variante } from './schema.ts'
import type { Noeud, OptionNoeud, Schema } from './schema.ts'

/** The parts of a procedure that are edited as one page, with the keys each holds. */
export const PARTIES = {
  presentation: { titre: 'Présentation', cles: ['titre', 'code', 'prefixe', 'pour', 'mandataire', 'fiche'] },
  circuit: { titre: 'Bureau et demandeur', cles: ['circuit'] },
  delai: { titre: 'Délai', cles: ['delai', 'silence', 'complement', 'sousDemandes'] },
  conservation: { titre: 'Conservation', cles: ['conservation'] },
  messages: { titre: 'Messages', cles: ['messages', 'echanges'] },
  document: { titre: 'Document', cles: ['document', 'refus', 'lettres', 'recepisse', 'registre'] },
} as const
export type Partie = keyof typeof PARTIES
export const estPartie = (nom: string): nom is Partie => Object.hasOwn(PARTIES, nom)

/** Elements edited on a page of their own: a step, a field, a field of a block, a station. */
export const CHEMIN = /^(?:formulaire\.etapes\.\d{1,3}(?:\.champs\.\d{1,3}){0,2}|circuit\.stations\.\d{1,3})$/
/** The lists that hold them. */
export const LISTE = /^(?:formulaire\.etapes(?:\.\d{1,3}\.champs(?:\.\d{1,3}\.champs)?)?|circuit\.stations)$/

const SCHEMA = z.toJSONSchema(schemaDemarche, { io: 'input', unrepresentable: 'any' }) as Schema
const FORMULAIRE = z.toJSONSchema(schemaDefinition, { io: 'input', unrepresentable: 'any' }) as Schema
const CHAMP = FORMULAIRE.properties!.etapes!.items!.properties!.champs!.items!
const STATION = SCHEMA.properties!.circuit!.properties!.stations!.items!

/** What a procedure is made of, at its top. */
export const CLES: readonly string[] = Object.keys(SCHEMA.properties!)

/** Kinds of fields and stations that exist, in the order they are offered. */
export const TYPES = (CHAMP.oneOf ?? CHAMP.anyOf ?? []).map((s) => s.properties?.type?.const).filter((t) => typeof t === 'string')
export const GENRES = (STATION.oneOf ?? STATION.anyOf ?? []).map((s) => s.properties?.genre?.const).filter((g) => typeof g === 'string')

/** A field of the form as typed, and where it is. */
export type ChampPlace = { chemin: Chemin; champ: Brut }

/** Every field of the form in order, those of blocks after their block. */
export function champsDe(brut: Brut): ChampPlace[] {
  const liste = (chemin: string): ChampPlace[] =>
    elements(lire(brut, chemin)).flatMap((champ, i) => {
      const ici = `${chemin}.${i}`
      return [{ chemin: ici, champ }, ...(champ.type === 'bloc' ? liste(`${ici}.champs`) : [])]
    })
  return elements(lire(brut, 'formulaire.etapes')).flatMap((_, i) => liste(`formulaire.etapes.${i}.champs`))
}

/** The objects of a list; what is not one leaves its place empty. */
export const elements = (v: Json | undefined): Brut[] => (Array.isArray(v) ? v.map((e) => (estBrut(e) ? e : {})) : [])

/**
 * The fields that an expression at this path may name: those that come before, in the same step or earlier; all of them for a station.
 * `cle` is what is edited there: the stops of a step are read at its end, with its own answers.
 */
export function champsAvant(brut: Brut, chemin: Chemin, cle = ''): ChampPlace[] {
  const tous = champsDe(brut)
  const etape = /^formulaire\.etapes\.(\d+)/.exec(chemin)?.[1]
  const rang = tous.findIndex((c) => c.chemin === chemin)
  const fin = cle.split('.').includes('arrets')
  const avant = rang >= 0 ? tous.slice(0, rang) : etape === undefined ? tous : tous.filter((c) => Number(c.chemin.split('.')[2]) < Number(etape) + (fin ? 1 : 0))
  // The fields inside a block are seen from inside it only; the block itself is not there yet.
  const bloc = situer(chemin).liste.replace(/\.champs$/, '')
  return avant.filter((c) => (c.chemin.split('.').length === 5 && c.chemin !== bloc) || situer(c.chemin).liste === situer(chemin).liste)
}

/** The clauses that a condition at this path may use. */
export function clausesPour(brut: Brut, chemin: Chemin, cle = ''): OptionNoeud[] {
  const champs = champsAvant(brut, chemin, cle).map((c) => c.champ)
  return [...champs.flatMap(clausesDe), ...clausesDeDates(champs)]
}

/** Keys of an element that are not in its form: what it holds has pages of its own, a picture is sent as a file. */
export const AILLEURS = ['champs', 'fichier', 'donnees']

/** What is edited at a path, or in a part; undefined when nothing is there. */
export function noeudDe(ou: Chemin, brut: Brut, territoires: Territoires, voisines: Voisines = SANS_VOISINES): Extract<Noeud, { genre: 'objet' }> | undefined {
  const remplacer = remplacements(brut, territoires, ou, voisines)
  if (estPartie(ou)) {
    const { cles } = PARTIES[ou]
    const objet = lireSchema({ ...SCHEMA, properties: Object.fromEntries(cles.map((cle) => [cle, SCHEMA.properties![cle]!])) }, remplacer) as Extract<Noeud, { genre: 'objet' }>
    return sans(objet, ['stations'])
  }
  const element = lire(brut, ou)
  if (!CHEMIN.test(ou) || !estBrut(element)) return undefined
  const schema = ou.startsWith('circuit') ? variante(STATION, 'genre', String(element.genre)) : /etapes\.\d+$/.test(ou) ? FORMULAIRE.properties!.etapes!.items! : variante(CHAMP, 'type', String(element.type))
  return schema && sans(lireSchema(schema, remplacer, motsDe(ou, brut)) as Extract<Noeud, { genre: 'objet' }>, [...AILLEURS, ...sansChoix(brut, ou)])
}

/** Where the words of what is edited here are looked for: a field by its type, since the same key says another thing in another one. */
export function motsDe(ou: Chemin, brut: Brut): string {
  if (estPartie(ou)) return ''
  const liste = situer(ou).liste.split('.').at(-1)!
  return liste === 'champs' ? `champs.${String(lire(brut, `${ou}.type`))}` : liste
}

/** The same object without these, wherever they are: they have pages of their own. */
function sans(objet: Extract<Noeud, { genre: 'objet' }>, noms: readonly string[]): Extract<Noeud, { genre: 'objet' }> {
  return { ...objet, champs: objet.champs.filter((c) => !noms.includes(c.nom)).map((c) => (c.noeud.genre === 'objet' ? { ...c, noeud: sans(c.noeud, noms) } : c)) }
}

/** The value edited at a path, or in a part. */
export function valeurDe(ou: Chemin, brut: Brut): Brut {
  if (estPartie(ou)) return Object.fromEntries(PARTIES[ou].cles.flatMap((cle) => (brut[cle] === undefined ? [] : [[cle, brut[cle]]])))
  const element = lire(brut, ou)
  return estBrut(element) ? element : {}
}
