import { lireTri } from '../../../lib/liste.ts'
import { dateOuRien, sql, trier } from '../../../kernel/db/index.ts'
import type { Db } from '../../../kernel/db/index.ts'
import type { Portee } from '../../../kernel/identite/portee.ts'
import type { Acte } from '../acte/acte.ts'

export type LigneFile = Pick<Acte, 'id' | 'commune' | 'etat' | 'issue' | 'nature' | 'matiere' | 'numero' | 'objet' | 'recuLe' | 'echeance' | 'horloge' | 'referentiels' | 'risque' | 'approfondi' | 'selection' | 'affecteA' | 'affecteNom' | 'examineLe'>
export type FiltreFile = { commune?: string; nature?: string; matiere?: string; affecte?: string; examen?: string; etat?: string; tri?: string; apres?: string; limite: number }

const CHAMPS = sql`a.id, a.commune, a.etat, a.issue, a.nature, a.matiere, a.numero, a.objet, a.recu_le, a.echeance::text as echeance, a.horloge, a.referentiels, a.risque, a.approfondi, a.selection, a.affecte_a, a.affecte_nom, a.examine_le`
const OUVERTS = sql`a.etat in ('recu', 'pieces', 'observe', 'suspendu')`
const parmi = ({ codes }: Portee) => (codes === null ? sql`true` : sql`a.commune = any(${codes}::text[])`)

function conditions(f: FiltreFile) {
  const et = [sql`true`]
  for (const nom of ['commune', 'nature', 'etat'] as const) if (f[nom]) et.push(sql`${sql.ref(`a.${nom}`)} = ${f[nom]}`)
  if (f.matiere) et.push(sql`(a.matiere = ${f.matiere} or a.matiere like ${`${f.matiere}.%`})`)
  if (f.affecte === 'personne') et.push(sql`a.affecte_a is null`)
  else if (f.affecte) et.push(sql`a.affecte_a = ${f.affecte}::uuid`)
  if (f.examen) et.push(f.examen === 'approfondi' ? sql`a.approfondi` : sql`not a.approfondi`)
  return sql.join(et, sql` and `)
}

/** What a prefecture still has to say something about: those whose delay ends first, unless `tri` says otherwise. */
export async function listFile(db: Db, portee: Portee, f: FiltreFile): Promise<LigneFile[]> {
  const { cle, decroit } = lireTri(f.tri, ['echeance', 'risque', 'recu', 'nature'], 'echeance')
  const cles = { echeance: [dateOuRien(sql`a.echeance`, decroit)], risque: [sql`a.risque`], recu: [sql`a.recu_le`], nature: [sql`a.nature`, dateOuRien(sql`a.echeance`, decroit)] }[cle]
  const { suite, ordre } = trier({ depuis: sql`legalite.acte a`, id: sql`a.id`, cles, decroit, apres: f.apres })
  const { rows } = await sql<LigneFile>`select ${CHAMPS} from legalite.acte a where ${OUVERTS} and ${parmi(portee)} and ${conditions(f)} and ${suite} order by ${ordre} limit ${f.limite}`.execute(db)
  return rows
}

export type ComptesFile = { ouverts: number; passes: number; bientot: number; arretes: number; sansPersonne: number; miens: number; aSigner: number; aLire: number }

/** The figures of a prefecture's day. `jour` is today, `bientot` the last day that counts as soon; `agent` whose own files are counted. */
export async function compterFile(db: Db, portee: Portee, o: { jour: string; bientot: string; agent: string | null }): Promise<ComptesFile> {
  const { rows } = await sql<ComptesFile>`select count(*) as ouverts, count(*) filter (where a.echeance < ${o.jour}::date) as passes, count(*) filter (where a.echeance between ${o.jour}::date and ${o.bientot}::date) as bientot,
      count(*) filter (where a.echeance is null) as arretes, count(*) filter (where a.affecte_a is null) as sans_personne, count(*) filter (where a.affecte_a = ${o.agent}::uuid) as miens,
      (select count(*) from legalite.mesure a where a.etat = 'soumise' and ${parmi(portee)}) as a_signer, (select count(*) from legalite.mesure a where a.etat = 'repondue' and ${parmi(portee)}) as a_lire
    from legalite.acte a where ${OUVERTS} and ${parmi(portee)}`.execute(db)
  return rows[0]!
}

/** Acts whose last day has passed and that nobody has closed: what the nightly task looks at. `jour` is today. */
export async function listEchus(db: Db, jour: string, limite: number, apres?: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from legalite.acte where echeance < ${jour}::date and etat in ('recu', 'suspendu') ${apres ? sql`and id > ${apres}::uuid` : sql``} order by id limit ${limite}`.execute(db)
  return rows.map((r) => r.id)
}
