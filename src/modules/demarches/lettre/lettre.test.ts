import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../../tests/base.ts'
import type { Essai } from '../../../../tests/base.ts'
import { creerClient } from '../../../../tests/client.ts'
import { agir, compter, lieux, lire, lisible } from '../../../../tests/demande.ts'
import { attendreCode, creerAgent, jusqua } from '../../../../tests/monde.ts'
import type { AgentEssai } from '../../../../tests/monde.ts'
import { deposerEssai, ecrite, publierEssai } from '../../../../tests/procedure.ts'
import { sql } from '../../../kernel/db/index.ts'
import { findDocument, listDocuments } from '../../../kernel/documents/queries.ts'
import { archiver } from '../conservation/conserver.ts'
import { rendreApercu } from '../apercu.ts'
import { lireDemarche } from '../definition.ts'
import { lockDossier } from '../dossier.queries.ts'
import { entreesDe } from '../exportation/archive.ts'
import { modeleDe } from '../redaction.ts'
import { modelePapier, objetLettres } from './lettre.ts'

const REFUS = { titre: 'Notification de refus', corps: 'La demande de {prenoms} {nom} est refusée.' }
const LETTRE = { code: 'convocation', titre: 'Convocation', corps: '{prenoms} {nom} vient au bureau. {texte}' }
const STATIONS = [
  { code: 'verification', genre: 'instruction', titre: 'Vérification', qui: { roles: ['agent_arrondissement'] } },
  { code: 'signature', genre: 'signature', titre: 'Signature', qui: { roles: ['chef_arrondissement'] }, source: 'essai', verifie: true },
]
const fautes = (changes: object) => {
  try {
    lireDemarche(ecrite({ circuit: { stations: STATIONS }, ...changes }))
    return ''
  } catch (erreur) {
    return (erreur as Error).message
  }
}

