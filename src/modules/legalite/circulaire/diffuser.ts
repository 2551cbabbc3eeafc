import { z } from 'zod'
import { jourLocal } from '../../../kernel/calendrier/index.ts'
import { posteQui } from '../../../kernel/identite/cles-poste.ts'
import { findAgentActif } from '../../../kernel/identite/personne.queries.ts'
import { listTenants } from '../../../kernel/identite/tenants.queries.ts'
import { job } from '../../../kernel/module.ts'
import type { JobDemande } from '../../../kernel/module.ts'
import { prevenir } from '../../../kernel/notifications/index.ts'
import { clesDestinataire } from './circulaire.ts'
import { findCirculaire, listAdresses } from './circulaire.queries.ts'

/** Writes to whoever holds a post that a circular is addressed to; twice writes once. An agent with two posts is told once. */
export const diffuser = job({
  nom: 'legalite.diffuser',
  titre: 'Envoi des circulaires',
  schema: z.object({ id: z.uuid() }),
  run: async ({ donnees: { id }, db, maison, maintenant, ecrire }) => {
    const c = await findCirculaire(db, id)
    if (c?.etat !== 'publiee') return
    const [adresses, remplacee] = await Promise.all([listAdresses(db, id), c.remplace ? findCirculaire(db, c.remplace) : undefined])
    const cles = adresses.flatMap((t) => clesDestinataire(t, maison.territoires))
    const tenants = await listTenants(db, adresses, jourLocal(maintenant))
    await ecrire(async (tx) => {
      const jobs: JobDemande[] = []
      for (const tenant of tenants) {
        const poste = posteQui(tenant, cles, maison.territoires)
        const agent = poste && (await findAgentActif(tx, tenant.id))
        if (!agent) continue
        jobs.push(...(await prevenir(tx, {
          modele: 'circulaire-publiee', cle: `circulaire:${id}:${agent.id}`, a: { courriel: agent.courriel }, objet: `circulaire:${id}`, maintenant,
          valeurs: { numero: c.numero!, titre: c.titre, bureau: poste.bureau, remplace: remplacee?.numero ? ` Elle remplace la circulaire ${remplacee.numero}.` : '', lien: `${maison.reglages.adresse}/legalite/circulaires/${id}` },
        })))
      }
      return { jobs }
    })
  },
})
