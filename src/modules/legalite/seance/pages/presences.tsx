import { z } from 'zod'
import { page } from '../../../../kernel/module.ts'
import { Actions, Bouton, Erreur, erreurDe, Formulaire, Gabarit, idChamp, ResumeErreurs, Revision, revisionDe, valeurDe } from '../../../../ui/index.ts'
import type { Vue } from '../../../../ui/index.ts'
import type { Appele } from '../convocation.queries.ts'
import { QUALITES } from '../membre.ts'
import { lireSeance, mayTenir, parId, reglesDe, sujetSeance } from '../porte.ts'
import { compter, PRESENCES, quorumDe } from '../quorum.ts'
import type { Presence } from '../quorum.ts'
import { suivrePresences } from '../revision.ts'
import { exigerJourVenu, listSalle } from '../salle.ts'
import { direMoment, direSession, exigerGeste } from '../seance.ts'
import { Doute } from './champs.tsx'
import { Quorum } from './quorum.tsx'

/** The roll: one gesture a member. « Tous présents » is a page, not a writing: it fills the boxes, and one corrects the exceptions. */
export const presences = page({
  path: '/legalite/seances/:id/presences',
  may: mayTenir,
  titre: 'Noter les présences',
  gabarit: 'agent',
  params: parId,
  sujet: sujetSeance,
  query: z.object({ tous: z.literal('presents').optional() }),
  load: async (lu) => {
    const seance = await lireSeance(lu)
    exigerGeste(seance, 'appeler')
    exigerJourVenu(seance, lu.maintenant)
    return { seance, appeles: await listSalle(lu.db, seance), regles: await reglesDe(lu.db, seance), tous: lu.query.tous !== undefined }
  },
  view: (d, vue) => {
    const base = `/legalite/seances/${d.seance.id}`
    const quorum = d.seance.etat === 'ouverte' ? d.seance.quorum : quorumDe(d.appeles.length, d.regles.quorum)
    return (
      <Gabarit vue={vue} titre="Présences" genre="agent" etroit scripts={['appel.js']} ariane={[{ libelle: 'Séances', href: '/legalite/seances' }, { libelle: direSession(d.seance), href: base }]}>
        <h1>Faire l’appel</h1>
        <p class="chapeau">Séance du {direMoment(d.seance.prevueLe)}</p>
        <ResumeErreurs vue={vue} />
        <Quorum compte={compter(d.appeles)} quorum={quorum} regles={d.regles} seconde={d.seance.remplace !== null} vif />
        {d.appeles.every((a) => a.presence === null) && !d.tous ? (
          <p>
            <a href={`${base}/presences?tous=presents`}>Cocher tout le monde présent</a>, puis corriger les absents.
          </p>
        ) : null}
        <Formulaire vue={vue} action={`${base}/presences`} libelle="Appel" id="appel" garde>
          <Revision valeur={revisionDe(suivrePresences(d.appeles))} vue={vue} />
          {d.appeles.map((a) => (
            <Appel key={a.membreId} vue={vue} a={a} tous={d.appeles} defaut={d.tous ? 'present' : a.presence} />
          ))}
          <p class="petit">
            Un membre présent porte au plus {d.regles.procurations.par_membre} procuration. <Doute regle={d.regles.procurations} />
          </p>
          <Actions>
            <Bouton>Noter les présences</Bouton>
            <a href={base}>Retour à la séance</a>
          </Actions>
        </Formulaire>
      </Gabarit>
    )
  },
})

function Appel({ vue, a, tous, defaut }: { vue: Vue; a: Appele; tous: readonly Appele[]; defaut: Presence | null }) {
  const [p, m] = [`p.${a.membreId}`, `m.${a.membreId}`]
  const [id, idM] = [idChamp(p), idChamp(m)]
  const [erreur, erreurM] = [erreurDe(vue, p), erreurDe(vue, m)]
  const [dite, par] = [valeurDe(vue, p, defaut), valeurDe(vue, m, a.mandataire)]
  return (
    <div class={erreur || erreurM ? 'appel champ--err' : 'appel'} role="group" aria-labelledby={`${id}-nom`}>
      <p id={`${id}-nom`}>
        <b>{a.nom}</b> <span class="sous-l discret">{QUALITES[a.qualite]}</span>
      </p>
      <div>
        <Erreur id={id}>{erreur}</Erreur>
        <div class="tri tri--4">
          {Object.entries(PRESENCES).map(([valeur, libelle], i) => (
            <label key={valeur}>
              <input type="radio" name={p} value={valeur} id={i === 0 ? id : undefined} checked={dite === valeur} aria-describedby={erreur ? `${id}-erreur` : undefined} /> <span>{libelle}</span>
            </label>
          ))}
        </div>
        <div class="par">
          <label for={idM}>Représenté par</label>
          <Erreur id={idM}>{erreurM}</Erreur>
          <select class={erreurM ? 'sel err' : 'sel'} id={idM} name={m}>
            <option value="">Choisissez…</option>
            {tous.filter((autre) => autre.membreId !== a.membreId).map((autre) => (
              <option key={autre.membreId} value={autre.membreId} selected={par === autre.membreId}>
                {autre.nom}
              </option>
            ))}
          </select>
        </div>
      </div>
    </div>
  )
}
