import type { Colonne } from '../../../../ui/index.ts'
import { direNumero } from '../../acte/acte.ts'
import type { LigneFile } from '../file.queries.ts'

/** Number and subject of an act, which open its control: first column of the queue, and of the day. */
export const colonneActe: Colonne<Pick<LigneFile, 'id' | 'numero' | 'objet'>> = {
  titre: 'Acte', entete: true,
  cellule: (l) => (
    <>
      <a class="code" href={`/legalite/actes/${l.id}/controle`}>
        {direNumero(l)}
      </a>
      <span class="sous-l">{l.objet}</span>
    </>
  ),
}
