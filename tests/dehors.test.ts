import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer as serveurHttp } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { createServer } from 'node:net'
import type { AddressInfo, Server, Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDocument } from 'pdf-lib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AntivirusMuet } from '../src/kernel/fichiers/index.ts'
import { analyser } from '../src/kernel/fichiers/antivirus.ts'
import { sql } from '../src/kernel/db/index.ts'
import { insertMessage } from '../src/kernel/notifications/queries.ts'
import { ouvrirEssai } from './base.ts'
import type { Essai } from './base.ts'
import { creerClient } from './client.ts'
import { commencer, etape, lire, lisible, photo, piece } from './demande.ts'
import { jusqua } from './monde.ts'

const ecouter = (serveur: Server) => new Promise<number>((suite) => serveur.listen(0, '127.0.0.1', () => suite((serveur.address() as AddressInfo).port)))

type SmtpServeur = { server: Server; close: (suite?: () => void) => void }
type Smtp = new (options: object) => SmtpServeur
// The package has no types of its own.
const { SMTPServer } = (await import('smtp-server' as string)) as { SMTPServer: Smtp }

let essai: Essai
const courriels: string[] = []
const sms: { entetes: IncomingMessage['headers']; corps: { id: string; destinataire: string; texte: string } }[] = []
let refusSmtp = 1
let refusSms = 1
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData(flux: NodeJS.ReadableStream, _session: object, fini: (erreur?: Error) => void) {
    let lu = ''
    flux.on('data', (d: Buffer) => (lu += d.toString()))
    flux.on('end', () => {
      courriels.push(lu)
      // Refused once the whole message has been read, as a busy relay does.
      if (refusSmtp-- > 0) fini(Object.assign(new Error('Réessayez plus tard'), { responseCode: 451 }))
      else fini()
    })
  },
})
const passerelle = serveurHttp((requete, reponse) => {
  let lu = ''
  requete.on('data', (d: Buffer) => (lu += d.toString()))
  requete.on('end', () => {
    sms.push({ entetes: requete.headers, corps: JSON.parse(lu) })
    reponse.writeHead(refusSms-- > 0 ? 503 : 202).end()
  })
})

beforeAll(async () => {
  const [portSmtp, portSms] = [await ecouter(smtp.server), await ecouter(passerelle)]
  essai = await ouvrirEssai({ travaille: true, reglages: { mode: 'production', smtp: `smtp://127.0.0.1:${portSmtp}`, sms: { url: `http://127.0.0.1:${portSms}/envois`, jeton: 'jeton-sms' } } })
})
afterAll(async () => {
  await essai.ranger()
  smtp.close()
  passerelle.close()
})

async function envoyer(canal: 'courriel' | 'sms', destinataire: string, secret = false): Promise<string> {
  const id = await essai.maison.base.ecrire(async (tx) => {
    const nouveau = await insertMessage(tx, { cle: `essai:${canal}:${destinataire}`, canal, destinataire, sujet: 'Votre dossier avance — é', texte: 'Bonjour,\nle dossier CV-2026-000001 est reçu. Code 123456.', objet: 'essai', secret, maintenant: new Date() })
    await essai.maison.file.enqueue(tx, [{ nom: 'notifications.envoyer', donnees: { id: nouveau }, cle: nouveau! }])
    return nouveau!
  })
  essai.maison.file.reveiller()
  return id
}

type Ligne = { envoyeLe: Date | null; essais: number; erreur: string | null; texte: string }
async function message(id: string): Promise<Ligne> {
  const { rows } = await sql<Ligne>`select envoye_le, essais, erreur, texte from notifications.message where id = ${id}`.execute(essai.maison.base.lire)
  return rows[0]!
}
/** The queue waits some seconds before it tries again; a test does not. */
async function presser(): Promise<void> {
  await essai.maison.base.ecrire(async (tx) => void (await sql`update jobs.job set start_after = now() where state = 'retry'`.execute(tx)))
  essai.maison.file.reveiller()
}

