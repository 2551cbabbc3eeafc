import { pluriel } from '../../../lib/francais.ts'
import { Avis, Bouton, BoutonSeul, Panneau } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/vue.ts'

/** On the holder's page: a message that waits, opened and marked as read by one button. */
export function MessageAttend({ vue, dossierId, nombre }: { vue: Vue; dossierId: string; nombre: number }) {
  if (nombre === 0) return null
  return (
    <Avis ton="att" titre={nombre === 1 ? 'Un message vous attend' : `${nombre} messages vous attendent`} niveau={2}>
      <BoutonSeul vue={vue} action={`/suivi/${dossierId}/messages/lire`} ton="plein">
        {nombre === 1 ? 'Lire le message' : 'Lire les messages'}
      </BoutonSeul>
    </Avis>
  )
}

/** On the office's page of the file: the way to the thread, with what nobody has read. */
export function PanneauMessages({ vue, dossierId, total, nonLus }: { vue: Vue; dossierId: string; total: number; nonLus: number }) {
  return (
    <Panneau titre="Messages" id="messages" {...(nonLus > 0 ? { ton: 'att' as const } : {})}>
      <p>{nonLus > 0 ? `${pluriel(nonLus, 'message du demandeur attend', 'messages du demandeur attendent')} d’être lu${nonLus > 1 ? 's' : ''}.` : total > 0 ? `${pluriel(total, 'message')} avec le demandeur, tout est lu.` : 'Aucun message avec le demandeur.'}</p>
      {nonLus > 0 ? (
        <BoutonSeul vue={vue} action={`/dossiers/${dossierId}/messages/lire`} taille="petit">
          Lire et répondre
        </BoutonSeul>
      ) : (
        <p class="no-print">
          <Bouton href={`/dossiers/${dossierId}/messages`} ton="second" taille="petit">
            {total > 0 ? 'Voir les messages' : 'Écrire au demandeur'}
          </Bouton>
        </p>
      )}
    </Panneau>
  )
}
