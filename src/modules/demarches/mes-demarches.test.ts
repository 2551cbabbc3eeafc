import { afterAll, beforeAll, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { connecterCitoyen, creerClient } from '../../../tests/client.ts'
import { commencer, deposer, lieux, lire, lisible } from '../../../tests/demande.ts'

let essai: Essai
beforeAll(async () => {
  essai = await ouvrirEssai()
})
afterAll(() => essai?.ranger())

it('un citoyen voit ses demandes par état, avec leur nombre, en cherche une, et n’a rien à choisir quand elles sont peu', async () => {
  const client = creerClient(essai)
  await connecterCitoyen(client, essai, '0197000044')
  const { bohicon } = lieux(essai)
  const ids = [await deposer(client, bohicon), await deposer(client, bohicon, { nom: 'Zinsou' }), await deposer(client, bohicon)]
  expect((await client.get('/mes-demarches')).texte).not.toContain('Chercher dans mes démarches')
  for (let n = 0; n < 2; n++) await commencer(client)
  await client.envoyer(`/suivi/${ids[2]}`, {}, { action: `/suivi/${ids[2]}/retirer` })
  const page = lisible((await client.get('/mes-demarches')).texte)
  for (const onglet of ['Toutes (5)', 'En cours (2)', 'Brouillons (2)', 'Autres, finies (1)']) expect(page).toContain(onglet)
  expect(page).not.toContain('Documents reçus')
  const lus = async (question: string) => (await client.json('GET', `/mes-demarches?${question}`)).json<{ dossiers: { id: string }[] }>().dossiers.map((d) => d.id)
  expect((await lus('part=en_cours')).toSorted()).toEqual([ids[0]!, ids[1]!].toSorted())
  expect(await lus('part=finies')).toEqual([ids[2]])
  expect(await lus('cherche=zinsou')).toEqual([ids[1]])
  expect(await lus(`cherche=${(await lire(essai, ids[0]!)).numero!.slice(-4)}`)).toEqual([ids[0]])
  expect(await lus('cherche=%25_&part=inconnue')).toEqual([])
  expect(lisible((await client.get('/mes-demarches?cherche=wxyz')).texte)).toContain('Rien ne correspond')
})
