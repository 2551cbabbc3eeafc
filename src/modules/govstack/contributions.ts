import type { Contributions } from '../../kernel/contributions.ts'
import { deleteDemande } from './demande.queries.ts'

/** What the façade gives to the others: an erased file takes with it the name under which a client filed it. */
export const contributions: Contributions = {
  surEffacement: async (tx, objet) => {
    const [genre, id] = objet.split(':')
    if (genre === 'dossier' && id) await deleteDemande(tx, id)
  },
}
