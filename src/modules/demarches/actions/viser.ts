import { z } from 'zod'
import { Refus, Saisie } from '../../../lib/erreurs.ts'
import { action, participant } from '../../../kernel/module.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import { posteQui } from '../../../kernel/identite/cles-poste.ts'
import { getDemarche } from '../definition.queries.ts'
import { exigerPassage } from '../dossier.ts'
import { champRevision, exigerRevision } from '../revision.tsx'
import { lockDossier } from '../dossier.queries.ts'
import { insertEvenement } from '../evenement.queries.ts'
import { detail } from '../pages/detail.tsx'
import { exigerAttendu, nomActeur, parId, sujetDossier } from '../porte.ts'
import { suivreTour } from '../tour.ts'
import { listVisas, updateVisa } from '../visa.queries.ts'

/** Gives one's visa, or says why not. The last one needed moves the file on. */
export const viser = action({
  nom: 'demarches.viser',
  path: '/dossiers/:id/viser',
  may: participant,
  titre: 'Donner son visa',
  params: parId,
  sujet: sujetDossier,
  page: detail,
  definitif: true,
  input: z.object({
    ...champRevision,
    visa: z.uuid(),
    avis: z.enum(['favorable', 'defavorable'], 'Choisissez votre avis'),
    observation: z.string().trim().max(500, 'Dites-le en 500 signes au plus').default(''),
  }),
  run: async ({ tx, params, input, acteur, maintenant, maison }) => {
    const dossier = await lockDossier(tx, params.id)
    await exigerRevision(tx, dossier, input._revision)
    exigerPassage(dossier, 'viser')
    const { territoires } = maison
    exigerAttendu(acteur, dossier, territoires)
    const visas = await listVisas(tx, dossier.id)
    const visa = visas.find((v) => v.id === input.visa)
    if (!visa || visa.avis !== null || visa.closLe !== null) throw new Refus('Ce visa n’est plus demandé : quelqu’un l’a donné, ou le dossier a avancé')
    if (!posteQui(acteur, visa.cles, territoires)) throw new Refus('Ce visa est demandé à un autre poste', 403)
    if (input.avis === 'defavorable' && input.observation === '') throw new Saisie({ observation: 'Dites pourquoi votre avis est défavorable' })
    const par = { par: cleActeur(acteur), parNom: nomActeur(acteur), maintenant }
    await updateVisa(tx, visa.id, { avis: input.avis, texte: input.observation, ...par })
    const demarche = await getDemarche(tx, dossier.demarche, dossier.version)
    await insertEvenement(tx, { dossierId: dossier.id, genre: 'visa', le: maintenant, par: par.par, parNom: par.parNom, texte: input.observation, detail: { avis: input.avis, titre: visa.titre }, public: demarche.pour === 'agents' })
    const rang = visas.map((v) => (v.id === visa.id ? { ...v, avis: input.avis } : v)).filter((v) => v.station === visa.station && v.tour === visa.tour)
    const { ou, jobs } = await suivreTour(tx, demarche, dossier, rang, { texte: input.observation, titre: visa.titre, maison, ...par })
    return { vers: `/dossiers/${dossier.id}`, message: `Votre avis est enregistré. ${ou}`, journal: { objet: `dossier:${dossier.id}`, territoire: dossier.territoire, detail: { visa: visa.viseur, avis: input.avis } }, jobs }
  },
})
