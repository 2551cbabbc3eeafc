import type { Feuille } from '../../../kernel/corridor/classeur.ts'
import { remplacerSansDessin } from '../../../kernel/documents/dessins.ts'
import { dateHeure, dateLongue, enumerer, nombre, pluriel, pourCent } from '../../../lib/francais.ts'
import type { Ligne } from './cadre.ts'
import { colonnesChiffres } from './export.ts'
import type { Axe } from './cumul.queries.ts'
import type { Rapport } from './rapport.ts'

const MODELE = `#import "/modeles/rapport-legalite.typ": rapport
#rapport()`

const part = (n: number, sur: number) => (sur === 0 ? '–' : pourCent(n / sur, n > 0 && n * 100 < sur ? 1 : 0))
const jours = (n: number | null) => (n === null ? '–' : `${nombre(n, 1)} j`)
const entier = (n: number) => nombre(n, 0)

/** The report in one paragraph, as it opens the page and the paper. */
export function direRapport(r: Rapport): string {
  const { tout } = r
  if (tout.transmis === 0) return `Aucun acte n’a été reçu en ${r.annee}.`
  const suites = [pluriel(tout.lettres, 'lettre d’observations', 'lettres d’observations'), pluriel(tout.suspendus, 'suspension'), pluriel(tout.deferes, 'déféré')]
  return [
    `En ${r.annee}, ${pluriel(tout.transmis, 'acte a été reçu', 'actes ont été reçus')}, dont ${part(tout.horsDelai, tout.transmis)} hors délai et ${part(tout.electroniques, tout.transmis)} par voie électronique.`,
    `Le contrôle a donné lieu à ${enumerer(suites)} ; ${pluriel(tout.reformes, 'acte a été réformé ou retiré', 'actes ont été réformés ou retirés')} par les communes.`,
    ...(tout.mediane === null ? [] : [`La moitié des contrôles finis ont duré ${nombre(tout.mediane, 1)} jours au plus.`]),
  ].join(' ')
}

const TITRES = ['Transmis', 'Hors délai', 'Électr.', 'Examinés', 'Lettres', 'Réformés', 'Susp.', 'Déférés', 'Jugés', 'Médiane']
const cellules = (l: Ligne) => [entier(l.transmis), part(l.horsDelai, l.transmis), part(l.electroniques, l.transmis), entier(l.approfondis), entier(l.lettres), entier(l.reformes), entier(l.suspendus), entier(l.deferes), entier(l.juges), jours(l.mediane)]
const table = (titre: string, colonne: string, lignes: readonly Ligne[]) => ({ titre, colonnes: [colonne, ...TITRES], lignes: lignes.map((l) => [remplacerSansDessin(l.nom), ...cellules(l)]) })

