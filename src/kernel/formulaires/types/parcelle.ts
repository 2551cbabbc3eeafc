/** What identifies a parcel: where it is, its lot and its letter, its papers. Checked against a register when there is one. */
import { majuscule, nombre as direNombre, ponctuer } from '../../../lib/francais.ts'
import { lireNombre } from '../../../lib/nombre.ts'
import type { Lieux } from '../contexte.ts'
import type { ChampDe } from '../definition.ts'
import { nombreDe, objetDe, texteDe } from '../genre.ts'
import type { Genre } from '../genre.ts'
import { lireMorceaux } from '../lecture.ts'
import type { Lecteur, Lu } from '../lecture.ts'
import { phraseTropLong } from '../phrase.ts'
import type { ParcelleRepondue, Reponse } from '../reponse.ts'

type Champ = ChampDe<'parcelle'>
export type Partie = keyof Champ['parties']

/** In the order they are asked and said. `max`: signs; `forme`: what it is made of. */
const PARTIES: Record<Partie, { libelle: string; aide?: string; le: string; max: number; largeur?: 8 | 14; forme?: RegExp }> = {
  commune: { libelle: 'Commune', le: 'la commune', max: 12 },
  quartier: { libelle: 'Quartier ou village', le: 'le quartier ou le village', max: 100 },
  lotissement: { libelle: 'Lotissement', le: 'le nom du lotissement', max: 100 },
  tranche: { libelle: 'Tranche', le: 'la tranche', max: 20, largeur: 8 },
  lot: { libelle: 'Lot', aide: 'Par exemple 1254 ou 12B', le: 'le lot', max: 20, largeur: 8, forme: /^[\p{L}\d][\p{L}\d /.-]*$/u },
  parcelle: { libelle: 'Parcelle', aide: 'Une lettre ou un numéro', le: 'la parcelle', max: 10, largeur: 8, forme: /^[\p{L}\d][\p{L}\d /.-]*$/u },
  el: { libelle: 'Numéro d’état des lieux (EL)', le: 'le numéro d’état des lieux', max: 20, largeur: 14, forme: /^[\p{L}\d][\p{L}\d /.-]*$/u },
  surface: { libelle: 'Surface (m²)', aide: 'Par exemple 500', le: 'la surface', max: 20, largeur: 8 },
  titre: { libelle: 'Référence du titre', aide: 'Titre foncier, attestation ou convention, avec son numéro', le: 'la référence du titre', max: 60 },
}
const NOMS = Object.keys(PARTIES) as Partie[]
const SURFACE_AU_PLUS = 1e9

/** The parts that a field asks for, in order. */
export const partiesDe = (champ: Champ) => NOMS.filter((nom) => champ.parties[nom] !== undefined).map((nom) => ({ nom, ...PARTIES[nom], requis: champ.parties[nom] === 'requis' }))

/** The communes, gathered by département. */
export const communesDe = (lieux: Lieux) => lieux.tous('commune').map((c) => ({ valeur: c.code, libelle: c.nom, groupe: lieux.trouver(c.parent ?? '')?.nom ?? '' }))

/** The parcel of an answer; undefined for anything else. */
export function parcelleDe(reponse: Reponse): ParcelleRepondue | undefined {
  const objet = objetDe(reponse)
  if (!objet || typeof objet['verifie'] !== 'boolean') return undefined
  const textes = Object.fromEntries(NOMS.filter((n) => n !== 'surface').flatMap((n) => (texteDe(objet, n) ? [[n, texteDe(objet, n)!]] : [])))
  const surface = nombreDe(objet, 'surface')
  return { ...textes, ...(surface === undefined ? {} : { surface }), reference: texteDe(objet, 'reference') ?? null, verifie: objet['verifie'] }
}

