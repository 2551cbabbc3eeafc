import { Refus } from '../../../lib/erreurs.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'
import type { Publiee } from '../definition.queries.ts'
import { updateDossier } from '../dossier.queries.ts'
import type { Dossier } from '../dossier.ts'
import { pousser } from '../horloge.ts'
import { resteArretee } from './sous-demande.queries.ts'

/** While another office stops the file's clock, its own office does nothing that would start it again by another way. Throws `Refus`. */
export async function exigerLibre(db: Db, dossierId: string): Promise<void> {
  if (await resteArretee(db, dossierId)) throw new Refus('Le délai est arrêté par une demande à un autre bureau : attendez sa réponse, ou annulez cette demande')
}

/** The clock stops until another office answers. */
export async function arreter(tx: Tx, demarche: Publiee, dossier: Dossier, maintenant: Date): Promise<void> {
  const { horloge } = pousser(dossier.horloge, 'suspension', demarche.delai, maintenant)
  await updateDossier(tx, dossier.id, { horloge, echeance: null }, maintenant)
}

/** The clock runs again when nothing asked of another office stops it any more. */
export async function repartir(tx: Tx, demarche: Publiee, dossier: Dossier, maintenant: Date): Promise<boolean> {
  if (dossier.etat !== 'depose' || dossier.horloge.at(-1)?.genre !== 'suspension' || (await resteArretee(tx, dossier.id))) return false
  await updateDossier(tx, dossier.id, pousser(dossier.horloge, 'reprise', demarche.delai, maintenant), maintenant)
  return true
}
