/** From the country down. A village is a village or a quartier de ville. */
export type Niveau = 'pays' | 'departement' | 'commune' | 'arrondissement' | 'village'

/** A territory. `code` is 'BJ', '01', '0101', '010101' or '010101001'; dates are YYYY-MM-DD. */
export type Territoire = {
  code: string
  niveau: Niveau
  nom: string
  parent: string | null
  /** Inhabitants of the 2013 census (RGPH4). */
  population2013: number | null
  /** P-code of the COD-AB data set; never derived from `code`. */
  codeCod: string | null
  /** ISO 3166. */
  codeIso: string | null
  ouvertLe: string | null
  fermeLe: string | null
}

export type GenreBureau = 'mairie' | 'arrondissement' | 'prefecture' | 'direction'

/** An office where people go or write to. `verifie` is false until the ministry has confirmed its address. */
export type Bureau = {
  id: string
  genre: GenreBureau
  nom: string
  territoire: string
  adresse: string | null
  telephone: string | null
  horaires: string | null
  verifie: boolean
}

/** The outline of the country and a few towns, to find one's way when a point is chosen: latitude, longitude. Not a boundary. */
export type Fond = { source: string; contour: [number, number][]; villes: { nom: string; lieu: [number, number] }[] }

/** The territory in memory; `actualiser` after a write. Unknown codes give empty answers, never an error. */
export type Territoires = {
  trouver: (code: string) => Territoire | undefined
  /** In the order of codes. */
  enfants: (code: string) => readonly Territoire[]
  /** The code, every descendant, and what they succeeded to (with its descendants): all the codes a post on `code` may see. */
  couverture: (code: string) => string[]
  /** From the country down to the parent; without the territory itself. */
  ancetres: (code: string) => Territoire[]
  /** « Bohicon I, Bohicon, Zou »: without the country, unless it is the country. Empty for an unknown code. */
  chemin: (code: string) => string
  /** Blind to accents, case and small mistakes, best first; `limite` 10 by default. Closed territories are left out. */
  chercher: (texte: string, options?: { niveau?: Niveau; limite?: number }) => Territoire[]
  /** Offices seated in that territory itself. */
  bureaux: (code: string) => readonly Bureau[]
  /** Every open territory of a level, in the order of codes. */
  tous: (niveau: Niveau) => readonly Territoire[]
  /** What a map is drawn on. */
  fond: () => Fond
  /** Reads again what another process, or a command, has changed; one small query when nothing has. */
  actualiser: () => Promise<void>
}
