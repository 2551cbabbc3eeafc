import { page, titulaire } from '../../../kernel/module.ts'
import { Bande, Circuit, Deux, Etiquette, Fil, Gabarit, Horloge, Panneau, ResumeErreurs } from '../../../ui/index.ts'
import { versTemps } from '../../../kernel/calendrier/index.ts'
import { demanderComplement } from '../actions/demander-complement.ts'
import { proposer } from '../actions/proposer.ts'
import { relancer } from '../actions/relancer.ts'
import { renvoyer } from '../actions/renvoyer.ts'
import { signer } from '../actions/signer.ts'
import { viser } from '../actions/viser.ts'
import { noterOpposition, terminerAttente } from '../attente/actions.ts'
import { momentsAgent } from '../chronologie.tsx'
import { ETATS } from '../dossier.ts'
import { charger, Lecture } from '../pages/detail.tsx'
import { Gestes } from '../pages/gestes.tsx'
import { stades } from '../stades.ts'
import { acteurComme, commeUnAutre, parPoste, sujetEssai } from './comme.ts'

/** The page of a file as somebody else would have it: the same answers, papers and gestures, sent to the test. */
export const comme = page({
  path: '/essais/:id/comme/:poste',
  may: titulaire,
  titre: 'Agir comme un autre, dans un essai',
  gabarit: 'agent',
  params: parPoste,
  sujet: sujetEssai,
  load: async (lu) => {
    const acteur = acteurComme(lu.params.poste, lu.maison.territoires)
    const d = await charger({ ...lu, acteur, query: {} })
    // What reads or changes true things is not of a test: files that look alike, the cash desk, the counter, the proof of life.
    return { ...d, base: `/essais/${lu.params.id}/comme/${encodeURIComponent(lu.params.poste)}`, proches: [], guichet: false, encaisse: false, constate: false, document: undefined, qui: acteur.postes[0]! }
  },
  view: (d, vue) => (
    <Gabarit vue={vue} titre={`Essai, ${d.qui.roleTitre}`} genre="agent" ariane={[{ libelle: 'Concevoir', href: '/conception' }, { libelle: `Essai ${d.dossier.numero}`, href: `/essais/${d.dossier.id}` }]}>
      <Bande titre={d.demarche.titre}>
        <p class="rang">
          <Etiquette ton={ETATS[d.dossier.etat].ton}>{ETATS[d.dossier.etat].agent}</Etiquette>
          <span class="code">{d.dossier.numero}</span>
          <span class="discret">
            Essai : vous agissez comme {d.qui.roleTitre.toLocaleLowerCase('fr')}, {d.qui.bureau}
          </span>
        </p>
      </Bande>
      <ResumeErreurs vue={vue} />
      <Deux
        libelle="Décision"
        large="trois"
        aside={
          <div class="pile">
            <Panneau titre="À faire" id="decision" ton="fort">
              {d.dossier.decideLe === null ? <Horloge temps={versTemps(d.horloge)} /> : null}
              <Gestes d={d} vue={vue} />
            </Panneau>
            <Panneau titre="Circuit" id="circuit">
              <Circuit noeuds={stades(d)} />
            </Panneau>
          </div>
        }
        tete={<Lecture d={d} vue={vue} />}
      >
        <Panneau titre="Historique" id="historique">
          <Fil moments={momentsAgent(d.evenements)} dense ordre="recent" />
        </Panneau>
      </Deux>
    </Gabarit>
  ),
})

/** Every gesture of a station, as somebody else. */
export const gestesComme = [proposer, viser, renvoyer, signer, demanderComplement, relancer, noterOpposition, terminerAttente].map((action) => commeUnAutre(action, comme))
