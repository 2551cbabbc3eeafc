import { z } from 'zod'
import { Refus } from '../../../lib/erreurs.ts'
import { action } from '../../../kernel/module.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import { precedente } from '../circuit.ts'
import { getDemarche } from '../definition.queries.ts'
import { exigerPassage } from '../dossier.ts'
import { lockDossier } from '../dossier.queries.ts'
import { champRevision, exigerRevision } from '../revision.tsx'
import { insertEvenement } from '../evenement.queries.ts'
import { detail } from '../pages/detail.tsx'
import { passer } from '../avancer.ts'
import { exigerAttendu, maySigner, nomActeur, parId, sujetDossier } from '../porte.ts'

/** The signatory sends a proposal back, with the reason. The clock goes on. */
export const renvoyer = action({
  nom: 'demarches.renvoyer',
  path: '/dossiers/:id/renvoyer',
  may: maySigner,
  titre: 'Renvoyer à l’instruction',
  params: parId,
  sujet: sujetDossier,
  page: detail,
  definitif: true,
  input: z.object({ ...champRevision, raison: z.string().trim().min(1, 'Écrivez pourquoi vous renvoyez le dossier').max(500, 'Dites-le en 500 signes au plus') }),
  run: async ({ tx, params, input, acteur, maintenant, maison }) => {
    const dossier = await lockDossier(tx, params.id)
    await exigerRevision(tx, dossier, input._revision)
    exigerPassage(dossier, 'renvoyer')
    const demarche = await getDemarche(tx, dossier.demarche, dossier.version)
    exigerAttendu(acteur, dossier, maison.territoires)
    const vers = precedente(demarche, dossier.reponses, dossier.station!)
    if (!vers) throw new Refus('Personne n’a vu ce dossier avant vous : décidez, ou refusez en disant pourquoi')
    const jobs = await passer(tx, demarche, dossier, vers, { decision: null, motif: null, proposeLe: null, proposePar: null }, { maison, par: cleActeur(acteur), parNom: nomActeur(acteur), maintenant })
    await insertEvenement(tx, { dossierId: dossier.id, genre: 'renvoye', le: maintenant, par: cleActeur(acteur), parNom: nomActeur(acteur), texte: input.raison, public: false })
    return { vers: '/dossiers?etat=propose', message: `Le dossier ${dossier.numero} est renvoyé à « ${vers.titre} ».`, journal: { objet: `dossier:${dossier.id}`, territoire: dossier.territoire }, jobs }
  },
})
