import { dateHeure, dateLongue } from '../../lib/francais.ts'
import { midi } from '../../kernel/calendrier/jour.ts'
import type { Db } from '../../kernel/db/index.ts'
import { remplacerSansDessin } from '../../kernel/documents/dessins.ts'
import { listReferences } from '../../kernel/fichiers/index.ts'
import type { Maison } from '../../kernel/maison.ts'
import { rediger } from '../../kernel/notifications/index.ts'
import type { Demarche } from './definition.ts'
import { CANAUX } from './dossier.ts'
import type { Dossier } from './dossier.ts'
import { reponsesEnMots } from './message/dire.ts'
import { leBureau } from './porte.ts'
import { codeSuivi } from './suivi.ts'

/** The receipt looks the same for every procedure; its words come with the data, and may be the procedure's own. */
export const MODELE_RECEPISSE = `#import "/modeles/recepisse.typ": recepisse, donnees as d
#show: recepisse.with(champs: d.champs, pieces: d.pieces, suite: [#d.suite])
#d.phrase`

/** What the head of every document says: department and commune of the office, or the direction of the ministry, which has none. */
export function enteteDe(maison: Maison, territoire: string | null, bureau: string | null = null): { departement: string; commune: string } | { service: string } {
  if (territoire === 'BJ') return { service: bureau ?? '' }
  const ancetres = territoire ? [...maison.territoires.ancetres(territoire), maison.territoires.trouver(territoire)] : []
  const nom = (niveau: string) => ancetres.find((t) => t?.niveau === niveau)?.nom ?? ''
  return { departement: nom('departement'), commune: nom('commune') }
}

/** The data of a receipt. */
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
    suivi: { code: codeSuivi(maison.cle('suivi'), dossier), hote: new URL(maison.reglages.adresse).host },
  }
}
