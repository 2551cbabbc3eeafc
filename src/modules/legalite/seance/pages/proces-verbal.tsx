import { page } from '../../../../kernel/module.ts'
import { Actions, Avis, Bouton, Formulaire, Gabarit, ResumeErreurs, Revision, revisionDe, suivre, Texte, ZoneTexte } from '../../../../ui/index.ts'
import { listPoints } from '../point.queries.ts'
import { lireSeance, mayTenir, nomCommune, parId, sujetSeance } from '../porte.ts'
import { composer } from '../proces-verbal.ts'
import { listSalle } from '../salle.ts'
import { direSession, exigerGeste } from '../seance.ts'

/** The minutes: a first text made of what was noted, then whatever the secretary writes. */
export const procesVerbal = page({
  path: '/legalite/seances/:id/proces-verbal',
  may: mayTenir,
  titre: 'Procès-verbal',
  gabarit: 'agent',
  params: parId,
  sujet: sujetSeance,
  load: async (lu) => {
    const seance = await lireSeance(lu)
    exigerGeste(seance, 'rediger')
    const points = await listPoints(lu.db, seance.id)
    const compose = composer(seance, points, await listSalle(lu.db, seance), nomCommune(lu.maison, seance.commune))
    return { seance, compose, sans: points.filter((p) => p.vote === null).map((p) => p.rang) }
  },
  view: (d, vue) => {
    const base = `/legalite/seances/${d.seance.id}`
    const garde = d.seance.procesVerbal
    return (
      <Gabarit vue={vue} titre="Procès-verbal" genre="agent" etroit ariane={[{ libelle: 'Séances', href: '/legalite/seances' }, { libelle: direSession(d.seance), href: base }]}>
        <h1>Procès-verbal</h1>
        <p class="chapeau">{garde ? 'Vous reprenez le texte gardé.' : 'Ce premier texte vient des présences et des votes notés. Complétez-le.'}</p>
        <ResumeErreurs vue={vue} />
        {d.sans.length > 0 ? (
          <Avis ton="att" titre="Tous les points ne sont pas examinés" niveau={2}>
            <p>
              Points sans issue : {d.sans.join(', ')}. <a href={`${base}#ordre-du-jour`}>Notez-les</a> avant de clore.
            </p>
          </Avis>
        ) : null}
        <Formulaire vue={vue} action={`${base}/proces-verbal`} libelle="Procès-verbal" garde>
          <Revision valeur={revisionDe([suivre('Texte', 'texte', garde)])} vue={vue} />
          <ZoneTexte vue={vue} nom="texte" libelle="Texte" lignes={24} valeur={garde || d.compose} />
          <Texte vue={vue} nom="secretaire" libelle="Secrétaire de séance" valeur={d.seance.secretaire} max={160} />
          <Actions>
            <Bouton>Garder le procès-verbal</Bouton>
            <a href={base}>Retour à la séance</a>
          </Actions>
        </Formulaire>
        {garde && garde !== d.compose ? (
          <details>
            <summary>Texte composé d’après les présences et les votes</summary>
            <article class="lettre">
              <blockquote>{d.compose.split('\n\n').map((bloc, i) => <p key={i}>{bloc}</p>)}</blockquote>
            </article>
          </details>
        ) : null}
      </Gabarit>
    )
  },
})
