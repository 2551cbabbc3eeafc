/*
 * The counter that works without network: one page, the same forms as the site, everything ciphered on the device and sent
 * when the line is back. Screens are drawn whole, as a server would, from what the address says after « # ».
 */
import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { brancherFormulaires } from '../../../ui/client/formulaire.ts'
import { brancherPlans } from '../../../ui/client/plan.ts'
import { brancherSignatures } from '../../../ui/client/signature.ts'
import { installerTypographie } from '../../../ui/typographie.ts'
import type { Vue } from '../../../ui/vue.ts'
import type { Etape } from '../../../kernel/formulaires/index.ts'
import type { Mandat } from '../mandat.tsx'
import { fautesDuMandat } from '../mandat.tsx'
import type { Trousse } from '../horsligne/forme.ts'
import { SIGNES_AU_MOINS } from '../horsligne/navigateur/coffre.ts'
import { etapesDe, porter, remplirEtape, resteAFaire } from '../horsligne/navigateur/demande.ts'
import type { Demande } from '../horsligne/navigateur/demande.ts'
import { Accueil, ARevoir, Bordereau, CreerCoffre, SansCoffre, Verrou } from '../horsligne/navigateur/ecrans.tsx'
import { lireForm, retenirFoyer } from '../horsligne/navigateur/page.ts'
import { Poste } from '../horsligne/navigateur/poste.ts'
import { Pour, Resume, UneEtape } from '../horsligne/navigateur/remplir.tsx'

const TITRE = 'Guichet hors ligne'
/** A screen left alone closes; what is being typed is already kept. */
const VEILLE_MS = 15 * 60_000
const SONDE_MS = 45_000
const FRAPPE_MS = 400

type Montre = Partial<Pick<Vue, 'erreurs' | 'saisie'>>

type Soumission = (form: HTMLFormElement, bouton: HTMLElement | null, quoi: string) => Promise<unknown> | void

const textes = (form: HTMLFormElement) => Object.fromEntries(new FormData(form)) as Partial<Record<string, string>>
const vueDe = (autre: Montre): Vue => ({ chemin: location.pathname, maintenant: new Date(), jeton: '', cle: () => '', erreurs: {}, saisie: {}, menu: [], reglages: { hote: location.host, demonstration: false }, actif: (nom) => nom, ...autre })

/** What the scripts of other pages do when they load, done again on what has just been drawn. */
function brancher(racine: HTMLElement): void {
  brancherFormulaires(racine)
  brancherPlans(racine)
  brancherSignatures(racine)
  for (const b of racine.querySelectorAll<HTMLElement>('[data-imprimer]')) {
    b.hidden = false
    b.addEventListener('click', () => print())
  }
}

class Page {
  #neuve: Trousse | undefined
  #choisi: string
  #nombre = 0
  #frappe: ReturnType<typeof setTimeout> | undefined
  #geste = Date.now()
  readonly #onglets = new BroadcastChannel('iroko-guichet')

  readonly racine: HTMLElement
  readonly poste: Poste

  constructor(racine: HTMLElement, poste: Poste) {
    this.racine = racine
    this.poste = poste
    this.#choisi = poste.coffres[0]?.agent ?? ''
    this.#ecouter()
  }

  #ici = () => location.hash.replace(/^#\/?/, '').split('/')
  #courante = (): Demande | undefined => this.poste.ouvert?.demandes.find((d) => d.id === this.#ici()[1])
  #contexte = () => ({ maintenant: new Date(), territoires: this.poste.ouvert!.territoires })

