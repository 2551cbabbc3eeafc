import { Groupe } from '../../../ui/champ.tsx'
import { Selection, Telephone, Texte } from '../../../ui/champs.tsx'
import { Choix } from '../../../ui/choix.tsx'
import { moyensDits } from '../types/paiement.ts'
import { communs } from './commun.ts'
import type { PropsDe } from './commun.ts'

/** A means of payment, then its boxes; those of the other means are hidden by the sheet once one is chosen. */
export function VuePaiement(props: PropsDe<'paiement'>) {
  const { champ, nom, page } = props
  const { vue } = page
  const moyens = moyensDits(champ)
  return (
    <Groupe {...communs(props)} focusable sansParties classe="moyens">
      {moyens.length > 1 ? <Choix vue={vue} nom={`${nom}.moyen`} libelle="Comment être payé" options={moyens} forme="deux" sansLegende /> : <input type="hidden" name={`${nom}.moyen`} value={moyens[0]!.valeur} />}
      {champ.moyens.includes('iban') ? (
        <div class="m-iban">
          <Texte vue={vue} nom={`${nom}.iban`} libelle="IBAN" aide="Sur le relevé d’identité bancaire ; les espaces ne comptent pas" autocomplete="off" code />
        </div>
      ) : null}
      {champ.moyens.includes('mobile_money') ? (
        <div class="m-mobile">
          <Selection vue={vue} nom={`${nom}.operateur`} libelle="Opérateur" options={champ.operateurs} />
          <Telephone vue={vue} nom={`${nom}.telephone`} libelle="Numéro de téléphone du compte" autocomplete="off" />
        </div>
      ) : null}
      {champ.titulaire ? <Texte vue={vue} nom={`${nom}.titulaire`} libelle="Titulaire du compte" aide="Le nom écrit sur le compte" autocomplete="off" /> : null}
    </Groupe>
  )
}
