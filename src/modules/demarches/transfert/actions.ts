import { z } from 'zod'
import { canalDe, destinationDe, lireContact } from '../../../lib/contact.ts'
import { Introuvable, Refus, Saisie } from '../../../lib/erreurs.ts'
import { momentRelatif } from '../../../lib/francais.ts'
import { uuidv7 } from '../../../lib/uuid.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'
import { clesContact, cleActeur } from '../../../kernel/identite/acteur.ts'
import { findCitoyen } from '../../../kernel/identite/personne.queries.ts'
import { action, citoyen, titulaire } from '../../../kernel/module.ts'
import { prevenir } from '../../../kernel/notifications/index.ts'
import { creerLien } from '../accord.ts'
import { listAccords } from '../accord.queries.ts'
import { donnerCle } from '../actions/commencer.ts'
import { getDemarche } from '../definition.queries.ts'
import type { Dossier } from '../dossier.ts'
import { lockDossier } from '../dossier.queries.ts'
import { exigerVrai } from '../essai/essai.ts'
import { insertEvenement } from '../evenement.queries.ts'
import { findMandat } from '../mandataire/mandat.queries.ts'
import { parJeton } from '../pages/accord.tsx'
import { destinataireDe, nomActeur, parId, sujetDossier } from '../porte.ts'
import { envoyerCode, exigerCode, exigerCodes } from '../preuve.ts'
import { codeSuivi, empreinteSuivi } from '../suivi.ts'
import { getTransfert, tientTransfert, transfert as pageTransfert, transferer as pageTransferer } from './pages.tsx'
import { etatTransfert, JOURS, PAR_JOUR } from './transfert.ts'
import type { Transfert } from './transfert.ts'
import { acceptTransfert, closeTransfert, insertTransfert, listPropositions, updateMains } from './transfert.queries.ts'

const JOUR = 86_400_000
const FINI = 'Cette proposition n’a plus cours : ouvrez la page de nouveau'

/** A filed request of the public may change hands; what an agent asks for himself is his alone. */
function exigerConfiable(dossier: Dossier): void {
  exigerVrai(dossier)
  if (dossier.etat === 'brouillon' || dossier.interne) throw new Refus('Ce dossier ne se confie pas')
  if (dossier.mandantTelephone) throw new Refus('Ce dossier est suivi pour quelqu’un d’autre : c’est cette personne qui met fin au mandat')
  if (dossier.etat === 'retire') throw new Refus('Cette demande est retirée : il n’y a plus rien à suivre')
}

/** The holder proposes his file to a phone or an address. Until it is accepted nothing changes. */
export const transferer = action({
  nom: 'demarches.transferer',
  path: '/suivi/:id/transferer',
  may: titulaire,
  titre: 'Confier ce dossier à quelqu’un',
  params: parId,
  sujet: sujetDossier,
  page: pageTransferer,
  limite: 20,
  input: z.object({ contact: z.string().max(200).default('') }),
  run: async ({ tx, params, input, acteur, maintenant, maison }) => {
    const dossier = await lockDossier(tx, params.id)
    exigerConfiable(dossier)
    if ((await findMandat(tx, dossier.id))?.finiLe === null) throw new Refus('Vous suivez ce dossier pour quelqu’un d’autre : vous ne pouvez pas le confier à un tiers')
    const lu = lireContact(input.contact)
    if ('erreur' in lu) throw new Saisie({ contact: lu.erreur.replace('votre numéro de téléphone ou votre adresse', 'son numéro de téléphone ou son adresse') })
    const destination = destinationDe(lu.contact)
    if (destination === dossier.telephone || destination === dossier.courriel?.toLowerCase() || (acteur.genre === 'citoyen' && acteur.cles.some((cle) => cle.endsWith(`:${destination}`)))) throw new Saisie({ contact: 'C’est votre propre contact : donnez celui de l’autre personne' })
    const troisieme = (await listPropositions(tx, dossier.id, new Date(maintenant.getTime() - JOUR)))[PAR_JOUR - 1]
    if (troisieme) throw new Refus(`Trois propositions sont déjà parties en 24 heures. La prochaine pourra partir ${momentRelatif(new Date(troisieme.getTime() + JOUR), maintenant)}`)
    await closeTransfert(tx, dossier.id, 'remplace', maintenant)
    const { jeton, empreinte } = creerLien()
    const id = uuidv7(maintenant.getTime())
    await insertTransfert(tx, { id, dossierId: dossier.id, destination, empreinte, demandeLe: maintenant, demandePar: cleActeur(acteur), expireLe: new Date(maintenant.getTime() + JOURS * JOUR) })
    await insertEvenement(tx, { dossierId: dossier.id, genre: 'transfert_propose', le: maintenant, par: cleActeur(acteur), parNom: nomActeur(acteur) })
    const lien = `${maison.reglages.adresse}/transfert/${jeton}`
    const { titre } = await getDemarche(tx, dossier.demarche, dossier.version)
    const jobs = [
      ...(await prevenir(tx, { modele: 'transfert-propose', cle: `transfert:${id}`, a: canalDe(destination), valeurs: { titre, lien }, objet: `dossier:${dossier.id}`, masquer: lien, maintenant })),
      ...(await prevenir(tx, { modele: 'transfert-annonce', cle: `transfert:${id}:titulaire`, a: destinataireDe(dossier), valeurs: { numero: dossier.numero!, lien: `${maison.reglages.adresse}/suivi/${dossier.id}/transferer` }, objet: `dossier:${dossier.id}`, lien: `/suivi/${dossier.id}/transferer`, maintenant })),
    ]
    return { vers: `/suivi/${dossier.id}/transferer`, message: 'La proposition est envoyée. Rien ne change tant qu’elle n’est pas acceptée.', journal: { objet: `dossier:${dossier.id}`, territoire: dossier.territoire }, jobs }
  },
})

