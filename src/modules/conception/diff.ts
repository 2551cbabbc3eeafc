import { isDeepStrictEqual } from 'node:util'
import type { Json } from '../../kernel/module.ts'
import type { Demarche } from '../demarches/index.ts'
import { estBrut } from './brut.ts'
import type { Brut } from './brut.ts'
import { direValeur, mot } from './mots.ts'
import { direType } from './types.ts'

/** One change between two versions, in words. `gravite`: a change of words, of rule, or one that takes something away. */
export type Changement = { partie: string; phrase: string; gravite: 'mots' | 'regle' | 'retrait' }

type Element = { code: string; nom: string; brut: Brut }

/** What differs between two versions: questions and stations by their codes, everything else by its path. */
export function comparer(avant: Demarche, apres: Demarche): Changement[] {
  const [a, b] = [versBrut(avant), versBrut(apres)]
  return [
    ...comparerListes('Questions', questionsDe(a), questionsDe(b), (e) => `question « ${e.nom} » (${direType(String(e.brut.type))})`),
    ...comparerOrdre('Questions', questionsDe(a), questionsDe(b)),
    ...comparerListes('Circuit', stationsDe(a), stationsDe(b), (e) => `station « ${e.nom} »`),
    ...comparerOrdre('Circuit', stationsDe(a), stationsDe(b)),
    ...comparerValeurs(sans(a), sans(b), '', ''),
  ]
}

/** The lines that differ between two texts: what stands between the first and the last difference, and the number of the first. */
export type LignesChangees = { ligne: number; avant: string[]; apres: string[] }

/** Compares two templates line by line; undefined when they say the same. */
export function comparerTextes(avant: string, apres: string): LignesChangees | undefined {
  const [a, b] = [avant.trimEnd().split('\n'), apres.trimEnd().split('\n')]
  let debut = 0
  while (debut < Math.min(a.length, b.length) && a[debut] === b[debut]) debut++
  let fin = 0
  while (fin < Math.min(a.length, b.length) - debut && a.at(-1 - fin) === b.at(-1 - fin)) fin++
  if (debut + fin === a.length && debut + fin === b.length) return undefined
  return { ligne: debut + 1, avant: a.slice(debut, a.length - fin), apres: b.slice(debut, b.length - fin) }
}

const versBrut = (d: Demarche): Brut => JSON.parse(JSON.stringify(d)) as Brut
const liste = (v: Json | undefined): Brut[] => (Array.isArray(v) ? v.filter(estBrut) : [])
const element = (brut: Brut): Element => ({ code: String(brut.code), nom: String(brut.libelle ?? brut.titre ?? brut.texte ?? brut.alternative ?? brut.code), brut })

/** Steps count as questions of their own: their title and their condition may change too. */
const questionsDe = (b: Brut): Element[] =>
  liste(estBrut(b.formulaire) ? b.formulaire.etapes : undefined).flatMap((etape) => {
    const { champs, ...seule } = etape
    return [element({ ...seule, code: `étape ${String(etape.code)}`, type: 'étape' }), ...liste(champs).map(element)]
  })
const stationsDe = (b: Brut): Element[] => liste(estBrut(b.circuit) ? b.circuit.stations : undefined).map(element)

/** The rest of a definition. */
function sans({ formulaire: _f, modele: _m, version: _v, circuit, ...reste }: Brut): Brut {
  const { stations: _s, ...autre } = estBrut(circuit) ? circuit : {}
  return { ...reste, circuit: autre }
}