  #ecran(vue: Vue): VNode {
    const { ouvert, coffres, ligne } = this.poste
    if (!ouvert) {
      if (this.#neuve) return <CreerCoffre vue={vue} nom={this.#neuve.agent.nom} />
      return coffres.length === 0 ? <SansCoffre connecte={ligne.connecte} /> : <Verrou vue={vue} coffres={coffres} choisi={this.#choisi} nombre={this.#nombre} />
    }
    const demande = this.#courante()
    return demande ? this.#ecranDe(vue, demande) : <Accueil vue={vue} trousse={ouvert.trousse} demandes={ouvert.demandes} ligne={ligne} />
  }

  #ecranDe(vue: Vue, demande: Demande): VNode {
    const { trousse, territoires } = this.poste.ouvert!
    const partie = this.#ici()[2]
    if (demande.etat === 'envoyee' || (demande.etat === 'attend' && !partie)) return <Bordereau vue={vue} demande={demande} hote={trousse.hote} />
    if (demande.etat === 'a_revoir') return <ARevoir vue={vue} demande={demande} />
    if (partie === 'pour' || (!partie && !demande.mandat)) return <Pour vue={vue} demande={demande} />
    const etape = this.#etapeIci(demande)
    return etape ? <UneEtape vue={vue} demande={demande} etape={etape} territoires={territoires} /> : <Resume vue={vue} demande={demande} territoires={territoires} />
  }

