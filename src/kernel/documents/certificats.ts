import * as asn1js from 'asn1js'
import { AttributeTypeAndValue, AuthorityKeyIdentifier, BasicConstraints, Certificate, Extension } from 'pkijs'

const ECDSA = { name: 'ECDSA', namedCurve: 'P-256' } as const
const AN = 365.25 * 86_400_000
/** keyUsage bits (RFC 5280 §4.2.1.3), most significant first. */
const USAGE = { racine: 0b0000_0110, feuille: 0b1100_0000 }

/** A fresh P-256 pair whose private half can be written to a file. */
export async function nouvellePaire(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(ECDSA, true, ['sign', 'verify'])
}

function nommer(nom: Certificate['subject'], institution: string, commun: string): void {
  const valeurs = [['2.5.4.6', new asn1js.PrintableString({ value: 'BJ' })], ['2.5.4.10', new asn1js.Utf8String({ value: institution })], ['2.5.4.3', new asn1js.Utf8String({ value: commun })]] as const
  for (const [type, value] of valeurs) nom.typesAndValues.push(new AttributeTypeAndValue({ type, value }))
}

async function identifiant(cle: CryptoKey): Promise<ArrayBuffer> {
  const spki = await crypto.subtle.exportKey('spki', cle)
  return (await crypto.subtle.digest('SHA-256', spki)).slice(0, 20)
}

function numeroDeSerie(): asn1js.Integer {
  const alea = crypto.getRandomValues(new Uint8Array(16))
  alea[0] = (alea[0]! & 0x7f) | 0x40
  return new asn1js.Integer({ valueHex: alea.buffer })
}

function extension(id: string, critical: boolean, valeur: asn1js.BaseBlock): Extension {
  return new Extension({ extnID: id, critical, extnValue: valeur.toBER(false) })
}

/**
 * An X.509 v3 certificate (RFC 5280) for `sujet`: self-signed when `emetteur` is absent (our root, 20 years), else a
 * seal certificate (5 years, digitalSignature and nonRepudiation). Our root is not trusted by readers, by design,
 * until a national authority signs the seal.
 */
export async function certifier(demande: {
  institution: string
  commun: string
  sujet: CryptoKeyPair
  emetteur?: { certificat: Certificate; paire: CryptoKeyPair }
  maintenant: Date
}): Promise<Certificate> {
  const { sujet, emetteur, maintenant } = demande
  const certificat = new Certificate()
  certificat.version = 2
  certificat.serialNumber = numeroDeSerie()
  nommer(certificat.subject, demande.institution, demande.commun)
  certificat.issuer = emetteur ? emetteur.certificat.subject : certificat.subject
  certificat.notBefore.value = new Date(maintenant.getTime() - 3_600_000)
  certificat.notAfter.value = new Date(maintenant.getTime() + (emetteur ? 5 : 20) * AN)
  await certificat.subjectPublicKeyInfo.importKey(sujet.publicKey)
  const sien = await identifiant(sujet.publicKey)
  const parent = emetteur ? await identifiant(emetteur.paire.publicKey) : sien
  const usage = Uint8Array.of(emetteur ? USAGE.feuille : USAGE.racine)
  certificat.extensions = [
    extension('2.5.29.19', true, new BasicConstraints(emetteur ? { cA: false } : { cA: true, pathLenConstraint: 0 }).toSchema()),
    extension('2.5.29.15', true, new asn1js.BitString({ valueHex: usage.buffer, unusedBits: emetteur ? 6 : 1 })),
    extension('2.5.29.14', false, new asn1js.OctetString({ valueHex: sien })),
    extension('2.5.29.35', false, new AuthorityKeyIdentifier({ keyIdentifier: new asn1js.OctetString({ valueHex: parent }) }).toSchema()),
  ]
  await certificat.sign((emetteur?.paire ?? sujet).privateKey, 'SHA-256')
  return certificat
}

/** PEM writing (RFC 7468) of a certificate. */
export function enPem(certificat: Certificate): string {
  const base64 = Buffer.from(certificat.toSchema().toBER(false)).toString('base64')
  return `-----BEGIN CERTIFICATE-----\n${base64.match(/.{1,64}/g)!.join('\n')}\n-----END CERTIFICATE-----\n`
}

/** Reads one PEM certificate; throws if it is not one. */
export function dePem(pem: string): Certificate {
  const der = Buffer.from(pem.replace(/-----[A-Z ]+-----/g, ''), 'base64')
  return Certificate.fromBER(new Uint8Array(der))
}
