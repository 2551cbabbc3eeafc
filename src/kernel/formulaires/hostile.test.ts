/** Definitions written to hurt: each is refused with a sentence, and soon. */
import { describe, expect, it } from 'vitest'
import { compiler, valeurDe } from './expression.ts'
import { lireDefinition } from './lire-definition.ts'
import { epurer } from './visible.ts'

/** What is said of a definition, and how long it took (ms). */
function juger(source: unknown): { phrase: string; duree: number } {
  const debut = performance.now()
  let phrase = ''
  try {
    lireDefinition(source)
  } catch (erreur) {
    phrase = (erreur as Error).message
  }
  return { phrase, duree: performance.now() - debut }
}
const formulaire = (...champs: unknown[]) => ({ etapes: [{ code: 'e', titre: 'E', champs }] })
const bloc = { code: 'b', type: 'bloc', libelle: 'B', ajouter: 'Ajouter', max: 50, champs: [{ code: 'n', type: 'nombre', libelle: 'N' }, { code: 't', type: 'texte_long', libelle: 'T', max: 10_000 }] }
const avec = (condition: string) => juger(formulaire({ code: 'x', type: 'nombre', libelle: 'X' }, { code: 't', type: 'texte_long', libelle: 'T' }, { ...bloc, champs: [bloc.champs[0]] }, { code: 'z', type: 'texte', libelle: 'Z', condition, si: 'Si' }))
const somme = (mot: string, n: number) => Array.from({ length: n }, () => mot).join('+')
/** Under load a machine may be slow; the point is that nothing takes minutes. */
const VITE = 3000

describe('une définition démesurée', () => {
  it('5 000 champs : une seule phrase, avec le plafond', () => {
    const { phrase, duree } = juger(formulaire(...Array.from({ length: 5000 }, (_, i) => ({ code: `c${i}`, type: 'texte', libelle: 'C' }))))
    expect(phrase).toBe('Le formulaire a 5000 champs, il en faut au plus 600 : partagez-le en plusieurs démarches')
    expect(duree).toBeLessThan(VITE)
  })

  it('des clés inconnues partout : les premières fautes, et combien d’autres', () => {
    const { phrase, duree } = juger(formulaire(...Array.from({ length: 600 }, (_, i) => ({ code: `c${i}`, type: 'texte', libelle: 'C', [`cle_${'x'.repeat(2000)}`]: 1 }))))
    const lignes = phrase.split('\n')
    expect(lignes).toHaveLength(51)
    expect(lignes[0]).toMatch(/^etapes\.e\.champs\.c0 : « cle_x{100}/)
    expect(lignes.at(-1)).toBe('… et 550 autres fautes')
    expect(phrase.length).toBeLessThan(40_000)
    expect(duree).toBeLessThan(VITE)
  })

  it('des millions de valeurs, un emboîtement sans fin, un cercle, des références répétées', () => {
    expect(juger({ etapes: Array.from({ length: 1_000_000 }, () => 1) }).phrase).toContain('trop lourd')
    let profond: unknown = 'fond'
    for (let i = 0; i < 100_000; i++) profond = { champs: [profond] }
    expect(juger({ etapes: [profond] }).phrase).toContain('trop emboîté')
    const cercle: Record<string, unknown> = {}
    cercle['champs'] = [cercle]
    expect(juger(cercle).phrase).toContain('trop emboîté')
    // « Billion laughs »: ten times the same list, seven times over.
    let rires: unknown = ['ha']
    for (let i = 0; i < 7; i++) rires = Array.from({ length: 10 }, () => rires)
    const { phrase, duree } = juger({ etapes: rires })
    expect(phrase).toContain('trop lourd')
    expect(duree).toBeLessThan(VITE)
    expect(juger(formulaire({ code: 'a', type: 'explication', texte: 'x'.repeat(9_000_000) })).phrase).toContain('trop lourd')
  })
})

