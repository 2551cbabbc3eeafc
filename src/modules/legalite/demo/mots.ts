/** Objects of believable acts, by subject; {lieu}, {an}, {n} and {montant} are filled in. Nothing here is a true act. */
export type Sujet = { matiere: string; poids: number; objets: readonly string[]; montant?: readonly [number, number] }

export const DELIBERATIONS: readonly Sujet[] = [
  { matiere: '2.3.1', poids: 9, objets: ['Tarifs des places au marché de {lieu}', 'Droits d’entrée de la gare routière de {lieu}', 'Révision des loyers des boutiques du marché de {lieu}'] },
  { matiere: '2.2.2', poids: 5, objets: ['Taxe sur les taxis de ville pour {an}', 'Taxe de développement local, exercice {an}', 'Taxe sur la publicité à {lieu}'] },
  { matiere: '5.1.3', poids: 6, objets: ['Plan annuel d’investissement {an}', 'Révision du plan annuel d’investissement {an}'] },
  { matiere: '3.2.1', poids: 4, objets: ['Plan de passation des marchés publics {an}'] },
  { matiere: '4.2.1', poids: 5, objets: ['Ouverture du lotissement de {lieu}, tranche {n}', 'Extension du lotissement de {lieu}'] },
  { matiere: '4.1.2', poids: 4, objets: ['Cession d’une parcelle communale à {lieu}', 'Échange de terrains à {lieu} avec une collectivité familiale'], montant: [4, 60] },
  { matiere: '4.3.2', poids: 4, objets: ['Noms des voies de {lieu}', 'Nom de la place publique de {lieu}'] },
  { matiere: '8.2.1', poids: 6, objets: ['Affermage des adductions d’eau de {lieu}', 'Réhabilitation de trois forages à {lieu}'], montant: [6, 45] },
  { matiere: '8.1.1', poids: 5, objets: ['Construction d’un module de trois classes à {lieu}', 'Équipement des écoles de {lieu} en tables et bancs'], montant: [12, 60] },
  { matiere: '1.4.2', poids: 3, objets: ['Jumelage avec une commune partenaire', 'Convention de coopération décentralisée pour l’eau à {lieu}'] },
  { matiere: '1.1.2', poids: 3, objets: ['Composition des commissions permanentes', 'Création d’une commission spéciale pour {lieu}'] },
  { matiere: '6.2.1', poids: 3, objets: ['Couloirs de passage du bétail à {lieu}', 'Aire de pâturage de {lieu}'] },
  { matiere: '2.5.1', poids: 4, objets: ['Subvention aux associations de {lieu}', 'Appui au comité de gestion du centre de santé de {lieu}'], montant: [1, 6] },
  { matiere: '9.1.1', poids: 2, objets: ['Vœu pour le bitumage de la route de {lieu}'] },
  { matiere: '1.1.1', poids: 1, objets: ['Règlement intérieur du conseil communal'] },
]
export const BUDGETS: readonly Sujet[] = [
  { matiere: '2.1.1', poids: 1, objets: ['Budget primitif, exercice {an}'] },
  { matiere: '2.1.2', poids: 1, objets: ['Premier collectif budgétaire, exercice {an}'] },
  { matiere: '2.1.3', poids: 1, objets: ['Compte administratif, exercice {an}'] },
]
export const ARRETES: readonly Sujet[] = [
  { matiere: '6.1.1', poids: 8, objets: ['Stationnement des taxis-motos à {lieu}', 'Circulation interdite les jours de marché à {lieu}', 'Sens unique dans la rue du marché de {lieu}'] },
  { matiere: '6.1.2', poids: 6, objets: ['Heures d’ouverture des débits de boisson à {lieu}', 'Interdiction des dépôts d’ordures à {lieu}', 'Tapage nocturne à {lieu}'] },
  { matiere: '6.1.3', poids: 4, objets: ['Foire annuelle de {lieu}', 'Transfert provisoire du marché de {lieu}'] },
  { matiere: '6.2.2', poids: 4, objets: ['Divagation des animaux à {lieu}'] },
  { matiere: '5.3.1', poids: 3, objets: ['Curage des caniveaux de {lieu}', 'Interdiction de brûler les déchets à {lieu}'] },
  { matiere: '4.3.1', poids: 3, objets: ['Occupation provisoire de la place de {lieu}'] },
]
export const INDIVIDUELS: readonly Sujet[] = [
  { matiere: '7.2.1', poids: 6, objets: ['Nomination d’un régisseur de recettes', 'Recrutement d’un agent de l’état civil', 'Nomination du chef du service technique'] },
  { matiere: '7.2.2', poids: 4, objets: ['Avancement d’échelon de {n} agents'] },
  { matiere: '7.2.3', poids: 1, objets: ['Sanction du premier degré'] },
  { matiere: '5.2.1', poids: 5, objets: ['Permis de construire à {lieu}', 'Permis de construire une station-service à {lieu}'] },
  { matiere: '1.2.2', poids: 2, objets: ['Délégation de signature au chef d’arrondissement de {lieu}'] },
]
export const CONVENTIONS: readonly Sujet[] = [
  { matiere: '3.1.1', poids: 6, objets: ['Marché de construction de {n} classes à {lieu}', 'Marché de réhabilitation de la piste de {lieu}', 'Marché de voirie à {lieu}, lot {n}'], montant: [18, 190] },
  { matiere: '3.1.2', poids: 4, objets: ['Marché de fourniture de tables et bancs', 'Achat d’un véhicule de liaison'], montant: [6, 55] },
  { matiere: '3.1.3', poids: 3, objets: ['Contrat de contrôle des travaux de {lieu}', 'Contrat d’étude du plan de développement communal'], montant: [3, 40] },
  { matiere: '3.1.4', poids: 1, objets: ['Avenant n° {n} au marché de {lieu}'], montant: [2, 20] },
  { matiere: '1.4.1', poids: 1, objets: ['Convention avec une intercommunalité pour les déchets'] },
]

