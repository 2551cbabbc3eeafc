import { z } from 'zod'
import { Saisie } from '../../../../lib/erreurs.ts'
import { lireContact } from '../../../../lib/contact.ts'
import { uuidv7 } from '../../../../lib/uuid.ts'
import { insertReference } from '../../../../kernel/fichiers/index.ts'
import { cleActeur } from '../../../../kernel/identite/acteur.ts'
import { action, ouvert } from '../../../../kernel/module.ts'
import type { Ecriture, Suite } from '../../../../kernel/module.ts'
import { prevenir } from '../../../../kernel/notifications/index.ts'
import { insertEvenement } from '../../acte/evenement.queries.ts'
import { nomPrefecture } from '../../acte/papier.ts'
import { parId } from '../../acte/porte.ts'
import { departementDe } from '../../lecteur.ts'
import { getPublic } from '../../registre/pages/acte.tsx'
import { connuDe, empreinteDe, journalSignalement, nouveauCode, objetSignalement } from '../porte.ts'
import { signalerActe as pageActe, signalerAutre as pageAutre } from '../pages/signaler.tsx'
import { VueRecu } from '../pages/suivre.tsx'
import { insertSignalement } from '../signalement.queries.ts'

const MO = 1_048_576
const saisie = z.object({
  texte: z.string().trim().min(20, 'Dites en 20 signes au moins ce que vous signalez').max(3000, 'Dites-le en 3000 signes au plus'),
  qualite: z.enum(['citoyen', 'elu'], 'Dites si vous êtes citoyen ou élu'),
  nom: z.string().trim().min(2, 'Écrivez vos nom et prénoms').max(120, 'Écrivez votre nom en 120 signes au plus'),
  contact: z.string().trim().max(200).default(''),
})
// Of one address, few a minute: people report one act, machines many. A replay would show the code again: each sending is its own.
const commun = { may: ouvert, limite: 6, idempotent: false, fichiers: { nombre: 1, octets: 10 * MO } } as const

type Ici = Pick<Ecriture, 'tx' | 'maison' | 'maintenant' | 'acteur' | 'fichiers'>
type Sur = { commune: string; acteId: string | null; designation: string }

/** Writes a report, tells its author and the prefecture's story of the act; gives the follow code, once. */
async function signaler(e: Ici, lu: z.infer<typeof saisie>, sur: Sur): Promise<Suite> {
  const { tx, maison, maintenant, acteur } = e
  const contact = lireContact(lu.contact)
  if ('erreur' in contact) throw new Saisie({ contact: contact.erreur })
  const a = { telephone: null, courriel: null, ...contact.contact } as { telephone: string | null; courriel: string | null }
  const [id, code, prefecture] = [uuidv7(maintenant.getTime()), nouveauCode(), nomPrefecture(maison, departementDe(maison.territoires, sur.commune))]
  const fichier = e.fichiers.find((f) => f.champ === 'fichier')
  const referenceId = fichier ? await insertReference(tx, { sha256: fichier.sha256, type: fichier.type, taille: fichier.taille, objet: objetSignalement(id), champ: 'fichier', nom: fichier.nom, deposePar: cleActeur(acteur), maintenant }) : null
  await insertSignalement(tx, { ...sur, id, code: empreinteDe(maison, code)!, qualite: lu.qualite, nom: lu.nom, ...a, titulaire: connuDe(acteur).titulaire, texte: lu.texte, referenceId, fichier, maintenant })
  if (sur.acteId) await insertEvenement(tx, { acteId: sur.acteId, genre: 'signalement', le: maintenant, par: 'public', parNom: lu.qualite === 'elu' ? 'Un élu' : 'Un citoyen', interne: true, detail: { signalement: id } })
  const lien = `${maison.reglages.adresse}/actes/signalements/suivre`
  const jobs = await prevenir(tx, { modele: 'signalement-recu', cle: `signalement:${id}:recu`, a, valeurs: { prefecture, code, lien }, objet: objetSignalement(id), masquer: code, maintenant })
  return {
    vers: '/actes/signalements/suivre', jobs, journal: journalSignalement({ id, commune: sur.commune }, { acte: sur.acteId }),
    montrer: { titre: 'Signalement reçu', vue: (vue) => VueRecu({ vue, code, prefecture, annonce: a.telephone ? 'Il part aussi par SMS.' : 'Il part aussi à votre adresse électronique.' }), donnees: { code } },
  }
}

/** Reports an act of the public register. */
export const signalerActe = action({
  ...commun,
  nom: 'legalite.signaler',
  path: '/actes/:id/signaler',
  titre: 'Signaler un acte',
  params: parId,
  page: pageActe,
  input: saisie,
  run: async (e) => {
    const p = await getPublic(e.tx, e.params.id)
    return signaler(e, e.input, { commune: p.commune, acteId: p.acteId, designation: '' })
  },
})

/** Reports an act that is not there. */
export const signalerAutre = action({
  ...commun,
  nom: 'legalite.signaler-autre',
  path: '/actes/signaler',
  titre: 'Signaler un acte qui n’est pas au registre',
  page: pageAutre,
  input: saisie.extend({ commune: z.string().max(4).default(''), designation: z.string().trim().min(3, 'Écrivez le numéro de l’acte, ou de quoi il parle').max(300, 'Dites-le en 300 signes au plus') }),
  run: async (e) => {
    if (e.maison.territoires.trouver(e.input.commune)?.niveau !== 'commune') throw new Saisie({ commune: 'Choisissez la commune dans la liste' })
    return signaler(e, e.input, { commune: e.input.commune, acteId: null, designation: e.input.designation })
  },
})
