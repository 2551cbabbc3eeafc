import { finir } from '../lib/francais.ts'
import { Gabarit } from './gabarit.tsx'
import { Phrase } from './phrase.tsx'
import { Bouton } from './formulaire.tsx'
import type { Vue } from './vue.ts'

/** The page of an error that has no form to go back to: what happened, what is safe, where to go. */
export function PageErreur(props: { vue: Vue; statut: number; titre: string; phrase: string; reference?: string | undefined }) {
  const agent = props.vue.personne?.genre === 'agent'
  return (
    <Gabarit vue={props.vue} titre={props.titre} genre={agent ? 'agent' : 'public'}>
      <div class="texte pile">
        <p class="sur">Erreur {props.statut}</p>
        <h1>{props.titre}</h1>
        <p class="chapeau"><Phrase>{finir(props.phrase)}</Phrase></p>
        {props.reference ? (
          <p>
            Si la panne dure, donnez cette référence à l’assistance : <b class="code">{props.reference}</b>
          </p>
        ) : null}
        <p class="rang">
          <Bouton href={agent ? '/journee' : '/'}>{agent ? 'Revenir à Ma journée' : 'Revenir à l’accueil'}</Bouton>
          {agent ? null : <a href="/suivre">Suivre un dossier</a>}
        </p>
      </div>
    </Gabarit>
  )
}
