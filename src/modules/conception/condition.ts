import type { Json } from '../../kernel/module.ts'
import { estBrut } from './brut.ts'
import type { Brut } from './brut.ts'
import type { OptionNoeud } from './schema.ts'

/*
 * A condition built by clicking. Each line chooses a clause, a piece of CEL where `?entier`, `?nombre`, `?texte` or `?date`
 * stands for what is written beside it; lines are joined by « et » or « ou ». What says more is written as text.
 */
const TROU = /\?(entier|nombre|texte|date)/
type Trou = 'entier' | 'nombre' | 'texte' | 'date'
export const LIGNES = 4

export type Ligne = { clause: string; valeur: string }
export type Condition = { mode: 'toujours' } | { mode: 'clauses'; joint: 'et' | 'ou'; lignes: Ligne[] } | { mode: 'texte'; cel: string }

const chaine = (texte: string) => JSON.stringify(texte)
const COMPARER: readonly [string, string][] = [['==', 'est égal à'], ['>', 'est plus grand que'], ['>=', 'est au moins'], ['<', 'est plus petit que'], ['<=', 'est au plus']]

/** The clauses that a field offers, in words. `champ` is a field as typed, right or wrong. */
export function clausesDe(champ: Brut): OptionNoeud[] {
  const { code, libelle, type } = champ
  if (typeof code !== 'string' || typeof type !== 'string') return []
  const groupe = typeof libelle === 'string' ? libelle : code
  const faire = (liste: readonly [string, string][]) => liste.map(([valeur, mots]): OptionNoeud => ({ valeur, libelle: mots, groupe }))
  switch (type) {
    case 'oui_non':
    case 'consentement':
      return faire([[`${code} == true`, 'est oui'], [`${code} == false`, 'est non']])
    case 'choix':
      return faire(optionsDe(champ.options).flatMap(([v, l]): [string, string][] => [[`${code} == ${chaine(v)}`, `est « ${l} »`], [`${code} != ${chaine(v)}`, `n’est pas « ${l} »`]]))
    case 'choix_multiple':
      return faire(optionsDe(champ.options).map(([v, l]): [string, string] => [`${chaine(v)} in ${code}`, `contient « ${l} »`]))
    case 'nombre':
      return faire(COMPARER.map(([op, mots]): [string, string] => [`${code} ${op} ?${champ.decimales ? 'nombre' : 'entier'}`, mots]))
    case 'montant':
      return faire(COMPARER.map(([op, mots]): [string, string] => [`${code} ${op} ?entier`, mots]))
    case 'date':
      return faire([[`${code} < ?date`, 'est avant le'], [`${code} >= ?date`, 'est ce jour-là ou après']])
    case 'bloc':
    case 'fichier':
    case 'photo':
      return faire(COMPARER.map(([op, mots]): [string, string] => [`size(${code}) ${op} ?entier`, `leur nombre ${mots}`]))
    case 'titre':
    case 'explication':
    case 'image':
      return []
    case 'texte':
    case 'nom':
      return faire([[`${code} == ?texte`, 'est'], [`${code} != null`, 'est rempli']])
    default:
      return faire([[`${code} != null`, 'est rempli'], [`${code} == null`, 'n’est pas rempli']])
  }
}

const optionsDe = (options: Json | undefined): [string, string][] =>
  Array.isArray(options) ? options.flatMap((o): [string, string][] => (estBrut(o) && typeof o.valeur === 'string' ? [[o.valeur, typeof o.libelle === 'string' ? o.libelle : o.valeur]] : [])) : []

/** One line as CEL; undefined when what it needs is not written. */
function direLigne({ clause, valeur }: Ligne): string | undefined {
  const trou = TROU.exec(clause)?.[1] as Trou | undefined
  if (clause === '') return undefined
  if (!trou) return clause
  const ecrite = ecrire(trou, valeur.trim())
  return ecrite === undefined ? undefined : clause.replace(TROU, () => ecrite)
}

function ecrire(trou: Trou, valeur: string): string | undefined {
  if (valeur === '') return undefined
  if (trou === 'texte') return chaine(valeur)
  if (trou === 'date') {
    const [, jour, mois, annee] = /^(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})$/.exec(valeur) ?? []
    return chaine(annee ? `${annee}-${mois!.padStart(2, '0')}-${jour!.padStart(2, '0')}` : valeur)
  }
  const n = Number(valeur.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.'))
  if (!Number.isFinite(n)) return undefined
  return trou === 'entier' ? String(Math.trunc(n)) : Number.isInteger(n) ? n.toFixed(1) : String(n)
}

/** The CEL of lines; '' when no line says anything. */
export const assembler = (joint: 'et' | 'ou', lignes: readonly Ligne[]): string => lignes.map(direLigne).filter((l) => l !== undefined).join(joint === 'et' ? ' && ' : ' || ')

/** Reads what the boxes of a condition say; '' is « toujours ». */
export function lireCondition(saisi: Readonly<Record<string, unknown>>, nom: string): string {
  const mot = (cle: string) => (typeof saisi[`${nom}.${cle}`] === 'string' ? (saisi[`${nom}.${cle}`] as string).trim() : '')
  if (mot('mode') === 'texte') return mot('cel')
  if (mot('mode') !== 'clauses') return ''
  return assembler(mot('joint') === 'ou' ? 'ou' : 'et', Array.from({ length: LIGNES }, (_, i) => ({ clause: mot(`${i}.clause`), valeur: mot(`${i}.valeur`) })))
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
export function enMots(cel: string, clauses: readonly OptionNoeud[]): string | undefined {
  const vue = montrer(cel, clauses)
  if (vue.mode !== 'clauses') return undefined
  const dites = vue.lignes.map(({ clause, valeur }) => {
    const choisie = clauses.find((c) => c.valeur === clause)!
    return [`« ${choisie.groupe} »`, choisie.libelle, valeur].filter(Boolean).join(' ')
  })
  return `Si ${dites.join(vue.joint === 'et' ? ' et ' : ' ou ')}`
}

function reconnaitre(morceau: string, clauses: readonly OptionNoeud[]): Ligne | undefined {
  const norme = normer(morceau)
  for (const { valeur: clause } of clauses) {
    if (clause === norme) return { clause, valeur: '' }
    const trou = TROU.exec(clause)
    if (!trou || !norme.startsWith(clause.slice(0, trou.index))) continue
    const dit = norme.slice(trou.index)
    const valeur = /^"(?:[^"\\]|\\.)*"$/.test(dit) ? (JSON.parse(dit) as string) : dit
    if (ecrire(trou[1] as Trou, valeur) === dit) return { clause, valeur }
  }
  return undefined
}
