import { z } from 'zod'
import { momentRelatif } from '../../../lib/francais.ts'
import { listMessages } from '../../../kernel/notifications/index.ts'
import type { Message } from '../../../kernel/notifications/index.ts'
import { page, permission } from '../../../kernel/module.ts'
import { masquerDestination } from '../masquer.ts'
import { Etiquette, Gabarit, Pages, Phrase, Tableau, Vide } from '../../../ui/index.ts'
import { ecransDe, Menu } from '../menu.tsx'

const CANAUX = { sms: 'SMS', courriel: 'Courriel', interne: 'Compte' } as const

/** An unsent one-time code or link would open somebody's account: an administrator never reads one, nor the code that opens a file. */
const texteVisible = (m: Message): string => (m.secret ? 'Code ou lien personnel' : m.aMasquer ? m.texte.replaceAll(m.aMasquer, '•••••') : m.texte)

function EtatMessage({ m }: { m: Message }) {
  if (m.envoyeLe) return <Etiquette ton="fait">Parti</Etiquette>
  return m.erreur ? <Etiquette ton="tard">Refusé {m.essais} fois</Etiquette> : <Etiquette ton="cours">À partir</Etiquette>
}

/** The outbox: what left, what waits, what the carrier refused and why. */
export const messages = page({
  path: '/administration/messages',
  may: permission('administration.messages'),
  titre: 'Messages',
  gabarit: 'agent',
  query: z.object({ apres: z.iso.datetime().optional() }),
  load: async (lu) => {
    const lus = await listMessages(lu.db, lu.query.apres ? new Date(lu.query.apres) : undefined)
    return { messages: lus, suivant: lus.length === 50 ? lus.at(-1)!.creeLe.toISOString() : undefined, ecrans: ecransDe(lu) }
  },
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Messages" genre="agent">
      <Menu vue={vue} ecrans={d.ecrans} />
      <h1>Messages envoyés</h1>
      <h2 class="sr">Liste</h2>
      <Tableau
        vue={vue}
        legende="Messages, le dernier d’abord"
        dense
        lignes={d.messages}
        cle={(m) => m.id}
        colonnes={[
          { titre: 'Message', entete: true, cellule: (m) => <span><Phrase>{m.sujet}</Phrase></span> },
          { titre: 'Quand', cellule: (m) => <span>{momentRelatif(m.creeLe, vue.maintenant)}</span> },
          { titre: 'Par', cellule: (m) => <span>{CANAUX[m.canal]}</span> },
          { titre: 'À', cellule: (m) => masquerDestination(m) },
          { titre: 'Texte', cellule: (m) => texteVisible(m) },
          {
            titre: 'État',
            cellule: (m) => (
              <span>
                <EtatMessage m={m} />
                {m.erreur ? <small class="discret"> {m.erreur}</small> : null}
              </span>
            ),
          },
        ]}
        vide={<Vide titre="Aucun message">Ce que la plateforme envoie par SMS et par courriel apparaît ici.</Vide>}
      />
      <Pages vue={vue} apres={d.suivant} />
    </Gabarit>
  ),
})
