import { dateHeure, dateSimple } from '../../../lib/francais.ts'
import { midi } from '../../../kernel/calendrier/jour.ts'
import { Etiquette, Panneau } from '../../../ui/index.ts'
import { ISSUES } from '../imputation.ts'
import type { Imputation } from '../imputation.ts'
import { libelle, REFERENTIEL } from '../referentiel.ts'

/** Who has the letter now, then by whom it went. */
export function Chez({ imputations, jour }: { imputations: readonly Imputation[]; jour: string }) {
  if (imputations.length === 0) return null
  const rangees = [...imputations.filter((i) => i.issue === null), ...imputations.filter((i) => i.issue !== null)]
  const ouvertes = imputations.filter((i) => i.issue === null).length
  return (
    <Panneau titre={ouvertes > 0 ? 'Chez qui' : 'Circuit'} id="chez">
      <ul class="simple">
        {rangees.map((i) => (
          <li key={i.id}>
            <Ici i={i} jour={jour} />
          </li>
        ))}
      </ul>
    </Panneau>
  )
}

function Ici({ i, jour }: { i: Imputation; jour: string }) {
  const tard = i.issue === null && i.echeance !== null && i.echeance < jour
  return (
    <>
      <b>{i.versNom}</b> <Etiquette ton={i.issue === null ? (tard ? 'tard' : 'cours') : i.issue === 'traite' ? 'bon' : 'neutre'}>{i.issue === null ? (tard ? 'En retard' : i.recuLe ? 'Reçu' : 'Donné') : ISSUES[i.issue]}</Etiquette>
      <span class="petit discret sous-l">
        {libelle(REFERENTIEL.instructions, i.instruction)}, par {i.parNom}, {dateHeure(i.le)}
        {i.echeance ? ` ; pour le ${dateSimple(midi(i.echeance))}` : ''}
      </span>
      {i.note ? <span class="petit sous-l">Note : {i.note}</span> : null}
      {i.reponse ? <span class="petit sous-l">{i.reponse}</span> : null}
    </>
  )
}
