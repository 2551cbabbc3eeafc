/** Places: found by name among namesakes, or given by code. */
import { enumerer, ponctuer } from '../../lib/francais.ts'
import type { Niveau, Territoire } from '../territoire/index.ts'
import { lireTexte, uneLigne } from './brut.ts'
import type { Lieux } from './contexte.ts'
import type { ChampDe } from './definition.ts'
import type { Lecteur, Lu } from './lecture.ts'
import { minuscule, phraseTropLong, UNE_SEULE } from './phrase.ts'
import { cle, lireChoisi, NOM_AU_PLUS, RESULTATS } from './recherche.ts'

const PRECISION_AU_PLUS = 300

type ChampLieu = ChampDe<'territoire'> | ChampDe<'adresse'>
/** « un village », « du village »: from the smallest, since that is what is asked first. */
const NIVEAUX: [Niveau, string, string][] = [
  ['village', 'un village', 'du village'],
  ['village', 'un quartier', 'du quartier'],
  ['arrondissement', 'un arrondissement', 'de l’arrondissement'],
  ['commune', 'une commune', 'de la commune'],
  ['departement', 'un département', 'du département'],
]

/** The kinds of place a field accepts: « un village, un quartier ou un arrondissement », or « du village… » (`forme` 1). */
export const direNiveaux = (champ: ChampLieu, forme: 0 | 1 = 0): string => enumerer(NIVEAUX.filter(([n]) => (champ.niveaux as readonly string[]).includes(n)).map((n) => n[forme === 0 ? 1 : 2]), 'ou')

/** The places a field accepts for a name, exact ones first; an empty list for an empty name. */
export function chercherLieux(champ: ChampLieu, texte: string, territoires: Lieux): Territoire[] {
  const net = uneLigne(texte).slice(0, NOM_AU_PLUS)
  if (net === '') return []
  const trouves = champ.niveaux.flatMap((niveau) => territoires.chercher(net, { niveau, limite: RESULTATS })).filter((t) => dansChamp(champ, t))
  const exacts = trouves.filter((t) => cle(t.nom) === cle(net))
  return [...exacts, ...trouves.filter((t) => !exacts.includes(t))].slice(0, RESULTATS)
}

/** Codes contain their ancestors': '01', '0101', '010101'. */
const dansChamp = (champ: ChampLieu, t: Territoire) => champ.dans === undefined || champ.dans === 'BJ' || t.code.startsWith(champ.dans)

/** The place of a field, written or chosen as `lireChoisi` tells. */
export function lireLieu(champ: ChampLieu, { nom, brut, contexte }: Lecteur): Lu {
  const lu = lireChoisi(nom, brut, 'code')
  if ('plusieurs' in lu) return { fautes: { [nom]: UNE_SEULE } }
  if ('choisi' in lu) return parCode(champ, nom, lu.choisi, contexte.territoires)
  const recherche = lu.cherche
  if (recherche === '') return {}
  const trouves = chercherLieux(champ, recherche, contexte.territoires)
  const exacts = trouves.filter((t) => cle(t.nom) === cle(recherche))
  if (exacts.length === 1) return { valeur: { code: exacts[0]!.code } }
  return { fautes: { [nom]: ponctuer(phraseRecherche(champ, recherche, trouves.length, exacts.length)) } }
}

function phraseRecherche(champ: ChampLieu, recherche: string, trouves: number, exacts: number): string {
  const dite = `« ${recherche.slice(0, NOM_AU_PLUS)} »`
  if (trouves === 0) return `Aucun lieu ne s’appelle ${dite} : vérifiez l’orthographe, ou écrivez ${direNiveaux(champ)}`
  if (exacts > 1) return `Choisissez lequel des ${exacts} lieux nommés ${dite}`
  return trouves === 1 ? `Aucun lieu ne s’appelle exactement ${dite} : choisissez celui qui est proposé, ou écrivez un autre nom` : `Choisissez le lieu parmi les ${trouves} proposés pour ${dite}`
}

function parCode(champ: ChampLieu, nom: string, code: string, territoires: Lieux): Lu {
  const t = territoires.trouver(code.slice(0, 12))
  const phrase =
    t === undefined ? 'Choisissez un lieu de la liste' : t.fermeLe !== null ? `${t.nom} n’existe plus : écrivez le nom du lieu qui l’a remplacé` : (champ.niveaux as readonly string[]).includes(t.niveau) ? undefined : `Choisissez ${direNiveaux(champ)}`
  if (phrase !== undefined) return { fautes: { [nom]: ponctuer(phrase) } }
  if (!dansChamp(champ, t!)) return { fautes: { [nom]: ponctuer(`Choisissez un lieu qui se trouve dans : ${territoires.trouver(champ.dans!)?.nom ?? champ.dans}`) } }
  return { valeur: { code: t!.code } }
}

/** A place, and where in it: the name of the quarter, the street, a landmark (`nom.precision`). */
export function lireAdresse(champ: ChampDe<'adresse'>, l: Lecteur): Lu {
  const lieu = lireLieu(champ, l)
  const cleTexte = `${l.nom}.precision`
  const dit = lireTexte(l.brut, cleTexte)
  const precision = 'texte' in dit ? uneLigne(dit.texte) : ''
  const longueur = [...precision].length
  const fautes = { ...lieu.fautes }
  if ('plusieurs' in dit) fautes[cleTexte] = UNE_SEULE
  else if (longueur > PRECISION_AU_PLUS) fautes[cleTexte] = phraseTropLong(longueur, PRECISION_AU_PLUS)
  const vide = lieu.valeur === undefined && !lieu.fautes
  if (vide && precision === '' && Object.keys(fautes).length === 0) return {}
  if (vide) fautes[l.nom] = 'Écrivez le village, l’arrondissement ou la commune'
  else if (precision === '' && !('plusieurs' in dit)) fautes[cleTexte] = ponctuer(`Dites où, dans ce lieu : ${minuscule(champ.repere)}`)
  if (Object.keys(fautes).length > 0) return { fautes }
  return { valeur: { code: (lieu.valeur as { code: string }).code, precision } }
}
