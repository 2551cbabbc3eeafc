import type { Cible, Matieres, Nature, Corps, PointGrille } from './schemas.ts'

/** A subject with its three levels in words; `feuille` when an act may be filed under it. */
export type Matiere = { code: string; libelle: string; chemin: string; niveau: 1 | 2 | 3; feuille: boolean; annexes: { code: string; libelle: string; obligatoire: boolean }[] }

/** Every subject of a classification, in its order. */
export function listMatieres({ matieres }: Matieres): Matiere[] {
  const une = (m: Matieres['matieres'][number]['sous'][number] | Matieres['matieres'][number], niveau: 1 | 2 | 3, au: string): Matiere[] => {
    const chemin = au ? `${au} › ${m.libelle}` : m.libelle
    const sous = 'sous' in m ? (m.sous as Matieres['matieres'][number]['sous']) : []
    return [{ code: m.code, libelle: m.libelle, chemin, niveau, feuille: sous.length === 0, annexes: m.annexes ?? [] }, ...sous.flatMap((s) => une(s, (niveau + 1) as 2 | 3, chemin))]
  }
  return matieres.flatMap((m) => une(m, 1, ''))
}

/** A subject by its code. */
export const findMatiere = (matieres: Matieres, code: string | null): Matiere | undefined => (code === null ? undefined : listMatieres(matieres).find((m) => m.code === code))

/** A kind of act by its code. */
export const findNature = ({ natures }: Corps<'natures'>, code: string): Nature | undefined => natures.find((n) => n.code === code)

/** What is known of an act when a rule is held against it. `montant` is whole FCFA. */
export type Visable = { nature: string; matiere: string | null; commune: string; montant: number | null; aTemps: boolean | null }

/** Whether a subject is one of these, or under one of these. */
export const sous = (matiere: string | null, prefixes: readonly string[]): boolean => matiere !== null && prefixes.some((p) => matiere === p || matiere.startsWith(`${p}.`))

/** Whether an act is one of those that a rule or a point is about. Without a clause, all are. */
export function vise(pour: Cible | undefined, acte: Visable): boolean {
  if (!pour) return true
  return (
    (pour.natures === undefined || pour.natures.includes(acte.nature)) &&
    (pour.matieres === undefined || sous(acte.matiere, pour.matieres)) &&
    (pour.communes === undefined || pour.communes.includes(acte.commune)) &&
    (pour.montant === undefined || (acte.montant !== null && acte.montant >= pour.montant)) &&
    (pour.tard === undefined || (acte.aTemps === false) === pour.tard)
  )
}

/** The points of the grid that an act is checked on. */
export const pointsPour = ({ points }: Corps<'grilles'>, acte: Visable): PointGrille[] => points.filter((p) => vise(p.pour, acte))

/** The papers expected with an act: of its kind, then of its subject. */
export function annexesPour(natures: Corps<'natures'>, matieres: Matieres, acte: Pick<Visable, 'nature' | 'matiere'>): Matiere['annexes'] {
  const siennes = [...(findNature(natures, acte.nature)?.annexes ?? []), ...(findMatiere(matieres, acte.matiere)?.annexes ?? [])]
  return [...new Map(siennes.map((a) => [a.code, a])).values()]
}
