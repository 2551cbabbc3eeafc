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
export async function preparer(atelier: Atelier, emission: Emission): Promise<DocumentEmis> {
  await atelier.actualiser()
  const { trousseau, coffre } = atelier
  const hote = new URL(atelier.adresse).host
  const { emisLe, expireLe, numero, titre } = emission
  const id = uuidv7(emisLe.getTime())
  const code = codeCourt(randomBytes(9))
  const cle = getCle(trousseau, 'sceau')
  const champs: ChampsScelles = assainir({ ...emission.champs, document: titre, numero, code })
  const cose = await sceller(cle, { id, hote, emisLe, expireLe, champs })
  const pdf = await imprimer(atelier, { cose, codeCourt: code, numero, titre, champs, emisLe }, emission)
  const sha256 = await coffre.ecrire(pdf)
  const { genre, objet, territoire, emisPar } = emission
  return { id, codeCourt: code, genre, numero, titre, objet, territoire, champs, kid: cle.kid, cose, sha256, taille: pdf.length, emisLe, expireLe: expireLe ?? null, emisPar }
}

/** What a template prints so that anybody can verify: the QR of the seal, its short code, where to type it. */
function preuve(adresse: string, cose: Uint8Array, code: string): { qr: string; modules: number; code: string; hote: string } {
  const qr = dessinerQr(adresseDuSceau(adresse, cose))
  return { qr: qr.svg, modules: qr.modules, code, hote: new URL(adresse).host }
}

type Imprime = Pick<DocumentEmis, 'cose' | 'codeCourt' | 'numero' | 'titre' | 'champs' | 'emisLe'>

/** The signed PDF of a document around its seal. Throws as `rendrePdf` does. */
async function imprimer({ trousseau, rendeur, adresse }: Atelier, { cose, codeCourt: code, numero, titre, champs, emisLe }: Imprime, { modele, donnees }: Pick<Emission, 'modele' | 'donnees'>): Promise<Uint8Array> {
  const nom = champs.autorite ?? trousseau.institution
  const brut = await rendeur.rendrePdf({
    modele,
    donnees: { auteur: nom, ...donnees, numero, preuve: preuve(adresse, cose, code) },
    date: emisLe,
    emplacement: { nom, raison: `${titre} n° ${numero}`, lieu: champs.lieu ?? '', le: emisLe },
  })
  return signerPdf(brut, trousseau)
}

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
