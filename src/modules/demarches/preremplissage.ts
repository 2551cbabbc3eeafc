import { finir } from '../../lib/francais.ts'
import { preremplir } from '../../kernel/formulaires/index.ts'
import type { Definition, Etape, Reponses, TypeChamp } from '../../kernel/formulaires/index.ts'
import type { Db } from '../../kernel/db/index.ts'
import { cleActeur, fonctionDe } from '../../kernel/identite/acteur.ts'
import type { Acteur, PosteTenu } from '../../kernel/identite/acteur.ts'
import { separerNom } from '../../kernel/identite/nom.ts'
import { findAgentActif, findCitoyen } from '../../kernel/identite/personne.queries.ts'
import type { Maison } from '../../kernel/maison.ts'
import type { Demarche } from './definition.ts'
import type { Dossier } from './dossier.ts'

/** What a question may take from the account of whoever begins a request for himself: its words, the kinds of questions it fits, and in whose procedures. */
export type Source = { titre: string; types: readonly TypeChamp[]; pour?: Demarche['pour'] }
export const SOURCES: Readonly<Record<string, Source>> = {
  'compte.nom': { titre: 'Le nom complet du compte', types: ['nom', 'texte'] },
  'compte.nom_famille': { titre: 'Le nom de famille du compte', types: ['nom', 'texte'] },
  'compte.prenoms': { titre: 'Les prénoms du compte', types: ['nom', 'texte'] },
  'compte.telephone': { titre: 'Le téléphone du compte', types: ['telephone'] },
  'compte.courriel': { titre: 'Le courriel du compte', types: ['courriel'] },
  'compte.npi': { titre: 'Le NPI du compte', types: ['npi'], pour: 'public' },
  'poste.fonction': { titre: 'La fonction de l’agent', types: ['texte'], pour: 'agents' },
  'poste.bureau': { titre: 'Le bureau de l’agent', types: ['texte'], pour: 'agents' },
}

const source = (nom: string): Source | undefined => (Object.hasOwn(SOURCES, nom) ? SOURCES[nom] : undefined)

/** The sources that a question of that kind may take, in a procedure for these people. */
export const sourcesPour = (type: string, pour: string): [string, Source][] => Object.entries(SOURCES).filter(([, s]) => (s.types as readonly string[]).includes(type) && (s.pour === undefined || s.pour === pour))

/** Questions that would take what nobody gives, or what they cannot hold. */
export function fautesPreremplissage({ formulaire, pour }: Pick<Demarche, 'formulaire' | 'pour'>): string[] {
  const tous = formulaire.etapes.flatMap((e) => e.champs).flatMap((champ) => [{ champ, dansBloc: false }, ...(champ.type === 'bloc' ? champ.champs.map((c) => ({ champ: c, dansBloc: true })) : [])])
  return tous.flatMap(({ champ, dansBloc }) => {
    const nom = 'prefill' in champ ? champ.prefill : undefined
    if (nom === undefined) return []
    const dite = source(nom)
    const ou = `formulaire.${champ.code}.prefill`
    if (!dite) return [`${ou} : « ${nom} » n’est pas une donnée du compte. Choisissez parmi ${Object.keys(SOURCES).join(', ')}`]
    if (dansBloc) return [`${ou} : une question d’un bloc ne se préremplit pas, on ne saurait pas lequel de ses éléments remplir`]
    if (!dite.types.includes(champ.type)) return [`${ou} : « ${dite.titre} » ne répond pas à une question de ce genre`]
    return dite.pour !== undefined && dite.pour !== pour ? [`${ou} : « ${dite.titre} » n’est connu que pour une démarche ${dite.pour === 'agents' ? 'd’agents' : 'du public'}`] : []
  })
}

