import type { Json } from '../../kernel/module.ts'
import { estBrut } from './brut.ts'
import type { Brut } from './brut.ts'
import type { OptionNoeud } from './schema.ts'
import { choixDe, contenuDe } from './table.ts'

/** A clause, and what it is called after the words of its question. */
type Clause = readonly [cel: string, mots: string]

export const chaine = (texte: string) => JSON.stringify(texte)
const COMPARER: readonly Clause[] = [['==', 'est égal à'], ['>', 'est plus grand que'], ['>=', 'est au moins'], ['<', 'est plus petit que'], ['<=', 'est au plus']]
/** Rows of a table that are offered one by one; beyond, one writes the key. */
const LIGNES_AU_PLUS = 30
/** Dates of a form that are compared two by two. */
const DATES_AU_PLUS = 6

const nombres = (cel: string, quoi: string, decimal: boolean): Clause[] => COMPARER.map(([op, mots]) => [`${cel} ${op} ?${decimal ? 'nombre' : 'entier'}`, `${quoi}${mots}`])
const dates = (cel: string, quoi: string): Clause[] => [[`${cel} < ?date`, `${quoi}avant le`], [`${cel} >= ?date`, `${quoi}ce jour-là ou après`]]
const oui = (cel: string, siOui: string, siNon: string): Clause[] => [[`${cel} == true`, siOui], [`${cel} == false`, siNon]]
const remplie = (code: string): Clause[] => [[`${code} != null`, 'est rempli'], [`${code} == null`, 'n’est pas rempli']]
const lieux = (cel: string): Clause[] => [[`${cel}.startsWith(?lieu)`, 'est dans'], [`${cel} == ?lieu`, 'est exactement']]
const annees = (cel: string): Clause[] => [[`${cel} <= ?entier`, 'est de cette année ou d’avant'], [`${cel} > ?entier`, 'est d’après cette année']]

const liste = (v: Json | undefined): Brut[] => (Array.isArray(v) ? v.filter(estBrut) : [])
const texteDe = (v: Json | undefined): string | undefined => (typeof v === 'string' ? v : undefined)
const optionsDe = (options: Json | undefined): [string, string][] => liste(options).flatMap((o): [string, string][] => (typeof o.valeur === 'string' ? [[o.valeur, texteDe(o.libelle) ?? o.valeur]] : []))

