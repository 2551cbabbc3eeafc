import { uuidv7 } from '../../../lib/uuid.ts'
import type { Maison } from '../../../kernel/maison.ts'
import type { JobDemande } from '../../../kernel/module.ts'
import { modeleMessage, prevenir, rediger } from '../../../kernel/notifications/index.ts'
import type { Destinataire } from '../../../kernel/notifications/index.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { contactDemandeur } from '../brouillon.ts'
import { getDemarche } from '../definition.queries.ts'
import type { Dossier } from '../dossier.ts'
import { insertMessageEssai } from '../essai/essai.queries.ts'
import { estEssai } from '../essai/essai.ts'

/** `maison`: where answers are put in words, for the moments that a procedure may word itself. `autre`: the message is for somebody else than the applicant. */
export type ADire = { modele: string; cle: string; a: Destinataire; valeurs: Readonly<Record<string, string>>; maison?: Maison; lien?: string; masquer?: string; autre?: true; maintenant: Date }

/** Tells somebody about a file, in the words of its procedure, or else of the platform. About a test nothing leaves: what would have is kept beside it. */
export async function dire(tx: Tx, dossier: Pick<Dossier, 'id' | 'demarche' | 'version' | 'reponses'>, { maison: _maison, autre, ...m }: ADire): Promise<JobDemande[]> {
  const objet = `dossier:${dossier.id}`
  if (!estEssai(dossier)) return prevenir(tx, { ...m, objet })
  const demarche = await getDemarche(tx, dossier.demarche, dossier.version)
  const { sujet, texte, sms } = rediger(modeleMessage(m.modele), m.valeurs)
  // The applicant of a test is whoever its answers say; the author is told nothing.
  const a = autre ? m.a : contactDemandeur(demarche, dossier.reponses)
  const canaux = [['sms', a.telephone, sms], ['courriel', a.courriel, texte], ['interne', autre ? undefined : 'le compte du demandeur', texte]] as const
  for (const [canal, destinataire, mots] of canaux) if (destinataire) await insertMessageEssai(tx, { id: uuidv7(m.maintenant.getTime()), dossierId: dossier.id, canal, destinataire, sujet, texte: mots, le: m.maintenant })
  return []
}
