import { Refus } from '../../../lib/erreurs.ts'
import { heure } from '../../../lib/francais.ts'
import type { ChampSuivi } from '../../../ui/index.ts'
import type { Place } from './corps.ts'
import { boitesDe } from './forme/boites.ts'
import type { Boites, Champ, Element } from './forme/champ.ts'
import { direChamp } from './forme/dire.ts'
import { lireChamps } from './forme/lire.ts'
import type { Projet } from './projet.queries.ts'

/** What a part holds, or what the form of one that is absent begins with. */
export const valeurDe = (place: Pick<Place, 'valeur' | 'rubrique'>): Element => place.valeur ?? place.rubrique?.vide ?? {}

function direBoites(champ: Champ, lues: Boites, maintenant: Date): string {
  const { lu, fautes } = lireChamps([champ], lues, {}, maintenant)
  return Object.keys(fautes).length > 0 ? Object.values(lues).flat().filter(Boolean).join(', ') : direChamp(champ, lu)
}

/** The questions of a part, to tell what somebody else saved meanwhile. */
export const suivrePlace = (champs: readonly Champ[], e: Element, maintenant: Date): ChampSuivi[] => champs.map((c) => ({ libelle: c.libelle, boites: boitesDe(c, e), dire: (lues) => direBoites(c, lues, maintenant) }))

/** Who changed the draft meanwhile, and when. */
export const direMain = ({ modifieParNom, modifieLe }: Pick<Projet, 'modifieParNom' | 'modifieLe'>): string => `${modifieParNom} a changé ce projet pendant que vous écriviez (${heure(modifieLe)})`

/** A gesture on the whole draft is made on what was read. Throws `Refus` with who changed it. */
export function exigerRevision(projet: Projet, vue: number): void {
  if (projet.revision !== vue) throw new Refus(`${direMain(projet)}. Relisez-le, puis recommencez`)
}
