import { readFileSync, readdirSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { MODULES } from '../src/modules/index.ts'

const RACINE = resolve(import.meta.dirname, '..')
const SRC = join(RACINE, 'src')
const TEST = /\.test\.tsx?$/

function lister(dossier: string): string[] {
  return readdirSync(dossier).flatMap((nom) => {
    const chemin = join(dossier, nom)
    return statSync(chemin).isDirectory() ? lister(chemin) : /\.tsx?$/.test(nom) && !nom.endsWith('.gen.ts') ? [chemin] : []
  })
}

const tous = lister(SRC).map((chemin) => ({ chemin, nom: relative(SRC, chemin), texte: readFileSync(chemin, 'utf8') }))
const sources = tous.filter(({ nom }) => !TEST.test(nom))
const lignes = (texte: string) => texte.split('\n').length - 1

/** The floor plan: a room of the kernel sees only the rooms above it. */
const SALLES = ['db', 'jobs', 'journal', 'calendrier', 'territoire', 'fichiers', 'lecture', 'notifications', 'identite', 'formulaires', 'documents', 'suivi', 'corridor']
/** Types and settings lent to every room; they hold no behaviour of any room. */
const COMMUNS = ['kernel/confirmer.ts', 'kernel/maison.ts', 'kernel/module.ts', 'kernel/reglages.ts']

type Lieu = { etage: 'lib' | 'ui' | 'kernel' | 'modules' | 'racine'; piece: string }
function situer(nom: string): Lieu {
  const [etage, piece = ''] = nom.split('/')
  if (etage === 'lib' || etage === 'ui') return { etage, piece: '' }
  if (etage === 'kernel') return { etage: 'kernel', piece: COMMUNS.includes(nom) ? '*' : piece }
  return etage === 'modules' ? { etage: 'modules', piece: nom === 'modules/index.ts' ? '*' : piece } : { etage: 'racine', piece: '' }
}

function importsDe(texte: string): { vers: string; type: boolean }[] {
  const trouves = texte.matchAll(/^(?:import|export)\s+(type\s)?[^'"]*?from\s+'(\.[^']+)'/gms)
  return [...trouves].map((m) => ({ vers: m[2]!, type: m[1] !== undefined }))
}

function interdit(de: Lieu, a: Lieu, type: boolean): string | undefined {
  if (de.etage === 'racine' || a.etage === 'lib') return undefined
  if (de.etage === 'lib') return 'lib n’importe rien'
  if (a.etage === 'racine') return 'personne n’importe la racine'
  if (de.etage === 'ui') return a.etage === 'ui' ? undefined : 'ui n’importe que lib'
  if (a.etage === 'ui') return undefined
  if (de.etage === 'kernel') {
    if (a.etage === 'modules') return 'le noyau ne connaît aucun module'
    if (type || de.piece === '*' || a.piece === '*' || de.piece === a.piece) return undefined
    return SALLES.indexOf(a.piece) < SALLES.indexOf(de.piece) ? undefined : `la salle ${de.piece} est au-dessus de ${a.piece}`
  }
  if (a.etage === 'kernel' || de.piece === '*' || de.piece === a.piece) return undefined
  const permis = MODULES.find((module) => module.name === de.piece)?.needs.includes(a.piece)
  return permis ? undefined : `${de.piece} n’a pas ${a.piece} dans ses besoins`
}

describe('la maison tient debout', () => {
  it('chacun n’importe que ce que le plan permet', () => {
    const fautes = sources.flatMap(({ chemin, nom, texte }) =>
      importsDe(texte).flatMap(({ vers, type }) => {
        const cible = relative(SRC, resolve(dirname(chemin), vers))
        const raison = interdit(situer(nom), situer(cible), type)
        return raison ? [`${nom} -> ${cible} : ${raison}`] : []
      }),
    )
    expect(fautes).toEqual([])
  })

  it('les besoins des modules ne tournent pas en rond', () => {
    const visiter = (nom: string, pile: string[]): string[] => (pile.includes(nom) ? [[...pile, nom].join(' -> ')] : (MODULES.find((m) => m.name === nom)?.needs ?? []).flatMap((besoin) => visiter(besoin, [...pile, nom])))
    expect(MODULES.flatMap((module) => visiter(module.name, []))).toEqual([])
  })

  it('seul le propriétaire interroge ses tables', () => {
    const schemas = [...SALLES, ...MODULES.filter((m) => m.migrations).map((m) => m.name)].filter((s) => s !== 'db')
    const fautes = sources.flatMap(({ nom, texte }) => {
      const { piece } = situer(nom)
      const requetes = [...texte.matchAll(/(?:from|join|into|update|delete from|nextval\(')\s*([a-z_]+)\.([a-z_]+)/g)]
      return requetes.filter(([, schema]) => schemas.includes(schema!) && schema !== piece).map(([, schema, table]) => `${nom} interroge ${schema}.${table}`)
    })
    expect(fautes).toEqual([])
  })

  it('les fichiers restent courts', () => {
    const longs = sources.filter(({ texte }) => lignes(texte) > 300).map(({ nom, texte }) => `${nom} : ${lignes(texte)}`)
    expect(longs).toEqual([])
    const tailles = sources.map(({ texte }) => lignes(texte)).toSorted((a, b) => a - b)
    expect(tailles[Math.floor(tailles.length * 0.9)]).toBeLessThanOrEqual(150)
  })

  it('seul le corridor crée une portée et ouvre une transaction pour une demande', () => {
    const portees = sources.filter(({ nom, texte }) => /Portee\.creer\(/.test(texte) && !nom.startsWith('kernel/corridor/') && nom !== 'kernel/identite/portee.ts').map(({ nom }) => nom)
    expect(portees).toEqual([])
  })

  it('les pages n’écrivent pas', () => {
    const fautes = sources.filter(({ nom, texte }) => /^modules\/[^/]+\/pages\//.test(nom) && /\b(?:insert into|update [a-z]+\.|delete from)\b|base\.ecrire\(/.test(texte)).map(({ nom }) => nom)
    expect(fautes).toEqual([])
  })

  it('rien de provisoire ne reste dans le code', () => {
    const marques = /\bTODO\b|\bFIXME\b|\bas any\b|@ts-ignore|\.only\(|\bskip\(/
    // This file names what it looks for.
    const essais = lister(join(RACINE, 'tests')).filter((chemin) => chemin !== import.meta.filename).map((chemin) => ({ nom: relative(RACINE, chemin), texte: readFileSync(chemin, 'utf8') }))
    expect([...tous, ...essais].filter(({ texte }) => marques.test(texte)).map(({ nom }) => nom)).toEqual([])
  })

  it('la page d’un formulaire sait dire un refus qui ne tient à aucun champ', () => {
    const pages = MODULES.flatMap((m) => m.actions.flatMap((a) => a.page ?? []))
    const muettes = pages.filter(({ path }) => !sources.some(({ nom, texte }) => nom.startsWith('modules/') && texte.includes(`path: '${path}'`) && texte.includes('<ResumeErreurs')))
    expect([...new Set(muettes.map((p) => p.path))]).toEqual([])
  })

  it('aucun style ni script en ligne dans ce qui s’affiche', () => {
    const fautes = sources.filter(({ nom, texte }) => nom.endsWith('.tsx') && /\sstyle=|dangerouslySetInnerHTML|\son[A-Z][a-z]+=\{/.test(texte)).map(({ nom }) => nom)
    expect(fautes).toEqual([])
  })

  it('le glossaire connaît chaque module, chaque rôle, chaque état et chaque acte', () => {
    const glossaire = readFileSync(join(RACINE, 'docs/glossaire.md'), 'utf8')
    const mots = [...MODULES.map((m) => m.name), ...MODULES.flatMap((m) => m.actions.map((a) => a.nom)), ...MODULES.flatMap((m) => Object.keys(m.permissions)), ...MODULES.flatMap((m) => Object.keys(m.roles))]
    expect([...new Set(mots)].filter((mot) => !glossaire.includes(`\`${mot}\``))).toEqual([])
  })
})
