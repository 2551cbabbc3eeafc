/** Every type of field as a designer of forms meets it: its name, when to use it, a smallest example. */
import type { TypeChamp } from './definition.ts'

/** `exemple` is a field as written in a definition, valid alone in a step. */
export type Fiche = { titre: string; aide: string; famille: Famille; exemple: { code: string; type: TypeChamp } & Record<string, unknown> }
export type Famille = 'texte' | 'nombre' | 'choix' | 'date' | 'personne' | 'lieu' | 'papier' | 'argent' | 'montrer' | 'repeter'

/** In the order they are proposed. */
export const FAMILLES: Record<Famille, string> = { texte: 'Texte', nombre: 'Nombres', choix: 'Choix', date: 'Dates', personne: 'Personne', lieu: 'Lieux et terrain', papier: 'Papiers et preuves', argent: 'Argent', montrer: 'À lire', repeter: 'À répéter' }

const options = [{ valeur: 'a', libelle: 'Premier choix' }, { valeur: 'b', libelle: 'Second choix' }]
/** One pixel, for a picture not chosen yet. */
const PIXEL = 'data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9IjAgMCAxIDEiLz4='

const fiche = <T extends TypeChamp>(type: T, famille: Famille, titre: string, aide: string, autre: Record<string, unknown> = { libelle: 'Question' }): Fiche => ({ titre, aide, famille, exemple: { code: 'question', type, ...autre } })
const avec = (autre: Record<string, unknown>) => ({ libelle: 'Question', ...autre })

export const CATALOGUE: Record<TypeChamp, Fiche> = {
  texte: fiche('texte', 'texte', 'Texte court', 'Pour une réponse de quelques mots, par exemple une profession.'),
  texte_long: fiche('texte_long', 'texte', 'Texte long', 'Pour une réponse de plusieurs lignes, par exemple expliquer une situation.'),
  nom: fiche('nom', 'personne', 'Nom ou prénom', 'Pour le nom d’une personne : les chiffres y sont refusés.'),
  nombre: fiche('nombre', 'nombre', 'Nombre', 'Pour compter ou mesurer, avec une unité et des bornes si besoin.'),
  montant: fiche('montant', 'argent', 'Montant en FCFA', 'Pour une somme d’argent, en francs entiers.'),
  oui_non: fiche('oui_non', 'choix', 'Oui ou non', 'Pour une question à laquelle on répond par oui ou par non, souvent pour en montrer d’autres.'),
  choix: fiche('choix', 'choix', 'Un choix', 'Pour une seule réponse parmi quelques-unes.', avec({ options })),
  choix_multiple: fiche('choix_multiple', 'choix', 'Plusieurs choix', 'Pour plusieurs réponses à cocher dans une liste.', avec({ options })),
  choix_lie: fiche('choix_lie', 'choix', 'Choix liés', 'Pour choisir d’abord un genre, puis un détail qui en dépend.', avec({ niveaux: [{ code: 'genre', libelle: 'Genre' }, { code: 'detail', libelle: 'Détail' }], options: [{ ...options[0], options }, options[1]] })),
  reference: fiche('reference', 'choix', 'Choix dans une table', 'Pour choisir une ligne d’une longue liste tenue dans un fichier CSV, par exemple les rues ou les tarifs.', avec({ table: { colonnes: ['code', 'nom'], cle: 'code', libelle: 'nom', lignes: [['1', 'Première ligne'], ['2', 'Seconde ligne']] } })),
  date: fiche('date', 'date', 'Date', 'Pour un jour que la personne connaît exactement.'),
  date_precision: fiche('date_precision', 'date', 'Date connue en partie', 'Pour une date dont on ne sait parfois que l’année, par exemple une naissance.'),
  periode: fiche('periode', 'date', 'Période', 'Pour un premier et un dernier jour, par exemple un congé ou un chantier.'),
  heure: fiche('heure', 'date', 'Heure', 'Pour une heure de la journée, par exemple un rendez-vous.'),
  courriel: fiche('courriel', 'personne', 'Adresse électronique', 'Pour écrire à la personne par courriel.'),
  telephone: fiche('telephone', 'personne', 'Téléphone', 'Pour un numéro du Bénin, à dix chiffres.'),
  npi: fiche('npi', 'personne', 'NPI', 'Pour le numéro personnel d’identification, à dix chiffres.'),
  personne: fiche('personne', 'personne', 'Une personne', 'Pour nommer quelqu’un : nom, prénoms, date de naissance, et si l’on veut NPI et pièce d’identité.'),
  territoire: fiche('territoire', 'lieu', 'Lieu', 'Pour une commune, un arrondissement ou un village, trouvé par son nom.'),
  adresse: fiche('adresse', 'lieu', 'Adresse', 'Pour un lieu, et où y aller : quartier, rue, repère.'),
  bureau: fiche('bureau', 'lieu', 'Bureau', 'Pour choisir une mairie, un arrondissement, une préfecture ou une direction.'),
  point: fiche('point', 'lieu', 'Point sur la carte', 'Pour un endroit précis, donné par le téléphone ou par ses coordonnées.'),
  zone: fiche('zone', 'lieu', 'Contour d’un terrain', 'Pour entourer un terrain, coin après coin : la surface est calculée.'),
  parcelle: fiche('parcelle', 'lieu', 'Parcelle', 'Pour désigner un terrain par ses papiers : commune, lot, parcelle, état des lieux.'),
  fichier: fiche('fichier', 'papier', 'Papier à joindre', 'Pour un papier photographié ou en PDF, par exemple une pièce d’identité.'),
  photo: fiche('photo', 'papier', 'Photo', 'Pour une seule photo, prise sur place ou choisie dans le téléphone.'),
  signature: fiche('signature', 'papier', 'Signature', 'Pour faire signer sur l’écran, ou recevoir la photo d’une signature.'),
  consentement: fiche('consentement', 'papier', 'Engagement', 'Pour une phrase que la personne doit accepter avant de continuer.', avec({ phrase: 'Je certifie que ces réponses sont exactes' })),
  dossier: fiche('dossier', 'papier', 'Autre demande', 'Pour rattacher une demande que la personne a déjà déposée.'),
  certificat: fiche('certificat', 'papier', 'Certificat', 'Pour un document délivré par la plateforme, vérifié par le code imprimé à côté du QR.'),
  paiement: fiche('paiement', 'argent', 'Compte à payer', 'Pour savoir où verser de l’argent : compte bancaire ou compte de téléphone.', avec({ operateurs: options })),
  titre: fiche('titre', 'montrer', 'Titre', 'Pour séparer les questions d’une longue étape.'),
  explication: fiche('explication', 'montrer', 'Explication', 'Pour un texte à lire avant de répondre.', { texte: 'Texte à lire.' }),
  image: fiche('image', 'montrer', 'Image', 'Pour montrer un plan ou un modèle de papier ; dites en mots ce que l’image montre.', { fichier: 'image.svg', alternative: 'Ce que montre l’image', donnees: PIXEL }),
  calcule: fiche('calcule', 'montrer', 'Valeur calculée', 'Pour afficher un résultat tiré des réponses, par exemple un total.', avec({ formule: '1 + 1', resultat: 'nombre' })),
  bloc: fiche('bloc', 'repeter', 'Questions à répéter', 'Pour poser les mêmes questions plusieurs fois, par exemple pour chaque enfant ; en cartes ou en tableau.', avec({ ajouter: 'Ajouter', champs: [{ code: 'nom', type: 'texte', libelle: 'Nom' }] })),
}
