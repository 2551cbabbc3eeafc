import { dateSimple, delaiCourt, joursEntre } from '../../../lib/francais.ts'
import { midi } from '../../../kernel/calendrier/jour.ts'
import { Etiquette } from '../../../ui/index.ts'
import type { Colonne } from '../../../ui/index.ts'
import { direEtat, direNumero, ETATS, SENS } from '../courrier.ts'
import { RESERVE } from '../export.ts'
import { libelle, REFERENTIEL } from '../referentiel.ts'
import type { LigneRegistre } from '../registre.queries.ts'

/** A day in words, and how late it is when it is. `maintenant` is today at any hour. */
export function Echeance({ jour, tard, maintenant }: { jour: string | null; tard: boolean; maintenant: Date }) {
  if (!jour) return null
  const date = midi(jour)
  return tard ? <Etiquette ton="tard">{joursEntre(maintenant, date) < 0 ? delaiCourt(joursEntre(maintenant, date)) : 'En retard'}</Etiquette> : <>{dateSimple(date)}</>
}

/** What the letter is about, as much as the reader may know. */
export function Objet({ l }: { l: Pick<LigneRegistre, 'objet' | 'etat' | 'urgent' | 'confidentiel'> }) {
  const texte = l.objet ?? RESERVE
  return (
    <>
      {l.etat === 'annule' ? <s>{texte}</s> : l.objet ? texte : <i>{texte}</i>}
      {l.urgent ? ' ' : null}
      {l.urgent ? <Etiquette ton="tard">Urgent</Etiquette> : null}
      {l.confidentiel && l.objet ? ' ' : null}
      {l.confidentiel && l.objet ? <Etiquette ton="pause">Confidentiel</Etiquette> : null}
    </>
  )
}

/** The columns of the register. */
export const colonnes: Colonne<LigneRegistre>[] = [
  {
    titre: 'Courrier',
    entete: true,
    tri: 'numero',
    cellule: (l) => (
      <>
        <a class="code" href={`/courrier/${l.id}`}>
          {l.etat === 'annule' ? <s>{direNumero(l)}</s> : direNumero(l)}
        </a>
        <span class="sous-l">
          {SENS[l.sens].mot}, {libelle(REFERENTIEL.natures, l.nature).toLowerCase()}
        </span>
      </>
    ),
  },
  { titre: 'De, ou à', place: 'fort', tri: 'correspondant', cellule: (l) => l.correspondant },
  { titre: 'Objet', cellule: (l) => <Objet l={l} /> },
  { titre: 'Chez', cellule: (l) => l.chez.join(' ; ') },
  { titre: 'Échéance', place: 'delai', tri: 'echeance', cellule: (l) => (l.tard ? <Etiquette ton="tard">En retard</Etiquette> : l.echeance && !l.reponduLe ? dateSimple(midi(l.echeance)) : null) },
  { titre: 'État', place: 'etat', cellule: (l) => <Etiquette ton={ETATS[l.etat].ton}>{direEtat(l)}</Etiquette> },
]
