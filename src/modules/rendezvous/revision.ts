/** What the settings of an agenda overwrite, to tell what somebody else saved meanwhile. */
import { heure, majuscule } from '../../lib/francais.ts'
import { suivre } from '../../ui/index.ts'
import type { ChampSuivi } from '../../ui/index.ts'
import type { Agenda } from './agenda.ts'
import type { Reglage } from './agenda.queries.ts'
import { ecrireHeure } from './heure.ts'
import { champHeure, JOURS, TRANCHES } from './saisie.ts'

const coche = (libelle: string, nom: string, vrai: boolean): ChampSuivi => ({ libelle, boites: { [nom]: vrai ? ['oui'] : [] }, dire: (lues) => ((lues[nom] ?? []).includes('oui') ? 'Oui' : 'Non') })

/** The hours of a day: one question, four boxes. */
function suivreJour({ jour, nom }: (typeof JOURS)[number], plages: Reglage['plages']): ChampSuivi {
  const duJour = plages.filter((p) => p.jour === jour)
  const boites = Object.fromEntries(TRANCHES.flatMap((t) => (['debut', 'fin'] as const).map((bout) => [champHeure(jour, t, bout), duJour[t] ? ecrireHeure(duJour[t][bout]) : ''])))
  const dire = (lues: ChampSuivi['boites']) => TRANCHES.map((t) => [lues[champHeure(jour, t, 'debut')], lues[champHeure(jour, t, 'fin')]].filter(Boolean).join(' à ')).filter(Boolean).join(', ') || 'Fermé'
  return { libelle: majuscule(nom), boites, dire }
}

/** The settings of an agenda, as their form shows them. */
export const suivreAgenda = (a: Reglage, demarches: readonly { code: string; titre: string }[]): ChampSuivi[] => [
  suivre('Nom de l’agenda', 'titre', a.titre),
  suivre('On y vient pour', 'raison', a.raison),
  suivre('Où se présenter', 'lieu', a.lieu),
  suivre('Quoi apporter', 'apporter', a.apporter),
  ...JOURS.map((jour) => suivreJour(jour, a.plages)),
  suivre('Durée d’un rendez-vous, en minutes', 'duree', a.duree),
  suivre('Personnes reçues en même temps', 'places', a.places),
  suivre('Personnes au plus par jour', 'parJour', a.parJour),
  suivre('Se prend au plus tard, en heures avant', 'preavis', a.preavis),
  suivre('Se prend au plus tôt, en jours avant', 'horizon', a.horizon),
  suivre('Peut changer ou annuler, en heures avant', 'delaiAnnulation', a.delaiAnnulation),
  coche('Sans dossier', 'sansDossier', a.sansDossier),
  coche('Arrondissements', 'descend', a.descend),
  { libelle: 'Démarches', boites: { demarches: a.demarches }, dire: (lues) => [lues['demarches'] ?? []].flat().map((code) => demarches.find((d) => d.code === code)?.titre ?? code).join(', ') || 'Toutes' },
  coche('Réservations ouvertes', 'ouvert', a.ouvert),
]

/** That an agenda changed, and when. */
export const direRegle = ({ modifieLe }: Pick<Agenda, 'modifieLe'>): string => `Quelqu’un a réglé cet agenda pendant que vous écriviez (${heure(modifieLe)}). Comparez les deux versions, puis enregistrez de nouveau`
