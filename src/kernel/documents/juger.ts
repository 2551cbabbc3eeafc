import { masquer } from '../../lib/preuve/champs.ts'
import { verifierSceau } from '../../lib/preuve/verifier.ts'
import type { JeuDeCles, Verdict } from '../../lib/preuve/verifier.ts'
import type { Db } from '../db/index.ts'
import { lireCodeCourt } from './code-court.ts'
import { empreinteDe } from './liste.ts'
import { findDocumentParCode } from './queries.ts'
import type { DocumentConnu } from './queries.ts'

/**
 * The verdict on a document of our register, without JavaScript: the stored seal is judged by the same function as in
 * the browser, so that a row altered in the database says « faux ». The register itself is up to date by definition.
 */
export async function jugerDocument(document: DocumentConnu, jeu: JeuDeCles, maintenant: Date): Promise<Verdict> {
  const { revocation } = document
  const secondes = (date: Date) => Math.floor(date.getTime() / 1000)
  const revocations = new Map(revocation ? [[empreinteDe(document.id), { le: secondes(revocation.revoqueLe), motif: revocation.motif }]] : [])
  const liste = { emiseLe: secondes(maintenant), prochaineLe: secondes(maintenant) + 60, revocations }
  const verdict = await verifierSceau({ sceau: new Uint8Array(document.cose), jeu, jeuFrais: true, liste, maintenant })
  const autre = 'id' in verdict && verdict.id !== document.id.replaceAll('-', '')
  return autre ? { etat: 'faux', raison: 'signature' } : verdict
}

/**
 * The verdict on a typed short code; undefined if no document has it (or it is mistyped). Names are masked: who types
 * a code may not hold the paper.
 */
export async function jugerCode(db: Db, texte: string, jeu: JeuDeCles, maintenant: Date): Promise<{ codeCourt: string; verdict: Verdict } | undefined> {
  const codeCourt = lireCodeCourt(texte)
  const document = codeCourt && (await findDocumentParCode(db, codeCourt))
  if (!codeCourt || !document) return undefined
  if (document.effaceLe) return { codeCourt, verdict: jugerEfface(document, maintenant) }
  const verdict = await jugerDocument(document, jeu, maintenant)
  return { codeCourt, verdict: 'champs' in verdict ? { ...verdict, champs: masquer(verdict.champs) } : verdict }
}

/** An emptied document: the register still says that it was issued, and whether it holds. Whom it was for, only its QR says. */
function jugerEfface({ id, titre, numero, emisLe, expireLe, revocation }: DocumentConnu, maintenant: Date): Verdict {
  const champs = [
    { cle: 'document', libelle: 'Document', valeur: titre },
    { cle: 'numero', libelle: 'Numéro', valeur: numero },
    { cle: 'nom', libelle: 'Contenu', valeur: 'Effacé du registre, sa durée de garde est finie. Visez le QR du papier pour lire le nom' },
  ]
  const scelle = { id: id.replaceAll('-', ''), champs, emisLe, ...(expireLe ? { expireLe } : {}) }
  if (revocation) return { etat: 'revoque', le: revocation.revoqueLe, motif: revocation.motif, ...scelle }
  return expireLe && expireLe <= maintenant ? { etat: 'expire', le: expireLe, ...scelle } : { etat: 'authentique', listeDu: maintenant, ...scelle }
}
