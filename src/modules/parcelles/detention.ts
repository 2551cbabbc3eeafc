/** The noun: who holds a parcel, from when to when, and how it came to them. Pure. */

export type Mode = 'attribution' | 'vente' | 'donation' | 'echange' | 'succession' | 'jugement' | 'inconnu'
export type GenreDetenteur = 'personne' | 'organisme' | 'collectivite'

/** Days are YYYY-MM-DD; `du` null is not known, `au` null is today's holder. */
export type Detention = { id: string; parcelleId: string; genre: GenreDetenteur; nom: string; piece: string; mode: Mode; acte: string; du: string | null; au: string | null }

export const MODES: Readonly<Record<Mode, string>> = {
  attribution: 'Attribution par la commune',
  vente: 'Vente',
  donation: 'Donation',
  echange: 'Échange',
  succession: 'Succession',
  jugement: 'Jugement',
  inconnu: 'Non connu',
}
/** Papers that prove it, asked at the counter; arrêté 2023 n° 70220 names them for the attestation de recasement, to be confirmed for the rest. */
export const PAPIERS: Readonly<Record<Exclude<Mode, 'inconnu'>, string>> = {
  attribution: 'Lettre ou attestation d’attribution, reçu des frais de lotissement',
  vente: 'Convention de vente, pièce d’identité',
  donation: 'Acte de donation, pièce d’identité',
  echange: 'Acte d’échange, pièce d’identité',
  succession: 'Procès-verbal de conseil de famille ou jugement d’hérédité',
  jugement: 'Copie du jugement',
}
export const GENRES: Readonly<Record<GenreDetenteur, string>> = { personne: 'Une personne, ou plusieurs ensemble', organisme: 'Une société, une association, une église', collectivite: 'L’État ou une commune' }

/** What forbids that a new holder begins on `le`; undefined when nothing does. The database says the same of dates that cross. */
export function fauteTransfert(courante: Pick<Detention, 'du'> | undefined, le: string, jour: string): string | undefined {
  if (le > jour) return 'Cette date n’est pas encore arrivée : écrivez une date jusqu’à aujourd’hui'
  if (courante?.du && le < courante.du) return 'Le détenteur actuel l’est devenu plus tard : vérifiez la date'
  return undefined
}
