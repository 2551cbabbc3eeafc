import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recevoirActes } from '../../../../tests/actes-recus.ts'
import { ouvrirEssai } from '../../../../tests/base.ts'
import type { Essai } from '../../../../tests/base.ts'
import { sql } from '../../../kernel/db/index.ts'
import { Portee } from '../../../kernel/identite/portee.ts'
import { chiffrer, countSales, cumuler, findPeriode } from './cumul.queries.ts'
import type { Axe, FiltreChiffres } from './cumul.queries.ts'
import { COMPTES, quantile } from './faits.ts'
import type { Chiffres } from './faits.ts'

let essai: Essai
beforeAll(async () => void (essai = await ouvrirEssai({ travaille: false })))
afterAll(() => essai.ranger())

const TOUT = Portee.creer('tout')
const PERIODE = { du: '2025-01', au: '2026-12' }
const COMMUNES = ['0101', '1203', '1204']
const ISSUES: Readonly<Record<string, readonly (string | null)[]>> = { recu: [null], pieces: [null], observe: [null], suspendu: [null], defere: [null], annule: [null], retourne: [null], clos: ['silence', 'sans-observation', 'retire', 'reforme', 'observations-levees'], juge: ['annule-juge', 'annule-partie', 'rejete-juge', 'desiste'] }
const moment = fc.constantFrom('2025-12-31T23:30:00+01:00', '2026-01-01T00:30:00+01:00', '2026-01-15T10:00:00+01:00', '2026-02-03T08:00:00+01:00')
const jourOuRien = fc.constantFrom(null, '2026-03-01T10:00:00+01:00')
const acte = fc.constantFrom(...Object.keys(ISSUES)).chain((etat) =>
  fc.record({
    commune: fc.constantFrom(...COMMUNES), recuLe: moment, etat: fc.constant(etat), issue: fc.constantFrom(...ISSUES[etat]!), nature: fc.constantFrom('deliberation', 'convention'), matiere: fc.constantFrom('2.1.1', '2', '3.1.1', null), aTemps: fc.boolean(),
    mode: fc.constantFrom('electronique', 'numerise'), canal: fc.constantFrom('ecran', 'json', 'xml'), approfondi: fc.boolean(), duree: etat === 'clos' || etat === 'juge' ? fc.integer({ min: 0, max: 40 }) : fc.constant(null),
    examineLe: jourOuRien, piecesLe: jourOuRien, observeLe: jourOuRien, suspenduLe: jourOuRien, defereLe: jourOuRien,
  }),
)
type Tire = typeof acte extends fc.Arbitrary<infer T> ? T : never

/** The same figures by other means: every row is read, and counted here. */
async function aLaMain(axe: Axe, f: FiltreChiffres): Promise<Map<string, Record<string, number | null>>> {
  const { rows } = await sql<Tire & { mois: string; id: string }>`select commune, etat, issue, nature, matiere, a_temps, mode, canal, approfondi, duree, examine_le, pieces_le, observe_le, suspendu_le, defere_le, to_char(recu_le at time zone 'Africa/Porto-Novo', 'YYYY-MM') as mois from legalite.acte`.execute(essai.maison.base.lire)
  const racine = (m: string | null) => (m ?? '').split('.')[0]!
  const gardees = rows.filter((r) => !['annule', 'retourne'].includes(r.etat) && r.mois >= f.du && r.mois <= f.au && (!f.communes || f.communes.includes(r.commune)) && (f.nature === undefined || r.nature === f.nature) && (f.matiere === undefined || racine(r.matiere) === f.matiere))
  const cle = { tout: () => '', prefecture: (r: Tire) => r.commune.slice(0, 2), commune: (r: Tire) => r.commune, nature: (r: Tire) => r.nature, matiere: (r: Tire) => racine(r.matiere), mois: (r: Tire & { mois: string }) => r.mois }[axe]
  return new Map([...Map.groupBy(gardees, cle)].map(([k, r]) => {
    const n = (oui: (l: Tire) => unknown) => r.filter((l) => Boolean(oui(l))).length
    const finis = r.filter((l) => l.etat === 'clos' || l.etat === 'juge').map((l) => l.duree!).toSorted((a, b) => a - b)
    return [k, {
      transmis: r.length, horsDelai: n((l) => !l.aTemps), electroniques: n((l) => l.mode === 'electronique' || l.canal !== 'ecran'), approfondis: n((l) => l.approfondi && l.examineLe), lettres: n((l) => l.observeLe), demandes: n((l) => l.piecesLe), reformes: n((l) => l.issue === 'retire' || l.issue === 'reforme'),
      suspendus: n((l) => l.suspenduLe), deferes: n((l) => l.defereLe), annules: n((l) => l.issue === 'annule-juge'), annulesPartie: n((l) => l.issue === 'annule-partie'), rejetes: n((l) => l.issue === 'rejete-juge'), desistes: n((l) => l.issue === 'desiste'), silences: n((l) => l.issue === 'silence'), clos: finis.length,
      durees: finis.length, mediane: finis.length === 0 ? null : (finis[Math.floor((finis.length - 1) / 2)]! + finis[Math.ceil((finis.length - 1) / 2)]!) / 2,
    }]
  }))
}

