import { SignPdf } from '@signpdf/signpdf'
import { Signer } from '@signpdf/utils'
import * as asn1js from 'asn1js'
import { Attribute, ContentInfo, EncapsulatedContentInfo, IssuerAndSerialNumber, SignedAndUnsignedAttributes, SignedData, SignerInfo } from 'pkijs'
import type { Certificate } from 'pkijs'
import { dePem } from './certificats.ts'
import { getCle } from './cles.ts'
import type { Cle, Trousseau } from './cles.ts'

const DONNEES = '1.2.840.113549.1.7.1'
const SIGNEES = '1.2.840.113549.1.7.2'
const TYPE_DE_CONTENU = '1.2.840.113549.1.9.3'
const EMPREINTE = '1.2.840.113549.1.9.4'
const CERTIFICAT_SIGNATAIRE_V2 = '1.2.840.113549.1.9.16.2.47'

const sha256 = (octets: BufferSource) => crypto.subtle.digest('SHA-256', octets)
const attribut = (type: string, valeur: asn1js.BaseBlock) => new Attribute({ type, values: [valeur] })

/** ESS signing-certificate-v2 (RFC 5035): ties the signature to this certificate; SHA-256 is its default hash. */
async function certificatSignataire(certificat: Certificate): Promise<Attribute> {
  const hachage = new asn1js.OctetString({ valueHex: await sha256(certificat.toSchema().toBER(false)) })
  const un = new asn1js.Sequence({ value: [hachage] })
  return attribut(CERTIFICAT_SIGNATAIRE_V2, new asn1js.Sequence({ value: [new asn1js.Sequence({ value: [un] })] }))
}

/**
 * A detached CMS signature (RFC 5652, CAdES EN 319 122-1) of `octets`, with the chain `certificats` (signer first).
 * No signing-time attribute: PAdES baseline keeps the time in the PDF's own `M` entry (EN 319 142-1 §6.3).
 */
export async function signerCms(octets: Uint8Array<ArrayBuffer>, cle: Cle, certificats: readonly Certificate[]): Promise<Buffer> {
  const [signataire] = certificats
  if (!signataire) throw new Error('Chaîne de certificats vide')
  const attributs = [
    attribut(TYPE_DE_CONTENU, new asn1js.ObjectIdentifier({ value: DONNEES })),
    attribut(EMPREINTE, new asn1js.OctetString({ valueHex: await sha256(octets) })),
    await certificatSignataire(signataire),
  ]
  // DER orders a SET by its encodings (X.690 §11.6); strict readers check it.
  attributs.sort((a, b) => Buffer.compare(Buffer.from(a.toSchema().toBER(false)), Buffer.from(b.toSchema().toBER(false))))
  const signe = new SignedData({
    version: 1,
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: DONNEES }),
    certificates: [...certificats],
    signerInfos: [
      new SignerInfo({
        version: 1,
        sid: new IssuerAndSerialNumber({ issuer: signataire.issuer, serialNumber: signataire.serialNumber }),
        signedAttrs: new SignedAndUnsignedAttributes({ type: 0, attributes: attributs }),
      }),
    ],
  })
  await signe.sign(cle.privee, 0, 'SHA-256', octets)
  const contenu = new ContentInfo({ contentType: SIGNEES, content: signe.toSchema(true) })
  return Buffer.from(contenu.toSchema().toBER(false))
}

class SceauDeLInstitution extends Signer {
  readonly #cle: Cle
  readonly #certificats: Certificate[]
  constructor(trousseau: Trousseau) {
    super()
    this.#cle = getCle(trousseau, 'pdf')
    this.#certificats = [this.#cle, getCle(trousseau, 'racine')].map((cle) => dePem(cle.certificat!))
  }
  override async sign(pdf: Buffer): Promise<Buffer> {
    return signerCms(Uint8Array.from(pdf), this.#cle, this.#certificats)
  }
}

/** Signs a PDF that has an empty place for it (PAdES B-B) with the institution's seal. Throws if there is no place. */
export async function signerPdf(pdf: Uint8Array, trousseau: Trousseau): Promise<Uint8Array> {
  return new SignPdf().sign(Buffer.from(pdf), new SceauDeLInstitution(trousseau))
}
