import { ajouter, calendrierCourant } from '../../kernel/calendrier/index.ts'
import { periodeDe } from '../../kernel/formulaires/index.ts'
import type { Definition, Reponses } from '../../kernel/formulaires/index.ts'
import type { Demarche } from './definition.ts'

type Validite = NonNullable<NonNullable<Demarche['document']>['validite']>
/** Questions that give a day. */
export const TYPES_JOUR: readonly string[] = ['date', 'periode']

/** The day that a question answers: its date, or the last day of its period. */
function jourRepondu(reponses: Readonly<Reponses>, code: string): string | undefined {
  const reponse = reponses[code] ?? null
  return typeof reponse === 'string' && /^\d{4}-\d\d-\d\d$/.test(reponse) ? reponse : periodeDe(reponse)?.au
}

/** The last day of a paper signed on this day, never before it. Undefined for a validity that nobody has confirmed: the paper would expire by a rule we made up. */
export function finValidite(validite: Validite | undefined, reponses: Readonly<Reponses>, signeLe: string): string | undefined {
  if (!validite?.verifie) return undefined
  const jour = validite.jusque === undefined ? undefined : jourRepondu(reponses, validite.jusque)
  if (jour !== undefined) return jour < signeLe ? signeLe : jour
  return ajouter(signeLe, { valeur: validite.valeur, unite: validite.unite, report: false }, calendrierCourant())
}

/** What the public reads: « Jusqu’au jour donné à « Retour » », and the length where that day may be missing. */
export function direValidite({ jusque }: Pick<Validite, 'jusque'>, duree: string, formulaire: Definition): string {
  const champ = jusque === undefined ? undefined : formulaire.etapes.flatMap((e) => e.champs).find((c) => c.code === jusque)
  if (!champ || !('libelle' in champ)) return duree
  const sure = 'requis' in champ && champ.requis && champ.condition === undefined
  return `Jusqu’au jour donné à «\u00a0${champ.libelle}\u00a0»${sure ? '' : `, ou ${duree}`}`
}
