import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'

type Morceau = RawBuilder<unknown>

/**
 * The order of a list and where its next page begins: one column, then the id. `depuis` is the table with its alias: the row
 * named by `apres` is read again with the same expressions, so that a page begins where it stands now. `cle` is never null.
 */
export function trier({ depuis, id, cle, decroit, apres }: { depuis: Morceau; id: Morceau; cle: Morceau; decroit: boolean; apres?: string | undefined }): { suite: Morceau; ordre: Morceau } {
  const sens = decroit ? sql`<` : sql`>`
  return {
    suite: apres ? sql`(${cle}, ${id}) ${sens} (select ${cle}, ${id} from ${depuis} where ${id} = ${apres}::uuid)` : sql`true`,
    ordre: decroit ? sql`${cle} desc, ${id} desc` : sql`${cle}, ${id}`,
  }
}

/** A date that may be missing, as a key of `trier`: what has none comes last, whichever way one reads. */
export const dateOuRien = (date: Morceau, decroit: boolean): Morceau => (decroit ? sql`coalesce(${date}, '-infinity')` : sql`coalesce(${date}, 'infinity')`)
