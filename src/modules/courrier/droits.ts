/** Who may do what, for the manifest and for what depends on the office of a post, which a `Portee` does not say. */
export const PERMISSIONS = {
  'courrier.lire': 'Lire le registre du courrier de son bureau, et les courriers qui lui sont imputés',
  'courrier.enregistrer': 'Enregistrer les arrivées et les départs de son bureau, les envoyer, les classer, les annuler',
  'courrier.imputer': 'Imputer les courriers de son bureau',
  'courrier.traiter': 'Traiter, transmettre ou renvoyer un courrier imputé, préparer une réponse',
  'courrier.confidentiel': 'Lire les courriers confidentiels de son bureau',
} as const
export type PermissionCourrier = keyof typeof PERMISSIONS

const AGENT: readonly PermissionCourrier[] = ['courrier.lire', 'courrier.traiter']
const SECRETARIAT: readonly PermissionCourrier[] = [...AGENT, 'courrier.enregistrer']
const CHEF: readonly PermissionCourrier[] = [...SECRETARIAT, 'courrier.imputer', 'courrier.confidentiel']

/** Roles of the house: an agent registers and treats, the head of an office dispatches and reads what is confidential. */
export const ROLES: Readonly<Record<string, readonly PermissionCourrier[]>> = {
  agent_arrondissement: SECRETARIAT,
  chef_arrondissement: CHEF,
  agent_guichet: SECRETARIAT,
  etat_civil: AGENT,
  secretaire_executif: CHEF,
  maire: CHEF,
  agent_prefecture: SECRETARIAT,
  prefet: CHEF,
  directeur: CHEF,
  agent_ministere: SECRETARIAT,
}

/** Whether a role has a permission of this room. */
export const peut = (role: string, permission: PermissionCourrier): boolean => ROLES[role]?.includes(permission) ?? false
