import { connect } from 'node:net'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { crc32, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { PDFDocument } from 'pdf-lib'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '../../src/kernel/db/index.ts'
import { ouvrirEssai } from '../base.ts'
import type { Essai } from '../base.ts'
import { creerClient, listFormulaires } from '../client.ts'
import type { Client } from '../client.ts'
import { commencer, compter, etape, jetons, lire, lisible, photo, piece } from '../demande.ts'

let essai: Essai
let client: Client
let id: string
beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
  client = creerClient(essai)
  id = await commencer(client)
})
afterAll(() => essai.ranger())

const MO = 1_048_576
const contenus = () => compter(essai, sql<{ n: number }>`select count(*) as n from fichiers.contenu`)
const enCours = () => readdirSync(join(essai.donnees, 'fichiers', 'en-cours'))
const pieces = async (qui = id) => ((await lire(essai, qui)).reponses.piece ?? []) as { nom: string; type: string; taille: number }[]

/** A one-file ZIP whose content is `taille` zeros. */
function zip(taille: number): Buffer {
  const nom = Buffer.from('bombe')
  const corps = deflateRawSync(Buffer.alloc(taille))
  const tete = Buffer.alloc(30)
  tete.writeUInt32LE(0x04034b50, 0)
  tete.writeUInt16LE(20, 4)
  tete.writeUInt16LE(8, 8)
  tete.writeUInt32LE(corps.length, 18)
  tete.writeUInt32LE(taille, 22)
  tete.writeUInt16LE(nom.length, 26)
  return Buffer.concat([tete, nom, corps])
}

/** A black square of `cote` points by `cote`, one bit each: some kilobytes of file. */
function png(cote: number): Buffer {
  const bloc = (genre: string, corps: Buffer) => {
    const dedans = Buffer.concat([Buffer.from(genre), corps])
    const bords = Buffer.alloc(8)
    bords.writeUInt32BE(corps.length, 0)
    bords.writeUInt32BE(crc32(dedans), 4)
    return Buffer.concat([bords.subarray(0, 4), dedans, bords.subarray(4)])
  }
  const tete = Buffer.alloc(13)
  tete.writeUInt32BE(cote, 0)
  tete.writeUInt32BE(cote, 4)
  tete[8] = 1
  const lignes = Buffer.alloc((1 + Math.ceil(cote / 8)) * cote)
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), bloc('IHDR', tete), bloc('IDAT', deflateSync(lignes)), bloc('IEND', Buffer.alloc(0))])
}

async function pdf(): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  document.addPage([200, 200])
  return document.save()
}

/** Refused beside its field: a sentence, nothing stored, and the rest of the page as it was typed. */
async function refuse(octets: Uint8Array, nom: string, type: string, phrase: string) {
  const avant = await contenus()
  const page = await etape(client, id, 'papiers', { exactitude: 'oui' }, piece(octets, nom, type))
  expect(page.statut).toBe(422)
  expect(lisible(page.texte)).toContain(phrase)
  expect(page.texte).toMatch(/name="exactitude"[^>]*checked|checked[^>]*name="exactitude"/)
  expect(await contenus()).toBe(avant)
  expect(enCours()).toEqual([])
}

