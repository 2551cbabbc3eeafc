import type { CarteCommunes } from '../../../../kernel/territoire/index.ts'
import { nombre } from '../../../../lib/francais.ts'
import { Carte, Panneau, TableCarte } from '../../../../ui/index.ts'
import type { ValeurCellule } from '../../../../ui/index.ts'
import { versDetail } from '../cadre.ts'
import type { Ligne } from '../cadre.ts'
import { bornesDe, classeDe, legendeDe } from '../classes.ts'
import { mesureDe, valeurDe } from '../faits.ts'
import type { Fait, Mesure } from '../faits.ts'
import { direPeriode } from '../periode.ts'
import type { TableauDeBord } from './tableau-de-bord.tsx'

/** « 12 % (3 sur 25) »: a part is never shown without its counts. */
function direValeur(m: Mesure, l: Ligne): string {
  const v = valeurDe(m, l)
  if (v === null) return 'pas de donnée'
  const dit = `${nombre(v, 1)}${m.unite ? `\u00a0${m.unite}` : ''}`
  return m.sur === null ? dit : `${dit} (${nombre(l[m.fait as Fait], 0)} sur ${nombre(l[m.sur], 0)})`
}

/** The communes coloured by a measure, and the same in a table. Those that are not followed here are left out: they are not empty, they are somebody else's. */
export function CarteMesure({ d, carte }: { d: TableauDeBord; carte: CarteCommunes }) {
  const m = mesureDe(d.mesure)
  const chiffres = new Map(d.communes.map((l) => [l.cle, l]))
  const bornes = bornesDe(d.communes.flatMap((l) => (l.transmis === 0 ? [] : (valeurDe(m, l) ?? []))))
  // A commune that has sent nothing has no colour: it is another thing than a low figure.
  const valeurs: Record<string, ValeurCellule> = Object.fromEntries(d.communes.map((l) => [l.cle, l.transmis === 0 ? { classe: 0 as const, texte: 'aucun acte reçu' } : { classe: classeDe(valeurDe(m, l), bornes), texte: direValeur(m, l) }]))
  const groupes = d.cadre.prefectures.map((p) => ({ titre: p.libelle, cellules: carte.cellules.filter((c) => chiffres.has(c.code) && c.code.startsWith(p.valeur)) })).filter((g) => g.cellules.length > 0)
  const lien = (c: { code: string }) => versDetail(d.cadre, 'commune', c.code)
  return (
    <Panneau titre={`${m.libelle}, par commune`} id="carte">
      <div class="explorer">
        <Carte viewBox={carte.viewBox} cellules={carte.cellules.filter((c) => chiffres.has(c.code))} contours={carte.contours} valeurs={valeurs} lien={lien} legende={[...legendeDe(bornes, m.unite), { classe: 0, texte: 'aucun acte, ou pas de donnée' }]} source={`Actes reçus ${direPeriode(d.periode)}. ${carte.source}.`} />
        <TableCarte legende={`Tableau de la carte\u00a0: ${m.libelle}`} colonne="Commune" titreValeur={m.court} groupes={groupes} valeurs={valeurs} lien={lien} />
      </div>
    </Panneau>
  )
}
