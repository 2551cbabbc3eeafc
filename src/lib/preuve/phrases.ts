import { finir } from '../francais.ts'
import type { Champ } from './champs.ts'
import type { Verdict } from './verifier.ts'

/** A verdict in words, the same on the server and in the browser. `registre` is the small line under the verdict. */
export type Phrases = { classe: 'ok' | 'rev' | 'inc' | 'faux'; titre: string; phrase: string; fort?: string; registre?: string; champs: Champ[] }

const FUSEAU = 'Africa/Porto-Novo'
const INSECABLE = '\u00a0'

/** « 8 juin 2026 », « 1er juin 2026 », at Porto-Novo. */
export function jour(date: Date): string {
  const texte = new Intl.DateTimeFormat('fr', { timeZone: FUSEAU, day: 'numeric', month: 'long', year: 'numeric' }).format(date)
  return texte.replace(/^1 /, '1er ')
}

/** « 10 h 14 », at Porto-Novo. */
export function heure(date: Date): string {
  const [h, m] = new Intl.DateTimeFormat('fr', { timeZone: FUSEAU, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(date).split(':')
  return `${Number(h)}${INSECABLE}h${INSECABLE}${m}`
}

/** Last day of validity: `expireLe` is the first moment when the document is no longer valid. */
export const dernierJour = (expireLe: Date): string => jour(new Date(expireLe.getTime() - 1000))

const FAUX = {
  illisible: ['Code illisible ou tronqué', 'Ce code n’a pas été écrit par la plateforme, ou il en manque une partie. Visez le QR de nouveau, bien à plat.', 'Si rien ne change, n’acceptez pas ce papier.'],
  'cle-inconnue': ['Ce document est un faux', 'La clé qui a signé ce code n’est pas une clé de la plateforme.', 'N’acceptez pas ce papier, gardez-en une copie et signalez-le.'],
  signature: ['Ce document est un faux', 'La signature ne correspond pas au contenu : il a été fabriqué ou modifié.', 'N’acceptez pas ce papier, gardez-en une copie et signalez-le.'],
} as const
const INDECIS = {
  'cles-anciennes': 'Cette page n’a pas pu être mise à jour et ne connaît pas encore la clé de ce document. Réessayez avec le réseau.',
  navigateur: 'Ce navigateur ne sait pas vérifier une signature. Tapez le code écrit à côté du QR.',
} as const

/** The sentences to show for a verdict, at `maintenant`. */
export function phrases(verdict: Verdict, maintenant: Date): Phrases {
  if (verdict.etat === 'faux') {
    const [titre, phrase, fort] = FAUX[verdict.raison]
    return { classe: 'faux', titre, phrase, fort, champs: [] }
  }
  if (verdict.etat === 'indecis') return { classe: 'inc', titre: 'Vérification impossible pour l’instant', phrase: INDECIS[verdict.raison], champs: [] }
  const delivre = `Ce document a bien été délivré le ${jour(verdict.emisLe)}`
  const champs = [...verdict.champs, { cle: 'emisLe', libelle: 'Délivré le', valeur: jour(verdict.emisLe) }]
  if (verdict.expireLe) champs.push({ cle: 'expireLe', libelle: 'Valable jusqu’au', valeur: dernierJour(verdict.expireLe) })
  const verifie = `Vérifié le ${jour(maintenant)} à ${heure(maintenant)}`
  if (verdict.etat === 'revoque') {
    const motif = verdict.motif ? ` Motif : ${finir(verdict.motif)}` : ''
    return { classe: 'rev', titre: 'Document révoqué', phrase: `${delivre}, mais il a été annulé le ${jour(verdict.le)}.${motif}`, fort: 'Ne l’acceptez plus.', registre: `${verifie}.`, champs }
  }
  if (verdict.etat === 'expire') {
    return { classe: 'inc', titre: 'Document authentique, mais périmé', phrase: `${delivre}. Il n’est plus valable depuis le ${dernierJour(verdict.le)} au soir.`, fort: 'Demandez un document plus récent.', registre: `${verifie}.`, champs }
  }
  if (verdict.etat === 'inconnu_depuis') {
    const titre = verdict.depuis ? `État inconnu depuis le ${jour(verdict.depuis)}, ${heure(verdict.depuis)}` : 'Signature bonne, état inconnu'
    const depuis = verdict.depuis ? 'Mais le registre ne répond pas depuis cette date' : 'Mais le registre n’a pas encore pu être lu sur cet appareil'
    return { classe: 'inc', titre, phrase: `La signature est bonne : ce document a bien été délivré. ${depuis}, nous ne savons pas s’il a été annulé ensuite.`, fort: 'Réessayez avec le réseau.', registre: `${verifie}, sans le registre à jour.`, champs }
  }
  return { classe: 'ok', titre: 'Document authentique', phrase: `${delivre}. Il est valable aujourd’hui.`, registre: `${verifie}, registre du ${jour(verdict.listeDu)} à ${heure(verdict.listeDu)}.`, champs }
}
