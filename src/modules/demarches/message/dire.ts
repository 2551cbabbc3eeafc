import { uuidv7 } from '../../../lib/uuid.ts'
import { epurer, findChamp, texteReponse } from '../../../kernel/formulaires/index.ts'
import type { Maison } from '../../../kernel/maison.ts'
import type { JobDemande } from '../../../kernel/module.ts'
import { modeleMessage, prevenir, rediger } from '../../../kernel/notifications/index.ts'
import type { Destinataire } from '../../../kernel/notifications/index.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { contactDemandeur } from '../brouillon.ts'
import type { Demarche } from '../definition.ts'
import { getDemarche } from '../definition.queries.ts'
import type { Dossier } from '../dossier.ts'
import { insertMessageEssai } from '../essai/essai.queries.ts'
import { estEssai } from '../essai/essai.ts'
import { MOMENTS } from './moments.ts'
import type { Moment } from './moments.ts'

/** `maison`: where answers are put in words, for the moments that a procedure may word itself. `moment`: which of them, when several have the same message. `autre`: the message is for somebody else than the applicant. */
export type ADire = { modele: string; moment?: Moment; cle: string; a: Destinataire; valeurs: Readonly<Record<string, string>>; maison?: Maison; lien?: string; masquer?: string; autre?: true; maintenant: Date }

/** Tells somebody about a file, in the words of its procedure, or else of the platform. About a test nothing leaves: what would have is kept beside it. */
export async function dire(tx: Tx, dossier: Pick<Dossier, 'id' | 'demarche' | 'version' | 'reponses'>, { maison, autre, moment, ...m }: ADire): Promise<JobDemande[]> {
  const demarche = await getDemarche(tx, dossier.demarche, dossier.version)
  const quand = moment ?? momentDe(m.modele)
  const ecrit = maison && quand && demarche.messages?.[quand]
  const valeurs = ecrit ? { ...reponsesEnMots(demarche, dossier, maison), ...m.valeurs } : m.valeurs
  if (!estEssai(dossier)) return prevenir(tx, { ...m, valeurs, ...(ecrit ? { ecrit } : {}), objet: `dossier:${dossier.id}` })
  const { sujet, texte, sms } = rediger(ecrit ?? modeleMessage(m.modele), valeurs)
  // The applicant of a test is whoever its answers say; the author is told nothing.
  const a = autre ? m.a : contactDemandeur(demarche, dossier.reponses)
  const canaux = [['sms', a.telephone, sms], ['courriel', a.courriel, texte], ['interne', autre ? undefined : 'compte', texte]] as const
  for (const [canal, destinataire, mots] of canaux) if (destinataire) await insertMessageEssai(tx, { id: uuidv7(m.maintenant.getTime()), dossierId: dossier.id, canal, destinataire, sujet, texte: mots, le: m.maintenant })
  return []
}

const momentDe = (modele: string): Moment | undefined => (Object.keys(MOMENTS) as Moment[]).find((m) => MOMENTS[m].modele === modele)

/** Every question of the form by its code, in words; what was not asked or not answered leaves its place empty. */
export function reponsesEnMots(demarche: Demarche, { reponses }: Pick<Dossier, 'reponses'>, { territoires }: Maison): Record<string, string> {
  const vides = demarche.formulaire.etapes.flatMap((e) => e.champs).map((c) => [c.code, ''] as const)
  const dites = Object.entries(epurer(demarche.formulaire, reponses)).flatMap(([code, reponse]) => {
    const champ = findChamp(demarche.formulaire, code)
    return champ && reponse !== null ? [[code, texteReponse(champ, reponse, territoires)] as const] : []
  })
  return Object.fromEntries([...vides, ...dites])
}
