import { Introuvable } from '../../lib/erreurs.ts'
import { uuidv7 } from '../../lib/uuid.ts'
import { sql } from '../../kernel/db/index.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'
import type { Prise } from './creneaux.ts'
import type { RendezVous } from './rendezvous.ts'

const CHAMPS = sql`r.id, r.agenda_id, r.territoire, r.debut, r.fin, r.place, r.etat, r.canal, r.dossier_id, r.nom, r.telephone, r.courriel, r.titulaire, r.note, r.sequence, r.motif, r.annule_par, r.pris_le, r.change_le, r.efface_le`

/** An appointment. */
export async function findRendezVous(db: Db, id: string): Promise<RendezVous | undefined> {
  const { rows } = await sql<RendezVous>`select ${CHAMPS} from rendezvous.rendezvous r where r.id = ${id}`.execute(db)
  return rows[0]
}

/** The same, which must exist. Throws `Introuvable`. */
export async function getRendezVous(db: Db, id: string): Promise<RendezVous> {
  const rdv = await findRendezVous(db, id)
  if (!rdv) throw new Introuvable()
  return rdv
}

/** Loads an appointment for writing. The agenda is locked before it, always. Throws `Introuvable`. */
export async function lockRendezVous(tx: Tx, id: string): Promise<RendezVous> {
  const { rows } = await sql<RendezVous>`select ${CHAMPS} from rendezvous.rendezvous r where r.id = ${id} for update`.execute(tx)
  if (!rows[0]) throw new Introuvable()
  return rows[0]
}

/** The appointment that this code opens. */
export async function findParCode(db: Db, suivi: Buffer): Promise<RendezVous | undefined> {
  const { rows } = await sql<RendezVous>`select ${CHAMPS} from rendezvous.rendezvous r where r.suivi = ${suivi}`.execute(db)
  return rows[0]
}

/** Places given between two moments; `sauf` is an appointment being moved, whose own place counts as free. */
export async function listPrises(db: Db, agendaId: string, de: Date, a: Date, sauf?: string): Promise<Prise[]> {
  const { rows } = await sql<Prise>`select debut, fin, place from rendezvous.rendezvous where agenda_id = ${agendaId} and debut < ${a} and fin > ${de} and etat <> 'annule' and place is not null
    and ${sauf ? sql`id <> ${sauf}` : sql`true`} order by debut limit 100000`.execute(db)
  return rows
}

/** Appointments of an agenda between two moments, cancelled ones too unless `vivants`, in order. */
export async function listEntre(db: Db, agendaId: string, de: Date, a: Date, vivants = false): Promise<RendezVous[]> {
  const { rows } = await sql<RendezVous>`select ${CHAMPS} from rendezvous.rendezvous r where r.agenda_id = ${agendaId} and r.debut < ${a} and r.fin > ${de} and ${vivants ? sql`r.etat = 'pris'` : sql`true`} order by r.debut, r.place nulls last, r.id limit 20000`.execute(db)
  return rows
}

/** Appointments of a file, latest first. */
export async function listDuDossier(db: Db, dossierId: string): Promise<RendezVous[]> {
  const { rows } = await sql<RendezVous>`select ${CHAMPS} from rendezvous.rendezvous r where r.dossier_id = ${dossierId} order by r.debut desc, r.id limit 20`.execute(db)
  return rows
}

/** Appointments held by these keys (`citoyen:…`, `rendezvous:<id>`, `telephone:…`, `courriel:…`), the latest first. */
export async function listParCles(db: Db, cles: readonly string[]): Promise<RendezVous[]> {
  const dits = (sorte: string) => cles.filter((cle) => cle.startsWith(sorte)).map((cle) => cle.slice(sorte.length))
  const { rows } = await sql<RendezVous>`select ${CHAMPS} from rendezvous.rendezvous r where r.efface_le is null
    and (r.titulaire = any(${[...cles]}) or r.id = any(${dits('rendezvous:')}::uuid[]) or (r.titulaire is null and (r.telephone = any(${dits('telephone:')}) or lower(r.courriel) = any(${dits('courriel:')})))) order by r.debut desc, r.id limit 100`.execute(db)
  return rows
}

