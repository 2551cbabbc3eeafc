/** A counter at work: its safe, its kit, its requests, and the line. Every change is written before it is shown. */
import { poserCalendrier } from '../../../../kernel/calendrier/courant.ts'
import type { Lieux } from '../../../../kernel/formulaires/contexte.ts'
import type { FichierJoint } from '../../../../kernel/formulaires/index.ts'
import { referencesDe } from '../../../../kernel/formulaires/navigateur.ts'
import { assembler, interroger } from '../../../../kernel/territoire/memoire.ts'
import type { Trousse } from '../forme.ts'
import { creerCoffre, ouvrirCoffre } from './coffre.ts'
import type { CoffreGarde } from './coffre.ts'
import { nouvelleDemande, porter } from './demande.ts'
import type { Demande } from './demande.ts'
import type { Ligne } from './ecrans.tsx'
import { Coupure, demanderEtat, envoyer, prendreTrousse, SansSession, trouverSession } from './envoi.ts'
import type { Session } from './envoi.ts'
import { allegerPhoto } from './photo.ts'
import { compterDemandes, effacerCoffre, listCoffres, ouvrirBase, ouvrirReserve, poserCoffre } from './reserve.ts'
import type { Base, Reserve } from './reserve.ts'

const CODES_EN_RESERVE = 100
/** The kit weighs more than a page: it is not taken again at each breath of the line. */
const FRAIS_MS = 15 * 60_000
/** A filed request leaves the list after a week: the site has it. */
const OUBLI_MS = 7 * 86_400_000

/** What is open: nothing, or one agent's safe. */
export type Ouvert = { agent: string; reserve: Reserve; trousse: Trousse; territoires: Lieux; demandes: Demande[] }

/** The counter. `changer` is called after each change worth showing. */
export class Poste {
  ouvert: Ouvert | undefined
  readonly ligne: Ligne = { enLigne: navigator.onLine, connecte: false, autre: false, envoi: undefined }
  readonly #base: Base
  readonly #changer: () => void
  coffres: CoffreGarde[]
  #session: Session | undefined

  private constructor(base: Base, coffres: CoffreGarde[], changer: () => void) {
    this.#base = base
    this.coffres = coffres
    this.#changer = changer
  }

  static async installer(changer: () => void): Promise<Poste> {
    const base = await ouvrirBase()
    return new Poste(base, await listCoffres(base), changer)
  }

