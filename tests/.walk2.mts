import { ouvrirNavigateur, ouvrirFenetre, TELEPHONE, BUREAU } from './navigateur.ts'
const base = 'http://127.0.0.1:3100'
const nav = await ouvrirNavigateur()
async function entrer(courriel: string, taille: typeof BUREAU) {
  const f = await ouvrirFenetre(nav, { taille, script: true })
  const p = await f.newPage()
  p.on('console', (m) => { if (m.type() === 'error') console.log('console', m.text()) })
  await p.goto(base + '/connexion/agent')
  await p.fill('[name=courriel]', courriel); await p.fill('[name=motDePasse]', 'iroko-demonstration')
  await p.click('button:has-text("Se connecter")')
  const d = await f.newPage(); await d.goto(base + '/demonstration')
  const code = await d.locator(`tr:has-text("${courriel}") b.code`).innerText(); await d.close()
  await p.fill('[name=code]', code); await p.click('button:has-text("Entrer")')
  console.log('entré', p.url())
  return p
}
const a = await entrer('agent.bohicon1@demo.iroko.example', BUREAU)
await a.screenshot({ path: '/tmp/shots/a1-journee.png', fullPage: true })
await a.goto(base + '/dossiers'); await a.screenshot({ path: '/tmp/shots/a2-dossiers.png', fullPage: true })
await a.locator('tbody th a').first().click(); await a.screenshot({ path: '/tmp/shots/a3-dossier.png', fullPage: true })
await a.goto(base + '/guichet'); await a.screenshot({ path: '/tmp/shots/a4-guichet.png', fullPage: true })
await a.setViewportSize(TELEPHONE)
await a.goto(base + '/journee'); await a.screenshot({ path: '/tmp/shots/a5-journee-360.png', fullPage: true })
await a.goto(base + '/dossiers'); await a.locator('tbody th a').first().click(); await a.screenshot({ path: '/tmp/shots/a6-dossier-360.png', fullPage: true })
const c = await entrer('chef.bohicon1@demo.iroko.example', BUREAU)
await c.goto(base + '/dossiers?etat=propose'); await c.locator('tbody th a').first().click(); await c.screenshot({ path: '/tmp/shots/c1-signer.png', fullPage: true })
await c.goto(base + '/demonstration'); await c.screenshot({ path: '/tmp/shots/c2-demo.png', fullPage: true })
await nav.close()
