import { z } from 'zod'
import { exporter, format } from '../../../../kernel/corridor/exporter.ts'
import { page } from '../../../../kernel/module.ts'
import type { Lecture } from '../../../../kernel/module.ts'
import { carteCommunes } from '../../../../kernel/territoire/index.ts'
import { Bande, Exports, Filtre, Filtres, Gabarit, Lignee, Panneau, Vide } from '../../../../ui/index.ts'
import { Onglets, ongletsDe } from '../../onglets.tsx'
import { cadrer, champsPilotage, completer } from '../cadre.ts'
import { chiffrer } from '../cumul.queries.ts'
import type { Axe } from '../cumul.queries.ts'
import { AXES, colonnesChiffres } from '../export.ts'
import { aucun, CODES_MESURES, MESURES } from '../faits.ts'
import { comparables, direPeriode } from '../periode.ts'
import { maySuivre, sortieChiffres, sortiePeriode } from '../porte.ts'
import { CarteMesure } from './carte.tsx'
import { Ensemble } from './ensemble.tsx'
import { Mois, Ventilation } from './ventilation.tsx'

const PAR = ['prefecture', 'commune', 'nature', 'matiere', 'mois'] as const satisfies readonly Axe[]
const query = z.object({ ...champsPilotage, par: z.enum(PAR).optional().catch(undefined), mesure: z.enum(CODES_MESURES).optional().catch(undefined), tri: z.string().max(20).optional(), format })
export type TableauDeBord = Awaited<ReturnType<typeof charger>>

async function charger(lu: Lecture<Record<string, never>, z.infer<typeof query>>) {
  const { db, maison, portee, query: q } = lu
  const cadre = await cadrer(lu, q)
  const par: Axe = q.par ?? (cadre.prefectures.length > 1 && !q.prefecture && !q.commune ? 'prefecture' : cadre.communes.length > 1 && !q.commune ? 'commune' : 'nature')
  const duCarte = cadre.communes.length > 1 && !q.commune
  const axes = [...new Set<Axe>(['tout', 'mois', ...(duCarte ? ['commune' as const] : []), par])]
  const pareils = comparables(cadre.periode, cadre.jour)
  const total = async (periode: { du: string; au: string }) => (await chiffrer(db, portee, { ...cadre.filtre, ...periode }, ['tout'])).get('tout')![0] ?? aucun('')
  const [lus, ici, avant] = await Promise.all([chiffrer(db, portee, cadre.filtre, axes, axes.filter((a) => a !== 'mois' || par === 'mois')), pareils && total(pareils.ici), pareils && total(pareils.avant)])
  const de = (axe: Axe) => completer(cadre, axe, lus.get(axe) ?? [])
  return {
    cadre, par, tout: de('tout')[0]!, lignes: de(par), mois: de('mois'), communes: duCarte ? de('commune') : [], carte: duCarte ? carteCommunes(maison.territoires) : undefined,
    mesure: q.mesure ?? 'transmis', comparaison: pareils && ici && avant ? { ...pareils, chiffres: ici, chiffresAvant: avant } : undefined,
    periode: cadre.periode, tri: q.tri, format: q.format, onglets: ongletsDe(lu),
  }
}

/** The figures of the control of legality: what was sent, how it was checked, what became of it; each figure opens the acts behind it. */
export const tableauDeBord = page({
  path: '/legalite/pilotage',
  may: maySuivre,
  titre: 'Pilotage du contrôle',
  gabarit: 'agent',
  query,
  api: true,
  output: z.object({ periode: sortiePeriode, par: z.string(), tout: sortieChiffres, lignes: z.array(sortieChiffres), mois: z.array(sortieChiffres) }),
  load: charger,
  corps: (d: TableauDeBord) => (d.format ? exporter(`controle-${d.par}-${d.periode.du}-${d.periode.au}`, colonnesChiffres(d.par), [...d.lignes, d.tout], d.format) : undefined),
  view: (d: TableauDeBord, vue) => (
    <Gabarit vue={vue} titre="Pilotage du contrôle" genre="agent" ariane={[{ libelle: 'Ma journée', href: '/journee' }]}>
      <Bande titre="Pilotage du contrôle" actions={<Suites d={d} />}>
        <span class="discret">
          Actes reçus {direPeriode(d.periode)}, {d.cadre.ou}
        </span>
      </Bande>
      <Onglets ici="/legalite/pilotage" onglets={d.onglets} />
      <Filtres vue={vue} libelle="Choisir ce qui est compté" bouton="Compter">
        <Filtre vue={vue} nom="du" libelle="Reçus depuis le mois du" type="date" />
        <Filtre vue={vue} nom="au" libelle="Jusqu’au mois du" type="date" />
        {d.cadre.prefectures.length > 1 ? <Filtre vue={vue} nom="prefecture" libelle="Préfecture" tous="Toutes" options={d.cadre.prefectures} /> : null}
        {d.cadre.communes.length > 1 ? <Filtre vue={vue} nom="commune" libelle="Commune" tous="Toutes" options={d.cadre.communes} /> : null}
        <Filtre vue={vue} nom="nature" libelle="Nature" tous="Toutes" options={d.cadre.natures} />
        <Filtre vue={vue} nom="matiere" libelle="Matière" tous="Toutes" options={d.cadre.matieres} />
        <Filtre vue={vue} nom="par" libelle="Détail par" tous="Selon le territoire" options={PAR.map((valeur) => ({ valeur, libelle: AXES[valeur] }))} />
        {d.carte ? <Filtre vue={vue} nom="mesure" libelle="Sur la carte" tous="Actes transmis" options={MESURES.slice(1).map((m) => ({ valeur: m.code, libelle: m.libelle }))} /> : null}
      </Filtres>
      {d.tout.transmis === 0 ? (
        <Vide titre="Aucun acte reçu">Choisissez une autre période, ou enlevez un filtre.</Vide>
      ) : (
        <>
          <Ensemble d={d} />
          <Mois d={d} />
          {d.carte ? <CarteMesure d={d} carte={d.carte} /> : null}
          <Panneau titre={`Par ${AXES[d.par].toLowerCase()}`} id="detail">
            <Ventilation d={d} vue={vue} />
          </Panneau>
          <Exports vue={vue} libelle="Exporter ce détail" />
        </>
      )}
      <Sources />
    </Gabarit>
  ),
})

function Suites({ d }: { d: TableauDeBord }) {
  return (
    <>
      {d.cadre.prefectures.length > 1 ? <a href="/legalite/pilotage/comparaison">Comparer les préfectures</a> : null}
      <a href={`/legalite/pilotage/rapport/${d.periode.au.slice(0, 4)}`}>Rapport de l’année {d.periode.au.slice(0, 4)}</a>
    </>
  )
}

function Sources() {
  return (
    <Lignee>
      <p>Un acte compte au mois de sa réception, heure de Porto-Novo, quel que soit le jour de sa suite. Les transmissions annulées, les actes retournés et les archives de l’ancien régime ne comptent pas.</p>
      <p>
        « Électronique » : signé électroniquement, ou envoyé par le logiciel de la commune. « Examiné en profondeur » : choisi pour cela, puis ouvert par un contrôleur. « Réformé ou retiré » : la commune a changé ou retiré son acte. « Jugé » : annulé, annulé en partie, ou déféré rejeté. Le délai est compté en jours
        d’horloge, arrêts déduits, pour les contrôles finis.
      </p>
      <p>Les délais et les effets du silence viennent de règles dont certaines sont à confirmer. Chaque nombre ouvre la liste des actes qu’il compte. Un changement d’un acte se lit ici à l’instant.</p>
    </Lignee>
  )
}