describe('les fichiers sont jugés à leur contenu', () => {
  it('un PDF nommé .jpg est pris pour un PDF', async () => {
    expect((await etape(client, id, 'papiers', { exactitude: 'oui' }, piece(await pdf(), 'carte.jpg', 'image/jpeg'))).vers).toBe(`/brouillons/${id}/resume`)
    expect(await pieces()).toMatchObject([{ nom: 'carte.pdf', type: 'application/pdf' }])
  })

  it('un fichier vide', () => refuse(new Uint8Array(), 'carte.jpg', 'image/jpeg', 'Ce fichier est vide'))
  it('une bombe ZIP (100 Mo de zéros) nommée .jpg', () => refuse(zip(100 * MO), 'carte.jpg', 'image/jpeg', 'C’est une archive'))
  it('une bombe gzip', () => refuse(gzipSync(Buffer.alloc(100 * MO)), 'carte.pdf', 'application/pdf', 'Envoyez une photo (JPEG, PNG) ou un PDF'))
  it('un programme', () => refuse(Buffer.from('MZ\x90\0'.padEnd(400, 'x')), 'carte.pdf', 'application/pdf', 'Envoyez une photo (JPEG, PNG) ou un PDF'))
  it('un SVG, qui peut contenir un programme', () => refuse(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'carte.svg', 'image/svg+xml', 'Envoyez une photo (JPEG, PNG) ou un PDF'))
  it('une page HTML nommée .pdf', () => refuse(Buffer.from('<!doctype html><script>alert(1)</script>'), 'carte.pdf', 'application/pdf', 'Envoyez une photo (JPEG, PNG) ou un PDF'))
  it('une photo coupée au milieu', async () => refuse((await photo(4000)).subarray(0, 900), 'carte.jpg', 'image/jpeg', 'Cette photo est abîmée ou coupée'))

  it('60 Mo : trop lourd, dit auprès du champ', async () => {
    const octets = Buffer.alloc(60 * MO)
    ;(await photo()).copy(octets)
    await refuse(octets, 'carte.jpg', 'image/jpeg', '« carte.jpg » est trop lourd : 20 Mo au plus')
  })

  it('20 Mo tout juste passent, un octet de plus ne passe pas', async () => {
    const entier = Buffer.alloc(20 * MO)
    Buffer.from(await pdf()).copy(entier)
    expect((await etape(client, id, 'papiers', { exactitude: 'oui' }, piece(entier, 'plan.pdf', 'application/pdf'))).statut).toBe(303)
    await refuse(Buffer.concat([entier, Buffer.of(0)]), 'plan.pdf', 'application/pdf', 'trop lourd')
  })

  it('une image de 900 millions de points dans 110 Ko ne se déplie pas', async () => {
    const bombe = png(30_000)
    expect(bombe.length).toBeLessThan(150_000)
    expect(await sharp(bombe, { limitInputPixels: false }).metadata()).toMatchObject({ width: 30_000, height: 30_000 })
    const avant = process.memoryUsage().rss
    await refuse(bombe, 'carte.png', 'image/png', 'Cette image a trop de points')
    expect(process.memoryUsage().rss - avant).toBeLessThan(200 * MO)
  })

  it('plus de fichiers qu’une page n’en reçoit : le reste de la page est gardé', async () => {
    const page = await client.get(`/brouillons/${id}/papiers`)
    const image = await photo()
    const trop = Array.from({ length: 15 }, (_, i) => ({ nom: `p${i}.jpg`, type: 'image/jpeg', octets: image }))
    const reponse = await client.envoyer(page, { exactitude: 'oui' }, { action: `/brouillons/${id}/papiers`, fichiers: { piece: trop } })
    expect(reponse.statut).toBe(422)
    expect(lisible(reponse.texte)).toContain('Envoyez 12 fichiers au plus à la fois')
  })

  it('un nom de fichier fait de chemins, de balises, d’émojis et de signes renversés', async () => {
    const autre = creerClient(essai)
    const nouveau = await commencer(autre)
    const noms = ['../../../etc/passwd', '<img src=x onerror=alert(1)>.jpg', `a${'😀'.repeat(150)}.jpg`, 'carte\u202Egpj.exe', '.jpg']
    for (const nom of noms) {
      const envoi = await etape(autre, nouveau, 'papiers', { exactitude: 'oui' }, piece(await photo(60 + noms.indexOf(nom)), nom))
      expect([nom, envoi.statut < 500]).toEqual([nom, true])
    }
    const gardes = (await pieces(nouveau)).map((f) => f.nom)
    expect(gardes.length).toBeGreaterThan(0)
    for (const nom of gardes) expect(nom).toMatch(/^[^/\\\u202E]+\.jpg$/)
    const page = await autre.get(`/brouillons/${nouveau}/papiers`)
    expect(page.statut).toBe(200)
    expect(page.texte).not.toContain('<img src=x')
    const reference = /\/dossiers\/[^"]+\/fichiers\/[^"]+/.exec(page.texte)![0]
    expect((await autre.get(reference)).entetes['content-type']).toBe('image/jpeg')
  })

  it('une porte qui ne reçoit pas de fichier le dit', async () => {
    const page = await client.get('/suivre')
    const reponse = await client.envoyer(page, { code: 'faux' }, { action: '/suivre', fichiers: { code: { nom: 'a.jpg', type: 'image/jpeg', octets: await photo() } } })
    expect(reponse.statut).toBe(422)
    expect(lisible(reponse.texte)).toContain('Cette page ne reçoit pas de fichier')
  })

  it('le papier d’un autre dossier n’existe pas', async () => {
    const autre = creerClient(essai)
    const nouveau = await commencer(autre)
    await etape(autre, nouveau, 'papiers', { exactitude: 'oui' }, piece(await photo()))
    const [reference] = (await lire(essai, nouveau)).reponses.piece as { reference: string }[]
    expect((await client.get(`/dossiers/${id}/fichiers/${reference!.reference}`)).statut).toBe(404)
    expect((await client.get(`/dossiers/${nouveau}/fichiers/${reference!.reference}`)).vers ?? '404').not.toBe(200)
  })
})

