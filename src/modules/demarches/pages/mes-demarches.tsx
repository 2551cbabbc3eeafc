import { z } from 'zod'
import { dateSimple, momentRelatif, pluriel } from '../../../lib/francais.ts'
import { clesDe } from '../../../kernel/identite/acteur.ts'
import { countNonLus } from '../../../kernel/notifications/index.ts'
import { citoyen, page } from '../../../kernel/module.ts'
import { Avis, Bouton, BoutonSeul, Etiquette, Gabarit, Phrase, Vide } from '../../../ui/index.ts'
import { compterNonLus } from '../echange/echange.queries.ts'
import { getDemarche } from '../definition.queries.ts'
import { listDossiersDe, listOuverts, listRepresentes } from '../dossier.queries.ts'
import { ETATS } from '../dossier.ts'
import type { Dossier } from '../dossier.ts'

/** A citizen's files and drafts. */
export const mesDemarches = page({
  path: '/mes-demarches',
  may: citoyen,
  titre: 'Mes démarches',
  api: true,
  output: z.object({ dossiers: z.array(z.object({ id: z.string(), numero: z.string().nullable(), titre: z.string(), etat: z.string(), modifieLe: z.date() })) }),
  load: async ({ db, acteur }) => {
    const tenus = acteur.genre === 'citoyen' ? await listDossiersDe(db, `citoyen:${acteur.id}`) : []
    const representes = (await listRepresentes(db, clesDe(acteur))).filter((d) => !tenus.some((t) => t.id === d.id))
    const siens = [...tenus, ...representes]
    const ouverts = await listOuverts(db, clesDe(acteur))
    const nonLus = acteur.genre === 'citoyen' ? await countNonLus(db, `citoyen:${acteur.id}`) : 0
    const nommer = async (d: Dossier) => ({ ...d, titre: (await getDemarche(db, d.demarche, d.version)).titre })
    const messages = await compterNonLus(db, siens.map((d) => d.id), 'bureau')
    return { dossiers: (await Promise.all(siens.map(nommer))).map((d) => ({ ...d, messages: messages.get(d.id) ?? 0 })), ouverts: await Promise.all(ouverts.map(nommer)), nonLus }
  },
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Mes démarches" etroit ariane={[{ libelle: 'Mon compte', href: '/compte' }]}>
      <h1>Mes démarches</h1>
      <p>
        <a href="/compte/messages">{d.nonLus > 0 ? `${pluriel(d.nonLus, 'message non lu', 'messages non lus')}` : 'Mes messages'}</a>
      </p>
      {d.ouverts.length > 0 ? (
        <Avis ton="att" titre="Des demandes faites sans compte peuvent y entrer">
          <p>Faites avec votre téléphone, votre adresse, ou sur cet appareil. Ne gardez que les vôtres.</p>
          <p>
            <Phrase>{`${d.ouverts.map((o) => `${o.titre}${o.numero ? ` ${o.numero}` : ''}`).join(', ')}.`}</Phrase>
          </p>
          <BoutonSeul vue={vue} action="/mes-demarches/rattacher">
            Les garder dans mon compte
          </BoutonSeul>
        </Avis>
      ) : null}
      {d.dossiers.length === 0 ? (
        <Vide titre="Aucune demande pour l’instant" action={<Bouton href="/demarches">Choisir une démarche</Bouton>}>
          Vos demandes et vos brouillons se retrouvent ici.
        </Vide>
      ) : (
        <ul class="simple pile">
          {d.dossiers.map((dossier) => (
            <li key={dossier.id} class="panneau">
              <p class="rang">
                <Etiquette ton={ETATS[dossier.etat].ton}>{ETATS[dossier.etat].citoyen}</Etiquette>
                <span class="code">{dossier.numero}</span>
                {dossier.mandantTelephone ? <Etiquette ton="info">Par un mandataire</Etiquette> : null}
                {dossier.messages > 0 ? <Etiquette ton="pause">{dossier.messages === 1 ? 'Un message attend' : `${dossier.messages} messages attendent`}</Etiquette> : null}
              </p>
              <h2>
                <a href={dossier.etat === 'brouillon' ? `/brouillons/${dossier.id}` : `/suivi/${dossier.id}`}>{dossier.titre}</a>
              </h2>
              <p class="discret">{dossier.deposeLe ? `Déposé le ${dateSimple(dossier.deposeLe)}, ${dossier.bureau}` : `Brouillon modifié ${momentRelatif(dossier.modifieLe, vue.maintenant)}`}</p>
            </li>
          ))}
        </ul>
      )}
    </Gabarit>
  ),
})
