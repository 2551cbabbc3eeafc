import { uuidv7 } from '../../lib/uuid.ts'
import { comparerNoms } from '../../lib/francais.ts'
import { lireTri } from '../../lib/liste.ts'
import { sql, trier } from '../db/index.ts'
import type { Db, Tx } from '../db/index.ts'
import { ROLES } from './role.ts'

/** A post: a role in a territory, at an office. Days are YYYY-MM-DD. */
export type Poste = { id: string; role: string; territoire: string; bureau: string; ouvertLe: string; fermeLe: string | null }
/** Somebody in a post, in his own name or as a deputy, by the act that says so. */
export type Affectation = { id: string; posteId: string; agentId: string; agent: string; nature: 'titulaire' | 'interim'; du: string; au: string | null; acte: string; decideePar: string }
export type PosteOccupe = Poste & { titulaire: string | null; titulaireId: string | null; interims: string[] }

const enCours = (jour: string) => sql`a.du <= ${jour}::date and coalesce(a.au, 'infinity') >= ${jour}::date`

/** Posts of these territories (`codes` null: all) with who holds them on a day, by place unless `tri` says otherwise. */
export async function listPostes(db: Db, portee: { codes: string[] | null }, jour: string, filtre: { role?: string; territoires?: string[]; vacants?: boolean; fermes?: boolean; tri?: string; apres?: string; limite: number }): Promise<PosteOccupe[]> {
  const conditions = [filtre.fermes ? sql`p.ferme_le <= ${jour}::date` : sql`coalesce(p.ferme_le, 'infinity') > ${jour}::date`]
  if (portee.codes) conditions.push(sql`p.territoire = any(${portee.codes}::text[])`)
  if (filtre.role) conditions.push(sql`p.role = ${filtre.role}`)
  if (filtre.territoires) conditions.push(sql`p.territoire = any(${filtre.territoires}::text[])`)
  if (filtre.vacants) conditions.push(sql`not exists (select from identite.affectation a where a.poste_id = p.id and ${enCours(jour)})`)
  const depuis = sql`identite.poste p
    left join lateral (select g.nom, g.id from identite.affectation a join identite.agent g on g.id = a.agent_id
      where a.poste_id = p.id and a.nature = 'titulaire' and ${enCours(jour)} limit 1) t on true`
  const { cle, decroit } = lireTri(filtre.tri, ['lieu', 'poste', 'titulaire'], 'lieu')
  const titres = ROLES.toSorted((a, b) => comparerNoms(a.titre, b.titre)).map((role) => role.nom)
  const place = [sql`p.territoire`, sql`p.role`, sql`p.bureau`]
  const cles = { lieu: place, poste: [sql`coalesce(array_position(${titres}::text[], p.role), 0)`, ...place], titulaire: [decroit ? sql`t.nom is not null` : sql`t.nom is null`, sql`coalesce(t.nom, '')`, ...place] }[cle]
  const { suite, ordre } = trier({ depuis, id: sql`p.id`, cles, decroit, apres: filtre.apres })
  const { rows } = await sql<PosteOccupe>`
    select p.id, p.role, p.territoire, p.bureau, p.ouvert_le, p.ferme_le, t.nom as titulaire, t.id as titulaire_id,
      array(select g.nom from identite.affectation a join identite.agent g on g.id = a.agent_id where a.poste_id = p.id and a.nature = 'interim' and ${enCours(jour)} order by a.du) as interims
    from ${depuis} where ${sql.join([...conditions, suite], sql` and `)} order by ${ordre} limit ${filtre.limite}`.execute(db)
  return rows
}

/** A post by its id. */
export async function findPoste(db: Db, id: string): Promise<Poste | undefined> {
  const { rows } = await sql<Poste>`select id, role, territoire, bureau, ouvert_le, ferme_le from identite.poste where id = ${id}`.execute(db)
  return rows[0]
}

/** These posts, by id. */
export async function listPostesParIds(db: Db, ids: readonly string[]): Promise<Poste[]> {
  const { rows } = await sql<Poste>`select id, role, territoire, bureau, ouvert_le, ferme_le from identite.poste where id = any(${[...ids]}::uuid[])`.execute(db)
  return rows
}

/** Creates a post. The same role at the same office of the same territory is refused (`poste_role_territoire_bureau_key`). */
export async function insertPoste(tx: Tx, p: { id: string; role: string; territoire: string; bureau: string; ouvertLe: string }): Promise<void> {
  await sql`insert into identite.poste (id, role, territoire, bureau, ouvert_le) values (${p.id}, ${p.role}, ${p.territoire}, ${p.bureau}, ${p.ouvertLe}::date)`.execute(tx)
}

/** Closes a post from a day on; whoever is in it leaves the day before at the latest. */
export async function closePoste(tx: Tx, id: string, jour: string): Promise<void> {
  await sql`update identite.affectation set au = greatest(du, ${jour}::date - 1) where poste_id = ${id} and (au is null or au >= ${jour}::date)`.execute(tx)
  await sql`update identite.poste set ferme_le = greatest(ouvert_le, ${jour}::date) where id = ${id}`.execute(tx)
}

