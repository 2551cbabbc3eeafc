import { sql } from '../../kernel/db/index.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'

/** Those of these objects that money still ties: due, being paid, or to be given back. */
export async function listDettes(db: Db, objets: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ objet: string }>`select distinct p.objet from paiements.paiement p
    where p.objet = any(${[...objets]}) and (p.etat = 'du' or exists (select from paiements.tentative t where t.paiement_id = p.id and t.etat = 'ouverte')
      or exists (select from paiements.remboursement r where r.paiement_id = p.id and r.etat <> 'fait'))`.execute(db)
  return new Set(rows.map((ligne) => ligne.objet))
}

const sansCitoyen = (colonne: string) => sql`${sql.ref(colonne)} = case when ${sql.ref(colonne)} !~ '^(agent|systeme|jeton):' then 'efface' else ${sql.ref(colonne)} end`

/** Forgets who paid; the amounts, the dates, the receipts and their numbers stay: they are the accounts of the office, and a closed day does not change. */
export async function effacerPayeurs(tx: Tx, objet: string): Promise<void> {
  const siens = sql`(select id from paiements.paiement where objet = ${objet})`
  await sql`update paiements.tentative set url = null, ${sansCitoyen('ouverte_par')} where paiement_id in ${siens}`.execute(tx)
  await sql`update paiements.paiement set payeur = '', motif = case when motif is null then null else '' end, ${sansCitoyen('demande_par')}, ${sansCitoyen('regle_par')}, ${sansCitoyen('clos_par')} where objet = ${objet}`.execute(tx)
}
