import type { Cbor } from './cbor.ts'

/** One signed line to compare with the paper. */
export type Champ = { cle: string; libelle: string; valeur: string; aide?: string }

/**
 * The signed fields, in the order they are read out. The number is the key inside the seal: it is printed on paper for
 * ever, so a number is never given a second meaning.
 */
const REGISTRE = [
  [1, 'document', 'Document'],
  [2, 'numero', 'Numéro'],
  [3, 'nom', 'Nom et prénoms'],
  [4, 'naissance', 'Date et lieu de naissance'],
  [8, 'domicile', 'Domicile'],
  [9, 'objet', 'Pour servir à'],
  [5, 'autorite', 'Délivré par'],
  [6, 'lieu', 'Fait à'],
  [7, 'signataire', 'Signataire'],
  [10, 'code', 'Code'],
] as const
const AUTRES = 0

/** What an institution signs: registered fields, and `autres` for what only one procedure knows (label, value). */
export type ChampsScelles = Partial<Record<(typeof REGISTRE)[number][1], string>> & {
  document: string
  numero: string
  autres?: readonly (readonly [libelle: string, valeur: string])[]
}

/** Fields as they are written in the seal: small integers as keys. */
export function champsEnCarte(champs: ChampsScelles): Map<number, string | string[][]> {
  const carte = new Map<number, string | string[][]>()
  for (const [numero, cle] of REGISTRE) {
    const valeur = champs[cle]
    if (valeur) carte.set(numero, valeur)
  }
  if (champs.autres?.length) carte.set(AUTRES, champs.autres.map((paire) => [...paire]))
  return carte
}

/** Fields read from a seal, with French labels. An unknown number is shown too: a signed line is never hidden. */
export function champsDeCarte(carte: Map<number | string, Cbor>): Champ[] {
  const champs: Champ[] = []
  for (const [numero, cle, libelle] of REGISTRE) {
    const valeur = carte.get(numero)
    if (typeof valeur === 'string') champs.push({ cle, libelle, valeur })
  }
  const autres = carte.get(AUTRES)
  for (const paire of Array.isArray(autres) ? autres : []) {
    const [libelle, valeur] = Array.isArray(paire) ? paire : []
    if (typeof libelle === 'string' && typeof valeur === 'string') champs.push({ cle: 'autre', libelle, valeur })
  }
  const connus = new Set<number | string>([AUTRES, ...REGISTRE.map(([numero]) => numero)])
  for (const [numero, valeur] of carte) {
    if (!connus.has(numero) && typeof valeur === 'string') champs.push({ cle: String(numero), libelle: `Mention ${numero}`, valeur })
  }
  return champs
}

/**
 * Hides a name behind dots for somebody who only typed the short code and may not hold the paper: initials and number
 * of letters stay, so that it can still be compared.
 */
export function masquer(champs: readonly Champ[]): Champ[] {
  const voiler = (valeur: string) => valeur.normalize('NFC').replace(/(\p{L})([\p{L}\p{M}]+)/gu, (_, initiale: string, suite: string) => initiale + '•'.repeat([...suite.replace(/\p{M}/gu, '')].length))
  const aide = 'Masqué. Les initiales et le nombre de lettres doivent correspondre.'
  const secrets = ['nom', 'domicile', 'autre']
  const dateSeule = /^\d{1,2}(?:er)? \p{L}+ \d{4}$/u
  return champs.map((champ) => (secrets.includes(champ.cle) && !dateSeule.test(champ.valeur) ? { ...champ, valeur: voiler(champ.valeur), aide } : champ))
}
