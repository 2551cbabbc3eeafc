import { z } from 'zod'
import { Introuvable, Refus, Saisie } from '../../../lib/erreurs.ts'
import { lireTelephone } from '../../../lib/telephone.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import { insertReference, removeReference } from '../../../kernel/fichiers/index.ts'
import type { Reponses } from '../../../kernel/formulaires/index.ts'
import type { Maison } from '../../../kernel/maison.ts'
import { action, ouvert, titulaire } from '../../../kernel/module.ts'
import type { FichierRecu, JobDemande } from '../../../kernel/module.ts'
import { compterMessages, prevenir } from '../../../kernel/notifications/index.ts'
import { empreinteLien } from '../accord.ts'
import { donnerCle } from '../actions/commencer.ts'
import { getDemarche } from '../definition.queries.ts'
import { exigerPassage } from '../dossier.ts'
import type { Dossier } from '../dossier.ts'
import { lockDossier, updateBrouillon } from '../dossier.queries.ts'
import { exigerVrai } from '../essai/essai.ts'
import { parJeton } from '../pages/accord.tsx'
import { parId, sujetDossier } from '../porte.ts'
import { offertes, sansPreremplies } from '../preremplissage.ts'
import { envoyerCode, exigerCode, exigerCodes } from '../preuve.ts'
import { accueilMandataire, A_PRECISER, CHAMP_MANDAT, cleMandant, direMandataire, etatMandat, jetonMandat, JOURS, QUALITES } from './mandat.ts'
import type { Mandat, Qualite } from './mandat.ts'
import { deleteMandat, findMandat, putMandat, updateReponse } from './mandat.queries.ts'
import { getMandatParLien, mandant as pageMandant, pourAutrui as pagePourAutrui, tientMandat } from './pages.tsx'

const MO = 1_048_576
const QUART = 15 * 60_000
const JOUR = 86_400_000
const LIENS_PAR_JOUR = 5
const texte = (max: number) => z.string().trim().max(max, `Écrivez ${max} signes au plus`).default('')

const declaration = z.object({
  nom: texte(120),
  telephone: texte(40),
  qualite: z.enum(Object.keys(QUALITES) as [Qualite, ...Qualite[]], 'Choisissez en quelle qualité vous agissez'),
  precision: texte(120),
  preuve: z.enum(['code', 'procuration'], 'Choisissez comment la personne vous donne son pouvoir'),
  mandant: texte(40),
})
type Lu = Pick<Mandat, 'nom' | 'telephone' | 'qualite' | 'precision' | 'preuve' | 'mandantTelephone'>

/** What was declared, or what is wrong, field by field. */
function lireDeclaration(input: z.infer<typeof declaration>, procuration: boolean): Lu {
  const erreurs: Record<string, string> = {}
  const tel = lireTelephone(input.telephone)
  const autre = input.mandant === '' ? undefined : lireTelephone(input.mandant)
  if (input.nom === '') erreurs.nom = 'Écrivez votre nom et vos prénoms'
  if ('erreur' in tel) erreurs.telephone = tel.erreur
  if (A_PRECISER.includes(input.qualite) && input.precision === '') erreurs.precision = 'Dites laquelle, par exemple le nom de l’association'
  if (autre && 'erreur' in autre) erreurs.mandant = autre.erreur
  else if (input.preuve === 'code' && !autre) erreurs.mandant = 'Écrivez le téléphone de la personne : elle y reçoit le lien'
  else if (autre && !('erreur' in tel) && autre.telephone === tel.telephone) erreurs.mandant = 'Donnez son propre téléphone, pas le vôtre'
  if (input.preuve === 'procuration' && !procuration) erreurs.procuration = 'Joignez la procuration signée'
  if (Object.keys(erreurs).length > 0) throw new Saisie(erreurs)
  const { nom, qualite, precision, preuve } = input
  return { nom, qualite, precision, preuve, telephone: (tel as { telephone: string }).telephone, mandantTelephone: autre && 'telephone' in autre ? autre.telephone : null }
}

const memes = (a: Lu, b: Lu): boolean => (['nom', 'telephone', 'qualite', 'precision', 'preuve', 'mandantTelephone'] as const).every((cle) => a[cle] === b[cle])

async function joindre(tx: Tx, dossierId: string, recu: FichierRecu | undefined, avant: string | null, par: string, maintenant: Date): Promise<string | null> {
  if (!recu) return avant
  if (avant) await removeReference(tx, avant, maintenant)
  const { sha256, type, taille, nom } = recu
  return insertReference(tx, { sha256, type, taille, objet: `dossier:${dossierId}`, champ: CHAMP_MANDAT, nom, deposePar: par, maintenant })
}

