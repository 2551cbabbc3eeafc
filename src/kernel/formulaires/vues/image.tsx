import { ponctuer } from '../../../lib/francais.ts'
import type { ChampDe } from '../definition.ts'

/** A picture of the procedure; what it says stands in its place when it is not there. */
export function VueImage({ champ }: { champ: ChampDe<'image'> }) {
  const sous = [champ.legende, champ.aide].filter((t) => t !== undefined).map(ponctuer)
  return (
    <figure class="champ illustration">
      {champ.donnees ? <img src={champ.donnees} alt={ponctuer(champ.alternative)} /> : <p>{ponctuer(champ.alternative)}</p>}
      {sous.length > 0 ? <figcaption class="petit discret">{sous.join(' ')}</figcaption> : null}
    </figure>
  )
}
