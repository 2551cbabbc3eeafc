import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clonerBase } from '../../../tests/base.ts'
import { ouvrirBase } from '../db/index.ts'
import type { Base } from '../db/index.ts'
import { jeuDeCles, ouvrirTrousseau, tournerCle } from './cles.ts'
import type { Trousseau } from './cles.ts'
import { emettre, preparer } from './emettre.ts'
import type { Atelier } from './emettre.ts'
import { MODELES, coffreEnMemoire, exemple } from './exemple.ts'
import { jugerCode, jugerDocument } from './juger.ts'
import { findDocumentParCode, getDocument, insertCles, insertDocument, insertRevocation, listDocuments, listRevocations } from './queries.ts'
import { ouvrirRendeur } from './rendre.ts'

const MAINTENANT = new Date('2026-06-10T14:07:00Z')
let dossier: string
let base: Base
let ranger: () => Promise<void>
let trousseau: Trousseau
let atelier: Atelier

beforeAll(async () => {
  const clone = await clonerBase()
  ranger = clone.ranger
  base = ouvrirBase(clone.url, 2)
  dossier = await mkdtemp(join(tmpdir(), 'iroko-documents-'))
  trousseau = await ouvrirTrousseau(dossier, { institution: 'Ministère', maintenant: new Date('2026-06-01') })
  await base.ecrire((tx) => insertCles(tx, trousseau))
  atelier = { trousseau, actualiser: async () => undefined, rendeur: ouvrirRendeur({ dossierModeles: MODELES, processus: 1 }), coffre: coffreEnMemoire(), adresse: 'https://iroko.example' }
})
afterAll(async () => {
  atelier.rendeur.fermer()
  await base.fermer()
  await ranger()
  await rm(dossier, { recursive: true })
})

describe('un document émis', () => {
  test('se retrouve par son numéro, son objet et son code, et se vérifie', async () => {
    const prepare = await preparer(atelier, exemple({ rang: 1 }))
    const { id, codeCourt } = await base.ecrire((tx) => insertDocument(tx, prepare))
    const document = await getDocument(base.lire, id)
    expect(document).toMatchObject({ ...prepare, cose: expect.anything() })
    expect(await atelier.coffre.lire(document.sha256)).toHaveLength(document.taille)
    expect((await listDocuments(base.lire, prepare.objet)).map((d) => d.id)).toContain(id)
    const juge = await jugerCode(base.lire, codeCourt.toLowerCase().replaceAll('-', ''), jeuDeCles(trousseau), MAINTENANT)
    expect(juge).toMatchObject({ codeCourt, verdict: { etat: 'authentique' } })
    expect(JSON.stringify(juge)).toContain('D••••• S•••••')
    expect(await jugerCode(base.lire, '0000-0000-00', jeuDeCles(trousseau), MAINTENANT)).toBeUndefined()
  })
  test('révoqué, le dit ; on ne révoque qu’une fois', async () => {
    const { id, codeCourt } = await base.ecrire((tx) => emettre(tx, atelier, exemple({ rang: 2 })))
    const demande = { documentId: id, motif: ' Erreur sur le nom ', par: 'agent:1', maintenant: new Date('2026-06-09T08:00:00Z') }
    await base.ecrire((tx) => insertRevocation(tx, demande))
    await expect(base.ecrire((tx) => insertRevocation(tx, demande))).rejects.toThrow('Ce document est déjà révoqué')
    await expect(base.ecrire((tx) => insertRevocation(tx, { ...demande, motif: ' ' }))).rejects.toThrow('Donnez un motif')
    expect(await jugerCode(base.lire, codeCourt, jeuDeCles(trousseau), MAINTENANT)).toMatchObject({ verdict: { etat: 'revoque', motif: 'Erreur sur le nom' } })
    expect(await listRevocations(base.lire, MAINTENANT)).toEqual([{ documentId: id, revoqueLe: demande.maintenant, motif: 'Erreur sur le nom' }])
    expect(await listRevocations(base.lire, new Date('2027-06-01'))).toEqual([])
  })
  test('dont la ligne est échangée contre une autre est faux', async () => {
    const un = await base.ecrire((tx) => emettre(tx, atelier, exemple({ rang: 3 })))
    const deux = await base.ecrire((tx) => emettre(tx, atelier, exemple({ rang: 4, nom: 'AUTRE Personne' })))
    const [a, b] = await Promise.all([getDocument(base.lire, un.id), getDocument(base.lire, deux.id)])
    expect(await jugerDocument({ ...a, cose: b.cose }, jeuDeCles(trousseau), MAINTENANT)).toEqual({ etat: 'faux', raison: 'signature' })
  })
  test('n’a qu’un numéro par genre', async () => {
    const prepare = await preparer(atelier, exemple({ rang: 1 }))
    await expect(base.ecrire((tx) => insertDocument(tx, prepare))).rejects.toThrow(/document_genre_numero_key/)
    expect(await findDocumentParCode(base.lire, prepare.codeCourt)).toBeUndefined()
  })
})

test('une clé retirée le reste, et ses documents restent bons', async () => {
  const { codeCourt } = await base.ecrire((tx) => emettre(tx, atelier, exemple({ rang: 5 })))
  const nouveau = await tournerCle(trousseau, 'sceau', new Date('2026-06-09'))
  await base.ecrire((tx) => insertCles(tx, nouveau))
  const { codeCourt: second } = await base.ecrire((tx) => emettre(tx, { ...atelier, trousseau: nouveau }, exemple({ rang: 6, emisLe: MAINTENANT })))
  for (const code of [codeCourt, second]) expect(await jugerCode(base.lire, code, jeuDeCles(nouveau), MAINTENANT)).toMatchObject({ verdict: { etat: 'authentique' } })
})
