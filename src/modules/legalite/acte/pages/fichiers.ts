import { z } from 'zod'
import { Introuvable } from '../../../../lib/erreurs.ts'
import type { Db } from '../../../../kernel/db/index.ts'
import { listDocuments } from '../../../../kernel/documents/queries.ts'
import { page } from '../../../../kernel/module.ts'
import type { Lecture } from '../../../../kernel/module.ts'
import { findPiece } from '../../piece/piece.queries.ts'
import { objetAccuse } from '../papier.ts'
import { lireActe, mayLire, parId, sujetActe } from '../porte.ts'

const SEUL = { 'content-security-policy': "default-src 'none'; sandbox" }
const parPiece = z.object({ id: z.uuid(), piece: z.uuid() })
type Lu = Pick<Lecture, 'porteePour'> & { db: Db; params: z.infer<typeof parPiece> }

async function pieceDe(lu: Lu) {
  const acte = await lireActe(lu)
  const piece = await findPiece(lu.db, acte.id, lu.params.piece)
  if (!piece || piece.retireeLe) throw new Introuvable()
  return { acte, piece }
}

/** A paper of an act, as it was received. */
export const piece = page({
  path: '/legalite/actes/:id/pieces/:piece',
  may: mayLire,
  titre: 'Pièce d’un acte',
  params: parPiece,
  sujet: sujetActe,
  load: pieceDe,
  consulte: ({ acte }) => `acte:${acte.id}`,
  corps: ({ piece: p }, { maison }) => ({ type: p.type, nom: p.nom, corps: maison.depot.flux(p.sha256), entetes: { 'content-length': String(p.taille), ...(p.type === 'application/pdf' ? {} : SEUL) } }),
})

/** The sealed receipt of an act. It is printed a moment after the transmission: until then, the page says so. */
export const accuse = page({
  path: '/legalite/actes/:id/accuse',
  may: mayLire,
  titre: 'Accusé de réception',
  params: parId,
  sujet: sujetActe,
  load: async (lu) => {
    const acte = await lireActe(lu)
    const document = (await listDocuments(lu.db, objetAccuse(acte.id))).find((d) => d.numero === acte.arNumero)
    if (!acte.arNumero || !document) throw new Introuvable('L’accusé de réception s’imprime : rechargez la page de l’acte dans un instant')
    return { acte, document }
  },
  corps: ({ acte, document }, { maison }) => ({ type: 'application/pdf', nom: `${acte.arNumero}.pdf`, corps: maison.depot.flux(document.sha256), entetes: { 'content-length': String(document.taille) } }),
})
