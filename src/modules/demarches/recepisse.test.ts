import { unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { creerClient } from '../../../tests/client.ts'
import { lieux, lire, lisible } from '../../../tests/demande.ts'
import { creerAgent } from '../../../tests/monde.ts'
import { texteDuPdf } from '../../../tests/pdf.ts'
import { deposerEssai, ecrite, publierEssai } from '../../../tests/procedure.ts'
import { certificatsCites } from '../../kernel/formulaires/index.ts'
import { adresseDuSceau } from '../../kernel/documents/sceau.ts'
import { codeDuSceau } from '../../lib/preuve/code-du-sceau.ts'
import { listDocuments } from '../../kernel/documents/queries.ts'
import { rendreApercu } from './apercu.ts'
import { getDemarche } from './definition.queries.ts'
import { lireDemarche } from './definition.ts'
import { donneesRecepisse, objetRecepisse } from './recepisse.ts'
import { codeSuivi } from './suivi.ts'

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
  // Nothing that opens the file is among what is kept.
  const donnees = await donneesRecepisse(db, essai.maison, dossier, await getDemarche(db, dossier.demarche, dossier.version))
  expect(donnees).not.toHaveProperty('suivi')
  return donnees
}

it('un récépissé dit les mots de la démarche, réponses comprises, ou les mots habituels', async () => {
  expect(await recu()).toMatchObject({ phrase: expect.stringMatching(/a reçu la demande décrite ci-dessous/), suite: 'Vous êtes prévenu à chaque étape.' })
  expect(await recu({ phrase: 'Nous avons reçu la demande de {prenoms} {nom}.', suite: 'Passez lundi. #eval("x")' })).toMatchObject({ phrase: 'Nous avons reçu la demande de Sènami Dossou.', suite: 'Passez lundi. #eval("x")' })
})

it('se scelle la première fois qu’on le demande, une seule fois, et chacun le vérifie', async () => {
  await publierEssai(essai, {})
  const client = creerClient(essai)
  const id = await deposerEssai(client, lieux(essai).bohicon)
  const { lire: db } = essai.maison.base
  const scelles = () => listDocuments(db, objetRecepisse(id))
  await client.get(`/suivi/${id}/recepisse.pdf`)
  expect(await scelles()).toEqual([])
  const jeton = /name="_jeton" value="([^"]+)"/.exec((await client.get(`/suivi/${id}`)).texte)![1]!
  const deux = await Promise.all([1, 2].map(() => client.poster(`/suivi/${id}/recepisse`, { _jeton: jeton })))
  expect(deux.map((r) => [r.statut, r.vers])).toEqual([1, 2].map(() => [303, `/suivi/${id}/recepisse.pdf`]))
  const [scelle, ...reste] = await scelles()
  expect(reste).toEqual([])
  const dossier = await lire(essai, id)
  const code = codeSuivi(essai.maison.cle('suivi'), dossier)
  // The kept bytes do not hold the tracking code; the printed receipt does, with the same proof.
  const garde = await texteDuPdf(await essai.maison.depot.lire(scelle!.sha256))
  const imprime = await texteDuPdf((await client.get(`/suivi/${id}/recepisse.pdf`)).octets)
  expect([garde.includes(code), garde.includes(scelle!.codeCourt), imprime.includes(code), imprime.includes(scelle!.codeCourt)]).toEqual([false, true, true, true])
  const verdict = lisible((await creerClient(essai).get(`/verifier?code=${scelle!.codeCourt}`)).texte)
  expect(verdict).toMatch(/Document authentique.*Récépissé de dépôt.*D•+ S•+.*Prouver le dépôt du .* \(Essai de circuit\)\. Ne vaut pas décision/)
  expect(Object.keys(unzipSync((await client.get(`/suivi/${id}/copie.zip`)).octets))).toContain(`${dossier.numero}/recepisse.pdf`)
  // What its QR holds, pasted or read by the camera into a form, is its code; nothing else is.
  const { prefixe, chiffres } = adresseDuSceau(essai.maison.reglages.adresse, scelle!.cose)
  for (const lu of [`${prefixe}${chiffres}`, chiffres, ` ${prefixe}${chiffres}\n`]) expect(codeDuSceau(lu)).toBe(scelle!.codeCourt)
  for (const autre of ['https://ailleurs.example/v/#123', `${chiffres}0`, 'https://exemple.bj', '']) expect(codeDuSceau(autre)).toBeUndefined()
  const etape = { code: 'e', titre: 'E', champs: [{ code: 'papier', type: 'certificat' }] } as never
  expect(certificatsCites(etape, { papier: `${prefixe}${chiffres}` })).toEqual([scelle!.codeCourt])
  // The office prints the same one; a neighbour prints none.
  const agent = await creerAgent(essai, 'agent_arrondissement', lieux(essai).bohicon)
  expect((await agent.client.envoyer(`/dossiers/${id}`, {}, { action: `/suivi/${id}/recepisse` })).vers).toBe(`/dossiers/${id}/recepisse.pdf`)
  expect(await texteDuPdf((await agent.client.get(`/dossiers/${id}/recepisse.pdf`)).octets)).toContain(scelle!.codeCourt)
  const loin = await creerAgent(essai, 'agent_arrondissement', lieux(essai).kandi)
  expect((await loin.client.poster(`/suivi/${id}/recepisse`, { _jeton: 'x' })).statut).toBe(404)
})

it('peut avoir son propre modèle, imprimé une fois avant d’être publié', async () => {
  const modele = '#import "/modeles/recepisse.typ": recepisse, donnees as d\n#show: recepisse.with(titre: "Reçu de la mairie")\nReçu de #d.reponses.prenoms #d.reponses.nom.'
  await publierEssai(essai, { recepisse: { modele } })
  const client = creerClient(essai)
  const id = await deposerEssai(client, lieux(essai).bohicon)
  expect(await texteDuPdf((await client.get(`/suivi/${id}/recepisse.pdf`)).octets)).toMatch(/Reçu de la mairie.*Reçu de Sènami Dossou/s)
  const demarche = await getDemarche(essai.maison.base.lire, 'essai-de-circuit', (await lire(essai, id)).version)
  expect(await texteDuPdf(await rendreApercu(essai.maison, demarche, '', new Date(), 'recepisse'))).toContain('[Prénoms')
  await expect(rendreApercu(essai.maison, { ...demarche, recepisse: { modele: '#inconnu' } }, '', new Date(), 'recepisse')).rejects.toThrow('inconnu')
})

it('ses mots ne nomment que des questions du formulaire', () => {
  expect(() => lireDemarche(ecrite({ recepisse: { suite: 'Au {bureau_inconnu}' } }))).toThrow('recepisse.suite')
})
