import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { remplirDemonstration } from '../../app.ts'
import { sql } from '../../kernel/db/index.ts'
import { Portee } from '../../kernel/identite/portee.ts'
import { compterPlateforme, listDossiers } from './file.queries.ts'
import { jourDe } from './horloge.ts'

let essai: Essai
const maintenant = new Date()
beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
  await remplirDemonstration(essai.maison, maintenant)
})
afterAll(() => essai.ranger())

describe('la liste des dossiers', () => {
  const tout = Portee.creer('tout')
  it.each([undefined, 'depose', '-depose', 'delai', '-delai', 'inconnu'])('triée par « %s », ses pages mises bout à bout sont la liste', async (tri) => {
    const lire = (apres?: string, limite = 7) => listDossiers(essai.maison.base.lire, tout, { limite, ...(tri ? { tri } : {}), ...(apres ? { apres } : {}) })
    const entiere = await lire(undefined, 1000)
    const lus: string[] = []
    for (let page = await lire(); page.length > 0; page = await lire(page.at(-1)!.id)) lus.push(...page.map((d) => d.id))
    expect(lus).toEqual(entiere.map((d) => d.id))
    expect(lus.length).toBeGreaterThan(14)
    const cle = (d: (typeof entiere)[number]) => (tri?.endsWith('depose') ? d.deposeLe.toISOString() : tri?.endsWith('delai') ? (['depose', 'soumis', 'differe', 'propose'].includes(d.etat) ? d.echeance : null) : d.id)
    const cles = entiere.map(cle).filter((c) => c !== null)
    expect(cles).toEqual(tri && !tri.startsWith('-') && tri !== 'inconnu' ? cles.toSorted() : cles.toSorted().toReversed())
    // What has no due date comes last.
    expect(entiere.map(cle).findLastIndex((c) => c !== null)).toBe(cles.length - 1)
  })
})

describe('les chiffres de la plateforme', () => {
  it('un dossier échu que personne n’a décidé est un retard ; en pause, il n’en est pas un', async () => {
    const { lire } = essai.maison.base
    const jour = jourDe(maintenant)
    const { rows } = await sql<{ n: number }>`select count(*) as n from demarches.dossier where not interne and decide_le is null and etat in ('depose', 'soumis', 'propose') and echeance < ${jour}::date`.execute(lire)
    const avant = await compterPlateforme(lire, jour)
    expect(avant.retards).toBe(rows[0]!.n)
    expect(avant.retards).toBeGreaterThan(0)
    expect((await compterPlateforme(lire, '2000-01-01')).retards).toBe(0)
  })
})
