import { sql } from '../../kernel/db/index.ts'
import type { Db } from '../../kernel/db/index.ts'
import type { Portee } from '../../kernel/identite/portee.ts'

export type BrouillonGuichet = { id: string; titre: string; nom: string; creeLe: Date; modifieLe: Date }

/** Drafts begun at the counters of a territory, latest first. */
export async function listBrouillonsGuichet(db: Db, portee: Portee): Promise<BrouillonGuichet[]> {
  const { rows } = await sql<BrouillonGuichet>`
    select d.id, f.contenu->>'titre' as titre, concat_ws(' ', d.reponses->>'nom', d.reponses->>'prenoms') as nom, d.cree_le, d.modifie_le from demarches.dossier d
    join demarches.definition f on f.code = d.demarche and f.version = d.version
    where d.etat = 'brouillon' and d.canal = 'guichet' and not d.interne and ${portee.codes === null ? sql`true` : sql`d.territoire = any(${portee.codes})`}
    order by d.modifie_le desc limit 20`.execute(db)
  return rows
}
