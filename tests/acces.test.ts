import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { droitsDe, juger, porteeDe } from '../src/kernel/corridor/acces.ts'
import type { Droits } from '../src/kernel/corridor/acces.ts'
import { sql } from '../src/kernel/db/index.ts'
import type { Acteur, PosteTenu } from '../src/kernel/identite/acteur.ts'
import { clePoste } from '../src/kernel/identite/cles-poste.ts'
import { listPostesTenus } from '../src/kernel/identite/poste.queries.ts'
import { ROLES } from '../src/kernel/identite/role.ts'
import type { Acces, Action, Page, Sujet } from '../src/kernel/module.ts'
import type { Territoires } from '../src/kernel/territoire/index.ts'
import { uuidv7 } from '../src/lib/uuid.ts'
import { MODULES } from '../src/modules/index.ts'
import { ouvrirEssai } from './base.ts'
import type { Essai } from './base.ts'
import { lieux } from './demande.ts'

const FICHIER = join(import.meta.dirname, 'acces.snapshot.md')
let essai: Essai
let territoires: Territoires
let droits: Droits
let ici: { bohicon: string; kandi: string; loin: string }
beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
  territoires = essai.maison.territoires
  droits = droitsDe(MODULES)
  const { bohicon, kandi } = lieux(essai)
  const siens = [bohicon, kandi].flatMap((code) => territoires.ancetres(code).map((t) => t.code))
  ici = { bohicon, kandi, loin: territoires.tous('departement').find((d) => !siens.includes(d.code))!.code }
})
afterAll(() => essai.ranger())

const poste = (role: string, territoire: string): PosteTenu => ({ posteId: `${role}@${territoire}`, role, roleTitre: role, territoire, territoireNom: '', bureau: '' })
const agent = (...postes: PosteTenu[]): Acteur => ({ genre: 'agent', id: 'a', nom: '', postes, secondFacteur: true })
const SIEN = 'dossier:sien'

/** Everybody, each with power over Bohicon I or over the whole of what contains it. */
function acteurs(): [string, Acteur][] {
  const { bohicon } = ici
  const [departement, commune] = territoires.ancetres(bohicon)
  const lieu = { national: 'BJ', departement: departement!.code, commune: commune!.code, arrondissement: bohicon }
  const permissions = [...new Set(MODULES.flatMap((m) => Object.keys(m.permissions)))]
  return [
    ['visiteur', { genre: 'visiteur', cles: [] }],
    ['visiteur, titulaire', { genre: 'visiteur', cles: [SIEN] }],
    ['citoyen', { genre: 'citoyen', id: 'c', nom: '', cles: ['citoyen:c'] }],
    ['citoyen, titulaire', { genre: 'citoyen', id: 'c', nom: '', cles: ['citoyen:c', SIEN] }],
    ...ROLES.map((role): [string, Acteur] => [role.nom, agent(poste(role.nom, lieu[role.niveau]))]),
    ['préfet d’ailleurs, appelé', agent(poste('prefet', ici.loin))],
    ['agent sans poste', agent()],
    ['jeton sans droit', { genre: 'jeton', id: 'j', nom: '', permissions: [], territoires: [bohicon] }],
    ['jeton, tous les droits', { genre: 'jeton', id: 'j', nom: '', permissions, territoires: [bohicon] }],
  ]
}

const MOTS = { connexion: 'connexion', interdit: '403', absent: '404' } as const
async function verdict(may: Acces, acteur: Acteur, sujet: (() => Promise<Sujet | undefined>) | undefined): Promise<string> {
  const v = await juger(may, acteur, sujet, droits, territoires)
  return v.oui ? 'oui' : MOTS[v.raison]
}

/** Inside one's territory, outside, and an object that does not exist; one word where the three are the same. */
async function cellule(porte: Page | Action, acteur: Acteur): Promise<string> {
  if (!porte.sujet) return verdict(porte.may, acteur, undefined)
  const { bohicon, kandi } = ici
  const objets: (Sujet | undefined)[] = [{ territoire: bohicon, titulaires: [SIEN], participants: [clePoste('prefet', ici.loin)] }, { territoire: kandi, titulaires: ['dossier:autre'] }, undefined]
  const lus = await Promise.all(objets.map((objet) => verdict(porte.may, acteur, async () => objet)))
  return new Set(lus).size === 1 ? lus[0]! : lus.join(' / ')
}

