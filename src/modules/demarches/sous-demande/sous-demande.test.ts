import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../../tests/base.ts'
import type { Essai } from '../../../../tests/base.ts'
import { creerClient } from '../../../../tests/client.ts'
import { agir, compter, lieux, lire, lisible, photo } from '../../../../tests/demande.ts'
import { creerAgent } from '../../../../tests/monde.ts'
import type { AgentEssai } from '../../../../tests/monde.ts'
import { deposerEssai, publierEssai, SIGNATURE } from '../../../../tests/procedure.ts'
import { chargerCalendrier, estOuvre } from '../../../kernel/calendrier/index.ts'
import { sql } from '../../../kernel/db/index.ts'
import { jourDe } from '../horloge.ts'
import { arreteHorloge, chercherBureaux, clesDuBureau, echeanceSousDemande, joursAuPlus } from './sous-demande.ts'
import { rappelerBureaux } from './rappeler.ts'
import { listSousDemandes } from './sous-demande.queries.ts'

describe('la règle', () => {
  it('n’arrête le délai que confirmée, et donne un jour ouvré', () => {
    expect([arreteHorloge({ suspend: true, verifie: true }), arreteHorloge({ suspend: true, verifie: false }), arreteHorloge({ verifie: true })]).toEqual([true, false, false])
    expect([joursAuPlus({ jours: 5 }), joursAuPlus({ jours: 5, joursAuPlus: 15 }), joursAuPlus({ jours: 5, joursAuPlus: 2 })]).toEqual([5, 15, 5])
    const calendrier = chargerCalendrier()
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true }), (jours, le) => {
        const jour = echeanceSousDemande({ jours }, undefined, le)
        expect(estOuvre(jour, calendrier)).toBe(true)
        expect(jour > jourDe(le)).toBe(true)
        expect(echeanceSousDemande({ jours }, jours + 1, le) > jour).toBe(true)
      }),
    )
  })
})

let essai: Essai
let bohicon: AgentEssai
let parakou: AgentEssai
let ailleurs: AgentEssai
let citoyen: ReturnType<typeof creerClient>
let id: string
const INSTRUCTION = { code: 'verification', genre: 'instruction', titre: 'Vérification', qui: { roles: ['agent_arrondissement'] }, delai: { valeur: 3, unite: 'jours_ouvres', source: 'Arrêté d’essai', verifie: true } }
const commune = (nom: string) => essai.maison.territoires.chercher(nom, { niveau: 'commune' })[0]!

beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
  bohicon = await creerAgent(essai, 'agent_arrondissement', lieux(essai).bohicon, { nom: 'Assiba Kpadonou' })
  parakou = await creerAgent(essai, 'etat_civil', commune('Parakou').code, { nom: 'Bio Orou' })
  ailleurs = await creerAgent(essai, 'etat_civil', commune('Kandi').code)
  await publierEssai(essai, { circuit: { stations: [INSTRUCTION, SIGNATURE] }, sousDemandes: { jours: 5, joursAuPlus: 10, suspend: true, source: 'Arrêté d’essai', verifie: true } })
  citoyen = creerClient(essai)
  id = await deposerEssai(citoyen, lieux(essai).bohicon)
})
afterAll(() => essai.ranger())

const page = () => `/dossiers/${id}/demander-bureau`
const demander = (champs: Record<string, string | string[]>) => bohicon.client.envoyer(`${page()}?cherche=Mairie+de+Parakou`, champs, { action: page() })
const bureauParakou = () => chercherBureaux(essai.maison.territoires, 'la mairie de Parakou').find((b) => b.territoire === commune('Parakou').code)!

it('on trouve un bureau par son lieu ou son nom', () => {
  expect(bureauParakou().nom).toMatch(/Mairie de Parakou/)
  expect(chercherBureaux(essai.maison.territoires, 'systèmes d’information').map((b) => b.territoire)).toContain('BJ')
  expect(chercherBureaux(essai.maison.territoires, '  ')).toEqual([])
  const cles = clesDuBureau(essai.maison.territoires, bureauParakou())
  expect(cles).toContain(`poste:etat_civil@${commune('Parakou').code}`)
  expect(cles.some((cle) => cle.includes('agent_arrondissement') || cle.includes('auditeur'))).toBe(false)
})

