/** Sentences shared by several types of field. */
import { pluriel, ponctuer } from '../../lib/francais.ts'
import type { Question } from './definition.ts'

/** What to do when the answer is missing. */
export function phraseManque(champ: Question): string {
  if (champ.manque !== undefined) return ponctuer(champ.manque)
  const quoi = `« ${champ.libelle.replace(/[\s\u00a0\u202f]*:$/, '')} »`
  switch (champ.type) {
    case 'oui_non':
      return ponctuer(`Répondez par oui ou par non à ${quoi}`)
    case 'choix':
      return ponctuer(`Choisissez une réponse à ${quoi}`)
    case 'choix_multiple':
      return ponctuer(`Cochez au moins une réponse à ${quoi}`)
    case 'date':
    case 'date_precision':
      return champ.naissance ? 'Écrivez la date de naissance, ou l’année au moins' : ponctuer(`Écrivez la date : ${quoi}`)
    case 'territoire':
      return ponctuer(`Écrivez le nom du lieu, puis choisissez-le : ${quoi}`)
    case 'fichier':
      return ponctuer(`Ajoutez une photo ou un PDF : ${quoi}`)
    case 'photo':
      return ponctuer(`Ajoutez une photo : ${quoi}`)
    case 'bloc':
      return ponctuer(`${champ.ajouter} : il en faut au moins ${Math.max(champ.min, 1)}`)
    case 'consentement':
      return ponctuer(`Cochez la case pour continuer : « ${champ.phrase} »`)
    default:
      return ponctuer(`Écrivez votre réponse à ${quoi}`)
  }
}

/** Too long a text, with how much too long. */
export const phraseTropLong = (longueur: number, max: number): string => ponctuer(`Écrivez ${pluriel(max, 'signe')} au plus : il y en a ${longueur}`)

export const UNE_SEULE = 'Donnez une seule réponse'

/** Lower-case first letter, to follow other words; acronyms (« NPI ») keep theirs. */
export const minuscule = (phrase: string): string => (/^\p{Lu}(?![\p{Lu}\d])/u.test(phrase) ? phrase.charAt(0).toLocaleLowerCase('fr') + phrase.slice(1) : phrase)
