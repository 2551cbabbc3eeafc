import { dateSimple, telephone } from '../../../lib/francais.ts'
import { Actions, Bouton, Choix, Etiquette, Formulaire, Panneau, Texte, ZoneTexte } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/vue.ts'
import type { Accord } from '../accord.ts'

/** The last round of consents. */
const tourDe = (accords: readonly Accord[]): Accord[] => {
  const ouverts = accords.filter((a) => a.closLe === null)
  const tour = Math.max(0, ...ouverts.map((a) => a.tour))
  return ouverts.filter((a) => a.tour === tour)
}

function Ligne({ a }: { a: Accord }) {
  return (
    <>
      <b>{a.titre}</b>, {a.nom}{' '}
      <Etiquette ton={a.reponse === null ? 'pause' : a.reponse === 'oui' ? 'bon' : 'non'}>{a.reponse === null ? 'Attendu' : a.reponse === 'oui' ? 'Accord donné' : 'Refusé'}</Etiquette>
      <span class="discret"> {a.reponduLe ? `le ${dateSimple(a.reponduLe)}` : a.telephone ? `lien envoyé au ${telephone(a.telephone)} le ${dateSimple(a.envoyeLe)}` : 'sans téléphone : à recueillir au guichet'}</span>
    </>
  )
}

/** A new link, perhaps at another phone: most who do not answer have lost the message, or were given a wrong number. */
function Renvoyer({ a, vue, dossierId }: { a: Accord; vue: Vue; dossierId: string }) {
  return (
    <details>
      <summary>
        Renvoyer le lien<span class="sr"> à {a.nom}</span>
      </summary>
      <Formulaire vue={vue} action={`/suivi/${dossierId}/renvoyer-accord`} libelle={`Renvoyer le lien à ${a.nom}`}>
        <input type="hidden" name="accord" value={a.id} />
        <Texte vue={vue} nom="telephone" id={`telephone-${a.partie}`} libelle="Son téléphone" aide="Changez-le s’il est faux" valeur={a.telephone ? telephone(a.telephone) : ''} inputmode="tel" largeur={14} />
        <Actions>
          <Bouton ton="second">Envoyer un nouveau lien</Bouton>
        </Actions>
      </Formulaire>
    </details>
  )
}

/** To the applicant: who has answered, and what he may do about the others. */
export function AccordsAttendus({ accords, vue, dossierId, bureau }: { accords: readonly Accord[]; vue: Vue; dossierId: string; bureau: string | null }) {
  return (
    <Panneau titre="On attend l’accord d’autres personnes" id="a-faire" ton="att">
      <ul class="simple">
        {tourDe(accords).map((a) => (
          <li key={a.id}>
            <Ligne a={a} />
            {a.reponse === null ? <Renvoyer a={a} vue={vue} dossierId={dossierId} /> : null}
          </li>
        ))}
      </ul>
      <p>Chacun répond depuis le lien reçu par SMS, ou au bureau « {bureau} » avec sa pièce d’identité. Le délai est en pause.</p>
    </Panneau>
  )
}

/** To the office: the same, and the answer of whoever comes to the counter. */
export function ARecueillir({ accords, vue, dossierId, guichet }: { accords: readonly Accord[]; vue: Vue; dossierId: string; guichet: boolean }) {
  return (
    <>
      <p>Le délai est en pause jusqu’à ces réponses.</p>
      <ul class="simple">
        {tourDe(accords).map((a) => (
          <li key={a.id}>
            <Ligne a={a} />
            {guichet && a.reponse === null ? (
              <>
                <details open={vue.erreurs.piece !== undefined}>
                  <summary>
                    Recueillir sa réponse au guichet<span class="sr"> : {a.nom}</span>
                  </summary>
                  <Formulaire vue={vue} action={`/dossiers/${dossierId}/recueillir`} libelle={`Réponse de ${a.nom}`}>
                    <input type="hidden" name="accord" value={a.id} />
                    <Texte vue={vue} nom="piece" id={`piece-${a.partie}`} libelle="Pièce d’identité vue" aide="Genre et numéro, par exemple « CIP 0412 7788 »" max={80} />
                    <Choix vue={vue} nom="reponse" id={`reponse-${a.partie}`} libelle="Sa réponse" options={[{ valeur: 'oui', libelle: 'Donne son accord' }, { valeur: 'non', libelle: 'Refuse' }]} />
                    <ZoneTexte vue={vue} nom="raison" id={`raison-${a.partie}`} libelle="Pourquoi ?" facultatif lignes={2} max={300} />
                    <Actions>
                      <Bouton>Enregistrer la réponse</Bouton>
                    </Actions>
                  </Formulaire>
                </details>
                <Renvoyer a={a} vue={vue} dossierId={dossierId} />
              </>
            ) : null}
          </li>
        ))}
      </ul>
    </>
  )
}