export const NOMS = ['Adjovi', 'Agbodjan', 'Ahouansou', 'Bio', 'Chabi', 'Dossou', 'Gbaguidi', 'Hounsa', 'Kpadonou', 'Lokossou', 'Orou', 'Sabi', 'Sènou', 'Tossou', 'Yacoubou', 'Zinsou']
export const PRENOMS = ['Afiavi', 'Assiba', 'Bachirou', 'Codjo', 'Ganiou', 'Hortense', 'Ibrahim', 'Kossi', 'Léopold', 'Mahugnon', 'Nafissatou', 'Rigobert', 'Séraphine', 'Salamatou', 'Théophile', 'Victoire']

/** What a controller writes, by point of the grid. */
export const NOTES: Readonly<Record<string, readonly string[]>> = {
  visas: ['Les textes visés ne fondent pas la décision.', 'Aucun texte n’est visé.'],
  egalite: ['Le tarif double pour les marchands d’une autre commune, sans motif d’intérêt général.', 'Une exonération nominative est accordée sans motif.'],
  concurrence: ['Le procès-verbal d’ouverture des offres manque.', 'Un seul candidat a été consulté.'],
  credits: ['La dépense n’a pas de crédit au budget de l’exercice.'],
  domanialite: ['La parcelle est une réserve administrative : elle ne se cède pas.', 'Aucune évaluation du prix n’est jointe.'],
  competence: ['La matière relève du conseil, et l’acte est un arrêté du maire.'],
  retroactivite: ['L’acte prend effet avant d’avoir été affiché.'],
  proportion: ['L’interdiction est générale, sans limite de temps ni de lieu.'],
  emploi: ['L’emploi n’existe pas au tableau des effectifs.'],
  publicite: ['Le certificat d’affichage manque.'],
}
