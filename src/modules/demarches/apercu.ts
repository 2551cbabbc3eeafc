import { dateSimple } from '../../lib/francais.ts'
import { dessinerQr } from '../../kernel/documents/qr.ts'
import type { Champ, Definition } from '../../kernel/formulaires/index.ts'
import type { Maison } from '../../kernel/maison.ts'
import type { Demarche } from './definition.ts'
import { findLettre, modelePapier } from './lettre/lettre.ts'
import { modeleRecepisse, specimenRecepisse, TITRE_RECEPISSE } from './recepisse.ts'
import { modeleFinal } from './redaction.ts'

/** What stands for an answer on a specimen: the question itself, between brackets. */
const tenir = (champ: Champ): string => `[${'libelle' in champ ? champ.libelle : champ.code}]`

function tenirLieu(def: Definition): { reponses: Record<string, string>; blocs: Record<string, Record<string, string>[]> } {
  const champs = def.etapes.flatMap((e) => e.champs)
  const blocs = champs.filter((c) => c.type === 'bloc')
  return {
    reponses: Object.fromEntries(champs.map((c) => [c.code, tenir(c)])),
    blocs: Object.fromEntries(blocs.map((b) => [b.code, [Object.fromEntries(b.champs.map((c) => [c.code, tenir(c as Champ)]))]])),
  }
}

/** The other papers of a procedure that can be printed: the receipt (`recepisse`), the notice of a refusal (`refus`), each letter (its code). */
export const papiersDe = (demarche: Pick<Demarche, 'refus' | 'lettres'>): { papier: string; titre: string }[] => [{ papier: 'recepisse', titre: TITRE_RECEPISSE }, ...(demarche.refus ? [{ papier: 'refus', titre: demarche.refus.titre }] : []), ...(demarche.lettres ?? []).map((l) => ({ papier: l.code, titre: l.titre }))]

function modeleDuPapier(demarche: Demarche, papier: string): string {
  if (papier === 'recepisse') return modeleRecepisse(demarche)
  if (papier === 'refus' && demarche.refus) return modelePapier(demarche.refus, 'refus')
  const lettre = findLettre(demarche, papier)
  if (!lettre) throw new Error(`${demarche.code} n’a pas de papier « ${papier} »`)
  return modelePapier(lettre, 'lettre')
}

/**
 * The paper of a procedure as it would be printed, each answer held by its question, marked as a specimen. Throws when the
 * template does not compile, takes too long or does not hold on a page: what is published has been printed once.
 */
export function rendreApercu(maison: Maison, demarche: Demarche, modele: string, maintenant: Date, papier?: string): Promise<Uint8Array> {
  const { document, formulaire, circuit } = demarche
  const hote = new URL(maison.reglages.adresse).host
  const qr = dessinerQr({ prefixe: `${maison.reglages.adresse}/v/#`, chiffres: '0' })
  const le = dateSimple(maintenant)
  const fonction = circuit.stations.find((s) => s.genre === 'signature')?.titre ?? ''
  return maison.atelier.rendeur.rendrePdf({
    modele: papier === undefined ? modeleFinal(demarche, modele) : modeleDuPapier(demarche, papier),
    date: maintenant,
    donnees: {
      auteur: '[Bureau]', entete: { departement: '[Département]', commune: '[Commune]' }, delivreLe: le, ...tenirLieu(formulaire), accords: Object.fromEntries(circuit.stations.flatMap((s) => (s.genre === 'accord' ? s.parties.map((p) => [p.code, `[${p.titre}]`]) : []))),
      constat: { le: '[Jour]', lieu: '[Lieu]' }, registre: '[Numéro au registre]', valable: document?.validite ? '[Date de fin]' : 'sans limite de durée', fait: { lieu: '[Lieu]', le },
      signataire: { qualite: 'L’autorité compétente', fonction, nom: '[Signataire]', mention: 'Signé électroniquement' },
      motif: '[Motif du refus]', recours: demarche.fiche.recours.texte, texte: '[Texte de la lettre]', ...specimenRecepisse(demarche, le, hote),
      pied: 'Spécimen : ce papier ne vaut rien.', specimen: true, numero: `${demarche.prefixe}-SPECIMEN`, preuve: { qr: qr.svg, modules: qr.modules, code: 'SPECIMEN', hote },
    },
  })
}
