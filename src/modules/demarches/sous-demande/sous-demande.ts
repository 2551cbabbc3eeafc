import { ajouter, calendrierCourant } from '../../../kernel/calendrier/index.ts'
import { clePoste } from '../../../kernel/identite/cles-poste.ts'
import { ROLES } from '../../../kernel/identite/role.ts'
import type { Territoires } from '../../../kernel/territoire/index.ts'
import { sansAccents } from '../../../lib/francais.ts'
import type { Demarche } from '../definition.ts'
import { jourDe } from '../horloge.ts'

export type EtatSousDemande = 'attendue' | 'repondue' | 'refusee' | 'annulee'
/** What an office asks another about a file. `partage`: the answers given, as they read; `papiers`: ids of the papers given; `arrete`: it stops the file's clock. */
export type SousDemande = {
  id: string; dossierId: string; objet: string; bureau: string; territoire: string; cles: string[]; partage: { libelle: string; texte: string }[]; papiers: string[]
  demandeeLe: Date; demandeePar: string; demandeeParNom: string; echeance: string; arrete: boolean; etat: EtatSousDemande; reponse: string; fermeeLe: Date | null; fermeePar: string | null; fermeeParNom: string | null; aTemps: boolean | null
}
export const ETATS_SOUS_DEMANDE: Readonly<Record<EtatSousDemande, { mots: string; ton: 'pause' | 'bon' | 'non' | 'neutre' }>> = {
  attendue: { mots: 'Attendue', ton: 'pause' },
  repondue: { mots: 'Répondue', ton: 'bon' },
  refusee: { mots: 'Refusée', ton: 'non' },
  annulee: { mots: 'Annulée', ton: 'neutre' },
}

/** The field under which the files of an answer hang on the file. */
export const champSousDemande = (id: string): string => `sous-demande:${id}`
export const estChampSousDemande = (champ: string): boolean => champ.startsWith('sous-demande:')

type RegleSousDemande = NonNullable<Demarche['sousDemandes']>

/** The last day of an answer, YYYY-MM-DD: so many working days from now, the procedure's own number unless another is chosen within its bound. */
export const echeanceSousDemande = (regle: Pick<RegleSousDemande, 'jours'>, choisis: number | undefined, maintenant: Date): string => ajouter(jourDe(maintenant), { valeur: choisis ?? regle.jours, unite: 'jours_ouvres' }, calendrierCourant())

/** Working days that may be given. */
export const joursAuPlus = (regle: Pick<RegleSousDemande, 'jours' | 'joursAuPlus'>): number => Math.max(regle.jours, regle.joursAuPlus ?? regle.jours)

/** Whether a question to another office stops the file's clock: only under a rule that somebody has confirmed. */
export const arreteHorloge = (regle: Pick<RegleSousDemande, 'suspend' | 'verifie'>): boolean => regle.suspend === true && regle.verifie

export type BureauTrouve = { id: string; nom: string; territoire: string; chemin: string }
const AU_PLUS = 10
const NIVEAUX = new Set(['departement', 'commune', 'arrondissement'])

/** Offices that answer to these words: those of the ministry by their name, the others by their place. */
export function chercherBureaux(territoires: Territoires, texte: string): BureauTrouve[] {
  const mots = sansAccents(texte).split(/[^a-z0-9]+/).filter((mot) => mot.length > 2 || /\d/.test(mot))
  if (mots.length === 0) return []
  const nationaux = territoires.bureaux('BJ').filter((b) => mots.every((mot) => sansAccents(b.nom).includes(mot)))
  const lieux = territoires.chercher(texte.replace(/^(la |le |l[’'])?(mairie|prefecture|préfecture|arrondissement|commune)( de la | du | de | d[’']| )/i, ''), { limite: 20 }).filter((t) => NIVEAUX.has(t.niveau))
  const locaux = lieux.flatMap((t) => territoires.bureaux(t.code).map((b) => ({ ...b, chemin: territoires.chemin(t.code) })))
  return [...nationaux.map((b) => ({ ...b, chemin: 'Ministère' })), ...locaux].slice(0, AU_PLUS).map(({ id, nom, territoire, chemin }) => ({ id, nom, territoire, chemin }))
}

/** An office of the register by its id, in the territory it names. */
export function trouverBureau(territoires: Territoires, id: string, territoire: string): BureauTrouve | undefined {
  const bureau = territoires.bureaux(territoire).find((b) => b.id === id)
  return bureau && { id, nom: bureau.nom, territoire, chemin: territoires.chemin(territoire) }
}

/** The posts of an office: every role of its level that works on files; by the office's name where several share the territory. */
export function clesDuBureau(territoires: Territoires, { nom, territoire }: Pick<BureauTrouve, 'nom' | 'territoire'>): string[] {
  const niveau = territoire === 'BJ' ? 'national' : territoires.trouver(territoire)?.niveau
  const seul = territoires.bureaux(territoire).length <= 1
  return ROLES.filter((r) => r.niveau === niveau && r.nom !== 'administrateur' && r.nom !== 'auditeur').map((r) => clePoste(r.nom, territoire, seul ? undefined : nom))
}
