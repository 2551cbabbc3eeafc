import { sql } from '../../../kernel/db/index.ts'
import type { Db } from '../../../kernel/db/index.ts'
import type { SeanceLue } from '../controle/calculs.ts'

type Ligne = Omit<SeanceLue, 'vote' | 'ordreDuJour'> & { pour: number | null; contre: number | null; abstentions: number | null; resultat: string | null; pointId: string | null }

/** The session an act was taken in, with its presence and its vote, for the grid of the control. Undefined for an act that no session gave birth to. */
export async function findSeanceDe(db: Db, acte: { seanceId: string | null; pointId: string | null }): Promise<SeanceLue | undefined> {
  if (!acte.seanceId) return undefined
  const { rows } = await sql<Ligne>`select s.genre, s.session, (s.prevue_le at time zone 'Africa/Porto-Novo')::date::text as jour,
      (select min(c.envoyee_le at time zone 'Africa/Porto-Novo')::date::text from legalite.convocation c where c.seance_id = s.id and c.envoyee_le is not null) as convoquee_le,
      s.membres, s.quorum, (select count(*) from legalite.convocation c where c.seance_id = s.id and c.presence = 'present') as presents, s.remplace is not null as seconde,
      p.id as point_id, p.pour, p.contre, p.abstentions, p.vote as resultat
    from legalite.seance s left join legalite.point p on p.id = ${acte.pointId} and p.seance_id = s.id where s.id = ${acte.seanceId}`.execute(db)
  const lue = rows[0]
  if (!lue) return undefined
  const { pour, contre, abstentions, resultat, pointId, ...seance } = lue
  return { ...seance, ordreDuJour: pointId !== null, vote: pour === null || contre === null || abstentions === null || resultat === null ? null : { pour, contre, abstentions, resultat } }
}
