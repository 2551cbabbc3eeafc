import { dateSimple, finir } from '../../../lib/francais.ts'
import { midi } from '../../../kernel/calendrier/jour.ts'
import { AConfirmer, Actions, Bouton, BoutonSeul, FichierChamp, Formulaire, Texte, ZoneTexte } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/vue.ts'
import type { StationDe } from '../circuit.ts'
import type { Dossier } from '../dossier.ts'
import { periodeFinie } from './attente.ts'

const SUITES: Readonly<Record<StationDe<'attente'>['opposition'], string>> = {
  renvoyer: 'Le dossier reviendra à la vérification',
  refuser: 'Le refus sera proposé à la signature',
  continuer: 'La période continuera ; l’opposition restera lue',
}

/** A period runs: when it ends, and the opposition that may be recorded meanwhile. */
export function AAttendre({ dossier, base, station, vue, oppose }: { dossier: Dossier; base: string; station: StationDe<'attente'>; vue: Vue; oppose: boolean }) {
  const finie = periodeFinie(dossier, vue.maintenant)
  const fin = dossier.stationEcheance ? dateSimple(midi(dossier.stationEcheance)) : ''
  return (
    <>
      <p>
        {station.titre} : {finie ? `la période a fini le ${fin}.` : `la période court jusqu’au ${fin} inclus. Le dossier avance ensuite${station.duree.verifie ? ' tout seul' : ', quand quelqu’un l’a constaté'}.`}
      </p>
      <p class="petit">
        {finir(station.duree.source)} {station.duree.verifie ? null : <AConfirmer />}
      </p>
      {finie && !station.duree.verifie && oppose ? (
        <BoutonSeul vue={vue} action={`${base}/terminer-attente`} ton="plein">
          Constater la fin de la période
        </BoutonSeul>
      ) : null}
      {oppose ? (
        <details open={vue.erreurs.opposant !== undefined || vue.erreurs.raison !== undefined}>
          <summary>Enregistrer une opposition</summary>
          <Formulaire vue={vue} action={`${base}/noter-opposition`} libelle="Enregistrer une opposition" multipart garde>
            <Texte vue={vue} nom="opposant" libelle="Qui s’oppose ?" aide="Le demandeur ne lit pas ce nom" max={200} />
            <ZoneTexte vue={vue} nom="raison" libelle="Pourquoi ?" lignes={3} max={1000} />
            <FichierChamp vue={vue} nom="papiers" libelle="Papiers de l’opposition" multiple max={5} facultatif />
            <p class="discret">{SUITES[station.opposition]}.</p>
            <Actions>
              <Bouton ton="second">Enregistrer l’opposition</Bouton>
            </Actions>
          </Formulaire>
        </details>
      ) : null}
    </>
  )
}
