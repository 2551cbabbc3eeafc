import { estCourriel } from './courriel.ts'
import { lireTelephone } from './telephone.ts'

/** How somebody is reached, and signs in: a Benin phone number or an e-mail address. */
export type Contact = { telephone: string } | { courriel: string }
export type LectureContact = { contact: Contact } | { erreur: string }

/** Reads what was typed as a phone or an e-mail address. */
export function lireContact(texte: string): LectureContact {
  const propre = texte.trim()
  if (propre === '') return { erreur: 'Écrivez votre numéro de téléphone ou votre adresse électronique' }
  if (propre.includes('@')) {
    const bon = propre.length <= 200 && estCourriel(propre)
    return bon ? { contact: { courriel: propre.toLowerCase() } } : { erreur: 'Vérifiez l’adresse électronique, par exemple nom@exemple.bj' }
  }
  const lu = lireTelephone(propre)
  return 'erreur' in lu ? lu : { contact: lu }
}

/** The contact as a key, e.g. `+2290197000000` or `nom@exemple.bj`. */
export const destinationDe = (contact: Contact): string => ('telephone' in contact ? contact.telephone : contact.courriel)

/** The key that whoever has proved to hold this destination has in his session: `telephone:…`, `courriel:…`. */
export const cleDestination = (destination: string): string => `${destination.includes('@') ? 'courriel' : 'telephone'}:${destination}`

/** The destination as the channel that a message takes. */
export const canalDe = (destination: string): Contact => (destination.includes('@') ? { courriel: destination } : { telephone: destination })

/** Shown where the whole must not be: « 01 •• •• •• 00 », « n•••@exemple.bj ». */
export function masquer(destination: string): string {
  if (!destination.includes('@')) return `01 •• •• •• ${destination.slice(-2)}`
  const [nom = '', domaine = ''] = destination.split('@')
  return `${nom.slice(0, 1)}•••@${domaine}`
}

/** The same with the word that French puts before it: « au 01 •• •• •• 00 », « à n•••@exemple.bj ». */
export const versMasque = (destination: string): string => `${destination.includes('@') ? 'à' : 'au'} ${masquer(destination)}`