/** Nobody's phone is rung again and again: a quarter of an hour between two links to a number, five a day from a draft, whichever number is written meanwhile. Throws `Refus`. */
async function exigerLien(db: Db, dossierId: string, telephone: string, maintenant: Date): Promise<void> {
  const { n, dernier } = await compterMessages(db, { objet: `dossier:${dossierId}`, prefixe: `mandat:${dossierId}:`, destinataire: telephone, depuis: new Date(maintenant.getTime() - JOUR) })
  if (n >= LIENS_PAR_JOUR) throw new Refus('Cinq liens sont déjà partis en 24 heures. Recommencez demain, ou joignez une procuration')
  if (dernier && maintenant.getTime() - dernier.getTime() < QUART) throw new Refus('Un lien vient de partir. Attendez un quart d’heure avant d’en renvoyer un')
}

/** Asks the person represented for her consent, by her personal link. */
async function solliciter(tx: Tx, maison: Maison, m: Pick<Mandat, 'dossierId' | 'tour'> & Lu, titre: string, maintenant: Date): Promise<JobDemande[]> {
  const lien = `${maison.reglages.adresse}/mandat/${jetonMandat(maison.cle('mandat'), m)}`
  return prevenir(tx, { modele: 'mandat-demande', cle: `mandat:${m.dossierId}:${m.tour}:${maintenant.getTime()}`, a: { telephone: m.mandantTelephone }, valeurs: { mandataire: direMandataire(m), titre, lien }, objet: `dossier:${m.dossierId}`, masquer: lien, maintenant })
}

async function ecrireReponses(tx: Tx, dossier: Pick<Dossier, 'id' | 'reponses'>, reponses: Reponses, maintenant: Date): Promise<void> {
  // What nobody has touched is still a draft in which earlier answers may be taken up.
  if (Object.keys(reponses).length !== Object.keys(dossier.reponses).length) await updateBrouillon(tx, dossier.id, { reponses, maintenant })
}

/** The draft is for somebody else: who asks, in what quality, with what power. */
export const demanderPourAutrui = action({
  nom: 'demarches.demander-pour-autrui',
  path: '/brouillons/:id/pour-autrui',
  may: titulaire,
  titre: 'Je demande pour quelqu’un d’autre',
  params: parId,
  sujet: sujetDossier,
  page: pagePourAutrui,
  limite: 20,
  fichiers: { nombre: 1, octets: 20 * MO },
  horsJournal: true,
  input: declaration,
  run: async ({ tx, params, input, fichiers, acteur, maintenant, maison }) => {
    const dossier = await lockDossier(tx, params.id)
    exigerPassage(dossier, 'deposer')
    exigerVrai(dossier)
    const demarche = await getDemarche(tx, dossier.demarche, dossier.version)
    if (dossier.canal !== 'ligne' || dossier.interne || !['admis', 'averti'].includes(accueilMandataire(demarche))) throw new Refus('Cette démarche se demande soi-même')
    const avant = await findMandat(tx, dossier.id)
    const lu = lireDeclaration(input, fichiers.length > 0 || avant?.fichier != null)
    const inchange = avant !== undefined && memes(avant, lu) && avant.reponse === 'oui'
    const vers = `/brouillons/${dossier.id}`
    if (inchange && fichiers.length === 0) return { vers }
    if (lu.preuve === 'code') await exigerLien(tx, dossier.id, lu.mandantTelephone!, maintenant)
    const fichier = await joindre(tx, dossier.id, fichiers[0], avant?.fichier ?? null, cleActeur(acteur), maintenant)
    const m = { dossierId: dossier.id, ...lu, fichier, tour: (avant?.tour ?? 0) + 1 }
    // His own name and number are not those of the person he asks for.
    if (!avant) await ecrireReponses(tx, dossier, await sansPreremplies({ db: tx, acteur, maison, maintenant }, demarche.formulaire, dossier), maintenant)
    const demande = lu.preuve === 'code'
    const empreinte = lu.mandantTelephone ? empreinteLien(jetonMandat(maison.cle('mandat'), m)) : null
    await putMandat(tx, { ...m, empreinte, envoyeLe: demande ? maintenant : null, expireLe: demande ? new Date(maintenant.getTime() + JOURS * JOUR) : null, maintenant })
    const jobs = demande ? await solliciter(tx, maison, m, demarche.titre, maintenant) : []
    return { vers, message: demande ? 'Un lien est parti à la personne. Vous déposerez quand elle aura accepté ; remplissez le reste en attendant.' : 'C’est enregistré. La procuration est jointe à la demande.', jobs }
  },
})

