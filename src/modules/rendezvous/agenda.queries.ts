import { Introuvable } from '../../lib/erreurs.ts'
import { sql } from '../../kernel/db/index.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'
import type { Portee } from '../../kernel/identite/portee.ts'
import type { Agenda, AgendaOuvert } from './agenda.ts'
import type { Exception } from './creneaux.ts'

const CHAMPS = sql`a.id, a.rang, a.territoire, a.bureau, a.titre, a.raison, a.demarches, a.plages, a.duree, a.places, a.par_jour, a.preavis, a.horizon, a.delai_annulation, a.lieu, a.apporter, a.sans_dossier, a.descend, a.ouvert, a.cree_le, a.modifie_le`

/** The territory of an agenda: asked before every door. */
export async function findTerritoireAgenda(db: Db, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ territoire: string }>`select territoire from rendezvous.agenda where id = ${id}`.execute(db)
  return rows[0]?.territoire
}

/** An exception, and which agent wrote it when. */
export type ExceptionEcrite = Exception & { parNom: string; creeLe: Date }

/** What is closed or open by exception on that day or later, in order. */
export async function listExceptions(db: Db, agendaId: string, depuis: string): Promise<ExceptionEcrite[]> {
  const { rows } = await sql<ExceptionEcrite>`select id, genre, du, au, debut, fin, raison, par_nom, cree_le from rendezvous.exception where agenda_id = ${agendaId} and au >= ${depuis}::date order by du, debut nulls first, id limit 1000`.execute(db)
  return rows
}

/** An agenda, its rules and its place, for who does not ask which hours are free. Throws `Introuvable`. */
export async function getAgenda(db: Db, id: string): Promise<Agenda> {
  const { rows } = await sql<Agenda>`select ${CHAMPS} from rendezvous.agenda a where a.id = ${id}`.execute(db)
  if (!rows[0]) throw new Introuvable()
  return rows[0]
}

/** The same agenda with its exceptions from that day on. */
export async function avecExceptions(db: Db, agenda: Agenda, depuis: string): Promise<AgendaOuvert> {
  return { ...agenda, exceptions: await listExceptions(db, agenda.id, depuis) }
}

/** An agenda with its exceptions from that day on. Throws `Introuvable`. */
export async function getAgendaOuvert(db: Db, id: string, depuis: string): Promise<AgendaOuvert> {
  return avecExceptions(db, await getAgenda(db, id), depuis)
}

/** The same, held until the end of the transaction: two people who want the last place come one after the other. */
export async function lockAgenda(tx: Tx, id: string, depuis: string): Promise<AgendaOuvert> {
  const { rows } = await sql<Agenda>`select ${CHAMPS} from rendezvous.agenda a where a.id = ${id} for update`.execute(tx)
  if (!rows[0]) throw new Introuvable()
  return avecExceptions(tx, rows[0], depuis)
}

export type AgendaCompte = Agenda & { attendus: number; prochain: Date | null }

/** The agendas of a territory, with who is expected between two moments and when the next appointment is. */
export async function listAgendas(db: Db, portee: Portee, jour: { de: Date; a: Date; maintenant: Date }): Promise<AgendaCompte[]> {
  const { rows } = await sql<AgendaCompte>`select ${CHAMPS},
      (select count(*) from rendezvous.rendezvous r where r.agenda_id = a.id and r.debut >= ${jour.de} and r.debut < ${jour.a} and r.etat <> 'annule') as attendus,
      (select min(r.debut) from rendezvous.rendezvous r where r.agenda_id = a.id and r.debut >= ${jour.maintenant} and r.etat = 'pris') as prochain
    from rendezvous.agenda a where ${portee.codes === null ? sql`true` : sql`a.territoire = any(${portee.codes})`} order by a.ouvert desc, a.bureau, a.titre, a.id limit 500`.execute(db)
  return rows
}

/** Agendas seated in one of these territories, open to appointments. */
export async function listOuvertsDe(db: Db, territoires: readonly string[]): Promise<Agenda[]> {
  const { rows } = await sql<Agenda>`select ${CHAMPS} from rendezvous.agenda a where a.ouvert and a.territoire = any(${[...territoires]}) order by a.titre, a.id limit 200`.execute(db)
  return rows
}

/** Agendas that anybody may use without a file. */
export async function listPublics(db: Db, territoires: readonly string[] | undefined): Promise<Agenda[]> {
  const { rows } = await sql<Agenda>`select ${CHAMPS} from rendezvous.agenda a where a.ouvert and a.sans_dossier and ${territoires ? sql`a.territoire = any(${[...territoires]})` : sql`true`} order by a.territoire, a.titre, a.id limit 60`.execute(db)
  return rows
}

export type Reglage = Omit<Agenda, 'id' | 'rang' | 'territoire' | 'bureau' | 'creeLe' | 'modifieLe'>

/** Opens an agenda. */
export async function insertAgenda(tx: Tx, a: Reglage & { id: string; territoire: string; bureau: string; creePar: string; maintenant: Date }): Promise<void> {
  await sql`insert into rendezvous.agenda (id, territoire, bureau, titre, raison, demarches, plages, duree, places, par_jour, preavis, horizon, delai_annulation, lieu, apporter, sans_dossier, descend, ouvert, cree_le, cree_par, modifie_le)
    values (${a.id}, ${a.territoire}, ${a.bureau}, ${a.titre}, ${a.raison}, ${a.demarches}, ${JSON.stringify(a.plages)}::jsonb, ${a.duree}, ${a.places}, ${a.parJour}, ${a.preavis}, ${a.horizon}, ${a.delaiAnnulation},
      ${a.lieu}, ${a.apporter}, ${a.sansDossier}, ${a.descend}, ${a.ouvert}, ${a.maintenant}, ${a.creePar}, ${a.maintenant})`.execute(tx)
}

/** Changes the hours and rules of an agenda; what is booked stays. */
export async function updateAgenda(tx: Tx, id: string, a: Reglage, maintenant: Date): Promise<void> {
  await sql`update rendezvous.agenda set titre = ${a.titre}, raison = ${a.raison}, demarches = ${a.demarches}, plages = ${JSON.stringify(a.plages)}::jsonb, duree = ${a.duree}, places = ${a.places}, par_jour = ${a.parJour},
    preavis = ${a.preavis}, horizon = ${a.horizon}, delai_annulation = ${a.delaiAnnulation}, lieu = ${a.lieu}, apporter = ${a.apporter}, sans_dossier = ${a.sansDossier}, descend = ${a.descend}, ouvert = ${a.ouvert}, modifie_le = ${maintenant}
    where id = ${id}`.execute(tx)
}

/** Closes some days or hours, or opens some. */
export async function insertException(tx: Tx, e: Exception & { agendaId: string; parNom: string; maintenant: Date }): Promise<void> {
  await sql`insert into rendezvous.exception (id, agenda_id, genre, du, au, debut, fin, raison, cree_le, par_nom)
    values (${e.id}, ${e.agendaId}, ${e.genre}, ${e.du}::date, ${e.au}::date, ${e.debut}, ${e.fin}, ${e.raison}, ${e.maintenant}, ${e.parNom})`.execute(tx)
}

/** Takes an exception away; whether there was one. */
export async function deleteException(tx: Tx, agendaId: string, id: string): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`delete from rendezvous.exception where agenda_id = ${agendaId} and id = ${id} returning id`.execute(tx)
  return rows.length > 0
}
