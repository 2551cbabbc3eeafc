import { z } from 'zod'
import { Refus } from '../../../lib/erreurs.ts'
import { insertReference } from '../../../kernel/fichiers/index.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import { action } from '../../../kernel/module.ts'
import type { JobDemande } from '../../../kernel/module.ts'
import { passer } from '../avancer.ts'
import { precedente, signatureDe } from '../circuit.ts'
import { getDemarche } from '../definition.queries.ts'
import { lockDossier } from '../dossier.queries.ts'
import { insertEvenement } from '../evenement.queries.ts'
import { detail } from '../pages/detail.tsx'
import { mayInstruire, nomActeur, parId, sujetDossier } from '../porte.ts'
import { CHAMP_OPPOSITION, exigerFinie, peutOpposer, stationAttente } from './attente.ts'
import { finirAttente } from './ouvrir.ts'

const PAS_VOUS = 'Ce dossier n’attend rien de votre poste'

/** Records an opposition received while the period runs: what follows is in the procedure. Who opposes is for the office's eyes. */
export const noterOpposition = action({
  nom: 'demarches.noter-opposition',
  path: '/dossiers/:id/noter-opposition',
  may: mayInstruire,
  titre: 'Enregistrer une opposition',
  params: parId,
  sujet: sujetDossier,
  page: detail,
  definitif: true,
  fichiers: { nombre: 5, octets: 20 * 1_048_576 },
  input: z.object({ opposant: z.string().trim().min(1, 'Écrivez qui s’oppose').max(200, 'Écrivez 200 signes au plus'), raison: z.string().trim().min(1, 'Écrivez pourquoi').max(1000, 'Dites-le en 1000 signes au plus') }),
  run: async ({ tx, params, input, fichiers, acteur, maintenant, maison }) => {
    const dossier = await lockDossier(tx, params.id)
    const demarche = await getDemarche(tx, dossier.demarche, dossier.version)
    const station = stationAttente(demarche, dossier)
    if (!peutOpposer(acteur, station, dossier, maison.territoires)) throw new Refus(PAS_VOUS, 403)
    const acte = { maison, par: cleActeur(acteur), parNom: nomActeur(acteur), maintenant }
    for (const { nom, sha256, type, taille } of fichiers) await insertReference(tx, { sha256, type, taille, objet: `dossier:${dossier.id}`, champ: CHAMP_OPPOSITION, nom, deposePar: acte.par, maintenant })
    await insertEvenement(tx, { dossierId: dossier.id, genre: 'opposition', le: maintenant, par: acte.par, parNom: acte.parNom, detail: { suite: station.opposition } })
    await insertEvenement(tx, { dossierId: dossier.id, genre: 'opposant', le: maintenant, par: acte.par, parNom: acte.parNom, texte: `${input.opposant} : ${input.raison}`, public: false })
    const { ou, jobs } = await suivreOpposition()
    return { vers: `/dossiers/${dossier.id}`, message: `L’opposition est enregistrée. ${ou}`, journal: { objet: `dossier:${dossier.id}`, territoire: dossier.territoire, detail: { suite: station.opposition } }, jobs }

    async function suivreOpposition(): Promise<{ ou: string; jobs: JobDemande[] }> {
      const avant = station.opposition === 'renvoyer' ? precedente(demarche, dossier.reponses, station.code) : undefined
      if (avant) return { ou: `Le dossier revient à « ${avant.titre} ».`, jobs: await passer(tx, demarche, dossier, avant, { decision: null, motif: null, proposeLe: null, proposePar: null }, acte) }
      if (station.opposition !== 'refuser') return { ou: 'La période continue.', jobs: [] }
      const refus = { decision: 'refuser' as const, motif: `Opposition retenue pendant « ${station.titre} »`, proposeLe: maintenant, proposePar: acte.par }
      return { ou: 'Le refus est proposé à la signature.', jobs: await passer(tx, demarche, dossier, signatureDe(demarche), refus, acte) }
    }
  },
})

/** Says that the period is over, where the rule that gives its length is not confirmed: the platform does not say it in the place of the State. */
export const terminerAttente = action({
  nom: 'demarches.terminer-attente',
  path: '/dossiers/:id/terminer-attente',
  may: mayInstruire,
  titre: 'Constater la fin de la période',
  params: parId,
  sujet: sujetDossier,
  page: detail,
  definitif: true,
  input: z.object({}),
  run: async ({ tx, params, acteur, maintenant, maison }) => {
    const dossier = await lockDossier(tx, params.id)
    const demarche = await getDemarche(tx, dossier.demarche, dossier.version)
    const station = stationAttente(demarche, dossier)
    if (!peutOpposer(acteur, station, dossier, maison.territoires)) throw new Refus(PAS_VOUS, 403)
    exigerFinie(dossier, maintenant)
    const jobs = await finirAttente(tx, { dossier, demarche, acte: { maison, par: cleActeur(acteur), parNom: nomActeur(acteur), maintenant } }, station)
    return { vers: `/dossiers/${dossier.id}`, message: 'La fin de la période est constatée. Le dossier avance.', journal: { objet: `dossier:${dossier.id}`, territoire: dossier.territoire, detail: { station: station.code } }, jobs }
  },
})
