/** What is counted of the acts received, each a column of the rollup and a filter of the list of acts. */
export const COMPTES = ['transmis', 'horsDelai', 'electroniques', 'approfondis', 'lettres', 'demandes', 'reformes', 'suspendus', 'deferes', 'annules', 'annulesPartie', 'rejetes', 'desistes', 'silences', 'clos'] as const
export type Compte = (typeof COMPTES)[number]
/** A filter of the list of acts: a count, or `juges`, what the judge has decided whatever the sense. */
export type Fait = Compte | 'juges'

/** Each fact in words, as a list filtered by it says it. */
export const FAITS: Readonly<Record<Fait, string>> = {
  transmis: 'Transmis', horsDelai: 'Transmis hors délai', electroniques: 'Électroniques', approfondis: 'Examinés en profondeur', lettres: 'Lettres d’observations', demandes: 'Demandes de pièces', reformes: 'Réformés ou retirés',
  suspendus: 'Suspendus', deferes: 'Déférés', juges: 'Jugés', annules: 'Annulés par le juge', annulesPartie: 'Annulés en partie', rejetes: 'Déférés rejetés', desistes: 'Déférés abandonnés', silences: 'Clos par le silence', clos: 'Contrôles finis',
}
export const NOMS_FAITS = Object.keys(FAITS) as [Fait, ...Fait[]]

/** Counts of the acts received in some months, and how long their control lasted: days of the clock of those that are over, null when none is. */
export type Chiffres = Record<Fait, number> & { cle: string; durees: number; mediane: number | null; p90: number | null }
/** How many controls lasted so many days, by rising days. */
export type Histogramme = readonly (readonly [duree: number, n: number])[]

/** The value below which a part `q` (0 to 1) of the controls fall, between two days where it must (percentile_cont of PostgreSQL). Null for none. */
export function quantile(histogramme: Histogramme, q: number): number | null {
  const total = histogramme.reduce((s, [, n]) => s + n, 0)
  if (total === 0) return null
  const rang = q * (total - 1)
  const a = (i: number): number => {
    let vus = 0
    for (const [duree, n] of histogramme) if ((vus += n) > i) return duree
    return histogramme.at(-1)![0]
  }
  const [bas, haut] = [a(Math.floor(rang)), a(Math.ceil(rang))]
  return bas + (haut - bas) * (rang - Math.floor(rang))
}

/** No act at all. */
export const aucun = (cle: string): Chiffres => ({ ...(Object.fromEntries(NOMS_FAITS.map((f) => [f, 0])) as Record<Fait, number>), cle, durees: 0, mediane: null, p90: null })

/** A measure of a place: a part of something, or days. `sur` null: the count itself. `pour`: out of how many it is said. */
export type Mesure = { code: string; libelle: string; court: string; unite: '' | '%' | 'pour 1 000' | 'jours'; fait: Fait | 'mediane'; sur: Fait | null }
export const MESURES = [
  { code: 'transmis', libelle: 'Actes transmis', court: 'Transmis', unite: '', fait: 'transmis', sur: null },
  { code: 'hors-delai', libelle: 'Transmissions hors délai', court: 'Hors délai', unite: '%', fait: 'horsDelai', sur: 'transmis' },
  { code: 'electronique', libelle: 'Part électronique', court: 'Électronique', unite: '%', fait: 'electroniques', sur: 'transmis' },
  { code: 'examines', libelle: 'Examinés en profondeur', court: 'Examinés', unite: '%', fait: 'approfondis', sur: 'transmis' },
  { code: 'lettres', libelle: 'Lettres d’observations pour 100 actes', court: 'Lettres', unite: '%', fait: 'lettres', sur: 'transmis' },
  { code: 'reformes', libelle: 'Réformés ou retirés', court: 'Réformés', unite: '%', fait: 'reformes', sur: 'transmis' },
  { code: 'silences', libelle: 'Clos par le silence', court: 'Silence', unite: '%', fait: 'silences', sur: 'clos' },
  { code: 'deferes', libelle: 'Déférés pour 1 000 actes', court: 'Déférés', unite: 'pour 1 000', fait: 'deferes', sur: 'transmis' },
  { code: 'delai', libelle: 'Délai médian du contrôle', court: 'Délai médian', unite: 'jours', fait: 'mediane', sur: null },
] as const satisfies readonly Mesure[]
export const CODES_MESURES = MESURES.map((m) => m.code) as unknown as [CodeMesure, ...CodeMesure[]]
export type CodeMesure = (typeof MESURES)[number]['code']
/** A measure by its code. */
export const mesureDe = (code: CodeMesure): Mesure => MESURES.find((m) => m.code === code)!

/** The value of a measure in its unit; null when there is nothing to divide by. */
export function valeurDe({ fait, sur, unite }: Mesure, c: Chiffres): number | null {
  if (sur === null) return fait === 'mediane' ? c.mediane : c[fait]
  return c[sur] === 0 ? null : (c[fait as Fait] / c[sur]) * (unite === '%' ? 100 : 1000)
}
