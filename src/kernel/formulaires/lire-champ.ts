/** One field read from what was typed: its answer, nothing, or its faults. Faults are under the names of inputs. */
import { nombre as direNombre, pluriel } from '../../lib/francais.ts'
import { lireMontant, lireNombre } from '../../lib/nombre.ts'
import { lireTelephone } from '../../lib/telephone.ts'
import { direHeure } from './apres.ts'
import { lireTexte, lireTextes, plusieursLignes, uneLigne } from './brut.ts'
import type { Brut } from './brut.ts'
import type { ChampDe, Question } from './definition.ts'
import { lireFichiers } from './fichier.ts'
import { estCompose, genreDe } from './genres.ts'
import { faute } from './lecture.ts'
import type { Lecteur, Lu } from './lecture.ts'
import { lireAdresse, lireLieu } from './lieu.ts'
import { lireDate, lireDateSue } from './lire-date.ts'
import { phraseTropLong, UNE_SEULE } from './phrase.ts'
import { estPiece } from './pieces.ts'
import type { DateSue, PersonneRepondue, Reponse } from './reponse.ts'

/** Reads one question, blocks excepted. */
export function lireChamp(champ: Exclude<Question, { type: 'bloc' }>, l: Lecteur): Lu {
  if (estCompose(champ)) return genreDe(champ).lire(champ, l)
  switch (champ.type) {
    case 'date':
      return lireDate(champ, l)
    case 'date_precision':
      return lireDateSue(champ, l.nom, l)
    case 'territoire':
      return lireLieu(champ, l)
    case 'adresse':
      return lireAdresse(champ, l)
    case 'personne':
      return lirePersonne(champ, l)
    case 'fichier':
    case 'photo':
    case 'signature':
      return lireFichiers(champ, l)
    case 'choix_multiple':
      return lireChoixMultiple(champ, l)
    default:
      return lireUnTexte(champ, l)
  }
}

type Ecrit = Extract<Question, { type: 'texte' | 'texte_long' | 'nom' | 'nombre' | 'montant' | 'oui_non' | 'choix' | 'heure' | 'courriel' | 'telephone' | 'npi' | 'consentement' }>

/** Fields that are one input. */
function lireUnTexte(champ: Ecrit, { nom, brut }: Lecteur): Lu {
  const lu = lireTexte(brut, nom)
  if ('plusieurs' in lu) return faute(nom, UNE_SEULE)
  const texte = champ.type === 'texte_long' ? plusieursLignes(lu.texte) : uneLigne(lu.texte)
  if (texte === '') return {}
  const valeur = interpreter(champ, texte)
  return 'phrase' in valeur ? faute(nom, valeur.phrase) : valeur
}

type Interprete = { valeur: Reponse } | { phrase: string } | Record<string, never>

function interpreter(champ: Ecrit, texte: string): Interprete {
  switch (champ.type) {
    case 'texte':
    case 'texte_long':
      return borner(texte, champ.max, champ.type === 'texte' ? champ.min : undefined)
    case 'nom':
      return lireNom(texte, champ.max)
    case 'nombre':
    case 'montant':
      return lireUnNombre(champ, texte)
    case 'oui_non':
      return /^(?:oui|non)$/i.test(texte) ? { valeur: texte.toLowerCase() === 'oui' } : { phrase: 'Répondez par oui ou par non' }
    case 'consentement':
      return texte === 'oui' ? { valeur: true } : {}
    case 'choix':
      return champ.options.some((o) => o.valeur === texte) ? { valeur: texte } : { phrase: 'Choisissez l’une des réponses proposées' }
    case 'heure':
      return lireHeure(champ, texte)
    case 'courriel':
      return lireCourriel(texte)
    case 'telephone': {
      const lu = lireTelephone(texte)
      return 'erreur' in lu ? { phrase: lu.erreur } : { valeur: lu.telephone }
    }
    case 'npi':
      return lireNpi(texte)
  }
}

function borner(texte: string, max: number, min = 0): Interprete {
  const longueur = [...texte].length
  if (longueur > max) return { phrase: phraseTropLong(longueur, max) }
  return longueur < min ? { phrase: `Écrivez au moins ${pluriel(min, 'signe')}` } : { valeur: texte }
}

