import { afterAll, beforeAll, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { creerClient } from '../../../tests/client.ts'
import { lieux, lire } from '../../../tests/demande.ts'
import { deposerEssai, ecrite, publierEssai } from '../../../tests/procedure.ts'
import { getDemarche } from './definition.queries.ts'
import { lireDemarche } from './definition.ts'
import { donneesRecepisse } from './recepisse.ts'

let essai: Essai
beforeAll(async () => {
  essai = await ouvrirEssai()
})
afterAll(() => essai?.ranger())

async function recu(recepisse?: object): Promise<Record<string, unknown>> {
  await publierEssai(essai, recepisse ? { recepisse } : {})
  const client = creerClient(essai)
  const id = await deposerEssai(client, lieux(essai).bohicon)
  expect((await client.get(`/suivi/${id}/recepisse.pdf`)).octets.subarray(0, 5).toString()).toBe('%PDF-')
  const dossier = await lire(essai, id)
  const { lire: db } = essai.maison.base
  return donneesRecepisse(db, essai.maison, dossier, await getDemarche(db, dossier.demarche, dossier.version))
}

it('un récépissé dit les mots de la démarche, réponses comprises, ou les mots habituels', async () => {
  expect(await recu()).toMatchObject({ phrase: expect.stringMatching(/a reçu la demande décrite ci-dessous/), suite: 'Vous êtes prévenu à chaque étape.' })
  expect(await recu({ phrase: 'Nous avons reçu la demande de {prenoms} {nom}.', suite: 'Passez lundi. #eval("x")' })).toMatchObject({ phrase: 'Nous avons reçu la demande de Sènami Dossou.', suite: 'Passez lundi. #eval("x")' })
})

it('ses mots ne nomment que des questions du formulaire', () => {
  expect(() => lireDemarche(ecrite({ recepisse: { suite: 'Au {bureau_inconnu}' } }))).toThrow('recepisse.suite')
})
