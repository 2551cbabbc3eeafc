import { z } from 'zod'
import { dateSimple, majuscule, nombre, pourCent } from '../../../lib/francais.ts'
import { ajouterMois, jourLocal } from '../../../kernel/calendrier/index.ts'
import { midi } from '../../../kernel/calendrier/jour.ts'
import { exporter, format } from '../../../kernel/corridor/exporter.ts'
import type { ColonneExport } from '../../../kernel/corridor/exporter.ts'
import { page } from '../../../kernel/module.ts'
import { Bande, Exports, Filtre, Filtres, Gabarit, Lignee, Tableau } from '../../../ui/index.ts'
import { listAgendas } from '../agenda.queries.ts'
import { instantDe } from '../heure.ts'
import { listMesures } from '../liste.queries.ts'
import type { Mesure } from '../liste.queries.ts'
import { mayTenir } from '../porte.ts'
import { sortieMesures } from '../sortie.ts'
import { Onglets } from './onglets.tsx'

/** Of those whose outcome is known, how many came; undefined when nothing is known. */
export const partVenus = ({ recus, absents }: Pick<Mesure, 'recus' | 'absents'>): number | undefined => (recus + absents === 0 ? undefined : recus / (recus + absents))

const direPart = (m: Mesure): string => {
  const part = partVenus(m)
  return part === undefined ? '' : pourCent(part)
}
const direAvance = (m: Mesure): string => (m.avance === null ? '' : nombre(m.avance, 1))

const COLONNES: readonly ColonneExport<Mesure>[] = [['Mois', (m) => m.mois], ['Pris', (m) => m.pris], ['Honorés', (m) => m.recus], ['Absents', (m) => m.absents], ['Annulés', (m) => m.annules], ['Non pointés', (m) => m.nonPointes], ['Venus sans rendez-vous', (m) => m.passages], ['Jours d’avance', direAvance]]

/** What became of appointments, month after month, over a year. */
export const statistiques = page({
  path: '/agendas/statistiques',
  may: mayTenir,
  titre: 'Statistiques des rendez-vous',
  gabarit: 'agent',
  query: z.object({ agenda: z.union([z.uuid(), z.literal('')]).optional(), format }),
  api: true,
  output: sortieMesures,
  load: async ({ db, portee, query: q, maintenant }) => {
    const mois = `${jourLocal(maintenant).slice(0, 7)}-01`
    const mesures = await listMesures(db, portee, { agenda: q.agenda || undefined, de: instantDe(ajouterMois(mois, -11), 0), a: instantDe(ajouterMois(mois, 1), 0) })
    return { mesures, q, agendas: (await listAgendas(db, portee, { de: maintenant, a: maintenant, maintenant })).map((a) => ({ valeur: a.id, libelle: a.titre })) }
  },
  corps: ({ mesures, q }) => (q.format ? exporter('rendez-vous-mois', COLONNES, mesures, q.format) : undefined),
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Statistiques des rendez-vous" genre="agent">
      <Bande titre="Rendez-vous" />
      <Onglets ici="/agendas/statistiques" />
      {d.agendas.length > 1 ? (
        <Filtres vue={vue} libelle="Choisir un agenda" bouton="Voir">
          <Filtre vue={vue} nom="agenda" libelle="Agenda" tous="Tous" options={d.agendas} />
        </Filtres>
      ) : null}
      <Tableau
        vue={vue}
        legende="Rendez-vous par mois, le dernier d’abord"
        lignes={d.mesures}
        cle={(m) => m.mois}
        colonnes={[
          { titre: 'Mois', entete: true, cellule: (m) => majuscule(dateSimple(midi(`${m.mois}-01`)).replace(/^1er /, '')) },
          { titre: 'Pris', nombre: true, cellule: (m) => m.pris },
          { titre: 'Honorés', nombre: true, cellule: (m) => m.recus },
          { titre: 'Absents', nombre: true, cellule: (m) => m.absents },
          { titre: 'Venus', nombre: true, cellule: direPart },
          { titre: 'Annulés', nombre: true, cellule: (m) => m.annules },
          { titre: 'Non pointés', nombre: true, cellule: (m) => m.nonPointes },
          { titre: 'Sans rendez-vous', nombre: true, cellule: (m) => m.passages },
          { titre: 'Jours d’avance', nombre: true, cellule: direAvance },
        ]}
        vide={<p>Aucun rendez-vous depuis un an.</p>}
      />
      <Lignee>
        <p>Chaque rendez-vous compte dans le mois de sa date, celui d’aujourd’hui compris. « Venus » compare les honorés aux absents ; les rendez-vous que personne n’a pointés n’y sont pas. « Jours d’avance » est la moyenne entre le jour où il est pris et sa date.</p>
      </Lignee>
      <Exports vue={vue} />
    </Gabarit>
  ),
})
