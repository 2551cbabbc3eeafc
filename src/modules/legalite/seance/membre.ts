/** A member of a council, for as long as he sits. `du` and `au` are the first and last day of the mandate, YYYY-MM-DD; `au` null while it runs. */
export type Membre = { id: string; commune: string; nom: string; qualite: Qualite; rang: number; telephone: string | null; courriel: string | null; du: string; au: string | null }
export type Qualite = 'maire' | 'adjoint' | 'chef-arrondissement' | 'conseiller'

export const QUALITES: Readonly<Record<Qualite, string>> = { maire: 'Maire', adjoint: 'Adjoint au maire', 'chef-arrondissement': 'Chef d’arrondissement', conseiller: 'Conseiller' }

/** Whether somebody sits on that day, YYYY-MM-DD. */
export const siege = ({ du, au }: Pick<Membre, 'du' | 'au'>, jour: string): boolean => du <= jour && (au === null || au >= jour)
