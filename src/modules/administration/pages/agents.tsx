import { z } from 'zod'
import { dateChiffres, lierNumero, momentRelatif } from '../../../lib/francais.ts'
import { couper, PAR_PAGE } from '../../../lib/liste.ts'
import { EXPORT_AU_PLUS, exporter, format } from '../../../kernel/corridor/exporter.ts'
import type { ColonneExport } from '../../../kernel/corridor/exporter.ts'
import { listAgents } from '../../../kernel/identite/agent.queries.ts'
import type { Agent } from '../../../kernel/identite/agent.queries.ts'
import { page, permission } from '../../../kernel/module.ts'
import { Bande, Bouton, Exports, Filtre, Filtres, Gabarit, Pages, Tableau, Vide } from '../../../ui/index.ts'
import { direEtatAgent, EtatAgent } from '../etat-agent.tsx'
import { ecransDe, Menu } from '../menu.tsx'

type Ligne = Agent & { lieu: string }
const colonnesExport = (maintenant: Date): readonly ColonneExport<Ligne>[] => [
  ['Agent', (a) => a.nom],
  ['Adresse', (a) => a.courriel],
  ['Rattachement', (a) => a.lieu],
  ['Compte créé le', (a) => dateChiffres(a.creeLe)],
  ['Vu le', (a) => (a.derniereVisite ? dateChiffres(a.derniereVisite) : '')],
  ['État', (a) => direEtatAgent(a, maintenant).mot],
]

/** The agents one manages. */
export const agents = page({
  path: '/administration/agents',
  may: permission('administration.gerer-agents'),
  titre: 'Agents',
  gabarit: 'agent',
  query: z.object({ cherche: z.string().max(100).optional(), etat: z.string().max(20).optional(), tri: z.string().max(20).optional(), apres: z.uuid().optional(), format }),
  load: async (lu) => {
    const { format: en, ...filtre } = lu.query
    const lus = await listAgents(lu.db, lu.portee, { ...filtre, limite: en ? EXPORT_AU_PLUS : PAR_PAGE + 1 })
    const lignes = lus.map((a): Ligne => ({ ...a, lieu: a.rattachement === 'BJ' ? 'Ministère' : (lu.maison.territoires.trouver(a.rattachement)?.nom ?? a.rattachement) }))
    return { ...(en ? { lignes, suivant: undefined } : couper(lignes)), format: en, ecrans: ecransDe(lu), maintenant: lu.maintenant }
  },
  corps: (d) => (d.format ? exporter('agents', colonnesExport(d.maintenant), d.lignes, d.format) : undefined),
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Agents" genre="agent">
      <Menu vue={vue} ecrans={d.ecrans} />
      <Bande titre="Agents" actions={<Bouton href="/administration/agents/inviter">Inviter un agent</Bouton>} />
      <h2 class="sr">Liste</h2>
      <Filtres vue={vue} libelle="Filtrer les agents">
        <Filtre vue={vue} nom="cherche" libelle="Nom ou adresse" type="search" />
        <Filtre vue={vue} nom="etat" libelle="État" tous="Tous" options={[{ valeur: 'ouvert', libelle: 'Ouverts' }, { valeur: 'invite', libelle: 'Invités' }, { valeur: 'ferme', libelle: 'Fermés' }]} />
      </Filtres>
      <Tableau
        vue={vue}
        legende="Agents"
        lignes={d.lignes}
        cle={(a) => a.id}
        colonnes={[
          { titre: 'Agent', tri: 'nom', entete: true, cellule: (a) => <a href={`/administration/agents/${a.id}`}>{a.nom}</a> },
          { titre: 'Adresse', tri: 'courriel', cellule: (a) => a.courriel },
          { titre: 'Rattachement', cellule: (a) => lierNumero(a.lieu) },
          { titre: 'Vu', tri: 'vu', cellule: (a) => (a.derniereVisite ? momentRelatif(a.derniereVisite, d.maintenant) : 'jamais') },
          { titre: 'État', cellule: (a) => <EtatAgent agent={a} maintenant={d.maintenant} /> },
        ]}
        vide={<Vide titre="Aucun agent ne correspond">Enlevez un filtre, ou invitez quelqu’un.</Vide>}
      />
      <Pages vue={vue} apres={d.suivant} />
      <Exports vue={vue} />
    </Gabarit>
  ),
})
