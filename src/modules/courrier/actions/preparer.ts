import { z } from 'zod'
import { uuidv7 } from '../../../lib/uuid.ts'
import { jourLocal } from '../../../kernel/calendrier/index.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import { action, permission } from '../../../kernel/module.ts'
import { exigerPassage } from '../courrier.ts'
import { insertDepart, updateNumero } from '../courrier.queries.ts'
import { insertEvenement } from '../evenement.queries.ts'
import { agitPour, nomActeur } from '../lecteur.ts'
import { detail } from '../pages/detail.tsx'
import { depart } from '../pages/nouveau.tsx'
import { journalDe, parId, prendreCourrier, sujetCourrier } from '../porte.ts'
import { lireLigne, saisieCourrier } from '../saisie.ts'
import { bureauChoisi, joindreScans, SCANS } from './enregistrer.ts'

/** Prepares a departure, an answer or not. Whoever keeps the register may number it at once. */
export const preparer = action({
  nom: 'courrier.preparer',
  path: '/courrier/departs',
  may: permission('courrier.traiter'),
  titre: 'Préparer un départ',
  page: depart,
  definitif: true,
  fichiers: SCANS,
  input: saisieCourrier.extend({ _numeroter: z.string().optional() }),
  run: async (e) => {
    const { tx, input, maintenant, acteur } = e
    const bureau = bureauChoisi(e, input.bureau, 'courrier.traiter')
    const jour = jourLocal(maintenant)
    const ligne = await lireLigne(e, input, 'depart', jour, bureau.id)
    const [id, par, parNom] = [uuidv7(maintenant.getTime()), cleActeur(acteur), nomActeur(acteur, bureau.territoire)]
    await insertDepart(tx, { ...ligne, jour, id, bureau: bureau.id, territoire: bureau.territoire, creePar: par, maintenant })
    await joindreScans(tx, id, e.fichiers, par, maintenant)
    await insertEvenement(tx, { courrierId: id, genre: 'prepare', le: maintenant, parNom })
    const vers = `/courrier/${id}`
    if (!input._numeroter || !agitPour(e, 'courrier.enregistrer', bureau.id)) return { vers, message: 'Le départ est en préparation. Il aura son numéro quand le secrétariat l’enregistrera.', journal: journalDe({ id, territoire: bureau.territoire }) }
    await insertEvenement(tx, { courrierId: id, genre: 'enregistre', le: maintenant, parNom })
    const numero = await updateNumero(tx, { id, bureau: bureau.id, annee: Number(jour.slice(0, 4)), jour, parNom, maintenant })
    return { vers, message: `Départ n° ${numero} enregistré. Il reste à l’envoyer.`, journal: journalDe({ id, territoire: bureau.territoire }, { numero, bureau: bureau.id }) }
  },
})

/** Gives a prepared departure the next number of the year. */
export const numeroter = action({
  nom: 'courrier.numeroter',
  path: '/courrier/:id/numeroter',
  may: permission('courrier.enregistrer'),
  titre: 'Donner le numéro de départ',
  params: parId,
  sujet: sujetCourrier,
  page: detail,
  definitif: true,
  input: z.object({}),
  run: async (e) => {
    const courrier = await prendreCourrier(e, 'courrier.enregistrer')
    exigerPassage(courrier, 'numeroter')
    const jour = jourLocal(e.maintenant)
    const parNom = nomActeur(e.acteur, courrier.territoire)
    await insertEvenement(e.tx, { courrierId: courrier.id, genre: 'enregistre', le: e.maintenant, parNom })
    const numero = await updateNumero(e.tx, { id: courrier.id, bureau: courrier.bureau, annee: Number(jour.slice(0, 4)), jour, parNom, maintenant: e.maintenant })
    return { vers: `/courrier/${courrier.id}`, message: `Départ n° ${numero} enregistré. Il reste à l’envoyer.`, journal: journalDe(courrier, { numero, bureau: courrier.bureau }) }
  },
})
