import { sql } from '../../../kernel/db/index.ts'
import { retard } from '../../../kernel/journal/index.ts'
import { ouvert, page } from '../../../kernel/module.ts'

const PATIENCE_MS = 2_000

/** What a part answered in time, or why it did not: `muet` (too slow) or `panne`. */
async function sonder<T>(question: () => Promise<T>): Promise<{ etat: 'bon'; reponse: T } | { etat: 'panne' | 'muet' }> {
  let minuterie: NodeJS.Timeout | undefined
  const patience = new Promise<{ etat: 'muet' }>((suite) => (minuterie = setTimeout(() => suite({ etat: 'muet' }), PATIENCE_MS)))
  const reponse = Promise.resolve()
    .then(question)
    .then(
      (valeur) => ({ etat: 'bon' as const, reponse: valeur }),
      () => ({ etat: 'panne' as const }),
    )
  return Promise.race([reponse, patience]).finally(() => clearTimeout(minuterie))
}

/** Health of this node for a supervisor: 200 when the database and the queue answer, else 503. No personal data, no name. */
export const sante = page({
  path: '/sante',
  may: ouvert,
  titre: 'Santé du service',
  load: async ({ db, maison }) => {
    const [base, file, journal] = await Promise.all([sonder(() => sql`select 1`.execute(db)), sonder(() => maison.file.etat()), sonder(() => retard(db))])
    const compter = (quoi: 'attente' | 'encours' | 'echouees') => (file.etat === 'bon' ? file.reponse.reduce((n, tache) => n + Number(tache[quoi]), 0) : undefined)
    return {
      etat: base.etat === 'bon' && file.etat === 'bon' ? 'bon' : 'panne',
      version: maison.api().info.version,
      base: { etat: base.etat },
      file: { etat: file.etat, attente: compter('attente'), encours: compter('encours'), echouees: compter('echouees') },
      journal: { etat: journal.etat, retard: journal.etat === 'bon' ? journal.reponse.nombre : undefined },
    }
  },
  corps: (s) => ({ type: 'application/json; charset=utf-8', corps: JSON.stringify(s), statut: s.etat === 'bon' ? 200 : 503, entetes: { 'cache-control': 'no-store' } }),
})
