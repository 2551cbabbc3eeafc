import { dateHeure, dateLongue, fcfa } from '../../../lib/francais.ts'
import { midi } from '../../../kernel/calendrier/jour.ts'
import { remplacerSansDessin } from '../../../kernel/documents/dessins.ts'
import type { Emission } from '../../../kernel/documents/emettre.ts'
import type { Maison } from '../../../kernel/maison.ts'
import { departementDe } from '../lecteur.ts'
import { findMatiere, findNature } from '../referentiel/referentiel.ts'
import type { Piece } from '../piece/piece.queries.ts'
import type { EnVigueur } from './contexte.ts'
import type { Acte } from './acte.ts'

const MODELE_ACCUSE = `#import "/modeles/acte.typ": attestation, donnees as d
#show: attestation.with(titre: "Accusé de réception", champs: d.champs, pieces: d.pieces, suite: [#d.suite], pied: d.pied)
#d.phrase`
const MODELE_SIGNATURE = `#import "/modeles/acte.typ": attestation, donnees as d
#show: attestation.with(titre: "Page de signature", champs: d.champs, suite: [#d.suite], pied: d.pied)
#d.phrase`

/** Under which name the receipts of an act are kept. */
export const objetAccuse = (id: string): string => `accuse:${id}`
/** Under which name the electronic signature of an act is kept. */
export const objetSignature = (id: string): string => `signature-acte:${id}`

/** Département and commune, as the head of a paper says them. */
export function enteteCommune(maison: Maison, commune: string): { departement: string; commune: string } {
  const departement = maison.territoires.trouver(departementDe(maison.territoires, commune))
  return { departement: departement?.nom ?? '', commune: maison.territoires.trouver(commune)?.nom ?? '' }
}

/** The office of a prefecture, by its name. */
export const nomPrefecture = (maison: Maison, departement: string): string => maison.territoires.bureaux(departement).find((b) => b.genre === 'prefecture')?.nom ?? `Préfecture (${departement})`

const jour = (j: string | null) => (j ? dateLongue(midi(j)) : '')
const sain = (texte: string) => remplacerSansDessin(texte)

function champsActe(acte: Acte, v: EnVigueur): string[][] {
  return [
    ['Objet', sain(acte.objet)],
    ['Nature', findNature(v.natures, acte.nature)?.libelle ?? acte.nature],
    ['Matière', findMatiere(v.matieres, acte.matiere)?.libelle ?? ''],
    ['Date de l’acte', jour(acte.dateActe)],
    ['Signataire', sain([acte.signataireNom, acte.signataireQualite].filter(Boolean).join(', '))],
    ...(acte.montant === null ? [] : [['Montant', fcfa(acte.montant)]]),
  ]
}

/** The receipt of an act, as it is sealed: the clock starts there, and the paper proves it. */
export function emissionAccuse(maison: Maison, acte: Acte, pieces: readonly Piece[], v: EnVigueur): Emission {
  const recuLe = acte.recuLe!
  const prefecture = nomPrefecture(maison, departementDe(maison.territoires, acte.commune))
  const commune = maison.territoires.trouver(acte.commune)?.nom ?? acte.commune
  const doute = (verifie: boolean) => (verifie ? '' : ' (délai à confirmer)')
  return {
    modele: MODELE_ACCUSE,
    donnees: {
      auteur: prefecture,
      entete: { departement: enteteCommune(maison, acte.commune).departement, service: prefecture },
      le: `Reçu le ${dateHeure(recuLe)}`,
      phrase: `La préfecture a reçu de la commune de ${commune} l’acte ${acte.numero}, décrit ci-dessous.`,
      champs: [
        ...champsActe(acte, v),
        ['Reçu', dateHeure(recuLe)],
        ...(acte.echeance ? [['Dernier jour du contrôle', `${jour(acte.echeance)}${doute(v.regles.delais.controle.verifie)}`]] : []),
        ['Transmis', `${acte.aTemps === false ? 'hors délai' : 'dans le délai'}, par ${sain(acte.transmisParNom ?? '')}${doute(v.regles.delais.transmission.verifie)}`],
      ],
      pieces: pieces.map((p) => sain(`${p.role === 'principal' ? 'Texte de l’acte' : p.titre || 'Annexe'} : ${p.nom}${p.pages ? `, ${p.pages} p.` : ''}, SHA-256 ${p.sha256.slice(0, 16)}…`)),
      suite: v.regles.executoire.conditions.includes('publication') && !acte.publieLe ? `L’acte s’impose quand il est aussi affiché ou notifié${v.regles.executoire.verifie ? '' : ' (règle à confirmer)'}.` : '',
      pied: 'Cet accusé prouve la réception et son heure. Il ne dit rien de la légalité de l’acte.',
      specimen: maison.reglages.mode === 'demonstration',
    },
    genre: 'accuse-reception',
    numero: acte.arNumero!,
    titre: 'Accusé de réception d’un acte',
    objet: objetAccuse(acte.id),
    territoire: acte.commune,
    champs: { nom: `Commune de ${commune}`, autorite: prefecture, objet: sain(`Acte ${acte.numero}, reçu le ${dateHeure(recuLe)}`) },
    emisLe: recuLe,
    emisPar: 'systeme:legalite.accuser',
  }
}

/** The last page of an act signed here: who signs, in which quality, when, over which bytes. */
export function emissionSignature(maison: Maison, acte: Acte, v: EnVigueur, s: { numero: string; nom: string; qualite: string; interim?: string | undefined; empreinte: string; le: Date; par: string }): Emission {
  const commune = maison.territoires.trouver(acte.commune)?.nom ?? acte.commune
  return {
    modele: MODELE_SIGNATURE,
    donnees: {
      auteur: `Mairie de ${commune}`,
      entete: enteteCommune(maison, acte.commune),
      le: `Signé le ${dateHeure(s.le)}`,
      phrase: 'L’acte qui précède est signé électroniquement par la personne nommée ci-dessous.',
      champs: [...champsActe({ ...acte, signataireNom: s.nom, signataireQualite: s.qualite }, v), ...(s.interim ? [['Intérim', `de ${s.interim}`]] : []), ['Signé', dateHeure(s.le)], ['Texte signé', `SHA-256 ${s.empreinte.slice(0, 32)}…`]],
      suite: '',
      pied: 'La signature électronique du fichier couvre toutes ses pages : la moindre modification se voit.',
      specimen: maison.reglages.mode === 'demonstration',
    },
    genre: 'acte-communal',
    numero: s.numero,
    titre: findNature(v.natures, acte.nature)?.libelle ?? 'Acte',
    objet: objetSignature(acte.id),
    territoire: acte.commune,
    champs: { nom: sain(s.nom), autorite: `Mairie de ${commune}`, objet: sain(acte.objet).slice(0, 200) },
    emisLe: s.le,
    emisPar: s.par,
  }
}
