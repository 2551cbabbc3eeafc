import type { ComponentChildren } from 'preact'
import { AConfirmer, Choix, DateChamp, Selection, Texte, ZoneTexte } from '../../../../ui/index.ts'
import type { Option, PartiesDate, Vue } from '../../../../ui/index.ts'
import { listMatieres } from '../../referentiel/referentiel.ts'
import type { Corps, Matieres } from '../../referentiel/schemas.ts'
import { nomMois } from '../seance.ts'
import type { Point } from '../seance.ts'

/** A rule nobody has confirmed says so beside what it decides. */
export const Doute = ({ regle, children = 'À confirmer' }: { regle: { verifie: boolean }; children?: ComponentChildren }) => (regle.verifie ? null : <AConfirmer>{children}</AConfirmer>)

/** The commune a form is for: asked only of whoever keeps several councils. */
export function ChampCommune({ vue, communes, valeur }: { vue: Vue; communes: readonly { code: string; nom: string }[]; valeur?: string | undefined }) {
  if (communes.length === 1) return <input type="hidden" name="commune" value={communes[0]!.code} />
  return <Selection vue={vue} nom="commune" libelle="Commune" valeur={valeur ?? null} options={communes.map((c) => ({ valeur: c.code, libelle: c.nom }))} />
}

/** Day, hour and place. */
export function ChampsMoment({ vue, jour, heure, lieu }: { vue: Vue; jour?: PartiesDate | string; heure?: string; lieu?: string }) {
  return (
    <>
      <DateChamp vue={vue} nom="jour" libelle="Jour" valeur={jour ?? null} />
      <Texte vue={vue} nom="heure" libelle="Heure" largeur={8} valeur={heure ?? ''} aide="Par exemple 9 h 30" max={12} />
      <Texte vue={vue} nom="lieu" libelle="Lieu" valeur={lieu ?? ''} max={200} />
    </>
  )
}

type DepartSeance = { genre?: string; session?: number | null; motif?: string; jour?: PartiesDate | string; heure?: string; lieu?: string }
/** What a session is: its kind, why when it is extraordinary, when and where. */
export function ChampsSeance({ vue, depart, mois }: { vue: Vue; depart: DepartSeance; mois: readonly number[] }) {
  const genres: Option[] = [{ valeur: 'ordinaire', libelle: 'Session ordinaire' }, { valeur: 'extraordinaire', libelle: 'Session extraordinaire' }]
  return (
    <>
      <Choix vue={vue} nom="genre" libelle="Genre de séance" options={genres} valeur={depart.genre ?? null} forme="deux" />
      <div class="si-ordinaire">
        <Selection vue={vue} nom="session" libelle="Mois de la session" si="pour une session ordinaire" valeur={depart.session ? String(depart.session) : null} options={mois.map((m) => ({ valeur: String(m), libelle: nomMois(m) }))} />
      </div>
      <div class="si-extraordinaire">
        <ZoneTexte vue={vue} nom="motif" libelle="Pourquoi cette session" si="pour une session extraordinaire" lignes={2} max={500} valeur={depart.motif ?? ''} />
      </div>
      <ChampsMoment vue={vue} {...(depart.jour ? { jour: depart.jour } : {})} heure={depart.heure ?? ''} lieu={depart.lieu ?? ''} />
    </>
  )
}

/** The subjects an act may be filed under, by their branch. */
const optionsMatiere = (matieres: Matieres): Option[] =>
  listMatieres(matieres).filter((m) => m.feuille).map((m) => {
    const [haut = '', ...suite] = m.chemin.split(' › ')
    return { valeur: m.code, libelle: `${m.code} ${suite.join(' › ') || haut}`, groupe: haut }
  })

/** A point of the agenda. */
export function ChampsPoint({ vue, depart, natures, matieres }: { vue: Vue; depart: Partial<Pick<Point, 'objet' | 'nature' | 'matiere' | 'rapporteur'>>; natures: Corps<'natures'>; matieres: Matieres }) {
  const offertes = natures.natures.filter((n) => n.seance)
  return (
    <>
      <ZoneTexte vue={vue} nom="objet" libelle="Objet" aide="Sur quoi le conseil délibère. Ce sera l’objet de l’acte" lignes={3} max={500} valeur={depart.objet ?? ''} />
      <Choix vue={vue} nom="nature" libelle="Nature de la décision" forme="deux" options={offertes.map((n) => ({ valeur: n.code, libelle: n.libelle }))} valeur={depart.nature ?? offertes[0]?.code ?? null} />
      <Selection vue={vue} nom="matiere" libelle="Matière" facultatif aide="Elle se choisit aussi plus tard, sur l’acte" valeur={depart.matiere ?? null} options={optionsMatiere(matieres)} />
      <Texte vue={vue} nom="rapporteur" libelle="Rapporteur" facultatif aide="Qui présente ce point" valeur={depart.rapporteur ?? ''} max={120} />
    </>
  )
}
