import { Refus } from '../../../lib/erreurs.ts'
import type { Ton } from '../../../ui/etats.tsx'

/** recu -> examine (somebody has opened the work) -> repondu | ecarte. */
export type EtatSignalement = 'recu' | 'examine' | 'repondu' | 'ecarte'
export type Qualite = 'citoyen' | 'elu'

/** What somebody tells the prefecture about an act. The author is known to the prefecture alone, and to nobody once erased. */
export type Signalement = {
  id: string; commune: string; acteId: string | null; acteNumero: string | null; acteObjet: string | null; designation: string; qualite: Qualite; nom: string; telephone: string | null; courriel: string | null; titulaire: string | null
  texte: string; fichierNom: string | null; fichierSha256: string | null; fichierType: string | null; fichierTaille: number | null; etat: EtatSignalement; recuLe: Date; examineLe: Date | null; examineParNom: string | null
  reponse: string; closLe: Date | null; closParNom: string | null; effaceLe: Date | null
}

export const QUALITES: Readonly<Record<Qualite, string>> = { citoyen: 'Citoyen', elu: 'Élu' }
/** `auteur`: what its author is told, `mot`: what the prefecture reads. */
export const ETATS: Readonly<Record<EtatSignalement, { mot: string; auteur: string; ton: Ton }>> = {
  recu: { mot: 'À lire', auteur: 'Reçu par la préfecture', ton: 'info' },
  examine: { mot: 'En cours d’examen', auteur: 'En cours d’examen', ton: 'cours' },
  repondu: { mot: 'Répondu', auteur: 'La préfecture a répondu', ton: 'fait' },
  ecarte: { mot: 'Hors de son rôle', auteur: 'La préfecture ne peut pas en connaître', ton: 'non' },
}

const PASSAGES = {
  examiner: { de: ['recu'], sinon: 'Ce signalement est déjà en cours d’examen, ou il a sa réponse' },
  lier: { de: ['recu', 'examine'], sinon: 'Ce signalement a sa réponse : il ne se rattache plus' },
  repondre: { de: ['recu', 'examine'], sinon: 'Ce signalement a déjà sa réponse' },
  ecarter: { de: ['recu', 'examine'], sinon: 'Ce signalement a déjà sa réponse' },
} as const satisfies Record<string, { de: readonly EtatSignalement[]; sinon: string }>
export type GesteSignalement = keyof typeof PASSAGES

/** Whether a gesture is possible, for the buttons of a page. */
export const mayTraiter = ({ etat }: Pick<Signalement, 'etat'>, geste: GesteSignalement): boolean => (PASSAGES[geste].de as readonly EtatSignalement[]).includes(etat)

/** Refuses a gesture that comes too late. */
export function exigerTraitement(s: Pick<Signalement, 'etat'>, geste: GesteSignalement): void {
  if (!mayTraiter(s, geste)) throw new Refus(PASSAGES[geste].sinon)
}
