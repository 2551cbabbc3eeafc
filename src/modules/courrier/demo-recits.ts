/** What the demonstration tells: letters of several offices, in every state. Senders and objects are invented. */
export type Recit = {
  /** Days ago. */
  age: number
  de: string
  objet: string
  nature: string
  reference?: string
  personne?: true
  confidentiel?: true
  urgent?: true
  /** Days from today to the due date. */
  pour?: number
  fin: 'enregistre' | 'impute' | 'recu' | 'traite' | 'classe' | 'annule' | 'renvoye' | 'repondu'
  instruction?: 'attribution' | 'avis' | 'reponse' | 'information'
  note?: string
}
export type Partant = { age: number; a: string; objet: string; nature: string; fin: 'prepare' | 'enregistre' | 'envoye' | 'decharge'; mode?: 'porteur' | 'poste' | 'courriel' }
/** `chef` registers nothing and dispatches; `agent` treats; `secretariat` keeps the register. Names of roles. */
export type Maisonnee = { bureau: string; territoire: string; secretariat: string; chef: string; agent: string; agentBureau?: string; arrivees: readonly Recit[]; departs: readonly Partant[] }

const MAIRIE: readonly Recit[] = [
  { age: 24, de: 'Association des parents d’élèves de Zakpo', reference: '012/APE-Z/2026', objet: 'Demande de réfection de la clôture de l’école primaire', nature: 'demande', fin: 'classe', instruction: 'attribution' },
  { age: 21, de: 'Société béninoise d’adduction d’eau, agence du Zou', reference: 'AZ-448', objet: 'Travaux sur la conduite du quartier Honmèho, information des riverains', nature: 'lettre', fin: 'traite', instruction: 'information' },
  { age: 18, de: 'Mme Georgette Houndjo', personne: true, objet: 'Réclamation sur le bornage d’une parcelle à Saclo', nature: 'requete', pour: -6, fin: 'impute', instruction: 'attribution', note: 'Recevoir la dame avant de répondre' },
  { age: 15, de: 'Préfecture du Zou', reference: '1187/PZ/SG', objet: 'Transmission de la circulaire sur la tenue des registres d’état civil', nature: 'transmission', fin: 'traite', instruction: 'information' },
  { age: 13, de: 'Groupement des maraîchères d’Agongointo', objet: 'Demande d’audience avec le maire', nature: 'audience', fin: 'repondu', instruction: 'reponse', pour: -3 },
  { age: 10, de: 'Entreprise Bâtir du Centre', reference: 'BC/26/077', objet: 'Facture n° 77, curage des caniveaux du marché', nature: 'facture', fin: 'recu', instruction: 'attribution', pour: 2 },
  { age: 8, de: 'Tribunal de première instance d’Abomey', objet: 'Réquisition d’actes de naissance dans une procédure', nature: 'transmission', confidentiel: true, urgent: true, pour: -1, fin: 'impute', instruction: 'attribution' },
  { age: 6, de: 'M. Célestin Dah-Bokpè', personne: true, objet: 'Candidature à un emploi de gardien', nature: 'candidature', fin: 'renvoye', instruction: 'attribution', note: 'Pour suite à donner' },
  { age: 5, de: 'Collège Saint-Gabriel', objet: 'Invitation à la remise des prix', nature: 'invitation', fin: 'annule' },
  { age: 3, de: 'Direction départementale de la santé', reference: '302/DDS', objet: 'Campagne de vaccination : mise à disposition de salles', nature: 'demande', urgent: true, pour: 1, fin: 'impute', instruction: 'avis' },
  { age: 1, de: 'Comité de jumelage', objet: 'Programme de la visite de la délégation', nature: 'lettre', pour: 12, fin: 'enregistre' },
  { age: 0, de: 'Pli fermé remis par un porteur', personne: true, objet: 'Pli fermé', nature: 'pli-ferme', confidentiel: true, fin: 'enregistre' },
  { age: 0, de: 'Association des taxis-motos de Bohicon', reference: '004/ATB', objet: 'Demande d’un emplacement de stationnement près de la gare', nature: 'demande', pour: 15, fin: 'enregistre' },
]

