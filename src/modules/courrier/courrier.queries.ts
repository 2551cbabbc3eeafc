import { Introuvable } from '../../lib/erreurs.ts'
import { sql } from '../../kernel/db/index.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'
import type { Portee } from '../../kernel/identite/portee.ts'
import { lisible, visible } from './acces.queries.ts'
import type { Courrier, Sens } from './courrier.ts'
import type { Lecteur } from './lecteur.ts'

const champs = (lecteur: Lecteur) => sql`c.id, c.bureau, c.territoire, c.sens, c.etat, c.annee, c.numero, c.jour, c.reference, c.date_lettre, c.correspondant, c.genre, c.adresse, c.contact,
  case when ${lisible(lecteur)} then c.objet end as objet, ${lisible(lecteur)} as lisible, c.nature, c.confidentiel, c.urgent, c.echeance, c.repond_a, c.lie, c.mode, c.envoye_le, c.suivi,
  c.decharge_le, c.decharge_par, c.repondu_le, c.renvoye_le, c.classement, c.motif, c.enregistre_le, c.enregistre_par_nom, c.cree_le, c.cree_par`

/** The territory of a letter: asked before every door. */
export async function findTerritoire(db: Db, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ territoire: string }>`select territoire from courrier.courrier where id = ${id}`.execute(db)
  return rows[0]?.territoire
}

/** A letter, if it exists for this reader. */
export async function findCourrier(db: Db, id: string, portee: Portee, lecteur: Lecteur): Promise<Courrier | undefined> {
  const { rows } = await sql<Courrier>`select ${champs(lecteur)} from courrier.courrier c where c.id = ${id} and ${visible(portee, lecteur)}`.execute(db)
  return rows[0]
}

/** The same, which must exist. Throws `Introuvable`. */
export async function getCourrier(db: Db, id: string, portee: Portee, lecteur: Lecteur): Promise<Courrier> {
  const courrier = await findCourrier(db, id, portee, lecteur)
  if (!courrier) throw new Introuvable()
  return courrier
}

/** Loads a letter for writing: nobody else changes it until the end of the transaction. Throws `Introuvable`. */
export async function lockCourrier(tx: Tx, id: string, portee: Portee, lecteur: Lecteur): Promise<Courrier> {
  const { rows } = await sql<Courrier>`select ${champs(lecteur)} from courrier.courrier c where c.id = ${id} and ${visible(portee, lecteur)} for update of c`.execute(tx)
  if (!rows[0]) throw new Introuvable()
  return rows[0]
}

/** The letters of that number in the registers this reader may open: one an office. */
export async function listParNumero(db: Db, numero: string, portee: Portee, lecteur: Lecteur): Promise<Courrier[]> {
  const lu = /^([AD])-(\d{4})-0*(\d{1,7})$/.exec(numero.trim().toUpperCase())
  if (!lu) return []
  const { rows } = await sql<Courrier>`select ${champs(lecteur)} from courrier.courrier c
    where c.sens = ${lu[1] === 'A' ? 'arrivee' : 'depart'} and c.annee = ${Number(lu[2])} and c.ordre = ${Number(lu[3])} and ${visible(portee, lecteur)} order by c.id limit 10`.execute(db)
  return rows
}

/** These letters, those that exist for this reader. */
export async function listParIds(db: Db, ids: readonly string[], portee: Portee, lecteur: Lecteur): Promise<Courrier[]> {
  const { rows } = await sql<Courrier>`select ${champs(lecteur)} from courrier.courrier c where c.id = any(${[...ids]}::uuid[]) and ${visible(portee, lecteur)}`.execute(db)
  return rows
}

/** The letters tied to an object of another room, oldest first, that exist for this reader. */
export async function listLies(db: Db, objet: string, portee: Portee, lecteur: Lecteur): Promise<Courrier[]> {
  const { rows } = await sql<Courrier>`select ${champs(lecteur)} from courrier.courrier c where c.lie = ${objet} and ${visible(portee, lecteur)} order by c.id limit 50`.execute(db)
  return rows
}

/** The letters that answer this one, oldest first. */
export async function listReponses(db: Db, id: string, portee: Portee, lecteur: Lecteur): Promise<Courrier[]> {
  const { rows } = await sql<Courrier>`select ${champs(lecteur)} from courrier.courrier c where c.repond_a = ${id} and ${visible(portee, lecteur)} order by c.id limit 50`.execute(db)
  return rows
}

/** Who wrote to this office, or was written to, most often: names to choose from while typing. */
export async function listCorrespondants(db: Db, bureaux: readonly string[], sens: Sens): Promise<string[]> {
  const { rows } = await sql<{ correspondant: string }>`select correspondant from courrier.courrier where bureau = any(${[...bureaux]}::text[]) and sens = ${sens} and genre = 'organisme'
    group by correspondant order by count(*) desc, correspondant limit 60`.execute(db)
  return rows.map((ligne) => ligne.correspondant)
}

export type Ligne = Pick<Courrier, 'correspondant' | 'genre' | 'adresse' | 'contact' | 'reference' | 'dateLettre' | 'nature' | 'confidentiel' | 'urgent' | 'echeance' | 'repondA'> & { objet: string }
type Nouveau = Ligne & { id: string; bureau: string; territoire: string; jour: string; creePar: string; maintenant: Date }

