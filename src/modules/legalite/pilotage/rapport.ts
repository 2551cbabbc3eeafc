import { jourLocal } from '../../../kernel/calendrier/index.ts'
import type { Db } from '../../../kernel/db/index.ts'
import type { Portee } from '../../../kernel/identite/portee.ts'
import type { Maison } from '../../../kernel/maison.ts'
import { getCourant } from '../referentiel/referentiel.queries.ts'
import type { Regles } from '../referentiel/schemas.ts'
import { cadrer, completer } from './cadre.ts'
import type { Cadre, Ligne } from './cadre.ts'
import { chiffrer } from './cumul.queries.ts'
import type { Axe } from './cumul.queries.ts'
import { aucun } from './faits.ts'
import type { Chiffres } from './faits.ts'
import { comparables } from './periode.ts'

/** A rule that the figures rest on and that nobody has confirmed, in words. */
export type Doute = { regle: string; source: string }
export type Rapport = {
  annee: number; cadre: Cadre; tout: Ligne; prefectures: Ligne[]; communes: Ligne[]; natures: Ligne[]; matieres: Ligne[]; mois: Ligne[]; muettes: string[]
  comparaison: { ici: Chiffres; avant: Chiffres; periodes: NonNullable<ReturnType<typeof comparables>> } | null
  /** The year is not over: figures until that day. */
  enCours: boolean; etabliLe: Date; doutes: Doute[]
}

const NOMS: Readonly<Record<string, string>> = {
  'delais.transmission': 'Délai de transmission', 'delais.controle': 'Délai du contrôle', 'delais.reponse_pieces': 'Délai de réponse à une demande de pièces', 'delais.reponse_observations': 'Délai de réponse aux observations',
  silence: 'Effet du silence du préfet', 'effets.demande-pieces': 'Effet d’une demande de pièces sur le délai', 'effets.observations': 'Effet d’une lettre d’observations sur le délai',
}

/** The unconfirmed rules that figures depend on. */
export function doutesDe(regles: Regles): Doute[] {
  const lues: Record<string, { source: string; verifie: boolean }> = {
    'delais.transmission': regles.delais.transmission, 'delais.controle': regles.delais.controle, 'delais.reponse_pieces': regles.delais.reponse_pieces, 'delais.reponse_observations': regles.delais.reponse_observations,
    silence: regles.silence, 'effets.demande-pieces': regles.effets['demande-pieces'], 'effets.observations': regles.effets.observations,
  }
  return Object.entries(lues).flatMap(([cle, { source, verifie }]) => (verifie ? [] : [{ regle: NOMS[cle]!, source }]))
}

const AXES = ['tout', 'prefecture', 'commune', 'nature', 'matiere', 'mois'] as const satisfies readonly Axe[]

/** Everything a yearly report says, for whoever follows these places. `prefecture`: of one département. */
export async function preparerRapport(lu: { db: Db; maison: Maison; maintenant: Date; portee: Portee }, annee: number, prefecture?: string): Promise<Rapport> {
  const { db, portee, maintenant } = lu
  const cadre = await cadrer(lu, { du: `${annee}-01-01`, au: `${annee}-12-31`, prefecture })
  // By kind and by subject are read apart: together they would ask for the finest fold, a hundred times larger.
  const plis: Axe[][] = [['tout', 'prefecture', 'commune', 'mois'], ['nature'], ['matiere']]
  const pareils = comparables(cadre.periode, cadre.jour)
  const total = async (periode: { du: string; au: string }) => (await chiffrer(db, portee, { ...cadre.filtre, ...periode }, ['tout'], [])).get('tout')![0] ?? aucun('')
  const [lus, ici, avant, regles] = await Promise.all([Promise.all(plis.map((axes) => chiffrer(db, portee, cadre.filtre, axes))), pareils && total(pareils.ici), pareils && total(pareils.avant), getCourant(db, 'regles', cadre.jour)])
  const tous = new Map(lus.flatMap((m) => [...m]))
  const [tout, prefectures, communes, natures, matieres, mois] = AXES.map((axe) => completer(cadre, axe, tous.get(axe) ?? [])) as [Ligne[], Ligne[], Ligne[], Ligne[], Ligne[], Ligne[]]
  return {
    annee, cadre, tout: tout[0]!, prefectures, communes, natures, matieres, mois: mois.filter((m) => m.cle <= cadre.jour.slice(0, 7)), muettes: communes.filter((c) => c.transmis === 0).map((c) => c.nom),
    comparaison: pareils && ici && avant ? { ici, avant, periodes: pareils } : null, enCours: jourLocal(maintenant).startsWith(String(annee)), etabliLe: maintenant, doutes: doutesDe(regles.corps),
  }
}
