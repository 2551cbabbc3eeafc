import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { connecterCitoyen, creerClient } from '../../../tests/client.ts'
import type { Client } from '../../../tests/client.ts'
import { agir, lieux, lire, lisible } from '../../../tests/demande.ts'
import { attendreCode, creerAgent, jusqua } from '../../../tests/monde.ts'
import type { AgentEssai } from '../../../tests/monde.ts'
import { surPaiement } from '../../../tests/paiement.ts'
import { deposerEssai, FRAIS, publierEssai, SIGNATURE } from '../../../tests/procedure.ts'
import { listMessages } from '../../kernel/notifications/index.ts'
import { listPaiements } from '../paiements/index.ts'
import { listEvenements } from './evenement.queries.ts'

let essai: Essai
let bohicon: string
let agent: AgentEssai
let chef: AgentEssai
let maire: AgentEssai
const verification = { code: 'verification', genre: 'instruction', titre: 'Vérification', qui: { roles: ['agent_arrondissement'] } }
const timbre = { ...FRAIS, code: 'timbre', titre: 'Timbre', libelle: 'Timbre', montant: { formule: 'titre_occupation == "proprietaire" ? 500 : 0' } }

beforeAll(async () => {
  essai = await ouvrirEssai()
  bohicon = lieux(essai).bohicon
  agent = await creerAgent(essai, 'agent_arrondissement', bohicon)
  chef = await creerAgent(essai, 'chef_arrondissement', bohicon)
  maire = await creerAgent(essai, 'maire', bohicon.slice(0, 4))
  const publier = (code: string, prefixe: string, stations: object[]) => publierEssai(essai, { code, prefixe, circuit: { stations } })
  await publier('essai-avant', 'EV', [verification, FRAIS, SIGNATURE])
  await publier('essai-apres', 'ES', [verification, SIGNATURE, FRAIS])
  await publier('essai-entree', 'EE', [FRAIS, timbre, verification, SIGNATURE])
  await publier('essai-exempte', 'EX', [verification, { ...FRAIS, exempte: 'titre_occupation == "proprietaire"' }, SIGNATURE])
  await publier('essai-doute', 'ED', [{ ...FRAIS, verifie: false, demande: true, source: 'Vu sur un site ; à confirmer' }, SIGNATURE])
})
afterAll(() => essai.ranger())

const paiements = (id: string) => listPaiements(essai.maison.base.lire, `dossier:${id}`)
const du = async (id: string) => (await paiements(id)).find((p) => p.etat === 'du')!.id
const genres = async (id: string) => (await listEvenements(essai.maison.base.lire, id, true)).map((e) => e.genre)
const encaisser = async (id: string) => surPaiement(agent, await du(id), 'encaisser', { moyen: 'especes' })
async function signer(id: string): Promise<void> {
  await attendreCode(essai, maire)
  expect((await agir(maire, id, 'signer', { decision: 'accorder', _code: maire.code() })).statut).toBe(303)
}
async function arriver(code: string): Promise<{ id: string; citoyen: Client }> {
  const citoyen = creerClient(essai)
  return { id: await deposerEssai(citoyen, bohicon, code), citoyen }
}

