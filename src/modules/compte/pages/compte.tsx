import { momentRelatif, pluriel, telephone } from '../../../lib/francais.ts'
import { findAgent } from '../../../kernel/identite/agent.queries.ts'
import { listAffectationsAgent } from '../../../kernel/identite/affectation.queries.ts'
import type { PosteTenu } from '../../../kernel/identite/acteur.ts'
import { findCitoyen } from '../../../kernel/identite/personne.queries.ts'
import { listSessions } from '../../../kernel/identite/session.queries.ts'
import { connu, page } from '../../../kernel/module.ts'
import type { Lecture } from '../../../kernel/module.ts'
import { jourLocal, midi } from '../../../kernel/calendrier/jour.ts'
import { Actions, Avis, Bouton, BoutonSeul, Etiquette, Formulaire, Gabarit, Panneau, Recap, ResumeErreurs, Texte, Vide } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/index.ts'
import { dateSimple } from '../../../lib/francais.ts'
import { nommerAppareil } from '../../../lib/appareil.ts'

type Seance = { id: string; appareil: string; ip: string; vueLe: Date; celleCi: boolean }
type Moi = { genre: 'agent'; agent: NonNullable<Awaited<ReturnType<typeof findAgent>>>; postes: readonly (PosteTenu & { jusquAu: string | null })[] } | { genre: 'citoyen'; citoyen: NonNullable<Awaited<ReturnType<typeof findCitoyen>>> }

async function quiSuisJe({ db, acteur, maintenant }: Lecture): Promise<Moi> {
  if (acteur.genre === 'agent') {
    const jour = jourLocal(maintenant)
    const dates = new Map((await listAffectationsAgent(db, acteur.id)).filter((a) => a.du <= jour && (a.au === null || a.au >= jour)).map((a) => [a.posteId, a.au]))
    return { genre: 'agent', agent: (await findAgent(db, acteur.id))!, postes: acteur.postes.map((p) => ({ ...p, jusquAu: dates.get(p.posteId) ?? null })) }
  }
  return { genre: 'citoyen', citoyen: (await findCitoyen(db, acteur.genre === 'citoyen' ? acteur.id : ''))! }
}

/** One's own account: who I am, what I hold, how I sign in, where I am signed in. */
export const compte = page({
  path: '/compte',
  may: connu,
  titre: 'Mon compte',
  load: async (lu) => {
    const { db, acteur, session, maintenant } = lu
    const moi = await quiSuisJe(lu as Lecture)
    const sessions = await listSessions(db, 'id' in acteur ? acteur.id : '', maintenant)
    const seances: Seance[] = sessions.map((s) => ({ id: s.empreinte.toString('hex'), appareil: nommerAppareil(s.navigateur), ip: s.ip, vueLe: s.vueLe, celleCi: s.empreinte.toString('hex') === session }))
    return { moi, seances: seances.toSorted((a, b) => Number(b.celleCi) - Number(a.celleCi)) }
  },
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Mon compte" genre={d.moi.genre === 'agent' ? 'agent' : 'public'} etroit ariane={[]}>
      <ResumeErreurs vue={vue} />
      <h1>{d.moi.genre === 'agent' ? d.moi.agent.nom : 'Mon compte'}</h1>
      {d.moi.genre === 'agent' ? <Agent moi={d.moi} /> : <Citoyen moi={d.moi} vue={vue} />}
      <Seances seances={d.seances} vue={vue} />
      {d.moi.genre === 'citoyen' ? (
        <BoutonSeul vue={vue} action="/deconnexion">
          Me déconnecter
        </BoutonSeul>
      ) : null}
    </Gabarit>
  ),
})

