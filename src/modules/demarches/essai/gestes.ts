import { z } from 'zod'
import { Introuvable, Refus } from '../../../lib/erreurs.ts'
import { pluriel } from '../../../lib/francais.ts'
import { uuidv7 } from '../../../lib/uuid.ts'
import { action, titulaire } from '../../../kernel/module.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import { listAccords, updateAccord } from '../accord.queries.ts'
import { passer } from '../avancer.ts'
import { suivante } from '../circuit.ts'
import { insertConstat } from '../constat.queries.ts'
import { getDemarche } from '../definition.queries.ts'
import { enCours, exigerPassage } from '../dossier.ts'
import type { Dossier } from '../dossier.ts'
import { lockDossier, updateDossier } from '../dossier.queries.ts'
import { insertEvenement } from '../evenement.queries.ts'
import { horlogeDe, jourDe } from '../horloge.ts'
import { parId } from '../porte.ts'
import { echoirDelai, echoirStation } from '../silence.ts'
import { suivreAccords } from '../suite-accord.ts'
import { sujetEssai } from './comme.ts'
import { findProjetEssaye, vieillirEssai } from './essai.queries.ts'
import { essai } from './page.tsx'
import { effacerEssais } from './ouvrir.ts'

const commun = { may: titulaire, params: parId, sujet: sujetEssai, horsJournal: true } as const
const ici = (id: string) => `/essais/${id}`
const PAR = { par: 'systeme:essai', parNom: 'Essai' }

/** The money came, as far as the test is concerned: the cash desk knows nothing of it. */
export const payer = action({
  ...commun,
  nom: 'demarches.essai-payer',
  path: '/essais/:id/payer',
  titre: 'Faire comme si c’était payé',
  input: z.object({}),
  run: async ({ tx, params, maison, maintenant }) => {
    const dossier = await lockDossier(tx, params.id)
    if (dossier.etat !== 'liquide') throw new Refus('Cet essai n’attend pas de paiement')
    const demarche = await getDemarche(tx, dossier.demarche, dossier.version)
    await insertEvenement(tx, { dossierId: dossier.id, genre: 'paye', le: maintenant, ...PAR, texte: 'Essai : aucun argent reçu', detail: { station: dossier.station } })
    const jobs = await passer(tx, demarche, dossier, suivante(demarche, dossier.reponses, dossier.station ?? undefined), {}, { maison, ...PAR, maintenant })
    return { vers: ici(dossier.id), message: 'L’essai continue.', jobs }
  },
})

/** Another person of the circuit consents or refuses, by the author's hand. */
export const accorder = action({
  ...commun,
  nom: 'demarches.essai-accord',
  path: '/essais/:id/accord',
  titre: 'Répondre à la place d’une personne',
  input: z.object({ accord: z.uuid(), reponse: z.enum(['oui', 'non']) }),
  run: async ({ tx, params, input, maison, maintenant }) => {
    const dossier = await lockDossier(tx, params.id)
    exigerPassage(dossier, 'recueillir')
    const accord = (await listAccords(tx, dossier.id)).find((a) => a.id === input.accord)
    if (!accord || !(await updateAccord(tx, accord.id, { reponse: input.reponse, raison: '', moyen: 'lien', maintenant }))) throw new Refus('Cet accord n’est plus attendu')
    await insertEvenement(tx, { dossierId: dossier.id, genre: 'accord', le: maintenant, ...PAR, texte: `${accord.titre} ${input.reponse === 'oui' ? 'donne son accord' : 'refuse'}` })
    const jobs = await suivreAccords(tx, await getDemarche(tx, dossier.demarche, dossier.version), dossier, { maison, ...PAR, maintenant })
    return { vers: ici(dossier.id), message: 'La réponse est enregistrée.', jobs }
  },
})

