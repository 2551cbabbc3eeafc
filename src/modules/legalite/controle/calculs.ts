import { dateSimple, enumerer, fcfa, pluriel } from '../../../lib/francais.ts'
import type { Calendrier } from '../../../kernel/calendrier/index.ts'
import { ajouter, jourLocal } from '../../../kernel/calendrier/index.ts'
import { midi } from '../../../kernel/calendrier/jour.ts'
import { equilibre } from '../acte/acte.ts'
import type { Acte } from '../acte/acte.ts'
import type { Piece } from '../piece/piece.queries.ts'
import { annexesPour, findNature, sous } from '../referentiel/referentiel.ts'
import { regleDe } from '../referentiel/schemas.ts'
import type { Calcul, Corps, Regles } from '../referentiel/schemas.ts'

/** `ignore`: the house does not have the facts; a person looks. */
export type Avis = 'conforme' | 'eclaircir' | 'contraire'
export type Constat = { avis: Avis | 'ignore'; phrase: string; aConfirmer?: boolean }

/** The session a deliberation was taken in, as the platform knows it. Days are YYYY-MM-DD. */
export type SeanceLue = { genre: 'ordinaire' | 'extraordinaire'; session: number | null; jour: string; convoqueeLe: string | null; membres: number; presents: number; quorum: number; seconde: boolean; vote: { pour: number; contre: number; abstentions: number; resultat: string } | null; ordreDuJour: boolean }

export type Faits = { acte: Acte; pieces: readonly Piece[]; regles: Regles; natures: Corps<'natures'>; matieres: Corps<'matieres'>; roleSignataire: string | undefined; tenuCeJour: boolean; seance: SeanceLue | undefined; calendrier: Calendrier }

const dire = (jour: string) => dateSimple(midi(jour))
const sansSeance: Constat = { avis: 'ignore', phrase: 'La séance n’a pas été tenue dans la plateforme : lisez le procès-verbal' }

