import type { Agent } from '../../kernel/identite/agent.queries.ts'
import { Etiquette } from '../../ui/index.ts'
import type { Ton } from '../../ui/index.ts'

/** Where an account stands, in words and as a tag. */
export function direEtatAgent(agent: Agent, maintenant: Date): { ton: Ton; mot: string } {
  if (agent.fermeLe) return { ton: 'non', mot: 'Fermé' }
  if (agent.aMotDePasse) return agent.totp || agent.cles > 0 ? { ton: 'bon', mot: 'Ouvert' } : { ton: 'pause', mot: 'Sans second facteur' }
  return agent.inviteExpireLe && agent.inviteExpireLe > maintenant ? { ton: 'cours', mot: 'Invité' } : { ton: 'tard', mot: 'Invitation expirée' }
}

export function EtatAgent({ agent, maintenant }: { agent: Agent; maintenant: Date }) {
  const { ton, mot } = direEtatAgent(agent, maintenant)
  return <Etiquette ton={ton}>{mot}</Etiquette>
}
