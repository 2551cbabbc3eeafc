import { sql, trier } from '../../kernel/db/index.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'
import type { Portee } from '../../kernel/identite/portee.ts'
import { lireTri } from '../../lib/liste.ts'
import { autresDe, deleteChevauchements } from './chevauchement.queries.ts'
import type { ContourMesure } from './geometrie/verifier.ts'
import type { Etat, Identite, Parcelle } from './parcelle.ts'

const CHAMPS = sql`p.id, p.territoire, p.commune, p.quartier, p.lotissement, p.tranche, p.lot, p.parcelle, p.el, p.contenance, p.titre, p.contour, p.superficie, p.etat, p.close_le, p.cree_le, p.modifie_le`

/** The territories of a permission, as a condition on `p`. */
export const dans = (portee: Portee) => (portee.codes === null ? sql`true` : sql`p.territoire = any(${portee.codes})`)

/** Whose territory a parcel is in. */
export async function findTerritoire(db: Db, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ territoire: string }>`select territoire from parcelles.parcelle where id = ${id}`.execute(db)
  return rows[0]?.territoire
}

export async function findParcelle(db: Db, id: string): Promise<Parcelle | undefined> {
  const { rows } = await sql<Parcelle>`select ${CHAMPS} from parcelles.parcelle p where id = ${id}`.execute(db)
  return rows[0]
}

/** Several at once, in the order of the register. */
export async function listParIds(db: Db, portee: Portee, ids: readonly string[]): Promise<Parcelle[]> {
  const { rows } = await sql<Parcelle>`select ${CHAMPS} from parcelles.parcelle p where id = any(${[...ids]}::uuid[]) and ${dans(portee)} order by cle_lotissement, rang_lot, lot, parcelle, id`.execute(db)
  return rows
}

/** The parcel, locked until the end of the transaction. */
export async function lockParcelle(tx: Tx, id: string): Promise<Parcelle> {
  const { rows } = await sql<Parcelle>`select ${CHAMPS} from parcelles.parcelle p where id = ${id} for update`.execute(tx)
  if (!rows[0]) throw new Error(`Parcelle ${id} absente`)
  return rows[0]
}

/** Several parcels, locked in one order whoever asks first; those that do not exist are left out. */
export async function lockParcelles(tx: Tx, ids: readonly string[]): Promise<Parcelle[]> {
  const { rows } = await sql<Parcelle>`select ${CHAMPS} from parcelles.parcelle p where id = any(${[...ids]}::uuid[]) order by id for update`.execute(tx)
  return rows
}

/** A row of the list. `commun`: the largest area in m² that its outline shares with another that this reader may know. */
export type LigneParcelle = Parcelle & { detenteur: string | null; avis: boolean; commun: number | null }
export type FiltreParcelles = { cherche?: string; territoires?: readonly string[]; lotissement?: string; etat?: string; contour?: string; importation?: string; tri?: string; apres?: string; limite: number; jour: string }

const CLES = {
  designation: [sql`p.cle_lotissement`, sql`p.identite`],
  lot: [sql`p.cle_lotissement`, sql`p.tranche`, sql`p.rang_lot`, sql`p.identite`],
  contenance: [sql`coalesce(p.contenance, 0)`],
  modifie: [sql`p.modifie_le`],
}
const COLONNES_TRI = ['designation', 'lot', 'contenance', 'modifie'] as const

/** A page of the register (`apres` is the id of the last line shown). `jour` is today: it tells the present holder and the notices that run. */
export async function listParcelles(db: Db, portee: Portee, filtre: FiltreParcelles): Promise<LigneParcelle[]> {
  const { cle, decroit } = lireTri(filtre.tri, COLONNES_TRI, 'lot')
  const { suite, ordre } = trier({ depuis: sql`parcelles.parcelle p`, id: sql`p.id`, cles: CLES[cle], decroit, apres: filtre.apres })
  const { rows } = await sql<LigneParcelle>`select ${CHAMPS},
      (select nom from parcelles.detention d where d.parcelle_id = p.id and d.au is null) as detenteur,
      exists (select from parcelles.opposition o where o.parcelle_id = p.id and o.levee_le is null and ${filtre.jour}::date between o.du and o.au) as avis,
      (select max(c.commun) ${autresDe(portee)} and c.parcelle_id = p.id) as commun
    from parcelles.parcelle p where ${dans(portee)} and ${conditions(portee, filtre)} and ${suite} order by ${ordre} limit ${filtre.limite}`.execute(db)
  return rows
}

