import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PDFDocument } from 'pdf-lib'
import { ouvrirEssai } from '../../../../tests/base.ts'
import type { Essai } from '../../../../tests/base.ts'
import { champsActe, gesteActe, idActe, pdfDe, transmettreActe } from '../../../../tests/legalite.ts'
import { creerAgent, jusqua } from '../../../../tests/monde.ts'
import type { AgentEssai } from '../../../../tests/monde.ts'
import type { Champs } from '../../../../tests/client.ts'
import { jourLocal } from '../../../kernel/calendrier/index.ts'
import { sql } from '../../../kernel/db/index.ts'
import { listDocuments } from '../../../kernel/documents/queries.ts'
import { objetAccuse } from './papier.ts'

const BOHICON = '1203'
let essai: Essai
let mairie: { agent: AgentEssai; maire: AgentEssai; se: AgentEssai }
let ailleurs: AgentEssai
let prefecture: AgentEssai
const annee = jourLocal(new Date()).slice(0, 4)

beforeAll(async () => {
  essai = await ouvrirEssai()
  mairie = { agent: await creerAgent(essai, 'agent_actes', BOHICON), maire: await creerAgent(essai, 'maire', BOHICON, { nom: 'Séraphine Ahossi' }), se: await creerAgent(essai, 'secretaire_executif', BOHICON) }
  ailleurs = await creerAgent(essai, 'agent_actes', '0405')
  prefecture = await creerAgent(essai, 'controleur_legalite', '12')
})
afterAll(() => essai.ranger())

const fichier = async (texte: string) => ({ nom: 'acte.pdf', type: 'application/pdf', octets: await pdfDe(texte) })
const champs = (plus: Champs = {}): Champs => champsActe(mairie.maire, plus)
const preparer = async (plus: Champs = {}, texte: string | null = `Arrêté ${Math.random()}`) => idActe(await mairie.agent.client.envoyer('/legalite/actes/nouveau', champs(plus), texte === null ? {} : { fichiers: { principal: await fichier(texte) } }))
const geste = gesteActe
const acte = async (id: string) => (await sql<{ etat: string; numero: string | null; arNumero: string | null; echeance: string | null; risque: number }>`select etat, numero, ar_numero, echeance::text as echeance, risque from legalite.acte where id = ${id}`.execute(essai.maison.base.lire)).rows[0]!
const transmis = (plus: Champs = {}) => transmettreActe(mairie, plus)

