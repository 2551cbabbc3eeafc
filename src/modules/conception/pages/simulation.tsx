import { dateHeure, dateLongue } from '../../../lib/francais.ts'
import { jourLocal } from '../../../kernel/calendrier/index.ts'
import { midi } from '../../../kernel/calendrier/jour.ts'
import { Actions, Avis, Bouton, Formulaire, Panneau, Texte } from '../../../ui/index.ts'
import type { Json } from '../../../kernel/module.ts'
import type { Vue } from '../../../ui/vue.ts'
import { direDelai, effetDe, horlogeDe } from '../../demarches/index.ts'
import { estBrut, lire } from '../brut.ts'
import { direValeur } from '../mots.ts'
import type { Projet } from '../projet.ts'

const UNITES = ['jours', 'jours_ouvres', 'mois', 'jours_francs'] as const
type Unite = (typeof UNITES)[number]

/** « 24/12/2026 », « 24 12 2026 » or « 2026-12-24 », and « 17:10 », in Porto-Novo (UTC+1 all year). */
function lireMoment(jour: string, heure: string): Date | undefined {
  const [, j, m, a] = /^(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})$/.exec(jour) ?? []
  const iso = a ? `${a}-${m!.padStart(2, '0')}-${j!.padStart(2, '0')}` : jour
  const [, h, mn] = /^(\d{1,2})[:h ](\d{2})$/.exec(heure) ?? []
  const lu = new Date(`${iso}T${(h ?? '').padStart(2, '0')}:${mn}:00+01:00`)
  return /^\d{4}-\d\d-\d\d$/.test(iso) && !Number.isNaN(lu.getTime()) && jourLocal(lu) === iso ? lu : undefined
}

const MOTS = {
  demarche: { titre: 'Essayer ce délai', quand: 'Demande déposée le', fait: 'Déposée le', du: 'réponse due au plus tard le' },
  periode: { titre: 'Essayer cette période', quand: 'Le dossier y arrive le', fait: 'Commencée le', du: 'la période finit le' },
  station: { titre: 'Essayer le délai de cette station', quand: 'Le dossier y arrive le', fait: 'Arrivé le', du: 'la station a fini au plus tard le' },
} as const
type Genre = keyof typeof MOTS

/** When an answer is due for a request filed at some moment, and why. Uses the delay as it was last saved. */
export function Simulation({ vue, d }: { vue: Vue; d: { projet: Projet; ou: string; query: { depot?: string | undefined; heure?: string | undefined }; maintenant: Date } }) {
  const genre = d.ou === 'delai' ? 'demarche' : lire(d.projet.contenu, `${d.ou}.genre`) === 'attente' ? 'periode' : 'station'
  const m = MOTS[genre]
  const chemin = { demarche: 'delai', periode: `${d.ou}.duree`, station: `${d.ou}.delai` }[genre]
  const valeur = lire(d.projet.contenu, `${chemin}.valeur`)
  const unite = lire(d.projet.contenu, `${chemin}.unite`) as Unite
  const depot = d.query.depot ?? ''
  const le = depot === '' ? undefined : lireMoment(depot, d.query.heure ?? '')
  const bon = typeof valeur === 'number' && UNITES.includes(unite)
  return (
    <Panneau titre={m.titre} id="essai">
      <Formulaire vue={vue} methode="get" action={`/conception/${d.projet.id}/partie/${d.ou}`} libelle={m.titre}>
        <Texte vue={vue} nom="depot" libelle={m.quand} aide="Par exemple 24/12/2026" valeur={depot} largeur={14} />
        <Texte vue={vue} nom="heure" libelle="À" aide="Par exemple 17:10" valeur={d.query.heure ?? '10:00'} largeur={4} />
        <Actions>
          <Bouton ton="second">Compter</Bouton>
        </Actions>
      </Formulaire>
      {depot !== '' && !le ? <Avis ton="att" titre="Ce jour ou cette heure n’existe pas">{null}</Avis> : null}
      {le && bon ? <Resultat le={le} delai={{ valeur, unite }} genre={genre} silence={lire(d.projet.contenu, genre === 'demarche' ? 'silence' : `${d.ou}.silence`)} /> : null}
      {bon ? <p class="discret">Compté sur le délai enregistré : {direDelai({ valeur, unite })}.</p> : <p class="discret">Enregistrez d’abord un délai.</p>}
    </Panneau>
  )
}

/** What happens after that day: a rule that nobody confirmed reminds, whatever it says. */
function direSilence(silence: Json | undefined): string | undefined {
  if (!estBrut(silence) || typeof silence.effet !== 'string') return undefined
  const effet = effetDe({ effet: silence.effet, verifie: silence.verifie === true })
  return `Passé ce jour, sans réponse : « ${direValeur(effet)} »${effet === silence.effet ? '' : `, tant que personne n’a confirmé la règle « ${direValeur(silence.effet)} »`}`
}

function Resultat({ le, delai, genre, silence }: { le: Date; delai: { valeur: number; unite: Unite }; genre: Genre; silence: Json | undefined }) {
  const suite = genre === 'periode' ? undefined : direSilence(silence)
  const horloge = horlogeDe([{ genre: 'depart', le: le.toISOString() }], delai, le)
  return (
    <>
      <p>
        {`${MOTS[genre].fait} ${dateHeure(le)}, ${MOTS[genre].du}`} <b>{horloge.echeance ? dateLongue(midi(horloge.echeance)) : 'jour où elle est donnée'}</b>.
      </p>
      <ul>
        {horloge.explications.map((e) => (
          <li key={e.raison}>{e.raison}</li>
        ))}
      </ul>
      {suite ? <p>{suite}.</p> : null}
    </>
  )
}
