import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const global = fileURLToPath(new URL('tests/global.ts', import.meta.url))

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'tests/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', 'bench/**'],
    globalSetup: existsSync(global) ? [global] : [],
    environment: 'node',
    pool: 'forks',
    maxWorkers: 2,
    // Each file opens its own application over its own database; a process that keeps its modules reads them once, not 227 times.
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    teardownTimeout: 15_000,
  },
})
