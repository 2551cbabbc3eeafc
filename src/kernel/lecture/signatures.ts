import { createHash } from 'node:crypto'
import * as asn1js from 'asn1js'
import { Certificate, ContentInfo, SignedData, SignedDataVerifyError, TSTInfo } from 'pkijs'
import type { RelativeDistinguishedNames, SignerInfo } from 'pkijs'
import { inventorier } from './objets.ts'
import type { SignatureEcrite } from './objets.ts'

export type CertificatLu = {
  /** Names as RFC 4514 writes them: « CN=…,O=…,C=BJ ». */
  sujet: string
  emetteur: string
  du: Date
  au: Date
  /** SHA-256 of the certificate, in hexadecimal. */
  empreinte: string
}
export type Signature = {
  /** Whom the file says has signed; failing that, the common name of the certificate. */
  nom: string | null
  /** When, as the signer says (his own clock), or as the time-stamping authority says. */
  le: Date | null
  /** Nothing was added to the file after this signature: the bytes signed are all the file, its own place excepted. */
  couvreTout: boolean
  /** The bytes it names are those that were signed, and the key of the certificate signed them. Says nothing of who holds the key. */
  integre: boolean
  certificat: CertificatLu | null
  /** The certificate vouches for itself: nobody else does. */
  autoSigne: boolean
  /** The certificate was in force at `le`. */
  valideAlors: boolean
}

const INSTANT_SIGNE = '1.2.840.113549.1.9.5'
const HORODATAGE = '1.2.840.113549.1.9.16.1.4'
const ATTRIBUTS: Record<string, string> = { '2.5.4.3': 'CN', '2.5.4.4': 'SN', '2.5.4.5': 'serialNumber', '2.5.4.6': 'C', '2.5.4.7': 'L', '2.5.4.8': 'ST', '2.5.4.10': 'O', '2.5.4.11': 'OU', '2.5.4.42': 'GN', '2.5.4.97': 'organizationIdentifier', '1.2.840.113549.1.9.1': 'E', '0.9.2342.19200300.100.1.1': 'UID' }

const valeurDe = (bloc: unknown): string => String((bloc as { valueBlock?: { value?: unknown } }).valueBlock?.value ?? '')
const nommer = (nom: RelativeDistinguishedNames): string => nom.typesAndValues.map(({ type, value }) => `${ATTRIBUTS[type] ?? type}=${valeurDe(value).replaceAll(/[,+"\\<>;]/g, '\\$&')}`).reverse().join(',')

function lireCertificat(certificat: Certificate): CertificatLu {
  const empreinte = createHash('sha256').update(new Uint8Array(certificat.toSchema().toBER(false))).digest('hex')
  return { sujet: nommer(certificat.subject), emetteur: nommer(certificat.issuer), du: certificat.notBefore.value, au: certificat.notAfter.value, empreinte }
}

/**
 * The bytes that are signed. Undefined when ByteRange leaves out anything else than its own Contents, between « < » and
 * « > »: the place left out is where forged documents hide what they show.
 */
function octetsSignes(pdf: Uint8Array, { etendue, contenu }: SignatureEcrite): Uint8Array<ArrayBuffer> | undefined {
  const [a, b, c, d] = etendue as [number, number, number, number]
  if (etendue.length !== 4 || a !== 0 || b < 1 || d < 1 || c < b + 2 || c + d > pdf.length) return undefined
  const place = Buffer.from(pdf.subarray(b, c)).toString('latin1')
  const hexa = /^<([\dA-Fa-f\s]*)>$/.exec(place)?.[1]?.replaceAll(/\s/g, '')
  if (hexa === undefined || !Buffer.from(hexa, 'hex').equals(Buffer.from(contenu))) return undefined
  return new Uint8Array(Buffer.concat([pdf.subarray(0, b), pdf.subarray(c, c + d)]))
}

/** The CMS, without the zeros that fill its place. Undefined when there is none. */
function lireCms(contenu: Uint8Array): SignedData | undefined {
  try {
    const lu = asn1js.fromBER(Uint8Array.from(contenu).buffer)
    if (lu.offset === -1) return undefined
    return new SignedData({ schema: new ContentInfo({ schema: lu.result }).content })
  } catch {
    return undefined
  }
}

