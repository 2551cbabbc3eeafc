import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { creerClient, creerHorloge } from '../../../tests/client.ts'
import type { Client, Reponse } from '../../../tests/client.ts'
import { compter, deposer, jetons, lieux, remplir } from '../../../tests/demande.ts'
import { creerAgent, jusqua } from '../../../tests/monde.ts'
import type { AgentEssai } from '../../../tests/monde.ts'
import { forcer, idDe, lireRendezVous, LUNDI_SUIVANT, MARDI, ouvrirAgenda, prendreSansDossier } from '../../../tests/rendezvous.ts'
import { sql } from '../../kernel/db/index.ts'
import { effacerAnciens } from './effacement.ts'

const horloge = creerHorloge('2026-11-23T08:00:00Z')
let essai: Essai
let gestion: AgentEssai
let bohicon: string

beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false, maintenant: horloge.maintenant })
  bohicon = lieux(essai).bohicon
  gestion = await creerAgent(essai, 'etat_civil', '1203')
})
afterAll(() => essai.ranger())

const ecrire = (requete: ReturnType<typeof sql>) => essai.maison.base.ecrire(async (tx) => void (await requete.execute(tx)))
const RETIRE = sql`etat = 'retire', station = null, attend = '{}', lecteurs = '{}'`
const combien = (dossier: string) => compter(essai, sql<{ n: number }>`select count(*) as n from rendezvous.rendezvous where dossier_id = ${dossier}`)

/** A file, and the appointment its holder took for it. */
async function avecRendezVous(agenda: string): Promise<{ client: Client; dossier: string; id: string }> {
  const client = creerClient(essai)
  const dossier = await deposer(client, bohicon)
  const id = idDe(await forcer(client, `/suivi/${dossier}/rendez-vous?agenda=${agenda}`, `/suivi/${dossier}/rendez-vous`, { agenda, debut: `${MARDI}T09:00` }))
  return { client, dossier, id }
}
const decommander = (agenda: string, id: string) => forcer(gestion.client, `/agendas/${agenda}`, `/agendas/rendez-vous/${id}/annuler`, { motif: 'Agent malade' })

describe('au guichet, pour un dossier', () => {
  const page = (agenda: string, dossier: string) => `/agendas/${agenda}/prendre?debut=${MARDI}T08:00&dossier=${dossier}`

  it('le nom et le téléphone se lisent dans le dossier, et son titulaire voit qui les a lus', async () => {
    const agenda = await ouvrirAgenda(gestion.client)
    const client = creerClient(essai)
    const dossier = await deposer(client, bohicon)
    const rempli = await gestion.client.get(page(agenda, dossier))
    expect(rempli.texte).toContain('value="Dossou Sènami"')
    await expect.poll(() => compter(essai, sql<{ n: number }>`select count(*) as n from identite.consultation where objet = ${`dossier:${dossier}`}`)).toBe(1)
    expect((await gestion.client.envoyer(rempli, { debut: `${MARDI}T08:00` }, { action: `/agendas/${agenda}/prendre` })).statut).toBe(303)
    expect(await combien(dossier)).toBe(1)
  })

  it('ni un brouillon, ni un dossier mis aux archives, ni la demande d’un agent ne s’y lisent', async () => {
    const agenda = await ouvrirAgenda(gestion.client)
    const client = creerClient(essai)
    const brouillon = await remplir(client, bohicon)
    const [archive, interne] = [await deposer(client, bohicon), await deposer(client, bohicon)]
    await ecrire(sql`update demarches.dossier set territoire = ${bohicon}, demandeur = 'Dossou Sènami' where id = ${brouillon}`)
    await ecrire(sql`update demarches.dossier set ${RETIRE}, archive_le = now() where id = ${archive}`)
    await ecrire(sql`update demarches.dossier set interne = true where id = ${interne}`)
    const depuis = jetons(await gestion.client.get(`/agendas/${agenda}/prendre?debut=${MARDI}T08:00`))
    for (const dossier of [brouillon, archive, interne]) {
      expect((await gestion.client.get(page(agenda, dossier))).texte).not.toContain('Dossou')
      expect((await gestion.client.poster(`/agendas/${agenda}/prendre`, { ...depuis, _cle: `k-${dossier}`, debut: `${MARDI}T08:00`, nom: 'x', dossier })).statut).toBe(404)
    }
  })

  it('la fiche du rendez-vous d’un dossier mis aux archives n’en montre plus le numéro au bureau', async () => {
    const agenda = await ouvrirAgenda(gestion.client)
    const { dossier, id } = await avecRendezVous(agenda)
    expect((await gestion.client.get(`/agendas/rendez-vous/${id}`)).texte).toContain(`/dossiers/${dossier}`)
    await ecrire(sql`update demarches.dossier set ${RETIRE}, archive_le = now() where id = ${dossier}`)
    expect((await gestion.client.get(`/agendas/rendez-vous/${id}`)).texte).not.toContain(`/dossiers/${dossier}`)
  })
})

