import { Refus } from '../../lib/erreurs.ts'
import { CATALOGUE } from '../../kernel/formulaires/index.ts'
import type { TypeChamp } from '../../kernel/formulaires/index.ts'
import { ajouter, lire, poser } from './brut.ts'
import type { Brut, Chemin } from './brut.ts'
import { nommerLibre } from './nommer.ts'
import { AILLEURS, champsDe, elements, estPartie, PARTIES, valeurDe } from './plan.ts'

/** A procedure being designed. `contenu` may be wrong: it is checked as a whole, and said on every page. */
export type Projet = {
  id: string; code: string; titre: string; base: number | null; contenu: Brut; modele: string; revision: number
  modifieParNom: string; modifieLe: Date; publieLe: Date | null; version: number | null; abandonneLe: Date | null
}

/** Refuses to write over what somebody else has written meanwhile: what was typed stays on the page. */
export function exigerRevision(projet: Projet, revision: number): void {
  exigerOuvert(projet)
  if (projet.revision !== revision) throw new Refus(`${projet.modifieParNom} a changé cette démarche pendant que vous écriviez. Ouvrez la page dans un autre onglet pour voir son changement, puis reportez le vôtre`)
}

export function exigerOuvert(projet: Pick<Projet, 'publieLe' | 'abandonneLe'>): void {
  if (projet.publieLe || projet.abandonneLe) throw new Refus('Ce projet est terminé : ouvrez-en un autre à partir de la version publiée')
}

/** Puts what was typed back in its place; what is edited elsewhere (fields of a step, stations) stays. */
export function reporter(brut: Brut, ou: Chemin, valeur: Brut): Brut {
  if (!estPartie(ou)) {
    const avant = valeurDe(ou, brut)
    const garde = Object.fromEntries(['type', 'genre', ...AILLEURS].flatMap((cle) => (avant[cle] === undefined ? [] : [[cle, avant[cle]]])))
    return poser(brut, ou, { ...(avant.type ? { code: avant.code ?? '', type: avant.type } : {}), ...valeur, ...garde })
  }
  const stations = lire(brut, 'circuit.stations')
  return PARTIES[ou].cles.reduce((b, cle) => {
    const neuf = valeur[cle]
    return poser(b, cle, cle === 'circuit' ? { ...(neuf as Brut | undefined), ...(stations ? { stations } : {}) } : neuf)
  }, brut)
}

/** A new step, field or station at the end of its list, named after its words. */
export function ajouterElement(brut: Brut, liste: Chemin, genre: string, mots: string): { brut: Brut; chemin: Chemin } {
  const chemin = `${liste}.${elements(lire(brut, liste)).length}`
  return { brut: ajouter(brut, liste, elementNeuf(brut, liste, genre, mots)), chemin }
}

function elementNeuf(brut: Brut, liste: Chemin, genre: string, mots: string): Brut {
  if (liste === 'formulaire.etapes') return { code: nommerLibre(mots, elements(lire(brut, liste)).map((e) => e.code)), titre: mots, champs: [] }
  if (liste === 'circuit.stations') {
    const code = nommerLibre(mots, elements(lire(brut, liste)).map((s) => s.code))
    const suite: Brut = genre === 'visa' ? { viseurs: [], defavorable: 'continuer' } : genre === 'accord' ? { parties: [] } : genre === 'attente' ? { duree: { valeur: 15, unite: 'jours', source: 'Durée à confirmer', verifie: false }, qui: { roles: [] }, opposition: 'renvoyer' } : genre === 'paiement' ? { libelle: mots, moyens: ['guichet', 'en_ligne'], source: 'Montant à confirmer', verifie: false } : genre === 'signature' ? { qui: { roles: [] }, source: 'Signataire à confirmer', verifie: false } : { qui: { roles: [] } }
    return { code, genre, titre: mots, ...suite }
  }
  return champNeuf(brut, genre, mots)
}

/** A field as its catalogue shows it, with its own words and short names that nobody has. */
function champNeuf(brut: Brut, type: string, mots: string): Brut {
  const pris = champsDe(brut).map((c) => c.champ.code)
  const { code: _c, type: _t, libelle: _l, champs, ...reste } = structuredClone(CATALOGUE[type as TypeChamp].exemple) as Brut
  const code = nommerLibre(mots, pris)
  const interieur = elements(champs).map((c) => ({ ...c, code: nommerLibre(`${code}_${String(c.code)}`, [...pris, code]) }))
  const dits: Brut = type === 'explication' ? { texte: mots } : type === 'image' ? { fichier: 'image.png', alternative: mots } : { libelle: mots }
  return { code, type, ...(type === 'image' ? {} : reste), ...dits, ...(interieur.length > 0 ? { champs: interieur } : {}) }
}

/** A new procedure, with what every one has. */
export function debuter(titre: string, code: string, prefixe: string): Brut {
  return {
    code,
    prefixe,
    titre,
    fiche: { frais: { montant: null, texte: 'Montant à confirmer', source: 'À demander', verifie: false }, autorite: { texte: 'À dire', source: 'À demander', verifie: false }, recours: { texte: 'À dire', source: 'À demander', verifie: false } },
    delai: { valeur: 5, unite: 'jours_ouvres', source: 'Délai proposé, à confirmer', verifie: false },
    circuit: { motifsRefus: ['Les papiers donnés ne suffisent pas'], stations: [] },
    conservation: { brouillonJours: 30, source: 'Règle de la plateforme : ne pas garder ce qui n’a pas été déposé', verifie: true },
    formulaire: { etapes: [] },
  }
}