/** The holder takes his proposal back: its link opens nothing any more. */
export const reprendreTransfert = action({
  nom: 'demarches.reprendre-transfert',
  path: '/suivi/:id/transferer/reprendre',
  may: titulaire,
  titre: 'Retirer ma proposition',
  params: parId,
  sujet: sujetDossier,
  page: pageTransferer,
  input: z.object({}),
  run: async ({ tx, params, acteur, maintenant }) => {
    const dossier = await lockDossier(tx, params.id)
    if (!(await closeTransfert(tx, dossier.id, 'repris', maintenant))) throw new Refus('Il n’y a pas de proposition en cours')
    await insertEvenement(tx, { dossierId: dossier.id, genre: 'transfert_repris', le: maintenant, par: cleActeur(acteur), parNom: nomActeur(acteur) })
    return { vers: `/suivi/${dossier.id}`, message: 'Votre proposition est retirée. Le lien n’ouvre plus rien.', journal: { objet: `dossier:${dossier.id}`, territoire: dossier.territoire } }
  },
})

async function getOuvert(db: Db, jeton: string, maintenant: Date): Promise<Transfert> {
  const t = await getTransfert(db, jeton)
  if (etatTransfert(t, maintenant) !== 'ouvert') throw new Refus(FINI)
  return t
}

/** Sends a code to the phone or the address that was asked, for somebody whose account does not have it. */
export const demanderCodeTransfert = action({
  nom: 'demarches.demander-code-transfert',
  path: '/transfert/:jeton/code',
  may: citoyen,
  titre: 'Recevoir le code',
  limite: 20,
  params: parJeton,
  page: pageTransfert,
  idempotent: false,
  horsJournal: true,
  input: z.object({}),
  preparer: async ({ db, params, maintenant }) => {
    const t = await getOuvert(db, params.jeton, maintenant)
    await exigerCodes(db, t.destination, maintenant, 'demandez un autre lien à la personne')
    return t
  },
  run: async ({ tx, params, prepare: t, maintenant }) => {
    const { id, jobs } = await envoyerCode(tx, t.destination, 'code-transfert', maintenant)
    return { vers: `/transfert/${params.jeton}?code=${id}`, jobs }
  },
})

/** Opens the proposal on this device with the code received. */
export const ouvrirTransfert = action({
  nom: 'demarches.ouvrir-transfert',
  path: '/transfert/:jeton/ouvrir',
  may: citoyen,
  titre: 'Continuer',
  limite: 20,
  params: parJeton,
  page: pageTransfert,
  idempotent: false,
  horsJournal: true,
  input: z.object({ id: z.uuid(), code: z.string().max(20).default('') }),
  preparer: async ({ db, params, input, maison, maintenant }) => {
    const t = await getOuvert(db, params.jeton, maintenant)
    await exigerCode(maison, input, t.destination, maintenant)
    return t
  },
  run: async (e) => {
    const session = await donnerCle(e, `transfert:${e.prepare.id}`)
    return { vers: `/transfert/${e.params.jeton}`, ...(session ? { session } : {}) }
  },
})

