import { Readable } from 'node:stream'
import { z } from 'zod'
import { Introuvable, Refus, Saisie } from '../../../lib/erreurs.ts'
import { uuidv7 } from '../../../lib/uuid.ts'
import { effacerReferences, insertReference } from '../../../kernel/fichiers/index.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import type { Maison } from '../../../kernel/maison.ts'
import { action, page, permission } from '../../../kernel/module.ts'
import { exigerPassage } from '../acte/acte.ts'
import { getActe, lockActe, updateActe } from '../acte/acte.queries.ts'
import { insertEvenement } from '../acte/evenement.queries.ts'
import { joindreFichiers, PAPIERS, preparerPapiers } from '../acte/joindre.ts'
import { journalDe, parId, sujetActe } from '../acte/porte.ts'
import { lecteurDe, nomActeur } from '../lecteur.ts'
import { findDepot, findInacheve, insertDepot, lockDepot, updateFini, updateMorceau } from './depot.queries.ts'
import type { DepotPiece } from './depot.queries.ts'
import { listPieces, removePiece } from './piece.queries.ts'

/** Bytes of one piece, at most: on a slow line, what a cut loses. */
const MORCEAU = 1_048_576
/** A count of bytes, as a form or a program writes it. */
const octets = z.union([z.int().min(0), z.string().regex(/^\d{1,12}$/, 'Écrivez un nombre d’octets')])
const parDepot = z.object({ id: z.uuid(), depot: z.uuid() })
const porte = { may: permission('legalite.rediger'), sujet: sujetActe } as const
const objetDepot = (id: string) => `depot-acte:${id}`

/** Where a deposit stands: what a browser, or a program, asks after a cut. */
export const depot = page({
  ...porte,
  path: '/legalite/actes/:id/depots/:depot',
  titre: 'Dépôt d’une pièce',
  params: parDepot,
  api: true,
  output: z.object({ nom: z.string(), taille: z.number(), recu: z.number(), fini: z.boolean() }),
  load: async (lu) => {
    await getActe(lu.db, lu.params.id, lecteurDe(lu))
    const lue = await findDepot(lu.db, lu.params.id, lu.params.depot)
    if (!lue) throw new Introuvable()
    return { nom: lue.nom, taille: lue.taille, recu: lue.recu, fini: lue.finiLe !== null }
  },
})

/** Announces a large paper. The same file announced again goes on from where a cut left it. */
export const ouvrirDepot = action({
  ...porte,
  nom: 'legalite.ouvrir-depot',
  path: '/legalite/actes/:id/depots',
  titre: 'Envoyer une pièce en plusieurs fois',
  params: parId,
  horsJournal: true,
  input: z.object({ champ: z.enum(['principal', 'annexe']), nom: z.string().trim().min(1).max(150), taille: octets, annexeCode: z.string().max(30).default(''), annexeTitre: z.string().max(120).default('') }),
  run: async (e) => {
    const acte = await lockActe(e.tx, e.params.id, lecteurDe(e))
    exigerPassage(acte, 'modifier')
    const { champ, nom, annexeCode, annexeTitre } = e.input
    const taille = Number(e.input.taille)
    if (taille === 0 || taille > PAPIERS.octets) throw new Saisie({ [champ]: 'Ce fichier est vide, ou trop lourd : allégez-le, ou coupez-le en plusieurs annexes (A07)' })
    const inacheve = await findInacheve(e.tx, acte.id, { champ, nom, taille })
    const id = inacheve ?? uuidv7(e.maintenant.getTime())
    if (!inacheve) await insertDepot(e.tx, { id, acteId: acte.id, champ, nom, taille, code: annexeCode, titre: annexeTitre, creePar: cleActeur(e.acteur), maintenant: e.maintenant })
    return { vers: `/legalite/actes/${acte.id}/depots/${id}` }
  },
})

