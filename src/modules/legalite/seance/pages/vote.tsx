import { z } from 'zod'
import { pluriel } from '../../../../lib/francais.ts'
import { page } from '../../../../kernel/module.ts'
import { Actions, Avis, Bouton, Choix, Erreur, erreurDe, Formulaire, Gabarit, Groupe, idChamp, Onglets, ResumeErreurs, Revision, revisionDe, Texte, valeurDe, ZoneTexte } from '../../../../ui/index.ts'
import type { Vue } from '../../../../ui/index.ts'
import type { Appele } from '../convocation.queries.ts'
import { getPoint, listVoix } from '../point.queries.ts'
import { lireSeance, mayTenir, parPoint, sujetSeance } from '../porte.ts'
import { suivreVote } from '../revision.ts'
import { direQuorumPerdu, votantsDe } from '../salle.ts'
import { direSession, exigerGeste } from '../seance.ts'
import type { Point } from '../seance.ts'
import { ISSUES_POINT } from '../vote.ts'
import type { Voix } from '../vote.ts'
import { Doute } from './champs.tsx'

const MAJORITES = { exprimes: 'plus de la moitié des voix pour ou contre', presents: 'plus de la moitié des votants', membres: 'plus de la moitié des membres en exercice' } as const
const VOIX: readonly [Voix, string][] = [['pour', 'Pour'], ['contre', 'Contre'], ['abstention', 'Abstention']]

/** What becomes of a point, and by which voices. A vote by name has its own page, with everybody on it. */
export const vote = page({
  path: '/legalite/seances/:id/points/:point/vote',
  may: mayTenir,
  titre: 'Noter un vote',
  gabarit: 'agent',
  params: parPoint,
  sujet: sujetSeance,
  query: z.object({ scrutin: z.enum(['nominal', 'compte']).optional() }),
  load: async (lu) => {
    const seance = await lireSeance(lu)
    exigerGeste(seance, 'voter')
    const point = await getPoint(lu.db, seance.id, lu.params.point)
    const nominal = lu.query.scrutin === undefined ? point.scrutin === 'nominal' : lu.query.scrutin === 'nominal'
    return { seance, point, voix: await listVoix(lu.db, point.id), nominal, ...(await votantsDe(lu.db, seance)) }
  },
  view: (d, vue) => {
    const base = `/legalite/seances/${d.seance.id}`
    const ici = `${base}/points/${d.point.id}/vote`
    const tape = valeurDe(vue, 'scrutin')
    const nominal = tape === '' ? d.nominal : tape === 'nominal'
    const { majorite } = d.regles
    return (
      <Gabarit vue={vue} titre={`Vote, point ${d.point.rang}`} genre="agent" etroit ariane={[{ libelle: 'Séances', href: '/legalite/seances' }, { libelle: direSession(d.seance), href: base }]}>
        <h1>Point {d.point.rang}</h1>
        <p class="chapeau">{d.point.objet}</p>
        <ResumeErreurs vue={vue} />
        {d.atteint ? null : (
          <Avis ton="non" titre="Le conseil ne peut plus voter" niveau={2}>
            <p>{direQuorumPerdu(d.presents, d.seance.quorum)}.</p>
          </Avis>
        )}
        <p>
          {pluriel(d.votants.length, 'votant')}. Un point est adopté par {MAJORITES[majorite.calcul]}
          {majorite.preponderante ? ' ; à égalité, la voix du président l’emporte, sauf au scrutin secret' : ''}. <Doute regle={majorite} />
        </p>
        <Onglets libelle="Genre de scrutin" onglets={[{ libelle: 'Public ou secret', href: `${ici}?scrutin=compte`, actif: !nominal }, { libelle: 'Nominal', href: `${ici}?scrutin=nominal`, actif: nominal }]} />
        <Formulaire vue={vue} action={ici} libelle="Vote" garde>
          <Revision valeur={revisionDe(suivreVote(d.point))} vue={vue} />
          <Choix vue={vue} nom="vote" libelle="Ce que devient ce point" forme="deux" valeur={d.point.vote} options={Object.entries(ISSUES_POINT).map(([valeur, { mot }]) => ({ valeur, libelle: mot, ...(valeur === 'adopte' || valeur === 'rejete' ? {} : { aide: 'sans vote' }) }))} />
          {nominal ? <input type="hidden" name="scrutin" value="nominal" /> : null}
          {nominal ? <Nominal vue={vue} votants={d.votants} voix={d.voix} nomDe={d.nomDe} /> : <Nombres vue={vue} point={d.point} />}
          {erreurDe(vue, 'preponderante') || valeurDe(vue, 'preponderante', d.point.preponderante) ? (
            <Choix vue={vue} nom="preponderante" libelle={`Comment ${d.seance.president ?? 'qui préside'} a voté`} aide="À égalité, la voix de qui préside l’emporte" forme="ligne" valeur={d.point.preponderante} options={[{ valeur: 'pour', libelle: 'Pour' }, { valeur: 'contre', libelle: 'Contre' }]} />
          ) : null}
          <ZoneTexte vue={vue} nom="texte" libelle="Débats et décision" facultatif aide="Ces mots entrent dans le procès-verbal" lignes={4} max={4000} valeur={d.point.texte} />
          <Actions>
            <Bouton>Noter le vote</Bouton>
            <a href={`${base}#ordre-du-jour`}>Retour à la séance</a>
          </Actions>
        </Formulaire>
      </Gabarit>
    )
  },
})

