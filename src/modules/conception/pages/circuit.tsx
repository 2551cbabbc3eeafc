import { page } from '../../../kernel/module.ts'
import { findRole } from '../../../kernel/identite/role.ts'
import { Bouton, Choix, Circuit, Deux, Etiquette, Formulaire, Gabarit, Panneau, ResumeErreurs, Texte } from '../../../ui/index.ts'
import type { Noeud as NoeudCircuit } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/vue.ts'
import { enumerer } from '../../../lib/francais.ts'
import { direDelai } from '../../demarches/index.ts'
import { estBrut, lire } from '../brut.ts'
import type { Brut } from '../brut.ts'
import { AFinir, MenuProjet } from '../menu.tsx'
import { elements, GENRES } from '../plan.ts'
import { mayConcevoir, parId } from '../porte.ts'
import type { Projet } from '../projet.ts'
import { getProjet } from '../queries.ts'
import { Rang } from './questions.tsx'

/** What each kind of station is for. */
const STATIONS: Readonly<Record<string, { titre: string; aide: string }>> = {
  instruction: { titre: 'Une vérification', aide: 'Un agent lit le dossier, demande un papier, propose d’accorder ou de refuser' },
  visa: { titre: 'Des avis', aide: 'Un ou plusieurs postes donnent leur avis, en même temps' },
  paiement: { titre: 'Un paiement', aide: 'Le demandeur paie en ligne ou au guichet' },
  accord: { titre: 'L’accord d’autres personnes', aide: 'Un parent, un témoin, par lien ou au guichet' },
  attente: { titre: 'Une période qui court', aide: 'Un délai d’opposition, un affichage : personne n’agit, une opposition peut être enregistrée' },
  signature: { titre: 'La signature', aide: 'La décision. Chaque circuit en a une, la dernière' },
}
const direStation = (genre: string) => STATIONS[genre] ?? { titre: genre, aide: '' }

/** Who acts at a station, in words. */
function direQui(station: Brut): string {
  const qui = station.genre === 'visa' ? elements(station.viseurs).map((v) => v.qui) : [station.qui]
  const roles = qui.flatMap((q) => (estBrut(q) && Array.isArray(q.roles) ? q.roles.map(String) : []))
  return roles.length === 0 ? '' : enumerer([...new Set(roles)].map((r) => findRole(r)?.titre ?? r), station.genre === 'visa' ? 'et' : 'ou')
}

/** How long a period lasts, in words. */
function direDuree({ duree }: Brut): string {
  const { valeur, unite } = estBrut(duree) ? duree : {}
  return typeof valeur === 'number' && typeof unite === 'string' ? direDelai({ valeur, unite: unite as Parameters<typeof direDelai>[0]['unite'] }) : ''
}

/** The circuit as it would be drawn for a file that has not begun. */
function dessin(stations: readonly Brut[], document: boolean): NoeudCircuit[] {
  const noeuds = stations.map((s): NoeudCircuit => ({ titre: String(s.titre ?? 'Station'), details: [s.genre === 'attente' ? direDuree(s) : direQui(s), s.condition ? 'Sous condition' : ''].filter(Boolean), etat: 'futur', ...(s.genre === 'attente' && s.opposition !== 'continuer' ? { sortie: s.opposition === 'refuser' ? 'Refus' : 'Renvoi' } : {}), ...(s.genre === 'instruction' || s.genre === 'signature' ? { sortie: 'Refus' } : {}) }))
  return [{ titre: 'Dépôt', etat: 'futur' }, ...noeuds, ...(document ? [{ titre: 'Remise', etat: 'futur' } as const] : [])]
}

/** The stations of a procedure, drawn and listed. */
export const circuit = page({
  path: '/conception/:id/circuit',
  may: mayConcevoir,
  titre: 'Le circuit',
  gabarit: 'agent',
  params: parId,
  load: async ({ db, params }) => ({ projet: await getProjet(db, params.id) }),
  view: ({ projet }, vue) => {
    const stations = elements(lire(projet.contenu, 'circuit.stations'))
    return (
      <Gabarit vue={vue} titre={`Circuit, ${projet.titre}`} genre="agent" ariane={[{ libelle: 'Concevoir', href: '/conception' }, { libelle: projet.titre, href: `/conception/${projet.id}` }]}>
        <MenuProjet projet={projet} ici="circuit" />
        <h1>Le circuit</h1>
        <ResumeErreurs vue={vue} />
        <AFinir projet={projet} partie="circuit" vue={vue} />
        <Deux libelle="Le circuit dessiné" aside={<Panneau titre="Le chemin d’un dossier" id="dessin"><Circuit noeuds={dessin(stations, projet.contenu.document !== undefined)} /></Panneau>}>
          <div class="pile">
            <Panneau titre="Bureau et demandeur" id="bureau" fin={<a href={`/conception/${projet.id}/partie/circuit`}>Modifier</a>}>
              <p>Quel bureau reçoit la demande, comment s’appelle le demandeur, pour quels motifs on refuse.</p>
            </Panneau>
            <Panneau titre="Stations, dans l’ordre" id="stations">
              {stations.length === 0 ? <p class="discret">Aucune station encore. La plupart des démarches ont une vérification, puis une signature.</p> : null}
              <ol class="rangees">
                {stations.map((s, i) => (
                  <li key={i}>
                    <span>
                      <a href={`/conception/${projet.id}/partie/circuit.stations.${i}`}>{String(s.titre ?? 'Station')}</a>{' '}
                      {s.condition ? <Etiquette ton="info">Sous condition</Etiquette> : null}
                      <span class="sous-l">{[direStation(String(s.genre)).titre, direQui(s)].filter(Boolean).join(' : ')}</span>
                    </span>
                    <Rang vue={vue} projet={projet} chemin={`circuit.stations.${i}`} rang={i} nombre={stations.length} quoi={`« ${String(s.titre ?? '')} »`} />
                  </li>
                ))}
              </ol>
            </Panneau>
            <AjoutStation vue={vue} projet={projet} />
          </div>
        </Deux>
      </Gabarit>
    )
  },
})

function AjoutStation({ vue, projet }: { vue: Vue; projet: Projet }) {
  return (
    <Formulaire vue={vue} action={`/conception/${projet.id}/ajouter`} libelle="Ajouter une station" classe="panneau">
      <input type="hidden" name="_revision" value={projet.revision} />
      <input type="hidden" name="liste" value="circuit.stations" />
      <Texte vue={vue} nom="mots" libelle="Nouvelle station" aide="Son nom, par exemple « Visa du service d’hygiène »" max={200} />
      <Choix vue={vue} nom="genre" libelle="Que fait-on là ?" options={GENRES.map((g) => ({ valeur: g, libelle: direStation(g).titre, aide: direStation(g).aide }))} />
      <p class="champ">
        <Bouton ton="second" ico="plus">
          Ajouter cette station
        </Bouton>
      </p>
    </Formulaire>
  )
}
