import { z } from 'zod'
import { versDossiers } from '../ariane.ts'
import { page, participant, permission, titulaire, un } from '../../../kernel/module.ts'
import { Actions, Avis, Bouton, Formulaire, Gabarit, Panneau, Phrase, ResumeErreurs, ZoneTexte } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/vue.ts'
import { posteQui } from '../../../kernel/identite/cles-poste.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import { getDossier } from '../dossier.queries.ts'
import { initiales } from '../dossier.ts'
import { leBureau, parId, sujetDossier } from '../porte.ts'
import { chargerFil, Ecrire, MarquerLus, Messages } from './fil.tsx'
import type { FilCharge } from './fil.tsx'
import type { Message } from './echange.ts'

/** Who writes for the office: those who examine or receive there, and the posts called on the file. */
export const mayEcrire = un(permission('demarches.instruire'), permission('demarches.guichet'), participant)

/** The thread as the holder of the file reads it. */
export const messages = page({
  path: '/suivi/:id/messages',
  may: titulaire,
  titre: 'Messages',
  params: parId,
  sujet: sujetDossier,
  load: async ({ db, params, maintenant }) => chargerFil(db, await getDossier(db, params.id), maintenant),
  view: (d: FilCharge, vue) => (
    <Gabarit vue={vue} titre={`Messages, ${d.dossier.numero ?? ''}`} genre={d.dossier.interne ? 'agent' : 'public'} ariane={[{ libelle: d.dossier.numero ?? 'Dossier', href: `/suivi/${d.dossier.id}` }]} etroit>
      <p class="sur">{d.titre}</p>
      <h1>Messages avec {leBureau(d.dossier.bureau).replace(/^L/, 'l')}</h1>
      <p class="chapeau">Pour poser une question ou donner une précision. Un message n’arrête pas le délai.</p>
      <ResumeErreurs vue={vue} />
      {d.dossier.etat === 'suspendu' ? (
        <Avis ton="att" titre="Le bureau attend une réponse de vous">
          <p>
            Un message ne la remplace pas : <a href={`/suivi/${d.dossier.id}#a-faire`}>répondez sur la page de votre dossier</a> pour que le délai reparte.
          </p>
        </Avis>
      ) : null}
      <Messages d={d} pour="titulaire" />
      <MarquerLus d={d} vue={vue} pour="titulaire" action={`/suivi/${d.dossier.id}/messages/lire`} />
      <h2>Écrire</h2>
      <Ecrire d={d} vue={vue} action={`/suivi/${d.dossier.id}/messages`} libelle="Votre message" aide="Le bureau le lit pendant ses heures d’ouverture" />
    </Gabarit>
  ),
})

/** The same as the office reads it. */
export const messagesBureau = page({
  path: '/dossiers/:id/messages',
  may: mayEcrire,
  titre: 'Messages avec le demandeur',
  gabarit: 'agent',
  params: parId,
  query: z.object({ phrase: z.coerce.number().int().min(0).max(50).optional() }),
  sujet: sujetDossier,
  load: async ({ db, params, query, maintenant, acteur, maison }) => {
    const d = await chargerFil(db, await getDossier(db, params.id), maintenant)
    const sienne = d.dossier.titulaire === cleActeur(acteur)
    const complement = d.dossier.etat === 'depose' && !sienne && posteQui(acteur, d.dossier.attend, maison.territoires) !== undefined
    return { ...d, sienne, complement, valeur: query.phrase === undefined ? undefined : d.phrases[query.phrase]?.texte }
  },
  consulte: ({ dossier }) => `dossier:${dossier.id}`,
  view: (d, vue) => (
    <Gabarit vue={vue} titre={`Messages, ${d.dossier.numero ?? ''}`} genre="agent" ariane={versDossiers(vue, { libelle: d.dossier.numero ?? 'Dossier', href: `/dossiers/${d.dossier.id}` })} etroit>
      <h1>Messages avec le demandeur</h1>
      <p class="chapeau">
        <Phrase>{`${initiales(d.dossier.demandeur)}, ${d.titre}, ${d.dossier.numero ?? ''}. Un message n’arrête pas le délai : pour un papier qui manque, demandez un complément.`}</Phrase>
      </p>
      <ResumeErreurs vue={vue} />
      <Messages d={d} pour="bureau" />
      <MarquerLus d={d} vue={vue} pour="bureau" action={`/dossiers/${d.dossier.id}/messages/lire`} />
      {d.sienne ? <p>C’est votre propre demande : écrivez depuis sa page de suivi.</p> : <EcrireBureau d={d} vue={vue} />}
      {d.complement ? <EnComplement dernier={d.messages.findLast((m) => m.cote === 'bureau')} id={d.dossier.id} vue={vue} /> : null}
    </Gabarit>
  ),
})

function EcrireBureau({ d, vue }: { d: FilCharge & { valeur: string | undefined }; vue: Vue }) {
  const id = d.dossier.id
  return (
    <>
      <h2>Écrire</h2>
      {d.etat.ouvert && d.phrases.length > 0 ? (
        <details class="texte">
          <summary>Commencer par une phrase type</summary>
          <ul>
            {d.phrases.map((p, rang) => (
              <li key={rang}>
                <a href={`/dossiers/${id}/messages?phrase=${rang}#ecrire`}>{p.titre}</a>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      <Ecrire d={d} vue={vue} action={`/dossiers/${id}/messages`} libelle="Votre message" aide="La personne lit votre fonction et votre bureau, pas votre nom" valeur={d.valeur} />
    </>
  )
}

/** What was written becomes a request: the clock stops, and the answer has its form. */
function EnComplement({ dernier, id, vue }: { dernier: Message | undefined; id: string; vue: Vue }) {
  if (!dernier) return null
  return (
    <Panneau titre="En faire une demande de complément" id="complement">
      <details open={vue.erreurs.demande !== undefined}>
        <summary>Reprendre le dernier message du bureau</summary>
        <Formulaire vue={vue} action={`/dossiers/${id}/demander-complement`} libelle="Demander un complément">
          <ZoneTexte vue={vue} nom="demande" libelle="Que doit envoyer la personne ?" aide="Une phrase simple. Elle part par SMS. Le délai se met en pause." valeur={dernier.texte.slice(0, 300)} lignes={3} max={300} />
          <Actions>
            <Bouton ton="second">Demander ce complément</Bouton>
          </Actions>
        </Formulaire>
      </details>
    </Panneau>
  )
}
