import { sql } from '../../kernel/db/index.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'

/** Somebody was seen alive: who saw whom, when, where, how identified, and the mark the person left. */
export type Constat = {
  id: string; dossierId: string; vuLe: Date; cadre: 'guichet' | 'domicile' | 'autorite'; lieu: string; par: string; parNom: string
  autorite: string | null; identifiePar: string; pieceNumero: string | null; marque: 'signature' | 'empreinte' | 'temoin'; temoin: string | null; note: string
  /** The mark itself, among the file's papers; or where the paper is kept. */
  marqueFichier: string | null; classement: string | null
}

/** Under which field the mark lies among the papers of the file. */
export const CHAMP_MARQUE = 'constat'

export const CADRES = { guichet: 'Au guichet', domicile: 'À son domicile', autorite: 'Devant une autre autorité' } as const
export const MARQUES = { signature: 'Signature sur la fiche', empreinte: 'Empreinte du pouce sur la fiche', temoin: 'Devant un témoin, la personne ne peut pas signer' } as const

/** Records a proof of life. */
export async function insertConstat(tx: Tx, c: Constat, maintenant: Date): Promise<void> {
  await sql`insert into demarches.constat (id, dossier_id, vu_le, cadre, lieu, par, par_nom, autorite, identifie_par, piece_numero, marque, temoin, note, marque_fichier, classement, cree_le)
    values (${c.id}, ${c.dossierId}, ${c.vuLe}, ${c.cadre}, ${c.lieu}, ${c.par}, ${c.parNom}, ${c.autorite}, ${c.identifiePar}, ${c.pieceNumero}, ${c.marque}, ${c.temoin}, ${c.note}, ${c.marqueFichier}, ${c.classement}, ${maintenant})`.execute(tx)
}

/** One proof of life. */
export async function findConstat(db: Db, id: string | null): Promise<Constat | undefined> {
  if (!id) return undefined
  const { rows } = await sql<Constat>`select id, dossier_id, vu_le, cadre, lieu, par, par_nom, autorite, identifie_par, piece_numero, marque, temoin, note, marque_fichier, classement
    from demarches.constat where id = ${id}`.execute(db)
  return rows[0]
}
