import { BUREAU, TELEPHONE, deborde, fautesAccessibilite, ouvrirFenetre, ouvrirNavigateur } from '/work/main/tests/navigateur.ts'
const base = 'http://localhost:3101'
const seulement = process.argv[2]
const nav = await ouvrirNavigateur()
async function code(ctx: any, courriel: string): Promise<string> {
  for (;;) {
    const p = await ctx.newPage()
    await p.goto(base + '/demonstration')
    const ligne = await p.locator('tr', { hasText: courriel }).first().innerText()
    await p.close()
    const m = /(\d{3}) (\d{3})/.exec(ligne)
    if (m) return m[1]! + m[2]!
    await new Promise((s) => setTimeout(s, 3000))
  }
}
async function entrer(ctx: any, courriel: string) {
  const p = await ctx.newPage()
  await p.goto(base + '/connexion/agent')
  await p.fill('[name=courriel]', courriel); await p.fill('[name=motDePasse]', 'iroko-demonstration')
  await p.click('button:has-text("Se connecter") >> nth=0')
  await p.waitForSelector('[name=code]')
  await p.fill('[name=code]', await code(ctx, courriel))
  await p.click('button:has-text("Entrer")'); await p.waitForLoadState()
  return p
}
async function voir(p: any, nom: string, chemin: string, taille: string) {
  if (seulement && !nom.includes(seulement)) return
  if (chemin) await p.goto(base + chemin)
  const f = await fautesAccessibilite(p)
  const d = await deborde(p)
  await p.screenshot({ path: `/tmp/shots-adm/${nom}-${taille}.png`, fullPage: true })
  const poids = await p.evaluate(() => document.documentElement.outerHTML.length)
  console.log(nom, taille, d ? 'DEBORDE' : '', f.join(' | '), Math.round(poids / 1024) + ' Ko')
}
for (const [taille, dim] of [['360', TELEPHONE], ['1280', BUREAU]] as const) {
  const pub = await ouvrirFenetre(nav, { taille: dim, script: true })
  const v = await pub.newPage()
  await voir(v, 'connexion', '/connexion', taille)
  await voir(v, 'agent', '/connexion/agent', taille)
  await voir(v, 'oubli', '/connexion/oubli', taille)
  await voir(v, 'demonstration', '/demonstration', taille)
  if (!seulement || 'citoyen-compte citoyen-donnees'.includes(seulement)) {
    await v.goto(base + '/connexion'); await v.fill('[name=contact]', '01 97 00 00 77'); await v.click('button:has-text("Recevoir")'); await v.waitForSelector('[name=code]')
    const d2 = await pub.newPage(); await d2.goto(base + '/demonstration'); const t = await d2.locator('#messages').innerText(); await d2.close()
    await v.fill('[name=code]', /Votre code Iroko\D+(\d{6})/.exec(t)![1]!); await v.click('button:has-text("Continuer")'); await v.waitForLoadState()
    await voir(v, 'citoyen-compte', '/compte', taille)
    await voir(v, 'citoyen-donnees', '/compte/donnees', taille)
  }
  const c = await ouvrirFenetre(nav, { taille: dim, script: true })
  const p = await entrer(c, 'admin1@demo.iroko.example')
  const pages: [string, string][] = [['adm', '/administration'], ['agents', '/administration/agents'], ['inviter', '/administration/agents/inviter'], ['postes', '/administration/postes?lieu=Bohicon'], ['poste-nouveau', '/administration/postes/nouveau'], ['accords', '/administration/accords'], ['demander', '/administration/accords/demander'], ['droits', '/administration/droits'], ['jetons', '/administration/jetons'], ['jeton-nouveau', '/administration/jetons/nouveau'], ['requetes', '/administration/donnees'], ['journal', '/administration/journal'], ['messages', '/administration/messages'], ['taches', '/administration/taches'], ['compte', '/compte'], ['facteur', '/compte/second-facteur'], ['motdepasse', '/compte/mot-de-passe']]
  for (const [nom, chemin] of pages) await voir(p, nom, chemin, taille)
  if (!seulement || ['agent-detail', 'poste-detail', 'accord-attente'].includes(seulement)) {
    await p.goto(base + '/administration/agents?cherche=Hounsou'); await p.click('tbody a >> nth=0'); await p.waitForLoadState(); await voir(p, 'agent-detail', '', taille)
    await p.goto(base + '/administration/postes?lieu=Bohicon+I&role=chef_arrondissement'); await p.click('tbody a >> nth=0'); await p.waitForLoadState(); await voir(p, 'poste-detail', '', taille)
  }
  if (!seulement || ['facteur-neuf', 'secours', 'invitation', 'accord-attente', 'jeton-secret', 'agent-erreurs'].includes(seulement)) {
    const courriel = `invite${Date.now()}@mairie.example`
    await p.goto(base + '/administration/agents/inviter'); await p.click('.actions button'); await p.waitForLoadState(); await voir(p, 'agent-erreurs', '', taille)
    await p.fill('[name=nom]', 'Sènan Hounkpè'); await p.fill('[name=courriel]', courriel); await p.selectOption('[name=rattachement]', '1203'); await p.click('.actions button'); await p.waitForLoadState()
    const d = await pub.newPage(); await d.goto(base + '/demonstration')
    const lien = await d.locator('a[href*="/invitation/"]').first().getAttribute('href'); await d.goto(lien!)
    await voir(d, 'invitation', '', taille)
    await d.fill('[name=motDePasse]', 'trois iguanes à Lokossa'); await d.fill('[name=encore]', 'trois iguanes à Lokossa'); await d.click('button:has-text("Ouvrir")'); await d.waitForLoadState()
    await voir(d, 'facteur-neuf', '', taille)
    const cle = (await d.locator('b.code').innerText()).replaceAll(' ', '')
    const { TOTP, Secret } = await import('otpauth')
    await d.fill('[name=code]', new TOTP({ secret: Secret.fromBase32(cle) }).generate()); await d.click('button:has-text("Activer")'); await d.waitForLoadState()
    await voir(d, 'secours', '', taille)
    await p.goto(base + '/administration/accords/demander'); await p.check('[name=role][value=sceau]'); await p.click('button:has-text("Demander le renouv")'); await p.waitForLoadState()
    const c2 = await ouvrirFenetre(nav, { taille: dim, script: true }); const q = await entrer(c2, 'admin2@demo.iroko.example')
    await q.goto(base + '/administration/accords'); await q.click('summary >> nth=0'); await voir(q, 'accord-attente', '', taille)
    await q.click('button:has-text("Refuser") >> nth=0'); await c2.close()
    await p.goto(base + '/administration/jetons/nouveau'); await p.fill('[name=nom]', 'caisse de retraite'); await p.check('[name=permissions] >> nth=0'); await p.fill('[name=territoires]', 'Bohicon'); await p.click('.actions button'); await p.waitForLoadState()
    await voir(p, 'jeton-secret', '', taille)
    await voir(p, 'jetons', '/administration/jetons', taille)
  }
  await c.close(); await pub.close()
}
await nav.close()
