/** A week of hours to choose from: the same on a phone, at the counter, with or without a script. */
import type { VNode } from 'preact'
import { dateCourte, dateLongue, jourRelatif, majuscule } from '../../lib/francais.ts'
import { avecParametres } from '../../lib/url.ts'
import { ajouterJours, jourSemaine, midi } from '../../kernel/calendrier/jour.ts'
import type { Db } from '../../kernel/db/index.ts'
import { Bouton, Formulaire, Vide, erreurDe, idChamp } from '../../ui/index.ts'
import type { Vue } from '../../ui/vue.ts'
import type { AgendaOuvert } from './agenda.ts'
import { fenetreDe, lundiDe, raisonFermeture } from './creneaux.ts'
import type { Offre } from './creneaux.ts'
import { direHeure, ecrireDebut, instantDe } from './heure.ts'
import { CALENDRIER } from './porte.ts'
import { listOffres, prochaines } from './reserver.ts'

export type SemaineOfferte = { lundi: string; avant: string | null; apres: string | null; jours: { jour: string; ferme: string | null; offres: Offre[] }[]; prochaine: Offre | null }

/** Reads the week of a day, or the first one where an hour is free; a week out of reach is the nearest that is not. Where none is free, `prochaine` is the first after it, or before. */
export async function chargerSemaine(db: Db, agenda: AgendaOuvert, demandee: string | undefined, maintenant: Date, guichet: boolean, sauf?: string): Promise<SemaineOfferte> {
  const fenetre = fenetreDe(agenda, maintenant, guichet)
  const voulu = demandee ?? fenetre.du
  const lundi = lundiDe(voulu < fenetre.du ? fenetre.du : voulu > fenetre.au ? fenetre.au : voulu)
  const offres = agenda.ouvert ? await listOffres(db, agenda, lundi, ajouterJours(lundi, 6), maintenant, guichet, sauf) : []
  const prochaine = offres.some((o) => o.libres > 0) ? undefined : await premiereLibre(db, agenda, instantDe(lundi, 0), maintenant, guichet, sauf)
  if (!demandee && prochaine) return chargerSemaine(db, agenda, prochaine.jour, maintenant, guichet, sauf)
  const fermeture = (jour: string) => (agenda.plages.some((p) => p.jour === jourSemaine(jour)) ? (raisonFermeture(jour, agenda.exceptions, CALENDRIER) ?? null) : null)
  const ouvrables = [0, 1, 2, 3, 4, 5, 6].map((n) => ajouterJours(lundi, n)).filter((jour) => jour >= fenetre.du && jour <= fenetre.au)
  const jours = ouvrables.map((jour) => ({ jour, ferme: fermeture(jour), offres: offres.filter((o) => o.jour === jour) }))
  const [avant, apres] = [ajouterJours(lundi, -7), ajouterJours(lundi, 7)]
  return { lundi, avant: ajouterJours(avant, 6) >= fenetre.du ? avant : null, apres: apres <= fenetre.au ? apres : null, jours: jours.filter((j) => j.offres.length > 0 || j.ferme !== null), prochaine: prochaine ?? null }
}

/** The first free hour from a moment on; when there is none left, the first of all. */
async function premiereLibre(db: Db, agenda: AgendaOuvert, depuis: Date, maintenant: Date, guichet: boolean, sauf: string | undefined): Promise<Offre | undefined> {
  const [apres] = await prochaines(db, agenda, depuis, maintenant, guichet, 1, sauf)
  return apres ?? (depuis > maintenant ? (await prochaines(db, agenda, maintenant, maintenant, guichet, 1, sauf))[0] : undefined)
}

/** How an hour is taken: by a button that sends the form to `action`, or by a link made from the hour. */
type Geste = { action: string } | { lien: (debut: string) => string }