describe('un acte, de la mairie à la préfecture', () => {
  it('se prépare, se signe sur papier, se transmet ; l’accusé est scellé et le délai court', async () => {
    const id = await preparer()
    expect((await mairie.agent.client.get(`/legalite/actes/${id}`)).texte).toContain('Rien ne s’oppose à l’envoi')
    expect((await prefecture.client.get(`/legalite/actes/${id}`)).statut).toBe(404)
    expect((await geste(mairie.agent, id, 'signe-sur-papier')).statut).toBe(303)
    const r = await geste(mairie.agent, id, 'transmettre')
    expect(r.statut).toBe(303)
    const lu = await acte(id)
    expect(lu.etat).toBe('recu')
    expect(lu.numero).toMatch(new RegExp(`^${annee}-ARR-\\d{4}$`))
    expect(lu.arNumero).toMatch(new RegExp(`^AR-${BOHICON}-${annee}-\\d{5}$`))
    expect(lu.echeance).not.toBeNull()
    const [document] = await jusqua(async () => {
      const tous = await listDocuments(essai.maison.base.lire, objetAccuse(id))
      return tous.length > 0 && tous
    })
    expect(document!.numero).toBe(lu.arNumero)
    const papier = await mairie.agent.client.get(`/legalite/actes/${id}/accuse`)
    expect(papier.entetes['content-type']).toBe('application/pdf')
    const texte = await essai.maison.lecteur.lirePdf(papier.octets)
    expect('textes' in texte && texte.textes.join(' ')).toContain('Stationnement au centre-ville')
    const vu = await prefecture.client.get(`/legalite/actes/${id}`)
    expect([vu.statut, vu.texte.includes('Délai de contrôle'), vu.texte.includes('le délai part de ce jour')]).toEqual([200, true, true])
  })

  it('se signe électroniquement par le maire seul : la page de signature porte son numéro, et la signature couvre tout', async () => {
    const id = await preparer({ objet: 'Interdiction de circuler place Goho' })
    expect((await geste(mairie.maire, id, 'signer', { _code: '000000' })).statut).toBe(422)
    const r = await geste(mairie.maire, id, 'signer', { _code: mairie.maire.code() })
    expect(r.statut, r.texte.slice(0, 400)).toBe(303)
    const { numero } = await acte(id)
    const { rows } = await sql<{ id: string; signatures: { integre: boolean; couvreTout: boolean }[]; pages: number }>`select id, signatures, pages from legalite.piece where acte_id = ${id} and role = 'principal' and retiree_le is null`.execute(essai.maison.base.lire)
    expect(rows[0]!.signatures.map((s) => [s.integre, s.couvreTout])).toEqual([[true, true]])
    expect(rows[0]!.pages).toBe(2)
    const { octets } = await mairie.agent.client.get(`/legalite/actes/${id}/pieces/${rows[0]!.id}`)
    const lu = await essai.maison.lecteur.lirePdf(octets)
    expect('textes' in lu && lu.textes[1]).toContain(numero)
    expect((await geste(mairie.agent, id, 'transmettre')).statut).toBe(303)
    expect((await mairie.agent.client.get(`/legalite/actes/${id}`)).texte).toContain('Signature électronique intacte')
  })

  it('une transmission s’annule avant que la préfecture n’examine, avec sa raison, et l’accusé est révoqué', async () => {
    const id = await transmis()
    await jusqua(async () => (await listDocuments(essai.maison.base.lire, objetAccuse(id))).length > 0)
    expect((await geste(mairie.agent, id, 'annuler', { motif: '' })).statut).toBe(422)
    expect((await geste(mairie.agent, id, 'annuler', { motif: 'Mauvaise version' })).statut).toBe(303)
    expect((await acte(id)).etat).toBe('annule')
    expect((await listDocuments(essai.maison.base.lire, objetAccuse(id)))[0]!.revocation?.motif).toContain('annulée')
  })

  it('les numéros se suivent sans trou, même quand dix actes se signent à la fois', async () => {
    const ids = await Promise.all(Array.from({ length: 10 }, (_, n) => preparer({ nature: 'arrete-individuel', matiere: '7.2.1', objet: `Nomination ${n}` })))
    const clients = await Promise.all(ids.map((id) => mairie.agent.client.get(`/legalite/actes/${id}`)))
    const faits = await Promise.all(ids.map((id, n) => mairie.agent.client.envoyer(clients[n]!, {}, { action: `/legalite/actes/${id}/signe-sur-papier` })))
    expect(faits.map((f) => f.statut)).toEqual(ids.map(() => 303))
    const numeros = (await Promise.all(ids.map(async (id) => Number((await acte(id)).numero!.slice(-4))))).toSorted((a, b) => a - b)
    expect(numeros).toEqual(Array.from({ length: 10 }, (_, n) => numeros[0]! + n))
  })

  it('plusieurs actes partent ensemble ; celui qui ne peut pas dit pourquoi et reste', async () => {
    const bons = [await preparer({ objet: 'Lot 1' }), await preparer({ objet: 'Lot 2' })]
    for (const id of bons) await geste(mairie.agent, id, 'signe-sur-papier')
    // The same words as the first one: stopped by its content.
    const texte = 'Même texte exactement'
    const octets = await pdfDe(texte)
    const double = async () => idActe(await mairie.agent.client.envoyer('/legalite/actes/nouveau', champs({ objet: 'Double' }), { fichiers: { principal: { nom: 'd.pdf', type: 'application/pdf', octets } } }))
    const [un, deux] = [await double(), await double()]
    for (const id of [un, deux]) await geste(mairie.agent, id, 'signe-sur-papier')
    const r = await mairie.agent.client.envoyer('/legalite/actes?etat=signe', { acte: [...bons, un, deux] }, { action: '/legalite/actes/transmettre' })
    expect(r.statut, r.texte.slice(0, 300)).toBe(303)
    const page = await mairie.agent.client.suivre(r)
    expect(page.texte).toContain('3 actes sont reçus par la préfecture')
    expect(page.texte).toContain('a déjà le même texte')
    expect((await Promise.all([un, deux].map(acte))).map((a) => a.etat).toSorted()).toEqual(['recu', 'signe'])
  })
})

