import { z } from 'zod'
import { Introuvable, Refus, Saisie } from '../../../lib/erreurs.ts'
import { lireTelephone } from '../../../lib/telephone.ts'
import { action, ouvert, permission, titulaire, un } from '../../../kernel/module.ts'
import type { Db } from '../../../kernel/db/index.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import { etatLien } from '../accord.ts'
import type { Accord } from '../accord.ts'
import { listAccords, updateAccord } from '../accord.queries.ts'
import { getDemarche } from '../definition.queries.ts'
import { exigerPassage } from '../dossier.ts'
import { getDossier, lockDossier } from '../dossier.queries.ts'
import { insertEvenement } from '../evenement.queries.ts'
import { accord as pageAccord, getParLien, parJeton, tientAccord } from '../pages/accord.tsx'
import { detail } from '../pages/detail.tsx'
import { suivi } from '../pages/suivi.tsx'
import { nomActeur, nomComplet, parId, sujetDossier } from '../porte.ts'
import { envoyerCode, exigerCode, exigerCodes } from '../preuve.ts'
import { renvoyerLien } from '../sollicitation.ts'
import { suivreAccords } from '../suite-accord.ts'
import { donnerCle } from './commencer.ts'

const NON_OUVERT = 'Cet accord n’est plus attendu : ouvrez la page de nouveau'

async function getOuvert(db: Db, jeton: string, maintenant: Date): Promise<Accord> {
  const accord = await getParLien(db, jeton)
  if (etatLien(accord, maintenant) !== 'ouvert') throw new Refus(NON_OUVERT)
  return accord
}

/** Sends a code to the phone that was asked: a forwarded link opens nothing by itself. */
export const demanderCode = action({
  nom: 'demarches.demander-code-accord',
  path: '/accord/:jeton/code',
  may: ouvert,
  titre: 'Recevoir le code',
  limite: 20,
  params: parJeton,
  page: pageAccord,
  idempotent: false,
  horsJournal: true,
  input: z.object({}),
  preparer: async ({ db, params, maintenant }) => {
    const accord = await getOuvert(db, params.jeton, maintenant)
    await exigerCodes(db, accord.telephone, maintenant, 'allez au guichet')
    return accord
  },
  run: async ({ tx, params, prepare: accord, maintenant }) => {
    const { id, jobs } = await envoyerCode(tx, accord.telephone, 'code-accord', maintenant)
    return { vers: `/accord/${params.jeton}?code=${id}`, jobs }
  },
})

/** Opens the consent on this device with the code received. */
export const ouvrir = action({
  nom: 'demarches.ouvrir-accord',
  path: '/accord/:jeton/ouvrir',
  may: ouvert,
  titre: 'Continuer',
  limite: 20,
  params: parJeton,
  page: pageAccord,
  idempotent: false,
  horsJournal: true,
  input: z.object({ id: z.uuid(), code: z.string().max(20).default('') }),
  preparer: async ({ db, params, input, maison, maintenant }) => {
    const accord = await getOuvert(db, params.jeton, maintenant)
    await exigerCode(maison, input, accord.telephone, maintenant)
    return accord
  },
  run: async (e) => {
    const session = await donnerCle(e, `accord:${e.prepare.id}`)
    return { vers: `/accord/${e.params.jeton}`, ...(session ? { session } : {}) }
  },
})

const reponse = { reponse: z.enum(['oui', 'non'], 'Choisissez votre réponse'), raison: z.string().trim().max(300, 'Dites-le en 300 signes au plus').default('') }

/** A person consents or refuses; the file goes on, or stops. */
export const consentir = action({
  nom: 'demarches.consentir',
  path: '/accord/:jeton',
  may: ouvert,
  titre: 'Donner son accord',
  limite: 20,
  params: parJeton,
  page: pageAccord,
  definitif: true,
  input: z.object(reponse),
  run: async ({ tx, params, input, acteur, maintenant, maison }) => {
    const vu = await getParLien(tx, params.jeton)
    if (!tientAccord(acteur, vu)) throw new Introuvable()
    const dossier = await lockDossier(tx, vu.dossierId)
    const accord = await getOuvert(tx, params.jeton, maintenant)
    const par = { par: `accord:${accord.id}`, parNom: accord.titre, maintenant }
    if (!(await updateAccord(tx, accord.id, { ...input, maintenant, moyen: 'lien' }))) throw new Refus(NON_OUVERT)
    await insertEvenement(tx, { dossierId: dossier.id, genre: 'accord', le: maintenant, par: par.par, parNom: accord.titre, texte: direReponse(accord, input) })
    const jobs = await suivreAccords(tx, await getDemarche(tx, dossier.demarche, dossier.version), dossier, { maison, ...par })
    return { vers: `/accord/${params.jeton}`, message: input.reponse === 'oui' ? 'Votre accord est enregistré. Merci.' : 'Votre refus est enregistré.', journal: { objet: `dossier:${dossier.id}`, territoire: dossier.territoire, detail: { partie: accord.partie, reponse: input.reponse, moyen: 'lien' } }, jobs }
  },
})

