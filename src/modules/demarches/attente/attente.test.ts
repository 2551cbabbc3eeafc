import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../../tests/base.ts'
import type { Essai } from '../../../../tests/base.ts'
import { creerClient } from '../../../../tests/client.ts'
import { agir, lieux, lire, lisible } from '../../../../tests/demande.ts'
import { creerAgent } from '../../../../tests/monde.ts'
import type { AgentEssai } from '../../../../tests/monde.ts'
import { deposerEssai, ecrite, publierEssai, SIGNATURE } from '../../../../tests/procedure.ts'
import { ajouterJours } from '../../../kernel/calendrier/index.ts'
import { sql } from '../../../kernel/db/index.ts'
import { lireDemarche } from '../definition.ts'
import { jourDe } from '../horloge.ts'
import { echoir } from '../jobs/echoir.ts'
import { periodeFinie } from './attente.ts'

const INSTRUCTION = { code: 'verification', genre: 'instruction', titre: 'Vérification', qui: { roles: ['agent_arrondissement'] } }
const attente = (plus: object = {}, verifie = true) => ({ code: 'affichage', genre: 'attente', titre: 'Affichage', citoyen: 'La demande est affichée', duree: { valeur: 15, unite: 'jours', source: 'Décret d’essai', verifie }, qui: { roles: ['agent_arrondissement'] }, ...plus })
const circuit = (...stations: object[]) => ({ circuit: { stations } })
const fautes = (...stations: object[]) => {
  try {
    lireDemarche(ecrite(circuit(...stations)))
    return ''
  } catch (erreur) {
    return (erreur as Error).message
  }
}

describe('une période dans un circuit', () => {
  it('vient après une vérification, n’a que sa durée, et quelqu’un y reçoit les oppositions', () => {
    expect(fautes(INSTRUCTION, attente(), SIGNATURE)).toBe('')
    expect(fautes(attente(), INSTRUCTION, SIGNATURE)).toContain('vient après une vérification')
    expect(fautes(INSTRUCTION, attente({ delai: { valeur: 3, unite: 'jours', source: 'x', verifie: false } }), SIGNATURE)).toContain('delai')
    expect(fautes({ ...INSTRUCTION, condition: 'age(naissance) > 20' }, attente(), SIGNATURE)).toContain('toutes celles d’avant ont une condition')
    expect(fautes({ ...INSTRUCTION, condition: 'age(naissance) > 20' }, attente({ opposition: 'refuser' }), SIGNATURE)).not.toContain('toutes celles d’avant')
    expect(fautes(INSTRUCTION, attente({ qui: { roles: ['roi'] } }), SIGNATURE)).toContain('n’existe pas')
    expect(fautes(INSTRUCTION, SIGNATURE, attente())).toContain('la signature est la dernière')
    expect(fautes(INSTRUCTION, attente({ duree: { valeur: 0, unite: 'jours', source: 'x', verifie: false } }), SIGNATURE)).not.toBe('')
  })
  it('est finie le lendemain de son dernier jour, jamais avant', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('2026-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }), fc.integer({ min: -40, max: 40 }), (le, ecart) => {
        expect(periodeFinie({ stationEcheance: ajouterJours(jourDe(le), ecart) }, le)).toBe(ecart < 0)
      }),
    )
    expect(periodeFinie({ stationEcheance: null }, new Date())).toBe(false)
  })
})

