import { majuscule } from '../../../lib/francais.ts'
import { lireListe, lireRubrique } from './corps.ts'
import { direChamp } from './forme/dire.ts'
import type { Champ, Element, Forme, ListeForme } from './forme/champ.ts'

/** One thing that two versions differ by, in words. `gravite`: words only, a rule, or something taken away. */
export type Changement = { partie: string; phrase: string; gravite: 'mots' | 'regle' | 'retrait' }

const LONG = 160
/** Two long texts from a little before their first difference. */
function autour(avant: string, apres: string): [string, string] {
  let n = 0
  while (n < Math.min(avant.length, apres.length) && avant[n] === apres[n]) n++
  const couper = (t: string): string => {
    if (t.length <= LONG) return t
    const debut = Math.max(0, n - 40)
    return `${debut > 0 ? '…' : ''}${t.slice(debut, debut + LONG)}${debut + LONG < t.length ? '…' : ''}`
  }
  return [couper(avant), couper(apres)]
}

/** What a change is worth: the words of a rule, or the rule. */
const graviteDe = (champ: Champ): Changement['gravite'] => (champ.genre === 'texte' ? 'mots' : 'regle')

function comparerChamps(partie: string, titre: string, champs: readonly Champ[], avant: Element, apres: Element): Changement[] {
  return champs.flatMap((champ): Changement[] => {
    const [a, b] = [direChamp(champ, avant), direChamp(champ, apres)]
    if (a === b) return []
    const [x, y] = autour(a, b)
    return [{ partie, phrase: `${titre}${champ.seul ? '' : `, ${champ.libelle.toLowerCase()}`} : ${x || 'rien'} → ${y || 'rien'}`, gravite: graviteDe(champ) }]
  })
}

function comparerListe(liste: ListeForme, avant: readonly Element[], apres: readonly Element[]): Changement[] {
  const partie = liste.titre
  const par = (l: readonly Element[]) => new Map(l.map((e) => [String(e['code']), e]))
  const [anciens, neufs] = [par(avant), par(apres)]
  const [ote, mis] = liste.feminin ? ['Retirée', 'Ajoutée'] : ['Retiré', 'Ajouté']
  const communs = (l: readonly Element[], autre: ReadonlyMap<string, Element>) => l.map((e) => String(e['code'])).filter((c) => autre.has(c))
  return [
    ...avant.filter((e) => !neufs.has(String(e['code']))).map((e): Changement => ({ partie, phrase: `${ote} : ${liste.titreDe(e)}`, gravite: 'retrait' })),
    ...apres.flatMap((e): Changement[] => {
      const ancien = anciens.get(String(e['code']))
      return ancien ? comparerChamps(partie, liste.titreDe(ancien), liste.champs, ancien, e) : [{ partie, phrase: `${mis} : ${liste.titreDe(e)}`, gravite: 'regle' }]
    }),
    ...(communs(avant, neufs).join() === communs(apres, anciens).join() ? [] : [{ partie, phrase: 'L’ordre a changé', gravite: 'mots' as const }]),
  ]
}

/** Everything that two versions of a list differ by, in the words of its form. */
export function comparerCorps(forme: Forme, avant: Element, apres: Element): Changement[] {
  return [
    ...forme.rubriques.flatMap((r) => {
      const [a, b] = [lireRubrique(avant, r), lireRubrique(apres, r)]
      if (a && !b) return [{ partie: r.groupe, phrase: `Retiré : ${majuscule(r.titre)}`, gravite: 'retrait' as const }]
      return b ? comparerChamps(r.groupe, r.titre, r.champs, a ?? {}, b) : []
    }),
    ...forme.listes.flatMap((l) => comparerListe(l, lireListe(avant, l), lireListe(apres, l))),
  ]
}
