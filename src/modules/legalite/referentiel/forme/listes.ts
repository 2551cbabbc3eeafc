import { SOURCE } from './champ.ts'
import type { Champ, Forme, Rubrique } from './champ.ts'
import { SIGNATAIRES_COMMUNE } from './regles.ts'
import type { Option } from '../../../../ui/index.ts'
import { CALCULS } from '../schemas.ts'
import type { Calcul } from '../schemas.ts'

/** What a target may name: the natures and subjects of the last published lists, and communes. */
export type Cibles = { natures: readonly Option[]; matieres: readonly Option[]; communes: readonly Option[] }

const ensemble = (titre: string): Rubrique => ({ cle: 'ensemble', chemin: [], titre, groupe: 'Source', champs: SOURCE })
const libelle = (max = 120): Champ => ({ nom: 'libelle', libelle: 'Nom', genre: 'texte', max })
const nomDe = (e: { readonly [cle: string]: unknown }) => String(e['libelle'])

/** The kinds of acts. */
export const FORME_NATURES: Forme = {
  rubriques: [ensemble('Liste des natures')],
  listes: [
    {
      cle: 'natures', titre: 'Natures d’actes', un: 'une nature', feminin: true, titreDe: nomDe, neuf: { seance: false, transmissible: true, publication: 'affichage', signataires: ['maire'] },
      champs: [
        libelle(),
        { nom: 'sigle', libelle: 'Sigle', aide: 'Il entre dans le numéro de l’acte : DEL.', genre: 'texte', max: 4, court: true, motif: /^[A-Z]{2,4}$/, faute: 'Écrivez de 2 à 4 lettres majuscules, par exemple DEL' },
        { nom: 'seance', libelle: 'Origine', genre: 'oui', oui: 'Votée en séance du conseil', non: 'Prise hors séance' },
        { nom: 'transmissible', libelle: 'Transmission', genre: 'oui', oui: 'À transmettre à la préfecture', non: 'Non transmise' },
        { nom: 'publication', libelle: 'Publication', genre: 'choix', options: [{ valeur: 'affichage', libelle: 'Affichage' }, { valeur: 'notification', libelle: 'Notification' }] },
        { nom: 'signataires', libelle: 'Qui peut signer', genre: 'cases', options: SIGNATAIRES_COMMUNE },
        { nom: 'annexes', libelle: 'Annexes attendues', genre: 'annexes' },
      ],
    },
  ],
}

/** The subjects, three levels deep. */
export const FORME_MATIERES: Forme = {
  rubriques: [ensemble('Classement des matières')],
  listes: [{ cle: 'matieres', titre: 'Matières', un: 'une matière', feminin: true, arbre: true, titreDe: (e) => `${String(e['code'])} ${String(e['libelle'])}`, neuf: {}, champs: [libelle(), { nom: 'annexes', libelle: 'Annexes attendues', genre: 'annexes' }] }],
}

const MOTS_CALCUL: Readonly<Record<Calcul, string>> = {
  signataire: 'Le signataire tenait ce poste ce jour-là', signature: 'La signature électronique est intacte', 'delai-transmission': 'L’acte est transmis dans le délai', annexes: 'Les annexes attendues sont jointes',
  convocation: 'Le conseil est convoqué dans le délai', session: 'La séance tient dans une session', quorum: 'Le quorum est atteint', vote: 'La majorité est atteinte', publicite: 'L’affichage ou la notification est noté',
  equilibre: 'Le budget est en équilibre', 'calendrier-budget': 'Le budget est adopté à temps', seuil: 'Le montant est sous le seuil de passation',
}

/** The grid of the control. */
export const formeGrilles = (cibles: Cibles): Forme => ({
  rubriques: [ensemble('Grille de contrôle')],
  listes: [
    {
      cle: 'points', titre: 'Points de la grille', un: 'un point', titreDe: nomDe, neuf: { verifie: false },
      champs: [
        libelle(80),
        { nom: 'question', libelle: 'Question', aide: 'Ce que le contrôleur vérifie, en une phrase.', seul: true, genre: 'texte', max: 300, lignes: 2 },
        { nom: 'preuve', libelle: 'Preuve à regarder', genre: 'texte', max: 120, facultatif: true },
        { nom: 'calcul', libelle: 'Vérifié par la plateforme', genre: 'choix', facultatif: true, options: CALCULS.map((valeur) => ({ valeur, libelle: MOTS_CALCUL[valeur] })) },
        { nom: 'pour', libelle: 'Actes visés', genre: 'cible', ...cibles, communes: [] },
        { nom: 'source', libelle: 'Source', aide: 'Le texte, son article, sa date.', genre: 'texte', max: 300, lignes: 2, facultatif: true },
        { nom: 'verifie', libelle: 'Confirmation', genre: 'oui', oui: 'Confirmé par cette source', non: 'À confirmer' },
      ],
    },
  ],
})

/** What is examined in depth. */
export const formeStrategie = (cibles: Cibles, locale: boolean): Forme => ({
  rubriques: [
    ensemble(locale ? 'Priorités de la préfecture' : 'Priorités nationales'),
    { cle: 'hasard', chemin: ['hasard'], titre: 'Tirage au sort', groupe: 'Source', absente: (lu) => lu['part'] === 0, vide: { part: 0, verifie: false }, champs: [{ nom: 'part', libelle: 'Part tirée au sort', aide: 'En pour cent des actes que nulle règle ne choisit. 0 : aucun tirage.', seul: true, genre: 'nombre', min: 0, max: 100, decimales: 2, unite: '%' }, ...SOURCE] },
  ],
  listes: [
    {
      cle: 'regles', titre: 'Règles de choix', un: 'une règle', feminin: true, titreDe: nomDe, mayEtreVide: true, neuf: { approfondi: true, risque: 10 },
      champs: [
        libelle(),
        { nom: 'pour', libelle: 'Actes visés', seul: true, genre: 'cible', ...cibles },
        { nom: 'approfondi', libelle: 'Examen', genre: 'oui', oui: 'En profondeur', non: 'Lecture rapide' },
        { nom: 'risque', libelle: 'Risque ajouté', aide: 'De 0 à 100 points.', genre: 'nombre', min: 0, max: 100, unite: 'points' },
      ],
    },
  ],
})

/** The sentences of anomalies: a code and what it stops never change. */
export const FORME_ANOMALIES: Forme = {
  rubriques: [ensemble('Anomalies')],
  listes: [{ cle: 'anomalies', titre: 'Phrases des anomalies', un: 'une anomalie', feminin: true, fixe: true, neuf: {}, titreDe: (e) => `${String(e['code'])} (${e['bloque'] === true ? 'empêche la transmission' : 'avertit seulement'})`, champs: [{ nom: 'phrase', libelle: 'Phrase', aide: 'Elle dit quoi faire.', seul: true, genre: 'texte', max: 300, lignes: 3 }] }],
}

/** The first texts of letters. */
export const FORME_LETTRES: Forme = {
  rubriques: [ensemble('Textes des lettres')],
  listes: [{ cle: 'lettres', titre: 'Lettres du préfet', un: 'une lettre', feminin: true, fixe: true, neuf: {}, titreDe: (e) => String(e['titre']), champs: [{ nom: 'titre', libelle: 'Titre', genre: 'texte', max: 80 }, { nom: 'texte', libelle: 'Texte', seul: true, long: true, genre: 'texte', max: 6000, lignes: 16 }] }],
}
