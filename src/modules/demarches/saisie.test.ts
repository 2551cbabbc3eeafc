import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { connecterCitoyen, creerClient } from '../../../tests/client.ts'
import type { Client, Reponse } from '../../../tests/client.ts'
import { CONTACT, PERSONNE, commencer, etape, jetons, lieux, lire, lisible, remplir } from '../../../tests/demande.ts'
import { creerAgent } from '../../../tests/monde.ts'
import { sql } from '../../kernel/db/index.ts'
import { changeAilleurs, empreinteEtape, marqueDe, marquer } from './saisie.ts'
import type { Tapee } from './saisie.ts'

let essai: Essai
let bohicon: string
beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
  bohicon = lieux(essai).bohicon
})
afterAll(() => essai.ranger())

const JSONS = { accept: 'application/json' }
const lu = (page: Reponse, nom: string) => new RegExp(`name="${nom}" value="([^"]*)"`).exec(page.texte)![1]!
/** A step open in a tab, that keeps what is typed as its script does. */
function onglet(client: Client, page: Reponse) {
  const jeton = { _jeton: jetons(page)._jeton!, _cle: lu(page, '_cle') }
  let [base, rang] = [lu(page, '_base'), 0]
  return {
    page,
    jeton,
    garder: async (champs: Record<string, string>, force: Record<string, string> = {}): Promise<Reponse> => {
      const r = await client.poster(`${page.chemin}/garder`, { ...champs, ...jeton, _base: base, _rang: String(++rang), ...force }, JSONS)
      if (r.statut === 200) base = r.json<{ base: string }>().base
      return r
    },
  }
}
const ouvrir = async (client: Client, id: string, code: string) => onglet(client, await client.get(`/brouillons/${id}/${code}`))
const compter = async (table: string) => Number((await sql<{ n: string }>`select count(*) as n from ${sql.raw(table)}`.execute(essai.maison.base.lire)).rows[0]!.n)

async function parCode(id: string, client: Client): Promise<Client> {
  const code = /class="code grand-code">([^<]+)</.exec((await client.get(`/brouillons/${id}`)).texte)![1]!
  const autre = creerClient(essai)
  await autre.envoyer('/suivre', { code }, { action: '/suivre' })
  return autre
}

