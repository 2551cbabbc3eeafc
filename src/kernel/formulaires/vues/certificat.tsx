import { Texte } from '../../../ui/champs.tsx'
import { certificatDe } from '../types/certificat.ts'
import { communs } from './commun.ts'
import type { PropsDe } from './commun.ts'

/** Where anybody checks a certificate, by its code or with the camera. */
const VERIFIER = '/v/'

/** The code printed on a certificate. */
export function VueCertificat(props: PropsDe<'certificat'>) {
  const { page, reponse } = props
  const cite = certificatDe(reponse)
  return (
    <>
      <Texte {...communs(props, 'Le code imprimé à côté du QR, par exemple 7K2M-94QX-3H ; sans QR, écrivez son numéro')} largeur={20} autocomplete="off" code ok={cite?.verifie && !page.envoi ? `${cite.titre}, vérifié` : undefined} />
      <p class="ajoute">
        <a href={VERIFIER}>Vérifier un certificat avec l’appareil photo</a>
      </p>
    </>
  )
}
