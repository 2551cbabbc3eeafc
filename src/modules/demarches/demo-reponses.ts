import { borneIso } from '../../kernel/formulaires/dates.ts'
import { epurer, estQuestion, fichiersAuPlus } from '../../kernel/formulaires/index.ts'
import type { Champ, ChampDe, Definition, FichierJoint, Question, Reponse, Reponses } from '../../kernel/formulaires/index.ts'
import type { Territoires } from '../../kernel/territoire/index.ts'
import { ajouterJours, ecart, jourLocal } from '../../kernel/calendrier/index.ts'
import { choisirLie, contourDe, parcelleEn, payerVers, pointEn } from './demo-types.ts'
import { lignesPour, motsPour, NOMS, PRENOMS, RARES, tirer } from './demo-mots.ts'

/** Who asks, where, and when: the same ones give the same answers. */
export type Graine = { rang: number; nom: string; prenoms: string; demandeur: readonly string[]; /** Code of an arrondissement. */ lieu: string; maintenant: Date; territoires: Territoires; /** Only what is asked for, and where to be told. */ sobre: boolean }

/** What stands for a file until it is joined: its reference says the question. */
export const ATTENTE = 'a-joindre'

/** Plausible answers to every question of a form, hidden ones left out: no two phones alike, dates within their bounds, choices among those offered. */
export function inventer(def: Definition, graine: Graine): Reponses {
  const reponses: Reponses = {}
  for (const [rang, champ] of def.etapes.flatMap((e) => e.champs).entries()) {
    const reponse = estQuestion(champ) ? repondre(champ, graine, [champ.code], rang) : null
    if (reponse !== null) reponses[champ.code] = reponse
  }
  return epurer(def, reponses)
}

function repondre(champ: Question, g: Graine, chemin: readonly (string | number)[], rang: number): Reponse {
  const t = tirer(g.rang, ...chemin)
  // Some leave aside what they need not answer; all give a phone.
  if (!champ.requis && champ.type !== 'telephone' && (g.sobre || t % 4 === 1)) return null
  if (champ.type === 'bloc') return repeter(champ, g, chemin, t)
  return repondreUn(champ, g, t, rang, chemin)
}

function repeter(champ: ChampDe<'bloc'>, g: Graine, chemin: readonly (string | number)[], t: number): Reponse {
  const nombre = Math.min(champ.max, Math.max(champ.min, 1 + (t % 3)))
  return Array.from({ length: nombre }, (_, i) =>
    Object.fromEntries(champ.champs.flatMap((c, rang) => {
      const reponse = estQuestion(c as Champ) ? repondre(c as Question, g, [...chemin, i, c.code], rang) : null
      return reponse === null ? [] : [[c.code, reponse]]
    })),
  )
}

type Simple = Exclude<Question, { type: 'bloc' }>

function repondreUn(champ: Simple, g: Graine, t: number, rang: number, chemin: readonly (string | number)[]): Reponse {
  switch (champ.type) {
    case 'nom': return chemin.length === 1 && g.demandeur.includes(champ.code) ? nommer(champ, g.nom, g.prenoms) : nommer(champ, NOMS[t % NOMS.length]!, PRENOMS[(t >>> 4) % PRENOMS.length]!)
    case 'texte': return borner(chemin.length === 1 && g.demandeur.includes(champ.code) ? `${g.prenoms} ${g.nom}` : motsPour(champ.code, t), champ.min ?? 1, champ.max)
    case 'texte_long': return lignesPour(champ.code, t).slice(0, champ.max)
    case 'nombre': return compter(champ, t)
    case 'montant': return Math.min(champ.max, Math.max(champ.min, 2500 * (1 + (t % 30))))
    case 'oui_non': return !RARES.test(champ.code) && t % 2 === 0
    case 'choix': return champ.options[t % champ.options.length]!.valeur
    case 'choix_multiple': return plusieurs(champ, t)
    case 'courriel': return `demandeur${t % 1000}@exemple.bj`
    case 'telephone': return `+22901${97 - (t % 3)}${String((t >>> 3) % 1_000_000).padStart(6, '0')}`
    case 'npi': return String(1_000_000_000 + (t % 900_000_000))
    case 'heure': return heureEntre(champ, t)
    case 'consentement': return true
    case 'date': return jourEntre(champ, g, t, rang)
    case 'date_precision': return jourSu(jourEntre(champ, g, t, rang), champ.naissance && t % 6 === 0)
    case 'periode': return periode(champ, g, t, rang)
    case 'personne': return { nom: NOMS[t % NOMS.length]!, prenoms: PRENOMS[(t >>> 4) % PRENOMS.length]!, naissance: champ.naissance ? jourSu(jourEntre({ naissance: true, code: champ.code }, g, t, rang), t % 6 === 0) : null, ...(champ.npi ? { npi: String(1_000_000_000 + (t % 8_999_999_999)).slice(0, 10) } : {}), ...(champ.piece ? { piece: { genre: 'cip', numero: String(100_000 + (t % 900_000)) } } : {}) }
    case 'fichier': case 'photo': case 'signature': return Array.from({ length: champ.type === 'fichier' ? Math.min(champ.min, fichiersAuPlus(champ)) : 1 }, (_, i) => papier(champ.code, i))
    default: return repondreType(champ, g, t)
  }
}

