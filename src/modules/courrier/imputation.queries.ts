import { uuidv7 } from '../../lib/uuid.ts'
import { sql } from '../../kernel/db/index.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'
import { tenue } from './acces.queries.ts'
import type { Imputation, Issue } from './imputation.ts'
import type { Lecteur } from './lecteur.ts'

const CHAMPS = sql`i.id, i.courrier_id, i.de, i.vers_bureau, i.vers_poste, i.vers_nom, i.instruction, i.note, i.echeance, i.le, i.par_nom, i.recu_le, i.recu_par_nom, i.fini_le, i.fini_par_nom, i.issue, i.reponse`

/** To whom a letter was given, oldest first. */
export async function listImputations(db: Db, courrierId: string): Promise<Imputation[]> {
  const { rows } = await sql<Imputation>`select ${CHAMPS} from courrier.imputation i where i.courrier_id = ${courrierId} order by i.le, i.id`.execute(db)
  return rows
}

/** The imputation of this letter that this reader holds: the one he names, else the first. */
export async function findTenue(db: Db, courrierId: string, lecteur: Lecteur, id?: string): Promise<Imputation | undefined> {
  const { rows } = await sql<Imputation>`select ${CHAMPS} from courrier.imputation i where i.courrier_id = ${courrierId} and ${tenue(lecteur)} and ${id ? sql`i.id = ${id}::uuid` : sql`true`}
    order by i.vers_poste is null, i.le, i.id limit 1`.execute(db)
  return rows[0]
}

export type NouvelleImputation = Pick<Imputation, 'courrierId' | 'de' | 'versBureau' | 'versPoste' | 'versNom' | 'instruction' | 'note' | 'echeance' | 'parNom'>

/** Gives a letter to an office or a post. The same one twice at once is refused (`imputation_poste_une_fois`, `imputation_bureau_une_fois`). */
export async function insertImputation(tx: Tx, i: NouvelleImputation, maintenant: Date): Promise<string> {
  const id = uuidv7(maintenant.getTime())
  await sql`insert into courrier.imputation (id, courrier_id, de, vers_bureau, vers_poste, vers_nom, instruction, note, echeance, le, par_nom)
    values (${id}, ${i.courrierId}, ${i.de}, ${i.versBureau}, ${i.versPoste}, ${i.versNom}, ${i.instruction}, ${i.note}, ${i.echeance}::date, ${maintenant}, ${i.parNom})`.execute(tx)
  return id
}

/** Marks it as received, once. */
export async function updateRecue(tx: Tx, id: string, parNom: string, maintenant: Date): Promise<void> {
  await sql`update courrier.imputation set recu_le = ${maintenant}, recu_par_nom = ${parNom} where id = ${id} and recu_le is null`.execute(tx)
}

/** Ends it. What was never marked as received is, by that. */
export async function updateFinie(tx: Tx, id: string, issue: Issue, fin: { parNom: string; reponse?: string; maintenant: Date }): Promise<void> {
  await sql`update courrier.imputation set issue = ${issue}, fini_le = ${fin.maintenant}, fini_par_nom = ${fin.parNom}, reponse = ${fin.reponse ?? ''},
    recu_le = coalesce(recu_le, ${fin.maintenant}), recu_par_nom = coalesce(recu_par_nom, ${fin.parNom}) where id = ${id}`.execute(tx)
}

/** Ends all that are open: the answer left, or the letter was struck. */
export async function updateToutesFinies(tx: Tx, courrierId: string, issue: Issue, fin: { parNom: string; reponse: string; maintenant: Date }): Promise<void> {
  await sql`update courrier.imputation set issue = ${issue}, fini_le = ${fin.maintenant}, fini_par_nom = ${fin.parNom}, reponse = ${fin.reponse} where courrier_id = ${courrierId} and issue is null`.execute(tx)
}

/** Opens again what had been passed on: it came back. */
export async function updateRouverte(tx: Tx, id: string): Promise<void> {
  await sql`update courrier.imputation set issue = null, fini_le = null, fini_par_nom = null, reponse = '' where id = ${id}`.execute(tx)
}

/** How many have not ended. */
export async function compterOuvertes(db: Db, courrierId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from courrier.imputation where courrier_id = ${courrierId} and issue is null`.execute(db)
  return rows[0]!.n
}
