import { z } from 'zod'
import type { Regle } from '../../../kernel/calendrier/index.ts'

/** What every rule says of itself: where it comes from, and whether somebody who may has confirmed it. */
const source = { source: z.string().min(1).max(500), verifie: z.boolean() }
const jour = z.union([z.string().regex(/^\d{4}-\d{2}-\d{2}$/), z.date()]).transform((d) => (typeof d === 'string' ? d : d.toISOString().slice(0, 10)))
const code = z.string().regex(/^[a-z][a-z0-9-]{1,29}$/)

const delai = z.strictObject({
  valeur: z.int().min(0).max(3650),
  unite: z.enum(['jours', 'jours_ouvres', 'mois', 'jours_francs']),
  report: z.boolean(),
  depart: z.enum(['ouvre', 'jour']).optional(),
  interruption: z.enum(['reprise', 'aussitot']).optional(),
  ...source,
})
const effet = z.strictObject({ effet: z.enum(['interruption', 'suspension', 'aucun']), motive: z.boolean(), une_fois: z.boolean(), ...source })
const autorite = z.strictObject({ roles: z.array(z.string()).min(1), ...source })
const echeanceBudget = z.strictObject({ mois: z.int().min(1).max(12), jour: z.int().min(1).max(31), annee: z.int().min(-1).max(2), ...source })

/** The rules of the control: delays, what silence does, who signs, when a council sits. */
export const schemaRegles = z.strictObject({
  regimes: z.array(z.strictObject({ code, libelle: z.string(), du: jour, au: jour.optional(), controle: z.boolean(), ...source })).min(1),
  delais: z.strictObject({ transmission: delai, controle: delai, reponse_pieces: delai, reponse_observations: delai, annulation: delai, affichage: delai, convocation: delai, proces_verbal: delai }),
  silence: z.strictObject({ effet: z.enum(['non-defere', 'alerte']), ...source }),
  executoire: z.strictObject({ conditions: z.array(z.enum(['transmission', 'publication', 'controle'])).min(1), ...source }),
  effets: z.strictObject({ 'demande-pieces': effet, observations: effet }),
  suspension: z.strictObject({ motif: z.string(), ...source }),
  autorites: z.strictObject({ 'demande-pieces': autorite, observations: autorite, suspension: autorite, defere: autorite }),
  sessions: z.strictObject({ ordinaires: z.strictObject({ mois: z.array(z.int().min(1).max(12)).min(1), ...source }), budget: z.strictObject({ mois: z.int().min(1).max(12), ...source }) }),
  quorum: z.strictObject({ fraction: z.enum(['majorite', 'tiers', 'deux-tiers']), seconde_sans_quorum: z.boolean(), ...source }),
  procurations: z.strictObject({ par_membre: z.int().min(0).max(5), ...source }),
  majorite: z.strictObject({ calcul: z.enum(['exprimes', 'presents', 'membres']), preponderante: z.boolean(), ...source }),
  budget: z.strictObject({ primitif: echeanceBudget, 'compte-administratif': echeanceBudget }),
  seuils: z.array(z.strictObject({ code, libelle: z.string(), montant: z.int().min(0), ...source })),
  bornes: z.strictObject({ fichier_mo: z.int().min(1).max(500), annexes: z.int().min(0).max(200), actes_par_envoi: z.int().min(1).max(1000), ...source }),
})
/** The rules as they read; a delay is a `Regle` of the calendar. */
export type Regles = z.infer<typeof schemaRegles>
export type NomDelai = keyof Regles['delais']

const annexe = z.strictObject({ code, libelle: z.string(), obligatoire: z.boolean() })
/** The kinds of acts, what each asks for, who may sign it. */
export const schemaNatures = z.strictObject({
  ...source,
  natures: z.array(z.strictObject({ code, libelle: z.string(), sigle: z.string().regex(/^[A-Z]{2,4}$/), seance: z.boolean(), transmissible: z.boolean(), publication: z.enum(['affichage', 'notification']), signataires: z.array(z.string()).min(1), annexes: z.array(annexe) })).min(1),
})
export type Nature = z.infer<typeof schemaNatures>['natures'][number]

