/** Dates read from their three boxes, or from one ISO text. */
import { lireTexte, uneLigne } from './brut.ts'
import type { Brut } from './brut.ts'
import { lireParties } from './dates.ts'
import type { ChampDe } from './definition.ts'
import { faute } from './lecture.ts'
import type { Lecteur, Lu } from './lecture.ts'
import { UNE_SEULE } from './phrase.ts'
import type { DateSue } from './reponse.ts'

const PRECISIONS = ['jour', 'mois', 'annee', 'vers'] as const

/** The three boxes, or one ISO text (`1958-04-14`, `~1958`) from a program. */
function partiesDe(nom: string, brut: Brut): { jour: string; mois: string; annee: string; precision: string } | { plusieurs: true } {
  const noms = ['jour', 'mois', 'annee', 'precision'] as const
  const lus = noms.map((partie) => lireTexte(brut, `${nom}.${partie}`))
  if (lus.some((lu) => 'plusieurs' in lu)) return { plusieurs: true }
  const [jour = '', mois = '', annee = '', precision = ''] = lus.map((lu) => ('texte' in lu ? uneLigne(lu.texte) : ''))
  if (jour + mois + annee !== '') return { jour, mois, annee, precision }
  const entier = lireTexte(brut, nom)
  const m = 'texte' in entier ? /^(~?)(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(entier.texte.trim()) : null
  return m ? { jour: m[4] ?? '', mois: m[3] ?? '', annee: m[2]!, precision: m[1] ? 'vers' : '' } : { jour, mois, annee, precision }
}

/** A whole date, YYYY-MM-DD, between the bounds of the field. */
export function lireDate(champ: Pick<ChampDe<'date'>, 'min' | 'max' | 'naissance'>, { nom, brut, contexte }: Lecteur): Lu {
  const parties = partiesDe(nom, brut)
  if ('plusieurs' in parties) return faute(nom, UNE_SEULE)
  if (parties.jour + parties.mois + parties.annee === '') return {}
  const lu = lireParties(parties, 'jour', champ, contexte.maintenant, false)
  if ('fautes' in lu) return fautesParties(nom, lu.fautes)
  const { annee, mois = 1, jour = 1 } = lu.date
  return { valeur: `${annee}-${String(mois).padStart(2, '0')}-${String(jour).padStart(2, '0')}` }
}

/** A date known in part. Without a stated precision, the boxes filled say it. */
export function lireDateSue(bornes: { min?: string; max?: string; naissance: boolean }, nom: string, { brut, contexte }: Lecteur): Lu {
  const parties = partiesDe(nom, brut)
  if ('plusieurs' in parties) return faute(nom, UNE_SEULE)
  if (parties.jour + parties.mois + parties.annee === '') return {}
  const dite = PRECISIONS.find((p) => p === parties.precision)
  const precision: DateSue['precision'] = dite ?? (parties.jour ? 'jour' : parties.mois ? 'mois' : 'annee')
  const lu = lireParties(parties, precision, bornes, contexte.maintenant, dite !== undefined)
  return 'fautes' in lu ? fautesParties(nom, lu.fautes) : { valeur: lu.date }
}

const fautesParties = (nom: string, fautes: { partie?: string; phrase: string }[]): Lu => ({ fautes: Object.fromEntries(fautes.map((f) => [f.partie ? `${nom}.${f.partie}` : nom, f.phrase])) })
