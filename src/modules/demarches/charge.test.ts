import { afterAll, beforeAll, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { creerClient } from '../../../tests/client.ts'
import { agir, constater, etape, lieux, lire, lisible, photo } from '../../../tests/demande.ts'
import { creerAgent, jusqua } from '../../../tests/monde.ts'
import { texteDuPdf } from '../../../tests/pdf.ts'
import { findDocument } from '../../kernel/documents/queries.ts'

let essai: Essai
beforeAll(async () => void (essai = await ouvrirEssai({ travaille: true })))
afterAll(() => essai.ranger())

const annee = (ans: number) => String(new Date().getUTCFullYear() - ans)
const enfant = (rang: number, nom: string, ans: number) => ({ [`enfants.${rang}.nom_enfant`]: nom, [`enfants.${rang}.ne_le.jour`]: '1', [`enfants.${rang}.ne_le.mois`]: '1', [`enfants.${rang}.ne_le.annee`]: annee(ans), [`enfants.${rang}.lien`]: 'enfant' })
const acte = async (nom: string) => ({ nom, type: 'image/jpeg', octets: await photo() })

it('un certificat de vie et de charge nomme chaque enfant, sur le papier et dans son compte scellé', async () => {
  const { bohicon } = lieux(essai)
  const client = creerClient(essai)
  const commence = await client.envoyer('/demarches/certificat-de-vie-et-de-charge', {}, { action: '/demarches/certificat-de-vie-et-de-charge/commencer' })
  const id = commence.vers!.split('/')[2]!
  await etape(client, id, 'personne', { nom: 'Dossou', prenoms: 'Sènami', 'naissance.precision': 'annee', 'naissance.annee': '1980', lieu_naissance: 'Abomey' })
  const vieux = await etape(client, id, 'enfants', enfant(0, 'Dossou Afi', 30), { 'enfants.0.acte': await acte('afi.jpg') })
  expect(vieux.statut).toBe(422)
  expect(lisible(vieux.texte)).toContain('écrivez une date à partir du')
  const ajoute = await client.envoyer(vieux, enfant(0, 'Dossou Afi', 12), { action: `/brouillons/${id}/enfants`, bouton: ['_ajouter', 'enfants'] })
  expect(ajoute.statut).toBe(200)
  expect(ajoute.texte).toContain('Enfant 2')
  const deux = await client.envoyer(ajoute, { ...enfant(0, 'Dossou Afi', 12), ...enfant(1, 'Dossou Kossi', 8) }, { action: `/brouillons/${id}/enfants`, bouton: ['_continuer', '1'], fichiers: { 'enfants.1.acte': await acte('kossi.jpg') } })
  expect(deux.vers).toBe(`/brouillons/${id}/contact`)
  await etape(client, id, 'contact', { domicile: bohicon, 'domicile.precision': 'Zongo', telephone: '0197000061' })
  expect((await etape(client, id, 'papiers', { exactitude: 'oui' }, { piece: await acte('carte.jpg') })).vers).toBe(`/brouillons/${id}/resume`)
  expect((await client.envoyer(`/brouillons/${id}/resume`, {}, { action: `/brouillons/${id}/deposer` })).vers).toBe(`/suivi/${id}`)

  const [agent, chef] = [await creerAgent(essai, 'agent_arrondissement', bohicon), await creerAgent(essai, 'chef_arrondissement', bohicon)]
  expect(lisible((await agent.client.get(`/dossiers/${id}`)).texte)).toContain('Enfant 2, acte de naissance')
  await constater(agent, id)
  await agir(agent, id, 'proposer', { decision: 'accorder', motif: '' })
  await agir(chef, id, 'signer', { decision: 'accorder', _code: chef.code() })
  const delivre = await jusqua(async () => ((await lire(essai, id)).etat === 'delivre' ? lire(essai, id) : undefined))
  const pdf = (await client.get(`/dossiers/${id}/document.pdf`)).octets
  const texte = texteDuPdf(pdf)
  for (const mot of ['Certificat de vie et de charge', '2 enfants à charge', 'Dossou Afi', 'Dossou Kossi', 'durée de validité à confirmer']) expect(texte).toContain(mot)
  const document = await findDocument(essai.maison.base.lire, delivre.documentId!)
  expect(document!.champs.autres).toEqual(expect.arrayContaining([['Enfants à charge', '2']]))
  expect(document!.expireLe).toBeNull()
}, 60_000)
