// A form of 300 fields and 200 conditions: what a step costs on the server, and what a keystroke costs in a browser.
// node --import ./bin/loader.mjs bench/formulaire.ts
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { lieuxExemple, MAINTENANT } from '../src/kernel/formulaires/exemple.ts'
import { ChampsEtape, epurer, etapesVisibles, lireDefinition, lireSaisie, manques } from '../src/kernel/formulaires/index.ts'
import type { Reponses } from '../src/kernel/formulaires/index.ts'
import { construireActifs } from '../src/ui/actifs.ts'
import { vueExemple } from '../src/ui/exemple.ts'
import { Formulaire } from '../src/ui/formulaire.tsx'
import { ouvrirNavigateur } from '../tests/navigateur.ts'
import { dire, mediane } from './outils.ts'

const TOURS = 40
const territoires = lieuxExemple()

/** Numbers, choices and texts, one in ten of each first group free; the others depend on one or two answers before them. */
function ecrire(): object {
  const champs = Array.from({ length: 300 }, (_, n) => {
    const libre = n < 100
    const condition = libre ? undefined : n % 2 === 0 ? `q${n % 100} == 'oui' || q${(n + 1) % 100} == 'non'` : `q${n % 100} == 'oui' && q${(n * 7) % 100} != 'peut_etre'`
    const options = ['oui', 'non', 'peut_etre'].map((valeur) => ({ valeur, libelle: valeur }))
    return { code: `q${n}`, libelle: `Question ${n}`, requis: false, ...(libre ? { type: 'choix', options, forme: 'liste' } : { type: 'texte', condition, si: 'selon vos réponses' }) }
  })
  return { etapes: [{ code: 'tout', titre: 'Tout', champs }] }
}

const [debutLecture, def] = [performance.now(), lireDefinition(ecrire())]
const lecture = performance.now() - debutLecture
const etape = def.etapes[0]!
const saisie = Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`q${n}`, n < 100 ? ['oui', 'non', 'peut_etre'][n % 3]! : `Réponse ${n}`]))
const reponses: Reponses = lireSaisie(def, etape, saisie, { reponses: {}, maintenant: MAINTENANT, territoires }).reponses

function mesurer(quoi: () => unknown): number {
  const temps: number[] = []
  for (let tour = -10; tour < TOURS; tour++) {
    const depart = performance.now()
    quoi()
    if (tour >= 0) temps.push(performance.now() - depart)
  }
  return mediane(temps)
}

const vue = vueExemple({})
const page = () => renderToString(h(ChampsEtape, { vue, def, etape, reponses, territoires }))
const vide = `${JSON.stringify(saisie)}`
const mesures: [string, number][] = [
  ['limit: the same answers parsed as JSON', mesurer(() => JSON.parse(vide))],
  ['conditions and computed values of the whole form (`epurer`)', mesurer(() => epurer(def, reponses))],
  ['visible steps', mesurer(() => etapesVisibles(def, reponses))],
  ['a step read from what was typed', mesurer(() => lireSaisie(def, etape, saisie, { reponses, maintenant: MAINTENANT, territoires }))],
  ['what is missing before filing', mesurer(() => manques(def, reponses, { maintenant: MAINTENANT, territoires }))],
  ['the step drawn', mesurer(page)],
]

const actifs = await construireActifs()
const html = (corps: string) => `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Banc</title><script type="module" src="${actifs.actif('formulaire.js')}"></script></head><body>${corps}</body></html>`
const corps = renderToString(h(Formulaire, { vue, action: '/', children: h(ChampsEtape, { vue, def, etape, reponses, territoires }) }))
const serveur = createServer((req, res) => {
  const actif = actifs.parChemin.get(req.url ?? '')
  if (actif) return void res.writeHead(200, { 'content-type': actif.type }).end(actif.octets)
  res.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html(corps))
})
await new Promise<void>((pret) => serveur.listen(0, '127.0.0.1', pret))
const navigateur = await ouvrirNavigateur()
const onglet = await navigateur.newPage()
await onglet.goto(`http://127.0.0.1:${(serveur.address() as AddressInfo).port}/`)
/** One answer changed, its event answered, by a processor as slow as a cheap phone's: DevTools divides its speed. */
async function frapper(ralenti: number): Promise<number> {
  const cdp = await onglet.context().newCDPSession(onglet)
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: ralenti })
  const temps = await onglet.evaluate((tours) => {
    const liste = document.querySelector<HTMLSelectElement>('[name=q0]')!
    const lus: number[] = []
    for (let tour = -10; tour < tours; tour++) {
      const depart = performance.now()
      liste.value = tour % 2 === 0 ? 'oui' : 'non'
      liste.dispatchEvent(new Event('change', { bubbles: true }))
      if (tour >= 0) lus.push(performance.now() - depart)
    }
    return lus
  }, TOURS)
  await cdp.detach()
  return mediane(temps)
}
mesures.push(['browser: an answer changed, 200 conditions told again', await frapper(1)], ['the same, processor six times slower', await frapper(6)])
console.log(`300 fields, 200 conditions, read and checked in ${dire(lecture, 1)} ms; the step weighs ${dire(corps.length / 1024)} KB of HTML.\n`)
console.log('| ms, median of 40 | |\n|---|---|')
for (const [nom, ms] of mesures) console.log(`| ${nom} | ${dire(ms, 2)} |`)
await navigateur.close()
serveur.close()
process.exit(0)
