import { z } from 'zod'
import { Refus, Saisie } from '../../../../lib/erreurs.ts'
import { jourLocal } from '../../../../kernel/calendrier/index.ts'
import { preparerApporte } from '../../../../kernel/documents/emettre.ts'
import { insertDocument } from '../../../../kernel/documents/queries.ts'
import { insertReference } from '../../../../kernel/fichiers/index.ts'
import { cleActeur, fonctionDe } from '../../../../kernel/identite/acteur.ts'
import { action, permission } from '../../../../kernel/module.ts'
import type { Tx } from '../../../../kernel/db/index.ts'
import { uuidv7 } from '../../../../lib/uuid.ts'
import { nomActeur } from '../../lecteur.ts'
import { inspecter } from '../../piece/inspecter.ts'
import { insertPiece, listPieces, removePiece } from '../../piece/piece.queries.ts'
import { exigerPassage } from '../acte.ts'
import type { Acte } from '../acte.ts'
import { getActe, updateActe } from '../acte.queries.ts'
import { enVigueur } from '../contexte.ts'
import { insertEvenement } from '../evenement.queries.ts'
import { numeroDe, numeroVu } from '../numeroter.ts'
import { detail } from '../pages/detail.tsx'
import { emissionSignature } from '../papier.ts'
import { journalDe, parId, prendreActe, sujetActe } from '../porte.ts'
import { lecteurDe } from '../../lecteur.ts'
import { signataireDe } from '../saisie.ts'

function exigerComplet(acte: Acte, avecPrincipal: boolean): void {
  const manques: Record<string, string> = {}
  if (!acte.matiere) manques.matiere = 'Choisissez la matière de cet acte avant de le signer'
  if (!acte.dateActe) manques.dateActe = 'Écrivez la date de cet acte avant de le signer'
  if (!avecPrincipal) manques.principal = 'Joignez le texte de l’acte en PDF avant de le signer'
  if (Object.keys(manques).length > 0) throw new Saisie(manques)
}

async function marquerSigne(tx: Tx, acte: Acte, e: { maison: Parameters<typeof enVigueur>[1]; maintenant: Date }, s: { poste: string; nom: string; qualite: string; mode: Acte['mode'] }): Promise<string> {
  const v = await enVigueur(tx, e.maison, acte.commune, jourLocal(e.maintenant))
  const numero = await numeroDe(tx, acte, v.natures)
  await updateActe(tx, acte.id, { etat: 'signe', numero, signatairePoste: s.poste, signataireNom: s.nom, signataireQualite: s.qualite, mode: s.mode, signeLe: e.maintenant }, e.maintenant)
  return numero
}

/** The paper is signed by hand and its scan is joined: the act gets its number. */
export const numeriser = action({
  nom: 'legalite.numeriser',
  path: '/legalite/actes/:id/signe-sur-papier',
  may: permission('legalite.rediger'),
  titre: 'Noter la signature sur papier',
  params: parId,
  sujet: sujetActe,
  page: detail,
  definitif: true,
  input: z.object({}),
  run: async (e) => {
    const acte = await prendreActe(e, 'legalite.rediger')
    exigerPassage(acte, 'signer')
    exigerComplet(acte, (await listPieces(e.tx, acte.id)).some((p) => p.role === 'principal'))
    const signataire = acte.signatairePoste ? await signataireDe(e.tx, acte.signatairePoste, acte.commune, acte.dateActe!) : undefined
    if (!signataire) throw new Saisie({ signataire: 'Dites d’abord qui signe cet acte' })
    if (signataire.nom === '') throw new Saisie({ signataire: 'Personne ne tenait ce poste ce jour-là : vérifiez le signataire et la date' })
    const numero = await marquerSigne(e.tx, acte, e, { ...signataire, mode: 'numerise' })
    await insertEvenement(e.tx, { acteId: acte.id, genre: 'signe', le: e.maintenant, par: cleActeur(e.acteur), parNom: nomActeur(e.acteur, acte.commune), texte: `Signé sur papier par ${signataire.nom}, ${signataire.qualite}` })
    return { vers: `/legalite/actes/${acte.id}`, message: `L’acte ${numero} est prêt à transmettre.`, journal: journalDe(acte, { numero }) }
  },
})

