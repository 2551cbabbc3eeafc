import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { creerAgent } from '../../../tests/monde.ts'
import type { AgentEssai } from '../../../tests/monde.ts'
import { remplirDemonstration } from '../../app.ts'
import { uuidv7 } from '../../lib/uuid.ts'
import { sql } from '../../kernel/db/index.ts'
import { jourLocal } from '../../kernel/calendrier/index.ts'
import { insertPoste, listPostes } from '../../kernel/identite/affectation.queries.ts'
import { listAgents } from '../../kernel/identite/agent.queries.ts'
import { insertMessage, listMessages } from '../../kernel/notifications/queries.ts'
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
  // Two posts that nobody holds.
  await essai.maison.base.ecrire(async (tx) => {
    for (const territoire of ['0405', '1203']) await insertPoste(tx, { id: uuidv7(), role: 'maire', territoire, bureau: 'Mairie', ouvertLe: '2020-01-01' })
  })
})
afterAll(() => essai.ranger())

describe('le journal et les tâches se lisent en français', () => {
  it('un dossier a son numéro pour qui peut le lire, un nom de sorte pour les autres', async () => {
    const { rows } = await sql<{ id: string; numero: string; territoire: string }>`select id, numero, territoire from demarches.dossier where numero is not null and not interne order by id limit 1`.execute(essai.maison.base.lire)
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

describe('toute liste se filtre, se trie, se parcourt et s’exporte', () => {
  const ECRANS = ['agents', 'postes', 'jetons', 'journal', 'messages', 'taches', 'donnees', 'accords', 'droits']
  it.each(ECRANS)('%s', async (ecran) => {
    const chemin = `/administration/${ecran}`
    const { statut, texte } = await admin.client.get(chemin)
    expect(statut).toBe(200)
    expect(texte).toMatch(/<form action="[^"]*" method="get"[^>]*class="filtres"/)
    expect(texte.match(/format=csv/g)?.length).toBe(texte.match(/format=xlsx/g)?.length)
    for (const [, cle] of texte.matchAll(/\?tri=([a-z]+)"/g)) for (const tri of [cle, `-${cle}`]) expect((await admin.client.get(`${chemin}?tri=${tri}`)).statut, tri).toBe(200)
    const csv = await admin.client.get(`${chemin}?format=csv`)
    expect([csv.statut, csv.entetes['content-type']]).toEqual([200, 'text/csv; charset=utf-8'])
    expect(csv.texte).toMatch(/^\uFEFF[^\n]+;[^\n]+\n/)
    expect((await admin.client.get(`${chemin}?format=xlsx`)).entetes['content-type']).toContain('spreadsheetml')
    expect((await admin.client.get(`${chemin}?cherche=zzzzzz&objet=zzzzzz&lieu=zzzzzz&tache=zzzzzz&format=csv`)).texte.trim().split('\n')).toHaveLength(1)
  })

  it.each(['nom', '-nom', 'courriel', '-vu', 'vu'])('les agents triés par « %s », page après page, sont toute la liste', async (tri) => {
    const lire = (apres?: string, limite = 10) => listAgents(essai.maison.base.lire, { codes: null }, { tri, limite, ...(apres ? { apres } : {}) })
    const lus: string[] = []
    for (let page = await lire(); page.length > 0; page = await lire(page.at(-1)!.id)) lus.push(...page.map((a) => a.id))
    expect(lus).toEqual((await lire(undefined, 1000)).map((a) => a.id))
    expect(lus.length).toBeGreaterThan(10)
  })

  it.each(['lieu', '-lieu', 'poste', 'titulaire', '-titulaire'])('les postes triés par « %s », de même', async (tri) => {
    const lire = (apres?: string, limite = 4) => listPostes(essai.maison.base.lire, { codes: null }, jourLocal(maintenant), { tri, limite, ...(apres ? { apres } : {}) })
    const entiere = await lire(undefined, 1000)
    const lus: string[] = []
    for (let page = await lire(); page.length > 0; page = await lire(page.at(-1)!.id)) lus.push(...page.map((p) => p.id))
    expect(lus).toEqual(entiere.map((p) => p.id))
    // A post without a holder comes last, whichever way one reads.
    if (tri.endsWith('titulaire')) expect(entiere.findIndex((p) => p.titulaire === null)).toBe(entiere.filter((p) => p.titulaire !== null).length)
  })

  it('les messages : le dernier d’abord, filtrés par état, et rien de secret dans l’export', async () => {
    const { base } = essai.maison
    await base.ecrire(async (tx) => {
      for (let n = 0; n < 5; n++) await insertMessage(tx, { cle: `liste:${n}`, canal: 'sms', destinataire: '+2290197000099', sujet: `=Sujet ${n}`, texte: 'code 424242', objet: 'x', secret: true, maintenant: new Date(maintenant.getTime() + n) })
    })
    const [premier, ...reste] = await listMessages(base.lire, { cherche: 'SUJET', etat: 'attente', limite: 3 })
    expect([premier!.sujet, reste.length]).toEqual(['=Sujet 4', 2])
    expect((await listMessages(base.lire, { cherche: 'sujet', apres: reste[1]!.id })).map((m) => m.sujet)).toEqual(['=Sujet 1', '=Sujet 0'])
    const csv = (await admin.client.get('/administration/messages?cherche=sujet&tri=quand&format=csv')).texte
    expect(csv.split('\n')[1]).toMatch(/^'=Sujet 0;/)
    expect(csv).not.toMatch(/424242|0197000099/)
  })
})
