import { dateChiffres } from '../../../lib/francais.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import { clesPostes } from '../../../kernel/identite/cles-poste.ts'
import { agent, page } from '../../../kernel/module.ts'
import { Bouton, Etiquette, Formulaire, Gabarit, Panneau, Selection, Tableau } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/vue.ts'
import { getDemarche, listEnVigueur } from '../definition.queries.ts'
import { listDossiersDe } from '../dossier.queries.ts'
import { ETATS } from '../dossier.ts'
import { listDossiers } from '../file.queries.ts'
import { colonnes, garnir } from './liste.tsx'

/** What is new; the list of files holds the rest. */
const APPELES_AU_PLUS = 10

/** What an agent asks for himself, and the files of others on which his posts have been called. */
export const demandes = page({
  path: '/demandes',
  may: agent,
  titre: 'Mes demandes',
  gabarit: 'agent',
  load: async ({ db, acteur, maison, maintenant }) => {
    const siennes = await listDossiersDe(db, cleActeur(acteur))
    const cles = clesPostes(acteur, maison.territoires)
    const appeles = cles.length > 0 ? await listDossiers(db, { codes: [] }, { cles, limite: APPELES_AU_PLUS }) : []
    return {
      demarches: (await listEnVigueur(db, 'agents')).map((d) => ({ code: d.code, titre: d.titre, resume: d.fiche.resume })),
      siennes: await Promise.all(siennes.map(async (d) => ({ id: d.id, numero: d.numero, etat: d.etat, modifieLe: d.modifieLe, titre: (await getDemarche(db, d.demarche, d.version)).titre }))),
      appeles: await garnir(db, maison, appeles, maintenant),
      postes: acteur.genre === 'agent' ? acteur.postes.map((p) => ({ valeur: p.posteId, libelle: `${p.roleTitre}, ${p.bureau}` })) : [],
    }
  },
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Mes demandes" genre="agent">
      <h1>Mes demandes</h1>
      <Tableau
        vue={vue}
        legende="Ce que j’ai demandé"
        fiche
        lignes={d.siennes}
        cle={(l) => l.id}
        colonnes={[
          { titre: 'Demande', entete: true, cellule: (l) => <a href={l.etat === 'brouillon' ? `/brouillons/${l.id}` : `/suivi/${l.id}`}>{l.titre}</a> },
          { titre: 'Numéro', cellule: (l) => (l.numero ? <span class="code">{l.numero}</span> : <span class="discret">pas encore déposée</span>) },
          { titre: 'État', place: 'etat', cellule: (l) => <Etiquette ton={ETATS[l.etat].ton}>{ETATS[l.etat].agent}</Etiquette> },
          { titre: 'Dernier changement', cellule: (l) => dateChiffres(l.modifieLe) },
        ]}
        vide={<p>Vous n’avez rien demandé. Vos demandes et leurs brouillons se retrouvent ici.</p>}
      />
      <Nouvelle d={d} vue={vue} />
      {d.appeles.length > 0 ? <Tableau vue={vue} legende="Dossiers où l’on m’a appelé" titreVisible fiche lignes={d.appeles} cle={(l) => l.id} colonnes={colonnes} vide={null} /> : null}
      {d.appeles.length === APPELES_AU_PLUS ? (
        <p>
          <a href="/dossiers?ou=poste">Tous les dossiers où mon poste est appelé, les chercher, les exporter</a>
        </p>
      ) : null}
    </Gabarit>
  ),
})

type Donnees = { demarches: { code: string; titre: string; resume: string }[]; postes: { valeur: string; libelle: string }[] }

function Nouvelle({ d, vue }: { d: Donnees; vue: Vue }) {
  if (d.demarches.length === 0) return null
  return (
    <section class="pile">
      <h2>Nouvelle demande</h2>
      <div class="grille-2">
        {d.demarches.map((demarche) => (
          <Panneau key={demarche.code} titre={demarche.titre} id={`d-${demarche.code}`}>
            <p>{demarche.resume}</p>
            <Formulaire vue={vue} action={`/demandes/${demarche.code}`}>
              {d.postes.length > 1 ? <Selection vue={vue} nom="poste" id={`poste-${demarche.code}`} libelle="Au titre de quel poste ?" options={d.postes} vide={false} /> : null}
              <p class="champ">
                <Bouton ton="second" ico="plus">
                  Commencer<span class="sr"> : {demarche.titre}</span>
                </Bouton>
              </p>
            </Formulaire>
          </Panneau>
        ))}
      </div>
    </section>
  )
}
