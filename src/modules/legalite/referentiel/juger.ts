import type { Db } from '../../../kernel/db/index.ts'
import type { Maison } from '../../../kernel/maison.ts'
import { comparerCorps } from './diff.ts'
import type { Changement } from './diff.ts'
import { avertissementsDe, fautesDe, listConfirmees } from './fautes.ts'
import { communesSous, corpsDe, lireCadre, listCibles, PAYS } from './porte.ts'
import type { Cadre } from './porte.ts'
import type { Projet } from './projet.queries.ts'
import { listVersions } from './referentiel.queries.ts'
import type { Cible, Corps, Genre } from './schemas.ts'
import { countEnCours, listEnCours, listStrategies } from './usage.queries.ts'

export type Jugement = { cadre: Cadre; changements: Changement[]; fautes: string[]; avertissements: string[]; confirmees: string[]; enCours: number }

/** What the last grid and the strategies aim at, each with the name of who aims. */
async function listVisees(db: Db, colonne: 'natures' | 'matieres'): Promise<{ code: string; par: string }[]> {
  const [grilles, strategies] = await Promise.all([listVersions(db, 'grilles'), listStrategies(db)])
  const visants: { libelle: string; pour?: Cible | undefined }[] = [...(grilles[0]!.corps as Corps<'grilles'>).points, ...strategies.flatMap((s) => s.corps.regles)]
  return visants.flatMap((v) => (v.pour?.[colonne] ?? []).map((code) => ({ code, par: v.libelle })))
}

/** Everything a publication is decided on, from the draft that was read. */
export async function jugerProjet(lieu: { db: Db; maison: Maison; maintenant: Date }, projet: Projet): Promise<Jugement> {
  const { genre, territoire } = projet as { genre: Genre; territoire: string }
  const colonne = genre === 'natures' ? 'nature' : 'matiere'
  const classe = genre === 'natures' || genre === 'matieres'
  const communes = territoire === PAYS ? null : communesSous(lieu.maison.territoires, territoire).map((c) => c.code)
  const [cadre, cibles, enCours, visees, nombre] = await Promise.all([lireCadre(lieu, genre, territoire), listCibles(lieu, territoire), classe ? listEnCours(lieu.db, colonne) : new Set<string>(), classe ? listVisees(lieu.db, `${colonne}s`) : [], countEnCours(lieu.db, communes)])
  const j = { genre, forme: cadre.forme, avant: corpsDe(cadre.derniere), apres: projet.corps, cibles, enCours, visees }
  return { cadre, changements: comparerCorps(cadre.forme, j.avant, j.apres), fautes: fautesDe(j), avertissements: avertissementsDe(j), confirmees: listConfirmees(j), enCours: nombre }
}
