/** French writing of dates, hours, numbers, amounts and names. Pure: no clock, no locale data of the machine. */

/** Benin keeps UTC+1 all year (Africa/Porto-Novo, no daylight saving), so its wall clock is UTC shifted by one hour. */
const DECALAGE_MS = 3_600_000
const JOUR_MS = 86_400_000
const JOURS = ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi']
const MOIS = ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre']
/** No-break space, before « : », « % » and inside guillemets. */
export const INSECABLE = '\u00a0'
/** Narrow no-break space, between thousands and before « ; ? ! ». */
export const FINE = '\u202f'

function murale(date: Date) {
  const d = new Date(date.getTime() + DECALAGE_MS)
  return { annee: d.getUTCFullYear(), mois: d.getUTCMonth(), jour: d.getUTCDate(), semaine: d.getUTCDay(), heures: d.getUTCHours(), minutes: d.getUTCMinutes() }
}

const jourDuMois = (jour: number) => (jour === 1 ? '1er' : String(jour))

/** « vendredi 5 juin 2026 », in Benin's time. */
export function dateLongue(date: Date): string {
  return `${JOURS[murale(date).semaine]} ${dateSimple(date)}`
}

/** « 5 juin 2026 », « 1er juin 2026 ». */
export function dateSimple(date: Date): string {
  const m = murale(date)
  return `${jourDuMois(m.jour)} ${MOIS[m.mois]} ${m.annee}`
}

/** « 5 juin »: day and month, where the year is plain from the context. */
export function dateCourte(date: Date): string {
  const m = murale(date)
  return `${jourDuMois(m.jour)} ${MOIS[m.mois]}`
}

/** « ven. 5 » for narrow plots. */
export function jourAbrege(date: Date): string {
  const m = murale(date)
  return `${JOURS[m.semaine]!.slice(0, 3)}. ${m.jour}`
}

/** « 05/06/2026 » for tables and exports read by people. */
export function dateChiffres(date: Date): string {
  const m = murale(date)
  return `${deux(m.jour)}/${deux(m.mois + 1)}/${m.annee}`
}

/** « 2026-06-05 », the day in Benin (ISO 8601), for `datetime` attributes and keys. */
export function jourIso(date: Date): string {
  const m = murale(date)
  return `${String(m.annee).padStart(4, '0')}-${deux(m.mois + 1)}-${deux(m.jour)}`
}

const deux = (n: number) => String(n).padStart(2, '0')

/** « 9 h 42 », « 17 h » on the hour. */
export function heure(date: Date): string {
  const m = murale(date)
  return m.minutes === 0 ? `${m.heures}${INSECABLE}h` : `${m.heures}${INSECABLE}h${INSECABLE}${deux(m.minutes)}`
}

/** « vendredi 5 juin 2026, 9 h 42 ». */
export function dateHeure(date: Date): string {
  return `${dateLongue(date)}, ${heure(date)}`
}

/** Whole days of the Benin calendar from `de` to `a`: 0 the same day, negative when `a` is before. */
export function joursEntre(de: Date, a: Date): number {
  const rang = (d: Date) => Math.floor((d.getTime() + DECALAGE_MS) / JOUR_MS)
  return rang(a) - rang(de)
}

/** « aujourd’hui », « demain », « hier », « dans 3 jours », « il y a 3 jours ». */
export function jourRelatif(date: Date, maintenant: Date): string {
  const n = joursEntre(maintenant, date)
  if (n === 0) return 'aujourd’hui'
  if (n === 1) return 'demain'
  if (n === -1) return 'hier'
  return n > 0 ? `dans ${pluriel(n, 'jour')}` : `il y a ${pluriel(-n, 'jour')}`
}

/** « aujourd’hui à 9 h 42 », « hier à 9 h 42 », then « le 5 juin à 9 h 42 », with the year when it is another one. */
export function momentRelatif(date: Date, maintenant: Date): string {
  const n = joursEntre(maintenant, date)
  const memeAnnee = murale(date).annee === murale(maintenant).annee
  const jour = n >= -1 && n <= 1 ? jourRelatif(date, maintenant) : `le ${memeAnnee ? dateCourte(date) : dateSimple(date)}`
  return `${jour} à ${heure(date)}`
}

/** Words of a short delay in days: « 2 j de retard », « ce soir », « demain », « 4 jours ». */
export function delaiCourt(restant: number): string {
  if (restant < 0) return `${-restant}${INSECABLE}j de retard`
  if (restant === 0) return 'ce soir'
  return restant === 1 ? 'demain' : pluriel(restant, 'jour')
}

/** « 18 204 », « 3,5 »: narrow spaces between thousands, decimal comma, at most `decimales` digits after it. */
export function nombre(n: number, decimales = 2): string {
  const [entier = '0', fraction = ''] = Math.abs(n).toFixed(decimales).split('.')
  const reste = fraction.replace(/0+$/, '')
  const signe = n < 0 && Number(entier + reste) !== 0 ? '−' : ''
  return signe + entier.replace(/\B(?=(\d{3})+(?!\d))/g, FINE) + (reste ? `,${reste}` : '')
}

