import { z } from 'zod'
import { Refus } from '../../lib/erreurs.ts'
import { findAffectation, findPoste } from '../../kernel/identite/affectation.queries.ts'
import { findAgent } from '../../kernel/identite/agent.queries.ts'
import type { Acteur } from '../../kernel/identite/acteur.ts'
import type { Db } from '../../kernel/db/index.ts'
import type { Sujet } from '../../kernel/module.ts'

export const parId = z.object({ id: z.uuid() })
type Demande = { db: Db; params: { id: string } }

/** An account belongs to the territory it is managed from. */
export async function sujetAgent({ db, params }: Demande): Promise<Sujet | undefined> {
  const agent = await findAgent(db, params.id)
  return agent && { territoire: agent.rattachement }
}

/** A post belongs to its own territory. */
export async function sujetPoste({ db, params }: Demande): Promise<Sujet | undefined> {
  const poste = await findPoste(db, params.id)
  return poste && { territoire: poste.territoire }
}

/** An appointment belongs to the territory of its post. */
export async function sujetAffectation({ db, params }: Demande): Promise<Sujet | undefined> {
  const affectation = await findAffectation(db, params.id)
  return affectation && sujetPoste({ db, params: { id: affectation.posteId } })
}

/** The agent who acts: what needs two persons, and what is asked for a second factor, is never done by a program. */
export function agentDe(acteur: Acteur): { id: string; nom: string } {
  if (acteur.genre !== 'agent') throw new Refus('Seul un agent connecté peut faire cela', 403)
  return acteur
}
