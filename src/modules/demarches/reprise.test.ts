import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { connecterCitoyen, creerClient } from '../../../tests/client.ts'
import type { Client } from '../../../tests/client.ts'
import { CONTACT, commencer, deposer, etape, jetons, lieux, lire, lisible } from '../../../tests/demande.ts'
import { lireDefinition } from '../../kernel/formulaires/index.ts'
import { reprendreReponses } from './reprise.ts'

let essai: Essai
let bohicon: string
beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
  bohicon = lieux(essai).bohicon
})
afterAll(() => essai.ranger())

async function citoyen(telephone: string): Promise<Client> {
  const client = creerClient(essai)
  await connecterCitoyen(client, essai, telephone)
  return client
}

const reprendre = (client: Client, id: string, de: string) => client.envoyer(`/brouillons/${id}`, { de }, { action: `/brouillons/${id}/reprendre` })
const poster = async (client: Client, page: string, id: string, de: string) => client.poster(`/brouillons/${id}/reprendre`, { ...jetons(await client.get(page)), de })

describe('reprendre les réponses d’une demande d’avant', () => {
  it('remplit le brouillon, sans les papiers ni les engagements ; le numéro du compte reste', async () => {
    const client = await citoyen('0196000071')
    const ancien = await deposer(client, bohicon, { telephone: '0197000099' })
    const id = await commencer(client)
    const page = await client.get(`/brouillons/${id}`)
    expect(lisible(page.texte)).toContain('Reprendre mes réponses d’avant')
    const repris = await reprendre(client, id, ancien)
    expect(repris.vers).toBe(`/brouillons/${id}`)
    const [avant, apres] = [(await lire(essai, ancien)).reponses, (await lire(essai, id)).reponses]
    for (const code of ['nom', 'prenoms', 'naissance', 'domicile', 'usage']) expect(apres[code]).toEqual(avant[code])
    expect(apres.telephone).toBe('+2290196000071')
    expect(apres.piece).toBeUndefined()
    expect(apres.exactitude).toBeUndefined()
    const suite = lisible((await client.get(`/brouillons/${id}`)).texte)
    expect(suite).toContain((await lire(essai, ancien)).numero)
    expect(suite).not.toContain('Reprendre mes réponses d’avant')
  })

  it('vers une autre démarche, ne porte que les questions communes', async () => {
    const client = await citoyen('0196000072')
    const ancien = await deposer(client, bohicon)
    const commence = await client.envoyer('/demarches/certificat-de-vie-et-de-charge', {}, { action: '/demarches/certificat-de-vie-et-de-charge/commencer' })
    const id = commence.vers!.split('/')[2]!
    await reprendre(client, id, ancien)
    const { reponses } = await lire(essai, id)
    expect(reponses.nom).toBe('Dossou')
    expect(reponses.enfants).toBeUndefined()
    expect(reponses.usage).toBeUndefined()
  })

  it('jamais celles d’une autre personne, ni par le seul code du brouillon, ni par-dessus ce qui est écrit', async () => {
    const [sien, autre] = [await citoyen('0196000073'), await citoyen('0196000074')]
    const [ancien, etranger] = [await deposer(sien, bohicon), await deposer(autre, bohicon)]
    const id = await commencer(sien)
    expect((await poster(sien, `/brouillons/${id}`, id, etranger)).statut).toBe(404)
    expect((await poster(autre, '/mes-demarches', id, etranger)).statut).toBe(404)

    const code = /class="code grand-code">([^<]+)</.exec((await sien.get(`/brouillons/${id}`)).texte)![1]!
    const inconnu = creerClient(essai)
    await inconnu.envoyer('/suivre', { code }, { action: '/suivre' })
    const ouvert = await inconnu.get(`/brouillons/${id}`)
    expect(ouvert.statut).toBe(200)
    expect(lisible(ouvert.texte)).not.toContain('Reprendre mes réponses d’avant')
    expect((await poster(inconnu, `/brouillons/${id}`, id, ancien)).statut).toBe(404)
    expect((await lire(essai, id)).reponses.nom).toBeUndefined()

    await etape(sien, id, 'contact', { ...CONTACT, domicile: bohicon, telephone: '0197000012' })
    expect((await poster(sien, `/brouillons/${id}`, id, ancien)).statut).toBe(409)
    expect((await lire(essai, id)).reponses.telephone).toBe('+2290197000012')
  })

  it('un fichier dans un bloc n’est pas repris ; le compte dit ce qui l’est', () => {
    const def = lireDefinition({
      etapes: [{ code: 'tout', titre: 'Tout', champs: [
        { code: 'nom', type: 'texte', libelle: 'Nom' },
        { code: 'enfants', type: 'bloc', libelle: 'Enfants', element: 'Enfant', ajouter: 'Ajouter un enfant', max: 3, champs: [{ code: 'prenom', type: 'texte', libelle: 'Prénom' }, { code: 'acte', type: 'fichier', libelle: 'Acte' }] },
        { code: 'accord', type: 'consentement', libelle: 'Accord', phrase: 'Je suis d’accord' },
        { code: 'phrase', type: 'calcule', libelle: 'Phrase', formule: 'nom', resultat: 'texte' },
      ] }],
    })
    const fichier = { reference: 'f', nom: 'acte.pdf', taille: 1, type: 'application/pdf' }
    const lu = reprendreReponses(def, def, { nom: 'Afi', enfants: [{ prenom: 'Kossi', acte: [fichier] }], accord: true }, {})
    expect(lu).toEqual({ reponses: { nom: 'Afi', enfants: [{ prenom: 'Kossi' }], phrase: 'Afi' }, nombre: 2 })
  })
})
