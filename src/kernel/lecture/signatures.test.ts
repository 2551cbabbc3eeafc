import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as asn1js from 'asn1js'
import { ContentInfo, EncapsulatedContentInfo, IssuerAndSerialNumber, SignedData, SignerInfo } from 'pkijs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ecrirePdf, ligne, unePage } from '../../../tests/pdf-a-la-main.ts'
import { dePem } from '../documents/certificats.ts'
import { getCle, ouvrirTrousseau } from '../documents/cles.ts'
import type { Trousseau } from '../documents/cles.ts'
import { MODELES } from '../documents/exemple.ts'
import { ouvrirRendeur } from '../documents/rendre.ts'
import { signerCms, signerPdf } from '../documents/signer.ts'
import { ouvrirLecteur } from './lire.ts'
import { lireSignatures } from './signatures.ts'

const LE = new Date('2026-06-08T09:14:00Z')
let dossier: string
let trousseau: Trousseau
let signe: Uint8Array

beforeAll(async () => {
  dossier = await mkdtemp(join(tmpdir(), 'iroko-signatures-'))
  trousseau = await ouvrirTrousseau(dossier, { institution: 'Ministère de la Décentralisation', maintenant: LE })
  const rendeur = ouvrirRendeur({ dossierModeles: MODELES, processus: 1 })
  const emplacement = { nom: 'Mairie de Bohicon', raison: 'Délivrance', lieu: 'Bohicon', le: LE }
  signe = await signerPdf(await rendeur.rendrePdf({ modele: '#set document(title: "A")\n#set text(lang: "fr")\n= Titre', donnees: {}, date: LE, emplacement }), trousseau)
  rendeur.fermer()
})
afterAll(() => rm(dossier, { recursive: true }))

const latin = (octets: Uint8Array) => Buffer.from(octets).toString('latin1')
const certificatDe = (role: 'pdf' | 'racine') => dePem(getCle(trousseau, role).certificat!)
type Cms = (octets: Uint8Array<ArrayBuffer>) => Promise<Buffer>
const sceller: Cms = (octets) => signerCms(octets, getCle(trousseau, 'pdf'), [certificatDe('pdf')])

