import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'

export type Morceau = RawBuilder<unknown>

/**
 * The order of a list and where its next page begins: some columns, then the id. `depuis` is the table with its alias: the row
 * named by `apres` is read again with the same expressions, so that a page begins where it stands now. No key is ever null.
 */
export function trier({ depuis, id, cles, decroit, apres }: { depuis: Morceau; id: Morceau; cles: readonly Morceau[]; decroit: boolean; apres?: string | undefined }): { suite: Morceau; ordre: Morceau } {
  const toutes = sql.join([...cles, id])
  return {
    suite: apres ? sql`(${toutes}) ${decroit ? sql`<` : sql`>`} (select ${toutes} from ${depuis} where ${id} = ${apres}::uuid)` : sql`true`,
    ordre: decroit ? sql.join([...cles, id].map((cle) => sql`${cle} desc`)) : toutes,
  }
}

/** A date that may be missing, as a key of `trier`: what has none comes last, whichever way one reads. */
export const dateOuRien = (date: Morceau, decroit: boolean): Morceau => (decroit ? sql`coalesce(${date}, '-infinity')` : sql`coalesce(${date}, 'infinity')`)
