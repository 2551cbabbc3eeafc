import { z } from 'zod'
import { exporter, format } from '../../../../kernel/corridor/exporter.ts'
import { page } from '../../../../kernel/module.ts'
import type { Lecture } from '../../../../kernel/module.ts'
import { nombre } from '../../../../lib/francais.ts'
import { Bande, Etiquette, Exports, Filtre, Filtres, Gabarit, Lignee, Panneau, Tableau, Vide } from '../../../../ui/index.ts'
import type { Vue } from '../../../../ui/index.ts'
import { Onglets, ongletsDe } from '../../onglets.tsx'
import { cadrer, champsPilotage, completer, versActes, versDetail } from '../cadre.ts'
import { AXE_COMPARE, comparerPratiques, PRATIQUES, seDistingue } from '../comparer.ts'
import type { Compare } from '../comparer.ts'
import { chiffrer, listDurees } from '../cumul.queries.ts'
import { mesureDe } from '../faits.ts'
import type { Fait } from '../faits.ts'
import { ASSEZ } from '../intervalle.ts'
import { direPeriode } from '../periode.ts'
import { maySuivre } from '../porte.ts'
import { Intervalles } from './intervalles.tsx'

const { du, au, nature, matiere } = champsPilotage
const query = z.object({ du, au, nature, matiere, pratique: z.enum(PRATIQUES).optional().catch(undefined), format })
type Donnees = Awaited<ReturnType<typeof charger>>

async function charger(lu: Lecture<Record<string, never>, z.infer<typeof query>>) {
  const { db, portee, query: q } = lu
  const cadre = await cadrer(lu, q)
  const pratique = q.pratique ?? 'lettres'
  const m = mesureDe(pratique)
  const [lus, durees, toutes] = await Promise.all([chiffrer(db, portee, cadre.filtre, ['tout', AXE_COMPARE], []), m.sur === null ? listDurees(db, portee, cadre.filtre, AXE_COMPARE) : new Map(), m.sur === null ? listDurees(db, portee, cadre.filtre, 'tout') : new Map()])
  const [ensemble] = comparerPratiques(pratique, completer(cadre, 'tout', lus.get('tout')!), toutes)
  return { cadre, pratique, m, lignes: comparerPratiques(pratique, completer(cadre, AXE_COMPARE, lus.get(AXE_COMPARE)!), durees), ensemble: ensemble!, periode: cadre.periode, format: q.format, onglets: ongletsDe(lu) }
}

const borne = z.object({ valeur: z.number(), bas: z.number(), haut: z.number() }).nullable()
const dire = (v: number | undefined) => (v === undefined ? null : Math.round(v * 100) / 100)

/** How differently prefectures work, with how sure one may be: a small number is shown, and not ranked. */
export const comparaison = page({
  path: '/legalite/pilotage/comparaison',
  may: maySuivre,
  titre: 'Comparer les préfectures',
  gabarit: 'agent',
  query,
  api: true,
  output: z.object({ pratique: z.string(), lignes: z.array(z.object({ cle: z.string(), nom: z.string(), n: z.int(), sur: z.int(), estimation: borne, rang: z.int().nullable() })) }),
  load: charger,
  corps: (d: Donnees) =>
    d.format
      ? exporter<Compare>(`comparaison-${d.pratique}-${d.periode.du}-${d.periode.au}`, [['Préfecture', (l) => l.nom], ['Code', (l) => l.cle], ['Rang', (l) => l.rang], [d.m.sur === null ? 'Contrôles finis' : 'Nombre', (l) => l.n], ['Sur', (l) => l.sur], [d.m.libelle, (l) => dire(l.estimation?.valeur)], ['Au moins (95 %)', (l) => dire(l.estimation?.bas)], ['Au plus (95 %)', (l) => dire(l.estimation?.haut)]], [...d.lignes, d.ensemble], d.format)
      : undefined,
  view: (d: Donnees, vue) => (
    <Gabarit vue={vue} titre="Comparer les préfectures" genre="agent" ariane={[{ libelle: 'Ma journée', href: '/journee' }, { libelle: 'Pilotage', href: '/legalite/pilotage' }]}>
      <Bande titre="Comparer les préfectures">
        <span class="discret">Actes reçus {direPeriode(d.periode)}</span>
      </Bande>
      <Onglets ici="/legalite/pilotage" onglets={d.onglets} />
      {d.cadre.prefectures.length < 2 ? (
        <Vide titre="Rien à comparer" action={<a href="/legalite/pilotage">Voir vos chiffres</a>}>
          Cette page compare plusieurs préfectures. Vous en suivez une seule.
        </Vide>
      ) : (
        <Comparer d={d} vue={vue} />
      )}
    </Gabarit>
  ),
})

