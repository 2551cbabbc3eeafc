import { dateSimple } from '../../../lib/francais.ts'
import { calendrierCourant } from '../../../kernel/calendrier/index.ts'
import { midi } from '../../../kernel/calendrier/jour.ts'
import { versTemps } from '../../../kernel/calendrier/index.ts'
import type { EtatHorloge } from '../../../kernel/calendrier/index.ts'
import type { Temps } from '../../../ui/horloge.tsx'
import { listMatieres } from '../referentiel/referentiel.ts'
import type { Corps, Regles } from '../referentiel/schemas.ts'
import type { Option } from '../../../ui/index.ts'
import { horlogeActe } from './horloge.ts'
import type { Acte } from './acte.ts'

/** « 5 juin 2026 », or nothing. `jour` is YYYY-MM-DD. */
export const direJour = (jour: string | null | undefined): string => (jour ? dateSimple(midi(jour)) : '')

/** The subjects as the options of one list, grouped by their first two levels. */
export const optionsMatiere = (matieres: Corps<'matieres'>): Option[] => listMatieres(matieres).filter((m) => m.feuille).map((m) => ({ valeur: m.code, libelle: `${m.code} ${m.libelle}`, groupe: m.chemin.split(' › ').slice(0, -1).join(' › ') }))
/** The first two levels, to filter a list by a whole branch. */
export const optionsBranche = (matieres: Corps<'matieres'>): Option[] => listMatieres(matieres).filter((m) => m.niveau <= 2).map((m) => ({ valeur: m.code, libelle: `${m.niveau === 2 ? '– ' : ''}${m.code} ${m.libelle}` }))
/** The kinds of acts as options. */
export const optionsNature = ({ natures }: Corps<'natures'>): Option[] => natures.map((n) => ({ valeur: n.code, libelle: n.libelle }))

/** The clock of an act, computed and as it is drawn. */
export function tempsDe(acte: Pick<Acte, 'horloge'>, regles: Regles, maintenant: Date): { etat: EtatHorloge; temps: Temps } {
  const etat = horlogeActe(acte.horloge, regles, calendrierCourant(), maintenant)
  return { etat, temps: versTemps(etat) }
}
