/** A row of a table kept in the definition. The answer is its key; conditions see the whole row. */
import type { ChampDe } from '../definition.ts'
import type { ValeurCel } from '../expression.ts'
import type { Genre } from '../genre.ts'
import { cle as aplatir, lireTrouve, NOM_AU_PLUS, RESULTATS } from '../recherche.ts'
import type { Recherche, Trouve } from '../recherche.ts'
import type { Reponse } from '../reponse.ts'

type Champ = ChampDe<'reference'>
/** Up to here a list is unrolled; beyond, one writes and chooses. */
const LISTE_AU_PLUS = 30

/** Whether the rows are shown as a list rather than looked for. */
export const enListe = (champ: Champ): boolean => (champ.forme === undefined ? champ.table.lignes.length <= LISTE_AU_PLUS : champ.forme === 'liste')

type Ouverte = { lignes: readonly Trouve[]; /** What each row is looked for in. */ textes: readonly string[]; parCle: ReadonlyMap<string, number>; /** Columns of numbers where one at least has decimals. */ decimales: ReadonlySet<string> }
// A definition is read once and serves thousands of pages.
const ouvertes = new WeakMap<object, Ouverte>()

/** The rows of a table as they are proposed, in its order. */
export function lignesDe(champ: Champ): Ouverte {
  const deja = ouvertes.get(champ.table)
  if (deja) return deja
  const rang = (colonne: string | undefined) => (colonne === undefined ? -1 : champ.table.colonnes.indexOf(colonne))
  const [c, l, d] = [rang(champ.table.cle), rang(champ.table.libelle), rang(champ.table.detail)]
  const lignes = champ.table.lignes.map((ligne) => ({ valeur: ligne[c] ?? '', nom: ligne[l] ?? '', chemin: ligne[d] ?? '' }))
  const ouverte = { lignes, textes: lignes.map((l) => aplatir(`${l.nom} ${l.chemin} ${l.valeur}`)), parCle: new Map(lignes.map((ligne, i) => [ligne.valeur, i])), decimales: new Set(champ.table.nombres.filter((n) => champ.table.lignes.some((ligne) => /[.,]/.test(ligne[rang(n)] ?? '')))) }
  ouvertes.set(champ.table, ouverte)
  return ouverte
}

/** How the rows are looked for: every word written is in the name, the detail or the key; exact names first. */
export function rechercheDe(champ: Champ): Recherche {
  const { lignes, parCle, textes } = lignesDe(champ)
  return {
    trouver: (valeur) => lignes[parCle.get(valeur) ?? -1],
    chercher: (texte) => {
      const net = aplatir(texte.slice(0, NOM_AU_PLUS))
      const mots = net.split(' ')
      const trouves = lignes.filter((_, i) => mots.every((mot) => textes[i]!.includes(mot)))
      const exacts = trouves.filter((l) => aplatir(l.nom) === net)
      return [...exacts, ...trouves.filter((l) => !exacts.includes(l))].slice(0, RESULTATS)
    },
  }
}

const ligneDe = (champ: Champ, reponse: Reponse): readonly string[] | undefined => (typeof reponse === 'string' ? champ.table.lignes[lignesDe(champ).parCle.get(reponse) ?? -1] : undefined)

// One type a column: a whole number among decimals is a decimal, or it would compare with none of them.
function valeurCel(champ: Champ, colonne: string, texte: string): ValeurCel {
  if (!champ.table.nombres.includes(colonne)) return texte
  if (texte === '') return null
  return lignesDe(champ).decimales.has(colonne) ? Number(texte.replace(',', '.')) : BigInt(texte)
}

function controler(champ: Champ): string[] {
  const { colonnes, lignes, nombres, cle, libelle, detail } = champ.table
  const inconnues = [cle, libelle, detail, ...nombres].filter((c) => c !== undefined && !colonnes.includes(c))
  if (inconnues.length > 0) return [`a une table sans colonne « ${inconnues[0]} »`]
  if (new Set(colonnes).size < colonnes.length) return ['a une table avec deux colonnes de même nom']
  const cles = new Set<string>()
  for (const [i, ligne] of lignes.entries()) {
    const v = ligne[colonnes.indexOf(cle)] ?? ''
    if (ligne.length !== colonnes.length) return [`a une table dont la ligne ${i + 1} a ${ligne.length} valeurs pour ${colonnes.length} colonnes`]
    if (v.trim() === '' || (ligne[colonnes.indexOf(libelle)] ?? '').trim() === '') return [`a une table dont la ligne ${i + 1} n’a pas de ${v.trim() === '' ? cle : libelle}`]
    if (cles.has(v)) return [`a une table où la clé « ${v} » est écrite deux fois`]
    cles.add(v)
    const faux = nombres.find((c) => !/^(?:-?\d{1,15}(?:[.,]\d{1,6})?)?$/.test(ligne[colonnes.indexOf(c)] ?? ''))
    if (faux) return [`a une table dont la ligne ${i + 1} n’a pas un nombre dans « ${faux} »`]
  }
  return []
}

export const reference: Genre<'reference'> = {
  lire: (champ, l) => lireTrouve(l.nom, l.brut, champ.table.cle, rechercheDe(champ), 'Choisissez l’une des réponses proposées'),
  controler,
  versCel: (champ, reponse) => {
    const ligne = ligneDe(champ, reponse)
    return ligne ? Object.fromEntries(champ.table.colonnes.map((c, i) => [c, valeurCel(champ, c, ligne[i] ?? '')])) : null
  },
  poser: (champ, nom, reponse, valeurs) => {
    const trouvee = typeof reponse === 'string' ? rechercheDe(champ).trouver(reponse) : undefined
    if (!trouvee) return
    valeurs[nom] = trouvee.valeur
    if (!enListe(champ)) Object.assign(valeurs, { [`${nom}.recherche`]: trouvee.nom, [`${nom}.cherche`]: trouvee.nom })
  },
  dire: (champ, reponse) => (typeof reponse === 'string' ? (rechercheDe(champ).trouver(reponse)?.nom ?? '') : ''),
  manque: (quoi, champ) => (enListe(champ) ? `Choisissez une réponse à ${quoi}` : `Écrivez un nom, puis choisissez : ${quoi}`),
  tenir: (champ, reponse) => (ligneDe(champ, reponse) ? reponse : null),
}
