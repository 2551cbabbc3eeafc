/** Dates and hours that come after another answer: what is refused, and what a definition may say. */
import { dateSimple, ponctuer } from '../../lib/francais.ts'
import type { Champ, Definition } from './definition.ts'
import type { ContexteCel } from './expression.ts'
import type { Reponse } from './reponse.ts'

/** « 8 h », « 14 h 30 ». */
export const direHeure = (heure: string): string => heure.replace(/^0/, '').replace(':', ' h ').replace(/ 00$/, '')

const apresDe = (champ: Champ): string | undefined => ((champ.type === 'date' || champ.type === 'heure') ? champ.apres : undefined)

/** What is wrong with this answer beside the one it must follow, in the answers read before it; undefined when nothing is, or when that one is not known. */
export function fauteApres(def: Definition, champ: Champ, valeur: Reponse | undefined, cel: ContexteCel): string | undefined {
  const code = apresDe(champ)
  const repere = code === undefined ? undefined : cel[code]
  if (code === undefined || typeof valeur !== 'string' || typeof repere !== 'string') return undefined
  const libelle = libelleDe(def, code)
  if (champ.type === 'heure') return valeur > repere ? undefined : ponctuer(`Cette heure ne vient pas après « ${libelle} » (${direHeure(repere)}) : vérifiez les deux heures`)
  return valeur >= repere ? undefined : ponctuer(`Cette date vient avant « ${libelle} » (${dateSimple(new Date(`${repere}T12:00:00Z`))}) : vérifiez les deux dates`)
}

function libelleDe(def: Definition, code: string): string {
  const champ = def.etapes.flatMap((e) => e.champs).flatMap((c) => (c.type === 'bloc' ? [c, ...c.champs] : [c])).find((c) => c.code === code)
  return champ && 'libelle' in champ ? (champ.libelle ?? code) : code
}

const memeGenre = (champ: Champ, autre: Champ): boolean => autre.type === champ.type || (champ.type === 'date' && autre.type === 'calcule' && autre.resultat === 'date')

/** Fields that would follow what is not asked before them, or what cannot be compared with them. */
export function controlerApres(def: Definition): string[] {
  const avant = new Map<string, Champ>()
  const fautes: string[] = []
  const juger = (champ: Champ, vus: ReadonlyMap<string, Champ>) => {
    const code = apresDe(champ)
    if (code === undefined) return
    const autre = vus.get(code)
    if (!autre) fautes.push(`Le champ « ${champ.code} » vient après « ${code} », qui n’est pas répondu avant`)
    else if (!memeGenre(champ, autre)) fautes.push(`Le champ « ${champ.code} » vient après « ${code} », qui n’est pas ${champ.type === 'heure' ? 'une heure' : 'une date'}`)
  }
  for (const champ of def.etapes.flatMap((e) => e.champs)) {
    juger(champ, avant)
    if (champ.type === 'bloc') {
      const dedans = new Map(avant)
      for (const interieur of champ.champs) {
        juger(interieur, dedans)
        dedans.set(interieur.code, interieur)
      }
    }
    avant.set(champ.code, champ)
  }
  return fautes
}
