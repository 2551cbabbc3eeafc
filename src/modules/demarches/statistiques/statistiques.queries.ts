import { sql } from '../../../kernel/db/index.ts'
import type { Db } from '../../../kernel/db/index.ts'
import type { Portee } from '../../../kernel/identite/portee.ts'
import type { Mesure } from './mesure.ts'

/** `du` and `au`: days of filing, both included, YYYY-MM-DD in Porto-Novo. `lieux`: codes of the commune asked for. `jour`: today. */
export type FiltreMesures = { du: string; au: string; jour: string; demarche?: string; lieux?: readonly string[]; /** Instead of a territory, the files on which one of these posts was called, agents' own requests included. */ cles?: readonly string[] }

const LOCAL = sql`at time zone 'Africa/Porto-Novo'`

/**
 * What became of the files received in a period: altogether, then by procedure, office and month of filing. One reading of
 * `dossier_statistiques`, an index that holds every column it needs, for a territory; by posts (`cles`), of the files themselves. Delays are calendar days from the day of filing to that of the decision.
 */
export async function mesurer(db: Db, portee: Portee, f: FiltreMesures): Promise<Mesure[]> {
  const { rows } = await sql<Mesure>`
    with lus as materialized (
      select demarche, bureau, canal, etat, decision, decide_le is not null as decide, a_temps, to_char(depose_le ${LOCAL}, 'YYYY-MM') as mois,
        station is not null and decide_le is null and etat not in ('suspendu', 'liquide', 'sollicite') and echeance < ${f.jour}::date as retard,
        (decide_le ${LOCAL})::date - (depose_le ${LOCAL})::date as jours
      from demarches.dossier
      where depose_le >= ${f.du}::timestamp ${LOCAL} and depose_le < (${f.au}::date + 1)::timestamp ${LOCAL}
        and ${f.cles ? sql`lecteurs && ${[...f.cles]}::text[] and not essai` : sql`not interne and ${portee.codes === null ? sql`true` : sql`territoire = any(${portee.codes})`}`}
        and ${f.lieux ? sql`territoire = any(${[...f.lieux]})` : sql`true`} and ${f.demarche ? sql`demarche = ${f.demarche}` : sql`true`})
    select case when grouping(demarche) = 0 then 'demarche' when grouping(bureau) = 0 then 'bureau' when grouping(mois) = 0 then 'mois' else 'tout' end as par,
      coalesce(demarche, bureau, mois, '') as cle, count(*) as recus, count(*) filter (where decide) as decides,
      count(*) filter (where decide and decision = 'refuser') as refuses, count(*) filter (where etat = 'retire') as retires,
      count(*) filter (where decide and not a_temps) as tardifs, count(*) filter (where retard) as retards,
      count(*) filter (where canal = 'ligne') as en_ligne, count(*) filter (where canal = 'guichet') as au_guichet, count(*) filter (where canal = 'api') as par_api,
      percentile_cont(0.5) within group (order by jours) as mediane, percentile_cont(0.9) within group (order by jours) as p90
    from lus group by grouping sets ((), (demarche), (bureau), (mois)) order by par, recus desc, cle`.execute(db)
  return rows
}