  /** The step that the address says; without one, the first that lacks something. */
  #etapeIci(demande: Demande): Etape | undefined {
    const partie = this.#ici()[2] ?? resteAFaire(demande, this.#contexte())[0]?.etape
    return etapesDe(demande).find((e) => e.code === partie)
  }

  async dessiner(autre: Montre = {}, foyer: () => HTMLElement | null = () => this.racine.querySelector('h1')): Promise<void> {
    const { racine, poste } = this
    clearTimeout(this.#frappe)
    this.#nombre = poste.ouvert || this.#choisi === '' ? 0 : await poste.compter(this.#choisi)
    const html = renderToString(this.#ecran(vueDe(autre)))
    racine.innerHTML = /<h1[ >]/.test(html) ? html : `<h1>${renderToString(<>{this.#courante()?.offerte.titre ?? TITRE}</>)}</h1>${html}`
    racine.removeAttribute('aria-busy')
    document.title = `${Object.keys(autre.erreurs ?? {}).length > 0 ? 'Erreur\u00a0: ' : ''}${racine.querySelector('h1')!.textContent} – Iroko`
    brancher(racine)
    const cible = foyer()
    if (cible && !cible.matches('input,select,textarea,button,a')) cible.tabIndex = -1
    cible?.focus()
  }

  #refuser = (erreurs: Record<string, string>, saisie: Record<string, unknown>) => this.dessiner({ erreurs, saisie }, () => document.getElementById('erreurs'))
  #aller = (adresse: string) => (location.hash === adresse ? void this.dessiner() : void (location.hash = adresse))

  /** What is typed on a step, kept as it is; `valider` says whether somebody asked to go on. */
  async #garderEtape(form: HTMLFormElement, bouton: HTMLElement | null, valider: boolean): Promise<void> {
    const { poste } = this
    const demande = this.#courante()
    const etape = demande && this.#etapeIci(demande)
    if (!demande || !etape) return
    const { tape, fichiers } = lireForm(form, bouton)
    const recus = await poste.garderPapiers(demande.id, fichiers)
    const lu = remplirEtape(demande, etape, tape, recus, this.#contexte())
    const entier = valider ? lu.demande : { ...lu.demande, saisie: { ...lu.demande.saisie, [etape.code]: tape } }
    await poste.noter(entier)
    if (!valider && fichiers.length === 0) return
    if (!valider || lu.gestes) return this.dessiner({ saisie: lu.gestes ? lu.saisie : tape }, retenirFoyer(this.racine, bouton))
    if (tape['_quitter'] !== undefined) return this.#aller('#/')
    if (Object.keys(lu.erreurs).length > 0) return this.#refuser(lu.erreurs, lu.saisie)
    await poste.nettoyerPapiers(entier)
    // Come from the summary, one goes back to it.
    const etapes = this.#ici()[3] === undefined ? etapesDe(entier) : []
    this.#aller(`#/d/${entier.id}/${etapes[etapes.findIndex((e) => e.code === etape.code) + 1]?.code ?? 'resume'}`)
  }

  /** What each form does, by its id. */
  readonly #gestes: Record<string, Soumission> = {
    creer: async (form) => {
      const { phrase = '', encore = '', compris = '' } = textes(form)
      const erreurs = {
        ...([...phrase.trim()].length < SIGNES_AU_MOINS ? { phrase: `Écrivez ${SIGNES_AU_MOINS} signes au moins` } : phrase === encore ? {} : { encore: 'Les deux phrases ne sont pas les mêmes' }),
        ...(compris ? {} : { compris: 'Cochez la case pour continuer' }),
      }
      if (Object.keys(erreurs).length > 0) return this.#refuser(erreurs, { compris })
      await this.poste.creer(this.#neuve!, phrase)
      this.#neuve = undefined
      return this.#entrer()
    },
    ouvrir: async (form) => {
      const { agent = this.#choisi, phrase = '' } = textes(form)
      this.#choisi = agent
      return (await this.poste.ouvrir(agent, phrase)) ? this.#entrer() : this.#refuser({ phrase: 'Cette phrase n’ouvre pas ce guichet' }, {})
    },
    effacer: async () => {
      await this.poste.effacer(this.#choisi)
      this.#choisi = this.poste.coffres[0]?.agent ?? ''
      return this.commencer()
    },
    verrouiller: () => this.#fermer(),
    envoyer: () => this.poste.reprendreLigne(),
    nouvelle: async (form, _, code) => {
      const demande = await this.poste.commencer(code, textes(form)['poste'])
      return demande ? this.#aller(`#/d/${demande.id}/pour`) : this.#refuser({ '': 'Les codes de suivi en réserve sont épuisés : ouvrez ce guichet quelques instants avec le réseau' }, {})
    },
    pour: (form) => this.#garderPour(this.#courante()!, { pour: '', preuve: '', numero: '', mandataire: '', ...textes(form) }),
    etape: (form, bouton) => this.#garderEtape(form, bouton, true),
    terminer: async () => {
      const demande = this.#courante()!
      if (!demande.mandat || resteAFaire(demande, this.#contexte()).length > 0) return this.dessiner()
      const le = new Date().toISOString()
      await this.poste.noter({ ...demande, etat: 'attend', recueLe: demande.recueLe ?? le, modifieeLe: le })
      this.#aller(`#/d/${demande.id}`)
      void this.poste.reprendreLigne()
    },
    retirer: async (_, __, id) => {
      await this.poste.retirer(id)
      this.#aller('#/')
    },
    reprendre: async () => {
      const demande = await this.poste.reprendre(this.#courante()!)
      this.#aller(`#/d/${demande.id}/resume`)
    },
  }

  async #garderPour(demande: Demande, lu: { pour: string; preuve: string; numero: string; mandataire: string }): Promise<void> {
    const erreurs = { ...(lu.pour ? {} : { pour: 'Dites si la personne concernée est devant vous' }), ...(lu.preuve ? fautesDuMandat(lu) : { preuve: 'Choisissez la pièce que vous avez vue' }) }
    if (Object.keys(erreurs).length > 0) return this.#refuser(erreurs, lu)
    const mandat: Mandat = { pour: lu.pour as Mandat['pour'], preuve: lu.preuve, numero: lu.numero.trim(), ...(lu.pour === 'absent' ? { mandataire: lu.mandataire.trim() } : {}) }
    const suivante: Demande = { ...demande, mandat, etat: 'brouillon', modifieeLe: new Date().toISOString() }
    await this.poste.noter(suivante)
    this.#aller(`#/d/${demande.id}/${etapesDe(suivante)[0]!.code}`)
  }

  /** The safe has just been opened: the screen that was asked for, and the line. */
  async #entrer(): Promise<void> {
    this.#onglets.postMessage(this.poste.ouvert!.agent)
    this.#geste = Date.now()
    await this.#ouvrirIci()
    void this.poste.reprendreLigne()
  }

  #fermer(erreurs: Record<string, string> = {}): Promise<void> {
    this.poste.verrouiller()
    return this.dessiner({ erreurs })
  }

  /** Nothing is open: a kit is taken where a safe could be made. */
  async commencer(): Promise<void> {
    await this.poste.sonder()
    this.#neuve = this.poste.coffres.length === 0 ? await this.poste.preparer() : undefined
    await this.dessiner({}, () => null)
  }

  /** A request begun under an older form is carried to the one in force as soon as it is opened. */
  async #ouvrirIci(): Promise<void> {
    const demande = this.#courante()
    const offerte = demande && this.poste.ouvert!.trousse.demarches.find((d) => d.code === demande.offerte.code)
    if (demande && offerte && demande.etat === 'brouillon' && offerte.version !== demande.offerte.version) await this.poste.noter(porter(demande, offerte, this.poste.ouvert!.territoires))
    await this.dessiner()
  }

  /** A full disk, most often: what was kept is still there, and it is said. */
  #direPanne = (erreur: unknown): void => {
    console.error(erreur)
    void this.#refuser({ '': 'Cet appareil n’a pas pu garder ce dernier geste : libérez de la place, puis recommencez. Ce qui était gardé l’est toujours' }, {})
  }

  #soumettre(e: SubmitEvent): void {
    const form = e.target as HTMLFormElement
    if (!this.racine.contains(form)) return
    e.preventDefault()
    // Deriving a key takes a moment: a second click is the same one.
    if (form.ariaBusy === 'true') return
    form.ariaBusy = 'true'
    clearTimeout(this.#frappe)
    const [nom = '', quoi = ''] = form.id.split('--')
    void Promise.resolve(this.#gestes[nom]?.(form, e.submitter, quoi)).catch(this.#direPanne).finally(() => (form.ariaBusy = null))
  }

  #ecouter(): void {
    const { racine } = this
    document.addEventListener('submit', (e) => this.#soumettre(e), true)
    racine.addEventListener('input', (e) => {
      const form = (e.target as HTMLElement).closest('form')
      if (form?.id !== 'etape' || (e.target as HTMLInputElement).type === 'file') return
      clearTimeout(this.#frappe)
      this.#frappe = setTimeout(() => void this.#garderEtape(form, null, false).catch(this.#direPanne), FRAPPE_MS)
    })
    // A photograph is kept as soon as it is chosen.
    racine.addEventListener('change', (e) => {
      const boite = e.target as HTMLInputElement
      if (boite.type === 'file' && boite.form?.id === 'etape' && boite.files?.length) void this.#garderEtape(boite.form, boite, false).catch(this.#direPanne)
    })
    addEventListener('hashchange', () => void (this.poste.ouvert ? this.#ouvrirIci() : this.dessiner()))
    for (const signe of ['pointerdown', 'keydown', 'input']) addEventListener(signe, () => (this.#geste = Date.now()), { passive: true })
    for (const signe of ['online', 'offline']) addEventListener(signe, () => void (this.poste.ouvert ? this.poste.reprendreLigne() : this.commencer()))
    this.#onglets.addEventListener('message', ({ data }) => {
      if (this.poste.ouvert?.agent === data) void this.#fermer({ '': 'Ce guichet vient d’être ouvert dans un autre onglet. Continuez là-bas, ou ouvrez-le de nouveau ici' })
    })
    setInterval(() => {
      if (!this.poste.ouvert) return
      if (Date.now() - this.#geste > VEILLE_MS) void this.#fermer()
      else if (!document.hidden) void this.poste.reprendreLigne()
    }, SONDE_MS)
  }
}

async function ouvrirPage(racine: HTMLElement): Promise<void> {
  installerTypographie()
  let page: Page | undefined
  // While somebody types, the line may come and go without the page being drawn again.
  const poste = await Poste.installer(() => {
    if (!racine.querySelector('form#etape, form#pour, form#ouvrir, form#creer')) void page?.dessiner({}, () => null)
  })
  page = new Page(racine, poste)
  await page.commencer()
  await navigator.serviceWorker?.register(racine.dataset['travailleur']!, { scope: location.pathname })
}

const racine = document.getElementById('guichet')
// An old browser, or an address that is not secure, keeps what the server wrote there.
if (racine && globalThis.crypto?.subtle && 'indexedDB' in globalThis && 'locks' in navigator) void ouvrirPage(racine).catch((erreur: unknown) => console.error(erreur))