const AXES: readonly Axe[] = ['tout', 'prefecture', 'commune', 'nature', 'matiere', 'mois']
// With whole years, parts of years, and both.
const FILTRES: readonly FiltreChiffres[] = [PERIODE, { du: '2025-12', au: '2026-12' }, { du: '2025-01', au: '2026-01' }, { du: '2026-01', au: '2026-01' }, { ...PERIODE, communes: ['1203', '1204'] }, { ...PERIODE, nature: 'convention' }, { ...PERIODE, matiere: '2', nature: 'deliberation' }, { ...PERIODE, matiere: '' }]

async function comparer(): Promise<void> {
  for (const f of FILTRES) {
    const lus = await chiffrer(essai.maison.base.lire, TOUT, f, AXES)
    // Without months, whole years are read by the year; without kinds nor subjects, from the coarsest fold.
    const plis = await Promise.all((['tout', 'prefecture', 'commune', 'nature', 'matiere'] as const).map((axe) => chiffrer(essai.maison.base.lire, TOUT, f, [axe])))
    const seuls = new Map(plis.flatMap((m) => [...m]))
    for (const axe of AXES) {
      const attendus = await aLaMain(axe, f)
      const dire = (c: Chiffres) => [c.cle, Object.fromEntries([...COMPTES, 'durees', 'mediane'].map((k) => [k, c[k as keyof Chiffres]]))] as const
      // Nothing counted: one line of zeros altogether, no line elsewhere.
      const vus = new Map(lus.get(axe)!.filter((c) => c.transmis > 0).map(dire))
      expect(vus).toEqual(attendus)
      if (seuls.has(axe)) expect(new Map(seuls.get(axe)!.filter((c) => c.transmis > 0).map(dire))).toEqual(attendus)
    }
  }
}
const lot = (limite: number) => essai.maison.base.ecrire((tx) => cumuler(tx, limite))

