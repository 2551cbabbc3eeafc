/** The second factor in a form: six digits, or a passkey where the script and the device allow it. */
import { Code } from '../../ui/champs.tsx'
import type { Vue } from '../../ui/vue.ts'

/**
 * A passkey's button and the hidden field of its answer. The page adds `scripts={['cle-acces.js']}`. `options` are the
 * WebAuthn options as JSON; without them they are asked for at the click (`/compte/cle-acces/defi`).
 */
export function CleAccesBouton(props: { usage: 'inscription' | 'connexion' | 'signature'; libelle: string; champ?: string; options?: object; plein?: boolean }) {
  const champ = props.champ ?? '_assertion'
  return (
    <>
      <input type="hidden" name={champ} value="" />
      <div
        class="champ"
        data-cle-acces={props.usage}
        data-champ={champ}
        data-options={props.options ? JSON.stringify(props.options) : undefined}
        data-source={props.options ? undefined : '/compte/cle-acces/defi'}
        hidden
      >
        <button class={props.plein ? 'btn' : 'btn btn--2'} type="button">
          {props.libelle}
        </button>
        <p class="msg" role="alert" hidden />
      </div>
    </>
  )
}

/**
 * What every action with `secondFacteur` asks: field `_code`, or a passkey answered in `_assertion`. `id` when two forms of a page
 * ask for it. The page that holds it adds `scripts={['cle-acces.js']}`; without the script only the code shows.
 */
export function ChampSecondFacteur({ vue, id, cle = true, verbe = 'Confirmer' }: { vue: Vue; id?: string; cle?: boolean; verbe?: string }) {
  return (
    <>
      <Code vue={vue} nom="_code" libelle="Votre code à six chiffres" aide="De votre application d’authentification, ou un code de secours" {...(id ? { id } : {})} />
      {cle ? <CleAccesBouton usage="signature" libelle={`${verbe} avec ma clé d’accès`} /> : null}
    </>
  )
}
