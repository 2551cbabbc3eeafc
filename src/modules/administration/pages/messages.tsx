import { z } from 'zod'
import { dateChiffres, heure, momentRelatif } from '../../../lib/francais.ts'
import { couper, PAR_PAGE } from '../../../lib/liste.ts'
import { EXPORT_AU_PLUS, exporter, format } from '../../../kernel/corridor/exporter.ts'
import type { ColonneExport } from '../../../kernel/corridor/exporter.ts'
import { listMessages } from '../../../kernel/notifications/index.ts'
import type { Message } from '../../../kernel/notifications/index.ts'
import { page, permission } from '../../../kernel/module.ts'
import { masquerDestination } from '../masquer.ts'
import { Etiquette, Exports, Filtre, Filtres, Gabarit, Pages, Phrase, Tableau, Vide } from '../../../ui/index.ts'
import { ecransDe, Menu } from '../menu.tsx'

const CANAUX = { sms: 'SMS', courriel: 'Courriel', interne: 'Compte' } as const

/** An unsent one-time code or link would open somebody's account: an administrator never reads one, nor the code that opens a file. */
const texteVisible = (m: Message): string => (m.secret ? 'Code ou lien personnel' : m.aMasquer ? m.texte.replaceAll(m.aMasquer, '•••••') : m.texte)

const direEtat = (m: Message): string => (m.envoyeLe ? 'Parti' : m.erreur ? `Refusé ${m.essais} fois` : 'À partir')

const colonnesExport: readonly ColonneExport<Message>[] = [
  ['Message', (m) => m.sujet],
  ['Date', (m) => dateChiffres(m.creeLe)],
  ['Heure', (m) => heure(m.creeLe)],
  ['Par', (m) => CANAUX[m.canal]],
  ['À', masquerDestination],
  ['Texte', texteVisible],
  ['État', direEtat],
  ['Erreur', (m) => m.erreur],
]

/** The outbox: what left, what waits, what the carrier refused and why. */
export const messages = page({
  path: '/administration/messages',
  may: permission('administration.messages'),
  titre: 'Messages',
  gabarit: 'agent',
  query: z.object({ cherche: z.string().max(100).optional(), canal: z.string().max(20).optional(), etat: z.string().max(20).optional(), tri: z.string().max(20).optional(), apres: z.uuid().optional(), format }),
  load: async (lu) => {
    const { format: en, ...filtre } = lu.query
    const lus = await listMessages(lu.db, { ...filtre, limite: en ? EXPORT_AU_PLUS : PAR_PAGE + 1 })
    return { ...(en ? { lignes: lus, suivant: undefined } : couper(lus)), format: en, ecrans: ecransDe(lu) }
  },
  corps: (d) => (d.format ? exporter('messages', colonnesExport, d.lignes, d.format) : undefined),
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Messages" genre="agent">
      <Menu vue={vue} ecrans={d.ecrans} />
      <h1>Messages envoyés</h1>
      <h2 class="sr">Liste</h2>
      <Filtres vue={vue} libelle="Filtrer les messages">
        <Filtre vue={vue} nom="cherche" libelle="Message" type="search" />
        <Filtre vue={vue} nom="canal" libelle="Par" tous="Tous" options={Object.entries(CANAUX).map(([valeur, libelle]) => ({ valeur, libelle }))} />
        <Filtre vue={vue} nom="etat" libelle="État" tous="Tous" options={[{ valeur: 'attente', libelle: 'À partir' }, { valeur: 'refuse', libelle: 'Refusés' }, { valeur: 'parti', libelle: 'Partis' }]} />
      </Filtres>
      <Tableau
        vue={vue}
        legende="Messages"
        dense
        lignes={d.lignes}
        cle={(m) => m.id}
        colonnes={[
          { titre: 'Message', tri: 'message', entete: true, cellule: (m) => <span><Phrase>{m.sujet}</Phrase></span> },
          { titre: 'Quand', tri: 'quand', cellule: (m) => <span>{momentRelatif(m.creeLe, vue.maintenant)}</span> },
          { titre: 'Par', cellule: (m) => <span>{CANAUX[m.canal]}</span> },
          { titre: 'À', cellule: (m) => masquerDestination(m) },
          { titre: 'Texte', cellule: (m) => texteVisible(m) },
          {
            titre: 'État',
            cellule: (m) => (
              <span>
                <Etiquette ton={m.envoyeLe ? 'fait' : m.erreur ? 'tard' : 'cours'}>{direEtat(m)}</Etiquette>
                {m.erreur ? <small class="discret"> {m.erreur}</small> : null}
              </span>
            ),
          },
        ]}
        vide={<Vide titre="Aucun message">Ce que la plateforme envoie par SMS et par courriel apparaît ici.</Vide>}
      />
      <Pages vue={vue} apres={d.suivant} />
      <Exports vue={vue} />
    </Gabarit>
  ),
})
