import { randomBytes } from 'node:crypto'
import { codeCourt } from './code-court.ts'
import type { ChampsScelles } from '../../lib/preuve/champs.ts'
import { uuidv7 } from '../../lib/uuid.ts'
import type { Tx } from '../db/index.ts'
import { assainir } from './assainir.ts'
import { getCle } from './cles.ts'
import type { Trousseau } from './cles.ts'
import { dessinerQr } from './qr.ts'
import { insertDocument } from './queries.ts'
import type { DocumentEmis } from './queries.ts'
import type { Rendeur } from './rendre.ts'
import { adresseDuSceau, sceller } from './sceau.ts'
import { signerPdf } from './signer.ts'
import { joindrePage } from './structure.ts'
import type { Emplacement } from './structure.ts'

/** Where PDF bytes are kept, by their SHA-256 in hexadecimal. */
export type Coffre = { ecrire: (octets: Uint8Array) => Promise<string>; lire: (sha256: string) => Promise<Uint8Array> }

/**
 * What is needed to make a document. `adresse`: the public address; its host is printed in words, sealed, and opened by the QR. `actualiser` brings `trousseau`
 * up to date: a key that another process has retired must sign nothing more, or its seals would be judged too late.
 */
export type Atelier = { trousseau: Trousseau; actualiser: () => Promise<void>; rendeur: Rendeur; coffre: Coffre; adresse: string }

/** A document to issue. `donnees` feed the template; `champs` are sealed: the caller prints on paper the same words. */
export type Emission = {
  modele: string
  donnees: Record<string, unknown>
  genre: string
  numero: string
  titre: string
  objet: string
  territoire: string
  champs: Omit<ChampsScelles, 'document' | 'numero' | 'code'>
  emisLe: Date
  /** First moment when it is no longer valid. */
  expireLe?: Date
  emisPar: string
}

/**
 * Makes the seal, the PDF and its signature, and stores the bytes; no database, so that no transaction waits for it
 * (about 60 ms). `Refus` if the text cannot be printed. Bytes stored for a document that is then not inserted are
 * orphans of the coffer, which collects them.
 */
export const preparer = (atelier: Atelier, emission: Emission): Promise<DocumentEmis> => fabriquer(atelier, emission, (scelle) => imprimer(atelier, scelle, emission))

/**
 * The same for a PDF that somebody else has made: a last page is added that says who signs, with the seal, and the whole is signed (PAdES). The pages that came are copied as they are;
 * a signature they already held would not survive: the caller refuses such a file. Throws when the PDF cannot be opened.
 */
export const preparerApporte = (atelier: Atelier, emission: Emission, apporte: Uint8Array): Promise<DocumentEmis> =>
  fabriquer(atelier, emission, async (scelle) => {
    const page = await atelier.rendeur.rendrePdf({ modele: emission.modele, donnees: donneesImprimees(atelier, scelle, emission), date: scelle.emisLe })
    return signerPdf(await joindrePage(apporte, page, emplacementDe(atelier, scelle)), atelier.trousseau)
  })

async function fabriquer(atelier: Atelier, emission: Emission, faire: (scelle: Imprime) => Promise<Uint8Array>): Promise<DocumentEmis> {
  await atelier.actualiser()
  const hote = new URL(atelier.adresse).host
  const { emisLe, expireLe, numero, titre, genre, objet, territoire, emisPar } = emission
  const id = uuidv7(emisLe.getTime())
  const code = codeCourt(randomBytes(9))
  const cle = getCle(atelier.trousseau, 'sceau')
  const champs: ChampsScelles = assainir({ ...emission.champs, document: titre, numero, code })
  const cose = await sceller(cle, { id, hote, emisLe, expireLe, champs })
  const pdf = await faire({ cose, codeCourt: code, numero, titre, champs, emisLe })
  const sha256 = await atelier.coffre.ecrire(pdf)
  return { id, codeCourt: code, genre, numero, titre, objet, territoire, champs, kid: cle.kid, cose, sha256, taille: pdf.length, emisLe, expireLe: expireLe ?? null, emisPar }
}

/** What a template prints so that anybody can verify: the QR of the seal, its short code, where to type it. */
function preuve(adresse: string, cose: Uint8Array, code: string): { qr: string; modules: number; code: string; hote: string } {
  const qr = dessinerQr(adresseDuSceau(adresse, cose))
  return { qr: qr.svg, modules: qr.modules, code, hote: new URL(adresse).host }
}

type Imprime = Pick<DocumentEmis, 'cose' | 'codeCourt' | 'numero' | 'titre' | 'champs' | 'emisLe'>

/** The signed PDF of a document around its seal. Throws as `rendrePdf` does. */
async function imprimer(atelier: Atelier, scelle: Imprime, texte: Pick<Emission, 'modele' | 'donnees'>): Promise<Uint8Array> {
  const brut = await atelier.rendeur.rendrePdf({ modele: texte.modele, donnees: donneesImprimees(atelier, scelle, texte), date: scelle.emisLe, emplacement: emplacementDe(atelier, scelle) })
  return signerPdf(brut, atelier.trousseau)
}

const signePar = ({ trousseau }: Pick<Atelier, 'trousseau'>, { champs }: Pick<Imprime, 'champs'>): string => champs.autorite ?? trousseau.institution
const emplacementDe = (atelier: Atelier, scelle: Imprime): Emplacement => ({ nom: signePar(atelier, scelle), raison: `${scelle.titre} n° ${scelle.numero}`, lieu: scelle.champs.lieu ?? '', le: scelle.emisLe })
const donneesImprimees = (atelier: Atelier, scelle: Imprime, { donnees }: Pick<Emission, 'donnees'>) => ({ auteur: signePar(atelier, scelle), ...donnees, numero: scelle.numero, preuve: preuve(atelier.adresse, scelle.cose, scelle.codeCourt) })

/**
 * An issued document printed anew around its own seal, with what must not be kept (a tracking code) or has changed since; signed,
 * and not stored. Throws as `rendrePdf` does.
 */
export async function reimprimer(atelier: Atelier, document: Imprime, texte: Pick<Emission, 'modele' | 'donnees'>): Promise<Uint8Array> {
  await atelier.actualiser()
  return imprimer(atelier, document, texte)
}

/** `preparer` then `insertDocument`, for callers that accept to hold their transaction meanwhile. */
export async function emettre(tx: Tx, atelier: Atelier, emission: Emission): Promise<{ id: string; codeCourt: string }> {
  return insertDocument(tx, await preparer(atelier, emission))
}
