import type { ComponentChildren } from 'preact'
import { Code } from './champs.tsx'
import { Actions, Bouton, Formulaire } from './formulaire.tsx'
import type { Vue } from './vue.ts'

/** Where the code received is typed; `autre` is where another one is asked for. */
export function FormulaireCode({ vue, action, bouton, autre, children }: { vue: Vue; action: string; bouton: string; autre: string; children?: ComponentChildren }) {
  return (
    <>
      <Formulaire vue={vue} action={action}>
        {children}
        <Code vue={vue} nom="code" libelle="Code à six chiffres" />
        <Actions>
          <Bouton>{bouton}</Bouton>
          <a href={autre}>Je n’ai rien reçu</a>
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
