import { enumerer, majuscule } from '../../../lib/francais.ts'
import { ANNEXES_AU_PLUS } from './enveloppe.ts'

/** What may be wrong with an archive, under a code that never changes meaning; the guide of the developers repeats these sentences. */
export const CODES = {
  E01: 'L’archive ne s’ouvre pas : ce n’est pas un ZIP, elle est abîmée ou fermée par un mot de passe.',
  E02: 'L’archive a plus de fichiers que ses actes ne peuvent en avoir.',
  E03: 'L’archive, une fois ouverte, dépasse la taille permise.',
  E04: 'Un fichier a un nom que l’on ne prend pas : dossier, « .. », accent, espace, autre chose qu’un PDF.',
  E05: 'Deux fichiers de l’archive ont le même nom.',
  E06: 'L’archive n’a ni enveloppe.xml ni enveloppe.json à sa racine.',
  E07: 'L’archive a deux enveloppes, enveloppe.xml et enveloppe.json.',
  E08: 'L’enveloppe est trop longue.',
  E09: 'L’enveloppe n’est pas un texte en UTF-8.',
  E10: 'L’enveloppe XML déclare un DOCTYPE ou une entité.',
  E11: 'L’enveloppe XML est mal formée.',
  E12: 'L’enveloppe JSON est mal formée.',
  E13: 'La racine de l’enveloppe n’est pas celle de ce format.',
  E14: 'Il manque un champ.',
  E15: 'Un champ n’est pas attendu là, ou vient une fois de trop.',
  E16: 'Un champ a une autre valeur que ce qui est attendu.',
  E17: 'L’enveloppe ne suit pas le schéma d’une autre manière.',
  E18: 'L’enveloppe a plus d’actes qu’un envoi n’en prend.',
  E19: 'Deux actes de l’enveloppe ont le même numéro.',
  E20: 'Un fichier est nommé dans l’enveloppe et absent de l’archive.',
  E21: 'Un fichier est dans l’archive et aucun acte ne le nomme.',
  E22: 'Un fichier n’a pas l’empreinte SHA-256 annoncée.',
  E23: 'L’enveloppe a trop de fautes : seules les premières sont dites.',
} as const
export type Code = keyof typeof CODES

/** One fault of an envelope. `acte`: its number, or its rank from 1 when it has none; `chemin`: an XPath in XML, a JSON Pointer in JSON. */
export type Faute = { code: Code; phrase: string; acte?: string | number; chemin?: string }

/** Where a fault is; `ligne` counts from 1, in XML only. */
export type Lieu = { ligne?: number | undefined; acte?: string | number | undefined; chemin?: string | undefined }

const NOM_FICHIER = 'un nom en .pdf de 100 signes au plus : lettres sans accent, chiffres, « . », « - » et « _ », sans dossier'
/** What each field awaits, said after « attend » and « écrivez ». */
export const ATTENTES: Readonly<Record<string, string>> = {
  version: '« 1.0 »',
  emetteur: 'de 1 à 80 caractères',
  commune: 'le code de la commune, en 4 chiffres',
  reference: 'de 1 à 60 caractères',
  actes: 'au moins un acte',
  acte: 'les champs d’un acte',
  numero: 'de 1 à 15 signes parmi A à Z, 0 à 9, « - », « / » et « _ »',
  nature: 'de 2 à 30 lettres minuscules sans accent ou « - »',
  matiere: 'un code de 1 à 3 niveaux, comme « 7.1.2 »',
  objet: 'de 1 à 500 caractères',
  date: 'un jour du calendrier écrit AAAA-MM-JJ, de 1900 à 2099',
  signataire: 'un nom et une qualité',
  nom: 'de 1 à 120 caractères',
  qualite: 'de 1 à 120 caractères',
  seance: 'un jour du calendrier écrit AAAA-MM-JJ, de 1900 à 2099',
  montant: 'des francs CFA entiers, en chiffres seuls, 15 au plus',
  budget: 'de 1 à 500 lignes, ou n’est pas écrit',
  ligne: 'une section, un sens et un montant',
  section: '« fonctionnement » ou « investissement »',
  sens: '« recette » ou « depense »',
  liens: 'de 1 à 50 liens, ou n’est pas écrit',
  lien: 'un genre et un numéro',
  genre: '« modifie », « abroge », « repond » ou « remplace »',
  principal: 'le fichier de l’acte',
  annexes: `une liste de ${ANNEXES_AU_PLUS} annexes au plus`,
  annexe: 'un code, un titre et un fichier',
  code: 'de 2 à 30 lettres minuscules sans accent, chiffres ou « - »',
  titre: 'de 1 à 200 caractères',
  fichier: NOM_FICHIER,
  sha256: '64 chiffres hexadécimaux',
}

/** A fault, its sentence opened by its place. */
export function faute(code: Code, phrase: string, { ligne, acte, chemin }: Lieu = {}): Faute {
  const ou = [ligne === undefined ? '' : `ligne ${ligne}`, acte === undefined ? '' : typeof acte === 'number' ? `acte n° ${acte}` : `acte « ${citer(acte)} »`].filter(Boolean).join(', ')
  return { code, phrase: majuscule(ou ? `${ou} : ${phrase}` : phrase), ...(acte === undefined ? {} : { acte }), ...(chemin === undefined ? {} : { chemin }) }
}

/** What a sender wrote, short enough for a sentence and on one line. */
export const citer = (texte: string): string => {
  const net = texte.replace(/[\p{C}\s]+/gu, ' ').trim()
  return net.length > 60 ? `${net.slice(0, 59)}…` : net
}

/** A field that is not there. */
export function manque(champ: string, lieu: Lieu): Faute {
  return faute('E14', `il manque « ${citer(champ)} »${ATTENTES[champ] ? `, qui attend ${ATTENTES[champ]}` : ''}.`, lieu)
}

/** A field of a name that is not awaited there. */
export function inattendu(champ: string, lieu: Lieu): Faute {
  return faute('E15', `« ${citer(champ)} » n’est pas attendu ici. Vérifiez son nom, ou retirez-le.`, lieu)
}

/** A field that comes again, or is of another namespace; `attendus` are the names that could still come. */
export function enTrop(champ: string, lieu: Lieu, attendus: readonly string[]): Faute {
  const suite = attendus.length > 0 && attendus.length <= 4 ? ` On attend encore ${enumerer(attendus.map((nom) => `« ${nom} »`), 'ou')}.` : ''
  return faute('E15', `« ${citer(champ)} » vient une fois de trop, ou n’est pas de ce format.${suite}`, lieu)
}

/** A field that says something else than what is awaited. */
export function malEcrit(champ: string, valeur: unknown, lieu: Lieu): Faute {
  const attente = ATTENTES[champ] ?? 'autre chose'
  const lu = typeof valeur === 'string' || typeof valeur === 'number' ? citer(String(valeur)) : ''
  return faute(champ === 'fichier' ? 'E04' : 'E16', `« ${citer(champ)} » attend ${attente}${lu ? `, et dit « ${lu} »` : ''}.`, lieu)
}
