import { uuidv7 } from '../../../lib/uuid.ts'
import { sql } from '../../../kernel/db/index.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'
import type { Archive } from './archive.ts'

/** A number belongs to a commune. */
export const cleNumero = ({ commune, numero }: { commune: string; numero: string | null }): string => `${commune} ${numero ?? ''}`

/** Which of these numbers an act of the same commune bears already. */
export async function listPris(db: Db, archives: readonly Archive[]): Promise<Set<string>> {
  const numerotees = archives.filter((a) => a.numero !== null)
  const { rows } = await sql<{ commune: string; numero: string }>`select a.commune, a.numero from legalite.acte a
    join unnest(${numerotees.map((a) => a.commune)}::text[], ${numerotees.map((a) => a.numero)}::text[]) as n (commune, numero) on a.commune = n.commune and a.numero = n.numero`.execute(db)
  return new Set(rows.map(cleNumero))
}

/** Files old acts as the tutelle left them, their story begun. Returns their ids, in the same order. `texte`: what is said of the decision. */
export async function insertArchives(tx: Tx, archives: readonly Archive[], o: { par: string; parNom: string; texte: string; maintenant: Date }): Promise<string[]> {
  const lignes = archives.map((a) => ({ id: uuidv7(o.maintenant.getTime()), evenement: uuidv7(o.maintenant.getTime()), ...a }))
  const donnees = JSON.stringify(lignes.map(({ dateActe, ...l }) => ({ ...l, date_acte: dateActe })))
  await sql`insert into legalite.acte (id, commune, regime, etat, issue, nature, matiere, numero, objet, date_acte, cree_le, cree_par, modifie_le)
    select id, commune, regime, 'archive', issue, nature, matiere, numero, objet, date_acte, ${o.maintenant}, ${o.par}, ${o.maintenant}
    from jsonb_to_recordset(${donnees}::jsonb) as l (id uuid, commune text, regime text, issue text, nature text, matiere text, numero text, objet text, date_acte date)`.execute(tx)
  await sql`insert into legalite.evenement (id, acte_id, genre, le, par, par_nom, texte)
    select evenement, id, 'archive', ${o.maintenant}, ${o.par}, ${o.parNom}, ${o.texte} from jsonb_to_recordset(${donnees}::jsonb) as l (id uuid, evenement uuid)`.execute(tx)
  return lignes.map((l) => l.id)
}
