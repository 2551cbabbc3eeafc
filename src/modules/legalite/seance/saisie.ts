import { z } from 'zod'
import { Saisie } from '../../../lib/erreurs.ts'
import { estVide, lireJour } from '../../../kernel/formulaires/jour.ts'
import { findMatiere } from '../referentiel/referentiel.ts'
import type { Corps, Matieres } from '../referentiel/schemas.ts'
import { instantDe, lireHeure } from './porte.ts'
import type { Ecrit } from './point.queries.ts'
import type { Annonce } from './seance.queries.ts'
import { nomMois } from './seance.ts'

/** A short text of a form: what is longer is said, never cut. */
export const texteSaisi = (max: number) => z.string().trim().max(max, `Dites-le en ${max} signes au plus`).default('')
export type Fautes = Record<string, string>

/** Throws every fault at once, each beside its field. */
export function exigerSansFaute(fautes: Fautes): void {
  if (Object.keys(fautes).length > 0) throw new Saisie(fautes)
}

/** A day in three boxes, or its faults. `vide` is what to say when nothing is written. */
export function lireUnJour(saisi: Record<string, unknown>, nom: string, maintenant: Date, vide: string, fautes: Fautes): string | undefined {
  if (estVide(saisi, nom)) {
    fautes[nom] = vide
    return undefined
  }
  const lu = lireJour(saisi, nom, maintenant)
  if ('jour' in lu) return lu.jour
  Object.assign(fautes, lu.erreurs)
  return undefined
}

/** Day and hour of a session, which is still to come. */
export function lireMoment(saisi: Record<string, unknown> & { heure: string }, maintenant: Date, fautes: Fautes): Date | undefined {
  const jour = lireUnJour(saisi, 'jour', maintenant, 'Écrivez le jour de la séance', fautes)
  const minute = lireHeure(saisi.heure)
  if (minute === undefined) fautes.heure = 'Écrivez l’heure de la séance, par exemple 9 h 30'
  if (jour === undefined || minute === undefined) return undefined
  const le = instantDe(jour, minute)
  if (le <= maintenant) fautes.jour = 'Ce moment est passé : écrivez un jour à venir'
  else if (le.getTime() - maintenant.getTime() > 400 * 86_400_000) fautes.jour = 'Ce jour est à plus d’un an : vérifiez l’année'
  return le
}

/** What the form of a session sends; the day comes in three boxes. */
export const saisieSeance = z.looseObject({ commune: texteSaisi(4), genre: texteSaisi(20), session: texteSaisi(2), motif: texteSaisi(500), heure: texteSaisi(12), lieu: texteSaisi(200), _revision: z.string().max(1000).optional() })

/** Reads the form of a session. `mois`: the months of ordinary sessions that the rule gives. Throws `Saisie`. */
export function lireAnnonce(saisi: z.infer<typeof saisieSeance>, mois: readonly number[], maintenant: Date): Omit<Annonce, 'regles'> {
  const fautes: Fautes = {}
  const genre = saisi.genre === 'ordinaire' || saisi.genre === 'extraordinaire' ? saisi.genre : undefined
  if (!genre) fautes.genre = 'Choisissez « ordinaire » ou « extraordinaire »'
  const session = genre === 'ordinaire' ? Number(saisi.session) : null
  if (session !== null && !mois.includes(session)) fautes.session = `Choisissez le mois de la session : ${mois.map(nomMois).join(', ')}`
  if (genre === 'extraordinaire' && saisi.motif === '') fautes.motif = 'Écrivez pourquoi le conseil se réunit hors de ses sessions ordinaires'
  const prevueLe = lireMoment(saisi, maintenant, fautes)
  if (saisi.lieu === '') fautes.lieu = 'Écrivez où se tient la séance, par exemple « Salle du conseil »'
  exigerSansFaute(fautes)
  return { genre: genre!, session, prevueLe: prevueLe!, lieu: saisi.lieu, motif: genre === 'extraordinaire' ? saisi.motif : '' }
}

export const saisiePoint = z.object({ objet: texteSaisi(500), nature: texteSaisi(30), matiere: texteSaisi(12), rapporteur: texteSaisi(120), _revision: z.string().max(1000).optional() })

/** Reads a point of the agenda against the lists in force. Throws `Saisie`. */
export function lirePoint(saisi: z.infer<typeof saisiePoint>, natures: Corps<'natures'>, matieres: Matieres): Ecrit {
  const fautes: Fautes = {}
  if (saisi.objet === '') fautes.objet = 'Écrivez sur quoi le conseil délibère'
  if (!natures.natures.some((n) => n.seance && n.code === saisi.nature)) fautes.nature = 'Choisissez la nature de la décision'
  if (saisi.matiere !== '' && !findMatiere(matieres, saisi.matiere)?.feuille) fautes.matiere = 'Choisissez une matière de la liste'
  exigerSansFaute(fautes)
  return { objet: saisi.objet, nature: saisi.nature, matiere: saisi.matiere || null, rapporteur: saisi.rapporteur }
}