it('l’agent demande ; l’autre bureau lit ce qu’on lui donne, et rien d’autre', async () => {
  const vide = await demander({ bureau: `${bureauParakou().territoire}|${bureauParakou().id}`, jours: '99' })
  expect([vide.statut, lisible(vide.texte).includes('Écrivez ce que vous demandez'), lisible(vide.texte).includes('de 1 à 10')]).toEqual([422, true, true])
  const avant = await lire(essai, id)
  const r = await demander({ bureau: `${bureauParakou().territoire}|${bureauParakou().id}`, objet: 'L’extrait de l’acte n° 214 de 1988', jours: '7', reponses: ['nom'] })
  expect(r.statut).toBe(303)
  const apres = await lire(essai, id)
  expect([avant.echeance !== null, apres.echeance, apres.etat, apres.horloge.at(-1)?.genre]).toEqual([true, null, 'depose', 'suspension'])
  // The station's own delay stops with it: nothing is late, and no silence speaks, while another office is awaited.
  expect([avant.stationEcheance !== null, apres.stationEcheance]).toEqual([true, null])
  const [s] = await listSousDemandes(essai.maison.base.lire, id)
  const vers = `/sous-demandes/${s!.id}`
  expect(lisible((await parakou.client.get('/journee')).texte)).toMatch(/D’autres bureaux vous demandent.*L’extrait de l’acte/)
  const vue = lisible((await parakou.client.get(vers)).texte)
  expect(vue).toMatch(/L’extrait de l’acte n° 214 de 1988.*Dossou/)
  expect(vue).not.toMatch(/Sènami|Zongo/)
  // Neither the file, nor its papers, nor anybody else.
  expect((await parakou.client.get(`/dossiers/${id}`)).statut).toBe(404)
  const papier = /fichiers\/([0-9a-f-]{36})/.exec((await bohicon.client.get(`/dossiers/${id}`)).texte)![1]!
  expect((await parakou.client.get(`${vers}/fichiers/${papier}`)).statut).toBe(404)
  expect((await parakou.client.get(`/dossiers/${id}/fichiers/${papier}`)).statut).toBe(404)
  for (const qui of [ailleurs, bohicon]) expect((await qui.client.get(vers)).statut).toBe(404)
  expect((await creerClient(essai).get(vers)).statut).toBe(303)
  expect((await citoyen.get(vers)).statut).not.toBe(200)
})

it('tant que le délai est arrêté, le bureau ne le fait pas repartir par une autre voie', async () => {
  expect((await agir(bohicon, id, 'demander-complement', { demande: 'Une photo' })).statut).toBe(409)
  expect(lisible((await agir(bohicon, id, 'proposer', { decision: 'accorder' })).texte)).toContain('Le délai est arrêté par une demande à un autre bureau')
})

it('un rappel avant la date, un avis après, chacun une fois', async () => {
  const [s] = await listSousDemandes(essai.maison.base.lire, id)
  const courrier = (modele: string) => compter(essai, sql`select count(*) as n from notifications.message where cle like ${`${modele}:${s!.id}%`}`)
  const passer = async (le: string) => {
    for (let fois = 0; fois < 2; fois++) await rappelerBureaux.run({ donnees: {}, db: essai.maison.base.lire, maison: essai.maison, maintenant: new Date(`${le}T10:00:00Z`), acteur: { genre: 'systeme', nom: 'essai' }, ecrire: (f: (tx: never) => Promise<unknown>) => essai.maison.base.ecrire(f as never) } as never)
  }
  await passer(jourDe(new Date()))
  expect(await courrier('sous-demande-rappel')).toBe(0)
  await passer(s!.echeance)
  expect([await courrier('sous-demande-rappel'), await courrier('sous-demande-tardive')]).toEqual([1, 0])
  await passer(`${Number(s!.echeance.slice(0, 4)) + 1}${s!.echeance.slice(4)}`)
  // The office that is late, and the one that waits.
  expect([await courrier('sous-demande-rappel'), await courrier('sous-demande-tardive')]).toEqual([1, 2])
})

