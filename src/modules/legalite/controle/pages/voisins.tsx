import { Etiquette, Panneau, Tableau } from '../../../../ui/index.ts'
import type { Vue } from '../../../../ui/index.ts'
import { direEtat, tonEtat } from '../../acte/acte.ts'
import { direJour } from '../../acte/mots.ts'
import type { VoisinVu } from '../voisins.ts'

function Observations({ v }: { v: VoisinVu }) {
  return (
    <>
      {v.observations.map((o) => (
        <details key={o.numero} class="petit">
          <summary>Observations {o.numero}</summary>
          <ul>
            {o.points.map((p) => (
              <li key={p.libelle}>
                <b>{p.libelle}</b> : {p.texte}
              </li>
            ))}
          </ul>
        </details>
      ))}
    </>
  )
}

/** Similar acts and their fate, with the observations already made, to be taken up again in the same words. */
export function Voisins({ voisins, vue }: { voisins: readonly VoisinVu[]; vue: Vue }) {
  if (voisins.length === 0) return null
  return (
    <Panneau titre="Actes semblables et leur sort" id="voisins">
      <Tableau
        vue={vue}
        legende="Actes semblables, du plus proche au moins proche"
        dense
        lignes={voisins}
        cle={(v) => v.id}
        colonnes={[
          {
            titre: 'Acte', entete: true,
            cellule: (v) => (
              <>
                {v.objet}
                <Observations v={v} />
              </>
            ),
          },
          { titre: 'Commune', cellule: (v) => v.communeNom },
          { titre: 'Numéro', cellule: (v) => <span class="code">{v.numero}</span> },
          { titre: 'Date', cellule: (v) => direJour(v.dateActe) },
          { titre: 'Sort', cellule: (v) => <Etiquette ton={tonEtat(v)}>{direEtat(v)}</Etiquette> },
          { titre: 'Proche', nombre: true, cellule: (v) => `${Math.round(v.proche * 100)} %` },
        ]}
        vide={null}
      />
    </Panneau>
  )
}
