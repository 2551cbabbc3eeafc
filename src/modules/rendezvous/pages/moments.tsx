import type { Moment } from '../../../ui/index.ts'
import type { Evenement } from '../rendezvous.queries.ts'

const TITRES: Readonly<Record<string, { personne: string; bureau: string; etat?: Moment['etat'] }>> = {
  pris: { personne: 'Rendez-vous pris', bureau: 'Rendez-vous pris' },
  deplace: { personne: 'Heure changée', bureau: 'Heure changée' },
  annule: { personne: 'Rendez-vous annulé', bureau: 'Annulé', etat: 'non' },
  rappele: { personne: 'Rappel envoyé', bureau: 'Rappel envoyé' },
  arrive: { personne: 'Vous êtes arrivé', bureau: 'Arrivé' },
  recu: { personne: 'Vous avez été reçu', bureau: 'Reçu' },
  absent: { personne: 'Vous n’êtes pas venu', bureau: 'Absent', etat: 'pause' },
  attendu: { personne: 'Pointage repris', bureau: 'Pointage repris' },
}

/** The story of an appointment, oldest first for its holder, latest first for the office. */
export function moments(evenements: readonly Evenement[], personne: boolean): Moment[] {
  const lus = evenements.map((e): Moment => {
    const titre = TITRES[e.genre]
    return { titre: (personne ? titre?.personne : titre?.bureau) ?? e.genre, le: e.le, par: e.parNom === 'Vous' && !personne ? 'La personne' : e.parNom, etat: titre?.etat ?? 'fait', ...(e.texte ? { children: <p>{e.texte}</p> } : {}) }
  })
  return personne ? lus : lus.toReversed()
}