describe('un dossier qui attend', () => {
  let essai: Essai
  let agent: AgentEssai
  let ailleurs: AgentEssai
  beforeAll(async () => {
    essai = await ouvrirEssai({ travaille: false })
    agent = await creerAgent(essai, 'agent_arrondissement', lieux(essai).bohicon)
    ailleurs = await creerAgent(essai, 'agent_arrondissement', lieux(essai).kandi)
  })
  afterAll(() => essai.ranger())

  /** A file that has reached the period of this circuit. */
  async function arriver(station: object): Promise<{ id: string; client: ReturnType<typeof creerClient> }> {
    await publierEssai(essai, circuit(INSTRUCTION, station, SIGNATURE))
    const client = creerClient(essai)
    const id = await deposerEssai(client, lieux(essai).bohicon)
    await agir(agent, id, 'proposer', { decision: 'accorder' })
    return { id, client }
  }
  const sonner = (le: Date) => echoir.run({ donnees: {}, db: essai.maison.base.lire, maison: essai.maison, maintenant: le, acteur: { genre: 'systeme', nom: 'essai' }, ecrire: (f: (tx: never) => Promise<unknown>) => essai.maison.base.ecrire(f as never) } as never)
  const dans = (jours: number) => new Date(Date.now() + jours * 86_400_000)
  const finir = (id: string) => essai.maison.base.ecrire(async (tx) => void (await sql`update demarches.dossier set station_echeance = current_date - 2 where id = ${id}`.execute(tx)))

  it('n’attend personne, se dit au demandeur, et avance seul quand la durée est confirmée', async () => {
    const { id, client } = await arriver(attente({ suspend: true }))
    const dossier = await lire(essai, id)
    expect(dossier).toMatchObject({ etat: 'differe', station: 'affichage', attend: [], echeance: null })
    expect(dossier.horloge.at(-1)?.genre).toBe('suspension')
    expect(lisible((await client.get(`/suivi/${id}`)).texte)).toMatch(/Une période court.*La demande est affichée : jusqu’au [^.]* inclus\. La demande avance ensuite/)
    expect(lisible((await agent.client.get(`/dossiers/${id}`)).texte)).toMatch(/la période court jusqu’au .* Le dossier avance ensuite tout seul/)
    // No button before the last day; a bare call is refused too.
    const page = await agent.client.get(`/dossiers/${id}`)
    expect(page.texte).not.toContain('terminer-attente')
    const jeton = /name="_jeton" value="([^"]+)"/.exec(page.texte)![1]!
    expect((await agent.client.poster(`/dossiers/${id}/terminer-attente`, { _jeton: jeton })).statut).toBe(409)
    await sonner(dans(3))
    expect((await lire(essai, id)).etat).toBe('differe')
    await sonner(dans(20))
    const apres = await lire(essai, id)
    expect(apres).toMatchObject({ etat: 'propose', station: 'signature' })
    expect(apres.horloge.at(-1)?.genre).toBe('reprise')
  })

  it('non confirmée, la durée ne décide pas : elle appelle quelqu’un, qui constate la fin', async () => {
    const { id, client } = await arriver(attente({ suspend: true }, false))
    const dit = async () => lisible((await client.get(`/suivi/${id}`)).texte)
    expect((await lire(essai, id)).echeance).not.toBeNull()
    expect(await dit()).toMatch(/Le bureau le constate ensuite, puis la demande avance\. À confirmer/)
    await finir(id)
    await sonner(new Date())
    expect(await dit()).toMatch(/la période a fini le [^.]*\. Le bureau le constate/)
    const echu = await lire(essai, id)
    expect(echu.etat).toBe('differe')
    expect(echu.attend.length).toBeGreaterThan(0)
    expect((await agir(agent, id, 'terminer-attente')).statut).toBe(303)
    expect((await lire(essai, id)).etat).toBe('propose')
  })

  it('une opposition renvoie à la vérification ; le demandeur sait qu’il y en a une, pas qui', async () => {
    const { id, client } = await arriver(attente())
    const opposer = (champs: Record<string, string>) => agir(agent, id, 'noter-opposition', champs)
    expect((await opposer({ opposant: '', raison: '' })).statut).toBe(422)
    expect((await ailleurs.client.get(`/dossiers/${id}`)).statut).toBe(404)
    expect((await opposer({ opposant: 'Veuve Kpossou', raison: 'La borne est dans mon champ' })).statut).toBe(303)
    expect(await lire(essai, id)).toMatchObject({ etat: 'depose', station: 'verification', decision: null, proposePar: null })
    expect(lisible((await agent.client.get(`/dossiers/${id}`)).texte)).toContain('Veuve Kpossou : La borne est dans mon champ')
    const suivi = lisible((await client.get(`/suivi/${id}`)).texte)
    expect(suivi).toContain('Une opposition est enregistrée')
    expect(suivi).not.toContain('Kpossou')
    // Examined again, the period begins anew.
    await agir(agent, id, 'proposer', { decision: 'accorder' })
    expect((await lire(essai, id)).stationEcheance! > jourDe(dans(10))).toBe(true)
  })

  it('ou propose un refus, ou reste lue, selon la démarche', async () => {
    const refus = await arriver(attente({ opposition: 'refuser' }))
    await agir(agent, refus.id, 'noter-opposition', { opposant: 'X', raison: 'Y' })
    expect(await lire(essai, refus.id)).toMatchObject({ etat: 'propose', decision: 'refuser', motif: 'Opposition retenue pendant « Affichage »' })
    const lue = await arriver(attente({ opposition: 'continuer' }))
    await agir(agent, lue.id, 'noter-opposition', { opposant: 'X', raison: 'Y' })
    expect((await lire(essai, lue.id)).etat).toBe('differe')
  })

  it('le demandeur peut encore retirer sa demande', async () => {
    const { id, client } = await arriver(attente())
    await client.envoyer(`/suivi/${id}`, {}, { action: `/suivi/${id}/retirer` })
    expect(await lire(essai, id)).toMatchObject({ etat: 'retire', station: null })
  })
})
