import { z } from 'zod'
import { Saisie } from '../../../lib/erreurs.ts'
import { estCourriel } from '../../../lib/courriel.ts'
import { lireTelephone } from '../../../lib/telephone.ts'
import { action } from '../../../kernel/module.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import { lockDossier, updateDossier } from '../dossier.queries.ts'
import { exigerPassage } from '../dossier.ts'
import { insertEvenement } from '../evenement.queries.ts'
import { contact, mayContact } from '../pages/contact.tsx'
import { destinataireDe, nomActeur, parId, sujetDossier } from '../porte.ts'
import { dire } from '../message/dire.ts'

const texte = z.string().trim().max(200, 'Écrivez 200 signes au plus').default('')

/** Changes where the news of a file are sent: a lost phone must not cost somebody the answer. The former contact is told too. */
export const changerContact = action({
  nom: 'demarches.changer-contact',
  path: '/suivi/:id/contact',
  may: mayContact,
  titre: 'Changer où vous êtes prévenu',
  params: parId,
  sujet: sujetDossier,
  page: contact,
  input: z.object({ telephone: texte, courriel: texte }),
  run: async ({ tx, params, input, acteur, maintenant }) => {
    const dossier = await lockDossier(tx, params.id)
    exigerPassage(dossier, 'changerContact')
    const nouveau = lireContacts(input)
    await updateDossier(tx, dossier.id, nouveau, maintenant)
    await insertEvenement(tx, { dossierId: dossier.id, genre: 'contact', le: maintenant, par: cleActeur(acteur), parNom: nomActeur(acteur) })
    const message = { valeurs: { numero: dossier.numero! }, objet: `dossier:${dossier.id}`, lien: `/suivi/${dossier.id}`, maintenant }
    const cle = `contact:${dossier.id}:${dossier.revision}`
    const change = { ...(dossier.telephone === nouveau.telephone ? {} : { telephone: dossier.telephone }), ...(dossier.courriel === nouveau.courriel ? {} : { courriel: dossier.courriel }) }
    const jobs = [...(await dire(tx, dossier, { ...message, modele: 'dossier-contact', cle: `${cle}:avant`, a: change })), ...(await dire(tx, dossier, { ...message, modele: 'dossier-contact-nouveau', cle: `${cle}:apres`, a: { ...destinataireDe(dossier), ...nouveau } }))]
    const vers = acteur.genre === 'agent' ? `/dossiers/${dossier.id}` : `/suivi/${dossier.id}`
    return { vers, message: 'C’est enregistré. Les nouvelles du dossier arriveront là.', journal: { objet: `dossier:${dossier.id}`, territoire: dossier.territoire }, jobs }
  },
})

/** Both contacts, or what is wrong with each. An empty one is removed. */
function lireContacts({ telephone, courriel }: { telephone: string; courriel: string }): { telephone: string | null; courriel: string | null } {
  const lu = telephone === '' ? undefined : lireTelephone(telephone)
  const erreurs: Record<string, string> = {}
  if (lu && 'erreur' in lu) erreurs.telephone = lu.erreur
  if (courriel !== '' && !estCourriel(courriel)) erreurs.courriel = 'Vérifiez l’adresse électronique, par exemple nom@exemple.bj'
  if (Object.keys(erreurs).length > 0) throw new Saisie(erreurs)
  return { telephone: lu && 'telephone' in lu ? lu.telephone : null, courriel: courriel === '' ? null : courriel }
}
