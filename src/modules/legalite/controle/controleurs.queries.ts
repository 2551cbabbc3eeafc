import type { Db } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'
import { listTenants } from '../../../kernel/identite/tenants.queries.ts'
import type { Maison } from '../../../kernel/maison.ts'
import { ROLES } from '../droits.ts'
import { departementDe } from '../lecteur.ts'

/** Who may be given acts to check in the prefectures of these communes, with how many are already theirs. */
export async function listControleurs(db: Db, maison: Maison, communes: readonly string[], jour: string): Promise<{ id: string; nom: string; ouverts: number }[]> {
  const departements = [...new Set(communes.map((c) => departementDe(maison.territoires, c)))]
  // A whole country's controllers do not fit in one list: whoever sees it filters by prefecture.
  if (departements.length > 3) return []
  const tenants = (await listTenants(db, departements, jour)).filter((t) => t.postes.some((p) => ROLES[p.role]?.includes('legalite.controler')))
  const { rows } = await sql<{ affecteA: string; n: number }>`select affecte_a, count(*) as n from legalite.acte where affecte_a = any(${tenants.map((t) => t.id)}::uuid[]) and etat in ('recu', 'pieces', 'observe', 'suspendu') group by 1`.execute(db)
  return tenants.map((t) => ({ id: t.id, nom: t.nom, ouverts: rows.find((r) => r.affecteA === t.id)?.n ?? 0 }))
}
