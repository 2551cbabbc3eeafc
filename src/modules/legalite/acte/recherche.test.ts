import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../../tests/base.ts'
import type { Essai } from '../../../../tests/base.ts'
import { transmettreActe } from '../../../../tests/legalite.ts'
import { creerAgent } from '../../../../tests/monde.ts'
import type { AgentEssai } from '../../../../tests/monde.ts'
import { sql } from '../../../kernel/db/index.ts'
import { Portee } from '../../../kernel/identite/portee.ts'
import { visible } from './acte.queries.ts'

let essai: Essai
let zou: AgentEssai
let borgou: AgentEssai
beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
  const mairie = { agent: await creerAgent(essai, 'agent_actes', '1203'), maire: await creerAgent(essai, 'maire', '1203') }
  zou = await creerAgent(essai, 'controleur_legalite', '12')
  borgou = await creerAgent(essai, 'controleur_legalite', '04')
  await transmettreActe(mairie, { objet: 'Affermage des adductions d’eau de Lissèzoun' })
  await transmettreActe(mairie, { objet: 'Fermeture <script>alert(1)</script> du marché' })
})
afterAll(() => essai.ranger())
const chercher = async (q: string, qui = zou) => (await qui.client.get(`/legalite/recherche?q=${encodeURIComponent(q)}`)).texte

describe('chercher dans les textes', () => {
  it('trouve par l’objet et par le texte, sans accent ni pluriel, et montre ce qui est trouvé', async () => {
    const page = await chercher('adduction lissezoun')
    expect(page).toContain('Affermage des adductions d’eau')
    expect(page).toContain('<mark>adductions</mark>')
    expect(await chercher('introuvable')).toContain('Aucun acte n’a ces mots')
    expect(await chercher('affermage -lissezoun')).not.toContain('Affermage des adductions')
  })

  it('reste dans son territoire, et rien de ce qui est écrit ne devient du code', async () => {
    expect(await chercher('affermage', borgou)).not.toContain('Affermage des adductions')
    const page = await chercher('fermeture')
    expect([page.includes('<script>alert(1)'), page.includes('&lt;script>alert(1)')]).toEqual([false, true])
    // Neither the words of the index itself, nor signs of its language, open anything.
    for (const q of ['§c1203', "' | '", '!!!', '((', '"', '-']) expect((await zou.client.get(`/legalite/recherche?q=${encodeURIComponent(q)}`)).statut, q).toBe(200)
    expect(await chercher('§c1203', borgou)).not.toContain('Affermage des adductions')
  })
})

describe('ce que l’on peut savoir d’un acte', () => {
  it('reçu, de son territoire ; ou de la commune que l’on tient, même en préparation', async () => {
    const codes = fc.oneof(fc.constant('tout' as const), fc.subarray(['0101', '1203', '1204']))
    await fc.assert(
      fc.asyncProperty(codes, codes, async (lus, tenus) => {
        const [lire, rediger] = [Portee.creer(lus), Portee.creer(tenus)]
        const { rows } = await sql<{ commune: string; recu: boolean; etat: string; vu: boolean }>`select a.commune, a.recu_le is not null as recu, a.etat, ${visible({ lire, rediger })} as vu
          from (select c as commune, r as recu_le, e as etat from unnest(array['0101', '1203', '1204', '0999']) c, unnest(array[null, now()]) r, unnest(array['brouillon', 'recu', 'archive']) e) a`.execute(essai.maison.base.lire)
        expect(rows).toHaveLength(24)
        for (const l of rows) expect(l.vu, JSON.stringify([lus, tenus, l])).toBe((lire.contient(l.commune) && (l.recu || l.etat === 'archive')) || rediger.contient(l.commune))
      }),
      { numRuns: 60 },
    )
  })
})
