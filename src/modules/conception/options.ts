import type { Json } from '../../kernel/module.ts'
import { estBrut } from './brut.ts'
import type { Brut } from './brut.ts'
import { nommer } from './nommer.ts'

const AU_PLUS = 60
const listeDe = (v: Json | undefined): Brut[] => (Array.isArray(v) ? v.filter(estBrut) : [])

type Ligne = { etage: number; mots: string }

/** « > » at the beginning of a line says that it goes under the one above, « >> » one floor lower. It survives a phone and is read aloud. */
function lireLigne(texte: string): Ligne {
  const [, signes = '', mots = ''] = /^((?:[>›][ \u00a0\u202f]*)*)(.*)$/s.exec(texte.trim()) ?? []
  return { etage: signes.replace(/[^>›]/g, '').length, mots: mots.trim() }
}

/**
 * The answers of a choice, one a line: « Je loue », or « locataire = Je loue » to say the short name by which it is kept.
 * What an answer already had (its help, its group, its short name) stays while its words are the same. `etages`: how many floors
 * the answers have; a line that begins with « > » is under the last one of the floor above.
 */
export function lireOptions(texte: string, avant: Json | undefined, etages = 1): Brut[] {
  const lignes = texte.split('\n').filter((l) => l.trim() !== '').map((l) => (etages > 1 ? lireLigne(l) : { etage: 0, mots: l.trim() })).filter((l) => l.mots !== '')
  return lireEtage(lignes, listeDe(avant), 0, etages)
}

function lireEtage(lignes: readonly Ligne[], deja: readonly Brut[], etage: number, etages: number): Brut[] {
  // Nothing above the first line, or no floor lower: it is of this floor.
  const tetes = lignes.map((l, i) => i === 0 || l.etage <= etage || etage === etages - 1)
  const pris = new Set<string>()
  return lignes.flatMap(({ mots: ligne }, i) => {
    if (!tetes[i]) return []
    const fin = tetes.indexOf(true, i + 1)
    const dessous = lignes.slice(i + 1, fin < 0 ? undefined : fin)
    const [, ecrite, mots = ligne] = /^([a-z0-9][a-z0-9_-]{0,59}) = (.+)$/.exec(ligne) ?? []
    const ancienne = deja.find((o) => (ecrite ? o.valeur === ecrite : o.libelle === mots))
    const valeur = unique(ecrite ?? (typeof ancienne?.valeur === 'string' ? ancienne.valeur : nommer(mots, AU_PLUS)), pris)
    pris.add(valeur)
    const { options, ...reste } = ancienne ?? {}
    const sous = etage < etages - 1 ? lireEtage(dessous, listeDe(options), etage + 1, etages) : []
    return [{ ...reste, valeur, libelle: mots, ...(sous.length > 0 ? { options: sous } : {}) }]
  })
}

function unique(nom: string, pris: ReadonlySet<string>): string {
  let libre = nom
  for (let n = 2; pris.has(libre); n++) libre = `${nom.slice(0, AU_PLUS - 4)}_${n}`
  return libre
}

/** The same, to be corrected. */
export const direOptions = (options: Json | undefined, etage = 0): string =>
  listeDe(options).map((o) => [`${'>'.repeat(etage)}${etage > 0 ? ' ' : ''}${direUne(o)}`, ...(listeDe(o.options).length > 0 ? [direOptions(o.options, etage + 1)] : [])].join('\n')).join('\n')

const direUne = ({ valeur, libelle }: Brut): string => (typeof valeur === 'string' && typeof libelle === 'string' && nommer(libelle, AU_PLUS) !== valeur ? `${valeur} = ${libelle}` : String(libelle ?? valeur ?? ''))
