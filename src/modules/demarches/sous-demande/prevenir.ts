import type { Tx } from '../../../kernel/db/index.ts'
import { posteQui } from '../../../kernel/identite/cles-poste.ts'
import { findAgentActif } from '../../../kernel/identite/personne.queries.ts'
import { listTenants } from '../../../kernel/identite/tenants.queries.ts'
import type { Maison } from '../../../kernel/maison.ts'
import type { JobDemande } from '../../../kernel/module.ts'
import { prevenir } from '../../../kernel/notifications/index.ts'
import { jourDe } from '../horloge.ts'
import type { SousDemande } from './sous-demande.ts'

/** Beyond this, the queue of the office is enough. */
const LETTRES = 5

/** Writes to those who hold the posts of the office that is asked. */
export async function prevenirBureau(tx: Tx, maison: Maison, s: Pick<SousDemande, 'id' | 'dossierId' | 'territoire' | 'cles'>, modele: string, valeurs: Readonly<Record<string, string>>, maintenant: Date): Promise<JobDemande[]> {
  const tenants = (await listTenants(tx, [s.territoire], jourDe(maintenant))).filter((agent) => posteQui(agent, s.cles, maison.territoires) !== undefined).slice(0, LETTRES)
  const jobs: JobDemande[] = []
  for (const { id } of tenants) {
    const agent = await findAgentActif(tx, id)
    if (agent) jobs.push(...(await prevenir(tx, { modele, cle: `${modele}:${s.id}:${id}`, a: { courriel: agent.courriel }, valeurs: { ...valeurs, lien: `${maison.reglages.adresse}/sous-demandes/${s.id}` }, objet: `dossier:${s.dossierId}`, maintenant })))
  }
  return jobs
}

/** Writes to whoever asked, when it is an agent. */
export async function prevenirDemandeur(tx: Tx, maison: Maison, s: Pick<SousDemande, 'id' | 'dossierId' | 'demandeePar'>, modele: string, valeurs: Readonly<Record<string, string>>, maintenant: Date): Promise<JobDemande[]> {
  const agent = s.demandeePar.startsWith('agent:') ? await findAgentActif(tx, s.demandeePar.slice(6)) : undefined
  return agent ? prevenir(tx, { modele, cle: `${modele}:${s.id}:${agent.id}`, a: { courriel: agent.courriel }, valeurs: { ...valeurs, lien: `${maison.reglages.adresse}/dossiers/${s.dossierId}` }, objet: `dossier:${s.dossierId}`, maintenant }) : []
}
