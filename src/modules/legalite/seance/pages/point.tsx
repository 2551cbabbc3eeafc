import { page } from '../../../../kernel/module.ts'
import type { Lecture } from '../../../../kernel/module.ts'
import { Actions, Bouton, comparerVersions, DeuxVersions, Formulaire, Gabarit, ResumeErreurs, Revision } from '../../../../ui/index.ts'
import { getCourant } from '../../referentiel/referentiel.queries.ts'
import { getPoint, listPoints } from '../point.queries.ts'
import { jourDe, lireSeance, mayTenir, parId, parPoint, sujetSeance } from '../porte.ts'
import { suivrePoint } from '../revision.ts'
import { direMoment, direSession, exigerGeste } from '../seance.ts'
import type { Seance } from '../seance.ts'
import { ChampsPoint } from './champs.tsx'

const ariane = (s: Seance) => [{ libelle: 'Séances', href: '/legalite/seances' }, { libelle: direSession(s), href: `/legalite/seances/${s.id}` }]

/** A session still being prepared, and the lists in force on its day. */
async function charger(lu: Pick<Lecture, 'porteePour' | 'db'> & { params: { id: string } }) {
  const seance = await lireSeance(lu)
  exigerGeste(seance, 'preparer')
  const jour = jourDe(seance)
  return { seance, natures: (await getCourant(lu.db, 'natures', jour)).corps, matieres: (await getCourant(lu.db, 'matieres', jour)).corps }
}

/** Adds points one after the other. */
export const pointNouveau = page({
  path: '/legalite/seances/:id/points/nouveau',
  may: mayTenir,
  titre: 'Ajouter un point à l’ordre du jour',
  gabarit: 'agent',
  params: parId,
  sujet: sujetSeance,
  load: async (lu) => {
    const d = await charger(lu)
    return { ...d, rang: (await listPoints(lu.db, d.seance.id)).length + 1 }
  },
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Ajouter un point" genre="agent" etroit ariane={ariane(d.seance)}>
      <h1>Point {d.rang} de l’ordre du jour</h1>
      <p class="chapeau">Séance du {direMoment(d.seance.prevueLe)}</p>
      <ResumeErreurs vue={vue} />
      <Formulaire vue={vue} action={`/legalite/seances/${d.seance.id}/points/nouveau`} libelle="Point" garde>
        <ChampsPoint vue={vue} depart={{}} natures={d.natures} matieres={d.matieres} />
        <Actions>
          <Bouton nom="_suivant">Ajouter et continuer</Bouton>
          <Bouton ton="second">Ajouter et finir</Bouton>
          <a href={`/legalite/seances/${d.seance.id}`}>Retour à la séance</a>
        </Actions>
      </Formulaire>
    </Gabarit>
  ),
})

/** Changes a point. */
export const pointPage = page({
  path: '/legalite/seances/:id/points/:point',
  may: mayTenir,
  titre: 'Modifier un point',
  gabarit: 'agent',
  params: parPoint,
  sujet: sujetSeance,
  load: async (lu) => {
    const d = await charger(lu)
    return { ...d, point: await getPoint(lu.db, d.seance.id, lu.params.point) }
  },
  view: (d, vue) => {
    const versions = comparerVersions(vue, suivrePoint(d.point, d.natures.natures))
    return (
      <Gabarit vue={vue} titre={`Point ${d.point.rang}`} genre="agent" etroit ariane={ariane(d.seance)}>
        <h1>Point {d.point.rang} de l’ordre du jour</h1>
        <ResumeErreurs vue={vue} />
        <DeuxVersions versions={versions} />
        <Formulaire vue={vue} action={`/legalite/seances/${d.seance.id}/points/${d.point.id}`} libelle="Point" garde>
          <Revision valeur={versions.revision} />
          <ChampsPoint vue={versions.vue} depart={d.point} natures={d.natures} matieres={d.matieres} />
          <Actions>
            <Bouton>{versions.ecarts ? 'Enregistrer ma version' : 'Enregistrer'}</Bouton>
            <a href={`/legalite/seances/${d.seance.id}`}>Ne rien changer</a>
          </Actions>
        </Formulaire>
      </Gabarit>
    )
  },
})
