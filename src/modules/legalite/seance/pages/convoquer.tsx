import { dateSimple, pluriel, telephone } from '../../../../lib/francais.ts'
import { jourLocal, midi } from '../../../../kernel/calendrier/jour.ts'
import { page } from '../../../../kernel/module.ts'
import { Actions, Avis, Bouton, Erreur, erreurDe, Formulaire, Gabarit, idChamp, Recap, ResumeErreurs, Vide, valeurDe } from '../../../../ui/index.ts'
import type { Vue } from '../../../../ui/index.ts'
import { MODES_ENVOI } from '../convocation.queries.ts'
import { delaiCourt, modesDe } from '../convoquer.ts'
import { direDelai } from '../delais.ts'
import { QUALITES } from '../membre.ts'
import type { Membre } from '../membre.ts'
import { listEnExercice } from '../membre.queries.ts'
import { listPoints } from '../point.queries.ts'
import { jourDe, lireSeance, mayTenir, parId, reglesDe, sujetSeance } from '../porte.ts'
import { direMoment, direSession, exigerGeste } from '../seance.ts'
import { Doute } from './champs.tsx'

/** How each member is told, before anything leaves. */
export const convoquer = page({
  path: '/legalite/seances/:id/convoquer',
  may: mayTenir,
  titre: 'Convoquer le conseil',
  gabarit: 'agent',
  params: parId,
  sujet: sujetSeance,
  load: async (lu) => {
    const seance = await lireSeance(lu)
    exigerGeste(seance, 'convoquer')
    const [points, membres, regles] = await Promise.all([listPoints(lu.db, seance.id), listEnExercice(lu.db, seance.commune, jourDe(seance)), reglesDe(lu.db, seance)])
    return { seance, points, membres, regles, court: delaiCourt(seance, regles, jourLocal(lu.maintenant)) }
  },
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Convoquer le conseil" genre="agent" etroit ariane={[{ libelle: 'Séances', href: '/legalite/seances' }, { libelle: direSession(d.seance), href: `/legalite/seances/${d.seance.id}` }]}>
      <h1>Convoquer le conseil</h1>
      <ResumeErreurs vue={vue} />
      <Recap serre lignes={[{ titre: 'Séance', valeur: direMoment(d.seance.prevueLe), note: d.seance.lieu }, { titre: 'Ordre du jour', valeur: pluriel(d.points.length, 'point') }, { titre: 'Délai', valeur: <>{direDelai(d.regles, 'convocation')} <Doute regle={d.regles.delais.convocation} /></>, note: d.regles.delais.convocation.source }]} />
      {d.court ? (
        <Avis ton="att" titre="Le délai est trop court" niveau={2}>
          <p>
            {d.court}. {d.regles.delais.convocation.verifie ? 'Changez le jour de la séance.' : 'Cette règle est à confirmer : la convocation peut partir, et le délai court sera noté.'}
          </p>
        </Avis>
      ) : null}
      {d.membres.length === 0 ? (
        <>
          <h2 class="sr">Membres</h2>
          <Vide titre="Aucun membre ne siège ce jour-là" action={<Bouton href="/legalite/conseil">Inscrire les membres</Bouton>}>
            Le conseil se convoque membre par membre.
          </Vide>
        </>
      ) : (
        <Formulaire vue={vue} action={`/legalite/seances/${d.seance.id}/convoquer`} libelle="Convocation">
          <h2>Comment chacun est prévenu</h2>
          <p class="petit">SMS et courriers électroniques partent avec le jour, l’heure, le lieu et l’ordre du jour. Pour les autres, vous noterez la remise.</p>
          <div class="noms">
            {d.membres.map((m) => (
              <Mode key={m.id} vue={vue} m={m} />
            ))}
          </div>
          <Actions>
            <Bouton>Convoquer {pluriel(d.membres.length, 'membre')}</Bouton>
            <a href={`/legalite/seances/${d.seance.id}`}>Pas encore</a>
          </Actions>
          <p class="petit discret">Après cela, la séance du {dateSimple(midi(jourDe(d.seance)))} et son ordre du jour ne changent plus.</p>
        </Formulaire>
      )}
    </Gabarit>
  ),
})

function Mode({ vue, m }: { vue: Vue; m: Membre }) {
  const nom = `mode.${m.id}`
  const [id, erreur, modes] = [idChamp(nom), erreurDe(vue, nom), modesDe(m)]
  const choisi = valeurDe(vue, nom, modes[0])
  const ou = { courriel: m.courriel, sms: m.telephone ? telephone(m.telephone) : '', porteur: '', 'main-propre': '' }
  return (
    <div class="nom">
      <label for={id}>
        {m.nom}
        <span class="sous-l discret">
          {QUALITES[m.qualite]}
          {m.courriel || m.telephone ? '' : ', sans téléphone ni adresse'}
        </span>
        <Erreur id={id}>{erreur}</Erreur>
      </label>
      <select class={erreur ? 'sel err' : 'sel'} id={id} name={nom}>
        {modes.map((mode) => (
          <option key={mode} value={mode} selected={mode === choisi}>
            {MODES_ENVOI[mode]}
            {ou[mode] ? ` : ${ou[mode]}` : ''}
          </option>
        ))}
      </select>
    </div>
  )
}
