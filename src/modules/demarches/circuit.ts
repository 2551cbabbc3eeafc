import { z } from 'zod'
import { evaluer } from '../../kernel/formulaires/index.ts'
import type { Reponses } from '../../kernel/formulaires/index.ts'
import type { Demarche } from './definition.ts'
import { regle } from './regle.ts'

const code = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'le code s’écrit en minuscules sans accent')
const phrase = z.string().min(1).max(200)

/** Who acts: one of these posts, in the territory of the file or in that of an answer, in one office where several share the territory. */
/** Posts by their roles. */
export const qui = z.strictObject({
  roles: z.array(z.string()).min(1).max(5),
  /** Answer (territoire, adresse) whose territory is taken instead of the file's. */
  champ: z.string().optional(),
  /** Id of an office of the register, or « demandeur »: the office of the agent who asks. */
  bureau: z.string().max(60).optional(),
})
export type Qui = z.infer<typeof qui>

const commun = {
  code,
  titre: phrase,
  /** What the applicant reads while his file is there. */
  citoyen: phrase.optional(),
  /** CEL over the answers: the station exists for this file only when it is true. */
  condition: z.string().min(1).max(500).optional(),
  /** How long the file may wait there, from its arrival; it begins again when the file comes back. */
  delai: z.strictObject({ valeur: z.int().min(0).max(3650), unite: z.enum(['jours', 'jours_ouvres', 'mois', 'jours_francs']), ...regle }).optional(),
  /** What follows when that time is over; without a confirmed rule, a reminder only. */
  silence: z.strictObject({ effet: z.enum(['alerte', 'favorable', 'superieur']), superieur: qui.optional(), ...regle }).optional(),
}

const instruction = z.strictObject({ ...commun, genre: z.literal('instruction'), qui })
const viseur = z.strictObject({ code, titre: phrase, qui, condition: z.string().min(1).max(500).optional() })
export type Viseur = z.infer<typeof viseur>
const visa = z.strictObject({
  ...commun,
  genre: z.literal('visa'),
  /** In parallel; visas in sequence are several stations. */
  viseurs: z.array(viseur).min(1).max(10),
  regle: z.union([z.enum(['tous', 'un']), z.strictObject({ quorum: z.int().min(1).max(10) })]).default('tous'),
  /** What follows when the rule can no longer be met. */
  defavorable: z.enum(['renvoyer', 'refuser', 'continuer']).default('renvoyer'),
})
const signature = z.strictObject({ ...commun, genre: z.literal('signature'), qui, ...regle })
/** Beyond this, in FCFA, an amount is a mistake. */
export const MONTANT_AU_PLUS = 10_000_000

const paiement = z.strictObject({
  ...commun,
  genre: z.literal('paiement'),
  /** What the payer reads on his receipt. */
  libelle: phrase,
  /** Whole FCFA, or CEL over the answers that gives them. */
  montant: z.union([z.int().min(0).max(MONTANT_AU_PLUS), z.strictObject({ formule: z.string().min(1).max(500) })]),
  moyens: z.array(z.enum(['guichet', 'en_ligne'])).min(1).max(2),
  /** CEL over the answers: whoever meets it pays nothing. */
  exempte: z.string().min(1).max(500).optional(),
  /** Asked although nobody has confirmed the amount; without it such a station is not published. */
  demande: z.boolean().default(false),
  ...regle,
})

const partie = z.strictObject({
  code,
  /** Who it is, for the applicant and the office: « Le second parent ». */
  titre: phrase,
  /** Answers that form the name, and the answer that gives the phone. */
  nom: z.array(z.string()).min(1).max(4),
  telephone: z.string(),
  /** What the person consents to; `{code}` is an answer. */
  phrase: z.string().min(1).max(1000),
  condition: z.string().min(1).max(500).optional(),
})

/** The consent of other persons: by a personal link and a code sent to their phone, or at the counter. */
const accord = z.strictObject({
  ...commun,
  genre: z.literal('accord'),
  parties: z.array(partie).min(1).max(5),
  /** How long a link opens. */
  joursAuPlus: z.int().min(1).max(60).default(15),
  /** What follows when somebody refuses. */
  refus: z.enum(['refuser', 'renvoyer']).default('refuser'),
})

