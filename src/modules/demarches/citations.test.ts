import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { connecterCitoyen, creerClient } from '../../../tests/client.ts'
import type { Client } from '../../../tests/client.ts'
import { deposer, etape, lieux, lire, lisible, photo } from '../../../tests/demande.ts'
import { sql } from '../../kernel/db/index.ts'
import { codeCourt } from '../../kernel/documents/code-court.ts'
import { insertDocument, insertRevocation } from '../../kernel/documents/queries.ts'
import { uuidv7 } from '../../lib/uuid.ts'
import { semerDemarches } from './semer.ts'

const CONTENU = join(import.meta.dirname, '../../../content/demarches/certificat-de-residence')
/** A step put first in the form of a procedure. */
const ETAPE = `
    - code: champs
      titre: Le chantier
      champs:
        - { code: plan, type: image, fichier: plan.svg, alternative: Plan du quartier }
        - { code: demande, type: dossier, libelle: Demande liée, autre: false, demarches: [certificat-de-vie], requis: false }
        - { code: attestation, type: certificat, libelle: Certificat, autre: false, requis: false }
        - { code: rue, type: reference, libelle: Rue, table: { fichier: rues.csv, cle: code, libelle: nom } }
        - { code: paraphe, type: signature, libelle: Signature }
`

let essai: Essai
let bohicon: string
let client: Client
let depose: string
beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
  bohicon = lieux(essai).bohicon
  const dossier = await mkdtemp(join(essai.donnees, 'demarches-'))
  const ici = join(dossier, 'permis-d-essai')
  await cp(CONTENU, ici, { recursive: true })
  const texte = (await readFile(join(ici, 'demarche.yaml'), 'utf8')).replaceAll('certificat-de-residence', 'permis-d-essai').replace('prefixe: CR', 'prefixe: PE').replace('formulaire:\n  etapes:\n', `formulaire:\n  etapes:${ETAPE}`)
  await writeFile(join(ici, 'demarche.yaml'), texte)
  await writeFile(join(ici, 'rues.csv'), 'code;nom\nr1;Rue du Marché\nr2;Rue de l’École\n')
  await writeFile(join(ici, 'plan.svg'), '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>')
  await essai.maison.base.ecrire((tx) => semerDemarches(tx, new Date(), { dossier }))
  client = creerClient(essai)
  await connecterCitoyen(client, essai, '0196000081')
  depose = (await lire(essai, await deposer(client, bohicon))).numero!
})
afterAll(() => essai.ranger())

async function commencer(qui: Client): Promise<string> {
  const commence = await qui.envoyer('/demarches/permis-d-essai', {}, { action: '/demarches/permis-d-essai/commencer' })
  return commence.vers!.split('/')[2]!.split('?')[0]!
}
let rang = 0
/** A document issued some day, by its printed code. */
async function emettre(expireLe: Date | null = null): Promise<{ id: string; code: string }> {
  const { base } = essai.maison
  const { rows } = await sql<{ kid: string }>`select kid from documents.cle limit 1`.execute(base.lire)
  const d = { id: uuidv7(), codeCourt: codeCourt(new Uint8Array(9).fill(++rang)), genre: 'certificat-de-vie', numero: `CV-2026-90000${rang}`, titre: 'Certificat de vie', objet: `dossier:${uuidv7()}`, territoire: bohicon, champs: {}, kid: rows[0]!.kid, cose: new Uint8Array([rang]), sha256: String(rang).padStart(64, '0'), taille: 1, emisLe: new Date('2026-01-01'), expireLe, emisPar: 'agent:1' }
  await base.ecrire((tx) => insertDocument(tx, d as never))
  return { id: d.id, code: d.codeCourt }
}
const signature = async () => ({ paraphe: { nom: 'signature.png', type: 'image/png', octets: await photo() } })

describe('une étape qui nomme des dossiers, des certificats et des rues', () => {
  it('montre l’image et la table du dossier de la démarche, et mes demandes déposées de ce genre', async () => {
    const id = await commencer(client)
    const page = (await client.get(`/brouillons/${id}/champs`)).texte
    expect(page).toContain('alt="Plan du quartier"')
    expect(page).toMatch(/<img src="data:image\/svg\+xml;base64,/)
    expect(page).toContain('Rue de l’École')
    expect(page).toContain(`value="${depose}"`)
    expect(page).toMatch(/signature\.[0-9a-f]{8}\.js/)
    const visiteur = creerClient(essai)
    expect((await visiteur.get(`/brouillons/${await commencer(visiteur)}/champs`)).texte).not.toContain(depose)
  })

  it('garde ce qui a été trouvé, avec la signature comme fichier', async () => {
    const id = await commencer(client)
    const { code } = await emettre(new Date('2099-01-01'))
    const suite = await etape(client, id, 'champs', { demande: depose, attestation: code.toLowerCase().replaceAll('-', ' '), rue: 'r2' }, await signature())
    expect(suite.vers).toBe(`/brouillons/${id}/personne`)
    const { reponses } = await lire(essai, id)
    expect(reponses).toMatchObject({ demande: { numero: depose, titre: 'Certificat de vie', verifie: true }, attestation: { numero: code, titre: 'Certificat de vie', genre: 'certificat-de-vie', verifie: true }, rue: 'r2', paraphe: [{ type: 'image/jpeg' }] })
    // Sent again as the page shows it: nothing changes, and the signature is not asked for again.
    expect((await etape(client, id, 'champs', {})).vers).toBe(`/brouillons/${id}/personne`)
    expect((await lire(essai, id)).reponses).toEqual(reponses)
    expect(lisible((await client.get(`/brouillons/${id}/resume`)).texte)).toContain(`${code}, Certificat de vie, vérifié`)
  })

  it('refuse, à côté du champ, ce qui est révoqué, périmé, inconnu ou à quelqu’un d’autre', async () => {
    const autre = creerClient(essai)
    await connecterCitoyen(autre, essai, '0196000082')
    const id = await commencer(autre)
    const [revoque, perime] = [await emettre(), await emettre(new Date('2026-02-01'))]
    await essai.maison.base.ecrire((tx) => insertRevocation(tx, { documentId: revoque.id, motif: 'Erreur', par: 'agent:1', maintenant: new Date() }))
    const envoyer = async (champs: Record<string, string>) => (await etape(autre, id, 'champs', { rue: 'r1', ...champs })).texte
    const refus = async (champs: Record<string, string>) => lisible(await envoyer(champs))
    expect(await refus({ attestation: revoque.code })).toContain('Ce certificat a été révoqué')
    expect(await refus({ attestation: perime.code })).toContain('n’est plus valable depuis le 1er février 2026')
    expect(await refus({ attestation: '0000-0000-00' })).toContain('Aucun certificat ne porte ce code')
    const page = await envoyer({ attestation: '', demande: depose })
    expect(lisible(page)).toContain('n’est pas celui d’une de vos demandes')
    // What was typed is kept.
    expect(page).toContain(`value="${depose}"`)
  })
})
