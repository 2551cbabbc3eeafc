import { z } from 'zod'
import { momentRelatif } from '../../../lib/francais.ts'
import { hrefSur } from '../../../lib/url.ts'
import { listMessagesDe } from '../../../kernel/notifications/index.ts'
import { citoyen, page } from '../../../kernel/module.ts'
import { BoutonSeul, Etiquette, Gabarit, Vide } from '../../../ui/index.ts'

/** What was written to a citizen, kept in his account: the SMS may be lost, the telephone changed. */
export const messages = page({
  path: '/compte/messages',
  may: citoyen,
  titre: 'Mes messages',
  output: z.object({ messages: z.array(z.object({ sujet: z.string(), texte: z.string(), lien: z.string().nullable(), creeLe: z.date(), luLe: z.date().nullable() })) }),
  load: async ({ db, acteur }) => ({ messages: acteur.genre === 'citoyen' ? await listMessagesDe(db, `citoyen:${acteur.id}`) : [] }),
  view: ({ messages: lus }, vue) => (
    <Gabarit vue={vue} titre="Mes messages" ariane={[{ libelle: 'Mon compte', href: '/compte' }]} etroit>
      <h1>Mes messages</h1>
      {lus.some((m) => !m.luLe) ? (
        <BoutonSeul vue={vue} action="/compte/messages/lus" ton="second" taille="petit">
          Tout marquer comme lu
        </BoutonSeul>
      ) : null}
      {lus.length === 0 ? (
        <Vide titre="Aucun message">Les nouvelles de vos dossiers arrivent ici, en plus du SMS ou du courriel.</Vide>
      ) : (
        <ul class="simple pile">
          {lus.map((m) => (
            <li key={m.id} class="panneau">
              <p class="rang">
                {m.luLe ? null : <Etiquette ton="info">Nouveau</Etiquette>}
                <span class="discret">{momentRelatif(m.creeLe, vue.maintenant)}</span>
              </p>
              <h2>{m.lien ? <a href={hrefSur(m.lien)}>{m.sujet}</a> : m.sujet}</h2>
              <p>{m.texte}</p>
            </li>
          ))}
        </ul>
      )}
    </Gabarit>
  ),
})
