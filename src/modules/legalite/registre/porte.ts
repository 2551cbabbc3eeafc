import { Introuvable } from '../../../lib/erreurs.ts'
import type { Db } from '../../../kernel/db/index.ts'
import type { Lecture } from '../../../kernel/module.ts'
import { sousLesquels } from '../acte/contexte.ts'
import { lireActe } from '../acte/porte.ts'
import type { Acte } from '../acte/acte.ts'
import { listPieces, listTextes } from '../piece/piece.queries.ts'
import type { Piece } from '../piece/piece.queries.ts'
import { findNature } from '../referentiel/referentiel.ts'
import { exigerPubliable } from './publication.ts'

type Lu = Pick<Lecture, 'porteePour' | 'maison' | 'maintenant'> & { db: Db; params: { id: string } }

/** An act that its commune may publish, its main paper, and the words of it. Throws `Introuvable`, or `Refus` for an act that the prefecture does not have. */
export async function lireAPublier(lu: Lu): Promise<{ acte: Acte; nature: string; principal: Piece; texte: string }> {
  const acte = await lireActe(lu)
  if (!lu.porteePour('legalite.publier').contient(acte.commune)) throw new Introuvable()
  exigerPubliable(acte)
  const [pieces, textes, v] = await Promise.all([listPieces(lu.db, acte.id), listTextes(lu.db, acte.id), sousLesquels(lu.db, lu.maison, acte, lu.maintenant)])
  const principal = pieces.find((p) => p.role === 'principal')
  if (!principal || !acte.numero || !acte.dateActe) throw new Introuvable('Le texte de cet acte n’est pas dans la plateforme')
  return { acte, nature: findNature(v.natures, acte.nature)?.libelle ?? acte.nature, principal, texte: textes.find((t) => t.id === principal.id)?.texte ?? '' }
}

/** Address of an act in the public register. */
export const hrefPublic = (id: string): string => `/actes/${id}`
