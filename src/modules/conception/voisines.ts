import type { Db } from '../../kernel/db/index.ts'
import { listEnVigueur } from '../demarches/index.ts'
import { lire } from './brut.ts'
import type { Brut, Chemin } from './brut.ts'
import { SANS_VOISINES } from './remplacements.ts'
import type { Voisines } from './remplacements.ts'

/** What other procedures offer to what is edited here; asked only by the questions that name them. */
export async function voisinesDe(db: Db, brut: Brut, ou: Chemin): Promise<Voisines> {
  const type = lire(brut, `${ou}.type`)
  if (type !== 'dossier' && type !== 'certificat') return SANS_VOISINES
  const publiees = await listEnVigueur(db)
  const documents = new Map(publiees.flatMap(({ document }) => (document ? [[document.genre, document.titre] as const] : [])))
  return { demarches: publiees.map((d) => ({ valeur: d.code, libelle: d.titre })), genres: [...documents].map(([valeur, libelle]) => ({ valeur, libelle })) }
}