/** Places, offices and the types made of several parts. */
function repondreType(champ: Simple, g: Graine, t: number): Reponse {
  switch (champ.type) {
    case 'territoire': return lieuPour(champ, g)
    case 'adresse': return { ...lieuPour(champ, g), precision: ['Maison près du marché', 'Derrière l’école primaire', 'Rue de la gare'][t % 3]! }
    case 'bureau': return bureauPour(champ, g, t)
    case 'reference': return champ.table.lignes[t % champ.table.lignes.length]![champ.table.colonnes.indexOf(champ.table.cle)]!
    case 'choix_lie': return choisirLie(champ, t)
    case 'paiement': return payerVers(champ, g, t)
    case 'point': return pointEn(champ, t)
    case 'zone': return contourDe(champ, t)
    case 'parcelle': return parcelleEn(champ, codeDeNiveau(g, 'commune') ?? '', t)
    case 'dossier': return { numero: `EX-${g.maintenant.getUTCFullYear()}-${String(t % 999_999).padStart(6, '0')}`, titre: '', verifie: false }
    case 'certificat': return { numero: '7K2M-94QX-3H', titre: '', genre: '', verifie: false }
    default: return null
  }
}

const nommer = ({ code, libelle }: { code: string; libelle: string }, nom: string, prenoms: string): string => (/prenom/.test(code) ? prenoms : code.startsWith('nom') && !/pr[ée]nom/i.test(libelle) ? nom : `${prenoms} ${nom}`)
const borner = (texte: string, min: number, max: number): string => [...texte.padEnd(min, '.')].slice(0, max).join('')
const papier = (code: string, i: number): FichierJoint => ({ reference: `${ATTENTE}:${code}:${i}`, nom: `${code.replaceAll('_', '-')}${i === 0 ? '' : `-${i + 1}`}.jpg`, taille: 1, type: 'image/jpeg' })

function compter({ min = 1, max = Number.MAX_SAFE_INTEGER, code }: ChampDe<'nombre'>, t: number): number {
  const ecartMax = /distance|surface|superficie|taille/.test(code) ? 400 : /nuit/.test(code) ? 2 : 9
  return Math.min(max, plusPetit(min, code) + (t % ecartMax))
}

/** A night counts from one, whatever the form allows. */
const plusPetit = (min: number, code: string): number => (/nuit/.test(code) ? Math.max(1, min) : min)

function plusieurs(champ: ChampDe<'choix_multiple'>, t: number): string[] {
  const nombre = Math.min(champ.max ?? champ.options.length, champ.options.length, Math.max(champ.min ?? 1, 1 + (t % 2)))
  const debut = (t >>> 2) % champ.options.length
  const pris = new Set(Array.from({ length: nombre }, (_, i) => (debut + i) % champ.options.length))
  return champ.options.filter((_, i) => pris.has(i)).map((o) => o.valeur)
}