function Nombres({ vue, point }: { vue: Vue; point: Point }) {
  const scrutin = point.scrutin === 'nominal' ? null : point.scrutin
  return (
    <>
      <Choix vue={vue} nom="scrutin" libelle="Scrutin" forme="ligne" si="si le conseil vote" valeur={scrutin ?? 'public'} options={[{ valeur: 'public', libelle: 'Public' }, { valeur: 'secret', libelle: 'Secret' }]} />
      <div class="voix">
        <Texte vue={vue} nom="pour" libelle="Pour" largeur={4} inputmode="numeric" valeur={point.scrutin === 'nominal' ? '' : point.pour} autocomplete="off" />
        <Texte vue={vue} nom="contre" libelle="Contre" largeur={4} inputmode="numeric" valeur={point.scrutin === 'nominal' ? '' : point.contre} autocomplete="off" />
        <Texte vue={vue} nom="abstentions" libelle="Abstentions" largeur={4} inputmode="numeric" valeur={point.scrutin === 'nominal' ? '' : point.abstentions} autocomplete="off" />
      </div>
      <p class="petit discret">Au scrutin secret, les bulletins blancs ou nuls se comptent avec les abstentions.</p>
    </>
  )
}

function Nominal({ vue, votants, voix, nomDe }: { vue: Vue; votants: readonly Appele[]; voix: ReadonlyMap<string, Voix>; nomDe: ReadonlyMap<string, string> }) {
  return (
    <Groupe vue={vue} nom="voix" libelle="Voix de chacun" si="si le conseil vote">
      {votants.map((v) => {
        const nom = `v.${v.membreId}`
        const [id, erreur, dite] = [idChamp(nom), erreurDe(vue, nom), valeurDe(vue, nom, voix.get(v.membreId) ?? null)]
        return (
          <div key={v.membreId} class={erreur ? 'appel champ--err' : 'appel'} role="group" aria-labelledby={`${id}-nom`}>
            <p id={`${id}-nom`}>
              <b>{v.nom}</b>{' '}
              {v.mandataire ? <span class="sous-l discret">par {nomDe.get(v.mandataire)}</span> : null}
            </p>
            <div>
              <Erreur id={id}>{erreur}</Erreur>
              <div class="tri">
                {VOIX.map(([valeur, libelle], i) => (
                  <label key={valeur}>
                    <input type="radio" name={nom} value={valeur} id={i === 0 ? id : undefined} checked={dite === valeur} /> <span>{libelle}</span>
                  </label>
                ))}
              </div>
            </div>
          </div>
        )
      })}
    </Groupe>
  )
}
