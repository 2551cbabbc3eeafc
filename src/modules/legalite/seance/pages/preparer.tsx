import { z } from 'zod'
import { jourLocal } from '../../../../kernel/calendrier/index.ts'
import { page } from '../../../../kernel/module.ts'
import { Actions, Bouton, comparerVersions, DeuxVersions, Formulaire, Gabarit, ResumeErreurs, Revision } from '../../../../ui/index.ts'
import { getCourant } from '../../referentiel/referentiel.queries.ts'
import { communesTenues, ecrireHeure, jourDe, lireSeance, mayTenir, nomCommune, parId, sujetSeance } from '../porte.ts'
import { suivreSeance } from '../revision.ts'
import { deNom, direSession, exigerGeste } from '../seance.ts'
import { ChampCommune, ChampsSeance, Doute } from './champs.tsx'

const SEANCES = { libelle: 'Séances', href: '/legalite/seances' }

/** Begins a session. The month and the kind may come from the timeline. */
export const nouvelle = page({
  path: '/legalite/seances/nouvelle',
  may: mayTenir,
  titre: 'Préparer une séance',
  gabarit: 'agent',
  query: z.object({ session: z.coerce.number().int().min(1).max(12).optional(), commune: z.string().max(4).optional() }),
  load: async (lu) => {
    const { sessions } = (await getCourant(lu.db, 'regles', jourLocal(lu.maintenant))).corps
    return { communes: communesTenues(lu), ordinaires: sessions.ordinaires, q: lu.query, annee: jourLocal(lu.maintenant).slice(0, 4) }
  },
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Préparer une séance" genre="agent" etroit ariane={[SEANCES]}>
      <h1>Préparer une séance</h1>
      <p class="chapeau">Vous écrirez ensuite l’ordre du jour, puis vous convoquerez le conseil.</p>
      <ResumeErreurs vue={vue} />
      <Formulaire vue={vue} action="/legalite/seances/nouvelle" libelle="Séance" garde>
        <ChampCommune vue={vue} communes={d.communes} valeur={d.q.commune} />
        <ChampsSeance vue={vue} depart={{ ...(d.q.session ? { genre: 'ordinaire', session: d.q.session } : {}), jour: { annee: d.annee } }} mois={d.ordinaires.mois} />
        <Doute regle={d.ordinaires}>Mois des sessions à confirmer</Doute>
        <Actions>
          <Bouton>Préparer la séance</Bouton>
          <a href="/legalite/seances">Ne rien préparer</a>
        </Actions>
      </Formulaire>
    </Gabarit>
  ),
})

/** Changes a session that is still being prepared. */
export const modifier = page({
  path: '/legalite/seances/:id/modifier',
  may: mayTenir,
  titre: 'Modifier une séance',
  gabarit: 'agent',
  params: parId,
  sujet: sujetSeance,
  load: async (lu) => {
    const seance = await lireSeance(lu)
    exigerGeste(seance, 'preparer')
    return { seance, commune: nomCommune(lu.maison, seance.commune), mois: (await getCourant(lu.db, 'regles', jourLocal(lu.maintenant))).corps.sessions.ordinaires.mois }
  },
  view: ({ seance, commune, mois }, vue) => {
    const versions = comparerVersions(vue, suivreSeance(seance))
    return (
      <Gabarit vue={vue} titre="Modifier la séance" genre="agent" etroit ariane={[SEANCES, { libelle: direSession(seance), href: `/legalite/seances/${seance.id}` }]}>
        <h1>Modifier la séance</h1>
        <p class="chapeau">Commune {deNom(commune)}</p>
        <ResumeErreurs vue={vue} />
        <DeuxVersions versions={versions} />
        <Formulaire vue={vue} action={`/legalite/seances/${seance.id}/modifier`} libelle="Séance" garde>
          <Revision valeur={versions.revision} />
          <ChampsSeance vue={versions.vue} depart={{ ...seance, jour: jourDe(seance), heure: ecrireHeure(seance.prevueLe) }} mois={mois} />
          <Actions>
            <Bouton>{versions.ecarts ? 'Enregistrer ma version' : 'Enregistrer'}</Bouton>
            <a href={`/legalite/seances/${seance.id}`}>Ne rien changer</a>
          </Actions>
        </Formulaire>
      </Gabarit>
    )
  },
})