describe('ce qui sort', () => {
  it('un courriel refusé repart, avec le même Message-ID, et part une fois', async () => {
    const id = await envoyer('courriel', 'awa@exemple.bj')
    expect(await jusqua(async () => ((await message(id)).essais === 1 ? message(id) : undefined))).toMatchObject({ envoyeLe: null, erreur: expect.stringContaining('451') })
    await jusqua(async () => (await presser(), (await message(id)).envoyeLe))
    expect(await message(id)).toMatchObject({ essais: 2, erreur: null })
    expect(courriels.length).toBe(2)
    const identifiants = courriels.map((texte) => /^Message-ID: (.+)$/im.exec(texte)?.[1])
    expect(identifiants).toEqual([`<${id}@iroko.test>`, `<${id}@iroko.test>`])
    expect(courriels[1]).toContain('To: awa@exemple.bj')
    expect(courriels[1]).toMatch(/Subject: =\?UTF-8\?/)
    // The task that runs a second time finds it sent.
    await essai.maison.base.ecrire((tx) => essai.maison.file.enqueue(tx, [{ nom: 'notifications.envoyer', donnees: { id } }]))
    essai.maison.file.reveiller()
    await jusqua(async () => (await sql<{ n: number }>`select count(*) as n from jobs.job where name = 'notifications.envoyer' and state = 'completed' and data->>'id' = ${id}`.execute(essai.maison.base.lire)).rows[0]!.n === 2)
    expect(courriels.length).toBe(2)
  })

  it('un SMS refusé repart sous la même clé ; un code à usage unique ne reste pas écrit', async () => {
    const id = await envoyer('sms', '+2290197000031', true)
    await jusqua(async () => (await message(id)).essais === 1)
    expect((await message(id)).erreur).toBe('La passerelle SMS répond 503')
    await jusqua(async () => (await presser(), (await message(id)).envoyeLe))
    expect(sms.map(({ entetes, corps }) => [entetes['idempotency-key'], entetes.authorization, corps.id, corps.destinataire])).toEqual([1, 2].map(() => [id, 'Bearer jeton-sms', id, '+2290197000031']))
    expect(sms[1]!.corps.texte).toContain('123456')
    expect((await message(id)).texte).toBe('Code envoyé')
  })

  it('un en-tête glissé dans l’adresse ne fait pas un second destinataire', async () => {
    const avant = courriels.length
    const id = await envoyer('courriel', 'awa@exemple.bj\r\nBcc: voleur@ailleurs.example')
    await jusqua(async () => (await message(id)).essais > 0)
    expect(courriels.slice(avant).every((texte) => !/^Bcc:/im.test(texte))).toBe(true)
  })
})

describe('l’antivirus', () => {
  const dossier = mkdtempSync(join(tmpdir(), 'iroko-clamd-'))
  const chemin = join(dossier, 'clamd.sock')
  const recus: Buffer[] = []
  let humeur: 'juge' | 'muet' | 'raccroche' = 'juge'
  const clamd = createServer((prise) => ecouterFlux(prise))
  let garde: Essai

  /** INSTREAM: chunks of a 4-byte length and their bytes, then a length of zero. */
  function ecouterFlux(prise: Socket): void {
    let lu = Buffer.alloc(0)
    prise.on('error', () => undefined)
    prise.on('data', (octets: Buffer) => {
      if (humeur === 'raccroche') return prise.end()
      lu = Buffer.concat([lu, octets])
      const contenu = contenuDe(lu)
      if (!contenu || humeur === 'muet') return
      recus.push(contenu)
      prise.end(contenu.includes('EICAR-STANDARD') ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0')
    })
  }
  function contenuDe(lu: Buffer): Buffer | undefined {
    expect(lu.subarray(0, 10).toString()).toBe('zINSTREAM\0'.slice(0, Math.min(10, lu.length)))
    const morceaux: Buffer[] = []
    for (let i = 10; i + 4 <= lu.length; ) {
      const taille = lu.readUInt32BE(i)
      if (taille === 0) return Buffer.concat(morceaux)
      morceaux.push(lu.subarray(i + 4, i + 4 + taille))
      i += 4 + taille
    }
    return undefined
  }

  beforeAll(async () => {
    await new Promise<void>((suite) => clamd.listen(chemin, suite))
    garde = await ouvrirEssai({ travaille: false, reglages: { clamav: chemin } })
  })
  afterAll(async () => {
    await garde.ranger()
    clamd.close()
    rmSync(dossier, { recursive: true, force: true })
  })

  async function envoyerPapier(octets: Uint8Array) {
    const client = creerClient(garde)
    const id = await commencer(client)
    return { reponse: await etape(client, id, 'papiers', { exactitude: 'oui' }, piece(octets)), papiers: async () => (await lire(garde, id)).reponses.piece }
  }

  it('un fichier sain passe, et c’est bien lui qui a été lu', async () => {
    const image = await photo(700)
    expect((await envoyerPapier(image)).reponse.statut).toBe(303)
    expect(recus.at(-1)!.equals(image)).toBe(true)
  })

  it('un virus est refusé auprès du champ, rien n’est gardé', async () => {
    const document = await PDFDocument.create()
    document.addPage([100, 100])
    const infecte = Buffer.concat([Buffer.from(await document.save()), Buffer.from('EICAR-STANDARD-ANTIVIRUS-TEST-FILE')])
    const { reponse, papiers } = await envoyerPapier(infecte)
    expect(reponse.statut).toBe(422)
    expect(lisible(reponse.texte)).toContain('Ce fichier contient un virus. Choisissez-en un autre')
    expect(await papiers()).toBeUndefined()
  })

  it('muet, il ne laisse rien passer : la personne garde ce qu’elle a écrit', async () => {
    humeur = 'raccroche'
    const { reponse, papiers } = await envoyerPapier(await photo(701))
    expect(reponse.statut).toBe(422)
    expect(lisible(reponse.texte)).toContain('Le contrôle antivirus ne répond pas pour l’instant. Vos réponses sont gardées')
    expect(reponse.texte).toMatch(/name="exactitude"[^>]*checked|checked[^>]*name="exactitude"/)
    expect(await papiers()).toBeUndefined()
    humeur = 'muet'
    const fichier = join(dossier, 'fichier')
    writeFileSync(fichier, 'x')
    await expect(analyser(fichier, chemin, 150)).rejects.toBeInstanceOf(AntivirusMuet)
    await expect(analyser(fichier, join(dossier, 'absent.sock'), 150)).rejects.toBeInstanceOf(AntivirusMuet)
  })
})