/** What the CMS carries within itself is not the file: it must be the bytes, or their SHA-1 where the file says so (adbe.pkcs7.sha1). */
function tientAuFichier(cms: SignedData, sousFiltre: string, octets: Uint8Array): boolean {
  const { eContent, eContentType } = cms.encapContentInfo
  if (!eContent || eContentType === HORODATAGE) return true
  const porte = Buffer.from(eContent.getValue())
  return sousFiltre === 'adbe.pkcs7.sha1' ? porte.equals(createHash('sha1').update(octets).digest()) : porte.equals(octets)
}

/** Checks digest and signature; the certificate is known even when they do not hold. */
async function verifier(cms: SignedData, octets: Uint8Array<ArrayBuffer> | undefined): Promise<{ bon: boolean; certificat: Certificate | null }> {
  try {
    const { signatureVerified, signerCertificate } = await cms.verify({ signer: 0, data: (octets ?? new Uint8Array(1)).buffer, checkChain: false, extendedMode: true })
    return { bon: octets !== undefined && cms.signerInfos.length === 1 && signatureVerified === true, certificat: signerCertificate ?? null }
  } catch (erreur) {
    return { bon: false, certificat: erreur instanceof SignedDataVerifyError ? (erreur.signerCertificate ?? null) : null }
  }
}

function instantDe(cms: SignedData, signataire: SignerInfo | undefined): { horodate?: Date; dit?: Date } {
  try {
    const { eContent, eContentType } = cms.encapContentInfo
    if (eContent && eContentType === HORODATAGE) return { horodate: TSTInfo.fromBER(eContent.getValue()).genTime }
    const valeur: unknown = signataire?.signedAttrs?.attributes.find(({ type }) => type === INSTANT_SIGNE)?.values[0]
    return valeur instanceof asn1js.UTCTime || valeur instanceof asn1js.GeneralizedTime ? { dit: valeur.toDate() } : {}
  } catch {
    return {}
  }
}

const seVerifie = (certificat: Certificate): Promise<boolean> => (certificat.subject.isEqual(certificat.issuer) ? certificat.verify().catch(() => false) : Promise.resolve(false))

async function examiner(pdf: Uint8Array, ecrite: SignatureEcrite): Promise<Signature> {
  const [, , c = 0, d = 0] = ecrite.etendue
  const octets = octetsSignes(pdf, ecrite)
  const couvreTout = octets !== undefined && c + d === pdf.length
  const cms = lireCms(ecrite.contenu)
  if (!cms) return { nom: ecrite.nom, le: ecrite.le, couvreTout, integre: false, certificat: null, autoSigne: false, valideAlors: false }
  const { bon, certificat } = await verifier(cms, octets)
  const { horodate, dit } = instantDe(cms, cms.signerInfos[0])
  const le = horodate ?? ecrite.le ?? dit ?? null
  const lu = certificat && lireCertificat(certificat)
  const commun = certificat?.subject.typesAndValues.find(({ type }) => type === '2.5.4.3')
  return {
    nom: ecrite.nom ?? (commun ? valeurDe(commun.value) : null),
    le,
    couvreTout,
    integre: bon && octets !== undefined && tientAuFichier(cms, ecrite.sousFiltre, octets),
    certificat: lu,
    autoSigne: certificat !== null && (await seVerifie(certificat)),
    valideAlors: lu !== null && le !== null && lu.du <= le && le <= lu.au,
  }
}

/**
 * Examines the signatures found in `pdf` (PAdES EN 319 142-1 and its elders, time stamps included), in the order they were
 * made. Chains of trust are not decided here. Nothing throws: what cannot be read is not `integre`.
 */
export async function examinerSignatures(pdf: Uint8Array, ecrites: readonly SignatureEcrite[]): Promise<Signature[]> {
  const fin = ({ etendue }: SignatureEcrite) => (etendue[2] ?? 0) + (etendue[3] ?? 0)
  const signatures: Signature[] = []
  for (const ecrite of ecrites.toSorted((x, y) => fin(x) - fin(y))) signatures.push(await examiner(pdf, ecrite))
  return signatures
}

/** The same, from the bytes alone. Parses what it is given: for files that come from outside, go through `ouvrirLecteur`. */
export async function lireSignatures(pdf: Uint8Array): Promise<Signature[]> {
  return examinerSignatures(pdf, (await inventorier(pdf)).signatures)
}