const COLONNES = sql`id, bureau, territoire, sens, etat, jour, correspondant, genre, adresse, contact, reference, date_lettre, objet, nature, confidentiel, urgent, echeance, repond_a, cree_le, cree_par, modifie_le`
const valeurs = (n: Nouveau, sens: Sens, etat: string) => sql`${n.id}::uuid, ${n.bureau}, ${n.territoire}, ${sens}, ${etat}, ${n.jour}::date, ${n.correspondant}, ${n.genre}, ${n.adresse}, ${n.contact}, ${n.reference}, ${n.dateLettre}::date,
  ${n.objet}, ${n.nature}, ${n.confidentiel}::boolean, ${n.urgent}::boolean, ${n.echeance}::date, ${n.repondA}::uuid, ${n.maintenant}::timestamptz, ${n.creePar}, ${n.maintenant}::timestamptz`

/** The next number of a register, taken with the line itself: whoever is refused later in the transaction gives it back. */
const prendre = (bureau: string, sens: Sens, annee: number) => sql`insert into courrier.compteur as n (bureau, sens, annee, dernier) values (${bureau}, ${sens}, ${annee}, 1)
  on conflict (bureau, sens, annee) do update set dernier = n.dernier + 1 returning dernier`

/** Writes an arrival with its number; returns it. The counter is held from here to the end of the transaction: what can be done before is done before. */
export async function insertArrivee(tx: Tx, n: Nouveau & { annee: number; parNom: string }): Promise<string> {
  const { rows } = await sql<{ numero: string }>`with pris as (${prendre(n.bureau, 'arrivee', n.annee)})
    insert into courrier.courrier (${COLONNES}, annee, ordre, enregistre_le, enregistre_par_nom)
    select ${valeurs(n, 'arrivee', 'enregistre')}, ${n.annee}::int, pris.dernier, ${n.maintenant}::timestamptz, ${n.parNom} from pris returning numero`.execute(tx)
  return rows[0]!.numero
}

/** Writes a departure that has no number yet. */
export async function insertDepart(tx: Tx, n: Nouveau): Promise<void> {
  await sql`insert into courrier.courrier (${COLONNES}) values (${valeurs(n, 'depart', 'prepare')})`.execute(tx)
}

/** Gives a prepared departure its number, and the day of it; returns the number. As late as can be, like `insertArrivee`. */
export async function updateNumero(tx: Tx, n: { id: string; bureau: string; annee: number; jour: string; parNom: string; maintenant: Date }): Promise<string> {
  const { rows } = await sql<{ numero: string }>`with pris as (${prendre(n.bureau, 'depart', n.annee)})
    update courrier.courrier c set etat = 'enregistre', annee = ${n.annee}, ordre = pris.dernier, jour = ${n.jour}::date, enregistre_le = ${n.maintenant}, enregistre_par_nom = ${n.parNom}, modifie_le = ${n.maintenant}
    from pris where c.id = ${n.id} returning numero`.execute(tx)
  return rows[0]!.numero
}

/** Corrects what was typed. Number, office and way stay. */
export async function updateLigne(tx: Tx, id: string, l: Ligne & { jour: string }, maintenant: Date): Promise<void> {
  await sql`update courrier.courrier set correspondant = ${l.correspondant}, genre = ${l.genre}, adresse = ${l.adresse}, contact = ${l.contact}, reference = ${l.reference}, date_lettre = ${l.dateLettre}::date,
    objet = ${l.objet}, nature = ${l.nature}, confidentiel = ${l.confidentiel}, urgent = ${l.urgent}, echeance = ${l.echeance}::date, repond_a = ${l.repondA}, jour = ${l.jour}::date, modifie_le = ${maintenant} where id = ${id}`.execute(tx)
}

export type Change = Partial<Pick<Courrier, 'etat' | 'mode' | 'envoyeLe' | 'suivi' | 'dechargeLe' | 'dechargePar' | 'reponduLe' | 'renvoyeLe' | 'classement' | 'motif' | 'lie'>>

/** Changes what a gesture changes; what is not named stays. */
export async function updateCourrier(tx: Tx, id: string, change: Change, maintenant: Date): Promise<void> {
  const valeurs = Object.entries(change).map(([nom, valeur]) => sql`${sql.ref(nom.replace(/[A-Z]/g, (lettre) => `_${lettre.toLowerCase()}`))} = ${valeur}`)
  await sql`update courrier.courrier set ${sql.join([...valeurs, sql`modifie_le = ${maintenant}`])} where id = ${id}`.execute(tx)
}

/** The arrival that a departure answers, still waiting for it, locked; undefined when there is nothing to close. Only whoever knew it could link it: its own office, or one it was given to. */
export async function lockRepondu(tx: Tx, id: string): Promise<{ id: string; bureau: string } | undefined> {
  const { rows } = await sql<{ id: string; bureau: string }>`select id, bureau from courrier.courrier where id = ${id} and sens = 'arrivee' and repondu_le is null and etat in ('enregistre', 'impute', 'traite') for update`.execute(tx)
  return rows[0]
}
