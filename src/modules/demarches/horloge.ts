import { calendrierCourant, etatHorloge, jourLocal } from '../../kernel/calendrier/index.ts'
import type { EtatHorloge } from '../../kernel/calendrier/index.ts'
import type { Delai, Demarche } from './definition.ts'
import type { EvenementHorloge } from './dossier.ts'

/** Where the clock of a file stands. */
export function horlogeDe(evenements: readonly { genre: string; le: string }[], delai: Pick<Delai, 'valeur' | 'unite'>, maintenant: Date): EtatHorloge {
  const lus = evenements.map((e) => ({ genre: e.genre as EvenementHorloge['genre'], le: new Date(e.le) }))
  return etatHorloge(lus, { valeur: delai.valeur, unite: delai.unite }, calendrierCourant(), maintenant)
}

/** Adds an event to a clock; returns the events and the new due date (null while stopped). */
export function pousser(evenements: readonly EvenementHorloge[], genre: EvenementHorloge['genre'], delai: Pick<Delai, 'valeur' | 'unite'>, le: Date): { horloge: EvenementHorloge[]; echeance: string | null } {
  const horloge = [...evenements, { genre, le: le.toISOString() }]
  return { horloge, echeance: horlogeDe(horloge, delai, le).echeance }
}

/** How a request for papers stops a clock under this procedure: see `complement` in its definition. */
export const arretDuComplement = ({ complement }: Pick<Demarche, 'complement'>): 'suspension' | 'interruption' => (complement?.effet === 'interrompt' && complement.verifie ? 'interruption' : 'suspension')

/** What the applicant is told of a clock that stands still: it goes on, or begins again, when he answers. */
export const direArret = (evenements: readonly { genre: string }[]): string => (evenements.at(-1)?.genre === 'interruption' ? 'Le délai est arrêté. Il recommence entier dès votre réponse.' : 'Le délai est en pause. Il repart dès votre réponse.')

/** Day of the queue, YYYY-MM-DD in Porto-Novo. */
export const jourDe = jourLocal
