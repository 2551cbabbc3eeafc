import { z } from 'zod'
import { estCourriel } from '../../../lib/courriel.ts'
import { Refus, Saisie } from '../../../lib/erreurs.ts'
import { findLien, insertOubli, updateMotDePasse, updateMotDePasseParLien } from '../../../kernel/identite/agent.queries.ts'
import { hacher, refusMotDePasse, verifierMotDePasse } from '../../../kernel/identite/mot-de-passe.ts'
import { findAgentSecret } from '../../../kernel/identite/personne.queries.ts'
import { closeOtherSessions } from '../../../kernel/identite/session.queries.ts'
import { compterEchec, exigerTentative, oublierEchecs } from '../../../kernel/identite/tentative.ts'
import { action, agent, ouvert } from '../../../kernel/module.ts'
import { prevenir } from '../../../kernel/notifications/index.ts'
import { changement, invitation, nouveauMotDePasse, oubli, parJeton } from '../pages/mot-de-passe.tsx'
import { JOURS_AGENT, ouvrirSession } from './connecter.ts'

const deux = z.object({ motDePasse: z.string().max(1000).default(''), encore: z.string().max(1000).default('') })

/** Refuses a weak password beside its field, and two that differ. */
function exigerMotDePasse(input: z.infer<typeof deux>, courriel: string): void {
  const refus = refusMotDePasse(input.motDePasse, courriel)
  if (refus) throw new Saisie({ motDePasse: refus })
  if (input.encore !== input.motDePasse) throw new Saisie({ encore: 'Les deux ne sont pas les mêmes. Écrivez-les de nouveau' })
}

const PERDU = 'Ce lien a déjà servi, ou il est trop ancien. Demandez-en un autre'

/** Accepts an invitation: the password is chosen, the session opens, and the second factor is offered. */
export const accepterInvitation = action({
  nom: 'compte.accepter-invitation',
  path: '/invitation/:jeton',
  may: ouvert,
  titre: 'Ouvrir mon compte',
  limite: 30,
  page: invitation,
  params: parJeton,
  idempotent: false,
  input: deux,
  preparer: async ({ db, params, input, maintenant }) => {
    const lien = await findLien(db, 'invitation', params.jeton, maintenant)
    if (!lien) throw new Refus(PERDU)
    exigerMotDePasse(input, lien.courriel)
    return { lien, hache: await hacher(input.motDePasse) }
  },
  run: async (ecrit) => {
    const { lien, hache } = ecrit.prepare
    if (!(await updateMotDePasseParLien(ecrit.tx, 'invitation', ecrit.params.jeton, hache))) throw new Refus(PERDU)
    const suite = await ouvrirSession(ecrit, 'agent', lien.id, JOURS_AGENT, '/compte/second-facteur')
    return { ...suite, message: 'Votre compte est ouvert. Activez maintenant un second facteur.', journal: { objet: `agent:${lien.id}` } }
  },
})

/** Sends a link for a forgotten password. Says the same whether the account exists or not. */
export const demanderOubli = action({
  nom: 'compte.demander-mot-de-passe',
  path: '/connexion/oubli',
  may: ouvert,
  titre: 'Recevoir un lien',
  limite: 10,
  page: oubli,
  idempotent: false,
  horsJournal: true,
  input: z.object({ courriel: z.string().max(300).default('') }),
  preparer: async ({ db, input, maison, maintenant }) => {
    const courriel = input.courriel.trim().toLowerCase()
    if (!estCourriel(courriel)) throw new Saisie({ courriel: 'Écrivez votre adresse d’agent, par exemple nom@mairie.bj' })
    const cle = `oubli:${courriel}`
    await exigerTentative(maison.base, cle, maintenant)
    await compterEchec(maison.base, cle, maintenant)
    return findAgentSecret(db, { courriel })
  },
  run: async ({ tx, prepare: connu, maison, maintenant }) => {
    const vers = '/connexion/oubli?envoye=oui'
    if (!connu?.motDePasse) return { vers }
    const jeton = await insertOubli(tx, connu.id, maintenant)
    const valeurs = { lien: `${maison.reglages.adresse}/connexion/oubli/${jeton}` }
    return { vers, jobs: await prevenir(tx, { modele: 'mot-de-passe', cle: `oubli:${connu.id}:${maintenant.getTime()}`, a: { courriel: connu.courriel }, valeurs, objet: `agent:${connu.id}`, secret: true, maintenant }) }
  },
})

/** Sets a new password by the link received; every session ends. */
export const choisirMotDePasse = action({
  nom: 'compte.choisir-mot-de-passe',
  path: '/connexion/oubli/:jeton',
  may: ouvert,
  titre: 'Changer le mot de passe',
  limite: 30,
  page: nouveauMotDePasse,
  params: parJeton,
  idempotent: false,
  input: deux,
  preparer: async ({ db, params, input, maintenant }) => {
    const lien = await findLien(db, 'oubli', params.jeton, maintenant)
    if (!lien) throw new Refus(PERDU)
    exigerMotDePasse(input, lien.courriel)
    return { lien, hache: await hacher(input.motDePasse) }
  },
  run: async ({ tx, params, prepare: { lien, hache }, maintenant }) => {
    if (!(await updateMotDePasseParLien(tx, 'oubli', params.jeton, hache))) throw new Refus(PERDU)
    await closeOtherSessions(tx, lien.id, undefined, maintenant)
    return { vers: '/connexion/agent', message: 'Le mot de passe est changé. Connectez-vous avec le nouveau.', session: { fermer: true }, journal: { objet: `agent:${lien.id}` } }
  },
})

/** Changes one's own password, with the old one; the other sessions end. */
export const changerMotDePasse = action({
  nom: 'compte.changer-mot-de-passe',
  path: '/compte/mot-de-passe',
  may: agent,
  titre: 'Changer le mot de passe',
  page: changement,
  idempotent: false,
  input: deux.extend({ ancien: z.string().max(1000).default('') }),
  preparer: async ({ db, input, acteur, maison, maintenant }) => {
    const moi = acteur.genre === 'agent' ? await findAgentSecret(db, { id: acteur.id }) : undefined
    if (!moi) throw new Refus('Votre compte est fermé')
    if (input.ancien === '') throw new Saisie({ ancien: 'Écrivez votre mot de passe actuel' })
    const cle = `compte:${moi.courriel.toLowerCase()}`
    await exigerTentative(maison.base, cle, maintenant)
    if (!(await verifierMotDePasse(moi.motDePasse, input.ancien))) {
      await compterEchec(maison.base, cle, maintenant)
      throw new Saisie({ ancien: 'Ce n’est pas votre mot de passe actuel' })
    }
    await oublierEchecs(maison.base, cle)
    exigerMotDePasse(input, moi.courriel)
    return { id: moi.id, hache: await hacher(input.motDePasse) }
  },
  run: async ({ tx, prepare: { id, hache }, session, maintenant }) => {
    await updateMotDePasse(tx, id, hache)
    await closeOtherSessions(tx, id, session, maintenant)
    return { vers: '/compte', message: 'Le mot de passe est changé.', journal: { objet: `agent:${id}` } }
  },
})
