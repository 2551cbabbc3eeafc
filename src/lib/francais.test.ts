import { describe, expect, it } from 'vitest'
import * as f from './francais.ts'

const nets = (s: string) => s.replace(/[\u00a0\u202f]/g, ' ')
const d = (iso: string) => new Date(iso)

describe('dates, à l’heure du Bénin (UTC+1 toute l’année)', () => {
  it('écrit les dates en toutes lettres', () => {
    expect(f.dateLongue(d('2026-06-05T08:42:00Z'))).toBe('vendredi 5 juin 2026')
    expect(f.dateSimple(d('2026-06-01T12:00:00Z'))).toBe('1er juin 2026')
    expect(f.dateChiffres(d('2026-06-05T12:00:00Z'))).toBe('05/06/2026')
    expect(f.jourAbrege(d('2026-06-05T12:00:00Z'))).toBe('ven. 5')
  })
  it('change de jour à 23 h UTC', () => {
    expect(f.dateLongue(d('2026-12-31T23:30:00Z'))).toBe('vendredi 1er janvier 2027')
    expect(f.jourIso(d('2026-06-30T22:59:59Z'))).toBe('2026-06-30')
    expect(f.jourIso(d('2026-06-30T23:00:00Z'))).toBe('2026-07-01')
  })
  it('écrit les heures', () => {
    expect(nets(f.heure(d('2026-06-05T08:42:00Z')))).toBe('9 h 42')
    expect(nets(f.heure(d('2026-06-05T16:00:00Z')))).toBe('17 h')
    expect(nets(f.heure(d('2026-06-05T23:05:00Z')))).toBe('0 h 05')
  })
  it('compte les jours du calendrier, pas des tranches de 24 heures', () => {
    expect(f.joursEntre(d('2026-06-05T22:59:00Z'), d('2026-06-05T23:01:00Z'))).toBe(1)
    const maintenant = d('2026-06-05T08:00:00Z')
    expect(f.jourRelatif(d('2026-06-05T20:00:00Z'), maintenant)).toBe('aujourd’hui')
    expect(f.jourRelatif(d('2026-06-06T20:00:00Z'), maintenant)).toBe('demain')
    expect(nets(f.jourRelatif(d('2026-06-08T20:00:00Z'), maintenant))).toBe('dans 3 jours')
    expect(nets(f.jourRelatif(d('2026-06-02T20:00:00Z'), maintenant))).toBe('il y a 3 jours')
    expect(nets(f.momentRelatif(d('2026-06-04T15:12:00Z'), maintenant))).toBe('hier à 16 h 12')
    expect(nets(f.momentRelatif(d('2025-06-04T15:12:00Z'), maintenant))).toBe('le 4 juin 2025 à 16 h 12')
    expect(nets(f.delaiCourt(-2))).toBe('2 j de retard')
  })
  it('dit une date partielle', () => {
    expect(f.datePartielle({ annee: 1958, vers: true })).toBe('vers 1958')
    expect(f.datePartielle({ annee: 1958, mois: 4 })).toBe('avril 1958')
    expect(f.datePartielle({ annee: 1958, mois: 4, jour: 1 })).toBe('1er avril 1958')
  })
})

describe('nombres', () => {
  it('sépare les milliers d’une fine insécable et les décimales d’une virgule', () => {
    expect(f.nombre(18204)).toBe('18\u202f204')
    expect(f.nombre(1234567.5)).toBe('1\u202f234\u202f567,5')
    expect(f.nombre(-3)).toBe('−3')
    expect(f.nombre(-0.001)).toBe('0')
    expect(nets(f.fcfa(1500))).toBe('1 500 FCFA')
    expect(f.fcfa(0)).toBe('Gratuit')
    expect(nets(f.pourCent(0.857))).toBe('86 %')
  })
  it('dit les tailles', () => {
    expect([0, 1, 421_888, 5_452_595, 62_914_560, 1_073_741_824].map((n) => nets(f.taille(n)))).toEqual(['0 octet', '1 octet', '412 Ko', '5,2 Mo', '60 Mo', '1 Go'])
  })
  it('accorde : singulier au-dessous de deux', () => {
    expect([0, 1, 1.5, 2].map((n) => nets(f.pluriel(n, 'jour')))).toEqual(['0 jour', '1 jour', '1,5 jour', '2 jours'])
    expect(f.accord(3, 'cheval', 'chevaux')).toBe('chevaux')
  })
})

describe('mots', () => {
  it('réduit un nom à ses initiales', () => {
    expect(nets(f.initiales('Afiavi Jeanne DOSSOU'))).toBe('A. J. D.')
    expect(nets(f.initiales('Tɔ́ Xɛ́ɖe'))).toBe('T. X.')
    expect(nets(f.initiales('ɖekɔn'))).toBe('Ɖ.')
    expect(f.initiales('  ')).toBe('Demandeur')
  })
  it('range les noms dans l’ordre des nombres, chiffres ou romains', () => {
    const noms = ['Bohicon II', '10e arrondissement', 'Kandi IV', 'Bohicon IX', 'Bohicon I', '2e arrondissement', 'Kandi V', 'Abomey']
    expect(noms.toSorted(f.comparerNoms)).toEqual(['2e arrondissement', '10e arrondissement', 'Abomey', 'Bohicon I', 'Bohicon II', 'Bohicon IX', 'Kandi IV', 'Kandi V'])
    expect([f.lierNumero('Bohicon II'), f.lierNumero('Bohicon I, Bohicon, Zou'), f.lierNumero('Porto-Novo')]).toEqual(['Bohicon\u00a0II', 'Bohicon\u00a0I, Bohicon, Zou', 'Porto-Novo'])
  })
  it('finit une phrase sans doubler le point', () => {
    expect(['volée', 'volée. ', 'pourquoi ?', 'etc…', '« non. »', 'dit « non »', ''].map((texte) => f.finir(texte))).toEqual(['volée.', 'volée.', 'pourquoi ?', 'etc…', '« non. »', 'dit « non ».', ''])
  })
  it('énumère, ponctue, écrit un numéro', () => {
    expect(f.enumerer(['a', 'b', 'c'])).toBe('a, b et c')
    expect(f.enumerer(['a'])).toBe('a')
    expect(f.ponctuer('Qui ? « Lui » : oui')).toBe('Qui\u202f? «\u00a0Lui\u00a0»\u00a0: oui')
    expect(f.ponctuer('https://exemple.example')).toBe('https://exemple.example')
    expect(nets(f.telephone('+2290197000000'))).toBe('01 97 00 00 00')
    expect(f.telephone('97 00')).toBe('97 00')
  })
})
