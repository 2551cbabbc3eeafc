import { z } from 'zod'
import { Refus } from '../../../../lib/erreurs.ts'
import { uuidv7 } from '../../../../lib/uuid.ts'
import { jourLocal } from '../../../../kernel/calendrier/index.ts'
import type { Db } from '../../../../kernel/db/index.ts'
import { cleActeur } from '../../../../kernel/identite/acteur.ts'
import { action } from '../../../../kernel/module.ts'
import { exigerVersion, revisionDe } from '../../../../ui/index.ts'
import { getCourant } from '../../referentiel/referentiel.queries.ts'
import { echangerPoints, getPoint, insertPoints, listPoints, removePoint, updatePoint } from '../point.queries.ts'
import { detail } from '../pages/detail.tsx'
import { pointNouveau, pointPage } from '../pages/point.tsx'
import { modifier, nouvelle } from '../pages/preparer.tsx'
import { communeChoisie, journalDe, mayTenir, parId, parPoint, prendreSeance, raconter, sujetSeance } from '../porte.ts'
import { suivrePoint, suivreSeance } from '../revision.ts'
import { lireAnnonce, lirePoint, saisiePoint, saisieSeance } from '../saisie.ts'
import { direMoment, POINTS_AU_PLUS } from '../seance.ts'
import { insertSeance, updateSeance } from '../seance.queries.ts'
import type { Annonce } from '../seance.queries.ts'

/** A session is held under the rules in force on its day. */
const sousReglesDu = async (db: Db, annonce: Omit<Annonce, 'regles'>): Promise<Annonce> => ({ ...annonce, regles: (await getCourant(db, 'regles', jourLocal(annonce.prevueLe))).id })
const moisOrdinaires = async (db: Db, maintenant: Date) => (await getCourant(db, 'regles', jourLocal(maintenant))).corps.sessions.ordinaires.mois

/** Begins a session: day, hour, place; its agenda comes after. */
export const preparerSeance = action({
  nom: 'legalite.preparer-seance',
  path: '/legalite/seances/nouvelle',
  may: mayTenir,
  titre: 'Préparer une séance',
  page: nouvelle,
  input: saisieSeance,
  run: async (e) => {
    const { tx, maintenant } = e
    const commune = communeChoisie(e, e.input.commune)
    const annonce = await sousReglesDu(tx, lireAnnonce(e.input, await moisOrdinaires(tx, maintenant), maintenant))
    const id = uuidv7(maintenant.getTime())
    await insertSeance(tx, { ...annonce, id, commune, remplace: null, reporte: null, creePar: cleActeur(e.acteur), maintenant })
    await raconter(e, { id, commune }, 'prepare', direMoment(annonce.prevueLe))
    return { vers: `/legalite/seances/${id}`, message: 'La séance est préparée. Écrivez maintenant son ordre du jour.', journal: journalDe({ id, commune }) }
  },
})

/** Changes the day, the hour, the place of a session that nobody has been told of. */
export const corrigerSeance = action({
  nom: 'legalite.corriger-seance',
  path: '/legalite/seances/:id/modifier',
  may: mayTenir,
  titre: 'Modifier une séance',
  params: parId,
  sujet: sujetSeance,
  page: modifier,
  input: saisieSeance,
  run: async (e) => {
    const seance = await prendreSeance(e, 'preparer')
    await exigerVersion(e.input._revision, revisionDe(suivreSeance(seance)), () => 'Quelqu’un a modifié cette séance pendant que vous écriviez. Comparez les deux versions, puis enregistrez de nouveau')
    const annonce = await sousReglesDu(e.tx, lireAnnonce(e.input, await moisOrdinaires(e.tx, e.maintenant), e.maintenant))
    await updateSeance(e.tx, seance.id, annonce)
    await raconter(e, seance, 'modifie', direMoment(annonce.prevueLe))
    return { vers: `/legalite/seances/${seance.id}`, message: 'La séance est modifiée.', journal: journalDe(seance) }
  },
})

async function listesDu(db: Db, jour: string) {
  const [natures, matieres] = [await getCourant(db, 'natures', jour), await getCourant(db, 'matieres', jour)]
  return { natures: natures.corps, matieres: matieres.corps }
}

