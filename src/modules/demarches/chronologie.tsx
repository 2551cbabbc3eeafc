import type { Moment } from '../../ui/index.ts'
import { CADRES } from './constat.queries.ts'
import type { Demarche } from './definition.ts'
import { enCours } from './dossier.ts'
import type { Dossier, Etat } from './dossier.ts'
import { leBureau } from './porte.ts'
import type { Evenement } from './evenement.queries.ts'

const TITRES: Readonly<Record<string, { citoyen: string; agent: string; etat?: Moment['etat'] }>> = {
  depose: { citoyen: 'Vous avez déposé la demande', agent: 'Demande déposée' },
  complement: { citoyen: 'Un papier ou une précision vous est demandé, le délai est en pause', agent: 'Complément demandé, délai en pause', etat: 'pause' },
  reponse: { citoyen: 'Vous avez répondu, le délai repart', agent: 'Réponse reçue, le délai repart' },
  corrige: { citoyen: 'Vous avez corrigé vos réponses, le délai repart', agent: 'Réponses corrigées, le délai repart' },
  constat: { citoyen: 'Vous avez été vu en vie', agent: 'Constat de vie enregistré' },
  propose: { citoyen: 'La vérification est finie', agent: 'Décision proposée' },
  renvoye: { citoyen: 'Le dossier est relu', agent: 'Renvoyé à l’instruction' },
  visa: { citoyen: 'Un avis est donné', agent: 'Visa' },
  liquide: { citoyen: 'Des frais sont à payer', agent: 'Paiement demandé', etat: 'pause' },
  paye: { citoyen: 'Le paiement est reçu', agent: 'Paiement reçu' },
  exempte: { citoyen: 'Vous n’avez rien à payer', agent: 'Exempté du paiement' },
  redu: { citoyen: 'La quittance est annulée, le paiement est de nouveau attendu', agent: 'Quittance annulée', etat: 'pause' },
  silence: { citoyen: 'Le délai est dépassé', agent: 'Délai dépassé', etat: 'pause' },
  sollicite: { citoyen: 'L’accord d’autres personnes est demandé, le délai est en pause', agent: 'Accord demandé, délai en pause', etat: 'pause' },
  accord: { citoyen: 'Une réponse est reçue', agent: 'Accord : réponse reçue' },
  accorde: { citoyen: 'La demande est accordée', agent: 'Accordé' },
  signe: { citoyen: 'La décision est signée', agent: 'Signé' },
  inscrit: { citoyen: 'Elle est inscrite au registre', agent: 'Inscrit au registre' },
  delivre: { citoyen: 'Le document est prêt', agent: 'Document délivré' },
  refuse: { citoyen: 'La demande est refusée', agent: 'Refus signé', etat: 'non' },
  retire: { citoyen: 'Vous avez retiré la demande', agent: 'Retiré par le demandeur', etat: 'non' },
  revoque: { citoyen: 'Le document est annulé', agent: 'Document révoqué', etat: 'non' },
  transfert_propose: { citoyen: 'Vous proposez ce dossier à une autre personne', agent: 'Le demandeur propose le dossier à une autre personne' },
  transfert_repris: { citoyen: 'Vous retirez votre proposition', agent: 'Proposition retirée' },
  transfert_refuse: { citoyen: 'La personne ne prend pas le dossier', agent: 'La personne sollicitée ne prend pas le dossier' },
  transfert: { citoyen: 'Le dossier change de mains', agent: 'Le dossier est suivi par une autre personne' },
  mandat_fini: { citoyen: 'Le mandat est fini', agent: 'Le mandat est fini : la personne suit son dossier elle-même' },
  sous_demande: { citoyen: 'Une question est posée à un autre bureau', agent: 'Demande à un autre bureau' },
  sous_demande_reponse: { citoyen: 'L’autre bureau a répondu', agent: 'L’autre bureau a répondu' },
  sous_demande_annulee: { citoyen: 'La question à un autre bureau est annulée', agent: 'Demande à un autre bureau annulée' },
  sous_demande_tardive: { citoyen: 'L’autre bureau n’a pas répondu à temps', agent: 'L’autre bureau n’a pas répondu à temps' },
  attente_finie: { citoyen: 'La période est finie', agent: 'Période finie' },
  attente_echue: { citoyen: 'La période est finie', agent: 'Période échue, à constater' },
  opposition: { citoyen: 'Une opposition est enregistrée', agent: 'Opposition enregistrée', etat: 'pause' },
  opposant: { citoyen: 'Opposition', agent: 'Qui s’oppose, et pourquoi' },
  refus_notifie: { citoyen: 'La notification du refus est prête', agent: 'Notification du refus faite' },
  lettre: { citoyen: 'Le bureau vous envoie une lettre', agent: 'Lettre envoyée' },
  message: { citoyen: 'Un message est envoyé', agent: 'Message envoyé' },
  relance: { citoyen: 'Un rappel vous a été envoyé', agent: 'Demandeur relancé' },
  contact: { citoyen: 'L’endroit où vous êtes prévenu a changé', agent: 'Contact du demandeur changé' },
  deplace: { citoyen: '', agent: 'Suit une autre version de la démarche' },
  rectifie: { citoyen: 'Le bureau a corrigé une réponse', agent: 'Réponses corrigées' },
  note: { citoyen: '', agent: 'Note du bureau' },
  confie: { citoyen: '', agent: 'Dossier confié' },
  conservation: { citoyen: 'La durée de garde du dossier', agent: 'Conservation' },
  gel: { citoyen: '', agent: 'À ne pas effacer' },
  degel: { citoyen: '', agent: 'Peut de nouveau être archivé ou effacé' },
}

