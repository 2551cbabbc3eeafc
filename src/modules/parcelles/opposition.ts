/** The noun: a notice that tells everybody until when, and where, they may oppose an act about a parcel. Pure. */

export type Objet = 'attestation' | 'attribution' | 'mutation' | 'morcellement' | 'autre'
export const OBJETS: Readonly<Record<Objet, string>> = {
  attestation: 'Délivrance d’une attestation',
  attribution: 'Attribution',
  mutation: 'Changement de détenteur',
  morcellement: 'Division ou fusion',
  autre: 'Autre acte',
}

/** Days are YYYY-MM-DD, both included. `source` is what fixes the period; `verifie` is false until somebody has confirmed it. */
export type Opposition = { id: string; parcelleId: string; objet: Objet; demandeur: string; motif: string; lieu: string; du: string; au: string; source: string; verifie: boolean; leveeLe: string | null; leveeMotif: string | null; publieLe: Date }

export type EtatAvis = 'a-venir' | 'en-cours' | 'finie' | 'levee'
export const ETATS_AVIS: Readonly<Record<EtatAvis, { mot: string; ton: 'info' | 'cours' | 'neutre' }>> = {
  'a-venir': { mot: 'À venir', ton: 'info' },
  'en-cours': { mot: 'En cours', ton: 'cours' },
  finie: { mot: 'Terminé', ton: 'neutre' },
  levee: { mot: 'Levé', ton: 'neutre' },
}

/** Where a notice is on a day. The end of its period is only said: nothing is decided by silence. */
export function etatAvis(o: Pick<Opposition, 'du' | 'au' | 'leveeLe'>, jour: string): EtatAvis {
  if (o.leveeLe !== null) return 'levee'
  return jour < o.du ? 'a-venir' : jour > o.au ? 'finie' : 'en-cours'
}
