/** What may be done with agendas, in French, and by which roles: the offices of communes and of their arrondissements. */
export const PERMISSIONS = {
  'rendezvous.tenir': 'Voir les rendez-vous de son territoire, en prendre pour quelqu’un, les pointer, les déplacer, les annuler',
  'rendezvous.gerer': 'Ouvrir et régler les agendas de son territoire, les fermer certains jours',
} as const

export const ROLES: Readonly<Record<string, readonly (keyof typeof PERMISSIONS)[]>> = {
  agent_arrondissement: ['rendezvous.tenir'],
  agent_guichet: ['rendezvous.tenir'],
  etat_civil: ['rendezvous.tenir', 'rendezvous.gerer'],
  chef_arrondissement: ['rendezvous.tenir', 'rendezvous.gerer'],
  secretaire_executif: ['rendezvous.tenir', 'rendezvous.gerer'],
}
