import { z } from 'zod'
import { Saisie } from '../../../../lib/erreurs.ts'
import type { Tx } from '../../../../kernel/db/index.ts'
import { insertRevocation, listDocuments } from '../../../../kernel/documents/queries.ts'
import { cleActeur } from '../../../../kernel/identite/acteur.ts'
import { action, permission } from '../../../../kernel/module.ts'
import { exigerVersion } from '../../../../ui/index.ts'
import { exigerPassage } from '../../acte/acte.ts'
import type { Acte } from '../../acte/acte.ts'
import { updateActe } from '../../acte/acte.queries.ts'
import { anomalie } from '../../acte/anomalie.ts'
import { sousLesquels } from '../../acte/contexte.ts'
import type { EnVigueur } from '../../acte/contexte.ts'
import { insertEvenement } from '../../acte/evenement.queries.ts'
import { objetAccuse } from '../../acte/papier.ts'
import { journalDe, parId, prendreActe, sujetActe } from '../../acte/porte.ts'
import { nomActeur } from '../../lecteur.ts'
import { GENRES_MESURE, MESURES } from '../../mesure/mesure.ts'
import { preparerMesure } from '../../mesure/preparer.ts'
import { pointsPour } from '../../referentiel/referentiel.ts'
import { findControle, writeControle } from '../controle.queries.ts'
import type { PointCoche } from '../controle.queries.ts'
import { clore } from '../clore.ts'
import { AVIS, examen } from '../pages/examen.tsx'

const SUITES = ['garder', 'sans-observation', 'retourner', ...GENRES_MESURE] as const

function lirePoints(input: Record<string, unknown>, acte: Acte, v: EnVigueur): Record<string, PointCoche> {
  const texte = (cle: string) => (typeof input[cle] === 'string' ? (input[cle] as string).trim() : '')
  return Object.fromEntries(pointsPour(v.grilles, acte).map((p) => [p.code, { avis: AVIS.find((a) => a.valeur === texte(`p.${p.code}`))?.valeur ?? null, note: texte(`n.${p.code}`).slice(0, 1000) }]))
}

/** What the points that are not conform become in a letter. */
const versLettre = (points: Readonly<Record<string, PointCoche>>, acte: Acte, v: EnVigueur) =>
  pointsPour(v.grilles, acte).flatMap((p) => {
    const coche = points[p.code]
    return coche && coche.avis !== null && coche.avis !== 'conforme' ? [{ code: p.code, libelle: p.libelle, texte: coche.note || p.question }] : []
  })

/** Saves the grid of an act, then does what the controller concludes: nothing yet, no observation, a letter, or the act sent back. */
export const controler = action({
  nom: 'legalite.controler',
  path: '/legalite/actes/:id/controle',
  may: permission('legalite.controler'),
  titre: 'Contrôler un acte',
  params: parId,
  sujet: sujetActe,
  page: examen,
  input: z.looseObject({ suite: z.enum(SUITES, 'Choisissez la suite à donner').default('garder'), note: z.string().trim().max(1000, 'Dites-le en 1000 signes au plus').default(''), anomalie: z.string().max(4).default(''), _revision: z.string().max(20).optional() }),
  run: async (e) => {
    const { tx, maison, maintenant, input } = e
    const acte = await prendreActe(e, 'legalite.controler')
    exigerPassage(acte, 'controler')
    const [v, avant] = [await sousLesquels(tx, maison, acte, maintenant), await findControle(tx, acte.id)]
    await exigerVersion(input._revision, String(avant?.revision ?? 0), async () => `${avant?.parNom ?? 'Un collègue'} a rempli cette grille pendant que vous l’aviez sous les yeux. Relisez la sienne dans un autre onglet, puis enregistrez de nouveau`)
    const points = lirePoints(input, acte, v)
    const ici = { par: cleActeur(e.acteur), parNom: nomActeur(e.acteur, e.maison.territoires.ancetres(acte.commune).find((t) => t.niveau === 'departement')?.code ?? ''), maintenant }
    await writeControle(tx, { acteId: acte.id, grille: acte.referentiels.grilles ?? v.ids.grilles!, points, note: input.note, ...ici })
    await updateActe(tx, acte.id, { examineLe: acte.examineLe ?? maintenant }, maintenant)
    if (!avant) await insertEvenement(tx, { acteId: acte.id, genre: 'examine', le: maintenant, ...ici, interne: true })
    const suivi = { journal: journalDe(acte, { suite: input.suite }) }
    if (input.suite === 'garder') return { vers: `/legalite/actes/${acte.id}/controle`, message: 'La grille est enregistrée.', ...suivi }
    if (input.suite === 'sans-observation') {
      exigerPassage(acte, 'clore')
      await clore(tx, acte, 'sans-observation', v.regles, ici)
      return { vers: '/legalite/controle', message: `Le contrôle de l’acte ${acte.numero} est clos sans observation.`, ...suivi }
    }
    if (input.suite === 'retourner') return { ...(await retourner(e, acte, v, ici)), ...suivi }
    const lettre = versLettre(points, acte, v)
    if (lettre.length === 0) throw new Saisie({ suite: `Pour « ${MESURES[input.suite].verbe.toLowerCase()} », notez au moins un point à éclaircir ou contraire` })
    const id = await preparerMesure(tx, { acte, commune: maison.territoires.trouver(acte.commune)?.nom ?? acte.commune, genre: input.suite, points: lettre, v, ...ici })
    return { vers: `/legalite/mesures/${id}`, message: 'La lettre est préparée. Relisez-la.', ...suivi }
  },
})

type Ici = { par: string; parNom: string; maintenant: Date }

/** Gives an act back to be corrected and sent again: its receipt proves no more, its clock stops. */
async function retourner(e: { tx: Tx; input: { anomalie: string } }, acte: Acte, v: EnVigueur, ici: Ici): Promise<{ vers: string; message: string }> {
  exigerPassage(acte, 'retourner')
  const lue = v.anomalies.anomalies.find((a) => a.code === e.input.anomalie)
  if (!lue) throw new Saisie({ anomalie: 'Dites pourquoi vous retournez cet acte' })
  const { phrase, code } = anomalie(v.anomalies, lue.code)
  await updateActe(e.tx, acte.id, { etat: 'retourne', echeance: null, retour: { code, phrase, texte: '', parNom: ici.parNom, le: ici.maintenant.toISOString() } }, ici.maintenant)
  await insertEvenement(e.tx, { acteId: acte.id, genre: 'retourne', le: ici.maintenant, par: ici.par, parNom: ici.parNom, texte: `${phrase} (${code})` })
  for (const d of await listDocuments(e.tx, objetAccuse(acte.id))) if (!d.revocation) await insertRevocation(e.tx, { documentId: d.id, motif: 'Acte retourné à la commune pour être corrigé', par: ici.par, maintenant: ici.maintenant })
  return { vers: '/legalite/controle', message: `L’acte ${acte.numero} est retourné à la commune.` }
}