/** What each type of question says of its answer, by its code. */
const PAR_TYPE: Readonly<Record<string, (code: string, champ: Brut) => Clause[]>> = {
  oui_non: (c) => oui(c, 'est oui', 'est non'),
  consentement: (c) => oui(c, 'est oui', 'est non'),
  choix: (c, { options }) => [...optionsDe(options).flatMap(([v, l]): Clause[] => [[`${c} == ${chaine(v)}`, `est « ${l} »`], [`${c} != ${chaine(v)}`, `n’est pas « ${l} »`]]), ...remplie(c)],
  choix_multiple: (c, { options }) => [...optionsDe(options).map(([v, l]): Clause => [`${chaine(v)} in ${c}`, `contient « ${l} »`]), ...nombres(`size(${c})`, 'le nombre de réponses ', false)],
  choix_lie: (c, champ) => [...clausesLiees(c, champ), ...remplie(c)],
  reference: (c, champ) => [...clausesTable(c, champ), ...remplie(c)],
  nombre: (c, { decimales }) => [...nombres(c, '', Boolean(decimales)), ...remplie(c)],
  montant: (c) => [...nombres(c, '', false), ...remplie(c)],
  calcule: (c, champ) => [...clausesCalcule(c, champ), ...remplie(c)],
  date: (c) => [...dates(c, 'est '), ...remplie(c)],
  date_precision: (c) => [...annees(`${c}.annee`), ...remplie(c)],
  periode: (c) => [...dates(`${c}.du`, 'commence '), ...dates(`${c}.au`, 'finit '), ...nombres(`${c}.jours`, 'sa durée en jours ', false), ...nombres(`${c}.jours_ouvres`, 'ses jours ouvrés : leur nombre ', false), ...remplie(c)],
  heure: (c) => [[`${c} < ?heure`, 'est avant'], [`${c} >= ?heure`, 'est à cette heure-là ou après'], ...remplie(c)],
  bloc: (c) => nombres(`size(${c})`, 'leur nombre ', false),
  fichier: (c) => nombres(`size(${c})`, 'leur nombre ', false),
  photo: (c) => nombres(`size(${c})`, 'leur nombre ', false),
  titre: () => [],
  explication: () => [],
  image: () => [],
  texte: (c) => [[`${c} == ?texte`, 'est'], ...remplie(c)],
  nom: (c) => [[`${c} == ?texte`, 'est'], ...remplie(c)],
  territoire: (c) => [...lieux(`${c}.code`), ...remplie(c)],
  adresse: (c) => [...lieux(`${c}.code`), ...remplie(c)],
  bureau: (c) => [...BUREAUX.map(([v, l]): Clause => [`${c}.genre == ${chaine(v)}`, l]), ...lieux(`${c}.territoire`), ...remplie(c)],
  personne: (c, champ) => [...(champ.naissance === false ? [] : annees(`${c}.naissance.annee`).map(([cel, mots]): Clause => [cel, `sa naissance ${mots}`])), ...(champ.npi === undefined ? [] : ([[`${c}.npi != null`, 'a donné son NPI'], [`${c}.npi == null`, 'n’a pas donné son NPI']] as Clause[])), ...remplie(c)],
  point: (c, { registre }) => [...(registre === true ? ([[`${c}.reference != null`, 'est dans une parcelle du registre'], [`${c}.reference == null`, 'n’est dans aucune parcelle du registre']] as Clause[]) : []), ...remplie(c)],
  zone: (c) => [...nombres(`${c}.aire`, 'sa surface en m² ', false), ...remplie(c)],
  parcelle: (c, { parties }) => [...oui(`${c}.verifie`, 'est au registre', 'n’est pas au registre'), ...(demandee(parties, 'surface') ? nombres(`${c}.surface`, 'sa surface en m² ', true) : []), ...(demandee(parties, 'commune') ? lieux(`${c}.commune`) : []), ...remplie(c)],
  dossier: (c) => [...oui(`${c}.verifie`, 'a été retrouvée', 'n’a pas été retrouvée'), ...remplie(c)],
  certificat: (c, { genres }) => [...oui(`${c}.verifie`, 'a été vérifié', 'n’a pas été vérifié'), ...(Array.isArray(genres) ? genres : []).map((g): Clause => [`${c}.genre == ${chaine(String(g))}`, `est un document « ${String(g)} »`]), ...remplie(c)],
  signature: (c) => [...oui(`${c}.signe`, 'est faite', 'est remplacée par « Je ne peux pas signer »'), ...remplie(c)],
  paiement: (c) => [[`${c}.moyen == "iban"`, 'est un compte bancaire'], [`${c}.moyen == "mobile_money"`, 'est un compte de téléphone'], ...remplie(c)],
}
/** Whether a parcel is asked this part; without a list of parts, the usual ones are (kernel/formulaires/schemas.ts). */
export const demandee = (parties: Json | undefined, nom: string): boolean => (estBrut(parties) ? parties[nom] !== undefined : nom === 'commune')
const BUREAUX: readonly Clause[] = [['mairie', 'est une mairie'], ['arrondissement', 'est un arrondissement'], ['prefecture', 'est une préfecture'], ['direction', 'est une direction']]

/** The clauses that a field offers, in words. `champ` is a field as typed, right or wrong. */
export function clausesDe(champ: Brut): OptionNoeud[] {
  const { code, libelle, type } = champ
  if (typeof code !== 'string' || typeof type !== 'string') return []
  const clauses = (Object.hasOwn(PAR_TYPE, type) ? PAR_TYPE[type]! : remplie)(code, champ)
  return clauses.map(([valeur, mots]): OptionNoeud => ({ valeur, libelle: mots, groupe: texteDe(libelle) ?? code }))
}

function clausesCalcule(code: string, { resultat, decimales }: Brut): Clause[] {
  if (resultat === 'oui_non') return oui(code, 'est oui', 'est non')
  if (resultat === 'date') return dates(code, 'est ')
  if (resultat === 'texte') return [[`${code} == ?texte`, 'est']]
  return nombres(code, '', resultat === 'nombre' && Boolean(decimales))
}

