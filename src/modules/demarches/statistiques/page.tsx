import { z } from 'zod'
import { comparerNoms, dateLongue, nombre, pluriel, pourCent } from '../../../lib/francais.ts'
import { ajouterMois, jourLocal } from '../../../kernel/calendrier/index.ts'
import { midi } from '../../../kernel/calendrier/jour.ts'
import { exporter, format } from '../../../kernel/corridor/exporter.ts'
import { clesPostes } from '../../../kernel/identite/cles-poste.ts'
import type { Portee } from '../../../kernel/identite/portee.ts'
import { page } from '../../../kernel/module.ts'
import type { Lecture } from '../../../kernel/module.ts'
import { Exports, Filtre, Filtres, Gabarit, Lignee, Panneau, Recap, Tableau, Vide } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/index.ts'
import { champsCriteres, OU } from '../criteres.ts'
import { mayCompter } from '../porte.ts'
import { listEnVigueur } from '../definition.queries.ts'
import { colonnesMesures } from './export.ts'
import type { MesureDite } from './export.ts'
import { arrondir, direMois, listMois, parts } from './mesure.ts'
import type { Mesure } from './mesure.ts'
import { Traces } from './traces.tsx'
import { mesurer } from './statistiques.queries.ts'

// An unreadable date is no date: the others of the address stay.
const jour = z.iso.date().optional().catch(undefined)
const query = z.object({ du: jour, au: jour, demarche: z.string().max(60).optional(), commune: z.string().max(12).optional(), ou: champsCriteres.ou, format })
type Demande = z.infer<typeof query>
export type Statistiques = Awaited<ReturnType<typeof charger>>

/** The period asked for, in order; without one, the twelve months that end today. Five years at most. */
export function periodeDe({ du, au }: Pick<Demande, 'du' | 'au'>, aujourdhui: string): { du: string; au: string } {
  const fin = au ?? aujourdhui
  const [debut, terme] = [du ?? ajouterMois(fin, -12), fin].toSorted() as [string, string]
  const auPlus = ajouterMois(terme, -60)
  return { du: debut < auPlus ? auPlus : debut, au: terme }
}

/** Figures name nobody: whoever may count in a territory counts there, and every agent counts the files on which his post is called. */
function champ({ acteur, porteePour, maison }: Pick<Lecture, 'acteur' | 'porteePour' | 'maison'>, ou: string | undefined): { portee: Portee; cles?: string[]; choix: boolean } {
  const portee = ['demarches.lire', 'demarches.compter'].map((p) => porteePour(p)).find((p) => !p.vide) ?? porteePour('demarches.lire')
  const cles = clesPostes(acteur, maison.territoires)
  return portee.vide || ou === 'poste' ? { portee, cles, choix: !portee.vide } : { portee, choix: cles.length > 0 }
}

async function charger(lu: Pick<Lecture, 'db' | 'acteur' | 'porteePour' | 'maison' | 'maintenant'> & { query: Demande }) {
  const { db, maison, maintenant, query: q } = lu
  const { portee, cles, choix } = champ(lu, q.ou)
  const { territoires } = maison
  const aujourdhui = jourLocal(maintenant)
  const periode = periodeDe(q, aujourdhui)
  const communes = territoires.tous('commune').filter((t) => portee.contient(t.code)).toSorted((a, b) => comparerNoms(a.nom, b.nom))
  const demarches = await listEnVigueur(db)
  const lieux = q.commune ? territoires.couverture(q.commune) : undefined
  const lues = await mesurer(db, portee, { ...periode, jour: aujourdhui, ...(q.demarche ? { demarche: q.demarche } : {}), ...(lieux ? { lieux } : {}), ...(cles ? { cles } : {}) })
  const titres = new Map(demarches.map((d) => [d.code, d.titre]))
  const nommer = (m: Mesure): MesureDite => ({ ...m, nom: m.par === 'tout' ? 'Tous les dossiers' : m.par === 'mois' ? direMois(m.cle) : (titres.get(m.cle) ?? m.cle) })
  const de = (par: Mesure['par']) => lues.filter((m) => m.par === par).map(nommer)
  const mois = de('mois')
  return {
    periode,
    tout: de('tout')[0]!,
    demarches: de('demarche'),
    bureaux: de('bureau'),
    // From the first month that has files: a year of zeros before it says nothing.
    mois: listMois(mois.map((m) => m.cle).toSorted()[0] ?? periode.au, periode.au).map((cle) => mois.find((m) => m.cle === cle) ?? nommer(VIDE(cle))),
    choix: { demarches: demarches.map((d) => ({ valeur: d.code, libelle: d.titre })), communes: communes.map((t) => ({ valeur: t.code, libelle: t.nom })) },
    ou: q.commune && portee.contient(q.commune) ? territoires.trouver(q.commune)?.nom : undefined,
    auPoste: cles !== undefined,
    deux: choix,
    format: q.format,
  }
}

const VIDE = (cle: string): Mesure => ({ par: 'mois', cle, recus: 0, decides: 0, refuses: 0, retires: 0, tardifs: 0, retards: 0, enLigne: 0, auGuichet: 0, parApi: 0, mediane: null, p90: null })

