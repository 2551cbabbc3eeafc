/** What a server and a counter without network say to each other. */
import type { Calendrier } from '../../../kernel/calendrier/index.ts'
import type { Definition } from '../../../kernel/formulaires/index.ts'
import type { Rangees } from '../../../kernel/territoire/index.ts'

/** A procedure as a counter needs it: its form, and the answers that name the applicant. */
export type Offerte = { code: string; version: number; titre: string; resume: string; demandeur: string[]; formulaire: Definition }

/** Everything a counter takes away to work a day without network. `rangees` is absent when the edition asked about is still the present one. */
export type Trousse = {
  /** When the server made it, ISO 8601. */
  prise: string
  hote: string
  agent: { id: string; nom: string }
  postes: { id: string; libelle: string; bureau: string }[]
  demarches: Offerte[]
  calendrier: Calendrier
  edition: number
  rangees: Rangees | null
  /** Ids that no request has yet, each with the tracking code that will open it: a code can be handed over before the line is back. */
  reserves: Reserve[]
}
export type Reserve = { id: string; code: string }

/** Where a request stands on the server. `papiers`: those that have arrived. */
export type EtatEnvoi = { etat: 'brouillon'; papiers: PapierRecu[] } | { etat: 'depose'; numero: string }
export type PapierRecu = { reference: string; champ: string; sha256: string }

/** What is sent once the papers are there: flat form values by step, and papers by name of input. */
export type Remplissage = { version: number; etapes: Record<string, Record<string, string | string[]>>; papiers: Record<string, string[]> }

/** What the form in force makes of it. Nothing in the lists: it can be filed. */
export type Rempli = {
  vers: string
  manques: { etape: string; phrase: string }[]
  revoir: { libelle: string; raison: string }[]
  perdues: { libelle: string; texte: string }[]
  arret: string | null
}
