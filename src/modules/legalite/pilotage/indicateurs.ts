import type { Db } from '../../../kernel/db/index.ts'
import { getCourant } from '../referentiel/referentiel.queries.ts'
import type { Regles } from '../referentiel/schemas.ts'
import { chiffrer } from './cumul.queries.ts'
import type { Fait } from './faits.ts'
import { compterBudgets, compterReponses, compterSessions, listActesFait, listActesReponses, listActesSessions, listBudgets, listPresentes } from './indicateurs.queries.ts'
import type { ActeDerriere } from './indicateurs.queries.ts'

/** What is asked: communes by code, a calendar year (an exercise, for a budget), and today's date, YYYY-MM-DD: what is not due yet is not judged. */
export type Question = { communes: readonly string[]; annee: number; jour: string }
/** What an indicator is worth in a commune. `valeur` null: nothing to judge (nothing received, or not due yet). `aConfirmer`: the rule it is held against is not confirmed by anybody. */
export type ValeurIndicateur = { valeur: number | null; numerateur: number; denominateur: number; aConfirmer: boolean }
export type Valeurs = ReadonlyMap<string, ValeurIndicateur>
/** `unite`: how `valeur` reads: a percentage, a number of sessions or acts, 1 for yes and 0 for no. */
export type Indicateur = { code: string; libelle: string; unite: '%' | 'sessions' | 'actes' | 'pour 100 actes' | 'oui-non'; source: string; formule: string; calculer: (db: Db, q: Question) => Promise<Valeurs>; derriere: (db: Db, q: { commune: string; annee: number; jour: string }) => Promise<ActeDerriere[]> }

const REGISTRE = 'Registre des actes reçus par la plateforme'
const reglesDe = async (db: Db, jour: string): Promise<Regles> => (await getCourant(db, 'regles', jour)).corps
const pour = (communes: readonly string[], dire: (commune: string) => ValeurIndicateur): Valeurs => new Map(communes.map((c) => [c, dire(c)]))
const parCommune = <L extends { commune: string }>(lues: readonly L[]) => new Map(lues.map((l) => [l.commune, l]))

/** A share of the acts received in a year. */
function partDesActes(faits: readonly Fait[], fois: number, o: { sauf?: true; doute?: (r: Regles) => boolean } = {}): Pick<Indicateur, 'calculer' | 'derriere'> {
  return {
    calculer: async (db, { communes, annee, jour }) => {
      const [lus, regles] = await Promise.all([chiffrer(db, { codes: [...communes] }, { du: `${annee}-01`, au: `${annee}-12` }, ['commune'], []), o.doute ? reglesDe(db, jour) : undefined])
      const chiffres = new Map(lus.get('commune')!.map((c) => [c.cle, c]))
      return pour(communes, (commune) => {
        const c = chiffres.get(commune)
        const [sur, vus] = [c?.transmis ?? 0, faits.reduce((s, f) => s + (c?.[f] ?? 0), 0)]
        const n = o.sauf ? sur - vus : vus
        return { valeur: sur === 0 ? null : fois === 1 ? n : (n / sur) * fois, numerateur: n, denominateur: sur, aConfirmer: regles && o.doute ? o.doute(regles) : false }
      })
    },
    derriere: (db, { commune, annee }) => listActesFait(db, commune, annee, faits, !o.sauf),
  }
}

const deux = (n: number) => String(n).padStart(2, '0')
/** The last day on which a budget or an account of an exercise is in time, as the rule says it. */
const dernierJour = (regle: Regles['budget']['primitif'], exercice: number): string => `${exercice + regle.annee}-${deux(regle.mois)}-${deux(regle.jour)}`

/** A budget or an account taken in time: 1 or 0; nothing to say while the day is not over, nor of a commune that sent nothing that year. */
function budgetATemps(matiere: string, nom: keyof Regles['budget']): Pick<Indicateur, 'calculer' | 'derriere'> {
  return {
    calculer: async (db, { communes, annee, jour }) => {
      const regle = (await reglesDe(db, jour)).budget[nom]
      const avant = dernierJour(regle, annee)
      const [lus, presentes] = await Promise.all([compterBudgets(db, communes, { matiere, exercice: annee, avant }), listPresentes(db, communes, `${avant.slice(0, 4)}-01-01`, avant > jour ? avant : jour)])
      const siens = parCommune(lus)
      return pour(communes, (commune) => {
        const oui = (siens.get(commune)?.n ?? 0) > 0
        const connu = oui || (jour > avant && presentes.includes(commune))
        return { valeur: connu ? Number(oui) : null, numerateur: Number(oui), denominateur: connu ? 1 : 0, aConfirmer: !regle.verifie }
      })
    },
    derriere: async (db, { commune, annee, jour }) => listBudgets(db, commune, { matiere, exercice: annee, avant: dernierJour((await reglesDe(db, jour)).budget[nom], annee) }),
  }
}

