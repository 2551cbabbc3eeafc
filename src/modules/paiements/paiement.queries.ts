import { Introuvable } from '../../lib/erreurs.ts'
import { uuidv7 } from '../../lib/uuid.ts'
import { sql } from '../../kernel/db/index.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'
import type { Moyen, Paiement } from './paiement.ts'

const CHAMPS = sql`id, objet, code, libelle, payeur, lien, montant, source, verifie, moyens, territoire, bureau, etat, moyen, reference, motif,
  demande_le, demande_par, regle_le, regle_par, regle_par_nom, clos_le, clos_par`

/** A payment by id. */
export async function findPaiement(db: Db, id: string): Promise<Paiement | undefined> {
  const { rows } = await sql<Paiement>`select ${CHAMPS} from paiements.paiement where id = ${id}`.execute(db)
  return rows[0]
}

/** A payment that must exist. Throws `Introuvable`. */
export async function getPaiement(db: Db, id: string): Promise<Paiement> {
  const paiement = await findPaiement(db, id)
  if (!paiement) throw new Introuvable()
  return paiement
}

/** Loads a payment for writing: nobody else settles it until the end of the transaction. */
export async function lockPaiement(tx: Tx, id: string): Promise<Paiement> {
  const { rows } = await sql<Paiement>`select ${CHAMPS} from paiements.paiement where id = ${id} for update`.execute(tx)
  if (!rows[0]) throw new Introuvable()
  return rows[0]
}

/** Every payment asked for an object, in the order they were asked. */
export async function listPaiements(db: Db, objet: string): Promise<Paiement[]> {
  const { rows } = await sql<Paiement>`select ${CHAMPS} from paiements.paiement where objet = ${objet} order by demande_le, id`.execute(db)
  return rows
}

export type NouveauPaiement = Pick<Paiement, 'objet' | 'code' | 'libelle' | 'payeur' | 'lien' | 'montant' | 'source' | 'verifie' | 'moyens' | 'territoire' | 'bureau'> & { par: string; parNom: string; maintenant: Date }

/** Asks for a payment, or finds the one already asked for the same reason of the same object, whatever it has become since. `motif`: exempted at once. */
export async function insertPaiement(tx: Tx, p: NouveauPaiement, motif?: string): Promise<Paiement> {
  const exempte = motif !== undefined
  const { rows } = await sql<Paiement>`
    insert into paiements.paiement (id, objet, code, libelle, payeur, lien, montant, source, verifie, moyens, territoire, bureau, etat, motif, demande_le, demande_par, regle_le, regle_par, regle_par_nom)
    values (${uuidv7(p.maintenant.getTime())}, ${p.objet}, ${p.code}, ${p.libelle}, ${p.payeur}, ${p.lien}, ${p.montant}, ${p.source}, ${p.verifie}, ${[...p.moyens]}, ${p.territoire}, ${p.bureau},
      ${exempte ? 'exempte' : 'du'}, ${motif ?? null}, ${p.maintenant}, ${p.par}, ${exempte ? p.maintenant : null}, ${exempte ? p.par : null}, ${exempte ? p.parNom : null})
    on conflict (objet, code) where etat in ('du', 'paye', 'exempte') do nothing returning ${CHAMPS}`.execute(tx)
  if (rows[0]) return rows[0]
  const deja = await sql<Paiement>`select ${CHAMPS} from paiements.paiement where objet = ${p.objet} and code = ${p.code} and etat in ('du', 'paye', 'exempte') for update`.execute(tx)
  return deja.rows[0]!
}

/** Settles a locked payment: money received (`moyen`), or exempted (`motif`). */
export async function updateRegle(tx: Tx, id: string, r: { moyen: Moyen; reference: string | null } | { motif: string }, par: { par: string; parNom: string; maintenant: Date }): Promise<void> {
  const paye = 'moyen' in r
  await sql`update paiements.paiement set etat = ${paye ? 'paye' : 'exempte'}, moyen = ${paye ? r.moyen : null}, reference = ${paye ? r.reference : null}, motif = ${paye ? null : r.motif},
    regle_le = ${par.maintenant}, regle_par = ${par.par}, regle_par_nom = ${par.parNom} where id = ${id} and etat = 'du'`.execute(tx)
}

/** Due again: its receipt has been struck out. */
export async function updateDu(tx: Tx, id: string): Promise<void> {
  await sql`update paiements.paiement set etat = 'du', moyen = null, reference = null, motif = null, regle_le = null, regle_par = null, regle_par_nom = null where id = ${id} and etat = 'paye'`.execute(tx)
}

/** Nobody is asked any more for what is still due about an object. */
export async function updateAnnules(tx: Tx, objet: string, par: string, maintenant: Date): Promise<void> {
  await sql`update paiements.paiement set etat = 'annule', clos_le = ${maintenant}, clos_par = ${par} where objet = ${objet} and etat = 'du'`.execute(tx)
}
