import { dateHeure, dateSimple, taille } from '../../../lib/francais.ts'
import { midi } from '../../../kernel/calendrier/jour.ts'
import type { Db } from '../../../kernel/db/index.ts'
import { listReferences } from '../../../kernel/fichiers/index.ts'
import type { Reference } from '../../../kernel/fichiers/index.ts'
import { Actions, Avis, Bouton, BoutonSeul, Etiquette, FichierChamp, Formulaire, ZoneTexte } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/vue.ts'
import { getDemarche } from '../definition.queries.ts'
import type { Dossier } from '../dossier.ts'
import { champMessage, estChampMessage, etatEchange } from './echange.ts'
import type { Cote, EtatEchange, Message } from './echange.ts'
import { listMessages } from './echange.queries.ts'

export const SIGNES = 2000
export const FICHIERS = { nombre: 5, octets: 20 * 1_048_576 }

export type FilCharge = { dossier: Dossier; messages: readonly (Message & { papiers: Reference[] })[]; etat: EtatEchange; phrases: readonly { titre: string; texte: string }[]; titre: string }

/** The thread of a file with the files of each message. */
export async function chargerFil(db: Db, dossier: Dossier, maintenant: Date): Promise<FilCharge> {
  const demarche = await getDemarche(db, dossier.demarche, dossier.version)
  const papiers = Map.groupBy((await listReferences(db, `dossier:${dossier.id}`)).filter((r) => estChampMessage(r.champ)), (r) => r.champ)
  const messages = (await listMessages(db, dossier.id)).map((m) => ({ ...m, papiers: papiers.get(champMessage(m.id)) ?? [] }))
  return { dossier, messages, etat: etatEchange(dossier, demarche, maintenant), phrases: demarche.echanges?.phrases ?? [], titre: demarche.titre }
}

/** The messages that `pour` has not read yet. */
export const nonLusDe = (messages: readonly Message[], pour: Cote): number => messages.filter((m) => m.cote !== pour && m.luLe === null).length

/** Who wrote, as the reader may know it: the holder reads a post and an office, never an agent's name. */
function auteur(m: Message, pour: Cote): string {
  if (m.cote === pour) return pour === 'bureau' ? m.parNom : m.qualite === 'Demandeur' ? 'Vous' : m.qualite
  return pour === 'titulaire' ? m.qualite : m.parNom
}

/** The messages of a file, oldest first. */
export function Messages({ d, pour }: { d: FilCharge; pour: Cote }) {
  if (d.messages.length === 0) return <p>Aucun message pour l’instant.</p>
  return (
    <ol class="simple pile" id="messages">
      {d.messages.map((m) => (
        <li key={m.id} class="lettre" id={`m-${m.id}`}>
          <header class="rang">
            <b>{auteur(m, pour)}</b>
            <span>{dateHeure(m.le)}</span>
            {m.cote !== pour && m.luLe === null ? <Etiquette ton="pause">Nouveau</Etiquette> : null}
          </header>
          {m.texte ? (
            <blockquote>
              {m.texte.split(/\n+/).map((ligne, rang) => (
                <p key={rang}>{ligne}</p>
              ))}
            </blockquote>
          ) : null}
          {m.papiers.length > 0 ? (
            <ul class="simple">
              {m.papiers.map((p) => (
                <li key={p.id}>
                  <a href={`/dossiers/${d.dossier.id}/fichiers/${p.id}`}>{p.nom}</a>, {taille(p.taille)}
                </li>
              ))}
            </ul>
          ) : null}
          {m.cote === pour ? <footer>{m.luLe ? `Lu le ${dateHeure(m.luLe)}` : 'Pas encore lu'}</footer> : null}
        </li>
      ))}
    </ol>
  )
}

/** The form that writes; or why one no longer may. */
export function Ecrire({ d, vue, action, libelle, aide, valeur }: { d: FilCharge; vue: Vue; action: string; libelle: string; aide: string; valeur?: string | undefined }) {
  const { etat } = d
  if (!etat.ouvert)
    return (
      <Avis ton="info" titre="On n’écrit plus ici">
        <p>{etat.pourquoi}.</p>
      </Avis>
    )
  return (
    <Formulaire vue={vue} action={action} multipart garde id="ecrire">
      <ZoneTexte vue={vue} nom="texte" libelle={libelle} aide={aide} valeur={valeur} si="ou joignez un fichier" lignes={5} max={SIGNES} />
      <FichierChamp vue={vue} nom="papiers" libelle="Joindre des fichiers" aide="Photo ou PDF, 20 Mo au plus. Cinq fichiers au plus." multiple max={5} si="ou écrivez un message" />
      <Actions>
        <Bouton>Envoyer le message</Bouton>
      </Actions>
      {etat.fin ? <p class="discret">On peut écrire jusqu’au {dateSimple(midi(etat.fin))}.</p> : null}
    </Formulaire>
  )
}

/** « J’ai lu »: a page that is read changes nothing by itself. */
export function MarquerLus({ d, vue, pour, action }: { d: FilCharge; vue: Vue; pour: Cote; action: string }) {
  return nonLusDe(d.messages, pour) > 0 ? (
    <BoutonSeul vue={vue} action={action}>
      {pour === 'titulaire' ? 'J’ai lu' : 'Marquer comme lu par le bureau'}
    </BoutonSeul>
  ) : null
}