/** What became of the files received: counts, delays, ways in; by procedure, office and month. */
export const statistiques = page({
  path: '/statistiques',
  may: mayCompter,
  titre: 'Statistiques',
  gabarit: 'agent',
  query,
  load: charger,
  corps: (d: Statistiques) => (d.format ? exporter(`statistiques-${d.periode.du}-${d.periode.au}`, colonnesMesures, [d.tout, ...d.demarches, ...d.bureaux, ...d.mois], d.format) : undefined),
  view: (d: Statistiques, vue) => (
    <Gabarit vue={vue} titre="Statistiques" genre="agent" ariane={[{ libelle: 'Ma journée', href: '/journee' }]}>
      <h1>Statistiques</h1>
      <p class="chapeau">
        Dossiers déposés du {dateLongue(midi(d.periode.du))} au {dateLongue(midi(d.periode.au))}{d.ou ? `, commune de ${d.ou}` : ''}{d.auPoste ? ', où votre poste a été appelé' : ''}, et ce qu’ils sont devenus.
      </p>
      <Filtres vue={vue} libelle="Choisir ce qui est compté" bouton="Compter">
        {d.deux ? <Filtre vue={vue} nom="ou" libelle="Lesquels" tous="De mon territoire" options={OU} /> : null}
        <Filtre vue={vue} nom="du" libelle="Déposés du" type="date" />
        <Filtre vue={vue} nom="au" libelle="Jusqu’au" type="date" />
        <Filtre vue={vue} nom="demarche" libelle="Démarche" tous="Toutes" options={d.choix.demarches} />
        {d.choix.communes.length > 1 ? <Filtre vue={vue} nom="commune" libelle="Commune" tous="Toutes" options={d.choix.communes} /> : null}
      </Filtres>
      {d.tout.recus === 0 ? <Vide titre="Aucun dossier déposé">Choisissez une autre période, ou enlevez un filtre.</Vide> : <Chiffres d={d} vue={vue} />}
    </Gabarit>
  ),
})

function Chiffres({ d, vue }: { d: Statistiques; vue: Vue }) {
  return (
    <>
      <Ensemble m={d.tout} />
      <Traces d={d} />
      <Panneau titre="Par démarche" id="demarches">
        <Table vue={vue} legende="Chiffres par démarche" lignes={d.demarches} nom="Démarche" />
      </Panneau>
      <Panneau titre="Par bureau" id="bureaux">
        <Table vue={vue} legende="Chiffres par bureau, du plus au moins sollicité" lignes={d.bureaux.slice(0, BUREAUX_AU_PLUS)} nom="Bureau" />
        {d.bureaux.length > BUREAUX_AU_PLUS ? <p class="petit">Les {BUREAUX_AU_PLUS} premiers sur {nombre(d.bureaux.length)} ; tous sont dans l’export.</p> : null}
      </Panneau>
      <Panneau titre="Par mois de dépôt" id="mois">
        <Table vue={vue} legende="Chiffres par mois de dépôt" lignes={d.mois} nom="Mois" />
      </Panneau>
      <Exports vue={vue} libelle="Exporter ces chiffres" />
      <Lignee titre="Comment ces chiffres sont comptés">
        Un dossier compte au mois de son dépôt, quelle que soit la date de sa décision. Le délai va du jour du dépôt au jour de la décision, en jours calendaires, pauses comprises. « En retard » : décidé après l’échéance, ou pas encore décidé alors qu’elle est passée ; un dossier en pause n’est pas en retard. Les demandes que les agents font pour eux-mêmes ne sont comptées que pour qui y est appelé.
      </Lignee>
    </>
  )
}

/** A national reader has more than five hundred offices. */
const BUREAUX_AU_PLUS = 30

const jours = (n: number | null) => (n === null ? '–' : nombre(arrondir(n)!, 1))
const part = (pour100: number) => pourCent(pour100 / 100)
const delai = (n: number | null) => (n === null ? 'aucune décision' : `${jours(n)} j`)

function Ensemble({ m }: { m: Mesure }) {
  const [enLigne = 0, auGuichet = 0, parApi = 0] = parts([m.enLigne, m.auGuichet, m.parApi])
  return (
    <Panneau titre="En tout" id="tout" ton="fort">
      <Recap
        lignes={[
          { titre: 'Reçus', valeur: nombre(m.recus), note: `(${part(enLigne)} en ligne, ${part(auGuichet)} au guichet, ${part(parApi)} par un logiciel)` },
          { titre: 'Décidés', valeur: nombre(m.decides), note: `(dont ${pluriel(m.refuses, 'refusé')})` },
          { titre: 'Retirés par le demandeur', valeur: nombre(m.retires) },
          { titre: 'En retard', valeur: nombre(m.tardifs + m.retards), note: `(${pluriel(m.tardifs, 'décidé')} après l’échéance, ${nombre(m.retards)} sans décision)` },
          { titre: 'Délai médian', valeur: delai(m.mediane), note: '(la moitié des décisions sont plus rapides)' },
          { titre: 'Délai de 9 dossiers sur 10', valeur: delai(m.p90), note: '(jours calendaires, du dépôt à la décision)' },
        ]}
      />
    </Panneau>
  )
}

function Table({ vue, legende, nom, lignes }: { vue: Vue; legende: string; nom: string; lignes: readonly MesureDite[] }) {
  return (
    <Tableau
      vue={vue}
      legende={legende}
      dense
      lignes={lignes}
      cle={(m) => m.cle}
      colonnes={[
        { titre: nom, entete: true, cellule: (m) => m.nom },
        { titre: 'Reçus', nombre: true, cellule: (m) => nombre(m.recus) },
        { titre: 'Au guichet', nombre: true, cellule: (m) => nombre(m.auGuichet) },
        { titre: 'Décidés', nombre: true, cellule: (m) => nombre(m.decides) },
        { titre: 'Refusés', nombre: true, cellule: (m) => nombre(m.refuses) },
        { titre: 'Retirés', nombre: true, cellule: (m) => nombre(m.retires) },
        { titre: 'En retard', nombre: true, cellule: (m) => nombre(m.tardifs + m.retards) },
        { titre: 'Délai médian', nombre: true, cellule: (m) => jours(m.mediane) },
        { titre: '9 sur 10', nombre: true, cellule: (m) => jours(m.p90) },
      ]}
      vide={null}
    />
  )
}
