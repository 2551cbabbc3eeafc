/** A certificate that the person holds, named by the code printed beside its QR or by its number. */
import { dateSimple, ponctuer } from '../../../lib/francais.ts'
import { codeDuSceau } from '../../../lib/preuve/code-du-sceau.ts'
import { aplatir, lireTexte } from '../brut.ts'
import type { CertificatConnu } from '../contexte.ts'
import type { ChampDe, Etape } from '../definition.ts'
import { objetDe, texteDe } from '../genre.ts'
import type { Genre } from '../genre.ts'
import { faute } from '../lecture.ts'
import type { Lecteur, Lu } from '../lecture.ts'
import { UNE_SEULE } from '../phrase.ts'
import type { CertificatCite, Reponse } from '../reponse.ts'
import { numeroNet } from './dossier.ts'

type Champ = ChampDe<'certificat'>
/** What was typed or pasted, as it is looked up: a code or a number, or what the QR itself holds. */
const codeTape = (texte: string): string => codeDuSceau(texte) ?? numeroNet(texte)
const NUMERO = /^[\p{L}\d][\p{L}\d /.–-]{2,59}$/u

/** The certificate of an answer; undefined for anything else. `titre` and `genre` are '' when it was not found. */
export function certificatDe(reponse: Reponse): CertificatCite | undefined {
  const objet = objetDe(reponse)
  const numero = texteDe(objet, 'numero')
  return numero && typeof objet?.['verifie'] === 'boolean' ? { numero, titre: texteDe(objet, 'titre') ?? '', genre: texteDe(objet, 'genre') ?? '', verifie: objet['verifie'] } : undefined
}

/** The codes and numbers typed in the certificate fields of a step, to be looked up before it is read. Bounded. */
export function certificatsCites(etape: Etape, saisie: unknown): string[] {
  const codes = new Set(etape.champs.flatMap((c) => (c.type === 'bloc' ? c.champs : [c])).filter((c) => c.type === 'certificat').map((c) => c.code))
  if (codes.size === 0) return []
  const textes = [...aplatir(saisie)].filter(([cle]) => codes.has(cle.replace(/\.numero$/, '').split('.').at(-1)!)).flatMap(([, v]) => v)
  return [...new Set(textes.map(codeTape).filter((t) => t !== '' && t.length <= 60))].slice(0, 50)
}

function lire(champ: Champ, l: Lecteur): Lu {
  const { nom } = l
  const lus = [lireTexte(l.brut, nom), lireTexte(l.brut, `${nom}.numero`)]
  if (lus.some((lu) => 'plusieurs' in lu)) return faute(nom, UNE_SEULE)
  const numero = codeTape(lus.map((lu) => ('texte' in lu ? lu.texte : '')).find((t) => t.trim() !== '') ?? '')
  if (numero === '') return {}
  if (!NUMERO.test(numero)) return faute(nom, 'Écrivez le code imprimé à côté du QR, par exemple 7K2M-94QX-3H')
  const chercher = l.contexte.certificats
  const avant = certificatDe(l.avant)
  if (!chercher) return { valeur: avant?.numero === numero ? avant : { numero, titre: '', genre: '', verifie: false } }
  const connu = chercher(numero)
  if (!connu) return champ.autre ? { valeur: { numero, titre: '', genre: '', verifie: false } } : faute(nom, 'Aucun certificat ne porte ce code : comparez-le signe par signe avec le papier')
  const phrase = refus(champ, connu)
  return phrase === undefined ? { valeur: { numero: connu.code, titre: connu.titre, genre: connu.genre, verifie: true } } : faute(nom, phrase)
}

function refus(champ: Champ, c: CertificatConnu): string | undefined {
  if (champ.genres.length > 0 && !champ.genres.includes(c.genre)) return `Ce code est celui d’un autre document, « ${c.titre} »`
  if (c.etat === 'revoque') return `Ce certificat a été révoqué : il ne vaut plus rien, demandez-en un nouveau`
  if (c.etat === 'expire' && !champ.expires) return `Ce certificat n’est plus valable${c.expireLe ? ` depuis le ${dateSimple(c.expireLe)}` : ''} : demandez-en un nouveau`
  return undefined
}

export const certificat: Genre<'certificat'> = {
  lire,
  versCel: (_, reponse) => certificatDe(reponse) ?? null,
  poser: (_, nom, reponse, valeurs) => {
    const c = certificatDe(reponse)
    if (c) valeurs[nom] = c.numero
  },
  dire: (_, reponse) => {
    const c = certificatDe(reponse)
    return c ? ponctuer(c.verifie ? `${c.numero}, ${c.titre}, vérifié` : `${c.numero} (non vérifié)`) : ''
  },
  manque: (quoi) => `Écrivez le code imprimé à côté du QR : ${quoi}`,
}
