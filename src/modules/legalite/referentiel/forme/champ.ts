import type { Option } from '../../../../ui/index.ts'

/** A part of a list as JSON holds it: a rule, a point, a subject. */
export type Element = { readonly [cle: string]: unknown }
/** The boxes of a form, by name: a text, or the boxes ticked. */
export type Boites = Readonly<Record<string, string | readonly string[]>>

type Commun = { nom: string; libelle: string; aide?: string; /** Said without its label: it is what the part is about. */ seul?: true }
/** What a person may set in a part: from this one table come its form, how it is read, how it is said, and what two versions differ by. */
export type Champ = Commun &
  (
    | { genre: 'texte'; max: number; facultatif?: true; lignes?: number; court?: true; motif?: RegExp; faute?: string; /** Folded where it is only read. */ long?: true }
    | { genre: 'nombre'; min: number; max: number; unite?: string; montant?: true; decimales?: number; facultatif?: true }
    | { genre: 'oui'; oui: string; non: string }
    | { genre: 'choix'; options: readonly Option[]; defaut?: string; nombres?: true; facultatif?: true }
    | { genre: 'cases'; options: readonly Option[]; nombres?: true; facultatif?: true }
    | { genre: 'jour'; facultatif?: true }
    | { genre: 'duree' }
    | { genre: 'cible'; natures: readonly Option[]; matieres: readonly Option[]; communes: readonly Option[] }
    | { genre: 'annexes' }
  )

/** A part that is there once, at a path of the list. `absente`: what was read says that there is none; `vide`: what the form then shows. */
export type Rubrique = { cle: string; chemin: readonly string[]; titre: string; groupe: string; champs: readonly Champ[]; absente?: (lue: Element) => boolean; vide?: Element }
/** Parts one after the other, each known by its code. `fixe`: none is added nor taken away. `arbre`: three levels, by their codes. `neuf`: what the form of a new one begins with. */
export type ListeForme = { cle: string; titre: string; un: string; feminin?: true; champs: readonly Champ[]; titreDe: (e: Element) => string; fixe?: true; arbre?: true; mayEtreVide?: true; neuf: Element }
export type Forme = { rubriques: readonly Rubrique[]; listes: readonly ListeForme[] }

/** Where a rule comes from, and whether somebody who may has confirmed it. */
export const SOURCE: readonly Champ[] = [
  { nom: 'source', libelle: 'Source', aide: 'Le texte, son article, sa date.', genre: 'texte', max: 500, lignes: 2 },
  { nom: 'verifie', libelle: 'Confirmation', genre: 'oui', oui: 'Confirmée par cette source', non: 'À confirmer' },
]

/** The units of a delay, as they are chosen and said. */
export const UNITES: readonly Option[] = [
  { valeur: 'jours', libelle: 'jours' },
  { valeur: 'jours_ouvres', libelle: 'jours ouvrés' },
  { valeur: 'mois', libelle: 'mois' },
  { valeur: 'jours_francs', libelle: 'jours francs' },
]

export const MOIS: readonly Option[] = ['Janvier', 'Février', 'Mars', 'Avril', 'Mai', 'Juin', 'Juillet', 'Août', 'Septembre', 'Octobre', 'Novembre', 'Décembre'].map((libelle, n) => ({ valeur: String(n + 1), libelle }))

/** Papers expected with an act: two empty lines follow those that are there. */
export const LIGNES_VIDES = 2
export const ANNEXES_AU_PLUS = 20
export type Annexe = { code: string; libelle: string; obligatoire: boolean }
export const annexesDe = (e: Element, nom: string): Annexe[] => (Array.isArray(e[nom]) ? (e[nom] as Annexe[]) : [])

/** A code made of words: « Crédits ouverts » gives `credits-ouverts`. Always begins with a letter. */
export function codeDe(libelle: string): string {
  const net = libelle.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+|-+$/g, '').slice(0, 28).replace(/-+$/, '')
  return net.length >= 2 ? net : `x-${net || 'un'}`
}