/** A period that must elapse (opposition, publicity): nobody acts on it, and it ends by itself under a confirmed rule. */
const attente = z.strictObject({
  code,
  titre: phrase,
  citoyen: commun.citoyen,
  condition: commun.condition,
  genre: z.literal('attente'),
  duree: z.strictObject({ valeur: z.int().min(1).max(3650), unite: z.enum(['jours', 'jours_ouvres', 'mois', 'jours_francs']), ...regle }),
  /** Who records an opposition, and sees that the period is over where its length is not confirmed. */
  qui,
  /** What an opposition does: back to the examination, a refusal proposed, or nothing but being read. */
  opposition: z.enum(['renvoyer', 'refuser', 'continuer']).default('renvoyer'),
  /** The file's own clock stops meanwhile; only where the period's rule is confirmed. */
  suspend: z.boolean().optional(),
})

export const station = z.discriminatedUnion('genre', [instruction, visa, accord, attente, paiement, signature])
export type Station = z.infer<typeof station>
export type GenreStation = Station['genre']
export type StationDe<G extends GenreStation> = Extract<Station, { genre: G }>

/** The state of a file, by the station where it waits. */
export const ETAT_DE = { instruction: 'depose', visa: 'soumis', accord: 'sollicite', attente: 'differe', paiement: 'liquide', signature: 'propose' } as const satisfies Record<GenreStation, string>

/** The stations this file goes through, in order. A condition that cannot be told counts as met: nobody is skipped by mistake. */
export function stationsDe(demarche: Pick<Demarche, 'circuit' | 'formulaire'>, reponses: Reponses): Station[] {
  return demarche.circuit.stations.filter(({ condition }) => condition === undefined || evaluer(demarche.formulaire, condition, reponses) !== false)
}

/** The station after this one for this file; undefined at the end. `undefined` asks for the first. */
export function suivante(demarche: Pick<Demarche, 'circuit' | 'formulaire'>, reponses: Reponses, ici: string | undefined): Station | undefined {
  const stations = demarche.circuit.stations
  const rang = ici === undefined ? -1 : stations.findIndex((s) => s.code === ici)
  const passantes = new Set(stationsDe(demarche, reponses))
  return stations.find((s, i) => i > rang && passantes.has(s))
}

/** Where a file goes when it is sent back from here: the nearest earlier examination, or else the nearest earlier visa. */
export function precedente(demarche: Pick<Demarche, 'circuit' | 'formulaire'>, reponses: Reponses, ici: string): Station | undefined {
  const avant = demarche.circuit.stations.slice(0, Math.max(0, demarche.circuit.stations.findIndex((s) => s.code === ici)))
  const passantes = new Set(stationsDe(demarche, reponses))
  const passees = avant.filter((s) => passantes.has(s))
  return passees.findLast((s) => s.genre === 'instruction') ?? passees.findLast((s) => s.genre === 'visa')
}

export const findStation = (demarche: Pick<Demarche, 'circuit'>, code: string | null): Station | undefined => demarche.circuit.stations.find((s) => s.code === code)

/** The station where the decision is signed: every circuit has one; nothing but payments may come after it. */
export const signatureDe = (demarche: Pick<Demarche, 'circuit'>): StationDe<'signature'> => demarche.circuit.stations.find((s) => s.genre === 'signature')!

/** Those who must give their visa on this file. */
export const viseursDe = (demarche: Pick<Demarche, 'formulaire'>, station: StationDe<'visa'>, reponses: Reponses): Viseur[] =>
  station.viseurs.filter(({ condition }) => condition === undefined || evaluer(demarche.formulaire, condition, reponses) !== false)

export type Avis = 'favorable' | 'defavorable' | null

/** How many favourable visas a rule asks for, among so many. A quorum never asks for more than there are. */
export function visasRequis(regle: StationDe<'visa'>['regle'], nombre: number): number {
  if (regle === 'tous') return nombre
  return Math.min(nombre, regle === 'un' ? 1 : regle.quorum)
}

/**
 * Where a round of visas stands. It ends as soon as the rule is met, or can no longer be; the visas not given by then are
 * asked of nobody any more.
 */
export function issue(regle: StationDe<'visa'>['regle'], avis: readonly Avis[]): 'attend' | 'favorable' | 'defavorable' {
  const requis = visasRequis(regle, avis.length)
  const favorables = avis.filter((a) => a === 'favorable').length
  if (favorables >= requis) return 'favorable'
  const attendus = avis.filter((a) => a === null).length
  return favorables + attendus < requis ? 'defavorable' : 'attend'
}
