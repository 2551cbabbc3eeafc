/** An office of the register: the answer keeps its name of that day. */
import { trouve } from '../../../lib/liste.ts'
import type { Bureau } from '../../territoire/index.ts'
import type { Lieux } from '../contexte.ts'
import type { ChampDe } from '../definition.ts'
import { objetDe, texteDe } from '../genre.ts'
import type { Genre } from '../genre.ts'
import { cle, lireTrouve, NOM_AU_PLUS, RESULTATS } from '../recherche.ts'
import type { Recherche } from '../recherche.ts'
import type { BureauRepondu, Reponse } from '../reponse.ts'

type Champ = ChampDe<'bureau'>

/** The offices that a field proposes, in the order of territories. */
function bureauxDe(champ: Champ, lieux: Lieux): Bureau[] {
  const ici = (code: string) => champ.dans === undefined || champ.dans === 'BJ' || code.startsWith(champ.dans)
  return champ.niveaux.flatMap((niveau) => lieux.tous(niveau)).filter((t) => ici(t.code)).flatMap((t) => lieux.bureaux(t.code)).filter((b) => (champ.genres as readonly string[]).includes(b.genre))
}

const versTrouve = (b: Bureau, lieux: Lieux) => ({ valeur: b.id, nom: b.nom, chemin: lieux.chemin(b.territoire) })

/** How offices are looked for: every word written is in the name or in where it is. */
export function rechercheDe(champ: Champ, lieux: Lieux): Recherche {
  return {
    trouver: (id) => {
      const bureau = bureauxDe(champ, lieux).find((b) => b.id === id)
      return bureau && versTrouve(bureau, lieux)
    },
    chercher: (texte) => {
      const net = cle(texte.slice(0, NOM_AU_PLUS))
      const trouves = bureauxDe(champ, lieux).map((b) => versTrouve(b, lieux)).filter((t) => trouve([cle(`${t.nom} ${t.chemin}`)], net))
      const exacts = trouves.filter((t) => cle(t.nom) === net)
      return [...exacts, ...trouves.filter((t) => !exacts.includes(t))].slice(0, RESULTATS)
    },
  }
}

/** The office of an answer; undefined for anything else. */
export function bureauDe(reponse: Reponse): BureauRepondu | undefined {
  const objet = objetDe(reponse)
  const [bureau, nom, genre, territoire] = ['bureau', 'nom', 'genre', 'territoire'].map((c) => texteDe(objet, c))
  return bureau && nom && genre && territoire ? { bureau, nom, genre, territoire } : undefined
}

export const bureau: Genre<'bureau'> = {
  lire: (champ, l) => {
    const lieux = l.contexte.territoires
    const lu = lireTrouve(l.nom, l.brut, 'bureau', rechercheDe(champ, lieux), 'Choisissez un bureau de la liste')
    const trouve = lu.valeur === undefined ? undefined : bureauxDe(champ, lieux).find((b) => b.id === lu.valeur)
    return trouve ? { valeur: { bureau: trouve.id, nom: trouve.nom, genre: trouve.genre, territoire: trouve.territoire } } : lu
  },
  versCel: (_, reponse) => bureauDe(reponse) ?? null,
  poser: (_, nom, reponse, valeurs) => {
    const b = bureauDe(reponse)
    if (b) Object.assign(valeurs, { [nom]: b.bureau, [`${nom}.recherche`]: b.nom, [`${nom}.cherche`]: b.nom })
  },
  dire: (_, reponse) => bureauDe(reponse)?.nom ?? '',
  manque: (quoi) => `Écrivez le nom du bureau ou de la commune, puis choisissez : ${quoi}`,
}
