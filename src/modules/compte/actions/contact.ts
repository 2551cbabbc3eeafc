import { z } from 'zod'
import { insertCode } from '../../../kernel/identite/code.queries.ts'
import { findCitoyen, updateCitoyenContact } from '../../../kernel/identite/personne.queries.ts'
import { action, citoyen } from '../../../kernel/module.ts'
import { prevenir } from '../../../kernel/notifications/index.ts'
import { exigerContact, exigerPreuve } from '../code-recu.ts'
import { destinationDe, masquer } from '../../../lib/contact.ts'
import { codeContact, contact } from '../pages/contact.tsx'
import { idDe } from './compte.ts'

/** Sends a code to the new phone or address: it becomes the account's only once its holder has proved it. */
export const demanderContact = action({
  nom: 'compte.changer-contact',
  path: '/compte/contact',
  may: citoyen,
  titre: 'Changer mon téléphone ou mon adresse',
  limite: 30,
  page: contact,
  idempotent: false,
  horsJournal: true,
  input: z.object({ contact: z.string().max(300).default('') }),
  preparer: ({ input, db, maintenant }) => exigerContact(db, input.contact, maintenant),
  run: async ({ tx, prepare: nouveau, maintenant }) => {
    const { id, code } = await insertCode(tx, destinationDe(nouveau), maintenant)
    const jobs = await prevenir(tx, { modele: 'code-contact', cle: `code:${id}`, a: nouveau, valeurs: { code }, objet: `code:${id}`, secret: true, maintenant })
    return { vers: `/compte/contact/${id}`, jobs }
  },
})

/** The code proves the new contact; the former one is told, in case it was not its holder who asked. */
export const confirmerContact = action({
  nom: 'compte.confirmer-contact',
  path: '/compte/contact/:id',
  may: citoyen,
  titre: 'Confirmer mon nouveau contact',
  limite: 30,
  page: codeContact,
  idempotent: false,
  params: z.object({ id: z.uuid() }),
  input: z.object({ code: z.string().max(20).default('') }),
  preparer: ({ input, params, maison, maintenant }) => exigerPreuve(maison.base, params.id, input.code, maintenant),
  run: async ({ tx, prepare: destination, acteur, maintenant }) => {
    const id = idDe(acteur)
    const avant = await findCitoyen(tx, id)
    const nouveau = destination.startsWith('+') ? { telephone: destination } : { courriel: destination }
    await updateCitoyenContact(tx, id, nouveau)
    const ancien = 'telephone' in nouveau ? { telephone: avant?.telephone ?? null } : { courriel: avant?.courriel ?? null }
    const jobs = await prevenir(tx, { modele: 'contact-change', cle: `contact:${id}:${maintenant.getTime()}`, a: ancien, valeurs: { nouveau: masquer(destination) }, objet: `citoyen:${id}`, maintenant })
    return { vers: '/compte', message: 'C’est enregistré. Vos codes arriveront là désormais.', journal: { objet: `citoyen:${id}`, detail: { canal: 'telephone' in nouveau ? 'telephone' : 'courriel' } }, jobs }
  },
})
