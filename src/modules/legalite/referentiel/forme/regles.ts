import { ROLES } from '../../../../kernel/identite/role.ts'
import type { Option } from '../../../../ui/index.ts'
import { MOIS, SOURCE } from './champ.ts'
import type { Champ, Forme, Rubrique } from './champ.ts'
import type { NomDelai } from '../schemas.ts'

const REPORT: Champ = { nom: 'report', libelle: 'Dernier jour fermé', genre: 'oui', oui: 'Reporté au jour ouvré suivant', non: 'Sans report' }
const DEPART: Champ = { nom: 'depart', libelle: 'Départ', genre: 'choix', defaut: 'ouvre', options: [{ valeur: 'jour', libelle: 'Le jour même, ouvré ou non' }, { valeur: 'ouvre', libelle: 'Le premier jour ouvré, s’il arrive bureau fermé' }] }
const INTERRUPTION: Champ = { nom: 'interruption', libelle: 'Après une interruption', genre: 'choix', defaut: 'reprise', options: [{ valeur: 'reprise', libelle: 'Tout le délai repart à la réponse' }, { valeur: 'aussitot', libelle: 'Tout le délai repart aussitôt' }] }
const DUREE: Champ = { nom: 'valeur', libelle: 'Durée', genre: 'duree', seul: true }

const DELAIS: readonly (readonly [NomDelai, string])[] = [
  ['transmission', 'Délai de transmission'], ['controle', 'Délai de contrôle'], ['reponse_pieces', 'Délai pour envoyer les pièces'], ['reponse_observations', 'Délai pour répondre aux observations'],
  ['annulation', 'Délai pour reprendre un envoi'], ['affichage', 'Délai d’affichage des décisions'], ['convocation', 'Délai de convocation'], ['proces_verbal', 'Délai du procès-verbal'],
]

const rubrique = (chemin: string, titre: string, groupe: string, champs: readonly Champ[]): Rubrique => ({ cle: chemin, chemin: chemin.split('.'), titre, groupe, champs: [...champs, ...SOURCE] })
// The highest first, as a list of roles is read: the second signs where the first post is vacant.
const roles = (niveau: string): Option[] => ROLES.filter((r) => r.niveau === niveau && r.signataire).toReversed().map((r) => ({ valeur: r.nom, libelle: r.titre }))
/** Roles that may sign an act of a town hall. */
export const SIGNATAIRES_COMMUNE: readonly Option[] = roles('commune')
const AUTORITES = roles('departement')

const EFFET: readonly Champ[] = [
  { nom: 'effet', libelle: 'Effet sur le délai', seul: true, genre: 'choix', options: [{ valeur: 'interruption', libelle: 'Interruption : le délai repart entier' }, { valeur: 'suspension', libelle: 'Suspension : le délai continue après' }, { valeur: 'aucun', libelle: 'Aucun effet' }] },
  { nom: 'motive', libelle: 'Justification', genre: 'oui', oui: 'Sans justification, elle n’arrête rien', non: 'Justifiée ou non, elle arrête le délai' },
  { nom: 'une_fois', libelle: 'Répétition', genre: 'oui', oui: 'La première seulement arrête le délai', non: 'Chacune arrête le délai' },
]
const AUTORITE: readonly Champ[] = [{ nom: 'roles', libelle: 'Qui peut signer', aide: 'Le premier coché signe ; le suivant, quand son poste est vacant.', seul: true, genre: 'cases', options: AUTORITES }]
const MOIS_SEUL = (nom: string): Champ => ({ nom, libelle: 'Mois', seul: true, genre: 'cases', nombres: true, options: MOIS })
const UN_MOIS: Champ = { nom: 'mois', libelle: 'Mois', seul: true, genre: 'choix', nombres: true, options: MOIS }
const DATE_BUDGET: readonly Champ[] = [
  { nom: 'jour', libelle: 'Jour', seul: true, genre: 'nombre', min: 1, max: 31 },
  UN_MOIS,
  { nom: 'annee', libelle: 'Année', seul: true, genre: 'choix', nombres: true, options: [{ valeur: '-1', libelle: 'L’année d’avant l’exercice' }, { valeur: '0', libelle: 'L’année de l’exercice' }, { valeur: '1', libelle: 'L’année d’après l’exercice' }, { valeur: '2', libelle: 'Deux ans après l’exercice' }] },
]

