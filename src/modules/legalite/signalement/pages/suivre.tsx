import { ouvert, page } from '../../../../kernel/module.ts'
import { dateSimple } from '../../../../lib/francais.ts'
import { Actions, Avis, Bouton, Etiquette, Formulaire, Gabarit, Panneau, Recap, ResumeErreurs, Texte } from '../../../../ui/index.ts'
import type { Vue } from '../../../../ui/index.ts'
import { ETATS } from '../signalement.ts'
import type { Signalement } from '../signalement.ts'

const ARIANE = [{ libelle: 'Actes des communes', href: '/actes' }]

/** Reads the answer to a report with its follow code. */
export const suivre = page({
  path: '/actes/signalements/suivre',
  may: ouvert,
  titre: 'Suivre un signalement',
  load: async () => ({}),
  view: (_, vue) => (
    <Gabarit vue={vue} titre="Suivre un signalement" etroit ariane={ARIANE}>
      <h1>Suivre un signalement</h1>
      <p class="chapeau">Le code de suivi vous a été donné quand vous avez signalé l’acte.</p>
      <ResumeErreurs vue={vue} />
      <Formulaire vue={vue} action="/actes/signalements/suivre" libelle="Suivre">
        <Texte vue={vue} nom="code" libelle="Code de suivi" aide="Dix signes, par exemple 7K2M-94QX-3H. Les majuscules et les tirets ne comptent pas." largeur={14} code max={40} />
        <Actions>
          <Bouton>Voir la réponse</Bouton>
        </Actions>
      </Formulaire>
    </Gabarit>
  ),
})

/** What the author is shown at once: that it was received, and the code, this once. */
export function VueRecu({ vue, code, prefecture, annonce }: { vue: Vue; code: string; prefecture: string; annonce: string }) {
  return (
    <Gabarit vue={vue} titre="Signalement reçu" etroit ariane={ARIANE}>
      <h1>Votre signalement est reçu</h1>
      <p class="chapeau">{prefecture} va le lire et vous répondre.</p>
      <Avis ton="ok" titre="Gardez ce code" niveau={2}>
        <p>
          <b class="code">{code}</b>
        </p>
        <p>Il ouvre la réponse, sans compte. {annonce}</p>
      </Avis>
      <p>
        <a href="/actes/signalements/suivre">Suivre un signalement</a>
      </p>
    </Gabarit>
  )
}

/** A report as its author reads it. */
export function VueSuivi({ vue, s, code, commune }: { vue: Vue; s: Signalement; code: string; commune: string }) {
  return (
    <Gabarit vue={vue} titre="Votre signalement" etroit ariane={ARIANE}>
      <h1>Votre signalement</h1>
      <p>
        <Etiquette ton={ETATS[s.etat].ton}>{ETATS[s.etat].auteur}</Etiquette>
      </p>
      {s.closLe ? (
        <Panneau titre={s.etat === 'repondu' ? 'Réponse de la préfecture' : 'Pourquoi la préfecture ne peut pas en connaître'} id="reponse" ton="fort">
          {s.reponse.split(/\n+/).map((p, i) => (
            <p key={i}>{p}</p>
          ))}
          <p class="petit discret">Le {dateSimple(s.closLe)}.</p>
        </Panneau>
      ) : (
        <p>La préfecture n’a pas encore répondu. Revenez avec votre code.</p>
      )}
      <Recap lignes={[{ titre: 'Envoyé', valeur: dateSimple(s.recuLe) }, { titre: 'Commune', valeur: commune }, ...(s.designation ? [{ titre: 'Acte', valeur: s.designation }] : s.acteNumero ? [{ titre: 'Acte', valeur: s.acteNumero }] : []), { titre: 'Vous avez écrit', valeur: s.texte }]} />
      {s.effaceLe ? (
        <p class="discret">Votre nom, vos coordonnées et votre fichier sont effacés depuis le {dateSimple(s.effaceLe)}.</p>
      ) : (
        <details>
          <summary>Effacer mon nom et mes coordonnées</summary>
          <p>La préfecture garde ce que vous dites de l’acte, sans savoir qui l’a dit. La réponse ne vous sera plus annoncée : votre code l’ouvrira toujours.</p>
          <Formulaire vue={vue} action="/actes/signalements/effacer" libelle="Effacer mes coordonnées">
            <input type="hidden" name="code" value={code} />
            <Bouton ton="danger">Effacer mon nom et mes coordonnées</Bouton>
          </Formulaire>
        </details>
      )}
    </Gabarit>
  )
}
