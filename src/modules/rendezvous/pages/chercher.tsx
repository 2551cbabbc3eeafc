import { z } from 'zod'
import { clesDe } from '../../../kernel/identite/acteur.ts'
import { ouvert, page } from '../../../kernel/module.ts'
import { Actions, Avis, Bouton, Filtre, Filtres, Formulaire, Gabarit, Panneau, ResumeErreurs, Texte, Vide } from '../../../ui/index.ts'
import { listPublics } from '../agenda.queries.ts'
import { ENTREE, nomBureau } from '../porte.ts'
import { listParCles } from '../rendezvous.queries.ts'
import { direQuand, ETATS } from '../rendezvous.ts'

/** The public door of appointments: what I already have, what I may take without a file, what I come back to with a code. */
export const chercher = page({
  path: '/rendez-vous',
  may: ouvert,
  titre: 'Rendez-vous',
  query: z.object({ lieu: z.string().max(100).optional(), suite: z.string().max(500).optional() }),
  load: async ({ db, acteur, query, maison }) => {
    const { territoires } = maison
    const lieu = query.lieu?.trim()
    const trouves = lieu ? territoires.chercher(lieu, { limite: 8 }) : []
    const codes = trouves.flatMap((t) => [...territoires.couverture(t.code), ...territoires.ancetres(t.code).filter((a) => a.niveau === 'commune').map((a) => a.code)])
    const agendas = lieu === undefined || lieu === '' || codes.length > 0 ? await listPublics(db, lieu ? codes : undefined) : []
    const cles = clesDe(acteur)
    return { ailleurs: query.suite?.startsWith('/rendez-vous/demandes/') ?? false, lieu: lieu ?? '', agendas: agendas.map((a) => ({ ...a, bureau: nomBureau(territoires, a), chemin: territoires.chemin(a.territoire) })), miens: acteur.genre === 'agent' || cles.length === 0 ? [] : await listParCles(db, cles) }
  },
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Rendez-vous" description="Prenez rendez-vous avec un bureau, changez l’heure, annulez." etroit>
      <h1>Rendez-vous</h1>
      <p class="chapeau">Venez à une heure qui est la vôtre, sans attendre. Si vous avez un dossier, prenez rendez-vous depuis sa page de suivi.</p>
      {d.ailleurs ? (
        <Avis titre="Cette demande se confirme là où elle a été faite" niveau={2}>
          <p>Le code reçu par SMS s’écrit dans le navigateur qui l’a demandé. Si vous ne l’avez plus, choisissez de nouveau une heure : aucune n’était retenue.</p>
        </Avis>
      ) : null}
      {d.miens.length > 0 ? (
        <Panneau titre="Vos rendez-vous" id="miens">
          <ul class="simple">
            {d.miens.map((r) => (
              <li key={r.id}>
                <a href={`/rendez-vous/${r.id}`}>{direQuand(r.debut)}</a> <span class="discret">{r.etat === 'pris' ? 'Confirmé' : ETATS[r.etat].libelle}</span>
              </li>
            ))}
          </ul>
        </Panneau>
      ) : null}
      <Panneau titre="Prendre un rendez-vous" id="prendre">
        <Filtres vue={vue} libelle="Chercher un bureau" bouton="Chercher">
          <Filtre vue={vue} nom="lieu" libelle="Votre commune ou votre arrondissement" type="search" />
        </Filtres>
        {d.agendas.length === 0 ? (
          <Vide titre="Aucun bureau ne prend de rendez-vous en ligne ici">Essayez le nom de la commune, ou allez au guichet aux heures d’ouverture.</Vide>
        ) : (
          <ul class="simple pile">
            {d.agendas.map((a) => (
              <li key={a.id}>
                <a href={`/rendez-vous/agendas/${a.id}`}>
                  <b>{a.titre}</b>
                </a>
                <br />
                {a.bureau} <span class="discret">{a.raison}</span>
              </li>
            ))}
          </ul>
        )}
      </Panneau>
      <Panneau titre="J’ai déjà un rendez-vous" id="deja">
        <p>
          Changez l’heure ou annulez avec le code reçu par SMS : <a href="/rendez-vous/suivre">ouvrir mon rendez-vous</a>.
        </p>
      </Panneau>
    </Gabarit>
  ),
})

/** Open an appointment with its code. */
export const suivre = page({
  path: '/rendez-vous/suivre',
  may: ouvert,
  titre: 'Ouvrir un rendez-vous',
  query: z.object({ code: z.string().max(40).optional(), suite: z.string().max(500).optional() }),
  load: async ({ query }) => ({ code: query.code ?? '', suite: query.suite }),
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Ouvrir mon rendez-vous" etroit ariane={[{ libelle: 'Rendez-vous', href: '/rendez-vous' }]}>
      <h1>Ouvrir mon rendez-vous</h1>
      <ResumeErreurs vue={vue} />
      {d.suite ? (
        <Avis titre="Ce rendez-vous s’ouvre avec son code" niveau={2}>
          <p>
            Pris depuis un compte, il s’ouvre aussi en vous <a href={`/connexion?suite=${encodeURIComponent(d.suite)}`}>connectant</a>.
          </p>
        </Avis>
      ) : null}
      <Formulaire vue={vue} action={ENTREE}>
        {d.suite ? <input type="hidden" name="suite" value={d.suite} /> : null}
        <Texte vue={vue} nom="code" libelle="Code du rendez-vous" aide="Dix signes, dans le SMS ou sur le papier du guichet. Les majuscules et les tirets ne comptent pas." valeur={d.code} largeur={14} code max={40} />
        <Actions>
          <Bouton>Ouvrir</Bouton>
        </Actions>
      </Formulaire>
      <p class="discret">Code perdu ? Le guichet peut l’imprimer de nouveau.</p>
    </Gabarit>
  ),
})
