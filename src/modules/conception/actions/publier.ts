import { z } from 'zod'
import { Refus, Saisie } from '../../../lib/erreurs.ts'
import { action, permission } from '../../../kernel/module.ts'
import type { Db } from '../../../kernel/db/index.ts'
import { bureauxInconnus, deplacerDossiers, findEnVigueur, jugerDeplacements, lireDemarche, modeleFinal, papiersDe, publier as publierDemarche, rendreApercu } from '../../demarches/index.ts'
import type { Demarche } from '../../demarches/index.ts'
import { document } from '../pages/document.tsx'
import { publier as page } from '../pages/publier.tsx'
import { DEPLACES_AU_PLUS, parCode, versions } from '../pages/versions.tsx'
import { auteurDe, mayConcevoir, parId, revision } from '../porte.ts'
import { fautesDe } from '../fautes.ts'
import { exigerRevision } from '../projet.ts'
import type { Projet } from '../projet.ts'
import { closeProjet, getProjet, lockProjet, updateProjet } from '../queries.ts'

const mayPublier = permission('conception.publier')

/** Saves the template of a paper written by hand. */
export const modeler = action({
  nom: 'conception.modeler',
  path: '/conception/:id/modele',
  may: mayConcevoir,
  titre: 'Enregistrer le modèle',
  params: parId,
  page: document,
  horsJournal: true,
  input: z.object({ _revision: revision, modele: z.string().max(100_000, 'Ce modèle est trop long : 100 000 signes au plus') }),
  run: async ({ tx, params, input, acteur, maintenant }) => {
    const projet = await lockProjet(tx, params.id)
    exigerRevision(projet, input._revision)
    await updateProjet(tx, projet.id, { modele: input.modele }, auteurDe(acteur, maintenant))
    return { vers: `/conception/${projet.id}/document`, message: 'Le modèle est enregistré.' }
  },
})

/** A project that can be published, as the page showed it. Throws a refusal otherwise. */
export async function lirePret(db: Db, id: string, vue: number): Promise<{ projet: Projet; demarche: Demarche }> {
  const projet = await getProjet(db, id)
  exigerRevision(projet, vue)
  if (fautesDe(projet.contenu).length > 0) throw new Refus('Il reste des points à finir : corrigez-les avant de publier')
  const demarche = lireDemarche(projet.contenu)
  if (demarche.document && modeleFinal(demarche, projet.modele).trim() === '') throw new Refus('Le document n’est pas rédigé : écrivez ce qu’il dit, ou retirez-le')
  return { projet, demarche }
}

/** Opens a procedure to all, as its next version, with the second factor. What is published has been printed once. */
export const publier = action({
  nom: 'conception.publier',
  path: '/conception/:id/publier',
  may: mayPublier,
  titre: 'Publier une démarche',
  params: parId,
  page,
  secondFacteur: true,
  definitif: true,
  input: z.object({ _revision: revision }),
  preparer: async ({ db, params, input, maison, maintenant }) => {
    const { projet, demarche } = await lirePret(db, params.id, input._revision)
    const inconnus = bureauxInconnus(demarche, maison.territoires)
    if (inconnus.length > 0) throw new Refus(`Ce bureau n’existe pas : « ${inconnus.join(' », « ')} ». Choisissez-en un dans la liste, au circuit`)
    for (const { papier, titre } of papiersDe(demarche))
      await rendreApercu(maison, demarche, projet.modele, maintenant, papier).catch((erreur: unknown) => {
        throw new Refus(`« ${titre} » ne s’imprime pas. ${(erreur as Error).message.slice(0, 300)}`)
      })
    if (demarche.document)
      await rendreApercu(maison, demarche, projet.modele, maintenant).catch((erreur: unknown) => {
        throw new Refus(`Le document ne s’imprime pas. ${(erreur as Error).message.slice(0, 300)}`)
      })
    return demarche
  },
  run: async ({ tx, params, input, prepare: demarche, acteur, maintenant }) => {
    const projet = await lockProjet(tx, params.id)
    exigerRevision(projet, input._revision)
    const { par } = auteurDe(acteur, maintenant)
    const version = await publierDemarche(tx, demarche, modeleFinal(demarche, projet.modele), maintenant, { par })
    if (version === undefined) throw new Refus('Cette démarche a déjà été publiée à l’identique : changez-la, ou abandonnez ce projet')
    await closeProjet(tx, projet.id, { version }, maintenant)
    return { vers: `/conception/demarches/${demarche.code}`, message: `« ${demarche.titre} » est publiée, version ${version}.`, journal: { objet: `demarche:${demarche.code}`, detail: { version, projet: projet.id } } }
  },
})

/** Moves running files to the version in force, those for which the move is safe. */
export const deplacer = action({
  nom: 'conception.deplacer',
  path: '/conception/demarches/:code/deplacer',
  may: mayPublier,
  titre: 'Déplacer des dossiers vers la version en vigueur',
  params: parCode,
  page: versions,
  input: z.object({ dossier: z.union([z.uuid(), z.array(z.uuid()).max(DEPLACES_AU_PLUS)]).optional(), tous: z.string().optional(), apres: z.uuid().optional() }),
  run: async ({ tx, params, input, acteur, maintenant, maison }) => {
    const demarche = await findEnVigueur(tx, params.code)
    if (!demarche) throw new Refus('Cette démarche n’est plus en vigueur')
    const contexte = { maintenant, territoires: maison.territoires }
    const surs = input.tous === undefined ? [input.dossier ?? []].flat() : (await jugerDeplacements(tx, demarche, contexte, DEPLACES_AU_PLUS, input.apres)).filter((x) => x.raisons.length === 0).map((x) => x.id)
    if (surs.length === 0) throw new Saisie({ dossier: 'Cochez au moins un dossier' })
    const faits = await deplacerDossiers(tx, demarche, surs.toSorted(), auteurDe(acteur, maintenant), contexte)
    const reste = surs.length - faits.length
    return { vers: `/conception/demarches/${params.code}${input.apres ? `?apres=${input.apres}` : ''}`, message: `${faits.length} dossier${faits.length > 1 ? 's suivent' : ' suit'} la version ${demarche.version}.${reste > 0 ? ` ${reste} ne le peuvent plus et restent sur la leur.` : ''}`, journal: faits.map((f) => ({ objet: `dossier:${f.id}`, territoire: f.territoire, detail: { version: demarche.version } })) }
  },
})
