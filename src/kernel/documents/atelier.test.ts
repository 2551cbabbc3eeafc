import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { ouvrirAtelier } from './atelier.ts'
import { getCle, tournerCle } from './cles.ts'

const dossier = mkdtempSync(join(tmpdir(), 'iroko-atelier-'))
afterAll(() => rmSync(dossier, { recursive: true, force: true }))

const ouvrir = () => ouvrirAtelier({ donnees: dossier, adresse: 'https://iroko.example', depot: { ecrire: async () => '', lire: async () => Buffer.alloc(0) }, institution: 'Essai' }, new Date('2026-11-25T08:00:00Z'))

describe('deux processus sur un même dossier de clés', () => {
  it('la clé que l’un renouvelle sert aussitôt à l’autre, et l’ancienne ne signe plus', async () => {
    const [un, deux] = [await ouvrir(), await ouvrir()]
    const avant = getCle(deux.trousseau, 'sceau').kid
    await deux.actualiser()
    expect(getCle(deux.trousseau, 'sceau').kid).toBe(avant)
    un.trousseau = await tournerCle(un.trousseau, 'sceau', new Date('2026-11-25T09:00:00Z'))
    await deux.actualiser()
    expect(getCle(deux.trousseau, 'sceau').kid).toBe(getCle(un.trousseau, 'sceau').kid)
    expect(getCle(deux.trousseau, 'sceau').kid).not.toBe(avant)
    expect(deux.trousseau.cles.find((c) => c.kid === avant)?.retireeLe).toEqual(new Date('2026-11-25T09:00:00Z'))
    un.fermer()
    deux.fermer()
  })
})