  compter(agent: string): Promise<number> {
    return compterDemandes(this.#base, agent)
  }

  /** A kit for whoever is signed in, to make a safe with; undefined when the account has no counter. */
  async preparer(): Promise<Trousse | undefined> {
    return this.#session ? prendreTrousse(undefined, CODES_EN_RESERVE).catch(() => undefined) : undefined
  }

  async creer(trousse: Trousse, phrase: string): Promise<void> {
    const { garde, cle } = await creerCoffre(trousse.agent, phrase, new Date())
    const reserve = ouvrirReserve(this.#base, trousse.agent.id, cle)
    await poserCoffre(this.#base, garde)
    await reserve.poserTrousse(trousse)
    this.coffres = await listCoffres(this.#base)
    await this.#entrer(trousse.agent.id, reserve, trousse)
  }

  /** False when the passphrase is not that of this agent's safe. */
  async ouvrir(agent: string, phrase: string): Promise<boolean> {
    const garde = this.coffres.find((c) => c.agent === agent)
    const cle = garde && (await ouvrirCoffre(garde, phrase))
    if (!cle) return false
    const reserve = ouvrirReserve(this.#base, agent, cle)
    const trousse = await reserve.findTrousse()
    if (!trousse) return false
    await this.#entrer(agent, reserve, trousse)
    return true
  }

  /** The key leaves the memory of the page. */
  verrouiller(): void {
    this.ouvert = undefined
  }

  async effacer(agent: string): Promise<void> {
    await effacerCoffre(this.#base, agent)
    this.coffres = await listCoffres(this.#base)
  }

  async #entrer(agent: string, reserve: Reserve, trousse: Trousse): Promise<void> {
    const demandes = await reserve.listDemandes()
    this.ouvert = { agent, reserve, demandes, ...lieuxDe(trousse) }
    for (const d of demandes) if (d.etat === 'envoyee' && Date.parse(d.modifieeLe) < Date.now() - OUBLI_MS) await this.retirer(d.id)
    // Otherwise a browser short of space may throw away what it keeps.
    await navigator.storage?.persist?.().catch(() => false)
  }

  async noter(demande: Demande): Promise<void> {
    const { ouvert } = this
    if (!ouvert) return
    await ouvert.reserve.poserDemande(demande)
    ouvert.demandes = [demande, ...ouvert.demandes.filter((d) => d.id !== demande.id)]
  }

  async retirer(id: string): Promise<void> {
    const { ouvert } = this
    if (!ouvert) return
    await ouvert.reserve.retirerDemande(id)
    ouvert.demandes = ouvert.demandes.filter((d) => d.id !== id)
  }

  /** A new request under an id kept in reserve; undefined when none is left, or when the form is not in the kit. */
  async commencer(code: string, posteId: string | undefined): Promise<Demande | undefined> {
    const { ouvert } = this
    if (!ouvert) return undefined
    const { trousse, reserve } = ouvert
    const offerte = trousse.demarches.find((d) => d.code === code)
    const poste = trousse.postes.find((p) => p.id === posteId) ?? trousse.postes[0]
    const [prise, ...reste] = trousse.reserves
    if (!offerte || !poste || !prise) return undefined
    ouvert.trousse = { ...trousse, reserves: reste }
    await reserve.poserTrousse(ouvert.trousse)
    const demande = nouvelleDemande(prise, offerte, { id: poste.id, libelle: poste.libelle }, new Date())
    await this.noter(demande)
    return demande
  }

  /** Goes on with a request that the server could not file, under the form in force. */
  async reprendre(demande: Demande): Promise<Demande> {
    const { trousse, territoires } = this.ouvert!
    const offerte = trousse.demarches.find((d) => d.code === demande.offerte.code) ?? demande.offerte
    const reprise: Demande = { ...porter(demande, offerte, territoires), etat: 'brouillon', probleme: null }
    await this.noter(reprise)
    return reprise
  }

  /** Papers chosen on a page, written before anything else. */
  async garderPapiers(id: string, choisis: readonly { champ: string; fichier: File }[]): Promise<Record<string, FichierJoint[]>> {
    const recus: Record<string, FichierJoint[]> = {}
    for (const { champ, fichier } of choisis) (recus[champ] ??= []).push(await this.ouvert!.reserve.poserPapier(id, await allegerPhoto(fichier)))
    return recus
  }

  nettoyerPapiers(demande: Demande): Promise<void> {
    return this.ouvert!.reserve.retirerPapiers(demande.id, new Set(referencesDe(demande.reponses)))
  }

  /** Asks the server who is there; what it says of the line is believed. */
  async sonder(): Promise<void> {
    const { ligne } = this
    try {
      this.#session = await trouverSession()
      ligne.enLigne = true
    } catch (erreur) {
      if (!(erreur instanceof Coupure)) throw erreur
      this.#session = undefined
      ligne.enLigne = false
    }
    const agent = this.#session?.agent
    ligne.connecte = agent !== undefined && (!this.ouvert || agent === this.ouvert.agent)
    ligne.autre = agent !== undefined && !ligne.connecte
  }

  /** Line, kit, sendings. One tab at a time does it; whoever asks twice is answered once. */
  async reprendreLigne(): Promise<void> {
    await this.sonder()
    this.#changer()
    await navigator.locks.request('iroko-guichet-envoi', { ifAvailable: true }, async (verrou) => {
      if (!verrou) return
      await this.#rafraichir()
      await this.#envoyerTout()
      // What the server did not take as it was has most often a newer form: it is here before somebody looks.
      if (this.ouvert?.demandes.some((d) => d.etat === 'a_revoir' && d.modifieeLe > this.ouvert!.trousse.prise)) await this.#rafraichir(true)
    })
    this.#changer()
  }

  /** New forms and codes, when the agent of the safe is signed in. */
  async #rafraichir(force = false): Promise<void> {
    const { ouvert } = this
    if (!ouvert || !this.ligne.connecte) return
    const { trousse } = ouvert
    if (!force && Date.now() - Date.parse(trousse.prise) < FRAIS_MS && trousse.reserves.length > CODES_EN_RESERVE / 2) return
    const neuve = await prendreTrousse(trousse.edition, Math.max(0, CODES_EN_RESERVE - trousse.reserves.length)).catch(() => undefined)
    if (!neuve) return
    const complete = { ...neuve, rangees: neuve.rangees ?? trousse.rangees, reserves: [...ouvert.trousse.reserves, ...neuve.reserves] }
    await ouvert.reserve.poserTrousse(complete)
    Object.assign(ouvert, lieuxDe(complete))
  }

  async #envoyerUne(demande: Demande, { reserve, territoires }: Ouvert): Promise<void> {
    const envoi = { session: this.#session!, territoires, findPapier: reserve.findPapier, noter: (d: Demande) => this.noter(d), maintenant: () => new Date() }
    const apres = demande.etat === 'attend' ? await envoyer(demande, envoi) : await demanderEtat(demande, envoi)
    if (apres === demande) return
    await this.noter(apres)
    if (apres.etat === 'envoyee') await reserve.retirerPapiers(apres.id, new Set())
  }

  /** Everything that waits, one after the other. Stops at the first cut; it will go on from there. */
  async #envoyerTout(): Promise<void> {
    const { ligne } = this
    if (!this.ouvert || !this.#session || !ligne.connecte) return
    const liste = this.ouvert.demandes.filter((d) => d.etat === 'attend' || (d.etat === 'a_revoir' && d.probleme?.vers))
    const attendent = liste.filter((d) => d.etat === 'attend').length
    let rang = 0
    try {
      for (const demande of liste) {
        if (!this.ouvert) return
        if (demande.etat === 'attend') {
          ligne.envoi = `Envoi ${++rang} sur ${attendent}…`
          this.#changer()
        }
        await this.#envoyerUne(demande, this.ouvert).catch((erreur: unknown) => {
          // Trouble with one request does not keep the others from leaving.
          if (erreur instanceof Coupure || erreur instanceof SansSession) throw erreur
          console.error(erreur)
        })
      }
      ligne.envoi = undefined
    } catch (erreur) {
      if (erreur instanceof SansSession) ligne.connecte = false
      else ligne.enLigne = false
      ligne.envoi = erreur instanceof SansSession ? undefined : 'Le réseau s’est coupé. L’envoi reprendra où il en était.'
    }
  }
}

/** The kit at work: its calendar in force, its territory in memory. */
function lieuxDe(trousse: Trousse): Pick<Ouvert, 'trousse' | 'territoires'> {
  poserCalendrier(() => trousse.calendrier)
  const memoire = assembler(trousse.rangees!)
  return { trousse, territoires: interroger(() => memoire) }
}
