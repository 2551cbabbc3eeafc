import type { TypeChamp } from './definition.ts'

/** What each kind of field is called. */
export const CATALOGUE = {
  texte: { titre: 'Un texte court', famille: 'Écrire' }, texte_long: { titre: 'Un texte long', famille: 'Écrire' }, nom: { titre: 'Un nom', famille: 'Écrire' },
  nombre: { titre: 'Un nombre', famille: 'Compter' }, montant: { titre: 'Un montant en FCFA', famille: 'Compter' }, calcule: { titre: 'Une valeur calculée', famille: 'Compter' },
  oui_non: { titre: 'Oui ou non', famille: 'Choisir' }, choix: { titre: 'Un choix', famille: 'Choisir' }, choix_multiple: { titre: 'Plusieurs choix', famille: 'Choisir' }, consentement: { titre: 'Un engagement', famille: 'Choisir' },
  date: { titre: 'Une date', famille: 'Dates' }, date_precision: { titre: 'Une date plus ou moins sue', famille: 'Dates' }, heure: { titre: 'Une heure', famille: 'Dates' },
  courriel: { titre: 'Une adresse électronique', famille: 'Personnes' }, telephone: { titre: 'Un téléphone', famille: 'Personnes' }, npi: { titre: 'Un NPI', famille: 'Personnes' }, personne: { titre: 'Une personne', famille: 'Personnes' },
  territoire: { titre: 'Un territoire', famille: 'Lieux' }, adresse: { titre: 'Une adresse', famille: 'Lieux' },
  fichier: { titre: 'Un papier', famille: 'Papiers' }, photo: { titre: 'Une photo', famille: 'Papiers' },
  titre: { titre: 'Un intertitre', famille: 'Expliquer' }, explication: { titre: 'Une explication', famille: 'Expliquer' }, bloc: { titre: 'Une liste d’éléments', famille: 'Répéter' },
} as Record<TypeChamp, { titre: string; famille: string }>
