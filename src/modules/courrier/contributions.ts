import type { Contributions, Lecture } from '../../kernel/module.ts'
import { direNumero, lireObjetCourrier } from './courrier.ts'
import { listParIds, listParNumero } from './courrier.queries.ts'
import { journee } from './journee.tsx'
import { rubrique } from './rubrique.tsx'
import { lecteurDe, porteeLecture } from './lecteur.ts'

type Lu = Pick<Lecture, 'db' | 'porteePour' | 'acteur' | 'maison'>

/** What the mail gives to the agent's day, and the names of its letters. */
export const contributions: Contributions = {
  journee,
  rubrique,
  nommerObjets: async (lu: Lu, objets) => {
    const ids = objets.flatMap((objet) => lireObjetCourrier(objet) ?? [])
    const lus = ids.length === 0 ? [] : await listParIds(lu.db, ids, porteeLecture(lu), lecteurDe(lu))
    return new Map(lus.map((c) => [`courrier:${c.id}`, { titre: direNumero(c), href: `/courrier/${c.id}` }]))
  },
  // Each office has its own numbers: one that two of his registers hold names nothing.
  trouverObjet: async (lu: Lu, nom) => {
    const lus = await listParNumero(lu.db, nom, porteeLecture(lu), lecteurDe(lu))
    return lus.length === 1 ? `courrier:${lus[0]!.id}` : undefined
  },
}
