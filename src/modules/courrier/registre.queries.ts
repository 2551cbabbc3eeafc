import { sansAccents } from '../../lib/francais.ts'
import { lireTri } from '../../lib/liste.ts'
import { dateOuRien, sql, trier } from '../../kernel/db/index.ts'
import type { Db } from '../../kernel/db/index.ts'
import type { Portee } from '../../kernel/identite/portee.ts'
import { aImputer, lisible, tard, tenue, visible } from './acces.queries.ts'
import type { Courrier } from './courrier.ts'
import type { Lecteur } from './lecteur.ts'

export type LigneRegistre = Pick<Courrier, 'id' | 'bureau' | 'territoire' | 'sens' | 'etat' | 'numero' | 'jour' | 'reference' | 'dateLettre' | 'correspondant' | 'objet' | 'nature' | 'confidentiel' | 'urgent' | 'echeance' | 'reponduLe' | 'envoyeLe' | 'dechargePar'> & { /** Who has it now. */ chez: string[]; tard: boolean }
export type FiltreRegistre = {
  sens?: string; bureau?: string; bureaux?: readonly string[]; etat?: string; nature?: string; correspondant?: string; cherche?: string; du?: string; au?: string; retard?: string; tri?: string; apres?: string; limite: number
}

const CHEZ = sql`array(select i.vers_nom from courrier.imputation i where i.courrier_id = c.id and i.issue is null order by i.le, i.id) as chez`
const champs = (lecteur: Lecteur, jour: string) => sql`c.id, c.bureau, c.territoire, c.sens, c.etat, c.numero, c.jour, c.reference, c.date_lettre, c.correspondant,
  case when ${lisible(lecteur)} then c.objet end as objet, c.nature, c.confidentiel, c.urgent, c.echeance, c.repondu_le, c.envoye_le, c.decharge_par, ${CHEZ}, ${tard(jour)} as tard`

const CLES = { id: [sql`c.id`], numero: [sql`c.sens`, sql`coalesce(c.annee, 9999)`, sql`coalesce(c.ordre, 0)`], jour: [sql`c.jour`], correspondant: [sql`db.sans_accent(c.correspondant)`] }

/** The registers this reader may open, latest first unless `tri` says otherwise, page by page. `jour` is today, YYYY-MM-DD. */
export async function listCourriers(db: Db, portee: Portee, lecteur: Lecteur, filtre: FiltreRegistre, jour: string): Promise<LigneRegistre[]> {
  const { cle, decroit } = lireTri(filtre.tri, ['id', 'numero', 'jour', 'correspondant', 'echeance'], '-id')
  const cles = cle === 'echeance' ? [dateOuRien(sql`c.echeance`, decroit)] : CLES[cle]
  const { suite, ordre } = trier({ depuis: sql`courrier.courrier c`, id: sql`c.id`, cles, decroit, apres: filtre.apres })
  const { rows } = await sql<LigneRegistre>`select ${champs(lecteur, jour)} from courrier.courrier c
    where ${visible(portee, lecteur)} and ${conditions(filtre, lecteur, jour)} and ${suite} order by ${ordre} limit ${filtre.limite}`.execute(db)
  return rows
}

/** A word as part of a text, with nothing that `like` reads as a sign. */
const partie = (mot: string) => `%${mot.replace(/[\\%_]/g, (signe) => `\\${signe}`)}%`

