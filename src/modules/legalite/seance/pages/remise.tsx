import { dateSimple } from '../../../../lib/francais.ts'
import { jourLocal } from '../../../../kernel/calendrier/index.ts'
import { page } from '../../../../kernel/module.ts'
import { Actions, Bouton, Cases, Choix, DateChamp, Formulaire, Gabarit, ResumeErreurs, Texte, Vide } from '../../../../ui/index.ts'
import { aLaMain, listAppeles, MODES_ENVOI } from '../convocation.queries.ts'
import { QUALITES } from '../membre.ts'
import { jourDe, lireSeance, mayTenir, parId, sujetSeance } from '../porte.ts'
import { aRemettre, listEnvoisDe } from '../salle.ts'
import { direMoment, direSession, exigerGeste } from '../seance.ts'

/** What was handed over, when, by whom: several at once, since one porter goes round them all. */
export const remise = page({
  path: '/legalite/seances/:id/remises',
  may: mayTenir,
  titre: 'Noter la remise de convocations',
  gabarit: 'agent',
  params: parId,
  sujet: sujetSeance,
  load: async (lu) => {
    const seance = await lireSeance(lu)
    exigerGeste(seance, 'remettre')
    const appeles = await listAppeles(lu.db, seance.id, jourDe(seance))
    const envois = await listEnvoisDe(lu.db, appeles)
    return { seance, jour: jourLocal(lu.maintenant), attendent: appeles.filter((a) => aRemettre(a, envois)) }
  },
  view: ({ seance, attendent, jour }, vue) => (
    <Gabarit vue={vue} titre="Noter la remise" genre="agent" etroit ariane={[{ libelle: 'Séances', href: '/legalite/seances' }, { libelle: direSession(seance), href: `/legalite/seances/${seance.id}` }]}>
      <h1>Noter la remise de convocations</h1>
      <p class="chapeau">Séance du {direMoment(seance.prevueLe)}</p>
      <ResumeErreurs vue={vue} />
      {attendent.length === 0 ? (
        <Vide titre="Chaque convocation a sa preuve" action={<Bouton href={`/legalite/seances/${seance.id}`}>Retour à la séance</Bouton>} />
      ) : (
        <Formulaire vue={vue} action={`/legalite/seances/${seance.id}/remises`} libelle="Remise">
          <Cases vue={vue} nom="membres" libelle="À qui" options={attendent.map((a) => ({ valeur: a.membreId, libelle: a.nom, aide: aLaMain(a.mode) ? QUALITES[a.qualite] : `${QUALITES[a.qualite]}, son message n’est pas parti` }))} />
          <Choix vue={vue} nom="mode" libelle="Comment" forme="deux" valeur={attendent[0]?.mode === 'porteur' ? 'porteur' : 'main-propre'} options={(['main-propre', 'porteur'] as const).map((valeur) => ({ valeur, libelle: MODES_ENVOI[valeur] }))} />
          <DateChamp vue={vue} nom="le" libelle="Quel jour" valeur={jour} aide={`La convocation est écrite le ${dateSimple(seance.convoqueeLe!)}`} />
          <Texte vue={vue} nom="preuve" libelle="Par qui, et ce qui le prouve" aide="Par exemple « Porteur K. Ahossi, cahier de transmission page 12 »" max={300} />
          <Actions>
            <Bouton>Noter la remise</Bouton>
            <a href={`/legalite/seances/${seance.id}`}>Retour à la séance</a>
          </Actions>
        </Formulaire>
      )}
    </Gabarit>
  ),
})
