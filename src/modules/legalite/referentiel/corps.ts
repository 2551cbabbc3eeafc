import type { Element, Forme, ListeForme, Rubrique } from './forme/champ.ts'

type Noeud = Element & { code: string; sous?: readonly Noeud[] }

/** The tree of subjects one after the other, each before its own. */
const aplatir = (noeuds: readonly Noeud[]): Element[] => noeuds.flatMap(({ sous = [], ...seul }) => [seul, ...aplatir(sous)])
/** The code of what holds a subject; empty at the first level. */
export const parentDe = (code: string): string => code.split('.').slice(0, -1).join('.')
function planter(liste: readonly Element[], parent = ''): Noeud[] {
  return liste.filter((e) => parentDe(String(e['code'])) === parent).map((e) => {
    const code = String(e['code'])
    return { ...e, code, ...(code.split('.').length < 3 ? { sous: planter(liste, code) } : {}) }
  })
}

/** The parts of a list, in order; the tree of subjects is flat. */
export function lireListe(corps: Element, liste: ListeForme): Element[] {
  const lue = corps[liste.cle]
  if (!Array.isArray(lue)) return []
  return liste.arbre ? aplatir(lue as Noeud[]) : (lue as Element[])
}

/** The same body with this list instead. */
export const ecrireListe = (corps: Element, liste: ListeForme, elements: readonly Element[]): Element => ({ ...corps, [liste.cle]: liste.arbre ? planter(elements) : [...elements] })

/** What stands at the path of a part; nothing when it is absent. */
export function lireRubrique(corps: Element, { chemin }: Rubrique): Element | undefined {
  let ici: unknown = corps
  for (const cle of chemin) ici = (ici as Element | undefined)?.[cle]
  return ici as Element | undefined
}

/** The same body with this part instead; undefined takes it away. */
export function ecrireRubrique(corps: Element, { chemin }: Rubrique, valeur: Element | undefined): Element {
  if (chemin.length === 0) return { ...corps, ...valeur }
  const poser = (ici: Element, [cle, ...reste]: readonly string[]): Element => {
    const suite = reste.length === 0 ? valeur : poser((ici[cle!] ?? {}) as Element, reste)
    return Object.fromEntries(Object.entries({ ...ici, [cle!]: suite }).filter(([, v]) => v !== undefined))
  }
  return poser(corps, chemin)
}

/** A part that a person opens: one that is there once, or one of a list. */
export type Place = { ou: string; titre: string; champs: ListeForme['champs']; valeur: Element | undefined; rubrique?: Rubrique; liste?: ListeForme; code?: string }

/** Finds a part by its address: `delais.controle`, `points.competence`, `matieres.2.3.1`. */
export function findPlace(forme: Forme, corps: Element, ou: string): Place | undefined {
  const rubrique = forme.rubriques.find((r) => r.cle === ou)
  if (rubrique) return { ou, titre: rubrique.titre, champs: rubrique.champs, valeur: lireRubrique(corps, rubrique), rubrique }
  const liste = forme.listes.find((l) => ou.startsWith(`${l.cle}.`))
  if (!liste) return undefined
  const code = ou.slice(liste.cle.length + 1)
  const valeur = lireListe(corps, liste).find((e) => e['code'] === code)
  return valeur && { ou, titre: liste.titreDe(valeur), champs: liste.champs, valeur, liste, code }
}

/** Writes a part in its place. */
export function poser(corps: Element, place: Place, valeur: Element | undefined): Element {
  if (place.rubrique) return ecrireRubrique(corps, place.rubrique, valeur)
  const liste = place.liste!
  return ecrireListe(corps, liste, lireListe(corps, liste).flatMap((e): Element[] => (e['code'] !== place.code ? [e] : valeur ? [valeur] : [])))
}

/** Moves a part up (-1) or down (+1) among those of its own level. At an end it stays. */
export function deplacer(corps: Element, liste: ListeForme, code: string, pas: -1 | 1): Element {
  const tous = lireListe(corps, liste)
  const freres = tous.filter((e) => !liste.arbre || parentDe(String(e['code'])) === parentDe(code))
  const ici = freres.findIndex((e) => e['code'] === code)
  const autre = freres[ici + pas]
  if (ici < 0 || !autre) return corps
  const [a, b] = [tous.indexOf(freres[ici]!), tous.indexOf(autre)]
  return ecrireListe(corps, liste, tous.map((e, n) => (n === a ? tous[b]! : n === b ? tous[a]! : e)))
}

/** Every part with its address, in the order they are shown. */
export const placesDe = (forme: Forme, corps: Element): Place[] => [
  ...forme.rubriques.map((r): Place => ({ ou: r.cle, titre: r.titre, champs: r.champs, valeur: lireRubrique(corps, r), rubrique: r })),
  ...forme.listes.flatMap((l) => lireListe(corps, l).map((e): Place => ({ ou: `${l.cle}.${String(e['code'])}`, titre: l.titreDe(e), champs: l.champs, valeur: e, liste: l, code: String(e['code']) }))),
]

/** How many parts nobody has confirmed. */
export const compterAConfirmer = (forme: Forme, corps: Element): number => placesDe(forme, corps).filter((p) => p.champs.some((c) => c.nom === 'verifie') && p.valeur?.['verifie'] === false).length
