import { nombre, pourCent } from '../../lib/francais.ts'
import type { Db } from '../../kernel/db/index.ts'
import type { Contributions } from '../../kernel/module.ts'
import { listEnVigueur } from './definition.queries.ts'
import { compterPlateforme } from './file.queries.ts'
import { journee } from './journee.tsx'
import { chercherDemarches } from './recherche.ts'

/** What démarches give to the home page and to the agent's day. */
export const contributions: Contributions = {
  services: async (db, cherche) =>
    chercherDemarches(await listEnVigueur(db), cherche).map((d) => ({ titre: d.titre, resume: d.fiche.resume, href: `/demarches/${d.code}`, situation: d.fiche.situation })),
  chiffres: async (db: Db) => {
    const c = await compterPlateforme(db)
    return [
      { valeur: nombre(c.recus), libelle: 'demandes reçues' },
      { valeur: nombre(c.delivres), libelle: 'documents délivrés' },
      ...(c.rendus > 0 ? [{ valeur: pourCent(c.aTemps / c.rendus), libelle: 'rendues dans le délai' }] : []),
    ]
  },
  journee,
}