/** Every word typed is in the designation, or in the name of the present holder; accents and capitals do not count. */
function chercher(texte: string) {
  const mots = texte.trim().split(/\s+/).slice(0, 8).map((mot) => mot.replace(/[%_\\]/g, '')).filter(Boolean)
  const unMot = (mot: string) => sql`(p.cherche like '%' || db.sans_accent(${mot}) || '%' or p.id in (select d.parcelle_id from parcelles.detention d where d.au is null and d.cherche like '%' || db.sans_accent(${mot}) || '%'))`
  return mots.length === 0 ? sql`true` : sql.join(mots.map(unMot), sql` and `)
}

function conditions(portee: Portee, filtre: FiltreParcelles) {
  const et = [sql`true`]
  if (filtre.cherche) et.push(chercher(filtre.cherche))
  if (filtre.territoires) et.push(sql`p.territoire = any(${[...filtre.territoires]})`)
  if (filtre.lotissement) et.push(sql`p.cle_lotissement = parcelles.cle(${filtre.lotissement})`)
  if (filtre.etat === 'vivantes' || !filtre.etat) et.push(sql`p.close_le is null`)
  else if (filtre.etat !== 'toutes') et.push(sql`p.etat = ${filtre.etat}`)
  if (filtre.contour === 'sans') et.push(sql`p.contour is null`)
  if (filtre.contour === 'avec') et.push(sql`p.contour is not null`)
  if (filtre.contour === 'empiete') et.push(sql`p.id in (select c.parcelle_id ${autresDe(portee)})`)
  if (filtre.importation) et.push(sql`p.id in (select e.parcelle_id from parcelles.evenement e where e.importation_id = ${filtre.importation})`)
  return sql.join(et, sql` and `)
}

/** The other living parcels of the same lot: neighbours when nothing is drawn. */
export async function listDuLot(db: Db, portee: Portee, de: Pick<Parcelle, 'id' | 'commune' | 'lotissement' | 'tranche' | 'lot'>): Promise<Parcelle[]> {
  const { rows } = await sql<Parcelle>`select ${CHAMPS} from parcelles.parcelle p where commune = ${de.commune} and cle_lotissement = parcelles.cle(${de.lotissement}) and parcelles.cle(tranche) = parcelles.cle(${de.tranche})
    and parcelles.cle(lot) = parcelles.cle(${de.lot}) and id <> ${de.id} and close_le is null and ${dans(portee)} order by parcelle limit 50`.execute(db)
  return rows
}

export type Lotissement = { commune: string; lotissement: string; nombre: number; ouest: number | null; sud: number | null; est: number | null; nord: number | null }

/** The lotissements of a territory, by name: how many living parcels, and the box around those that are drawn. */
export async function listLotissements(db: Db, portee: Portee): Promise<Lotissement[]> {
  const { rows } = await sql<Lotissement>`select commune, min(lotissement) as lotissement, count(*) as nombre, min(ouest) as ouest, min(sud) as sud, max(est) as est, max(nord) as nord
    from parcelles.parcelle p where close_le is null and ${dans(portee)} group by commune, cle_lotissement order by cle_lotissement, commune`.execute(db)
  return rows
}

export type NouvelleParcelle = Identite & { id: string; territoire: string; commune: string; quartier: string; contenance: number | null; titre: string; mesure: ContourMesure | null }

const colonnes = (p: Omit<NouvelleParcelle, 'id' | 'territoire' | 'commune'>) => ({
  quartier: p.quartier, lotissement: p.lotissement, tranche: p.tranche, lot: p.lot, parcelle: p.parcelle, el: p.el, contenance: p.contenance, titre: p.titre,
  contour: p.mesure?.contour ?? null, ouest: p.mesure?.emprise[0] ?? null, sud: p.mesure?.emprise[1] ?? null, est: p.mesure?.emprise[2] ?? null, nord: p.mesure?.emprise[3] ?? null, superficie: p.mesure?.superficie ?? null,
})

