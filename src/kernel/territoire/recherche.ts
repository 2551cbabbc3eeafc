/** Search of a place by its name as people type it: without accents, shortened, with a mistake. Pure. */
import type { Niveau } from './territoire.ts'

/** A name ready to be searched: its own words, and those of the territories it lies in. */
export type Fiche = { code: string; niveau: Niveau; mots: readonly string[]; nom: string; alentour: readonly string[]; population: number }

const LETTRES: Readonly<Record<string, string>> = { ɖ: 'd', ɛ: 'e', ɔ: 'o', ŋ: 'n', œ: 'oe', æ: 'ae' }
const RANG: Readonly<Record<Niveau, number>> = { pays: 0, departement: 1, commune: 2, arrondissement: 3, village: 4 }

const VIDES = new Set(['de', 'du', 'des', 'd', 'la', 'le', 'les', 'l', 'a'])
const CHIFFRES: Readonly<Record<string, string>> = { i: '1', ii: '2', iii: '3', iv: '4', v: '5' }

/** Small letters without accents, everything else a space, numbers one way: « Sèmè-Podji », « Kandi II », « 3ème » give « seme podji », « kandi 2 », « 3 ». */
export function aplatir(texte: string): string {
  return texte
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ɖɛɔŋœæ]/g, (lettre) => LETTRES[lettre] ?? lettre)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .replace(/(?<= )(?:i{1,3}|iv|v)\b/g, (romain) => CHIFFRES[romain] ?? romain)
    .replace(/\b(\d+)(?:ere?|eme|e)\b/g, '$1')
}

/** Whether two words differ by at most `max` letters typed wrong, missing, added or swapped (optimal string alignment). */
export function proche(a: string, b: string, max: number): boolean {
  if (Math.abs(a.length - b.length) > max) return false
  let deux: number[] = []
  let une = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const ligne = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1
      let cout = Math.min(une[j]! + 1, ligne[j - 1]! + 1, une[j - 1]! + change)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cout = Math.min(cout, deux[j - 2]! + 1)
      ligne.push(cout)
    }
    if (Math.min(...ligne) > max) return false
    ;[deux, une] = [une, ligne]
  }
  return une[b.length]! <= max
}

/** How far a word typed is from one of the words: 0 the same, 1 its beginning, 2 a mistake or two; undefined not at all. */
function ecartMot(mot: string, parmi: readonly string[]): number | undefined {
  if (parmi.includes(mot)) return 0
  if (parmi.some((m) => m.startsWith(mot))) return 1
  const max = mot.length >= 8 ? 2 : mot.length >= 4 ? 1 : 0
  return max > 0 && parmi.some((m) => proche(mot, m, max)) ? 2 : undefined
}

/** Smaller is better; undefined when it does not match. One word at least must be in the name itself. */
function note(cherche: string, mots: readonly string[], fiche: Fiche): number | undefined {
  if (fiche.nom === cherche) return 0
  if (fiche.nom.startsWith(cherche)) return 1
  let total = 2
  let propres = 0
  for (const mot of mots) {
    const ici = ecartMot(mot, fiche.mots)
    const autour = ici === undefined || ici === 2 ? ecartMot(mot, fiche.alentour) : undefined
    if (ici === undefined && autour === undefined) return fiche.nom.includes(cherche) && cherche.length >= 3 ? 6 : undefined
    if (ici !== undefined && (autour === undefined || ici <= autour)) {
      propres++
      total += 2 * ici
    } else total += 2 * autour! + 0.5
  }
  return propres > 0 ? total : undefined
}

/** « bohicon 2 » is the second of « bohicon »: such a family is listed together, in the order of its numbers. */
const famille = ({ nom, niveau, alentour }: Fiche): string => `${niveau} ${nom.replace(/ ?\d+$/, '')} ${alentour.join(' ')}`
const numero = ({ nom }: Fiche): number => Number(/\d+$/.exec(nom)?.[0] ?? 0)

/** Codes of the best matches, best first; at equal score the wider territory, then the more populous, numbered ones in order. */
export function classer(texte: string, fiches: readonly Fiche[], limite: number): string[] {
  const cherche = aplatir(texte)
  if (cherche === '') return []
  const mots = cherche.split(' ').filter((mot, i) => i === 0 || !VIDES.has(mot)).slice(0, 8)
  const trouvees = fiches.flatMap((fiche) => {
    const n = note(cherche, mots, fiche)
    return n === undefined ? [] : [{ fiche, n, famille: famille(fiche) }]
  })
  const peuplement = new Map<string, number>()
  for (const t of trouvees) peuplement.set(t.famille, Math.max(peuplement.get(t.famille) ?? 0, t.fiche.population))
  const peuple = (t: (typeof trouvees)[number]) => peuplement.get(t.famille)!
  return trouvees
    .sort((a, b) => a.n - b.n || RANG[a.fiche.niveau] - RANG[b.fiche.niveau] || peuple(b) - peuple(a) || a.famille.localeCompare(b.famille) || numero(a.fiche) - numero(b.fiche) || a.fiche.code.localeCompare(b.fiche.code))
    .slice(0, limite)
    .map(({ fiche }) => fiche.code)
}