/** The appointment somebody without a file, or a file, already has to come in this agenda. */
export async function findDeja(db: Db, agendaId: string, par: { telephone: string } | { dossierId: string }): Promise<RendezVous | undefined> {
  const qui = 'telephone' in par ? sql`r.telephone = ${par.telephone} and r.canal = 'public'` : sql`r.dossier_id = ${par.dossierId}`
  const { rows } = await sql<RendezVous>`select ${CHAMPS} from rendezvous.rendezvous r where r.agenda_id = ${agendaId} and r.etat = 'pris' and ${qui} limit 1`.execute(db)
  return rows[0]
}

export type NouveauRendezVous = Pick<RendezVous, 'id' | 'agendaId' | 'territoire' | 'debut' | 'fin' | 'place' | 'etat' | 'canal' | 'dossierId' | 'telephone' | 'courriel' | 'titulaire' | 'note'> & { nom: string; agendaRang: number; suivi: Buffer; maintenant: Date }

/** Writes an appointment. A place already given is refused by the database (`rendezvous_une_place`). */
export async function insertRendezVous(tx: Tx, r: NouveauRendezVous): Promise<void> {
  await sql`insert into rendezvous.rendezvous (id, agenda_id, agenda_rang, territoire, suivi, debut, fin, place, etat, canal, dossier_id, nom, telephone, courriel, titulaire, note, pris_le, change_le)
    values (${r.id}, ${r.agendaId}, ${r.agendaRang}, ${r.territoire}, ${r.suivi}, ${r.debut}, ${r.fin}, ${r.place}, ${r.etat}, ${r.canal}, ${r.dossierId}, ${r.nom}, ${r.telephone}, ${r.courriel}, ${r.titulaire}, ${r.note}, ${r.maintenant}, ${r.maintenant})`.execute(tx)
}

/** Another hour: the reminder is due again, and the calendar of the person changes. */
export async function updateDeplace(tx: Tx, id: string, r: Pick<RendezVous, 'debut' | 'fin'> & { place: number; maintenant: Date }): Promise<void> {
  await sql`update rendezvous.rendezvous set debut = ${r.debut}, fin = ${r.fin}, place = ${r.place}, etat = 'pris', annule_par = null, motif = null, rappele_le = null, sequence = sequence + 1, change_le = ${r.maintenant} where id = ${id}`.execute(tx)
}

/** Cancels: the place is free again. */
export async function updateAnnule(tx: Tx, id: string, r: { par: 'personne' | 'bureau'; motif: string | null; maintenant: Date }): Promise<void> {
  await sql`update rendezvous.rendezvous set etat = 'annule', annule_par = ${r.par}, motif = ${r.motif}, sequence = sequence + 1, change_le = ${r.maintenant} where id = ${id}`.execute(tx)
}

/** Says what became of somebody. */
export async function updatePointe(tx: Tx, id: string, etat: RendezVous['etat']): Promise<void> {
  await sql`update rendezvous.rendezvous set etat = ${etat} where id = ${id}`.execute(tx)
}

export type Evenement = { genre: string; le: Date; parNom: string; texte: string }

/** Writes what happened, in the words people read. */
export async function insertEvenement(tx: Tx, e: Evenement & { rendezvousId: string }): Promise<void> {
  await sql`insert into rendezvous.evenement (id, rendezvous_id, genre, le, par_nom, texte) values (${uuidv7(e.le.getTime())}, ${e.rendezvousId}, ${e.genre}, ${e.le}, ${e.parNom}, ${e.texte})`.execute(tx)
}

/** The story of an appointment, oldest first. */
export async function listEvenements(db: Db, rendezvousId: string): Promise<Evenement[]> {
  const { rows } = await sql<Evenement>`select genre, le, par_nom, texte from rendezvous.evenement where rendezvous_id = ${rendezvousId} order by rang limit 200`.execute(db)
  return rows
}

/** The stories of several, by appointment, each oldest first. */
export async function listHistoires(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, Evenement[]>> {
  const { rows } = await sql<Evenement & { rendezvousId: string }>`select rendezvous_id, genre, le, par_nom, texte from rendezvous.evenement where rendezvous_id = any(${[...ids]}::uuid[]) order by rendezvous_id, rang limit 20000`.execute(db)
  return Map.groupBy(rows, (e) => e.rendezvousId)
}