const PREFECTURE: readonly Recit[] = [
  { age: 20, de: 'Mairie d’Abomey', reference: '0211/C-AB/SE', objet: 'Transmission du procès-verbal de la session d’octobre', nature: 'transmission', fin: 'classe', instruction: 'attribution' },
  { age: 16, de: 'Mairie de Covè', reference: '0098/C-CO', objet: 'Demande d’appui à l’organisation de la session budgétaire', nature: 'demande', pour: -4, fin: 'impute', instruction: 'avis', note: 'Voir avec le service des affaires générales' },
  { age: 11, de: 'Collectif des riverains de la Zou', objet: 'Requête contre l’ouverture d’une carrière', nature: 'requete', pour: 3, fin: 'recu', instruction: 'reponse' },
  { age: 9, de: 'Commissariat de Bohicon', objet: 'Compte rendu d’incident lors d’un marché', nature: 'rapport', confidentiel: true, urgent: true, fin: 'impute', instruction: 'information' },
  { age: 6, de: 'Mairie de Zogbodomey', reference: '0155/C-ZO', objet: 'Compte rendu de la réunion du conseil de supervision', nature: 'rapport', fin: 'traite', instruction: 'information' },
  { age: 2, de: 'Ministère de la Décentralisation, secrétariat général', reference: '2214/SGM', objet: 'Réunion des préfets : ordre du jour et logistique', nature: 'invitation', urgent: true, pour: 4, fin: 'enregistre' },
  { age: 0, de: 'Mairie de Ouinhi', reference: '0071/C-OU', objet: 'Bordereau de trois délibérations', nature: 'transmission', fin: 'enregistre' },
]

const MINISTERE: readonly Recit[] = [
  { age: 19, de: 'Association nationale des communes du Bénin', reference: '088/ANCB/SE', objet: 'Propositions sur le calendrier des transferts', nature: 'lettre', pour: -5, fin: 'impute', instruction: 'attribution', note: 'Note de synthèse attendue' },
  { age: 14, de: 'Préfecture du Borgou', reference: '0744/PB', objet: 'Demande de matériel informatique', nature: 'demande', pour: 5, fin: 'recu', instruction: 'avis' },
  { age: 9, de: 'Ambassade partenaire', objet: 'Mission d’évaluation du programme d’appui', nature: 'invitation', fin: 'repondu', instruction: 'reponse', pour: -1 },
  { age: 7, de: 'Mairie de Parakou', reference: '0390/C-PK', objet: 'Situation de l’exécution des marchés du premier semestre', nature: 'rapport', fin: 'traite', instruction: 'attribution' },
  { age: 4, de: 'Un agent du ministère', personne: true, objet: 'Recours gracieux sur une affectation', nature: 'requete', confidentiel: true, pour: 6, fin: 'impute', instruction: 'attribution' },
  { age: 1, de: 'Cour des comptes', reference: '0051/CC', objet: 'Demande de communication de pièces', nature: 'demande', urgent: true, pour: 8, fin: 'enregistre' },
]

const DEPARTS: readonly Partant[] = [
  { age: 12, a: 'Préfecture du Zou', objet: 'Transmission du rapport trimestriel', nature: 'transmission', fin: 'decharge', mode: 'porteur' },
  { age: 4, a: 'Direction départementale des travaux publics', objet: 'Demande de contrôle d’un ouvrage', nature: 'demande', fin: 'envoye', mode: 'courriel' },
  { age: 2, a: 'Trésor public', objet: 'Bordereau des mandats du mois', nature: 'transmission', fin: 'enregistre' },
  { age: 0, a: 'Comité de gestion du marché', objet: 'Convocation à la réunion du comité', nature: 'invitation', fin: 'prepare' },
]

const SGM = 'Secrétariat général du ministère'
const DPAF = 'Direction de la planification, de l’administration et des finances'

/** The offices of the demonstration. Places are looked up by name. */
export const MAISONNEES: readonly Maisonnee[] = [
  { bureau: 'Mairie de Bohicon', territoire: 'Bohicon', secretariat: 'agent_guichet', chef: 'maire', agent: 'etat_civil', arrivees: MAIRIE, departs: DEPARTS },
  { bureau: 'Préfecture du Zou', territoire: 'Zou', secretariat: 'agent_prefecture', chef: 'prefet', agent: 'agent_prefecture', arrivees: PREFECTURE, departs: DEPARTS.slice(1, 3) },
  { bureau: SGM, territoire: 'BJ', secretariat: 'agent_ministere', chef: 'agent_ministere', agent: 'agent_ministere', agentBureau: DPAF, arrivees: MINISTERE, departs: DEPARTS.slice(2) },
  { bureau: 'Mairie de Parakou', territoire: 'Parakou', secretariat: 'secretaire_executif', chef: 'secretaire_executif', agent: 'secretaire_executif', arrivees: MAIRIE.slice(9, 11), departs: [] },
]
