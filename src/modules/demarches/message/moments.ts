import { z } from 'zod'
import { nomsDe } from '../redaction.ts'

const SMS_AU_PLUS = 300

/** The moments that a procedure may word itself: what they are called, the message of content/messages they stand for, and the places that this message fills. */
export const MOMENTS = {
  depose: { titre: 'La demande est déposée', modele: 'dossier-depose', places: ['numero', 'bureau', 'titre', 'suivi'] },
  complement: { titre: 'Un complément est demandé', modele: 'dossier-complement', places: ['numero', 'bureau', 'demande', 'lien'] },
  relance: { titre: 'Un rappel : le complément n’est pas venu', modele: 'dossier-complement', places: ['numero', 'bureau', 'demande', 'lien'] },
  reponse: { titre: 'La réponse est reçue', modele: 'dossier-complement-recu', places: ['numero', 'bureau'] },
  paiement: { titre: 'Un paiement est demandé', modele: 'paiement-demande', places: ['numero', 'montant', 'libelle', 'ou'] },
  paye: { titre: 'Le paiement est reçu', modele: 'paiement-recu', places: ['numero', 'montant', 'libelle'] },
  delivre: { titre: 'Le document est prêt', modele: 'dossier-delivre', places: ['numero', 'titre', 'lien', 'code'] },
  accorde: { titre: 'La demande est accordée, sans document', modele: 'dossier-accorde', places: ['numero', 'titre', 'bureau', 'motif', 'recours', 'lien'] },
  refuse: { titre: 'La demande est refusée', modele: 'dossier-refuse', places: ['numero', 'titre', 'bureau', 'motif', 'recours', 'lien'] },
  accord: { titre: 'L’accord d’une autre personne est demandé', modele: 'accord-demande', places: ['demandeur', 'titre', 'lien'] },
} as const satisfies Readonly<Record<string, { titre: string; modele: string; places: readonly string[] }>>
export type Moment = keyof typeof MOMENTS

/** What a message must not lose, whoever words it: the code of a paper, the link that answers, why one is refused and what one may do. */
const INDISPENSABLES: Readonly<Partial<Record<Moment, readonly string[]>>> = { depose: ['suivi'], complement: ['demande'], relance: ['demande'], paiement: ['montant'], refuse: ['motif', 'recours'], accord: ['lien'] }

const ecrit = z.strictObject({ sujet: z.string().min(1).max(120), texte: z.string().min(1).max(1500), sms: z.string().min(1).max(SMS_AU_PLUS).optional() })
export type Ecrit = z.infer<typeof ecrit>

/** A procedure's own words, by moment; a moment that is not there is said by the platform. */
export const schemaMessages = z.strictObject({
  depose: ecrit.optional(), complement: ecrit.optional(), relance: ecrit.optional(), reponse: ecrit.optional(), paiement: ecrit.optional(), paye: ecrit.optional(),
  delivre: ecrit.optional(), accorde: ecrit.optional(), refuse: ecrit.optional(), accord: ecrit.optional(),
})
export type Messages = z.infer<typeof schemaMessages>

/** Names that neither the moment nor the form knows, and what a moment must say and does not; in French. `champs`: the codes of the form. */
export function fautesMessages(messages: Messages | undefined, champs: ReadonlySet<string>): string[] {
  return Object.entries(messages ?? {}).flatMap(([nom, dit]) => {
    if (!dit) return []
    const moment = nom as Moment
    const places: readonly string[] = MOMENTS[moment].places
    const textes = Object.entries(dit).filter(([, t]) => t !== undefined) as [string, string][]
    return [
      ...textes.flatMap(([ou, texte]) => nomsDe(texte).filter((n) => !places.includes(n) && !champs.has(n)).map((n) => `messages.${moment}.${ou} : {${n}} n’est pas une question du formulaire qu’un message puisse dire, et ce message ne connaît que ${places.map((p) => `{${p}}`).join(', ')}`)),
      ...textes.filter(([ou]) => ou !== 'sujet').flatMap(([ou, texte]) => (INDISPENSABLES[moment] ?? []).filter((n) => !nomsDe(texte).includes(n)).map((n) => `messages.${moment}.${ou} : il doit dire {${n}}`)),
    ]
  })
}
