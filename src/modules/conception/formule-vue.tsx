import { Groupe, Selection, Texte } from '../../ui/index.ts'
import type { Vue } from '../../ui/vue.ts'
import { LIGNES, montrer, NOMBRE, OPERATIONS } from './formule.ts'
import type { Operande } from './operandes.ts'

/** Which line a box is of, for whoever hears its label alone. */
const Rang = ({ i }: { i: number }) => <span class="sr">, ligne {i + 1}</span>

/** A formula as lines to choose, and its text beside them, which says more when it must. */
export function FormuleChamp({ vue, nom, libelle, aide, valeur, operandes, entier }: { vue: Vue; nom: string; libelle: string; aide?: string | undefined; valeur: string; operandes: readonly Operande[]; entier: boolean }) {
  const lues = valeur === '' ? [] : montrer(valeur, operandes, entier)
  const lignes = lues ?? []
  const options = [{ valeur: NOMBRE, libelle: 'Un nombre, écrit à côté' }, ...operandes.map((o) => ({ valeur: o.valeur, libelle: `${o.groupe} : ${o.libelle}`, groupe: o.groupe ?? '' }))]
  return (
    <Groupe vue={vue} nom={`${nom}.lignes`} libelle={libelle} aide={aide} classe="panneau" sansParties>
      {lues === undefined ? <p class="discret">Cette formule dit plus que ces cases : elle reste comme elle est écrite, tant que vous ne les remplissez pas.</p> : null}
      {Array.from({ length: Math.min(LIGNES, Math.max(2, lignes.length + 1)) }, (_, i) => (
        <div key={i} class="rang">
          {i > 0 ? <Selection vue={vue} nom={`${nom}.${i}.op`} libelle={<>puis<Rang i={i} /></>} options={Object.entries(OPERATIONS).map(([valeur, libelle]) => ({ valeur, libelle }))} valeur={lignes[i]?.op ?? ''} vide="Rien" /> : null}
          <Selection vue={vue} nom={`${nom}.${i}.operande`} libelle={<>{i === 0 ? 'Prendre' : 'avec'}<Rang i={i} /></>} options={options} valeur={lignes[i]?.operande ?? ''} vide="Rien" />
          <Texte vue={vue} nom={`${nom}.${i}.valeur`} libelle={<>Nombre<Rang i={i} /></>} largeur={8} inputmode="decimal" valeur={lignes[i]?.valeur ?? ''} />
        </div>
      ))}
      <Texte vue={vue} nom={nom} libelle="La même, en formule" aide="Les cases l’écrivent. Changez les cases ou la formule, pas les deux ; entre nombres entiers, une division garde la partie entière" valeur={valeur} code />
    </Groupe>
  )
}