const CALCULS: Readonly<Record<Calcul, (f: Faits) => Constat>> = {
  signataire: ({ acte, natures, roleSignataire, tenuCeJour }) => {
    const nature = findNature(natures, acte.nature)
    if (!roleSignataire) return { avis: 'ignore', phrase: `Signataire déclaré : ${acte.signataireNom || 'inconnu'}. Son poste n’est pas dans la plateforme` }
    if (!tenuCeJour) return { avis: 'contraire', phrase: `Personne ne tenait le poste « ${acte.signataireQualite} » le ${acte.dateActe ? dire(acte.dateActe) : 'jour de l’acte'}` }
    if (nature && !nature.signataires.includes(roleSignataire)) return { avis: 'eclaircir', phrase: `« ${acte.signataireQualite} » ne signe pas d’habitude ce genre d’acte`, aConfirmer: true }
    return { avis: 'conforme', phrase: `${acte.signataireNom}, ${acte.signataireQualite}, tenait ce poste ce jour-là` }
  },
  signature: ({ acte, pieces }) => {
    const signatures = pieces.find((p) => p.role === 'principal')?.signatures ?? []
    if (signatures.some((s) => !s.integre)) return { avis: 'contraire', phrase: 'La signature électronique ne correspond plus au contenu' }
    if (signatures.length > 0) return { avis: 'conforme', phrase: `Signature électronique intacte${signatures[0]!.certificat ? `, ${signatures[0]!.certificat.sujet}` : ''}` }
    return { avis: 'ignore', phrase: acte.mode === 'numerise' ? 'Acte numérisé : vérifiez à l’œil la signature et le cachet' : 'Aucune signature électronique dans le fichier' }
  },
  'delai-transmission': ({ acte, regles }) => {
    if (!acte.limiteTransmission || !acte.recuLe) return { avis: 'ignore', phrase: 'La date de l’acte n’est pas connue' }
    const recu = jourLocal(acte.recuLe)
    const aConfirmer = !regles.delais.transmission.verifie
    return recu <= acte.limiteTransmission
      ? { avis: 'conforme', phrase: `Reçu le ${dire(recu)}, il fallait le ${dire(acte.limiteTransmission)} au plus tard`, aConfirmer }
      : { avis: 'eclaircir', phrase: `Reçu le ${dire(recu)}, après le ${dire(acte.limiteTransmission)}`, aConfirmer }
  },
  annexes: ({ acte, pieces, natures, matieres }) => {
    const attendues = annexesPour(natures, matieres, acte)
    const manquent = attendues.filter((a) => !pieces.some((p) => p.code === a.code))
    if (attendues.length === 0) return { avis: 'conforme', phrase: 'Aucune annexe n’est attendue pour cet acte' }
    return manquent.length === 0 ? { avis: 'conforme', phrase: `${pluriel(attendues.length, 'annexe attendue est jointe', 'annexes attendues sont jointes')}` } : { avis: 'eclaircir', phrase: `Il manque : ${enumerer(manquent.map((a) => a.libelle.toLowerCase()))}` }
  },
  convocation: ({ seance, regles, calendrier }) => {
    if (!seance) return sansSeance
    const aConfirmer = !regles.delais.convocation.verifie
    if (!seance.convoqueeLe) return { avis: 'eclaircir', phrase: 'Aucune preuve de convocation dans la plateforme' }
    const possible = ajouter(seance.convoqueeLe, regleDe(regles.delais.convocation), calendrier)
    return seance.jour >= possible ? { avis: 'conforme', phrase: `Convocation du ${dire(seance.convoqueeLe)} pour le ${dire(seance.jour)}`, aConfirmer } : { avis: 'contraire', phrase: `Convocation du ${dire(seance.convoqueeLe)} : la séance ne pouvait se tenir avant le ${dire(possible)}`, aConfirmer }
  },
  session: ({ seance, regles }) => {
    if (!seance) return sansSeance
    if (!seance.ordreDuJour) return { avis: 'contraire', phrase: 'Ce point n’était pas à l’ordre du jour' }
    if (seance.genre === 'extraordinaire') return { avis: 'conforme', phrase: `Session extraordinaire du ${dire(seance.jour)}, sur un point de l’ordre du jour` }
    return regles.sessions.ordinaires.mois.includes(Number(seance.jour.slice(5, 7))) ? { avis: 'conforme', phrase: `Session ordinaire du ${dire(seance.jour)}`, aConfirmer: !regles.sessions.ordinaires.verifie } : { avis: 'eclaircir', phrase: `Session ordinaire tenue le ${dire(seance.jour)}, hors des mois prévus`, aConfirmer: !regles.sessions.ordinaires.verifie }
  },
  quorum: ({ seance, regles }) => {
    if (!seance) return sansSeance
    const aConfirmer = !regles.quorum.verifie
    if (seance.presents >= seance.quorum) return { avis: 'conforme', phrase: `${pluriel(seance.presents, 'présent')} sur ${seance.membres}, il en fallait ${seance.quorum}`, aConfirmer }
    return seance.seconde && regles.quorum.seconde_sans_quorum ? { avis: 'conforme', phrase: `${pluriel(seance.presents, 'présent')} sur ${seance.membres} : seconde convocation, le quorum n’est plus exigé`, aConfirmer } : { avis: 'contraire', phrase: `${pluriel(seance.presents, 'présent')} sur ${seance.membres}, il en fallait ${seance.quorum}`, aConfirmer }
  },
  vote: ({ seance }) => {
    if (!seance?.vote) return sansSeance
    const { pour, contre, abstentions, resultat } = seance.vote
    const dit = `${pour} pour, ${contre} contre, ${pluriel(abstentions, 'abstention')}`
    return resultat === 'adopte' && pour >= contre ? { avis: 'conforme', phrase: dit } : { avis: 'contraire', phrase: `${dit} : la majorité n’est pas atteinte` }
  },
  publicite: ({ acte }) => (acte.publieLe ? { avis: 'conforme', phrase: `${acte.publicationMode === 'notification' ? 'Notifié' : 'Affiché'} le ${dire(acte.publieLe)} : ${acte.publicationPreuve}` } : { avis: 'eclaircir', phrase: 'Ni affichage ni notification ne sont notés' }),
  equilibre: ({ acte }) => {
    if (!acte.budget?.length) return { avis: 'eclaircir', phrase: 'Les totaux du budget ne sont pas donnés' }
    const faux = equilibre(acte.budget).filter((s) => s.ecart !== 0)
    return faux.length === 0 ? { avis: 'conforme', phrase: equilibre(acte.budget).map((s) => `${s.section} ${fcfa(s.recettes)}`).join(', ') } : { avis: 'contraire', phrase: faux.map((s) => `${s.section} : ${fcfa(Math.abs(s.ecart))} de ${s.ecart > 0 ? 'recettes' : 'dépenses'} en trop`).join(' ; ') }
  },
  'calendrier-budget': ({ acte, regles }) => {
    const genre = acte.matiere === '2.1.3' ? 'compte-administratif' : sous(acte.matiere, ['2.1.1']) ? 'primitif' : undefined
    if (!genre || !acte.exercice || !acte.dateActe) return { avis: 'ignore', phrase: 'Donnez l’exercice pour que la date se vérifie' }
    const regle = regles.budget[genre]
    const limite = `${acte.exercice + regle.annee}-${String(regle.mois).padStart(2, '0')}-${String(regle.jour).padStart(2, '0')}`
    return acte.dateActe <= limite ? { avis: 'conforme', phrase: `Adopté le ${dire(acte.dateActe)}, avant le ${dire(limite)}`, aConfirmer: !regle.verifie } : { avis: 'contraire', phrase: `Adopté le ${dire(acte.dateActe)}, après le ${dire(limite)}`, aConfirmer: !regle.verifie }
  },
  seuil: ({ acte, regles }) => {
    const code = ({ '3.1.1': 'travaux', '3.1.2': 'fournitures', '3.1.3': 'intellectuelles' } as Record<string, string>)[acte.matiere ?? '']
    const seuil = regles.seuils.find((s) => s.code === code)
    if (!seuil || acte.montant === null) return { avis: 'ignore', phrase: acte.montant === null ? 'Le montant du marché n’est pas donné' : 'Aucun seuil ne vise cette matière' }
    const aConfirmer = !seuil.verifie
    return acte.montant < seuil.montant ? { avis: 'conforme', phrase: `${fcfa(acte.montant)}, sous le seuil de ${fcfa(seuil.montant)}`, aConfirmer } : { avis: 'eclaircir', phrase: `${fcfa(acte.montant)}, au-dessus du seuil de ${fcfa(seuil.montant)} : vérifiez la procédure suivie`, aConfirmer }
  },
}

/** What the house can say by itself on a point of the grid. Pure: the same facts give the same words. */
export const calculer = (calcul: Calcul, faits: Faits): Constat => CALCULS[calcul](faits)
