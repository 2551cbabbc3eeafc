import { sql } from '../db/index.ts'
import type { Db } from '../db/index.ts'
import type { PosteTenu } from './acteur.ts'
import { findRole } from './role.ts'

type Ligne = { posteId: string; role: string; territoire: string; bureau: string; nature: string; titulaire: string | null }

/** The posts an agent holds on a date, in his own name or as a deputy. `jour` is YYYY-MM-DD in Porto-Novo. */
export async function listPostesTenus(db: Db, agentId: string, jour: string): Promise<Omit<PosteTenu, 'territoireNom'>[]> {
  const { rows } = await sql<Ligne>`
    select p.id as poste_id, p.role, p.territoire, p.bureau, a.nature,
      (select g.nom from identite.affectation t join identite.agent g on g.id = t.agent_id
        where t.poste_id = p.id and t.nature = 'titulaire' and t.du <= ${jour}::date and coalesce(t.au, 'infinity') >= ${jour}::date limit 1) as titulaire
    from identite.affectation a join identite.poste p on p.id = a.poste_id
    where a.agent_id = ${agentId} and a.du <= ${jour}::date and coalesce(a.au, 'infinity') >= ${jour}::date
      and p.ouvert_le <= ${jour}::date and coalesce(p.ferme_le, 'infinity') > ${jour}::date
    order by p.territoire, p.role`.execute(db)
  return rows.map((ligne) => ({
    posteId: ligne.posteId,
    role: ligne.role,
    roleTitre: findRole(ligne.role)?.titre ?? ligne.role,
    territoire: ligne.territoire,
    bureau: ligne.bureau,
    ...(ligne.nature === 'interim' ? { interimDe: ligne.titulaire ?? 'poste vacant' } : {}),
  }))
}
