import { Cases, Choix, DateChamp, FichierChamp, Selection, Texte, ZoneTexte } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/index.ts'
import { SENS } from '../courrier.ts'
import type { Courrier, Sens } from '../courrier.ts'
import { optionsNature } from '../saisie.ts'

/** What a form of a letter shows before anything is typed. */
export type Depart = Partial<Pick<Courrier, 'correspondant' | 'genre' | 'adresse' | 'contact' | 'reference' | 'dateLettre' | 'objet' | 'nature' | 'confidentiel' | 'urgent' | 'echeance' | 'jour'>> & { lettre?: string | undefined; bureau?: string | undefined }

type Props = { vue: Vue; sens: Sens; depart: Depart; aujourdhui: string; bureaux?: readonly { id: string; nom: string }[]; connus?: readonly string[]; scans?: boolean; suite?: boolean }

/** Names of the fields that are folded away: the fold opens when one of them must be corrected. */
const PLIES = ['genre', 'adresse', 'contact', 'echeance', 'lettre', 'jour']
const estPlie = (champ: string) => PLIES.some((nom) => champ === nom || champ.startsWith(`${nom}.`))

/** The fields of a letter, in the order of the hand: who, which letter, about what; then what is rare, folded. */
export function ChampsCourrier(props: Props) {
  const { vue, sens, depart: d } = props
  const siens = props.bureaux ?? []
  return (
    <>
      {siens.length > 1 ? <Selection vue={vue} nom="bureau" libelle="Registre du bureau" options={siens.map((b) => ({ valeur: b.id, libelle: b.nom }))} valeur={d.bureau} /> : null}
      <Texte vue={vue} nom="correspondant" libelle={SENS[sens].autre} valeur={d.correspondant} max={200} autocomplete="off" propositions={props.connus ?? []} debut={!props.suite} />
      <div class="paire">
        <Texte vue={vue} nom="reference" libelle="Référence de la lettre" facultatif valeur={d.reference} max={80} autocomplete="off" debut={props.suite ?? false} />
        <DateChamp vue={vue} nom="dateLettre" libelle="Date de la lettre" facultatif valeur={d.dateLettre ?? { annee: props.aujourdhui.slice(0, 4) }} />
      </div>
      <ZoneTexte vue={vue} nom="objet" libelle="Objet" valeur={d.objet} lignes={2} />
      <Selection vue={vue} nom="nature" libelle="Nature" options={optionsNature(props.aujourdhui, d.nature)} valeur={d.nature} />
      <Cases
        vue={vue}
        nom="mentions"
        libelle="Mentions"
        facultatif
        valeurs={[...(d.urgent ? ['urgent'] : []), ...(d.confidentiel ? ['confidentiel'] : [])]}
        options={[
          { valeur: 'urgent', libelle: 'Urgent' },
          { valeur: 'confidentiel', libelle: 'Confidentiel', aide: 'L’objet et les scans ne se montrent qu’au responsable du bureau et aux personnes à qui il est imputé' },
        ]}
      />
      {props.scans ? <FichierChamp vue={vue} nom="scans" libelle="Scans" facultatif aide="Photos ou PDF, 8 au plus, 20 Mo chacun. Ils peuvent aussi venir plus tard." multiple max={8} /> : null}
      <Plis {...props} />
    </>
  )
}

function Plis({ vue, sens, depart: d, aujourdhui }: Props) {
  return (
    <details open={Object.keys(vue.erreurs).some(estPlie) || Boolean(d.lettre ?? d.echeance)}>
      <summary>{sens === 'arrivee' ? 'Jour de réception, échéance, adresse, courrier lié' : 'Adresse, courrier auquel il répond'}</summary>
      {sens === 'arrivee' ? <DateChamp vue={vue} nom="jour" libelle="Reçu le" valeur={d.jour ?? aujourdhui} /> : null}
      {sens === 'arrivee' ? <DateChamp vue={vue} nom="echeance" libelle="Réponse attendue pour le" facultatif valeur={d.echeance ?? null} /> : null}
      <Texte vue={vue} nom="lettre" libelle={sens === 'arrivee' ? 'Numéro du courrier lié' : 'Répond à l’arrivée n°'} facultatif aide="Par exemple A-2026-00041" valeur={d.lettre} largeur={14} code max={20} />
      <Choix
        vue={vue}
        nom="genre"
        libelle={`${SENS[sens].autre} : un organisme ou une personne ?`}
        valeur={d.genre ?? 'organisme'}
        forme="ligne"
        options={[
          { valeur: 'organisme', libelle: 'Organisme' },
          { valeur: 'personne', libelle: 'Personne' },
        ]}
      />
      <Texte vue={vue} nom="adresse" libelle="Adresse" facultatif valeur={d.adresse} max={300} autocomplete="off" />
      <Texte vue={vue} nom="contact" libelle="Téléphone ou adresse électronique" facultatif valeur={d.contact} max={120} autocomplete="off" />
    </details>
  )
}
