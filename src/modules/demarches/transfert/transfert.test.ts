import { afterAll, beforeAll, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../../tests/base.ts'
import type { Essai } from '../../../../tests/base.ts'
import { codeRecu, connecterCitoyen, creerClient } from '../../../../tests/client.ts'
import { compter, deposer, lieux, lire, lisible } from '../../../../tests/demande.ts'
import { creerAgent } from '../../../../tests/monde.ts'
import { sql } from '../../../kernel/db/index.ts'
import { endMandat, putMandat } from '../mandataire/mandat.queries.ts'
import { codeSuivi } from '../suivi.ts'

let essai: Essai
let premier: ReturnType<typeof creerClient>
let id: string
beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
  premier = creerClient(essai)
  id = await deposer(premier, lieux(essai).bohicon)
})
afterAll(() => essai.ranger())

const page = () => `/suivi/${id}/transferer`
const proposer = (contact: string) => premier.envoyer(page(), { contact }, { action: page() })
const sms = async (destinataire: string, dit: string) => (await sql<{ texte: string }>`select texte from notifications.message where destinataire = ${destinataire} and texte like ${`%${dit}%`} order by id desc limit 1`.execute(essai.maison.base.lire)).rows[0]?.texte ?? ''
const lienPour = async (destinataire: string) => /\/transfert\/[\w-]{22}/.exec(await sms(destinataire, '/transfert/'))![0]
const codeActuel = async () => codeSuivi(essai.maison.cle('suivi'), await lire(essai, id))
const suivreAvec = (code: string) => creerClient(essai).envoyer('/suivre', { code }, { action: '/suivre' })

it('un dossier proposé ne change pas de mains avant d’être accepté, et se reprend', async () => {
  expect(lisible((await proposer('0197000011')).texte)).toContain('C’est votre propre contact')
  expect(lisible((await proposer('12')).texte)).not.toContain('La proposition est envoyée')
  expect((await proposer('0196112233')).statut).toBe(303)
  expect(lisible((await premier.get(page())).texte)).toMatch(/parti au 01 •• •• •• 33 .*Retirer ma proposition/)
  expect(await sms('+2290197000011', 'proposé')).toContain('reprenez-le')
  const lien = await lienPour('+2290196112233')
  const visiteur = await creerClient(essai).get(lien)
  expect(lisible(visiteur.texte)).toContain('Me connecter pour accepter')
  expect(lisible(visiteur.texte)).not.toMatch(/CV-2026|Dossou|D\.|bureau «/)
  await premier.envoyer(page(), {}, { action: `${page()}/reprendre` })
  expect(lisible((await creerClient(essai).get(lien)).texte)).toContain('Ce lien n’a plus cours')
  expect((await premier.get(`/suivi/${id}`)).statut).toBe(200)
})

it('un lien transféré à un tiers ne sert à rien sans le code du bon téléphone', async () => {
  expect((await proposer('0196112233')).statut).toBe(303)
  const lien = await lienPour('+2290196112233')
  const tiers = creerClient(essai)
  await connecterCitoyen(tiers, essai, '0195000001')
  const vue = await tiers.get(lien)
  expect(lisible(vue.texte)).toContain('Votre compte n’a pas ce contact')
  expect((await tiers.envoyer(vue, {}, { action: `${lien}/code` })).statut).toBe(303)
  const jeton = /name="_jeton" value="([^"]+)"/.exec(vue.texte)![1]!
  expect((await tiers.poster(`${lien}/accepter`, { _jeton: jeton })).statut).toBe(404)
  expect((await creerClient(essai).get(lien)).statut).toBe(200)
  expect((await lire(essai, id)).titulaire).toBeNull()
})

it('accepté, il est dans l’autre compte : ancien code, ancien appareil et ancien téléphone n’ouvrent plus rien', async () => {
  const ancien = await codeActuel()
  const lien = await lienPour('+2290196112233')
  const autre = creerClient(essai)
  await connecterCitoyen(autre, essai, '0196112233')
  const vue = await autre.get(lien)
  expect(lisible(vue.texte)).toMatch(/CV-2026.*au bureau « .*Accepter ce dossier/)
  const accepte = await autre.envoyer(vue, {}, { action: `${lien}/accepter` })
  expect(accepte.vers).toContain(`/suivi/${id}`)
  const dossier = await lire(essai, id)
  expect([dossier.serie, dossier.telephone, dossier.titulaire?.startsWith('citoyen:')]).toEqual([1, '+2290196112233', true])
  expect((await autre.get(`/suivi/${id}`)).statut).toBe(200)
  expect([303, 404]).toContain((await premier.get(`/suivi/${id}`)).statut)
  expect((await suivreAvec(ancien)).statut).toBe(422)
  const parTelephone = creerClient(essai)
  await connecterCitoyen(parTelephone, essai, '0197000011')
  expect((await parTelephone.get(`/suivi/${id}`)).statut).toBe(404)
  expect((await parTelephone.get('/mes-demarches')).texte).not.toContain(id)
  const nouveau = await codeActuel()
  expect(nouveau).not.toBe(ancien)
  const porteur = creerClient(essai)
  expect((await porteur.envoyer('/suivre', { code: nouveau }, { action: '/suivre' })).vers).toBe(`/suivi/${id}`)
  expect((await porteur.get(`/suivi/${id}`)).statut).toBe(200)
  expect(await sms('+2290197000011', 'n’est pas vous')).toContain('suivi désormais par une autre personne')
  expect(await sms('+2290196112233', 'dans votre compte')).not.toBe('')
  // Single use, and written in the journal.
  expect((await autre.envoyer(vue, {}, { action: `${lien}/accepter` })).statut).not.toBe(200)
  expect(await compter(essai, sql`select count(*) as n from journal.entree where objet = ${`dossier:${id}`} and verbe = 'demarches.accepter-transfert'`)).toBe(1)
})

