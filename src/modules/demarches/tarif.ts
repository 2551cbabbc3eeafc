import { evaluer } from '../../kernel/formulaires/index.ts'
import type { Reponses } from '../../kernel/formulaires/index.ts'
import { Refus } from '../../lib/erreurs.ts'
import { fcfa, pluriel } from '../../lib/francais.ts'
import { MONTANT_AU_PLUS } from './circuit.ts'
import type { StationDe } from './circuit.ts'
import type { Demarche } from './definition.ts'

/** What a file owes at a station; `exempte` when its answers let it off. */
export type Frais = { station: StationDe<'paiement'>; montant: number; exempte: boolean }

/** The amount of a station for these answers, in whole FCFA. `Refus` when its formula cannot tell one: nobody is asked for a wrong amount. */
export function montantDe(demarche: Pick<Demarche, 'formulaire'>, station: StationDe<'paiement'>, reponses: Reponses): number {
  const montant = findMontant(demarche, station, reponses)
  if (montant === undefined) throw new Refus(`Le montant de « ${station.libelle} » ne peut pas être calculé avec les réponses de ce dossier. Signalez-le à qui tient cette démarche`)
  return montant
}

/** The same, undefined where the formula cannot tell. */
export function findMontant(demarche: Pick<Demarche, 'formulaire'>, { montant }: StationDe<'paiement'>, reponses: Reponses): number | undefined {
  if (typeof montant === 'number') return montant
  const lu = evaluer(demarche.formulaire, montant.formule, reponses)
  return typeof lu === 'bigint' && lu >= 0n && lu <= BigInt(MONTANT_AU_PLUS) ? Number(lu) : undefined
}

/** What is owed at a station, or undefined where there is nothing. An exemption that cannot be told lets nobody off: an agent still may. */
export function fraisDe(demarche: Pick<Demarche, 'formulaire'>, station: StationDe<'paiement'>, reponses: Reponses): Frais | undefined {
  const montant = montantDe(demarche, station, reponses)
  if (montant === 0) return undefined
  return { station, montant, exempte: station.exempte !== undefined && evaluer(demarche.formulaire, station.exempte, reponses) === true }
}

type Tarif = { texte: string; regles: { source: string; verifie: boolean }[] }

/** What a procedure costs in all, before anything is answered; undefined when no station asks for money. */
export function tarifDe({ circuit: { stations } }: Pick<Demarche, 'circuit'>): Tarif | undefined {
  const payantes = stations.filter((s) => s.genre === 'paiement')
  if (payantes.length === 0) return undefined
  const fixes = payantes.filter((s) => typeof s.montant === 'number' && s.condition === undefined && s.exempte === undefined)
  const somme = fixes.reduce((total, s) => total + (s.montant as number), 0)
  const variables = payantes.length - fixes.length
  const seule = payantes.length === 1 ? payantes[0]! : undefined
  if (seule && typeof seule.montant === 'number') return { texte: `${fcfa(seule.montant)}${variables > 0 ? ', sauf exemption selon vos réponses' : ''}`, regles: [seule] }
  const texte = variables === 0 ? `${fcfa(somme)}, en ${pluriel(payantes.length, 'paiement')}` : somme > 0 ? `À partir de ${fcfa(somme)}, selon vos réponses` : 'Selon vos réponses'
  return { texte, regles: payantes }
}
