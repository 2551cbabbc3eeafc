import { sansAccents } from '../../lib/francais.ts'
import { lireTri } from '../../lib/liste.ts'
import { sql, trier } from '../../kernel/db/index.ts'
import type { Db } from '../../kernel/db/index.ts'
import type { Portee } from '../../kernel/identite/portee.ts'
import type { RendezVous } from './rendezvous.ts'

const dans = (portee: Portee, territoire: ReturnType<typeof sql>) => (portee.codes === null ? sql`true` : sql`${territoire} = any(${portee.codes})`)

export type LigneRendezVous = Pick<RendezVous, 'id' | 'agendaId' | 'territoire' | 'debut' | 'fin' | 'etat' | 'canal' | 'nom' | 'telephone' | 'note' | 'prisLe'> & { agenda: string; joignable: boolean }
export type FiltreRendezVous = { agenda?: string | undefined; etats?: readonly string[] | undefined; cherche?: string | undefined; de: Date; a: Date; tri?: string | undefined; apres?: string | undefined; limite: number }

/** Appointments of a territory between two moments, filtered, paged. */
export async function listRendezVous(db: Db, portee: Portee, f: FiltreRendezVous): Promise<LigneRendezVous[]> {
  const conditions = [dans(portee, sql`r.territoire`), sql`r.debut >= ${f.de} and r.debut < ${f.a}`]
  if (f.agenda) conditions.push(sql`r.agenda_id = ${f.agenda}::uuid`)
  if (f.etats) conditions.push(sql`r.etat = any(${[...f.etats]})`)
  if (f.cherche) conditions.push(sql`strpos(db.sans_accent(coalesce(r.nom, '') || ' ' || coalesce(r.telephone, '')), ${sansAccents(f.cherche.trim())}) > 0`)
  const { cle, decroit } = lireTri(f.tri, ['debut', 'nom', 'etat'], 'debut')
  const cles = { debut: [sql`r.debut`], nom: [sql`coalesce(r.nom, '')`, sql`r.debut`], etat: [sql`r.etat`, sql`r.debut`] }[cle]
  const { suite, ordre } = trier({ depuis: sql`rendezvous.rendezvous r`, id: sql`r.id`, cles, decroit, apres: f.apres })
  const { rows } = await sql<LigneRendezVous>`select r.id, r.agenda_id, r.territoire, r.debut, r.fin, r.etat, r.canal, r.nom, r.telephone, r.note, r.pris_le, a.titre as agenda, (r.telephone is not null or r.courriel is not null or r.titulaire is not null) as joignable
    from rendezvous.rendezvous r join rendezvous.agenda a on a.id = r.agenda_id where ${sql.join([...conditions, suite], sql` and `)} order by ${ordre} limit ${f.limite}`.execute(db)
  return rows
}

export type Mesure = { mois: string; pris: number; recus: number; absents: number; annules: number; nonPointes: number; passages: number; avance: number | null }

/** What became of the appointments of each month (of their date), latest first; `avance` is the mean number of days between the taking and the date. */
export async function listMesures(db: Db, portee: Portee, f: { agenda?: string | undefined; de: Date; a: Date }): Promise<Mesure[]> {
  const { rows } = await sql<Mesure>`select to_char(r.debut at time zone 'Africa/Porto-Novo', 'YYYY-MM') as mois, count(*) filter (where r.canal <> 'passage') as pris,
      count(*) filter (where r.etat in ('arrive', 'recu') and r.canal <> 'passage') as recus, count(*) filter (where r.etat = 'absent') as absents, count(*) filter (where r.etat = 'annule') as annules,
      count(*) filter (where r.etat = 'passe') as non_pointes, count(*) filter (where r.canal = 'passage') as passages,
      (avg(extract(epoch from r.debut - r.pris_le) / 86400) filter (where r.canal <> 'passage'))::float8 as avance
    from rendezvous.rendezvous r where ${dans(portee, sql`r.territoire`)} and r.debut >= ${f.de} and r.debut < ${f.a} and ${f.agenda ? sql`r.agenda_id = ${f.agenda}::uuid` : sql`true`}
    group by 1 order by 1 desc limit 24`.execute(db)
  return rows
}

/** What these appointments and agendas are called, those of a territory. */
export async function listNoms(db: Db, portee: Portee, ids: { rendezvous: readonly string[]; agendas: readonly string[] }): Promise<{ rendezvous: { id: string; debut: Date }[]; agendas: { id: string; titre: string }[] }> {
  const rdvs = await sql<{ id: string; debut: Date }>`select r.id, r.debut from rendezvous.rendezvous r where r.id = any(${[...ids.rendezvous]}::uuid[]) and ${dans(portee, sql`r.territoire`)}`.execute(db)
  const agendas = await sql<{ id: string; titre: string }>`select a.id, a.titre from rendezvous.agenda a where a.id = any(${[...ids.agendas]}::uuid[]) and ${dans(portee, sql`a.territoire`)}`.execute(db)
  return { rendezvous: rdvs.rows, agendas: agendas.rows }
}

export type Jour = { attendus: number; arrives: number; recus: number; absents: number }

/** The day of the agendas of a territory, in figures. */
export async function compterJour(db: Db, portee: Portee, de: Date, a: Date): Promise<Jour> {
  const { rows } = await sql<Jour>`select count(*) filter (where r.etat = 'pris') as attendus, count(*) filter (where r.etat = 'arrive') as arrives, count(*) filter (where r.etat = 'recu') as recus, count(*) filter (where r.etat = 'absent') as absents
    from rendezvous.rendezvous r where ${dans(portee, sql`r.territoire`)} and r.debut >= ${de} and r.debut < ${a}`.execute(db)
  return rows[0]!
}
