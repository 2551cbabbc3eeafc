import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { pieces } from '../src/app.ts'
import { decrire } from '../src/kernel/db/decrire.ts'
import { clonerBase } from './base.ts'

const DB = join(import.meta.dirname, '../src/kernel/db')
let base: Awaited<ReturnType<typeof clonerBase>>
beforeAll(async () => void (base = await clonerBase()))
afterAll(() => base.ranger())

it('le schéma relu et les types engendrés sont ceux de la base migrée', async () => {
  const client = new pg.Client({ connectionString: base.url })
  await client.connect()
  // The queue's own tables are pg-boss's business, and differ between versions of PostgreSQL in their partitions.
  const { sql, types } = await decrire(client, pieces().map((p) => p.schema).filter((s) => s !== 'jobs'))
  await client.end()
  if (process.env.SCHEMA === 'ecrire') {
    writeFileSync(join(DB, 'schema.sql'), sql)
    writeFileSync(join(DB, 'schema.gen.ts'), types)
  }
  expect(readFileSync(join(DB, 'schema.sql'), 'utf8')).toBe(sql)
  expect(readFileSync(join(DB, 'schema.gen.ts'), 'utf8')).toBe(types)
})