function Agent({ moi }: { moi: Extract<Moi, { genre: 'agent' }> }) {
  const { agent, postes } = moi
  return (
    <>
      <Panneau titre="Mes fonctions d’aujourd’hui" id="fonctions">
        {postes.length === 0 ? (
          <Vide titre="Aucune fonction">Demandez à l’administrateur de votre bureau de vous nommer à un poste.</Vide>
        ) : (
          <Recap
            serre
            lignes={postes.map((p) => ({
              titre: p.territoireNom,
              valeur: p.roleTitre,
              note: p.bureau,
              fin: p.interimDe ? (
                <Etiquette ton="cours">
                  Intérim{p.interimDe === 'poste vacant' ? '' : ` de ${p.interimDe}`}
                  {p.jusquAu ? ` jusqu’au ${dateSimple(midi(p.jusquAu))}` : ''}
                </Etiquette>
              ) : (
                <Etiquette ton="fait">Titulaire</Etiquette>
              ),
            }))}
          />
        )}
      </Panneau>
      <Panneau titre="Ma connexion" id="connexion">
        {!agent.totp && agent.cles === 0 ? (
          <Avis ton="att" titre="Activez un second facteur">
            <p>Sans lui, vous ne pouvez pas signer.</p>
          </Avis>
        ) : null}
        <Recap
          serre
          lignes={[
            { titre: 'Adresse', valeur: agent.courriel },
            { titre: 'Mot de passe', valeur: 'Choisi par vous', fin: <a href="/compte/mot-de-passe">Changer</a> },
            {
              titre: 'Second facteur',
              valeur: [agent.totp ? 'Application' : '', agent.cles > 0 ? pluriel(agent.cles, 'clé d’accès', 'clés d’accès') : ''].filter(Boolean).join(' et ') || 'Aucun',
              note: agent.totp ? (agent.secours === 0 ? 'sans code de secours' : `${pluriel(agent.secours, 'code')} de secours`) : undefined,
              fin: <a href="/compte/second-facteur">Gérer</a>,
            },
          ]}
        />
      </Panneau>
    </>
  )
}

function Citoyen({ moi: { citoyen }, vue }: { moi: Extract<Moi, { genre: 'citoyen' }>; vue: Vue }) {
  return (
    <>
      <div class="rang">
        <Bouton href="/mes-demarches">Mes démarches</Bouton>
        <Bouton href="/demarches" ton="second">
          Faire une demande
        </Bouton>
      </div>
      <Panneau titre="Qui je suis" id="identite">
        <Recap
          serre
          lignes={[
            { titre: 'Téléphone', valeur: citoyen.telephone ? telephone(citoyen.telephone) : '' },
            { titre: 'Adresse électronique', valeur: citoyen.courriel ?? '' },
            { titre: 'Compte ouvert', valeur: `le ${dateSimple(citoyen.creeLe)}` },
          ]}
        />
        <p>
          <a href="/compte/contact">Changer mon téléphone ou mon adresse</a>
        </p>
        <Formulaire vue={vue} action="/compte">
          <Texte vue={vue} nom="nom" libelle="Nom et prénoms" aide="Nom de famille en majuscules, par exemple DOSSOU Sènami : vos demandes le reprennent" valeur={citoyen.nom} autocomplete="name" facultatif />
          <Actions>
            <Bouton ton="second">Enregistrer</Bouton>
          </Actions>
        </Formulaire>
      </Panneau>
      <Panneau titre="Mes données" id="donnees">
        <p>Voyez qui a consulté vos dossiers, prenez une copie de tout ce que nous savons de vous, demandez une correction.</p>
        <p>
          <a href="/compte/donnees">Mes données et mes droits</a>
        </p>
      </Panneau>
    </>
  )
}

function Seances({ seances, vue }: { seances: readonly Seance[]; vue: Vue }) {
  return (
    <Panneau
      titre="Où je suis connecté"
      id="sessions"
      fin={
        seances.length > 1 ? (
          <BoutonSeul vue={vue} action="/compte/sessions/fermer-autres" taille="petit">
            Fermer les autres
          </BoutonSeul>
        ) : undefined
      }
    >
      <Recap
        serre
        lignes={seances.map((s) => ({
          titre: s.celleCi ? 'Ici' : momentRelatif(s.vueLe, vue.maintenant),
          valeur: s.appareil,
          note: `adresse ${s.ip}`,
          fin: s.celleCi ? (
            <Etiquette ton="info">Cette session</Etiquette>
          ) : (
            <BoutonSeul vue={vue} action={`/compte/sessions/${s.id}/fermer`} ton="lien" taille="petit">
              Fermer<span class="sr"> la session de {s.appareil}</span>
            </BoutonSeul>
          ),
        }))}
      />
    </Panneau>
  )
}