/** « 1 500 FCFA »; nothing to pay is « Gratuit ». */
export function fcfa(montant: number): string {
  return montant === 0 ? 'Gratuit' : `${nombre(montant, 0)}${INSECABLE}FCFA`
}

/** A ratio 0..1 as « 86 % ». */
export function pourCent(ratio: number, decimales = 0): string {
  return `${nombre(ratio * 100, decimales)}${INSECABLE}%`
}

/** Bytes as « 412 Ko », « 5,2 Mo » (1 Ko = 1024 octets, as file limits are counted). */
export function taille(octets: number): string {
  if (octets < 1024) return `${octets}${INSECABLE}octet${octets > 1 ? 's' : ''}`
  if (octets < 1024 * 1000) return `${nombre(octets / 1024, 0)}${INSECABLE}Ko`
  const mo = octets / 1024 ** 2
  return mo < 1000 ? `${nombre(mo, mo < 10 ? 1 : 0)}${INSECABLE}Mo` : `${nombre(mo / 1024, 1)}${INSECABLE}Go`
}

/** The right form for `n`: French keeps the singular below 2 (« 0 dossier », « 1,5 jour »). */
export function accord(n: number, singulier: string, plurielMot = `${singulier}s`): string {
  return Math.abs(n) < 2 ? singulier : plurielMot
}

/** « 1 dossier », « 3 dossiers »: number and noun, held together by a no-break space. */
export function pluriel(n: number, singulier: string, plurielMot?: string): string {
  return `${nombre(n)}${INSECABLE}${accord(n, singulier, plurielMot)}`
}

/** « a, b et c ». */
export function enumerer(mots: readonly string[], dernier = 'et'): string {
  if (mots.length < 2) return mots[0] ?? ''
  return `${mots.slice(0, -1).join(', ')} ${dernier} ${mots.at(-1)}`
}

/** Initials of a person: « Afiavi Jeanne DOSSOU » gives « A. J. D. »; empty names give « Demandeur ». */
export function initiales(nom: string): string {
  const lettres = nom.normalize('NFC').match(/\p{L}[\p{L}\p{M}’']*/gu) ?? []
  return lettres.length === 0 ? 'Demandeur' : lettres.map((mot) => `${[...mot][0]!.toLocaleUpperCase('fr')}.`).join(INSECABLE)
}

/** A Benin number (10 digits, with or without +229) as « 01 97 00 00 00 »; anything else comes back as it was. */
export function telephone(numero: string): string {
  const chiffres = numero.replace(/^\s*(?:\+|00)229/, '').replace(/\D/g, '')
  return chiffres.length === 10 ? chiffres.replace(/(\d\d)(?=\d)/g, `$1${INSECABLE}`) : numero
}

/** A date known only in part, as typed in parts: « 14 avril 1958 », « avril 1958 », « 1958 », « vers 1958 ». */
export function datePartielle(d: { jour?: number; mois?: number; annee: number; vers?: boolean }): string {
  if (d.vers) return `vers ${d.annee}`
  const mois = d.mois ? MOIS[d.mois - 1] : undefined
  if (!mois) return String(d.annee)
  return d.jour ? `${jourDuMois(d.jour)} ${mois} ${d.annee}` : `${mois} ${d.annee}`
}

/** Sets French no-break spaces: before « : ; ? ! » », after « « », and before %. Leaves addresses (://) alone. */
export function ponctuer(phrase: string): string {
  return phrase
    .replace(/[ \u00a0]+([;?!])/g, `${FINE}$1`)
    .replace(/[ \u00a0]+([:%»])/g, `${INSECABLE}$1`)
    .replace(/«[ \u00a0]*/g, `«${INSECABLE}`)
}

const ROMAINS: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50 }
const valeurRomaine = (texte: string): number => [...texte].reduce((n, signe, i, tous) => n + (ROMAINS[signe]! < (ROMAINS[tous[i + 1] ?? ''] ?? 0) ? -ROMAINS[signe]! : ROMAINS[signe]!), 0)

/** Natural order of names: « Bohicon I » before « Bohicon II », « 2e arrondissement » before « 10e ». */
export function comparerNoms(a: string, b: string): number {
  const enChiffres = (nom: string) => nom.replace(/(?<=\s)[IVXL]+$/, (romain) => String(valeurRomaine(romain)))
  return enChiffres(a).localeCompare(enChiffres(b), 'fr', { numeric: true })
}

/** Blind to accents and capitals, to search: « Sènami » is found by « senami ». */
export const sansAccents = (texte: string): string => texte.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** A place and its number held together: « Bohicon I, Bohicon, Zou » never breaks before its numeral. */
export function lierNumero(nom: string): string {
  return nom.replace(/\s(?=[IVXL]+(?:,|$))/g, INSECABLE)
}

/** Words somebody typed, as the end of a sentence: the full stop is added only when they have no end of their own. */
export function finir(texte: string): string {
  const net = texte.trimEnd()
  return net === '' || /[.!?…][ \u00a0\u202f]*[»”")]?$/u.test(net) ? net : `${net}.`
}

/** Upper-case first letter, for a date that opens a sentence. */
export function majuscule(phrase: string): string {
  const [premier = ''] = phrase
  return premier.toLocaleUpperCase('fr') + phrase.slice(premier.length)
}
