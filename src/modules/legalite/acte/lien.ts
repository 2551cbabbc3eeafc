/** How an act is tied to an earlier one of its commune. */
export const GENRES_LIEN = ['modifie', 'abroge', 'repond', 'remplace'] as const
export type GenreLien = (typeof GENRES_LIEN)[number]
export const MOTS_LIEN: Readonly<Record<GenreLien, { vers: string; depuis: string }>> = {
  modifie: { vers: 'Modifie', depuis: 'Modifié par' },
  abroge: { vers: 'Abroge', depuis: 'Abrogé par' },
  repond: { vers: 'Répond aux observations sur', depuis: 'Suivi de' },
  remplace: { vers: 'Remplace', depuis: 'Remplacé par' },
}
