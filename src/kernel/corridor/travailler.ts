import { cleActeur } from '../identite/acteur.ts'
import type { Acteur } from '../identite/acteur.ts'
import { insertEntrees } from '../journal/index.ts'
import type { Tache } from '../jobs/index.ts'
import type { Maison } from '../maison.ts'
import type { Ecrit, Job, Module, Travail } from '../module.ts'

/** Jobs walk the corridor too: a named actor, a checked input, one transaction with its journal entries and next jobs. */
export function creerTaches(modules: readonly Module[], maison: Maison, maintenant: () => Date): Tache[] {
  return modules.flatMap((module) => module.jobs).map((job) => ({ nom: job.nom, ...(job.cron ? { cron: job.cron } : {}), run: (donnees) => travailler(job, donnees, maison, maintenant()) }))
}

async function travailler(job: Job, donnees: unknown, maison: Maison, maintenant: Date): Promise<void> {
  const acteur: Acteur = { genre: 'systeme', nom: job.nom }
  const ecrire: Travail<unknown>['ecrire'] = async (travail) => {
    const suite = await maison.base.ecrire(async (tx) => {
      const faite = await travail(tx)
      const entrees = (faite.journal === undefined ? [] : Array.isArray(faite.journal) ? faite.journal : [faite.journal]) as Ecrit[]
      const verbe = faite.verbe ?? job.nom
      await insertEntrees(tx, entrees.map((e) => ({ verbe, acteur: cleActeur(acteur), objet: e.objet, territoire: e.territoire ?? null, detail: e.detail ?? {}, le: maintenant })))
      if (faite.jobs?.length) await maison.file.enqueue(tx, faite.jobs)
      return faite
    })
    if (suite.jobs?.length) maison.file.reveiller()
  }
  const lu = { donnees: job.schema.parse(donnees), db: maison.base.lire, maison, maintenant, acteur, ecrire }
  await job.run(lu as never)
}
