/** Where money is to be paid: a bank account, or a telephone wallet. */
import { enumerer, telephone as direTelephone } from '../../../lib/francais.ts'
import { grouperIban, lireIban } from '../../../lib/iban.ts'
import { lireTelephone } from '../../../lib/telephone.ts'
import type { ChampDe } from '../definition.ts'
import { objetDe, texteDe } from '../genre.ts'
import type { Genre } from '../genre.ts'
import { lireMorceaux } from '../lecture.ts'
import type { Lecteur, Lu } from '../lecture.ts'
import { phraseTropLong } from '../phrase.ts'
import type { PaiementRepondu, Reponse } from '../reponse.ts'

type Champ = ChampDe<'paiement'>
type Textes = Record<'moyen' | 'iban' | 'operateur' | 'telephone' | 'titulaire', string>

const TITULAIRE_AU_PLUS = 100
const MOYENS = { iban: 'Compte bancaire', mobile_money: 'Compte de téléphone' } as const

/** The means of a field, in words. */
export const moyensDits = (champ: Champ): { valeur: string; libelle: string }[] => champ.moyens.map((valeur) => ({ valeur, libelle: MOYENS[valeur] }))

/** The account of an answer; undefined for anything else. */
export function paiementDe(reponse: Reponse): PaiementRepondu | undefined {
  const objet = objetDe(reponse)
  const dit = (cle: string) => texteDe(objet, cle)
  const titulaire = dit('titulaire') ?? ''
  const [iban, operateur, telephone] = [dit('iban'), dit('operateur'), dit('telephone')]
  if (dit('moyen') === 'iban' && iban) return { moyen: 'iban', iban, titulaire }
  return dit('moyen') === 'mobile_money' && operateur && telephone ? { moyen: 'mobile_money', operateur, telephone, titulaire } : undefined
}

/** The means chosen, or the only one, or the one whose boxes are filled. */
function moyenDe(champ: Champ, t: Textes): 'iban' | 'mobile_money' | undefined {
  const choisi = champ.moyens.find((m) => m === t.moyen) ?? (champ.moyens.length === 1 ? champ.moyens[0] : undefined)
  if (choisi) return choisi
  if (t.iban !== '' && t.telephone === '') return champ.moyens.find((m) => m === 'iban')
  return t.iban === '' && t.telephone !== '' ? champ.moyens.find((m) => m === 'mobile_money') : undefined
}

function lire(champ: Champ, l: Lecteur): Lu {
  const lus = lireMorceaux(l, ['moyen', 'iban', 'operateur', 'telephone', 'titulaire'])
  if ('fautes' in lus) return lus
  const t = lus.textes
  if (t.iban + t.operateur + t.telephone + t.titulaire === '' && (champ.moyens.length === 1 || t.moyen === '')) return {}
  const moyen = moyenDe(champ, t)
  if (!moyen) return { fautes: { [l.nom]: `Choisissez ${enumerer(champ.moyens.map((m) => MOYENS[m].toLowerCase()), 'ou')}` } }
  const lu = moyen === 'iban' ? lireCompte(champ, l.nom, t) : lireMobile(champ, l.nom, t)
  const fautes = { ...lu.fautes }
  const longueur = [...t.titulaire].length
  if (champ.titulaire && t.titulaire === '') fautes[`${l.nom}.titulaire`] = 'Écrivez le nom du titulaire, comme il est sur le compte'
  if (longueur > TITULAIRE_AU_PLUS) fautes[`${l.nom}.titulaire`] = phraseTropLong(longueur, TITULAIRE_AU_PLUS)
  if (Object.keys(fautes).length > 0) return { fautes }
  return { valeur: { ...(lu.valeur as PaiementRepondu), titulaire: champ.titulaire ? t.titulaire : '' } }
}

function lireCompte(champ: Champ, nom: string, t: Textes): Lu {
  if (t.iban === '') return { fautes: { [`${nom}.iban`]: 'Écrivez l’IBAN, il est sur le relevé d’identité bancaire' } }
  const lu = lireIban(t.iban, champ.pays)
  return 'erreur' in lu ? { fautes: { [`${nom}.iban`]: lu.erreur } } : { valeur: { moyen: 'iban', iban: lu.iban, titulaire: '' } }
}

function lireMobile(champ: Champ, nom: string, t: Textes): Lu {
  const lu = lireTelephone(t.telephone)
  const fautes: Record<string, string> = {}
  if (!champ.operateurs.some((o) => o.valeur === t.operateur)) fautes[`${nom}.operateur`] = 'Choisissez l’opérateur de ce compte'
  if ('erreur' in lu) fautes[`${nom}.telephone`] = lu.erreur
  if (Object.keys(fautes).length > 0 || 'erreur' in lu) return { fautes }
  return { valeur: { moyen: 'mobile_money', operateur: t.operateur, telephone: lu.telephone, titulaire: '' } }
}

export const paiement: Genre<'paiement'> = {
  lire,
  controler: (champ) => [
    ...(champ.moyens.includes('mobile_money') && champ.operateurs.length === 0 ? ['paie par téléphone : nommez les opérateurs dans « operateurs »'] : []),
    ...(new Set(champ.moyens).size < champ.moyens.length ? ['nomme deux fois le même moyen'] : []),
  ],
  versCel: (_, reponse) => {
    const p = paiementDe(reponse)
    return p ? { moyen: p.moyen, iban: p.moyen === 'iban' ? p.iban : null, operateur: p.moyen === 'iban' ? null : p.operateur, telephone: p.moyen === 'iban' ? null : p.telephone, titulaire: p.titulaire || null } : null
  },
  poser: (_, nom, reponse, valeurs) => {
    const p = paiementDe(reponse)
    if (!p) return
    valeurs[`${nom}.moyen`] = p.moyen
    if (p.moyen === 'iban') valeurs[`${nom}.iban`] = grouperIban(p.iban)
    else Object.assign(valeurs, { [`${nom}.operateur`]: p.operateur, [`${nom}.telephone`]: direTelephone(p.telephone) })
    if (p.titulaire) valeurs[`${nom}.titulaire`] = p.titulaire
  },
  dire: (champ, reponse) => {
    const p = paiementDe(reponse)
    if (!p) return ''
    const compte = p.moyen === 'iban' ? `IBAN ${grouperIban(p.iban)}` : `${champ.operateurs.find((o) => o.valeur === p.operateur)?.libelle ?? p.operateur} ${direTelephone(p.telephone)}`
    return p.titulaire ? `${compte}, titulaire ${p.titulaire}` : compte
  },
  manque: (quoi, champ) => (champ.moyens.length === 1 ? `Écrivez le compte à payer : ${quoi}` : `Dites sur quel compte payer : ${quoi}`),
  tenir: (champ, reponse) => {
    const p = paiementDe(reponse)
    const bon = p && (champ.moyens as readonly string[]).includes(p.moyen) && (p.moyen === 'iban' || champ.operateurs.some((o) => o.valeur === p.operateur))
    return bon ? reponse : null
  },
}