describe('une demande retirée', () => {
  it('ne reprend pas l’heure que le bureau avait annulée, et la page n’en propose pas', async () => {
    const agenda = await ouvrirAgenda(gestion.client)
    const { client, dossier, id } = await avecRendezVous(agenda)
    await decommander(agenda, id)
    expect((await client.get(`/rendez-vous/${id}`)).texte).toContain('Choisir une autre heure')
    await client.envoyer(`/suivi/${dossier}`, {}, { action: `/suivi/${dossier}/retirer` })
    expect((await client.get(`/rendez-vous/${id}`)).texte).not.toContain('Choisir une autre heure')
    const reprise = await forcer(client, '/rendez-vous/suivre', `/rendez-vous/${id}/deplacer`, { debut: `${LUNDI_SUIVANT}T08:00` })
    expect([reprise.statut, reprise.texte.includes('Cette demande est retirée')]).toEqual([409, true])
    const bureau = await gestion.client.envoyer(`/agendas/${agenda}/prendre?debut=${MARDI}T08:00&dossier=${dossier}`, { debut: `${MARDI}T08:00` }, { action: `/agendas/${agenda}/prendre` })
    expect([bureau.statut, bureau.texte.includes('Cette demande est retirée')]).toEqual([409, true])
  })

  it('retirée pendant que l’heure se prend, en ligne, au guichet ou en déplaçant : l’heure n’est pas donnée', async () => {
    const agenda = await ouvrirAgenda(gestion.client)
    const { client, dossier, id } = await avecRendezVous(agenda)
    await decommander(agenda, id)
    const sien = await client.get(`/suivi/${dossier}/rendez-vous?agenda=${agenda}`)
    const deplacer = await client.get(`/rendez-vous/${id}/deplacer`)
    const guichet = await gestion.client.get(`/agendas/${agenda}/prendre?debut=${MARDI}T08:30&dossier=${dossier}`)
    const gestes = [
      () => client.poster(`/suivi/${dossier}/rendez-vous`, { ...jetons(sien), agenda, debut: `${MARDI}T08:00` }),
      () => gestion.client.envoyer(guichet, { debut: `${MARDI}T08:30` }, { action: `/agendas/${agenda}/prendre` }),
      () => client.poster(`/rendez-vous/${id}/deplacer`, { ...jetons(deplacer), debut: `${MARDI}T09:30` }),
    ]
    expect((await pendantRetrait(dossier, gestes)).map((r) => r.statut)).toEqual([409, 409, 409])
    expect([await combien(dossier), (await lireRendezVous(essai, id)).etat]).toEqual([1, 'annule'])
  })
})

/** Plays these gestures while the holder gives up the file: it is held, they come, it is let go. */
async function pendantRetrait(dossier: string, gestes: readonly (() => Promise<Reponse>)[]): Promise<Reponse[]> {
  let finis = 0
  const reponses: Promise<Reponse>[] = []
  await essai.maison.base.ecrire(async (tx) => {
    await sql`update demarches.dossier set ${RETIRE} where id = ${dossier}`.execute(tx)
    reponses.push(...gestes.map((geste) => geste().finally(() => finis++)))
    // Either they wait for the file, or they have answered without it.
    await jusqua(async () => finis + (await compter(essai, sql<{ n: number }>`select count(distinct pid) as n from pg_locks where not granted`)) >= gestes.length)
  })
  return Promise.all(reponses)
}

it('un rendez-vous effacé ne se reprend pas, même annulé par le bureau', async () => {
  const agenda = await ouvrirAgenda(gestion.client)
  const { client, id } = await prendreSansDossier(essai, agenda, `${MARDI}T08:00`, '0197000140')
  await decommander(agenda, id)
  await essai.maison.base.ecrire((tx) => effacerAnciens(tx, new Date('2027-01-01'), horloge.maintenant()))
  expect((await client.get(`/rendez-vous/${id}`)).texte).not.toContain('Choisir une autre heure')
  expect((await forcer(client, '/rendez-vous/suivre', `/rendez-vous/${id}/deplacer`, { debut: `${LUNDI_SUIVANT}T08:00` })).statut).toBe(409)
  expect(await lireRendezVous(essai, id)).toMatchObject({ etat: 'annule', nom: null })
})

