/** Answers: plain JSON, one shape by type of field. */

/** A date known to the day, the month, the year, or about a year (« né vers 1958 »). */
import type { PieceIdentite } from './pieces.ts'
export type DateSue = { precision: 'jour' | 'mois' | 'annee' | 'vers'; annee: number; mois?: number; jour?: number }
export type LieuRepondu = { code: string }
export type AdresseRepondue = { code: string; precision: string }
/** `npi` and `piece` where the question asks for them. */
export type PersonneRepondue = { nom: string; prenoms: string; naissance: DateSue | null; npi?: string | null; piece?: { genre: PieceIdentite; numero: string } | null }
/** Linked choices: code of each level -> value. */
export type ChoixLieRepondu = { [niveau: string]: string }
/** Both days included, YYYY-MM-DD. */
export type PeriodeRepondue = { du: string; au: string }
/** `titulaire` is '' when the field does not ask for it. */
export type PaiementRepondu = { moyen: 'iban'; iban: string; titulaire: string } | { moyen: 'mobile_money'; operateur: string; telephone: string; titulaire: string }
/** An office, as it was called that day; `bureau` is its id in the register. */
export type BureauRepondu = { bureau: string; nom: string; genre: string; territoire: string }
/** Decimal degrees, WGS 84; `precision` in metres, null when nobody measured it; `reference` is that of the parcel it lies in, where the field asks the register. */
export type PointRepondu = { latitude: number; longitude: number; precision: number | null; reference?: string | null }
/** Corners in order, latitude then longitude; the outline closes by itself. */
export type ZoneRepondue = { points: [number, number][] }
/** The parts that were asked and answered, in words of the paper; `reference` is that of the register, when it was found there. */
export type ParcelleRepondue = { commune?: string; quartier?: string; lotissement?: string; tranche?: string; lot?: string; parcelle?: string; el?: string; /** m² */ surface?: number; titre?: string; reference: string | null; verifie: boolean }
/** `verifie`: it was found where it says; `titre` is '' otherwise. */
export type DossierCite = { numero: string; titre: string; verifie: boolean }
export type CertificatCite = DossierCite & { genre: string }
/** Instead of a drawn signature, which is a file. */
export type SansSignature = { sansSignature: true }
/** A kept file: `reference` is the id of its row in `fichiers.reference`, `taille` in bytes, `type` its MIME type. */
export type FichierJoint = { reference: string; nom: string; taille: number; type: string }

/**
 * One answer. texte, texte_long, nom, courriel, npi, choix: string; telephone `+229…`; date `YYYY-MM-DD`; heure `HH:MM`;
 * reference: the key of the row; nombre, montant: number; oui_non, consentement: boolean; choix_multiple: string[]; date_precision: DateSue;
 * territoire, adresse, personne and the types of `types/`: objects; fichier, photo, signature: FichierJoint[]; bloc: Reponses[]; calcule: by `resultat`.
 */
export type Reponse = string | number | boolean | null | string[] | DateSue | LieuRepondu | AdresseRepondue | PersonneRepondue | ChoixLieRepondu | PeriodeRepondue | PaiementRepondu | BureauRepondu | PointRepondu | ZoneRepondue | ParcelleRepondue | DossierCite | CertificatCite | SansSignature | FichierJoint[] | Reponses[]
/** Answers by code of field. An absent key is a missing answer. */
export type Reponses = { [code: string]: Reponse }

/** The answer under `code`, or null. Never reads a prototype. */
export function reponseDe(reponses: Readonly<Reponses>, code: string): Reponse {
  return Object.hasOwn(reponses, code) ? (reponses[code] ?? null) : null
}

/** Elements of a repeated block; empty for anything else. */
export function elementsDe(reponse: Reponse): Reponses[] {
  return Array.isArray(reponse) ? reponse.filter((e): e is Reponses => typeof e === 'object' && e !== null && !Array.isArray(e)) : []
}

/** Files of an answer; empty for anything else. */
export function fichiersDe(reponse: Reponse): FichierJoint[] {
  return Array.isArray(reponse) ? reponse.filter((f): f is FichierJoint => typeof f === 'object' && f !== null && typeof (f as FichierJoint).reference === 'string') : []
}

/** The code of the territory in an answer of a `territoire` or `adresse` field; undefined otherwise. */
export function territoireDe(reponse: Reponse): string | undefined {
  return typeof reponse === 'object' && reponse !== null && 'code' in reponse && typeof reponse.code === 'string' ? reponse.code : undefined
}
