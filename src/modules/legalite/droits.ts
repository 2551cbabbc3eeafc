/** What the control of legality lets one do. */
export const PERMISSIONS = {
  'legalite.lire': 'Lire les actes transmis de son territoire, leur délai et leur suite',
  'legalite.rediger': 'Préparer les actes de sa commune, joindre les papiers, suivre les réponses de la préfecture',
  'legalite.conseil': 'Tenir les séances du conseil communal : convoquer, noter les présences et les votes, établir le procès-verbal',
  'legalite.signer': 'Signer les actes de sa commune',
  'legalite.transmettre': 'Transmettre les actes de sa commune à la préfecture, répondre à ses demandes',
  'legalite.publier': 'Publier les actes de sa commune au registre public, les données personnelles masquées',
  'legalite.controler': 'Contrôler les actes de son département : remplir la grille, préparer les lettres',
  'legalite.affecter': 'Répartir les actes de son département, choisir ce qui est examiné en profondeur',
  'legalite.decider': 'Signer les actes du préfet : demande de pièces, observations, suspension, déféré',
  'legalite.suivre': 'Lire les chiffres du contrôle, descendre jusqu’à l’acte, exporter',
  'legalite.regler': 'Modifier les règles, la nomenclature, les grilles et les priorités du contrôle',
} as const
export type PermissionLegalite = keyof typeof PERMISSIONS

const AGENT_ACTES: readonly PermissionLegalite[] = ['legalite.lire', 'legalite.rediger', 'legalite.conseil', 'legalite.transmettre']
const EXECUTIF: readonly PermissionLegalite[] = [...AGENT_ACTES, 'legalite.signer', 'legalite.publier', 'legalite.suivre']
const CONTROLEUR: readonly PermissionLegalite[] = ['legalite.lire', 'legalite.controler', 'legalite.suivre']

/** Roles of the house: the town hall prepares, signs and sends; the prefecture checks; its head decides; the ministry sees and sets the rules. */
export const ROLES: Readonly<Record<string, readonly PermissionLegalite[]>> = {
  agent_actes: AGENT_ACTES,
  secretaire_executif: EXECUTIF,
  maire: EXECUTIF,
  agent_prefecture: ['legalite.lire'],
  controleur_legalite: CONTROLEUR,
  secretaire_general: [...CONTROLEUR, 'legalite.affecter', 'legalite.decider'],
  prefet: [...CONTROLEUR, 'legalite.affecter', 'legalite.decider'],
  directeur: ['legalite.lire', 'legalite.suivre', 'legalite.regler'],
  agent_ministere: ['legalite.lire', 'legalite.suivre'],
  auditeur: ['legalite.lire', 'legalite.suivre'],
}