describe('un envoi coupé', () => {
  it('au milieu d’un fichier : rien n’est gardé, et le même formulaire repart', async () => {
    const adresse = new URL(await essai.serveur.listen({ port: 0, host: '127.0.0.1' }))
    const page = await client.get(`/brouillons/${id}/papiers`)
    const champs = { ...jetons(page), ...Object.fromEntries(listFormulaires(page.texte).find((f) => f.action.endsWith('/papiers'))!.champs) }
    const avant = await lire(essai, id)
    const nombre = await contenus()
    const limite = 'coupe'
    const parties = Object.entries(champs).map(([nom, v]) => `--${limite}\r\ncontent-disposition: form-data; name="${nom}"\r\n\r\n${v}\r\n`).join('')
    const debut = `${parties}--${limite}\r\ncontent-disposition: form-data; name="piece"; filename="a.jpg"\r\ncontent-type: image/jpeg\r\n\r\n`
    const cookies = [...client.cookies].map(([nom, v]) => `${nom}=${v}`).join('; ')
    await new Promise<void>((suite) => {
      const prise = connect(Number(adresse.port), adresse.hostname, () => {
        prise.write(`POST /brouillons/${id}/papiers HTTP/1.1\r\nhost: ${adresse.host}\r\ncookie: ${cookies}\r\ncontent-type: multipart/form-data; boundary=${limite}\r\ncontent-length: 9000000\r\n\r\n${debut}`)
        prise.write(Buffer.alloc(300_000, 1))
        setTimeout(() => prise.destroy(), 150)
      })
      prise.on('close', () => setTimeout(suite, 300))
      prise.on('error', () => undefined)
    })
    expect(await lire(essai, id)).toEqual(avant)
    expect(await contenus()).toBe(nombre)
    expect(enCours()).toEqual([])
    const encore = await client.envoyer(page, { exactitude: 'oui' }, { action: `/brouillons/${id}/papiers`, bouton: ['_continuer', '1'] })
    expect(encore.statut).toBe(303)
  })

  it('un corps qui n’a pas de fin', async () => {
    const limite = 'sansfin'
    const page = await client.get(`/brouillons/${id}/papiers`)
    const reponse = await essai.serveur.inject({
      method: 'POST', url: `/brouillons/${id}/papiers`,
      headers: { accept: 'text/html', cookie: [...client.cookies].map(([n, v]) => `${n}=${v}`).join('; '), 'content-type': `multipart/form-data; boundary=${limite}` },
      payload: `--${limite}\r\ncontent-disposition: form-data; name="_jeton"\r\n\r\n${jetons(page)._jeton}\r\n--${limite}\r\ncontent-disposition: form-data; name="exact`,
    })
    expect(reponse.statusCode).toBe(400)
    expect(lisible(reponse.body)).toContain('L’envoi est arrivé incomplet ou abîmé')
  })
})
