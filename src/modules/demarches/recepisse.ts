import { dateHeure, dateLongue } from '../../lib/francais.ts'
import { midi } from '../../kernel/calendrier/jour.ts'
import type { Db } from '../../kernel/db/index.ts'
import { remplacerSansDessin } from '../../kernel/documents/dessins.ts'
import { reimprimer } from '../../kernel/documents/emettre.ts'
import type { Emission } from '../../kernel/documents/emettre.ts'
import { listDocuments } from '../../kernel/documents/queries.ts'
import { listReferences } from '../../kernel/fichiers/index.ts'
import { epurer, textesDesBlocs } from '../../kernel/formulaires/index.ts'
import type { Maison } from '../../kernel/maison.ts'
import { rediger } from '../../kernel/notifications/index.ts'
import type { Demarche } from './definition.ts'
import { CANAUX } from './dossier.ts'
import type { Dossier } from './dossier.ts'
import { reponsesEnMots } from './message/dire.ts'
import { leBureau } from './porte.ts'
import { codeSuivi } from './suivi.ts'

/** The receipt looks the same for every procedure; its words come with the data, and may be the procedure's own. */
const MODELE_RECEPISSE = `#import "/modeles/recepisse.typ": recepisse, donnees as d
#show: recepisse.with(champs: d.champs, pieces: d.pieces, suite: [#d.suite])
#d.phrase`

export const TITRE_RECEPISSE = 'Récépissé de dépôt'

/** The template of a procedure's receipt: its own, or the usual one. */
export const modeleRecepisse = ({ recepisse }: Pick<Demarche, 'recepisse'>): string => recepisse?.modele ?? MODELE_RECEPISSE

/** Under which name sealed receipts are kept: apart from the paper of the decision. */
export const objetRecepisse = (dossierId: string): string => `recepisse:${dossierId}`

/** What the head of every document says: department and commune of the office, or the direction of the ministry, which has none. */
export function enteteDe(maison: Maison, territoire: string | null, bureau: string | null = null): { departement: string; commune: string } | { service: string } {
  if (territoire === 'BJ') return { service: bureau ?? '' }
  const ancetres = territoire ? [...maison.territoires.ancetres(territoire), maison.territoires.trouver(territoire)] : []
  const nom = (niveau: string) => ancetres.find((t) => t?.niveau === niveau)?.nom ?? ''
  return { departement: nom('departement'), commune: nom('commune') }
}

/** The data of a receipt: what was received, in words, its answers by their code, and what follows. No tracking code: a receipt is kept, and that code opens the file. */
export async function donneesRecepisse(db: Db, maison: Maison, dossier: Dossier, demarche: Demarche): Promise<Record<string, unknown>> {
  const pieces = (await listReferences(db, `dossier:${dossier.id}`)).filter((piece) => piece.creeLe <= dossier.deposeLe!)
  const valeurs = reponsesEnMots(demarche, dossier, maison)
  const enMots = (texte: string | undefined) => texte && remplacerSansDessin(rediger({ sujet: '', texte }, valeurs).texte)
  return {
    auteur: dossier.bureau,
    entete: enteteDe(maison, dossier.territoire, dossier.bureau),
    numero: dossier.numero,
    deposeLe: dateLongue(dossier.deposeLe!),
    phrase: enMots(demarche.recepisse?.phrase) ?? `${leBureau(dossier.bureau)} a reçu la demande décrite ci-dessous.`,
    champs: [
      ['Démarche', demarche.titre],
      ['Demandeur', dossier.demandeur],
      ['Déposé', `${CANAUX[dossier.canal]}, le ${dateHeure(dossier.deposeLe!)}`],
      ...(dossier.echeance ? [['Réponse attendue au plus tard', `${dateLongue(midi(dossier.echeance))}${demarche.delai.verifie ? '' : ' (délai à confirmer)'}`]] : []),
    ],
    pieces: pieces.map((piece) => remplacerSansDessin(piece.nom)),
    suite: enMots(demarche.recepisse?.suite) ?? (dossier.constatRequis ? 'La personne concernée doit être vue en vie par un agent, au guichet ou à son domicile.' : 'Vous êtes prévenu à chaque étape.'),
    specimen: maison.reglages.mode === 'demonstration',
    reponses: valeurs,
    blocs: textesDesBlocs(demarche.formulaire, epurer(demarche.formulaire, dossier.reponses), maison.territoires),
  }
}

/** The receipt as it is handed over: its seal where it has one, and the tracking code of the day, which is printed and never kept. */
export async function imprimerRecepisse(db: Db, maison: Maison, dossier: Dossier, demarche: Demarche): Promise<Uint8Array> {
  // An agent's own request is followed in his account.
  const suivi = dossier.interne ? {} : { suivi: { code: codeSuivi(maison.cle('suivi'), dossier), hote: new URL(maison.reglages.adresse).host } }
  const donnees = { ...(await donneesRecepisse(db, maison, dossier, demarche)), ...suivi }
  const [scelle] = await listDocuments(db, objetRecepisse(dossier.id))
  const modele = modeleRecepisse(demarche)
  return scelle && !scelle.revocation && !scelle.effaceLe ? reimprimer(maison.atelier, scelle, { modele, donnees }) : maison.atelier.rendeur.rendrePdf({ modele, donnees, date: dossier.deposeLe! })
}

/** The receipt as it is sealed: that this person filed this request on that day, whatever is decided. */
export async function emissionRecepisse(db: Db, maison: Maison, dossier: Dossier, demarche: Demarche, maintenant: Date): Promise<Emission> {
  return {
    modele: modeleRecepisse(demarche),
    donnees: await donneesRecepisse(db, maison, dossier, demarche),
    genre: 'recepisse',
    numero: dossier.numero!,
    titre: TITRE_RECEPISSE,
    objet: objetRecepisse(dossier.id),
    territoire: dossier.territoire ?? 'BJ',
    champs: { nom: dossier.demandeur, autorite: dossier.bureau ?? '', objet: `Prouver le dépôt du ${dateHeure(dossier.deposeLe!)} (${demarche.titre}). Ne vaut pas décision` },
    emisLe: maintenant,
    emisPar: 'systeme:demarches.recepisse',
  }
}

/** What a receipt prints on a specimen. */
export const specimenRecepisse = ({ titre, delai }: Pick<Demarche, 'titre' | 'delai'>, le: string, hote: string): Record<string, unknown> => ({
  deposeLe: le,
  phrase: '[Ce qui a été reçu]',
  champs: [['Démarche', titre], ['Demandeur', '[Demandeur]'], ['Déposé', `[Canal], le ${le}`], ['Réponse attendue au plus tard', `[Date]${delai.verifie ? '' : ' (délai à confirmer)'}`]],
  pieces: ['[Pièce reçue]'],
  suite: '[Et maintenant]',
  suivi: { code: 'SPÉCIMEN', hote },
})