describe('payer avant la décision', () => {
  it('le délai est en pause et personne n’est attendu ; au guichet, le dossier repart', async () => {
    const citoyen = creerClient(essai)
    await connecterCitoyen(citoyen, essai, '0197000099')
    const id = await deposerEssai(citoyen, bohicon, 'essai-avant')
    const avant = (await lire(essai, id)).echeance
    await agir(agent, id, 'proposer', { decision: 'accorder' })
    expect(await lire(essai, id)).toMatchObject({ etat: 'liquide', station: 'frais', attend: [], echeance: null })
    const suivi = lisible((await citoyen.get(`/suivi/${id}`)).texte)
    expect(suivi).toContain('À faire : payer 2 000 FCFA')
    expect(suivi).toContain('Le délai est en pause')
    expect(lisible((await agent.client.get(`/dossiers/${id}`)).texte)).toContain('Encaisser 2 000 FCFA')
    expect((await listMessages(essai.maison.base.lire)).some((m) => m.objet === `dossier:${id}` && m.texte.includes('2\u202f000\u00a0FCFA') && m.texte.includes('au guichet'))).toBe(true)
    expect((await encaisser(id)).statut).toBe(303)
    const apres = await lire(essai, id)
    expect(apres).toMatchObject({ etat: 'propose', station: 'signature', attend: [`poste:maire@${bohicon.slice(0, 4)}`], decision: 'accorder', echeance: avant })
    expect(apres.horloge.map((e) => e.genre)).toEqual(['depart', 'suspension', 'reprise'])
    expect(await genres(id)).toEqual(['depose', 'propose', 'liquide', 'paye'])
    expect(lisible((await citoyen.get(`/suivi/${id}`)).texte)).toContain('Quittance (PDF)')
    const paye = (await paiements(id))[0]!
    expect((await citoyen.get(`/paiements/${paye.id}/recu.pdf`)).statut).toBe(200)
    expect((await creerClient(essai).get(`/paiements/${paye.id}/recu.pdf`)).statut).toBe(303)
  })

  it('un refus va droit à qui le signe, sans rien demander à payer', async () => {
    const { id } = await arriver('essai-avant')
    const page = await agent.client.get(`/dossiers/${id}`)
    const motif = /<option value="([^"]+)"/.exec(page.texte.slice(page.texte.indexOf('name="motif"')))![1]!
    await agir(agent, id, 'proposer', { decision: 'refuser', motif })
    expect(await lire(essai, id)).toMatchObject({ etat: 'propose' })
    expect(await paiements(id)).toEqual([])
  })

  it('renvoyé après le paiement, le dossier ne paie pas deux fois', async () => {
    const { id } = await arriver('essai-avant')
    await agir(agent, id, 'proposer', { decision: 'accorder' })
    await encaisser(id)
    await agir(maire, id, 'renvoyer', { raison: 'Relire' })
    await agir(agent, id, 'proposer', { decision: 'accorder' })
    expect(await lire(essai, id)).toMatchObject({ etat: 'propose' })
    expect((await paiements(id)).map((p) => p.etat)).toEqual(['paye'])
  })

  it('dès le dépôt, deux paiements l’un après l’autre, le second calculé', async () => {
    const { id, citoyen } = await arriver('essai-entree')
    expect(await lire(essai, id)).toMatchObject({ etat: 'liquide', station: 'frais' })
    await encaisser(id)
    expect(await lire(essai, id)).toMatchObject({ etat: 'liquide', station: 'timbre', echeance: null })
    await encaisser(id)
    expect(await lire(essai, id)).toMatchObject({ etat: 'depose', station: 'verification' })
    expect((await paiements(id)).map((p) => [p.code, p.montant, p.etat])).toEqual([['frais', 2000, 'paye'], ['timbre', 500, 'paye']])
    expect((await genres(id)).filter((g) => g === 'liquide' || g === 'paye')).toEqual(['liquide', 'paye', 'liquide', 'paye'])
    expect((await citoyen.get(`/suivi/${id}`)).statut).toBe(200)
  })

  it('qui est exempté par ses réponses passe tout de suite, et c’est écrit', async () => {
    const { id, citoyen } = await arriver('essai-exempte')
    await agir(agent, id, 'proposer', { decision: 'accorder' })
    expect(await lire(essai, id)).toMatchObject({ etat: 'propose' })
    expect((await paiements(id)).map((p) => p.etat)).toEqual(['exempte'])
    expect(lisible((await citoyen.get(`/suivi/${id}`)).texte)).toContain('Vous n’avez rien à payer')
  })

  it('qui est exempté par le chef passe aussi', async () => {
    const { id } = await arriver('essai-avant')
    await agir(agent, id, 'proposer', { decision: 'accorder' })
    await surPaiement(chef, await du(id), 'exempter', { motif: 'decision' })
    expect(await lire(essai, id)).toMatchObject({ etat: 'propose' })
    expect(await genres(id)).toContain('exempte')
  })

  it('un montant que personne n’a confirmé se demande en le disant', async () => {
    const { id, citoyen } = await arriver('essai-doute')
    expect(lisible((await citoyen.get(`/suivi/${id}`)).texte)).toContain('Montant à confirmer')
    expect(lisible((await citoyen.get('/demarches/essai-doute')).texte)).toMatch(/2 000 FCFA, avant la décision, au guichet ou en ligne/)
  })
})