const direReponse = ({ titre }: Pick<Accord, 'titre'>, { reponse: r, raison }: { reponse: 'oui' | 'non'; raison: string }): string => [`${titre} ${r === 'oui' ? 'donne son accord' : 'refuse'}`, raison].filter(Boolean).join(' : ')

const attendu = (accords: readonly Accord[], id: string): Accord => {
  const accord = accords.find((a) => a.id === id)
  if (!accord || accord.reponse !== null || accord.closLe !== null) throw new Refus('Cet accord n’est plus attendu')
  return accord
}

/** The person is at the counter, with an identity paper: the clerk writes the answer. */
export const recueillir = action({
  nom: 'demarches.recueillir',
  path: '/dossiers/:id/recueillir',
  may: permission('demarches.guichet'),
  titre: 'Recueillir un accord au guichet',
  params: parId,
  sujet: sujetDossier,
  page: detail,
  definitif: true,
  input: z.object({ accord: z.uuid(), ...reponse, piece: z.string().trim().max(80).default('') }),
  run: async ({ tx, params, input, acteur, maintenant, maison }) => {
    const dossier = await lockDossier(tx, params.id)
    exigerPassage(dossier, 'recueillir')
    const accord = attendu(await listAccords(tx, dossier.id), input.accord)
    if (input.piece === '') throw new Saisie({ piece: 'Écrivez la pièce d’identité vue et son numéro, par exemple « CIP 0412 7788 »' })
    const par = { par: cleActeur(acteur), parNom: nomActeur(acteur), maintenant }
    await updateAccord(tx, accord.id, { reponse: input.reponse, raison: input.raison, maintenant, moyen: 'guichet', recuPar: par.par, recuParNom: nomComplet(acteur), piece: input.piece })
    await insertEvenement(tx, { dossierId: dossier.id, genre: 'accord', le: maintenant, par: par.par, parNom: par.parNom, texte: `${direReponse(accord, input)}, au guichet` })
    const jobs = await suivreAccords(tx, await getDemarche(tx, dossier.demarche, dossier.version), dossier, { maison, ...par })
    return { vers: `/dossiers/${dossier.id}`, message: 'La réponse est enregistrée.', journal: { objet: `dossier:${dossier.id}`, territoire: dossier.territoire, detail: { partie: accord.partie, reponse: input.reponse, moyen: 'guichet' } }, jobs }
  },
})

/** Sends a new link to a person who has not answered, at another phone if the first was wrong. */
export const renvoyer = action({
  nom: 'demarches.renvoyer-accord',
  path: '/suivi/:id/renvoyer-accord',
  may: un(titulaire, permission('demarches.guichet')),
  titre: 'Renvoyer un lien',
  params: parId,
  sujet: sujetDossier,
  page: suivi,
  input: z.object({ accord: z.uuid(), telephone: z.string().max(40).default('') }),
  preparer: async ({ db, params }) => void (await getDossier(db, params.id)),
  run: async ({ tx, params, input, acteur, maintenant, maison }) => {
    const dossier = await lockDossier(tx, params.id)
    const accord = attendu(await listAccords(tx, dossier.id), input.accord)
    const lu = input.telephone === '' ? { telephone: accord.telephone } : lireTelephone(input.telephone)
    if ('erreur' in lu || lu.telephone === '') throw new Saisie({ telephone: 'erreur' in lu ? lu.erreur : 'Écrivez le téléphone de cette personne' })
    const jobs = await renvoyerLien(tx, await getDemarche(tx, dossier.demarche, dossier.version), dossier, accord, lu.telephone, { maison, par: cleActeur(acteur), parNom: nomActeur(acteur), maintenant })
    const vers = acteur.genre === 'agent' && !dossier.interne ? `/dossiers/${dossier.id}` : `/suivi/${dossier.id}`
    return { vers, message: 'Un nouveau lien est parti. Le précédent n’ouvre plus rien.', journal: { objet: `dossier:${dossier.id}`, territoire: dossier.territoire, detail: { partie: accord.partie } }, jobs }
  },
})