async function dresser(): Promise<string> {
  const tous = acteurs()
  const lignes = [
    '# Qui passe quelle porte',
    '',
    'Fait par `UPDATE=1 npx vitest run tests/acces.test.ts` à partir des manifestes et du jugement du corridor. Trois mots dans une case : objet de son territoire (ou à soi),',
    'objet d’ailleurs, objet qui n’existe pas. `connexion` : il faut d’abord se connecter ; `403` : connu, sans ce pouvoir ; `404` : l’existence n’est pas révélée.',
  ]
  for (const module of MODULES) {
    const portes = [...module.pages.map((p): [string, Page | Action] => [`GET ${p.path}`, p]), ...module.actions.map((a): [string, Page | Action] => [`POST ${a.path}`, a])]
    if (portes.length === 0) continue
    lignes.push('', `## ${module.titre}`, '', `| porte | ${tous.map(([nom]) => nom).join(' | ')} |`, `|---|${tous.map(() => '---|').join('')}`)
    for (const [nom, porte] of portes.toSorted(([a], [b]) => (a < b ? -1 : 1))) lignes.push(`| ${nom} | ${(await Promise.all(tous.map(([, acteur]) => cellule(porte, acteur)))).join(' | ')} |`)
  }
  return `${lignes.join('\n')}\n`
}

describe('la matrice des accès', () => {
  it('est celle que le fichier relu dit', async () => {
    const dressee = await dresser()
    if (process.env.UPDATE === '1' || !existsSync(FICHIER)) writeFileSync(FICHIER, dressee)
    expect(dressee, 'pour accepter le changement : UPDATE=1 npx vitest run tests/acces.test.ts').toBe(readFileSync(FICHIER, 'utf8'))
  })

  it('aucune porte de dossier ne s’ouvre à qui n’est ni titulaire ni du territoire', async () => {
    const portes = MODULES.flatMap((m) => [...m.pages, ...m.actions]).filter((p) => p.sujet)
    for (const porte of portes)
      for (const [nom, acteur] of acteurs()) {
        if (acteur.genre === 'agent' && acteur.postes.some((p) => p.territoire === 'BJ')) continue
        expect([porte.path, nom, await verdict(porte.may, acteur, async () => ({ territoire: ici.kandi, titulaires: ['dossier:autre'] }))]).not.toEqual([porte.path, nom, 'oui'])
      }
  })
})

