/** Another file, named by its number: one of the person's own, or one that nobody could look up. */
import { ponctuer } from '../../../lib/francais.ts'
import { lireTexte, uneLigne } from '../brut.ts'
import type { DossierConnu } from '../contexte.ts'
import type { ChampDe } from '../definition.ts'
import { objetDe, texteDe } from '../genre.ts'
import type { Genre } from '../genre.ts'
import { faute, lireMorceaux } from '../lecture.ts'
import type { Lecteur, Lu } from '../lecture.ts'
import { UNE_SEULE } from '../phrase.ts'
import type { DossierCite, Reponse } from '../reponse.ts'

type Champ = ChampDe<'dossier'>
/** The radio that asks for a number to be written. */
export const AUTRE = 'autre'
const NUMERO = /^[\p{L}\d][\p{L}\d /.–-]{2,39}$/u

/** The file of an answer; undefined for anything else. `titre` is '' when it was not found. */
export function dossierDe(reponse: Reponse): DossierCite | undefined {
  const objet = objetDe(reponse)
  const numero = texteDe(objet, 'numero')
  return numero && typeof objet?.['verifie'] === 'boolean' ? { numero, titre: texteDe(objet, 'titre') ?? '', verifie: objet['verifie'] } : undefined
}

/** A number as it is compared and kept. */
export const numeroNet = (texte: string): string => uneLigne(texte).toLocaleUpperCase('fr')

/** Whether a file of the person's fits the field. */
export const convient = (champ: Champ, d: DossierConnu): boolean => champ.demarches.length === 0 || champ.demarches.includes(d.demarche)

function lire(champ: Champ, l: Lecteur): Lu {
  const lus = lireMorceaux(l, ['numero'])
  const radio = lireTexte(l.brut, l.nom)
  if ('fautes' in lus || 'plusieurs' in radio) return 'fautes' in lus ? lus : faute(l.nom, UNE_SEULE)
  const choisi = uneLigne(radio.texte)
  const ecrit = numeroNet(lus.textes.numero)
  const listee = choisi !== '' && choisi !== AUTRE
  if (listee && ecrit !== '' && ecrit !== numeroNet(choisi)) return faute(l.nom, 'Choisissez dans la liste, ou écrivez un autre numéro, mais pas les deux')
  const numero = listee ? numeroNet(choisi) : ecrit
  if (numero === '') return choisi === AUTRE ? faute(`${l.nom}.numero`, 'Écrivez le numéro, il est sur le récépissé') : {}
  if (!NUMERO.test(numero)) return faute(l.nom, 'Écrivez le numéro comme il est sur le récépissé')
  return verifier(champ, numero, l)
}

function verifier(champ: Champ, numero: string, l: Lecteur): Lu {
  const chercher = l.contexte.dossiers
  const avant = dossierDe(l.avant)
  if (!chercher) return { valeur: avant?.numero === numero ? avant : { numero, titre: '', verifie: false } }
  const connu = chercher(numero)
  if (connu && !convient(champ, connu)) return faute(l.nom, `Le numéro ${numero} est celui d’une autre démarche, « ${connu.titre} » : choisissez-en un autre`)
  if (connu) return { valeur: { numero, titre: connu.titre, verifie: true } }
  return champ.autre ? { valeur: { numero, titre: '', verifie: false } } : faute(l.nom, 'Ce numéro n’est pas celui d’une de vos demandes : vérifiez-le sur le récépissé')
}

export const dossier: Genre<'dossier'> = {
  lire,
  versCel: (_, reponse) => dossierDe(reponse) ?? null,
  poser: (_, nom, reponse, valeurs) => {
    const d = dossierDe(reponse)
    if (!d) return
    valeurs[nom] = d.verifie ? d.numero : AUTRE
    if (!d.verifie) valeurs[`${nom}.numero`] = d.numero
  },
  dire: (_, reponse) => {
    const d = dossierDe(reponse)
    return d ? ponctuer(d.verifie ? `${d.numero}, ${d.titre}` : `${d.numero} (non vérifié)`) : ''
  },
  manque: (quoi) => `Choisissez la demande, ou écrivez son numéro : ${quoi}`,
}
