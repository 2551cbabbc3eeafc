import { sql } from '../../../kernel/db/index.ts'
import type { Fait } from './faits.ts'

/** Acts that the figures count: received and neither sent back nor taken back; those of the old regime are only archives. */
const COMPTE = sql`a.recu_le is not null and a.etat in ('recu', 'pieces', 'observe', 'suspendu', 'defere', 'clos', 'juge')`

/**
 * When an act `a` is counted under a fact. Electronic: signed electronically, or sent by the town hall's own software (JSON, XML); a paper scanned and sent by the screen is not.
 * Examined in depth: chosen for it and opened by a controller. A referral given up is not judged.
 */
const PREDICATS = {
  transmis: sql`true`,
  horsDelai: sql`a.a_temps = false`,
  electroniques: sql`(a.mode = 'electronique' or a.canal in ('json', 'xml'))`,
  approfondis: sql`(a.approfondi and a.examine_le is not null)`,
  lettres: sql`a.observe_le is not null`,
  demandes: sql`a.pieces_le is not null`,
  reformes: sql`a.issue in ('retire', 'reforme')`,
  suspendus: sql`a.suspendu_le is not null`,
  deferes: sql`a.defere_le is not null`,
  annules: sql`a.issue = 'annule-juge'`,
  annulesPartie: sql`a.issue = 'annule-partie'`,
  rejetes: sql`a.issue = 'rejete-juge'`,
  desistes: sql`a.issue = 'desiste'`,
  silences: sql`a.issue = 'silence'`,
  clos: sql`a.etat in ('clos', 'juge')`,
  juges: sql`a.issue in ('annule-juge', 'annule-partie', 'rejete-juge')`,
} satisfies Record<Fait, unknown>

/** The condition under which an act `a` is one of those a figure counts: the list behind a figure and the figure are the same words. */
export const estCompte = (fait: Fait) => sql`(${COMPTE} and ${PREDICATS[fait]})`
/** The same for an act already known to be counted. */
export const predicat = (fait: Fait) => PREDICATS[fait]
