import { Refus } from '../../../lib/erreurs.ts'
import type { Ton } from '../../../ui/etats.tsx'
import type { Territoires } from '../../../kernel/territoire/index.ts'
import { clesQui } from '../lecteur.ts'

/** projet -> publiee -> remplacee | retiree; a draft may be `abandonnee`. */
export type EtatCirculaire = 'projet' | 'publiee' | 'remplacee' | 'retiree' | 'abandonnee'
export type Niveau = 'departement' | 'commune'
/** What the ministry writes to prefectures and communes. `departements` empty: the whole country. `taille` is bytes. */
export type Circulaire = {
  id: string; numero: string | null; etat: EtatCirculaire; titre: string; texte: string; matieres: string[]; niveaux: Niveau[]; departements: string[]; remplace: string | null
  sha256: string | null; fichier: string | null; taille: number | null; creeLe: Date; publieLe: Date | null; publieParNom: string | null; finiLe: Date | null; motif: string; revision: number
}
/** An office addressed, and who has read for it. */
export type Destinataire = { territoire: string; luLe: Date | null; luParNom: string | null }

export const ETATS_CIRCULAIRE: Readonly<Record<EtatCirculaire, { mot: string; ton: Ton }>> = {
  projet: { mot: 'En préparation', ton: 'pause' },
  publiee: { mot: 'En vigueur', ton: 'fait' },
  remplacee: { mot: 'Remplacée', ton: 'neutre' },
  retiree: { mot: 'Retirée', ton: 'non' },
  abandonnee: { mot: 'Abandonnée', ton: 'non' },
}
export const NIVEAUX: Readonly<Record<Niveau, string>> = { departement: 'Préfectures', commune: 'Communes' }

const PASSAGES = {
  modifier: { de: ['projet'], sinon: 'Cette circulaire est publiée : elle ne change plus. Publiez-en une autre qui la remplace' },
  publier: { de: ['projet'], sinon: 'Cette circulaire est déjà publiée ou abandonnée' },
  abandonner: { de: ['projet'], sinon: 'Cette circulaire est publiée : retirez-la' },
  retirer: { de: ['publiee'], sinon: 'Cette circulaire n’est pas en vigueur' },
  lire: { de: ['publiee', 'remplacee', 'retiree'], sinon: 'Cette circulaire n’est pas publiée' },
} as const satisfies Record<string, { de: readonly EtatCirculaire[]; sinon: string }>

/** Refuses a gesture that the circular does not allow. */
export function exigerCirculaire({ etat }: Pick<Circulaire, 'etat'>, geste: keyof typeof PASSAGES): void {
  if (!(PASSAGES[geste].de as readonly EtatCirculaire[]).includes(etat)) throw new Refus(PASSAGES[geste].sinon)
}

/** `CIRC-2026-003`. */
export const numeroCirculaire = (annee: number, rang: number): string => `CIRC-${annee}-${String(rang).padStart(3, '0')}`

/** The offices a circular goes to: those of the levels it names, in its départements or everywhere. */
export function destinatairesDe({ niveaux, departements }: Pick<Circulaire, 'niveaux' | 'departements'>, territoires: Territoires): string[] {
  const retenus = territoires.tous('departement').filter((d) => departements.length === 0 || departements.includes(d.code))
  return [...(niveaux.includes('departement') ? retenus.map((d) => d.code) : []), ...(niveaux.includes('commune') ? territoires.tous('commune').filter((c) => retenus.some((d) => d.code === c.parent)).map((c) => c.code) : [])]
}

/** Keys of the posts that answer for an office addressed; `avecPrefecture`: also those of the prefecture above a commune, which may read what its communes were written. */
export function clesDestinataire(territoire: string, territoires: Territoires, avecPrefecture = false): string[] {
  const t = territoires.trouver(territoire)
  const cles = (code: string, niveau: Niveau) => clesQui('legalite.lire', code, niveau)
  return [...cles(territoire, t?.niveau === 'departement' ? 'departement' : 'commune'), ...(avecPrefecture && t?.niveau === 'commune' && t.parent ? cles(t.parent, 'departement') : [])]
}

/** « Préfectures et communes, Zou et Borgou ». */
export function direDestinataires({ niveaux, departements }: Pick<Circulaire, 'niveaux' | 'departements'>, territoires: Territoires): string {
  const qui = niveaux.length === 2 ? 'Préfectures et communes' : NIVEAUX[niveaux[0]!]
  return departements.length === 0 ? qui : `${qui}, ${departements.map((d) => territoires.trouver(d)?.nom ?? d).join(', ')}`
}
