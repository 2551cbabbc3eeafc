/** What a form is made of: steps, fields and their options. Plain JSON, kept in a démarche's YAML. */
import { z } from 'zod'
import { apres, borneDate, code, commun, entier, expression, heure, lieu, option, options, phrase, question } from './commun.ts'
import { composes } from './schemas.ts'

/** Asked of a person besides his name: not at all when absent. */
const demandee = z.enum(['facultatif', 'requis']).optional()

const simples = [
  z.strictObject({ ...question, type: z.literal('texte'), min: entier.min(1).optional(), max: entier.min(1).max(500).default(200), largeur: z.literal([2, 4, 8, 14, 20]).optional() }),
  z.strictObject({ ...question, type: z.literal('texte_long'), max: entier.min(1).max(10_000).default(2000), lignes: entier.min(2).max(20).default(4) }),
  z.strictObject({ ...question, type: z.literal('nom'), max: entier.min(1).max(200).default(100), autocomplete: z.enum(['family-name', 'given-name', 'name', 'off']).default('off') }),
  z.strictObject({ ...question, type: z.literal('nombre'), min: z.number().optional(), max: z.number().optional(), decimales: entier.min(0).max(6).default(0), unite: phrase.optional() }),
  z.strictObject({ ...question, type: z.literal('montant'), min: entier.min(0).default(0), max: entier.min(0).max(1e13).default(1e12) }),
  z.strictObject({ ...question, type: z.literal('oui_non'), oui: phrase.optional(), non: phrase.optional() }),
  z.strictObject({ ...question, type: z.literal('choix'), options, forme: z.enum(['boutons', 'liste']).optional() }),
  z.strictObject({ ...question, type: z.literal('choix_multiple'), options, min: entier.min(1).optional(), max: entier.min(1).optional() }),
  z.strictObject({ ...question, type: z.literal('date'), min: borneDate.optional(), max: borneDate.optional(), apres, naissance: z.boolean().default(false) }),
  z.strictObject({ ...question, type: z.literal('date_precision'), min: borneDate.optional(), max: borneDate.optional(), naissance: z.boolean().default(false), vers: phrase.optional() }),
  z.strictObject({ ...question, type: z.literal('heure'), min: heure.optional(), max: heure.optional(), apres }),
  z.strictObject({ ...question, type: z.literal('courriel') }),
  z.strictObject({ ...question, type: z.literal('telephone') }),
  z.strictObject({ ...question, type: z.literal('npi') }),
  z.strictObject({ ...question, type: z.literal('territoire'), ...lieu }),
  z.strictObject({ ...question, type: z.literal('adresse'), ...lieu, repere: phrase.default('Quartier, rue, repère') }),
  z.strictObject({ ...question, type: z.literal('personne'), naissance: z.boolean().default(true), npi: demandee, piece: demandee }),
  /** `papiers`: the accepted ones, in words. `rectoVerso`: two faces are expected, both required when `min` is 2. */
  z.strictObject({ ...question, type: z.literal('fichier'), min: entier.min(1).max(20).default(1), max: entier.min(1).max(20).optional(), papiers: z.array(phrase).max(20).default([]), rectoVerso: z.boolean().default(false) }),
  z.strictObject({ ...question, type: z.literal('photo'), camera: z.boolean().default(false) }),
  /** Drawn on the screen or photographed. `sans`: the person may say that she cannot sign here. */
  z.strictObject({ ...question, type: z.literal('signature'), sans: z.boolean().default(false), phraseSans: phrase.default('Je ne peux pas signer ici') }),
  z.strictObject({ ...question, type: z.literal('consentement'), phrase }),
  z.strictObject({ ...commun, type: z.literal('titre'), libelle: phrase }),
  z.strictObject({ ...commun, type: z.literal('explication'), texte: z.string().min(1).max(3000) }),
  z.strictObject({ ...commun, type: z.literal('calcule'), libelle: phrase, formule: expression, resultat: z.enum(['texte', 'nombre', 'montant', 'oui_non', 'date']), decimales: entier.min(0).max(6).default(0), sensible: z.boolean().default(false), /** Computed and kept, but not shown to the person. */ cache: z.boolean().default(false) }),
] as const
const champSimple = z.discriminatedUnion('type', [...simples, ...composes])
const bloc = z.strictObject({
  ...question,
  type: z.literal('bloc'),
  /** Name of one element (« Enfant »), its verb (« Ajouter un enfant »). */
  element: phrase.default('Élément'),
  ajouter: phrase,
  min: entier.min(0).max(50).default(0),
  max: entier.min(1).max(50).default(20),
  /** `tableau`: one line an element on a wide screen, for elements of a few short fields. */
  presentation: z.enum(['cartes', 'tableau']).optional(),
  champs: z.array(champSimple).min(1).max(50),
})
const champ = z.discriminatedUnion('type', [...simples, ...composes, bloc])
/**
 * Where nobody goes further: what the person has just answered sends her to another door. Only a rule that somebody has confirmed
 * stops; another one warns. It carries its source as every rule of law does.
 */
const arret = z.strictObject({
  /** CEL over the answers up to the end of the step; one that cannot be told stops nobody. */
  condition: expression,
  titre: phrase,
  texte: z.string().min(1).max(2000),
  liens: z.array(z.strictObject({ libelle: phrase, lien: z.url() })).max(5).default([]),
  source: z.string().min(1),
  dateEffet: z.iso.date().optional(),
  verifie: z.boolean(),
})
const etape = z.strictObject({ code, titre: phrase, aide: phrase.optional(), condition: expression.optional(), champs: z.array(champ).min(1), arrets: z.array(arret).min(1).max(5).optional() })

/** The form of a definition as written; what it says is checked by `lireDefinition`. */
export const schemaDefinition = z.strictObject({ etapes: z.array(etape).min(1).max(30) })

export type Definition = z.infer<typeof schemaDefinition>
export type Etape = Definition['etapes'][number]
export type Arret = z.infer<typeof arret>
export type Bloc = z.infer<typeof bloc>
export type Champ = z.infer<typeof champ>
export type TypeChamp = Champ['type']
/** A field of one type. */
export type ChampDe<T extends TypeChamp> = Extract<Champ, { type: T }>
/** Fields that somebody answers. */
export type Question = Exclude<Champ, { type: TypeDecor | 'calcule' }>
/** What is only shown. */
export type TypeDecor = 'titre' | 'explication' | 'image'
/** Types described whole in `types/`, one file each. */
export type TypeCompose = Exclude<z.infer<(typeof composes)[number]>['type'], TypeDecor>
export type Option = z.infer<typeof option>

/** Every type, as written in `type`. */
export const TYPES_CHAMP: readonly TypeChamp[] = [...simples.map((s) => s.shape.type.value), ...composes.map((s) => s.shape.type.value), 'bloc']
/** Fields whose answer is files. */
export type ChampFichier = ChampDe<'fichier' | 'photo' | 'signature'>
