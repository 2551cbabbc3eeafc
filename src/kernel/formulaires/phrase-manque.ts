/** What is said when an answer is missing, by type of field. */
import { ponctuer } from '../../lib/francais.ts'
import type { Question } from './definition.ts'
import { estCompose, genreDe } from './genres.ts'

/** What to do when the answer is missing. */
export function phraseManque(champ: Question): string {
  if (champ.manque !== undefined) return ponctuer(champ.manque)
  const quoi = `« ${champ.libelle.replace(/[\s\u00a0\u202f]*:$/, '')} »`
  if (estCompose(champ)) return ponctuer(genreDe(champ).manque(quoi, champ))
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
    case 'signature':
      return ponctuer(champ.sans ? `Signez, ou cochez « ${champ.phraseSans} » : ${quoi}` : `Signez dans le cadre, ou ajoutez une photo de votre signature : ${quoi}`)
    case 'bloc':
      return ponctuer(`${champ.ajouter} : il en faut au moins ${Math.max(champ.min, 1)}`)
    case 'consentement':
      return ponctuer(`Cochez la case pour continuer : « ${champ.phrase} »`)
    default:
      return ponctuer(`Écrivez votre réponse à ${quoi}`)
  }
}
