import type pg from 'pg'

type Colonne = { schema: string; table: string; colonne: string; type: string; nul: boolean; defaut: string | null; engendree: boolean }
type Ligne = { schema: string; table: string; texte: string }

const COLONNES = `
  select n.nspname as schema, c.relname as table, a.attname as colonne, format_type(a.atttypid, a.atttypmod) as type, not a.attnotnull as nul,
    pg_get_expr(d.adbin, d.adrelid) as defaut, (a.attgenerated <> '' or a.attidentity <> '') as engendree
  from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
  left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where n.nspname = any($1) and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped and c.relname not like 'migration%' order by 1, 2, a.attnum`
const CONTRAINTES = `
  select n.nspname as schema, c.relname as table, 'constraint ' || o.conname || ' ' || pg_get_constraintdef(o.oid) as texte
  from pg_constraint o join pg_class c on c.oid = o.conrelid join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = any($1) and o.contype <> 'n' and c.relname not like 'migration%' order by 1, 2, o.conname`
const INDEX = `
  select schemaname as schema, tablename as table, indexdef as texte from pg_indexes
  where schemaname = any($1) and tablename not like 'migration%' order by 1, 2, indexname`

const TYPES: readonly [RegExp, string][] = [
  [/^(uuid|text|character varying.*|date|time.*without.*|numeric.*|interval|citext)$/, 'string'],
  [/^(integer|bigint|smallint|double precision|real)$/, 'number'],
  [/^timestamp/, 'Date'],
  [/^boolean$/, 'boolean'],
  [/^bytea$/, 'Buffer'],
  [/^jsonb?$/, 'unknown'],
]

function typeDe(sql: string): string {
  if (sql.endsWith('[]')) return `${typeDe(sql.slice(0, -2))}[]`
  return TYPES.find(([forme]) => forme.test(sql))?.[1] ?? 'string'
}

const chameau = (nom: string) => nom.replace(/_([a-z0-9])/g, (_, lettre: string) => lettre.toUpperCase())

/** Describes the schemas of the house: `sql` is the dump kept under review, `types` what Kysely checks queries against. */
export async function decrire(client: pg.ClientBase, schemas: readonly string[]): Promise<{ sql: string; types: string }> {
  const colonnes = (await client.query<Colonne>(COLONNES, [schemas])).rows
  const contraintes = (await client.query<Ligne>(CONTRAINTES, [schemas])).rows
  const index = (await client.query<Ligne>(INDEX, [schemas])).rows
  const tables = Map.groupBy(colonnes, (c) => `${c.schema}.${c.table}`)
  const de = (lignes: readonly Ligne[], nom: string) => lignes.filter((l) => `${l.schema}.${l.table}` === nom).map((l) => l.texte)
  const sql = [...tables].map(([nom, siennes]) => {
    const corps = [...siennes.map(direColonne), ...de(contraintes, nom)].map((ligne) => `  ${ligne}`).join(',\n')
    return `create table ${nom} (\n${corps}\n);\n${de(index, nom).map((ligne) => `${ligne};\n`).join('')}`
  })
  const types = [...tables].map(([nom, siennes]) => `  '${nom.split('.').map(chameau).join('.')}': {\n${siennes.map((c) => `    ${chameau(c.colonne)}: ${typage(c)}\n`).join('')}  }\n`)
  const entete = 'Written by `npm run schema` from the migrated database; a test keeps it true.'
  return { sql: `-- ${entete}\n\n${sql.join('\n')}`, types: `// ${entete}\nimport type { Generated } from 'kysely'\n\nexport type DB = {\n${types.join('')}}\n` }
}

function direColonne(c: Colonne): string {
  return `${c.colonne} ${c.type}${c.nul ? '' : ' not null'}${c.engendree ? ' generated' : ''}${c.defaut === null ? '' : ` default ${c.defaut}`}`
}

function typage(c: Colonne): string {
  const type = `${typeDe(c.type)}${c.nul ? ' | null' : ''}`
  return c.engendree || c.defaut !== null ? `Generated<${type}>` : type
}
