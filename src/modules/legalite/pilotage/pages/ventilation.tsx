import { nombre } from '../../../../lib/francais.ts'
import { ranger } from '../../../../lib/liste.ts'
import { Barres, Panneau, Tableau } from '../../../../ui/index.ts'
import type { Colonne, Vue } from '../../../../ui/index.ts'
import { versActes, versDetail } from '../cadre.ts'
import type { Ligne } from '../cadre.ts'
import { AXES } from '../export.ts'
import type { Fait } from '../faits.ts'
import { direJours, direPart, plein } from './ensemble.tsx'
import type { TableauDeBord } from './tableau-de-bord.tsx'

/** Bars that a screen holds; the table by month holds all. */
const BARRES_AU_PLUS = 12

// `fin`: off a small screen, where the line's own page says it.
const COLONNES: readonly { fait: Fait; titre: string; part?: Fait; fin?: true }[] = [
  { fait: 'transmis', titre: 'Transmis' }, { fait: 'horsDelai', titre: 'Hors délai', part: 'transmis' }, { fait: 'electroniques', titre: 'Électroniques', part: 'transmis', fin: true }, { fait: 'approfondis', titre: 'Examinés', fin: true }, { fait: 'lettres', titre: 'Lettres' }, { fait: 'reformes', titre: 'Réformés' },
  { fait: 'suspendus', titre: 'Suspendus', fin: true }, { fait: 'deferes', titre: 'Déférés' }, { fait: 'juges', titre: 'Jugés', fin: true },
]

/** The figures cut by one axis, a line a place, a kind, a subject or a month; every number opens its acts, every name its own detail. */
export function Ventilation({ d, vue }: { d: TableauDeBord; vue: Vue }) {
  const { cadre, par } = d
  const lignes = ranger(d.lignes, d.tri, { nom: (l) => (par === 'mois' ? l.cle : l.nom), ...Object.fromEntries(COLONNES.map((c) => [c.fait, (l: Ligne) => l[c.fait]])), mediane: (l) => l.mediane, p90: (l) => l.p90 })
  const compte = ({ fait, titre, part, fin }: (typeof COLONNES)[number]): Colonne<Ligne> => ({
    titre, nombre: true, tri: fait, ...(fin ? { fin } : {}),
    cellule: (l) => (plein(l, fait) ? <><a href={versActes(cadre, par, l.cle, fait)}>{nombre(l[fait], 0)}</a>{part ? <span class="discret"> {direPart(l[fait], l[part])}</span> : null}</> : '0'),
  })
  return (
    <Tableau
      vue={vue}
      legende={`Chiffres du contrôle par ${AXES[par].toLowerCase()}`}
      dense
      lignes={lignes}
      cle={(l) => l.cle}
      colonnes={[
        { titre: AXES[par], entete: true, tri: 'nom', cellule: (l) => (l.transmis > 0 ? <a href={versDetail(cadre, par, l.cle)}>{l.nom}</a> : l.nom) },
        ...COLONNES.map(compte),
        { titre: 'Délai médian', nombre: true, tri: 'mediane', cellule: (l) => (l.mediane === null ? '' : direJours(l.mediane)) },
        { titre: '9 sur 10', nombre: true, tri: 'p90', fin: true, cellule: (l) => (l.p90 === null ? '' : direJours(l.p90)) },
      ]}
      vide={null}
    />
  )
}

/** The last months, as bars. */
export function Mois({ d }: { d: TableauDeBord }) {
  const recents = d.mois.slice(-BARRES_AU_PLUS)
  if (recents.length < 2) return null
  return (
    <Panneau titre="Mois par mois" id="mois">
      <div class="face-a-face">
        <Barres titre="Actes reçus" series={[{ nom: 'transmis', ton: 'b' }, { nom: 'hors délai', ton: 'a' }]} groupes={recents.map((m) => ({ libelle: m.nom, valeurs: [m.transmis, m.horsDelai] }))} />
        <Barres titre="Suites données aux actes reçus ce mois-là" series={[{ nom: 'lettres d’observations', ton: 'b' }, { nom: 'réformés ou retirés', ton: 'a' }]} groupes={recents.map((m) => ({ libelle: m.nom, valeurs: [m.lettres, m.reformes] }))} />
      </div>
    </Panneau>
  )
}
