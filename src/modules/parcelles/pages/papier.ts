import { z } from 'zod'
import { Introuvable } from '../../../lib/erreurs.ts'
import { findReference } from '../../../kernel/fichiers/index.ts'
import { page } from '../../../kernel/module.ts'
import { lire, sujetParcelle } from '../porte.ts'

/** A paper of a parcel. Served alone, with no right to run anything. */
export const papier = page({
  path: '/parcelles/:id/papiers/:papier',
  may: lire,
  titre: 'Papier de la parcelle',
  params: z.object({ id: z.uuid(), papier: z.uuid() }),
  sujet: sujetParcelle,
  load: async ({ db, params }) => {
    const reference = await findReference(db, params.papier)
    if (!reference || reference.objet !== `parcelle:${params.id}`) throw new Introuvable('Ce papier n’est plus avec la parcelle')
    return reference
  },
  consulte: (reference) => reference.objet,
  corps: (reference, { maison }) => ({
    type: reference.type,
    nom: reference.nom,
    corps: maison.depot.flux(reference.sha256),
    entetes: { 'content-length': String(reference.taille), ...(reference.type === 'application/pdf' ? {} : { 'content-security-policy': "default-src 'none'; sandbox" }) },
  }),
})