/** Letters of any script with their marks, spaces, hyphens, apostrophes, a full stop for initials. */
const NOM = /^[\p{L}\p{M}][\p{L}\p{M} .'’‘ʼ\-‐‑]*$/u

function lireNom(texte: string, max: number): Interprete {
  if (/\d/.test(texte)) return { phrase: 'Écrivez le nom sans chiffre' }
  if (!NOM.test(texte)) return { phrase: 'Écrivez le nom avec des lettres seulement ; espaces, traits d’union et apostrophes sont permis' }
  return borner(texte, max)
}

function lireUnNombre(champ: ChampDe<'nombre'> | ChampDe<'montant'>, texte: string): Interprete {
  const decimales = champ.type === 'nombre' ? champ.decimales : 0
  const n = champ.type === 'montant' ? lireMontant(texte) : lireNombre(texte, decimales)
  const unite = champ.type === 'montant' ? ' FCFA' : champ.unite ? ` ${champ.unite}` : ''
  if (n === undefined) {
    if (lireNombre(texte, 15) !== undefined) return { phrase: decimales === 0 ? 'Écrivez un nombre entier, sans virgule' : `Écrivez ${pluriel(decimales, 'chiffre')} au plus après la virgule` }
    return { phrase: champ.type === 'montant' ? 'Écrivez le montant en chiffres, par exemple 1500' : 'Écrivez un nombre en chiffres, par exemple 12' }
  }
  if (champ.min !== undefined && n < champ.min) return { phrase: `Écrivez ${direNombre(champ.min, decimales)}${unite} ou plus` }
  if (champ.max !== undefined && n > champ.max) return { phrase: `Écrivez ${direNombre(champ.max, decimales)}${unite} ou moins` }
  return { valeur: n }
}

function lireHeure(champ: ChampDe<'heure'>, texte: string): Interprete {
  const m = /^(\d{1,2})\s*(?:h|:|\s)\s*(\d{2})?(?:\s*min)?$/i.exec(texte) ?? /^(\d{1,2})(\d{2})?$/.exec(texte)
  const [h, min] = [Number(m?.[1]), Number(m?.[2] ?? 0)]
  if (!m || h > 23 || min > 59) return { phrase: 'Écrivez l’heure de 0 h à 23 h 59, par exemple 8 h 30' }
  const valeur = `${String(h).padStart(2, '0')}:${String(min).padStart(2, '0')}`
  if (champ.min !== undefined && valeur < champ.min) return { phrase: `Écrivez une heure à partir de ${direHeure(champ.min)}` }
  if (champ.max !== undefined && valeur > champ.max) return { phrase: `Écrivez une heure jusqu’à ${direHeure(champ.max)}` }
  return { valeur }
}

function lireCourriel(texte: string): Interprete {
  const bon = texte.length <= 200 && /^[^\s@<>"(),:;[\]\\]+@[^\s@<>"(),:;[\]\\]+\.[^\s@<>"(),:;[\]\\.]{2,}$/.test(texte)
  return bon ? { valeur: texte.toLowerCase() } : { phrase: 'Vérifiez l’adresse électronique, par exemple nom@exemple.bj' }
}

function lireNpi(texte: string): Interprete {
  const net = texte.replace(/[\s.-]/g, '')
  if (!/^\d+$/.test(net)) return { phrase: 'Écrivez les 10 chiffres du NPI, sans lettre' }
  if (net.length === 10) return { valeur: net }
  const ecart = Math.abs(10 - net.length)
  return { phrase: `Le NPI a 10 chiffres : il y en a ${net.length}, ${net.length < 10 ? `il en manque ${ecart}` : `${ecart} de trop`}` }
}

function lireChoixMultiple(champ: ChampDe<'choix_multiple'>, { nom, brut }: Lecteur): Lu {
  const coches = new Set(lireTextes(brut, nom).filter((v) => v !== ''))
  if (coches.size === 0) return {}
  const valeur = champ.options.map((o) => o.valeur).filter((v) => coches.has(v))
  if (valeur.length < coches.size) return faute(nom, 'Choisissez parmi les réponses proposées')
  if (champ.min !== undefined && valeur.length < champ.min) return faute(nom, `Cochez au moins ${pluriel(champ.min, 'réponse')}`)
  if (champ.max !== undefined && valeur.length > champ.max) return faute(nom, `Cochez ${pluriel(champ.max, 'réponse')} au plus`)
  return { valeur }
}

/** A person: family name, given names, birth as far as it is known, NPI and identity paper where they are asked. All empty is no answer; begun is to be finished. */
function lirePersonne(champ: ChampDe<'personne'>, l: Lecteur): Lu {
  const nom = lirePartieNom(`${l.nom}.nom`, l.brut)
  const prenoms = lirePartieNom(`${l.nom}.prenoms`, l.brut)
  const naissance: Lu = champ.naissance ? lireDateSue({ naissance: true }, `${l.nom}.naissance`, l) : {}
  const npi: Lu = champ.npi ? lireNpiPersonne(`${l.nom}.npi`, l.brut) : {}
  const piece: Lu = champ.piece ? lirePiece(l) : {}
  const vide = [nom, prenoms, naissance, npi, piece].every((lu) => lu.valeur === undefined && lu.fautes === undefined)
  if (vide) return {}
  const fautes = { ...nom.fautes, ...prenoms.fautes, ...naissance.fautes, ...npi.fautes, ...piece.fautes }
  const exiger = (lu: Lu, partie: string, phrase: string) => {
    if (lu.valeur === undefined && !lu.fautes) fautes[`${l.nom}.${partie}`] = phrase
  }
  exiger(nom, 'nom', 'Écrivez le nom de famille')
  exiger(prenoms, 'prenoms', 'Écrivez le ou les prénoms')
  if (champ.naissance) exiger(naissance, 'naissance', 'Écrivez la date de naissance, ou l’année au moins')
  if (champ.npi === 'requis') exiger(npi, 'npi', 'Écrivez les 10 chiffres du NPI')
  if (champ.piece === 'requis') exiger(piece, 'piece', 'Choisissez la pièce d’identité')
  if (Object.keys(fautes).length > 0) return { fautes }
  return { valeur: { nom: nom.valeur as string, prenoms: prenoms.valeur as string, naissance: (naissance.valeur ?? null) as DateSue | null, ...(champ.npi ? { npi: (npi.valeur ?? null) as string | null } : {}), ...(champ.piece ? { piece: (piece.valeur ?? null) as PersonneRepondue['piece'] & object } : {}) } }
}

function lireNpiPersonne(nom: string, brut: Brut): Lu {
  const lu = lireTexte(brut, nom)
  if ('plusieurs' in lu) return faute(nom, UNE_SEULE)
  const texte = uneLigne(lu.texte)
  if (texte === '') return {}
  const valeur = lireNpi(texte)
  return 'phrase' in valeur ? faute(nom, valeur.phrase!) : valeur
}

/** A paper is named and numbered, or not given at all. */
function lirePiece({ nom, brut }: Lecteur): Lu {
  const lus = { genre: lireTexte(brut, `${nom}.piece`), numero: lireTexte(brut, `${nom}.numero`) }
  if ('plusieurs' in lus.genre || 'plusieurs' in lus.numero) return faute(`${nom}.piece`, UNE_SEULE)
  const [genre, numero] = [lus.genre.texte.trim(), uneLigne(lus.numero.texte)]
  if (genre === '' && numero === '') return {}
  if (!estPiece(genre)) return faute(`${nom}.piece`, 'Choisissez la pièce d’identité')
  if (numero === '') return faute(`${nom}.numero`, 'Écrivez le numéro de la pièce')
  if ([...numero].length > 40) return faute(`${nom}.numero`, 'Écrivez 40 signes au plus')
  return { valeur: { genre, numero } as never }
}

function lirePartieNom(nom: string, brut: Brut): Lu {
  const lu = lireTexte(brut, nom)
  if ('plusieurs' in lu) return faute(nom, UNE_SEULE)
  const texte = uneLigne(lu.texte)
  if (texte === '') return {}
  const valeur = lireNom(texte, 100)
  return 'phrase' in valeur ? faute(nom, valeur.phrase!) : valeur
}
