import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { creerAgent } from '../../../tests/monde.ts'
import type { AgentEssai } from '../../../tests/monde.ts'
import { remplirDemonstration } from '../../app.ts'
import { sql } from '../../kernel/db/index.ts'
import { insertEntrees } from '../../kernel/journal/index.ts'

let essai: Essai
let admin: AgentEssai
let audit: AgentEssai
const maintenant = new Date()
beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
  await remplirDemonstration(essai.maison, maintenant)
  admin = await creerAgent(essai, 'administrateur', 'BJ')
  audit = await creerAgent(essai, 'auditeur', 'BJ')
})
afterAll(() => essai.ranger())

describe('le journal et les tâches se lisent en français', () => {
  it('un dossier a son numéro pour qui peut le lire, un nom de sorte pour les autres', async () => {
    const { rows } = await sql<{ id: string; numero: string; territoire: string }>`select id, numero, territoire from demarches.dossier where numero is not null order by id limit 1`.execute(essai.maison.base.lire)
    const { id, numero, territoire } = rows[0]!
    await essai.maison.base.ecrire((tx) => insertEntrees(tx, [{ verbe: 'demarches.delivrer', acteur: 'systeme:demarches.delivrer', objet: `dossier:${id}`, territoire, detail: {}, le: maintenant }]))
    const trouve = await audit.client.get(`/administration/journal?objet=${numero.toLowerCase()}`)
    expect(trouve.texte).toContain(`<a href="/dossiers/${id}">${numero}</a>`)
    expect(trouve.texte).toContain('Faire le document d’un dossier signé')
    const vu = await admin.client.get('/administration/journal?verbe=demarches.delivrer')
    expect(vu.texte).toContain('Un dossier')
    for (const cru of [numero, id, 'systeme:', 'dossier:', '>demarches.delivrer<']) expect(vu.texte).not.toContain(cru)
    expect((await admin.client.get(`/administration/journal?objet=${numero}`)).texte).toContain('Aucune entrée ne correspond')
  })

  it('une tâche a un titre et un horaire, jamais un nom de programme', async () => {
    const { texte } = await admin.client.get('/administration/taches?tri=-titre')
    for (const mot of ['Effacer les brouillons abandonnés', 'Envoyer un message', 'À la demande']) expect(texte).toContain(mot)
    expect(texte).not.toMatch(/>[a-z]+\.[a-z]+<|\* \* \*/)
    expect(essai.maison.modules.flatMap((m) => m.jobs).filter((j) => !j.titre)).toEqual([])
  })
})