/** The week, its hours, and the way to the others. */
export function Semaine({ vue, semaine: s, geste, champs = {} }: { vue: Vue; semaine: SemaineOfferte; geste: Geste; champs?: Readonly<Record<string, string>> }) {
  const jours = <Jours jours={s.jours} geste={geste} maintenant={vue.maintenant} />
  const erreur = erreurDe(vue, 'debut')
  return (
    <section class="pile" id={idChamp('debut')} tabIndex={-1} aria-labelledby="semaine">
      <h2 id="semaine">Semaine du {dateCourte(midi(s.lundi))}</h2>
      {erreur ? <p class="msg">{erreur}</p> : null}
      {s.jours.every(({ offres }) => offres.every((o) => o.libres === 0)) ? <Vide titre="Aucune heure libre cette semaine">{s.prochaine ? 'Allez à la semaine de la prochaine place.' : 'Il n’y a plus de place. Revenez plus tard, ou allez au guichet.'}</Vide> : null}
      {'action' in geste && s.jours.length > 0 ? (
        <Formulaire vue={vue} action={`${geste.action}?semaine=${s.lundi}`} libelle="Choisir une heure">
          {Object.entries(champs).map(([nom, valeur]) => (
            <input key={nom} type="hidden" name={nom} value={valeur} />
          ))}
          {jours}
        </Formulaire>
      ) : (
        jours
      )}
      {s.prochaine ? (
        <p>
          <Bouton ton="second" href={semaineDe(vue, lundiDe(s.prochaine.jour))}>
            Prochaine place : {dateCourte(midi(s.prochaine.jour))} à {direHeure(s.prochaine.debut)}
          </Bouton>
        </p>
      ) : null}
      <nav aria-label="Semaines" class="rang no-print">
        {s.avant ? <a href={semaineDe(vue, s.avant)}>Semaine précédente</a> : null}
        {s.apres ? <a href={semaineDe(vue, s.apres)}>Semaine suivante</a> : null}
      </nav>
    </section>
  )
}

// After a refused sending the address is that of the form, which is also the address of its page.
const semaineDe = (vue: Vue, lundi: string): string => avecParametres(vue.chemin, { semaine: lundi, debut: undefined })

function Jours({ jours, geste, maintenant }: { jours: SemaineOfferte['jours']; geste: Geste; maintenant: Date }) {
  return (
    <div class="semaine">
      {jours.map(({ jour, ferme, offres }) => (
        <section key={jour} aria-labelledby={`jour-${jour}`}>
          <h3 id={`jour-${jour}`}>{direJour(jour, maintenant)}</h3>
          {ferme ? (
            <p class="discret">Fermé : {ferme}</p>
          ) : (
            <ul class="heures">
              {offres.map((o) => (
                <li key={o.debut}>{o.libres > 0 ? <Heure o={o} geste={geste} /> : <Pleine o={o} />}</li>
              ))}
            </ul>
          )}
        </section>
      ))}
    </div>
  )
}

function direJour(jour: string, maintenant: Date): string {
  const relatif = jourRelatif(midi(jour), maintenant)
  const date = dateLongue(midi(jour)).replace(/ \d{4}$/, '')
  return majuscule(relatif === 'aujourd’hui' || relatif === 'demain' ? `${relatif}, ${date}` : date)
}

function Heure({ o, geste }: { o: Offre; geste: Geste }): VNode {
  const debut = ecrireDebut(instantDe(o.jour, o.debut))
  const dedans = (
    <>
      {direHeure(o.debut)}
      <span class="sr">, {dateLongue(midi(o.jour))}</span>
    </>
  )
  if ('lien' in geste)
    return (
      <a class="heure" href={geste.lien(debut)}>
        {dedans}
      </a>
    )
  return (
    <button class="heure" name="debut" value={debut}>
      {dedans}
    </button>
  )
}

const Pleine = ({ o }: { o: Offre }): VNode => (
  <span class="heure heure--pleine">
    {direHeure(o.debut)} <small>complet</small>
  </span>
)
