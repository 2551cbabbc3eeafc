import { sql } from '../../kernel/db/index.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'
import { Introuvable } from '../../lib/erreurs.ts'
import type { Abonnement, EtatAbonnement } from './abonnement.ts'

const CHAMPS = sql`id, nom, url, genres, demarches, territoires, etat, cree_par, cree_le`

/** Subscriptions that have not been deleted, by name, with what waits and what was given up. */
export async function listAbonnements(db: Db): Promise<(Abonnement & { attente: number; abandonnees: number; dernier: Date | null })[]> {
  const { rows } = await sql<Abonnement & { attente: number; abandonnees: number; dernier: Date | null }>`select ${CHAMPS},
      (select count(*)::int from abonnements.livraison l where l.abonnement_id = a.id and l.etat = 'attente') as attente,
      (select count(*)::int from abonnements.livraison l where l.abonnement_id = a.id and l.etat = 'abandonne') as abandonnees,
      (select max(l.fini_le) from abonnements.livraison l where l.abonnement_id = a.id and l.etat = 'livre') as dernier
    from abonnements.abonnement a where etat <> 'supprime' order by lower(nom) limit 1000`.execute(db)
  return rows
}

/** Those that are told of what happens now. */
export async function listActifs(db: Db): Promise<(Abonnement & { secret: Buffer })[]> {
  const { rows } = await sql<Abonnement & { secret: Buffer }>`select ${CHAMPS}, secret from abonnements.abonnement where etat = 'actif' order by id`.execute(db)
  return rows
}

/** Those for which events are kept: a paused one is told later what it has missed. */
export async function listAbonnes(db: Db): Promise<Abonnement[]> {
  const { rows } = await sql<Abonnement>`select ${CHAMPS} from abonnements.abonnement where etat <> 'supprime'`.execute(db)
  return rows
}

/** One that must exist and not be deleted. Throws `Introuvable`. */
export async function getAbonnement(db: Db, id: string): Promise<Abonnement> {
  const { rows } = await sql<Abonnement>`select ${CHAMPS} from abonnements.abonnement where id = ${id} and etat <> 'supprime'`.execute(db)
  if (!rows[0]) throw new Introuvable('Cet abonnement n’existe pas')
  return rows[0]
}

/** Opens one; `secret` is encrypted already. */
export async function insertAbonnement(tx: Tx, a: Omit<Abonnement, 'etat' | 'creeLe'> & { secret: Buffer; maintenant: Date }): Promise<void> {
  await sql`insert into abonnements.abonnement (id, nom, url, secret, genres, demarches, territoires, cree_par, cree_le, modifie_le)
    values (${a.id}, ${a.nom}, ${a.url}, ${a.secret}, ${a.genres}, ${a.demarches}, ${a.territoires}, ${a.creePar}, ${a.maintenant}, ${a.maintenant})`.execute(tx)
}

/** Changes the state of one. False when it had it already, or is deleted. */
export async function updateEtat(tx: Tx, id: string, etat: EtatAbonnement, maintenant: Date): Promise<boolean> {
  const fait = await sql`update abonnements.abonnement set etat = ${etat}, modifie_le = ${maintenant} where id = ${id} and etat not in ('supprime', ${etat})`.execute(tx)
  return (fait.numAffectedRows ?? 0n) > 0n
}
