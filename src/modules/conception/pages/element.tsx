import { z } from 'zod'
import { Introuvable } from '../../../lib/erreurs.ts'
import { page } from '../../../kernel/module.ts'
import { Actions, Bouton, Deux, Formulaire, Gabarit, Panneau, ResumeErreurs, vueAvec } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/vue.ts'
import { lire } from '../brut.ts'
import type { Brut } from '../brut.ts'
import { Editeur } from '../editeur.tsx'
import { AFinir, MenuProjet } from '../menu.tsx'
import { clausesPour, elements, estPartie, motsDe, noeudDe, PARTIES, valeurDe } from '../plan.ts'
import { mayConcevoir, parId } from '../porte.ts'
import { voisinesDe } from '../voisines.ts'
import type { Faute } from '../fautes.ts'
import { reporter } from '../projet.ts'
import type { Projet } from '../projet.ts'
import { getProjet } from '../queries.ts'
import { lireSaisi } from '../saisie.ts'
import { Ajout, Questions } from './questions.tsx'
import { Telephone } from './apercu.tsx'
import { GardeLue } from './garde.tsx'
import { MessagesLus } from './messages.tsx'
import { Simulation } from './simulation.tsx'
import { BOITES, Televerser } from './televerser.tsx'

/** A delay is tried beside its form: the procedure's, the period of a station, its own delay once it has one. */
const simule = ({ contenu }: Projet, ou: string): boolean => ou === 'delai' || (ou.startsWith('circuit.stations') && (lire(contenu, `${ou}.genre`) === 'attente' || lire(contenu, `${ou}.delai`) !== undefined))

const partieDe = (ou: string): Faute['partie'] => (ou !== 'circuit' && estPartie(ou) ? ou : ou.startsWith('circuit') ? 'circuit' : 'questions')

/** What the page is called: a part, or the words of the element. */
function titreDe(ou: string, brut: Parameters<typeof lire>[0]): string {
  if (estPartie(ou)) return PARTIES[ou].titre
  const mots = lire(brut, `${ou}.libelle`) ?? lire(brut, `${ou}.titre`) ?? lire(brut, `${ou}.texte`) ?? lire(brut, `${ou}.alternative`)
  return typeof mots === 'string' && mots !== '' ? mots.slice(0, 120) : 'Sans nom'
}

/** The project as it would be if what is typed were saved: what the preview shows. */
function projetTape({ projet, noeud, ou }: { projet: Projet; noeud: NonNullable<ReturnType<typeof noeudDe>>; ou: string }, vue: Vue): Projet {
  if (Object.keys(vue.saisie).length === 0 || BOITES.some((nom) => vue.erreurs[nom] !== undefined)) return projet
  const { valeur } = lireSaisi(noeud, vue.saisie, '', valeurDe(ou, projet.contenu))
  return { ...projet, contenu: reporter(projet.contenu, ou, (valeur ?? {}) as Brut) }
}

/** One part of a procedure, or one step, question or station, as a form; beside it, what the person will see. */
export const element = page({
  path: '/conception/:id/partie/:ou',
  may: mayConcevoir,
  titre: 'Une partie de la démarche',
  gabarit: 'agent',
  params: parId.extend({ ou: z.string().max(120) }),
  query: z.object({ depot: z.string().max(20).optional(), heure: z.string().max(5).optional() }),
  load: async ({ db, params, query, maison, maintenant }) => {
    const projet = await getProjet(db, params.id)
    const noeud = noeudDe(params.ou, projet.contenu, maison.territoires, await voisinesDe(db, projet.contenu, params.ou))
    if (!noeud) throw new Introuvable('Cette partie n’existe plus : quelqu’un l’a peut-être retirée')
    return { projet, noeud, ou: params.ou, query, territoires: maison.territoires, maintenant }
  },
  view: (d, vue) => {
    const { projet, ou } = d
    const base = `/conception/${projet.id}`
    const retour = estPartie(ou) ? base : `${base}/${ou.startsWith('circuit') ? 'circuit' : 'questions'}`
    const etape = /^formulaire\.etapes\.(\d+)/.exec(ou)?.[1]
    const bloc = lire(projet.contenu, `${ou}.type`) === 'bloc'
    const vu = projetTape(d, vue)
    const essaye = simule(projet, ou)
    const cote = etape !== undefined ? <Telephone vue={vue} projet={vu} etape={Number(etape)} territoires={d.territoires} /> : essaye ? <Simulation vue={vue} d={d} /> : ou === 'conservation' ? <GardeLue projet={vu} /> : ou === 'messages' ? <MessagesLus projet={vu} /> : undefined
    // What a delay gives is counted on what is saved: typing does not change it.
    const apercu = cote !== undefined && !essaye
    // What is wrong in a file that was sent says nothing of this form, which was not.
    const sienne = BOITES.some((nom) => vue.erreurs[nom] !== undefined) ? vueAvec(vue, { erreurs: {}, saisie: {} }) : vue
    const formulaire = (
      <Formulaire vue={vue} action={`${base}/partie/${ou}`} classe="conception" parDefaut={{ nom: '_geste', valeur: '' }} garde>
        <input type="hidden" name="_revision" value={projet.revision} />
        <Editeur vue={sienne} noeud={d.noeud} nom="" chemin={motsDe(ou, projet.contenu)} valeur={valeurDe(ou, projet.contenu)} clauses={(cle) => clausesPour(projet.contenu, ou, cle)} />
        <Actions>
          <Bouton>Enregistrer</Bouton>
          {apercu ? (
            <Bouton ton="second" nom="_geste" valeur="apercu">
              Voir l’aperçu
            </Bouton>
          ) : null}
          <a href={retour}>Revenir sans enregistrer</a>
        </Actions>
      </Formulaire>
    )
    return (
      <Gabarit vue={vue} titre={`${titreDe(ou, projet.contenu)}, ${projet.titre}`} genre="agent" scripts={apercu ? ['apercu.js'] : []} ariane={[{ libelle: 'Concevoir', href: '/conception' }, { libelle: projet.titre, href: base }]}>
        <MenuProjet projet={projet} ici={partieDe(ou)} />
        <h1>{titreDe(ou, projet.contenu)}</h1>
        <ResumeErreurs vue={vue} />
        {estPartie(ou) ? <AFinir projet={projet} partie={partieDe(ou)} vue={vue} /> : null}
        {cote ? (
          <Deux libelle={essaye ? 'Essayer' : 'Aperçu'} aside={apercu ? <div data-apercu>{cote}</div> : cote}>
            <Televerser vue={vue} projet={projet} ou={ou} />
            {formulaire}
          </Deux>
        ) : (
          formulaire
        )}
        {bloc ? (
          <Panneau titre="Questions de chaque élément" id="interieur">
            <Questions vue={vue} projet={projet} liste={`${ou}.champs`} champs={elements(lire(projet.contenu, `${ou}.champs`))} />
            <Ajout vue={vue} projet={projet} liste={`${ou}.champs`} dansBloc />
          </Panneau>
        ) : null}
      </Gabarit>
    )
  },
})
