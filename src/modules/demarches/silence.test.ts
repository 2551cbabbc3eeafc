import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { creerClient } from '../../../tests/client.ts'
import { agir, lieux, lire, lisible } from '../../../tests/demande.ts'
import { creerAgent } from '../../../tests/monde.ts'
import type { AgentEssai } from '../../../tests/monde.ts'
import { deposerEssai, ecrite, publierEssai, SIGNATURE } from '../../../tests/procedure.ts'
import { creerTaches } from '../../kernel/corridor/travailler.ts'
import { MODULES } from '../index.ts'
import { lireDemarche } from './definition.ts'
import { effetDe } from './silence.ts'
import { listVisas } from './visa.queries.ts'

let essai: Essai
let bohicon: string
let agent: AgentEssai
const JOUR = 86_400_000
beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
  bohicon = lieux(essai).bohicon
  agent = await creerAgent(essai, 'agent_arrondissement', bohicon)
})
afterAll(() => essai.ranger())

const DELAI = { valeur: 3, unite: 'jours', source: 'essai', verifie: true }
const VERIFICATION = { code: 'verification', genre: 'instruction', titre: 'Vérification', qui: { roles: ['agent_arrondissement'] } }
const plusTard = (jours: number) => creerTaches(MODULES, essai.maison, () => new Date(Date.now() + jours * JOUR)).find((t) => t.nom === 'demarches.echoir')!.run({})
/** Files one request under a rule, and lets days pass. */
async function attendre(code: string, jours: number, reste: object): Promise<string> {
  await publierEssai(essai, { code, delai: DELAI, ...reste })
  const id = await deposerEssai(creerClient(essai), bohicon, code)
  await plusTard(jours)
  return id
}

describe('le délai passe, et personne n’a répondu', () => {
  it('le silence accorde ou refuse quand une règle confirmée le dit, et la personne le sait', async () => {
    const accorde = await attendre('silence-accorde', 10, { silence: { effet: 'accorde', source: 'Article d’essai', verifie: true } })
    expect(await lire(essai, accorde)).toMatchObject({ etat: 'accorde', station: null, decision: 'accorder', motif: 'Accordé par le silence de l’administration. Article d’essai', documentId: null })
    const refuse = await attendre('silence-refuse', 10, { silence: { effet: 'refuse', source: 'Article d’essai', verifie: true } })
    expect(await lire(essai, refuse)).toMatchObject({ etat: 'refuse', motif: 'Refusé par le silence de l’administration. Article d’essai' })
  })

  it('une règle que personne n’a confirmée rappelle, une seule fois, et ne décide rien', async () => {
    const id = await attendre('silence-non-confirme', 10, { silence: { effet: 'accorde', source: 'Lu dans la presse', verifie: false } })
    await plusTard(11)
    expect(await lire(essai, id)).toMatchObject({ etat: 'depose', station: 'instruction' })
    const histoire = lisible((await agent.client.get(`/dossiers/${id}`)).texte)
    expect(histoire.match(/Le délai de la démarche est dépassé/g)).toHaveLength(1)
  })

  it('rien avant le dernier jour, rien pendant que le délai est arrêté', async () => {
    const regle = { silence: { effet: 'refuse', source: 'x', verifie: true } }
    const jeune = await attendre('silence-jeune', 3, regle)
    expect((await lire(essai, jeune)).etat).toBe('depose')
    await publierEssai(essai, { code: 'silence-arrete', delai: DELAI, ...regle })
    const arrete = await deposerEssai(creerClient(essai), bohicon, 'silence-arrete')
    await agir(agent, arrete, 'demander-complement', { demande: 'Une pièce' })
    await plusTard(60)
    expect((await lire(essai, arrete)).etat).toBe('suspendu')
  })

  it('le dossier monte au supérieur, qui peut agir comme celui qu’on attendait', async () => {
    const id = await attendre('silence-monte', 10, { silence: { effet: 'superieur', superieur: { roles: ['secretaire_executif'] }, source: 'x', verifie: true } })
    const se = await creerAgent(essai, 'secretaire_executif', bohicon.slice(0, 4))
    expect((await lire(essai, id)).attend).toEqual([`poste:agent_arrondissement@${bohicon}`, `poste:secretaire_executif@${bohicon.slice(0, 4)}`])
    expect((await agir(se, id, 'proposer', { decision: 'accorder' })).statut).toBe(303)
  })

  it('à une station, les avis qui ne viennent pas sont tenus pour favorables et le dossier continue', async () => {
    const avis = { code: 'avis', genre: 'visa', titre: 'Avis', viseurs: [{ code: 'a', titre: 'État civil', qui: { roles: ['etat_civil'] } }, { code: 'b', titre: 'Secrétariat', qui: { roles: ['secretaire_executif'] } }], delai: { ...DELAI, valeur: 2 }, silence: { effet: 'favorable', source: 'Règle d’essai', verifie: true } }
    await publierEssai(essai, { code: 'silence-avis', delai: { ...DELAI, valeur: 90 }, circuit: { stations: [VERIFICATION, avis, SIGNATURE] } })
    const id = await deposerEssai(creerClient(essai), bohicon, 'silence-avis')
    await agir(agent, id, 'proposer', { decision: 'accorder' })
    await plusTard(1)
    expect((await lire(essai, id)).station).toBe('avis')
    await plusTard(12)
    expect(await lire(essai, id)).toMatchObject({ etat: 'propose', station: 'signature' })
    expect((await listVisas(essai.maison.base.lire, id)).map((v) => [v.avis, v.visePar])).toEqual([['favorable', 'systeme:demarches.echoir'], ['favorable', 'systeme:demarches.echoir']])
  })

  it('ce qui n’est pas complet ne se publie pas', () => {
    const fautes = (reste: Parameters<typeof ecrite>[0]) => {
      try {
        lireDemarche(ecrite(reste))
        return ''
      } catch (erreur) {
        return (erreur as Error).message
      }
    }
    const silence = (effet: string) => ({ effet, source: 'x', verifie: true })
    expect(fautes({ silence: silence('superieur') })).toContain('à quel supérieur le dossier monte')
    expect(fautes({ circuit: { stations: [{ ...VERIFICATION, silence: silence('alerte') }, SIGNATURE] } })).toContain('donnez d’abord un délai à cette station')
    expect(fautes({ circuit: { stations: [{ ...VERIFICATION, delai: DELAI, silence: silence('favorable') }, SIGNATURE] } })).toContain('seul un avis se tient pour favorable')
    expect(effetDe({ effet: 'refuse', verifie: false })).toBe('alerte')
  })
})
