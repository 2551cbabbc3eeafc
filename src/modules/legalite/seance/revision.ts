/** What the forms of sessions overwrite, to tell what somebody else saved meanwhile. */
import { suivre } from '../../../ui/index.ts'
import type { ChampSuivi } from '../../../ui/index.ts'
import { QUALITES } from './membre.ts'
import type { Membre } from './membre.ts'
import { ecrireHeure, jourDe } from './porte.ts'
import type { Venue } from './quorum.ts'
import { nomMois } from './seance.ts'
import type { Point, Seance } from './seance.ts'

type Boites = ChampSuivi['boites']
/** A day, in the three boxes of its field. */
function jourSuivi(titre: string, nom: string, jour: string): ChampSuivi {
  const [a = '', m = '', j = ''] = jour.split('-')
  return { libelle: titre, boites: { [`${nom}.jour`]: j, [`${nom}.mois`]: m, [`${nom}.annee`]: a }, dire: (lues: Boites) => ['jour', 'mois', 'annee'].map((p) => lues[`${nom}.${p}`]).filter(Boolean).join('/') }
}

export const suivreSeance = (s: Seance): ChampSuivi[] => [
  suivre('Genre de séance', 'genre', s.genre, (genre) => (genre === 'ordinaire' ? 'Session ordinaire' : 'Session extraordinaire')),
  suivre('Mois de la session', 'session', s.session, (mois) => nomMois(Number(mois))),
  suivre('Motif', 'motif', s.motif),
  jourSuivi('Jour', 'jour', jourDe(s)),
  suivre('Heure', 'heure', ecrireHeure(s.prevueLe)),
  suivre('Lieu', 'lieu', s.lieu),
]

export const suivrePoint = (p: Pick<Point, 'objet' | 'nature' | 'matiere' | 'rapporteur'>, natures: readonly { code: string; libelle: string }[]): ChampSuivi[] => [
  suivre('Objet', 'objet', p.objet),
  suivre('Nature', 'nature', p.nature, (code) => natures.find((n) => n.code === code)?.libelle ?? code),
  suivre('Matière', 'matiere', p.matiere),
  suivre('Rapporteur', 'rapporteur', p.rapporteur),
]

export const suivreMembre = (m: Membre): ChampSuivi[] => [
  suivre('Nom et prénoms', 'nom', m.nom),
  suivre('Qualité', 'qualite', m.qualite, (q) => QUALITES[q as keyof typeof QUALITES] ?? q),
  suivre('Rang', 'rang', m.rang),
  suivre('Téléphone', 'telephone', m.telephone?.slice(4) ?? ''),
  suivre('Adresse électronique', 'courriel', m.courriel),
  jourSuivi('Premier jour du mandat', 'du', m.du),
]

/** The roll as a form was made from: nobody undoes what another has just noted. */
export const suivrePresences = (venues: readonly Venue[]): ChampSuivi[] => [suivre('Présences', 'presences', venues.map((v) => `${v.membreId}${v.presence ?? ''}${v.mandataire ?? ''}`).toSorted().join())]
/** A vote as its form was made from. */
export const suivreVote = (p: Point): ChampSuivi[] => [suivre('Vote', 'issue', [p.vote, p.scrutin, p.pour, p.contre, p.abstentions, p.preponderante, p.texte].join('/'))]
