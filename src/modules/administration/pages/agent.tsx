import { dateSimple, momentRelatif, pluriel } from '../../../lib/francais.ts'
import { jourLocal, midi } from '../../../kernel/calendrier/jour.ts'
import { listAffectationsAgent } from '../../../kernel/identite/affectation.queries.ts'
import { findAgent, JOURS_INVITATION } from '../../../kernel/identite/agent.queries.ts'
import type { Agent } from '../../../kernel/identite/agent.queries.ts'
import { findRole } from '../../../kernel/identite/role.ts'
import type { Portee } from '../../../kernel/identite/portee.ts'
import type { Maison } from '../../../kernel/maison.ts'
import { page, permission } from '../../../kernel/module.ts'
import { Actions, Bande, Bouton, BoutonSeul, Deux, Formulaire, Gabarit, Panneau, Recap, ResumeErreurs, Selection, Texte } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/index.ts'
import { EtatAffectation, situer } from '../etat-affectation.tsx'
import { EtatAgent } from '../etat-agent.tsx'
import { ecransDe, Menu } from '../menu.tsx'
import { parId, sujetAgent } from '../porte.ts'

const gerer = permission('administration.gerer-agents')

/** Territories an account may be managed from: the country, departments and communes within reach. */
export function rattachements(maison: Maison, portee: Portee): { valeur: string; libelle: string; groupe?: string }[] {
  const { territoires } = maison
  const communes = territoires.tous('commune').filter((t) => portee.contient(t.code))
  const departements = territoires.tous('departement').filter((t) => portee.contient(t.code))
  return [
    ...(portee.contient('BJ') ? [{ valeur: 'BJ', libelle: 'Ministère (tout le pays)' }] : []),
    ...departements.map((t) => ({ valeur: t.code, libelle: t.nom, groupe: 'Départements' })),
    ...communes.map((t) => ({ valeur: t.code, libelle: t.nom, groupe: 'Communes' })),
  ]
}

/** Opens an account by an invitation. */
export const inviterAgent = page({
  path: '/administration/agents/inviter',
  may: gerer,
  titre: 'Inviter un agent',
  gabarit: 'agent',
  load: async (lu) => ({ rattachements: rattachements(lu.maison, lu.portee), ecrans: ecransDe(lu) }),
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Inviter un agent" genre="agent">
      <Menu vue={vue} ecrans={d.ecrans} />
      <div class="formulaire pile">
        <ResumeErreurs vue={vue} />
        <h1>Inviter un agent</h1>
        <p class="discret">Il reçoit un lien, choisit son mot de passe et active son second facteur. L’invitation vaut {JOURS_INVITATION} jours et ne donne aucun pouvoir : c’est le poste qui en donne.</p>
        <Formulaire vue={vue} action="/administration/agents">
          <Texte vue={vue} nom="nom" libelle="Prénoms et nom" max={120} autocomplete="off" />
          <Texte vue={vue} nom="courriel" libelle="Adresse électronique de service" type="email" autocomplete="off" />
          <Selection vue={vue} nom="rattachement" libelle="Compte géré par" options={d.rattachements} {...(d.rattachements.length === 1 ? { valeur: d.rattachements[0]!.valeur } : {})} />
          <Actions>
            <Bouton>Envoyer l’invitation</Bouton>
            <a href="/administration/agents">Annuler</a>
          </Actions>
        </Formulaire>
      </div>
    </Gabarit>
  ),
})