const titreDe = (evenement: Evenement, pour: 'citoyen' | 'agent') => TITRES[evenement.genre]?.[pour] ?? evenement.genre

/** What an event is called in the office. */
export const titreAgent = (evenement: Evenement): string => titreDe(evenement, 'agent')

// Messages have their own page: ten of them would hide what happened.
const racontes = (evenement: Evenement): boolean => evenement.genre !== 'message'

function precision(evenement: Evenement): string {
  if (evenement.genre === 'constat') return `${CADRES[evenement.detail.cadre as keyof typeof CADRES]}, ${evenement.texte}`
  if (evenement.genre === 'propose') return [evenement.detail.decision === 'accorder' ? 'Accorder' : 'Refuser', evenement.texte].filter(Boolean).join(' : ')
  if (evenement.genre === 'visa') return [`${evenement.detail.titre as string}, avis ${evenement.detail.avis === 'favorable' ? 'favorable' : 'défavorable'}`, evenement.texte && `« ${evenement.texte} »`].filter(Boolean).join(' : ')
  return ['complement', 'reponse', 'renvoye', 'note'].includes(evenement.genre) && evenement.texte ? `« ${evenement.texte} »` : evenement.texte
}

/** The story as the citizen reads it, with what comes next. */
export function momentsCitoyen(evenements: readonly Evenement[], dossier: Dossier, demarche: Demarche): Moment[] {
  const dernier = evenements.filter(racontes).length - 1
  const passes = evenements.filter(racontes).map((evenement, rang): Moment => ({
    titre: titreDe(evenement, 'citoyen'),
    le: evenement.le,
    etat: rang === dernier && (enCours(dossier) || dossier.etat === 'signe') ? (dossier.etat === 'suspendu' || dossier.etat === 'liquide' ? 'pause' : 'ici') : (TITRES[evenement.genre]?.etat === 'non' ? 'non' : 'fait'),
    ...(precision(evenement) ? { children: <p>{precision(evenement)}</p> } : {}),
  }))
  return [...passes, ...suite(dossier, demarche).map((titre): Moment => ({ titre, etat: 'futur' }))]
}

function suite(dossier: Dossier, demarche: Demarche): string[] {
  const vie = dossier.constatRequis && !dossier.constatId ? ['Un agent vous voit en vie'] : []
  const fin = ['La décision est signée', ...(demarche.document ? [`Vous recevez le document « ${demarche.document.titre} »`] : [])]
  const suites: Partial<Record<Etat, string[]>> = {
    depose: [`${leBureau(dossier.bureau)} vérifie la demande`, ...vie, ...fin],
    suspendu: ['Vous répondez, le délai repart', ...vie, ...fin],
    soumis: [...vie, ...fin],
    differe: ['La période finit', ...vie, ...fin],
    propose: [...vie, ...fin],
    liquide: dossier.decideLe ? ['Vous payez', ...fin.slice(1)] : ['Vous payez, le délai repart', ...vie, ...fin],
    signe: fin.slice(1),
  }
  return suites[dossier.etat] ?? []
}

/** The whole story as the office reads it, latest first. */
export function momentsAgent(evenements: readonly Evenement[]): Moment[] {
  return evenements.filter(racontes).toReversed().map((evenement, rang) => ({
    titre: titreDe(evenement, 'agent'),
    le: evenement.le,
    par: evenement.parNom,
    etat: TITRES[evenement.genre]?.etat === 'non' ? 'non' : rang === 0 ? 'ici' : 'fait',
    ...(precision(evenement) ? { children: <p>{precision(evenement)}</p> } : {}),
  }))
}