describe('ce qu’on tape se garde tout seul', () => {
  it('sans compte : rouvert ailleurs par le code, tel que tapé, même faux ; rien n’est complet, ni journal ni clé de plus', async () => {
    const client = creerClient(essai)
    const id = await commencer(client)
    const ici = await ouvrir(client, id, 'personne')
    const [journal, cles] = [await compter('journal.entree'), await compter('corridor.idempotence')]
    const r = await ici.garder({ nom: 'Dossou', prenoms: 'S', npi: '12', inconnu: 'x' })
    expect(r.statut).toBe(200)
    expect(r.json().garde).toMatch(/^\d{1,2}\u00a0h/)
    expect((await ici.garder({ nom: 'Dossou', prenoms: 'Sènami', npi: '123' })).statut).toBe(200)
    expect([await compter('journal.entree'), await compter('corridor.idempotence')]).toEqual([journal, cles])
    const { reponses, saisie } = await lire(essai, id)
    expect(reponses).toEqual({})
    expect(saisie.personne).toMatchObject({ nom: 'Dossou', prenoms: 'Sènami', npi: '123' })
    expect(saisie.personne).not.toHaveProperty('inconnu')

    const autre = await parCode(id, client)
    const rouverte = await autre.get(`/brouillons/${id}/personne`)
    expect(rouverte.texte).toContain('value="Sènami"')
    expect(rouverte.texte).toContain('value="123"')
    expect(lisible(rouverte.texte)).toContain('Gardé, pas encore envoyé')
    expect(lisible((await autre.get(`/brouillons/${id}`)).texte)).toContain('Gardé, à envoyer')
    expect((await etape(autre, id, 'personne', {})).statut).toBe(422)
    expect((await etape(autre, id, 'personne', PERSONNE)).statut).toBe(303)
    expect(marqueDe((await lire(essai, id)).saisie, 'personne')).toBeUndefined()
  })

  it('une étape complète où l’on tape de nouveau n’est plus complète, et le dépôt le dit au lieu de perdre le texte', async () => {
    const client = creerClient(essai)
    const id = await remplir(client, bohicon)
    const ici = await ouvrir(client, id, 'usage')
    await ici.garder({ usage: 'retraite', organisme: 'FNRB' })
    const resume = await client.get(`/brouillons/${id}/resume`)
    expect(resume.texte).not.toContain('Déposer la demande</')
    const refuse = await client.poster(`/brouillons/${id}/deposer`, jetons(resume))
    expect(refuse.statut).toBe(422)
    expect(lisible(refuse.texte)).toContain('ce que vous y avez tapé est gardé, mais pas encore envoyé')
    expect((await lire(essai, id)).reponses.organisme).toBe('CNSS')
    // Put back as it was: nothing is left to send.
    expect((await ici.garder({ usage: 'retraite', organisme: 'CNSS' })).statut).toBe(200)
    expect((await lire(essai, id)).saisie.usage).toEqual({})
    expect((await client.envoyer(`/brouillons/${id}/resume`, {}, { action: `/brouillons/${id}/deposer` })).vers).toBe(`/suivi/${id}`)
  })

  it('deux appareils : le vieil onglet n’écrase ni le texte gardé ni la réponse envoyée, et rien n’est perdu', async () => {
    const client = creerClient(essai)
    const id = await commencer(client)
    const autre = await parCode(id, client)
    const [vieux, neuf] = [await ouvrir(client, id, 'personne'), await ouvrir(autre, id, 'personne')]
    expect((await neuf.garder({ nom: 'Neuf' })).statut).toBe(200)
    const refus = await vieux.garder({ nom: 'Vieux' })
    expect(refus.statut).toBe(409)
    expect(refus.json().detail).toContain('le texte le plus récent est gardé')
    expect((await lire(essai, id)).saisie.personne!.nom).toBe('Neuf')
    // Its button says so too, with what it held; sent again, it is a choice.
    const averti = await client.envoyer(vieux.page, { ...PERSONNE, nom: 'Vieux' }, { action: `/brouillons/${id}/personne` })
    expect(averti.statut).toBe(422)
    expect(lisible(averti.texte)).toContain('Un texte plus récent de cette étape est gardé')
    expect(averti.texte).toContain('value="Vieux"')
    expect(averti.texte).not.toContain('data-garder')
    expect((await lire(essai, id)).saisie.personne!.nom).toBe('Neuf')
    expect((await client.envoyer(averti, {}, { action: `/brouillons/${id}/personne` })).statut).toBe(303)
    expect((await lire(essai, id)).reponses.nom).toBe('Vieux')
    expect((await neuf.garder({ nom: 'Trop tard' })).statut).toBe(409)
    expect(await lire(essai, id)).toMatchObject({ reponses: { nom: 'Vieux' }, saisie: { personne: {} } })
    // Another step was never open there: nothing stands in its way.
    expect((await (await ouvrir(autre, id, 'contact')).garder({ telephone: '01' })).statut).toBe(200)
  })

  it('une réponse perdue en route, ou deux envois croisés : la même page continue, le dernier texte reste', async () => {
    const client = creerClient(essai)
    const id = await commencer(client)
    const ici = await ouvrir(client, id, 'personne')
    const base = lu(ici.page, '_base')
    expect((await ici.garder({ nom: 'Un' })).statut).toBe(200)
    expect((await ici.garder({ nom: 'Trois' }, { _base: base, _rang: '3' })).statut).toBe(200)
    expect((await ici.garder({ nom: 'Deux' }, { _rang: '2' })).statut).toBe(200)
    expect((await lire(essai, id)).saisie.personne!.nom).toBe('Trois')
    expect((await client.envoyer(ici.page, PERSONNE, { action: `/brouillons/${id}/personne` })).statut).toBe(303)
  })

  it('mêmes portes que l’envoi : jeton, bornes, inconnu, brouillon déposé, effacé', async () => {
    const client = creerClient(essai)
    const id = await commencer(client)
    const ici = await ouvrir(client, id, 'personne')
    expect((await ici.garder({ nom: 'A' }, { _jeton: 'faux' })).statut).toBe(422)
    expect((await ici.garder({ nom: 'x'.repeat(1_100_000) })).statut).toBe(413)
    expect((await ici.garder({ nom: 'x'.repeat(60_000) })).statut).toBe(200)
    expect((await lire(essai, id)).saisie.personne!.nom).toHaveLength(20_000)
    expect([401, 404]).toContain((await creerClient(essai).poster(`/brouillons/${id}/personne/garder`, { ...ici.jeton, _base: '', _rang: '1' }, JSONS)).statut)
    const intrus = creerClient(essai)
    await connecterCitoyen(intrus, essai, '0196000055')
    expect((await intrus.poster(`/brouillons/${id}/personne/garder`, { ...jetons(await intrus.get('/mes-demarches')), _cle: 'abcdefgh', _base: '', _rang: '1' }, JSONS)).statut).toBe(404)
    expect((await client.poster(`/brouillons/${id}/absente/garder`, { ...ici.jeton, _base: '', _rang: '1' }, JSONS)).statut).toBe(404)
    await client.envoyer(`/brouillons/${id}`, {}, { action: `/brouillons/${id}/abandonner` })
    expect([401, 404]).toContain((await ici.garder({ nom: 'B' })).statut)

    const depose = creerClient(essai)
    const fini = await remplir(depose, bohicon)
    const avant = await ouvrir(depose, fini, 'usage')
    await depose.envoyer(`/brouillons/${fini}/resume`, {}, { action: `/brouillons/${fini}/deposer` })
    expect((await avant.garder({ organisme: 'X' })).statut).toBe(409)
    expect((await lire(essai, fini)).saisie).toEqual({})
  })

  it('au guichet et pour une demande d’agent ; un agent d’ailleurs ne garde rien', async () => {
    const { kandi } = lieux(essai)
    const [ici, ailleurs] = [await creerAgent(essai, 'agent_arrondissement', bohicon), await creerAgent(essai, 'agent_arrondissement', kandi)]
    const cree = await ici.client.envoyer('/guichet', {}, { action: '/guichet/certificat-de-vie' })
    const id = cree.vers!.split('/')[2]!
    const contact = await ouvrir(ici.client, id, 'contact')
    expect((await contact.garder({ ...CONTACT, telephone: '01 9' })).statut).toBe(200)
    expect((await lire(essai, id)).saisie.contact!.telephone).toBe('01 9')
    const autres = jetons(await ailleurs.client.get('/guichet'))
    expect((await ailleurs.client.poster(`/brouillons/${id}/contact/garder`, { ...autres, _cle: 'abcdefgh', _base: '', _rang: '1', telephone: '02' }, JSONS)).statut).toBe(404)
    expect((await lire(essai, id)).saisie.contact!.telephone).toBe('01 9')

    const demande = await ici.client.envoyer('/demandes', {}, { action: '/demandes/autorisation-d-absence' })
    const interne = demande.vers!.split('/')[2]!
    expect((await (await ouvrir(ici.client, interne, 'absence')).garder({ motif: 'sante', duree: 'heures', de: '8' })).statut).toBe(200)
    expect((await ici.client.get(`/brouillons/${interne}/absence`)).texte).toMatch(/name="de"[^>]*value="8"|value="8"[^>]*name="de"/)
    expect((await ailleurs.client.poster(`/brouillons/${interne}/absence/garder`, { ...autres, _cle: 'abcdefgh', _base: '', _rang: '1' }, JSONS)).statut).toBe(404)
  })
})

