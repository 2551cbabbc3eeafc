/** A parcel as it is typed, in a form or in a line of a file. Pure. */
import { lireNombre } from '../../lib/nombre.ts'
import { lireContour } from './geometrie/lire-contour.ts'
import type { ContourMesure } from './geometrie/verifier.ts'
import type { Identite } from './parcelle.ts'

export type ParcelleLue = Identite & { quartier: string; titre: string; contenance: number | null; mesure: ContourMesure | null }
type Brut = Readonly<Record<string, string>>
export type Champ = 'lotissement' | 'tranche' | 'lot' | 'parcelle' | 'el' | 'quartier' | 'titre' | 'contenance' | 'contour'

/** Largest plot, in m²: 10,000 ha is a forest, or a comma forgotten. */
const CONTENANCE_AU_PLUS = 100_000_000
const COURTS = { tranche: 'La tranche', lot: 'Le lot', parcelle: 'La parcelle', el: 'Le numéro d’état des lieux' } as const
const LONGS = { lotissement: 80, quartier: 80, titre: 120 } as const

/** One line, every kind of space made one. A cell that a spreadsheet was told to keep as text (« '=1 ») loses its mark. */
export const uneLigne = (texte: string | undefined): string => (texte ?? '').replace(/[\s\u00a0\u202f]+/g, ' ').trim().replace(/^'(?=[=+\-@])/, '')

/** A spreadsheet would run it: nobody's name nor number begins so. */
export const estFormule = (texte: string): boolean => /^[=@\t]|^[+-](?!\d)/.test(texte)
const FORMULE = 'Cette case contient une formule de tableur : enregistrez les valeurs, puis recommencez'

/** An area: « 500 », « 1 250,5 », « 500 m² », « 5a 00ca », « 1ha 02a 50ca ». undefined when it is not one. */
export function lireContenance(texte: string): number | undefined {
  const net = texte.toLowerCase().replace(/\s*(?:m2|m²|mètres? carrés?)\.?$/u, '')
  const m = /^(?:(\d+)\s*ha)?\s*(?:(\d{1,4})\s*a)?\s*(?:(\d{1,4}(?:[.,]\d{1,2})?)\s*ca)?$/.exec(net)
  const n = m && (m[1] || m[2] || m[3]) ? Number(m[1] ?? 0) * 10_000 + Number(m[2] ?? 0) * 100 + Number((m[3] ?? '0').replace(',', '.')) : lireNombre(net, 2)
  return n !== undefined && n > 0 && n <= CONTENANCE_AU_PLUS ? n : undefined
}

/** Reads everything typed about a parcel; every fault beside its field. */
export function lireParcelle(brut: Brut): { lue: ParcelleLue; fautes: Partial<Record<Champ, string>> } {
  const fautes: Partial<Record<Champ, string>> = {}
  const lu = (champ: Champ) => uneLigne(brut[champ])
  for (const [champ, nom] of Object.entries(COURTS) as [keyof typeof COURTS, string][]) {
    const texte = lu(champ)
    if (estFormule(texte)) fautes[champ] = FORMULE
    else if (texte !== '' && !/^[\p{L}\p{N}][\p{L}\p{N}\p{M} ./’'°_-]{0,19}$/u.test(texte)) fautes[champ] = `${nom} s’écrit en 20 signes au plus, lettres et chiffres, par exemple « 145 » ou « B »`
  }
  for (const [champ, max] of Object.entries(LONGS) as [keyof typeof LONGS, number][]) {
    if (estFormule(lu(champ))) fautes[champ] = FORMULE
    else if ([...lu(champ)].length > max) fautes[champ] = `Écrivez ${max} signes au plus`
  }
  if (lu('lot') === '' && lu('el') === '' && !fautes.lot && !fautes.el) fautes.lot = 'Écrivez le lot, ou le numéro d’état des lieux'
  const contenance = lu('contenance') === '' ? null : lireContenance(lu('contenance'))
  if (contenance === undefined) fautes.contenance = estFormule(lu('contenance')) ? FORMULE : 'Écrivez la surface en m², par exemple 500, ou 5a 00ca'
  const contour = (brut.contour ?? '').trim()
  const mesure = contour === '' ? null : lireContour(contour)
  if (mesure && 'phrase' in mesure) fautes.contour = mesure.phrase
  const lue = { lotissement: lu('lotissement'), tranche: lu('tranche'), lot: lu('lot'), parcelle: lu('parcelle'), el: lu('el'), quartier: lu('quartier'), titre: lu('titre'), contenance: contenance ?? null, mesure: mesure && 'contour' in mesure ? mesure : null }
  return { lue, fautes }
}

const DITS: Readonly<Record<Champ, string>> = { lotissement: 'lotissement', tranche: 'tranche', lot: 'lot', parcelle: 'parcelle', el: 'EL', quartier: 'quartier', titre: 'titre ou attestation', contenance: 'contenance', contour: 'contour' }

/** What a correction changes, for the story of the parcel: « contenance : 500 → 480 ; contour ». */
export function direChanges(avant: Identite & { quartier: string; titre: string; contenance: number | null; contour: unknown }, apres: ParcelleLue): string {
  const textes = (['lotissement', 'tranche', 'lot', 'parcelle', 'el', 'quartier', 'titre', 'contenance'] as const).flatMap((champ) => {
    const [de, a] = [avant[champ] ?? '', apres[champ] ?? '']
    return de === a ? [] : [`${DITS[champ]} : ${de === '' ? 'rien' : de} → ${a === '' ? 'rien' : a}`]
  })
  const dessin = JSON.stringify(avant.contour ?? null) === JSON.stringify(apres.mesure?.contour ?? null) ? [] : [DITS.contour]
  return [...textes, ...dessin].join(' ; ')
}
