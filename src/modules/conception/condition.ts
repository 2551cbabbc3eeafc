import type { Json } from '../../kernel/module.ts'
import type { Territoires } from '../../kernel/territoire/index.ts'
import { sansAccents } from '../../lib/francais.ts'
import { chaine } from './clauses.ts'
import type { OptionNoeud } from './schema.ts'

/** A form as it was sent: flat names (`fiche.frais.montant`), texts. */
export type Saisi = Readonly<Record<string, unknown>>

/*
 * A condition built by clicking. Each line chooses a clause (clauses.ts), a piece of CEL where `?entier`, `?texte`… stands
 * for what is written beside it; lines are joined by « et » or « ou ». What says more is written as text.
 */
const TROU = /\?(entier|nombre|texte|date|heure|lieu)/
type Trou = 'entier' | 'nombre' | 'texte' | 'date' | 'heure' | 'lieu'
export const LIGNES = 4

/** Where places are looked for by their name. */
export type Lieux = Pick<Territoires, 'trouver' | 'chercher'>
export type Ligne = { clause: string; valeur: string }
export type Condition = { mode: 'toujours' } | { mode: 'clauses'; joint: 'et' | 'ou'; lignes: Ligne[] } | { mode: 'texte'; cel: string }

/** One line as CEL; undefined when what it needs is not written. */
function direLigne({ clause, valeur }: Ligne, lieux?: Lieux): string | undefined {
  const trou = TROU.exec(clause)?.[1] as Trou | undefined
  if (clause === '') return undefined
  if (!trou) return clause
  const ecrite = ecrire(trou, valeur.trim(), lieux)
  return ecrite === undefined ? undefined : clause.replace(TROU, () => ecrite)
}

function ecrire(trou: Trou, valeur: string, lieux?: Lieux): string | undefined {
  if (valeur === '') return undefined
  if (trou === 'texte') return chaine(valeur)
  if (trou === 'date') {
    const [, jour, mois, annee] = /^(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})$/.exec(valeur) ?? []
    return chaine(annee ? `${annee}-${mois!.padStart(2, '0')}-${jour!.padStart(2, '0')}` : valeur)
  }
  if (trou === 'heure') {
    const [, h, mn = '00'] = /^([01]?\d|2[0-3])\s*[h:]\s*([0-5]\d)?$/i.exec(valeur) ?? []
    return h === undefined ? undefined : chaine(`${h.padStart(2, '0')}:${mn}`)
  }
  if (trou === 'lieu') {
    const codes = codesDe(valeur, lieux)
    return codes.length === 1 ? chaine(codes[0]!) : undefined
  }
  const n = Number(valeur.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.'))
  if (!Number.isFinite(n)) return undefined
  return trou === 'entier' ? String(Math.trunc(n)) : Number.isInteger(n) ? n.toFixed(1) : String(n)
}

/** The places that a text names: « Bohicon (1203) », « 1203 », or « Bohicon » alone. */
function codesDe(valeur: string, lieux: Lieux | undefined): string[] {
  const code = /^(?:.*\()?(\d{2,12})\)?$/.exec(valeur)?.[1]
  if (code) return !lieux || lieux.trouver(code) ? [code] : []
  const net = sansAccents(valeur)
  const trouves = (['departement', 'commune', 'arrondissement'] as const).map((niveau) => (lieux?.chercher(valeur, { niveau, limite: 12 }) ?? []).filter((t) => sansAccents(t.nom) === net).map((t) => t.code))
  // The widest one is meant, unless two places of the same level bear the name.
  return trouves.find((codes) => codes.length > 0) ?? []
}

/** A place as its box shows it. */
const direLieu = (code: string, lieux: Lieux | undefined): string => {
  const nom = lieux?.trouver(code)?.nom
  return nom ? `${nom} (${code})` : code
}

/** What is written beside a clause, as its box shows it: a place by its name. */
export const direValeurDe = ({ clause, valeur }: Ligne, lieux: Lieux | undefined): string => (TROU.exec(clause)?.[1] === 'lieu' ? direLieu(valeur, lieux) : valeur)

/** The CEL of lines; '' when no line says anything. */
export const assembler = (joint: 'et' | 'ou', lignes: readonly Ligne[], lieux?: Lieux): string => lignes.map((l) => direLigne(l, lieux)).filter((l) => l !== undefined).join(joint === 'et' ? ' && ' : ' || ')

/** What was typed in a box, without the spaces around it; '' when it is not a text. */
export const motDe = (saisi: Saisi, nom: string) => (typeof saisi[nom] === 'string' ? saisi[nom].trim() : '')
const lignesDe = (saisi: Saisi, nom: string): Ligne[] => Array.from({ length: LIGNES }, (_, i) => ({ clause: motDe(saisi, `${nom}.${i}.clause`), valeur: motDe(saisi, `${nom}.${i}.valeur`) }))