/** Receives the next piece. One already received is said so and changes nothing; one too far is refused, and the browser asks where to go on. */
export const morceau = action({
  ...porte,
  nom: 'legalite.deposer-morceau',
  path: '/legalite/actes/:id/depots/:depot/morceaux',
  titre: 'Envoyer un morceau',
  params: parDepot,
  fichiers: { nombre: 1, octets: MORCEAU, morceau: true },
  horsJournal: true,
  limite: 600,
  input: z.object({ debut: octets }),
  run: async (e) => {
    const lue = await lockDepot(e.tx, e.params.id, e.params.depot)
    const [recu] = e.fichiers
    if (!lue) throw new Introuvable()
    const vers = `/legalite/actes/${lue.acteId}/depots/${lue.id}`
    if (!recu || recu.taille === 0) throw new Saisie({ morceau: 'Envoyez un morceau du fichier' })
    const debut = Number(e.input.debut)
    if (lue.finiLe || debut < lue.recu) return { vers }
    if (debut > lue.recu || lue.recu + recu.taille > lue.taille) throw new Refus(`Ce morceau ne suit pas les autres : reprenez à l’octet ${lue.recu}`)
    await insertReference(e.tx, { sha256: recu.sha256, type: recu.type, taille: recu.taille, objet: objetDepot(lue.id), champ: 'morceau', nom: String(debut), deposePar: cleActeur(e.acteur), maintenant: e.maintenant })
    await updateMorceau(e.tx, lue.id, { debut, taille: recu.taille, sha256: recu.sha256 })
    return { vers }
  },
})

/** The pieces of a file, one after the other. */
async function* enchainer(maison: Maison, d: DepotPiece): AsyncGenerator<Buffer> {
  for (const m of d.morceaux) yield* maison.depot.flux(m.sha256) as AsyncIterable<Buffer>
}

/** Joins a paper once every byte is there: it is then checked as if it had come in one piece. */
export const finirDepot = action({
  ...porte,
  nom: 'legalite.finir-depot',
  path: '/legalite/actes/:id/depots/:depot/finir',
  titre: 'Joindre la pièce envoyée',
  params: parDepot,
  definitif: true,
  input: z.object({}),
  preparer: async (lu) => {
    const lue = await findDepot(lu.db, lu.params.id, lu.params.depot)
    if (!lue) throw new Introuvable()
    if (lue.finiLe) return { depot: lue, papiers: [] }
    if (lue.recu !== lue.taille) throw new Refus(`Il manque une partie de ce fichier : reprenez à l’octet ${lue.recu}`)
    const recu = await lu.maison.depot.recevoir(Readable.from(enchainer(lu.maison, lue)), { nom: lue.nom, octets: PAPIERS.octets })
    return { depot: lue, papiers: await preparerPapiers({ ...lu, fichiers: [{ champ: lue.champ, ...recu }] }) }
  },
  run: async (e) => {
    const { tx, maintenant, prepare: { depot: vue, papiers } } = e
    const acte = await lockActe(tx, e.params.id, lecteurDe(e))
    exigerPassage(acte, 'modifier')
    const vers = `/legalite/actes/${acte.id}#pieces`
    const lue = await lockDepot(tx, acte.id, vue.id)
    if (!lue || lue.finiLe) return { vers, message: 'La pièce est jointe.' }
    if (lue.champ === 'principal') for (const p of await listPieces(tx, acte.id)) if (p.role === 'principal') await removePiece(tx, p.id, maintenant)
    const par = cleActeur(e.acteur)
    await joindreFichiers(tx, acte.id, papiers, { input: { annexeCode: lue.code, annexeTitre: lue.titre }, par, maintenant })
    await updateFini(tx, lue.id, maintenant)
    await effacerReferences(tx, objetDepot(lue.id))
    await updateActe(tx, acte.id, {}, maintenant)
    await insertEvenement(tx, { acteId: acte.id, genre: 'joint', le: maintenant, par, parNom: nomActeur(e.acteur, acte.commune), texte: lue.nom })
    return { vers, message: 'La pièce est jointe.', journal: journalDe(acte, { pieces: 1 }) }
  },
})
