import { Refus } from '../../lib/erreurs.ts'
import { findClient, NOM_CLIENT } from '../identite/jeton.queries.ts'
import type { Cadre, Passage } from './cadre.ts'
import { noterUsage } from './identifier.ts'
import type { ErreurLue } from './repondre.tsx'

const ENTETE = 'information-mediator-client'

/**
 * Who calls through the information mediator: the header it sets names a client registered here, with permissions and territories.
 * Nothing proves the name but the listener itself: only the mediator can reach it. Cookies and tokens are not read.
 */
export async function identifierClient(cadre: Cadre, passage: Passage): Promise<Passage> {
  const nom = passage.requete.headers[ENTETE]
  if (typeof nom !== 'string' || !NOM_CLIENT.test(nom)) throw new Refus('L’en-tête Information-Mediator-Client s’écrit INSTANCE/CLASS/MEMBER/SUBSYSTEM', 400)
  const client = await findClient(cadre.maison.base.lire, nom, passage.maintenant)
  if (!client) return passage
  noterUsage(cadre, client.id, client.vuLe, passage.maintenant)
  return { ...passage, porteur: true, acteur: { genre: 'jeton', id: client.id, nom: client.nom, permissions: client.permissions, territoires: client.territoires } }
}

/** An error as the mediator's descriptions write it. They know one status for what is wrongly sent: 400. */
export function repondreMediateur({ requete, reponse }: Passage, lue: ErreurLue): string {
  const statut = lue.statut === 422 ? 400 : lue.statut
  const champs = Object.entries(lue.champs ?? {}).map(([champ, phrase]) => (champ === '' ? phrase : `${champ} : ${phrase}`))
  void reponse.code(statut).type('application/json; charset=utf-8').header('cache-control', 'private, no-store')
  return JSON.stringify({ traceId: requete.id, code: String(statut), message: lue.titre, localizedMessage: champs.length > 0 ? champs.join(' ; ') : lue.phrase })
}