describe('pour tout agent, tout poste, tout objet', () => {
  it('le pouvoir vient d’un poste qui a la permission et qui couvre le lieu, et de rien d’autre', async () => {
    const codes = ['BJ', ...territoires.chercher('Zou', { niveau: 'departement' }), ...territoires.chercher('Bohicon'), ...territoires.chercher('Kandi'), ...territoires.chercher('Parakou')].map((t) => (typeof t === 'string' ? t : t.code))
    const permissions = [...new Set(MODULES.flatMap((m) => Object.keys(m.permissions)))]
    const unPoste = fc.record({ role: fc.constantFrom(...ROLES.map((r) => r.nom)), territoire: fc.constantFrom(...codes) })
    await fc.assert(
      fc.asyncProperty(fc.array(unPoste, { maxLength: 4 }), fc.constantFrom(...permissions), fc.constantFrom(...codes, null), async (postes, permission, lieu) => {
        const acteur = agent(...postes.map((p) => poste(p.role, p.territoire)))
        const attendu = lieu !== 'BJ' && postes.some((p) => droits.get(p.role)?.has(permission) && (p.territoire === 'BJ' || (lieu !== null && territoires.couverture(p.territoire).includes(lieu))))
        const lu = await juger({ pour: 'permission', permission }, acteur, async () => ({ territoire: lieu }), droits, territoires)
        if (lieu !== 'BJ') expect(lu.oui).toBe(attendu)
        // What a list may show is what a door would open.
        const portee = porteeDe(acteur, permission, droits, territoires)
        for (const code of codes) if (portee.contient(code)) expect(postes.some((p) => droits.get(p.role)?.has(permission) && (p.territoire === 'BJ' || territoires.couverture(p.territoire).includes(code)))).toBe(true)
        if (!postes.some((p) => droits.get(p.role)?.has(permission))) expect([lu.oui, portee.vide]).toEqual([false, true])
      }),
      { numRuns: 500 },
    )
  })

  it('un jeton n’a que ses permissions, sur ses territoires ; un citoyen et un visiteur n’en ont aucune', async () => {
    const codes = [...territoires.chercher('Bohicon'), ...territoires.chercher('Kandi')].map((t) => t.code)
    const permissions = [...new Set(MODULES.flatMap((m) => Object.keys(m.permissions)))]
    const personnelles = new Set(MODULES.flatMap((m) => m.personnelles ?? []))
    await fc.assert(
      fc.asyncProperty(fc.subarray(permissions), fc.subarray(codes), fc.constantFrom(...permissions), fc.constantFrom(...codes), async (siennes, lieuxDuJeton, permission, lieu) => {
        const jeton: Acteur = { genre: 'jeton', id: 'j', nom: '', permissions: siennes, territoires: lieuxDuJeton }
        const lu = await juger({ pour: 'permission', permission }, jeton, async () => ({ territoire: lieu }), droits, territoires)
        // What only a person may do stays closed, even to a token that somebody gave it to.
        expect(lu.oui).toBe(!personnelles.has(permission) && siennes.includes(permission) && lieuxDuJeton.some((code) => territoires.couverture(code).includes(lieu)))
        for (const acteur of [{ genre: 'visiteur', cles: ['citoyen:x'] }, { genre: 'citoyen', id: 'x', nom: '', cles: ['citoyen:x'] }] as Acteur[])
          expect((await juger({ pour: 'permission', permission }, acteur, async () => ({ territoire: lieu, titulaires: ['citoyen:x'] }), droits, territoires)).oui).toBe(false)
      }),
      { numRuns: 200 },
    )
  })

  it('un intérim ne compte que de son premier à son dernier jour, un poste fermé jamais', async () => {
    const jour = (n: number) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10)
    const { bohicon } = ici
    const { lire, ecrire } = essai.maison.base
    const intervalle = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 30 }))
    await fc.assert(
      fc.asyncProperty(intervalle, intervalle, fc.boolean(), fc.integer({ min: 0, max: 100 }), async ([debut, duree], [ouverture, vie], ferme, vu) => {
        const [agentId, posteId] = [uuidv7(), uuidv7()]
        await ecrire(async (tx) => {
          await sql`insert into identite.agent (id, nom, courriel, cree_le) values (${agentId}, 'x', ${`${agentId}@essai.example`}, now())`.execute(tx)
          await sql`insert into identite.poste (id, role, territoire, bureau, ouvert_le, ferme_le) values (${posteId}, 'chef_arrondissement', ${bohicon}, ${posteId}, ${jour(ouverture)}, ${ferme ? jour(ouverture + vie + 1) : null})`.execute(tx)
          await sql`insert into identite.affectation (id, poste_id, agent_id, nature, du, au, acte, decidee_par, cree_le)
            values (${uuidv7()}, ${posteId}, ${agentId}, 'interim', ${jour(debut)}, ${jour(debut + duree)}, 'x', 'x', now())`.execute(tx)
        })
        const tenus = await listPostesTenus(lire, agentId, jour(vu))
        const attendu = vu >= debut && vu <= debut + duree && vu >= ouverture && (!ferme || vu < ouverture + vie + 1)
        expect(tenus.map((t) => [t.posteId, t.interimDe])).toEqual(attendu ? [[posteId, 'poste vacant']] : [])
      }),
      { numRuns: 120 },
    )
  })
})
