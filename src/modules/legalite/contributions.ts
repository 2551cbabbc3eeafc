import type { Contributions } from '../../kernel/module.ts'
import { direNumero } from './acte/acte.ts'
import { listNommes, trouverNomme } from './acte/nommer.queries.ts'
import { lireObjetActe } from './acte/porte.ts'
import { journee } from './journee.tsx'
import { lecteurDe } from './lecteur.ts'

/** What the control of legality gives to the agent's day, and the names of its acts. */
export const contributions: Contributions = {
  journee,
  nommerObjets: async (lu, objets) => {
    const ids = objets.flatMap((objet) => lireObjetActe(objet) ?? [])
    const lus = ids.length === 0 ? [] : await listNommes(lu.db, ids, lecteurDe(lu))
    return new Map(lus.map((a) => [`acte:${a.id}`, { titre: `Acte ${direNumero(a)}`, href: `/legalite/actes/${a.id}` }]))
  },
  // A number belongs to a commune: one that two of them hold names nothing; a receipt's names one act.
  trouverObjet: async (lu, nom) => {
    const id = await trouverNomme(lu.db, nom.trim().toUpperCase(), lecteurDe(lu))
    return id && `acte:${id}`
  },
}
