import type { Json } from '../../kernel/module.ts'
import { estBrut } from './brut.ts'
import type { Brut } from './brut.ts'
import { nommer } from './nommer.ts'

const AU_PLUS = 60
const listeDe = (v: Json | undefined): Brut[] => (Array.isArray(v) ? v.filter(estBrut) : [])

/**
 * The answers of a choice, one a line: « Je loue », or « locataire = Je loue » to say the short name by which it is kept.
 * What an answer already had (its help, its group, its short name) stays while its words are the same.
 */
export function lireOptions(texte: string, avant: Json | undefined): Brut[] {
  const deja = listeDe(avant)
  const pris = new Set<string>()
  return texte.split('\n').map((l) => l.trim()).filter(Boolean).map((ligne) => {
    const [, ecrite, mots = ligne] = /^([a-z0-9][a-z0-9_-]{0,59}) = (.+)$/.exec(ligne) ?? []
    const ancienne = deja.find((o) => (ecrite ? o.valeur === ecrite : o.libelle === mots))
    const valeur = unique(ecrite ?? (typeof ancienne?.valeur === 'string' ? ancienne.valeur : nommer(mots, AU_PLUS)), pris)
    pris.add(valeur)
    return { ...ancienne, valeur, libelle: mots }
  })
}

function unique(nom: string, pris: ReadonlySet<string>): string {
  let libre = nom
  for (let n = 2; pris.has(libre); n++) libre = `${nom.slice(0, AU_PLUS - 4)}_${n}`
  return libre
}

/** The same, to be corrected. */
export const direOptions = (options: Json | undefined): string =>
  listeDe(options).map(({ valeur, libelle }) => (typeof valeur === 'string' && typeof libelle === 'string' && nommer(libelle, AU_PLUS) !== valeur ? `${valeur} = ${libelle}` : String(libelle ?? valeur ?? ''))).join('\n')