/** Near the middle of what is allowed, so that a departure comes before a return. */
function heureEntre({ min = '08:00', max = '16:00' }: ChampDe<'heure'>, t: number): string {
  const [a = 0, b = 0] = [min, max].map((h) => Number(h.slice(0, 2)) * 60 + Number(h.slice(3)))
  const milieu = Math.min(b, Math.floor((a + b) / 60) * 30 + (t % 2) * 15)
  return `${String(Math.floor(milieu / 60)).padStart(2, '0')}:${String(milieu % 60).padStart(2, '0')}`
}

type Bornes = { min?: string | undefined; max?: string | undefined; naissance: boolean; code: string }

/** A day within the bounds: a birth of an adult where nothing says otherwise, a later day for a later question, a day gone by where it must be. */
function jourEntre({ min, max, naissance, code }: Bornes, g: Graine, t: number, rang: number): string {
  const aujourdhui = jourLocal(g.maintenant)
  const [de, a] = [min && borneIso(min, g.maintenant), max && borneIso(max, g.maintenant)]
  if (naissance) return tirerJour(de ?? borneIso(/enfant/.test(code) ? '-15 ans' : '-78 ans', g.maintenant), plusTot(a ?? aujourdhui, de || /enfant/.test(code) ? aujourdhui : borneIso('-22 ans', g.maintenant)), t)
  const futur = de !== undefined && de >= aujourdhui
  if (futur) return plusTot(a, ajouterJours(de, 6 + rang * 2))
  return plusTard(de, ajouterJours(plusTot(a, aujourdhui), -(2 + (t % 20))))
}
const plusTot = (a: string | undefined, b: string): string => (a !== undefined && a < b ? a : b)
const plusTard = (a: string | undefined, b: string): string => (a !== undefined && a > b ? a : b)
const tirerJour = (de: string, a: string, t: number): string => ajouterJours(de, t % (Math.max(0, ecart(de, a)) + 1))

/** The day in parts, or about its year. */
function jourSu(jour: string, vers: boolean): { precision: 'jour' | 'vers'; annee: number; mois?: number; jour?: number } {
  const [annee = 0, mois = 1, j = 1] = jour.split('-').map(Number)
  return vers ? { precision: 'vers', annee } : { precision: 'jour', annee, mois, jour: j }
}

function periode(champ: ChampDe<'periode'>, g: Graine, t: number, rang: number): Reponse {
  const jours = Math.min(champ.joursAuPlus, 5 + (t % 7))
  const premier = jourEntre({ ...champ, naissance: false }, g, t, rang)
  const fin = champ.max === undefined ? ajouterJours(premier, jours - 1) : plusTot(borneIso(champ.max, g.maintenant), ajouterJours(premier, jours - 1))
  return { du: premier, au: fin }
}

/** The demonstration's place at one of the levels that a question accepts, the smallest first. */
function lieuPour({ niveaux }: Pick<ChampDe<'territoire'>, 'niveaux'>, g: Graine): { code: string } {
  const niveau = (['arrondissement', 'commune', 'departement'] as const).find((n) => niveaux.includes(n))
  const code = niveau ? codeDeNiveau(g, niveau) : g.territoires.tous('village').find((v) => v.parent === g.lieu)?.code
  return { code: code ?? g.lieu }
}

const codeDeNiveau = ({ territoires, lieu }: Graine, niveau: 'arrondissement' | 'commune' | 'departement'): string | undefined =>
  [territoires.trouver(lieu), ...territoires.ancetres(lieu)].find((l) => l?.niveau === niveau)?.code

function bureauPour(champ: ChampDe<'bureau'>, g: Graine, t: number): Reponse {
  const lieux = [g.lieu, ...g.territoires.ancetres(g.lieu).map((l) => l.code), 'BJ']
  const offerts = lieux.filter((code) => (champ.niveaux as readonly string[]).includes(g.territoires.trouver(code)?.niveau ?? '')).flatMap((code) => g.territoires.bureaux(code)).filter((b) => (champ.genres as readonly string[]).includes(b.genre))
  const b = offerts[t % Math.max(1, offerts.length)]
  return b ? { bureau: b.id, nom: b.nom, genre: b.genre, territoire: b.territoire } : null
}
