import { z } from 'zod'
import { exporter } from '../../../../kernel/corridor/exporter.ts'
import type { ColonneExport } from '../../../../kernel/corridor/exporter.ts'
import { jourLocal } from '../../../../kernel/calendrier/index.ts'
import { ouvert, page } from '../../../../kernel/module.ts'
import { Introuvable } from '../../../../lib/erreurs.ts'
import { getCourant } from '../../referentiel/referentiel.queries.ts'
import { findNature } from '../../referentiel/referentiel.ts'
import { listOuvertes } from '../cumul.queries.ts'
import { COMPTES, FAITS } from '../faits.ts'
import type { Compte } from '../faits.ts'

type Ligne = Record<Compte, number> & { annee: string; commune: string; communeNom: string; departement: string; natureNom: string }
const colonnes: readonly ColonneExport<Ligne>[] = [
  ['Année', (l) => l.annee], ['Code de la commune', (l) => l.commune], ['Commune', (l) => l.communeNom], ['Département', (l) => l.departement], ['Nature', (l) => l.natureNom],
  ...COMPTES.map((c): ColonneExport<Ligne> => [FAITS[c], (l) => l[c]]),
]

/**
 * The counts of a year for everybody, a line a commune and a kind of act. Small counts stay: an act of a commune is a public fact, and a count names nobody.
 */
export const donneesOuvertes = page({
  path: '/donnees/legalite/:annee.csv',
  may: ouvert,
  titre: 'Données ouvertes du contrôle de légalité',
  limite: 30,
  params: z.object({ annee: z.string().regex(/^(19|20)\d\d$/) }),
  load: async ({ db, maison: { territoires }, params: { annee }, maintenant }) => {
    const jour = jourLocal(maintenant)
    if (annee > jour.slice(0, 4)) throw new Introuvable('Cette année n’est pas commencée')
    const [lues, natures] = await Promise.all([listOuvertes(db, { du: `${annee}-01`, au: `${annee}-12` }), getCourant(db, 'natures', jour)])
    return { annee, lignes: lues.map((l): Ligne => ({ ...l, annee, communeNom: territoires.trouver(l.commune)?.nom ?? l.commune, departement: territoires.trouver(territoires.trouver(l.commune)?.parent ?? '')?.nom ?? '', natureNom: findNature(natures.corps, l.nature)?.libelle ?? l.nature })) }
  },
  corps: (d) => exporter(`legalite-${d.annee}`, colonnes, d.lignes, 'csv'),
})
