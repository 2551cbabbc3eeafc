/** The types of `types/`, as written in a definition. */
import { z } from 'zod'
import { borneDate, code, commun, entier, option, phrase, question } from './commun.ts'

const feuille = option.omit({ groupe: true })
const rameau = feuille.extend({ options: z.array(feuille).min(1).max(100).optional() })
const branche = feuille.extend({ options: z.array(rameau).min(1).max(100).optional() })

/** A picture of the procedure's folder: read once, when the definition is, and kept in it. */
export const FICHIER_IMAGE = /^[a-z0-9][a-z0-9_-]{0,59}\.(?:png|jpg|jpeg|webp|svg)$/
const image = z.strictObject({
  ...commun,
  type: z.literal('image'),
  fichier: z.string().regex(FICHIER_IMAGE, 'le fichier d’une image s’écrit plan.png'),
  /** What the picture says, for those who do not see it. */
  alternative: phrase,
  legende: phrase.optional(),
  /** The picture itself, put here by `joindreContenus`. Bounded: a page is 50 KB. */
  donnees: z.string().max(56_000, 'l’image est trop lourde : 40 Ko au plus').regex(/^data:image\/(?:png|jpeg|webp|svg\+xml);base64,[A-Za-z0-9+/]+={0,2}$/).optional(),
})

const colonne = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'une colonne s’écrit en minuscules sans accent')
/** A file of the procedure's folder that holds the rows, until `joindreContenus` has put them here. */
export const FICHIER_TABLE = /^[a-z0-9][a-z0-9_-]{0,59}\.csv$/
const table = z.strictObject({
  colonnes: z.array(colonne).min(1).max(20),
  /** The column that tells rows apart, kept as the answer; the one that people read. */
  cle: colonne,
  libelle: colonne,
  /** A column that tells namesakes apart. */
  detail: colonne.optional(),
  /** Columns of numbers, whole or with decimals after a point or a comma. */
  nombres: z.array(colonne).max(20).default([]),
  lignes: z.array(z.array(z.string().max(500)).min(1).max(20)).min(1).max(5000),
})
const niveauBureau = z.enum(['pays', 'departement', 'commune', 'arrondissement'])
/** South, west, north, east, in degrees: Benin and a margin. */
const boite = z.tuple([z.number().min(-90).max(90), z.number().min(-180).max(180), z.number().min(-90).max(90), z.number().min(-180).max(180)]).default([6.1, 0.7, 12.5, 4])
const partie = z.enum(['requis', 'facultatif']).optional()
const parties = z.strictObject({ commune: partie, quartier: partie, lotissement: partie, tranche: partie, lot: partie, parcelle: partie, el: partie, surface: partie, titre: partie })

export const composes = [
  image,
  z.strictObject({ ...question, type: z.literal('choix_lie'), /** Names of the levels, from the widest. */ niveaux: z.array(z.strictObject({ code, libelle: phrase })).min(2).max(3), options: z.array(branche).min(1).max(100) }),
  z.strictObject({ ...question, type: z.literal('periode'), min: borneDate.optional(), max: borneDate.optional(), /** Days, first and last included. */ joursAuPlus: entier.min(1).max(3660).default(3660), debut: phrase.default('Premier jour'), fin: phrase.default('Dernier jour') }),
  z.strictObject({
    ...question,
    type: z.literal('paiement'),
    moyens: z.array(z.enum(['iban', 'mobile_money'])).min(1).max(2).default(['iban', 'mobile_money']),
    operateurs: z.array(feuille).max(20).default([]),
    /** Countries of the accounts accepted (ISO 3166). */
    pays: z.array(z.string().regex(/^[A-Z]{2}$/)).min(1).max(60).default(['BJ']),
    titulaire: z.boolean().default(true),
  }),
  z.strictObject({ ...question, type: z.literal('reference'), table, /** A list to unroll, or a search; by its length when absent. */ forme: z.enum(['liste', 'recherche']).optional() }),
  z.strictObject({ ...question, type: z.literal('bureau'), genres: z.array(z.enum(['mairie', 'arrondissement', 'prefecture', 'direction'])).min(1).default(['mairie', 'arrondissement', 'prefecture', 'direction']), niveaux: z.array(niveauBureau).min(1).default(['pays', 'departement', 'commune', 'arrondissement']), /** Code of the territory it must lie in. */ dans: z.string().max(12).optional() }),
  z.strictObject({ ...question, type: z.literal('point'), boite, /** Metres: a position known less well is refused. */ precisionAuPlus: entier.min(1).max(10_000).optional(), /** Looked up in the register of parcels, where there is one. */ registre: z.boolean().default(false) }),
  z.strictObject({ ...question, type: z.literal('zone'), boite, sommetsAuPlus: entier.min(3).max(200).default(200), /** Square metres. */ aireMin: z.number().min(0).optional(), aireMax: z.number().min(1).optional() }),
  z.strictObject({ ...question, type: z.literal('parcelle'), /** What is asked; a part that is not named is not. */ parties: parties.default({ commune: 'requis', quartier: 'facultatif', lot: 'requis', parcelle: 'requis' }), /** It must be in the register, where there is one. */ connue: z.boolean().default(false) }),
  z.strictObject({ ...question, type: z.literal('dossier'), /** Codes of the procedures accepted; all when empty. */ demarches: z.array(z.string().regex(/^[a-z0-9-]{3,60}$/)).max(50).default([]), /** A number that is not among the person's files may be written. */ autre: z.boolean().default(true) }),
  z.strictObject({ ...question, type: z.literal('certificat'), /** Kinds accepted; all when empty. */ genres: z.array(z.string().regex(/^[a-z-]{1,40}$/)).max(50).default([]), autre: z.boolean().default(true), /** One that is no longer valid will do. */ expires: z.boolean().default(false) }),
] as const
