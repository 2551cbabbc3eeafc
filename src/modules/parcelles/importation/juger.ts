/** A file judged against itself and against the register, without writing anything. */
import { setImmediate as tour } from 'node:timers/promises'
import type { Db } from '../../../kernel/db/index.ts'
import { reconnaitre } from './colonnes.ts'
import type { Partie } from './colonnes.ts'
import { listSituations } from './importation.queries.ts'
import { lireFichier } from './lire-fichier.ts'
import type { FichierLu } from './lire-fichier.ts'
import { lireLigne } from './lire-ligne.ts'
import type { Contexte, LigneLue } from './lire-ligne.ts'

/** A line fit to be written: `parcelleId` is the living parcel that it names, if there is one. */
export type LigneJuste = LigneLue & { parcelleId: string | null }
export type Jugement = { genre: FichierLu['genre']; colonnes: { titre: string; partie: Partie | null }[]; lignes: LigneLue[]; justes: Map<number, LigneJuste>; fautes: { rang: number; phrase: string }[] }

/** Reads and judges a whole file, or says why it cannot be read. */
export async function jugerFichier(db: Db, octets: Buffer, contexte: Contexte): Promise<Jugement | { phrase: string }> {
  const lu = lireFichier(octets)
  if ('phrase' in lu) return lu
  const parties = reconnaitre(lu.colonnes)
  if (!parties.includes('lot') && !parties.includes('el')) return { phrase: `Aucune colonne ne dit le lot ni l’EL. Titres lus : ${lu.colonnes.slice(0, 12).map((c) => `« ${c.slice(0, 30)} »`).join(', ') || 'aucun'}` }
  const lignes: LigneLue[] = []
  for (const [i, l] of lu.lignes.entries()) {
    // 20,000 outlines take two seconds: others are served meanwhile.
    if (i % 500 === 499) await tour()
    lignes.push(lireLigne(l, parties, contexte))
  }
  const { justes, fautes } = await situer(db, contexte.commune, lignes)
  return { genre: lu.genre, colonnes: lu.colonnes.map((titre, i) => ({ titre, partie: parties[i] ?? null })), lignes, justes, fautes }
}

/**
 * Says of each line which living parcel it names, and what forbids it: said twice in the file, already divided, or an EL that another
 * parcel has. One question for all lines.
 */
export async function situer(db: Db, commune: string, lignes: readonly LigneLue[]): Promise<{ justes: Map<number, LigneJuste>; fautes: { rang: number; phrase: string }[] }> {
  const fautes = lignes.flatMap((l) => l.fautes.map((phrase) => ({ rang: l.rang, phrase })))
  const saines = lignes.filter((l) => l.fautes.length === 0)
  const situations = new Map((await listSituations(db, commune, saines)).map((s) => [s.rang, s]))
  const justes = new Map<number, LigneJuste>()
  const vues = new Map<string, number>()
  for (const ligne of saines) {
    const s = situations.get(ligne.rang)!
    const cles = [...(ligne.lue.lot ? [`lot ${s.identite}`] : []), ...(ligne.lue.el ? [`el ${s.identiteEl}`] : [])]
    const deja = cles.map((c) => vues.get(c)).find((r) => r !== undefined)
    const parcelleId = ligne.lue.lot ? s.parLot : s.parEl
    const phrase =
      deja !== undefined ? `Cette parcelle, ou son EL, est déjà à la ligne ${deja}`
      : s.close && !parcelleId ? 'Cette parcelle a été divisée ou fusionnée : retirez la ligne, ou inscrivez ses suites'
      : ligne.lue.lot && s.parEl && s.parEl !== s.parLot ? 'Ce numéro d’état des lieux est déjà celui d’une autre parcelle du registre'
      : s.autreTranche ? `Le registre a ce lot et cette parcelle ${s.autreTranche} : écrivez la même tranche, ou corrigez le registre`
      : undefined
    if (phrase) fautes.push({ rang: ligne.rang, phrase })
    else {
      for (const c of cles) vues.set(c, ligne.rang)
      justes.set(ligne.rang, { ...ligne, parcelleId })
    }
  }
  return { justes, fautes: fautes.toSorted((a, b) => a.rang - b.rang) }
}
