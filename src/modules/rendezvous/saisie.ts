import { z } from 'zod'
import { Saisie } from '../../lib/erreurs.ts'
import { lireNombre } from '../../lib/nombre.ts'
import type { Reglage } from './agenda.queries.ts'
import type { Plage } from './creneaux.ts'
import { direHeure, lireHeure } from './heure.ts'

/** Days of the week as people read them; the key is the one of `Plage`. */
export const JOURS = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'].map((nom, rang) => ({ jour: rang + 1, nom }))
/** Two openings a day: a morning and an afternoon. */
export const TRANCHES = [0, 1] as const
/** The field of one end of an opening: `h.1.0.debut` is Monday's first hour. */
export const champHeure = (jour: number, tranche: number, bout: 'debut' | 'fin'): string => `h.${jour}.${tranche}.${bout}`

const texte = (max: number) => z.string().trim().max(max, `Dites-le en ${max} signes au plus`).default('')
const nombre = z.union([z.string().max(12), z.number()]).transform(String).default('')
const oui = z.literal('oui').optional()
const heures = Object.fromEntries(JOURS.flatMap(({ jour }) => TRANCHES.flatMap((t) => [[champHeure(jour, t, 'debut'), texte(8)], [champHeure(jour, t, 'fin'), texte(8)]])))

/** What the form of an agenda sends. */
export const saisieAgenda = z.object({
  titre: texte(80), raison: texte(200), demarches: z.union([z.string(), z.array(z.string().max(60)).max(200)]).default([]), lieu: texte(200), apporter: texte(300),
  duree: nombre, places: nombre, parJour: nombre, preavis: nombre, horizon: nombre, delaiAnnulation: nombre, sansDossier: oui, descend: oui, ouvert: oui, ...heures,
  _revision: z.string().max(1000).optional(),
})
export type SaisieAgenda = z.infer<typeof saisieAgenda>

type Fautes = Record<string, string>

function lireEntier(saisi: SaisieAgenda, nom: 'duree' | 'places' | 'parJour' | 'preavis' | 'horizon' | 'delaiAnnulation', [min, max]: readonly [number, number], unite: string, fautes: Fautes): number {
  const n = lireNombre(saisi[nom])
  if (n !== undefined && n >= min && n <= max) return n
  fautes[nom] = `Écrivez un nombre entier${unite ? ` ${unite}` : ''}, de ${min} à ${max}`
  return min
}

/** The weekly hours, each fault beside its field. */
function lirePlages(saisi: SaisieAgenda, duree: number, fautes: Fautes): Plage[] {
  const lus = saisi as unknown as Record<string, string>
  const plages: Plage[] = []
  for (const { jour, nom } of JOURS)
    for (const t of TRANCHES) {
      const [champ, champFin] = [champHeure(jour, t, 'debut'), champHeure(jour, t, 'fin')]
      const [de, a] = [lus[champ] ?? '', lus[champFin] ?? '']
      if (de === '' && a === '') continue
      const [debut, fin] = [lireHeure(de), lireHeure(a)]
      if (debut === undefined) fautes[champ] = `${nom} : écrivez l’heure d’ouverture, par exemple 8:00`
      else if (fin === undefined) fautes[champFin] = `${nom} : écrivez l’heure de fermeture, par exemple 12:30`
      else if (fin - debut < duree) fautes[champFin] = `${nom} : de ${direHeure(debut)} à ${direHeure(fin)}, il n’y a pas le temps d’un rendez-vous`
      else if (plages.some((p) => p.jour === jour && p.fin > debut)) fautes[champ] = `${nom} : l’après-midi commence après la fin du matin`
      else plages.push({ jour, debut, fin })
    }
  return plages
}

/** Reads the form of an agenda; `demarches` are the codes that exist. Throws `Saisie` with every fault. */
export function lireAgenda(saisi: SaisieAgenda, connues: ReadonlySet<string>): Reglage {
  const fautes: Fautes = {}
  const entier = (nom: Parameters<typeof lireEntier>[1], bornes: readonly [number, number], unite = '') => lireEntier(saisi, nom, bornes, unite, fautes)
  const nombres = { duree: entier('duree', [5, 480], 'de minutes'), places: entier('places', [1, 50]), preavis: entier('preavis', [0, 720], 'd’heures'), horizon: entier('horizon', [1, 180], 'de jours'), delaiAnnulation: entier('delaiAnnulation', [0, 720], 'd’heures') }
  const parJour = saisi.parJour.trim() === '' ? null : entier('parJour', [1, 2000])
  const plages = lirePlages(saisi, nombres.duree, fautes)
  if (saisi.titre === '') fautes.titre = 'Donnez un nom à cet agenda, par exemple « Guichet de l’état civil »'
  if (saisi.raison === '') fautes.raison = 'Écrivez pour quoi on vient, par exemple « Retirer une copie d’acte »'
  if (saisi.lieu === '') fautes.lieu = 'Écrivez où se présenter, par exemple « Rez-de-chaussée, guichet 2 »'
  if (plages.length === 0 && !Object.keys(fautes).some((nom) => nom.startsWith('h.'))) fautes[champHeure(1, 0, 'debut')] = 'Écrivez au moins les heures d’un jour'
  const demarches = [...new Set([saisi.demarches].flat())]
  if (demarches.some((code) => !connues.has(code))) fautes.demarches = 'Choisissez des démarches de la liste'
  if (Object.keys(fautes).length > 0) throw new Saisie(fautes)
  const { titre, raison, lieu, apporter } = saisi
  return { titre, raison, lieu, apporter, demarches, plages, parJour, ...nombres, sansDossier: saisi.sansDossier === 'oui', descend: saisi.descend === 'oui', ouvert: saisi.ouvert === 'oui' }
}
