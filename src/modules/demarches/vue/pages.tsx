import type { Db } from '../../../kernel/db/index.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import { page } from '../../../kernel/module.ts'
import type { Sujet } from '../../../kernel/module.ts'
import { Actions, Bouton, BoutonSeul, Formulaire, Gabarit, Onglets, Panneau, ResumeErreurs, Texte, Vide } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/index.ts'
import { versAdresse } from '../criteres.ts'
import type { Criteres } from '../criteres.ts'
import { mayListe } from '../porte.ts'
import type { CritereFile } from '../file.queries.ts'
import { findVue, listVues, VUES_AU_PLUS } from './vue.queries.ts'
import type { VueGardee } from './vue.queries.ts'

/** A view is its author's alone. */
export async function sujetVue({ db, params }: { db: Db; params: { id: string } }): Promise<Sujet | undefined> {
  const vue = await findVue(db, params.id)
  return vue && { territoire: null, titulaires: [vue.par] }
}

/** One's views, to rename or to delete. */
export const vues = page({
  path: '/vues',
  may: mayListe,
  titre: 'Vos vues',
  gabarit: 'agent',
  load: async ({ db, acteur }) => ({ siennes: await listVues(db, cleActeur(acteur)) }),
  view: ({ siennes }, vue) => (
    <Gabarit vue={vue} titre="Vos vues" genre="agent" ariane={[{ libelle: 'Dossiers', href: '/dossiers' }]}>
      <ResumeErreurs vue={vue} />
      <h1>Vos vues</h1>
      {siennes.length === 0 ? <Vide titre="Aucune vue">Filtrez la <a href="/dossiers">liste des dossiers</a>, puis gardez ces filtres sous un nom.</Vide> : null}
      {siennes.map((v) => (
        <Panneau key={v.id} titre={<a href={`/dossiers${versAdresse(v.filtre)}`}>{v.nom}</a>} id={`vue-${v.id}`}>
          <Formulaire vue={vue} action={`/vues/${v.id}`}>
            <Texte vue={vue} nom="nom" id={`nom-${v.id}`} libelle="Nom de la vue" valeur={v.nom} />
            <Actions>
              <Bouton ton="second">Renommer</Bouton>
            </Actions>
          </Formulaire>
          <BoutonSeul vue={vue} action={`/vues/${v.id}/effacer`}>Effacer cette vue</BoutonSeul>
        </Panneau>
      ))}
    </Gabarit>
  ),
})

const memes = (a: CritereFile, b: CritereFile) => versAdresse(a) === versAdresse(b)

/** The views as tabs above the list; nothing for who has none. */
export function OngletsVues({ siennes, filtre }: { siennes: readonly VueGardee[]; filtre: CritereFile }) {
  if (siennes.length === 0) return null
  return <Onglets libelle="Vos vues" onglets={[{ libelle: 'Tous', href: '/dossiers', actif: versAdresse(filtre) === '' }, ...siennes.map((v) => ({ libelle: v.nom, href: `/dossiers${versAdresse(v.filtre)}`, actif: memes(v.filtre, filtre) }))]} />
}

/** Under the list: keep these filters, when there are some that no view holds yet. */
export function GarderVue({ vue, siennes, filtre }: { vue: Vue; siennes: readonly VueGardee[]; filtre: Criteres }) {
  const gerer = siennes.length > 0 ? <p class="petit"><a href="/vues">Renommer ou effacer vos vues</a></p> : null
  if (versAdresse(filtre) === '' || siennes.some((v) => memes(v.filtre, filtre)) || siennes.length >= VUES_AU_PLUS) return gerer
  return (
    <>
      <details>
        <summary>Garder ces filtres comme une vue</summary>
        <Formulaire vue={vue} action="/vues">
          {Object.entries(filtre).map(([nom, valeur]) => (
            <input key={nom} type="hidden" name={nom} value={valeur} />
          ))}
          <Texte vue={vue} nom="nom" libelle="Nom de la vue" aide="Par exemple : mes certificats en retard" />
          <Actions>
            <Bouton ton="second">Garder cette vue</Bouton>
          </Actions>
        </Formulaire>
      </details>
      {gerer}
    </>
  )
}
