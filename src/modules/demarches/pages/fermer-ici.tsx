import { BoutonSeul } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/vue.ts'

/** On a telephone that is shared or borrowed: closes what is open here. The tracking code opens it again anywhere. */
export function FermerIci({ vue }: { vue: Vue }) {
  return (
    <>
      <p class="petit">Ce téléphone n’est pas à vous ? Fermez la demande en partant : votre code la rouvre.</p>
      <BoutonSeul vue={vue} action="/deconnexion" ton="second" taille="petit">
        Fermer sur cet appareil
      </BoutonSeul>
    </>
  )
}
