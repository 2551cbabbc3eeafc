import type { ComponentChildren } from 'preact'
import { dateSimple, pluriel } from '../../../../lib/francais.ts'
import { midi } from '../../../../kernel/calendrier/jour.ts'
import { Actions, Avis, Bouton, DateChamp, FichierChamp, Formulaire, Panneau, Texte } from '../../../../ui/index.ts'
import type { Vue } from '../../../../ui/index.ts'
import { delaiCourt } from '../convoquer.ts'
import { dernierEnvoi, direDelai, limiteAffichage, limiteProcesVerbal } from '../delais.ts'
import { calendrier, ecrireHeure, jourDe } from '../porte.ts'
import { aRemettre } from '../salle.ts'
import { direMoment, mayFaire } from '../seance.ts'
import { ChampsMoment, Doute } from './champs.tsx'
import type { Detail } from './detail.tsx'

type Props = { d: Detail; vue: Vue }

/** What is to be done now, first; what may also be done, folded below. */
export function Gestes({ d, vue }: Props) {
  const { etat } = d.seance
  if (!d.tient)
    return (
      <Panneau titre="Où en est la séance" id="a-faire">
        {etat === 'annulee' ? <Annulee d={d} /> : <p>{DITS[etat]}</p>}
        {etat === 'close' ? <Papier d={d} /> : null}
        {d.seance.afficheLe ? <Affichee d={d} /> : null}
      </Panneau>
    )
  return (
    <Panneau titre="À faire" id="a-faire" ton="fort">
      {etat === 'preparee' ? <Convoquer d={d} /> : null}
      {etat === 'convoquee' ? <Appeler d={d} /> : null}
      {etat === 'ouverte' ? <Clore d={d} vue={vue} /> : null}
      {etat === 'sans-quorum' ? <Reconvoquer d={d} vue={vue} /> : null}
      {etat === 'close' ? <Afficher d={d} vue={vue} /> : null}
      {etat === 'annulee' ? <Annulee d={d} /> : null}
      {mayFaire(d.seance, 'reporter') ? (
        <Plier titre="Reporter cette séance" ouvert={vue.erreurs.pourquoi !== undefined || vue.erreurs.jour !== undefined || vue.erreurs.heure !== undefined || vue.erreurs.lieu !== undefined}>
          <Formulaire vue={vue} action={`/legalite/seances/${d.seance.id}/reporter`} libelle="Report">
            <p class="petit">Une autre séance se prépare avec le même ordre du jour ; le conseil y est convoqué à nouveau. Les membres prévenus par message le sont du report.</p>
            <Texte vue={vue} nom="pourquoi" libelle="Pourquoi ?" max={300} />
            <ChampsMoment vue={vue} jour={{ annee: d.jour.slice(0, 4) }} heure={ecrireHeure(d.seance.prevueLe)} lieu={d.seance.lieu} />
            <Actions>
              <Bouton ton="second">Reporter la séance</Bouton>
            </Actions>
          </Formulaire>
        </Plier>
      ) : null}
      {mayFaire(d.seance, 'annuler') ? (
        <Plier titre="Annuler cette séance" ouvert={vue.erreurs.raison !== undefined}>
          <Formulaire vue={vue} action={`/legalite/seances/${d.seance.id}/annuler`} libelle="Annulation">
            <Texte vue={vue} nom="raison" libelle="Pourquoi ?" max={300} />
            <Actions>
              <Bouton ton="danger">Annuler la séance</Bouton>
            </Actions>
          </Formulaire>
        </Plier>
      ) : null}
    </Panneau>
  )
}

const DITS: Readonly<Record<Detail['seance']['etat'], string>> = {
  preparee: 'Cette séance se prépare.', convoquee: 'Le conseil est convoqué à cette séance.', ouverte: 'La séance est ouverte, ou son procès-verbal s’écrit.', 'sans-quorum': 'Le quorum n’a pas été atteint : une seconde séance se convoque.',
  close: 'La séance est close.', annulee: 'Cette séance est annulée : elle ne se tient pas.',
}

const Annulee = ({ d }: { d: Detail }) =>
  d.report ? (
    <p>
      Cette séance ne se tient pas : elle est reportée au <a href={`/legalite/seances/${d.report.id}`}>{direMoment(d.report.prevueLe)}</a>.
    </p>
  ) : (
    <p>{DITS.annulee}</p>
  )

