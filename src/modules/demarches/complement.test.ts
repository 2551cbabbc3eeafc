import { afterAll, beforeAll, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { creerClient } from '../../../tests/client.ts'
import { agir, lieux, lire, lisible } from '../../../tests/demande.ts'
import { creerAgent } from '../../../tests/monde.ts'
import type { AgentEssai } from '../../../tests/monde.ts'
import { deposerEssai, publierEssai } from '../../../tests/procedure.ts'
import { ajouter, calendrierCourant } from '../../kernel/calendrier/index.ts'
import { sql } from '../../kernel/db/index.ts'
import { jourDe } from './horloge.ts'

let essai: Essai
let agent: AgentEssai
beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
  agent = await creerAgent(essai, 'agent_arrondissement', lieux(essai).bohicon)
})
afterAll(() => essai.ranger())

const JOURS = 10
/** Filed a week ago, a paper asked and given today. Returns what the applicant reads meanwhile, and the last day afterwards. */
async function demander(complement?: object): Promise<{ dit: string; echeance: string | null; genre: string | undefined }> {
  await publierEssai(essai, { delai: { valeur: JOURS, unite: 'jours', source: 'essai', verifie: true }, ...(complement ? { complement } : {}) })
  const citoyen = creerClient(essai)
  const id = await deposerEssai(citoyen, lieux(essai).bohicon)
  const depuis = new Date(Date.now() - 7 * 86_400_000).toISOString()
  await essai.maison.base.ecrire(async (tx) => void (await sql`update demarches.dossier set horloge = jsonb_build_array(jsonb_build_object('genre', 'depart', 'le', ${depuis}::text)) where id = ${id}`.execute(tx)))
  expect((await agir(agent, id, 'demander-complement', { demande: 'Une photo plus nette' })).statut).toBe(303)
  const genre = (await lire(essai, id)).horloge.at(-1)?.genre
  const dit = lisible((await citoyen.get(`/suivi/${id}`)).texte)
  expect((await citoyen.envoyer(`/suivi/${id}`, { message: 'La voici' }, { action: `/suivi/${id}/repondre` })).statut).toBe(303)
  return { dit, echeance: (await lire(essai, id)).echeance, genre }
}
const entier = () => ajouter(jourDe(new Date()), { valeur: JOURS, unite: 'jours' }, calendrierCourant())

it('sans règle, une demande de papier suspend : le délai reprend où il en était', async () => {
  const { dit, echeance, genre } = await demander()
  expect([genre, dit.includes('Il repart dès votre réponse')]).toEqual(['suspension', true])
  expect(echeance! < entier()).toBe(true)
})

it('une règle confirmée peut l’interrompre : le délai recommence entier avec la réponse', async () => {
  const { dit, echeance, genre } = await demander({ effet: 'interrompt', source: 'Décret d’essai', verifie: true })
  expect([genre, dit.includes('Il recommence entier dès votre réponse')]).toEqual(['interruption', true])
  expect(echeance).toBe(entier())
})

it('non confirmée, elle ne change rien', async () => {
  const { echeance, genre } = await demander({ effet: 'interrompt', source: 'Vu ailleurs', verifie: false })
  expect(genre).toBe('suspension')
  expect(echeance! < entier()).toBe(true)
})
