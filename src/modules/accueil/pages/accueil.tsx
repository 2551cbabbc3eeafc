import { ouvert, page } from '../../../kernel/module.ts'
import { dateSimple, nombre } from '../../../lib/francais.ts'
import { Arbre, Bouton, Gabarit, Geste, Ico, Lisiere, Nombres } from '../../../ui/index.ts'
import { listChiffres } from '../chiffres.ts'
import type { Chiffre } from '../chiffres.ts'
import { grouperParSituation } from '../services.ts'
import type { Service, Situation } from '../services.ts'

/** How many services are offered under the search field. */
const DEMANDES = 2

/** The public home: find a service, follow a file, verify a document. Shows only what the modules say exists. */
export const accueil = page({
  path: '/',
  may: ouvert,
  titre: 'Vos démarches locales',
  load: async ({ db, maison, maintenant }) => {
    const listes = await Promise.all(maison.contributions.map((c) => c.services?.(db, undefined) ?? []))
    const services = listes.flat()
    const guichets = { arrondissements: maison.territoires.tous('arrondissement').length, communes: maison.territoires.tous('commune').length }
    return { services, situations: grouperParSituation(services), guichets, chiffres: await listChiffres(db, maison, maintenant), maintenant }
  },
  view: (d, vue) => (
    <Gabarit
      vue={vue}
      titre="Vos démarches locales"
      description="Demander un acte, suivre un dossier, vérifier un document : mairies, préfectures et ministère de la Décentralisation du Bénin."
      main="nu-bas"
    >
      <Heros services={d.services.slice(0, DEMANDES)} />
      <div class="cadre">
        <h2 class="sr">Ce que vous pouvez faire</h2>
        <div class="gestes">
          <Geste dessin="acte" titre="Demander un acte" href="/demarches">
            Certificat, attestation, autorisation. Sans compte pour commencer.
          </Geste>
          <Geste dessin="suivi" titre="Suivre mon dossier" href="/suivre">
            Avec votre code de suivi, ou avec votre compte.
          </Geste>
          <Geste dessin="verification" titre="Vérifier un document" href="/verifier">
            Écrivez le code imprimé sur le papier, ou visez le QR.
          </Geste>
        </div>
      </div>
      {d.situations.length > 0 ? <Vies situations={d.situations} /> : null}
      <SansInternet guichets={d.guichets} />
      {d.chiffres.length > 0 ? <EnChiffres chiffres={d.chiffres} maintenant={d.maintenant} demonstration={vue.reglages.demonstration} /> : null}
    </Gabarit>
  ),
})

function Heros({ services }: { services: readonly Service[] }) {
  return (
    <div class="heros sombre">
      <div class="cadre heros-grille">
        <div>
          <h1>Vos démarches locales, sous le même arbre</h1>
          <p class="chapeau">Votre mairie, votre préfecture et le ministère vous répondent ici.</p>
          <form class="recherche" action="/demarches" method="get" role="search">
            <label class="lab" for="q">
              Que cherchez-vous ?
            </label>
            <div>
              <input class="txt" id="q" name="q" type="search" maxLength={100} autocomplete="off" spellcheck={false} />
              <Bouton ton="ocre" ico="chercher">
                Chercher
              </Bouton>
            </div>
          </form>
          {services.length > 0 ? (
            <ul class="liens" aria-label="Quelques démarches">
              {services.map((s) => (
                <li key={s.href}>
                  <a href={s.href}>{s.titre}</a>
                </li>
              ))}
            </ul>
          ) : null}
        </div>
        <figure>
          <Arbre />
          <figcaption>12 branches, 12 départements. 77 sièges, 77 communes.</figcaption>
        </figure>
      </div>
      <Lisiere id="lisiere-heros" />
    </div>
  )
}

function Vies({ situations }: { situations: readonly Situation[] }) {
  return (
    <section class="section" aria-labelledby="t-vie">
      <div class="cadre scinde">
        <div class="pile">
          <h2 id="t-vie">Selon ce que vous vivez</h2>
          <p class="discret">Choisissez la situation, nous vous montrons les démarches utiles.</p>
          <p>
            <a href="/demarches">Toutes les démarches</a>
          </p>
        </div>
        <div class="vies">
          {situations.map((s) => (
            <div key={s.titre}>
              <h3>{s.titre}</h3>
              <ul>
                {s.services.map((service) => (
                  <li key={service.href}>
                    <a href={service.href}>{service.titre}</a>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </div>
      </div>
    </section>
  )
}

function SansInternet({ guichets }: { guichets: { arrondissements: number; communes: number } }) {
  return (
    <section class="section section--sable" aria-labelledby="t-sans">
      <div class="cadre pile">
        <h2 id="t-sans">Pas d’Internet ? Vos démarches restent ouvertes</h2>
        <div class="canaux">
          <div class="canal">
            <Ico nom="guichet" />
            <div>
              <h3>Au guichet</h3>
              <p>
                Un agent remplit la demande avec vous, dans les {nombre(guichets.arrondissements, 0)} arrondissements et les {nombre(guichets.communes, 0)} mairies.{' '}
                <a href="/territoires">Trouver le plus proche</a>
              </p>
            </div>
          </div>
          <div class="canal">
            <Ico nom="papier" />
            <div>
              <h3>Sur papier</h3>
              <p>
                Le guichet imprime votre récépissé, puis votre document. Chacun peut le <a href="/verifier">vérifier</a>.
              </p>
            </div>
          </div>
        </div>
      </div>
    </section>
  )
}

function EnChiffres({ chiffres, maintenant, demonstration }: { chiffres: readonly Chiffre[]; maintenant: Date; demonstration: boolean }) {
  const source = demonstration ? `Données d’exemple, comptées le ${dateSimple(maintenant)} dans la base de cette démonstration.` : `Comptés le ${dateSimple(maintenant)} dans la base de la plateforme.`
  return (
    <section class="section" aria-labelledby="t-nb">
      <div class="cadre pile">
        <h2 id="t-nb">La plateforme aujourd’hui</h2>
        <Nombres nombres={chiffres} source={source} />
      </div>
    </section>
  )
}
