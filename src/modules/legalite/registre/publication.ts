import { dateSimple } from '../../../lib/francais.ts'
import { Refus } from '../../../lib/erreurs.ts'
import type { Ton } from '../../../ui/etats.tsx'
import { midi } from '../../../kernel/calendrier/jour.ts'
import { jourLocal } from '../../../kernel/calendrier/index.ts'
import type { Acte } from '../acte/acte.ts'
import type { Piece } from '../piece/piece.queries.ts'
import type { GenreDonnee } from './detecter.ts'

/** How an act is given to everybody: as it is, made anew without what is masked, or as the commune has masked it herself. */
export const MODES = ['original', 'masque', 'fourni'] as const
export type ModePublication = (typeof MODES)[number]

/** What is chosen while a publication is prepared: forgotten once it is published. */
export type Choix = { passages: string[]; ajoutes: string[] }
export type Comptes = Partial<Record<GenreDonnee, number>>

/** A publication. `objet` and `texte` are the public words; `source` is the SHA-256 of the paper it was made from. Days are YYYY-MM-DD. */
export type Publication = {
  id: string; acteId: string; commune: string; nature: string; matiere: string | null; numero: string; dateActe: string; mode: ModePublication; objet: string; texte: string; referenceId: string; sha256: string; taille: number; source: string
  passages: Comptes; choix: Choix | null; prepareeLe: Date; publieeLe: Date | null; publieeParNom: string | null; retireeLe: Date | null; retireeParNom: string | null; retraitMotif: string | null
}

/** Acts about one person: never published as they are. The nature is a constraint of the table too. */
export const estIndividuel = ({ nature }: Pick<Acte, 'nature'>): boolean => nature === 'arrete-individuel'

/** Whether the words of the main paper are known well enough to be masked. */
export const aTexte = (principal: Pick<Piece, 'lecture'>): boolean => principal.lecture === 'natif' || principal.lecture === 'ocr'

/** Refuses to publish what the prefecture does not have: not sent yet, taken back, sent back. */
export function exigerPubliable({ etat, recuLe }: Pick<Acte, 'etat' | 'recuLe'>): void {
  if (etat === 'archive') return
  if (!recuLe || etat === 'annule' || etat === 'retourne' || etat === 'signe' || etat === 'brouillon' || etat === 'abandonne') throw new Refus('Cet acte n’est pas transmis à la préfecture : il se publie après')
}

/** Whether an act may be put in the public register, for the buttons of a page. */
export function mayPublier(acte: Pick<Acte, 'etat' | 'recuLe'>): boolean {
  try {
    exigerPubliable(acte)
    return true
  } catch {
    return false
  }
}

const dire = (jour: string | null) => (jour ? dateSimple(midi(jour)) : '')
const direLe = (date: Date | null) => (date ? dateSimple(date) : '')

/** What an act is worth today, as everybody is told: a word, its colour, and why. What the prefecture and the town hall write to each other meanwhile is not said. */
export type EtatPublic = { mot: string; ton: Ton; raison: string }
type Lu = Pick<Acte, 'etat' | 'issue' | 'recuLe' | 'publieLe' | 'publicationMode' | 'executoireLe' | 'suspenduLe' | 'defereLe' | 'jugeLe' | 'closLe'>

/** The state of a published act, in words. `jour` is today, YYYY-MM-DD. */
export function etatPublic(a: Lu, jour: string): EtatPublic {
  const recu = a.recuLe ? `Reçu par la préfecture le ${dire(jourLocal(a.recuLe))}` : ''
  const affiche = a.publieLe ? `${a.publicationMode === 'notification' ? 'notifié' : 'affiché'} le ${dire(a.publieLe)}` : ''
  const faits = [recu, affiche].filter(Boolean).join(', ')
  if (a.issue === 'annule-juge') return { mot: `Annulé par le juge${a.jugeLe ? ` le ${dire(a.jugeLe)}` : ''}`, ton: 'non', raison: 'Le préfet l’a déféré au juge, qui l’a annulé : il n’a jamais eu d’effet.' }
  if (a.issue === 'retire') return { mot: `Retiré par la commune${a.closLe ? ` le ${direLe(a.closLe)}` : ''}`, ton: 'non', raison: 'La commune l’a retiré : il ne s’applique plus.' }
  if (a.etat === 'annule' || a.etat === 'retourne') return { mot: a.etat === 'annule' ? 'Transmission annulée par la commune' : 'Retourné à la commune', ton: 'non', raison: 'Il n’est plus chez le préfet : il ne s’applique pas.' }
  if (a.etat === 'suspendu') return { mot: `Suspendu depuis le ${direLe(a.suspenduLe)}`, ton: 'tard', raison: 'Le préfet l’a suspendu : il ne s’applique pas pour le moment.' }
  if (a.issue === 'annule-partie') return { mot: `Annulé en partie par le juge${a.jugeLe ? ` le ${dire(a.jugeLe)}` : ''}`, ton: 'tard', raison: 'Le reste s’applique. Le jugement dit ce qui est annulé.' }
  if (a.etat === 'defere') return { mot: `Déféré au juge le ${direLe(a.defereLe)}`, ton: 'tard', raison: 'Le préfet demande au juge de l’annuler. Le juge n’a pas encore répondu.' }
  const suite = a.issue === 'rejete-juge' ? ` Le juge a rejeté la demande d’annulation du préfet${a.jugeLe ? ` le ${dire(a.jugeLe)}` : ''}.` : a.issue === 'reforme' ? ' La commune l’a réformé par un autre acte.' : ''
  if (a.etat === 'archive') return { mot: 'Acte de l’ancien régime', ton: 'neutre', raison: 'Il a été reçu par la tutelle, avant la loi de 2021.' }
  if (a.executoireLe && a.executoireLe <= jour) return { mot: `Exécutoire depuis le ${dire(a.executoireLe)}`, ton: 'fait', raison: `${faits}.${suite}` }
  return { mot: 'Pas encore exécutoire', ton: 'pause', raison: `${faits}${a.publieLe ? '' : ` : il reste à l’afficher ou à le notifier`}.${suite}` }
}
