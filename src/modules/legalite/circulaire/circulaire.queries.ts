import { Introuvable } from '../../../lib/erreurs.ts'
import { sansAccents } from '../../../lib/francais.ts'
import { lireTri } from '../../../lib/liste.ts'
import { dateOuRien, sql, trier } from '../../../kernel/db/index.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'
import type { Portee } from '../../../kernel/identite/portee.ts'
import type { Circulaire, Destinataire } from './circulaire.ts'

/** Where a reader reads circulars (`legalite.lire`), and whether he writes them. */
export type LecteurCirculaires = { lire: Portee; regle: boolean }

const CHAMPS = sql`c.id, c.numero, c.etat, c.titre, c.texte, c.matieres, c.niveaux, c.departements, c.remplace, c.sha256, c.fichier, c.taille, c.cree_le, c.publie_le, c.publie_par_nom, c.fini_le, c.motif, c.revision`
const adressee = ({ lire }: LecteurCirculaires) => (lire.codes === null ? sql`true` : sql`exists (select from legalite.circulaire_destinataire d where d.circulaire_id = c.id and d.territoire = any(${lire.codes}::text[]))`)
/** Drafts are known to whoever writes them; what is published, to those it is written to and to the ministry. */
const visible = (lecteur: LecteurCirculaires) => (lecteur.regle ? sql`c.etat <> 'abandonnee'` : sql`(c.publie_le is not null and ${adressee(lecteur)})`)

/** A circular this reader may know. Throws `Introuvable`. */
export async function getCirculaire(db: Db, id: string, lecteur: LecteurCirculaires): Promise<Circulaire> {
  const { rows } = await sql<Circulaire>`select ${CHAMPS} from legalite.circulaire c where c.id = ${id} and ${visible(lecteur)}`.execute(db)
  if (!rows[0]) throw new Introuvable()
  return rows[0]
}

/** The same, held until the end of the transaction. */
export async function lockCirculaire(tx: Tx, id: string, lecteur: LecteurCirculaires): Promise<Circulaire> {
  const { rows } = await sql<Circulaire>`select ${CHAMPS} from legalite.circulaire c where c.id = ${id} and ${visible(lecteur)} for update of c`.execute(tx)
  if (!rows[0]) throw new Introuvable()
  return rows[0]
}

/** A circular for the house's own tasks, and for its door. */
export async function findCirculaire(db: Db, id: string): Promise<Circulaire | undefined> {
  const { rows } = await sql<Circulaire>`select ${CHAMPS} from legalite.circulaire c where c.id = ${id}`.execute(db)
  return rows[0]
}

export type FiltreCirculaires = { cherche?: string; matiere?: string; etat?: string; lue?: 'oui' | 'non'; sieges?: readonly string[]; tri?: string; apres?: string; limite: number }
export type LigneCirculaire = Pick<Circulaire, 'id' | 'numero' | 'etat' | 'titre' | 'matieres' | 'niveaux' | 'departements' | 'publieLe'> & { adresses: number; lus: number; aLire: boolean }

/** The circulars this reader may know, latest first; `sieges`: the offices he reads for. */
export async function listCirculaires(db: Db, lecteur: LecteurCirculaires, f: FiltreCirculaires): Promise<LigneCirculaire[]> {
  const { cle, decroit } = lireTri(f.tri, ['publie', 'titre'], '-publie')
  // What is being written waits for somebody: it comes first.
  const { suite, ordre } = trier({ depuis: sql`legalite.circulaire c`, id: sql`c.id`, cles: [cle === 'titre' ? sql`db.sans_accent(c.titre)` : dateOuRien(sql`c.publie_le`, !decroit)], decroit, apres: f.apres })
  const aLire = sql`exists (select from legalite.circulaire_destinataire d where d.circulaire_id = c.id and d.lu_le is null and d.territoire = any(${[...(f.sieges ?? [])]}::text[]))`
  const et = [visible(lecteur)]
  for (const mot of sansAccents(f.cherche ?? '').split(/\s+/).filter(Boolean).slice(0, 8)) et.push(sql`strpos(c.cherche, db.sans_accent(${mot})) > 0`)
  if (f.matiere) et.push(sql`(c.matieres = '{}' or ${f.matiere} = any(c.matieres))`)
  if (f.etat) et.push(sql`c.etat = ${f.etat}`)
  if (f.lue) et.push(f.lue === 'non' ? aLire : sql`not ${aLire}`)
  const { rows } = await sql<LigneCirculaire>`select c.id, c.numero, c.etat, c.titre, c.matieres, c.niveaux, c.departements, c.publie_le, ${aLire} as a_lire,
      (select count(*) from legalite.circulaire_destinataire d where d.circulaire_id = c.id) as adresses, (select count(d.lu_le) from legalite.circulaire_destinataire d where d.circulaire_id = c.id) as lus
    from legalite.circulaire c where ${sql.join(et, sql` and `)} and ${suite} order by ${ordre} limit ${f.limite}`.execute(db)
  return rows
}

