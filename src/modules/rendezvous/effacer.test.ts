import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { creerClient, creerHorloge } from '../../../tests/client.ts'
import { deposer, lieux } from '../../../tests/demande.ts'
import { creerAgent } from '../../../tests/monde.ts'
import type { AgentEssai } from '../../../tests/monde.ts'
import { forcer, idDe, inscrireAu, lancer, lireRendezVous, MARDI, messagesDe, ouvrirAgenda, prendreSansDossier } from '../../../tests/rendezvous.ts'
import { sql } from '../../kernel/db/index.ts'
import { contributions } from './contributions.tsx'
import { instantDe } from './heure.ts'
import { codeDe } from './porte.ts'
import { REGLAGES } from './reglages.ts'

const horloge = creerHorloge('2026-11-23T08:00:00Z')
const JOUR = 86_400_000
let essai: Essai
let gestion: AgentEssai

beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false, maintenant: horloge.maintenant })
  gestion = await creerAgent(essai, 'etat_civil', '1203')
})
afterAll(() => essai.ranger())

const nuit = (jours: number) => lancer(essai, 'rendezvous.effacer', new Date(instantDe(MARDI, 180).getTime() + jours * JOUR))
const lire = (id: string) => lireRendezVous(essai, id)
const histoire = async (id: string) => (await sql<{ genre: string; texte: string; parNom: string }>`select genre, texte, par_nom from rendezvous.evenement where rendezvous_id = ${id} order by rang`.execute(essai.maison.base.lire)).rows

/** As if somebody had confirmed the rule. */
async function confirmee(faire: () => Promise<void>): Promise<void> {
  REGLAGES.conservation.verifie = true
  try {
    await faire()
  } finally {
    REGLAGES.conservation.verifie = false
  }
}

describe('le temps de garde', () => {
  it('le jour passé, l’oubli se dit ; tant que la règle n’est pas confirmée, rien n’est effacé', async () => {
    const agenda = await ouvrirAgenda(gestion.client)
    const { client, id } = await prendreSansDossier(essai, agenda, `${MARDI}T08:00`, '0197000134')
    await nuit(1)
    expect(await lire(id)).toMatchObject({ etat: 'passe', nom: 'Afiavi Tossou' })
    await nuit(200)
    expect([(await lire(id)).nom, (await messagesDe(essai, id)).length]).toEqual(['Afiavi Tossou', 1])
    expect((await client.get(`/rendez-vous/${id}`)).statut).toBe(200)
    // A demand is not an appointment: it is forgotten after a day all the same.
    const { rows } = await sql<{ n: number }>`select count(*) as n from rendezvous.demande where telephone = '+2290197000134'`.execute(essai.maison.base.lire)
    expect(rows[0]!.n).toBe(0)
  })

  it('confirmée, il ne reste que l’heure : ni le nom, ni les mots de l’histoire, ni les messages', async () => {
    const agenda = await ouvrirAgenda(gestion.client)
    const { client, id } = await prendreSansDossier(essai, agenda, `${MARDI}T08:00`, '0197000135')
    expect((await forcer(gestion.client, `/agendas/${agenda}`, `/agendas/rendez-vous/${id}/annuler`, { motif: 'Afiavi Tossou a téléphoné' })).statut).toBe(303)
    const recent = idDe(await inscrireAu(gestion.client, agenda, '2026-12-21T08:00', { nom: 'Gardée Dossou', telephone: '0197000136' }))
    await confirmee(() => nuit(92))
    expect(await lire(id)).toMatchObject({ etat: 'annule', nom: null, telephone: null, titulaire: null, dossierId: null, note: '', motif: null, debut: instantDe(MARDI, 480) })
    expect(await histoire(id)).toMatchObject([{ genre: 'pris', texte: '' }, { genre: 'annule', texte: '', parNom: expect.stringContaining('état civil') }])
    expect(await messagesDe(essai, id)).toEqual([])
    expect((await client.envoyer('/rendez-vous/suivre', { code: codeDe(essai.maison, id) })).statut).toBe(422)
    expect((await gestion.client.get(`/agendas/rendez-vous/${id}`)).texte).toContain('données sont effacées')
    expect([(await lire(recent)).nom, (await histoire(recent))[0]!.texte, (await messagesDe(essai, recent)).length]).toEqual(['Gardée Dossou', expect.stringContaining('21 décembre'), 1])
  })

  it('le dossier effacé, ses rendez-vous le sont avec lui, règle confirmée ou non', async () => {
    const agenda = await ouvrirAgenda(gestion.client)
    const client = creerClient(essai)
    const dossier = await deposer(client, lieux(essai).bohicon)
    const id = idDe(await forcer(client, `/suivi/${dossier}/rendez-vous?agenda=${agenda}`, `/suivi/${dossier}/rendez-vous`, { agenda, debut: `${MARDI}T09:00` }))
    expect((await forcer(gestion.client, `/agendas/${agenda}`, `/agendas/rendez-vous/${id}/annuler`, { motif: 'Sènami Dossou a téléphoné' })).statut).toBe(303)
    await essai.maison.base.ecrire((tx) => contributions.surEffacement!(tx, `dossier:${dossier}`, horloge.maintenant()))
    expect(await lire(id)).toMatchObject({ nom: null, dossierId: null, motif: null })
    expect([(await histoire(id)).map((e) => e.texte), await messagesDe(essai, id)]).toEqual([['', ''], []])
  })

  it('le rôle courant vide les mots d’une histoire, et n’y change rien d’autre', async () => {
    await expect(essai.maison.base.ecrire(async (tx) => void (await sql`update rendezvous.evenement set genre = 'recu'`.execute(tx)))).rejects.toThrow(/permission denied/)
    await expect(essai.maison.base.ecrire(async (tx) => void (await sql`delete from rendezvous.evenement`.execute(tx)))).rejects.toThrow(/permission denied/)
  })
})
