/** Answers in words, for the summary, the agent's screen and documents. */
import { dateSimple, datePartielle, enumerer, fcfa, FINE, INSECABLE, nombre, pluriel, ponctuer, telephone } from '../../lib/francais.ts'
import type { Lieux } from './contexte.ts'
import { estDecor, estFichier } from './champ.ts'
import type { Champ, Definition } from './definition.ts'
import { sansSignature } from './fichier.ts'
import { estCompose, genreDe } from './genres.ts'
import { minuscule } from './phrase.ts'
import { PIECES } from './pieces.ts'
import { elementsDe, fichiersDe, reponseDe, territoireDe } from './reponse.ts'
import type { AdresseRepondue, DateSue, FichierJoint, PersonneRepondue, Reponse, Reponses } from './reponse.ts'
import { parcourir, parcourirElement } from './visible.ts'

/** `texte` is '' when nothing was answered; `champ` the name of the input (`enfants.0.nom`). */
export type LigneResumee = { champ: string; libelle: string; texte: string; sensible: boolean; fichiers?: FichierJoint[] }
export type EtapeResumee = { etape: string; titre: string; lignes: LigneResumee[] }

/** Visible steps with every visible question and computed value, in order; elements of a block are lines of their own. */
export function resumer(def: Definition, reponses: Readonly<Reponses>, territoires: Lieux): EtapeResumee[] {
  const parcours = parcourir(def, reponses)
  return parcours.etapes.map(({ etape, champs }) => ({
    etape: etape.code,
    titre: etape.titre,
    lignes: champs.flatMap((champ): LigneResumee[] => {
      const reponse = reponseDe(parcours.reponses, champ.code)
      if (champ.type !== 'bloc') return ligne(champ, champ.code, '', reponse, territoires)
      const elements = elementsDe(reponse)
      if (elements.length === 0) return [{ champ: champ.code, libelle: champ.libelle, texte: 'Aucun', sensible: champ.sensible }]
      return elements.flatMap((element, i) => {
        const lu = parcourirElement(champ, element, parcours.cel)
        return lu.champs.flatMap((c) => ligne(c, `${champ.code}.${i}.${c.code}`, `${champ.element} ${i + 1}, `, reponseDe(lu.reponses, c.code), territoires))
      })
    }),
  }))
}

/** Repeated blocks in words, for documents: code of the block -> one record of texts an element, visible fields only. */
export function textesDesBlocs(def: Definition, reponses: Readonly<Reponses>, territoires: Lieux): Record<string, Record<string, string>[]> {
  const parcours = parcourir(def, reponses)
  const blocs = parcours.etapes.flatMap(({ champs }) => champs).filter((champ) => champ.type === 'bloc')
  return Object.fromEntries(
    blocs.map((bloc) => {
      const elements = elementsDe(reponseDe(parcours.reponses, bloc.code)).map((element) => {
        const lu = parcourirElement(bloc, element, parcours.cel)
        return Object.fromEntries(lu.champs.map((c) => [c.code, texteReponse(c, reponseDe(lu.reponses, c.code), territoires)]))
      })
      return [bloc.code, elements]
    }),
  )
}

function ligne(champ: Champ, nom: string, prefixe: string, reponse: Reponse, territoires: Lieux): LigneResumee[] {
  if (estDecor(champ) || (champ.type === 'calcule' && champ.cache)) return []
  const libelle = prefixe ? `${prefixe}${minuscule(champ.libelle)}` : champ.libelle
  const fichiers = estFichier(champ) ? fichiersDe(reponse) : []
  return [{ champ: nom, libelle, texte: texteReponse(champ, reponse, territoires), sensible: champ.sensible, ...(fichiers.length > 0 ? { fichiers } : {}) }]
}

