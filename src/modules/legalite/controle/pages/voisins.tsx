import { Etiquette, Panneau } from '../../../../ui/index.ts'
import { direEtat, tonEtat } from '../../acte/acte.ts'
import { direJour } from '../../acte/mots.ts'
import type { VoisinVu } from '../voisins.ts'

/** Similar acts and their fate, with the observations already made, to be taken up again in the same words. */
export function Voisins({ voisins }: { voisins: readonly VoisinVu[] }) {
  if (voisins.length === 0) return null
  return (
    <Panneau titre="Actes semblables et leur sort" id="voisins">
      <ul class="simple">
        {voisins.map((v) => (
          <li key={v.id}>
            <b>{v.objet}</b> <Etiquette ton={tonEtat(v)}>{direEtat(v)}</Etiquette>
            <span class="sous-l petit discret">
              {v.communeNom}, <span class="code">{v.numero}</span>, {direJour(v.dateActe)}
              {v.memeMatiere ? ', même matière' : ''}, proche à {Math.round(v.proche * 100)} %
            </span>
            {v.observations.map((o) => (
              <details key={o.numero}>
                <summary>Observations {o.numero}</summary>
                <ul class="petit">
                  {o.points.map((p) => (
                    <li key={p.libelle}>
                      <b>{p.libelle}</b> : {p.texte}
                    </li>
                  ))}
                </ul>
              </details>
            ))}
          </li>
        ))}
      </ul>
    </Panneau>
  )
}
