/** One line of a file: a parcel, where it lies, and perhaps who holds it. Pure. */
import { sansAccents } from '../../../lib/francais.ts'
import type { Territoires } from '../../../kernel/territoire/index.ts'
import { MODES } from '../detention.ts'
import type { Mode } from '../detention.ts'
import { lireGeometrie } from '../geometrie/lire-contour.ts'
import { estFormule, lireParcelle, uneLigne } from '../lire-parcelle.ts'
import type { ParcelleLue } from '../lire-parcelle.ts'
import type { Partie } from './colonnes.ts'
import type { Ligne } from './lire-fichier.ts'

export type DetenteurLu = { nom: string; piece: string; mode: Mode; acte: string; du: string | null }
export type LigneLue = { rang: number; lue: ParcelleLue; territoire: string; detenteur: DetenteurLu | null; fautes: string[] }
/** Where the file is imported, and today (YYYY-MM-DD). */
export type Contexte = { territoires: Territoires; commune: string; territoire: string; jour: string }

/** « 03/03/2020 », « 2020-03-03 », « 2020 » (its first day). undefined when it is not one. */
export function lireDate(texte: string): string | undefined {
  const fr = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(texte)
  const iso = /^(\d{4})(?:-(\d{2})-(\d{2}))?$/.exec(texte)
  const [a, m, j] = fr ? [fr[3], fr[2], fr[1]] : iso ? [iso[1], iso[2] ?? '1', iso[3] ?? '1'] : []
  if (!a || Number(a) < 1850) return undefined
  const jour = new Date(Date.UTC(Number(a), Number(m) - 1, Number(j)))
  return jour.getUTCMonth() === Number(m) - 1 && jour.getUTCDate() === Number(j) ? jour.toISOString().slice(0, 10) : undefined
}

function lireMode(texte: string): Mode | undefined {
  if (texte === '') return 'inconnu'
  const cle = sansAccents(texte)
  return (Object.keys(MODES) as Mode[]).find((m) => cle === m || cle.startsWith(m) || cle === sansAccents(MODES[m]))
}

function lireDetenteur(dit: (p: Partie) => string, jour: string, fautes: string[]): DetenteurLu | null {
  const nom = uneLigne(dit('detenteur'))
  if (nom === '') return null
  const [piece, acte, depuis] = [uneLigne(dit('piece')), uneLigne(dit('acte')), uneLigne(dit('du'))]
  if (estFormule(nom) || estFormule(piece) || estFormule(acte)) fautes.push('Le détenteur contient une formule de tableur : enregistrez les valeurs')
  if ([...nom].length > 200 || [...piece].length > 60 || [...acte].length > 200) fautes.push('Le nom, la pièce ou l’acte est trop long')
  const mode = lireMode(uneLigne(dit('mode')))
  if (!mode) fautes.push(`« ${uneLigne(dit('mode')).slice(0, 30)} » n’est pas une façon de détenir : attribution, vente, donation, échange, succession ou jugement`)
  const du = depuis === '' ? null : lireDate(depuis)
  if (du === undefined || (du && du > jour)) fautes.push(`« ${depuis.slice(0, 20)} » n’est pas une date passée : écrivez par exemple 03/03/2020`)
  return { nom, piece, mode: mode ?? 'inconnu', acte, du: du ?? null }
}

/** Where the line lies: its arrondissement when it names one of the commune, else the place of the import. */
function lireLieu(dit: (p: Partie) => string, c: Contexte, fautes: string[]): string {
  const [commune, arrondissement] = [uneLigne(dit('commune')), uneLigne(dit('arrondissement'))]
  const memeNom = (a: string, b: string) => sansAccents(a).replace(/[^a-z0-9]+/g, '') === sansAccents(b).replace(/[^a-z0-9]+/g, '')
  if (commune !== '' && commune !== c.commune && !memeNom(commune, c.territoires.trouver(c.commune)?.nom ?? '')) fautes.push(`Cette ligne est de la commune « ${commune.slice(0, 40)} »`)
  if (arrondissement === '') return c.territoire
  const trouve = c.territoires.enfants(c.commune).find((a) => a.code === arrondissement || memeNom(a.nom, arrondissement))
  if (!trouve) fautes.push(`La commune n’a pas d’arrondissement « ${arrondissement.slice(0, 40)} »`)
  return trouve?.code ?? c.territoire
}

/** Reads one line; everything wrong in it, in sentences. */
export function lireLigne(ligne: Ligne, parties: readonly (Partie | null)[], contexte: Contexte): LigneLue {
  const brut: Partial<Record<Partie, string>> = {}
  for (const [i, partie] of parties.entries()) if (partie) brut[partie] = ligne.cellules[i] ?? ''
  const dit = (p: Partie) => brut[p] ?? ''
  const { lue, fautes: parChamp } = lireParcelle(brut as Record<string, string>)
  const fautes = Object.values(parChamp)
  let mesure = lue.mesure
  if (ligne.geometrie !== undefined) {
    const g = lireGeometrie(ligne.geometrie)
    if ('phrase' in g) fautes.push(g.phrase)
    else mesure = g
  }
  const territoire = lireLieu(dit, contexte, fautes)
  return { rang: ligne.rang, lue: { ...lue, mesure }, territoire, detenteur: lireDetenteur(dit, contexte.jour, fautes), fautes }
}
