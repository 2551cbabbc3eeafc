import { z } from 'zod'
import { Refus } from '../../../lib/erreurs.ts'
import { droitsDe, juger, porteeDe } from '../../../kernel/corridor/acces.ts'
import { jourLocal } from '../../../kernel/calendrier/index.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'
import type { Acteur } from '../../../kernel/identite/acteur.ts'
import { posteQui } from '../../../kernel/identite/cles-poste.ts'
import { findAgent } from '../../../kernel/identite/agent.queries.ts'
import { listPostesTenus } from '../../../kernel/identite/poste.queries.ts'
import type { Maison } from '../../../kernel/maison.ts'
import type { Action, Suite } from '../../../kernel/module.ts'
import { confier } from '../actions/confier.ts'
import { proposer } from '../actions/proposer.ts'
import { relancer } from '../actions/relancer.ts'
import { viser } from '../actions/viser.ts'
import { sujetDossier } from '../porte.ts'
import { listVisas } from '../visa.queries.ts'
import type { GesteLot, LigneLot } from './lot.queries.ts'

/** The action of each gesture: a batch does nothing that the page of a file would not, and under the same rules. Signatures are not among them. */
export const GESTES: Readonly<Record<GesteLot, { mot: string; action: Action }>> = {
  charger: { mot: 'M’en charger', action: confier },
  repartir: { mot: 'Répartir entre les agents du bureau', action: confier },
  relancer: { mot: 'Relancer le demandeur', action: relancer },
  proposer: { mot: 'Proposer d’accorder', action: proposer },
  viser: { mot: 'Donner un visa favorable', action: viser },
}

export type Contexte = { maison: Maison; maintenant: Date }

/** The agent of `agent:<id>` with the posts he holds now: what he lost since he asked is lost. Undefined when his account is closed. */
export async function lireAgent(db: Db, par: string, { maison, maintenant }: Contexte): Promise<Acteur | undefined> {
  const agent = await findAgent(db, par.replace(/^agent:/, ''))
  if (!agent || agent.fermeLe) return undefined
  const postes = await listPostesTenus(db, agent.id, jourLocal(maintenant))
  return { genre: 'agent', id: agent.id, nom: agent.nom, secondFacteur: false, postes: postes.map((p) => ({ ...p, territoireNom: maison.territoires.trouver(p.territoire)?.nom ?? '' })) }
}

/**
 * Does one gesture on one file for an agent, in this transaction, judged as the corridor judges the door of the same action.
 * Throws what the action throws (`Refus`, `Saisie`), and a `Refus` for a door that is closed to him.
 */
export async function executer(tx: Tx, geste: GesteLot, ligne: Pick<LigneLot, 'dossierId' | 'detail'>, acteur: Acteur, contexte: Contexte): Promise<Suite> {
  const { maison, maintenant } = contexte
  const { action } = GESTES[geste]
  const droits = droitsDe(maison.modules)
  const params = { id: ligne.dossierId }
  const verdict = await juger(action.may, acteur, () => sujetDossier({ db: tx, params }), droits, maison.territoires)
  if (!verdict.oui) throw new Refus('Ce dossier ne vous est pas ouvert', 403)
  const input = action.input.parse(await saisieDe(tx, geste, ligne, acteur, maison)) as Record<string, unknown>
  const porteePour = (permission: string) => porteeDe(acteur, permission, droits, maison.territoires)
  return action.run({ tx, params, input, acteur, maintenant, maison, portee: verdict.portee, porteePour, fichiers: [], prepare: undefined, ip: '', appareil: '' } as never)
}

async function saisieDe(tx: Tx, geste: GesteLot, ligne: Pick<LigneLot, 'dossierId' | 'detail'>, acteur: Acteur, { territoires }: Maison): Promise<Record<string, unknown>> {
  if (geste === 'charger') return { agent: acteur.genre === 'agent' ? acteur.id : '' }
  if (geste === 'repartir') return { agent: z.uuid().safeParse(ligne.detail.agent).data ?? refuser('Personne du bureau n’a le poste que ce dossier attend') }
  if (geste === 'proposer') return { decision: 'accorder' }
  if (geste === 'relancer') return {}
  const visa = (await listVisas(tx, ligne.dossierId)).find((v) => v.avis === null && v.closLe === null && posteQui(acteur, v.cles, territoires))
  return { visa: visa?.id ?? refuser('Ce dossier n’attend pas votre visa'), avis: 'favorable' }
}

function refuser(phrase: string): never {
  throw new Refus(phrase)
}
