/** Sentences shared by several types of field. */
import { pluriel, ponctuer } from '../../lib/francais.ts'

/** Too long a text, with how much too long. */
export const phraseTropLong = (longueur: number, max: number): string => ponctuer(`Écrivez ${pluriel(max, 'signe')} au plus : il y en a ${longueur}`)

export const UNE_SEULE = 'Donnez une seule réponse'

/** Lower-case first letter, to follow other words; acronyms (« NPI ») keep theirs. */
export const minuscule = (phrase: string): string => (/^\p{Lu}(?![\p{Lu}\d])/u.test(phrase) ? phrase.charAt(0).toLocaleLowerCase('fr') + phrase.slice(1) : phrase)