it('le code reçu ouvre le lien à un compte qui n’a pas ce contact ; on peut aussi refuser', async () => {
  const titulaire = creerClient(essai)
  await connecterCitoyen(titulaire, essai, '0196112233')
  await titulaire.envoyer(page(), { contact: 'ami@exemple.bj' }, { action: page() })
  const lien = await lienPour('ami@exemple.bj')
  expect(lisible((await titulaire.get(page())).texte)).toContain('parti à a•••@exemple.bj')
  expect(lisible((await creerClient(essai).get(lien)).texte)).toContain('Connectez-vous avec l’adresse a•••@exemple.bj')
  const ami = creerClient(essai)
  await connecterCitoyen(ami, essai, '0195000002')
  const code = await ami.envoyer(lien, {}, { action: `${lien}/code` })
  for (const tape of ['', '12 34', 'bonjour']) expect(lisible((await ami.envoyer(code.vers!, { code: tape }, { action: `${lien}/ouvrir` })).texte)).toContain('Écrivez les six chiffres du code reçu')
  expect(await compter(essai, sql`select sum(essais) as n from identite.code_unique where destination = 'ami@exemple.bj'`)).toBe(0)
  const ouvert = await ami.envoyer(code.vers!, { code: await codeRecu(essai, code.vers!) }, { action: `${lien}/ouvrir` })
  expect(ouvert.vers).toBe(lien)
  const refus = await ami.envoyer(lien, {}, { action: `${lien}/refuser` })
  expect(refus.statut).toBe(303)
  expect(lisible((await ami.get(lien)).texte)).toContain('Ce lien n’a plus cours')
  expect((await titulaire.get(`/suivi/${id}`)).statut).toBe(200)
  expect(await sms('+2290196112233', 'ne le prend pas')).not.toBe('')
})

it('un agent d’ailleurs et un compte étranger ne voient pas la page', async () => {
  const agent = await creerAgent(essai, 'agent_arrondissement', lieux(essai).kandi)
  expect([403, 404]).toContain((await agent.client.get(page())).statut)
  const autre = creerClient(essai)
  await connecterCitoyen(autre, essai, '0195000003')
  expect((await autre.get(page())).statut).toBe(404)
})

it('trois propositions en 24 heures, pas une de plus ; on dit quand la prochaine pourra partir', async () => {
  const titulaire = creerClient(essai)
  const autre = `/suivi/${await deposer(titulaire, lieux(essai).bohicon)}/transferer`
  const proposerA = (contact: string) => titulaire.envoyer(autre, { contact }, { action: autre })
  for (const contact of ['0196000001', '0196000002', '0196000003']) expect((await proposerA(contact)).statut).toBe(303)
  const trop = await proposerA('0196000004')
  expect(trop.statut).toBe(409)
  expect(lisible(trop.texte)).toMatch(/déjà parties en 24 heures. La prochaine pourra partir demain à \d/)
  await essai.maison.base.ecrire((tx) => sql`update demarches.transfert set demande_le = demande_le - interval '24 hours' where destination = '+2290196000001'`.execute(tx))
  expect((await proposerA('0196000004')).statut).toBe(303)
})

it('un mandat en cours ne se confie pas ; une fois fini, la personne confie son dossier comme une autre', async () => {
  const titulaire = creerClient(essai)
  const sien = await deposer(titulaire, lieux(essai).bohicon)
  await essai.maison.base.ecrire((tx) => putMandat(tx, { dossierId: sien, nom: 'Fifamè Adjovi', telephone: '+2290195556677', qualite: 'parent', precision: '', preuve: 'code', fichier: null, mandantTelephone: '+2290196667788', tour: 1, empreinte: Buffer.alloc(32), envoyeLe: new Date(), expireLe: new Date(), maintenant: new Date() }))
  expect((await titulaire.get(`/suivi/${sien}`)).texte).not.toContain(`/suivi/${sien}/transferer`)
  await essai.maison.base.ecrire((tx) => endMandat(tx, sien, 'essai', new Date()))
  expect((await titulaire.get(`/suivi/${sien}`)).texte).toContain(`/suivi/${sien}/transferer`)
})