const tapee = fc.dictionary(fc.stringMatching(/^[a-d]$/), fc.oneof(fc.string(), fc.array(fc.string()))) as fc.Arbitrary<Tapee>
const ETAPE = { code: 'e', champs: ['a', 'b', 'c', 'd'].map((code) => ({ code, type: 'texte' })) as never }

describe('qui a vu quoi', () => {
  it('l’ordre des clés et la marque ne changent rien ; une page à jour, ou qui a tapé elle-même, n’est jamais en retard', () => {
    fc.assert(
      fc.property(tapee, tapee, fc.string(), (reponses, texte, page) => {
        const marque = { page, rang: 1, le: '2026-01-01T00:00:00.000Z' }
        const brouillon = { reponses: reponses as never, saisie: { e: marquer(texte, marque) } }
        const renverse = { reponses: Object.fromEntries(Object.entries(reponses).reverse()) as never, saisie: { e: Object.fromEntries(Object.entries(texte).reverse()) } }
        const base = empreinteEtape(ETAPE, renverse)
        expect(empreinteEtape(ETAPE, brouillon)).toBe(base)
        expect(marqueDe(brouillon.saisie, 'e')).toEqual(marque)
        expect(changeAilleurs(ETAPE, brouillon, { base, page: 'autre' })).toBe(false)
        expect(changeAilleurs(ETAPE, brouillon, { base: 'vieille', page })).toBe(false)
        expect(changeAilleurs(ETAPE, brouillon, { base: 'vieille', page: `${page}x` })).toBe(true)
      }),
    )
  })

  it('un autre texte, ou une autre réponse de l’étape, se voit', () => {
    fc.assert(
      fc.property(tapee, tapee, fc.string({ minLength: 1 }), (reponses, texte, mot) => {
        const brouillon = { reponses: reponses as never, saisie: { e: texte } }
        const base = empreinteEtape(ETAPE, brouillon)
        const autre = [...(Array.isArray(texte.a) ? texte.a : [texte.a ?? '']), mot]
        expect(empreinteEtape(ETAPE, { ...brouillon, saisie: { e: { ...texte, a: autre } } })).not.toBe(base)
        expect(empreinteEtape(ETAPE, { ...brouillon, reponses: { ...reponses, a: autre } as never })).not.toBe(base)
        expect(empreinteEtape(ETAPE, { ...brouillon, reponses: { ...reponses, ailleurs: mot } as never })).toBe(base)
      }),
    )
  })
})
