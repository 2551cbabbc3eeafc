import { Refus } from '../../lib/erreurs.ts'
import type { Db } from '../../kernel/db/index.ts'
import type { Lecture } from '../../kernel/module.ts'
import type { Territoires } from '../../kernel/territoire/index.ts'
import { enCours, findDossier, sujetDossier } from '../demarches/index.ts'
import type { Dossier } from '../demarches/index.ts'
import { listOuvertsDe } from './agenda.queries.ts'
import { sert } from './agenda.ts'
import type { Agenda } from './agenda.ts'

/** States in which a file may still need its holder at the office, beside those where it is being examined. */
const APRES: readonly Dossier['etat'][] = ['delivre', 'accorde']

/** Whether an office still receives people about this file: no draft, not an agent's own request, nothing that is over without a paper to collect. */
const seRecoit = (dossier: Dossier): boolean => !dossier.interne && dossier.archiveLe === null && dossier.effaceLe === null && (enCours(dossier) || APRES.includes(dossier.etat))

/** The agendas that receive people about this file. */
export async function listServants(db: Db, territoires: Territoires, dossier: Dossier): Promise<Agenda[]> {
  const { territoire } = dossier
  if (!territoire || !seRecoit(dossier)) return []
  const ancetres = territoires.ancetres(territoire).map((t) => t.code)
  return (await listOuvertsDe(db, [territoire, ...ancetres])).filter((agenda) => sert(agenda, { demarche: dossier.demarche, territoire }, ancetres))
}

/** A file that this clerk may read, judged by its own door: an agent's own request, a test, the archives are not there, nor is a draft. */
export async function findLisible({ db, porteePour }: Pick<Lecture, 'db' | 'porteePour'>, id: string): Promise<Dossier | undefined> {
  const sujet = await sujetDossier({ db, params: { id } })
  if (!sujet || sujet.prive || sujet.territoire === null || !porteePour('demarches.lire').contient(sujet.territoire)) return undefined
  const dossier = await findDossier(db, id)
  return dossier?.etat === 'brouillon' ? undefined : dossier
}

/** Whether its holder still asks for it. */
export const estMaintenu = ({ etat }: Pick<Dossier, 'etat'>): boolean => etat !== 'retire'

/** Refuses an hour for a request that its holder has given up. */
export function exigerMaintenu(dossier: Pick<Dossier, 'etat'>): void {
  if (!estMaintenu(dossier)) throw new Refus('Cette demande est retirée : on ne prend plus d’heure pour elle')
}