/** Writes a signature dictionary as an addition to `pdf` (its place of `place` bytes), and signs all but the place. */
async function ajouterSignature(pdf: Uint8Array, cms: Cms, dict = '/M (D:20260608091400Z)', place = 4000): Promise<Buffer> {
  const tete = `\n90 0 obj\n<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached ${dict} /ByteRange [0 ########## ########## ##########] /Contents <`
  const fin = '> >>\nendobj\nstartxref\n0\n%%EOF\n'
  const b = pdf.length + tete.length - 1
  const c = b + 2 + place * 2
  const d = fin.length - 1
  const reste = [b, c, d]
  const avant = tete.replace(/#{10}/g, () => String(reste.shift()).padStart(10, ' '))
  const complet = Buffer.concat([pdf, Buffer.from(avant, 'latin1'), Buffer.alloc(place * 2, '0'), Buffer.from(fin)])
  const contenu = await cms(new Uint8Array(Buffer.concat([complet.subarray(0, b), complet.subarray(c)])))
  complet.write(contenu.toString('hex'), b + 1, 'latin1')
  return complet
}
const feuille = () => ecrirePdf(unePage(ligne('Acte')))

describe('une signature de la plateforme', () => {
  test('tient, dit qui, quand et sous quel certificat', async () => {
    const [signature, ...autres] = await lireSignatures(signe)
    expect(autres).toEqual([])
    expect(signature).toMatchObject({ nom: 'Mairie de Bohicon', le: LE, couvreTout: true, integre: true, autoSigne: false, valideAlors: true })
    expect(signature!.certificat).toMatchObject({
      sujet: expect.stringMatching(/^CN=Sceau électronique de l’institution .+,O=Ministère de la Décentralisation,C=BJ$/) as string,
      emetteur: 'CN=Iroko\\, racine des documents,O=Ministère de la Décentralisation,C=BJ',
      empreinte: createHash('sha256').update(Buffer.from(getCle(trousseau, 'pdf').certificat!.replace(/-----[A-Z ]+-----/g, ''), 'base64')).digest('hex'),
    })
  })
  test('passe telle quelle par le processus de lecture', async () => {
    const lecteur = ouvrirLecteur()
    try {
      expect(await lecteur.lirePdf(signe)).toMatchObject({ signatures: await lireSignatures(signe), textes: ['Titre'] })
    } finally {
      lecteur.fermer()
    }
  })
  test.each([['au début', () => 200], ['au tiers', () => Math.floor(signe.length / 3)], ['à la fin', () => signe.length - 40], ['dans la signature', () => latin(signe).indexOf('/Contents <30') + 400]])('un octet changé %s la rompt', async (_, place) => {
    const copie = Uint8Array.from(signe)
    copie[place()]! ^= 1
    expect((await lireSignatures(copie)).map((s) => s.integre)).not.toContain(true)
  })
  test('tient encore quand le fichier s’allonge, mais ne couvre plus tout', async () => {
    expect(await lireSignatures(Buffer.concat([signe, Buffer.from('\n91 0 obj\n<< /Ajout true >>\nendobj\n')]))).toMatchObject([{ integre: true, couvreTout: false }])
  })
})

describe('plusieurs signatures', () => {
  test('se lisent dans l’ordre où elles furent faites ; la dernière couvre tout', async () => {
    const deux = await ajouterSignature(signe, sceller, '/Name (Le pr\u00e9fet) /M (D:20260609101400+01\'00\')')
    const lues = await lireSignatures(deux)
    expect(lues.map(({ integre, couvreTout }) => ({ integre, couvreTout }))).toEqual([{ integre: true, couvreTout: false }, { integre: true, couvreTout: true }])
    expect(lues[1]!.nom).toBe('Le préfet')
    expect(lues.map((s) => s.le?.toISOString())).toEqual([LE.toISOString(), '2026-06-09T09:14:00.000Z'])
  })
  test('sans nom dans le fichier, celui du certificat ; sans date, aucune, et rien ne dit qu’il valait', async () => {
    const [signature] = await lireSignatures(await ajouterSignature(feuille(), sceller, ''))
    expect(signature).toMatchObject({ integre: true, le: null, valideAlors: false, nom: expect.stringContaining('Sceau électronique') as string })
  })
  test('un certificat qui se signe lui-même, ou qui n’avait plus cours, se voit', async () => {
    const racine = (octets: Uint8Array<ArrayBuffer>) => signerCms(octets, getCle(trousseau, 'racine'), [certificatDe('racine')])
    expect(await lireSignatures(await ajouterSignature(feuille(), racine))).toMatchObject([{ integre: true, autoSigne: true, valideAlors: true }])
    expect(await lireSignatures(await ajouterSignature(feuille(), racine, '/M (D:20990101000000Z)'))).toMatchObject([{ integre: true, valideAlors: false }])
  })
})

describe('une fausse signature', () => {
  test('dont l’intervalle cache plus que sa place n’est pas intègre', async () => {
    const pdf = latin(await ajouterSignature(feuille(), sceller, '/M (D:20260608091400Z) /X (abc)'))
    const [, b] = /ByteRange \[0\s+(\d+)/.exec(pdf)!.map(Number) as [number, number]
    // The hole begins earlier: what it holds is no longer « < hexadecimal > ».
    const elargi = pdf.replace(/(ByteRange \[0\s+)\d+/, (_, avant: string) => avant + String(b - 5).padStart(String(b).length, '0'))
    expect(await lireSignatures(Buffer.from(elargi, 'latin1'))).toMatchObject([{ integre: false, couvreTout: false }])
  })
  test('qui porte en elle un autre contenu que le fichier n’est pas intègre', async () => {
    const ailleurs: Cms = async () => {
      const certificat = certificatDe('pdf')
      const cms = new SignedData({
        version: 1,
        encapContentInfo: new EncapsulatedContentInfo({ eContentType: '1.2.840.113549.1.7.1', eContent: new asn1js.OctetString({ valueHex: Uint8Array.from([1, 2, 3]).buffer }) }),
        certificates: [certificat],
        signerInfos: [new SignerInfo({ version: 1, sid: new IssuerAndSerialNumber({ issuer: certificat.issuer, serialNumber: certificat.serialNumber }) })],
      })
      await cms.sign(getCle(trousseau, 'pdf').privee, 0, 'SHA-256')
      return Buffer.from(new ContentInfo({ contentType: '1.2.840.113549.1.7.2', content: cms.toSchema(true) }).toSchema().toBER(false))
    }
    expect(await lireSignatures(await ajouterSignature(feuille(), ailleurs))).toMatchObject([{ integre: false, couvreTout: true, certificat: { emetteur: expect.any(String) as string } }])
  })
  test.each([
    ['un contenu quelconque', '/ByteRange [0 5 9 9] /Contents <deadbeef>'],
    ['un contenu vide', '/ByteRange [0 5 9 9] /Contents <>'],
    ['un intervalle hors du fichier', '/ByteRange [0 5 999999999 5] /Contents <30>'],
    ['un intervalle négatif', '/ByteRange [0 -5 -9 5] /Contents <30>'],
    ['un intervalle de mots', '/ByteRange [/a /b] /Contents <30>'],
  ])('avec %s se lit sans erreur', async (_, dict) => {
    const pdf = ecrirePdf([...unePage(ligne('Acte')), `<< /Type /Sig /SubFilter /adbe.pkcs7.detached ${dict} >>`])
    expect(await lireSignatures(pdf)).toEqual([{ nom: null, le: null, couvreTout: false, integre: false, certificat: null, autoSigne: false, valideAlors: false }])
  })
})
