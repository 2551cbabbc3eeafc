import { z } from 'zod'
import { Saisie } from '../../lib/erreurs.ts'
import type { Db } from '../../kernel/db/index.ts'
import { estVide, lireJour } from '../../kernel/formulaires/jour.ts'
import type { Lecture } from '../../kernel/module.ts'
import type { Courrier, Sens } from './courrier.ts'
import { listParNumero } from './courrier.queries.ts'
import type { Ligne } from './courrier.queries.ts'
import { lecteurDe, porteeLecture } from './lecteur.ts'
import { options, REFERENTIEL } from './referentiel.ts'

const texte = (max: number) => z.string().trim().max(max, `Dites-le en ${max} signes au plus`).default('')

/** What the form of a letter sends; dates come in three boxes (`dateLettre.jour`…). */
export const saisieCourrier = z.looseObject({
  bureau: texte(60),
  correspondant: texte(200),
  genre: z.enum(['organisme', 'personne'], 'Choisissez « organisme » ou « personne »').default('organisme'),
  adresse: texte(300),
  contact: texte(120),
  reference: texte(80),
  objet: texte(500),
  nature: texte(30),
  mentions: z.union([z.string(), z.array(z.string())]).default([]),
  lettre: texte(20),
  /** What a correction was made from. */
  _revision: z.string().max(1000).optional(),
})
export type SaisieCourrier = z.infer<typeof saisieCourrier>

type Lu = Pick<Lecture, 'acteur' | 'maison' | 'porteePour' | 'maintenant'> & { tx: Db }

/** A day written in three boxes: undefined when they are empty, and the sentences in `fautes` when they are wrong. */
function lireDate(saisi: Record<string, unknown>, nom: string, maintenant: Date, fautes: Record<string, string>): string | null {
  if (estVide(saisi, nom)) return null
  const lu = lireJour(saisi, nom, maintenant)
  if ('jour' in lu) return lu.jour
  Object.assign(fautes, lu.erreurs)
  return null
}

/** A day, or nothing, of a small form. Throws `Saisie`. */
export function lireEcheance(saisi: Record<string, unknown>, nom: string, maintenant: Date): string | null {
  const fautes: Record<string, string> = {}
  const jour = lireDate(saisi, nom, maintenant, fautes)
  if (Object.keys(fautes).length > 0) throw new Saisie(fautes)
  return jour
}

const MANQUES: Readonly<Record<Sens, string>> = { arrivee: 'Écrivez qui a envoyé ce courrier', depart: 'Écrivez à qui ce courrier est adressé' }

/** Everything that is missing or wrong, at once, each beside its field. */
function manquesDe(saisi: SaisieCourrier, sens: Sens, dates: { jour: string | null; dateLettre: string | null; echeance: string | null }, aujourdhui: string): Record<string, string> {
  const manques: Record<string, string> = {}
  if (saisi.correspondant === '') manques.correspondant = MANQUES[sens]
  if (saisi.objet === '') manques.objet = 'Écrivez de quoi parle ce courrier ; pour un pli fermé, écrivez « Pli fermé »'
  if (!REFERENTIEL.natures.some((n) => n.code === saisi.nature)) manques.nature = 'Choisissez la nature dans la liste'
  if (dates.jour && dates.jour > aujourdhui) manques.jour = 'Ce jour n’est pas encore venu : écrivez celui de la réception'
  if (dates.dateLettre && dates.dateLettre > aujourdhui) manques.dateLettre = 'Ce jour n’est pas encore venu : lisez de nouveau la date de la lettre'
  else if (sens === 'arrivee' && dates.dateLettre && dates.jour && dates.dateLettre > dates.jour) manques.dateLettre = 'Une lettre ne peut pas arriver avant d’être écrite : vérifiez ces deux dates'
  if (dates.echeance && dates.jour && dates.echeance < dates.jour) manques.echeance = 'L’échéance vient après la réception : vérifiez ce jour'
  return manques
}

/**
 * Reads the form of a letter. `aujourdhui` is YYYY-MM-DD. Throws `Saisie` with every fault. `seul` is the office to search the linked
 * letter in first, since each office has its own numbers.
 */
export async function lireLigne(lu: Lu, saisi: SaisieCourrier, sens: Sens, aujourdhui: string, seul: string, avant?: Pick<Courrier, 'id'>): Promise<Ligne & { jour: string }> {
  const fautes: Record<string, string> = {}
  const date = (nom: string) => lireDate(saisi, nom, lu.maintenant, fautes)
  // The form offers the year of the letter: alone, it says nothing.
  const sansDate = estVide({ ...saisi, 'dateLettre.annee': '' }, 'dateLettre')
  const dates = { jour: date('jour') ?? aujourdhui, dateLettre: sansDate ? null : date('dateLettre'), echeance: date('echeance') }
  const liee = saisi.lettre === '' ? undefined : await trouverLettre(lu, saisi.lettre, seul)
  const manques = { ...manquesDe(saisi, sens, dates, aujourdhui), ...fautes }
  if (saisi.lettre !== '' && !liee) manques.lettre = 'Aucun courrier de vos registres ne porte ce numéro : écrivez-le comme « A-2026-00041 »'
  if (liee && liee.id === avant?.id) manques.lettre = 'Un courrier ne se répond pas à lui-même : écrivez le numéro de l’autre'
  if (Object.keys(manques).length > 0) throw new Saisie(manques)
  const mentions = [saisi.mentions].flat()
  const { correspondant, genre, adresse, contact, reference, objet, nature } = saisi
  return { correspondant, genre, adresse, contact, reference, objet, nature, ...dates, confidentiel: mentions.includes('confidentiel'), urgent: mentions.includes('urgent'), repondA: liee?.id ?? null }
}

async function trouverLettre(lu: Lu, numero: string, seul: string): Promise<Courrier | undefined> {
  const trouves = await listParNumero(lu.tx, numero, porteeLecture(lu), lecteurDe(lu))
  return trouves.find((c) => c.bureau === seul) ?? (trouves.length === 1 ? trouves[0] : undefined)
}

/** What may be chosen today as the nature of a letter; one that is closed stays on the letters that have it. */
export const optionsNature = (aujourdhui: string, deja?: string) => {
  const offertes = options(REFERENTIEL.natures, aujourdhui)
  const ancienne = REFERENTIEL.natures.find((n) => n.code === deja)
  return ancienne && !offertes.some((o) => o.valeur === deja) ? [...offertes, { valeur: ancienne.code, libelle: ancienne.libelle }] : offertes
}