const affectations = sql`select a.id, a.poste_id, a.agent_id, g.nom as agent, a.nature, a.du, a.au, a.acte, a.decidee_par
  from identite.affectation a join identite.agent g on g.id = a.agent_id`

/** Who has been in a post, latest first. */
export async function listAffectations(db: Db, posteId: string): Promise<Affectation[]> {
  const { rows } = await sql<Affectation>`${affectations} where a.poste_id = ${posteId} order by a.du desc, a.id desc limit 100`.execute(db)
  return rows
}

/** The posts an agent has, had or will have, latest first, with the post. */
export async function listAffectationsAgent(db: Db, agentId: string): Promise<(Affectation & { role: string; territoire: string; bureau: string })[]> {
  const { rows } = await sql<Affectation & { role: string; territoire: string; bureau: string }>`
    select a.id, a.poste_id, a.agent_id, g.nom as agent, a.nature, a.du, a.au, a.acte, a.decidee_par, p.role, p.territoire, p.bureau
    from identite.affectation a join identite.agent g on g.id = a.agent_id join identite.poste p on p.id = a.poste_id
    where a.agent_id = ${agentId} order by a.du desc, a.id desc limit 100`.execute(db)
  return rows
}

/** One appointment. */
export async function findAffectation(db: Db, id: string): Promise<Affectation | undefined> {
  const { rows } = await sql<Affectation>`${affectations} where a.id = ${id}`.execute(db)
  return rows[0]
}

export type NouvelleAffectation = { posteId: string; agentId: string; nature: Affectation['nature']; du: string; au: string | null; acte: string; decideePar: string; maintenant: Date }

/** Whether the post has a holder on one of these days (YYYY-MM-DD; `au` null is for ever). */
export async function titulaireEntre(db: Db, posteId: string, du: string, au: string | null): Promise<boolean> {
  const { rows } = await sql<{ oui: boolean }>`select exists (select from identite.affectation where poste_id = ${posteId} and nature = 'titulaire'
    and daterange(du, au, '[]') && daterange(${du}::date, ${au}::date, '[]')) as oui`.execute(db)
  return rows[0]?.oui ?? false
}

/** Puts somebody in a post. Two holders at once are refused by `affectation_un_titulaire`. Returns the id. */
export async function insertAffectation(tx: Tx, a: NouvelleAffectation): Promise<string> {
  const id = uuidv7(a.maintenant.getTime())
  await sql`insert into identite.affectation (id, poste_id, agent_id, nature, du, au, acte, decidee_par, cree_le)
    values (${id}, ${a.posteId}, ${a.agentId}, ${a.nature}, ${a.du}::date, ${a.au}::date, ${a.acte}, ${a.decideePar}, ${a.maintenant})`.execute(tx)
  return id
}

/** Ends an appointment on a day, the last one; one that has not begun never does. */
export async function endAffectation(tx: Tx, id: string, jour: string): Promise<void> {
  await sql`delete from identite.affectation where id = ${id} and du > ${jour}::date`.execute(tx)
  await sql`update identite.affectation set au = ${jour}::date where id = ${id} and (au is null or au > ${jour}::date)`.execute(tx)
}

/** Whether an agent holds, today or later, a post of one of these roles. */
export async function tientUn(db: Db, agentId: string, roles: readonly string[], jour: string): Promise<boolean> {
  const { rows } = await sql<{ oui: boolean }>`select exists (select from identite.affectation a join identite.poste p on p.id = a.poste_id
    where a.agent_id = ${agentId} and p.role = any(${[...roles]}::text[]) and coalesce(a.au, 'infinity') >= ${jour}::date) as oui`.execute(db)
  return rows[0]?.oui ?? false
}

/** Who is in a post of each role on a day: for the screen of rights. */
export async function listDetenteurs(db: Db, jour: string): Promise<{ role: string; territoire: string; bureau: string; agent: string; nature: string }[]> {
  const { rows } = await sql<{ role: string; territoire: string; bureau: string; agent: string; nature: string }>`
    select p.role, p.territoire, p.bureau, g.nom as agent, a.nature from identite.affectation a join identite.poste p on p.id = a.poste_id join identite.agent g on g.id = a.agent_id
    where ${enCours(jour)} and coalesce(p.ferme_le, 'infinity') > ${jour}::date and g.ferme_le is null order by p.role, p.territoire, p.bureau, a.nature desc`.execute(db)
  return rows
}

/** Agents who may be put in a post of these territories, by name: for a list to choose from. */
export async function listCandidats(db: Db, portee: { codes: string[] | null }): Promise<{ id: string; nom: string; courriel: string }[]> {
  const ou = portee.codes ? sql`and rattachement = any(${portee.codes}::text[])` : sql``
  const { rows } = await sql<{ id: string; nom: string; courriel: string }>`select id, nom, courriel from identite.agent where ferme_le is null ${ou} order by nom, id limit 2000`.execute(db)
  return rows
}
