import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { remplirDemonstration } from '../../app.ts'
import { sql } from '../../kernel/db/index.ts'
import { compterPlateforme } from './file.queries.ts'
import { jourDe } from './horloge.ts'

let essai: Essai
const maintenant = new Date()
beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
  await remplirDemonstration(essai.maison, maintenant)
})
afterAll(() => essai.ranger())

describe('les chiffres de la plateforme', () => {
  it('un dossier échu que personne n’a décidé est un retard ; en pause, il n’en est pas un', async () => {
    const { lire } = essai.maison.base
    const jour = jourDe(maintenant)
    const { rows } = await sql<{ n: number }>`select count(*) as n from demarches.dossier where decide_le is null and etat in ('depose', 'propose') and echeance < ${jour}::date`.execute(lire)
    const avant = await compterPlateforme(lire, jour)
    expect(avant.retards).toBe(rows[0]!.n)
    expect(avant.retards).toBeGreaterThan(0)
    expect((await compterPlateforme(lire, '2000-01-01')).retards).toBe(0)
  })
})
