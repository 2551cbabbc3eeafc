/** A post somebody holds today: a role in a territory, by appointment or as a deputy. */
export type PosteTenu = {
  posteId: string
  role: string
  roleTitre: string
  /** Code of the territory of the post; `BJ` is the whole country. */
  territoire: string
  territoireNom: string
  bureau: string
  interimDe?: string
}

/** What a post is called with its holder: « Chef d’arrondissement par intérim ». */
export const fonctionDe = (poste: PosteTenu | undefined): string => (poste ? `${poste.roleTitre}${poste.interimDe ? ' par intérim' : ''}` : '')

/** In what quality somebody opens a file, for the register of consultations: every post he holds. */
export const qualiteDe = (acteur: Acteur): string => (acteur.genre === 'agent' ? acteur.postes.map((p) => `${p.roleTitre}, ${p.bureau}`).join(' ; ') : 'logiciel autorisé')

/** Keys of whoever has proved, by a code received, to hold this phone or this address: `telephone:+229…`, `courriel:…`. */
export const clesContact = ({ telephone, courriel }: { telephone: string | null; courriel: string | null }): string[] => [...(telephone ? [`telephone:${telephone}`] : []), ...(courriel ? [`courriel:${courriel.toLowerCase()}`] : [])]

/** Who acts. Everything the kernel decides about access starts from this. */
export type Acteur =
  | { genre: 'visiteur'; cles: readonly string[] }
  | { genre: 'citoyen'; id: string; nom: string; cles: readonly string[] }
  | { genre: 'agent'; id: string; nom: string; postes: readonly PosteTenu[]; secondFacteur: boolean }
  | { genre: 'jeton'; id: string; nom: string; permissions: readonly string[]; territoires: readonly string[] }
  | { genre: 'systeme'; nom: string }

/** The actor's name in the journal and in the idempotency table, e.g. `agent:0192…`; never a person's name. */
export function cleActeur(acteur: Acteur): string {
  switch (acteur.genre) {
    case 'visiteur':
      return acteur.cles[0] ?? 'visiteur'
    case 'systeme':
      return `systeme:${acteur.nom}`
    default:
      return `${acteur.genre}:${acteur.id}`
  }
}

/** The keys that make somebody the holder of an object: `citoyen:<id>`, `dossier:<id>`; an agent's own requests: `agent:<id>`. */
export function clesDe(acteur: Acteur): readonly string[] {
  if (acteur.genre === 'agent') return [cleActeur(acteur)]
  return acteur.genre === 'visiteur' || acteur.genre === 'citoyen' ? acteur.cles : []
}
