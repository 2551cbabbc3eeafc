import { z } from 'zod'
import { dateSimple, joursEntre, pluriel, telephone } from '../../../lib/francais.ts'
import { findRequete, listRequetes } from '../../../kernel/identite/requete-donnees.queries.ts'
import type { RequeteDonnees } from '../../../kernel/identite/requete-donnees.queries.ts'
import { page, permission } from '../../../kernel/module.ts'
import { Actions, Bouton, CaseSeule, Etiquette, Formulaire, Gabarit, Panneau, Recap, ResumeErreurs, Tableau, Vide, ZoneTexte } from '../../../ui/index.ts'
import { ecransDe, Menu } from '../menu.tsx'
import { parId } from '../porte.ts'

const may = permission('administration.donnees')
const GENRES: Readonly<Record<RequeteDonnees['genre'], string>> = { copie: 'Copie', rectification: 'Correction', effacement: 'Effacement' }
const qui = (r: RequeteDonnees) => r.nom ?? (r.telephone ? telephone(r.telephone) : (r.courriel ?? 'Compte effacé'))

/** The desk of the data-subject's requests: oldest first. */
export const requetes = page({
  path: '/administration/donnees',
  may,
  titre: 'Requêtes de données',
  gabarit: 'agent',
  load: async (lu) => ({ ouvertes: await listRequetes(lu.db, 'ouvertes'), closes: await listRequetes(lu.db, 'closes'), ecrans: ecransDe(lu) }),
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Requêtes de données" genre="agent">
      <Menu vue={vue} ecrans={d.ecrans} />
      <h1>Requêtes sur les données personnelles</h1>
      <h2>À traiter</h2>
      <Tableau
        vue={vue}
        legende="Requêtes à traiter, la plus ancienne d’abord"
        lignes={d.ouvertes}
        cle={(r) => r.id}
        colonnes={[
          { titre: 'Requête', entete: true, cellule: (r) => <a href={`/administration/donnees/${r.id}`}>{GENRES[r.genre]}</a> },
          { titre: 'De', cellule: (r) => <span>{qui(r)}</span> },
          { titre: 'Déposée', cellule: (r) => <span>{dateSimple(r.deposeeLe)}</span> },
          { titre: 'Attend', cellule: (r) => <span>{pluriel(joursEntre(r.deposeeLe, vue.maintenant), 'jour')}</span> },
        ]}
        vide={<Vide titre="Aucune requête en attente">Celles des citoyens arrivent ici.</Vide>}
      />
      <h2>Répondues</h2>
      <Tableau
        vue={vue}
        legende="Requêtes répondues, la dernière d’abord"
        dense
        lignes={d.closes}
        cle={(r) => r.id}
        colonnes={[
          { titre: 'Requête', entete: true, cellule: (r) => <a href={`/administration/donnees/${r.id}`}>{GENRES[r.genre]}</a> },
          { titre: 'De', cellule: (r) => <span>{qui(r)}</span> },
          { titre: 'Répondue', cellule: (r) => <span>{dateSimple(r.closeLe!)}</span> },
        ]}
        vide={<p class="discret">Aucune encore.</p>}
      />
    </Gabarit>
  ),
})

/** One request, and its answer. */
export const detailRequete = page({
  path: '/administration/donnees/:id',
  may,
  titre: 'Requête de données',
  gabarit: 'agent',
  params: parId,
  query: z.object({}),
  sujet: async ({ db, params }) => ((await findRequete(db, params.id)) ? { territoire: 'BJ' } : undefined),
  load: async (lu) => ({ r: (await findRequete(lu.db, lu.params.id))!, ecrans: ecransDe(lu) }),
  view: ({ r, ecrans }, vue) => (
    <Gabarit vue={vue} titre="Requête de données" genre="agent">
      <Menu vue={vue} ecrans={ecrans} />
      <div class="formulaire pile">
        <ResumeErreurs vue={vue} />
        <h1>{GENRES[r.genre]}</h1>
        <Recap
          lignes={[
            { titre: 'De', valeur: qui(r) },
            { titre: 'Téléphone', valeur: r.telephone ? telephone(r.telephone) : '' },
            { titre: 'Adresse', valeur: r.courriel ?? '' },
            { titre: 'Déposée', valeur: `le ${dateSimple(r.deposeeLe)}` },
            { titre: 'Demande', valeur: r.texte },
            ...(r.closeLe ? [{ titre: 'Réponse', valeur: r.reponse ?? '', note: `le ${dateSimple(r.closeLe)}` }] : []),
          ]}
        />
        {r.closeLe ? (
          <p>
            <Etiquette ton="fait">Répondue</Etiquette>
          </p>
        ) : (
          <Panneau titre="Répondre et clore" id="repondre">
            <Formulaire vue={vue} action={`/administration/donnees/${r.id}`}>
              <ZoneTexte vue={vue} nom="reponse" libelle="Réponse" aide="Le citoyen la lit dans son compte" max={2000} />
              {r.genre === 'effacement' ? <CaseSeule vue={vue} nom="effacer" libelle="Effacement" phrase="Effacer maintenant le compte : nom, téléphone, adresse, sessions. Les dossiers restent aux archives" /> : null}
              <Actions>
                <Bouton>Répondre et clore</Bouton>
                <a href="/administration/donnees">Revenir</a>
              </Actions>
            </Formulaire>
          </Panneau>
        )}
      </div>
    </Gabarit>
  ),
})
