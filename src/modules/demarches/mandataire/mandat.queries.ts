import { sql } from '../../../kernel/db/index.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'
import type { Mandat } from './mandat.ts'

const CHAMPS = sql`dossier_id, nom, telephone, qualite, precision, preuve, fichier, mandant_telephone, tour, envoye_le, expire_le, reponse, repondu_le, cree_le, fini_le`

/** The mandate of a file or a draft. */
export async function findMandat(db: Db, dossierId: string): Promise<Mandat | undefined> {
  const { rows } = await sql<Mandat>`select ${CHAMPS} from demarches.mandat where dossier_id = ${dossierId}`.execute(db)
  return rows[0]
}

/** The mandate that the link of the person represented opens. */
export async function findMandatParLien(db: Db, empreinte: Buffer): Promise<Mandat | undefined> {
  const { rows } = await sql<Mandat>`select ${CHAMPS} from demarches.mandat where empreinte = ${empreinte}`.execute(db)
  return rows[0]
}

export type NouveauMandat = Pick<Mandat, 'dossierId' | 'nom' | 'telephone' | 'qualite' | 'precision' | 'preuve' | 'fichier' | 'mandantTelephone' | 'tour' | 'envoyeLe' | 'expireLe'> & { empreinte: Buffer | null; maintenant: Date }

/** Writes what the mandatary declares; what was agreed to before is forgotten. */
export async function putMandat(tx: Tx, m: NouveauMandat): Promise<void> {
  await sql`insert into demarches.mandat (dossier_id, nom, telephone, qualite, precision, preuve, fichier, mandant_telephone, tour, empreinte, envoye_le, expire_le, cree_le)
    values (${m.dossierId}, ${m.nom}, ${m.telephone}, ${m.qualite}, ${m.precision}, ${m.preuve}, ${m.fichier}, ${m.mandantTelephone}, ${m.tour}, ${m.empreinte}, ${m.envoyeLe}, ${m.expireLe}, ${m.maintenant})
    on conflict (dossier_id) do update set nom = excluded.nom, telephone = excluded.telephone, qualite = excluded.qualite, precision = excluded.precision, preuve = excluded.preuve, fichier = excluded.fichier,
      mandant_telephone = excluded.mandant_telephone, tour = excluded.tour, empreinte = excluded.empreinte, envoye_le = excluded.envoye_le, expire_le = excluded.expire_le, reponse = null, repondu_le = null`.execute(tx)
}

/** The person represented answers; an answer may change until the request is filed. */
export async function updateReponse(tx: Tx, dossierId: string, reponse: 'oui' | 'non', maintenant: Date): Promise<void> {
  await sql`update demarches.mandat set reponse = ${reponse}, repondu_le = ${maintenant} where dossier_id = ${dossierId} and fini_le is null`.execute(tx)
}

/** The request is for oneself after all. */
export async function deleteMandat(tx: Tx, dossierId: string): Promise<void> {
  await sql`delete from demarches.mandat where dossier_id = ${dossierId}`.execute(tx)
}

/** The mandate runs on a request just filed: from then on the person represented is told of everything. */
export async function updateMandant(tx: Tx, dossierId: string, telephone: string | null): Promise<void> {
  await sql`update demarches.dossier set mandant_telephone = ${telephone} where id = ${dossierId}`.execute(tx)
}

/** The mandate ends. False when it had already. */
export async function endMandat(tx: Tx, dossierId: string, par: string, maintenant: Date): Promise<boolean> {
  const fait = await sql`update demarches.mandat set fini_le = ${maintenant}, fini_par = ${par} where dossier_id = ${dossierId} and fini_le is null`.execute(tx)
  return (fait.numAffectedRows ?? 0n) > 0n
}