/** What the template prints. */
export function demandeRapport(r: Rapport, nom: string): { modele: string; donnees: unknown; date: Date } {
  const { tout } = r
  const max = Math.max(1, ...r.mois.map((m) => m.transmis))
  const donnees = {
    entete: { service: nom }, titre: 'Rapport sur le contrôle de légalité', annee: String(r.annee), ou: r.cadre.ou, etabli: `Établi le ${dateHeure(r.etabliLe)}${r.enCours ? ', l’année en cours' : ''}`, resume: direRapport(r),
    chiffres: [
      ['Actes transmis', entier(tout.transmis), ''], ['Transmis hors délai', entier(tout.horsDelai), part(tout.horsDelai, tout.transmis)], ['Électroniques', entier(tout.electroniques), part(tout.electroniques, tout.transmis)], ['Examinés en profondeur', entier(tout.approfondis), part(tout.approfondis, tout.transmis)],
      ['Demandes de pièces', entier(tout.demandes), part(tout.demandes, tout.transmis)], ['Lettres d’observations', entier(tout.lettres), part(tout.lettres, tout.transmis)], ['Réformés ou retirés par la commune', entier(tout.reformes), part(tout.reformes, tout.transmis)], ['Suspendus', entier(tout.suspendus), part(tout.suspendus, tout.transmis)],
      ['Déférés au juge', entier(tout.deferes), part(tout.deferes, tout.transmis)], ['Annulés par le juge', entier(tout.annules), part(tout.annules, tout.juges)], ['Annulés en partie', entier(tout.annulesPartie), part(tout.annulesPartie, tout.juges)], ['Déférés rejetés', entier(tout.rejetes), part(tout.rejetes, tout.juges)],
      ['Contrôles finis', entier(tout.clos), part(tout.clos, tout.transmis)], ['Clos par le silence', entier(tout.silences), part(tout.silences, tout.clos)], ['Délai médian du contrôle', jours(tout.mediane), ''], ['Délai de 9 contrôles sur 10', jours(tout.p90), ''],
    ],
    mois: r.mois.map((m) => ({ nom: m.nom, n: entier(m.transmis), lettres: entier(m.lettres), part: m.transmis / max })),
    evolution: r.comparaison && r.comparaison.avant.transmis > 0 ? `Sur les mêmes mois de ${r.annee - 1}\u00a0: ${pluriel(r.comparaison.avant.transmis, 'acte reçu', 'actes reçus')}, ${pluriel(r.comparaison.avant.lettres, 'lettre')}, ${pluriel(r.comparaison.avant.deferes, 'déféré')}.` : '',
    tables: [...(r.prefectures.length > 1 ? [table('Par préfecture', 'Préfecture', r.prefectures)] : []), table('Par nature d’acte', 'Nature', r.natures), table('Par matière', 'Matière', r.matieres), ...(r.communes.length > 1 ? [table('Par commune', 'Commune', r.communes)] : [])],
    muettes: r.muettes.length > 0 && r.communes.length > 1 ? `${pluriel(r.muettes.length, 'commune n’a', 'communes n’ont')} transmis aucun acte\u00a0: ${enumerer(r.muettes)}.` : '',
    sources: SOURCES, doutes: r.doutes.map((d) => `${d.regle}\u00a0: ${d.source}`), le: dateLongue(r.etabliLe),
  }
  return { modele: MODELE, donnees, date: r.etabliLe }
}

export const SOURCES = [
  'Registre des actes de la plateforme : chaque acte reçu, son accusé de réception et ses suites. Rien n’est estimé.',
  'Un acte compte au mois de sa réception, heure de Porto-Novo, quel que soit le jour de sa suite. Les transmissions annulées, les actes retournés et les archives de l’ancien régime ne comptent pas.',
  'Électronique : signé électroniquement, ou envoyé par le logiciel de la commune. Examiné : choisi pour un examen en profondeur, puis ouvert par un contrôleur.',
  'Les délais sont en jours d’horloge, arrêts déduits, pour les contrôles finis. Les parts des jugements sont prises sur les actes jugés, celle du silence sur les contrôles finis.',
]

/** The sheets of the workbook. */
export function feuillesRapport(r: Rapport): Feuille[] {
  const feuille = (nom: string, axe: Axe, lignes: readonly Ligne[]): Feuille => ({ nom, titres: colonnesChiffres(axe).map(([t]) => t), lignes: lignes.map((l) => colonnesChiffres(axe).map(([, valeur]) => valeur(l))) })
  return [
    feuille('Ensemble', 'tout', [r.tout]), feuille('Préfectures', 'prefecture', r.prefectures), feuille('Communes', 'commune', r.communes), feuille('Natures', 'nature', r.natures), feuille('Matières', 'matiere', r.matieres), feuille('Mois', 'mois', r.mois),
    { nom: 'Sources', titres: ['Ce que disent ces chiffres'], lignes: [[`Rapport ${r.annee}, ${r.cadre.ou}, établi le ${dateHeure(r.etabliLe)}`], ...SOURCES.map((s) => [s]), ...r.doutes.map((d) => [`À confirmer : ${d.regle}. ${d.source}`])] },
  ]
}
