/** What the story-teller says: names and words that a form's own codes call for. Nothing here is a true person. */
export const NOMS = ['Dossou', 'Ahouansou', 'Kpadonou', 'Tossou', 'Gbaguidi', 'Houngbédji', 'Sènou', 'Agbodjan', 'Zinsou', 'Bio', 'Orou', 'Chabi', 'Sabi', 'Adjovi', 'Hounsa', 'Lokossou']
export const PRENOMS = ['Sènami Rose', 'Codjo Paul', 'Afiavi', 'Mahugnon Éric', 'Yabo', 'Adjoa Christine', 'Kossi Denis', 'Nafissatou', 'Ganiou', 'Baké', 'Rigobert', 'Hortense Akouavi', 'Tɔ́ Xɛ́ɖe', 'Léopold', 'Assiba', 'Moussa']

/** Short answers by the code of the question; the first that fits is taken, the last fits all. */
const TEXTES: readonly [RegExp, readonly string[]][] = [
  [/matricule/, ['104 772', '087 315', '121 640']],
  [/lieu_naissance|naissance_lieu/, ['Abomey', 'Bohicon', 'Parakou', 'Ouidah']],
  [/^qualite$/, ['Vendeur', 'Bailleur']],
  [/^qualite_autre/, ['Acheteuse', 'Locataire']],
  [/^qualite_partie/, ['Caution', 'Représentant de la famille']],
  [/^bien$/, ['La vente de la parcelle du lot 1254, à Zongo', 'La location d’un magasin au marché central', 'La vente d’une moto Bajaj, immatriculée BX 4127 RB']],
  [/^intitule/, ['Attestation de recasement', 'Affirmation de convention', 'Attestation d’identification de parcelle']],
  [/^declaration/, ['n° 0412 du 3 mars, commissariat de Bohicon', 'n° 0188 du 12 mai, commissariat de Parakou']],
  [/^quartier/, ['Zongo', 'Honmèho', 'Ahouaga', 'Banikanni']],
  [/^nom_partie|^nom_voisin/, ['Rigobert Adjovi', 'Afiavi Tossou', 'Moussa Chabi']],
  [/fonction|poste|qualite/, ['Chargé d’études', 'Assistante de direction', 'Technicien réseau', 'Gestionnaire']],
  [/profession|metier/, ['Commerçante', 'Enseignant', 'Couturière', 'Cultivateur']],
  [/corps/, ['Administrateur', 'Attaché des services', 'Secrétaire adjoint']],
  [/nationalite/, ['Béninoise']],
  [/immatriculation/, ['BX 4127 RB', 'CD 0931 RB']],
  [/destination|pays/, ['Togo', 'Ghana', 'France']],
  [/organisme/, ['CNSS', 'FNRB']],
  [/banque/, ['Banque d’exemple']],
  [/organisation|association|denomination|raison_sociale/, ['Association des artisans du Zou', 'Groupement des maraîchères', 'Comité de développement du quartier']],
  [/designation|article|materiau/, ['Ramettes de papier A4', 'Cartouches d’encre noire', 'Chaises de bureau', 'Disque dur externe']],
  [/objet_mission/, ['Former les agents de l’état civil à la saisie des actes', 'Suivre la mise en service des guichets', 'Atelier de validation du guide des services']],
  [/objet_achat/, ['Renouveler les fournitures du dernier trimestre', 'Équiper deux postes de travail', 'Préparer l’atelier de fin d’année']],
  [/objet|sujet/, ['Présenter un projet de marché de quartier', 'Parler de la limite entre deux quartiers', 'Proposer un partenariat avec la commune']],
  [/accompagn|groupe|tuteur/, ['Hortense Adjovi']],
  [/urgence|arret/, ['Les récépissés ne s’impriment plus']],
  [/titre|reference|numero|quittance|inventaire|acte/, ['2024-0412', '2025-0077', '2023-1180']],
  [/lotissement/, ['Zongo']],
  [/lot/, ['1254', '318', '77']],
  [/ou$|adresse|bureau|porte/, ['Bâtiment B, deuxième étage, porte 14']],
  [/lieu|ville|localite/, ['Parakou', 'Natitingou', 'Bohicon', 'Lokossa']],
  [/usage|motif|raison/, ['Dossier demandé par la banque', 'Inscription à un examen']],
  [/./, ['Voir la note jointe', 'Comme convenu avec le service', 'Près du marché central']],
]
/** Long answers, likewise. */
const LONGS: readonly [RegExp, readonly string[]][] = [
  [/justif|utilite/, ['Le stock est épuisé et l’atelier de fin de mois ne peut pas se préparer. L’achat couvre trois mois de travail.']],
  [/raison|pourquoi/, ['La rencontre a été reportée d’un jour à la demande des communes.', 'Deux collègues se partagent les dossiers en cours pendant ces jours.']],
  [/recommand/, ['Refaire la visite dans trois mois. Former un second agent par commune.']],
  [/resume|resultat|compte/, ['Douze agents ont été formés à la saisie des actes.\nLes registres de trois mois ont été repris avec eux.\nUne commune reste à équiper.']],
  [/expose|demande/, ['Nous préparons ce projet depuis un an avec les habitants. Nous voulons le présenter et connaître les règles à suivre.', 'La situation dure depuis deux mois et gêne tout le quartier. Nous cherchons une solution avec la commune.']],
  [/./, ['L’écran reste noir depuis hier. J’ai vérifié la prise et changé de câble, sans résultat.', 'L’imprimante du couloir n’est plus vue par les postes depuis ce matin. Les autres appareils marchent.']],
]

/** Yes-or-no questions to which nearly everybody says no: the demonstration's agents direct nothing. */
export const RARES = /^dirige/

const dire = (liste: readonly [RegExp, readonly string[]][], code: string, tirage: number): string => {
  const mots = liste.find(([forme]) => forme.test(code))![1]
  return mots[tirage % mots.length]!
}
/** A few words for a question of that code. */
export const motsPour = (code: string, tirage: number): string => dire(TEXTES, code, tirage)
/** A few lines for a question of that code. */
export const lignesPour = (code: string, tirage: number): string => dire(LONGS, code, tirage)

/** A number that always comes the same from these words: the chance of the story-teller. */
export function tirer(...graines: readonly (string | number)[]): number {
  let h = 2_166_136_261
  for (const c of graines.join('|')) h = Math.imul(h ^ c.codePointAt(0)!, 16_777_619)
  h ^= h >>> 15
  return (Math.imul(h, 2_246_822_507) ^ (h >>> 13)) >>> 0
}
