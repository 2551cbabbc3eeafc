/** Bank accounts: IBAN (ISO 13616), checked by its remainder (ISO 7064, MOD 97-10). */

/** Signs of an IBAN, by country (SWIFT IBAN registry), for those whose accounts are met here. */
const LONGUEURS: Readonly<Record<string, number>> = { BJ: 28, BF: 28, CI: 28, GW: 25, ML: 28, NE: 28, SN: 28, TG: 28, FR: 27, BE: 16, DE: 22 }

/** Reads an IBAN as people type it (spaces, dashes, lower case), of one of these countries (ISO 3166). */
export function lireIban(texte: string, pays: readonly string[] = ['BJ']): { iban: string } | { erreur: string } {
  const iban = texte.toUpperCase().replace(/[\s.:\u00a0\u202f-]/g, '').replace(/^IBAN/, '')
  const debut = iban.slice(0, 2)
  if (!/^[A-Z]{2}\d{2}[0-9A-Z]{8,30}$/.test(iban)) return { erreur: `Écrivez l’IBAN en entier, tel qu’il est sur le relevé : il commence par ${pays[0]} et deux chiffres` }
  if (!pays.includes(debut)) return { erreur: `Ce compte n’est pas accepté ici : l’IBAN commence par ${pays.join(' ou ')}` }
  const attendus = LONGUEURS[debut]
  if (attendus !== undefined && iban.length !== attendus) return { erreur: `Un IBAN qui commence par ${debut} a ${attendus} signes : il y en a ${iban.length}` }
  return reste97(iban) === 1 ? { iban } : { erreur: 'Cet IBAN ne se vérifie pas : comparez-le signe par signe avec le relevé' }
}

/** An IBAN by fours, as it is printed. */
export const grouperIban = (iban: string): string => iban.replace(/(.{4})(?=.)/g, '$1 ')

function reste97(iban: string): number {
  const tourne = iban.slice(4) + iban.slice(0, 4)
  let reste = 0
  for (const signe of tourne) {
    const v = parseInt(signe, 36)
    reste = (reste * (v > 9 ? 100 : 10) + v) % 97
  }
  return reste
}