describe('payer après la décision', () => {
  it('la signature est enregistrée, le document se fait au paiement, la demande ne se retire plus', async () => {
    const { id, citoyen } = await arriver('essai-apres')
    await agir(agent, id, 'proposer', { decision: 'accorder' })
    await signer(id)
    const signe = await lire(essai, id)
    expect(signe).toMatchObject({ etat: 'liquide', station: 'frais', decision: 'accorder', documentId: null })
    expect(signe.decideLe).not.toBeNull()
    const suivi = await citoyen.get(`/suivi/${id}`)
    expect(lisible(suivi.texte)).toContain('La demande est accordée : le document est fait dès que vous avez payé')
    expect(suivi.texte).not.toContain(`/suivi/${id}/retirer`)
    await encaisser(id)
    const delivre = await jusqua(async () => (await lire(essai, id)).etat === 'delivre' && lire(essai, id))
    expect(delivre.documentId).not.toBeNull()
    expect(await genres(id)).toEqual(['depose', 'propose', 'signe', 'liquide', 'paye', 'delivre'])
  })
})

describe('quand la demande est retirée, ou la quittance annulée', () => {
  it('retirer annule ce qui était dû : plus personne ne l’encaisse', async () => {
    const { id, citoyen } = await arriver('essai-avant')
    await agir(agent, id, 'proposer', { decision: 'accorder' })
    const paiement = await du(id)
    const page = await agent.client.get(`/paiements/${paiement}`)
    await citoyen.envoyer(`/suivi/${id}`, {}, { action: `/suivi/${id}/retirer` })
    expect((await paiements(id)).map((p) => p.etat)).toEqual(['annule'])
    const tard = await agent.client.envoyer(page, { moyen: 'especes' }, { action: `/paiements/${paiement}/encaisser` })
    expect([tard.statut, lisible(tard.texte).includes('Ce paiement n’est plus demandé')]).toEqual([409, true])
  })

  it('retirer et encaisser en même temps : l’un ou l’autre, jamais une attente sans fin', async () => {
    for (let tour = 0; tour < 6; tour++) {
      const { id, citoyen } = await arriver('essai-avant')
      await agir(agent, id, 'proposer', { decision: 'accorder' })
      const paiement = await du(id)
      const [suivi, page] = [await citoyen.get(`/suivi/${id}`), await agent.client.get(`/paiements/${paiement}`)]
      const [retrait, caisse] = await Promise.all([citoyen.envoyer(suivi, {}, { action: `/suivi/${id}/retirer` }), agent.client.envoyer(page, { moyen: 'especes' }, { action: `/paiements/${paiement}/encaisser` })])
      const fin = [(await lire(essai, id)).etat, (await paiements(id))[0]!.etat]
      expect([['retire', 'annule'], ['propose', 'paye']]).toContainEqual(fin)
      expect([retrait!.statut, caisse!.statut].toSorted()).toEqual([303, 409])
    }
  })

  it('la quittance annulée ramène le dossier au paiement, sauf si quelqu’un a agi depuis', async () => {
    const { id } = await arriver('essai-entree')
    const frais = await du(id)
    await encaisser(id)
    await encaisser(id)
    expect(await lire(essai, id)).toMatchObject({ station: 'verification' })
    const tot = await surPaiement(agent, frais, 'annuler-quittance', { motif: 'dossier' })
    expect([tot.statut, lisible(tot.texte).includes('Le dossier a avancé depuis ce paiement')]).toEqual([409, true])
    const timbre = (await paiements(id)).find((p) => p.code === 'timbre')!.id
    expect((await surPaiement(agent, timbre, 'annuler-quittance', { motif: 'dossier' })).statut).toBe(303)
    expect(await lire(essai, id)).toMatchObject({ etat: 'liquide', station: 'timbre', attend: [], echeance: null })
    await encaisser(id)
    expect(await lire(essai, id)).toMatchObject({ etat: 'depose' })
    await agir(agent, id, 'proposer', { decision: 'accorder' })
    expect((await surPaiement(agent, timbre, 'annuler-quittance', { motif: 'dossier' })).statut).toBe(409)
    expect((await paiements(id)).map((p) => p.etat)).toEqual(['paye', 'paye'])
  })
})
