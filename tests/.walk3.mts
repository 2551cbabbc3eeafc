import { ouvrirNavigateur, ouvrirFenetre, TELEPHONE, BUREAU } from './navigateur.ts'
const base = 'http://127.0.0.1:3100'
const nav = await ouvrirNavigateur()
for (const [nom, taille] of [['360', TELEPHONE], ['1280', BUREAU]] as const) {
  const p = await (await ouvrirFenetre(nav, { taille, script: false })).newPage()
  for (const [n, u] of [['home', '/'], ['service', '/demarches/certificat-de-vie'], ['verifier', '/verifier?code=AAAA'], ['territoires', '/territoires'], ['commune', '/territoires/1203'], ['journal', '/journal'], ['api', '/api'], ['aide', '/aide']] as const) {
    const r = await p.goto(base + u); if (r?.status() !== 200) console.log(u, r?.status())
    await p.screenshot({ path: `/tmp/shots/p-${n}-${nom}.png`, fullPage: n !== 'api' })
  }
}
await nav.close()
