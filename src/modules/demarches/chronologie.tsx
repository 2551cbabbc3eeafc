import { dateSimple } from '../../lib/francais.ts'
import type { Moment } from '../../ui/index.ts'
import { CADRES } from './constat.queries.ts'
import type { Demarche } from './definition.ts'
import type { Dossier, Etat } from './dossier.ts'
import { leBureau } from './porte.ts'
import type { Evenement } from './evenement.queries.ts'

const TITRES: Readonly<Record<string, { citoyen: string; agent: string; etat?: Moment['etat'] }>> = {
  depose: { citoyen: 'Vous avez déposé la demande', agent: 'Demande déposée' },
  complement: { citoyen: 'Un papier ou une précision vous est demandé, le délai est en pause', agent: 'Complément demandé, délai en pause', etat: 'pause' },
  reponse: { citoyen: 'Vous avez répondu, le délai repart', agent: 'Réponse reçue, le délai repart' },
  constat: { citoyen: 'Vous avez été vu en vie', agent: 'Constat de vie enregistré' },
  propose: { citoyen: 'La vérification est finie', agent: 'Décision proposée' },
  renvoye: { citoyen: 'Le dossier est relu', agent: 'Renvoyé à l’instruction' },
  signe: { citoyen: 'La décision est signée', agent: 'Signé' },
  delivre: { citoyen: 'Le document est prêt', agent: 'Document délivré' },
  refuse: { citoyen: 'La demande est refusée', agent: 'Refus signé', etat: 'non' },
  retire: { citoyen: 'Vous avez retiré la demande', agent: 'Retiré par le demandeur', etat: 'non' },
  revoque: { citoyen: 'Le document est annulé', agent: 'Document révoqué', etat: 'non' },
  relance: { citoyen: 'Un rappel vous a été envoyé', agent: 'Demandeur relancé' },
  contact: { citoyen: 'L’endroit où vous êtes prévenu a changé', agent: 'Contact du demandeur changé' },
  note: { citoyen: '', agent: 'Note du bureau' },
}

const titreDe = (evenement: Evenement, pour: 'citoyen' | 'agent') => TITRES[evenement.genre]?.[pour] ?? evenement.genre

function precision(evenement: Evenement): string {
  if (evenement.genre === 'constat') return `${CADRES[evenement.detail.cadre as keyof typeof CADRES]}, ${evenement.texte}`
  if (evenement.genre === 'propose') return [evenement.detail.decision === 'accorder' ? 'Accorder' : 'Refuser', evenement.texte].filter(Boolean).join(' : ')
  return ['complement', 'reponse', 'renvoye', 'note'].includes(evenement.genre) && evenement.texte ? `« ${evenement.texte} »` : evenement.texte
}

/** The story as the citizen reads it, with what comes next. */
export function momentsCitoyen(evenements: readonly Evenement[], dossier: Dossier, demarche: Demarche): Moment[] {
  const passes = evenements.map((evenement, rang): Moment => ({
    titre: titreDe(evenement, 'citoyen'),
    le: evenement.le,
    etat: rang === evenements.length - 1 && ['depose', 'suspendu', 'propose', 'signe'].includes(dossier.etat) ? (dossier.etat === 'suspendu' ? 'pause' : 'ici') : (TITRES[evenement.genre]?.etat === 'non' ? 'non' : 'fait'),
    ...(precision(evenement) ? { children: <p>{precision(evenement)}</p> } : {}),
  }))
  return [...passes, ...suite(dossier, demarche).map((titre): Moment => ({ titre, etat: 'futur' }))]
}

function suite(dossier: Dossier, demarche: Demarche): string[] {
  const vie = dossier.constatRequis && !dossier.constatId ? ['Un agent vous voit en vie'] : []
  const fin = ['La décision est signée', `Votre ${demarche.document.titre.toLocaleLowerCase('fr')} est prêt`]
  const suites: Partial<Record<Etat, string[]>> = {
    depose: [`${leBureau(dossier.bureau)} vérifie la demande`, ...vie, ...fin],
    suspendu: ['Vous répondez, le délai repart', ...vie, ...fin],
    propose: [...vie, ...fin],
    signe: fin.slice(1),
  }
  return suites[dossier.etat] ?? []
}

/** The whole story as the office reads it, latest first. */
export function momentsAgent(evenements: readonly Evenement[]): Moment[] {
  return evenements.toReversed().map((evenement, rang) => ({
    titre: titreDe(evenement, 'agent'),
    le: evenement.le,
    par: evenement.parNom,
    etat: TITRES[evenement.genre]?.etat === 'non' ? 'non' : rang === 0 ? 'ici' : 'fait',
    ...(precision(evenement) ? { children: <p>{precision(evenement)}</p> } : {}),
  }))
}

/** The stages of a file, for the drawing of the circuit. */
export function stades(dossier: Dossier, evenements: readonly Evenement[]): { titre: string; details: string[]; etat: 'fait' | 'ici' | 'futur' | 'refus'; boucle?: string }[] {
  const le = (genre: string) => evenements.findLast((evenement) => evenement.genre === genre)
  const ordre: Etat[] = ['depose', 'propose', 'signe', 'delivre']
  const rang = dossier.etat === 'suspendu' ? 0 : dossier.etat === 'revoque' ? 3 : ordre.indexOf(dossier.etat)
  const refus = dossier.etat === 'refuse' || dossier.etat === 'retire'
  const jour = (genre: string) => {
    const e = le(genre)
    return e ? [dateSimple(e.le)] : []
  }
  const complement = le('complement')
  const noeuds = [
    { titre: 'Dépôt', details: jour('depose'), etat: 'fait' as const },
    { titre: 'Vérification', details: jour('propose'), etat: etatStade(rang, 0), ...(complement ? { boucle: 'Complément demandé' } : {}) },
    ...(dossier.constatRequis ? [{ titre: 'Constat de vie', details: jour('constat'), etat: dossier.constatId ? ('fait' as const) : ('futur' as const) }] : []),
    { titre: 'Signature', details: jour('signe'), etat: etatStade(rang, 1) },
    { titre: 'Remise', details: jour('delivre'), etat: etatStade(rang, 2) },
  ]
  if (!refus) return noeuds
  return [noeuds[0]!, { titre: dossier.etat === 'retire' ? 'Retiré' : 'Refusé', details: jour(dossier.etat), etat: 'refus' }]
}

const etatStade = (rang: number, stade: number): 'fait' | 'ici' | 'futur' => (rang > stade ? 'fait' : rang === stade ? 'ici' : 'futur')