/** The person was seen alive, as far as the test is concerned. */
export const constater = action({
  ...commun,
  nom: 'demarches.essai-constater',
  path: '/essais/:id/constater',
  titre: 'Faire comme si la personne avait été vue en vie',
  input: z.object({}),
  run: async ({ tx, params, maintenant }) => {
    const dossier = await lockDossier(tx, params.id)
    exigerPassage(dossier, 'constater')
    const id = uuidv7(maintenant.getTime())
    await insertConstat(tx, { id, dossierId: dossier.id, vuLe: maintenant, cadre: 'guichet', lieu: dossier.bureau ?? '', ...PAR, autorite: null, identifiePar: 'cip', pieceNumero: null, marque: 'signature', temoin: null, note: '', marqueFichier: null, classement: 'Essai' }, maintenant)
    await updateDossier(tx, dossier.id, { constatId: id }, maintenant)
    await insertEvenement(tx, { dossierId: dossier.id, genre: 'constat', le: maintenant, ...PAR, texte: dossier.bureau ?? '', detail: { cadre: 'guichet' } })
    return { vers: ici(dossier.id), message: 'L’essai a son constat.' }
  },
})

/** Refuses to make a file older where no delay runs: not filed yet, or at its end. */
function exigerQuiCourt(dossier: Pick<Dossier, 'etat'>): void {
  if (dossier.etat === 'brouillon') throw new Refus('Aucun délai ne court avant le dépôt : remplissez et déposez la demande, puis avancez le temps')
  if (!enCours(dossier)) throw new Refus('Cet essai est allé jusqu’au bout : plus aucun délai n’y court. Pour en voir courir un, commencez un autre essai')
}

/** Time passes for this file alone; what silence means is told at once. */
export const avancer = action({
  ...commun,
  nom: 'demarches.essai-avancer',
  path: '/essais/:id/avancer',
  titre: 'Avancer le temps d’un essai',
  page: essai,
  input: z.object({ jours: z.string().regex(/^\s*\d{1,3}\s*$/, 'Écrivez un nombre de jours, par exemple 5').transform(Number).pipe(z.int().min(1, 'Écrivez au moins 1').max(365, 'Écrivez 365 au plus')) }),
  run: async ({ tx, params, input, maison, maintenant }) => {
    const avant = await lockDossier(tx, params.id)
    exigerQuiCourt(avant)
    const demarche = await getDemarche(tx, avant.demarche, avant.version)
    await vieillirEssai(tx, avant.id, input.jours)
    const { horloge } = await lockDossier(tx, avant.id)
    await updateDossier(tx, avant.id, { echeance: avant.decideLe ? null : (horlogeDe(horloge, demarche.delai, maintenant).echeance ?? null) }, maintenant)
    const jour = jourDe(maintenant)
    const acte = { maison, ...PAR, maintenant }
    let dossier = await lockDossier(tx, avant.id)
    const jobs = dossier.stationEcheance !== null && dossier.stationEcheance < jour && dossier.stationSilenceLe === null ? await echoirStation(tx, { dossier, demarche, acte }) : []
    dossier = await lockDossier(tx, avant.id)
    if (dossier.station !== null && dossier.echeance !== null && dossier.echeance < jour && dossier.silenceLe === null) jobs.push(...(await echoirDelai(tx, { dossier, demarche, acte })))
    return { vers: ici(avant.id), message: `Le dossier a vieilli de ${pluriel(input.jours, 'jour')}.`, jobs }
  },
})

/** Takes the test away, with everything in it. */
export const effacer = action({
  ...commun,
  nom: 'demarches.essai-effacer',
  path: '/essais/:id/effacer',
  titre: 'Effacer un essai',
  input: z.object({}),
  run: async ({ tx, params, acteur }) => {
    const dossier = await lockDossier(tx, params.id)
    if (dossier.titulaire !== cleActeur(acteur)) throw new Introuvable()
    const projet = await findProjetEssaye(tx, dossier.demarche, dossier.version)
    await effacerEssais(tx, { id: dossier.id })
    return { vers: projet ? `/conception/${projet}` : '/conception', message: 'L’essai est effacé.' }
  },
})
