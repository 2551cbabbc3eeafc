import { page } from '../../../../kernel/module.ts'
import { Actions, Avis, Bouton, BoutonSeul, Formulaire, Gabarit, ResumeErreurs, Selection, Texte } from '../../../../ui/index.ts'
import { irregularites } from '../convoquer.ts'
import { ecrireHeure, jourDe, lireSeance, mayTenir, parId, reglesDe, sujetSeance } from '../porte.ts'
import { compter, quorumAtteint, quorumDe } from '../quorum.ts'
import { exigerJourVenu, listSalle } from '../salle.ts'
import { direMoment, direSession, exigerGeste } from '../seance.ts'
import { jourLocal } from '../../../../kernel/calendrier/index.ts'
import { Doute } from './champs.tsx'
import { Quorum } from './quorum.tsx'

/** Opens a session, or says that it cannot be: the two ways out of the roll. */
export const ouvrir = page({
  path: '/legalite/seances/:id/ouvrir',
  may: mayTenir,
  titre: 'Ouvrir la séance',
  gabarit: 'agent',
  params: parId,
  sujet: sujetSeance,
  load: async (lu) => {
    const seance = await lireSeance(lu)
    exigerGeste(seance, 'ouvrir')
    exigerJourVenu(seance, lu.maintenant)
    const [appeles, regles] = [await listSalle(lu.db, seance), await reglesDe(lu.db, seance)]
    const compte = compter(appeles)
    const quorum = quorumDe(appeles.length, regles.quorum)
    const memeJour = jourLocal(lu.maintenant) === jourDe(seance)
    return { seance, appeles, regles, compte, quorum, atteint: quorumAtteint(compte.presents, quorum, seance.remplace !== null, regles.quorum), defauts: irregularites(appeles, seance, regles), heure: ecrireHeure(memeJour && lu.maintenant > seance.prevueLe ? lu.maintenant : seance.prevueLe) }
  },
  view: (d, vue) => {
    const base = `/legalite/seances/${d.seance.id}`
    const reste = d.appeles.filter((a) => a.presence === null).length
    return (
      <Gabarit vue={vue} titre="Ouvrir la séance" genre="agent" etroit ariane={[{ libelle: 'Séances', href: '/legalite/seances' }, { libelle: direSession(d.seance), href: base }]}>
        <h1>Ouvrir la séance</h1>
        <p class="chapeau">{direMoment(d.seance.prevueLe)}</p>
        <ResumeErreurs vue={vue} />
        <Quorum compte={d.compte} quorum={d.quorum} regles={d.regles} seconde={d.seance.remplace !== null} />
        <p>
          <a href={`${base}/presences`}>{reste > 0 ? `Finir l’appel : ${reste} à noter` : 'Corriger les présences'}</a>
        </p>
        {d.defauts.length > 0 ? (
          <Avis ton="att" titre={<>Convocations à regarder <Doute regle={d.regles.delais.convocation} /></>} niveau={2}>
            {d.defauts.map((defaut) => (
              <p key={defaut}>{defaut}</p>
            ))}
            <p class="petit">La séance peut s’ouvrir : une décision prise sans convocation régulière peut être contestée.</p>
          </Avis>
        ) : null}
        {reste > 0 ? null : d.atteint ? (
          <Formulaire vue={vue} action={`${base}/ouvrir`} libelle="Ouverture">
            <Selection vue={vue} nom="president" libelle="Qui préside" valeur={d.appeles.find((a) => a.qualite === 'maire' && a.presence === 'present')?.membreId ?? null} options={d.appeles.filter((a) => a.presence === 'present').map((a) => ({ valeur: a.membreId, libelle: a.nom }))} />
            <Texte vue={vue} nom="secretaire" libelle="Qui tient le secrétariat" aide="Nom et qualité" max={160} />
            <Texte vue={vue} nom="heure" libelle="Heure d’ouverture" largeur={8} valeur={d.heure} max={12} />
            <Actions>
              <Bouton>Ouvrir la séance</Bouton>
              <a href={base}>Pas encore</a>
            </Actions>
          </Formulaire>
        ) : (
          <>
            <p>Sans quorum, le conseil ne délibère pas. Constatez-le : une seconde convocation se prépare avec le même ordre du jour.</p>
            <BoutonSeul vue={vue} action={`${base}/sans-quorum`} ton="plein">
              Constater l’absence de quorum
            </BoutonSeul>
          </>
        )}
      </Gabarit>
    )
  },
})
