const CAISSIER = ['paiements.lire', 'paiements.encaisser'] as const
const RESPONSABLE = ['paiements.lire', 'paiements.exempter', 'paiements.rembourser'] as const

/** What each role may do with money: who receives it does not exempt from it. */
export const ROLES_PAIEMENTS: Readonly<Record<string, readonly string[]>> = {
  agent_arrondissement: CAISSIER,
  agent_guichet: CAISSIER,
  etat_civil: CAISSIER,
  chef_arrondissement: RESPONSABLE,
  secretaire_executif: RESPONSABLE,
  maire: ['paiements.lire'],
  auditeur: ['paiements.lire'],
}
