import { Saisie } from './erreurs.ts'

/** Codes that one phone or address may be sent in an hour: SMS cost money, and a phone that receives many is somebody's being bothered. */
export const CODES_PAR_HEURE = 5

/** What is said of a code that proves nothing. */
export const CODE_FAUX = 'Ce code n’est pas le bon, ou il a plus de 10 minutes. Vérifiez-le, ou demandez-en un autre'

/** The six digits of a code received, whatever spaces were typed. Throws `Saisie` under « code » before any of its few tries is spent. */
export function lireCode(tape: string): string {
  const code = tape.replace(/\s/g, '')
  if (!/^\d{6}$/.test(code)) throw new Saisie({ code: 'Écrivez les six chiffres du code reçu' })
  return code
}
