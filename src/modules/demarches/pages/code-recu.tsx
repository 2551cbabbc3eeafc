import { Actions, Bouton, Code, Formulaire } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/vue.ts'

/** Where the code sent to a personal link's own phone is typed. `base` is the address of the link, `id` the code's. */
export function CodeRecu({ vue, base, id }: { vue: Vue; base: string; id: string }) {
  return (
    <>
      <Formulaire vue={vue} action={`${base}/ouvrir`}>
        <input type="hidden" name="id" value={id} />
        <Code vue={vue} nom="code" libelle="Code à six chiffres" />
        <Actions>
          <Bouton>Continuer</Bouton>
          <a href={base}>Je n’ai rien reçu</a>
        </Actions>
      </Formulaire>
      {vue.reglages.demonstration ? (
        <p class="champ petit">
          Démonstration : le code est dans les <a href="/demonstration#messages">messages envoyés</a>.
        </p>
      ) : null}
    </>
  )
}
