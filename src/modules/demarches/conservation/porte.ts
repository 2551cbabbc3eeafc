import { permission } from '../../../kernel/module.ts'
import type { Sujet } from '../../../kernel/module.ts'
import type { Db } from '../../../kernel/db/index.ts'
import { findAppartenance } from '../dossier.queries.ts'

/** Whoever reads the archives of a territory. */
export const mayArchives = permission('demarches.archives')

/** Whose archived file this is: the archives of its territory, and nobody else. */
export async function sujetArchive({ db, params }: { db: Db; params: { id: string } }): Promise<Sujet | undefined> {
  const d = await findAppartenance(db, params.id)
  return d?.archiveLe && !d.effaceLe && !d.interne ? { territoire: d.territoire } : undefined
}
