import { Texte } from '../../../ui/champs.tsx'
import { certificatDe } from '../types/certificat.ts'
import { communs } from './commun.ts'
import type { PropsDe } from './commun.ts'

/** Where anybody checks a certificate, by its code or with the camera. */
const VERIFIER = '/v/'

/** The code printed on a certificate, typed, pasted, or read on its QR where the browser can (ui/client/certificat.ts). */
export function VueCertificat(props: PropsDe<'certificat'>) {
  const { page, reponse } = props
  const cite = certificatDe(reponse)
  return (
    <>
      <Texte {...communs(props, 'Le code imprimé à côté du QR, par exemple 7K2M-94QX-3H ; sans QR, écrivez son numéro')} largeur={20} autocomplete="off" code ok={cite?.verifie && !page.envoi ? `${cite.titre}, vérifié` : undefined} />
      <div class="ajoute" data-qr data-champ={props.nom} hidden>
        <input type="file" class="sr" id={`qr-${props.nom}`} accept="image/*" capture="environment" />
        <label class="btn btn--2 btn--petit" for={`qr-${props.nom}`}>
          Lire le QR avec l’appareil photo
        </label>
        <p class="petit" data-dit aria-live="polite" />
      </div>
      <p class="ajoute">
        <a href={VERIFIER}>Vérifier un certificat</a>
      </p>
    </>
  )
}
