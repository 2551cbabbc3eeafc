/** Answers as the page shows them: the flat form values that `lireSaisie` reads back into the same answers. */
import { telephone as direTelephone } from '../../lib/francais.ts'
import type { Lieux } from './contexte.ts'
import { estDecor } from './champ.ts'
import type { Champ, Etape } from './definition.ts'
import { sansSignature } from './fichier.ts'
import { estCompose, genreDe } from './genres.ts'
import { elementsDe, fichiersDe, reponseDe, territoireDe } from './reponse.ts'
import type { AdresseRepondue, DateSue, PersonneRepondue, Reponse, Reponses } from './reponse.ts'

export type Valeurs = Record<string, string | string[]>

/** The values of every input of a step. Missing answers give no value. */
export function versSaisie(etape: Etape, reponses: Readonly<Reponses>, territoires: Lieux): Valeurs {
  const valeurs: Valeurs = {}
  for (const champ of etape.champs) valeursDuChamp(champ, champ.code, reponseDe(reponses, champ.code), territoires, valeurs)
  return valeurs
}

/** The values of one field's inputs, added to `valeurs` under `nom`. */
export function valeursDuChamp(champ: Champ, nom: string, reponse: Reponse, territoires: Lieux, valeurs: Valeurs): void {
  if (reponse === null || estDecor(champ)) return
  if (estCompose(champ)) return genreDe(champ).poser(champ, nom, reponse, valeurs, territoires)
  const objet = typeof reponse === 'object' && !Array.isArray(reponse) ? reponse : undefined
  switch (champ.type) {
    case 'calcule':
      return
    case 'date':
      return poserDate(nom, lireIso(reponse), valeurs, false)
    case 'date_precision':
      return poserDate(nom, objet as DateSue | undefined, valeurs, true)
    case 'personne':
      return poserPersonne(nom, objet as PersonneRepondue | undefined, valeurs)
    case 'territoire':
    case 'adresse':
      return poserLieu(nom, reponse, territoires, valeurs)
    case 'fichier':
    case 'photo':
    case 'signature':
      if (sansSignature(reponse)) valeurs[`${nom}.sans`] = 'oui'
      if (nom.includes('.')) valeurs[`${nom}.garde`] = fichiersDe(reponse).map((f) => f.reference)
      return
    case 'bloc': {
      const elements = elementsDe(reponse)
      valeurs[`${nom}.nombre`] = String(elements.length)
      return elements.forEach((e, i) => champ.champs.forEach((c) => valeursDuChamp(c, `${nom}.${i}.${c.code}`, reponseDe(e, c.code), territoires, valeurs)))
    }
    default:
      if (Array.isArray(reponse)) valeurs[nom] = reponse.filter((v) => typeof v === 'string')
      else if (objet === undefined) valeurs[nom] = simple(champ, reponse as string | number | boolean)
  }
}

function simple(champ: Champ, v: string | number | boolean): string {
  if (typeof v === 'boolean') return v ? 'oui' : 'non'
  if (typeof v === 'number') return String(v).replace('.', ',')
  if (champ.type === 'telephone') return direTelephone(v)
  return v
}

function poserDate(nom: string, d: DateSue | undefined, valeurs: Valeurs, precision: boolean): void {
  if (!d) return
  if (precision) valeurs[`${nom}.precision`] = d.precision
  valeurs[`${nom}.annee`] = String(d.annee)
  if (d.mois !== undefined) valeurs[`${nom}.mois`] = String(d.mois)
  if (d.jour !== undefined) valeurs[`${nom}.jour`] = String(d.jour)
}

function lireIso(reponse: Reponse): DateSue | undefined {
  const m = typeof reponse === 'string' ? /^(\d{4})-(\d\d)-(\d\d)$/.exec(reponse) : null
  return m ? { precision: 'jour', annee: Number(m[1]), mois: Number(m[2]), jour: Number(m[3]) } : undefined
}

function poserPersonne(nom: string, p: PersonneRepondue | undefined, valeurs: Valeurs): void {
  if (!p) return
  valeurs[`${nom}.nom`] = p.nom
  valeurs[`${nom}.prenoms`] = p.prenoms
  if (p.naissance) poserDate(`${nom}.naissance`, p.naissance, valeurs, true)
  if (p.npi) valeurs[`${nom}.npi`] = p.npi
  if (p.piece) Object.assign(valeurs, { [`${nom}.piece`]: p.piece.genre, [`${nom}.numero`]: p.piece.numero })
}

function poserLieu(nom: string, reponse: Reponse, territoires: Lieux, valeurs: Valeurs): void {
  const code = territoireDe(reponse)
  if (code === undefined) return
  const dit = territoires.trouver(code)?.nom ?? ''
  valeurs[nom] = code
  valeurs[`${nom}.recherche`] = dit
  valeurs[`${nom}.cherche`] = dit
  const precision = (reponse as Partial<AdresseRepondue>).precision
  if (precision) valeurs[`${nom}.precision`] = precision
}
