import { majuscule } from '../../../lib/francais.ts'
import { CaseSeule, Cases, erreurDe, idChamp, Texte, valeurDe, ZoneTexte } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/vue.ts'
import type { Reglage } from '../agenda.queries.ts'
import { ecrireHeure } from '../heure.ts'
import { champHeure, JOURS, TRANCHES } from '../saisie.ts'

/** What a new agenda proposes: the usual hours of offices, to be changed. */
export const NEUF: Reglage = {
  titre: '', raison: '', demarches: [], lieu: '', apporter: '', duree: 20, places: 1, parJour: null, preavis: 24, horizon: 30, delaiAnnulation: 12, sansDossier: false, descend: false, ouvert: true,
  plages: [1, 2, 3, 4, 5].flatMap((jour) => [{ jour, debut: 480, fin: 750 }, { jour, debut: 840, fin: 1050 }]),
}

type Props = { vue: Vue; depart: Reglage; demarches: readonly { code: string; titre: string }[] }

/** The fields of an agenda: what for, when, how many, how early. */
export function ChampsAgenda({ vue, depart: d, demarches }: Props) {
  return (
    <>
      <Texte vue={vue} nom="titre" libelle="Nom de l’agenda" aide="Par exemple « Guichet de l’état civil »" valeur={d.titre} max={80} />
      <Texte vue={vue} nom="raison" libelle="On y vient pour" aide="Par exemple « Retirer une copie d’acte, faire une déclaration »" valeur={d.raison} max={200} />
      <Texte vue={vue} nom="lieu" libelle="Où se présenter" aide="Par exemple « Rez-de-chaussée, guichet 2 »" valeur={d.lieu} max={200} />
      <ZoneTexte vue={vue} nom="apporter" libelle="Quoi apporter" facultatif valeur={d.apporter} lignes={2} max={300} />
      <Horaires vue={vue} depart={d} />
      <Texte vue={vue} nom="duree" libelle="Durée d’un rendez-vous" aide="En minutes" valeur={d.duree} inputmode="numeric" largeur={4} />
      <Texte vue={vue} nom="places" libelle="Personnes reçues en même temps" valeur={d.places} inputmode="numeric" largeur={4} />
      <Texte vue={vue} nom="parJour" libelle="Personnes au plus par jour" facultatif valeur={d.parJour} inputmode="numeric" largeur={4} />
      <Texte vue={vue} nom="preavis" libelle="Se prend au plus tard" aide="Combien d’heures avant" valeur={d.preavis} inputmode="numeric" largeur={4} />
      <Texte vue={vue} nom="horizon" libelle="Se prend au plus tôt" aide="Combien de jours avant" valeur={d.horizon} inputmode="numeric" largeur={4} />
      <Texte vue={vue} nom="delaiAnnulation" libelle="La personne peut changer ou annuler" aide="Jusqu’à combien d’heures avant" valeur={d.delaiAnnulation} inputmode="numeric" largeur={4} />
      <CaseSeule vue={vue} nom="sansDossier" libelle="Sans dossier" phrase="Toute personne peut y prendre rendez-vous, sans dossier : son téléphone est vérifié par SMS" coche={d.sansDossier} />
      <CaseSeule vue={vue} nom="descend" libelle="Arrondissements" phrase="Reçoit aussi pour les dossiers déposés dans les arrondissements" coche={d.descend} />
      <details open={d.demarches.length > 0 || erreurDe(vue, 'demarches') !== undefined}>
        <summary>Seulement pour certaines démarches</summary>
        <Cases vue={vue} nom="demarches" libelle="Démarches" aide="Sans choix, l’agenda reçoit pour toutes." facultatif valeurs={d.demarches} options={demarches.map((x) => ({ valeur: x.code, libelle: x.titre }))} />
      </details>
      <CaseSeule vue={vue} nom="ouvert" libelle="Réservations" phrase="Les réservations sont ouvertes" coche={d.ouvert} />
    </>
  )
}

/** Opening hours, two a day; a day left empty is closed. */
function Horaires({ vue, depart }: { vue: Vue; depart: Reglage }) {
  return (
    <div class="champ">
      <h2>Heures d’ouverture</h2>
      <p class="aide">Un jour sans heure est fermé. Les jours fériés le sont d’eux-mêmes. Par exemple 8:00, 12:30.</p>
      <div class="horaires">
        {JOURS.map(({ jour, nom }) => {
          const plages = depart.plages.filter((p) => p.jour === jour)
          return (
            <fieldset key={jour}>
              <legend>{majuscule(nom)}</legend>
              <div class="rang">
                {TRANCHES.map((t) => (
                  <span key={t}>
                    <Heure vue={vue} nom={champHeure(jour, t, 'debut')} libelle={`${nom}, ${t === 0 ? 'matin' : 'après-midi'}, de`} minute={plages[t]?.debut} /> à{' '}
                    <Heure vue={vue} nom={champHeure(jour, t, 'fin')} libelle={`${nom}, ${t === 0 ? 'matin' : 'après-midi'}, à`} minute={plages[t]?.fin} />
                  </span>
                ))}
              </div>
              {TRANCHES.flatMap((t) => [champHeure(jour, t, 'debut'), champHeure(jour, t, 'fin')]).map((champ) => (vue.erreurs[champ] ? <p key={champ} class="msg" id={`${idChamp(champ)}-erreur`}>{vue.erreurs[champ]}</p> : null))}
            </fieldset>
          )
        })}
      </div>
    </div>
  )
}

function Heure({ vue, nom, libelle, minute }: { vue: Vue; nom: string; libelle: string; minute: number | undefined }) {
  const faux = vue.erreurs[nom] !== undefined
  return (
    <input
      class={faux ? 'txt l4 err' : 'txt l4'}
      type="text"
      id={idChamp(nom)}
      name={nom}
      aria-label={libelle}
      aria-invalid={faux ? 'true' : undefined}
      aria-describedby={faux ? `${idChamp(nom)}-erreur` : undefined}
      autocomplete="off"
      inputMode="text"
      maxLength={8}
      value={valeurDe(vue, nom, minute === undefined ? '' : ecrireHeure(minute))}
    />
  )
}