export const ajouterPoint = action({
  nom: 'legalite.ajouter-point',
  path: '/legalite/seances/:id/points/nouveau',
  may: mayTenir,
  titre: 'Ajouter un point à l’ordre du jour',
  params: parId,
  sujet: sujetSeance,
  page: pointNouveau,
  input: saisiePoint.extend({ _suivant: z.string().optional() }),
  run: async (e) => {
    const seance = await prendreSeance(e, 'preparer')
    const { natures, matieres } = await listesDu(e.tx, jourLocal(seance.prevueLe))
    const ecrit = lirePoint(e.input, natures, matieres)
    const rang = (await listPoints(e.tx, seance.id)).length + 1
    if (rang > POINTS_AU_PLUS) throw new Refus(`Un ordre du jour a ${POINTS_AU_PLUS} points au plus : préparez une autre séance pour la suite`)
    await insertPoints(e.tx, seance.id, [{ ...ecrit, id: uuidv7(e.maintenant.getTime()), rang }])
    await raconter(e, seance, 'point-ajoute', `${rang}. ${ecrit.objet}`)
    return { vers: e.input._suivant ? `/legalite/seances/${seance.id}/points/nouveau` : `/legalite/seances/${seance.id}`, message: `Le point ${rang} est à l’ordre du jour.`, journal: journalDe(seance, { points: rang }) }
  },
})

const surPoint = { may: mayTenir, params: parPoint, sujet: sujetSeance } as const

export const corrigerPoint = action({
  ...surPoint,
  nom: 'legalite.corriger-point',
  path: '/legalite/seances/:id/points/:point',
  titre: 'Modifier un point',
  page: pointPage,
  input: saisiePoint,
  run: async (e) => {
    const seance = await prendreSeance(e, 'preparer')
    const point = await getPoint(e.tx, seance.id, e.params.point)
    const { natures, matieres } = await listesDu(e.tx, jourLocal(seance.prevueLe))
    await exigerVersion(e.input._revision, revisionDe(suivrePoint(point, natures.natures)), () => 'Quelqu’un a modifié ce point pendant que vous écriviez. Comparez les deux versions, puis enregistrez de nouveau')
    const ecrit = lirePoint(e.input, natures, matieres)
    await updatePoint(e.tx, point.id, ecrit)
    await raconter(e, seance, 'point-modifie', `${point.rang}. ${ecrit.objet}`)
    return { vers: `/legalite/seances/${seance.id}`, message: `Le point ${point.rang} est modifié.`, journal: journalDe(seance) }
  },
})

const CHANGE = 'L’ordre du jour vient de changer : relisez-le, puis recommencez'

/** One step up or down, from the rank that the page showed: two people do not undo one another. */
export const deplacerPoint = action({
  ...surPoint,
  nom: 'legalite.deplacer-point',
  path: '/legalite/seances/:id/points/:point/deplacer',
  titre: 'Déplacer un point',
  page: detail,
  input: z.object({ sens: z.enum(['monter', 'descendre']), rang: z.union([z.int(), z.string().regex(/^\d{1,3}$/)]) }),
  run: async (e) => {
    const seance = await prendreSeance(e, 'preparer')
    const points = await listPoints(e.tx, seance.id)
    const point = points.find((p) => p.id === e.params.point)
    if (!point || point.rang !== Number(e.input.rang)) throw new Refus(CHANGE)
    const autre = points.find((p) => p.rang === point.rang + (e.input.sens === 'monter' ? -1 : 1))
    if (!autre) throw new Refus('Ce point est déjà au bout de l’ordre du jour')
    await echangerPoints(e.tx, point, autre)
    await raconter(e, seance, 'point-deplace', `${point.objet} : de ${point.rang} à ${autre.rang}`)
    return { vers: `/legalite/seances/${seance.id}#ordre-du-jour`, journal: journalDe(seance) }
  },
})

export const retirerPoint = action({
  ...surPoint,
  nom: 'legalite.retirer-point',
  path: '/legalite/seances/:id/points/:point/retirer',
  titre: 'Retirer un point',
  page: detail,
  input: z.object({ rang: z.union([z.int(), z.string().regex(/^\d{1,3}$/)]) }),
  run: async (e) => {
    const seance = await prendreSeance(e, 'preparer')
    const point = (await listPoints(e.tx, seance.id)).find((p) => p.id === e.params.point)
    if (!point || point.rang !== Number(e.input.rang)) throw new Refus(CHANGE)
    await removePoint(e.tx, point)
    await raconter(e, seance, 'point-retire', `${point.rang}. ${point.objet}`)
    return { vers: `/legalite/seances/${seance.id}#ordre-du-jour`, message: `« ${point.objet} » n’est plus à l’ordre du jour.`, journal: journalDe(seance) }
  },
})
