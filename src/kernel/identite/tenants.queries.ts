import { sql } from '../db/index.ts'
import type { Db } from '../db/index.ts'
import type { Acteur } from './acteur.ts'
import { findRole } from './role.ts'

type Ligne = { id: string; nom: string; posteId: string; role: string; territoire: string; bureau: string }

/** Everybody who holds a post in one of these territories on a day, in his own name or as a deputy, as he acts by those posts; by name. `partis`: also those whose account was closed since. */
export async function listTenants(db: Db, territoires: readonly string[], jour: string, { partis = false }: { partis?: boolean } = {}): Promise<Extract<Acteur, { genre: 'agent' }>[]> {
  const { rows } = await sql<Ligne>`
    select g.id, g.nom, p.id as poste_id, p.role, p.territoire, p.bureau from identite.poste p join identite.affectation a on a.poste_id = p.id join identite.agent g on g.id = a.agent_id
    where p.territoire = any(${[...territoires]}) and a.du <= ${jour}::date and coalesce(a.au, 'infinity') >= ${jour}::date
      and p.ouvert_le <= ${jour}::date and coalesce(p.ferme_le, 'infinity') > ${jour}::date and (${partis} or g.ferme_le is null) order by g.nom, g.id`.execute(db)
  const parAgent = Map.groupBy(rows, (ligne) => ligne.id)
  return [...parAgent].map(([id, siens]) => ({
    genre: 'agent', id, nom: siens[0]!.nom, secondFacteur: false,
    postes: siens.map(({ posteId, role, territoire, bureau }) => ({ posteId, role, roleTitre: findRole(role)?.titre ?? role, territoire, territoireNom: '', bureau })),
  }))
}
