/** Small bar charts: an SVG with its sentence, and the same numbers in a table under it. */
import { nombre } from '../lib/francais.ts'

export type Serie = { nom: string; ton: 'a' | 'b' }
export type GroupeBarres = { libelle: string; valeurs: readonly number[] }

export type BarresProps = {
  titre: string
  series: readonly Serie[]
  groupes: readonly GroupeBarres[]
  /** After each number: « % », « dossiers ». */
  unite?: string
}

const HAUT = 122

/** One sentence that says all the bars. */
export function direBarres({ series, groupes, unite }: BarresProps): string {
  const u = unite ? `\u00a0${unite}` : ''
  const debut = series.length > 1 ? `${series.map((s) => s.nom).join(' puis ')}. ` : ''
  return debut + groupes.map((g) => `${g.libelle}\u00a0: ${g.valeurs.map((v) => nombre(v) + u).join(' et ')}`).join('. ')
}

function Vertical(props: BarresProps) {
  const { groupes, series } = props
  const max = Math.max(1, ...groupes.flatMap((g) => g.valeurs))
  const n = series.length
  const pas = n * 27 + 18
  const large = groupes.length * pas + 8
  return (
    <svg class="trace" viewBox={`0 0 ${large} 146`} role="img" aria-label={`${props.titre}. ${direBarres(props)}`}>
      <path class="fond" d={`M0 122.5h${large}`} />
      {groupes.map((g, i) => {
        const gauche = i * pas + 13
        return (
          <g key={g.libelle}>
            {g.valeurs.map((v, j) => {
              const h = Math.round((v / max) * 96)
              const x = gauche + j * 27
              return (
                <g key={j}>
                  <rect class={series[j]?.ton ?? 'a'} x={x} y={HAUT - h} width="24" height={h} />
                  <text x={x + 12} y={HAUT - h - 5} text-anchor="middle">
                    {nombre(v)}
                  </text>
                </g>
              )
            })}
            <text class="gris" x={gauche + (n * 27 - 3) / 2} y="140" text-anchor="middle">
              {g.libelle}
            </text>
          </g>
        )
      })}
    </svg>
  )
}

function Horizontal(props: BarresProps) {
  const { groupes, series } = props
  const max = Math.max(1, ...groupes.flatMap((g) => g.valeurs))
  const n = series.length
  const pas = 22 + n * 20
  return (
    <svg class="trace trace--couche" width="100%" height={groupes.length * pas} role="img" aria-label={`${props.titre}. ${direBarres(props)}`}>
      {groupes.map((g, i) => (
        <g key={g.libelle}>
          <text class="gris" x="0" y={i * pas + 14}>
            {g.libelle}
          </text>
          {g.valeurs.map((v, j) => {
            const w = Math.round((v / max) * 8000) / 100
            const y = i * pas + 20 + j * 20
            return (
              <g key={j}>
                <rect class={series[j]?.ton ?? 'a'} x="0" y={y} width={`${w}%`} height="14" />
                <text x={`${w + 1.5}%`} y={y + 12}>
                  {nombre(v)}
                </text>
              </g>
            )
          })}
        </g>
      ))}
    </svg>
  )
}

/** Up to 8 short groups stand; more, or long names, lie down. The table says the same to whoever prefers to read. */
export function Barres(props: BarresProps) {
  const debout = props.groupes.length <= 8 && props.groupes.every((g) => g.libelle.length <= 8)
  return (
    <figure class="barres">
      <figcaption class="rang">
        <b>{props.titre}</b>
        {props.series.length > 1 ? (
          <ul class="legende mini pousse">
            {props.series.map((s) => (
              <li key={s.nom}>
                <svg viewBox="0 0 10 10" class="trace" aria-hidden="true" focusable="false">
                  <path class={s.ton} d="M0 0h10v10H0z" />
                </svg>
                {s.nom}
              </li>
            ))}
          </ul>
        ) : null}
      </figcaption>
      {debout ? <Vertical {...props} /> : <Horizontal {...props} />}
      <details class="petit">
        <summary>Lire ces chiffres en tableau</summary>
        <table class="tab tab--dense">
          <caption class="sr">{props.titre}</caption>
          <thead>
            <tr>
              <td />
              {props.series.map((s) => (
                <th key={s.nom} scope="col" class="n">
                  {s.nom}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {props.groupes.map((g) => (
              <tr key={g.libelle}>
                <th scope="row">{g.libelle}</th>
                {g.valeurs.map((v, j) => (
                  <td key={j} class="n">
                    {nombre(v)}
                    {props.unite ? `\u00a0${props.unite}` : ''}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  )
}