function conditions(filtre: FiltreRegistre, lecteur: Lecteur, jour: string) {
  const et = [sql`true`]
  for (const mot of sansAccents(filtre.cherche ?? '').split(/\s+/).filter(Boolean).slice(0, 8)) et.push(sql`(c.cherche like db.sans_accent(${partie(mot)}) or (c.cherche_objet like db.sans_accent(${partie(mot)}) and ${lisible(lecteur)}))`)
  if (filtre.correspondant) et.push(sql`db.sans_accent(c.correspondant) like db.sans_accent(${partie(filtre.correspondant.trim())})`)
  for (const nom of ['sens', 'bureau', 'nature'] as const) if (filtre[nom]) et.push(sql`${sql.ref(`c.${nom}`)} = ${filtre[nom]}`)
  if (filtre.bureaux) et.push(sql`c.bureau = any(${[...filtre.bureaux]}::text[])`)
  if (filtre.etat === 'a-imputer') et.push(aImputer)
  else if (filtre.etat === 'a-envoyer') et.push(sql`c.sens = 'depart' and c.etat = 'enregistre'`)
  else if (filtre.etat) et.push(sql`c.etat = ${filtre.etat}`)
  if (filtre.du) et.push(sql`c.jour >= ${filtre.du}::date`)
  if (filtre.au) et.push(sql`c.jour <= ${filtre.au}::date`)
  if (filtre.retard) et.push(tard(jour))
  return sql.join(et, sql` and `)
}

export type LigneTenue = LigneRegistre & { imputation: string; instruction: string; note: string; poste: boolean; due: string | null; recuLe: Date | null }

/** What this reader has to do: the imputations he or his office holds, most urgent first. */
export async function listTenues(db: Db, portee: Portee, lecteur: Lecteur, jour: string, limite: number): Promise<LigneTenue[]> {
  const { rows } = await sql<LigneTenue>`select ${champs(lecteur, jour)}, i.id as imputation, i.instruction, i.note, i.vers_poste is not null as poste, coalesce(i.echeance, c.echeance) as due, i.recu_le
    from courrier.imputation i join courrier.courrier c on c.id = i.courrier_id
    where ${tenue(lecteur)} and ${visible(portee, lecteur)} order by coalesce(i.echeance, c.echeance) nulls last, c.urgent desc, i.le, i.id limit ${limite}`.execute(db)
  return rows
}

/** The lines of one day of one register, in the order of numbers. */
export async function listJour(db: Db, portee: Portee, lecteur: Lecteur, f: { bureau: string; sens: string; jour: string }): Promise<LigneRegistre[]> {
  const { rows } = await sql<LigneRegistre>`select ${champs(lecteur, f.jour)} from courrier.courrier c
    where c.bureau = ${f.bureau} and c.sens = ${f.sens} and (c.enregistre_le at time zone 'Africa/Porto-Novo')::date = ${f.jour}::date and c.bureau = any(${[...lecteur.bureaux]}::text[]) and ${visible(portee, lecteur)}
    order by c.annee, c.ordre limit 1000`.execute(db)
  return rows
}

export type ComptesCourrier = { tenus: number; tenusTard: number; plusAncien: string | null; aImputer: number; tard: number; aEnvoyer: number }

/** The figures of somebody's day: what he holds, what his office must dispatch (`imputer`) and send (`enregistrer`). Offices are ids; `jour` is YYYY-MM-DD. */
export async function compterCourrier(db: Db, portee: Portee, lecteur: Lecteur, offices: { imputer: readonly string[]; enregistrer: readonly string[] }, jour: string): Promise<ComptesCourrier> {
  const imputer = sql`c.bureau = any(${[...offices.imputer]}::text[])`
  const { rows } = await sql<ComptesCourrier>`
    with tenues as (select coalesce(i.echeance, c.echeance) as due from courrier.imputation i join courrier.courrier c on c.id = i.courrier_id where ${tenue(lecteur)} and ${visible(portee, lecteur)})
    select (select count(*) from tenues) as tenus, (select count(*) from tenues where due < ${jour}::date) as tenus_tard, (select min(due)::text from tenues where due < ${jour}::date) as plus_ancien,
      (select count(*) from courrier.courrier c where ${imputer} and ${aImputer}) as a_imputer, (select count(*) from courrier.courrier c where ${imputer} and ${tard(jour)}) as tard,
      (select count(*) from courrier.courrier c where c.bureau = any(${[...offices.enregistrer]}::text[]) and c.sens = 'depart' and c.etat = 'enregistre') as a_envoyer`.execute(db)
  return rows[0]!
}
