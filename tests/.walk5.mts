import { ouvrirNavigateur, ouvrirFenetre, TELEPHONE, BUREAU } from './navigateur.ts'
const base = 'http://localhost:3100'
const nav = await ouvrirNavigateur()
const f = await ouvrirFenetre(nav, { taille: BUREAU, script: true })
const p = await f.newPage()
p.on('console', (m) => { if (m.type() === 'error') console.log('console', m.text()) })
await p.goto(base + '/connexion/agent')
await p.fill('[name=courriel]', 'admin1@demo.iroko.example'); await p.fill('[name=motDePasse]', 'iroko-demonstration'); await p.click('form[action="/connexion/agent"] button:has-text("Se connecter")')
const d = await f.newPage(); await d.goto(base + '/demonstration'); const code = (await d.locator('tr:has-text("admin1") .code').last().innerText()).replace(/\s/g, ''); await d.close()
await p.fill('[name=code]', code); await p.click('button:has-text("Entrer")')
for (const [n, u] of [['adm', '/administration'], ['agents', '/administration/agents'], ['postes', '/administration/postes'], ['droits', '/administration/droits'], ['jetons', '/administration/jetons'], ['compte', '/compte'], ['journaladm', '/administration/journal']] as const) {
  const r = await p.goto(base + u); if (r?.status() !== 200) console.log(u, r?.status()); await p.screenshot({ path: `/tmp/shots/z-${n}.png`, fullPage: true })
}
await p.setViewportSize(TELEPHONE); await p.goto(base + '/compte'); await p.screenshot({ path: `/tmp/shots/z-compte-360.png`, fullPage: true })
await nav.close()
