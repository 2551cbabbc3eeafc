import type { Db } from '../../../kernel/db/index.ts'
import type { Maison } from '../../../kernel/maison.ts'
import type { Acte } from '../acte/acte.ts'
import { listVoisins } from './voisins.queries.ts'
import type { Voisin } from './voisins.queries.ts'

/** Similar acts shown beside a control. */
const MONTRES = 8
/** Below, two objects have little more than their legal words in common. */
const PROCHE_AU_MOINS = 0.18

export type VoisinVu = Voisin & { communeNom: string }

/** What similar acts became, the closest first. */
export async function voisinsDe(db: Db, maison: Maison, acte: Pick<Acte, 'id' | 'objet' | 'matiere'>): Promise<VoisinVu[]> {
  const lus = await listVoisins(db, acte, MONTRES)
  return lus.filter((v) => v.proche >= PROCHE_AU_MOINS).map((v) => ({ ...v, communeNom: maison.territoires.trouver(v.commune)?.nom ?? v.commune }))
}