describe('une expression faite pour nuire', () => {
  it('parcours de parcours : refusés avant d’être calculés', () => {
    for (const bombe of [
      `(${somme('b', 40)}).exists(x, (${somme('b', 40)}).exists(y, x == y))`,
      `b.exists(x, b.exists(y, ${somme('b', 50)} == b))`,
      `(${somme('b', 90)}).map(x, ${somme('b', 90)}).size() > 1`,
      `b.exists(x, b.exists(y, (${somme('t', 60)}).contains(${somme('t', 30)})))`,
      '[[1,2,3,4,5,6,7,8,9],[1]].exists(x, x.exists(y, x.exists(z, z == y)))',
    ]) {
      const { phrase, duree } = avec(bombe)
      expect([bombe.slice(0, 40), phrase]).toEqual([bombe.slice(0, 40), expect.stringMatching(/trop de calcul|trop emboîté|trop longue/)])
      expect(duree).toBeLessThan(VITE)
      expect(compiler(bombe)).toBeUndefined()
    }
  })

  it('trop long, trop profond, mal fermé, fonction interdite', () => {
    for (const [expression, mot] of [
      ['('.repeat(240) + 'x' + ')'.repeat(240) + ' > 1', /trop longue|mal écrite|trop de calcul/],
      ['!'.repeat(400) + 'true', /trop longue|mal écrite/],
      ['['.repeat(400), /trop longue|mal écrite/],
      [`"${'a'.repeat(490)}`, /./],
      [`t.matches("(a+)+$")`, /matches/],
      ['{"a": 1}.a == 1', /./],
    ] as const) {
      const { phrase, duree } = avec(expression)
      expect([expression.slice(0, 30), phrase]).toEqual([expression.slice(0, 30), expect.stringMatching(mot)])
      expect(duree).toBeLessThan(VITE)
    }
    expect(avec('x'.repeat(100_000)).phrase).toContain('il en faut au plus 500')
  })

  it('ce qui sert vraiment passe, et se calcule vite sur des blocs pleins', () => {
    const utile = 'b.exists(x, b.exists(y, x.n > y.n && y.n != null && x.n != null))'
    expect(avec(utile).phrase).toBe('')
    expect(avec('size(b) > 0 && b.all(e, e.n >= 1) && b.filter(e, e.n > 3).size() <= 2').phrase).toBe('')
    const b = Array.from({ length: 50 }, () => ({ n: 3n }))
    const debut = performance.now()
    expect(valeurDe(utile, { b })).toBe(false)
    expect(performance.now() - debut).toBeLessThan(1000)
  })

  it('chacune raisonnable, toutes ensemble trop lourdes', () => {
    const lourde = 'b.map(x, b.map(y, x.n == y.n && x.n > y.n && y.n < x.n)).size() > 1'
    const champs = Array.from({ length: 120 }, (_, i) => ({ code: `c${i}`, type: 'texte', libelle: 'C', condition: lourde, si: 'Si' }))
    const { phrase, duree } = juger(formulaire(bloc, ...champs))
    expect(phrase).toContain('Les conditions et les formules demandent ensemble trop de calcul')
    expect(duree).toBeLessThan(VITE)
    expect(juger(formulaire(bloc, ...champs.slice(0, 3))).phrase).toBe('')
  })

  it('des textes et des nombres qui doublent de champ en champ restent bornés', () => {
    const champs = [{ code: 't', type: 'texte_long', libelle: 'T' }, ...Array.from({ length: 300 }, (_, i) => ({ code: `d${i}`, type: 'calcule', libelle: 'D', formule: i === 0 ? 't + t' : `d${i - 1} + d${i - 1}`, resultat: 'texte' }))]
    const def = lireDefinition(formulaire(...champs))
    const debut = performance.now()
    const net = epurer(def, { t: 'x'.repeat(10_000) })
    expect(String(net['d299']).length).toBe(2000)
    expect(JSON.stringify(net).length).toBeLessThan(700_000)
    expect(performance.now() - debut).toBeLessThan(1000)
  })
})
