import { estBrut, lire } from './brut.ts'
import type { Brut } from './brut.ts'
import { colonnesDeNombres, demandee, joursDe } from './clauses.ts'
import type { ChampPlace } from './plan.ts'
import type { OptionNoeud } from './schema.ts'

/** What a formula may take: a piece of CEL that gives a number, with or without decimals, in words. */
export type Operande = OptionNoeud & { decimal: boolean }

type Piece = { cel: string; mots: string; decimal?: boolean }

const nomDe = ({ libelle, code }: Brut): string => (typeof libelle === 'string' && libelle !== '' ? libelle : String(code))
const estNombre = (champ: Brut): boolean => champ.type === 'nombre' || champ.type === 'montant' || (champ.type === 'calcule' && (champ.resultat === 'nombre' || champ.resultat === 'montant'))
const aDecimales = (champ: Brut): boolean => champ.type !== 'montant' && champ.resultat !== 'montant' && Boolean(champ.decimales)

/** The numbers that one question gives. */
function piecesDe(champ: Brut): Piece[] {
  const { code, type } = champ
  if (typeof code !== 'string') return []
  if (estNombre(champ)) return [{ cel: code, mots: 'sa valeur', decimal: aDecimales(champ) }]
  if (type === 'periode') return [{ cel: `${code}.jours`, mots: 'sa durée en jours' }, { cel: `${code}.jours_ouvres`, mots: 'ses jours ouvrés' }]
  if (type === 'zone') return [{ cel: `${code}.aire`, mots: 'sa surface en m²' }]
  if (type === 'parcelle') return demandee(champ.parties, 'surface') ? [{ cel: `${code}.surface`, mots: 'sa surface en m²', decimal: true }] : []
  if (type === 'reference') return estBrut(champ.table) ? colonnesDeNombres(champ.table).map(({ nom, decimal }) => ({ cel: `${code}.${nom}`, mots: `sa colonne « ${nom} »`, decimal })) : []
  if (type === 'choix_multiple' || type === 'fichier' || type === 'photo') return [{ cel: `size(${code})`, mots: 'leur nombre' }]
  return type === 'bloc' ? piecesDuBloc(code, champ) : []
}

/** How many elements a block has, how many of them say yes, and the sum of each of their numbers. */
function piecesDuBloc(code: string, champ: Brut): Piece[] {
  const interieurs = (Array.isArray(champ.champs) ? champ.champs : []).filter(estBrut).filter((c) => typeof c.code === 'string')
  return [
    { cel: `size(${code})`, mots: 'leur nombre' },
    ...interieurs.flatMap((c): Piece[] => {
      if (c.type === 'oui_non') return [{ cel: `size(${code}.filter(e, e.${String(c.code)} == true))`, mots: `combien répondent oui à « ${nomDe(c)} »` }]
      // An empty sum is a whole number: among decimals, it is made one.
      const somme = `somme(${code}.map(e, e.${String(c.code)}))`
      return estNombre(c) ? [aDecimales(c) ? { cel: `double(${somme})`, mots: `la somme de « ${nomDe(c)} »`, decimal: true } : { cel: somme, mots: `la somme de « ${nomDe(c)} »` }] : []
    }),
  ]
}

/** Whether an answer may be missing when the formula is read: then nothing can be told, unless one says what it counts for. */
function peutManquer(brut: Brut, { champ, chemin }: ChampPlace): boolean {
  const etape = chemin.split('.').slice(0, 3).join('.')
  return champ.type === 'calcule' || champ.requis === false || champ.condition !== undefined || lire(brut, `${etape}.condition`) !== undefined
}

/** Everything that a formula may take among these fields. */
export function operandesDe(brut: Brut, champs: readonly ChampPlace[]): Operande[] {
  const jours = joursDe(champs.map(({ champ }) => champ))
  const entre = jours.flatMap(([a, de], i) =>
    jours.flatMap(([b, vers], j): Operande[] => (i === j ? [] : [{ valeur: `jours_entre(${a}, ${b})`, libelle: `les jours de ${de} à ${vers}`, groupe: 'Entre deux dates', decimal: false }, { valeur: `ans(${a}, ${b})`, libelle: `les années de ${de} à ${vers}`, groupe: 'Entre deux dates', decimal: false }])),
  )
  return [...champs.flatMap((place) => operandesDuChamp(brut, place)), ...entre]
}

function operandesDuChamp(brut: Brut, place: ChampPlace): Operande[] {
  const { champ } = place
  const liste = ['bloc', 'choix_multiple', 'fichier', 'photo'].includes(String(champ.type))
  return piecesDe(champ).flatMap(({ cel, mots, decimal = false }): Operande[] => {
    const tel: Operande = { valeur: cel, libelle: mots, groupe: nomDe(champ), decimal }
    if (liste || !peutManquer(brut, place)) return [tel]
    return [tel, { ...tel, valeur: `(${String(champ.code)} == null ? ${decimal ? '0.0' : '0'} : ${cel})`, libelle: `${mots}, ou 0 si la réponse manque` }]
  })
}
