import { createSecretKey, hkdfSync } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { MODULES } from './modules/index.ts'
import { construireActifs } from './ui/actifs.ts'
import { ouvrir } from './kernel/corridor/ouvrir.ts'
import { decrireApi } from './kernel/corridor/openapi.ts'
import type { DocumentApi } from './kernel/corridor/openapi.ts'
import { demarrerNumeroteur } from './kernel/corridor/numeroter.ts'
import { creerTaches } from './kernel/corridor/travailler.ts'
import { demarrerVeille } from './kernel/corridor/veiller.ts'
import { ouvrirBase } from './kernel/db/index.ts'
import type { Piece } from './kernel/db/index.ts'
import { ouvrirAtelier } from './kernel/documents/atelier.ts'
import { insertCles } from './kernel/documents/queries.ts'
import { ouvrirDepot } from './kernel/fichiers/index.ts'
import { ouvrirFile } from './kernel/jobs/index.ts'
import { ouvrirLecteur } from './kernel/lecture/lire.ts'
import type { Maison } from './kernel/maison.ts'
import type { Reglages } from './kernel/reglages.ts'
import { ouvrirTerritoires, semerTerritoire } from './kernel/territoire/index.ts'

const { version: VERSION } = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8')) as { version: string }
const SALLES = ['db', 'jobs', 'journal', 'calendrier', 'territoire', 'fichiers', 'notifications', 'identite', 'formulaires', 'documents', 'corridor']

/** Every schema of the cellar with its migrations: the kernel's rooms in their order, then the modules'. */
export function pieces(): Piece[] {
  const noyau = SALLES.map((schema) => ({ schema, dossier: join(import.meta.dirname, 'kernel', schema, 'migrations') }))
  return [...noyau, ...MODULES.flatMap((module) => (module.migrations ? [{ schema: module.name, dossier: module.migrations }] : []))]
}

export type Options = { travaille?: boolean; semer?: boolean; journaux?: boolean; limites?: boolean; maintenant?: () => Date; connexions?: number }
export type Application = { serveur: FastifyInstance; /** The listener of the information mediator: other doors, other callers. */ mediateur: FastifyInstance; maison: Maison; fermer: () => Promise<void> }

/**
 * Kernel and modules, made into one server over a migrated database. `secret` is the root of every derived key.
 * Nothing listens yet.
 */
export async function construire(reglages: Reglages, url: string, secret: string, options: Options = {}): Promise<Application> {
  const base = ouvrirBase(url, options.connexions ?? 10)
  const horloge = options.maintenant ?? (() => new Date())
  if (options.semer !== false) await base.ecrire((tx) => semerTerritoire(tx, horloge()))
  const [depot, territoires, actifs] = await Promise.all([ouvrirDepot(join(reglages.donnees, 'fichiers'), reglages.clamav), ouvrirTerritoires(base.lire), construireActifs()])
  const atelier = await ouvrirAtelier({ donnees: reglages.donnees, adresse: reglages.adresse, depot }, horloge())
  // Two: a file that takes its whole minute leaves a way for the others.
  const lecteur = ouvrirLecteur({ processus: 2 })
  const contributions: Maison['contributions'] = MODULES.flatMap((module) => module.contributions ?? [])
  let api: DocumentApi | undefined
  const maison = {
    reglages,
    base,
    depot,
    territoires,
    atelier,
    lecteur,
    contributions,
    modules: MODULES,
    api: () => (api ??= decrireApi(MODULES, { adresse: reglages.adresse, version: VERSION })),
    ...secretsDe(secret),
  } as Maison
  let journaliser = (erreur: unknown, nom: string) => console.error(nom, erreur)
  maison.file = await ouvrirFile(base.pool, creerTaches(MODULES, maison, horloge), { travaille: options.travaille ?? true, enErreur: (erreur, nom) => journaliser(erreur, nom) })
  // Always: a document may only name a key that the database knows.
  await base.ecrire((tx) => insertCles(tx, atelier.trousseau))
  if (options.semer !== false) await semer(maison, horloge())
  const portes = { actifs, maintenant: horloge, ...(options.journaux === undefined ? {} : { journaux: options.journaux }), ...(options.limites === undefined ? {} : { limites: options.limites }) }
  const [serveur, mediateur] = await Promise.all([ouvrir(MODULES, maison, portes), ouvrir(MODULES, maison, { ...portes, facade: true })])
  journaliser = (erreur, nom) => serveur.log.error({ err: erreur, tache: nom }, 'tâche en échec')
  const arreterJournal = options.travaille === false ? undefined : demarrerNumeroteur(maison, horloge, (erreur, nom) => journaliser(erreur, nom))
  const arreterVeille = demarrerVeille(maison, (erreur, nom) => journaliser(erreur, nom))
  return {
    serveur,
    mediateur,
    maison,
    fermer: async () => {
      arreterVeille()
      await Promise.all([serveur.close(), mediateur.close()])
      await arreterJournal?.()
      await maison.file.arreter()
      atelier.fermer()
      lecteur.fermer()
      await base.fermer()
    },
  }
}

/** Keys for one use each, derived once. */
function secretsDe(racine: string): Pick<Maison, 'secret' | 'cle'> {
  const derives = new Map<string, { octets: Buffer; cle: KeyObject }>()
  const deriver = (usage: string) => {
    const deja = derives.get(usage)
    if (deja) return deja
    const octets = Buffer.from(hkdfSync('sha256', racine, 'iroko', usage, 32))
    const nouveau = { octets, cle: createSecretKey(octets) }
    derives.set(usage, nouveau)
    return nouveau
  }
  return { secret: (usage) => deriver(usage).octets, cle: (usage) => deriver(usage).cle }
}

/** Brings content/ into the database; what was edited there since is left as it is. */
async function semer(maison: Maison, maintenant: Date): Promise<void> {
  for (const module of MODULES) if (module.semer) await maison.base.ecrire((tx) => module.semer!(tx, maison, maintenant))
}

/** Fills an empty database with believable data, module by module. Does nothing the second time. */
export async function remplirDemonstration(maison: Maison, maintenant: Date): Promise<void> {
  for (const module of MODULES) if (module.demo) await maison.base.ecrire((tx) => module.demo!(tx, maison, maintenant))
}
