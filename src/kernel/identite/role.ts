/** A role is held through a post: role x territory x period. Modules say in their manifest what each role may do. */
export type Role = { nom: string; titre: string; niveau: 'national' | 'departement' | 'commune' | 'arrondissement'; signataire: boolean }

/** Every role of the platform. `signataire` roles engage the institution: two persons give such a post. */
export const ROLES: readonly Role[] = [
  { nom: 'agent_arrondissement', titre: 'Agent d’arrondissement', niveau: 'arrondissement', signataire: false },
  { nom: 'chef_arrondissement', titre: 'Chef d’arrondissement', niveau: 'arrondissement', signataire: true },
  { nom: 'agent_guichet', titre: 'Agent de guichet', niveau: 'commune', signataire: false },
  { nom: 'etat_civil', titre: 'Agent de l’état civil', niveau: 'commune', signataire: false },
  { nom: 'agent_actes', titre: 'Agent des actes et du conseil', niveau: 'commune', signataire: false },
  { nom: 'secretaire_executif', titre: 'Secrétaire exécutif', niveau: 'commune', signataire: true },
  { nom: 'maire', titre: 'Maire', niveau: 'commune', signataire: true },
  { nom: 'agent_prefecture', titre: 'Agent de préfecture', niveau: 'departement', signataire: false },
  { nom: 'controleur_legalite', titre: 'Chargé du contrôle de légalité', niveau: 'departement', signataire: false },
  { nom: 'secretaire_general', titre: 'Secrétaire général de préfecture', niveau: 'departement', signataire: true },
  { nom: 'prefet', titre: 'Préfet', niveau: 'departement', signataire: true },
  { nom: 'directeur', titre: 'Directeur', niveau: 'national', signataire: true },
  { nom: 'agent_ministere', titre: 'Agent du ministère', niveau: 'national', signataire: false },
  { nom: 'administrateur', titre: 'Administrateur de la plateforme', niveau: 'national', signataire: false },
  { nom: 'auditeur', titre: 'Auditeur', niveau: 'national', signataire: false },
]

/** Roles that one person must not give alone: those that sign, and the one that gives all the others. */
export const exigeDeuxPersonnes = (role: Role): boolean => role.signataire || role.nom === 'administrateur'

/** Finds a role by name. */
export const findRole = (nom: string): Role | undefined => ROLES.find((role) => role.nom === nom)
