import type { Db } from '../../kernel/db/index.ts'
import type { Territoires } from '../../kernel/territoire/index.ts'
import { enCours } from '../demarches/index.ts'
import type { Dossier } from '../demarches/index.ts'
import { listOuvertsDe } from './agenda.queries.ts'
import { sert } from './agenda.ts'
import type { Agenda } from './agenda.ts'

/** States in which a file may still need its holder at the office, beside those where it is being examined. */
const APRES: readonly Dossier['etat'][] = ['delivre', 'accorde']

/** The agendas that receive people about this file; none for a draft, an agent's own request, or a file that is over without a paper to collect. */
export async function listServants(db: Db, territoires: Territoires, dossier: Dossier): Promise<Agenda[]> {
  const { territoire } = dossier
  if (!territoire || dossier.interne || dossier.etat === 'brouillon' || !(enCours(dossier) || APRES.includes(dossier.etat))) return []
  const ancetres = territoires.ancetres(territoire).map((t) => t.code)
  return (await listOuvertsDe(db, [territoire, ...ancetres])).filter((agenda) => sert(agenda, { demarche: dossier.demarche, territoire }, ancetres))
}