describe('les chiffres du contrôle', () => {
  it('sont ceux qu’on compte à la main, quoi qu’il arrive aux actes, avant et après la tâche', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(acte, { minLength: 1, maxLength: 8 }), fc.array(fc.tuple(fc.nat(), acte, fc.constantFrom('change', 'cumule', 'cumule-un', 'rien')), { maxLength: 6 }), async (arrivees, suites) => {
        await recevoirActes(essai, arrivees)
        for (const [rang, vers, geste] of suites) {
          const { rows } = await sql<{ id: string }>`select id from legalite.acte order by id`.execute(essai.maison.base.lire)
          const id = rows[rang % rows.length]!.id
          if (geste === 'cumule') await lot(1000)
          if (geste === 'cumule-un') await lot(1)
          if (geste === 'change')
            await essai.maison.base.ecrire(async (tx) => void (await sql`update legalite.acte set commune = ${vers.commune}, recu_le = ${vers.recuLe}, etat = ${vers.etat}, issue = ${vers.issue}, nature = ${vers.nature}, matiere = ${vers.matiere}, a_temps = ${vers.aTemps}, mode = ${vers.mode}, canal = ${vers.canal},
              approfondi = ${vers.approfondi}, duree = ${vers.duree}, examine_le = ${vers.examineLe}, pieces_le = ${vers.piecesLe}, observe_le = ${vers.observeLe}, suspendu_le = ${vers.suspenduLe}, defere_le = ${vers.defereLe} where id = ${id}`.execute(tx)))
        }
        await comparer()
        while ((await lot(3)) > 0);
        expect(await countSales(essai.maison.base.lire)).toBe(0)
        await comparer()
      }),
      { numRuns: 8 },
    )
  }, 60_000)

  it('chaque fait d’un acte qui change marque ses cellules, un champ sans rapport n’en marque aucune', async () => {
    const [id] = await recevoirActes(essai, [{ etat: 'clos', issue: 'silence', duree: 5 }])
    const marque = async (mis: ReturnType<typeof sql>): Promise<number> => {
      await lot(10_000)
      await essai.maison.base.ecrire(async (tx) => void (await sql`update legalite.acte set ${mis} where id = ${id}`.execute(tx)))
      return countSales(essai.maison.base.lire)
    }
    expect(await marque(sql`objet = 'Autre objet', revision = revision + 1, risque = 12`)).toBe(0)
    const faits = [sql`nature = 'convention'`, sql`matiere = null`, sql`a_temps = false`, sql`mode = 'electronique'`, sql`canal = 'xml'`, sql`approfondi = true`, sql`issue = 'retire'`, sql`duree = 9`, sql`examine_le = now()`, sql`pieces_le = now()`, sql`observe_le = now()`, sql`suspendu_le = now()`, sql`defere_le = now()`]
    for (const mis of faits) expect(await marque(mis)).toBe(1)
    // Moved: the cell it leaves and the one it enters.
    expect(await marque(sql`commune = '0101'`)).toBe(2)
    expect(await marque(sql`recu_le = recu_le + interval '2 months'`)).toBe(2)
  })

  it('une marque posée pendant la tâche reste : la cellule se recompte', async () => {
    const [id] = await recevoirActes(essai, [{ commune: '0203', recuLe: '2026-05-05T10:00:00+01:00' }])
    await lot(10_000)
    const verrou = Promise.withResolvers<void>()
    const ecrit = Promise.withResolvers<void>()
    const enCours = essai.maison.base.ecrire(async (tx) => {
      await sql`update legalite.acte set observe_le = now() where id = ${id}`.execute(tx)
      ecrit.resolve()
      await verrou.promise
    })
    await ecrit.promise
    await recevoirActes(essai, [{ commune: '0203', recuLe: '2026-05-06T10:00:00+01:00' }])
    await lot(10_000)
    verrou.resolve()
    await enCours
    const lire = async () => (await chiffrer(essai.maison.base.lire, TOUT, { du: '2026-05', au: '2026-05', communes: ['0203'] }, ['tout'])).get('tout')![0]!
    expect(await lire()).toMatchObject({ transmis: 2, lettres: 1 })
    expect(await countSales(essai.maison.base.lire)).toBe(1)
    await lot(10_000)
    expect(await lire()).toMatchObject({ transmis: 2, lettres: 1 })
  })

  it('se bornent à la portée', async () => {
    await recevoirActes(essai, [{ commune: '0601' }, { commune: '1203' }])
    const lus = await chiffrer(essai.maison.base.lire, Portee.creer(['0601']), PERIODE, ['commune'])
    expect(lus.get('commune')!.map((c) => c.cle)).toEqual(['0601'])
    expect(await findPeriode(essai.maison.base.lire, Portee.creer(['0602']))).toBeUndefined()
    expect((await chiffrer(essai.maison.base.lire, Portee.creer([]), PERIODE, ['tout'])).get('tout')!.filter((c) => c.transmis > 0)).toEqual([])
  })

  it('la tâche de la minute vide la file des cellules', async () => {
    await recevoirActes(essai, [{ commune: '0602' }])
    const { cumuler: tache } = await import('./cumuler.ts')
    await tache.run({ ecrire: async (travail: (tx: never) => Promise<object>) => void (await essai.maison.base.ecrire(travail as never)) } as never)
    expect(await countSales(essai.maison.base.lire)).toBe(0)
  })
})

describe('le quantile d’un histogramme', () => {
  it('est celui de la liste dépliée (percentile_cont)', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 4 })), { minLength: 1, maxLength: 12 }), fc.double({ min: 0, max: 1, noNaN: true }), (brut, q) => {
        const h = [...new Map(brut)].toSorted(([a], [b]) => a - b)
        const liste = h.flatMap(([d, n]) => Array.from({ length: n }, () => d))
        const rang = q * (liste.length - 1)
        const [bas, haut] = [liste[Math.floor(rang)]!, liste[Math.ceil(rang)]!]
        expect(quantile(h, q)).toBeCloseTo(bas + (haut - bas) * (rang - Math.floor(rang)), 9)
      }),
    )
    expect(quantile([], 0.5)).toBeNull()
  })
})

it('ce qu’on tape dans un filtre ne devient jamais du SQL', async () => {
  await recevoirActes(essai, [{ commune: '0601' }])
  for (const mot of ["' or 1=1 --", 'a\\', "deliberation'", ';', '"', 'é', '\0'])
    for (const f of [{ nature: mot }, { matiere: mot }, { communes: [mot] }]) expect((await chiffrer(essai.maison.base.lire, TOUT, { ...PERIODE, ...f }, ['tout', 'nature'])).get('tout')![0]?.transmis ?? 0).toBe(0)
})