/** Writes new parcels, all in one statement. A designation that another living parcel of the commune has is refused by the database. */
export async function insertParcelles(tx: Tx, lignes: readonly NouvelleParcelle[], maintenant: Date): Promise<void> {
  const donnees = lignes.map((p) => ({ id: p.id, territoire: p.territoire, commune: p.commune, ...colonnes(p) }))
  await sql`insert into parcelles.parcelle (id, territoire, commune, quartier, lotissement, tranche, lot, parcelle, el, contenance, titre, contour, ouest, sud, est, nord, superficie, etat, cree_le, modifie_le, compare_le)
    select id, territoire, commune, quartier, lotissement, tranche, lot, parcelle, el, contenance, titre, contour, ouest, sud, est, nord, superficie, 'active', ${maintenant}, ${maintenant}, case when contour is null then ${maintenant}::timestamptz end
    from jsonb_to_recordset(${JSON.stringify(donnees)}::jsonb) as x(id uuid, territoire text, commune text, quartier text, lotissement text, tranche text, lot text, parcelle text, el text, contenance float8, titre text,
      contour jsonb, ouest float8, sud float8, est float8, nord float8, superficie float8)`.execute(tx)
}

/** Changes what is written about parcels, all in one statement; the history of each is the caller's to write. */
export async function updateParcelles(tx: Tx, lignes: readonly Omit<NouvelleParcelle, 'commune'>[], maintenant: Date): Promise<void> {
  const donnees = lignes.map((p) => ({ id: p.id, territoire: p.territoire, ...colonnes(p) }))
  await sql`update parcelles.parcelle p set territoire = x.territoire, quartier = x.quartier, lotissement = x.lotissement, tranche = x.tranche, lot = x.lot, parcelle = x.parcelle, el = x.el, contenance = x.contenance,
      titre = x.titre, contour = x.contour, ouest = x.ouest, sud = x.sud, est = x.est, nord = x.nord, superficie = x.superficie, modifie_le = ${maintenant},
      compare_le = case when x.contour is not distinct from p.contour then p.compare_le end
    from jsonb_to_recordset(${JSON.stringify(donnees)}::jsonb) as x(id uuid, territoire text, quartier text, lotissement text, tranche text, lot text, parcelle text, el text, contenance float8, titre text,
      contour jsonb, ouest float8, sud float8, est float8, nord float8, superficie float8) where p.id = x.id`.execute(tx)
}

/** Changes the state of a parcel; `closeLe` with « divisee » and « fusionnee » only. */
export async function updateEtat(tx: Tx, id: string, etat: Etat, closeLe: string | null, maintenant: Date): Promise<void> {
  await sql`update parcelles.parcelle set etat = ${etat}, close_le = ${closeLe}::date, modifie_le = ${maintenant} where id = ${id}`.execute(tx)
  if (closeLe !== null) await deleteChevauchements(tx, [id])
}

export type Filiation = { id: string; sens: 'mere' | 'fille'; genre: 'division' | 'fusion'; le: string; acte: string } & Identite & { etat: Etat }

/** What a parcel comes from, and what came of it. */
export async function listFiliation(db: Db, id: string): Promise<Filiation[]> {
  const { rows } = await sql<Filiation>`select p.id, f.sens, f.genre, f.le, f.acte, p.lotissement, p.tranche, p.lot, p.parcelle, p.el, p.etat from (
      select mere as autre, 'mere' as sens, genre, le, acte from parcelles.filiation where fille = ${id}
      union all select fille, 'fille', genre, le, acte from parcelles.filiation where mere = ${id}) f
    join parcelles.parcelle p on p.id = f.autre order by f.sens, f.le, p.rang_lot, p.lot, p.parcelle`.execute(db)
  return rows
}

/** Says what came of what. */
export async function insertFiliations(tx: Tx, liens: readonly { mere: string; fille: string }[], f: { genre: 'division' | 'fusion'; le: string; acte: string }): Promise<void> {
  await sql`insert into parcelles.filiation (mere, fille, genre, le, acte)
    select m, f, ${f.genre}, ${f.le}::date, ${f.acte} from unnest(${liens.map((l) => l.mere)}::uuid[], ${liens.map((l) => l.fille)}::uuid[]) as t(m, f)`.execute(tx)
}
