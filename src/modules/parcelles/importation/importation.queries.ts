import { sql } from '../../../kernel/db/index.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'
import type { Portee } from '../../../kernel/identite/portee.ts'
import type { Partie } from './colonnes.ts'
import type { LigneLue } from './lire-ligne.ts'

export type EtatImportation = 'lue' | 'confirmee' | 'finie' | 'abandonnee'
export const ETATS_IMPORTATION: Readonly<Record<EtatImportation, { mot: string; ton: 'pause' | 'cours' | 'fait' | 'neutre' }>> = {
  lue: { mot: 'À confirmer', ton: 'pause' },
  confirmee: { mot: 'En cours', ton: 'cours' },
  finie: { mot: 'Finie', ton: 'fait' },
  abandonnee: { mot: 'Abandonnée', ton: 'neutre' },
}

/** A file being imported. `deja`: right lines whose parcel is in the register already; `fautes`: the first of them. */
export type Importation = {
  id: string; territoire: string; nom: string; genre: 'csv' | 'geojson'; referenceId: string; presentes: 'ignorer' | 'mettre-a-jour'
  colonnes: { titre: string; partie: Partie | null }[]; total: number; justes: number; deja: number; fautes: { rang: number; phrase: string }[]; nombreFautes: number
  exemple: { rang: number; nom: string; contenance: number | null; contour: boolean; detenteur: string | null; deja: boolean }[]
  etat: EtatImportation; faites: number; creees: number; modifiees: number; ignorees: number; refusees: number; par: string; parNom: string; creeLe: Date; finiLe: Date | null
}

const CHAMPS = sql`id, territoire, nom, genre, reference_id, presentes, colonnes, total, justes, deja, fautes, nombre_fautes, exemple, etat, faites, creees, modifiees, ignorees, refusees, par, par_nom, cree_le, fini_le`

export async function findImportation(db: Db, id: string): Promise<Importation | undefined> {
  const { rows } = await sql<Importation>`select ${CHAMPS} from parcelles.importation where id = ${id}`.execute(db)
  return rows[0]
}

/** What imports of these territories are called. */
export async function listNomsImportations(db: Db, portee: Portee, ids: readonly string[]): Promise<Pick<Importation, 'id' | 'nom'>[]> {
  const { rows } = await sql<Pick<Importation, 'id' | 'nom'>>`select id, nom from parcelles.importation where id = any(${[...ids]}::uuid[]) and ${portee.codes === null ? sql`true` : sql`territoire = any(${portee.codes})`}`.execute(db)
  return rows
}

/** The import, locked until the end of the transaction. */
export async function lockImportation(tx: Tx, id: string): Promise<Importation | undefined> {
  const { rows } = await sql<Importation>`select ${CHAMPS} from parcelles.importation where id = ${id} for update`.execute(tx)
  return rows[0]
}

/** The last imports of a territory, latest first. */
export async function listImportations(db: Db, portee: Portee): Promise<Importation[]> {
  const { rows } = await sql<Importation>`select ${CHAMPS} from parcelles.importation where ${portee.codes === null ? sql`true` : sql`territoire = any(${portee.codes})`} order by id desc limit 100`.execute(db)
  return rows
}

/** Imports that wait: to be confirmed, and finished since a moment with lines left out. */
export async function countImportations(db: Db, portee: Portee, depuis: Date): Promise<{ attendent: number; refus: number }> {
  const { rows } = await sql<{ attendent: number; refus: number }>`select count(*) filter (where etat = 'lue') as attendent, count(*) filter (where etat = 'finie' and refusees > 0 and fini_le >= ${depuis}) as refus
    from parcelles.importation where ${portee.codes === null ? sql`true` : sql`territoire = any(${portee.codes})`}`.execute(db)
  return rows[0]!
}

type Neuve = Omit<Importation, 'etat' | 'faites' | 'creees' | 'modifiees' | 'ignorees' | 'refusees' | 'finiLe'>