/** One answer in French: « 14 avril 1958 », « vers 1958 », « 1 500 FCFA », « Zongo, Bohicon I, Bohicon, Zou »; '' when there is none. */
export function texteReponse(champ: Champ, reponse: Reponse, territoires: Lieux): string {
  if (reponse === null || estDecor(champ)) return ''
  if (estCompose(champ)) return genreDe(champ).dire(champ, reponse, territoires)
  switch (champ.type) {
    case 'bloc':
      return elementsDe(reponse).length === 0 ? '' : pluriel(elementsDe(reponse).length, 'réponse')
    case 'fichier':
    case 'photo':
      return enumerer(fichiersDe(reponse).map((f) => f.nom))
    case 'signature':
      return fichiersDe(reponse).length > 0 ? 'Signé' : sansSignature(reponse) ? champ.phraseSans : ''
    case 'territoire':
    case 'adresse':
      return lieu(reponse, territoires)
    case 'personne':
      return personne(reponse as PersonneRepondue)
    case 'date_precision':
      return estDate(reponse) ? datePartielle({ ...reponse, vers: reponse.precision === 'vers' }) : ''
    case 'choix_multiple':
      return Array.isArray(reponse) ? enumerer(champ.options.filter((o) => (reponse as unknown[]).includes(o.valeur)).map((o) => o.libelle)) : ''
    default:
      return scalaire(champ, reponse)
  }
}

function scalaire(champ: Champ, r: Reponse): string {
  if (typeof r === 'boolean') return champ.type === 'consentement' ? (r ? 'Accepté' : '') : r ? (champ.type === 'oui_non' && champ.oui) || 'Oui' : (champ.type === 'oui_non' && champ.non) || 'Non'
  if (typeof r === 'number') return chiffre(champ, r)
  if (typeof r !== 'string') return ''
  switch (champ.type) {
    case 'choix':
      return champ.options.find((o) => o.valeur === r)?.libelle ?? ''
    case 'date':
      return jour(r)
    case 'calcule':
      return champ.resultat === 'date' ? jour(r) : r
    case 'heure':
      return r.replace(/^0/, '').replace(':', `${INSECABLE}h${INSECABLE}`).replace(new RegExp(`${INSECABLE}00$`), '')
    case 'telephone':
      return telephone(r)
    case 'npi':
      return r.replace(/(\d{3})(?=\d{3})/, `$1${FINE}`).replace(/(\d{3})(\d{4})$/, `$1${FINE}$2`)
    default:
      return r
  }
}

function chiffre(champ: Champ, n: number): string {
  if (champ.type === 'montant' || (champ.type === 'calcule' && champ.resultat === 'montant')) return n === 0 ? `0${INSECABLE}FCFA` : fcfa(n)
  const decimales = champ.type === 'nombre' || champ.type === 'calcule' ? champ.decimales : 0
  const unite = champ.type === 'nombre' && champ.unite ? `${INSECABLE}${champ.unite}` : ''
  return nombre(n, decimales) + unite
}

const jour = (texte: string) => (/^\d{4}-\d\d-\d\d$/.test(texte) ? dateSimple(new Date(`${texte}T12:00:00Z`)) : '')
const estDate = (r: Reponse): r is DateSue => typeof r === 'object' && r !== null && 'annee' in r

function lieu(reponse: Reponse, territoires: Lieux): string {
  const code = territoireDe(reponse)
  if (code === undefined) return ''
  const precision = (reponse as Partial<AdresseRepondue>).precision
  return [typeof precision === 'string' ? precision : '', territoires.chemin(code) || code].filter(Boolean).join(', ')
}

function personne(p: PersonneRepondue): string {
  return [nomEtNaissance(p), p.npi ? `NPI ${p.npi}` : '', p.piece ? `${PIECES[p.piece.genre]} n° ${p.piece.numero}` : ''].filter(Boolean).join(', ')
}

function nomEtNaissance(p: PersonneRepondue): string {
  const noms = `${p.prenoms} ${p.nom}`.trim()
  if (!estDate(p.naissance)) return noms
  const naissance = datePartielle({ ...p.naissance, vers: p.naissance.precision === 'vers' })
  const mot = p.naissance.precision === 'jour' ? 'naissance le' : p.naissance.precision === 'vers' ? 'naissance' : 'naissance en'
  return ponctuer(`${noms}, ${mot} ${naissance}`)
}