/** The form of the rules: one part a rule, in the order of an act's life. */
export const FORME_REGLES: Forme = {
  rubriques: [
    ...DELAIS.map(([nom, titre]) => rubrique(`delais.${nom}`, titre, 'Délais', nom === 'controle' ? [DUREE, REPORT, DEPART, INTERRUPTION] : [DUREE, REPORT])),
    rubrique('silence', 'Silence du préfet', 'Effets', [{ nom: 'effet', libelle: 'Au terme du délai', seul: true, genre: 'choix', options: [{ valeur: 'non-defere', libelle: 'L’acte est clos, non déféré' }, { valeur: 'alerte', libelle: 'Le contrôleur est alerté, rien ne se clôt' }] }]),
    rubrique('executoire', 'Caractère exécutoire', 'Effets', [{ nom: 'conditions', libelle: 'Quand tout cela est fait', seul: true, genre: 'cases', options: [{ valeur: 'transmission', libelle: 'Transmission à la préfecture' }, { valeur: 'publication', libelle: 'Publication ou notification' }, { valeur: 'controle', libelle: 'Fin du contrôle' }] }]),
    rubrique('effets.demande-pieces', 'Effet d’une demande de pièces', 'Effets', EFFET),
    rubrique('effets.observations', 'Effet d’une lettre d’observations', 'Effets', EFFET),
    rubrique('suspension', 'Suspension', 'Effets', [{ nom: 'motif', libelle: 'Motif', seul: true, genre: 'texte', max: 300, lignes: 2 }]),
    rubrique('autorites.demande-pieces', 'Demande de pièces', 'Qui signe', AUTORITE),
    rubrique('autorites.observations', 'Lettre d’observations', 'Qui signe', AUTORITE),
    rubrique('autorites.suspension', 'Arrêté de suspension', 'Qui signe', AUTORITE),
    rubrique('autorites.defere', 'Déféré au juge', 'Qui signe', AUTORITE),
    rubrique('sessions.ordinaires', 'Sessions ordinaires', 'Conseil communal', [MOIS_SEUL('mois')]),
    rubrique('sessions.budget', 'Session du budget', 'Conseil communal', [UN_MOIS]),
    rubrique('quorum', 'Quorum', 'Conseil communal', [
      { nom: 'fraction', libelle: 'Présents exigés', seul: true, genre: 'choix', options: [{ valeur: 'majorite', libelle: 'Plus de la moitié des membres' }, { valeur: 'tiers', libelle: 'Un tiers des membres' }, { valeur: 'deux-tiers', libelle: 'Deux tiers des membres' }] },
      { nom: 'seconde_sans_quorum', libelle: 'Seconde convocation', genre: 'oui', oui: 'Le quorum n’est plus exigé', non: 'Le quorum reste exigé' },
    ]),
    rubrique('procurations', 'Procurations', 'Conseil communal', [{ nom: 'par_membre', libelle: 'Par membre présent', genre: 'nombre', min: 0, max: 5 }]),
    rubrique('majorite', 'Majorité', 'Conseil communal', [
      { nom: 'calcul', libelle: 'Majorité', seul: true, genre: 'choix', options: [{ valeur: 'exprimes', libelle: 'Des suffrages exprimés' }, { valeur: 'presents', libelle: 'Des membres présents' }, { valeur: 'membres', libelle: 'Des membres du conseil' }] },
      { nom: 'preponderante', libelle: 'Partage des voix', genre: 'oui', oui: 'La voix du président décide', non: 'La proposition est rejetée' },
    ]),
    rubrique('budget.primitif', 'Adoption du budget primitif', 'Dates du budget', DATE_BUDGET),
    rubrique('budget.compte-administratif', 'Adoption du compte administratif', 'Dates du budget', DATE_BUDGET),
    rubrique('bornes', 'Bornes d’un envoi', 'Plateforme', [
      { nom: 'fichier_mo', libelle: 'Taille d’un fichier', genre: 'nombre', min: 1, max: 500, unite: 'Mo' },
      { nom: 'annexes', libelle: 'Annexes par acte', genre: 'nombre', min: 0, max: 200 },
      { nom: 'actes_par_envoi', libelle: 'Actes par envoi', genre: 'nombre', min: 1, max: 1000 },
    ]),
  ],
  listes: [
    {
      cle: 'seuils', titre: 'Seuils de passation des marchés', un: 'un seuil', titreDe: (e) => String(e['libelle']), mayEtreVide: true, neuf: { verifie: false },
      champs: [{ nom: 'libelle', libelle: 'Nom', genre: 'texte', max: 120 }, { nom: 'montant', libelle: 'Montant', seul: true, genre: 'nombre', montant: true, min: 0, max: Number.MAX_SAFE_INTEGER }, ...SOURCE],
    },
    {
      cle: 'regimes', titre: 'Régimes', un: 'un régime', titreDe: (e) => String(e['libelle']), neuf: { controle: true, verifie: false },
      champs: [{ nom: 'libelle', libelle: 'Nom', genre: 'texte', max: 120 }, { nom: 'du', libelle: 'Premier jour', genre: 'jour' }, { nom: 'au', libelle: 'Dernier jour', genre: 'jour', facultatif: true }, { nom: 'controle', libelle: 'Contrôle', genre: 'oui', oui: 'Actes contrôlés après leur transmission', non: 'Tutelle : les actes se versent aux archives' }, ...SOURCE],
    },
  ],
}
