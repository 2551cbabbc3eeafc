import { pluriel } from '../../lib/francais.ts'
import type { Json } from '../../kernel/module.ts'
import { Cases, Groupe, Selection, Tableau } from '../../ui/index.ts'
import type { Vue } from '../../ui/vue.ts'
import { estBrut } from './brut.ts'
import { choixDe, contenuDe } from './table.ts'

const MONTREES = 5
type Montree = { ligne: string[]; rang: number }

/** What a table holds, and which of its columns are what; its rows come from a file (pages/televerser.tsx). */
export function TableChamp({ vue, nom, libelle, valeur }: { vue: Vue; nom: string; libelle: string; valeur: Json | undefined }) {
  const { colonnes, lignes } = contenuDe(valeur)
  const choix = estBrut(valeur) ? choixDe(valeur) : {}
  const options = colonnes.map((c) => ({ valeur: c, libelle: c }))
  return (
    <Groupe vue={vue} nom={nom} libelle={libelle} classe="panneau" sansParties>
      {colonnes.length === 0 ? (
        <p class="discret">Aucune table encore : envoyez-la au-dessus.</p>
      ) : (
        <>
          <Selection vue={vue} nom={`${nom}.cle`} libelle="Colonne qui distingue les lignes" aide="Un code, jamais deux fois le même : c’est lui que le dossier garde" options={options} valeur={choix.cle ?? ''} />
          <Selection vue={vue} nom={`${nom}.libelle`} libelle="Colonne qu’on lit" aide="Par exemple le nom de la rue" options={options} valeur={choix.libelle ?? ''} />
          <Selection vue={vue} nom={`${nom}.detail`} libelle="Colonne de précision" aide="Pour distinguer deux lignes de même nom, par exemple le quartier" facultatif options={options} valeur={choix.detail ?? ''} vide="Aucune" />
          <Cases vue={vue} nom={`${nom}.nombres`} libelle="Colonnes de nombres" aide="Celles avec lesquelles on calcule ou on compare" facultatif options={options} valeurs={choix.nombres ?? []} />
          <Tableau
            vue={vue}
            legende={lignes.length > MONTREES ? `Les ${MONTREES} premières lignes, sur ${lignes.length}` : pluriel(lignes.length, 'ligne')}
            titreVisible
            dense
            lignes={lignes.slice(0, MONTREES).map((ligne, rang): Montree => ({ ligne, rang }))}
            cle={({ rang }: Montree) => `${nom}-${rang}`}
            colonnes={colonnes.map((titre, i) => ({ titre, entete: i === 0, cellule: ({ ligne }: Montree) => ligne[i] ?? '' }))}
            vide={null}
          />
        </>
      )}
    </Groupe>
  )
}
