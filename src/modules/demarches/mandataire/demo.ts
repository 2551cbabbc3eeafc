import { sql } from '../../../kernel/db/index.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { putMandat, updateMandant, updateReponse } from './mandat.queries.ts'

/** Two files followed by somebody else for the person concerned. */
export async function raconterMandats(tx: Tx): Promise<void> {
  const { rows } = await sql<{ id: string; creeLe: Date }>`select distinct on (demarche) id, cree_le from demarches.dossier
    where etat in ('depose', 'propose') and canal = 'ligne' and not interne and demarche in ('certificat-de-vie', 'certificat-de-residence') order by demarche, id desc`.execute(tx)
  for (const [rang, { id, creeLe }] of rows.entries()) {
    const mandant = `+22901960000${String(rang + 1).padStart(2, '0')}`
    await putMandat(tx, { dossierId: id, nom: 'Fifamè Adjovi', telephone: '+2290195556677', qualite: 'association', precision: 'Mains unies', preuve: 'code', fichier: null, mandantTelephone: mandant, tour: 1, empreinte: null, envoyeLe: creeLe, expireLe: null, maintenant: creeLe })
    await updateReponse(tx, id, 'oui', creeLe)
    await updateMandant(tx, id, mandant)
  }
}