/** The executive signs here, with a second factor: a signature page is added to the PDF, which is sealed as a whole. */
export const signer = action({
  nom: 'legalite.signer',
  path: '/legalite/actes/:id/signer',
  may: permission('legalite.signer'),
  titre: 'Signer un acte',
  params: parId,
  sujet: sujetActe,
  page: detail,
  secondFacteur: true,
  definitif: true,
  input: z.object({}),
  preparer: async (lu) => {
    const { db, maison, maintenant, acteur, params } = lu
    const acte = await getActe(db, params.id, lecteurDe(lu))
    exigerPassage(acte, 'signer')
    const principal = (await listPieces(db, acte.id)).find((p) => p.role === 'principal')
    exigerComplet(acte, principal !== undefined)
    const poste = acteur.genre === 'agent' ? acteur.postes.find((p) => p.posteId === acte.signatairePoste) : undefined
    if (acteur.genre !== 'agent' || !poste) throw new Refus('Cet acte se signe par la personne qui tient le poste du signataire : corrigez l’acte si c’est vous', 403)
    if (principal!.signatures.length > 0) throw new Refus('Ce PDF porte déjà une signature électronique, qui se romprait : notez plutôt la signature, puis transmettez')
    const v = await enVigueur(db, maison, acte.commune, jourLocal(maintenant))
    const vu = await numeroVu(db, acte, v.natures)
    const emis = await preparerApporte(maison.atelier, emissionSignature(maison, acte, v, { numero: vu, nom: acteur.nom, qualite: fonctionDe(poste), interim: poste.interimDe, empreinte: principal!.sha256, le: maintenant, par: cleActeur(acteur) }), await maison.depot.lire(principal!.sha256))
    return { emis, vu, principal: principal!, revision: acte.revision, poste, nom: acteur.nom, inspection: await inspecter(maison.lecteur, { type: 'application/pdf', octets: await maison.depot.lire(emis.sha256) }) }
  },
  run: async (e) => {
    const { tx, maintenant, prepare: { emis, vu, principal, revision, poste, nom, inspection } } = e
    const acte = await prendreActe(e, 'legalite.signer')
    exigerPassage(acte, 'signer')
    if (acte.revision !== revision) throw new Refus('Cet acte vient de changer : relisez-le, puis signez')
    const par = cleActeur(e.acteur)
    const numero = await marquerSigne(tx, acte, e, { poste: poste.posteId, nom, qualite: fonctionDe(poste), mode: 'electronique' })
    if (numero !== vu) throw new Refus('Un autre acte vient de prendre le numéro imprimé sur la page de signature : signez de nouveau')
    const { id } = await insertDocument(tx, emis)
    await removePiece(tx, principal.id, maintenant)
    const referenceId = await insertReference(tx, { sha256: emis.sha256, type: 'application/pdf', taille: emis.taille, objet: `acte:${acte.id}`, champ: 'principal', nom: principal.nom, deposePar: par, maintenant })
    await insertPiece(tx, { id: uuidv7(maintenant.getTime()), acteId: acte.id, role: 'principal', code: '', titre: 'Texte de l’acte, signé', referenceId, sha256: emis.sha256, nom: principal.nom, type: 'application/pdf', taille: emis.taille, pages: inspection.pages, lecture: inspection.lecture === 'natif' ? 'natif' : principal.lecture, signatures: inspection.signatures, texte: inspection.texte, maintenant })
    await insertEvenement(tx, { acteId: acte.id, genre: 'signe', le: maintenant, par, parNom: nomActeur(e.acteur, acte.commune), texte: 'Signature électronique', detail: { document: id } })
    return { vers: `/legalite/actes/${acte.id}`, message: `L’acte ${numero} est signé. Il est prêt à transmettre.`, journal: journalDe(acte, { numero, document: id }) }
  },
})