describe('ce qui ne part pas', () => {
  it('sans texte, daté de demain, sans signataire en poste, au budget sans totaux : une phrase et un code', async () => {
    const sansTexte = await preparer({}, null)
    const page = await mairie.agent.client.get(`/legalite/actes/${sansTexte}`)
    expect(page.texte).toContain('A01')
    expect((await geste(mairie.agent, sansTexte, 'signe-sur-papier')).texte).toContain('Joignez le texte de l’acte en PDF')
    const demain = await mairie.agent.client.envoyer('/legalite/actes/nouveau', champs({ 'dateActe.annee': String(Number(annee) + 1) }))
    expect([demain.statut, demain.texte.includes('Ce jour n’est pas encore venu'), demain.texte.includes('Stationnement au centre-ville')]).toEqual([422, true, true])
    const budget = await preparer({ nature: 'document-budgetaire', matiere: '2.1.1', objet: 'Budget primitif' })
    const lu = await mairie.agent.client.get(`/legalite/actes/${budget}`)
    expect([lu.texte.includes('A18'), lu.texte.includes('A14')]).toEqual([true, true])
    await geste(mairie.agent, budget, 'signe-sur-papier')
    // The page offers no button while something stops it; a form sent all the same is refused beside each field.
    const page2 = await mairie.agent.client.get(`/legalite/actes/${budget}`)
    expect(page2.texte).toContain('Corrigez d’abord ce qui précède')
    const r = await mairie.agent.client.poster(`/legalite/actes/${budget}/transmettre`, { _jeton: /name="_jeton" value="([^"]+)"/.exec(page2.texte)![1]!, _cle: 'cle-budget-1' })
    expect([r.statut, r.texte.includes('A18'), (await acte(budget)).etat]).toEqual([422, true, 'signe'])
    const vieux = await preparer({ 'dateActe.jour': '3', 'dateActe.mois': '3', 'dateActe.annee': '2019', objet: 'Acte ancien' })
    expect((await mairie.agent.client.get(`/legalite/actes/${vieux}`)).texte).toContain('A23')
  })

  it('un PDF abîmé, vide de PDF, chiffré ou plein de script s’arrête à l’envoi du fichier', async () => {
    const id = await preparer({}, null)
    const doc = await PDFDocument.create()
    doc.addPage()
    doc.addJavaScript('x', 'app.alert(1)')
    for (const [octets, code] of [[await doc.save(), 'A04'], [Buffer.from('%PDF-1.7\nn’importe quoi'), 'A03']] as const) {
      const r = await mairie.agent.client.envoyer(`/legalite/actes/${id}`, {}, { action: `/legalite/actes/${id}/pieces`, fichiers: { principal: { nom: 'x.pdf', type: 'application/pdf', octets } } })
      expect([r.statut, r.texte.includes(code)], code).toEqual([422, true])
    }
  })

  it('un acte d’une autre commune n’existe pas', async () => {
    const id = await transmis({ objet: 'Acte de Bohicon' })
    expect((await ailleurs.client.get(`/legalite/actes/${id}`)).statut).toBe(404)
    expect((await ailleurs.client.get('/legalite/actes')).texte).not.toContain('Acte de Bohicon')
    const jeton = /name="_jeton" value="([^"]+)"/.exec((await ailleurs.client.get('/legalite/actes/nouveau')).texte)![1]!
    expect((await ailleurs.client.poster(`/legalite/actes/${id}/annuler`, { motif: 'x', _jeton: jeton, _cle: 'cle-ailleurs-acte' })).statut).toBe(404)
    expect((await acte(id)).etat).toBe('recu')
  })
})
