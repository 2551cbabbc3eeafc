/** What every view receives from the corridor besides its own data: who looks, and what a form needs. */
export type Vue = {
  /** Path and query of the request, e.g. `/dossiers?etat=depose`. */
  chemin: string
  maintenant: Date
  /** CSRF token; forms repeat it. */
  jeton: string
  /** A fresh idempotency key, one per form. */
  cle: () => string
  /** Field name -> French sentence, after a 422. */
  erreurs: Readonly<Record<string, string>>
  /** What had been typed, after a 422. */
  saisie: Readonly<Record<string, unknown>>
  /** Files already received for fields of this form, kept until it is sent for good. */
  gardes?: readonly { champ: string; nom: string; taille: number; type: string; sha256: string }[]
  /** A sentence about what has just been done, shown once. */
  message?: string
  /** Who is looking; undefined for an unknown visitor. */
  personne?: { genre: 'agent' | 'citoyen'; nom: string; fonction?: string; lieu?: string }
  /** Entries of the menu this person may open. */
  menu: { libelle: string; href: string; actif: boolean }[]
  reglages: { hote: string; demonstration: boolean }
  /** Fingerprinted address of a static file, e.g. `actif('iroko.css')`. */
  actif: (nom: string) => string
}

/**
 * The same view with other errors or typed text, for the form of a GET page. Never spread a view: the copy would ask for
 * the token, and the page would then get a cookie and lose its ETag.
 */
export function vueAvec(vue: Vue, autre: Partial<Pick<Vue, 'erreurs' | 'saisie'>>): Vue {
  return Object.assign(Object.create(vue) as Vue, autre)
}
