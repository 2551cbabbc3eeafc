import { calendrierCourant } from '../../../kernel/calendrier/index.ts'
import type { Db } from '../../../kernel/db/index.ts'
import { findPoste } from '../../../kernel/identite/affectation.queries.ts'
import { listTenants } from '../../../kernel/identite/tenants.queries.ts'
import type { Acte } from '../acte/acte.ts'
import type { EnVigueur } from '../acte/contexte.ts'
import type { Piece } from '../piece/piece.queries.ts'
import { pointsPour } from '../referentiel/referentiel.ts'
import type { PointGrille } from '../referentiel/schemas.ts'
import { findSeanceDe } from '../seance/lue.queries.ts'
import { calculer } from './calculs.ts'
import type { Constat } from './calculs.ts'

/** A point of the grid with what the house can say of it. */
export type PointExamine = PointGrille & { constat?: Constat }

/** The points an act is checked on, those that can be computed already computed. */
export async function examiner(db: Db, acte: Acte, pieces: readonly Piece[], v: EnVigueur): Promise<PointExamine[]> {
  const [poste, tenants, seance] = await Promise.all([
    acte.signatairePoste ? findPoste(db, acte.signatairePoste) : undefined,
    acte.dateActe ? listTenants(db, [acte.commune], acte.dateActe, { partis: true }) : [],
    findSeanceDe(db, acte),
  ])
  const faits = { acte, pieces, regles: v.regles, natures: v.natures, matieres: v.matieres, roleSignataire: poste?.role, tenuCeJour: tenants.some((t) => t.postes.some((p) => p.posteId === acte.signatairePoste)), seance, calendrier: calendrierCourant() }
  return pointsPour(v.grilles, acte).map((p) => (p.calcul ? { ...p, constat: calculer(p.calcul, faits) } : p))
}
