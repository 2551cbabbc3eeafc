import type { Affectation } from '../../kernel/identite/affectation.queries.ts'
import { Etiquette } from '../../ui/index.ts'

type Moment = { encours: boolean; avenir: boolean }

/** Whether an appointment runs on a day (YYYY-MM-DD), or has not begun. */
export const situer = <A extends Affectation>(a: A, jour: string): A & Moment => ({ ...a, encours: a.du <= jour && (a.au ?? '9999') >= jour, avenir: a.du > jour })

export function EtatAffectation({ a }: { a: Pick<Affectation, 'nature'> & Moment }) {
  if (a.encours) return a.nature === 'interim' ? <Etiquette ton="cours">Intérim</Etiquette> : <Etiquette ton="fait">Titulaire</Etiquette>
  return a.avenir ? <Etiquette ton="info">À venir</Etiquette> : <Etiquette ton="neutre">Terminé</Etiquette>
}
