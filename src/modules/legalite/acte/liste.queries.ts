import { sansAccents } from '../../../lib/francais.ts'
import { lireTri } from '../../../lib/liste.ts'
import { dateOuRien, sql, trier } from '../../../kernel/db/index.ts'
import type { Db } from '../../../kernel/db/index.ts'
import type { Lecteur } from '../lecteur.ts'
import { visible } from './acte.queries.ts'
import { estCompte } from '../pilotage/faits.queries.ts'
import type { Fait } from '../pilotage/faits.ts'
import type { Acte } from './acte.ts'

export type LigneActe = Pick<Acte, 'id' | 'commune' | 'etat' | 'issue' | 'nature' | 'matiere' | 'numero' | 'objet' | 'dateActe' | 'recuLe' | 'arNumero' | 'echeance' | 'aTemps' | 'executoireLe' | 'modifieLe' | 'horloge' | 'referentiels'>
export type FiltreActes = { commune?: string; nature?: string; matiere?: string; etat?: string; cherche?: string; du?: string; au?: string; seance?: string; fait?: Fait; communes?: readonly string[]; tri?: string; apres?: string; limite: number }

const CHAMPS = sql`a.id, a.commune, a.etat, a.issue, a.nature, a.matiere, a.numero, a.objet, a.date_acte::text as date_acte, a.recu_le, a.ar_numero, a.echeance::text as echeance, a.a_temps, a.executoire_le::text as executoire_le, a.modifie_le, a.horloge, a.referentiels`
const partie = (mot: string) => `%${mot.replace(/[\\%_]/g, (signe) => `\\${signe}`)}%`

/** Groups of states a list is filtered by, besides each state alone. */
export const GROUPES: Readonly<Record<string, readonly Acte['etat'][]>> = {
  preparation: ['brouillon', 'signe', 'retourne'],
  controle: ['recu', 'pieces', 'observe', 'suspendu', 'defere'],
  finis: ['clos', 'juge'],
}

function conditions(f: FiltreActes) {
  const et = [sql`true`]
  for (const mot of sansAccents(f.cherche ?? '').split(/\s+/).filter(Boolean).slice(0, 8)) et.push(sql`a.cherche like db.sans_accent(${partie(mot)})`)
  for (const nom of ['commune', 'nature'] as const) if (f[nom]) et.push(sql`${sql.ref(`a.${nom}`)} = ${f[nom]}`)
  if (f.communes) et.push(sql`a.commune = any(${[...f.communes]}::text[])`)
  if (f.fait) et.push(estCompte(f.fait))
  if (f.matiere === 'sans') et.push(sql`a.matiere is null`)
  else if (f.matiere) et.push(sql`(a.matiere = ${f.matiere} or a.matiere like ${`${f.matiere}.%`})`)
  if (f.etat) et.push(sql`a.etat = any(${[...(GROUPES[f.etat] ?? [f.etat])]}::text[])`)
  if (f.seance) et.push(sql`a.seance_id = ${f.seance}::uuid`)
  if (f.du) et.push(sql`a.recu_le >= ${f.du}::timestamp at time zone 'Africa/Porto-Novo'`)
  if (f.au) et.push(sql`a.recu_le < (${f.au}::date + 1)::timestamp at time zone 'Africa/Porto-Novo'`)
  return sql.join(et, sql` and `)
}

/** The acts this reader may know, latest first unless `tri` says otherwise, page by page. */
export async function listActes(db: Db, lecteur: Lecteur, f: FiltreActes): Promise<LigneActe[]> {
  const { cle, decroit } = lireTri(f.tri, ['id', 'recu', 'date', 'echeance', 'numero', 'objet'], '-id')
  const cles = { id: [], recu: [dateOuRien(sql`a.recu_le`, decroit)], date: [dateOuRien(sql`a.date_acte`, decroit)], echeance: [dateOuRien(sql`a.echeance`, decroit)], numero: [sql`coalesce(a.numero, '')`], objet: [sql`db.sans_accent(a.objet)`] }[cle]
  const { suite, ordre } = trier({ depuis: sql`legalite.acte a`, id: sql`a.id`, cles, decroit, apres: f.apres })
  const { rows } = await sql<LigneActe>`select ${CHAMPS} from legalite.acte a where ${visible(lecteur)} and a.etat <> 'abandonne' and ${conditions(f)} and ${suite} order by ${ordre} limit ${f.limite}`.execute(db)
  return rows
}

/** How many acts a town hall still has to send, and how many wait for its answer. `jour` is today. */
export async function compterCommune(db: Db, communes: readonly string[], jour: string): Promise<{ prepares: number; aTransmettre: number; enRetard: number; retournes: number; attendus: number }> {
  const { rows } = await sql<{ prepares: number; aTransmettre: number; enRetard: number; retournes: number; attendus: number }>`select count(*) filter (where etat = 'brouillon') as prepares, count(*) filter (where etat = 'signe') as a_transmettre,
      count(*) filter (where etat in ('brouillon', 'signe', 'retourne') and limite_transmission < ${jour}::date) as en_retard, count(*) filter (where etat = 'retourne') as retournes, count(*) filter (where etat in ('pieces', 'observe')) as attendus
    from legalite.acte where commune = any(${[...communes]}::text[]) and etat in ('brouillon', 'signe', 'retourne', 'pieces', 'observe')`.execute(db)
  return rows[0]!
}
