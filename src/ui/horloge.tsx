/** The clock of a file: one segment a day, always with words beside it. */
import { dateCourte, delaiCourt, pluriel } from '../lib/francais.ts'

/** What the clock of a file says. All counts are days of the rule's own kind (working, calendar…), given by `unite`. */
export type Temps = {
  /** Days the rule allows. */
  prevu: number
  /** Days already spent, pauses left out; at most `prevu`. */
  ecoules: number
  /** Days of pause. */
  pause?: number
  enPause?: boolean
  /** Days beyond the limit. */
  retard?: number
  /** « ouvré » or nothing: written after « jour ». */
  unite?: 'ouvré' | 'franc'
  depart?: Date
  pauseLe?: Date
  echeance?: Date
  /** Whether the last day is today; false on a Sunday, or the evening before, with one working day left. Not given: one day left is today. */
  dernierJour?: boolean
}

type Genre = 'f' | 'p' | 'o' | 'r' | 'd'

const restantDe = (t: Temps) => Math.max(0, t.prevu - t.ecoules)
const ceSoir = (t: Temps) => restantDe(t) <= 1 && t.dernierJour !== false
const retardDe = (t: Temps) => t.retard ?? 0

/** One letter a segment: f spent, p pause, o last day, r left, d late. Pauses and lateness draw at most 5 days, the words count them all. */
export function segments(t: Temps): Genre[] {
  const restant = restantDe(t)
  const retard = retardDe(t)
  const dernier = restant === 1 && !t.enPause && retard === 0
  const brut: [Genre, number][] = [
    ['f', t.ecoules],
    ['p', Math.min(5, t.pause ?? 0)],
    ['o', dernier ? 1 : 0],
    ['r', dernier ? 0 : restant],
    ['d', Math.min(5, retard)],
  ]
  // Beyond 30 days a segment stands for several: the drawing keeps its proportions, the words stay exact.
  const pas = Math.max(1, Math.ceil((t.prevu + Math.min(5, t.pause ?? 0) + Math.min(5, retard)) / 30))
  return brut.flatMap(([genre, n]) => Array<Genre>(Math.ceil(n / pas)).fill(genre))
}

/** The drawing in words, for those who do not see it. */
export function direTemps(t: Temps): string {
  const unite = (n: number) => (t.unite ? ` ${t.unite}${n >= 2 ? 's' : ''}` : '')
  const jours = (n: number) => `${pluriel(n, 'jour')}${unite(n)}`
  const debut = `${jours(t.ecoules)} sur ${t.prevu}`
  const pause = t.pause ? `, ${pluriel(t.pause, 'jour')} de pause` : ''
  if (retardDe(t) > 0) return `${debut}${pause}, ${jours(retardDe(t))} de retard`
  if (t.enPause) return `${debut}${pause}, en pause jusqu’à la réponse`
  return ceSoir(t) ? `${debut}${pause}, dernier jour` : `${debut}${pause}`
}

function Barre({ t, haut, reperes }: { t: Temps; haut: string; reperes?: boolean }) {
  const s = segments(t)
  const pas = 100 / Math.max(1, s.length)
  const fin = (i: number) => (i === s.length - 1 ? pas : Math.max(pas - 1.2, pas * 0.8))
  const nombre = (n: number) => `${Math.round(n * 100) / 100}%`
  return (
    <svg class={reperes ? 'barre barre--rep' : 'barre'} role="img" aria-label={direTemps(t)}>
      {s.map((genre, i) => (
        <rect key={i} x={nombre(i * pas)} width={nombre(fin(i))} height={haut} class={genre} fill={genre === 'p' ? 'url(#hach)' : undefined} />
      ))}
      {reperes ? <Reperes t={t} s={s} pas={pas} /> : null}
    </svg>
  )
}

function Repere({ x, titre, note, ancre }: { x: number; titre: string; note: string; ancre?: 'end' | 'middle' }) {
  return (
    <>
      <text x={`${x}%`} y="34" text-anchor={ancre}>
        {titre}
      </text>
      <text class="s" x={`${x}%`} y="51" text-anchor={ancre}>
        {note}
      </text>
    </>
  )
}

function Reperes({ t, s, pas }: { t: Temps; s: Genre[]; pas: number }) {
  const retard = retardDe(t) > 0
  const debutPause = s.indexOf('p') * pas
  // A mark in the middle needs room on both sides: nothing is written over the first or the last one.
  const place = (x: number) => x >= 25 && x <= 68
  return (
    <>
      {t.depart ? <Repere x={0} titre="Départ" note={dateCourte(t.depart)} /> : null}
      {t.pauseLe && !retard && place(debutPause) ? <Repere x={debutPause} titre="Pause" note={dateCourte(t.pauseLe)} /> : null}
      {t.enPause ? <Repere x={100} ancre="end" titre="Fin" note="à la reprise" /> : null}
      {!t.enPause && retard ? <Repere x={100} ancre="end" titre="Aujourd’hui" note={`${retardDe(t)} j de retard`} /> : null}
      {!t.enPause && !retard && t.echeance ? <Repere x={100} ancre="end" titre="Échéance" note={dateCourte(t.echeance)} /> : null}
    </>
  )
}

/** The clock of one file, large: the number that matters, then the days. */
export function Horloge({ temps: t }: { temps: Temps }) {
  const retard = retardDe(t)
  const restant = restantDe(t)
  const unite = (n: number) => (t.unite ? ` ${t.unite}${n >= 2 ? 's' : ''}` : '')
  const [gros, suite] =
    retard > 0
      ? [pluriel(retard, 'jour'), `${unite(retard)} de retard`.trim()]
      : t.enPause
        ? [pluriel(restant, 'jour'), `${unite(restant)} restant${restant >= 2 ? 's' : ''}, en pause`.trim()]
        : ceSoir(t)
          ? ['Ce soir', 'dernier jour']
          : [pluriel(restant, 'jour'), `${unite(restant)} restant${restant >= 2 ? 's' : ''} sur ${t.prevu}`.trim()]
  const ton = retard > 0 ? ' horloge--tard' : t.enPause ? ' horloge--pause' : ''
  return (
    <div class={`horloge${ton}`}>
      <p class="horloge-tete">
        <b>{gros}</b> <span>{suite}</span>
      </p>
      <div class={t.enPause ? 'pause' : undefined}>
        <Barre t={t} haut="14" reperes />
      </div>
      {retard > 0 && t.echeance ? <p class="petit discret">Échéance dépassée depuis le {dateCourte(t.echeance)}.</p> : null}
    </div>
  )
}

/** Words of a row: a working day left is not « demain », so days are counted. */
function motsDe(t: Temps): string {
  if (retardDe(t) > 0) return delaiCourt(-retardDe(t))
  return ceSoir(t) ? delaiCourt(0) : pluriel(restantDe(t), 'jour')
}

/** The clock in a row of a table: the same segments, smaller, and a few words. */
export function Delai({ temps: t, mots }: { temps: Temps; mots?: string }) {
  const retard = retardDe(t)
  const ton = retard > 0 ? ' delai--tard' : t.enPause ? ' delai--pause pause' : ''
  const long = t.prevu > 10 ? ' delai--long' : ''
  return (
    <span class={`delai${ton}${long}`}>
      <Barre t={t} haut="100%" />
      <span>{mots ?? (t.enPause ? 'en pause' : motsDe(t))}</span>
    </span>
  )
}
