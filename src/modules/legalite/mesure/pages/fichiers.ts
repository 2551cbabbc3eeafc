import { Introuvable } from '../../../../lib/erreurs.ts'
import { dateLongue } from '../../../../lib/francais.ts'
import { findDocument } from '../../../../kernel/documents/queries.ts'
import { page, permission } from '../../../../kernel/module.ts'
import { direNumero } from '../../acte/acte.ts'
import { getActe } from '../../acte/acte.queries.ts'
import { lecteurDe } from '../../lecteur.ts'
import { listPieces } from '../../piece/piece.queries.ts'
import { MESURES } from '../mesure.ts'
import { listMesures } from '../mesure.queries.ts'
import { lireMesure, mayLireMesure, parMesure, sujetMesure } from '../porte.ts'

/** The signed PDF of a letter. */
export const lettrePdf = page({
  path: '/legalite/mesures/:id/lettre.pdf',
  may: mayLireMesure,
  titre: 'Lettre signée',
  params: parMesure,
  sujet: sujetMesure,
  load: async (lu) => {
    const { mesure } = await lireMesure(lu)
    const document = mesure.documentId ? await findDocument(lu.db, mesure.documentId) : undefined
    if (!document) throw new Introuvable()
    return { mesure, document }
  },
  consulte: ({ mesure }) => `acte:${mesure.acteId}`,
  corps: ({ mesure, document }, { maison }) => ({ type: 'application/pdf', nom: `${mesure.numero}.pdf`, corps: maison.depot.flux(document.sha256), entetes: { 'content-length': String(document.taille) } }),
})

/** Everything the judge reads, in one paginated and bookmarked PDF: the memorandum, the act, its annexes, the earlier letters. */
export const dossierPdf = page({
  path: '/legalite/mesures/:id/dossier.pdf',
  may: permission('legalite.controler'),
  titre: 'Dossier du déféré',
  params: parMesure,
  sujet: sujetMesure,
  limite: 10,
  load: async (lu) => {
    const { mesure } = await lireMesure(lu)
    if (mesure.genre !== 'defere' || !mesure.documentId) throw new Introuvable()
    const acte = await getActe(lu.db, mesure.acteId, lecteurDe(lu))
    const [pieces, mesures] = await Promise.all([listPieces(lu.db, acte.id), listMesures(lu.db, acte.id, false)])
    const signees = await Promise.all(mesures.map(async (m) => ({ m, document: m.documentId ? await findDocument(lu.db, m.documentId) : undefined })))
    const papiers = [
      ...signees.filter(({ m }) => m.id === mesure.id).map(({ m, document }) => ({ titre: `${MESURES[m.genre].titre} ${m.numero}`, sha256: document?.sha256 })),
      ...pieces.map((p) => ({ titre: p.role === 'principal' ? `Acte ${direNumero(acte)}` : p.titre || p.nom, sha256: p.sha256 })),
      ...signees.filter(({ m }) => m.id !== mesure.id).map(({ m, document }) => ({ titre: `${MESURES[m.genre].titre} ${m.numero}`, sha256: document?.sha256 })),
    ]
    return { mesure, acte, papiers: papiers.flatMap((p) => (p.sha256 ? [{ titre: p.titre, sha256: p.sha256 }] : [])) }
  },
  consulte: ({ acte }) => `acte:${acte.id}`,
  corps: async ({ mesure, acte, papiers }, { maison }) => {
    const parties = await Promise.all(papiers.map(async (p) => ({ titre: p.titre, octets: new Uint8Array(await maison.depot.lire(p.sha256)) })))
    const { pdf } = await maison.lecteur.assemblerPdf(parties, { titre: `Déféré ${mesure.numero}, acte ${acte.numero}`, auteur: `${mesure.signeQualite ?? ''}, ${mesure.signeLe ? dateLongue(mesure.signeLe) : ''}`, date: mesure.signeLe ?? mesure.prepareLe })
    return { type: 'application/pdf', nom: `${mesure.numero}-dossier.pdf`, corps: pdf }
  },
})