/** Reads what the boxes of a condition say; '' is « toujours ». */
export function lireCondition(saisi: Saisi, nom: string, lieux?: Lieux): string {
  const mode = motDe(saisi, `${nom}.mode`)
  if (mode === 'texte') return motDe(saisi, `${nom}.cel`)
  if (mode !== 'clauses') return ''
  return assembler(motDe(saisi, `${nom}.joint`) === 'ou' ? 'ou' : 'et', lignesDe(saisi, nom), lieux)
}

const PHRASES: Readonly<Record<Trou, string>> = { entier: 'Écrivez un nombre entier, par exemple 18', nombre: 'Écrivez un nombre, par exemple 2,5', texte: 'Écrivez le texte à comparer', date: 'Écrivez une date, par exemple 31/12/2026', heure: 'Écrivez une heure, par exemple 8 h 30', lieu: 'Écrivez un département, une commune ou un arrondissement' }

/** What is missing beside a clause that was chosen, or cannot be read; by box. */
export function fautesCondition(saisi: Saisi, nom: string, lieux?: Lieux): Record<string, string> {
  if (motDe(saisi, `${nom}.mode`) !== 'clauses') return {}
  return Object.fromEntries(
    lignesDe(saisi, nom).flatMap((ligne, i) => {
      if (ligne.clause === '' || direLigne(ligne, lieux) !== undefined) return []
      const trou = TROU.exec(ligne.clause)![1] as Trou
      const homonymes = trou === 'lieu' ? codesDe(ligne.valeur, lieux) : []
      return [[`${nom}.${i}.valeur`, homonymes.length > 1 ? `Plusieurs lieux portent ce nom : écrivez ${homonymes.slice(0, 6).map((c) => direLieu(c, lieux)).join(' ou ')}` : PHRASES[trou]]]
    }),
  )
}

/** What was written stays as it was written when the boxes say the same. */
export const garderEcrite = (cel: string, avant: Json | undefined): string => (typeof avant === 'string' && normer(avant) === cel ? avant : cel)

/** A condition as its boxes show it: as lines where the clauses offered can say it, as text otherwise. */
export function montrer(cel: string | undefined, clauses: readonly OptionNoeud[]): Condition {
  if (!cel) return { mode: 'toujours' }
  const joint = cel.includes(' || ') ? 'ou' : 'et'
  const lignes = cel.split(joint === 'ou' ? ' || ' : ' && ').map((morceau) => reconnaitre(morceau.trim(), clauses))
  if (lignes.length > LIGNES || lignes.includes(undefined)) return { mode: 'texte', cel }
  const lues = lignes as Ligne[]
  return assembler(joint, lues) === normer(cel) ? { mode: 'clauses', joint, lignes: lues } : { mode: 'texte', cel }
}

/** Written by hand, single quotes say the same; those inside a text are part of it. */
const normer = (cel: string): string => cel.replace(/"(?:[^"\\]|\\.)*"|'([^'"\\]*)'/g, (tout, mots: string | undefined) => (mots === undefined ? tout : chaine(mots)))

/** A condition in words, for whoever reads the form without a script: « Si « Vous êtes » est « Locataire » ». Undefined where clauses cannot say it. */
export function enMots(cel: string, clauses: readonly OptionNoeud[], lieux?: Lieux): string | undefined {
  const vue = montrer(cel, clauses)
  if (vue.mode !== 'clauses') return undefined
  const dites = vue.lignes.map((ligne) => {
    const choisie = clauses.find((c) => c.valeur === ligne.clause)!
    return [`« ${choisie.groupe} »`, choisie.libelle, TROU.exec(ligne.clause)?.[1] === 'lieu' ? (lieux?.trouver(ligne.valeur)?.nom ?? ligne.valeur) : ligne.valeur].filter(Boolean).join(' ')
  })
  return `Si ${dites.join(vue.joint === 'et' ? ' et ' : ' ou ')}`
}

function reconnaitre(morceau: string, clauses: readonly OptionNoeud[]): Ligne | undefined {
  const norme = normer(morceau)
  for (const { valeur: clause } of clauses) {
    if (clause === norme) return { clause, valeur: '' }
    const trou = TROU.exec(clause)
    if (!trou) continue
    const [avant, apres] = [clause.slice(0, trou.index), clause.slice(trou.index + trou[0].length)]
    if (norme.length < avant.length + apres.length || !norme.startsWith(avant) || !norme.endsWith(apres)) continue
    const dit = norme.slice(avant.length, norme.length - apres.length)
    const valeur = /^"(?:[^"\\]|\\.)*"$/.test(dit) ? (JSON.parse(dit) as string) : dit
    if (ecrire(trou[1] as Trou, valeur) === dit) return { clause, valeur }
  }
  return undefined
}
