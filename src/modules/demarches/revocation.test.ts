import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { creerClient } from '../../../tests/client.ts'
import { creerAgent } from '../../../tests/monde.ts'
import type { AgentEssai } from '../../../tests/monde.ts'
import { remplirDemonstration } from '../../app.ts'
import { sql } from '../../kernel/db/index.ts'

let essai: Essai
let demande: AgentEssai
let accorde: AgentEssai
beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
  await remplirDemonstration(essai.maison, new Date())
  demande = await creerAgent(essai, 'administrateur', 'BJ')
  accorde = await creerAgent(essai, 'administrateur', 'BJ')
})
afterAll(() => essai.ranger())

describe('révoquer plusieurs documents, à deux personnes', () => {
  it('les dossiers suivent : état, histoire, message ; un code déjà révoqué ne gêne pas les autres', async () => {
    const { rows } = await sql<{ id: string; code: string; etat: string }>`select d.id, p.code_court as code, d.etat from demarches.dossier d join documents.document p on p.id = d.document_id
      where d.etat in ('delivre', 'revoque') order by d.etat, d.id limit 100`.execute(essai.maison.base.lire)
    const choisis = [...rows.filter((l) => l.etat === 'delivre').slice(0, 2), rows.find((l) => l.etat === 'revoque')!]
    const demander = await demande.client.envoyer('/administration/accords/demander', { codes: choisis.map((l) => l.code).join('\n'), motif: 'Registre volé à l’arrondissement' }, { action: '/administration/accords/revocation' })
    expect(demander.vers).toBe('/administration/accords')
    const { rows: accords } = await sql<{ id: string }>`select id from identite.accord where genre = 'revocation-masse' and tranche_le is null`.execute(essai.maison.base.lire)
    const fait = await accorde.client.envoyer('/administration/accords', { _code: accorde.code() }, { action: `/administration/accords/${accords[0]!.id}/accorder` })
    expect(fait.vers).toBe('/administration/accords')
    for (const { id, code, etat } of choisis) {
      const { rows: lus } = await sql<{ etat: string; revocations: number; motif: string }>`select d.etat, (select count(*) from demarches.evenement e where e.dossier_id = d.id and e.genre = 'revoque') as revocations,
        (select motif from documents.revocation r where r.document_id = d.document_id) as motif from demarches.dossier d where d.id = ${id}`.execute(essai.maison.base.lire)
      expect(lus[0]).toMatchObject({ etat: 'revoque', revocations: 1 })
      if (etat === 'delivre') expect(lus[0]!.motif).toBe('Registre volé à l’arrondissement')
      expect((await creerClient(essai).get(`/verifier?code=${code}`)).texte).toMatch(/annulé|révoqué/i)
    }
    const { rows: messages } = await sql<{ n: number }>`select count(*) as n from notifications.message where cle like 'revoque:%' and texte like '%Registre volé%'`.execute(essai.maison.base.lire)
    expect(messages[0]!.n).toBeGreaterThanOrEqual(2)
  })
})
