/** Benin phone numbers: ten national digits since 30 November 2024. */

/** Reads ten national digits that begin with 01, with or without +229; the former eight are offered their new form. */
export function lireTelephone(texte: string): { telephone: string } | { erreur: string } {
  const chiffres = texte.replace(/[\s().-]/g, '').replace(/^(?:\+|00)229/, '')
  if (/^01\d{8}$/.test(chiffres)) return { telephone: `+229${chiffres}` }
  if (/^\d{8}$/.test(chiffres)) return { erreur: `Le numéro a 8 chiffres, il en faut 10 : écrivez 01 ${grouper(chiffres)}` }
  if (/^\d{10}$/.test(chiffres)) return { erreur: 'Un numéro du Bénin commence par 01, par exemple 01 97 00 00 00' }
  return { erreur: 'Écrivez les 10 chiffres du numéro, par exemple 01 97 00 00 00' }
}

const grouper = (chiffres: string) => chiffres.replace(/(\d{2})(?=\d)/g, '$1 ')
