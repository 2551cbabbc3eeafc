import { z } from 'zod'
import { Refus, Saisie } from '../../../lib/erreurs.ts'
import { lireTelephone } from '../../../lib/telephone.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import { action, permission, titulaire } from '../../../kernel/module.ts'
import type { Ecriture, JobDemande } from '../../../kernel/module.ts'
import { prevenir } from '../../../kernel/notifications/index.ts'
import { donnerCle } from '../actions/commencer.ts'
import { getDossier, lockDossier } from '../dossier.queries.ts'
import type { Dossier } from '../dossier.ts'
import { insertEvenement } from '../evenement.queries.ts'
import { fautesDuMandat, PREUVES } from '../mandat.tsx'
import type { Preuve } from '../mandat.tsx'
import { detail } from '../pages/detail.tsx'
import { suivi } from '../pages/suivi.tsx'
import { nomActeur, parId, sujetDossier } from '../porte.ts'
import { cleDossier, codeSuivi, empreinteSuivi } from '../suivi.ts'
import { updateMains } from '../transfert/transfert.queries.ts'
import { estMandant } from './mandat.ts'
import { endMandat, findMandat, updateMandant } from './mandat.queries.ts'

type Fin = { telephone: string | null; par: string; parNom: string; texte?: string }

/** The file is the person's alone from now on, under another tracking code; the former mandatary reads nothing any more, and is told. */
async function clore({ tx, maison, maintenant }: Pick<Ecriture, 'tx' | 'maison' | 'maintenant'>, dossier: Dossier, { telephone, par, parNom, texte }: Fin): Promise<JobDemande[]> {
  const m = await findMandat(tx, dossier.id)
  if (!m || !(await endMandat(tx, dossier.id, par, maintenant))) throw new Refus('Ce mandat est déjà fini')
  const suivant = { id: dossier.id, serie: dossier.serie + 1 }
  const code = codeSuivi(maison.cle('suivi'), suivant)
  await updateMains(tx, dossier.id, { titulaire: null, telephone, courriel: null, suivi: empreinteSuivi(maison.cle('suivi'), code), serie: suivant.serie, maintenant })
  await updateMandant(tx, dossier.id, null)
  await insertEvenement(tx, { dossierId: dossier.id, genre: 'mandat_fini', le: maintenant, par, parNom, ...(texte ? { texte } : {}) })
  const message = { objet: `dossier:${dossier.id}`, maintenant }
  return [
    ...(await prevenir(tx, { ...message, modele: 'mandat-fini', cle: `mandat-fini:${dossier.id}:${dossier.serie}`, a: { telephone: m.telephone, courriel: dossier.courriel, ...(dossier.titulaire ? { interne: dossier.titulaire } : {}) }, valeurs: { numero: dossier.numero! } })),
    ...(await prevenir(tx, { ...message, modele: 'mandat-code', cle: `mandat-code:${dossier.id}:${dossier.serie}`, a: { telephone }, valeurs: { numero: dossier.numero!, code, suivre: `${new URL(maison.reglages.adresse).host}/suivre` }, masquer: code })),
  ]
}

/** The person represented ends the mandate: the file is hers alone, with another tracking code. */
export const finirMandat = action({
  nom: 'demarches.finir-mandat',
  path: '/suivi/:id/finir-mandat',
  may: titulaire,
  titre: 'Mettre fin au mandat',
  params: parId,
  sujet: sujetDossier,
  page: suivi,
  definitif: true,
  input: z.object({}),
  preparer: async ({ db, params, acteur }) => {
    if (!estMandant(acteur, await getDossier(db, params.id))) throw new Refus('Seule la personne représentée met fin au mandat', 403)
  },
  run: async (e) => {
    const dossier = await lockDossier(e.tx, e.params.id)
    if (!estMandant(e.acteur, dossier)) throw new Refus('Ce mandat est déjà fini')
    const jobs = await clore(e, dossier, { telephone: dossier.mandantTelephone, par: `mandat:${dossier.id}`, parNom: 'Personne représentée' })
    const session = await donnerCle(e, cleDossier({ id: dossier.id, serie: dossier.serie + 1 }))
    return { vers: `/suivi/${dossier.id}`, message: 'Le mandat est fini. Vous suivez ce dossier avec un nouveau code.', journal: { objet: `dossier:${dossier.id}`, territoire: dossier.territoire }, jobs, ...(session ? { session } : {}) }
  },
})

/** She comes to the counter, with no phone perhaps: the clerk says with what paper he knew her, and prints the receipt that bears her new code. */
export const finirMandatGuichet = action({
  nom: 'demarches.finir-mandat-guichet',
  path: '/dossiers/:id/finir-mandat',
  may: permission('demarches.guichet'),
  titre: 'Mettre fin au mandat, au guichet',
  params: parId,
  sujet: sujetDossier,
  page: detail,
  definitif: true,
  input: z.object({
    preuve: z.enum(Object.keys(PREUVES) as Preuve[], 'Choisissez la pièce que vous avez vue'),
    numero: z.string().trim().max(40, 'Écrivez 40 signes au plus').default(''),
    telephone: z.string().trim().max(40, 'Écrivez 40 signes au plus').default(''),
  }),
  run: async (e) => {
    const { input, acteur } = e
    const fautes = fautesDuMandat({ pour: 'present', mandataire: '', ...input })
    if (Object.keys(fautes).length > 0) throw new Saisie(fautes)
    const lu = input.telephone === '' ? { telephone: null } : lireTelephone(input.telephone)
    if ('erreur' in lu) throw new Saisie({ telephone: lu.erreur })
    const dossier = await lockDossier(e.tx, e.params.id)
    const texte = `Personne reconnue : ${PREUVES[input.preuve]}${input.numero ? ` n° ${input.numero}` : ''}`
    const jobs = await clore(e, dossier, { telephone: lu.telephone ?? dossier.mandantTelephone, par: cleActeur(acteur), parNom: nomActeur(acteur), texte })
    return { vers: `/dossiers/${dossier.id}`, message: 'Le mandat est fini. Imprimez le récépissé : il porte le nouveau code de la personne.', journal: { objet: `dossier:${dossier.id}`, territoire: dossier.territoire }, jobs }
  },
})