it('la réponse fait repartir le délai, et se lit sur le dossier', async () => {
  const [s] = await listSousDemandes(essai.maison.base.lire, id)
  const vers = `/sous-demandes/${s!.id}`
  expect(lisible((await parakou.client.envoyer(vers, { issue: 'refusee' }, { action: vers })).texte)).toContain('Dites pourquoi vous ne répondez pas')
  const r = await parakou.client.envoyer(vers, { issue: 'repondue', reponse: 'Voici l’extrait.' }, { action: vers, fichiers: { papiers: { nom: 'extrait.jpg', type: 'image/jpeg', octets: await photo() } } })
  expect(r.statut).toBe(303)
  const dossier = await lire(essai, id)
  expect([dossier.echeance !== null, dossier.horloge.at(-1)?.genre, dossier.stationEcheance !== null]).toEqual([true, 'reprise', true])
  const detail = lisible((await bohicon.client.get(`/dossiers/${id}`)).texte)
  expect(detail).toMatch(/Autres bureaux.*Mairie de Parakou.*Répondue.*Voici l’extrait.*extrait\.jpg/)
  const reponse = /fichiers\/([0-9a-f-]{36})">extrait\.jpg/.exec((await bohicon.client.get(`/dossiers/${id}`)).texte)![1]!
  expect((await bohicon.client.get(`/dossiers/${id}/fichiers/${reponse}`)).statut).toBe(200)
  // The answer is for the office: the applicant does not reach its papers, even by their address.
  expect((await citoyen.get(`/dossiers/${id}/fichiers/${reponse}`)).statut).toBe(404)
  const suivi = lisible((await citoyen.get(`/suivi/${id}`)).texte)
  expect(suivi).toContain('Une question est posée à un autre bureau')
  expect(suivi).not.toContain('Voici l’extrait')
  expect((await parakou.client.poster(vers, { _jeton: /name="_jeton" value="([^"]+)"/.exec((await parakou.client.get('/journee')).texte)?.[1] ?? '', issue: 'repondue', reponse: 'Encore' })).statut).not.toBe(303)
  expect(lisible((await parakou.client.get('/sous-demandes')).texte)).toMatch(/1 demande reçue, 1 réponse dont 1 dans les temps, 0 en retard/)
  expect((await agir(bohicon, id, 'demander-complement', { demande: 'Une photo' })).statut).toBe(303)
})

it('annulée, elle n’attend plus rien et rend le délai ; sans règle confirmée, le délai court', async () => {
  const autre = await deposerEssai(creerClient(essai), lieux(essai).bohicon)
  const vers = `/dossiers/${autre}/demander-bureau`
  const champs = { bureau: `${bureauParakou().territoire}|${bureauParakou().id}`, objet: 'L’extrait' }
  await bohicon.client.envoyer(`${vers}?cherche=Parakou`, champs, { action: vers })
  const [s] = await listSousDemandes(essai.maison.base.lire, autre)
  await bohicon.client.envoyer(`/dossiers/${autre}`, {}, { action: `/dossiers/${autre}/sous-demandes/${s!.id}/annuler` })
  expect((await lire(essai, autre)).echeance).not.toBeNull()
  // What was given to be answered is theirs no more.
  expect((await parakou.client.get(`/sous-demandes/${s!.id}`)).statut).toBe(404)
  expect((await parakou.client.get('/sous-demandes')).texte).not.toContain(s!.id)
  await publierEssai(essai, { circuit: { stations: [INSTRUCTION, SIGNATURE] }, sousDemandes: { jours: 5, suspend: true, source: 'à confirmer', verifie: false } })
  const douteux = await deposerEssai(creerClient(essai), lieux(essai).bohicon)
  const page2 = `/dossiers/${douteux}/demander-bureau`
  await bohicon.client.envoyer(`${page2}?cherche=Parakou`, champs, { action: page2 })
  expect((await lire(essai, douteux)).echeance).not.toBeNull()
  expect(lisible((await agir(bohicon, douteux, 'proposer', { decision: 'accorder' })).texte)).not.toContain('Le délai est arrêté')
})