/** What these offices have not read yet, oldest first: for the day of whoever answers for them. */
export async function listALire(db: Db, sieges: readonly string[], limite = 20): Promise<{ id: string; numero: string; titre: string; publieLe: Date }[]> {
  const { rows } = await sql<{ id: string; numero: string; titre: string; publieLe: Date }>`select distinct c.id, c.numero, c.titre, c.publie_le from legalite.circulaire_destinataire d join legalite.circulaire c on c.id = d.circulaire_id
    where d.territoire = any(${[...sieges]}::text[]) and d.lu_le is null and c.etat = 'publiee' order by c.publie_le, c.id limit ${limite}`.execute(db)
  return rows
}

/** The offices addressed that this reader may know of, by code: the ministry all, a prefecture its own and its communes', a commune itself. */
export async function listDestinataires(db: Db, id: string, lecteur: LecteurCirculaires): Promise<Destinataire[]> {
  const parmi = lecteur.regle || lecteur.lire.codes === null ? sql`true` : sql`d.territoire = any(${lecteur.lire.codes}::text[])`
  const { rows } = await sql<Destinataire>`select d.territoire, d.lu_le, d.lu_par_nom from legalite.circulaire_destinataire d where d.circulaire_id = ${id} and ${parmi} order by d.territoire`.execute(db)
  return rows
}

/** Every office addressed, for a door and for the task that writes to them. */
export async function listAdresses(db: Db, id: string): Promise<string[]> {
  const { rows } = await sql<{ territoire: string }>`select territoire from legalite.circulaire_destinataire where circulaire_id = ${id} order by territoire`.execute(db)
  return rows.map((r) => r.territoire)
}

export type Redaction = Pick<Circulaire, 'titre' | 'texte' | 'matieres' | 'niveaux' | 'departements' | 'remplace'>
export type FichierCirculaire = { referenceId: string; sha256: string; fichier: string; taille: number }

/** Begins a circular. */
export async function insertCirculaire(tx: Tx, c: Redaction & { id: string; par: string; maintenant: Date; fichier: FichierCirculaire | undefined }): Promise<void> {
  await sql`insert into legalite.circulaire (id, etat, titre, texte, matieres, niveaux, departements, remplace, reference_id, sha256, fichier, taille, cree_le, cree_par)
    values (${c.id}, 'projet', ${c.titre}, ${c.texte}, ${c.matieres}, ${c.niveaux}, ${c.departements}, ${c.remplace}, ${c.fichier?.referenceId ?? null}, ${c.fichier?.sha256 ?? null}, ${c.fichier?.fichier ?? null}, ${c.fichier?.taille ?? null}, ${c.maintenant}, ${c.par})`.execute(tx)
}

/** Writes a draft anew; without `fichier`, its paper stays. */
export async function updateRedaction(tx: Tx, id: string, c: Redaction & { fichier: FichierCirculaire | undefined }): Promise<void> {
  const papier = c.fichier ? sql`, reference_id = ${c.fichier.referenceId}, sha256 = ${c.fichier.sha256}, fichier = ${c.fichier.fichier}, taille = ${c.fichier.taille}` : sql``
  await sql`update legalite.circulaire set titre = ${c.titre}, texte = ${c.texte}, matieres = ${c.matieres}, niveaux = ${c.niveaux}, departements = ${c.departements}, remplace = ${c.remplace}, revision = revision + 1${papier} where id = ${id}`.execute(tx)
}

/** Publishes a circular to these offices. */
export async function updatePubliee(tx: Tx, id: string, p: { numero: string; parNom: string; maintenant: Date; territoires: readonly string[] }): Promise<void> {
  await sql`update legalite.circulaire set etat = 'publiee', numero = ${p.numero}, publie_le = ${p.maintenant}, publie_par_nom = ${p.parNom}, revision = revision + 1 where id = ${id}`.execute(tx)
  await sql`insert into legalite.circulaire_destinataire (circulaire_id, territoire) select ${id}, unnest(${[...p.territoires]}::text[])`.execute(tx)
}

/** Ends a circular: replaced, withdrawn, given up. */
export async function updateFin(tx: Tx, id: string, etat: 'remplacee' | 'retiree' | 'abandonnee', motif: string, maintenant: Date): Promise<void> {
  await sql`update legalite.circulaire set etat = ${etat}, fini_le = ${maintenant}, motif = ${motif}, revision = revision + 1 where id = ${id}`.execute(tx)
}

/** An office has read: the first reader is kept. Returns how many offices that was new for. */
export async function updateLue(tx: Tx, id: string, sieges: readonly string[], lecteur: { par: string; parNom: string; maintenant: Date }): Promise<number> {
  const { rows } = await sql`update legalite.circulaire_destinataire set lu_le = ${lecteur.maintenant}, lu_par = ${lecteur.par}, lu_par_nom = ${lecteur.parNom} where circulaire_id = ${id} and territoire = any(${[...sieges]}::text[]) and lu_le is null returning territoire`.execute(tx)
  return rows.length
}
