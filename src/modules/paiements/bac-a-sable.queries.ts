import { sql } from '../../kernel/db/index.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'

/** What the sandbox remembers of an attempt. */
export type Bac = { reference: string; tentative: string; montant: number; libelle: string; retour: string; issue: 'ouverte' | 'reussie' | 'echouee' | 'abandonnee'; rembourseParCle: string | null }

/** An attempt of the sandbox by its reference. */
export async function findBac(db: Db, reference: string): Promise<Bac | undefined> {
  const { rows } = await sql<Bac>`select reference, tentative, montant, libelle, retour, issue, rembourse_par as rembourse_par_cle from paiements.bac_a_sable where reference = ${reference}`.execute(db)
  return rows[0]
}

/** Remembers an attempt; the same one again gives the reference it already has. */
export async function insertBac(tx: Tx, b: Pick<Bac, 'reference' | 'tentative' | 'montant' | 'libelle' | 'retour'>, maintenant: Date): Promise<string> {
  const deja = await sql<{ reference: string }>`select reference from paiements.bac_a_sable where tentative = ${b.tentative}`.execute(tx)
  if (deja.rows[0]) return deja.rows[0].reference
  await sql`insert into paiements.bac_a_sable (reference, tentative, montant, libelle, retour, cree_le) values (${b.reference}, ${b.tentative}, ${b.montant}, ${b.libelle}, ${b.retour}, ${maintenant})`.execute(tx)
  return b.reference
}

/** What the visitor chose; false when he had already chosen. */
export async function updateBacIssue(tx: Tx, reference: string, issue: Bac['issue']): Promise<boolean> {
  const fait = await sql`update paiements.bac_a_sable set issue = ${issue} where reference = ${reference} and issue in ('ouverte', 'abandonnee')`.execute(tx)
  return (fait.numAffectedRows ?? 0n) > 0n
}

/** Given back, once. */
export async function updateBacRembourse(tx: Tx, reference: string, cle: string): Promise<void> {
  await sql`update paiements.bac_a_sable set rembourse_par = ${cle} where reference = ${reference} and rembourse_par is null`.execute(tx)
}
