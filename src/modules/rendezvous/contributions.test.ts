import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { creerClient, creerHorloge } from '../../../tests/client.ts'
import { deposer, lieux, lisible } from '../../../tests/demande.ts'
import { creerAgent } from '../../../tests/monde.ts'
import type { AgentEssai } from '../../../tests/monde.ts'
import { forcer, idDe, inscrireAu, LUNDI, LUNDI_SUIVANT, MARDI, ouvrirAgenda, REGLES } from '../../../tests/rendezvous.ts'
import { sql } from '../../kernel/db/index.ts'
import type { Db } from '../../kernel/db/index.ts'
import { rubriquesDe } from '../../kernel/module.ts'
import type { Lecture } from '../../kernel/module.ts'
import { contributions } from './contributions.tsx'

const horloge = creerHorloge('2026-11-23T08:00:00Z')
let essai: Essai
let gestion: AgentEssai

beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false, maintenant: horloge.maintenant })
  gestion = await creerAgent(essai, 'etat_civil', '1203')
})
afterAll(() => essai.ranger())

/** The same database, counting what it is asked. */
function compteur(): { db: Db; questions: () => number } {
  let questions = 0
  const db = new Proxy(essai.maison.base.lire, {
    get: (base, nom) => {
      if (nom === 'getExecutor') questions++
      const valeur = Reflect.get(base, nom) as unknown
      return typeof valeur === 'function' ? valeur.bind(base) : valeur
    },
  })
  return { db, questions: () => questions }
}

describe('« Ma journée »', () => {
  it('dit qui reste à recevoir, même le soir d’un jour de trois cents rendez-vous', async () => {
    const agenda = await ouvrirAgenda(gestion.client)
    await essai.maison.base.ecrire(async (tx) => {
      await sql`insert into rendezvous.rendezvous (id, agenda_id, agenda_rang, territoire, suivi, debut, fin, etat, canal, nom, pris_le, change_le)
        select gen_random_uuid(), id, rang, '1203', uuid_send(gen_random_uuid()), ${horloge.maintenant()}::timestamptz - interval '1 hour', ${horloge.maintenant()}, 'recu', 'passage', 'Déjà Reçu', now(), now() from rendezvous.agenda, generate_series(1, 300) where id = ${agenda}`.execute(tx)
    })
    expect((await inscrireAu(gestion.client, agenda, `${LUNDI}T09:30`, { nom: 'Encore Attendue' })).statut).toBe(303)
    const { texte } = await gestion.client.get('/journee')
    expect(lisible(texte)).toMatch(/Rendez-vous d’aujourd’hui.*Encore Attendue/)
    expect(texte).not.toContain('Déjà Reçu')
  })
})

describe('la page d’un dossier', () => {
  it('un agenda fermé aux réservations n’est ni proposé, ni dit à reprendre', async () => {
    const agenda = await ouvrirAgenda(gestion.client)
    const client = creerClient(essai)
    const dossier = await deposer(client, lieux(essai).bohicon)
    const id = idDe(await forcer(client, `/suivi/${dossier}/rendez-vous?agenda=${agenda}`, `/suivi/${dossier}/rendez-vous`, { agenda, debut: `${MARDI}T09:00` }))
    await forcer(gestion.client, `/agendas/${agenda}`, `/agendas/rendez-vous/${id}/annuler`, { motif: 'Agent malade' })
    const lire = async () => lisible((await client.get(`/suivi/${dossier}`)).texte)
    expect(await lire()).toContain('Le bureau l’a annulé : choisissez une autre heure.')
    const { ouvert: _, ...fermes } = REGLES
    expect((await forcer(gestion.client, `/agendas/${agenda}/reglages`, `/agendas/${agenda}/reglages`, fermes)).statut).toBe(303)
    const page = await lire()
    expect([page.includes('Le bureau l’a annulé.'), page.includes('choisissez une autre heure')]).toEqual([true, false])
  })

  it('qui ne tient pas d’agenda ne coûte aucune lecture', async () => {
    const dossier = await deposer(creerClient(essai), lieux(essai).bohicon)
    const { db, questions } = compteur()
    const lu = { db, maison: essai.maison, maintenant: horloge.maintenant(), porteePour: () => ({ vide: true, contient: () => false }) } as unknown as Lecture
    expect([await contributions.rubrique!(lu, `dossier:${dossier}`, 'agent'), questions()]).toEqual([undefined, 0])
  })

  it('ce que plusieurs modules y ajoutent se lit ensemble, et se montre dans leur ordre', async () => {
    let ouvrirSecond: (valeur: undefined) => void = () => undefined
    const second = new Promise<undefined>((suite) => (ouvrirSecond = suite))
    const dire = (id: string) => ({ id, titre: id, vue: () => null as never })
    const maison = {
      contributions: [
        { rubrique: async () => (await second, dire('un')) },
        {},
        { rubrique: async () => undefined },
        { rubrique: async () => (ouvrirSecond(undefined), dire('deux')) },
      ],
    }
    const lues = await rubriquesDe({ maison } as unknown as Lecture, 'dossier:x', 'agent')
    expect(lues.map((r) => r.id)).toEqual(['un', 'deux'])
  })
})

describe('la copie de ses données', () => {
  it('chaque rendez-vous a son histoire, et elles se lisent en une fois', async () => {
    const agenda = await ouvrirAgenda(gestion.client)
    for (const [debut, nom] of [[`${MARDI}T08:00`, 'Un'], [`${MARDI}T08:30`, 'Deux'], [`${LUNDI_SUIVANT}T08:00`, 'Trois']] as const) expect((await inscrireAu(gestion.client, agenda, debut, { nom, telephone: '0197000150' })).statut).toBe(303)
    const { db, questions } = compteur()
    const { rendezvous } = (await contributions.donneesDe!(db, ['telephone:+2290197000150'])) as { rendezvous: { nom: string; histoire: { genre: string; texte: string }[] }[] }
    expect(rendezvous.map((r) => [r.nom, r.histoire.map((e) => [e.genre, e.texte.split(' ')[1]])])).toEqual([['Trois', [['pris', '30']]], ['Deux', [['pris', '24']]], ['Un', [['pris', '24']]]])
    expect(questions()).toBe(2)
  })
})