const Plier = ({ titre, ouvert, children }: { titre: string; ouvert: boolean; children: ComponentChildren }) => (
  <details open={ouvert}>
    <summary>{titre}</summary>
    {children}
  </details>
)

function Convoquer({ d }: { d: Detail }) {
  const limite = dernierEnvoi(jourDe(d.seance), d.regles, calendrier())
  const tard = d.jour > limite
  return (
    <>
      {tard ? (
        <Avis ton="att" titre="Le délai de convocation est trop court">
          <p>{delaiCourt(d.seance, d.regles, d.jour)}.</p>
        </Avis>
      ) : (
        <p>
          Les convocations partent au plus tard le <b>{dateSimple(midi(limite))}</b> : {direDelai(d.regles, 'convocation')} avant la séance. <Doute regle={d.regles.delais.convocation} />
        </p>
      )}
      {d.points.length === 0 ? (
        <p>Écrivez d’abord l’ordre du jour.</p>
      ) : d.siegent === 0 ? (
        <p>
          Aucun membre ne siège ce jour-là. <a href="/legalite/conseil">Inscrivez les membres du conseil</a>.
        </p>
      ) : (
        <p>
          <Bouton href={`/legalite/seances/${d.seance.id}/convoquer`}>Convoquer le conseil</Bouton>
        </p>
      )}
    </>
  )
}

function Appeler({ d }: { d: Detail }) {
  const base = `/legalite/seances/${d.seance.id}`
  const attente = d.membres.filter((a) => aRemettre(a, d.envois)).length
  const venu = d.jour >= jourDe(d.seance)
  const appele = d.membres.every((a) => a.presence !== null)
  return (
    <>
      {venu ? (
        <p>
          <Bouton href={appele ? `${base}/ouvrir` : `${base}/presences`}>{appele ? 'Ouvrir la séance' : 'Faire l’appel'}</Bouton>
        </p>
      ) : (
        <p>L’appel se fait le jour de la séance, {direMoment(d.seance.prevueLe)}.</p>
      )}
      {attente > 0 ? (
        <p>
          <Bouton href={`${base}/remises`} ton={venu ? 'second' : 'plein'}>Noter {pluriel(attente, 'remise')}</Bouton>
        </p>
      ) : null}
      {attente > 0 ? (
        <p>
          <a href={`${base}/convocation.pdf`}>Imprimer les convocations à remettre (PDF)</a>
        </p>
      ) : null}
    </>
  )
}

function Clore({ d, vue }: Props) {
  const base = `/legalite/seances/${d.seance.id}`
  const sans = d.points.filter((p) => p.vote === null).length
  const ecrit = d.seance.procesVerbal !== ''
  const adoptes = d.points.filter((p) => p.vote === 'adopte').length
  return (
    <>
      {sans > 0 ? (
        <p>
          {pluriel(sans, 'point reste', 'points restent')} à examiner. <a href="#ordre-du-jour">Notez chaque vote</a>, puis écrivez le procès-verbal.
        </p>
      ) : null}
      <p>
        <Bouton href={`${base}/proces-verbal`} ton={sans > 0 || ecrit ? 'second' : 'plein'}>
          {ecrit ? 'Reprendre le procès-verbal' : 'Écrire le procès-verbal'}
        </Bouton>
      </p>
      <p class="petit">
        Il s’établit au plus tard le {dateSimple(midi(limiteProcesVerbal(jourDe(d.seance), d.regles, calendrier())))}. <Doute regle={d.regles.delais.proces_verbal} />
      </p>
      <p>
        <a href={`${base}/presences`}>Noter une arrivée ou un départ</a>
      </p>
      {sans === 0 && ecrit ? (
        <Formulaire vue={vue} action={`${base}/clore`} libelle="Clôture">
          <Texte vue={vue} nom="heure" libelle="Heure où la séance a été levée" largeur={8} aide="Par exemple 12 h 40" max={12} />
          <p class="petit">
            {adoptes === 0 ? 'Aucun point n’est adopté : aucun acte ne naît.' : `${pluriel(adoptes, 'acte naît', 'actes naissent')} de cette séance, avec ${adoptes > 1 ? 'leurs numéros' : 'son numéro'}.`} Le procès-verbal et les votes ne changent plus.
          </p>
          <Actions>
            <Bouton>Clore la séance</Bouton>
          </Actions>
        </Formulaire>
      ) : null}
    </>
  )
}

