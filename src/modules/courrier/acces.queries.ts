import { sql } from '../../kernel/db/index.ts'
import type { Portee } from '../../kernel/identite/portee.ts'
import type { Lecteur } from './lecteur.ts'

/**
 * Alias `c` is the letter. What is given to a post or to an office goes on being known to it. An array, made once a question: both
 * sides of the « or » then have an index, where an `exists` would read the registers of the whole country.
 */
const impute = ({ postes, bureaux }: Lecteur) =>
  sql`c.id = any(array(select i.courrier_id from courrier.imputation i where i.vers_poste = any(${[...postes]}::uuid[]) or i.vers_bureau = any(${[...bureaux]}::text[])))`

/** Letters that exist for this reader: of his offices, or given to him or to his office; always inside his territories. */
export function visible(portee: Portee, lecteur: Lecteur) {
  const ou = portee.codes === null ? sql`true` : sql`c.territoire = any(${portee.codes})`
  return sql`(${ou} and (c.bureau = any(${[...lecteur.bureaux]}::text[]) or ${impute(lecteur)}))`
}

/**
 * Letters whose object and scans this reader may know. A confidential one: the head of its office, the posts it was given to, and
 * whoever wrote it when it is a departure.
 */
export function lisible({ chefs, postes, cle }: Lecteur) {
  return sql`(not c.confidentiel or c.bureau = any(${[...chefs]}::text[]) or (c.sens = 'depart' and c.cree_par = ${cle})
    or exists (select from courrier.imputation i where i.courrier_id = c.id and i.vers_poste = any(${[...postes]}::uuid[])))`
}

/** The imputations (alias `i`) that this reader holds now. */
export const tenue = ({ postes, bureaux }: Lecteur) => sql`(i.issue is null and (i.vers_poste = any(${[...postes]}::uuid[]) or i.vers_bureau = any(${[...bureaux]}::text[])))`

/** Arrivals (alias `c`) that wait to be given to somebody: new, or sent back. */
export const aImputer = sql`(c.sens = 'arrivee' and (c.etat = 'enregistre' or (c.etat = 'impute' and c.renvoye_le is not null)))`

/** Arrivals (alias `c`) whose day, or the day of whoever holds them, is before `jour` (YYYY-MM-DD). */
export const tard = (jour: string) => sql`(c.sens = 'arrivee' and c.etat in ('enregistre', 'impute') and c.repondu_le is null and (coalesce(c.echeance < ${jour}::date, false)
  or exists (select from courrier.imputation i where i.courrier_id = c.id and i.issue is null and i.echeance < ${jour}::date)))`
