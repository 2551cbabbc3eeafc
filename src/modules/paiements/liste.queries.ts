import { sql, trier } from '../../kernel/db/index.ts'
import type { Db } from '../../kernel/db/index.ts'
import type { Portee } from '../../kernel/identite/portee.ts'
import { lireTri } from '../../lib/liste.ts'
import type { EtatPaiement, Moyen } from './paiement.ts'

export type LignePaiement = { id: string; objet: string; libelle: string; payeur: string; montant: number; verifie: boolean; etat: EtatPaiement; moyen: Moyen | null; reference: string | null; bureau: string; territoire: string; demandeLe: Date; regleLe: Date | null; quittance: string | null }
export type FiltrePaiement = { cherche?: string | undefined; etat?: string | undefined; moyen?: string | undefined; tri?: string | undefined; apres?: string | undefined; limite: number }

const CLES = { id: sql`p.id`, montant: sql`p.montant` }

/** Payments of a territory, latest first unless `tri` says otherwise. `cherche` is a part of the payer's name, or the number of a receipt. */
export async function listLignes(db: Db, portee: Portee, filtre: FiltrePaiement): Promise<LignePaiement[]> {
  const { cle, decroit } = lireTri(filtre.tri, ['id', 'montant'], '-id')
  const { suite, ordre } = trier({ depuis: sql`paiements.paiement p`, id: sql`p.id`, cles: [CLES[cle]], decroit, apres: filtre.apres })
  const et = [portee.codes === null ? sql`true` : sql`p.territoire = any(${portee.codes})`]
  if (filtre.etat) et.push(sql`p.etat = ${filtre.etat}`)
  if (filtre.moyen) et.push(sql`p.moyen = ${filtre.moyen}`)
  if (filtre.cherche) et.push(sql`(db.sans_accent(p.payeur) like '%' || replace(replace(db.sans_accent(${filtre.cherche.trim()}), '%', ''), '_', '') || '%' or exists (select from paiements.quittance q where q.paiement_id = p.id and q.numero = ${filtre.cherche.trim()}))`)
  const { rows } = await sql<LignePaiement>`
    select p.id, p.objet, p.libelle, p.payeur, p.montant, p.verifie, p.etat, p.moyen, p.reference, p.bureau, p.territoire, p.demande_le, p.regle_le,
      (select q.numero from paiements.quittance q where q.paiement_id = p.id and q.annulee_le is null) as quittance
    from paiements.paiement p where ${sql.join(et, sql` and `)} and ${suite} order by ${ordre} limit ${filtre.limite}`.execute(db)
  return rows
}
