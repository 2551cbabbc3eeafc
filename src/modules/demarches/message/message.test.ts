import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../../tests/base.ts'
import type { Essai } from '../../../../tests/base.ts'
import { connecterCitoyen, creerClient } from '../../../../tests/client.ts'
import { agir, lieux } from '../../../../tests/demande.ts'
import { creerAgent } from '../../../../tests/monde.ts'
import { deposerEssai, ecrite, publierEssai, SIGNATURE } from '../../../../tests/procedure.ts'
import { sql } from '../../../kernel/db/index.ts'
import { modeleMessage } from '../../../kernel/notifications/index.ts'
import { nomsDe } from '../redaction.ts'
import { lireDemarche } from '../definition.ts'
import { MOMENTS } from './moments.ts'
import type { Messages } from './moments.ts'

const VERIFICATION = { code: 'verification', genre: 'instruction', titre: 'Vérification', qui: { roles: ['agent_arrondissement'] } }
const fautes = (messages: Messages, reste: object = {}) => {
  try {
    return lireDemarche(ecrite({ messages, ...reste })).code
  } catch (erreur) {
    return (erreur as Error).message
  }
}

describe('les mots d’une démarche', () => {
  it('les moments nomment des messages qui existent, avec les places que ceux-ci remplissent', () => {
    for (const { modele, places } of Object.values(MOMENTS)) {
      const { sujet, texte, sms = '' } = modeleMessage(modele)
      for (const nom of nomsDe(`${sujet} ${texte} ${sms}`)) expect(places, modele).toContain(nom)
    }
  })

  it('un nom que personne ne connaît, ou un lien oublié, ne se publie pas', () => {
    const bon = { sujet: 'Reçu : {numero}', texte: '{prenoms}, votre demande est reçue. {suivi}' }
    expect(fautes({ depose: bon })).toBe('essai-de-circuit')
    expect(fautes({ depose: { ...bon, texte: '{inconnu} {suivi}' } })).toContain('messages.depose.texte : {inconnu} n’est pas une question')
    expect(fautes({ depose: { ...bon, sms: 'Reçu' } })).toContain('messages.depose.sms : il doit dire {suivi}')
    expect(fautes({ refuse: { sujet: 'x', texte: 'Non : {motif}' } })).toContain('il doit dire {recours}')
    expect(fautes({ depose: { ...bon, texte: '{suivi} {piece}' } })).toContain('{piece}')
  })
})

describe('ce qui part', () => {
  let essai: Essai
  beforeAll(async () => {
    essai = await ouvrirEssai({ travaille: false })
  })
  afterAll(() => essai.ranger())

  it('les mots de la démarche là où elle en a, réponses comprises ; ailleurs ceux de la plateforme', async () => {
    const { bohicon } = lieux(essai)
    const messages = { depose: { sujet: 'Reçu {numero}', texte: '{prenoms} {nom}, habitant depuis {depuis} : reçu. {profession}{suivi}', sms: '{prenoms}, reçu. {suivi}' }, relance: { sujet: 'Rappel', texte: 'On attend toujours : {demande}.' } }
    await publierEssai(essai, { code: 'mots', messages, circuit: { stations: [VERIFICATION, SIGNATURE] } })
    const citoyen = creerClient(essai)
    await connecterCitoyen(citoyen, essai, '0197000055')
    const id = await deposerEssai(citoyen, bohicon, 'mots')
    const agent = await creerAgent(essai, 'agent_arrondissement', bohicon)
    await agir(agent, id, 'demander-complement', { demande: 'Une photo' })
    await agir(agent, id, 'relancer')
    const { rows } = await sql<{ canal: string; sujet: string; texte: string }>`select canal, sujet, texte from notifications.message where objet = ${`dossier:${id}`} order by cree_le, canal`.execute(essai.maison.base.lire)
    const dits = rows.map((r) => `${r.canal} ${r.texte}`).join('\n')
    expect(dits).toMatch(/sms Sènami, reçu\. Code de suivi/)
    expect(dits).toMatch(/interne Sènami Dossou, habitant depuis.*2011.* : reçu\. Code de suivi/)
    expect(dits).toContain('attend : Une photo. Répondez')
    expect(dits).toContain('On attend toujours : Une photo.')
  })
})