export async function insertImportation(tx: Tx, i: Neuve): Promise<void> {
  await sql`insert into parcelles.importation (id, territoire, nom, genre, reference_id, presentes, colonnes, total, justes, deja, fautes, nombre_fautes, exemple, etat, par, par_nom, cree_le)
    values (${i.id}, ${i.territoire}, ${i.nom}, ${i.genre}, ${i.referenceId}, ${i.presentes}, ${JSON.stringify(i.colonnes)}::jsonb, ${i.total}, ${i.justes}, ${i.deja}, ${JSON.stringify(i.fautes)}::jsonb, ${i.nombreFautes},
      ${JSON.stringify(i.exemple)}::jsonb, 'lue', ${i.par}, ${i.parNom}, ${i.creeLe})`.execute(tx)
}

export async function updateEtatImportation(tx: Tx, id: string, etat: EtatImportation, finiLe: Date | null): Promise<void> {
  await sql`update parcelles.importation set etat = ${etat}, fini_le = ${finiLe} where id = ${id}`.execute(tx)
}

/** Adds what one batch has done; `faites` is where the next one begins. */
export async function avancerImportation(tx: Tx, id: string, b: { faites: number; creees: number; modifiees: number; ignorees: number; refusees: number }): Promise<void> {
  await sql`update parcelles.importation set faites = ${b.faites}, creees = creees + ${b.creees}, modifiees = modifiees + ${b.modifiees}, ignorees = ignorees + ${b.ignorees}, refusees = refusees + ${b.refusees} where id = ${id}`.execute(tx)
}

/** Imports read before a moment that nobody confirmed. */
export async function listOubliees(db: Db, avant: Date): Promise<Importation[]> {
  const { rows } = await sql<Importation>`select ${CHAMPS} from parcelles.importation where etat = 'lue' and cree_le < ${avant} limit 100`.execute(db)
  return rows
}

export type Situation = { rang: number; identite: string; identiteEl: string; parLot: string | null; parEl: string | null; close: boolean; autreTranche: string | null }

/** How each line stands in the register of a commune: its keys as the database compares them, and the parcels that have them. */
export async function listSituations(db: Db, commune: string, lignes: readonly LigneLue[]): Promise<Situation[]> {
  const donnees = lignes.map(({ rang, lue: { lotissement, tranche, lot, parcelle, el } }) => ({ rang, lotissement, tranche, lot, parcelle, el }))
  const { rows } = await sql<Situation>`with x as materialized (
      select rang, tranche, lot, el, parcelles.cle(lotissement) as cle_lotissement, parcelles.cle(lot) as cle_lot, parcelles.cle(parcelle) as cle_parcelle, parcelles.cle(lotissement) || '/' || parcelles.cle(tranche) || '/' || parcelles.cle(lot) || '/' || parcelles.cle(parcelle) as identite, parcelles.cle(lotissement) || '/' || parcelles.cle(el) as identite_el
      from jsonb_to_recordset(${JSON.stringify(donnees)}::jsonb) as l(rang int, lotissement text, tranche text, lot text, parcelle text, el text))
    select x.rang, x.identite, x.identite_el, p.id as par_lot, e.id as par_el,
      case when x.lot <> '' then exists (select from parcelles.parcelle c where c.commune = ${commune} and c.close_le is not null and c.lot <> '' and c.identite = x.identite)
        else exists (select from parcelles.parcelle c where c.commune = ${commune} and c.close_le is not null and c.el <> '' and c.identite_el = x.identite_el) end as close,
      (select case when v.tranche = '' then 'sans tranche' else 'en tranche ' || v.tranche end from parcelles.parcelle v where x.lot <> '' and p.id is null and v.commune = ${commune} and v.close_le is null and parcelles.cle(v.lot) = x.cle_lot
        and v.cle_lotissement = x.cle_lotissement and parcelles.cle(v.parcelle) = x.cle_parcelle and (v.tranche = '' or x.tranche = '') limit 1) as autre_tranche
    from x
    left join parcelles.parcelle p on x.lot <> '' and p.commune = ${commune} and p.close_le is null and p.lot <> '' and p.identite = x.identite
    left join parcelles.parcelle e on x.el <> '' and e.commune = ${commune} and e.close_le is null and e.el <> '' and e.identite_el = x.identite_el`.execute(db)
  return rows
}
