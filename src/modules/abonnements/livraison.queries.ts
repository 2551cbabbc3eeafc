import { uuidv7 } from '../../lib/uuid.ts'
import { sql } from '../../kernel/db/index.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'

export type EtatLivraison = 'attente' | 'livre' | 'abandonne'
export type Livraison = { id: string; evenementId: string; dossierId: string; genre: string; corps: string; essais: number }

/** Keeps an event to tell. The same one is kept once for a subscriber, however often it is asked. */
export async function insertLivraison(tx: Tx, l: { abonnementId: string; evenementId: string; dossierId: string; genre: string; corps: string; maintenant: Date; rejeuDe?: string }): Promise<string> {
  const id = uuidv7(l.maintenant.getTime())
  await sql`insert into abonnements.livraison (id, abonnement_id, evenement_id, dossier_id, genre, corps, prochain, cree_le, rejeu_de)
    values (${id}, ${l.abonnementId}, ${l.evenementId}, ${l.dossierId}, ${l.genre}, ${l.corps}, ${l.maintenant}, ${l.maintenant}, ${l.rejeuDe ?? null})
    on conflict (abonnement_id, evenement_id) where rejeu_de is null do nothing`.execute(tx)
  return id
}

/**
 * Takes the next event that may be told to a subscriber: the first one waiting of its file, and due. It is counted as tried and put off
 * until `retour`: if whoever took it dies before saying what came of it, it is sent again then. The others of its file wait meanwhile.
 */
export async function takeLivraison(tx: Tx, abonnementId: string, maintenant: Date, retour: Date): Promise<Livraison | undefined> {
  const { rows } = await sql<Livraison>`update abonnements.livraison set essais = essais + 1, prochain = ${retour} where id = (
      select l.id from abonnements.livraison l where l.abonnement_id = ${abonnementId} and l.etat = 'attente' and l.prochain <= ${maintenant}
        and not exists (select from abonnements.livraison avant where avant.abonnement_id = l.abonnement_id and avant.dossier_id = l.dossier_id and avant.etat = 'attente' and avant.rang < l.rang)
      order by l.rang limit 1 for update skip locked)
    returning id, evenement_id, dossier_id, genre, corps, essais`.execute(tx)
  return rows[0]
}

/** Writes what came of a sending, and what follows: done, given up, or tried again at `prochain`. */
export async function updateIssue(tx: Tx, id: string, issue: { statut: number | null; erreur: string | null; dureeMs: number }, suite: { etat: EtatLivraison; prochain?: Date }, maintenant: Date): Promise<void> {
  await sql`insert into abonnements.tentative (id, livraison_id, le, statut, erreur, duree_ms) values (${uuidv7(maintenant.getTime())}, ${id}, ${maintenant}, ${issue.statut}, ${issue.erreur}, ${issue.dureeMs})`.execute(tx)
  await sql`update abonnements.livraison set etat = ${suite.etat}, prochain = coalesce(${suite.prochain ?? null}, prochain), fini_le = ${suite.etat === 'attente' ? null : maintenant} where id = ${id} and etat = 'attente'`.execute(tx)
}

export type LigneLivraison = { id: string; genre: string; numero: string; etat: EtatLivraison; essais: number; prochain: Date; creeLe: Date; finiLe: Date | null; rejeuDe: string | null; statut: number | null; erreur: string | null; tenteLe: Date | null; dureeMs: number | null }

/** The log of a subscription, latest first, each line with its last try. `apres` is the id of the last line shown. */
export async function listLivraisons(db: Db, abonnementId: string, filtre: { etat?: string | undefined; apres?: string | undefined; limite: number }): Promise<LigneLivraison[]> {
  const { rows } = await sql<LigneLivraison>`select l.id, l.genre, l.corps::jsonb->'dossier'->>'numero' as numero, l.etat, l.essais, l.prochain, l.cree_le, l.fini_le, l.rejeu_de, t.statut, t.erreur, t.le as tente_le, t.duree_ms
    from abonnements.livraison l left join lateral (select * from abonnements.tentative t where t.livraison_id = l.id order by t.le desc, t.id desc limit 1) t on true
    where l.abonnement_id = ${abonnementId} and ${filtre.etat ? sql`l.etat = ${filtre.etat}` : sql`true`}
      and ${filtre.apres ? sql`l.rang < (select rang from abonnements.livraison where id = ${filtre.apres})` : sql`true`}
    order by l.rang desc limit ${filtre.limite}`.execute(db)
  return rows
}

/** One that has ended, to be told again; undefined while it still waits. */
export async function findFinie(db: Db, abonnementId: string, id: string): Promise<Livraison | undefined> {
  const { rows } = await sql<Livraison>`select id, evenement_id, dossier_id, genre, corps, essais from abonnements.livraison where id = ${id} and abonnement_id = ${abonnementId} and etat <> 'attente'`.execute(db)
  return rows[0]
}

/** What a deleted subscription still waited for is given up. */
export async function abandonner(tx: Tx, abonnementId: string, maintenant: Date): Promise<void> {
  await sql`update abonnements.livraison set etat = 'abandonne', fini_le = ${maintenant} where abonnement_id = ${abonnementId} and etat = 'attente'`.execute(tx)
}