function Reconvoquer({ d, vue }: Props) {
  if (d.seconde)
    return (
      <p>
        La seconde séance est prévue <a href={`/legalite/seances/${d.seconde.id}`}>{direMoment(d.seconde.prevueLe)}</a>.
      </p>
    )
  return (
    <>
      <p>
        Le quorum était de {d.seance.quorum}. {d.regles.quorum.seconde_sans_quorum ? 'À la seconde convocation, le conseil délibère quel que soit le nombre des présents.' : 'La seconde séance demande le même quorum.'} <Doute regle={d.regles.quorum} />
      </p>
      <Formulaire vue={vue} action={`/legalite/seances/${d.seance.id}/reconvoquer`} libelle="Seconde convocation">
        <ChampsMoment vue={vue} jour={{ annee: d.jour.slice(0, 4) }} heure={ecrireHeure(d.seance.prevueLe)} lieu={d.seance.lieu} />
        <Actions>
          <Bouton>Préparer la seconde séance</Bouton>
        </Actions>
      </Formulaire>
    </>
  )
}

function Papier({ d }: { d: Detail }) {
  return d.document ? (
    <>
      <p>
        <Bouton href={`/legalite/seances/${d.seance.id}/proces-verbal.pdf`} ton="second" ico="telecharger">
          Procès-verbal scellé (PDF)
        </Bouton>
      </p>
      <p class="petit discret">
        Code de vérification : <span class="code">{d.document.code}</span>
      </p>
    </>
  ) : (
    <p class="discret">{d.scelle ? 'Le procès-verbal se scelle : rouvrez cette page dans un instant.' : 'Ce procès-verbal n’a pas de papier scellé : son texte se lit sur cette page.'}</p>
  )
}

function Affichee({ d }: { d: Detail }) {
  const limite = limiteAffichage(jourDe(d.seance), d.regles, calendrier())
  return (
    <>
      <p>
        Décisions affichées le <b>{dateSimple(midi(d.seance.afficheLe!))}</b>
        {d.seance.afficheLe! > limite ? `, après le ${dateSimple(midi(limite))}` : ''} : {d.seance.affichePreuve}
      </p>
      {d.preuves.length > 0 ? (
        <ul>
          {d.preuves.map((r) => (
            <li key={r.id}>
              <a href={`/legalite/seances/${d.seance.id}/affichage/${r.id}`}>{r.nom}</a>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  )
}

function Afficher({ d, vue }: Props) {
  const limite = limiteAffichage(jourDe(d.seance), d.regles, calendrier())
  const faite = d.seance.afficheLe !== null
  const form = (
    <Formulaire vue={vue} action={`/legalite/seances/${d.seance.id}/affichage`} libelle="Affichage" multipart>
      <DateChamp vue={vue} nom="afficheLe" libelle="Affichées depuis le" valeur={d.seance.afficheLe ?? d.jour} />
      <Texte vue={vue} nom="preuve" libelle="Où, et qui le certifie" aide="Par exemple « Tableau de la mairie, certifié par le secrétaire exécutif »" valeur={d.seance.affichePreuve} max={300} />
      <FichierChamp vue={vue} nom="photo" libelle="Photo ou certificat d’affichage" facultatif aide="JPEG, PNG ou PDF, 20 Mo chacun" multiple max={4} />
      <Actions>
        <Bouton ton={faite ? 'second' : 'plein'}>{faite ? 'Corriger l’affichage' : 'Noter l’affichage'}</Bouton>
      </Actions>
    </Formulaire>
  )
  return (
    <>
      {faite ? (
        <>
          <p>La séance est close et ses décisions sont affichées.{d.actes.length > 0 ? ` ${pluriel(d.actes.length, 'acte en est né', 'actes en sont nés')} : ils se signent et se transmettent depuis leur page.` : ''}</p>
          <Affichee d={d} />
        </>
      ) : (
        <p>
          Affichez les décisions au plus tard le <b>{dateSimple(midi(limite))}</b> : {direDelai(d.regles, 'affichage')} après la séance. <Doute regle={d.regles.delais.affichage} />
        </p>
      )}
      {faite ? (
        <Plier titre="Corriger l’affichage" ouvert={vue.erreurs.afficheLe !== undefined || vue.erreurs.preuve !== undefined}>
          {form}
        </Plier>
      ) : (
        form
      )}
      <Papier d={d} />
    </>
  )
}