function comparerListes(partie: string, avant: readonly Element[], apres: readonly Element[], dire: (e: Element) => string): Changement[] {
  const anciens = new Map(avant.map((e) => [e.code, e]))
  const neufs = new Set(apres.map((e) => e.code))
  return [
    ...avant.filter((e) => !neufs.has(e.code)).map((e): Changement => ({ partie, phrase: `Retirée : ${dire(e)}`, gravite: 'retrait' })),
    ...apres.flatMap((e): Changement[] => {
      const ancien = anciens.get(e.code)
      if (!ancien) return [{ partie, phrase: `Ajoutée : ${dire(e)}`, gravite: 'regle' }]
      if (ancien.brut.type !== e.brut.type) return [{ partie, phrase: `« ${e.nom} » change de genre : ${direType(String(ancien.brut.type))} devient ${direType(String(e.brut.type))}`, gravite: 'retrait' }]
      return comparerValeurs(ancien.brut, e.brut, '', motsDe(partie, e.brut)).map((c) => ({ ...c, partie, phrase: `« ${e.nom} », ${c.phrase}` }))
    }),
  ]
}

/** What stays in both, in another order. */
function comparerOrdre(partie: string, avant: readonly Element[], apres: readonly Element[]): Changement[] {
  const commun = (l: readonly Element[], autre: readonly Element[]) => l.filter((e) => autre.some((x) => x.code === e.code)).map((e) => e.code)
  return commun(avant, apres).join() === commun(apres, avant).join() ? [] : [{ partie, phrase: 'L’ordre a changé', gravite: 'mots' }]
}

const MOTS = new Set(['libelle', 'aide', 'titre', 'texte', 'resume', 'sertA', 'pourQui', 'motsCles', 'situation', 'citoyen', 'si', 'manque', 'phrase', 'source', 'sujet', 'sms'])
const PARTIES: Readonly<Record<string, string>> = { fiche: 'Présentation', titre: 'Présentation', prefixe: 'Présentation', pour: 'Présentation', delai: 'Délai', silence: 'Délai', complement: 'Délai', sousDemandes: 'Délai', conservation: 'Conservation', messages: 'Messages', echanges: 'Messages', document: 'Document', refus: 'Document', lettres: 'Document', recepisse: 'Document', registre: 'Document', circuit: 'Circuit' }

/** Where the words of an element are looked for: a question by its type. */
const motsDe = (partie: string, { type }: Brut): string => (partie === 'Circuit' ? 'stations' : type === 'étape' ? 'etapes' : `champs.${String(type)}`)

function comparerValeurs(avant: Json | undefined, apres: Json | undefined, chemin: string, mots: string): Changement[] {
  // The database does not keep the order of keys: what only differs by it has not changed.
  if (isDeepStrictEqual(avant, apres)) return []
  if (estBrut(avant) && estBrut(apres)) return [...new Set([...Object.keys(avant), ...Object.keys(apres)])].flatMap((cle) => comparerValeurs(avant[cle], apres[cle], chemin === '' ? cle : `${chemin}.${cle}`, mots))
  const cles = chemin.split('.')
  const nom = cles.map((_, i) => mot([...(mots === '' ? [] : [mots]), ...cles.slice(0, i + 1)].join('.')).libelle).join(' › ')
  return [{ partie: PARTIES[cles[0]!] ?? 'Présentation', phrase: `${nom} : ${dire(avant)} → ${dire(apres)}`, gravite: MOTS.has(cles.at(-1)!) ? 'mots' : apres === undefined ? 'retrait' : 'regle' }]
}

const LONG = 80
function dire(v: Json | undefined): string {
  if (v === undefined || v === null) return 'rien'
  if (typeof v === 'boolean') return v ? 'oui' : 'non'
  if (Array.isArray(v)) return abreger(v.map((e) => (estBrut(e) ? String(e.libelle ?? e.titre ?? e.texte ?? e.code ?? JSON.stringify(e)) : String(e))).join(' ; '))
  if (typeof v === 'string' && v.startsWith('data:image/')) return 'une image'
  return estBrut(v) ? abreger(JSON.stringify(v)) : `« ${abreger(direValeur(String(v)))} »`
}
const abreger = (t: string) => (t.length > LONG ? `${t.slice(0, LONG)}…` : t)
