/** Fields answered by writing a name and choosing among what was found: places, offices, rows of a table. */
import { ponctuer, sansAccents } from '../../lib/francais.ts'
import { lireTexte, uneLigne } from './brut.ts'
import type { Brut } from './brut.ts'
import { faute } from './lecture.ts'
import type { Lu } from './lecture.ts'
import { UNE_SEULE } from './phrase.ts'

/** One thing found; `chemin` tells it from its namesakes. */
export type Trouve = { valeur: string; nom: string; chemin: string }
export type Recherche = { chercher: (texte: string) => Trouve[]; trouver: (valeur: string) => Trouve | undefined }

export const NOM_AU_PLUS = 100
export const RESULTATS = 12

/** Blind to accents, case and punctuation. */
export const cle = (texte: string): string => sansAccents(texte).replace(/[^\p{L}\p{N}]+/gu, ' ').trim()

/**
 * What was sent. Inputs: `nom` the chosen radio (or `nom.<suffixe>`, from a program), `nom.recherche` what is written,
 * `nom.cherche` what was written when these radios were drawn: a name changed since then makes the radio an old answer,
 * which is not taken silently.
 */
export function lireChoisi(nom: string, brut: Brut, suffixe: string): { choisi: string } | { cherche: string } | { plusieurs: true } {
  const lus = ['', `.${suffixe}`, '.recherche', '.cherche'].map((s) => lireTexte(brut, `${nom}${s}`))
  if (lus.some((lu) => 'plusieurs' in lu)) return { plusieurs: true }
  const [radio = '', autre = '', recherche = '', cherche = ''] = lus.map((lu) => ('texte' in lu ? uneLigne(lu.texte) : ''))
  const choisi = radio || autre
  if (choisi !== '' && (!brut.has(`${nom}.recherche`) || cle(recherche) === cle(cherche))) return { choisi }
  return { cherche: recherche }
}

/** Reads such a field: the value chosen, or the only thing of exactly that name. `rien`: what to say of a value that is not one. */
export function lireTrouve(nom: string, brut: Brut, suffixe: string, recherche: Recherche, rien: string): Lu {
  const lu = lireChoisi(nom, brut, suffixe)
  if ('plusieurs' in lu) return faute(nom, UNE_SEULE)
  if ('choisi' in lu) {
    const trouve = recherche.trouver(lu.choisi)
    return trouve ? { valeur: trouve.valeur } : faute(nom, rien)
  }
  if (lu.cherche === '') return {}
  const trouves = recherche.chercher(lu.cherche)
  const exacts = trouves.filter((t) => cle(t.nom) === cle(lu.cherche.slice(0, NOM_AU_PLUS)))
  return exacts.length === 1 ? { valeur: exacts[0]!.valeur } : faute(nom, phraseRecherche(lu.cherche, trouves.length))
}

/** What to do when a name gives nothing, or several things. */
export function phraseRecherche(texte: string, trouves: number): string {
  const dite = `« ${texte.slice(0, NOM_AU_PLUS)} »`
  if (trouves === 0) return ponctuer(`Rien ne correspond à ${dite} : vérifiez l’orthographe, ou écrivez un seul mot`)
  return ponctuer(trouves === 1 ? `Rien ne s’appelle exactement ${dite} : choisissez ce qui est proposé, ou écrivez un autre nom` : `Choisissez parmi les ${trouves} réponses proposées pour ${dite}`)
}
