import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ajouterJours } from '../../../kernel/calendrier/index.ts'
import { lireContenu } from '../referentiel/semer.ts'
import { direOrdre } from './convoquer.ts'
import { attenduDe, dernierEnvoi, direDelai, premierJour } from './delais.ts'
import { numeroActe } from './naissance.ts'
import { calendrier, ecrireHeure, instantDe, lireHeure } from './porte.ts'
import { lireLignes } from './saisie-membre.ts'
import { direSession, ETATS_SEANCE, exigerGeste, jalonsDe, mayFaire } from './seance.ts'
import type { EtatSeance } from './seance.ts'

const regles = lireContenu('regles')
const jours = fc.integer({ min: 0, max: 3000 }).map((n) => ajouterJours('2024-01-01', n))

describe('les délais d’une séance', () => {
  it('trois jours francs : convoqué un lundi, le conseil se réunit le vendredi', () => {
    expect(direDelai(regles, 'convocation')).toBe('3\u00a0jours francs')
    expect(premierJour('2026-10-05', regles, calendrier())).toBe('2026-10-09')
    expect(dernierEnvoi('2026-10-09', regles, calendrier())).toBe('2026-10-05')
  })

  it('le dernier jour d’envoi est le dernier qui respecte la règle, qu’elle reporte ou non', () => {
    fc.assert(
      fc.property(jours, fc.integer({ min: 0, max: 12 }), fc.boolean(), fc.constantFrom('jours' as const, 'jours_francs' as const, 'jours_ouvres' as const), (jour, valeur, report, unite) => {
        const autres = { ...regles, delais: { ...regles.delais, convocation: { ...regles.delais.convocation, valeur, report, unite } } }
        const dernier = dernierEnvoi(jour, autres, calendrier())
        expect(premierJour(dernier, autres, calendrier()) <= jour).toBe(true)
        if (dernier < jour) expect(premierJour(ajouterJours(dernier, 1), autres, calendrier()) > jour).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  it('une séance attend une chose à la fois, et compte son retard', () => {
    const prevueLe = instantDe('2026-10-09', 540)
    const attend = (etat: EtatSeance, jour: string, afficheLe: string | null = null) => attenduDe({ etat, prevueLe, afficheLe }, regles, calendrier(), jour)
    expect(attend('preparee', '2026-10-07')).toEqual({ quoi: 'convoquer', limite: '2026-10-05', retard: 2 })
    expect(attend('convoquee', '2026-10-09')).toMatchObject({ quoi: 'tenir', retard: 0 })
    expect(attend('ouverte', '2026-10-10')?.quoi).toBe('proces-verbal')
    expect(attend('close', '2026-10-20')).toEqual({ quoi: 'afficher', limite: '2026-10-17', retard: 3 })
    expect([attend('close', '2026-10-20', '2026-10-12'), attend('annulee', '2026-10-20'), attend('sans-quorum', '2026-10-20')]).toEqual([undefined, undefined, undefined])
  })
})

describe('une séance', () => {
  it('chaque geste refusé dit pourquoi, et nul ne s’ouvre avant d’être convoqué', () => {
    expect(() => exigerGeste({ etat: 'preparee' }, 'ouvrir')).toThrow('quand le conseil est convoqué')
    expect(() => exigerGeste({ etat: 'close' }, 'clore')).toThrow('déjà close')
    for (const etat of Object.keys(ETATS_SEANCE) as EtatSeance[]) expect(mayFaire({ etat }, 'voter')).toBe(etat === 'ouverte')
  })

  it('se nomme, et les quatre sessions de l’année se lisent : tenue, prévue, manquante, à prévoir', () => {
    expect([direSession({ genre: 'ordinaire', session: 10 }), direSession({ genre: 'ordinaire', session: 1 }), direSession({ genre: 'extraordinaire', session: null })]).toEqual(['Session ordinaire d’octobre', 'Session ordinaire de janvier', 'Session extraordinaire'])
    const s = (session: number, etat: EtatSeance) => ({ id: `${session}${etat}`, genre: 'ordinaire' as const, session, etat, prevueLe: instantDe('2026-01-09', 540) })
    const lus = jalonsDe([1, 4, 7, 10], [s(1, 'sans-quorum'), s(1, 'close'), s(4, 'annulee'), s(7, 'convoquee'), { ...s(10, 'close'), genre: 'extraordinaire' }], 2026, '2026-07-03')
    expect(lus.map((j) => j.etat)).toEqual(['tenue', 'manquante', 'prevue', 'a-prevoir'])
  })

  it('l’heure se tape comme on la dit', () => {
    expect(['9 h', '9h30', '09:30', '9 h 05', '23:59', ' 8 '].map(lireHeure)).toEqual([540, 570, 570, 545, 1439, 480])
    expect(['24 h', '9 h 60', 'matin', '', '-1'].map(lireHeure)).toEqual([undefined, undefined, undefined, undefined, undefined])
    fc.assert(fc.property(fc.integer({ min: 0, max: 1439 }), (m) => void expect(lireHeure(ecrireHeure(instantDe('2026-10-09', m)))).toBe(m)))
  })

  it('un numéro tient en quinze signes, ou se refuse', () => {
    expect(numeroActe(2026, 'DEL', 42)).toBe('2026-DEL-0042')
    fc.assert(fc.property(fc.integer({ min: 1, max: 99_999 }), (n) => void expect(numeroActe(2026, 'DELB', n).length).toBeLessThanOrEqual(15)))
    expect(() => numeroActe(2026, 'DELB', 1_000_000)).toThrow('trop long')
  })

  it('un ordre du jour trop long pour un SMS dit combien de points il reste', () => {
    const points = Array.from({ length: 30 }, (_, i) => ({ rang: i + 1, objet: `Point ${i + 1}` }))
    expect(direOrdre(points.slice(0, 2))).toBe('1. Point 1 ; 2. Point 2')
    const court = direOrdre(points, 60)
    expect(court.length).toBeLessThan(100)
    expect(court).toMatch(/ ; et \d+ autres points$/)
  })
})

describe('une liste de membres collée', () => {
  it('se lit d’un tableur ou d’un CSV, avec ou sans titres', () => {
    const lues = lireLignes('Nom;Qualité;Téléphone;Adresse\nDossou Paul;Maire;01 97 00 00 01;paul@exemple.bj\n"Bio, Adama";1er adjoint;;\nSabi Fatou', 1)
    expect(lues.map((m) => [m.nom, m.qualite, m.rang, m.telephone, m.courriel])).toEqual([['Dossou Paul', 'maire', 1, '+2290197000001', 'paul@exemple.bj'], ['Bio, Adama', 'adjoint', 2, null, null], ['Sabi Fatou', 'conseiller', 3, null, null]])
    expect(lireLignes('Orou Moussa\tChef d’arrondissement\t\t', 7)[0]).toMatchObject({ qualite: 'chef-arrondissement', rang: 7 })
  })

  it('dit la ligne à corriger', () => {
    expect(() => lireLignes('Dossou Paul;Maire;12;\nSabi;roi;;', 1)).toThrow(/ligne 1 \(Dossou Paul\).*ligne 2 \(Sabi\).*roi/)
    expect(() => lireLignes('', 1)).toThrow('une ligne par membre')
  })
})
