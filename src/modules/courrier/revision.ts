/** What the correction of a letter overwrites, to tell what somebody else saved meanwhile. */
import { heure } from '../../lib/francais.ts'
import type { Db } from '../../kernel/db/index.ts'
import { suivre, suivreJour } from '../../ui/index.ts'
import type { ChampSuivi } from '../../ui/index.ts'
import { SENS } from './courrier.ts'
import type { Courrier } from './courrier.ts'
import { findCourrier } from './courrier.queries.ts'
import { listEvenements } from './evenement.queries.ts'
import type { Lecteur } from './lecteur.ts'
import { libelle, REFERENTIEL } from './referentiel.ts'
import type { Portee } from '../../kernel/identite/portee.ts'

const MENTIONS: Readonly<Record<string, string>> = { urgent: 'Urgent', confidentiel: 'Confidentiel' }

/** The correction of a letter, as its form shows it. `lettre` is the number of the linked one. */
export const suivreCourrier = (c: Courrier, lettre: string | undefined, aujourdhui: string): ChampSuivi[] => [
  suivre(SENS[c.sens].autre, 'correspondant', c.correspondant),
  suivre('Référence de la lettre', 'reference', c.reference),
  suivreJour('Date de la lettre', 'dateLettre', c.dateLettre, aujourdhui.slice(0, 4)),
  suivre('Objet', 'objet', c.objet ?? ''),
  suivre('Nature', 'nature', c.nature, (code) => libelle(REFERENTIEL.natures, code)),
  { libelle: 'Mentions', boites: { mentions: [...(c.urgent ? ['urgent'] : []), ...(c.confidentiel ? ['confidentiel'] : [])] }, dire: ({ mentions }) => [mentions ?? []].flat().map((m) => MENTIONS[m] ?? m).join(', ') },
  ...(c.sens === 'arrivee' ? [suivreJour('Reçu le', 'jour', c.jour), suivreJour('Réponse attendue pour le', 'echeance', c.echeance)] : []),
  suivre('Courrier lié', 'lettre', lettre ?? ''),
  suivre('Un organisme ou une personne', 'genre', c.genre, (genre) => (genre === 'personne' ? 'Personne' : 'Organisme')),
  suivre('Adresse', 'adresse', c.adresse),
  suivre('Téléphone ou adresse électronique', 'contact', c.contact),
]

/** The number of the letter that this one answers, if this reader may know it. */
export const numeroLie = async (db: Db, c: Pick<Courrier, 'repondA'>, portee: Portee, lecteur: Lecteur): Promise<string | undefined> => (c.repondA ? ((await findCourrier(db, c.repondA, portee, lecteur))?.numero ?? undefined) : undefined)

/** That a letter changed, by whom and when. */
export async function direChange(db: Db, id: string): Promise<string> {
  const dernier = (await listEvenements(db, id)).findLast((e) => ['modifie', 'enregistre'].includes(e.genre))
  return `Ce courrier a changé pendant que vous écriviez${dernier ? ` (${dernier.parNom}, ${heure(dernier.le)})` : ''}`
}
