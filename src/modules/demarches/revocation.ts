import type { Tx } from '../../kernel/db/index.ts'
import type { JobDemande } from '../../kernel/module.ts'
import { lireObjetDossier } from './dossier.ts'
import type { Dossier } from './dossier.ts'
import { lockDossier, updateDossier } from './dossier.queries.ts'
import { insertEvenement } from './evenement.queries.ts'
import { destinataireDe } from './porte.ts'
import { dire } from './message/dire.ts'

type Revocation = { motif: string; par: string; parNom: string; maintenant: Date }

/** The file follows its revoked document: state, story, and a message to the applicant. The document itself is revoked by the caller. */
export async function suivreRevocation(tx: Tx, dossier: Dossier, { motif, par, parNom, maintenant }: Revocation): Promise<JobDemande[]> {
  await updateDossier(tx, dossier.id, { etat: 'revoque' }, maintenant)
  await insertEvenement(tx, { dossierId: dossier.id, genre: 'revoque', le: maintenant, par, parNom, texte: motif })
  return dire(tx, dossier, { modele: 'dossier-revoque', cle: `revoque:${dossier.id}`, a: destinataireDe(dossier), valeurs: { numero: dossier.numero!, motif }, lien: `/suivi/${dossier.id}`, maintenant })
}

/** The same when the administration has revoked many documents at once; an object that is not a file of ours is left alone. */
export async function suivreRevocationDe(tx: Tx, objet: string, revocation: Revocation): Promise<JobDemande[]> {
  const id = lireObjetDossier(objet)
  if (!id) return []
  const dossier = await lockDossier(tx, id)
  return dossier.etat === 'delivre' ? suivreRevocation(tx, dossier, revocation) : []
}
