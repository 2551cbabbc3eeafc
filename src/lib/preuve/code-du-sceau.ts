import { depuisChiffres } from './chiffres.ts'
import { ouvrir } from './verifier.ts'

/**
 * The short code inside a seal, from what a QR holds (an address that ends by `/v/#` and digits, or those digits). Undefined when it is none of ours.
 * It is read, not believed: whoever uses it asks the register.
 */
export function codeDuSceau(texte: string): string | undefined {
  const chiffres = /^(?:https?:\/\/[^\s#]{1,200}\/v\/#)?([0-9]{60,})$/.exec(texte.trim())?.[1]
  const octets = chiffres === undefined ? undefined : depuisChiffres(chiffres)
  return octets && ouvrir(octets)?.scelle.champs.find((c) => c.cle === 'code')?.valeur
}
