import { jourLocal } from '../../kernel/calendrier/index.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { listPostes } from '../../kernel/identite/affectation.queries.ts'
import type { PosteOccupe } from '../../kernel/identite/affectation.queries.ts'
import { clePoste } from '../../kernel/identite/cles-poste.ts'
import { findRole } from '../../kernel/identite/role.ts'
import type { Territoires } from '../../kernel/territoire/index.ts'
import type { Demarche } from './definition.ts'
import { initiales } from './dossier.ts'
import { clesDeQui } from './passage.ts'
import { NOMS, tirer } from './demo-mots.ts'

/** Somebody who acts on a file of the demonstration; `qualite` and `bureau` are what he signs under. */
export type Joueur = { par: string; parNom: string; nom: string; qualite: string; bureau: string }

/** Posts that are held today, to give each gesture to the account that could make it. */
export const listJoueurs = (tx: Tx, maintenant: Date): Promise<PosteOccupe[]> => listPostes(tx, { codes: null }, jourLocal(maintenant), { limite: 500 })

const clesDe = (p: PosteOccupe) => [clePoste(p.role, p.territoire), clePoste(p.role, p.territoire, p.bureau)]

/** Who answers to one of these keys, another than `sauf`: the account that holds the post, or somebody without an account where there is none. */
export function joueurPour(postes: readonly PosteOccupe[], cles: readonly string[], bureau: string, sauf: readonly string[] = []): Joueur {
  const tenu = postes.find((p) => p.titulaire !== null && !sauf.includes(`agent:${p.titulaireId}`) && clesDe(p).some((cle) => cles.includes(cle)))
  const [, role = 'agent_arrondissement', , ailleurs] = /^poste:(\w+)@(\w+)(?:#(.+))?$/.exec(cles[0] ?? '') ?? []
  const qualite = findRole(tenu?.role ?? role)?.titre ?? 'Agent'
  const nom = tenu?.titulaire ?? `Hortense ${NOMS[tirer(cles[0] ?? '') % NOMS.length]!}`
  return { par: tenu ? `agent:${tenu.titulaireId}` : `agent:demonstration-${role}`, parNom: `${initiales(nom)}, ${qualite}`, nom, qualite, bureau: tenu?.bureau ?? ailleurs ?? bureau }
}

/** The agents of the ministry who may ask for this without having to decide on it. */
export function demandeursPour(postes: readonly PosteOccupe[], { circuit }: Pick<Demarche, 'circuit'>, territoires: Territoires): PosteOccupe[] {
  const quis = circuit.stations.flatMap((s) => (s.genre === 'visa' ? s.viseurs.map((v) => v.qui) : 'qui' in s ? [s.qui] : [])).filter((q) => q.bureau !== 'demandeur')
  const cles = quis.flatMap((q) => clesDeQui(q, { territoire: 'BJ', bureau: null, reponses: {} }, territoires))
  return postes.filter((p) => p.titulaire !== null && p.role === 'agent_ministere' && !clesDe(p).some((cle) => cles.includes(cle)))
}
