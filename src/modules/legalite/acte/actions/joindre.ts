import { z } from 'zod'
import { Introuvable, Saisie } from '../../../../lib/erreurs.ts'
import { removeReference } from '../../../../kernel/fichiers/index.ts'
import { cleActeur } from '../../../../kernel/identite/acteur.ts'
import { action, permission } from '../../../../kernel/module.ts'
import { nomActeur } from '../../lecteur.ts'
import { findPiece, listPieces, removePiece } from '../../piece/piece.queries.ts'
import { exigerPassage } from '../acte.ts'
import { updateActe } from '../acte.queries.ts'
import { insertEvenement } from '../evenement.queries.ts'
import { joindreFichiers, PAPIERS, preparerPapiers } from '../joindre.ts'
import { detail } from '../pages/detail.tsx'
import { journalDe, parId, prendreActe, sujetActe } from '../porte.ts'

/** Adds the main paper (in place of the one that was there) or annexes. */
export const joindre = action({
  nom: 'legalite.joindre',
  path: '/legalite/actes/:id/pieces',
  may: permission('legalite.rediger'),
  titre: 'Joindre une pièce',
  params: parId,
  sujet: sujetActe,
  page: detail,
  fichiers: PAPIERS,
  input: z.looseObject({ annexeCode: z.string().max(30).default(''), annexeTitre: z.string().trim().max(120, 'Dites-le en 120 signes au plus').default(''), champ: z.string().max(20).default('annexe') }),
  preparer: preparerPapiers,
  run: async (e) => {
    const { tx, maintenant } = e
    const acte = await prendreActe(e, 'legalite.rediger')
    exigerPassage(acte, 'modifier')
    if (e.prepare.length === 0) throw new Saisie({ [e.input.champ === 'principal' ? 'principal' : 'annexe']: 'Choisissez le fichier à joindre' })
    const principal = e.prepare.find((p) => p.fichier.champ === 'principal')
    if (principal) for (const p of await listPieces(tx, acte.id)) if (p.role === 'principal') await removePiece(tx, p.id, maintenant)
    const par = cleActeur(e.acteur)
    await joindreFichiers(tx, acte.id, e.prepare, { input: e.input, par, maintenant })
    await updateActe(tx, acte.id, {}, maintenant)
    await insertEvenement(tx, { acteId: acte.id, genre: 'joint', le: maintenant, par, parNom: nomActeur(e.acteur, acte.commune), texte: e.prepare.map((p) => p.fichier.nom).join(', ') })
    return { vers: `/legalite/actes/${acte.id}#pieces`, message: e.prepare.length > 1 ? 'Les pièces sont jointes.' : 'La pièce est jointe.', journal: journalDe(acte, { pieces: e.prepare.length }) }
  },
})

/** Takes a paper away from an act that is not signed. */
export const retirerPiece = action({
  nom: 'legalite.retirer-piece',
  path: '/legalite/actes/:id/pieces/retirer',
  may: permission('legalite.rediger'),
  titre: 'Retirer une pièce',
  params: parId,
  sujet: sujetActe,
  page: detail,
  input: z.object({ piece: z.uuid() }),
  run: async (e) => {
    const { tx, maintenant } = e
    const acte = await prendreActe(e, 'legalite.rediger')
    exigerPassage(acte, 'modifier')
    const piece = await findPiece(tx, acte.id, e.input.piece)
    if (!piece || piece.retireeLe) throw new Introuvable('Cette pièce n’est plus là')
    await removePiece(tx, piece.id, maintenant)
    await removeReference(tx, piece.referenceId, maintenant)
    await insertEvenement(tx, { acteId: acte.id, genre: 'retire-piece', le: maintenant, par: cleActeur(e.acteur), parNom: nomActeur(e.acteur, acte.commune), texte: piece.nom })
    return { vers: `/legalite/actes/${acte.id}#pieces`, message: 'La pièce est retirée.', journal: journalDe(acte) }
  },
})
