/** The whole HTML document: head, header of the public or of agents, message, content, footer. */
import type { ComponentChildren, VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { hrefSur } from '../lib/url.ts'
import { Phrase } from './phrase.tsx'
import { Ico } from './ico.tsx'
import { Etat, Lisiere, MarqueLien, Motifs } from './marque.tsx'
import type { Vue } from './vue.ts'

export type Lien = { libelle: string; href: string }
/** `public` for citizens, `agent` for the office, `nu` for one task (sign in, verify): mark and content only. */
export type Genre = 'public' | 'agent' | 'nu'

/** Where « Quitter » posts. */
const DECONNEXION = '/deconnexion'

/** `large`: left to the footer on the narrowest telephones, where the account comes first. */
const MENU_PUBLIC: (Lien & { large?: boolean })[] = [
  { libelle: 'Démarches', href: '/demarches' },
  { libelle: 'Suivre', href: '/suivre' },
  { libelle: 'Vérifier', href: '/verifier' },
  { libelle: 'Territoires', href: '/territoires', large: true },
]

const PIED: { titre: string; liens: Lien[] }[] = [
  { titre: 'Vos démarches', liens: [{ libelle: 'Toutes les démarches', href: '/demarches' }, { libelle: 'Suivre un dossier', href: '/suivre' }, { libelle: 'Rendez-vous', href: '/rendez-vous' }, { libelle: 'Avis fonciers', href: '/avis-fonciers' }, { libelle: 'Mon compte', href: '/compte' }] },
  { titre: 'La plateforme', liens: [{ libelle: 'Vérifier un document', href: '/verifier' }, { libelle: 'Territoires', href: '/territoires' }, { libelle: 'Actes des communes', href: '/actes' }, { libelle: 'API', href: '/api' }, { libelle: 'Espace des agents', href: '/connexion/agent' }] },
  { titre: 'Vos droits', liens: [{ libelle: 'Données personnelles', href: '/compte/donnees' }, { libelle: 'Accessibilité', href: '/accessibilite' }, { libelle: 'Mentions légales', href: '/mentions' }] },
]

export type GabaritProps = {
  vue: Vue
  /** Title of the page, without the name of the site; « Erreur » is put before it after a 422. */
  titre: string
  genre?: Genre
  /** The way here, without « Accueil » (added on public pages) and without this page. */
  ariane?: Lien[]
  /** One sentence for search engines and sharing. */
  description?: string
  /** `nu`: the content touches the header (hero, head band); `nu-bas`: it touches the footer too. */
  main?: 'nu' | 'nu-bas'
  /** A page of text or one short form: a centred column, so that a desk shows no empty half. */
  etroit?: boolean
  /** More sheets than those of the genre: `agent.css` where a public page shows what agents use. */
  feuilles?: string[]
  /** A feed (RSS) of what the page lists: readers of feeds find it by themselves. */
  flux?: { titre: string; href: string }
  /** Client scripts of this page only, e.g. `verifier.js`. */
  scripts?: string[]
  children: ComponentChildren
}

/** The page. `children` hold their own `.cadre` when `main` is set; otherwise they are put in one, under the breadcrumb, 16 px apart. */
export function Gabarit(props: GabaritProps) {
  const { vue, genre = 'public' } = props
  const erreur = Object.keys(vue.erreurs).length > 0
  const feuilles = ['iroko.css', ...(genre === 'agent' ? ['agent.css'] : []), ...(props.feuilles ?? [])]
  return (
    <html lang="fr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>{`${erreur ? 'Erreur\u00a0: ' : ''}${props.titre} – Iroko`}</title>
        {props.description ? <meta name="description" content={props.description} /> : null}
        {genre === 'public' ? null : <meta name="robots" content="noindex" />}
        <meta name="theme-color" content={genre === 'agent' ? '#0d3024' : '#fbf7ef'} />
        <meta name="format-detection" content="telephone=no" />
        {feuilles.map((f) => (
          <link key={f} rel="stylesheet" href={vue.actif(f)} />
        ))}
        {props.flux ? <link rel="alternate" type="application/rss+xml" title={props.flux.titre} href={hrefSur(props.flux.href)} /> : null}
        <link rel="icon" href={vue.actif('marque.svg')} type="image/svg+xml" />
        {['iroko.js', ...(props.scripts ?? [])].map((s) => (
          <script key={s} type="module" src={vue.actif(s)} />
        ))}
      </head>
      <body class={genre === 'agent' ? 'agent' : undefined}>
        <a class="saut" href="#contenu">
          Aller au contenu
        </a>
        <Motifs />
        {vue.reglages.demonstration ? <Demonstration /> : null}
        {genre === 'agent' ? <EnteteAgent vue={vue} /> : <EntetePublic vue={vue} nu={genre === 'nu'} />}
        <main id="contenu" class={props.main === 'nu' ? 'nu' : props.main === 'nu-bas' ? 'nu nu--bas' : undefined} tabIndex={-1}>
          {vue.message ? <Message etroit={props.etroit}>{vue.message}</Message> : null}
          {props.main ? (
            props.children
          ) : (
            <div class={props.etroit ? 'cadre cadre--etroit pile' : 'cadre pile'}>
              <Ariane liens={props.ariane} genre={genre} />
              {props.children}
            </div>
          )}
        </main>
        {genre === 'public' ? <PiedPublic /> : <PiedCourt genre={genre} />}
      </body>
    </html>
  )
}

/** A rendered page, doctype first. */
export function rendreDocument(page: VNode): string {
  return `<!doctype html>${renderToString(page)}`
}

function Demonstration() {
  return (
    <aside class="demo" aria-label="Démonstration">
      <p class="cadre">Démonstration{'\u00a0'}: aucun document n’a de valeur</p>
    </aside>
  )
}

function Message({ children, etroit }: { children: string; etroit?: boolean | undefined }) {
  return (
    <div class={etroit ? 'cadre cadre--etroit' : 'cadre'}>
      <div class="avis avis--ok message" role="status">
        <Ico nom="coche" />
        <p>
          <Phrase>{children}</Phrase>
        </p>
      </div>
    </div>
  )
}

/** The way from the home page. The current page is not in it: its title says it. */
export function Ariane({ liens, genre = 'public' }: { liens?: Lien[] | undefined; genre?: Genre }) {
  if (!liens) return null
  const tous = genre === 'public' ? [{ libelle: 'Accueil', href: '/' }, ...liens] : liens
  if (tous.length === 0) return null
  return (
    <nav class="ariane" aria-label="Fil d’Ariane">
      <ol>
        {tous.map((l) => (
          <li key={l.href}>
            <a href={hrefSur(l.href)}>{l.libelle}</a>
          </li>
        ))}
      </ol>
    </nav>
  )
}

const estIci = (vue: Vue, href: string) => {
  const ici = vue.chemin.split('?', 1)[0]!
  return ici === href || ici.startsWith(`${href}/`)
}

function EntetePublic({ vue, nu }: { vue: Vue; nu: boolean }) {
  return (
    <header class="entete">
      <div class="cadre entete-marque">
        <MarqueLien href="/" />
        <Etat />
        {nu ? null : (
          <nav aria-label="Menu principal">
            <ul class="nav">
              {MENU_PUBLIC.map((l) => (
                <li key={l.href} class={l.large ? 'nav-large' : undefined}>
                  <a href={l.href} aria-current={estIci(vue, l.href) ? 'page' : undefined}>
                    {l.libelle}
                  </a>
                </li>
              ))}
              <li>
                <a href={vue.personne?.genre === 'agent' ? (vue.menu[0]?.href ?? '/') : vue.personne ? '/compte' : '/connexion'} aria-current={estIci(vue, '/compte') ? 'page' : undefined}>
                  {vue.personne?.genre === 'agent' ? 'Ma journée' : 'Mon compte'}
                </a>
              </li>
            </ul>
          </nav>
        )}
      </div>
    </header>
  )
}

function EnteteAgent({ vue }: { vue: Vue }) {
  const p = vue.personne
  return (
    <header class="entete entete--agent sombre">
      <div class="cadre entete-marque">
        <MarqueLien href={vue.menu[0]?.href ?? '/'}>
          {' '}
          <span>Agents</span>
        </MarqueLien>
        {vue.menu.length > 0 ? (
          <nav aria-label="Menu de l’agent">
            <ul class="nav">
              {vue.menu.map((l) => (
                <li key={l.href}>
                  <a href={hrefSur(l.href)} aria-current={l.actif ? 'page' : undefined}>
                    {l.libelle}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        ) : null}
        {p ? (
          <div class="qui">
            <p>
              <b>
                {p.fonction ? <span class="role">{p.fonction}, </span> : null}
                {p.nom}
              </b>
            </p>
            <form action={DECONNEXION} method="post">
              {p.lieu ? <span class="role">{p.lieu}<span class="no-print"> · </span></span> : null}
              <input type="hidden" name="_jeton" value={vue.jeton} />
              <input type="hidden" name="_cle" value={vue.cle()} />
              <button>Quitter</button>
            </form>
          </div>
        ) : null}
      </div>
    </header>
  )
}

function PiedPublic() {
  return (
    <footer class="pied sombre">
      <Lisiere id="lisiere-pied" />
      <div class="cadre pied-haut">
        <div>
          <MarqueLien href="/" />
          <Etat />
        </div>
        {PIED.map((bloc) => (
          <div key={bloc.titre}>
            <h2>{bloc.titre}</h2>
            <ul>
              {bloc.liens.map((l) => (
                <li key={l.href}>
                  <a href={l.href}>{l.libelle}</a>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
      <div class="cadre pied-bas">
        <div>
          <p>Pages légères{'\u00a0'}: moins de 50{'\u00a0'}Ko, sans publicité ni traceur.</p>
        </div>
      </div>
    </footer>
  )
}

function PiedCourt({ genre }: { genre: Genre }) {
  return (
    <footer class="pied pied--court">
      <div class="cadre pied-bas">
        <div>
          <ul>
            <li>
              <a href="/mentions">Mentions légales</a>
            </li>
            <li>
              <a href="/accessibilite">Accessibilité</a>
            </li>
          </ul>
          {genre === 'agent' ? <p>Chaque action est datée et signée de votre compte.</p> : null}
        </div>
      </div>
    </footer>
  )
}
