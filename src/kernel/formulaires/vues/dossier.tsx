import { Groupe, valeurDe } from '../../../ui/champ.tsx'
import { Texte } from '../../../ui/champs.tsx'
import { Choix } from '../../../ui/choix.tsx'
import { vueAvec } from '../../../ui/vue.ts'
import { AUTRE, convient } from '../types/dossier.ts'
import { communs } from './commun.ts'
import type { PropsDe } from './commun.ts'

/** The person's files as radios, and a box for another number; the box alone where there is none. */
export function VueDossier(props: PropsDe<'dossier'>) {
  const { champ, nom, page } = props
  const { vue } = page
  const commun = communs(props)
  const miens = page.dossiers.filter((d) => convient(champ, d))
  const radio = valeurDe(vue, nom)
  const numero = valeurDe(vue, `${nom}.numero`)
  // A file that is no longer proposed shows in the box.
  const connu = miens.some((d) => d.numero === radio)
  const ecrit = numero || (connu || radio === AUTRE ? '' : radio)
  const boite = { aide: 'Son numéro est sur le récépissé, par exemple CV-2026-000123', largeur: 20, autocomplete: 'off', code: true } as const
  if (miens.length === 0) return <Texte {...commun} {...boite} aide={commun.aide ?? boite.aide} vue={vueAvec(vue, { saisie: { ...vue.saisie, [nom]: ecrit } })} />
  const options = [...miens.map((d) => ({ valeur: d.numero, libelle: d.titre, aide: d.numero })), ...(champ.autre || ecrit !== '' ? [{ valeur: AUTRE, libelle: 'Une autre demande', aide: 'Écrivez son numéro' }] : [])]
  return (
    <Groupe {...commun} focusable sansParties classe="autrement">
      <Choix vue={vueAvec(vue, { erreurs: {}, saisie: { ...vue.saisie, [nom]: connu || ecrit === '' ? radio : AUTRE } })} nom={nom} id={`${nom}-liste`} libelle={commun.libelle} options={options} sansLegende />
      {champ.autre || ecrit !== '' ? (
        <div class="si-autre">
          <Texte {...boite} vue={vueAvec(vue, { saisie: { ...vue.saisie, [`${nom}.numero`]: ecrit } })} nom={`${nom}.numero`} libelle="Numéro de l’autre demande" />
        </div>
      ) : null}
    </Groupe>
  )
}
