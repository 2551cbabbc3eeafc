import { page } from '../../../kernel/module.ts'
import { Bouton, Deux, Etiquette, Formulaire, Gabarit, Panneau, ResumeErreurs, Selection, Texte } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/vue.ts'
import { z } from 'zod'
import { lire } from '../brut.ts'
import type { Brut, Chemin } from '../brut.ts'
import { AFinir, MenuProjet } from '../menu.tsx'
import { elements } from '../plan.ts'
import { mayConcevoir, parId } from '../porte.ts'
import type { Projet } from '../projet.ts'
import { getProjet } from '../queries.ts'
import { direType, typesOfferts } from '../types.ts'
import { Telephone } from './apercu.tsx'

/** The steps of the form with their questions, in order; beside them, the one that is looked at, on a phone. */
export const questions = page({
  path: '/conception/:id/questions',
  may: mayConcevoir,
  titre: 'Les questions',
  gabarit: 'agent',
  params: parId,
  query: z.object({ etape: z.string().regex(/^\d{1,3}$/).optional() }),
  load: async ({ db, params, query, maison }) => ({ projet: await getProjet(db, params.id), etape: Number(query.etape ?? 0), territoires: maison.territoires }),
  view: ({ projet, etape, territoires }, vue) => {
    const etapes = elements(lire(projet.contenu, 'formulaire.etapes'))
    return (
      <Gabarit vue={vue} titre={`Questions, ${projet.titre}`} genre="agent" ariane={[{ libelle: 'Concevoir', href: '/conception' }, { libelle: projet.titre, href: `/conception/${projet.id}` }]}>
        <MenuProjet projet={projet} ici="questions" />
        <h1>Les questions</h1>
        <ResumeErreurs vue={vue} />
        <AFinir projet={projet} partie="questions" vue={vue} />
        <Deux libelle="Aperçu" aside={<Telephone vue={vue} projet={projet} etape={Math.min(etape, Math.max(0, etapes.length - 1))} territoires={territoires} />}>
          <div class="pile">
            {etapes.map((e, i) => (
              <UneEtape key={i} vue={vue} projet={projet} etape={e} rang={i} nombre={etapes.length} />
            ))}
            <Formulaire vue={vue} action={`/conception/${projet.id}/ajouter`} libelle="Ajouter une étape" classe="panneau">
              <input type="hidden" name="_revision" value={projet.revision} />
              <input type="hidden" name="liste" value="formulaire.etapes" />
              <Texte vue={vue} nom="mots" id="etape-titre" libelle="Nouvelle étape" aide="Une étape est une page, avec un titre, par exemple « La personne décédée »" max={200} />
              <p class="champ">
                <Bouton ton="second" ico="plus">
                  Ajouter cette étape
                </Bouton>
              </p>
            </Formulaire>
          </div>
        </Deux>
      </Gabarit>
    )
  },
})

function UneEtape({ vue, projet, etape, rang, nombre }: { vue: Vue; projet: Projet; etape: Brut; rang: number; nombre: number }) {
  const chemin = `formulaire.etapes.${rang}`
  return (
    <Panneau titre={`${rang + 1}. ${typeof etape.titre === 'string' ? etape.titre : 'Étape'}`} id={`etape-${rang}`} fin={<a href={`/conception/${projet.id}/questions?etape=${rang}#etape-${rang}`}>Aperçu<span class="sr"> de l’étape {rang + 1}</span></a>}>
      <div class="rang">
        <a href={`/conception/${projet.id}/partie/${chemin}`}>Modifier l’étape</a>
        {etape.condition ? <Etiquette ton="info">Sous condition</Etiquette> : null}
        <Rang vue={vue} projet={projet} chemin={chemin} rang={rang} nombre={nombre} quoi={`l’étape ${rang + 1}`} />
      </div>
      <Questions vue={vue} projet={projet} liste={`${chemin}.champs`} champs={elements(etape.champs)} />
      <Ajout vue={vue} projet={projet} liste={`${chemin}.champs`} />
    </Panneau>
  )
}

/** Questions in order, each with its gestures. */
export function Questions({ vue, projet, liste, champs }: { vue: Vue; projet: Projet; liste: Chemin; champs: readonly Brut[] }) {
  if (champs.length === 0) return <p class="discret">Aucune question encore.</p>
  return (
    <ol class="rangees">
      {champs.map((champ, i) => {
        const mots = String(champ.libelle ?? champ.texte ?? champ.alternative ?? 'Sans nom')
        // Two questions may bear the same words: their number tells them apart.
        const numero = [...(liste.match(/\d+/g) ?? []).map(Number), i].map((n) => n + 1).join('.')
        return (
          <li key={i}>
            <span>
              <a href={`/conception/${projet.id}/partie/${liste}.${i}`}>{mots.slice(0, 120)}</a>
              <span class="sous-l">
                {direType(String(champ.type))}
                {champ.requis === false ? ', facultatif' : ''}
                {champ.condition ? ', sous condition' : ''}
              </span>
            </span>
            <Rang vue={vue} projet={projet} chemin={`${liste}.${i}`} rang={i} nombre={champs.length} quoi={`la question ${numero}, « ${mots} »`} />
          </li>
        )
      })}
    </ol>
  )
}

/** The place of an element in its list: up, down, away. Three small forms rather than dragging: a keyboard and a thumb do it too. */
export function Rang({ vue, projet, chemin, rang, nombre, quoi }: { vue: Vue; projet: Projet; chemin: Chemin; rang: number; nombre: number; quoi: string }) {
  const bouton = (geste: string, mots: string) => (
    <Bouton ton="lien" nom="geste" valeur={`${geste}:${chemin}`}>
      {mots}
      <span class="sr"> {quoi}</span>
    </Bouton>
  )
  return (
    <Formulaire vue={vue} action={`/conception/${projet.id}/ranger`} classe="rang" libelle={`Place de ${quoi}`}>
      <input type="hidden" name="_revision" value={projet.revision} />
      {rang > 0 ? bouton('monter', 'Monter') : null}
      {rang < nombre - 1 ? bouton('descendre', 'Descendre') : null}
      {bouton('retirer', 'Retirer')}
    </Formulaire>
  )
}

/** A new question: its words, and what kind of answer it wants. */
export function Ajout({ vue, projet, liste, dansBloc = false }: { vue: Vue; projet: Projet; liste: Chemin; dansBloc?: boolean }) {
  return (
    <details>
      <summary>Ajouter une question</summary>
      <Formulaire vue={vue} action={`/conception/${projet.id}/ajouter`} libelle="Ajouter une question">
        <input type="hidden" name="_revision" value={projet.revision} />
        <input type="hidden" name="liste" value={liste} />
        <Texte vue={vue} nom="mots" id={`mots-${liste}`} libelle="La question" aide="Comme on la poserait de vive voix" max={200} />
        <Selection vue={vue} nom="genre" id={`genre-${liste}`} libelle="Que répond-on ?" options={typesOfferts(dansBloc)} vide="Choisissez…" />
        <p class="champ">
          <Bouton ton="second" ico="plus">
            Ajouter
          </Bouton>
        </p>
      </Formulaire>
    </details>
  )
}
