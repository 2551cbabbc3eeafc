import { Barres } from '../../../ui/index.ts'
import type { MesureDite } from './export.ts'
import { arrondir, parts } from './mesure.ts'
import type { Statistiques } from './page.tsx'

/** Bars that a screen holds; the tables under them hold all. */
const BARRES_AU_PLUS = 12

/** The plots: each holds its own table of the same figures. */
export function Traces({ d }: { d: Pick<Statistiques, 'tout' | 'demarches' | 'bureaux' | 'mois'> }) {
  const recents = d.mois.slice(-BARRES_AU_PLUS)
  const deux = (lignes: readonly MesureDite[], valeurs: (m: MesureDite) => number[]) => lignes.map((m) => ({ libelle: m.nom, valeurs: valeurs(m) }))
  const canaux = parts([d.tout.enLigne, d.tout.auGuichet, d.tout.parApi])
  return (
    <div class="face-a-face">
      <div class="panneau">
        <Barres titre="Par mois de dépôt" series={[{ nom: 'reçus', ton: 'a' }, { nom: 'décidés', ton: 'b' }]} groupes={deux(recents, (m) => [m.recus, m.decides])} />
      </div>
      <div class="panneau">
        <Barres titre="Délai en jours calendaires, par mois de dépôt" series={[{ nom: 'médian', ton: 'a' }, { nom: '9 dossiers sur 10', ton: 'b' }]} groupes={deux(recents.filter((m) => m.decides > 0), (m) => [arrondir(m.mediane) ?? 0, arrondir(m.p90) ?? 0])} />
      </div>
      <div class="panneau">
        <Barres titre="Comment les demandes arrivent" unite="%" series={[{ nom: 'part', ton: 'a' }]} groupes={['En ligne', 'Au guichet', 'Par un logiciel'].map((libelle, rang) => ({ libelle, valeurs: [canaux[rang]!] }))} />
      </div>
      <div class="panneau">
        <Barres titre="Bureaux les plus sollicités" series={[{ nom: 'reçus', ton: 'a' }, { nom: 'en retard', ton: 'b' }]} groupes={deux(d.bureaux.slice(0, BARRES_AU_PLUS), (m) => [m.recus, m.tardifs + m.retards])} />
      </div>
    </div>
  )
}
