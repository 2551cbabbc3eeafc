import type { Json } from '../../kernel/module.ts'

/** A definition as it is typed: JSON, right or wrong. */
export type Brut = { [cle: string]: Json }

/** Where something is in a definition: `formulaire.etapes.0.champs.2`. */
export type Chemin = string

const estListe = (v: Json | undefined): v is Json[] => Array.isArray(v)
export const estBrut = (v: Json | undefined): v is Brut => typeof v === 'object' && v !== null && !Array.isArray(v)

/** What lies at a path; undefined when there is nothing. Never reads a prototype. */
export function lire(brut: Json | undefined, chemin: Chemin): Json | undefined {
  let ici: Json | undefined = brut
  for (const cle of chemin === '' ? [] : chemin.split('.')) {
    if (estListe(ici)) ici = /^\d+$/.test(cle) ? ici[Number(cle)] : undefined
    else ici = estBrut(ici) && Object.hasOwn(ici, cle) ? ici[cle] : undefined
  }
  return ici
}

/** The same definition with something else at a path; `undefined` takes it away. Objects that are missing on the way are made. */
export function poser(brut: Brut, chemin: Chemin, valeur: Json | undefined): Brut {
  const [cle, ...reste] = chemin.split('.')
  return poserDans(brut, cle!, reste, valeur) as Brut
}

function poserDans(ici: Json | undefined, cle: string, reste: readonly string[], valeur: Json | undefined): Json {
  const suite = (avant: Json | undefined) => (reste.length === 0 ? valeur : poserDans(avant, reste[0]!, reste.slice(1), valeur))
  if (estListe(ici)) {
    const rang = Number(cle)
    const neuf = suite(ici[rang])
    return neuf === undefined ? ici.filter((_, i) => i !== rang) : ici.with(Math.min(rang, ici.length - 1), neuf)
  }
  const objet = estBrut(ici) ? ici : {}
  const neuf = suite(Object.hasOwn(objet, cle) ? objet[cle] : undefined)
  const { [cle]: _, ...autres } = objet
  if (neuf === undefined) return autres
  // The order of keys is that of the file one exports: what was there stays where it was.
  return Object.hasOwn(objet, cle) ? Object.fromEntries(Object.entries(objet).map(([k, v]) => [k, k === cle ? neuf : v])) : { ...objet, [cle]: neuf }
}

/** Adds at the end of a list, made if it is missing. */
export function ajouter(brut: Brut, liste: Chemin, valeur: Json): Brut {
  const deja = lire(brut, liste)
  return poser(brut, liste, [...(estListe(deja) ? deja : []), valeur])
}

/** Moves an element of a list one place up (-1) or down (1); at the end of the list, nothing moves. */
export function deplacer(brut: Brut, chemin: Chemin, sens: -1 | 1): Brut {
  const { liste, rang } = situer(chemin)
  const elements = lire(brut, liste)
  const autre = rang + sens
  if (!estListe(elements) || elements[rang] === undefined || elements[autre] === undefined) return brut
  return poser(brut, liste, elements.with(rang, elements[autre]).with(autre, elements[rang]))
}

/** The list that holds this element, and its place there. */
export function situer(chemin: Chemin): { liste: Chemin; rang: number } {
  const morceaux = chemin.split('.')
  return { rang: Number(morceaux.pop()), liste: morceaux.join('.') }
}
