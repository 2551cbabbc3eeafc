import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { remplirDemonstration } from '../../app.ts'
import { sql } from '../../kernel/db/index.ts'
import { manques } from '../../kernel/formulaires/index.ts'
import type { Reponses } from '../../kernel/formulaires/index.ts'
import { rendreApercu } from './apercu.ts'
import { ETAT_DE } from './circuit.ts'
import { listEnVigueur } from './definition.queries.ts'
import type { Publiee } from './definition.queries.ts'
import { butsDe } from './demo.ts'

let essai: Essai
let demarches: Publiee[]
type Ligne = { demarche: string; etat: string; station: string | null; reponses: Reponses; deposeLe: Date; bureau: string; echeance: string | null; demandeur: string; attend: string[] }
let dossiers: Ligne[]
const maintenant = new Date('2026-11-25T15:00:00Z')
const CONTENU = readdirSync(join(import.meta.dirname, '../../../content/demarches')).toSorted()

beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
  await remplirDemonstration(essai.maison, maintenant)
  demarches = await listEnVigueur(essai.maison.base.lire)
  dossiers = (await sql<Ligne>`select demarche, etat, station, reponses, depose_le, bureau, echeance, demandeur, attend from demarches.dossier`.execute(essai.maison.base.lire)).rows
}, 180_000)
afterAll(() => essai.ranger())

it('chaque dossier de content/demarches est une démarche en vigueur', () => expect(demarches.map((d) => d.code).toSorted()).toEqual(CONTENU))

describe.each(CONTENU)('%s', (code) => {
  const demarche = () => demarches.find((d) => d.code === code)!
  const siens = () => dossiers.filter((d) => d.demarche === code)

  it('les réponses de ses exemples sont complètes le jour du dépôt', () => {
    expect(siens().length).toBeGreaterThan(0)
    for (const d of siens()) expect(manques(demarche().formulaire, d.reponses, { maintenant: d.deposeLe, territoires: essai.maison.territoires })).toEqual([])
    for (const d of siens()) expect(JSON.stringify(d.reponses)).not.toContain('a-joindre')
  })

  it('un exemple au moins attend à chaque station, et chaque fin est montrée', () => {
    const { document } = demarche()
    const vus = new Set(siens().map((d) => `${d.etat} ${d.station ?? ''}`.trim()))
    for (const but of butsDe(demarche())) {
      const station = demarche().circuit.stations.find((s) => 'station' in but && s.code === but.station)
      if (station) expect([...vus]).toContain(`${ETAT_DE[station.genre]} ${station.code}`)
      else if (but.fin === 'accorde') expect([...vus]).toContain(document ? 'delivre' : 'accorde')
      else if (but.fin === 'suspendu') expect([...vus].some((v) => v.startsWith('suspendu '))).toBe(true)
      else if (but.fin !== 'repondu') expect([...vus]).toContain(but.fin)
    }
  })

  it('un poste au moins est attendu là où quelqu’un doit agir', () => {
    for (const d of siens().filter((s) => ['depose', 'soumis', 'propose'].includes(s.etat))) expect(d.attend, `${d.etat} ${d.station}`).not.toEqual([])
  })

  it('son document se compile', async () => {
    const d = demarche()
    if (!d.document) return
    expect((await rendreApercu(essai.maison, d, d.modele, maintenant)).length).toBeGreaterThan(1000)
  }, 30_000)
})

it('les bureaux nommés par les circuits sont au registre', () => {
  const connus = new Set(essai.maison.territoires.bureaux('BJ').map((b) => b.id))
  for (const { code, circuit } of demarches) {
    const quis = circuit.stations.flatMap((s) => (s.genre === 'visa' ? s.viseurs.map((v) => v.qui) : 'qui' in s ? [s.qui] : []))
    for (const id of [circuit.bureau?.fixe, ...quis.map((q) => q.bureau)]) if (id !== undefined && id !== 'demandeur') expect(connus, `${code} : ${id}`).toContain(id)
  }
})

describe('l’ensemble', () => {
  it('rien n’est dans le futur, certains dossiers sont en retard, d’autres non', async () => {
    const { rows } = await sql<{ tard: number; avenir: number; ages: number }>`select
      (select count(*)::int from demarches.dossier where echeance < '2026-11-25' and station is not null) as tard,
      (select count(*)::int from demarches.evenement where le > ${maintenant}) as avenir,
      (select count(distinct depose_le::date)::int from demarches.dossier) as ages`.execute(essai.maison.base.lire)
    expect(rows[0]!.tard).toBeGreaterThan(5)
    expect(rows[0]!.avenir).toBe(0)
    expect(rows[0]!.ages).toBeGreaterThan(8)
    expect(dossiers.some((d) => d.echeance !== null && d.echeance >= '2026-11-25')).toBe(true)
  })

  it('chaque événement a son entrée au journal, et l’histoire d’un dossier est dans l’ordre', async () => {
    const { rows } = await sql<{ id: string; genres: string[]; entrees: number; gestes: number }>`select d.id,
        (select array_agg(e.genre order by e.le, e.id) from demarches.evenement e where e.dossier_id = d.id) as genres,
        (select count(*)::int from demarches.evenement e where e.dossier_id = d.id and e.genre not in ('sollicite', 'liquide', 'exempte', 'paye', 'inscrit')) as gestes,
        (select count(*)::int from journal.entree j where j.objet = 'dossier:' || d.id) as entrees
      from demarches.dossier d`.execute(essai.maison.base.lire)
    for (const { genres, gestes, entrees } of rows) {
      expect(genres[0]).toBe('depose')
      expect(entrees).toBe(gestes)
    }
  })

  it('une seconde fois n’ajoute rien', async () => {
    await remplirDemonstration(essai.maison, maintenant)
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from demarches.dossier`.execute(essai.maison.base.lire)
    expect(rows[0]!.n).toBe(dossiers.length)
  })
})