/** One agent: account, posts, what may be done. */
export const detailAgent = page({
  path: '/administration/agents/:id',
  may: gerer,
  titre: 'Agent',
  gabarit: 'agent',
  params: parId,
  sujet: sujetAgent,
  load: async (lu) => {
    const { db, params, maison, maintenant, acteur } = lu
    const jour = jourLocal(maintenant)
    const affectations = (await listAffectationsAgent(db, params.id)).map((a) => ({ ...situer(a, jour), titre: findRole(a.role)?.titre ?? a.role, lieu: maison.territoires.trouver(a.territoire)?.nom ?? a.territoire }))
    return { agent: (await findAgent(db, params.id))!, affectations, rattachements: rattachements(maison, lu.portee), moi: acteur.genre === 'agent' && acteur.id === params.id, ecrans: ecransDe(lu), maintenant }
  },
  view: (d, vue) => (
    <Gabarit vue={vue} titre={d.agent.nom} genre="agent">
      <Menu vue={vue} ecrans={d.ecrans} />
      <ResumeErreurs vue={vue} />
      <Bande titre={d.agent.nom}>
        <EtatAgent agent={d.agent} maintenant={d.maintenant} /> <span class="discret">{d.agent.courriel}</span>
      </Bande>
      <Deux libelle="Gestes" aside={<Gestes agent={d.agent} moi={d.moi} rattachements={d.rattachements} vue={vue} />}>
        <Panneau titre="Postes" id="postes" fin={<a href="/administration/postes">Nommer à un poste</a>}>
          {d.affectations.length === 0 ? <p class="discret">Aucun poste, donc aucun pouvoir.</p> : null}
          <Recap
            serre
            lignes={d.affectations.map((a) => ({
              titre: a.lieu,
              valeur: <a href={`/administration/postes/${a.posteId}`}>{a.titre}</a>,
              note: `${a.bureau} ; ${periode(a.du, a.au)} ; ${a.acte}`,
              fin: <EtatAffectation a={a} />,
            }))}
          />
        </Panneau>
        <Panneau titre="Compte" id="compte">
          <Recap
            serre
            lignes={[
              { titre: 'Ouvert', valeur: `le ${dateSimple(d.agent.creeLe)}` },
              { titre: 'Dernière visite', valeur: d.agent.derniereVisite ? momentRelatif(d.agent.derniereVisite, d.maintenant) : 'jamais' },
              { titre: 'Second facteur', valeur: [d.agent.totp ? 'Application' : '', d.agent.cles > 0 ? pluriel(d.agent.cles, 'clé d’accès', 'clés d’accès') : ''].filter(Boolean).join(' et ') || 'Aucun' },
              ...(d.agent.fermeLe ? [{ titre: 'Fermé', valeur: `le ${dateSimple(d.agent.fermeLe)}` }] : []),
            ]}
          />
        </Panneau>
      </Deux>
    </Gabarit>
  ),
})

/** « depuis le 5 juin 2026 », « du 5 juin 2026 au 9 juin 2026 ». */
export const periode = (du: string, au: string | null): string => (au === null ? `depuis le ${dateSimple(midi(du))}` : `du ${dateSimple(midi(du))} au ${dateSimple(midi(au))}`)

function Gestes({ agent, moi, rattachements: choix, vue }: { agent: Agent; moi: boolean; rattachements: ReturnType<typeof rattachements>; vue: Vue }) {
  const base = `/administration/agents/${agent.id}`
  if (agent.fermeLe)
    return (
      <Panneau titre="Compte fermé" id="gestes">
        <p class="petit">Le rouvrir ne rend pas ses postes.</p>
        <BoutonSeul vue={vue} action={`${base}/rouvrir`}>
          Rouvrir le compte
        </BoutonSeul>
      </Panneau>
    )
  return (
    <>
      {agent.aMotDePasse ? null : (
        <Panneau titre="Invitation" id="invitation">
          <BoutonSeul vue={vue} action={`${base}/inviter`}>
            Envoyer une nouvelle invitation
          </BoutonSeul>
        </Panneau>
      )}
      <Panneau titre="Modifier" id="modifier">
        <Formulaire vue={vue} action={base}>
          <Texte vue={vue} nom="nom" libelle="Prénoms et nom" valeur={agent.nom} max={120} autocomplete="off" />
          <Selection vue={vue} nom="rattachement" libelle="Compte géré par" options={choix} valeur={agent.rattachement} vide={false} />
          <Actions>
            <Bouton ton="second">Enregistrer</Bouton>
          </Actions>
        </Formulaire>
      </Panneau>
      {moi ? null : (
        <Panneau titre="Téléphone perdu, départ" id="gestes">
          {agent.totp || agent.cles > 0 ? (
            <>
              <p class="petit">Retirer son second facteur se fait à deux : un administrateur doit l’accorder.</p>
              <BoutonSeul vue={vue} action={`${base}/second-facteur`}>
                Demander le retrait du second facteur
              </BoutonSeul>
            </>
          ) : null}
          <details>
            <summary>Fermer le compte</summary>
            <p class="petit">Ses sessions se ferment et ses postes prennent fin aujourd’hui.</p>
            <BoutonSeul vue={vue} action={`${base}/fermer`} ton="danger">
              Fermer le compte de {agent.nom}
            </BoutonSeul>
          </details>
        </Panneau>
      )}
    </>
  )
}