/** The phone of somebody whose consent is awaited cannot become that of the applicant: he would consent for himself. */
async function exigerAutrePersonne(tx: Tx, dossier: Dossier, telephones: readonly (string | null)[]): Promise<void> {
  const attendus = (await listAccords(tx, dossier.id)).filter((a) => a.reponse === null && a.closLe === null)
  if (attendus.some((a) => telephones.includes(a.telephone))) throw new Refus('Votre propre accord est attendu sur ce dossier : donnez-le d’abord, vous pourrez ensuite le recevoir')
}

/** The other person accepts: the file is in his account, and the former holder no longer reads it. */
export const accepterTransfert = action({
  nom: 'demarches.accepter-transfert',
  path: '/transfert/:jeton/accepter',
  may: citoyen,
  titre: 'Accepter ce dossier',
  limite: 20,
  params: parJeton,
  page: pageTransfert,
  definitif: true,
  input: z.object({}),
  run: async ({ tx, params, acteur, maintenant, maison }) => {
    const vu = await getTransfert(tx, params.jeton)
    if (acteur.genre !== 'citoyen' || !tientTransfert(acteur, vu)) throw new Introuvable()
    const dossier = await lockDossier(tx, vu.dossierId)
    exigerConfiable(dossier)
    const par = `citoyen:${acteur.id}`
    const compte = await findCitoyen(tx, acteur.id)
    if (!compte) throw new Introuvable()
    await exigerAutrePersonne(tx, dossier, [compte.telephone, vu.destination])
    if (!(await acceptTransfert(tx, vu.id, par, maintenant))) throw new Refus(FINI)
    const cle = maison.cle('suivi')
    const suivant = { id: dossier.id, serie: dossier.serie + 1 }
    const contact = { telephone: compte.telephone ?? null, courriel: compte.courriel ?? null, ...(clesContact(compte).length === 0 ? { telephone: null, courriel: null, ...canalDe(vu.destination) } : {}) }
    await updateMains(tx, dossier.id, { titulaire: par, ...contact, suivi: empreinteSuivi(cle, codeSuivi(cle, suivant)), serie: suivant.serie, maintenant })
    await insertEvenement(tx, { dossierId: dossier.id, genre: 'transfert', le: maintenant, par, parNom: 'Nouveau titulaire' })
    const message = { valeurs: { numero: dossier.numero!, lien: `${maison.reglages.adresse}/suivi/${dossier.id}` }, objet: `dossier:${dossier.id}`, maintenant }
    const jobs = [
      ...(await prevenir(tx, { ...message, modele: 'transfert-parti', cle: `transfert:${vu.id}:parti`, a: destinataireDe(dossier) })),
      ...(await prevenir(tx, { ...message, modele: 'transfert-recu', cle: `transfert:${vu.id}:recu`, a: { ...contact, interne: par }, lien: `/suivi/${dossier.id}` })),
    ]
    return { vers: `/suivi/${dossier.id}`, message: 'Ce dossier est maintenant dans votre compte, avec un nouveau code de suivi.', journal: { objet: `dossier:${dossier.id}`, territoire: dossier.territoire }, jobs }
  },
})

/** The other person does not want it: the holder is told, nothing else changes. */
export const refuserTransfert = action({
  nom: 'demarches.refuser-transfert',
  path: '/transfert/:jeton/refuser',
  may: citoyen,
  titre: 'Je n’en veux pas',
  limite: 20,
  params: parJeton,
  page: pageTransfert,
  definitif: true,
  input: z.object({}),
  run: async ({ tx, params, acteur, maintenant }) => {
    const vu = await getTransfert(tx, params.jeton)
    if (!tientTransfert(acteur, vu)) throw new Introuvable()
    const dossier = await lockDossier(tx, vu.dossierId)
    await getOuvert(tx, params.jeton, maintenant)
    await closeTransfert(tx, dossier.id, 'refuse', maintenant)
    await insertEvenement(tx, { dossierId: dossier.id, genre: 'transfert_refuse', le: maintenant, par: `transfert:${vu.id}`, parNom: 'Personne sollicitée' })
    const jobs = await prevenir(tx, { modele: 'transfert-refuse', cle: `transfert:${vu.id}:refuse`, a: destinataireDe(dossier), valeurs: { numero: dossier.numero! }, objet: `dossier:${dossier.id}`, lien: `/suivi/${dossier.id}`, maintenant })
    return { vers: `/transfert/${params.jeton}`, message: 'C’est noté : vous ne recevez pas ce dossier.', journal: { objet: `dossier:${dossier.id}`, territoire: dossier.territoire }, jobs }
  },
})
