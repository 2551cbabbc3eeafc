import { z } from 'zod'
import { dateChiffres, dateSimple, joursEntre, pluriel, telephone } from '../../../lib/francais.ts'
import { paginer, ranger, trouve } from '../../../lib/liste.ts'
import { exporter, format } from '../../../kernel/corridor/exporter.ts'
import type { ColonneExport } from '../../../kernel/corridor/exporter.ts'
import { findRequete, listRequetes } from '../../../kernel/identite/requete-donnees.queries.ts'
import type { RequeteDonnees } from '../../../kernel/identite/requete-donnees.queries.ts'
import { page, permission } from '../../../kernel/module.ts'
import { Actions, Bouton, CaseSeule, Etiquette, Exports, Filtre, Filtres, Formulaire, Gabarit, Pages, Panneau, Recap, ResumeErreurs, Tableau, Vide, ZoneTexte } from '../../../ui/index.ts'
import { ecransDe, Menu } from '../menu.tsx'
import { parId } from '../porte.ts'

const may = permission('administration.donnees')
const GENRES: Readonly<Record<RequeteDonnees['genre'], string>> = { copie: 'Copie', rectification: 'Correction', effacement: 'Effacement' }
const qui = (r: RequeteDonnees) => r.nom ?? (r.telephone ? telephone(r.telephone) : (r.courriel ?? 'Compte effacé'))

const ETATS = { attente: 'À traiter', repondue: 'Répondue' } as const
const etatDe = (r: RequeteDonnees) => (r.closeLe ? ETATS.repondue : ETATS.attente)
const colonnesExport: readonly ColonneExport<RequeteDonnees>[] = [
  ['Requête', (r) => GENRES[r.genre]],
  ['De', qui],
  ['Demande', (r) => r.texte],
  ['Déposée le', (r) => dateChiffres(r.deposeeLe)],
  ['Répondue le', (r) => (r.closeLe ? dateChiffres(r.closeLe) : '')],
  ['Réponse', (r) => r.reponse],
  ['État', etatDe],
]

/** The desk of the data-subject's requests: those to answer, oldest first, unless one asks for the others. */
export const requetes = page({
  path: '/administration/donnees',
  may,
  titre: 'Requêtes de données',
  gabarit: 'agent',
  query: z.object({ cherche: z.string().max(100).optional(), genre: z.string().max(20).optional(), etat: z.string().max(20).optional(), tri: z.string().max(20).optional(), apres: z.uuid().optional(), format }),
  load: async (lu) => {
    const { query: q } = lu
    const toutes = [...(q.etat === 'repondue' ? [] : await listRequetes(lu.db, 'ouvertes')), ...(q.etat ? await listRequetes(lu.db, 'closes') : [])]
    const choisies = ranger(toutes.filter((r) => (!q.genre || r.genre === q.genre) && trouve([qui(r), r.texte, r.reponse], q.cherche)), q.tri, { genre: (r) => GENRES[r.genre], de: qui, deposee: (r) => r.deposeeLe, repondue: (r) => r.closeLe })
    return { choisies, ...paginer(choisies, q.apres, (r) => r.id), format: q.format, ecrans: ecransDe(lu) }
  },
  corps: (d) => (d.format ? exporter('requetes-de-donnees', colonnesExport, d.choisies, d.format) : undefined),
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Requêtes de données" genre="agent">
      <Menu vue={vue} ecrans={d.ecrans} />
      <h1>Requêtes sur les données personnelles</h1>
      <h2 class="sr">Liste</h2>
      <Filtres vue={vue} libelle="Filtrer les requêtes">
        <Filtre vue={vue} nom="cherche" libelle="Nom ou demande" type="search" />
        <Filtre vue={vue} nom="genre" libelle="Requête" tous="Toutes" options={Object.entries(GENRES).map(([valeur, libelle]) => ({ valeur, libelle }))} />
        <Filtre vue={vue} nom="etat" libelle="État" tous="À traiter" options={[{ valeur: 'repondue', libelle: 'Répondues' }, { valeur: 'toutes', libelle: 'Toutes' }]} />
      </Filtres>
      <Tableau
        vue={vue}
        legende="Requêtes"
        lignes={d.lignes}
        cle={(r) => r.id}
        colonnes={[
          { titre: 'Requête', tri: 'genre', entete: true, cellule: (r) => <a href={`/administration/donnees/${r.id}`}>{GENRES[r.genre]}</a> },
          { titre: 'De', tri: 'de', cellule: (r) => <span>{qui(r)}</span> },
          { titre: 'Déposée', tri: 'deposee', cellule: (r) => <span>{dateSimple(r.deposeeLe)}</span> },
          { titre: 'Répondue', tri: 'repondue', cellule: (r) => (r.closeLe ? <span>{dateSimple(r.closeLe)}</span> : <span class="discret">attend depuis {pluriel(joursEntre(r.deposeeLe, vue.maintenant), 'jour')}</span>) },
          { titre: 'État', cellule: (r) => <Etiquette ton={r.closeLe ? 'fait' : 'cours'}>{etatDe(r)}</Etiquette> },
        ]}
        vide={<Vide titre="Aucune requête ne correspond">Celles des citoyens arrivent ici.</Vide>}
      />
      <Pages vue={vue} apres={d.suivant} />
      <Exports vue={vue} />
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