const codeMatiere = z.string().regex(/^\d{1,2}(\.\d{1,2}){0,2}$/)
const feuille = z.strictObject({ code: codeMatiere, libelle: z.string().min(1).max(120), annexes: z.array(annexe).optional() })
const branche = feuille.extend({ sous: z.array(feuille).default([]) })
/** The subjects, three levels deep; a code begins with its parent's. */
export const schemaMatieres = z.strictObject({ ...source, matieres: z.array(feuille.extend({ sous: z.array(branche).default([]) })).min(1) }).superRefine((m, ctx) => {
  const vus = new Set<string>()
  const visiter = (liste: readonly { code: string; sous?: readonly { code: string }[] }[], parent: string) => {
    for (const un of liste) {
      if (vus.has(un.code)) ctx.addIssue({ code: 'custom', message: `La matière ${un.code} y est deux fois` })
      if (parent && !un.code.startsWith(`${parent}.`)) ctx.addIssue({ code: 'custom', message: `La matière ${un.code} n’est pas à sa place sous ${parent}` })
      vus.add(un.code)
      if (un.sous) visiter(un.sous, un.code)
    }
  }
  visiter(m.matieres, '')
})
export type Matieres = z.infer<typeof schemaMatieres>

/** Which acts a point or a rule is about: all those that fulfil every clause. A subject is a prefix. */
const cible = z.strictObject({ natures: z.array(code).optional(), matieres: z.array(codeMatiere).optional(), communes: z.array(z.string()).optional(), montant: z.int().min(0).optional(), tard: z.boolean().optional() })
export type Cible = z.infer<typeof cible>

/** What the house can check by itself on a point of the grid. */
export const CALCULS = ['signataire', 'signature', 'delai-transmission', 'annexes', 'convocation', 'session', 'quorum', 'vote', 'publicite', 'equilibre', 'calendrier-budget', 'seuil'] as const
export type Calcul = (typeof CALCULS)[number]
export const schemaGrilles = z.strictObject({
  ...source,
  points: z.array(z.strictObject({ code, libelle: z.string().min(1).max(80), question: z.string().min(1).max(300), source: z.string().max(300), preuve: z.string().max(120), calcul: z.enum(CALCULS).optional(), pour: cible.optional(), verifie: z.boolean() })).min(1),
})
export type PointGrille = z.infer<typeof schemaGrilles>['points'][number]

/** What is examined in depth, and how much risk each reason adds. `hasard.part`: percent of the rest, drawn at random. */
export const schemaStrategie = z.strictObject({
  ...source,
  regles: z.array(z.strictObject({ code, libelle: z.string().min(1).max(120), pour: cible, approfondi: z.boolean(), risque: z.int().min(0).max(100) })),
  hasard: z.strictObject({ part: z.number().min(0).max(100), ...source }).optional(),
})
export type Strategie = z.infer<typeof schemaStrategie>

export const schemaAnomalies = z.strictObject({ ...source, anomalies: z.array(z.strictObject({ code: z.string().regex(/^A\d{2}$/), phrase: z.string().min(1).max(300), bloque: z.boolean() })).min(1) })
export const schemaLettres = z.strictObject({ ...source, lettres: z.array(z.strictObject({ code, titre: z.string().min(1).max(80), texte: z.string().min(1).max(6000) })).min(1) })

/** Every list the control works with, by kind, with its shape. */
export const SCHEMAS = { regles: schemaRegles, natures: schemaNatures, matieres: schemaMatieres, grilles: schemaGrilles, strategie: schemaStrategie, anomalies: schemaAnomalies, lettres: schemaLettres } as const
export type Genre = keyof typeof SCHEMAS
export type Corps<G extends Genre> = z.infer<(typeof SCHEMAS)[G]>
export const GENRES = Object.keys(SCHEMAS) as Genre[]

/** A delay as the calendar counts it. */
export const regleDe = (d: Regles['delais'][NomDelai]): Regle => ({ valeur: d.valeur, unite: d.unite, report: d.report, source: d.source, verifie: d.verifie, ...(d.depart ? { depart: d.depart } : {}), ...(d.interruption ? { interruption: d.interruption } : {}) })