/** What the account of this person says: nothing for a clerk, a program or a visitor. `poste` is the one from which an agent asks for himself. */
async function sourcesDe(db: Db, acteur: Acteur, poste?: PosteTenu): Promise<Record<string, string | undefined>> {
  if (acteur.genre === 'citoyen') {
    const compte = await findCitoyen(db, acteur.id)
    return compte ? duCompte(compte, compte.nom ? separerNom(compte.nom) : undefined) : {}
  }
  if (acteur.genre !== 'agent' || !poste) return {}
  const agent = await findAgentActif(db, acteur.id)
  return agent ? { ...duCompte(agent, separerNom(agent.nom, 'prenoms_nom')), 'poste.fonction': fonctionDe(poste), 'poste.bureau': poste.bureau } : {}
}

function duCompte(compte: { nom: string | null; telephone: string | null; courriel: string | null; npi?: string | null }, separe: ReturnType<typeof separerNom>): Record<string, string | undefined> {
  const { nom, telephone, courriel, npi } = compte
  return { 'compte.nom': nom ?? undefined, 'compte.nom_famille': separe?.famille, 'compte.prenoms': separe?.prenoms, 'compte.telephone': telephone ?? undefined, 'compte.courriel': courriel ?? undefined, 'compte.npi': npi ?? undefined }
}

type Lieu = { db: Db; acteur: Acteur; maison: Maison; maintenant: Date }
type Brouillon = Pick<Dossier, 'titulaire' | 'interne' | 'canal' | 'territoire' | 'bureau' | 'reponses' | 'saisie'>

/** What the account offers to a draft that its holder fills in for himself; nothing to anybody else. */
export async function offertes({ db, acteur, maison, maintenant }: Lieu, formulaire: Definition, brouillon: Pick<Brouillon, 'titulaire' | 'interne' | 'territoire' | 'bureau'>, deja: Readonly<Reponses> = {}): Promise<Reponses> {
  if (brouillon.titulaire !== cleActeur(acteur)) return { ...deja }
  const poste = brouillon.interne && acteur.genre === 'agent' ? acteur.postes.find((p) => p.territoire === brouillon.territoire && p.bureau === brouillon.bureau) : undefined
  return preremplir(formulaire, deja, await sourcesDe(db, acteur, poste), { maintenant, territoires: maison.territoires })
}

const aPrefill = (champ: Etape['champs'][number]): boolean => 'prefill' in champ && champ.prefill !== undefined

/** Questions of this step answered as the account answers them. */
export async function preremplies(lieu: Lieu, formulaire: Definition, etape: Etape, brouillon: Brouillon): Promise<Set<string>> {
  const visees = etape.champs.filter((champ) => aPrefill(champ) && brouillon.reponses[champ.code] !== undefined)
  if (visees.length === 0) return new Set()
  const dites = await offertes(lieu, formulaire, brouillon)
  return new Set(visees.map(({ code }) => code).filter((code) => dites[code] === brouillon.reponses[code]))
}

/** The answers without those that still say what the account of that person says: they are not those of whom he asks for. */
export async function sansPreremplies(lieu: Lieu, formulaire: Definition, brouillon: Brouillon): Promise<Reponses> {
  const dites = await offertes(lieu, formulaire, brouillon)
  return Object.fromEntries(Object.entries(brouillon.reponses).filter(([code, reponse]) => dites[code] === undefined || dites[code] !== reponse))
}

/** Whether somebody has still to read what the account has answered in his place: he has never sent this step. */
export const aRelire = (etape: Etape, { canal, reponses, saisie }: Brouillon): boolean => canal === 'ligne' && saisie[etape.code] === undefined && etape.champs.some((champ) => aPrefill(champ) && reponses[champ.code] !== undefined)

/** The same step, its prefilled questions saying so. */
export const annoncer = (etape: Etape, codes: ReadonlySet<string>): Etape => ({
  ...etape,
  champs: etape.champs.map((champ) => (codes.has(champ.code) ? { ...champ, aide: [champ.aide && finir(champ.aide), 'Repris de votre compte : corrigez si besoin.'].filter(Boolean).join(' ') } : champ)),
})
