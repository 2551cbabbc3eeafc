import type { Tx } from '../../../kernel/db/index.ts'
import type { Maison } from '../../../kernel/maison.ts'
import type { JobDemande } from '../../../kernel/module.ts'
import { prevenir } from '../../../kernel/notifications/index.ts'
import type { Publiee } from '../definition.queries.ts'
import { direMandataire, exigerMandat, jetonMandat } from './mandat.ts'
import type { Mandat } from './mandat.ts'
import { findMandat, updateMandant } from './mandat.queries.ts'

/** The mandate under which a draft is filed, or undefined. Throws when it is not valid. */
export async function mandatDuDepot(tx: Tx, dossierId: string, demarche: Publiee): Promise<Mandat | undefined> {
  const m = await findMandat(tx, dossierId)
  if (m) exigerMandat(m, demarche)
  return m
}

/** The request is filed: the person represented is told, with her link, and holds the file too. */
export async function ouvrirMandat(tx: Tx, maison: Maison, m: Mandat, { numero, titre, maintenant }: { numero: string; titre: string; maintenant: Date }): Promise<JobDemande[]> {
  if (!m.mandantTelephone) return []
  await updateMandant(tx, m.dossierId, m.mandantTelephone)
  const lien = `${maison.reglages.adresse}/mandat/${jetonMandat(maison.cle('mandat'), m)}`
  return prevenir(tx, { modele: 'mandat-depose', cle: `mandat-depose:${m.dossierId}`, a: { telephone: m.mandantTelephone }, valeurs: { numero, titre, mandataire: direMandataire(m), lien }, objet: `dossier:${m.dossierId}`, masquer: lien, maintenant })
}