function Comparer({ d, vue }: { d: Donnees; vue: Vue }) {
  const { m } = d
  return (
    <>
      <Filtres vue={vue} libelle="Choisir ce qui est comparé" bouton="Comparer">
        <Filtre vue={vue} nom="pratique" libelle="Pratique" tous={mesureDe('lettres').libelle} options={PRATIQUES.slice(1).map((c) => ({ valeur: c, libelle: mesureDe(c).libelle }))} />
        <Filtre vue={vue} nom="nature" libelle="Nature" tous="Toutes" options={d.cadre.natures} />
        <Filtre vue={vue} nom="matiere" libelle="Matière" tous="Toutes" options={d.cadre.matieres} />
        <Filtre vue={vue} nom="du" libelle="Reçus depuis le mois du" type="date" />
        <Filtre vue={vue} nom="au" libelle="Jusqu’au mois du" type="date" />
      </Filtres>
      {d.ensemble.estimation === null ? (
        <Vide titre="Aucun acte à comparer">Choisissez une autre période, ou enlevez un filtre.</Vide>
      ) : (
        <>
          <Panneau titre={m.libelle} id="trace">
            <Intervalles titre={m.libelle} unite={m.unite} lignes={d.lignes} ensemble={d.ensemble.estimation} />
            <p class="petit discret">
              Le point est le chiffre observé ; le trait, l’intervalle où il se tiendrait 95 fois sur 100. La bande est l’ensemble : {nombre(d.ensemble.estimation.valeur, 1)} {m.unite}. Un point vide : moins de {ASSEZ} actes, trop peu pour un rang.
            </p>
          </Panneau>
          <Panneau titre="Les mêmes chiffres" id="chiffres">
            <Lignes d={d} vue={vue} />
          </Panneau>
          <Exports vue={vue} />
        </>
      )}
      <Lignee>
        <p>Les parts sont encadrées par l’intervalle de Wilson à 95 % ; le délai médian, par les rangs qui l’entourent. Deux préfectures dont les intervalles se recouvrent ne se distinguent pas : leur ordre peut tenir au hasard.</p>
        <p>Un écart de pratique n’est pas une faute : les communes, les natures d’actes et les priorités diffèrent. Filtrez par nature pour comparer ce qui se compare.</p>
      </Lignee>
    </>
  )
}

function Lignes({ d, vue }: { d: Donnees; vue: Vue }) {
  const { m } = d
  const nombreDe = (l: Compare) => (m.sur === null || l.n === 0 ? nombre(l.n, 0) : <a href={versActes(d.cadre, AXE_COMPARE, l.cle, m.fait as Fait)}>{nombre(l.n, 0)}</a>)
  const MOTS = { plus: 'plus que l’ensemble', moins: 'moins que l’ensemble' } as const
  return (
    <Tableau
      vue={vue}
      legende={`${m.libelle}, par préfecture`}
      dense
      lignes={d.lignes}
      cle={(l) => l.cle}
      colonnes={[
        { titre: 'Rang', nombre: true, fin: true, cellule: (l) => l.rang ?? <span class="discret">non classée</span> },
        { titre: 'Préfecture', entete: true, cellule: (l) => <a href={versDetail(d.cadre, AXE_COMPARE, l.cle)}>{l.nom}</a> },
        { titre: m.sur === null ? 'Contrôles finis' : 'Nombre', nombre: true, cellule: nombreDe },
        ...(m.sur === null ? [] : [{ titre: 'Sur', nombre: true, cellule: (l: Compare) => nombre(l.sur, 0) }]),
        { titre: m.unite || 'Valeur', nombre: true, cellule: (l) => (l.estimation ? nombre(l.estimation.valeur, 1) : '') },
        { titre: 'Intervalle à 95 %', nombre: true, cellule: (l) => (l.estimation ? `${nombre(l.estimation.bas, 1)} à ${nombre(l.estimation.haut, 1)}` : '') },
        { titre: 'Se distingue', fin: true, cellule: (l) => ((s) => (s ? <Etiquette ton="info">{MOTS[s]}</Etiquette> : null))(seDistingue(l, d.ensemble.estimation)) },
      ]}
      vide={null}
    />
  )
}