function lire(champ: Champ, l: Lecteur): Lu {
  const parties = partiesDe(champ)
  const lus = lireMorceaux(l, parties.map((p) => p.nom))
  if ('fautes' in lus) return lus
  const textes = lus.textes as Record<Partie, string>
  if (parties.every((p) => textes[p.nom] === '')) return {}
  const fautes: Record<string, string> = {}
  const valeurs: Partial<ParcelleRepondue> = {}
  for (const p of parties) {
    const lu = textes[p.nom] === '' ? (p.requis ? { phrase: `Écrivez ${p.le}` } : {}) : lirePartie(p.nom, textes[p.nom], l.contexte.territoires)
    if (lu.phrase !== undefined) fautes[`${l.nom}.${p.nom}`] = ponctuer(lu.phrase)
    else if (lu.valeur !== undefined) Object.assign(valeurs, { [p.nom]: lu.valeur })
  }
  if (Object.keys(fautes).length > 0) return { fautes }
  return verifier(champ, valeurs, l)
}

function lirePartie(nom: Partie, texte: string, lieux: Lieux): { valeur?: string | number; phrase?: string } {
  const { max, forme, le } = PARTIES[nom]
  if (nom === 'commune') return lieux.trouver(texte.slice(0, max))?.niveau === 'commune' ? { valeur: texte } : { phrase: 'Choisissez une commune de la liste' }
  if (nom === 'surface') {
    const n = lireNombre(texte.replace(/\s*(?:m²|m2|ca)$/i, ''), 2)
    return n !== undefined && n > 0 && n <= SURFACE_AU_PLUS ? { valeur: n } : { phrase: 'Écrivez la surface en mètres carrés, par exemple 500' }
  }
  const longueur = [...texte].length
  if (longueur > max) return { phrase: phraseTropLong(longueur, max) }
  if (forme && !forme.test(texte)) return { phrase: `Écrivez ${le} avec des lettres et des chiffres` }
  return { valeur: forme ? texte.toLocaleUpperCase('fr') : texte }
}

/** The register decides where there is one; without it, what it said of the same parcel is kept. */
function verifier(champ: Champ, parties: Partial<ParcelleRepondue>, l: Lecteur): Lu {
  const parcelle: ParcelleRepondue = { ...parties, reference: null, verifie: false }
  const chercher = l.contexte.parcelles
  if (!chercher) {
    const avant = parcelleDe(l.avant)
    return { valeur: avant && NOMS.every((n) => avant[n] === parcelle[n]) ? avant : parcelle }
  }
  const trouvee = chercher(parcelle)
  if (trouvee) return { valeur: { ...parcelle, reference: trouvee.reference, verifie: true } }
  return champ.connue ? { fautes: { [l.nom]: 'Cette parcelle n’est pas au registre : vérifiez le lot et la parcelle sur votre papier' } } : { valeur: parcelle }
}

export const parcelle: Genre<'parcelle'> = {
  lire,
  controler: (champ) => (partiesDe(champ).length === 0 ? ['n’a aucune partie : nommez-les dans « parties », par exemple lot: requis'] : []),
  versCel: (_, reponse) => {
    const p = parcelleDe(reponse)
    return p ? { ...Object.fromEntries(NOMS.map((n) => [n, p[n] ?? null])), reference: p.reference, verifie: p.verifie } : null
  },
  poser: (_, nom, reponse, valeurs) => {
    const p = parcelleDe(reponse)
    for (const partie of NOMS) if (p?.[partie] !== undefined) valeurs[`${nom}.${partie}`] = String(p[partie]).replace('.', partie === 'surface' ? ',' : '.')
  },
  dire: (_, reponse, lieux) => {
    const p = parcelleDe(reponse)
    if (!p) return ''
    const avec = (mot: string, v: string | undefined) => (v === undefined ? undefined : `${mot} ${v}`)
    const surface = p.surface === undefined ? undefined : `${direNombre(p.surface)}\u00a0m²`
    const dits = [avec('lot', p.lot), avec('parcelle', p.parcelle), avec('tranche', p.tranche), avec('lotissement', p.lotissement), p.quartier, p.commune && lieux.chemin(p.commune), avec('EL', p.el), surface, p.titre, p.verifie ? 'au registre' : undefined]
    return ponctuer(majuscule(dits.filter((d) => d !== undefined && d !== '').join(', ')))
  },
  manque: (quoi) => `Dites quelle est la parcelle : ${quoi}`,
}