/** Each floor by itself: two groups may hold the same short name, and a line about the group above tells them apart. */
function clausesLiees(code: string, champ: Brut): Clause[] {
  const niveaux = liste(champ.niveaux)
  const etages: Map<string, string>[] = niveaux.map(() => new Map<string, string>())
  const visiter = (options: Json | undefined, rang: number): void => {
    for (const o of liste(options)) {
      if (typeof o.valeur === 'string' && !etages[rang]?.has(o.valeur)) etages[rang]?.set(o.valeur, texteDe(o.libelle) ?? o.valeur)
      visiter(o.options, rang + 1)
    }
  }
  visiter(champ.options, 0)
  return niveaux.flatMap((n, rang) => {
    const [nom, mots] = [texteDe(n.code), texteDe(n.libelle)]
    return nom === undefined ? [] : [...etages[rang]!].flatMap(([v, l]): Clause[] => [[`${code}.${nom} == ${chaine(v)}`, `${mots ?? nom} est « ${l} »`], [`${code}.${nom} != ${chaine(v)}`, `${mots ?? nom} n’est pas « ${l} »`]])
  })
}

/** The row by its name, its key where there are too many, and the columns of numbers. */
function clausesTable(code: string, champ: Brut): Clause[] {
  const table = estBrut(champ.table) ? champ.table : {}
  const { colonnes, lignes } = contenuDe(table)
  const { cle, libelle = cle } = choixDe(table)
  if (cle === undefined || libelle === undefined || !colonnes.includes(cle)) return []
  const [c, l] = [colonnes.indexOf(cle), colonnes.indexOf(libelle)]
  const rangees = lignes.length > LIGNES_AU_PLUS ? ([[`${code}.${cle} == ?texte`, `a pour « ${cle} »`]] as Clause[]) : lignes.flatMap((ligne): Clause[] => [[`${code}.${cle} == ${chaine(ligne[c] ?? '')}`, `est « ${ligne[l] ?? ''} »`], [`${code}.${cle} != ${chaine(ligne[c] ?? '')}`, `n’est pas « ${ligne[l] ?? ''} »`]])
  return [...rangees, ...colonnesDeNombres(table).flatMap(({ nom, decimal }) => nombres(`${code}.${nom}`, `sa colonne « ${nom} » `, decimal))]
}

/** The columns of numbers of a table, and whether one value at least has decimals: the whole column then has. */
export function colonnesDeNombres(table: Brut): { nom: string; decimal: boolean }[] {
  const { colonnes, lignes } = contenuDe(table)
  return (choixDe(table).nombres ?? []).filter((n) => colonnes.includes(n)).map((nom) => ({ nom, decimal: lignes.some((l) => /[.,]/.test(l[colonnes.indexOf(nom)] ?? '')) }))
}

/** The days that these answers give, as CEL, with their words: no more than are compared two by two. */
export const joursDe = (champs: readonly Brut[]): Clause[] => champs.flatMap(joursDuChamp).slice(0, DATES_AU_PLUS)

function joursDuChamp(champ: Brut): Clause[] {
  const { code, type, libelle } = champ
  if (typeof code !== 'string') return []
  const mots = `« ${texteDe(libelle) ?? code} »`
  if (type === 'date' || (type === 'calcule' && champ.resultat === 'date')) return [[code, mots]]
  return type === 'periode' ? [[`${code}.du`, `le début de ${mots}`], [`${code}.au`, `la fin de ${mots}`]] : []
}

/** Clauses over two dates: an age on a day, and which comes first. */
export function clausesDeDates(champs: readonly Brut[]): OptionNoeud[] {
  const jours = joursDe(champs)
  const groupe = 'Entre deux dates'
  return jours.flatMap(([a, de], i) =>
    jours.flatMap(([b, vers], j): OptionNoeud[] =>
      i === j ? [] : [
        { valeur: `ans(${a}, ${b}) >= ?entier`, libelle: `de ${de} à ${vers}, au moins (en années)`, groupe },
        { valeur: `ans(${a}, ${b}) < ?entier`, libelle: `de ${de} à ${vers}, moins de (en années)`, groupe },
        { valeur: `${a} < ${b}`, libelle: `${de} vient avant ${vers}`, groupe },
      ],
    ),
  )
}
