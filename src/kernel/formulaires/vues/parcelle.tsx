import { Groupe } from '../../../ui/champ.tsx'
import { Selection, Texte } from '../../../ui/champs.tsx'
import { communesDe, partiesDe } from '../types/parcelle.ts'
import { communs } from './commun.ts'
import type { PropsDe } from './commun.ts'

/** The parts of a parcel, as they are written on its papers. */
export function VueParcelle(props: PropsDe<'parcelle'>) {
  const { champ, nom, page } = props
  return (
    <Groupe {...communs(props, 'Comme sur le papier du terrain')} focusable sansParties classe="parties">
      {partiesDe(champ).map((p) => {
        const commun = { vue: page.vue, nom: `${nom}.${p.nom}`, libelle: p.libelle, aide: p.aide, facultatif: !p.requis && champ.requis }
        return p.nom === 'commune' ? <Selection key={p.nom} {...commun} options={communesDe(page.territoires)} /> : <Texte key={p.nom} {...commun} largeur={p.largeur} inputmode={p.nom === 'surface' ? 'decimal' : undefined} autocomplete="off" />
      })}
    </Groupe>
  )
}
