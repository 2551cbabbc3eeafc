import { Bouton, Formulaire, Texte, vueAvec } from '../../ui/index.ts'
import type { Vue } from '../../ui/index.ts'

/** The one field of a verification by hand: a GET form, so that the answer has an address and no account is needed. */
export function ChampCode({ vue, code = '', faute }: { vue: Vue; code?: string; faute?: string | undefined }) {
  const ici = vueAvec(vue, { saisie: {}, erreurs: faute ? { code: faute } : {} })
  return (
    <Formulaire vue={vue} action="/verifier" methode="get" libelle="Vérifier un code">
      <Texte vue={ici} nom="code" libelle="Code écrit sur le document" valeur={code} aide="10 signes, à côté du QR. Les tirets sont facultatifs." largeur={14} max={60} autocomplete="off" code />
      <p class="champ">
        <Bouton>Vérifier</Bouton>
      </p>
    </Formulaire>
  )
}
