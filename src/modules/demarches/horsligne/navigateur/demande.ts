/** A request on a counter's device: what is typed, and what of it may leave. Pure. */
import { compatibles, elementsDe, estFichier, etapesVisibles, fichiersDe, findArret, gestesBloc, lireSaisie, manques, retirerFichier, versSaisie } from '../../../../kernel/formulaires/navigateur.ts'
import type { ContexteSaisie, Lieux } from '../../../../kernel/formulaires/contexte.ts'
import type { Champ, Definition, Etape, FichierJoint, Reponses } from '../../../../kernel/formulaires/index.ts'
import type { Mandat } from '../../mandat.tsx'
import type { Offerte, Remplissage, Reserve } from '../forme.ts'
import { listPerdues } from '../perdues.ts'

/** `brouillon`: being filled. `attend`: complete, leaves with the line. `a_revoir`: the server has it, and somebody must look. `envoyee`: filed. */
export type EtatLocal = 'brouillon' | 'attend' | 'a_revoir' | 'envoyee'

export type Demande = {
  id: string
  /** The tracking code that was in reserve: it can be handed over at once. */
  suivi: string
  etat: EtatLocal
  offerte: Offerte
  poste: { id: string; libelle: string }
  commenceeLe: string
  modifieeLe: string
  /** When it was complete, by this device's clock. */
  recueLe: string | null
  mandat: Mandat | null
  reponses: Reponses
  saisie: Record<string, Record<string, string | string[]>>
  /** Papers that the server has, under its own references. */
  arrives: Record<string, string>
  /** What a newer form has changed. */
  revoir: { libelle: string; raison: string }[]
  perdues: { libelle: string; texte: string }[]
  /** Who it is for, kept in short once everything else has left. */
  pour: string
  numero: string | null
  probleme: { phrase: string; details: string[]; vers: string | null } | null
}

/** A request just begun. Its id and its code were in reserve. */
export function nouvelleDemande({ id, code }: Reserve, offerte: Offerte, poste: Demande['poste'], maintenant: Date): Demande {
  const le = maintenant.toISOString()
  return { id, suivi: code, etat: 'brouillon', offerte, poste, commenceeLe: le, modifieeLe: le, recueLe: null, mandat: null, reponses: {}, saisie: {}, arrives: {}, revoir: [], perdues: [], pour: '', numero: null, probleme: null }
}

type Lu = { demande: Demande; erreurs: Record<string, string>; saisie: Record<string, unknown>; gestes: boolean }
type Contexte = Pick<ContexteSaisie, 'maintenant' | 'territoires'>

/** One step read from what was typed, with the papers just chosen: everything is kept, right or wrong, as on the server. */
export function remplirEtape(demande: Demande, etape: Etape, tape: Record<string, string | string[]>, recus: Readonly<Record<string, readonly FichierJoint[]>>, contexte: Contexte): Lu {
  const { geste, saisie } = gestesBloc(etape, tape)
  const gardees = geste?.genre === 'retirer_fichier' ? retirerFichier(demande.reponses, geste.reference) : demande.reponses
  const lu = lireSaisie(demande.offerte.formulaire, etape, saisie, { reponses: gardees, fichiers: recus, ...contexte })
  const erreurs = geste ? {} : lu.erreurs
  const fautif = geste !== undefined || Object.keys(erreurs).length > 0
  return {
    demande: { ...demande, etat: 'brouillon', pour: nomDe(demande.offerte, lu.reponses), reponses: lu.reponses, saisie: { ...demande.saisie, [etape.code]: fautif ? lu.saisie : {} }, modifieeLe: contexte.maintenant.toISOString() },
    erreurs,
    saisie: geste ? tape : lu.saisie,
    gestes: geste !== undefined,
  }
}

/** The applicant's name, from the answers that the procedure says. */
const nomDe = ({ demandeur }: Offerte, reponses: Readonly<Reponses>): string => demandeur.map((code) => reponses[code]).filter((mot) => typeof mot === 'string').join(' ').slice(0, 200)

/** What prevents a request from leaving: its own form is the judge, the server's will be the last one. */
export function resteAFaire(demande: Demande, contexte: Contexte): { etape: string; titre: string; phrase: string }[] {
  const arret = findArret(demande.offerte.formulaire, demande.reponses)
  const arrets = arret?.bloque ? [{ etape: arret.etape.code, titre: arret.etape.titre, phrase: arret.titre }] : []
  return [...arrets, ...manques(demande.offerte.formulaire, demande.reponses, contexte).map(({ etape, titre, phrase }) => ({ etape, titre, phrase }))]
}

export const etapesDe = (demande: Demande): Etape[] => etapesVisibles(demande.offerte.formulaire, demande.reponses)

/** The same request under the form in force: what still fits stays, what does not is told in words. */
export function porter(demande: Demande, offerte: Offerte, territoires: Lieux): Demande {
  if (offerte.version === demande.offerte.version) return demande
  const { reponses, revoir } = compatibles(demande.offerte.formulaire, offerte.formulaire, demande.reponses)
  return {
    ...demande,
    offerte,
    reponses,
    saisie: {},
    etat: 'brouillon',
    probleme: null,
    revoir: revoir.map(({ libelle, raison }) => ({ libelle, raison })),
    perdues: [...demande.perdues, ...listPerdues(demande.offerte.formulaire, demande.reponses, reponses, territoires)],
  }
}

/** Papers of the answers by name of input (`piece`, `enfants.0.acte`). */
export function papiersDe(def: Definition, reponses: Readonly<Reponses>): Record<string, FichierJoint[]> {
  const trouves: Record<string, FichierJoint[]> = {}
  const noter = (champs: readonly Champ[], prefixe: string, dans: Readonly<Reponses>) => {
    for (const champ of champs) {
      const reponse = dans[champ.code] ?? null
      if (champ.type === 'bloc') elementsDe(reponse).forEach((e, i) => noter(champ.champs, `${prefixe}${champ.code}.${i}.`, e))
      else if (estFichier(champ) && fichiersDe(reponse).length > 0) trouves[`${prefixe}${champ.code}`] = fichiersDe(reponse)
    }
  }
  for (const etape of def.etapes) noter(etape.champs, '', reponses)
  return trouves
}

/** What is sent once the papers have arrived: the same flat values as the pages of the site, which the server reads again. */
export function remplissageDe(demande: Demande, territoires: Lieux): Remplissage {
  const { formulaire, version } = demande.offerte
  const etapes = Object.fromEntries(
    etapesDe(demande).map((etape) => {
      const tape = demande.saisie[etape.code] ?? {}
      const valeurs = Object.keys(tape).length > 0 ? tape : versSaisie(etape, demande.reponses, territoires)
      // The names of papers are the device's own: they travel beside.
      return [etape.code, Object.fromEntries(Object.entries(valeurs).filter(([nom]) => !/\.(?:garde|retire)$/.test(nom)))]
    }),
  )
  const papiers = Object.fromEntries(Object.entries(papiersDe(formulaire, demande.reponses)).map(([nom, fichiers]) => [nom, fichiers.flatMap((f) => demande.arrives[f.reference] ?? [])]))
  return { version, etapes, papiers }
}

/** A request that has been filed: the device forgets the answers, and keeps what the person may come back to ask. */
export function alleger(demande: Demande, numero: string, maintenant: Date): Demande {
  return { ...demande, etat: 'envoyee', numero, reponses: {}, saisie: {}, arrives: {}, mandat: null, revoir: [], perdues: [], probleme: null, modifieeLe: maintenant.toISOString() }
}