/** After all, the draft is for oneself. */
export const demanderPourMoi = action({
  nom: 'demarches.demander-pour-moi',
  path: '/brouillons/:id/pour-moi',
  may: titulaire,
  titre: 'Finalement, je demande pour moi',
  params: parId,
  sujet: sujetDossier,
  horsJournal: true,
  input: z.object({}),
  run: async ({ tx, params, acteur, maison, maintenant }) => {
    const dossier = await lockDossier(tx, params.id)
    exigerPassage(dossier, 'deposer')
    const avant = await findMandat(tx, dossier.id)
    const { formulaire } = await getDemarche(tx, dossier.demarche, dossier.version)
    if (avant) await ecrireReponses(tx, dossier, await offertes({ db: tx, acteur, maison, maintenant }, formulaire, dossier, dossier.reponses), maintenant)
    if (avant?.fichier) await removeReference(tx, avant.fichier, maintenant)
    await deleteMandat(tx, dossier.id)
    return { vers: `/brouillons/${dossier.id}`, message: 'Vous demandez pour vous.' }
  },
})

async function getOuvert(db: Db, jeton: string): Promise<Mandat> {
  const m = await getMandatParLien(db, jeton)
  if (etatMandat(m) === 'fini' || !m.mandantTelephone) throw new Refus('Ce mandat est fini')
  return m
}

/** Sends a code to the phone of the person represented. */
export const demanderCodeMandat = action({
  nom: 'demarches.demander-code-mandat',
  path: '/mandat/:jeton/code',
  may: ouvert,
  titre: 'Recevoir le code',
  limite: 20,
  params: parJeton,
  page: pageMandant,
  idempotent: false,
  horsJournal: true,
  input: z.object({}),
  preparer: async ({ db, params, maintenant }) => {
    const m = await getOuvert(db, params.jeton)
    await exigerCodes(db, m.mandantTelephone!, maintenant, 'allez au guichet')
    return m
  },
  run: async ({ tx, params, prepare: m, maintenant }) => {
    const { id, jobs } = await envoyerCode(tx, m.mandantTelephone!, 'code-mandat', maintenant)
    return { vers: `/mandat/${params.jeton}?code=${id}`, jobs }
  },
})

/** Opens her page on this device with the code received. */
export const ouvrirMandat = action({
  nom: 'demarches.ouvrir-mandat',
  path: '/mandat/:jeton/ouvrir',
  may: ouvert,
  titre: 'Continuer',
  limite: 20,
  params: parJeton,
  page: pageMandant,
  idempotent: false,
  horsJournal: true,
  input: z.object({ id: z.uuid(), code: z.string().max(20).default('') }),
  preparer: async ({ db, params, input, maison, maintenant }) => {
    const m = await getOuvert(db, params.jeton)
    await exigerCode(maison, input, m.mandantTelephone!, maintenant)
    return m
  },
  run: async (e) => {
    const session = await donnerCle(e, cleMandant(e.prepare.dossierId, e.prepare.mandantTelephone!))
    return { vers: `/mandat/${e.params.jeton}`, ...(session ? { session } : {}) }
  },
})

/** The person represented accepts or refuses, before the request is filed. */
export const repondreMandat = action({
  nom: 'demarches.repondre-mandat',
  path: '/mandat/:jeton',
  may: ouvert,
  titre: 'Répondre à un mandat',
  limite: 20,
  params: parJeton,
  page: pageMandant,
  input: z.object({ reponse: z.enum(['oui', 'non'], 'Choisissez votre réponse') }),
  run: async ({ tx, params, input, acteur, maintenant }) => {
    const vu = await getMandatParLien(tx, params.jeton)
    if (!tientMandat(acteur, vu)) throw new Introuvable()
    const dossier = await lockDossier(tx, vu.dossierId)
    const m = await getOuvert(tx, params.jeton)
    if (dossier.etat !== 'brouillon') throw new Refus('La demande est déposée : ouvrez le dossier pour mettre fin au mandat')
    if (m.reponse === null && m.expireLe !== null && m.expireLe <= maintenant) throw new Refus('Ce lien n’a plus cours : demandez-en un autre à la personne')
    await updateReponse(tx, dossier.id, input.reponse, maintenant)
    const { titre } = await getDemarche(tx, dossier.demarche, dossier.version)
    const jobs = await prevenir(tx, { modele: input.reponse === 'oui' ? 'mandat-accepte' : 'mandat-refuse', cle: `mandat-reponse:${dossier.id}:${m.tour}:${maintenant.getTime()}`, a: { telephone: m.telephone, ...(dossier.titulaire ? { interne: dossier.titulaire } : {}) }, valeurs: { titre }, objet: `dossier:${dossier.id}`, lien: `/brouillons/${dossier.id}`, maintenant })
    return { vers: `/mandat/${params.jeton}`, message: input.reponse === 'oui' ? 'Votre accord est enregistré.' : 'Votre refus est enregistré.', journal: { objet: `dossier:${dossier.id}`, detail: { reponse: input.reponse } }, jobs }
  },
})