describe('un papier écrit', () => {
  it('dit toujours le motif et le recours d’un refus, une fois', () => {
    const sans = modelePapier(REFUS, 'refus')
    expect([sans.match(/d\.motif/g)?.length, sans.match(/d\.recours/g)?.length]).toEqual([1, 1])
    const avec = modelePapier({ ...REFUS, corps: 'Refusé : {motif}. {recours}' }, 'refus')
    expect([avec.match(/d\.motif/g)?.length, avec.match(/d\.recours/g)?.length]).toEqual([1, 1])
    expect(modelePapier({ titre: 'T', modele: '= Le mien' }, 'refus')).toBe('= Le mien')
    expect(modelePapier({ titre: 'T', corps: '#evil("x") \\ "y"' }, 'lettre')).toContain('"#evil(\\"x\\") \\\\ \\"y\\""')
  })
  it('ne prend pas le motif du refus pour la réponse à une question du même nom', () => {
    expect(modeleDe({ titre: 'T', genre: 't', sceau: { nom: '{nom}' }, redaction: { corps: '{motif}', mentions: [] } })).toContain('d.reponses.at("motif"')
    expect(modelePapier({ titre: 'T', corps: '{motif} {nom}' }, 'refus')).toMatch(/d\.motif.*d\.reponses\.at\("nom"/)
  })
  it('nomme des questions qui existent, et quelqu’un qui signe', () => {
    expect(fautes({ refus: REFUS, lettres: [LETTRE] })).toBe('')
    expect(fautes({ refus: { titre: 'X' } })).toContain('écrivez ce que dit ce papier')
    expect(fautes({ refus: { ...REFUS, corps: '{inconnu}' } })).toContain('{inconnu} n’est pas une question')
    expect(fautes({ lettres: [LETTRE, LETTRE] })).toContain('deux lettres ont le même nom court')
    expect(fautes({ lettres: [{ ...LETTRE, qui: { roles: ['roi'] } }] })).toContain('n’existe pas')
  })
})

describe('le refus et la lettre', () => {
  let essai: Essai
  let agent: AgentEssai
  let chef: AgentEssai
  let citoyen: ReturnType<typeof creerClient>
  let id: string
  beforeAll(async () => {
    essai = await ouvrirEssai()
    agent = await creerAgent(essai, 'agent_arrondissement', lieux(essai).bohicon)
    chef = await creerAgent(essai, 'chef_arrondissement', lieux(essai).bohicon, { nom: 'Hounsou Tognon' })
    await publierEssai(essai, { circuit: { stations: STATIONS }, refus: REFUS, lettres: [LETTRE] })
    citoyen = creerClient(essai)
    id = await deposerEssai(citoyen, lieux(essai).bohicon)
  })
  afterAll(() => essai.ranger())
  const ecrire = async (qui: AgentEssai, champs: Record<string, string>) => {
    await attendreCode(essai, qui)
    return qui.client.envoyer(`/dossiers/${id}/lettres`, { ...champs, _code: qui.code() }, { action: `/dossiers/${id}/lettres` })
  }

  it('leurs spécimens se compilent', async () => {
    const demarche = lireDemarche(ecrite({ circuit: { stations: STATIONS }, refus: REFUS, lettres: [LETTRE] }))
    for (const papier of ['refus', 'convocation']) expect(Buffer.from(await rendreApercu(essai.maison, demarche, '', new Date(), papier)).subarray(0, 4).toString()).toBe('%PDF')
    await expect((async () => rendreApercu(essai.maison, demarche, '', new Date(), 'autre'))()).rejects.toThrow('n’a pas de papier')
  })

  it('une lettre se signe par qui signe, se numérote, s’envoie, et se lit du seul demandeur', async () => {
    expect(lisible((await agent.client.get(`/dossiers/${id}/lettres`)).texte)).toContain('ne se signe par votre poste')
    expect(lisible((await agent.client.get(`/dossiers/${id}`)).texte)).not.toContain('Faire une lettre')
    expect(lisible((await chef.client.get(`/dossiers/${id}`)).texte)).toContain('Faire une lettre')
    const faux = await ecrire(chef, { lettre: '' })
    expect([faux.statut, lisible(faux.texte).includes('Choisissez une lettre')]).toEqual([422, true])
    for (const texte of ['Mardi à 9 h.', 'Finalement mercredi.']) expect((await ecrire(chef, { lettre: 'convocation', texte })).statut).toBe(303)
    const emises = await listDocuments(essai.maison.base.lire, objetLettres(id))
    const { numero } = await lire(essai, id)
    expect(emises.map((l) => l.numero).toSorted()).toEqual([`${numero}-L1`, `${numero}-L2`])
    expect(lisible((await agent.client.get(`/dossiers/${id}`)).texte)).toMatch(/Lettres .*Convocation/)
    expect(lisible((await citoyen.get(`/suivi/${id}`)).texte)).toMatch(/Lettres du bureau.*Convocation/)
    const adresse = `/dossiers/${id}/lettres/${emises[0]!.id}/lettre.pdf`
    expect((await citoyen.get(adresse)).octets.subarray(0, 4).toString()).toBe('%PDF')
    expect((await creerClient(essai).get(adresse)).statut).toBe(303)
    const ailleurs = await creerAgent(essai, 'agent_arrondissement', lieux(essai).kandi)
    expect((await ailleurs.client.get(adresse)).statut).toBe(404)
    const autre = await deposerEssai(creerClient(essai), lieux(essai).bohicon)
    expect((await agent.client.get(`/dossiers/${autre}/lettres/${emises[0]!.id}/lettre.pdf`)).statut).toBe(404)
    // It verifies like every paper of the platform.
    expect(lisible((await creerClient(essai).get(`/verifier?code=${emises[0]!.codeCourt}`)).texte)).toContain('Convocation')
  })

  it('un refus signé donne sa notification, une seule, avec son motif', async () => {
    const motif = /<option value="([^"]+)"/.exec((await agent.client.get(`/dossiers/${id}`)).texte.split('name="motif"')[1]!.replace('<option value=""', ''))![1]!
    await agir(agent, id, 'proposer', { decision: 'refuser', motif })
    await attendreCode(essai, chef)
    expect((await chef.client.envoyer(`/dossiers/${id}`, { _code: chef.code() }, { action: `/dossiers/${id}/signer` })).statut).toBe(303)
    const { documentId } = await jusqua(async () => {
      const d = await lire(essai, id)
      return d.documentId ? d : undefined
    })
    const document = (await findDocument(essai.maison.base.lire, documentId!))!
    expect(document).toMatchObject({ titre: 'Notification de refus', genre: 'notification-de-refus' })
    expect((await lire(essai, id)).etat).toBe('refuse')
    expect(lisible((await citoyen.get(`/suivi/${id}`)).texte)).toContain('Ouvrir la notification (PDF)')
    expect((await citoyen.get(`/dossiers/${id}/document.pdf`)).octets.subarray(0, 4).toString()).toBe('%PDF')
    const noms: string[] = []
    const d = await lire(essai, id)
    for await (const entree of entreesDe(essai.maison.base.lire, essai.maison, d as never)) noms.push(entree.nom.split('/').slice(1).join('/'))
    expect(noms).toContain('document.pdf')
    expect(noms.filter((nom) => nom.startsWith('lettres/'))).toHaveLength(2)
  })

  it('mises aux archives avec leur dossier, les lettres s’y lisent, et chaque ouverture est inscrite', async () => {
    const [lettre] = await listDocuments(essai.maison.base.lire, objetLettres(id))
    const adresse = `/archives/${id}/lettres/${lettre!.id}/lettre.pdf`
    const commune = (lieu: string) => creerAgent(essai, 'secretaire_executif', lieu.slice(0, 4))
    const archiviste = await commune(lieux(essai).bohicon)
    expect((await archiviste.client.get(adresse)).statut).toBe(404)
    await essai.maison.base.ecrire(async (tx) => archiver(tx, await lockDossier(tx, id), { maison: essai.maison, par: 'essai', parNom: 'Essai', maintenant: new Date() }))
    const page = await archiviste.client.get(`/archives/${id}`)
    expect(lisible(page.texte)).toMatch(/Lettres du bureau.*Convocation/)
    expect(page.texte).toContain(adresse)
    const ouvertures = () => compter(essai, sql`select count(*) as n from identite.consultation where objet = ${`dossier:${id}`} and acteur = ${`agent:${archiviste.id}`}`)
    await jusqua(async () => (await ouvertures()) === 1)
    expect((await archiviste.client.get(adresse)).octets.subarray(0, 4).toString()).toBe('%PDF')
    await jusqua(async () => (await ouvertures()) === 2)
    expect((await archiviste.client.get(adresse.replace('/archives/', '/dossiers/'))).statut).toBe(404)
    expect((await archiviste.client.get(adresse.replace(lettre!.id, id))).statut).toBe(404)
    expect((await agent.client.get(adresse)).statut).toBe(403)
    expect((await (await commune(lieux(essai).kandi)).client.get(adresse)).statut).toBe(404)
  })
})
