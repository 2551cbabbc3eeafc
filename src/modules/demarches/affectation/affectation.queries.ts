import { sql } from '../../../kernel/db/index.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'
import type { Acteur } from '../../../kernel/identite/acteur.ts'
import { findRole } from '../../../kernel/identite/role.ts'
import type { Lecture } from '../../../kernel/module.ts'
import { posteQui } from '../../../kernel/identite/cles-poste.ts'
import { listTenants } from '../../../kernel/identite/tenants.queries.ts'
import type { Territoires } from '../../../kernel/territoire/index.ts'
import type { Dossier } from '../dossier.ts'

type Agent = Extract<Acteur, { genre: 'agent' }>

/** Who may be given a file: whoever holds one of the posts it waits for, his own requests aside. `jour` is YYYY-MM-DD. */
export async function listCandidats(db: Db, dossier: Pick<Dossier, 'attend' | 'titulaire'>, territoires: Territoires, jour: string): Promise<Agent[]> {
  const lieux = dossier.attend.flatMap((cle) => /^poste:[^@]+@([^#]+)/.exec(cle)?.[1] ?? [])
  if (lieux.length === 0) return []
  const tenants = await listTenants(db, [...new Set(lieux.flatMap((code) => [code, ...successeurs(code, territoires)]))], jour)
  return tenants.filter((agent) => posteQui(agent, dossier.attend, territoires) !== undefined && dossier.titulaire !== `agent:${agent.id}`)
}

/**
 * Whether this person may give the file to somebody else: by the permission, in its territory; or, in a direction of the ministry, by the post that
 * heads the office for which the file waits. No permission says that: in the ministry's territory it would reach every office of the country.
 */
export function peutConfier({ acteur, porteePour }: Pick<Lecture, 'acteur' | 'porteePour'>, dossier: Pick<Dossier, 'attend' | 'territoire'>): boolean {
  if (porteePour('demarches.confier').contient(dossier.territoire)) return true
  return acteur.genre === 'agent' && acteur.postes.some((p) => findRole(p.role)?.signataire === true && dossier.attend.some((cle) => cle.endsWith(`@${p.territoire}#${p.bureau}`)))
}

/** A territory that was closed left its files to those that succeeded to it. */
function successeurs(code: string, territoires: Territoires): string[] {
  const ancien = territoires.trouver(code)
  return ancien?.fermeLe ? territoires.tous(ancien.niveau).filter((t) => territoires.couverture(t.code).includes(code)).map((t) => t.code) : []
}

/** Puts a file in somebody's charge, or nobody's. Its revision stays: who is at work changes nothing to what is decided. */
export async function updateInstructeur(tx: Tx, id: string, agentId: string | null): Promise<void> {
  await sql`update demarches.dossier set instructeur = ${agentId} where id = ${id}`.execute(tx)
}

/** Open files that each of these agents has in his charge. */
export async function compterCharges(db: Db, agents: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ instructeur: string; n: number }>`select instructeur, count(*) as n from demarches.dossier where station is not null and not essai and instructeur = any(${[...agents]}::uuid[]) group by 1`.execute(db)
  return new Map(rows.map((ligne) => [ligne.instructeur, ligne.n]))
}
