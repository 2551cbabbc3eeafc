import { uuidv7 } from '../src/lib/uuid.ts'
import { demanderPaiement } from '../src/modules/paiements/index.ts'
import type { DemandePaiement, Paiement } from '../src/modules/paiements/index.ts'
import { getPaiement } from '../src/modules/paiements/paiement.queries.ts'
import type { Essai } from './base.ts'
import type { Reponse } from './client.ts'
import type { AgentEssai } from './monde.ts'

// A payment asked for an object that belongs to no module: the money alone.

/** Asks for one; returns its id. */
export async function demander(essai: Essai, territoire: string, changes: Partial<DemandePaiement> = {}): Promise<string> {
  const demande: DemandePaiement = { objet: `essai:${uuidv7()}`, code: 'frais', libelle: 'Frais d’essai', payeur: 'Sènami Dossou', lien: '/', montant: 2000, source: 'essai', verifie: true, moyens: ['guichet', 'en_ligne'], territoire, bureau: 'Arrondissement', ...changes }
  return (await essai.maison.base.ecrire((tx) => demanderPaiement(tx, demande, { par: 'essai', parNom: 'Essai', maintenant: new Date() }))).id
}

export const lirePaiement = (essai: Essai, id: string): Promise<Paiement> => getPaiement(essai.maison.base.lire, id)

/** A gesture of an agent on the page of the payment. */
export const surPaiement = (agent: AgentEssai, id: string, geste: string, champs: Record<string, string> = {}): Promise<Reponse> =>
  agent.client.envoyer(`/paiements/${id}`, champs, { action: `/paiements/${id}/${geste}` })
