// npm test: types, house rules, then vitest; the last line is « N passed, N failed, N skipped ». Plain JS for Node >= 20.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { installer } from './installer.mjs'
import { racine, trouverNode } from './node24.mjs'

const total = { passed: 0, failed: 0, skipped: 0 }

try {
  await installer()
  const node = trouverNode()
  // Whatever a test starts must be this Node too.
  const env = { ...process.env, PATH: [dirname(node), process.env.PATH ?? ''].join(delimiter) }
  const lancer = (...args) => spawnSync(node, args, { cwd: racine, env, stdio: 'inherit' }).status === 0
  const outil = (...chemin) => join(racine, 'node_modules', ...chemin)

  if (!lancer(outil('typescript', 'bin', 'tsc'), '--noEmit')) echec('Les types ne sont pas justes (tsc)')
  const regles = join(racine, 'bin', 'check.mjs')
  if (existsSync(regles) && !lancer(regles)) echec('Les règles de la maison ne sont pas suivies (bin/check.mjs)')
  vitest(lancer, outil('vitest', 'vitest.mjs'))
} catch (erreur) {
  echec(erreur.message)
}

console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exitCode = total.failed > 0 ? 1 : 0

function echec(phrase) {
  console.error(phrase)
  total.failed++
}

function vitest(lancer, programme) {
  const dossier = mkdtempSync(join(tmpdir(), 'iroko-test-'))
  const rapport = join(dossier, 'vitest.json')
  try {
    const reussi = lancer(programme, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${rapport}`, ...process.argv.slice(2))
    if (existsSync(rapport)) compter(JSON.parse(readFileSync(rapport, 'utf8')))
    // An error outside any test (a setup, a rejection nobody awaited) still fails the run.
    if (!reussi && total.failed === 0) echec('vitest a échoué hors de tout test')
  } finally {
    rmSync(dossier, { recursive: true, force: true })
  }
}

function compter(rapport) {
  total.passed += rapport.numPassedTests
  total.failed += rapport.numFailedTests
  total.skipped += rapport.numPendingTests + rapport.numTodoTests
  // A file that cannot even be loaded holds no test: count it once.
  for (const f of rapport.testResults) if (f.status === 'failed' && f.assertionResults.every((t) => t.status !== 'failed')) total.failed++
}