/** The indicators that the control of legality gives about each commune, for whoever draws an index or a report from them. */
export const INDICATEURS: readonly Indicateur[] = [
  { code: 'transmission-dans-delai', libelle: 'Actes transmis dans le délai', unite: '%', source: REGISTRE, formule: 'Actes reçus dans l’année et transmis dans le délai, sur les actes reçus dans l’année', ...partDesActes(['horsDelai'], 100, { sauf: true, doute: (r) => !r.delais.transmission.verifie }) },
  { code: 'part-electronique', libelle: 'Actes transmis par voie électronique', unite: '%', source: REGISTRE, formule: 'Actes signés électroniquement ou envoyés par un logiciel, sur les actes reçus dans l’année', ...partDesActes(['electroniques'], 100) },
  {
    code: 'sessions-ordinaires', libelle: 'Sessions ordinaires tenues', unite: 'sessions', source: 'Séances du conseil tenues sur la plateforme', formule: 'Sessions ordinaires de l’année où une séance s’est ouverte ; au dénominateur, celles que la loi prévoit',
    calculer: async (db, { communes, annee, jour }) => {
      const [lues, regles] = await Promise.all([compterSessions(db, communes, annee), reglesDe(db, jour)])
      const [siennes, { mois, verifie }] = [parCommune(lues), regles.sessions.ordinaires]
      // A council that keeps no session on the platform is not known to have held none.
      return pour(communes, (commune) => ({ valeur: siennes.get(commune)?.n ?? null, numerateur: siennes.get(commune)?.n ?? 0, denominateur: mois.length, aConfirmer: !verifie }))
    },
    derriere: (db, { commune, annee }) => listActesSessions(db, commune, annee),
  },
  { code: 'budget-a-temps', libelle: 'Budget primitif adopté à temps', unite: 'oui-non', source: REGISTRE, formule: 'Un budget primitif de l’exercice, reçu par la préfecture, est daté du dernier jour permis au plus tard', ...budgetATemps('2.1.1', 'primitif') },
  { code: 'compte-administratif-a-temps', libelle: 'Compte administratif adopté à temps', unite: 'oui-non', source: REGISTRE, formule: 'Un compte administratif de l’exercice, reçu par la préfecture, est daté du dernier jour permis au plus tard', ...budgetATemps('2.1.3', 'compte-administratif') },
  { code: 'observations-pour-100', libelle: 'Lettres d’observations pour 100 actes', unite: 'pour 100 actes', source: REGISTRE, formule: 'Actes reçus dans l’année qui ont eu une lettre d’observations, sur les actes reçus dans l’année', ...partDesActes(['lettres'], 100) },
  { code: 'annules-par-le-juge', libelle: 'Actes annulés par le juge', unite: 'actes', source: REGISTRE, formule: 'Actes reçus dans l’année, annulés en tout ou en partie ; au dénominateur, les actes reçus dans l’année', ...partDesActes(['annules', 'annulesPartie'], 1) },
  {
    code: 'observations-repondues', libelle: 'Observations auxquelles la commune a répondu à temps', unite: '%', source: 'Lettres signées par le préfet sur la plateforme', formule: 'Lettres d’observations signées dans l’année et répondues dans le délai, sur celles dont le délai est passé ou qui ont une réponse',
    calculer: async (db, { communes, annee, jour }) => {
      const [lues, regles] = await Promise.all([compterReponses(db, communes, annee, jour), reglesDe(db, jour)])
      const siennes = parCommune(lues)
      return pour(communes, (commune) => {
        const { n, sur } = siennes.get(commune) ?? { n: 0, sur: 0 }
        return { valeur: sur === 0 ? null : (n / sur) * 100, numerateur: n, denominateur: sur, aConfirmer: !regles.delais.reponse_observations.verifie }
      })
    },
    derriere: (db, { commune, annee, jour }) => listActesReponses(db, commune, annee, jour),
  },
]

/** An indicator by its code, or undefined. */
export const findIndicateur = (code: string): Indicateur | undefined => INDICATEURS.find((i) => i.code === code)
