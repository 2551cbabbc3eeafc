/** Linked choices: each level proposes what belongs to the one before. Two or three lists, grouped; the script narrows them. */
import { ponctuer } from '../../../lib/francais.ts'
import type { ChampDe } from '../definition.ts'
import { objetDe, texteDe } from '../genre.ts'
import type { Genre } from '../genre.ts'
import { faute, lireMorceaux } from '../lecture.ts'
import type { Lecteur, Lu } from '../lecture.ts'
import { minuscule } from '../phrase.ts'
import type { Reponse } from '../reponse.ts'

type Champ = ChampDe<'choix_lie'>
/** One choice of a level: its own value, and the values above it. `feuille`: nothing more to choose. */
export type Noeud = { chemin: string; valeur: string; libelle: string; parents: string[]; feuille: boolean }
type Branche = { valeur: string; libelle: string; options?: Branche[] }

/** Beyond this, a page would be too heavy: a reference table is for that. */
const OPTIONS_AU_PLUS = 600

/** The choices of each level, in order. `chemin` is what the input sends: « construction/mur ». */
export function niveauxDe(champ: Champ): Noeud[][] {
  const niveaux: Noeud[][] = champ.niveaux.map(() => [])
  const visiter = (options: readonly Branche[], rang: number, avant: string, parents: string[]): void => {
    for (const o of options) {
      const chemin = avant ? `${avant}/${o.valeur}` : o.valeur
      niveaux[rang]?.push({ chemin, valeur: o.valeur, libelle: o.libelle, parents, feuille: !o.options || rang === champ.niveaux.length - 1 })
      if (o.options) visiter(o.options, rang + 1, chemin, [...parents, o.libelle])
    }
  }
  visiter(champ.options, 0, '', [])
  return niveaux
}

/** The deepest list answered decides; those above it may be left, and must not say otherwise. */
function lire(champ: Champ, l: Lecteur): Lu {
  const lus = lireMorceaux(l, champ.niveaux.map((n) => n.code))
  if ('fautes' in lus) return lus
  const niveaux = niveauxDe(champ)
  let choisi: Noeud | undefined
  for (const [rang, niveau] of champ.niveaux.entries()) {
    const dit = lus.textes[niveau.code]!
    if (dit === '') continue
    const nom = `${l.nom}.${niveau.code}`
    // A program may give the bare value, under the one given above it.
    const trouve = niveaux[rang]!.find((n) => n.chemin === dit) ?? niveaux[rang]!.find((n) => n.chemin === (choisi ? `${choisi.chemin}/${dit}` : dit))
    if (!trouve) return faute(nom, 'Choisissez l’une des réponses proposées')
    if (choisi && !trouve.chemin.startsWith(`${choisi.chemin}/`)) return faute(nom, `« ${trouve.libelle} » n’est pas dans « ${choisi.libelle} » : choisissez dans ce groupe, ou changez la liste au-dessus`)
    choisi = trouve
  }
  if (!choisi) return {}
  const suivant = champ.niveaux[choisi.parents.length + 1]
  if (!choisi.feuille && suivant) return faute(`${l.nom}.${suivant.code}`, `Choisissez aussi : ${minuscule(suivant.libelle)}`)
  return { valeur: Object.fromEntries(choisi.chemin.split('/').map((valeur, i) => [champ.niveaux[i]!.code, valeur])) }
}

/** The choice of an answer; undefined when it is no longer one. */
function choixDe(champ: Champ, reponse: Reponse): Noeud | undefined {
  const objet = objetDe(reponse)
  const valeurs = champ.niveaux.map((n) => texteDe(objet, n.code)).filter((v) => v !== undefined)
  const noeud = niveauxDe(champ)[valeurs.length - 1]?.find((n) => n.chemin === valeurs.join('/'))
  return noeud?.feuille ? noeud : undefined
}

function controler(champ: Champ): string[] {
  const tous = niveauxDe(champ).flat()
  const doubles = tous.filter((n, i) => tous.findIndex((a) => a.chemin === n.chemin) !== i)
  const codes = champ.niveaux.map((n) => n.code)
  return [
    ...doubles.map((n) => `a deux options « ${n.chemin} »`),
    ...(tous.length > OPTIONS_AU_PLUS ? [`a ${tous.length} options, il en faut au plus ${OPTIONS_AU_PLUS} : une table de référence convient mieux`] : []),
    ...(new Set(codes).size < codes.length ? ['a deux niveaux de même code'] : []),
    ...(niveauxDe(champ).at(-1)!.length === 0 ? ['a des niveaux sans aucune option'] : []),
    ...(champ.niveaux.length === 2 && champ.options.some((o) => o.options?.some((p) => p.options)) ? ['a des options à trois étages, pour deux niveaux nommés'] : []),
  ]
}

export const choixLie: Genre<'choix_lie'> = {
  lire,
  controler,
  versCel: (champ, reponse) => {
    const choisi = choixDe(champ, reponse)
    const valeurs = choisi?.chemin.split('/')
    return valeurs ? Object.fromEntries(champ.niveaux.map((n, i) => [n.code, valeurs[i] ?? null])) : null
  },
  poser: (champ, nom, reponse, valeurs) => {
    const chemin = choixDe(champ, reponse)?.chemin.split('/') ?? []
    chemin.forEach((_, i) => (valeurs[`${nom}.${champ.niveaux[i]!.code}`] = chemin.slice(0, i + 1).join('/')))
  },
  dire: (champ, reponse) => {
    const choisi = choixDe(champ, reponse)
    return choisi ? ponctuer([...choisi.parents, choisi.libelle].join(' : ')) : ''
  },
  manque: (quoi) => `Choisissez une réponse à ${quoi}`,
  tenir: (champ, reponse) => (choixDe(champ, reponse) ? reponse : null),
}
